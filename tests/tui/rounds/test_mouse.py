"""The room by mouse: every action on a footer key, a row or a mark; the keyboard only for words."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset
from textual.widget import Widget

from hansei_tui.app.keybar import KeyBar
from hansei_tui.run.painted import Painted

from .rounds import Table, rate_all, table


async def key(it: Table, label: str) -> None:
    """Click on a key of the bar at the bottom."""
    bar = it.screen.query_one(KeyBar)
    assert label in [each.label for _, _, each in bar.places]
    begin = next(begin for begin, _, each in bar.places if each.label == label)
    await click(it, bar, begin, 0)


async def on(it: Table, words: str, after: int = 0, nth: int = 0) -> None:
    """Click where some words stand."""
    found = [
        (part, strip.text.index(words), y)
        for part in it.screen.query(Painted)
        for y, strip in enumerate(part._strips)
        if words in strip.text
    ]
    part, x, y = found[nth]
    before = next(strip.text for at, strip in enumerate(part._strips) if at == y)[:x]
    await click(it, part, len(before) + part.styles.padding.left + after, y)


async def click(it: Table, widget: Widget, x: int, y: int) -> None:
    await it.pilot.click(widget, offset=Offset(x, y))
    await it.pilot.pause()


async def test_groups_a_round_the_reveal_and_an_agreement(tmp_path: Path) -> None:
    async with table(tmp_path, groups=False) as it:
        await it.press("r")
        assert it.name == "OpenScreen"
        await key(it, "groups")
        await key(it, "form groups")
        await on(it, "by number")
        await it.write("2", "tab")
        await key(it, "keep it")
        assert len(it.session.groups.all) == 2
        first = it.session.groups.all[0].people[0].name
        await on(it, first)
        await on(it, first)
        assert it.name == "Pick"
        await on(it, it.session.groups.all[1].name)
        assert first in [each.name for each in it.session.groups.all[1].people]
        await key(it, "back")
        await on(it, "○ each person")
        assert it.screen.rows.by == "person"
        await on(it, "○ groups")
        rows = [item.label for item in it.screen.rows.items]
        for row in rows[1:]:
            await on(it, f"[x] {row}")
        await on(it, "opens the round")
        assert it.name == "HandInScreen"
        assert it.session.rounds.current("culture").opened.items == ("vision",)  # type: ignore[union-attr]
        for level in ("Developing", "Beginning"):
            if it.name == "HandInScreen":
                await on(it, "▸", 6)
            await on(it, "Only")
            assert it.name == "RaterScreen"
            await on(it, level)
            await on(it, "is this us")
            await it.press("escape")
            await key(it, "hand in")
            assert it.name == "Veil"
            await on(it, "has handed in")
        await key(it, "reveal")
        assert it.name == "CompareScreen"
        await on(it, "why this number")
        await key(it, "close")
        await on(it, "3 levels" if "3 levels" in it.words() else "1 level")
        assert it.name == "EvidenceScreen"
        await key(it, "back")
        await key(it, "numbers")
        await key(it, "agree")
        await on(it, "○ Developing")
        await on(it, "save: Developing")
        assert it.name == "CompareScreen"
        await it.press("u")
        assert it.session.rounds.settled("culture", "vision") == ()
        await key(it, "rate again")
        await key(it, "back")
        await key(it, "back")
        assert it.name == "RunScreen"


async def test_hands_are_counted(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        it.session.rounds.open("culture", how="hands", by="team", items=["vision"])
        await it.press("r")
        assert it.name == "HandsScreen"
        row = next(strip.text for strip in it.screen.rows._strips if "Evolving" in strip.text)
        await on(it, "Evolving", row.index("+") - row.index("Evolving"))
        await on(it, "Evolving", row.index("+") - row.index("Evolving"))
        await on(it, "Evolving", row.index("+") - row.index("Evolving"))
        await on(it, "Evolving", row.index("−") - row.index("Evolving"))
        assert it.screen.rows.counts == {"evolving": 2}
        await key(it, "keep, next row")
        await key(it, "reveal")
        assert it.name == "CompareScreen"
        assert it.screen.rows.here.counts == (0, 0, 2, 0)


async def test_actions_chain_and_time(tmp_path: Path) -> None:
    async with table(tmp_path, step="activity-2.move-right") as it:
        it.session.rate("culture", "vision", level="developing", evidence="Posters")
        it.session.answer("moving-right", "vision.begin", {"actions": [{"text": "Ask them", "owner": "Ana"}]})
        it.run.room.renew()
        it.run.show()
        await it.press("A")
        await key(it, "done")
        assert it.session.following.all[0].status == "done"
        await on(it, "Ask them")
        assert it.name == "ChainScreen"
        await on(it, "Posters", nth=0)
        await on(it, "Posters", nth=0)
        assert it.name == "RunScreen"
        await it.press("E")
        before = it.session.state.version
        line = it.screen.listing.entries[0].text.split("  ")[0]
        await on(it, line)
        assert it.session.state.version > before
        await key(it, "back")
        assert it.name == "RunScreen"


async def test_two_rounds_are_chosen_between(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "evolving"}})
        it.session.rounds.open("culture", items=["vision"])
        it.session.rounds.open("culture", items=["goals"])
        await it.press("r")
        await on(it, "Round 3")
        assert it.name == "HandInScreen"
        await key(it, "other rounds")
        await on(it, "What is revealed")
        assert it.name == "CompareScreen"
        await key(it, "open rounds")
        await on(it, "Round 2")
        await key(it, "call the round off")
        await key(it, "yes")
        assert len(it.session.rounds.all_open("culture")) == 1


async def test_keys_that_find_no_room_are_a_click_away(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24)) as it:
        bar = it.screen.query_one(KeyBar)
        begin = next(begin for begin, _, each in bar.places if each.key == "…")
        await click(it, bar, begin, 0)
        assert it.name == "CommandPalette"
