"""The engine: sessions are found, reports are written, nothing is overwritten unasked."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.document.exporter import Exporter, Report
from hansei.errors import AmbiguousSessionError, ExportError, HanseiError, StoreError, UnknownSessionError, UsageError
from hansei.plugins.host import Plugins
from hansei.record.log import Line, MadeLater

TEAM = hansei.Team("Riverside")


# ------------------------------------------------------------------------------------------- the store


def test_without_a_name_the_environments_store_is_used(own_places: Path) -> None:
    with hansei.open_engine() as engine:
        engine.start("district-led-ci", team=TEAM)
    assert (own_places / "hansei.db").is_file()


def test_without_the_environment_it_is_the_users_own(own_places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANSEI_STORE")
    with hansei.open_engine() as engine:
        engine.start("district-led-ci", team=TEAM)
    assert (own_places / "data" / "hansei" / "hansei.db").is_file()


@pytest.mark.parametrize("name", ["sqlite:///{store}", "{store}"])
def test_a_store_by_url_or_path(store: Path, name: str) -> None:
    with hansei.open_engine(name.format(store=store)) as engine:
        engine.start("district-led-ci", team=TEAM)
    assert store.is_file()


def test_a_store_of_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(StoreError, match=r"no plugin opens postgresql: stores .*is one missing"):
        hansei.open_engine("postgresql://server/db")


def test_closing_twice_is_fine(store: Path) -> None:
    engine = hansei.open_engine(store)
    engine.close()
    engine.close()


# ------------------------------------------------------------------------------------------- sessions


def test_an_id_is_easy_to_read_and_to_type(engine: hansei.Engine) -> None:
    ids = {engine.start("district-led-ci", team=TEAM).id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(id_) == 10 and not set(id_) & set("aeiou01ly") for id_ in ids)


def test_a_new_session_is_at_the_beginning(engine: hansei.Engine) -> None:
    team = hansei.Team("Lincoln", kind="building", of="Riverside")
    session = engine.start("district-led-ci", team=team)
    assert engine.open(session.id).team == team
    (head,) = engine.sessions()
    assert (head.session, head.toolkit, head.team, head.team_kind, head.state) == (
        session.id,
        "district-led-ci",
        "Lincoln",
        "building",
        "open",
    )
    assert head.started == head.changed == session.state.events[0].at


def test_half_a_character_in_the_teams_name_is_refused_and_nothing_begun(engine: hansei.Engine) -> None:
    with pytest.raises(UsageError, match="half a character"):
        engine.start("district-led-ci", team=hansei.Team("River\ud800side"))
    assert engine.sessions() == []


def test_a_session_is_found_by_how_it_begins(engine: hansei.Engine) -> None:
    ids = [engine.start("district-led-ci", team=TEAM).id for _ in range(3)]
    for id_ in ids:
        length = next(length for length in range(1, 11) if sum(each.startswith(id_[:length]) for each in ids) == 1)
        assert engine.find(id_[:length]) == engine.find(id_) == id_
        assert engine.open(id_[:length]).id == id_


def test_a_beginning_of_several_is_refused_with_them(engine: hansei.Engine) -> None:
    by_letter: dict[str, list[str]] = {}
    for _ in range(28):  # one more than there are letters
        id_ = engine.start("district-led-ci", team=TEAM).id
        by_letter.setdefault(id_[0], []).append(id_)
    letter, ids = max(by_letter.items(), key=lambda each: len(each[1]))
    with pytest.raises(AmbiguousSessionError, match=f"{len(ids)} sessions begin with '{letter}': ") as error:
        engine.open(letter)
    assert all(id_ in str(error.value) for id_ in sorted(ids)[:5])


@pytest.mark.parametrize("beginning", ["", "zzzzzzzzzzz", "%", "_", "last", "A"])
def test_what_is_not_there_is_refused(engine: hansei.Engine, beginning: str) -> None:
    with pytest.raises(UnknownSessionError, match=r"no session .*: there is no store at .*store\.db yet; `hansei run`"):
        engine.open(beginning)
    assert isinstance(engine.log, MadeLater)
    engine.log.make()
    with pytest.raises(UnknownSessionError, match=r"no session .* in .*store\.db; `hansei list`"):
        engine.open(beginning)


def test_last_is_the_one_that_changed_last(store: Path) -> None:
    ticks = itertools.count(1_000, 1_000)
    with hansei.open_engine(store, now=lambda: next(ticks)) as engine:
        one, two = (engine.start("district-led-ci", team=TEAM) for _ in range(2))
        assert engine.find("last") == two.id
        one.note("words")
        assert engine.find("last") == one.id
        assert [head.session for head in engine.sessions()] == [one.id, two.id]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM events", "has no beginning; `hansei doctor`"),
        ("UPDATE events SET body = CAST('{}' AS BLOB)", "cannot be read"),
        ("DELETE FROM toolkits", "is not in the store; `hansei doctor`"),
    ],
)
def test_a_damaged_session_is_told_and_the_others_open(engine: hansei.Engine, statement: str, message: str) -> None:
    broken = engine.start("district-led-ci", team=TEAM)
    log: Any = engine.log
    log._connection.execute(statement)
    with hansei.open_engine(log.path) as again:
        with pytest.raises(StoreError, match=message):
            again.open(broken.id)
        good = again.start("district-led-ci", team=TEAM)
        assert again.open(good.id).id == good.id


def test_an_event_of_a_newer_hansei_is_told_and_nothing_changed(engine: hansei.Engine, session: hansei.Session) -> None:
    engine.log.append(session.id, 1, [Line(5, b'{"type":"merged/1","id":"1","at":5}')])
    before = engine.log.read(session.id)
    with pytest.raises(StoreError, match='type "merged/1", which a newer Hansei wrote; upgrade'):
        engine.open(session.id)
    with pytest.raises(StoreError):
        session.refresh()
    assert engine.log.read(session.id) == before


# ------------------------------------------------------------------------------------------- reports


@pytest.mark.parametrize("format_", ["html", "md", "json"])
def test_a_report_is_written_whole(
    engine: hansei.Engine, session: hansei.Session, tmp_path: Path, format_: str
) -> None:
    session.rate("culture", "vision", level="evolving", evidence="Posters in 2 of 5 schools")
    path = engine.export(session.id[:8], format_, tmp_path / "report")
    assert path == tmp_path / "report"
    assert path.read_bytes() == engine.render(session.id, format_)
    assert "Posters in 2 of 5 schools" in path.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == [], "nothing is left beside it"


def test_without_a_path_the_file_is_named_after_the_session(
    engine: hansei.Engine, session: hansei.Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = engine.export(session.id, "json")
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert path.name.startswith("riverside-district-led-ci-2")
    with pytest.raises(ExportError, match="is there already"):
        engine.export(session.id, "json")


def test_a_file_is_not_overwritten_unasked(engine: hansei.Engine, session: hansei.Session, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"is there already; name another file, or replace it with --force"):
        engine.export(session.id, "json", path)
    assert path.read_text() == "mine"
    engine.export(session.id, "json", path, force=True)
    assert path.read_text() != "mine"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file(engine: hansei.Engine, session: hansei.Session, tmp_path: Path, force: bool) -> None:
    with pytest.raises(ExportError, match="is a folder; name a file in it"):
        engine.export(session.id, "json", tmp_path, force=force)


def test_a_missing_folder_is_not_made(engine: hansei.Engine, session: hansei.Session, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"the folder .*gone is not there; make it"):
        engine.export(session.id, "json", tmp_path / "gone" / "report.json")
    assert not (tmp_path / "gone").exists()


def test_an_unknown_format_is_refused_with_those_there_are(
    engine: hansei.Engine, session: hansei.Session, tmp_path: Path
) -> None:
    for call in (engine.render, lambda id_, name: engine.export(id_, name, tmp_path / "x")):
        with pytest.raises(UsageError, match=r"no format 'pfd'; there are: .*html.*json"):
            call(session.id, "pfd")
    assert not (tmp_path / "x").exists()


def test_a_report_of_an_unknown_session_is_refused(engine: hansei.Engine, tmp_path: Path) -> None:
    with pytest.raises(UnknownSessionError):
        engine.export("zzz", "json", tmp_path / "x")


def exporting(result: Any) -> Plugins:
    """Return plugins with a format `mine` that gives a result, or raises it."""

    class Mine(Exporter):
        name = "mine"
        suffix = ".mine"
        media_type = "text/plain"

        def export(self, report: Report) -> bytes:
            if isinstance(result, Exception):
                raise result
            given: bytes = result
            return given

    class Plugin:
        @hansei.hookimpl
        def hansei_exporters(self) -> list[Exporter]:
            return [Mine()]

    return Plugins(extra={"mine": Plugin()})


def test_a_format_whose_library_is_missing_is_listed_and_says_what_brings_it(store: Path, tmp_path: Path) -> None:
    class Sheet(Exporter):
        name = "sheet"
        suffix = ".sheet"
        media_type = "text/plain"
        needs = ("json", "no_such_library")
        extra = "hansei[reports]"

        def export(self, report: Report) -> bytes:
            raise AssertionError("asked although its library is missing")

    class Plugin:
        @hansei.hookimpl
        def hansei_exporters(self) -> list[Exporter]:
            return [Sheet()]

    with hansei.open_engine(store, plugins=Plugins(extra={"sheet": Plugin()})) as engine:
        session = engine.start("district-led-ci", team=TEAM)
        assert "sheet" in engine.exporters
        with pytest.raises(ExportError, match=r'needs no_such_library, .* pip install "hansei\[reports\]" brings it'):
            engine.export(session.id, "sheet", tmp_path / "x")
        assert not (tmp_path / "x").exists()


def test_an_exporter_that_fails_is_named_and_leaves_no_file(store: Path, tmp_path: Path) -> None:
    with hansei.open_engine(store, plugins=exporting(KeyError("level"))) as engine:
        session = engine.start("district-led-ci", team=TEAM)
        with pytest.raises(ExportError, match="the mine exporter failed: KeyError: 'level'"):
            engine.export(session.id, "mine", tmp_path / "x")
        assert not (tmp_path / "x").exists()
        assert engine.render(session.id, "json")


@pytest.mark.parametrize("result", ["text", None])
def test_an_exporter_that_gives_no_bytes_is_named_and_leaves_no_file(store: Path, tmp_path: Path, result: Any) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with hansei.open_engine(store, plugins=exporting(result)) as engine:
        session = engine.start("district-led-ci", team=TEAM)
        with pytest.raises(ExportError):
            engine.export(session.id, "mine", folder / "x")
        assert list(folder.iterdir()) == []


def test_a_file_name_that_is_too_long_is_told(engine: hansei.Engine, session: hansei.Session, tmp_path: Path) -> None:
    with pytest.raises(HanseiError):
        engine.export(session.id, "json", tmp_path / ("x" * 300))
