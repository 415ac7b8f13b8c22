"""Where somebody looks and where the room is: two cursors over one agenda."""

from __future__ import annotations

import json
import re

from hansei.content.toolkit import AgendaStep
from hansei.document.spans import plain
from hansei.errors import HanseiError
from hansei.record.session import Session
from hansei_tui.sentences import tr

#: Where the place is put aside.
LOOKING = "looking"


class Place:
    """The step and the item that are looked at; looking never moves the room."""

    def __init__(self, session: Session, kept: str = "") -> None:
        self.session = session
        self.step: AgendaStep = session.running
        #: Instrument, item and rater that are looked at; empty: the first open one.
        self.task: tuple[str, str, str] = ("", "", "")
        try:
            read = json.loads(kept) if kept else {}
            self.step = session.step(str(read["step"])) if read else self.step
            instrument, item, rater = (str(part) for part in read.get("task", self.task))
            self.task = (instrument, item, rater)
        except (ValueError, KeyError, TypeError, AttributeError, HanseiError):
            return

    def kept(self) -> str:
        """Return the place, to be put aside."""
        return json.dumps({"step": self.step.path, "task": self.task})

    def look(self, path: str) -> None:
        """Look at a step."""
        self.step = self.session.step(path)
        self.task = ("", "", "")

    def by(self, steps: int) -> bool:
        """Look at a step before or after; return whether there is one."""
        agenda = self.session.agenda
        index = agenda.index(self.step) + steps
        if not 0 <= index < len(agenda):
            return False
        self.look(agenda[index].path)
        return True

    def words(self) -> str:
        """Return both cursors in a few words."""
        looking, running = number(self.session, self.step), number(self.session, self.session.running)
        return tr("looking at {looking} · running {running}", looking=looking, running=running)


def number(session: Session, step: AgendaStep) -> str:
    """Return a step's number as people say it, as in 2.1; without one in the source: the title and a count."""
    found = re.search(r"(\d+)$", step.activity.title)
    own = step.step.number
    if not own:
        paths = [each.path for each in session.agenda if each.activity.id == step.activity.id]
        own = str(paths.index(step.path) + 1)
    return f"{found[1]}.{own}" if found else f"{activity_title(step)} {own}"


def activity_title(step: AgendaStep) -> str:
    """Return an activity in a few words."""
    return step.called if step.activity.ours.short else step.activity.ours.title or plain(step.activity.title)


def step_title(step: AgendaStep) -> str:
    """Return a step in a few words."""
    return plain(step.title)
