"""``hansei receive``: take in what other teams handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json

if TYPE_CHECKING:
    from hansei.handoff.service import Received


@click.command("receive")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> int:
    """Take in FILEs that were made by `hansei submit` or `hansei ask`.

    Each is taken in whole or not at all, and taking one in twice changes nothing. The exit code is 1 when one of
    them was refused, 2 when one is not there; the others are taken in.
    """
    from hansei.errors import BundleError, UsageError
    from hansei_tui.handing.words import OUTCOMES, received_words

    code, told = 0, []
    with engine_of(ctx, make=True) as engine:
        for path in files:
            try:
                received = engine.handoff.receive(path)
            except (BundleError, UsageError) as error:
                refused = isinstance(error, BundleError)
                code = max(code, 1 if refused else 2)
                told.append({"file": str(path), "outcome": "refused" if refused else "missing", "reason": str(error)})
                say(str(error) if not refused else f"not taken in: {error}", err=True)
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
