"""Reports of many sessions: each in its file, by one process or several, and one that fails hides no other."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

import hansei
from hansei.document.files import ThereAlreadyError
from hansei.document.look import Wishes
from hansei.errors import ExportError, UnknownSessionError, UsageError
from hansei.exporting import export_many, export_zip

TEAMS = ["Riverside", "Lakeside", "Hillside"]


@pytest.fixture
def engine(tmp_path: Path) -> hansei.Engine:
    engine = hansei.open_engine(tmp_path / "many.db")
    for name in [*TEAMS, "Riverside"]:
        session = engine.start("district-led-ci", team=hansei.Team(name, kind="district"))
        session.rate("culture", "vision", level="developing", evidence=f"Posters in {name}")
    return engine


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_session_has_its_file_in_the_order_they_were_named(
    engine: hansei.Engine, tmp_path: Path, jobs: int
) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        made = list(export_many(engine, [*ids, ids[0]], ["md", "json"], tmp_path / "out", jobs=jobs))
        assert [each.session for each in made] == ids
        for each in made:
            assert each.problem == ""
            assert each.files["md"].read_bytes() == engine.render(each.session, "md")
            assert each.files["json"].stem == each.files["md"].stem
        assert len(list((tmp_path / "out").iterdir())) == 8  # two of one name stand beside each other


def test_nothing_is_written_when_a_name_is_wrong_or_a_file_is_there(engine: hansei.Engine, tmp_path: Path) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        with pytest.raises(UnknownSessionError, match="nobody"):
            export_many(engine, [*ids, "nobody"], ["md"], tmp_path / "out")
        with pytest.raises(UsageError, match="papyrus"):
            export_many(engine, ids, ["papyrus"], tmp_path / "out")
        assert not (tmp_path / "out").exists()
        (first,) = export_many(engine, ids[1:2], ["md"], tmp_path / "out")
        with pytest.raises(ThereAlreadyError, match="--force"):
            export_many(engine, ids, ["md"], tmp_path / "out")
        assert list((tmp_path / "out").iterdir()) == [first.files["md"]]
        assert all(not each.problem for each in export_many(engine, ids, ["md"], tmp_path / "out", force=True))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_in_the_way_of_one_report_is_told_with_it(engine: hansei.Engine, tmp_path: Path, jobs: int) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        names = [each.files["md"] for each in export_many(engine, ids, ["md"], tmp_path / "names")]
        (tmp_path / "out" / names[1].name).mkdir(parents=True)
        made = list(export_many(engine, ids, ["md"], tmp_path / "out", force=True, jobs=jobs))
        assert [bool(each.problem) for each in made] == [False, True, False, False]
        assert "is a folder" in made[1].problem


def test_wishes_reach_the_processes(engine: hansei.Engine, tmp_path: Path) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        wishes = Wishes(without=("transcript", "detail"))
        short, whole = (
            [each.files["md"].stat().st_size for each in export_many(engine, ids, ["md"], tmp_path / name, **more)]
            for name, more in (("short", {"jobs": 2, "wishes": wishes}), ("whole", {"jobs": 2}))
        )
        assert all(less < more for less, more in zip(short, whole, strict=True))


def test_two_of_one_name_are_told_apart_whichever_is_named_first(engine: hansei.Engine, tmp_path: Path) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        there = {each.session: each.files["md"].name for each in export_many(engine, ids, ["md"], tmp_path / "one")}
        back = {
            each.session: each.files["md"].name for each in export_many(engine, ids[::-1], ["md"], tmp_path / "two")
        }
    assert there == back


def test_what_was_interrupted_is_gone_on_with(engine: hansei.Engine, tmp_path: Path) -> None:
    with engine:
        ids = [head.session for head in engine.sessions()]
        made = list(export_many(engine, ids, ["md", "csv"], tmp_path / "out"))
        made[1].files["md"].unlink()
        made[2].files["md"].write_text("my own words")
        engine.open(ids[2]).note("later")
        os.utime(made[2].files["md"], (1, 1))
        again = list(export_many(engine, ids, ["md", "csv"], tmp_path / "out", missing=True))
        assert [each.kept for each in again] == [("md", "csv"), ("csv",), ("md", "csv"), ("md", "csv")]
        assert "md" in again[2].older
        assert again[0].older == ()
        assert made[1].files["md"].read_bytes() == engine.render(ids[1], "md")
        assert made[2].files["md"].read_text() == "my own words"


def test_all_go_into_one_zip_or_nothing_is_left(engine: hansei.Engine, tmp_path: Path) -> None:
    target = tmp_path / "out" / "reports.zip"
    target.parent.mkdir()
    with engine:
        ids = [head.session for head in engine.sessions()]
        stopped = export_zip(engine, ids, ["md"], target)
        next(stopped)
        stopped.close()
        assert list(target.parent.iterdir()) == []
        made = list(export_zip(engine, ids, ["md", "json"], target))
        assert {path for each in made for path in each.files.values()} == {target}
        with zipfile.ZipFile(target) as archive:
            assert len(archive.namelist()) == 8
            assert archive.testzip() is None
        with pytest.raises(ExportError, match="is there already"):
            list(export_zip(engine, ids, ["md"], target))
    assert list(target.parent.iterdir()) == [target]


def test_a_format_that_cannot_be_made_is_told_before_anything_is(
    engine: hansei.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with engine, pytest.raises(ExportError, match="needs typst"):
        export_many(engine, [head.session for head in engine.sessions()], ["md", "pdf"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
