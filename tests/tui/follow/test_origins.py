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
OFFER = "O begins with a result from before"


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
            assert OFFER in it.words()
            await it.press("O")
            assert isinstance(it.on_top, OriginsScreen)
            assert CHALLENGE in listed(it)
            assert "ROOT-CAUSE ANALYSIS" in listed(it)
            await it.press("enter")
            assert it.at_the_step
            assert "From Root-Cause Analysis, " in it.words()
            assert CHALLENGE in it.words()
            await it.press("u")
            assert OFFER in it.words()
            assert CHALLENGE not in it.words().partition(OFFER)[2]
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
            assert "from before" not in it.words().partition("1 of 3")[2]
