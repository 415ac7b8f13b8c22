"""What buildings handed in, side by side."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import hansei
from hansei.errors import UsageError
from hansei.insight.beyond import beyond
from hansei.insight.review_row import row_document
from hansei.insight.reviewing import Reviewing
from hansei.kinds.prompts import Reply
from hansei.record.events import Answered
from hansei.record.lines import write
from hansei.record.log import Line
from hansei.testing import words

from ..handed import building, four_buildings, receive


@pytest.fixture
def reviewing(tmp_path: Path, engine: hansei.Engine, session: hansei.Session) -> Reviewing:
    """The review of a district that received four buildings' sessions."""
    for each in four_buildings(tmp_path).values():
        receive(engine, each)
    return Reviewing(session)


def test_every_building_stands_on_every_row(reviewing: Reviewing) -> None:
    review = reviewing.review()
    assert (review.plan, review.reviews, review.rows_from) == ("district-plan", "building-plan", "balance")
    assert [each.team for each in review.handed] == ["Alder", "Birch", "Cedar", "Dogwood"]
    assert all(each.origin and not each.closed for each in review.handed)
    team = next(row for row in review.rows if row.item.id == "team.building")
    assert [stand.place for stand in team.stands] == ["in place", "create", "strengthen", "in place"]
    assert team.stands[1].label == "create; today: the district"
    assert team.stands[1].words == (("The team", "create; today: the district — There is no team"),)
    assert team.counts == (1, 1, 2)  # create, strengthen, in place
    assert team.teams(2) == ("Alder", "Dogwood")
    assert [stand.calls for stand in team.stands] == [False, True, True, False]
    assert team.denominator() == "4 of 4 stand at a level"


def test_what_is_missing_is_named_with_whom_it_is_missing_from(reviewing: Reviewing) -> None:
    rows = {row.item.id: row for row in reviewing.review().rows}
    assert rows["needs.building"].denominator() == "3 of 4 stand at a level; Dogwood not rated"
    assert rows["monitoring.district"].denominator() == (
        "0 of 4 stand at a level; Alder, Birch, Cedar and 1 more not rated"
    )


def test_rows_where_buildings_differ_most_come_first(reviewing: Reviewing) -> None:
    (part, culture) = reviewing.review().parts
    order = [row.item.id for row in part.by_difference]
    assert order[:3] == ["team.building", "needs.building", "goals.building"]
    spreads = [row.spread for row in part.by_difference]
    assert spreads[:3] == [2, 1, 0]
    assert [row.item.id for row in culture.by_difference][:2] == ["vision", "goals"]


def test_the_rubric_stands_beside_the_districts_own_rating(reviewing: Reviewing) -> None:
    reviewing.session.rate("culture", "vision", level="accomplished")
    culture = reviewing.review().part("culture")
    assert culture is not None
    vision = culture.rows[0]
    assert [stand.label for stand in vision.stands] == ["Developing", "Evolving", "Developing", "Developing"]
    assert vision.own.label == "Accomplished"
    assert vision.stands[0].words[0][1] == "Developing — Alder saw vision"


def test_the_lines_of_plans_stand_at_their_rows(reviewing: Reviewing) -> None:
    rows = {row.item.id: row for row in reviewing.review().rows}
    assert [(line.team, line.says) for line in rows["needs.building"].lines] == [
        ("Alder", "Read data every month (Ann, by 2031-05-01)"),
        ("Birch", "read data  every month (Ann, by 2031-05-01)"),
    ]
    line = rows["needs.building"].lines[0]
    assert str(line.source).startswith(f"{rows['needs.building'].stands[0].session}:building-plan/needs.building#")


def test_only_the_latest_session_of_a_building_is_looked_at(
    tmp_path: Path, engine: hansei.Engine, reviewing: Reviewing
) -> None:
    (tmp_path / "later").mkdir()
    later = building(tmp_path / "later", "Alder", {"team.building": ("create", "All left")})
    receive(engine, later)
    empty = engine.start("district-led-ci", team=hansei.Team("Alder", kind="building", of="Riverside"))
    review = reviewing.review()
    assert [each.session for each in review.handed if each.team == "Alder"] == [later.id]
    empty.answer("balance", "team.building", {"status": "in place"})  # run on the same laptop
    assert [each.session for each in reviewing.review().handed if each.team == "Alder"] == [empty.id]


def test_buildings_of_another_district_are_left_out(
    tmp_path: Path, engine: hansei.Engine, reviewing: Reviewing
) -> None:
    receive(engine, building(tmp_path, "Elm", {"team.building": ("create", "x")}, of="Hillside"))
    receive(engine, building(tmp_path, "Fir", {"team.building": ("create", "x")}, of=""))
    assert [each.team for each in reviewing.review().handed][3:] == ["Dogwood", "Fir"]


def test_raters_of_a_building_who_do_not_agree_give_no_level(
    tmp_path: Path, engine: hansei.Engine, session: hansei.Session
) -> None:
    elm = building(tmp_path, "Elm", {})
    elm.groups.form({"A": 2, "B": 2})
    for row in ("vision", "goals"):
        elm.rounds.open("culture", items=[row])
        elm.rate("culture", row, level="accomplished", rater="A", evidence="We all know it")
        elm.rate("culture", row, level="beginning", rater="B")
        elm.rounds.reveal("culture")
    elm.rounds.disagree("culture", "goals", rationale="Too far apart")
    elm.rate("culture", "plans", level="not-applicable")
    elm.rounds.open("culture", items=["routines"])
    elm.rate("culture", "routines", level="evolving", rater="A", evidence="Minutes of May")
    elm.rate("culture", "routines", level="developing", rater="B")
    elm.rounds.reveal("culture")
    elm.rounds.agree("culture", "routines", level="evolving", rationale="A has been there")
    receive(engine, elm)
    culture = Reviewing(session).review().part("culture")
    assert culture is not None
    stands = {row.item.id: row.stands[0] for row in culture.rows}
    agreed = stands.pop("routines")
    assert agreed.label == "Evolving"
    (behind,) = (row for row in culture.rows if row.item.id == "routines")
    page = list(words(row_document(session, behind).blocks))
    assert "A has been there" in page
    assert "Evolving — Minutes of May" in page, "what each had seen stands behind what was agreed"
    assert {id_: stand.state for id_, stand in stands.items() if stand.words} == {
        "vision": "open",
        "goals": "apart",
        "plans": "aside",
    }
    assert all(stand.level is None for stand in stands.values())
    assert stands["vision"].label == "not settled: Accomplished, Beginning"
    assert stands["goals"].label == "no agreement: Accomplished, Beginning"
    assert stands["goals"].reasons == ("Too far apart",)
    rows = {row.item.id: row.denominator() for row in culture.rows}
    assert rows["plans"] == "0 of 1 stand at a level; Elm Does not apply"


def test_what_is_hidden_in_a_building_is_not_shown(
    tmp_path: Path, engine: hansei.Engine, session: hansei.Session
) -> None:
    elm = building(tmp_path, "Elm", {"team.building": ("create", "x")})
    elm.groups.form({"A": 2})
    elm.rounds.open("culture")
    elm.rate("culture", "vision", level="accomplished", rater="A", evidence="unseen words")
    receive(engine, elm)
    assert "unseen words" not in repr(Reviewing(session).review())


def test_a_building_team_reviews_nothing(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Alder", kind="building"))
    with pytest.raises(UsageError, match="no plan in which a building team reviews"):
        Reviewing(session)


def test_an_unknown_plan_is_told(session: hansei.Session) -> None:
    with pytest.raises(UsageError, match="'culture' reviews nothing; what does: district-plan"):
        Reviewing(session, "culture")


def test_with_nothing_handed_in_there_is_nothing_to_see(session: hansei.Session) -> None:
    reviewing = Reviewing(session)
    review = reviewing.review()
    assert review.handed == ()
    assert reviewing.proposals(review) == ()
    assert not reviewing.looked(review)


def test_a_copy_that_tells_something_else_is_named_and_not_counted(
    tmp_path: Path, engine: hansei.Engine, session: hansei.Session
) -> None:
    elm = building(tmp_path, "Elm", {"team.building": ("create", "x")})
    receive(engine, elm)
    elm.answer("balance", "team.building", {"status": "in place"})
    receive(engine, elm, id_=f"{elm.id}~abcdef")
    (handed,) = Reviewing(session).review().handed
    assert handed.copies == (f"{elm.id}~abcdef",)


# ----------------------------------------------------------------------------------- whose buildings


def test_the_directory_says_who_handed_in_nothing(engine: hansei.Engine, reviewing: Reviewing) -> None:
    riverside = engine.directory.find("Riverside")
    engine.directory.add("Elm", "building", riverside)
    engine.directory.add("Hillcrest", "building", engine.directory.add("Hillside", "district"))
    assert reviewing.review().missing == ("Elm",)


def test_a_renamed_building_is_still_the_same_and_a_moved_one_is_anothers(
    engine: hansei.Engine, reviewing: Reviewing
) -> None:
    birch = engine.directory.of(hansei.Team("Birch", "building", "Riverside"))
    engine.directory.rename(birch, "Birchfield")
    renamed = engine.start("district-led-ci", team=hansei.Team("Birchfield", kind="building", of="Riverside"))
    renamed.answer("balance", "team.building", {"status": "in place"})
    assert [each.session for each in reviewing.review().handed if each.team.startswith("Birch")] == [renamed.id]
    engine.directory.move(birch, engine.directory.add("Hillside", "district"))
    assert [each.team for each in reviewing.review().handed] == ["Alder", "Cedar", "Dogwood"]


def test_a_renamed_district_keeps_its_buildings(engine: hansei.Engine, reviewing: Reviewing) -> None:
    riverside = engine.directory.find("Riverside")
    engine.directory.rename(riverside, "Riverside Community Schools")
    assert len(reviewing.review().handed) == 4
    later = engine.start("district-led-ci", team=hansei.Team("Riverside Community Schools"))
    assert len(Reviewing(later).review().handed) == 4


def test_a_record_that_cannot_be_read_hides_nobody_elses(
    tmp_path: Path, engine: hansei.Engine, reviewing: Reviewing
) -> None:
    elm = building(tmp_path, "Elm", {"team.building": ("create", "x", "Do it")})
    for instrument, item, response in (
        ("balance", "team.building", b'{"status": 5}'),
        ("building-plan", "team.building", b'{"lines": "none"}'),
    ):
        event = elm.event(Answered, instrument=instrument, item=item, response=msgspec.Raw(response))
        elm.log.append(elm.id, elm.state.version, [Line(event.at, write(event))])
        elm.refresh()
    receive(engine, elm)
    review = reviewing.review()
    row = next(row for row in review.rows if row.item.id == "team.building")
    assert [stand.state for stand in row.stands] == ["level"] * 4 + ["unreadable"]
    assert row.denominator() == "4 of 5 stand at a level; Elm cannot be read"
    assert len(reviewing.proposals(review)) == 4


def test_a_source_that_names_nothing_is_left_out(engine: hansei.Engine, session: hansei.Session) -> None:
    session.rate("culture", "vision", level="developing")
    response = b'{"actions": [{"text": "Ask", "sources": ["nonsense", "gone:balance/team.building"]}]}'
    given = msgspec.json.decode(response, type=Reply)
    session.answer("moving-right", "vision.begin", given)
    (found,) = beyond(session, session.following.all[0])
    assert (found.source.session, found.says) == ("gone", "")
