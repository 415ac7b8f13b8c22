"""Who took part, on paper."""

from __future__ import annotations

import hansei
from hansei.document import Paragraph
from hansei.insight.people_paper import people_on_paper
from hansei.testing import words


def test_people_with_the_same_part_stand_together(engine: hansei.Engine) -> None:
    people = [
        hansei.Newcomer("Ann", "facilitator", building="Alder"),
        hansei.Newcomer("Ben", building="Alder"),
        hansei.Newcomer("Cleo & <b>", building="Birch"),
        hansei.Newcomer("Dee", building="Alder"),
        hansei.Newcomer("Eve", building="Alder", votes=False),
    ]
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
    told = {each.label: "".join(span.text for span in each.text) for each in _told(session)}
    assert told == {
        "Facilitator, Alder, without a vote (1)": "Ann",
        "Respondent, Alder (2)": "Ben, Dee",
        "Respondent, Birch (1)": "Cleo & <b>",
        "Respondent, Alder, without a vote (1)": "Eve",
    }


def test_who_left_is_named_and_marked(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=["Ann", "Ben"])
    session.leave(session.people[1])
    assert "Ann, Ben (left)" in words(list(people_on_paper(session)))


def test_who_was_in_which_small_group_is_told(engine: hansei.Engine) -> None:
    people = ["Ann", "Ben", "Cleo"]
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
    session.groups.form({"Door table": ["Ann", "Cleo"], "Window table": ["Ben"], "West": 5})
    told = {each.label: "".join(span.text for span in each.text) for each in _told(session)}
    assert told["Door table (2)"] == "Ann, Cleo"
    assert told["Window table (1)"] == "Ben"
    assert told["West (5)"] == "5 people"


def test_groups_by_head_count_alone_are_told(session: hansei.Session) -> None:
    session.groups.form({"Table 1": 4, "Table 2": 1})
    told = {each.label: "".join(span.text for span in each.text) for each in _told(session)}
    assert told == {"Table 1 (4)": "4 people", "Table 2 (1)": "1 person"}


def test_nothing_where_nobody_is_named(session: hansei.Session) -> None:
    assert not list(people_on_paper(session))


def _told(session: hansei.Session) -> list[Paragraph]:
    return [each for each in people_on_paper(session) if isinstance(each, Paragraph)]
