"""Which of the screens of a round comes next: that follows from the record, in whatever window it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from hansei.errors import HanseiError
from hansei.kinds import Item
from hansei.record.session import Session
from hansei_tui.run.room import Room
from hansei_tui.run.standing import standing

NOTHING = "Nothing at this step is rated on levels; rounds are for what is, such as the rubric"


def rated_rows(session: Session, instrument: str) -> tuple[Item, ...]:
    """Return the rows of an instrument that stand on a scale; none when its kind has none or is not at hand."""
    try:
        this, kind = session.instrument(instrument)
        return tuple(item for item in session.items(instrument) if kind.scale(this.definition, item) is not None)
    except HanseiError:
        return ()


def instrument_of(room: Room) -> str:
    """Return the instrument that is rated in rounds at the step that is looked at; empty: there is none.

    The one that is asked comes first. A step that rates nothing leads to what was rated in rounds last.
    """
    session, task = room.session, room.asking.task
    found = [id_ for id_ in room.place.step.step.instruments if rated_rows(session, id_)]
    if task is not None and task.instrument in found:
        return task.instrument
    past = [id_ for id_ in session.state.rounds.of if rated_rows(session, id_)]
    return (found or past[-1:] or [""])[0]


def go(app: App[Any], room: Room, then: Callable[[], None], instrument: str = "") -> None:
    """Show where an instrument stands in rounds, screen after screen.

    Args:
        app: Shows the screens.
        room: The room of the run screen.
        then: Called when people come back to the step.
        instrument: The instrument's id; empty: that of the step which is looked at.
    """
    id_ = instrument or instrument_of(room)
    if not id_:
        room.saving.say(NOTHING, wrong=True)
        then()
        return

    def done(again: str | None) -> None:
        if again:
            go(app, room, then, id_)
        else:
            room.renew()
            then()

    app.push_screen(screen_for(room, id_), done)


def screen_for(room: Room, instrument: str) -> Screen[str]:
    """Return the screen for where an instrument stands."""
    session = room.session
    state = standing(session, instrument).state
    open_ = session.rounds.current(instrument)
    if open_ is not None and open_.opened.how == "hands":
        from hansei_tui.rounds.hands import HandsScreen

        return HandsScreen(room, instrument)
    if open_ is not None:
        from hansei_tui.rounds.handin import HandInScreen

        return HandInScreen(room, instrument)
    if state == "revealed":
        from hansei_tui.rounds.compare import CompareScreen

        return CompareScreen(room, instrument)
    from hansei_tui.rounds.opening import OpenScreen

    return OpenScreen(room, instrument)
