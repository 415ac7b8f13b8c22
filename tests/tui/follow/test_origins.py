"""What a step begins with, on screen: offered, taken, proposed, undone and told."""

from __future__ import annotations

from pathlib import Path

import hansei
from hansei_tui.follow.chain import ChainScreen
from hansei_tui.follow.origins import OriginsScreen
from hansei_tui.run.listing import Listing
from tests.toolkits.causes import CHALLENGE, found_causes
from tests.tui.run.rooms import Held, held

TEAM = hansei.Team("Oak Street")
OFFER = "O begins with "


def listed(it: Held) -> str:
    listing = it.on_top.query_one("Listing")
    assert isinstance(listing, Listing)
    return "\n".join(strip.text.rstrip() for strip in listing._strips)


async def test_a_result_is_offered_taken_undone_and_kept(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        found_causes(engine, TEAM)
        session = engine.start("improvement-cycle", team=TEAM)
        session.move("set-goal.from")
        async with held(session, engine, (60, 20)) as it:
            assert f"{OFFER}{CHALLENGE}" in it.words()
            await it.press("O")
            assert isinstance(it.on_top, OriginsScreen)
            assert CHALLENGE in listed(it)
            assert "ROOT-CAUSE ANALYSIS" in listed(it)
            await it.press("enter")
            assert it.at_the_step
            assert "from Root-Cause Analysis" in " ".join(it.words().split())
            assert CHALLENGE in it.words()
            await it.press("u")
            assert OFFER in it.words()
            assert "draft" not in it.words()
            await it.press("O", "enter", "enter", "enter")
            assert session.response("start", "challenge").text == CHALLENGE
            await it.press("escape", "A", "c")
            assert isinstance(it.on_top, ChainScreen)
            assert "BEGAN WITH" in listed(it)
            await it.press("escape", "escape", "O", "enter")
            assert session.origins.all == ()
            assert session.response("start", "challenge").text == CHALLENGE, "what was answered stays"


async def test_nothing_is_offered_where_nothing_begins(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        found_causes(engine, hansei.Team("Elm Street"))
        session = engine.start("improvement-cycle", team=TEAM)
        session.move("set-goal.from")
        async with held(session, engine) as it:
            await it.press("O")
            assert it.at_the_step
            assert OFFER not in it.words()


async def test_the_step_after_a_vote_says_what_won_and_the_vote_what_it_came_to(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        session = engine.start("root-cause-analysis", team=TEAM, people=["Ana", "Ben"])
        rows = [{"gap": "Days missed", "who": "all"}, {"gap": "Failed algebra", "who": "boys"}]
        session.answer("gaps", "rows", {"rows": rows})
        session.move("choose.vote")
        ids = [option.id for option in session.items("first-gap")[0].among]
        session.answer("first-gap", "vote", {f"dots-{ids[0]}": "2", f"dots-{ids[1]}": "1"}, rater="ana")
        async with held(session, engine, (80, 24)) as it:
            assert "It came to" not in it.words(), "somebody has not voted"
            await it.press("1", "2", "enter")
            assert "It came to: " in it.words()
            assert "Failed algebra (3 dots)" in it.words().partition("It came to: ")[2]
            assert "f finishes this step" in it.words()
            await it.press("f")
            assert "(3 dots)" in it.words().partition(OFFER)[2]


async def test_the_study_sees_what_was_predicted_and_measured_of_a_challenge_that_is_whole(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "room.db") as engine:
        session = found_causes(engine, TEAM)
        steps = [{"text": "Call on day one"}]
        session.answer("first-cycle", "nobody.1.plan", {"steps": steps, "prediction": "Half as many"})
        data = [{"day": "2026-12-01", "main": "9"}, {"day": "2026-12-04", "main": "7,5"}]
        session.answer("first-cycle", "nobody.1.do", {"happened": "Ten were called", "data": data})
        session.move("first-test.cycle")
        async with held(session, engine, (80, 24)) as it:
            for seen in ("Predicted: Half as many", "Happened: Ten were called", "9, 7.5", "How near was"):
                assert seen in it.words()
            await it.press("enter")
            assert "Predicted: Half as many" in it.words()
            assert CHALLENGE in it.words()
