"""``hansei delete``: delete a session, with a receipt."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from hansei_tui.commands.options import complete_session, engine_of, json_option, reading, store_options
from hansei_tui.output import say, say_json, say_table
from hansei_tui.sentences import tr

REMAINS = (
    "Remains may still lie in the file, as another program is reading it or the disk is full. Mend that and delete or "
    "forget something, and they go with it."
)


@click.command("delete")
@click.argument("session", required=False, shell_complete=complete_session)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--receipts", is_flag=True, help="List the receipts of what was deleted.")
@click.option("-o", "--output", metavar="FILE", help="Write the receipt to a file as well.")
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context, session: str | None, yes: bool, receipts: bool, output: str | None, as_json: bool
) -> int:
    """Delete SESSION with all that lies beside it, from the file too. The receipt says only which one it was.

    You are asked to type its id. Reports, backups and submissions that left this store before are not reached.
    """
    if receipts:
        return _list(ctx, as_json)
    if session is None:
        raise click.UsageError(tr("Name the session to delete; `hansei list` shows those there are."), ctx)
    if output is not None and os.path.exists(output):  # noqa: PTH110 - never raises
        raise click.UsageError(tr("{output} is there already; name another file for the receipt.", output=output), ctx)
    with reading(ctx) as engine:
        opened = engine.log.head(engine.find(session))
        assert opened is not None  # noqa: S101 - it was just found
        if not yes:
            say(
                tr(
                    "{team}, {title}, {state}, session {session}",
                    team=opened.team,
                    title=opened.title,
                    state=opened.state,
                    session=opened.session,
                ),
                err=True,
            )
            typed = click.prompt(
                tr("This cannot be taken back. Type the session's id to delete it"),
                default="",
                show_default=False,
                err=True,
            )
            if str(typed).strip() != opened.session:
                say(tr("Nothing was deleted."), err=True)
                return 1
        receipt, wiped = engine.care.delete(opened.session)
    row = _row(receipt)
    unwritten = _write(row, Path(output)) if output is not None else ""
    if as_json:
        say_json({**row, "wiped": wiped})
    else:
        say(
            tr(
                "Deleted session {session} ({team}, {toolkit}): {events} lines.",
                session=receipt.session,
                team=receipt.team,
                toolkit=receipt.toolkit,
                events=receipt.events,
            )
        )
        say(tr("SHA-256 of its record: {sha256}", sha256=receipt.sha256))
        also = tr(", and in {output}", output=output) if output is not None and not unwritten else ""
        say(tr("The receipt is kept: `hansei delete --receipts`{also}.", also=also))
    for trouble in filter(None, (unwritten, "" if wiped else REMAINS)):
        say(trouble, err=True)
    return 0 if wiped and not unwritten else 1


def _write(row: dict[str, Any], path: Path) -> str:
    """Write a receipt to a file; return why that could not be, or nothing: the session is deleted by now."""
    import json

    from hansei.document.files import write_whole
    from hansei.errors import ExportError

    try:
        write_whole(path, (json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    except ExportError as error:
        return tr("The session is deleted, but {error}", error=error)
    return ""


def _list(ctx: click.Context, as_json: bool) -> int:
    with engine_of(ctx) as engine:
        rows = [_row(each) for each in engine.care.receipts()]
    if as_json:
        say_json(rows)
    elif rows:
        columns = ("deleted", "session", "team", "toolkit", "events", "sha256")
        say_table([name.upper() for name in columns], [[str(row[name]) for name in columns] for row in rows])
    else:
        say(tr("Nothing was deleted."))
    return 0


def _row(receipt: Any) -> dict[str, Any]:
    import attrs

    from hansei_tui.commands.list_ import iso

    return {**attrs.asdict(receipt), "started": iso(receipt.started), "deleted": iso(receipt.deleted)}
