"""What a small group is asked that is at a step of its own, while the room stays where it is."""

from __future__ import annotations

from collections.abc import Callable

from hansei.content.toolkit import AgendaStep
from hansei.errors import UsageError
from hansei.insight.progress import Task
from hansei.record.grouping import Group
from hansei.record.session import Session
from hansei_tui.sentences import tr


class Breakouts:
    """Asks groups that are not with the room.

    Args:
        session: The session.
        say: Prints a line.
        tell: Prints a step.
        ask: Asks a task.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        tell: Callable[[AgendaStep], None],
        ask: Callable[[Task], None],
    ) -> None:
        self.session = session
        self.say = say
        self._tell = tell
        self._ask = ask

    def ask(self, group: Group) -> None:
        """Ask a group what the step asks at which it is.

        Raises:
            UsageError: when it is with the room.
        """
        name = group.name
        if not group.step:
            says = tr("{group} is with the room; /breakout {group} = STEP sends it to a step of its own", group=name)
            raise UsageError(says)
        step = self.session.step(group.step)
        self._tell(step)
        waiting = at_table(self.session, step, group)
        for task in waiting:
            self._ask(task)
        if not waiting:
            says = tr("nothing is left to ask {group} here; what is rated in rounds is asked by /round", group=name)
            self.say(f"  {says}")
        self.say(tr("back with the room at {step}", step=self.session.running.path))


def at_table(session: Session, step: AgendaStep, group: Group) -> list[Task]:
    """Return what a step asks that a group at it has not answered yet: of the group, or of each person in it.

    What is rated in rounds is left out: the round that is open asks it.
    """
    found = []
    for id_ in step.step.instruments:
        this = session.toolkit.instruments[id_]
        if this.kind not in session.kinds or id_ in session.state.rounds.of:
            continue
        raters = [person.rater for person in group.people if person.votes] if this.per == "person" else [group.rater]
        given = session.state.given(id_)
        found += [
            Task(id_, item, rater, False)
            for item in session.items(id_)
            for rater in raters
            if (item.id, rater, session.current_round(id_, item.id)) not in given
        ]
    return found
