"""``hansei toolkit preview``: a toolkit on screen while it is written."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import engine_of, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say, say_failures
from hansei_tui.sentences import tr
from hansei_tui.terminal import is_terminal

if TYPE_CHECKING:
    from hansei.content.found import ReadToolkit
    from hansei.engine import Engine


@click.command("preview")
@click.argument("toolkit")
@click.option("--kind", type=click.Choice(["district", "building"]), default="district", help="The team that is shown.")
@store_options
@click.pass_context
def preview(ctx: click.Context, toolkit: str, kind: str) -> int:
    """Show TOOLKIT (a folder) on screen while you write it.

    Every save is shown at once, where you are. A save with a fault is told with its line, and the last good version
    stays; before there was one, the faults are listed here. What you type is thrown away; your store is not touched.
    """
    if not is_terminal():
        raise click.UsageError(
            tr("A preview needs a terminal; without one, `hansei toolkit check` and `try` help."), ctx
        )
    import tempfile
    from pathlib import Path

    from hansei.engine import open_engine

    with engine_of(ctx) as engine:
        found = _first_good(engine, toolkit)
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


def _first_good(engine: Engine, toolkit: str) -> ReadToolkit:
    """Return the toolkit; while its folder has faults, name them and wait for a save that mends them."""
    from pathlib import Path

    from hansei.errors import ToolkitError
    from hansei_tui.preview.watching import LOOK, Watching

    folder = Path(toolkit)
    watching = Watching(folder if folder.is_dir() else folder.parent) if os.path.lexists(toolkit) else None
    while True:
        try:
            return read(engine, toolkit)
        except ToolkitError as error:
            if watching is None:
                raise
            say(str(error), err=True)
            say(tr("Save it without the faults, and it is shown here; ctrl+c ends."), err=True)
        while not watching.saved():
            time.sleep(LOOK)
