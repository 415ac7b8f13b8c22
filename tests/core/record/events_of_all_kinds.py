"""Strategies and samples of events."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from hansei.record.events import (
    ActionFollowed,
    Agreed,
    Answered,
    AnyEvent,
    BeganWith,
    Cleared,
    ClockAdded,
    ClockStarted,
    ClockStopped,
    Closed,
    Counted,
    Dissent,
    EndPlanned,
    Grouped,
    GroupMoved,
    HandedIn,
    Joined,
    Left,
    Moved,
    NotAgreed,
    Noted,
    Origin,
    ProtocolKept,
    Reopened,
    Replied,
    Reviewed,
    RoundDropped,
    RoundOpened,
    RoundRevealed,
    Source,
    Started,
    StepEnded,
    StepReopened,
    Table,
    Undone,
)

WORDS = "two\nlines, [red] & <b>, العربية, 🌱, \x1b[31m\x00"

#: One of every class, every field set.
SAMPLES: tuple[AnyEvent, ...] = (
    Started(
        id="01",
        at=1,
        toolkit="t",
        version="1.10",
        digest="d",
        team=WORDS,
        team_kind="building",
        of=WORDS,
        org="o",
        session="s",
    ),
    Joined(id="02", at=2, person="p", role=WORDS, votes=False, building=WORDS),
    Left(id="03", at=3, person="p"),
    Moved(id="04", at=4, step="a.b"),
    StepEnded(id="05", at=5, step="a.b", outcome="skipped"),
    StepReopened(id="06", at=6, step="a.b"),
    Answered(
        id="07", at=7, instrument="i", item="x", response=msgspec.Raw(b'{"a":[1,null]}'), rater="group:T 1", round=2
    ),
    Cleared(id="08", at=8, instrument="i", item="x", rater="person:p", round=2),
    Noted(id="09", at=9, note="n", text=WORDS, step="a.b", parked=True),
    Undone(id="10", at=10, target="09"),
    ClockStarted(id="11", at=11, activity="a"),
    ClockStopped(id="12", at=12, activity="a", until=11),
    ClockAdded(id="13", at=13, activity="a", minutes=-5),
    Grouped(id="16", at=14, groups=(Table("Table 1", ("p", "q")), Table(WORDS, heads=4))),
    RoundOpened(id="17", at=14, instrument="i", round=2, by="person", how="hands", items=("x", "y")),
    HandedIn(id="18", at=14, instrument="i", round=2, rater="person:p"),
    Counted(id="19", at=14, instrument="i", item="x", round=2, counts={"evolving": 3, "abstain": 1}, group="Table 1"),
    RoundRevealed(id="20", at=14, instrument="i", round=2),
    RoundDropped(id="21", at=14, instrument="i", round=3),
    Agreed(
        id="22",
        at=14,
        instrument="i",
        item="x",
        response=msgspec.Raw(b'{"level":"evolving"}'),
        round=2,
        rationale=WORDS,
        dissent=(Dissent("group:Table 1", WORDS),),
        instead=("23",),
    ),
    NotAgreed(
        id="23",
        at=14,
        instrument="i",
        item="x",
        round=2,
        rationale=WORDS,
        positions=(Dissent("person:p"),),
        instead=("22",),
    ),
    ActionFollowed(id="24", at=14, action="i/x/team#1", status="begun", words=WORDS, session="bcdfghjkmn", text=WORDS),
    ProtocolKept(id="25", at=14, step="a.b", kept=False, why=WORDS),
    GroupMoved(id="26", at=14, group="Table 1", step="a.b"),
    EndPlanned(id="27", at=14, until=2**41),
    Closed(id="14", at=14),
    Reopened(id="15", at=2**53),
    Replied(id="40", at=15, question="q", words=WORDS, asked=WORDS, by=WORDS, session="s"),
    BeganWith(id="42", at=15, instrument="i", origin=Origin("s", "t", WORDS, 9, "j", WORDS, "row", "x", WORDS, WORDS)),
    Reviewed(id="41", at=15, instrument="i", sources=(Source("s", WORDS, 7),), missing=(WORDS,)),
)

_few = st.sampled_from(["a", "b", "c"])
_raters = st.sampled_from(["team", "person:p", "group:Table 1"])
_fields: dict[str, st.SearchStrategy[Any]] = {
    "instrument": st.sampled_from(["i", "j"]),
    "item": _few,
    "rater": _raters,
    "round": st.integers(1, 2),
    "response": st.integers(0, 9).map(lambda number: msgspec.Raw(str(number).encode())),
    "person": _few,
    "role": _few,
    "votes": st.booleans(),
    "step": _few,
    "outcome": st.sampled_from(["done", "skipped", "later"]),
    "building": _few,
    "groups": st.lists(st.builds(Table, _few, st.tuples(_few), st.integers(0, 3)), max_size=3).map(tuple),
    "group": st.sampled_from(["", "a", "b"]),
    "by": st.sampled_from(["team", "group", "person"]),
    "how": st.sampled_from(["keyboard", "hands", "paper"]),
    "items": st.lists(_few, max_size=2).map(tuple),
    "counts": st.dictionaries(_few, st.integers(0, 5)),
    "rationale": _few,
    "dissent": st.lists(st.builds(Dissent, _raters, _few), max_size=2).map(tuple),
    "positions": st.lists(st.builds(Dissent, _raters, _few), max_size=2).map(tuple),
    "instead": st.lists(st.integers(1, 25).map(str), max_size=2).map(tuple),
    "action": _few,
    "status": st.sampled_from(["open", "begun", "done", "dropped"]),
    "words": _few,
    "session": _few,
    "question": _few,
    "origin": st.builds(Origin, _few, _few, _few, st.integers(0, 9), _few, _few, _few, _few, _few),
    "asked": _few,
    "sources": st.lists(st.builds(Source, _few, _few, st.integers(1, 9)), max_size=2).map(tuple),
    "missing": st.lists(_few, max_size=2).map(tuple),
    "kept": st.booleans(),
    "why": _few,
    "note": _few,
    "text": st.sampled_from(["", "one", "two"]),
    "parked": st.booleans(),
    "activity": _few,
    "minutes": st.integers(-5, 30),
    "until": st.just(0),
}
#: The classes an ordinary session is made of; Started stands at its beginning and Undone names another one.
_CLASSES: list[Any] = [cls for cls in map(type, SAMPLES) if cls not in (Started, Undone)]


@st.composite
def histories(draw: st.DrawFn, *, undone: bool = True) -> list[AnyEvent]:
    """Draw the events of a session; each undo names an earlier event, which may be an undo itself."""
    events: list[AnyEvent] = [Started(id="0", at=0, toolkit="t", version="1", digest="d", team="Riverside")]
    for number in range(1, draw(st.integers(1, 30))):
        names = [event.id for event in events[1:]]
        if undone and names and draw(st.integers(0, 4)) == 0:
            events.append(Undone(id=str(number), at=number, target=draw(st.sampled_from(names))))
            continue
        cls = draw(st.sampled_from(_CLASSES))
        fields = {name: draw(_fields[name]) for name in cls.__struct_fields__ if name not in ("id", "at")}
        events.append(cls(id=str(number), at=number, **fields))
    return events
