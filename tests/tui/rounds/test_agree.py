"""Settling a row: who holds a function beside its state, and dissent where nobody rated apart; by key and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from hansei.record.events import Agreed, NotAgreed

from .rounds import Table, rate_all, table

SIZES = [(60, 20), (120, 40)]
MATRIX = "activity-3.district-plan"


def held_apart(it: Table, item: str = "team.building") -> None:
    """Groups agree on the state of a function and differ in who holds it."""
    session = it.session
    session.rounds.open("balance", items=[item])
    for group, held in (("North", "building"), ("South", "district"), ("West", "district")):
        session.answer(
            "balance", item, {"status": "strengthen", "held": held, "evidence": f"Seen at {group}"}, rater=group
        )
    session.rounds.reveal("balance")
    it.run.room.renew()


def settled(it: Table, instrument: str, item: str) -> Agreed | NotAgreed:
    (found,) = it.session.rounds.settled(instrument, item)
    return found


def line_of(it: Table, words: str) -> int:
    return next(at for at, strip in enumerate(it.screen.rows._strips) if words in strip.text)


async def click(it: Table, words: str) -> None:
    """Click on a line of the list, where its words begin."""
    at = line_of(it, words)
    x = it.screen.rows._strips[at].text.index(words) + it.screen.rows.styles.padding.left
    await it.pilot.click(type(it.screen.rows), offset=Offset(x, at))
    await it.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_who_holds_a_function_is_settled_like_a_level(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size, step=MATRIX) as it:
        held_apart(it)
        await it.press("r")
        assert it.name == "CompareScreen"
        words = " ".join(it.words().split())
        assert "The building" in words
        assert "Who holds this today? The building 1 · The district 2" in words
        await it.press("a")
        assert "Who holds this today?" in it.words()
        await it.press("2")
        assert it.screen.rows.here.what == "beside", "what is disputed comes next"
        await it.press("5", "ctrl+s")
        event = settled(it, "balance", "team.building")
        assert isinstance(event, Agreed)
        assert it.session.say(event) == "strengthen; today: the district"
        assert "Strengthen · The district" in " ".join(it.words().split())


async def test_who_names_another_holder_can_dissent(tmp_path: Path) -> None:
    async with table(tmp_path, step=MATRIX) as it:
        held_apart(it)
        await it.press("r", "a", "2", "5")
        assert "strengthen; today: the building — Seen at North" in it.words(), "what each has seen is in sight"
        assert it.screen.rows.dissenting == ["North"]
        assert "North: Strengthen · The building" in it.words()
        await it.press("down", "d", "ctrl+s")
        event = settled(it, "balance", "team.building")
        assert isinstance(event, Agreed)
        assert [each.rater for each in event.dissent] == ["group:North"]


async def test_who_holds_it_can_be_left_open_and_is_a_draft(tmp_path: Path) -> None:
    async with table(tmp_path, step=MATRIX) as it:
        held_apart(it)
        await it.press("r", "a", "2", "4", "escape", "a")
        assert "◉ The building" in it.words()
        await it.press("4", "ctrl+s")
        event = settled(it, "balance", "team.building")
        assert isinstance(event, Agreed)
        assert it.session.say(event) == "strengthen"


async def test_what_all_said_alike_is_chosen_already(tmp_path: Path) -> None:
    async with table(tmp_path, step=MATRIX) as it:
        held_apart(it)
        it.session.rounds.open("balance", items=["team.building"])
        for group in ("North", "South"):
            it.session.answer("balance", "team.building", {"status": "create", "held": "nobody"}, rater=group)
        it.session.rounds.reveal("balance")
        await it.press("r", "a", "1", "ctrl+s")
        event = settled(it, "balance", "team.building")
        assert isinstance(event, Agreed)
        assert it.session.say(event) == "create; today: nobody"


@pytest.mark.parametrize("size", SIZES)
async def test_dissent_by_name_and_in_free_words_where_all_rate_together(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size, groups=False) as it:
        it.session.rounds.open("culture", by="team", items=["vision"])
        it.session.rate("culture", "vision", level="evolving")
        it.session.rounds.reveal("culture")
        it.run.room.renew()
        await it.press("r")
        it.screen.rows.stand("vision")
        await it.press("a", "3", "down", "d")
        assert it.name == "Pick"
        await it.press("2")
        await it.write("not in [b]ours[/b]")
        await it.press("d", "4")
        await it.write("one  of us")
        await it.write("")
        assert "[x] one of us" in it.words()
        await it.press("escape", "a")
        assert "[x] Ben" in it.words(), "a draft"
        await it.press("ctrl+s")
        event = settled(it, "culture", "vision")
        assert isinstance(event, Agreed)
        found = [(it.session.rater_name(each.rater), each.words) for each in event.dissent]
        assert found == [("Ben", "not in [b]ours[/b]"), ("one of us", "")]


async def test_words_that_are_too_long_to_name_somebody_are_asked_again(tmp_path: Path) -> None:
    async with table(tmp_path, groups=False) as it:
        it.session.rounds.open("culture", by="team", items=["vision"])
        it.session.rate("culture", "vision", level="evolving")
        it.session.rounds.reveal("culture")
        it.run.room.renew()
        await it.press("r")
        it.screen.rows.stand("vision")
        await it.press("a", "0", "down", "d", "5")
        await it.write("x" * 61)
        assert it.name == "AskText"
        assert "At most 60 characters" in it.words()
        await it.write("somebody")
        await it.write("not at all")
        await it.press("ctrl+s")
        event = settled(it, "culture", "vision")
        assert isinstance(event, NotAgreed)
        assert [(each.rater, each.words) for each in event.positions] == [("voice:somebody", "not at all")]


async def test_settled_by_mouse(tmp_path: Path) -> None:
    async with table(tmp_path) as it:
        rate_all(it.session, {"North": {"vision": "evolving"}, "South": {"vision": "beginning"}})
        await it.press("r", "a")
        await click(it, "Evolving")
        await click(it, "why we settle on this")
        await it.write("Seen in most buildings")
        await click(it, "[ ] South")
        assert it.screen.rows.choice.words == {"South": ""}, "the box keeps a dissent without words"
        await click(it, "South: Beginning")
        await it.write("not in ours")
        await click(it, "save: Evolving")
        assert it.name == "CompareScreen"
        event = settled(it, "culture", "vision")
        assert isinstance(event, Agreed)
        assert event.rationale == "Seen in most buildings"
        assert [(each.rater, each.words) for each in event.dissent] == [("group:South", "not in ours")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_balance_is_one_picture_and_row_by_row(tmp_path: Path, size: tuple[int, int]) -> None:
    async with table(tmp_path, size, step=MATRIX) as it:
        held_apart(it)
        it.session.rounds.agree("balance", "team.building", level="strengthen", beside={"held": "district"})
        await it.press("r", "p")
        words = " ".join(it.words().split())
        assert "Who holds which function today: 0 as in the matrix, 1 departs from it, 17 not said" in words
        assert "the district, strengthen" in words
        await it.press("p")
        assert it.name == "CompareScreen"


async def test_whoever_corrects_what_stands_loses_no_dissent(tmp_path: Path) -> None:
    async with table(tmp_path, step=MATRIX) as it:
        held_apart(it)
        dissent = {"North": "We hold it"}
        it.session.rounds.agree(
            "balance", "team.building", level="strengthen", beside={"held": "district"}, rationale="So", dissent=dissent
        )
        await it.press("r", "a", "1")
        assert it.screen.rows.choice.rationale == "", "a reason goes with its level"
        await it.press("2", "enter", *" far", "enter", "ctrl+s")
        event = settled(it, "balance", "team.building")
        assert isinstance(event, Agreed)
        assert it.session.say(event) == "strengthen; today: the district"
        assert event.rationale == "So far"
        assert [each.words for each in event.dissent] == ["We hold it"]
