"""The review of other toolkits than the first one: plans without rows, rows in other words, and a law."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hansei
from hansei.insight.reviewing import Reviewing

from ..handed import building, receive
from ..samples import EVERY_KIND, write_toolkit

REVIEWING = EVERY_KIND.replace(
    "  plan:\n    kind: plan\n", "  plan:\n    kind: plan\n    team: district\n    reviews: building-plan\n"
)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[hansei.Engine]:
    """An engine with a toolkit whose buildings plan without rows."""
    toolkit = write_toolkit(tmp_path / "every-kind", REVIEWING)
    with hansei.open_engine(tmp_path / "sample.db", toolkits=[toolkit]) as engine:
        yield engine


def test_lines_that_belong_to_no_row_are_proposed_as_well(sample: hansei.Engine) -> None:
    oak = sample.start("every-kind", team=hansei.Team("Oak", "building"))
    oak.answer("building-plan", "plan", {"lines": [{"what": "Ask them"}, {"what": "Tell them"}]})
    reviewing = sample.reviewing(sample.start("every-kind", team=hansei.Team("Riverside")).id)
    review = reviewing.review()
    assert [line.says for line in review.others] == ["Ask them", "Tell them"]
    found = reviewing.proposals(review)
    assert [(each.row, each.says) for each in found] == [("", "Ask them"), ("", "Tell them")]
    reviewing.take(review, found[1])
    assert [each.action.text for each in reviewing.session.following.all] == ["Tell them"]


def test_a_column_that_the_other_plan_does_not_have_stays_empty(sample: hansei.Engine) -> None:
    oak = sample.start("every-kind", team=hansei.Team("Oak", "building"))
    oak.answer("building-plan", "plan", {"lines": [{"what": "Ask them"}]})
    reviewing = sample.reviewing(sample.start("every-kind", team=hansei.Team("Riverside")).id)
    (line,) = reviewing.proposals(reviewing.review())
    assert set(line.line) == {"what", "from"}


def test_a_row_that_a_building_was_asked_in_other_words_is_not_counted(tmp_path: Path) -> None:
    old = write_toolkit(tmp_path / "old", REVIEWING)
    with hansei.open_engine(tmp_path / "sample.db", toolkits=[old]) as engine:
        oak = engine.start("every-kind", team=hansei.Team("Oak", "building"))
        for row in ("vision", "goals"):
            oak.rate("culture", row, level="low", evidence=f"the words of {row}")
    new = write_toolkit(tmp_path / "new", REVIEWING.replace("mid: few goals", "mid: some goals"))
    with hansei.open_engine(tmp_path / "sample.db", toolkits=[new]) as engine:
        session = engine.start("every-kind", team=hansei.Team("Riverside"))
        culture = Reviewing(session).review().part("culture")
        assert culture is not None
        vision, goals = culture.rows
        assert (vision.stands[0].state, vision.rated) == ("level", 1)
        assert (goals.stands[0].state, goals.rated) == ("other words", 0)
        assert goals.stands[0].label == "rated in other words: Low"
        assert goals.denominator() == "0 of 1 stand at a level; Oak rated in other words"
        assert goals.stands[0].words[0][1] == "Low — the words of goals", "it is still there to be read"


CELLS = st.dictionaries(
    st.sampled_from(["team.building", "needs.district", "goals.collaborative"]),
    st.tuples(st.sampled_from(["in place", "strengthen", "create"]), st.just("seen"), st.sampled_from(["", "Do it"])),
)


@settings(max_examples=8)
@given(st.lists(CELLS, min_size=1, max_size=3))
def test_whatever_buildings_see_to_be_done_is_in_the_plan_once_every_line_is_taken(
    said: list[dict[str, tuple[str, str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, hansei.open_engine(Path(folder) / "district.db") as engine:
        needed = set()
        for number, cells in enumerate(said):
            theirs = {
                item: (status, seen, *([plan] if plan and status != "in place" else []))
                for item, (status, seen, plan) in cells.items()
            }
            session = building(Path(folder), f"B{number}", theirs)  # type: ignore[arg-type]
            receive(engine, session)
            needed |= {(session.id, item) for item, (status, *_) in cells.items() if status != "in place"}
            session.log.close()
        reviewing = Reviewing(engine.start("district-led-ci", team=hansei.Team("Riverside")))
        review = reviewing.review()
        for line in reviewing.proposals(review):
            reviewing.take(review, line)
        assert all(each.taken for each in reviewing.proposals(reviewing.review()))
        sources = [each for action in reviewing.session.following.all for each in action.action.sources]
        assert len(sources) == len(set(sources)), "nothing is taken twice"
        assert {(each.partition(":")[0], each.partition("/")[2].partition("#")[0]) for each in sources} == needed
