"""Translations: laid on the publisher's text, which is kept; what is missing stays, what fits nothing is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hansei
from hansei.content.adapted import as_published
from hansei.content.found import ReadToolkit
from hansei.content.locale import coverage, faults, languages, translated
from hansei.content.overlay import read_overlay
from hansei.content.reading import read_toolkit
from hansei.errors import ToolkitError, UsageError
from hansei.kinds import Kinds
from hansei.plugins.builtin_kinds import hansei_kinds

from ...toolkits.district_led.loading import READ
from ..samples import EVERY_KIND, write_toolkit

KINDS = Kinds(hansei_kinds())
SPANISH = """\
language: es
status: machine-made, unreviewed
texts:
  title: Todas las clases
  sections.only.activities:
    first.title: Primera actividad
    first.steps.rate.questions.1: ¿Qué vemos?
  instruments.culture.levels: {high.title: Alto, low.title: Bajo}
  instruments.culture.criteria.goals.levels.high: nuestras metas
"""


def sample(folder: Path, spanish: str = SPANISH) -> ReadToolkit:
    return sample_of(folder, EVERY_KIND, spanish)


def sample_of(folder: Path, toolkit: str, spanish: str) -> ReadToolkit:
    write_toolkit(folder, toolkit)
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale" / "es.yaml").write_text(spanish, "utf-8")
    return read_toolkit(folder, KINDS)


def test_what_is_translated_is_read_and_the_rest_stays(tmp_path: Path) -> None:
    read = sample(tmp_path)
    spanish = translated(read, "es", KINDS)
    toolkit = spanish.toolkit
    assert (toolkit.id, toolkit.language, toolkit.title) == ("every-kind", "es", "Todas las clases")
    activity = toolkit.sections[0].activities[0]
    assert (activity.title, activity.steps[1].questions) == ("Primera actividad", ("¿Qué vemos?",))
    assert [level.title for level in toolkit.instruments["culture"].definition.levels] == ["Bajo", "Middle", "Alto"]
    assert toolkit.adapted is not None
    assert toolkit.adapted.status == "machine-made, unreviewed"
    assert as_published(spanish.tree) == read.tree
    assert languages(read) == ("es",)


def test_coverage_counts_what_people_read_and_nothing_else(tmp_path: Path) -> None:
    covered = coverage(sample(tmp_path), "es", KINDS)
    assert (covered.translated, covered.status) == (6, "machine-made, unreviewed")
    missing = {".".join(address) for address in covered.missing}
    assert "instruments.culture.levels.mid.title" in missing
    assert "instruments.culture.criteria.goals.levels.low" in missing
    assert not {each for each in missing if each.endswith((".id", ".kind", ".for_each", ".minutes", ".instruments.1"))}


def test_small_words_that_are_chosen_from_a_list_are_read_as_well(tmp_path: Path) -> None:
    asked = EVERY_KIND.replace(
        "    remark: What would help?", '    marks: ["yes", "no", "3"]\n    remark: What would help?'
    )
    spanish = "language: es\nstatus: mine\ntexts: {instruments.ready: {marks.1: sí, marks.2: 'no'}}\n"
    read = sample_of(tmp_path, asked, spanish)
    assert translated(read, "es", KINDS).toolkit.instruments["ready"].definition.marks == ("sí", "no", "3")
    covered = coverage(read, "es", KINDS)
    assert covered.translated == 2
    missing = {".".join(address) for address in covered.missing}
    assert {"instruments.plan.columns.size.options.1", "instruments.plan.columns.size.options.2"} <= missing
    assert "instruments.ready.marks.3" not in missing


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  title: Todas", "  titel: Todas", 'es.yaml:4: texts.titel: no "titel"; did you mean "title"?'),
        (
            "first.title",
            "frist.title",
            'es.yaml:6: texts.sections.only.activities.frist.title: no "frist"',
        ),
        ("  title: Todas las clases", "  version: '2'", "es.yaml:4: texts.version: this is no text that people read"),
        (
            "high.title: Alto",
            "high: Alto",
            "es.yaml:8: texts.instruments.culture.levels.high: this is no text; go on with",
        ),
        ("status:", "state:", 'es.yaml:2: state: unknown key "state"; did you mean "status"?'),
        ("language: es\n", "", '"language" is missing'),
        ("language: es", "language: pt", 'es.yaml:1: language: the name of the file says "es", and this "pt"'),
    ],
)
def test_what_fits_nothing_is_named_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ToolkitError) as error:
        translated(sample(tmp_path, SPANISH.replace(old, new)), "es", KINDS)
    assert told in str(error.value)


def test_what_is_wrong_with_any_translation_is_found_with_the_toolkit(tmp_path: Path) -> None:
    read = sample(tmp_path, SPANISH.replace("  title: Todas", "  titel: Todas"))
    (tmp_path / "locale" / "Spanish.yaml").touch()
    told = "\n".join(map(str, faults(read, KINDS)))
    assert "Spanish.yaml: a translation is named by its language, as es.yaml" in told
    assert 'es.yaml:4: texts.titel: no "titel"' in told


def test_a_language_that_is_not_there_is_told(tmp_path: Path) -> None:
    read = sample(tmp_path)
    for language in ("fr", "../locale/es", ""):
        with pytest.raises(UsageError, match=r"has no translation .*; there are: es"):
            translated(read, language, KINDS)


def test_an_overlay_is_read_in_the_language_of_what_it_is_on(tmp_path: Path) -> None:
    base = sample(tmp_path / "base")
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "overlay.yaml").write_text(
        "overlay: ours\nversion: '1'\nby: Us\nbase: {toolkit: every-kind, version: '1.10'}\n"
        "hide: [instruments.culture.criteria.goals]\nreword: {title: Our kind, instruments.culture.title: Ours}\n",
        "utf-8",
    )
    overlay = read_overlay(folder, KINDS, lambda *_: base)
    spanish = translated(overlay, "es", KINDS)
    assert spanish.toolkit.title == "Our kind", "what was translated is not what is said here"
    assert spanish.toolkit.sections[0].activities[0].title == "Primera actividad"
    (folder / "locale").mkdir()
    (folder / "locale" / "es.yaml").write_text("language: es\nstatus: ours\ntexts: {title: Nuestra clase}\n", "utf-8")
    spanish = translated(overlay, "es", KINDS)
    assert spanish.toolkit.title == "Nuestra clase"
    assert spanish.toolkit.adapted is not None
    assert spanish.toolkit.adapted.status == "machine-made, unreviewed; ours"
    assert as_published(spanish.tree) == base.tree


def test_a_session_keeps_both(engine: hansei.Engine, tmp_path: Path) -> None:
    sample(tmp_path)
    session = engine.start(str(tmp_path), team=hansei.Team("Riverside"), language="es")
    again = engine.open(session.id).toolkit
    assert again.title == "Todas las clases"
    assert again.adapted is not None
    assert again.adapted.of("title")[0].was == "Every kind"


def test_the_examples_of_the_documentation_hold(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "toolkits.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    toolkit = next(block for block in blocks if block.startswith("toolkit: data-talk"))
    overlay = next(block for block in blocks if block.startswith("overlay: "))
    spanish = next(block for block in blocks if block.startswith("language: es"))
    read = sample_of(tmp_path / "talk", toolkit, spanish)
    assert coverage(read, "es", KINDS).translated == 2
    (tmp_path / "overlay.yaml").write_text(overlay, "utf-8")
    assert read_overlay(tmp_path, KINDS, lambda *_: READ).toolkit.title == "Working Together in Riverside"
