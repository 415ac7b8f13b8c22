"""A toolkit becomes a wheel that is found by its entry point and holds the author's very file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import hansei
from hansei.authoring import extras
from hansei.authoring.packing import pack
from hansei.authoring.starting import START
from hansei.content.found import ReadToolkit
from hansei.content.reading import read_toolkit
from hansei.errors import ExportError, UsageError
from tests.core.samples import write_toolkit

GOOD = START.read_text("utf-8")


def read(engine: hansei.Engine, folder: Path, *changes: tuple[str, str]) -> ReadToolkit:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_toolkit(write_toolkit(folder, text), engine.kinds)


def test_what_is_built_holds_the_toolkit_and_what_lies_beside_it(engine: hansei.Engine, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "locale").mkdir(parents=True)
    for name in ("intro.md", "LICENSE", "locale/es.yaml", "secret.txt", "toolkit.schema.json"):
        (folder / name).write_text("words", "utf-8")
    found = read(engine, folder, ("outcomes:  ", "introduction: !include intro.md\noutcomes:  "))
    packed = pack(found, tmp_path / "dist")
    assert packed.name == "hansei-toolkit-my-toolkit"
    assert [each.name for each in packed.files] == [
        "hansei_toolkit_my_toolkit-0.1-py3-none-any.whl",
        "hansei_toolkit_my_toolkit-0.1.tar.gz",
    ]
    assert packed.remarks == ()
    with zipfile.ZipFile(packed.files[0]) as wheel:
        inside = {
            name.partition("/")[2]: name for name in wheel.namelist() if name.startswith("hansei_toolkit_my_toolkit/")
        }
        assert set(inside) == {"__init__.py", "toolkit.yaml", "intro.md", "LICENSE", "locale/es.yaml"}
        assert wheel.read(inside["toolkit.yaml"]) == (folder / "toolkit.yaml").read_bytes()
        points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert b"[hansei]\nhansei_toolkit_my_toolkit = hansei_toolkit_my_toolkit" in wheel.read(points)
    with pytest.raises(ExportError, match="is there already; give the toolkit another version"):
        pack(found, tmp_path / "dist")


def test_what_cannot_be_a_package_is_refused(
    engine: hansei.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="write numbers with dots"):
        pack(read(engine, tmp_path, ('version: "0.1"', "version: spring")), tmp_path / "dist")
    with pytest.raises(UsageError, match="no letter or digit"):
        pack(read(engine, tmp_path, ("toolkit: my-toolkit ", "toolkit: 反省 ")), tmp_path / "dist")
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(
        ExportError, match=r'build and hatchling, which are not installed; pip install "hansei\[author\]"'
    ):
        pack(read(engine, tmp_path), tmp_path / "dist")
    assert not (tmp_path / "dist").exists()
