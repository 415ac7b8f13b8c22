"""The shelf: toolkits of plugins, of the user's folder and by path; a broken one hides no other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import hansei
from hansei.errors import PluginError, ToolkitError, UnknownToolkitError
from hansei.shelf import user_folder

from .samples import EVERY_KIND, write_toolkit

#: The toolkits that come with Hansei, the first one first.
OURS = ["district-led-ci", "improvement-cycle", "initiative-review", "root-cause-analysis"]
TEAM = hansei.Team("Riverside")


@pytest.fixture
def mine() -> Path:
    """The user's folder of toolkits, where the environment points."""
    folder = Path(os.environ["HANSEI_TOOLKITS"])
    folder.mkdir()
    return folder


def test_the_users_folder_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, own_places: Path) -> None:
    assert user_folder() == own_places / "toolkits"
    monkeypatch.delenv("HANSEI_TOOLKITS")
    assert user_folder() == own_places / "data" / "hansei" / "toolkits"


def test_installed_toolkits_are_there_without_a_folder(engine: hansei.Engine) -> None:
    assert list(engine.shelf.all()) == OURS
    assert engine.shelf.origins["district-led-ci"] == "plugin district_led"
    assert all(map(engine.shelf.shipped, OURS))


def test_a_toolkit_dropped_into_the_folder_is_there(engine: hansei.Engine, mine: Path) -> None:
    write_toolkit(mine / "some-folder")
    (mine / "no-toolkit").mkdir()
    (mine / "readme.txt").touch()
    assert engine.start("every-kind", team=TEAM).toolkit.id == "every-kind"
    assert engine.shelf.origins["every-kind"] == "your toolkits folder"
    assert engine.failures() == {}


def test_a_broken_one_is_told_and_the_good_ones_are_there(engine: hansei.Engine, mine: Path) -> None:
    write_toolkit(mine / "a-broken", EVERY_KIND.replace("kind: rubric", "kind: rubrik"))
    write_toolkit(mine / "b-binary").joinpath("toolkit.yaml").write_bytes(b"\xff\x00")
    write_toolkit(mine / "c-good")
    assert set(engine.shelf.all()) == {*OURS, "every-kind"}
    assert not engine.shelf.shipped("every-kind")
    failures = engine.failures()
    assert set(failures) == {str(mine / "a-broken"), str(mine / "b-binary")}
    assert isinstance(failures[str(mine / "a-broken")], ToolkitError)
    assert f"{mine}/a-broken/toolkit.yaml:31: instruments.culture.kind" in str(failures[str(mine / "a-broken")])


def test_a_folder_that_may_not_be_read_is_told_and_hides_no_other(
    engine: hansei.Engine, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert list(engine.shelf.all()) == OURS
    assert "your toolkits folder cannot be read: Permission denied" in str(engine.failures()[str(mine)])


def test_of_two_with_one_id_the_first_is_used_and_the_other_told(engine: hansei.Engine, mine: Path) -> None:
    write_toolkit(mine / "one")
    write_toolkit(mine / "two", EVERY_KIND.replace("title: Every kind", "title: Another one"))
    assert engine.shelf.get("every-kind").toolkit.title == "Every kind"
    (failure,) = engine.failures().values()
    assert isinstance(failure, PluginError)
    assert 'a second toolkit "every-kind"' in str(failure)
    assert str(mine / "two") in str(failure)


def test_a_folder_named_by_hand_comes_before_the_users_and_the_installed(
    store: Path, tmp_path: Path, mine: Path
) -> None:
    named = write_toolkit(tmp_path / "named", EVERY_KIND.replace("toolkit: every-kind", "toolkit: district-led-ci"))
    with hansei.open_engine(store, toolkits=[named]) as engine:
        assert engine.shelf.get("district-led-ci").toolkit.title == "Every kind"
        assert engine.shelf.origins["district-led-ci"] == "--toolkit"
        assert any('a second toolkit "district-led-ci"' in str(failure) for failure in engine.failures().values())


def test_a_toolkit_may_be_named_by_its_path(
    engine: hansei.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_toolkit(tmp_path / "here")
    monkeypatch.chdir(tmp_path)
    for name in (str(folder), str(folder / "toolkit.yaml"), "here", "./here", "here/toolkit.yaml"):
        assert engine.shelf.get(name).toolkit.id == "every-kind"


def test_a_path_with_faults_is_told_with_them(engine: hansei.Engine, tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "here", EVERY_KIND.replace("kind: rubric", "kind: rubrik"))
    with pytest.raises(ToolkitError, match=r"toolkit\.yaml:31: .*did you mean 'rubric'"):
        engine.start(str(folder), team=TEAM)
    with pytest.raises(ToolkitError, match="no such file or folder"):
        engine.start(str(tmp_path / "gone.yaml"), team=TEAM)
    assert engine.sessions() == [], "nothing was begun"


def test_an_unknown_toolkit_is_answered_with_a_hint(engine: hansei.Engine, mine: Path) -> None:
    with pytest.raises(UnknownToolkitError, match="no toolkit 'district-led'; did you mean 'district-led-ci'"):
        engine.start("district-led", team=TEAM)
    with pytest.raises(UnknownToolkitError, match="no toolkit 'zzz'; there are: district-led-ci"):
        engine.start("zzz", team=TEAM)


def test_an_unknown_toolkit_says_that_some_could_not_be_read(engine: hansei.Engine, mine: Path) -> None:
    write_toolkit(mine / "mine", "toolkit: mine\n")
    with pytest.raises(UnknownToolkitError, match=r"1 could not be read; see `hansei toolkit list`"):
        engine.start("mine", team=TEAM)


def test_a_session_keeps_the_toolkit_it_was_started_with(store: Path, tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "t")
    with hansei.open_engine(store) as engine:
        old = engine.start(str(folder), team=TEAM)
    write_toolkit(folder, EVERY_KIND.replace("title: Culture", "title: Changed since"))
    with hansei.open_engine(store) as engine:
        new = engine.start(str(folder), team=TEAM)
        assert engine.open(old.id).toolkit.instruments["culture"].title == "Culture"
        assert engine.open(new.id).toolkit.instruments["culture"].title == "Changed since"
    shutil.rmtree(folder)
    with hansei.open_engine(store) as engine:
        assert engine.open(old.id).toolkit.instruments["culture"].title == "Culture"


def test_a_toolkit_that_breaks_the_reader_hides_no_other(engine: hansei.Engine, mine: Path) -> None:
    write_toolkit(mine / "a-list", "toolkit: a\nversion: '1'\ntitle: A\ninstruments:\n  - kind: rubric\n")
    assert "district-led-ci" in engine.shelf.all()
    assert list(engine.failures()) == [str(mine / "a-list")]


def test_a_name_that_is_far_too_long_is_unknown(engine: hansei.Engine) -> None:
    with pytest.raises(UnknownToolkitError):
        engine.start("x" * 5_000, team=TEAM)


def test_a_list_reads_the_first_lines_of_many_that_nobody_read_before(
    store: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANSEI_CACHE", str(mine.parent / "nothing-kept-yet"))
    for number in range(12):
        text = EVERY_KIND.replace("toolkit: every-kind", f"toolkit: t{number:02}")
        write_toolkit(mine / f"t{number:02}", text.replace("kind: rubric", "kind: rubrik") if number == 10 else text)
    for glanced in (len(OURS) + 4, 0):  # each list reads some more of them
        with hansei.open_engine(store) as engine:
            titles, left = engine.shelf.titles()
        assert (len(titles), left) == (len(OURS) + 12 - (not glanced), glanced)
    assert titles["t11"][0].digest
    assert list(engine.failures()) == [str(mine / "t10")]
