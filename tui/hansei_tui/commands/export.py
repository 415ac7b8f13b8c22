"""``hansei export``: the complete records of sessions, for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from hansei_tui.commands.options import complete_session, reading, store_options
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr


@click.command("export")
@click.argument("sessions", nargs=-1, shell_complete=complete_session)
@click.option("-o", "--output", default="-", metavar="FILE", help="The file; default: standard output.")
@click.option(
    "--all", "whole", is_flag=True, help="Everything in open formats, into a new folder or a .zip that -o names."
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@store_options
@click.pass_context
def command(ctx: click.Context, sessions: tuple[str, ...], output: str, whole: bool, force: bool) -> int:
    """Write the complete records of SESSIONS, or of all of them, as one JSON document.

    With --all, everything that is in the store: sessions as JSON and as CSV tables, the toolkits they were run with,
    organisations, what other teams handed in.
    """
    if whole:
        return _all(ctx, sessions, output, force)
    from hansei.document.files import write_whole
    from hansei.insight.transcript import FORMAT, transcript

    with reading(ctx) as engine:
        ids = sessions or tuple(head.session for head in engine.sessions())
        records = [transcript(engine.open(id_)) for id_ in ids]
        say_failures(engine.failures())
    text = json.dumps({"hansei": FORMAT, "sessions": records}, ensure_ascii=False, indent=1)
    data = (text + "\n").encode("utf-8", "replace")
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        path = write_whole(Path(output), data, force=force)
        say(tr("Wrote {path} ({n} sessions)", path=path, n=len(records)))
    return 0


def _all(ctx: click.Context, sessions: tuple[str, ...], output: str, force: bool) -> int:
    if sessions:
        raise click.UsageError(tr("--all takes no sessions: it writes all of them."), ctx)
    if output == "-":
        raise click.UsageError(tr("Name a new folder or a zip: hansei export --all -o everything.zip"), ctx)
    with reading(ctx) as engine:
        done = engine.care.export(output, force=force)
        say_failures(engine.failures())
    say(
        tr(
            "Wrote {path} ({sessions} sessions, {files} files)",
            path=done.path,
            sessions=done.sessions,
            files=done.files,
        )
    )
    for session, why in done.failed.items():
        say(tr("Left out session {session}: {why}", session=session, why=why), err=True)
    return 1 if done.failed else 0
