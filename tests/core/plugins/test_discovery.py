"""Which plugins are installed, found without importing anything."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from hansei.plugins.discovery import GROUP, find_plugins
from hansei.plugins.host import Plugins


def install(folder: Path, distribution: str, entry_points: str) -> Path:
    """Put a distribution's entry points into a folder, as an installer does."""
    info = folder / f"{distribution}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    return folder


def test_it_finds_what_importlib_finds() -> None:
    expected = {(each.name, each.value) for each in entry_points(group=GROUP)}
    assert {(each.name, each.value) for each in find_plugins()} == expected
    assert {"kinds", "sqlite", "district_led"} <= {name for name, _ in expected}


def test_plugins_are_found_by_group_sorted_and_not_imported(tmp_path: Path) -> None:
    install(
        tmp_path,
        "one",
        "[console_scripts]\nhansei = nothing:main\n\n"
        "[hansei]\n# a remark\nzebra = zebra_plugin\nape=ape_plugin:thing.part [extra]\n\n"
        "[hansei.other]\nno = no\n[other]\nalso_no = no\n",
    )
    install(tmp_path, "two", "[gui_scripts]\nx = y:z\n")
    found = find_plugins([str(tmp_path)])
    assert [(each.name, each.value) for each in found] == [("ape", "ape_plugin:thing.part"), ("zebra", "zebra_plugin")]
    assert {each.distribution for each in found} == {"one-1.0.dist-info"}
    assert not {"zebra_plugin", "ape_plugin"} & set(sys.modules)


def test_of_two_with_one_name_the_first_on_the_path_comes_first(tmp_path: Path) -> None:
    first = install(tmp_path / "first", "one", "[hansei]\nmine = from_first\n")
    second = install(tmp_path / "second", "two", "[hansei]\nmine = from_second\nother = second_only\n")
    found = [each.value for each in find_plugins([str(first), str(second)])]
    assert found == ["from_first", "from_second", "second_only"]
    assert find_plugins([str(second), str(first)])[0].value == "from_second"


def test_hanseis_own_come_before_a_strangers(tmp_path: Path) -> None:
    stranger = install(tmp_path / "first", "aaa", "[hansei]\nsqlite = theirs\n")
    own = install(tmp_path / "second", "hansei", "[hansei]\nsqlite = ours\n")
    assert [each.value for each in find_plugins([str(stranger), str(own)])] == ["ours", "theirs"]


def test_two_plugins_of_one_name_are_told_apart_by_their_distributions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = install(tmp_path / "first", "one", "[hansei]\nmine = from_first\n")
    second = install(tmp_path / "second", "two", "[hansei]\nmine = from_second\n")
    monkeypatch.setattr("sys.path", [str(first), str(second)])
    plugins = Plugins()
    assert plugins.installed()["mine"].value == "from_first"
    (failure,) = plugins.failures.values()
    assert "two plugins are called mine" in str(failure)
    assert "one-1.0" in str(failure)
    assert "two-1.0" in str(failure)


def test_an_older_copy_further_down_the_path_is_not_looked_at(tmp_path: Path) -> None:
    first = install(tmp_path / "first", "one", "[hansei]\nnew = a\n")
    second = install(tmp_path / "second", "one", "[hansei]\nold = a\n")
    assert [each.name for each in find_plugins([str(first), str(second)])] == ["new"]


def test_what_is_no_folder_or_has_no_entry_points_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file.zip").touch()
    (tmp_path / "old.egg-info").touch()
    (tmp_path / "bare-1.0.dist-info").mkdir()
    (tmp_path / "broken-1.0.dist-info" / "entry_points.txt").mkdir(parents=True)
    install(tmp_path, "good", "[hansei]\ngood = good\n")
    path = [str(tmp_path / "gone"), str(tmp_path / "file.zip"), "", str(tmp_path)]
    assert "good" in [each.name for each in find_plugins(path)]


def test_entry_points_that_are_not_utf_8_cost_nobody_else_anything(tmp_path: Path) -> None:
    install(tmp_path, "good", "[hansei]\ngood = good\n")
    info = tmp_path / "bad-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_bytes("[hansei]\nbäd = bad\n".encode("latin-1"))
    assert "good" in [each.name for each in find_plugins([str(tmp_path)])]
