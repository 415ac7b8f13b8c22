"""The run screen: agenda, what is asked, the clock, and the keys that act on the whole session."""

from __future__ import annotations

import gc

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize

from hansei.engine import Engine
from hansei.errors import StoreBusyError
from hansei.record.session import Session
from hansei_tui.app.keybar import KeyBar
from hansei_tui.run import acts
from hansei_tui.run.acts import Acts
from hansei_tui.run.agenda import Agenda
from hansei_tui.run.room import Room
from hansei_tui.run.saving import WAITING
from hansei_tui.run.stage import NARROW, Stage
from hansei_tui.run.ticking import Ticking
from hansei_tui.run.topbar import LookLine, TopBar
from hansei_tui.sentences import tr


class Middle(Horizontal):
    """Agenda and stage, side by side, on a ground that is not painted line by line."""

    BLANK = True


class RunScreen(Acts):
    """Runs one session.

    Args:
        session: The session.
        engine: Exports reports.
    """

    DEFAULT_CSS = """
    RunScreen { background: $background; layers: base; }
    RunScreen #middle { height: 1fr; padding: 0 1 0 0; }
    RunScreen.-narrow #middle { padding: 0 2; }
    RunScreen.-narrow Agenda, RunScreen.-bare Agenda { display: none; }
    RunScreen.-agenda Agenda { display: block; }
    RunScreen.-agenda.-narrow Stage { display: none; }
    RunScreen.-agenda.-narrow Agenda { width: 1fr; }
    RunScreen.-wide Agenda { width: 38; }
    """
    AUTO_FOCUS = "Stage"
    BLANK = True

    def __init__(self, session: Session, engine: Engine) -> None:
        super().__init__()
        self.session, self.engine = session, engine
        self.room = Room(session)
        self.room.beginnings.look = engine.before
        self.stage, self.agenda = Stage(self.room), Agenda(self.room)
        self.topbar, self.lookline = TopBar(self.room), LookLine(self.room)
        self.stage.beside = (self.agenda, self.topbar, self.lookline)
        self.ticking = Ticking(self, self.room, self.topbar)
        self._left = False

    def compose(self) -> ComposeResult:
        """Top bar, agenda and stage, both cursors, keys."""
        yield self.topbar
        with Middle(id="middle"):
            yield self.agenda
            yield self.stage
        yield self.lookline
        yield KeyBar()

    def show(self) -> None:
        """Show everything anew; only lines that changed are painted."""
        self.stage.changed()
        self.refresh_bindings()

    def take_key(self, event: Key) -> bool:
        """Take the toolkit's own keys, such as those of options, before the screen's."""
        return self.focused is self.stage and self.stage.take_key(event.key, event.character)

    def flush(self) -> None:
        """Save what is typed and not yet saved.

        Raises:
            StoreBusyError: when an answer could not be saved.
        """
        self._left = True
        self.room.leave()
        if self.room.saving.waiting:
            raise StoreBusyError(tr(WAITING))

    def interrupt(self) -> None:
        """Go back home."""
        self.action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        return acts.offered(self, action, parameters)

    def action_leave(self) -> None:
        """Go back: out of a question, then home. Nothing is lost by leaving."""
        if self.has_class("-agenda"):
            self.action_agenda()
            return
        if self.room.escape():
            self.show()
            return
        self.dismiss()

    def on_mount(self) -> None:
        """Mend the clock, begin to tick, keep drafts."""
        self.room.mend()
        self.set_interval(1.0, self.ticking.tick)
        self.room.drafts.later = self.set_timer
        self.set_interval(0.3, self.room.drafts.tick)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        gc.collect()
        gc.freeze()
        self.room.try_to_save()
        if self.room.refusal:
            self.show()
        gc.disable()  # or a collection falls into the time of a key; the tick collects instead
        if not self.session.only_read and not self.session.state.answers:
            acts.carry_on(self)

    def on_unmount(self) -> None:
        """Leave in order, however it came to that."""
        gc.enable()
        if not self._left:
            self.room.leave()

    def on_resize(self, event: Resize) -> None:
        """Give the agenda what there is room for."""
        width = event.size.width
        if width >= NARROW and self.has_class("-agenda"):
            self.action_agenda()
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width >= 140, "-wide")

    def on_stage_finish(self) -> None:
        """End the step."""
        acts.finish(self)

    def on_agenda_looked(self, event: Agenda.Looked) -> None:
        """Look at a step."""
        self.room.look(event.path)
        if self.has_class("-agenda"):
            self.action_agenda()
        self.show()
