"""One rater's walk in a round: asked like the step itself, with nothing of anybody else on the screen."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import Screen

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError, StoreBusyError
from hansei.insight.progress import Task
from hansei.record.events import Answered, Cleared
from hansei.record.session import Session
from hansei_tui.app.dialogs import Confirm
from hansei_tui.app.keybar import KeyBar
from hansei_tui.rounds.open_round import few
from hansei_tui.rounds.shell import LOOK
from hansei_tui.run.canvas import Canvas, Line
from hansei_tui.run.clockwork import in_sight
from hansei_tui.run.instrument import Asking
from hansei_tui.run.painted import Painted
from hansei_tui.run.room import Room
from hansei_tui.run.saving import WAITING
from hansei_tui.run.stage import Stage
from hansei_tui.run.taken import Words
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, shown


class RaterAsking(Asking):
    """Asks one rater what is rated in the round that is open.

    Args:
        session: The session.
        step: The step that is looked at.
        instrument: The instrument's id.
        rater: As the record writes it.
        number: The round, 1-based.
    """

    def __init__(self, session: Session, step: AgendaStep, instrument: str, rater: str, number: int) -> None:
        self.instrument, self.rater, self.number = instrument, rater, number
        super().__init__(session, step)

    def elsewhere(self, task: Task) -> bool:
        """This is where it is asked."""
        return False

    @property
    def key(self) -> str:
        """Where drafts are put aside: a later round begins without those of this one."""
        return f"{super().key}/{self.number}"

    def reload(self) -> None:
        """Take in what this rater has on the record; the current row stays the current one."""
        round_ = self.session.state.rounds.get(self.instrument, self.number)
        given = self.session.state.given(self.instrument)
        if round_ is None or not round_.open:
            self.tasks = ()
            self.select(0)
            return
        items = [item for item in self.session.items(self.instrument) if round_.covers(item.id)]
        now = self.task
        self.tasks = tuple(
            Task(self.instrument, item, self.rater, (item.id, self.rater, self.number) in given, self.number)
            for item in items
        )
        found = self.find(now.instrument, now.item.id) if now is not None else None
        self.at = found if found is not None else min(self.at, max(0, len(self.tasks) - 1))


class RaterRoom(Room):
    """The room as one rater sees it: their own answers and drafts, and no way to anybody else's.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        rater: As the record writes it.
        number: The round, 1-based.
    """

    THEN: ClassVar = N_("hands it in")

    def __init__(self, room: Room, instrument: str, rater: str, number: int) -> None:
        self._step, self._instrument, self.rater, self._number = room.place.step, instrument, rater, number
        super().__init__(room.session)
        self.saving.say("")

    def _ask(self) -> Asking:
        self.place.step = self._step
        asking = RaterAsking(self.session, self._step, self._instrument, self.rater, self._number)
        self._restore(asking)
        self.opened, self.rated = False, None
        return asking

    @property
    def open(self) -> bool:
        """Whether the round still takes what this rater gives."""
        round_ = self.session.state.rounds.get(self._instrument, self._number)
        return round_ is not None and round_.open and self.rater not in round_.handed and not self.session.only_read

    @property
    def begun_rows(self) -> list[str]:
        """The rows with a draft that is not on the record."""
        return [
            task.item.label
            for task in self.asking.tasks
            if self.drafts.has(f"draft:{task.instrument}/{task.item.id}/{task.rater}/{self._number}/")
        ]

    def looked(self) -> None:
        """Where a rater looks is nobody's business."""

    def leave(self) -> None:
        """Put aside what is typed; the clock runs on."""
        self.keep()
        self.saving.retry()
        self.drafts.flush()

    def forget(self) -> None:
        """Throw away what was typed and not answered: it is handed in, or the round is over."""
        number = getattr(self.asking, "number", 0)
        for item in self.session.items(self._instrument):
            key = f"{self._instrument}/{item.id}/{self.rater}/{number}"
            self.drafts.drop(f"draft:{key}/")
            self.drafts.drop(f"left:{key}/")
            self.drafts.put(f"given:{key}", "")
        self.drafts.flush()

    def take_back(self) -> None:
        """Take back a step of what is being given, else the last thing of this rater's own."""
        asking, said = self.asking, False
        self.keep()
        if asking.asker is not None and not asking.settled and not self.over_grid:
            said = asking.asker.step_back()
        if said:
            self.saving.say(tr("one step back"))
            self.keep()
            return
        found: list[Answered | Cleared] = []

        def act() -> None:
            event = self.session.undo(rater=self.rater)
            if isinstance(event, (Answered, Cleared)):
                found.append(event)

        if not self.record(act, ""):
            return
        self.writing, self.opened = None, False
        asking.reload()
        if not found:
            asking.select(asking.at)
            self.restore()
            self.saving.say(tr("nothing of yours to take back"))
            return
        self._show_taken(found[-1])

    def _show_taken(self, event: Answered | Cleared) -> None:
        """Go to the row that something was taken back of, and say what; words of it are a draft again."""
        asking = self.asking
        row = self.session.item(self._instrument, event.item).label
        says = tr("taken back: {row}", row=row)
        at = asking.find(event.instrument, event.item)
        if at is not None and asking.tasks[at].answered:
            says = tr("taken back: {row}, what was given last; it is as before", row=row)
        key = f"{event.instrument}/{event.item}/{self.rater}/{event.round}"
        if isinstance(event, Answered) and Words(self, event).keep(key):
            says += " · " + tr("the words are a draft again")
        asking.select(asking.at if at is None else at)
        self.restore()
        self.saving.say(says)


class RaterStage(Stage):
    """The stage, where undo reaches nobody else."""

    room: RaterRoom

    def action_undo(self) -> None:
        """Take back the last thing of this rater's own."""
        self.room.take_back()
        self.changed()


class Banner(Painted):
    """Who rates, and that nobody else looks."""

    DEFAULT_CSS = "Banner { height: 2; padding: 0 1; background: $background; }"

    def __init__(self, room: RaterRoom, hidden: bool) -> None:
        super().__init__()
        self.room, self.hidden = room, hidden

    def paint(self, width: int, height: int) -> list[Line]:
        """Paint one line and leave one free."""
        ink, asking = self.ink, self.room.asking
        on = Canvas(width, ink.ground)
        given = sum(task.answered for task in asking.tasks)
        rest = "   " + tr("{given} of {all} answered", given=given, all=len(asking.tasks))
        if self.hidden:
            rest += "   " + tr("hidden until the reveal")
        name = clipped(shown(self.room.session.rater_name(self.room.rater)), max(8, width - cell_len(rest) - 4))
        time, style = in_sight(self.room.clock.now(), ink)
        gap = width - cell_len(name) - 2 - cell_len(rest) - cell_len(time)
        if gap < 2:
            time, gap = "", 0
        on.line((f" {name} ", ink.now_block), (rest, ink.dim), (" " * gap, ink.dim), (time, style))
        on.blank()
        return on.lines


class RaterScreen(Screen[bool]):
    """Lets one rater walk the rows; answers whether they handed in.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        rater: As the record writes it.
        number: The round, 1-based.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "hand_in", "hand in"),
        Binding("F", "hand_in", "hand in", show=False),
        Binding("escape,q", "leave", "leave", key_display="esc"),
    ]
    DEFAULT_CSS = "RaterScreen { background: $background; } RaterScreen Stage { margin: 0 2; }"
    AUTO_FOCUS = "RaterStage"
    HELP = N_(
        "Rate row by row; what is given is saved at once and hidden until the reveal. f hands it in: then nobody can "
        "change it any more. Leaving loses nothing. u takes back what you gave, and nobody else's."
    )

    def __init__(self, room: Room, instrument: str, rater: str, number: int) -> None:
        super().__init__()
        self.instrument, self.number = instrument, number
        self.room = RaterRoom(room, instrument, rater, number)
        self.session, self.rater = room.session, self.room.rater
        open_ = self.session.state.rounds.get(instrument, number)
        self.stage = RaterStage(self.room)
        self.banner = Banner(self.room, open_ is not None and open_.hidden)
        self.stage.beside = (self.banner,)

    def compose(self) -> ComposeResult:
        """Who rates, what is asked, the keys."""
        yield self.banner
        yield self.stage
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who writes has the keys."""
        writing = self.room.writing is not None or self.room.reading
        return not (writing and action == "hand_in") and (action != "rounds")

    def take_key(self, event: Key) -> bool:
        """Take the toolkit's own keys before the screen's."""
        return self.focused is self.stage and self.stage.take_key(event.key, event.character)

    def flush(self) -> None:
        """Put aside what is typed.

        Raises:
            StoreBusyError: when an answer could not be saved.
        """
        self.room.leave()
        if self.room.saving.waiting:
            raise StoreBusyError(tr(WAITING))

    def interrupt(self) -> None:
        """Ctrl+c leaves; nothing is lost."""
        self.action_leave()

    def action_leave(self) -> None:
        """Out of a question, then back to the list of those who rate."""
        if self.room.escape():
            self.stage.changed()
            self.refresh_bindings()
        else:
            self._end(False)

    def action_hand_in(self) -> None:
        """Hand in, after saying what is left out."""
        self.room.keep()
        asking = self.room.asking
        left = [task.item.label for task in asking.tasks if not task.answered]
        begun = self.room.begun_rows
        if not left and not begun:
            self._hand_in(True)
            return
        told = [tr("Begun and not on the record: {rows}.", rows=", ".join(begun))] if begun else []
        if left:
            all_, rows = len(asking.tasks), few(left, 4)
            told.append(
                tr(
                    "{count} of {all} rows have no answer: {rows}. Cannot tell is an answer, too.",
                    count=len(left),
                    all=all_,
                    rows=rows,
                )
            )
        self.app.push_screen(Confirm(tr("Hand in anyway?"), " ".join(told), again="f"), self._hand_in)

    def _hand_in(self, yes: bool | None) -> None:
        if not yes:
            return
        if self.room.record(
            lambda: self.session.rounds.hand_in(self.instrument, self.rater, number=self.number),
            "",
            lambda: self._end(True),
        ):
            return
        self.stage.changed()

    def _end(self, handed: bool) -> None:
        """Go, with nothing left behind on the screen."""
        if self.is_current or not handed:
            (self.room.leave if self.room.open or self.session.only_read else self.room.forget)()
            self.dismiss(handed)

    def _tick(self) -> None:
        try:
            news = self.room.refresh()
        except HanseiError:
            news = False  # the next second asks again
        if not self.room.open and self.is_current:
            self._end(False)  # revealed, called off or handed in in another window
            return
        self.banner.repaint()
        if self.room.saving.retry() or news:
            self.stage.changed()
            self.refresh_bindings()

    def on_mount(self) -> None:
        """Look at what others do, keep drafts."""
        self.set_interval(LOOK, self._tick)
        self.room.drafts.later = self.set_timer
        self.set_interval(0.3, self.room.drafts.tick)
