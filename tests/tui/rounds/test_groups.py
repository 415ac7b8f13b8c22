"""Groups are formed in every way, changed at any moment and undone; rounds are opened; raised hands are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from hansei.record.events import Grouped

from .rounds import Table, table

SIZES = [(60, 20), (120, 40)]


def members(it: Table) -> dict[str, list[str]]:
    return {each.name: [person.name for person in each.people] for each in it.session.groups.all}


@pytest.mark.parametrize("size", SIZES)
async def test_groups_are_listed_with_who_sits_nowhere(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        it.session.groups.add("A very long name of a table that goes on and on and on"[:60], heads=12)
        await it.press("G")
        words = " ".join(it.words().split())
        assert "4 groups, 19 people, 1" in words
        assert "a head count" in words
        assert "! sits nowh" in words
        assert all(len(line) <= size[0] for line in it.words().splitlines())


async def test_without_groups_it_says_how_to_begin(tmp_path: Path) -> None:
    async with table(tmp_path, (60, 20), groups=False) as it:
        await it.press("G")
        assert "There are no groups yet" in it.words()
        assert not {"move", "remove", "send", "shuffle"} & it.offered()
        await it.press("f", "1")
        await it.write("nine")
        assert "whole number" in it.words()
        await it.write("9")
        assert "9 groups of 4 people" in " ".join(it.words().split())
        await it.write("2")
        assert members(it) == {"Table 1": ["Ana", "Ben"], "Table 2": ["Cy", "Dee"]}
        await it.press("s")
        assert sorted(name for people in members(it).values() for name in people) == ["Ana", "Ben", "Cy", "Dee"]
        await it.press("u")
        assert members(it) == {"Table 1": ["Ana", "Ben"], "Table 2": ["Cy", "Dee"]}
        await it.press("u")
        assert not members(it)
        await it.press("u")
        assert "not about groups" in " ".join(it.words().split()) or "nothing to undo" in it.words()


async def test_keys_typed_ahead_of_the_dialogs_form_groups(tmp_path: Path) -> None:
    async with table(tmp_path, groups=False) as it:
        await it.press("G")
        for key in ("f", "2", "3", "enter", "f", "1", "4", "enter"):  # by size, at most 3; then by number, 4
            it.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(10):
            await it.pilot.pause()
        assert it.name == "GroupsScreen"
        arranged = [len(each.groups) for each in it.session.state.events if isinstance(each, Grouped)]
        assert arranged == [2, 4]


@pytest.mark.parametrize("way", ["2", "3", "4", "5"])
async def test_other_ways_to_form(tmp_path: Path, way: str) -> None:
    async with table(tmp_path, groups=False) as it:
        await it.press("G", "f", way)
        await it.write("2")
        assert len(members(it)) == 2


async def test_by_hand_moved_recounted_sent_and_removed(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("G", "a")
        await it.write("Door: Dee, Nobody")
        assert "Nobody does not take part" in it.words()
        await it.write("Door: Dee")
        assert members(it)["Door"] == ["Dee"]
        await it.press("home", "down", "m", "2")
        assert members(it)["South"] == ["Cy", "Ana"]
        assert it.screen.rows.person.name == "Ana"
        await it.press("u")
        assert members(it)["North"] == ["Ana", "Ben"]
        await it.press("home", "c")
        await it.write("3")
        assert it.session.groups.get("North").heads == 3
        await it.press("t", "enter")
        assert it.session.groups.get("North").step == "activity-2.rate"
        assert "at 2.1" in it.words()
        await it.press("t")
        assert it.session.groups.get("North").step == ""
        await it.press("r")
        await it.write("South")
        assert "a group South already" in it.words()
        await it.write("Library")
        assert "Library" in members(it)
        await it.press("u")
        await it.press("d", "enter")
        assert "North" in members(it)
        await it.press("d", "d")
        assert "North" not in members(it)
        await it.press("x")
        assert not members(it)


async def test_what_another_window_does_is_seen(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("G")
        from .rounds import other_window

        async with other_window(tmp_path, it.session) as other:
            other.groups.add("Window", heads=2)
        await it.look()
        assert "Window" in it.words()


# ----------------------------------------------------------------------------------------- opening


@pytest.mark.parametrize("size", SIZES)
async def test_a_round_without_groups_leads_to_groups_first(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size, groups=False) as it:
        await it.press("r", "left", "left")
        assert it.screen.rows.by == "team" or it.screen.rows.by == "group"
        it.screen.rows.take(0, "group")
        await it.press("enter")
        assert it.name == "GroupsScreen"
        await it.press("q")
        assert "no groups yet" in " ".join(it.words().split())
        await it.press("enter", "f", "1")
        await it.write("2")
        await it.press("q", "enter")
        assert it.name == "HandInScreen"
        assert "Table 1" in it.words()


async def test_only_some_rows_and_by_each_person(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("r", "right", "down", "right", "right", "down", "o", "down", "down", "space")
        await it.press("enter")
        open_ = it.session.rounds.current("culture")
        assert open_ is not None
        assert (open_.opened.by, open_.opened.how, open_.opened.items) == ("person", "paper", ("vision", "routines"))
        assert "Ana" in it.words()
        await it.press("P", "a")
        await it.write("Eve", "enter")
        await it.press("q")
        assert it.name == "HandInScreen"
        assert "Eve" in it.words(), "who comes late rates too"
        assert "of 2 rows" in it.words()
        await it.press("enter")
        assert "The paper of Ana" in it.words()


async def test_the_whole_team_rates_aloud(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        await it.press("r", "left", "enter", "enter")
        assert it.name == "RaterScreen"
        assert "hidden" not in it.words()
        await it.press("enter", "escape", "f", "y", "enter", "v")
        assert it.name == "CompareScreen"


# ----------------------------------------------------------------------------------------- raised hands


@pytest.mark.parametrize("size", SIZES)
async def test_hands_are_counted_and_hidden_again(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size) as it:
        it.session.rounds.open("culture", how="hands", by="person")
        await it.press("r")
        assert it.name == "HandsScreen"
        await it.press("1", "down", "4", "end")
        assert "5 of 8 hands" in it.words()
        assert "3 not raised" in it.words()
        await it.press("9", "enter")
        assert "more hands than people" in it.words()
        assert "the room has 8" in " ".join(it.words().split())
        await it.press("backspace", "up", "1")
        await it.press("escape", "r")
        assert " of 8 hands" in it.words(), "what is typed is a draft"
        it.screen.rows.typed = {"beginning": "1", "evolving": "4", "abstain": "1"}
        await it.press("enter")
        open_ = it.session.rounds.current("culture")
        assert open_ is not None
        assert open_.counted["vision", ""].counts == {"beginning": 1, "evolving": 4, "abstain": 1}
        assert "2 of 6" in it.words()
        await it.press("left")
        assert "counted, hidden" in it.words()
        assert "0 of 8 hands" in it.words()
        await it.press("u")
        assert [each.counted for each in it.session.rounds.of("culture")] == [{}]
        it.screen.rows.typed = {"evolving": "4"}
        await it.press("enter", "v")
        assert "Not counted: Policies" in it.words()
        await it.press("v")
        assert it.name == "CompareScreen"
        assert "●×4" in it.words()


async def test_hands_of_each_group(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        it.session.rounds.open("culture", how="hands", by="group", items=["vision"])
        await it.press("r", "2", "enter")
        assert "South" in it.words()
        await it.press("2", "enter")
        assert "South has 1" in " ".join(it.words().split())
        it.session.groups.rename("South", "Library")  # in another window
        await it.look()
        assert "Library" in it.words()
        await it.press("backspace", "1", "enter", "4", "enter")
        assert "All are counted" in it.words()
        await it.press("v")
        assert it.name == "CompareScreen"
        assert it.screen.rows.here.rated == 7


async def test_mixing_what_is_the_same_for_all_says_so(tmp_path: Path) -> None:
    async with table(tmp_path, (80, 24), groups=False) as it:
        await it.press("G", "f", "4")
        await it.write("2")
        assert "all have the same building, or none" in " ".join(it.words().split())
        await it.press("f", "1")
        await it.write("2")
        assert "all have the same" not in " ".join(it.words().split())
