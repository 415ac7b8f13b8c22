"""A new toolkit runs as it stands, and nothing that was there is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hansei
from hansei.authoring.schema import FIRST_LINE
from hansei.authoring.starting import begin, quoted
from hansei.content.locale import coverage
from hansei.content.reading import read_toolkit
from hansei.errors import ExportError, UsageError


@pytest.mark.parametrize(
    ("name", "id_", "title"),
    [
        ("my-toolkit", "my-toolkit", "My toolkit"),
        ("Our Data: Talk", "our-data-talk", "Our Data: Talk"),
        ("réunion", "réunion", "Réunion"),
        ("2031", "2031", "2031"),
        ('say "no"', "say-no", 'Say "no"'),
    ],
)
def test_a_new_toolkit_has_no_fault(engine: hansei.Engine, tmp_path: Path, name: str, id_: str, title: str) -> None:
    folder = begin(tmp_path / "deep" / name, engine.kinds)
    read = read_toolkit(folder, engine.kinds).toolkit
    assert (folder.name, read.id, read.title) == (id_, id_, title)
    assert sorted(each.name for each in folder.iterdir()) == ["toolkit.schema.json", "toolkit.yaml"]
    text = (folder / "toolkit.yaml").read_text("utf-8")
    assert text.splitlines()[0] == FIRST_LINE
    assert "my-toolkit" not in text.replace(id_, "")


@pytest.mark.parametrize("name", ["", "..", "--", "con"])
def test_a_name_that_cannot_be_one_is_refused(engine: hansei.Engine, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be the name|is there already"):
        begin(Path(f"{tmp_path}/x/{name}") if name else Path(), engine.kinds)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_stays(engine: hansei.Engine, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is there already"):
        begin(tmp_path / "Mine", engine.kinds)
    with pytest.raises(ExportError, match="cannot be made"):
        begin(tmp_path / "mine" / "below", engine.kinds)
    assert (tmp_path / "mine").read_text("utf-8") == "mine"


def test_a_text_is_quoted_where_yaml_would_read_something_else() -> None:
    assert [quoted(each) for each in ("Plain words", "a: b", "# no", "- no")] == [
        "Plain words",
        '"a: b"',
        '"# no"',
        '"- no"',
    ]


def test_the_example_of_a_translation_says_all_of_the_example(engine: hansei.Engine, tmp_path: Path) -> None:
    read = read_toolkit(begin(tmp_path / "mine", engine.kinds, translation="es"), engine.kinds)
    covered = coverage(read, "es", engine.kinds)
    assert covered.missing == (("title",),), "the title is the author's"
    assert covered.status == "machine-made, unreviewed"
    with pytest.raises(UsageError, match="no example of a translation into 'xx'; there are: es"):
        begin(tmp_path / "other", engine.kinds, translation="xx")


def test_the_road_in_the_documents_leads_to_a_toolkit_with_a_register(engine: hansei.Engine, tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "toolkits.md").read_text("utf-8")
    instrument, step = re.findall(r"^   ```yaml\n(.*?)^   ```", page, re.MULTILINE | re.DOTALL)
    folder = begin(tmp_path / "our-meetings", engine.kinds)
    text = (folder / "toolkit.yaml").read_text("utf-8")
    text = text.replace("\nhandouts:", f"\n{instrument.replace(chr(10) + '   ', chr(10))[3:]}\nhandouts:", 1)
    text = text.replace("        steps:\n", f"        steps:\n{step.replace(chr(10) + '   ', chr(10))[3:]}", 1)
    (folder / "toolkit.yaml").write_text(text, "utf-8")
    found = read_toolkit(folder, engine.kinds).toolkit
    assert found.agenda()[0].step.instruments == ("meetings",)
    assert found.instruments["meetings"].kind == "register"
