"""What a version does to recorded sessions: told by the very rules by which the portfolio compares rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.authoring.differing import Difference, difference
from hansei.content.reading import read_toolkit
from hansei.errors import ToolkitError
from hansei.insight.behind import behind
from hansei.record.facts import standing
from hansei.record.measures import sheet
from tests.core.samples import EVERY_KIND, write_toolkit

CHOICE = EVERY_KIND[EVERY_KIND.index("choice\n") : EVERY_KIND.index("\n  culture:")]
NEW = EVERY_KIND.replace("version: 1.10", "version: 1.11")


def between(engine: hansei.Engine, folder: Path, new: str, old: str = EVERY_KIND) -> Difference:
    one, other = (
        read_toolkit(write_toolkit(folder / name, text), engine.kinds) for name, text in (("a", old), ("b", new))
    )
    return difference(one.toolkit, other.toolkit, engine.kinds, same_text=one.digest == other.digest)


def fates(found: Difference) -> dict[str, str]:
    return {each.row: each.fate for each in found.rows if each.fate != "kept"}


def test_the_same_words_go_on(engine: hansei.Engine, tmp_path: Path) -> None:
    found = between(engine, tmp_path, NEW.replace("title: Culture", "title: Our culture"))
    assert fates(found) == {}
    assert {each.row for each in found.of("kept")} == {
        "culture/vision",
        "culture/goals",
        "roles/data.school",
        "roles/data.district",
    }
    assert found.remarks == ()


def test_other_words_are_apart_and_say_which(engine: hansei.Engine, tmp_path: Path) -> None:
    found = between(engine, tmp_path, NEW.replace("mid: some,", "mid: a few,"))
    assert fates(found) == {"culture/vision": "apart"}
    assert found.of("apart")[0].why == '"some" → "a few"'


def test_what_is_gone_is_offered_where_its_words_stand_now(engine: hansei.Engine, tmp_path: Path) -> None:
    found = between(engine, tmp_path, NEW.replace("{id: vision, title", "{id: view, title"))
    assert fates(found) == {"culture/vision": "gone", "culture/view": "new"}
    assert found.of("gone")[0].why.endswith("write `formerly: {culture/view: culture/vision}`")


@pytest.mark.parametrize("follows", [True, False])
def test_what_is_declared_goes_on_in_the_record_too(engine: hansei.Engine, tmp_path: Path, *, follows: bool) -> None:
    text = NEW.replace("{id: vision, title", "{id: view, title").replace("culture", "habits")
    formerly = "formerly: {habits: culture, habits/view: culture/vision}\n"
    text = text.replace("title: Every kind\n", f"title: Every kind\n{formerly if follows else ''}")
    found = between(engine, tmp_path, text)
    if not follows:
        assert len(found.of("gone")) == len(found.of("new")) == 2
        return
    assert fates(found) == {"habits/view": "renamed", "habits/goals": "renamed"}
    assert {each.was for each in found.of("renamed")} == {"culture/vision", "culture/goals"}
    sessions = []
    for name, instrument, item in (("a", "culture", "vision"), ("b", "habits", "view")):
        session = engine.start(str(tmp_path / name), team=hansei.Team("Riverside"))
        session.rate(instrument, item, level="mid", evidence=f"seen in {name}")
        assert behind(session, "culture", "vision") == (("The team", f"Middle — seen in {name}"),)
        sessions.append(session)
    old, new = (
        sheet(session).rows[key]
        for session, key in zip(sessions, [("culture", "vision"), ("habits", "view")], strict=True)
    )
    assert old.id == new.id
    fact = standing(sessions[1], new)
    assert fact is not None
    assert (fact.measure, fact.place) == (old.id, "mid")
    (trend,) = engine.portfolio.trends(engine.directory.of(hansei.Team("Riverside")))
    assert {row.row.measure.item: len(row.points) for row in trend.rows} == {"vision": 2, "goals": 2}


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("version: 1.11", "version: 1.10", "both say version 1.10"),
        ("toolkit: every-kind", "toolkit: other", "are two toolkits"),
        ("mid", "middle", "culture: the levels mid have other ids now"),
        (CHOICE, "checklist\n    statements: [{id: a, text: A}]", "outcome: was a choice and is a checklist"),
    ],
)
def test_what_an_author_should_look_at(engine: hansei.Engine, tmp_path: Path, old: str, new: str, remark: str) -> None:
    assert old in NEW
    found = between(
        engine, tmp_path, NEW.replace(old, new) if old != "version: 1.11" else f"{EVERY_KIND}# x\nheadings: {{a: b}}\n"
    )
    assert any(remark in each for each in found.remarks), found.remarks


@pytest.mark.parametrize(
    ("formerly", "message"),
    [
        ("{cultur: habits}", 'no instrument "cultur"; did you mean "culture"?'),
        ("{culture: habits, roles: habits}", '"habits" is what "culture" was called, too'),
        ("{culture: roles}", '"roles" is there under that name'),
        ("{culture/vision: view}", "write instrument: instrument, or instrument/row"),
    ],
)
def test_a_mapping_that_cannot_be_is_told(engine: hansei.Engine, tmp_path: Path, formerly: str, message: str) -> None:
    text = NEW.replace("title: Every kind\n", f"title: Every kind\nformerly: {formerly}\n")
    with pytest.raises(ToolkitError, match=message.replace("?", r"\?")) as error:
        read_toolkit(write_toolkit(tmp_path, text), engine.kinds)
    assert [each.line for each in error.value.problems] == [4]
