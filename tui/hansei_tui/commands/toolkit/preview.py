"""``hansei toolkit preview``: a toolkit on screen while it is written."""

from __future__ import annotations

import click

from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say_failures
from hansei_tui.sentences import tr
from hansei_tui.terminal import is_terminal


@click.command("preview")
@click.argument("toolkit")
@click.option("--kind", type=click.Choice(["district", "building"]), default="district", help="The team that is shown.")
@store_options
@click.pass_context
def preview(ctx: click.Context, toolkit: str, kind: str) -> int:
    """Show TOOLKIT (a folder) on screen while you write it.

    Every save is shown at once, where you are. A save with a fault is told with its line, and the last good version
    stays. Whatever you type is thrown away; your store is not touched.
    """
    if not is_terminal():
        raise click.UsageError(
            tr("A preview needs a terminal; without one, `hansei toolkit check` and `try` help."), ctx
        )
    import tempfile
    from pathlib import Path

    from hansei.engine import open_engine

    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        say_failures(engine.failures())
        with (
            tempfile.TemporaryDirectory(prefix="hansei-") as folder,
            open_engine(Path(folder, "preview.db"), plugins=engine.plugins) as thrown_away,
        ):
            from hansei_tui.preview.app import PreviewApp

            thrown_away.borrow(engine)
            app = PreviewApp(thrown_away, found, kind)
            app.run()
            return app.return_code or 0
