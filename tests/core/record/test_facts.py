"""What stands for a team: what a level needs to count, and that what is kept is what the record says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hansei
from hansei.record import events as ev
from hansei.record import sqlite_pending
from hansei.record.facts import whole
from hansei.record.kept import Fact
from hansei.record.measures import sheet
from hansei.record.recounting import amiss, catch_up, compared, recount
from hansei.record.session import Session

from ..samples import write_toolkit


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[hansei.Engine]:
    """An engine with the sample toolkit."""
    folder = write_toolkit(tmp_path / "toolkit")
    with hansei.open_engine(tmp_path / "store.db", toolkits=[folder]) as opened:
        yield opened


def start(engine: hansei.Engine, team: str = "Riverside") -> Session:
    """Start a session of a team."""
    return engine.start("every-kind", team=hansei.Team(team), people=["Ann", "Bo"])


def org_of(session: Session) -> str:
    """Return the organisation whose session it is."""
    head = session.log.head(session.id)
    assert head is not None
    return head.org


def fact(session: Session, item: str = "vision", instrument: str = "culture") -> Fact | None:
    """Return what is kept of a row."""
    log: Any = session.log
    found: Fact | None = log.facts.of(session.id).facts.get(sheet(session).rows[instrument, item].id)
    return found


def sound(engine: hansei.Engine, session: Session) -> None:
    """Hold what is kept against the record."""
    log: Any = engine.log
    assert log.facts.of(session.id) == compared(whole(engine.open(session.id)))
    assert log.facts.faults() == []
    assert log.facts.waiting() == []


def in_groups(session: Session, *levels: str) -> None:
    """Let small groups rate a row, and reveal it."""
    session.groups.form({f"T{number}": 1 for number in range(len(levels))})
    session.rounds.open("culture", by="group")
    before = fact(session)
    for number, level in enumerate(levels):
        session.rate("culture", "vision", level=level, rater=f"T{number}")
        assert fact(session) == before, "hidden"
    session.rounds.reveal("culture")


def test_the_whole_team_says_one_level(engine: hansei.Engine) -> None:
    session = start(engine)
    assert fact(session) is None
    session.rate("culture", "vision", level="mid")
    assert fact(session) == Fact(sheet(session).rows["culture", "vision"].id, "level", "mid", "team")
    session.rate("culture", "vision", level="not-applicable")
    assert fact(session) == Fact(sheet(session).rows["culture", "vision"].id, "aside", "not-applicable", "team")
    session.undo()
    assert fact(session).place == "mid"  # type: ignore[union-attr]
    session.clear("culture", "vision")
    assert fact(session) is None
    sound(engine, session)


def test_small_groups_stand_only_where_all_who_chose_a_level_chose_the_same(engine: hansei.Engine) -> None:
    session = start(engine)
    in_groups(session, "mid", "abstain", "mid")
    id_ = sheet(session).rows["culture", "vision"].id
    assert fact(session) == Fact(id_, "level", "mid", "together", "group", 3, 1)
    in_groups(session, "mid", "high")
    assert fact(session) == Fact(id_, "open", "", "", "group", 2, 2), "rated again, and apart now"
    session.rounds.agree("culture", "vision", level="high", rationale="we heard both")
    assert fact(session) == Fact(id_, "level", "high", "agreed", "group", 2, 2)
    session.rounds.disagree("culture", "vision", rationale="not any more")
    assert fact(session) == Fact(id_, "apart", "", "", "group", 2, 2)
    session.undo()
    assert fact(session).place == "high"  # type: ignore[union-attr]
    sound(engine, session)


def test_two_agreements_at_once_are_a_conflict_and_no_number(engine: hansei.Engine) -> None:
    session = start(engine)
    in_groups(session, "mid", "high")
    response = session.written("culture", "vision", {"level": {"level": "mid"}})
    for _ in range(2):
        event = session.event(ev.Agreed, instrument="culture", item="vision", response=msgspec.Raw(response))
        session.record(event)
    assert fact(session).state == "conflict"  # type: ignore[union-attr]
    sound(engine, session)


def test_what_tables_say_openly_and_rounds_that_were_called_off_stand_for_nobody(engine: hansei.Engine) -> None:
    session = start(engine)
    session.rate("culture", "vision", level="mid", rater="Table 1")
    assert fact(session) is None
    in_groups(session, "low", "low")
    session.rounds.open("culture", by="group")
    session.rate("culture", "vision", level="high", rater="T0")
    session.rounds.drop("culture")
    assert fact(session).place == "low"  # type: ignore[union-attr]
    sound(engine, session)


def test_hands_are_counted_and_a_team_that_rates_aloud_counts_at_once(engine: hansei.Engine) -> None:
    session = start(engine)
    session.rounds.open("culture", by="person", how="hands")
    session.rounds.count("culture", "vision", {"mid": 2})
    assert fact(session) is None
    session.rounds.reveal("culture")
    assert fact(session) == Fact(sheet(session).rows["culture", "vision"].id, "level", "mid", "together", "hands", 2, 1)
    session.rounds.open("culture", by="team")
    assert fact(session).place == "mid", "nothing said yet"  # type: ignore[union-attr]
    session.rate("culture", "vision", level="high")
    assert fact(session) == Fact(sheet(session).rows["culture", "vision"].id, "level", "high", "team", "team", 1, 2)
    sound(engine, session)


def test_how_the_step_was_run_stands_beside_it(engine: hansei.Engine) -> None:
    session = start(engine)
    session.rate("culture", "vision", level="mid")
    session.keep_protocol("first.rate", kept=False, why="ten minutes only")
    assert fact(session).protocol == "changed: ten minutes only"  # type: ignore[union-attr]
    sound(engine, session)


def test_actions_and_how_they_stand_in_whatever_order_it_was_said(engine: hansei.Engine) -> None:
    log: Any = engine.log
    first, second = start(engine), start(engine)
    first.rate("culture", "vision", level="mid")
    lines = [{"text": "walk every building", "owner": "Ann", "due": "2026-12-01"}, {"text": "ask [them] & <b>"}]
    first.answer("moving", "vision.begin", {"actions": lines})
    walk = first.following.all[0]
    second.record(
        second.event(ev.ActionFollowed, action=walk.key, session=first.id, status="begun", words="two so far")
    )
    assert [(due.action.text, due.status, due.words) for due in log.facts.due([org_of(first)])] == [
        ("walk every building", "begun", "two so far"),
        ("ask [them] & <b>", "open", ""),
    ]
    assert log.facts.due() == log.facts.due([org_of(first)])
    assert log.facts.due(["elsewhere"]) == []
    first.answer("moving", "vision.begin", {"actions": lines[1:]})
    assert [due.action.text for due in log.facts.due()] == ["ask [them] & <b>"]
    sound(engine, first)
    sound(engine, second)


def test_the_last_session_is_the_latest_and_a_deleted_one_is_forgotten(engine: hansei.Engine, tmp_path: Path) -> None:
    log: Any = engine.log
    first, second = start(engine), start(engine)
    second.rate("culture", "vision", level="high")
    first.rate("culture", "vision", level="low")
    later = max((first, second), key=lambda each: (each.state.events[0].at, each.id))
    vision = sheet(first).rows["culture", "vision"].id

    def latest(org: str = org_of(first)) -> list[str]:
        cells = [cell.session for cell in log.facts.cells([org]) if cell.fact.measure == vision]
        now = [total.place for total in log.facts.totals() if total.measure == vision]
        assert now == [{first.id: "low", second.id: "high"}[each] for each in cells[-1:]]
        return cells[-1:]

    assert latest() == [later.id]
    log.transaction(lambda run: run("DELETE FROM sessions WHERE session = ?", (later.id,)))
    (left,) = {first.id, second.id} - {later.id}
    assert latest() == [left]
    log.transaction(lambda run: run("UPDATE sessions SET org = 'there'"))
    assert log.facts.totals() == []
    assert catch_up(log.facts, engine.open, engine.kinds) == 0
    assert latest("there") == [left]
    assert log.facts.faults() == []


def test_who_stops_half_way_keeps_what_was_made(engine: hansei.Engine) -> None:
    log: Any = engine.log
    ids = [start(engine).id for _ in range(3)]
    log.transaction(lambda run: [run("INSERT INTO uncounted (session) VALUES (?)", (id_,)) for id_ in ids])
    portfolio = engine.portfolio
    steps = portfolio.catching_up()
    assert (next(steps), next(steps)) == ((1, 3), (2, 3))
    steps.close()
    assert portfolio.wanting() == 1
    assert list(portfolio.catching_up()) == [(1, 1)]
    assert portfolio.wanting() == 0


def test_a_kind_that_fails_keeps_nobody_from_answering(engine: hansei.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    log: Any = engine.log
    session = start(engine)
    rubric = type(engine.kinds["rubric"])

    def broken(*_: object) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(rubric, "place", broken)
        session.rate("culture", "vision", level="mid")
        assert catch_up(log.facts, engine.open, engine.kinds) == 1
        assert log.facts.waiting() == [(session.id, ("rubric",))]
    assert catch_up(log.facts, engine.open, engine.kinds) == 0
    assert fact(session).place == "mid"  # type: ignore[union-attr]


def test_what_was_written_past_it_is_found_and_mended(engine: hansei.Engine) -> None:
    log: Any = engine.log
    session = start(engine)
    session.rate("culture", "vision", level="mid")
    assert log.facts.totals()  # what waits is taken in
    log.transaction(lambda run: run("UPDATE facts SET place = 'high' WHERE place = 'mid'"))
    assert list(amiss(log.facts, engine.open, [session.id])) == [session.id]
    recount(log.facts, engine.open, [session.id])
    sound(engine, session)
    log.transaction(lambda run: run("UPDATE totals SET n = n + 1"))
    assert log.facts.faults()
    log.facts.add_up()
    sound(engine, session)


# ------------------------------------------------------------------------------------------- any history

RATERS = st.sampled_from(["team", "group:A", "group:B", "person:p"])
ROWS = st.sampled_from(
    [("culture", "vision"), ("culture", "goals"), ("roles", "data.school"), ("moving", "vision.begin")]
)
NUMBER = st.integers(1, 3)


def response(instrument: str, value: int) -> msgspec.Raw:
    """Return an answer that its kind can read, most of the time."""
    if instrument == "culture":
        level = ("low", "mid", "high")[value % 3]
        return msgspec.Raw(msgspec.json.encode({"level": level} if value % 5 else {"aside": "abstain"}))
    if instrument == "roles":
        return msgspec.Raw(msgspec.json.encode({"status": ("in place", "strengthen", "create")[value % 3]}))
    return msgspec.Raw(msgspec.json.encode({"actions": [{"text": f"do {number}"} for number in range(value % 3)]}))


@st.composite
def histories(draw: st.DrawFn) -> list[list[ev.AnyEvent]]:
    """Return events in the pieces in which they are written, sensible or not."""
    ids = iter(range(1000))
    known: list[str] = []

    def event() -> Any:
        instrument, item = draw(ROWS)
        head: dict[str, Any] = {"id": f"e{next(ids)}", "at": 5}
        cell = head | {"instrument": instrument, "item": item, "round": draw(NUMBER)}
        value = draw(st.integers(0, 9))
        round_ = head | {"instrument": instrument, "round": cell["round"]}
        instead = (draw(st.sampled_from(known)),) if known and value % 2 else ()
        by: Any = draw(st.sampled_from(["team", "group", "person"]))
        made: Any = draw(
            st.sampled_from(
                [
                    ev.Answered(**cell, rater=draw(RATERS), response=response(instrument, value)),
                    ev.Answered(**cell | {"round": 1}, rater="team", response=response(instrument, value)),
                    ev.Answered(**cell, rater=draw(RATERS), response=response(instrument, value)),
                    ev.Cleared(**cell, rater=draw(RATERS)),
                    ev.RoundOpened(**round_, by=by, items=(item,) if value % 4 == 0 else ()),
                    ev.RoundRevealed(**round_),
                    ev.RoundDropped(**round_),
                    ev.HandedIn(**round_, rater=draw(RATERS)),
                    ev.Counted(**cell, counts={"mid": value, "high": value % 2}),
                    ev.Agreed(**cell, response=response(instrument, value), instead=instead),
                    ev.NotAgreed(**cell, instead=instead),
                    ev.ProtocolKept(**head, step="first.rate", kept=value % 2 == 0, why="late"),
                    ev.ActionFollowed(**head, action="moving/vision.begin/team#x", status="done"),
                    ev.Undone(**head, target=draw(st.sampled_from(known)) if known else "none"),
                    ev.Noted(**head, note="n", text="words"),
                ]
            )
        )
        known.append(made.id)
        return made

    return [[event() for _ in range(draw(st.integers(1, 3)))] for _ in range(draw(st.integers(1, 12)))]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(history=histories(), looks=st.integers(0, 2**12), many=st.integers(1, 4))
def test_what_is_kept_after_any_history_is_what_the_record_says(
    engine: hansei.Engine, history: list[list[ev.AnyEvent]], looks: int, many: int
) -> None:
    session = start(engine, f"Team {len(engine.log.find('')) % 3}")
    with mock.patch.object(sqlite_pending, "MANY", many):
        for number, piece in enumerate(history):
            session.record(*piece)
            if looks >> number & 1 or number == len(history) - 1:
                sound(engine, session)
