"""Who takes part, changed line by line."""

from __future__ import annotations

import pytest

import hansei
from tests.e2e.program import Here
from tests.tui.plain.conftest import Feed


def people() -> list[tuple[str, str, bool, bool]]:
    """Return everybody of the last session."""
    with hansei.open_engine() as engine:
        return [(each.name, each.role, each.votes, each.present) for each in engine.open("last").people]


def test_people_come_leave_and_are_changed(feed: Feed) -> None:
    lines = (
        "/people",
        "/join Ana, Ben , Cy",
        "/join 1",
        "/rename ana = Ana  Ruiz",
        "/role Ben = facilitator",
        "/role Cy = time keeper",
        "/vote cy",
        "/leave Person 4",
        "/people",
    )
    said = feed(*lines, people="").done().out.splitlines()
    assert people() == [
        ("Ana Ruiz", "respondent", True, True),
        ("Ben", "facilitator", False, True),
        ("Cy", "time keeper", False, True),
        ("Person 4", "respondent", True, False),
    ]
    for line in (
        "  nobody takes part yet; /join NAMES lets people in",
        "joined Ana, Ben, Cy",
        "joined Person 4",
        "renamed Ana: Ana Ruiz",
        "role Ben: facilitator, no vote",
        "role Cy: time keeper, vote",
        "vote Cy: no",
        "left Person 4; what they gave is kept",
        "  Ana Ruiz: respondent, vote",
        "  Ben: facilitator, no vote",
        "  Person 4: respondent, left",
    ):
        assert any(each.endswith(line) for each in said), line


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("/join", "type it as in /join Ana Ruiz"),
        ("/join 0", "Give a number from 1"),
        ("/join ana", "ana takes part already"),
        ("/leave", "nobody is called ''; there are: Ana, Ben"),
        ("/leave Bob", "nobody is called 'Bob'; there are: Ana, Ben"),
        ("/rename Ana", "type it as in /rename Ana = Ana Ruiz"),
        ("/rename Ana = ben", "ben takes part already"),
        ("/role Ana =", "a role is a word or two"),
        ("/role = observer", "type it as in /role Ana = facilitator"),
        ("/vote Cy", "nobody is called 'Cy'"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(feed: Feed, line: str, wrong: str) -> None:
    said = feed(line, people="Ana, Ben").done()
    assert wrong in said.out
    assert people() == [("Ana", "respondent", True, True), ("Ben", "respondent", True, True)]


def test_newcomers_are_asked_in_the_step_that_seemed_done(feed: Feed) -> None:
    said = feed("/goto resonates", "/join Ana", "1", "", "/join Ben", "2", "").done()
    assert "saved resonates/choice (Ana)" in said.out
    assert "saved resonates/choice (Ben)" in said.out


def test_who_left_is_not_asked_any_more_and_comes_back_the_same(feed: Feed, run: Here) -> None:
    lines = ("/goto resonates", "1", "why", "/leave ana", "/leave Ana", "/leave Ben", "/join Ana", "/leave Ana")
    said = feed(*lines, people="Ana, Ben").done()
    assert "saved resonates/choice (Ana)" in said.out
    assert "Ana has left already; /join Ana lets them in again" in said.out
    assert "saved resonates/choice (Ben)" not in said.out
    assert people() == [("Ana", "respondent", True, False), ("Ben", "respondent", True, False)]
    assert "Ana: respondent, left, 1 answer" in run("resume", "last", "--plain", stdin="/people\n").done().out


def test_an_answer_that_is_begun_goes_on_when_somebody_comes(feed: Feed) -> None:
    said = feed("/goto resonates", "1", "/join Cy", "because", people="Ana").done()
    assert "saved resonates/choice (Ana)" in said.out
    assert "because" in said.out
    assert said.out.count("Ana: ") <= 2


def test_undo_says_how_somebody_takes_part_now(feed: Feed) -> None:
    said = feed("/goto resonates", "/leave Ana", "/undo", "/join Cy", "/undo", "/undo", people="Ana, Ben").done()
    assert "taken back: Ana is here again" in said.out
    assert "taken back: Cy does not take part" in said.out
    assert "there is nothing to undo" in said.out
    assert people() == [("Ana", "respondent", True, True), ("Ben", "respondent", True, True)]


def test_help_names_the_commands(feed: Feed) -> None:
    said = feed("/help").done()
    for name in ("people", "join", "leave", "rename", "role", "vote"):
        assert f"/{name}" in said.out
    assert max(map(len, said.out[said.out.index("an empty line") :].splitlines())) <= 100
