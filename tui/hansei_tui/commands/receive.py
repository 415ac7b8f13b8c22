"""``hansei receive``: take in what other teams handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import complete_session, engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json

if TYPE_CHECKING:
    from hansei.handoff.service import Received


@click.command("receive")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--session",
    metavar="SESSION",
    default="",
    shell_complete=complete_session,
    help="The session that a sheet is for.",
)
@click.option("--new", is_flag=True, help="Begin a session for a sheet, whether or not its team has one.")
@click.option("--replace", is_flag=True, help="Take a sheet's lines also where the record was changed since.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], session: str, new: bool, replace: bool, as_json: bool) -> int:
    """Take in FILEs that were made by `hansei submit` or `hansei ask`, or sheets that were filled in (.xlsx).

    Each is taken in whole or not at all, and taking one in twice changes nothing. The exit code is 1 when one of
    them was refused, 2 when one is not there; the others are taken in.
    """
    from attrs import asdict

    from hansei.errors import BundleError, ExportError, SheetError, UsageError
    from hansei_tui.handing.words import OUTCOMES, received_words, refusal_words, sheet_words

    code, told = 0, []
    with engine_of(ctx, make=True) as engine:
        for path in files:
            try:
                if engine.sheets.is_sheet(path):
                    taken = engine.sheets.receive(path, session=session, new=new, replace=replace)
                    told.append({"file": str(path), "outcome": "sheet", **asdict(taken)})
                    if not as_json:
                        say(sheet_words(path.name, taken))
                    continue
                received = engine.handoff.receive(path)
            except (BundleError, ExportError, SheetError, UsageError) as error:  # ExportError: no library for sheets
                refused = not isinstance(error, UsageError)
                code = max(code, 1 if refused else 2)
                outcome = "refused" if refused or path.exists() else "missing"
                told.append({"file": str(path), "outcome": outcome, "reason": str(error)})
                say(refusal_words(error), err=True)
                continue
            told.append(_plain(received, str(path)))
            if not as_json:
                for line in received_words(received):
                    say(line)
        say_failures(engine.failures())
    if as_json:
        say_json(told)
    elif len(files) > 1:
        counts = {outcome: sum(each["outcome"] == outcome for each in told) for outcome in OUTCOMES}
        say(", ".join(f"{count} {OUTCOMES[outcome]}" for outcome, count in counts.items() if count))
    return code


def _plain(received: Received, path: str) -> dict[str, Any]:
    return {
        "file": path,
        "outcome": received.outcome,
        "session": received.session,
        "shown": received.shown,
        "team": received.team,
        "scope": received.scope,
        "left_out": received.left_out,
        "fingerprint": received.fingerprint,
        "sender": received.sender,
        "questions": received.questions,
        "withdrawn": received.withdrawn,
    }
