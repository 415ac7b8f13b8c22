"""Following up on screen: actions of earlier sessions, the chain from any end, the time that is left."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.record.session import Session
from hansei.record.steady import now_ms
from hansei_tui.app.dialogs import AskText
from hansei_tui.follow.actions import ActionsScreen
from hansei_tui.follow.chain import ChainScreen
from hansei_tui.follow.timing import TimeScreen
from hansei_tui.run.listing import Listing
from hansei_tui.run.screen import RunScreen
from hansei_tui.timeplan import worded
from hansei_tui.times import clock_time
from tests.tui.run.rooms import Held, held, started

SIZES = [(60, 20), (120, 40)]


def words(it: Held) -> str:
    """What the screen on top paints."""
    listing = it.screen.app.screen.query_one("Listing")
    assert isinstance(listing, Listing)
    return "\n".join(strip.text.rstrip() for strip in listing._strips)


def planned(session: Session) -> tuple[object, ...]:
    """Return what was planned, whatever the time is."""
    state = session.state
    return dict(state.ended), list(state.clock), state.until


def chained(session: Session) -> None:
    session.rate("culture", "vision", level="developing", evidence="Posters in 2 of 5 schools")
    session.answer("moving-right", "vision.theories", {"text": "Nobody asked the schools"})
    session.answer(
        "moving-right", "vision.begin", {"actions": [{"text": "Ask them", "owner": "Ana", "due": "2026-12-01"}]}
    )


@pytest.mark.parametrize("size", SIZES)
async def test_actions_are_listed_and_followed(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    chained(session)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("A")
            assert isinstance(it.screen.app.screen, ActionsScreen)
            assert "Ask them" in words(it)
            assert "· open" in words(it)
            await it.press("2")
            assert "◐ begun" in words(it)
            await it.press("w", *"half", "enter")
            assert session.following.all[0].words == "half"
            await it.press("w", *"!x", "escape", "w")
            ask = it.screen.app.screen
            assert isinstance(ask, AskText)
            assert ask.written == "half!x", "escape leaves it as a draft"
            await it.press("backspace", "backspace", "escape")
            await it.press("3", "u", "u")
            assert (session.following.all[0].status, session.following.all[0].words) == ("begun", "")
            await it.press("escape")
            assert isinstance(it.screen.app.screen, RunScreen)


async def test_why_do_we_do_this(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "before.readiness")
    chained(session)
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("A", "enter")
            assert isinstance(it.screen.app.screen, ChainScreen)
            for said in ("VISION", "Posters in 2 of 5 schools", "Nobody asked the schools", "Ask them"):
                assert said in words(it), said
            await it.press("up", "up")
            await it.press("enter")
            assert isinstance(it.screen.app.screen, RunScreen)
            assert it.room.place.step.path == "activity-2.move-right"
            assert it.room.asking.task is not None
            assert it.room.asking.task.item.id == "vision.theories"
            assert session.running.path == "before.readiness", "looking moves nobody"


async def test_an_action_leads_back_to_what_each_group_had_seen(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "before.readiness")
    session.groups.form({"North": 3, "South": 4})
    session.rounds.open("culture", items=["vision"])
    session.rate("culture", "vision", rater="North", level="evolving", evidence="Posters in the hall")
    session.rate("culture", "vision", rater="South", level="beginning", evidence="Nobody could say it")
    session.rounds.reveal("culture")
    session.rounds.agree(
        "culture", "vision", level="developing", rationale="Two of five schools", dissent={"South": "Not in ours"}
    )
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask them"}]})
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("A", "enter")
            seen = " ".join(words(it).split())
            for said in (
                "Posters in the hall",
                "Nobody could say it",
                "Two of five schools",
                "Not in ours",
                "does not go along South",
            ):
                assert said in seen, said


async def test_a_new_session_begins_with_what_is_still_to_be_done(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    chained(session)
    session.close()
    with engine:
        later = engine.start("district-led-ci", team=session.team)
        async with held(later, engine, (80, 24)) as it:
            await it.pilot.pause()
            assert isinstance(it.screen.app.screen, ActionsScreen)
            assert "FROM EARLIER SESSIONS  1" in words(it)
            await it.press("enter")
            assert isinstance(it.screen.app.screen, ChainScreen)
            assert "Posters in 2 of 5 schools" in words(it), "why we do this: from the session it is from"
            assert "from the session begun" in words(it)
            await it.press("enter", "c", "escape")
            assert isinstance(it.screen.app.screen, ActionsScreen), "it is read, not gone to"
            await it.press("3")
            assert "✓ done" in words(it)
            assert engine.open_actions(session.team) == ()
            await it.press("escape")
        async with held(later, engine, (80, 24)) as it:
            await it.pilot.pause()
            assert isinstance(it.screen.app.screen, RunScreen), "nothing is left to carry on"


async def test_without_actions_it_says_so_and_a_closed_session_is_for_reading(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("A")
            assert "There is nothing to do yet" in words(it)
            await it.press("escape")
        chained(session)
        session.close()
        async with held(session, engine, (60, 20)) as it:
            await it.press("A", "3")
            assert session.following.all[0].status == "open"
            assert "Ask them" in words(it)


async def test_the_end_is_planned_and_time_is_won(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("E")
            assert isinstance(it.screen.app.screen, TimeScreen)
            assert "SHORTEN" in words(it)
            soon = clock_time(now_ms() + 40 * 60_000)
            await it.press("e", *soon, "enter")
            assert clock_time(session.state.until) == soon
            assert "too little" in " ".join(worded(session))
            before = worded(session)
            await it.press("enter")
            assert worded(session) != before
            await it.press("e", *"noon", "enter")
            assert "no time of day" in words(it)
            for _ in range(40):
                here = it.screen.app.screen.listing.here
                if here is not None and here.id.startswith("drop"):
                    break
                await it.press("down")
            await it.press("enter", "2")
            assert "later" in session.state.ended.values()


@pytest.mark.parametrize("size", SIZES)
async def test_too_little_time_is_seen_and_what_was_planned_is_taken_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        async with held(session, engine, size) as it:
            soon = clock_time(now_ms() + 40 * 60_000)
            await it.press("E", "e", *soon, "enter")
            seen = " ".join(words(it).split())
            assert f"! must end {soon}: " in seen
            assert "min too little even at the quickest" in seen
            assert "min too late" in seen, "the effect of a plan is measured against the end"
            assert f"min short of {soon}" in seen.split("min left")[0], "also where it says on time"
            if size[0] >= 120:
                await it.press("escape")
                assert f"min short of {soon}" in it.screen.topbar._strips[0].text
                await it.press("E")
            before = planned(session)
            time = it.screen.app.screen
            assert isinstance(time, TimeScreen)
            listing = time.listing
            few = len(listing.entries)
            await it.press("enter", "end", "enter")
            assert few < 9 < len(listing.entries), "the rest is behind one line"
            await it.press("end", "enter", "2")
            assert "later" in session.state.ended.values()
            await it.press("u")
            assert "is open again" in words(it)
            assert not session.state.ended
            await it.press("u")
            assert "minutes fewer" in words(it)
            assert planned(session) == before
            await it.press("u")
            assert f"taken back: the end {soon}" in " ".join(words(it).split())
            assert not session.state.until
            await it.press("u")
            assert "is no plan" in " ".join(words(it).split())


async def test_a_step_that_was_skipped_is_opened_by_undo(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("s", "y")
            assert session.state.ended == {"activity-2.rate": "skipped"}
            await it.press("T", "u")
            assert "taken back: 5 minutes more" in it.words()
            await it.press("u")
            assert session.state.ended == {}
            assert session.running.path == it.room.place.step.path == "activity-2.rate"
            assert "2.1 Where are we? is open again" in it.words()


async def test_a_clock_that_ran_on_while_the_laptop_slept_is_stopped(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine) as it:
            await it.press("t")
            it.screen.ticking.tick()
            session.now = lambda: now_ms() + 3_600_000
            it.screen.ticking.tick()
            assert not it.room.clock.now().running
            assert it.room.clock.now().minutes == 0


async def test_what_was_changed_at_a_step(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.rate")
    with engine:
        async with held(session, engine, (80, 24)) as it:
            await it.press("K", *"read aloud", "enter")
            assert (session.state.kept["activity-2.rate"].kept, session.state.kept["activity-2.rate"].why) == (
                False,
                "read aloud",
            )
            assert "noted ✓" in it.words()
            await it.press("u")
            assert session.state.kept == {}
            await it.press("K", "enter")
            assert session.state.kept["activity-2.rate"].kept
            await it.press("K", *"in pairs", "escape", "K")
            dialog = it.screen.app.screen
            assert isinstance(dialog, AskText)
            assert dialog.written == "in pairs", "what was typed is a draft"


async def test_another_teams_actions_are_not_ours(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-2.move-right")
    chained(session)
    with engine:
        other = engine.start("district-led-ci", team=hansei.Team("Elsewhere"))
        async with held(other, engine, (80, 24)) as it:
            await it.pilot.pause()
            assert isinstance(it.screen.app.screen, RunScreen)
