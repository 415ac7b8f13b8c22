"""The application of a preview: shows a toolkit, and shows it anew after every save, where its author was."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from hansei.authoring.carrying import begin_preview, carry_over
from hansei.content.found import ReadToolkit
from hansei.engine import Engine
from hansei.errors import HanseiError, ToolkitError
from hansei_tui.app.app import HanseiApp
from hansei_tui.preview.screen import PreviewScreen
from hansei_tui.preview.watching import LOOK, Watching
from hansei_tui.sentences import tr, trn


class _Below(Screen[None]):
    """Lies below the preview: who comes back to it leaves."""

    def on_screen_resume(self) -> None:
        """Leave, once the preview was there."""
        if isinstance(self.app, PreviewApp) and self.app.begun:
            self.app.exit()


class PreviewApp(HanseiApp):
    """Shows a toolkit while it is written.

    Args:
        engine: Of a store that is thrown away.
        read: The toolkit, without faults.
        kind: The kind of team that is shown, ``district`` or ``building``.
    """

    def __init__(self, engine: Engine, read: ReadToolkit, kind: str = "district") -> None:
        super().__init__(engine)
        self.source = Path(read.source)
        self.digest = read.digest
        self.watching = Watching(self.source.parent)
        self.session = begin_preview(engine, read, kind)
        self.begun = False

    def get_default_screen(self) -> Screen[None]:
        """Begin with nothing; the preview comes on top of it."""
        return _Below()

    async def on_mount(self) -> None:
        """Show the toolkit and begin to look for saves."""
        self.loader.start()
        await self.push_screen(PreviewScreen(self.session, self.engine))
        self.begun = True
        self.set_interval(LOOK, self.look)

    async def look(self) -> None:
        """Read the toolkit again when it was saved; what has a fault is told, and the last good version stays."""
        # What lies above the screen, such as a handout, is left alone until it is closed.
        if not isinstance(self.screen, PreviewScreen) or not self.watching.saved():
            return
        try:
            read = self.engine.shelf.read(self.source)
        except ToolkitError as error:
            self.screen.faults.tell(error.problems)
            return
        if read.digest == self.digest:  # a comment, or what was wrong is taken back
            self.screen.faults.tell(())
            return
        await self.show_anew(read)

    async def show_anew(self, read: ReadToolkit) -> None:
        """Show the toolkit as it is now, where its author was in the one before."""
        assert isinstance(self.screen, PreviewScreen)  # noqa: S101 - for mypy; the caller has looked
        try:
            self.screen.flush()
            self.session, lost = carry_over(self.engine, read, self.session)
        except HanseiError as error:
            self.show_error(error)
            return
        self.digest = read.digest
        screen = PreviewScreen(self.session, self.engine)
        gone = trn("{n} made-up answer no longer fits", "{n} made-up answers no longer fit", lost) if lost else ""
        screen.room.saving.say("; ".join(filter(None, (tr("read again after your save"), gone))))
        await self.switch_screen(screen)
