"""Plugins: a broken one is named with what it did and where, and costs nobody else anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei import hookimpl
from hansei.document.exporter import Exporter, Report
from hansei.errors import PluginError, StoreError, UsageError
from hansei.kinds.rubric import RubricKind
from hansei.plugins.host import DISABLE, Plugins
from hansei.record.log import Log
from hansei.record.roster import Roster, RosterEntry
from hansei.record.sqlite import open_sqlite

from ..samples import write_toolkit
from .test_discovery import install

Use = Callable[..., hansei.Session]


class Words(Exporter):
    """A format of a stranger's."""

    name = "words"
    suffix = ".words"
    media_type = "text/plain"

    def export(self, report: Report) -> bytes:
        """Return the title."""
        return report.document.title.encode()


class Good:
    """A plugin that brings something of everything."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.seen: list[tuple[str, str]] = []

    @hookimpl
    def hansei_exporters(self) -> list[Exporter]:
        return [Words()]

    @hookimpl
    def hansei_toolkits(self) -> list[Path]:
        return [self.folder] if self.folder else []

    @hookimpl
    def hansei_recorded(self, session: str, events: Sequence[Any]) -> None:
        self.seen += [(session, type(event).__name__) for event in events]


def used(store: Path, **extra: Any) -> hansei.Engine:
    """Return an engine with the installed plugins and some more."""
    return hansei.open_engine(store, plugins=Plugins(extra=extra))


def works(engine: hansei.Engine) -> hansei.Session:
    """Hold that everything else still works: toolkits, kinds, store, formats; return the session."""
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="evolving", evidence="Posters")
    assert engine.open(session.id).summary("culture").rows[0].rated == 1
    assert {"html", "json"} <= set(engine.exporters)
    assert b"Posters" in engine.render(session.id, "json")
    return session


# ------------------------------------------------------------------------------------------- a good one


def test_a_plugin_brings_toolkits_formats_and_an_ear(store: Path, tmp_path: Path) -> None:
    good = Good(write_toolkit(tmp_path / "t"))
    with used(store, mine=good) as engine:
        session = engine.start("every-kind", team=hansei.Team("Riverside"))
        assert engine.render(session.id, "words") == b"Riverside: Every kind"
        session.join_all(["Ann", "Bo"])
        session.close()
        assert good.seen == [(session.id, "Joined"), (session.id, "Joined"), (session.id, "Closed")]
        assert engine.failures() == {}
        works(engine)


def test_what_is_told_was_committed(store: Path) -> None:
    found: list[int] = []

    class Ear:
        @hookimpl
        def hansei_recorded(self, session: str, events: Sequence[Any]) -> None:
            log = open_sqlite(str(store))
            found.append(len(log.read(session)))
            log.close()

    with used(store, ear=Ear()) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.note("one")
        session.note("two")
        assert engine.failures() == {}
    assert found == [2, 3]


def test_names_import_nothing() -> None:
    class Never:
        def __getattr__(self, name: str) -> Any:
            pytest.fail("looked into a plugin")

    plugins = Plugins(extra={"never": Never()})
    assert {"never", "kinds", "sqlite"} <= set(plugins.names())
    assert plugins.installed()["never"].distribution == "given by hand"
    assert plugins.installed()["kinds"].value == "hansei.plugins.builtin_kinds"
    assert plugins.failures == {}


def test_a_store_of_another_scheme(store: Path) -> None:
    class Stores:
        @hookimpl
        def hansei_stores(self) -> dict[str, Callable[[str], Log]]:
            return {"mine": lambda url: open_sqlite(url.removeprefix("mine:"))}

    with hansei.open_engine(f"mine:{store}", plugins=Plugins(extra={"stores": Stores()})) as engine:
        works(engine)
    assert store.is_file()


class Rosters:
    """Brings a way to read lists of organisations."""

    def __init__(self, readers: Any) -> None:
        self.readers = readers

    @hookimpl
    def hansei_rosters(self) -> Any:
        return self.readers


def _sheet(path: Path) -> Roster:
    return Roster(str(path), (RosterEntry("1", path.stem, "district"),))


def test_a_list_of_organisations_of_another_form(store: Path) -> None:
    with used(store, sheets=Rosters({"sheet": _sheet})) as engine:
        engine.directory.take(engine.plugins.read_roster("Lake.xlsx", "sheet"))
        assert [each.name for each in engine.directory.all()] == ["Lake"]
        with pytest.raises(UsageError, match="name the format with --format; there are: oneroster, sheet"):
            engine.plugins.read_roster("Lake.xlsx")
        with pytest.raises(UsageError, match="no format 'odd' of organisations; there are: oneroster, sheet"):
            engine.plugins.read_roster("Lake.xlsx", "odd")
        assert engine.failures() == {}


def test_a_reader_that_fails_is_named_and_nothing_is_taken_in(store: Path) -> None:
    with used(store, bad=Rosters({"bad": lambda path: 1 / 0}), odd=Rosters({"odd": "no reader"})) as engine:
        with pytest.raises(PluginError, match=r"x\.csv could not be read by bad: ZeroDivisionError"):
            engine.plugins.read_roster("x.csv", "bad")
        assert "hansei_rosters returns formats with their readers" in str(engine.failures()["odd"])
        works(engine)


# ------------------------------------------------------------------------------------------- broken ones


class RaisesInKinds:
    @hookimpl
    def hansei_kinds(self) -> list[Any]:
        raise ZeroDivisionError("by hand")


class RaisesInToolkits:
    @hookimpl
    def hansei_toolkits(self) -> list[Path]:
        raise ZeroDivisionError("by hand")


class RaisesInExporters:
    @hookimpl
    def hansei_exporters(self) -> list[Exporter]:
        raise ZeroDivisionError("by hand")


class RaisesInStores:
    @hookimpl
    def hansei_stores(self) -> dict[str, Any]:
        raise ZeroDivisionError("by hand")


class Misspelt:
    @hookimpl
    def hansei_toolkit(self) -> list[Path]:
        return []


class Invented:
    @hookimpl
    def hansei_zzzzzz(self) -> None:
        """Nothing is called like this."""


class WrongSignature:
    @hookimpl
    def hansei_recorded(self, session: str, happened: Any) -> None:
        """The second argument is called otherwise."""


class NonsenseKinds:
    @hookimpl
    def hansei_kinds(self) -> list[Any]:
        return [RubricKind, "rubric", 5]


class NoList:
    @hookimpl
    def hansei_toolkits(self) -> Any:
        return "/some/where"


class SecondRubric:
    @hookimpl
    def hansei_kinds(self) -> list[Any]:
        return [RubricKind()]


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        (RaisesInKinds(), ["failed in hansei_kinds", "ZeroDivisionError: by hand", f"{__file__}:"]),
        (RaisesInToolkits(), ["failed in hansei_toolkits", "ZeroDivisionError: by hand", f"{__file__}:"]),
        (RaisesInExporters(), ["failed in hansei_exporters", "ZeroDivisionError: by hand", f"{__file__}:"]),
        (Misspelt(), ["could not be loaded", "there is no hook hansei_toolkit; did you mean hansei_toolkits?"]),
        (Invented(), ["could not be loaded", "there is no hook hansei_zzzzzz", "hansei_kinds"]),
        (WrongSignature(), ["could not be loaded", "happened"]),
        (NonsenseKinds(), ["hansei_kinds returned 5, which is no Kind"]),
        (NoList(), ["hansei_toolkits returns a list of str or Path, not '/some/where'"]),
        (SecondRubric(), ['a second kind "rubric"; the one of kinds is used']),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_broken_plugin_is_named_and_everything_else_works(store: Path, plugin: Any, said: list[str]) -> None:
    with used(store, some_plugin=plugin) as engine:
        works(engine)
        assert set(engine.failures()) == {"some_plugin"}
        failure = engine.failures()["some_plugin"]
        assert isinstance(failure, PluginError)
        assert str(failure).startswith("plugin some_plugin")
        for each in said:
            assert each in str(failure)


def test_a_failure_says_how_to_switch_the_plugin_off(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with used(store, some_plugin=RaisesInKinds()) as engine:
        works(engine)
        assert "switch it off with HANSEI_DISABLE=some_plugin" in str(engine.failures()["some_plugin"])
    monkeypatch.setenv(DISABLE, " other, some_plugin ,")
    with used(store, some_plugin=RaisesInKinds()) as engine:
        works(engine)
        assert engine.failures() == {}
        assert "some_plugin" not in engine.plugins.names()
        assert "some_plugin" in engine.plugins.installed(), "it is still there to be listed"


def test_one_that_raises_while_a_store_is_looked_for(tmp_path: Path) -> None:
    plugins = Plugins(extra={"some_plugin": RaisesInStores()})
    with pytest.raises(StoreError, match=r"no plugin opens mine: stores .*switched off"):
        hansei.open_engine("mine://x", plugins=plugins)
    assert "failed in hansei_stores" in str(plugins.failures["some_plugin"])
    with hansei.open_engine(tmp_path / "s.db", plugins=plugins) as engine:
        works(engine)


def test_an_ear_that_raises_after_the_commit_changes_nothing(store: Path) -> None:
    calls: list[str] = []

    class Ear:
        @hookimpl
        def hansei_recorded(self, session: str, events: Sequence[Any]) -> None:
            calls.append(session)
            raise ZeroDivisionError("by hand")

    good = Good()
    with used(store, a_bad_ear=Ear(), good=good) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.rate("culture", "vision", level="evolving")
        session.rate("culture", "goals", level="evolving")
        assert len(session.state.answers["culture"]) == 2
        assert engine.open(session.id).state == session.state
        assert [name for _, name in good.seen] == ["Answered", "Answered"], "the others are told"
        assert calls == [session.id], "it is not asked again"
        assert "failed in hansei_recorded: ZeroDivisionError" in str(engine.failures()["a_bad_ear"])


def test_two_broken_ones_are_both_named(store: Path) -> None:
    with used(store, one=RaisesInKinds(), two=Misspelt(), three=Good()) as engine:
        works(engine)
        assert set(engine.failures()) == {"one", "two"}
        assert "words" in engine.exporters


def test_one_is_loaded_by_name_and_raises() -> None:
    plugins = Plugins(extra={"misspelt": Misspelt()})
    plugins.load("kinds")
    plugins.load("kinds")
    for name, said in [
        ("misspelt", "did you mean hansei_toolkits?"),
        ("gone", "no installed distribution registers 'gone'"),
    ]:
        with pytest.raises(PluginError, match=said.replace("?", r"\?")):
            plugins.load(name)


# ------------------------------------------------------------------------------------------- installed ones


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path, as a stranger's plugin is installed to."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if name.startswith("stranger"):
            del sys.modules[name]


def test_an_installed_plugin_is_found_and_used(site: Path, store: Path) -> None:
    install(site, "stranger", "[hansei]\nstranger = stranger:plugin\n")
    write_toolkit(site / "stranger_toolkit")
    (site / "stranger.py").write_text(
        "import pathlib, hansei\n"
        "class Plugin:\n"
        "    @hansei.hookimpl\n"
        "    def hansei_toolkits(self):\n"
        "        return [str(pathlib.Path(__file__).parent / 'stranger_toolkit')]\n"
        "plugin = Plugin()\n"
    )
    with hansei.open_engine(store) as engine:
        assert "stranger" in engine.plugins.names()
        assert "stranger" not in sys.modules, "opening a store loads no other plugin"
        assert engine.start("every-kind", team=hansei.Team("Riverside")).toolkit.title == "Every kind"
        assert engine.shelf.origins["every-kind"] == "plugin stranger"
        assert engine.failures() == {}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "import os\n\nimport no_such_module_at_all\n",
            ["ModuleNotFoundError: No module named 'no_such_module_at_all'", "stranger_broken.py:3"],
        ),
        ("x = 1\nraise RuntimeError('on purpose')\n", ["RuntimeError: on purpose", "stranger_broken.py:2"]),
        ("import sys\nsys.exit(3)\n", ["SystemExit: 3", "stranger_broken.py:2"]),
        ("def f(:\n", ["SyntaxError", "stranger_broken.py, line 1"]),
    ],
)
def test_a_plugin_that_cannot_be_imported_is_named_with_file_and_line(
    site: Path, store: Path, code: str, said: list[str]
) -> None:
    install(site, "stranger", "[hansei]\nstranger = stranger_broken\n")
    (site / "stranger_broken.py").write_text(code)
    with hansei.open_engine(store) as engine:
        works(engine)
        failure = str(engine.failures()["stranger"])
        assert failure.startswith("plugin stranger could not be loaded: ")
        for each in said:
            assert each in failure


def test_a_plugin_whose_module_or_attribute_is_gone_is_named(site: Path, store: Path) -> None:
    install(site, "stranger", "[hansei]\nstranger_one = stranger_gone\nstranger_two = hansei:no_such_thing\n")
    with hansei.open_engine(store) as engine:
        works(engine)
        assert "No module named 'stranger_gone'" in str(engine.failures()["stranger_one"])
        assert "no_such_thing" in str(engine.failures()["stranger_two"])


def test_built_in_plugins_can_be_switched_off_too(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DISABLE, "sqlite")
    with pytest.raises(StoreError, match="no plugin opens sqlite: stores"):
        hansei.open_engine(store)
    monkeypatch.setenv(DISABLE, "reports,district_led,improvement_cycle,initiative_review,root_cause")
    with hansei.open_engine(store) as engine:
        assert engine.exporters == {}
        assert engine.shelf.all() == {}
        assert engine.failures() == {}


# ------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("what", ["kind", "exporter"])
def test_a_kind_without_a_name_is_its_plugins_failure(store: Path, what: str) -> None:
    class Nameless(Exporter):
        suffix = ".x"
        media_type = "text/plain"

        def export(self, report: Report) -> bytes:
            return b""

    class NamelessKind(RubricKind):
        @property
        def name(self) -> str:  # type: ignore[override]
            raise AttributeError("name")

    class Plugin:
        @hookimpl
        def hansei_kinds(self) -> list[Any]:
            return [NamelessKind()] if what == "kind" else []

        @hookimpl
        def hansei_exporters(self) -> list[Exporter]:
            return [Nameless()] if what == "exporter" else []

    with used(store, a_bad_one=Plugin()) as engine:
        works(engine)
        assert "a_bad_one" in engine.failures()


@pytest.mark.parametrize("hook", ["hansei_recorded", "hansei_kinds"])
def test_a_hook_that_exits_is_its_plugins_failure(store: Path, hook: str) -> None:
    class Exits:
        @hookimpl
        def hansei_recorded(self, session: str, events: Sequence[Any]) -> None:
            if hook == "hansei_recorded":
                sys.exit(3)

        @hookimpl
        def hansei_kinds(self) -> list[Any]:
            if hook == "hansei_kinds":
                sys.exit(3)
            return []

    with used(store, a_bad_one=Exits()) as engine:
        works(engine)
        assert "a_bad_one" in engine.failures()


def test_stores_that_are_no_mapping_are_their_plugins_failure() -> None:
    class Stores:
        @hookimpl
        def hansei_stores(self) -> Any:
            return ["mine"]

    plugins = Plugins(extra={"stores": Stores()})
    assert plugins.store("mine") is None
    assert "stores" in plugins.failures


def test_a_second_kind_does_not_make_its_plugin_deaf(store: Path) -> None:
    class Both(Good):
        @hookimpl
        def hansei_kinds(self) -> list[Any]:
            return [RubricKind()]

    both = Both()
    with used(store, some_plugin=both) as engine:
        works(engine)
    assert both.seen


def test_a_second_exporter_of_one_name_is_noted(store: Path) -> None:
    with used(store, one=Good(), two=Good()) as engine:
        works(engine)
        assert set(engine.failures()) == {"two"}
