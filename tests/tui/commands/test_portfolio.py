"""``hansei portfolio``, and what ``hansei doctor`` says of what is kept for it."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here

NAME = "[red] & <b> 🌱 مدرسة"


@pytest.fixture
def store(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two buildings and their district, which is the user's own."""
    path = tmp_path / "state.db"
    monkeypatch.setenv("HANSEI_STORE", str(path))
    clock = [1_700_000_000_000]
    with hansei.open_engine(path, now=lambda: clock[0]) as engine:
        for team, kind, levels in (
            (NAME, "building", ("developing", "evolving")),
            ("Oak", "building", ("beginning",)),
            ("Riverside", "district", ("evolving",)),
        ):
            for level in levels:
                clock[0] += 40 * 86_400_000
                of = "Riverside" if kind == "building" else ""
                session = engine.start("district-led-ci", team=hansei.Team(team, kind, of))  # type: ignore[arg-type]
                session.rate("culture", "vision", level=level, evidence="posters in [2] of 5")
                if team == "Oak":
                    lines = [{"text": "Walk [every] building", "owner": "Bo", "due": "2024-01-31"}]
                    session.answer("moving-right", "vision.begin", {"actions": lines})
    return path


def test_teams_by_rows(run: Here, store: Path) -> None:
    said = run("portfolio").done().out
    assert [line.split()[-9:-2] for line in said.splitlines() if "building" in line.split()[-9:-8]] == [
        ["building", "3+", ".", ".", ".", ".", "."],
        ["building", "1", ".", ".", ".", ".", "."],
    ]
    assert NAME in said
    assert "3 of 3 teams at a level: 1 Beginning, 2 Evolving" in said
    assert "0 of 3 teams at a level; 3 not rated" in said
    assert "1 Beginning   2 Developing   3 Evolving   4 Accomplished" in said
    assert "Oak" not in run("portfolio", "--level", "evolving").done().out
    record = run("portfolio", "--district", "riverside", "--json").done().json
    culture = record["instruments"][0]
    assert [team["name"] for team in culture["teams"]] == ["Riverside", NAME, "Oak"]
    assert culture["teams"][1]["squares"][0]["moved"] == 1
    assert culture["rows"][1] | {"says": ""} == culture["rows"][1] | {"not_rated": 3, "at_a_level": 0, "says": ""}


def test_a_table_for_a_spreadsheet(run: Here, store: Path, tmp_path: Path) -> None:
    run("portfolio", "--csv", "state.csv").done()
    text = (tmp_path / "state.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 18
    assert [
        (line["team"], line["number"], line["level"], line["moved"]) for line in lines if line["row"] == "vision"
    ] == [
        ("Riverside", "3", "Evolving", ""),
        (NAME, "3", "Evolving", "+1"),
        ("Oak", "1", "Beginning", ""),
    ]
    again = run("portfolio", "--csv", "state.csv")
    assert again.code == 1
    assert "state.csv" in again.err
    run("portfolio", "--csv", "state.csv", "--force").done()


def test_a_trend_and_the_actions(run: Here, store: Path) -> None:
    said = run("portfolio", "--team", NAME).done().out
    assert [line.split()[2] for line in said.splitlines() if line.startswith("202")] == ["2", "3+"]
    record = run("portfolio", "--team", NAME, "--json").done().json
    assert [point["title"] for point in record["instruments"][0]["rows"][0]["points"]] == ["Developing", "Evolving"]
    assert "posters" in run("portfolio", "--team", "Oak", "--evidence").done().out
    record = run("portfolio", "--team", "Oak", "--evidence", "--json").done().json
    says = record["instruments"][0]["rows"][0]["points"][0]["evidence"]
    assert says == [{"who": "The team", "says": "Beginning — posters in [2] of 5"}]
    said = run("portfolio", "--actions").done().out
    assert "2024-01-31 late  open" in said
    assert "Walk [every] building" in said
    assert run("portfolio", "--actions", "--status", "done", "--json").done().json["actions"] == []
    assert run("portfolio", "--actions", "--json").done().json["actions"][0]["late"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--district", "Nowhere"], "no district is called 'Nowhere'"),
        (["--team", "Oak", "--building", "Oak"], "Name one of"),
        (["--since", "2023"], "'2023' is no date; write it as 2026-09-01"),
        (["--level", "fine"], "no level is called 'fine'; there are: Beginning"),
        (["--instrument", "x"], "no team has rated 'x'; rated were: culture"),
        (["--evidence"], "--evidence goes with --team"),
        (["--status", "open"], "--status goes with --actions"),
    ],
)
def test_what_cannot_be_meant_is_told(run: Here, store: Path, words: list[str], said: str) -> None:
    result = run("portfolio", *words)
    assert result.code == 2
    assert said in result.err


def test_an_empty_store_has_an_empty_portfolio_and_stays_unmade(run: Here, tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert "No team of all teams has rated anything" in run("portfolio", "--store", str(path)).done().out
    assert run("portfolio", "--store", str(path), "--json").done().json["instruments"] == []
    assert not path.exists()


def test_the_doctor_holds_what_is_kept_against_the_records(run: Here, store: Path) -> None:
    assert "No faults." in run("doctor").done().out
    connection = sqlite3.connect(store)
    connection.execute("UPDATE facts SET place = 'accomplished' WHERE place = 'beginning'")
    connection.execute("UPDATE totals SET n = n + 1")
    connection.commit()
    connection.close()
    ill = run("doctor")
    assert ill.code == 1
    assert "what is kept of it for the portfolio is not what its record says; `hansei doctor --repair`" in ill.out
    assert "the portfolio's totals" in ill.out
    assert "was made anew from the records of 4 sessions" in run("doctor", "--repair").done().out
    assert "No faults." in run("doctor").done().out
