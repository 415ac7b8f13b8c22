"""Stores that were recorded once are opened by every later version, with everything that is in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

import hansei
from hansei.insight.transcript import transcript

from .events_of_all_kinds import SAMPLES
from .recorded.everything import everything

HERE = Path(__file__).parent / "recorded"
STORES = sorted(each for each in HERE.glob("v*/*.db") if each.stem not in ("several", "linked"))
SEVERAL = sorted(HERE.glob("v*/several.db"))
#: Ten hours after the recorded sessions began, in November 2026.
NOW = 1_795_442_400_000 + 600 * 60_000


def assert_holds(there: Any, recorded: Any, place: str = "transcript") -> None:
    """Hold that everything that was recorded is there; new keys may have come."""
    if isinstance(recorded, dict):
        assert isinstance(there, dict), place
        for key, value in recorded.items():
            if key == "says":
                continue  # how an answer is put into words may get better
            assert key in there, f"{place}.{key} is gone"
            assert_holds(there[key], value, f"{place}.{key}")
    elif isinstance(recorded, list):
        assert len(there) == len(recorded), place
        for index, (one, other) in enumerate(zip(there, recorded, strict=True)):
            assert_holds(one, other, f"{place}[{index}]")
    else:
        assert there == recorded, place


def test_there_are_recorded_stores_of_every_version() -> None:
    names = {"every-kind.db", "district.db", "rounds.db"}
    assert {path.name for path in STORES if path.parent.name == "v1"} == names
    assert {path.name for path in STORES if path.parent.name == "v2"} == names
    assert {path.name for path in STORES if path.parent.name == "v3"} == names
    assert [path.parent.name for path in SEVERAL] == ["v2", "v3"]


@pytest.mark.parametrize("recorded", STORES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_store_opens_with_all_that_is_in_it(recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / recorded.name
    shutil.copyfile(recorded, path)
    expected = msgspec.json.decode(recorded.with_suffix(".json").read_bytes())
    with hansei.open_engine(path, now=lambda: NOW) as engine:
        assert [head.session for head in engine.sessions()] == [expected["session"]]
        session = engine.open("last")
        there = msgspec.json.decode(msgspec.json.encode(transcript(session)))
        assert_holds(there, expected)
        for format_ in engine.exporters:
            assert engine.render(session.id, format_)


@pytest.mark.parametrize("recorded", STORES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_session_can_go_on(recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / recorded.name
    shutil.copyfile(recorded, path)
    with hansei.open_engine(path) as engine:
        session = engine.open("last")
        session.reopen()
        version = session.state.version
        session.note("today")
        assert engine.open("last").state.version == version + 1


@pytest.mark.parametrize("recorded", STORES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_store_has_its_portfolio_when_somebody_asks(recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / recorded.name
    shutil.copyfile(recorded, path)
    with hansei.open_engine(path) as engine:
        portfolio = engine.portfolio
        assert portfolio.heat_maps(portfolio.scope())
        assert portfolio.faults() == []
        assert portfolio.catch_up() == 0


@pytest.mark.parametrize("recorded", SEVERAL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_store_of_several_sessions_tells_all_that_it_told(recorded: Path, tmp_path: Path) -> None:
    path = tmp_path / recorded.name
    shutil.copyfile(recorded, path)
    expected = msgspec.json.decode(recorded.with_suffix(".json").read_bytes())
    assert len(expected["sessions"]) == 3
    assert all(expected[part] for part in expected)
    with hansei.open_engine(path, now=lambda: NOW) as engine:
        assert_holds(everything(engine), expected, "everything")
        assert engine.portfolio.faults() == []


def test_a_recorded_store_tells_what_was_begun_with_when_that_is_deleted(tmp_path: Path) -> None:
    recorded = HERE / "v3" / "linked.db"
    path = tmp_path / recorded.name
    shutil.copyfile(recorded, path)
    expected = msgspec.json.decode(recorded.with_suffix(".json").read_bytes())
    (told,) = expected["sessions"].values()
    assert [each["from"]["title"] for each in told["began_with"]] == ["Root-Cause Analysis"]
    with hansei.open_engine(path, now=lambda: NOW) as engine:
        assert_holds(everything(engine), expected, "everything")
        made = engine.exporters["md"].export(engine.report("last")).decode()
        assert "From Root-Cause Analysis" in made


def test_the_recorded_store_of_several_sessions_holds_what_is_new_in_its_format() -> None:
    told = msgspec.json.decode(SEVERAL[-1].with_suffix(".json").read_bytes())
    types = {event["type"] for each in told["sessions"].values() for event in each["history"]}
    assert {"replied/1", "reviewed/1", "action-followed/1"} <= types
    assert {head["origin"] != "" for head in told["heads"].values()} == {True, False}
    assert {head["archived"] for head in told["heads"].values()} == {True, False}
    assert {org["closed"] for org in told["organisations"]} == {True, False}
    assert {person["name"] for each in told["sessions"].values() for person in each["people"]} >= {"Person 1", "Cy"}


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_the_recorded_stores_hold_every_event(version: str) -> None:
    told = [msgspec.json.decode(path.read_bytes()) for path in sorted((HERE / version).glob("*.json"))]
    records = [record for each in told for record in each.get("sessions", {"": each}).values()]
    types = {event["type"] for record in records for event in record["history"]}
    second = {"replied/1", "reviewed/1"}  # came with the second format
    third = {"began-with/1"}  # came into the third
    every = {msgspec.json.decode(msgspec.json.encode(event))["type"] for event in SAMPLES}
    assert types == every - {"v1": second | third, "v2": third}.get(version, set())
    expected = next(each for each in told if each.get("toolkit", {}).get("id") == "every-kind")
    assert {answer["instrument"] for answer in expected["answers"]} == {
        "outcome",
        "culture",
        "moving",
        "roles",
        "plan",
        "ready",
    }
