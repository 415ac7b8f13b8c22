"""What stands for a team on each row, worked out of its record, and what further events change of it.

A row has a level when the team settled on one; else when everybody who chose a level in the last round that was
revealed chose the same; else, where there was no round, when the whole team answered together. Everything else is no
number, and says which: an answer that is no level, ratings that are apart, no agreement, two agreements at once.
What is hidden, and what single raters answered openly, stands for nobody but them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from hansei.record.actions_kept import actions_after, actions_of, actions_without, followed_by
from hansei.record.events import (
    ActionFollowed,
    Agreed,
    Answered,
    AnyEvent,
    Cleared,
    Counted,
    NotAgreed,
    ProtocolKept,
    RoundDropped,
    RoundOpened,
    RoundRevealed,
    Started,
    Undone,
)
from hansei.record.kept import Change, Fact, Stands
from hansei.record.log import BESIDE
from hansei.record.measures import Measure, sheet
from hansei.record.people import TEAM
from hansei.record.rounds import Round, Settled
from hansei.record.state import State
from hansei.record.view import SessionView

#: The events after which everything is worked out anew: they are few, and change what was given before.
_ANEW = (ProtocolKept, RoundDropped, RoundOpened, RoundRevealed, Started, Undone)


def whole(view: SessionView) -> Change:
    """Return everything that is to be kept of a session; of a copy that is not settled yet, nothing."""
    if BESIDE in view.id:
        return Change(whole=True)
    found = sheet(view)
    facts: dict[int, Fact | None] = {found.held.id: Fact(found.held.id, "held")}
    lacks = dict.fromkeys(found.lacks)
    for measure in found.rows.values():
        try:
            fact = standing(view, measure)
        except Exception:  # noqa: BLE001 - a kind that fails must not keep a team from recording its answers
            lacks[view.toolkit.instruments[measure.here[0]].kind] = None
            continue
        if fact is not None:
            facts[measure.id] = fact
    return Change(
        whole=True,
        measures=(found.held, *found.rows.values()),
        facts=facts,
        actions=actions_of(view),
        followed=tuple(followed_by(view, each) for each in view.state.followed.values()),
        lacks=tuple(lacks),
    )


def change(view: SessionView, events: Sequence[AnyEvent]) -> Change | None:
    """Return what events that are about to be written change of what is kept; None: find out later.

    An answer or an agreement is looked at alone; after a reveal or an undo everything is worked out anew.

    Args:
        view: The session before them.
        events: The events.
    """
    try:
        return _change(view, events)
    except Exception:  # noqa: BLE001 - a kind that fails must not keep a team from recording its answers
        return None


def _change(view: SessionView, events: Sequence[AnyEvent]) -> Change:
    found = Change()
    followed = []
    for event in events:
        if isinstance(event, Answered):
            given = _given(view, event)
            if given is None or (len(events) > 1 and view.state.rounds.settled.get((event.instrument, event.item))):
                return _ahead(view, events)
            if given:
                _answered(view, event, found)
        elif isinstance(event, (Agreed, NotAgreed)):
            if len(events) > 1:  # what stands beside it could be about the same row
                return _ahead(view, events)
            measure = sheet(view).rows.get((event.instrument, event.item))
            if measure is not None:
                settled = view.state.rounds.settled.get((event.instrument, event.item), ())
                after = [*(each for each in settled if each.id not in event.instead), event]
                found.facts[measure.id] = standing(view, measure, settled=after)
        elif isinstance(event, (Cleared, Counted)):
            if not view.state.rounds.hidden(event.instrument, event.item, event.round):
                return _ahead(view, events)
        elif isinstance(event, Undone) and len(events) == 1 and (taken := _taken_back(view, event)) is not None:
            _gone(view, taken, found)
        elif isinstance(event, ActionFollowed):
            followed.append(followed_by(view, event))
        elif isinstance(event, _ANEW):
            return _ahead(view, events)
    return replace(found, followed=tuple(followed)) if followed else found


def _taken_back(view: SessionView, undone: Undone) -> Answered | None:
    """Return the answer that an undo takes back, where that changes its row alone; None: look at everything."""
    event = next((each for each in reversed(view.state.events) if each.id == undone.target), None)
    if not isinstance(event, Answered) or event.instrument in view.state.rounds.of:
        return None
    if view.state.rounds.settled.get((event.instrument, event.item)):
        return None
    current = view.state.given(event.instrument).get((event.item, event.rater, event.round))
    public = event.round == view.state.rounds.public(event.instrument, event.item)
    return event if current is event and public else None


def _before(view: SessionView, taken: Answered) -> Answered | None:
    """Return the answer in whose place one came, when that counts again without it; None: nothing was there."""
    where = (taken.instrument, taken.item, taken.rater, taken.round)
    events = reversed(view.state.events)
    for event in itertools.dropwhile(lambda each: each is not taken, events):
        if event is taken or not isinstance(event, (Answered, Cleared)) or event.id in view.state.undone:
            continue
        if (event.instrument, event.item, event.rater, event.round) == where:
            return event if isinstance(event, Answered) else None
    return None


def _gone(view: SessionView, taken: Answered, found: Change) -> None:
    """Take in that an answer does not count any more: the one before it does, or none."""
    before = _before(view, taken)
    if before is not None:
        _answered(view, before, found)
        return
    measure = sheet(view).rows.get((taken.instrument, taken.item))
    if measure is not None and taken.rater == TEAM:
        found.facts[measure.id] = None
    answer = f"{taken.instrument}/{taken.item}/{taken.rater}"
    lines = actions_without(view, answer, taken)
    if lines is not None:
        found.actions[answer] = lines


def _ahead(view: SessionView, events: Sequence[AnyEvent]) -> Change:
    """Return everything as it will be after the events."""
    state = State()
    state.apply([*view.state.events, *events])
    return whole(SessionView(view.id, state, view.toolkit, view.kinds, view.team, {}))


def _given(view: SessionView, event: Answered) -> bool | None:
    """Whether an answer can be seen at once; None: it came where none is expected, so look at everything."""
    rounds = view.state.rounds
    found = rounds.get(event.instrument, event.round)
    if found is None or not found.covers(event.item):
        return event.round == rounds.public(event.instrument, event.item) or None
    if found.open and found.hidden:
        return False
    # The whole team rates aloud: what it says counts at once, when no round after this one says more.
    asked = [each for each in rounds.of[event.instrument].values() if each.covers(event.item)]
    aloud = found.open and found.opened.by == "team" and event.rater == TEAM and not found.counted
    return (aloud and asked[-1] is found) or None


def _answered(view: SessionView, event: Answered, found: Change) -> None:
    """Take in an answer that can be seen at once."""
    measure = sheet(view).rows.get((event.instrument, event.item))
    if measure is not None and (event.rater == TEAM or view.state.rounds.settled.get((event.instrument, event.item))):
        found.facts[measure.id] = standing(view, measure, answer=event)
    answer = f"{event.instrument}/{event.item}/{event.rater}"
    lines = actions_after(view, answer, event)
    if lines is not None:
        found.actions[answer] = lines


# ------------------------------------------------------------------------------------------- a row


def standing(
    view: SessionView, measure: Measure, *, settled: Sequence[Settled] | None = None, answer: Answered | None = None
) -> Fact | None:
    """Return what stands for the team on a row, or None when nothing does.

    Args:
        view: The session.
        measure: The row.
        settled: What is settled of it; None: what the record says.
        answer: What somebody answers just now, outside any round or, as the whole team, in one that it rates aloud.
    """
    rounds = view.state.rounds
    instrument, item = measure.here

    def given(number: int) -> Mapping[str, Answered]:
        if rounds.hidden(instrument, item, number):
            return {}
        there = view.state.given(instrument).to(item, number)
        return {**there, answer.rater: answer} if answer is not None and answer.round == number else there

    if settled is None:
        settled = rounds.settled.get((instrument, item), ())
    state: Stands
    if settled:
        by, raters, times, protocol = _rests(view, measure, settled[0].round, given, keep=answer is None)
        if len(settled) > 1:
            state, place = "conflict", ""
        elif isinstance(settled[0], NotAgreed):
            state, place = "apart", ""
        else:
            state, place = _stands(measure, [_place(view, settled[0])])
        how = "agreed" if state in ("level", "aside") else ""
        return Fact(measure.id, state, place, how, by, raters, times, protocol)
    shown = _shown(view, measure, given)
    protocol = _protocol(view, instrument)
    if shown:
        last = shown[-1]
        state, place = _stands(measure, _places(view, last, item, given(last.number)))
        by, raters = _who(last, item, given(last.number))
        how = ("team" if last.opened.by == "team" else "together") if state in ("level", "aside") else ""
        return Fact(measure.id, state, place, how, by, raters, len(shown), protocol)
    team = given(rounds.public(instrument, item)).get(TEAM)
    if team is None:
        return None
    state, place = _stands(measure, [_place(view, team)])
    return Fact(measure.id, state, place, "team", TEAM, 1, 0, protocol)


#: Number of a round to who gave what in it, nothing while it is hidden.
_Given = Callable[[int], Mapping[str, Answered]]


def _rests(view: SessionView, measure: Measure, number: int, given: _Given, *, keep: bool) -> tuple[str, int, int, str]:
    """Return what an agreement rests on: who rated, how many, in how many rounds, how the step was run.

    Args:
        view: The session.
        measure: The row.
        number: The round that was agreed on.
        given: What was given in a round.
        keep: Whether it is so on the record; then it is worked out once, until something else is rated.
    """
    rounds, (instrument, item) = view.state.rounds, measure.here
    rated = view.state.version - rounds.settlings
    if keep:
        found = rounds.rests.get((instrument, item, number))
        if found is not None and found[0] == rated:
            return found[1]
    by, raters = _who(rounds.get(instrument, number), item, given(number))
    rests = (by, raters, len(_shown(view, measure, given)), _protocol(view, instrument))
    if keep:
        rounds.rests[instrument, item, number] = (rated, rests)
    return rests


def _shown(view: SessionView, measure: Measure, given: _Given) -> list[Round]:
    """Return the rounds that showed something of a row, in their order."""
    instrument, item = measure.here
    rounds = view.state.rounds.of.get(instrument, {}).values()
    return [each for each in rounds if _shows(each, item, given(each.number))]


def _shows(round_: Round, item: str, given: Mapping[str, Answered]) -> bool:
    """Whether a round showed something of a row."""
    if round_.hidden or round_.dropped or not round_.covers(item):
        return False
    return bool(given) or any(what == item for what, _ in round_.counted)


def _places(view: SessionView, round_: Round, item: str, given: Mapping[str, Answered]) -> list[str]:
    """Return where the raters of a round stand, hands too."""
    places = [_place(view, event) for event in given.values()]
    for (what, _), count in round_.counted.items():
        if what == item:
            places += [place for place, hands in count.counts.items() if hands]
    return places


def _place(view: SessionView, event: Answered | Agreed) -> str:
    """Return where on the scale an answer stands; empty when that cannot be read."""
    this, kind = view.instrument(event.instrument)
    response = view.read_response(event)
    if not isinstance(response, kind.response):
        return ""
    return kind.place(this.definition, view.item(event.instrument, event.item), response)


def _stands(measure: Measure, places: Iterable[str]) -> tuple[Stands, str]:
    """Return what positions amount to: the level when all who chose one chose the same."""
    different = set(places)
    chosen = different & measure.levels
    if len(chosen) == 1:
        return "level", chosen.pop()
    if not chosen and len(different) == 1 and different != {""}:
        return "aside", different.pop()
    return "open", ""


def _who(round_: Round | None, item: str, given: Mapping[str, Answered]) -> tuple[str, int]:
    """Return who rated a row, and how many they were."""
    if round_ is None:
        by = next((rater.partition(":")[0] for rater in given if rater != TEAM), TEAM)
        return by, max(1, len(given))
    counted = {} if round_.hidden else round_.counted
    hands = sum(sum(count.counts.values()) for (what, _), count in counted.items() if what == item)
    return "hands" if hands and not given else round_.opened.by, hands + len(given)


def _protocol(view: SessionView, instrument: str) -> str:
    """Return how the steps of an instrument were run."""
    if not view.state.kept:
        return ""
    steps = [entry.path for entry in view.agenda if instrument in entry.step.instruments]
    said = [view.state.kept[path] for path in steps if path in view.state.kept]
    changed = [each.why or "no reason given" for each in said if not each.kept]
    return f"changed: {'; '.join(changed)}" if changed else "kept" if said else ""
