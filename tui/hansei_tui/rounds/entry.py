"""Which of the screens of a round comes next: that follows from the record, in whatever window it was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from hansei.errors import HanseiError
from hansei.kinds import Item
from hansei.record.session import Session
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.run.room import Room
from hansei_tui.run.standing import progress
from hansei_tui.sentences import N_, tr, trn

#: What a screen of rounds answers, beside a round's number: choose what comes next, compare, open a further round.
OTHER, COMPARE, ANEW = "other", "compare", "anew"
NOTHING = N_("Nothing at this step is rated on levels; rounds are for what is, such as the rubric")


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
        room.saving.say(tr(NOTHING), wrong=True)
        then()
        return

    def done(again: str | None) -> None:
        if again == OTHER:
            choose()
        elif again:
            app.push_screen(screen_for(room, id_, again), done)
        else:
            room.renew()
            then()

    def choose() -> None:
        ask = Pick(tr("What do we go on with?"), ways_on(room.session, id_))
        app.push_screen(ask, lambda picked: done(picked or ""))

    if len(room.session.rounds.all_open(id_)) > 1:
        choose()
    else:
        app.push_screen(screen_for(room, id_), done)


def ways_on(session: Session, instrument: str) -> list[Option]:
    """Return what can be gone on with: each round that is open, what is revealed, and a further round."""
    found = []
    for each in session.rounds.all_open(instrument):
        rows = [item.label for item in rated_rows(session, instrument) if each.covers(item.id)]
        if not each.opened.items:
            title = tr("Round {number}: all rows", number=each.number)
        elif len(rows) == 1:
            title = tr("Round {number}: {row}", number=each.number, row=rows[0])
        else:
            title = trn("Round {number}: {n} row", "Round {number}: {n} rows", len(rows), number=each.number)
        found.append(Option(str(each.number), title, progress(session, instrument, each)))
    if revealed(session, instrument):
        found.append(Option(COMPARE, tr("What is revealed"), tr("compare and settle")))
    return [*found, Option(ANEW, tr("A further round"), tr("for rows that no open round has"))]


def revealed(session: Session, instrument: str) -> bool:
    """Whether something of an instrument was revealed, or said aloud in a round."""
    last = session.state.rounds.last
    return any(last(instrument, item.id) is not None for item in rated_rows(session, instrument))


def screen_for(room: Room, instrument: str, wanted: str = "") -> Screen[str]:
    """Return the screen for where an instrument stands.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        wanted: The number of a round that is open, :data:`COMPARE` or :data:`ANEW`; anything else: what comes next.
    """
    rounds = room.session.rounds.all_open(instrument)
    open_ = next((each for each in rounds if str(each.number) == wanted), None)
    if open_ is None and wanted not in (COMPARE, ANEW):
        open_ = rounds[-1] if rounds else None
    if open_ is not None and open_.opened.how == "hands":
        from hansei_tui.rounds.hands import HandsScreen

        return HandsScreen(room, instrument, open_.number)
    if open_ is not None:
        from hansei_tui.rounds.handin import HandInScreen

        return HandInScreen(room, instrument, open_.number)
    if wanted != ANEW and revealed(room.session, instrument):
        from hansei_tui.rounds.compare import CompareScreen

        return CompareScreen(room, instrument)
    from hansei_tui.rounds.opening import OpenScreen

    return OpenScreen(room, instrument)
