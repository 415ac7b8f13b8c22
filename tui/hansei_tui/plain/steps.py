"""The steps of a session, line by line: told, listed, noted at, timed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hansei.content.adapted import Change
from hansei.content.toolkit import AgendaStep
from hansei.document.run_chart import BLOCKS
from hansei.document.spans import plain
from hansei.insight.adapting import adapted_line, changes_of_step, worded
from hansei.insight.clock import clocks
from hansei.insight.progress import Task
from hansei.record.session import Session
from hansei.words.ours import tr as engine_tr
from hansei_tui.sentences import tr

#: How a step stands, in the list of all.
MARKS = {"done": "[x]", "skipped": "[-]", "later": "[~]"}


class StepLines:
    """The commands about steps, notes and the timer.

    Args:
        session: The session.
        say: Prints a line.
    """

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self.session = session
        self.say = say
        self.commands: dict[str, Callable[[str], None]] = {
            "look": self._look,
            "note": lambda text: self._note(text, parked=False),
            "park": lambda text: self._note(text, parked=True),
            "clock": self._clock,
            "add": self._add,
            "agenda": self._agenda,
            "original": self._original,
        }

    def tell(self, step: AgendaStep) -> None:
        """Print a step and what was noted at it."""
        activity = step.activity
        planned = tr(" ({minutes} min)", minutes=activity.minutes) if activity.minutes else ""
        whose = "" if step.step.provenance == "source" else f" [{step.step.provenance}]"
        self.say("")
        self.say(f"== {activity.title}{planned}: {step.title}{whose}")
        for text in self._beginnings(step):
            self.say(plain(text))
        for text in filter(None, (step.step.text, *(f"- {question}" for question in step.step.questions))):
            self.say(plain(text))
        self._originals(changes_of_step(self.session.toolkit, activity.id, step.step.id))
        for note in self.session.state.notes.values():
            if note.step == step.path:
                self.say(tr("parked: {text}", text=note.text) if note.parked else tr("note: {text}", text=note.text))

    def _beginnings(self, step: AgendaStep) -> list[str]:
        """Return what introduces the part and the activity that begin with a step."""
        agenda = self.session.agenda
        found = []
        if step.section.text and step is next(each for each in agenda if each.section is step.section):
            found += [step.section.title, step.section.text]
        if step.activity.text and step is next(each for each in agenda if each.activity is step.activity):
            found.append(step.activity.text)
        return found

    def _originals(self, changes: Sequence[Change]) -> None:
        """Print the publisher's words where they are others."""
        toolkit = self.session.toolkit
        if changes:
            self.say(f"[{adapted_line(toolkit)}]")
        for each in worded(toolkit, changes):
            self.say(f"  {_with_the_original(each.done, each.was)}")

    def _original(self, _: str) -> None:
        toolkit = self.session.toolkit
        if toolkit.adapted is None:
            self.say(tr("This toolkit is as it was published."))
            return
        self.say(adapted_line(toolkit))
        for each in worded(toolkit, tuple(toolkit.adapted.shown())):
            self.say(f"  {each.where}: {_with_the_original(each.done, each.was)}")

    def _look(self, path: str) -> None:
        self.tell(self.session.step(path))
        self.say("  " + tr("(only looking: the room stays where it is)"))

    def _note(self, text: str, *, parked: bool) -> None:
        self.session.note(text, parked=parked)
        self.say(noted(text, parked=parked))

    def _clock(self, _: str) -> None:
        activity = self.session.running.activity
        clock = clocks(self.session.agenda, self.session.state.clock, self.session.now())[activity.id]
        if clock.running:
            self.session.stop_clock(activity.id)
        else:
            self.session.start_clock(activity.id)
        of, pace = clock.planned or "?", engine_tr(clock.pace.value)
        if clock.running:
            self.say(
                tr("timer paused: {minutes} of {planned} min, {pace}", minutes=clock.minutes, planned=of, pace=pace)
            )
        else:
            self.say(
                tr("timer running: {minutes} of {planned} min, {pace}", minutes=clock.minutes, planned=of, pace=pace)
            )

    def _add(self, minutes: str) -> None:
        digits = minutes.removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
            self.say("  " + tr("{text} is no number of minutes; type it as in /add 5", text=repr(minutes)))
            return
        self.session.add_time(self.session.running.activity.id, int(minutes))
        self.say(tr("added {minutes} min", minutes=minutes))

    def _agenda(self, _: str) -> None:
        for entry in self.session.agenda:
            state = self.session.state.ended.get(entry.path, "")
            mark = MARKS.get(state, "[>]" if entry == self.session.running else "[ ]")
            self.say(f"  {mark} {entry.path}: {entry.title}")


def heading(session: Session, task: Task) -> str:
    """Return what stands above a question: the instrument, which item of how many, and who is asked."""
    instrument = session.toolkit.instruments[task.instrument]
    items = session.items(task.instrument)
    number = next((n for n, item in enumerate(items, 1) if item.id == task.item.id), 0)
    said = task.item.row in (task.item.id, "") or task.item.label.startswith(f"{task.item.row}: ")
    row = "" if said else f"{task.item.row} — "
    because = f" ({task.item.because})" if task.item.because else ""
    who = "" if task.rater == "team" else f"{session.rater_name(task.rater)}: "
    title = task.item.title if task.item.column or not task.item.short else task.item.short
    name = (instrument.title or instrument.ours.title or instrument.id).rstrip(":")
    what = f"{who}{row}{title}{because}"
    return tr("{instrument}, {number} of {all}: {what}", instrument=name, number=number, all=len(items), what=what)


def beneath(session: Session, task: Task) -> list[str]:
    """Return what stands below the heading: the item's own words where the heading has few, and what it rests on."""
    this, kind = session.instrument(task.instrument)
    item, first = task.item, kind.form(this.definition, task.item, {})
    told = item.column or item.label.endswith(item.title)
    asks = first is not None and plain(item.title).split() == first.ask.split()
    recalled = [each.rstrip(f"{BLOCKS} ") for each in session.recalls(task.instrument, item)]  # nobody reads them aloud
    return [*([] if told or asks else [item.title]), *recalled]


def noted(text: str, *, parked: bool) -> str:
    """Return what is said of a note that was kept."""
    return tr("saved parking lot: {text}", text=text) if parked else tr("saved note: {text}", text=text)


def _with_the_original(done: str, was: str) -> str:
    """Return what was done to a text, with the words it had where there were any."""
    return tr("{done}; the publisher's words: {was}", done=done, was=plain(was)) if was else done
