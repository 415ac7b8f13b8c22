"""Overlays: a district's words on a published toolkit, both kept, and every misfit named with its line."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hansei
from hansei.content.adapted import as_published
from hansei.content.address import texts
from hansei.content.compiled import Compiled
from hansei.content.found import ReadToolkit
from hansei.content.overlay import read_overlay
from hansei.content.pinned import pinned_toolkit
from hansei.errors import ToolkitError
from hansei.insight.report import report
from hansei.kinds import Kinds
from hansei.plugins.builtin_kinds import hansei_kinds
from hansei.record.measures import sheet

from ...toolkits.district_led.loading import READ

KINDS = Kinds(hansei_kinds())
HEAD = """\
overlay: riverside
version: "2"
by: Riverside School District
base: {toolkit: district-led-ci, version: "1.0.0"}
"""
CULTURE = "instruments.culture.criteria"
CHANGED = f"""\
title: Together in Riverside
hide:
  - instruments.examples
  - {CULTURE}.decisions
reword:
  {CULTURE}.vision.levels.beginning: Each school goes its own way.
  sections: {{culture-shift: {{title: From alone to together}}}}
add:
  {CULTURE}.vision:
    - id: families
      title: Families take part
      levels: {{beginning: Never., developing: Seldom., evolving: Often., accomplished: Always.}}
  instruments.ours: {{kind: prompts, prompts: [{{id: why, text: Why here?}}]}}
"""


def find(id_: str, version: str) -> ReadToolkit | None:
    return READ if id_ == "district-led-ci" else None


def read(folder: Path, text: str) -> ReadToolkit:
    folder.mkdir(exist_ok=True)
    (folder / "overlay.yaml").write_text(HEAD + text, "utf-8")
    return read_overlay(folder, KINDS, find)


def test_what_a_district_changes_is_changed_and_the_publishers_words_are_kept(tmp_path: Path) -> None:
    found = read(tmp_path / "o", CHANGED)
    toolkit = found.toolkit
    assert (toolkit.id, toolkit.version, toolkit.title) == ("riverside", "2", "Together in Riverside")
    rows = {row.id: row for row in toolkit.instruments["culture"].definition.criteria}
    assert list(rows) == ["vision", "families", "policies", "routines", "goals", "plans"]
    assert rows["vision"].levels["beginning"] == "Each school goes its own way."
    assert "ours" in toolkit.instruments
    assert "examples" not in toolkit.instruments
    assert not any("examples" in entry.step.instruments for entry in toolkit.agenda()), "nobody is asked what is gone"
    assert toolkit.adapted is not None
    (change,) = toolkit.adapted.of("instruments", "culture", "vision")
    assert change.was.startswith("Every school has its own vision")
    assert as_published(found.tree) == READ.tree
    assert pinned_toolkit(found.tree, KINDS) == toolkit
    kept = Compiled(tmp_path / "cache", KINDS)
    kept.keep(Path(found.source), found)
    assert kept.read(Path(found.source)) == found


ROOT = msgspec.json.decode(READ.tree)
PLACES = [".".join(address) for address, _ in texts(ROOT) if address[-1] not in ("id", "kind", "toolkit", "version")]
WHOLE = sorted({".".join(address[:depth]) for address, _ in texts(ROOT) for depth in (2, 4, 6) if depth < len(address)})


@given(
    st.lists(st.sampled_from(WHOLE), max_size=4), st.dictionaries(st.sampled_from(PLACES), st.text("ab", min_size=1))
)
def test_the_toolkit_as_published_can_always_be_made_again(
    tmp_path_factory: pytest.TempPathFactory, hide: list[str], reword: dict[str, str]
) -> None:
    text = msgspec.json.encode({"hide": hide, "reword": reword}).decode()
    folder = tmp_path_factory.mktemp("o")
    (folder / "overlay.yaml").write_text(f"{{{HEAD.strip().replace(chr(10), ', ')}, {text[1:]}", "utf-8")
    with contextlib.suppress(ToolkitError):
        assert as_published(read_overlay(folder, KINDS, find).tree) == READ.tree


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hide: [instruments.cultur]", 'hide[0]: no "cultur" in instruments; did you mean "culture"?'),
        (f"hide: [{CULTURE}.visio]", f'no "visio" in {CULTURE}; did you mean "vision"?'),
        (f"hide: [{CULTURE}.goals, {CULTURE}.goals]", "hide[1]: hidden twice, also on line 5"),
        ("hide: [title, toolkit]", "hide[1]: this cannot be hidden"),
        ("hide: [instruments.culture]", "(hidden on this line)"),
        ("rewords: {title: x}", 'unknown key "rewords"; did you mean "reword"?'),
        ("reword: {titel: x}", 'reword.titel: no "titel"; did you mean "title"?'),
        (
            "reword: {instruments: {culture: {levels: x}}}",
            "instruments.culture.levels is no text; go on with",
        ),
        ("reword: {instruments.culture.kind: prompts}", '"kind" is not reworded'),
        ("reword: {title: District-Led Continuous Improvement}", "these are the publisher's words already"),
        (f"reword: {{{CULTURE}.goals.id: aims}}", '"id" is not reworded'),
        ("reword: {title: x, sections: {culture-shift.title: y, culture-shift: {title: z}}}", "stands twice"),
        (
            "reword: {title: x}\nwas: {title: Another}",
            "reword.title: the publisher's words are others now",
        ),
        ("reword: {documents.paper: x}", 'no "documents"'),
        (
            f"hide: [{CULTURE}.goals]\nreword: {{{CULTURE}.goals.levels.evolving: x}}",
            "and hidden on line 5",
        ),
        (f"add: {{{CULTURE}: [{{id: goals, levels: {{}}}}]}}", '"goals" is there already; use another id'),
        (
            f"add: {{{CULTURE}: [{{id: new, levels: {{}}}}]}}",
            '"accomplished" are missing',
        ),
        ("add: {title: x}", "title is there already; reword it, or name a list"),
        ("add: {instrument.ours: {kind: prompts}}", 'no "instrument"; did you mean "instruments"?'),
        ("add: {instruments.ours: {kind: promts}}", "add.instruments.ours"),
        ("add: {audiences: x}", 'unknown key "audiences"; did you mean "audience"?'),
        ("add: {adapted: {}}", 'unknown key "adapted"'),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ToolkitError) as error:
        read(tmp_path / "o", text)
    lines = str(error.value).replace("instruments.ours.kind", "add.instruments.ours")
    assert told in lines
    assert all(str(each).startswith(f"{tmp_path}/o/overlay.yaml:") and each.line > 4 for each in error.value.problems)


def test_a_new_version_says_what_no_longer_fits(tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").write_text(HEAD.replace("1.0.0", "0.9") + "hide: [instruments.gone]\n", "utf-8")
    with pytest.raises(ToolkitError) as error:
        read_overlay(tmp_path, KINDS, find)
    version, gone = error.value.problems
    assert (version.line, gone.line) == (4, 5)
    assert 'written for version "0.9"; at hand is "1.0.0": what no longer fits is named below' in version.message
    (tmp_path / "overlay.yaml").write_text(HEAD.replace("1.0.0", "0.9"), "utf-8")
    with pytest.raises(ToolkitError, match=r'everything still fits; write `version: "1\.0\.0"`'):
        read_overlay(tmp_path, KINDS, find)


def test_what_it_is_on_must_be_there_and_no_overlay(tmp_path: Path) -> None:
    for text, told in (
        (HEAD.replace("district-led-ci", "gone"), 'the toolkit "gone" is not at hand'),
        (HEAD.replace("overlay: riverside", "overlay: district-led-ci"), "an id of its own is wanted"),
        ("overlay: x\n", '"base" is missing'),
        ("- a\n", "an overlay begins with `overlay: an-id`"),
    ):
        (tmp_path / "overlay.yaml").write_text(text, "utf-8")
        with pytest.raises(ToolkitError, match=told):
            read_overlay(tmp_path, KINDS, find)
    one = read(tmp_path / "o", CHANGED)
    (tmp_path / "overlay.yaml").write_text(HEAD.replace("overlay: riverside", "overlay: other"), "utf-8")
    with pytest.raises(ToolkitError, match='is itself an overlay; name the toolkit it is on, "district-led-ci"'):
        read_overlay(tmp_path, KINDS, lambda *_: one)


def test_rows_in_the_same_words_are_compared_and_others_are_not(
    store: Path, own_places: Path, session: hansei.Session
) -> None:
    (own_places / "toolkits").mkdir()
    read(own_places / "toolkits" / "mine", CHANGED)
    with hansei.open_engine(store) as engine:
        adapted = engine.start("riverside", team=hansei.Team("North"))
        assert engine.failures() == {}
        ours, theirs = sheet(adapted).rows, sheet(session).rows
        assert ours["culture", "policies"].id == theirs["culture", "policies"].id
        assert ours["culture", "vision"].id != theirs["culture", "vision"].id
        assert sheet(adapted).held.id == sheet(session).held.id
        adapted.rate("culture", "families", level="evolving")
        told = report(adapted)
        said_ = str(told.document)
        assert "adapted by Riverside School District from District-Led Continuous Improvement, version 1.0.0" in said_
        assert "Every school has its own vision" in said_, "the publisher's words stand beside the change"
        assert told.record["toolkit"]["adapted"]["changes"][0]["do"] == "reword"
        titles, _ = engine.shelf.titles()
        assert titles["riverside"][0].title == "Together in Riverside"
