"""People are changed at any moment: what the list shows, what its keys do, and who is asked afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.widgets import Input, Static

from hansei.errors import StoreBusyError
from hansei_tui.app.dialogs import AskText, Confirm, ShowText
from hansei_tui.run.people import PeopleScreen
from hansei_tui.run.role import PickRole
from hansei_tui.run.roster import CLOSED, NOBODY
from hansei_tui.run.saving import WAITING

from .rooms import Held, held, started

SIZES = [(60, 20), (120, 40)]
#: A step that each person answers.
EACH = "activity-1.resonates"
STRANGE = "ليلى [red]x[/] 👩🏽‍🏫 \x1b[31m\u202e"


def people(it: Held) -> PeopleScreen:
    screen = it.pilot.app.screen
    assert isinstance(screen, PeopleScreen)
    return screen


def listed(it: Held) -> str:
    return "\n".join(strip.text.rstrip() for strip in people(it).roster._strips)


def offered(it: Held) -> set[str]:
    return {each.binding.action for each in people(it).active_bindings.values() if each.enabled}


def here(it: Held) -> list[tuple[str, str, bool, bool]]:
    return [(each.name, each.role, each.votes, each.present) for each in it.session.people]


async def write(it: Held, text: str, *keys: str) -> None:
    """Write into the dialog that is open, in place of what stands there."""
    dialog = it.pilot.app.screen
    assert isinstance(dialog, AskText)
    dialog.query_one(Input).value = text
    await it.press(*(keys or ("enter",)))


async def look(it: Held) -> None:
    """Let the second pass in which both screens look at what others did."""
    it.screen.ticking.tick()
    people(it)._look()
    await it.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_everybody_is_listed_with_role_vote_and_answers(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben", "", STRANGE, "Wilhelmina " * 30))
    session.answer("resonates", "choice", {"options": "balance"}, rater="Ana")
    session.enrol(session.people[1], role="note taker", votes=False)
    session.leave(session.people[2])
    with engine:
        async with held(session, engine, size) as it:
            await it.press("P")
            rows = listed(it).splitlines()
            row = {line.split()[0 if "▸" not in line else 1]: line.split() for line in rows if line.strip()}
            assert row["Ana"][-4:] == ["respondent", "vote", "1", "answer"]
            assert row["Ben"][-4:] == ["note", "taker", "no", "vote"]
            assert row["Person"][-2:] == ["respondent", "left"]
            assert "[red]x" in listed(it)
            assert not set(listed(it)) & {"\x1b", "\u202e"}
            assert "…" in " ".join(row["Wilhelmina"])
            assert "4 here, 3 with a vote" in listed(it)
            await it.press("end")
            assert "respondent, vote, no answers yet" in " ".join(listed(it).split())
            assert all(len(line) <= size[0] for line in rows)


async def test_the_list_says_how_to_begin_when_nobody_is_there(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ())
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("P")
            assert NOBODY[0] in listed(it)
            assert not offered(it) & {"rename", "role", "vote", "away", "again"}
            await it.press("r", "o", "v", "d", "down", "a")
            await write(it, "Ana Ruiz, Ben")
            assert here(it) == [("Ana Ruiz", "respondent", True, True), ("Ben", "respondent", True, True)]
            assert "here now: Ana Ruiz, Ben" in listed(it)
            await it.press("a")
            await write(it, "3")
            assert [each[0] for each in here(it)[2:]] == ["Person 3", "Person 4", "Person 5"]
            assert people(it).roster.person == session.people[-1]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("0", "Give a number"), ("Ben, ana", "takes part already"), ("Cy, cy", "is there twice"), ("team", "nobody can")],
)
async def test_what_cannot_be_added_is_asked_again_and_nothing_typed_is_lost(
    tmp_path: Path, text: str, wrong: str
) -> None:
    engine, session = started(tmp_path, EACH, ("Ana",))
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "a")
            await write(it, text)
            dialog = it.pilot.app.screen
            assert isinstance(dialog, AskText)
            assert wrong in str(dialog.query_one(".title", Static).content)
            assert dialog.query_one(Input).value == text
            await it.press("escape")
            assert here(it) == [("Ana", "respondent", True, True)]


async def test_a_name_is_changed_and_taken_away(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "down", "enter")
            await write(it, "ana")
            assert "takes part already" in it.pilot.app.screen.query_one(".title", Static).content  # type: ignore[operator]
            await write(it, "  Ben   Okafor ")
            assert here(it)[1][0] == "Ben Okafor"
            assert "Ben is Ben Okafor now" in listed(it)
            await it.press("r")
            await write(it, "")
            assert here(it)[1][0] == "Person 2"
            version = session.state.version
            await it.press("r", "enter")
            assert session.state.version == version


async def test_a_strange_name_is_shown_safely_and_kept_when_nothing_is_typed(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, (STRANGE,))
    name = session.people[0].name
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "r")
            assert not set(it.pilot.app.screen.query_one(Input).value) & {"\x1b", "\u202e"}
            await it.press("enter")
            assert session.people[0].name == name


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_role_is_picked_by_letter_by_arrow_by_mouse_or_in_other_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine, session = started(tmp_path, EACH, ("Ana",))
    with engine:
        async with held(session, engine, size) as it:
            await it.press("P", "o", "f")
            assert here(it) == [("Ana", "facilitator", False, True)]
            assert "Ana: facilitator, no vote" in listed(it)
            await it.press("o", "down", "enter")
            assert here(it) == [("Ana", "note taker", True, True)]
            await it.press("o")
            dialog = it.pilot.app.screen
            assert isinstance(dialog, PickRole)
            await it.pilot.click("#roles", offset=Offset(6, 2))
            await it.pilot.pause()
            assert here(it) == [("Ana", "observer", False, True)]
            await it.press("o", "w")
            await write(it, "x" * 41)
            assert "at most 40 characters" in listed(it)
            await it.press("o", "w")
            await write(it, "timekeeper")
            assert here(it) == [("Ana", "timekeeper", False, True)]
            version = session.state.version
            await it.press("o", "escape")
            await it.press("o", "w", "enter")
            assert session.state.version == version


async def test_who_left_is_not_asked_and_who_is_back_is(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    session.answer("resonates", "choice", {"options": "balance"}, rater="Ana")
    with engine:
        async with held(session, engine) as it:
            ben = session.people[1].rater
            assert it.room.asking.task is not None
            assert it.room.asking.task.rater == ben
            await it.press("P", "down", "d")
            assert here(it)[1] == ("Ben", "respondent", True, False)
            assert "nothing they gave is lost" in listed(it)
            assert {"again", "rename"} <= offered(it)
            assert not offered(it) & {"away", "role", "vote"}
            await it.press("q")
            assert [task.rater for task in it.room.asking.tasks] == [session.people[0].rater]
            assert it.room.asking.settled
            await it.press("P", "down", "d", "a")
            await write(it, "Cy")
            await it.press("escape")
            assert len(it.room.asking.tasks) == 3
            it.screen.stage.action_item(1)
            await it.press("1")
            await it.press("enter")
            assert {answer.rater for answer in session.answers("resonates")["choice"]} == {"Ana", "Ben"}


async def test_the_first_who_come_are_asked_at_once(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ())
    with engine:
        async with held(session, engine) as it:
            assert it.room.asking.task is None
            await it.press("P", "a")
            await write(it, "Ana")
            await it.press("q")
            await it.press("2")
            assert [answer.rater for answer in session.answers("resonates")["choice"]] == ["Ana"]


async def test_a_vote_taken_away_passes_the_question_on_and_keeps_the_draft(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    ana, ben = (person.rater for person in session.people)
    with engine:
        async with held(session, engine) as it:
            task = it.room.asking.task
            assert task is not None
            assert task.rater == ana
            await it.press("down", "P", "v", "q")
            assert here(it)[0] == ("Ana", "respondent", False, True)
            assert it.room.asking.task is not None
            assert it.room.asking.task.rater == ben
            await it.press("P", "v", "q")
            assert [each.rater for each in it.room.asking.tasks] == [ana, ben]


async def test_whoever_is_asked_may_leave_in_another_program(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    ana, ben = session.people
    with engine:
        async with held(session, engine) as it:
            await it.press("1")
            engine.open(session.id).leave(ana)
            it.screen.ticking.tick()
            assert it.room.writing is None
            assert it.room.asking.task is not None
            assert it.room.asking.task.rater == ben.rater
            await it.press("2")
            assert it.room.asking.task.rater == ben.rater
            assert {answer.rater: answer.response.options for answer in session.answers("resonates")["choice"]} == {
                "Ana": ("importance",),
                "Ben": ("balance",),
            }


async def test_undo_takes_back_people_and_nothing_else(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "d", "u")
            assert "taken back: Ana is here again" in listed(it)
            await it.press("u")
            assert "there is nothing to undo" in listed(it)
            session.note("words")
            await it.press("u")
            assert "not about people" in listed(it)
            assert session.state.notes
            await it.press("v", "q", "u")
            assert "taken back: Ana is respondent, vote, as before" in it.words()
            assert [task.rater for task in it.room.asking.tasks] == [each.rater for each in session.people]
            assert all(person.votes for person in session.people)


async def test_a_closed_session_can_be_looked_at_and_not_changed(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    session.close()
    with engine:
        async with held(session, engine) as it:
            await it.press("P")
            assert CLOSED in listed(it)
            assert not offered(it) & {"add", "rename", "role", "vote", "away", "again", "undo"}
            await it.press("a", "r", "o", "v", "d", "u", "down")
            assert len(session.state.events) == 5
            assert people(it).roster.person == session.people[1]
            await it.press("escape")
            assert it.pilot.app.screen is it.screen


async def test_what_others_change_is_shown(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana",))
    with engine:
        async with held(session, engine) as it:
            await it.press("P")
            other = engine.open(session.id)
            other.rename(other.people[0], "Anna")
            other.join("Cy")
            await look(it)
            assert "Anna" in listed(it)
            assert "Cy" in listed(it)


async def test_a_busy_store_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    with engine:
        async with held(session, engine) as it:

            def busy(*args: Any, **kwargs: Any) -> None:
                raise StoreBusyError("busy")

            with monkeypatch.context() as patch:
                patch.setattr(session.log, "append", busy)
                await it.press("P", "a")
                await write(it, "Cy")
                assert WAITING in listed(it)
                await it.press("d")
                assert WAITING in listed(it)
                await look(it)
                assert WAITING in listed(it)
            await look(it)
            assert [each[0] for each in here(it)] == ["Ana", "Ben", "Cy"]
            assert WAITING not in listed(it)
            await it.press("q")
            assert len(it.room.asking.tasks) == 3


async def test_the_mouse_selects_and_scrolls(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, tuple(f"N{number}" for number in range(100)))
    with engine:
        async with held(session, engine, (60, 20)) as it:
            await it.press("P")
            await it.pilot.click("#roster", offset=Offset(8, 6))
            assert people(it).roster.at == 2
            assert "▸ N2" in listed(it)
            await it.press("end")
            assert "▸ N99" in listed(it)
            await it.press("pageup", "home")
            assert "▸ N0" in listed(it)


async def test_who_left_and_is_named_again_is_the_same_person(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana", "Ben"))
    session.leave(session.people[0])
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "a")
            await write(it, "ana, Cy")
            assert [(each[0], each[3]) for each in here(it)] == [("Ana", True), ("Ben", True), ("Cy", True)]


async def test_ctrl_c_goes_back_to_the_step(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH)
    with engine:
        async with held(session, engine) as it:
            await it.press("P")
            people(it).interrupt()
            await it.pilot.pause()
            assert it.pilot.app.screen is it.screen


async def test_names_that_were_typed_and_not_kept_are_there_again(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ana",))
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "a", *"Hal, Ida", "escape", "a")
            dialog = it.screen.app.screen
            assert isinstance(dialog, AskText)
            assert dialog.written == "Hal, Ida"
            await it.press("enter", "a")
            assert [person.name for person in session.people] == ["Ana", "Hal", "Ida"]
            dialog = it.screen.app.screen
            assert isinstance(dialog, AskText)
            assert dialog.written == ""


@pytest.mark.parametrize("size", SIZES)
async def test_where_people_come_from_is_shown_and_changed(tmp_path: Path, size: tuple[int, int]) -> None:
    engine, session = started(tmp_path, EACH)
    with engine:
        async with held(session, engine, size) as it:
            await it.press("P", "a")
            await write(it, "North: Xu (principal), Yan; Zed")
            come = {each.name: each for each in it.session.people}
            assert (come["Xu"].role, come["Xu"].building, come["Xu"].votes) == ("principal", "North", True)
            assert come["Zed"].building == ""
            await it.press("end", "b")
            await it.press("1")
            assert it.session.people[-1].building == "North"
            assert "Zed: respondent, vote, North" in listed(it)
            await it.press("u")
            assert "Zed comes from no building as before" in listed(it)
            await it.press("b", "2")
            await write(it, "  South   High ")
            assert it.session.people[-1].building == "South High"
            await it.press("home", "end")
            assert "South High" in listed(it)
            assert ("Building" in listed(it)) == (size[0] > 60)
            await it.press("b", "up", "up")
            await it.press("enter")
            assert it.session.people[-1].building in ("", "North", "South High")


async def test_a_name_is_forgotten_also_when_the_session_is_closed(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ann Lee", "Bo"))
    with engine:
        session.note("Ann Lee brings cake")
        session.put_aside("coming", "Ann Lee, Cy")
        session.close()
        async with held(session, engine) as it:
            await it.press("P")
            assert offered(it) & {"rename", "forget"} == {"forget"}
            await it.press("f")
            assert isinstance(it.pilot.app.screen, Confirm)
            await it.press("enter")
            assert here(it)[0][0] == "Ann Lee"
            await it.press("f", "y")
            assert isinstance(it.pilot.app.screen, ShowText)
            assert "that stays: a note." in it.pilot.app.screen.text
            await it.press("escape")
            assert [name for name, *_ in here(it)] == ["Person 1", "Bo"]
            assert it.room.drafts.get("coming") == "Person 1, Cy"
            assert "forget" not in offered(it)
            await it.press("down")
            assert "forget" in offered(it)


async def test_an_open_session_goes_on_after_a_name_was_forgotten(tmp_path: Path) -> None:
    engine, session = started(tmp_path, EACH, ("Ann Lee", "Bo"))
    with engine:
        async with held(session, engine) as it:
            await it.press("P", "f", "y")
            assert [name for name, *_ in here(it)] == ["Person 1", "Bo"]
            await it.press("v")
            assert here(it)[0][2] is False
