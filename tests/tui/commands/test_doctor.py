"""``hansei doctor``: what is wrong with a store, and rescuing what can be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import hansei
from tests.e2e.program import Here


def test_a_sound_store(run: Here, district: str, own_places: Path) -> None:
    out = run("doctor").done().out
    assert f"Store {own_places / 'hansei.db'}: 1 sessions can be read." in out
    assert "No faults." in out
    found = run("doctor", "--json").done().json
    assert (found["hansei"], found["sessions"], found["faults"]) == (hansei.__version__, 1, [])
    assert found["store"] == str(own_places / "hansei.db")


def test_an_empty_store(run: Here) -> None:
    assert run("doctor", "--json").done().json["sessions"] == 0


def test_rescue_copies_whole_sessions(run: Here, tmp_path: Path, district: str, building: str) -> None:
    target = tmp_path / "rescued.db"
    assert "Rescued 2 sessions" in run("doctor", "--rescue", target).done().out
    for id_ in (district, building):
        assert run("show", id_, "--json", "--store", target).done().json == run("show", id_, "--json").json
    assert "Kim Lee" in run("show", district, "--store", target).out


def test_rescue_writes_over_nothing(run: Here, tmp_path: Path, district: str) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")
    run("doctor", "--rescue", target).refused(2, "mine.db is there already")
    assert target.read_text() == "mine"


def test_a_damaged_session_is_named_and_the_others_rescued(
    run: Here, tmp_path: Path, district: str, building: str, own_places: Path
) -> None:
    connection = sqlite3.connect(own_places / "hansei.db")
    connection.execute("UPDATE events SET body = ? WHERE session = ? AND number = 5", (b"rubbish", district))
    connection.commit()
    connection.close()
    run("show", district).refused(1, "event 5", "hansei doctor")
    assert run("list").code == 0
    said = run("doctor")
    assert said.code == 1
    assert f"fault: session {district} (Riverside): event 5" in said.out
    assert "--rescue FILE" in said.out
    rescued = run("doctor", "--rescue", tmp_path / "rescued.db", "--json")
    assert (rescued.code, rescued.json["rescued"], rescued.json["sessions"]) == (1, 1, 1)
    rows = run("list", "--json", "--store", tmp_path / "rescued.db").done().json
    assert [row["session"] for row in rows] == [building]


def test_an_event_of_a_newer_hansei_is_named(run: Here, district: str, own_places: Path) -> None:
    connection = sqlite3.connect(own_places / "hansei.db")
    connection.execute(
        "UPDATE events SET body = ? WHERE session = ? AND number = 5",
        (b'{"type":"voted/1","id":"x","at":1}', district),
    )
    connection.commit()
    connection.close()
    run("show", district).refused(1, 'type "voted/1"', "upgrade Hansei")
    assert "voted/1" in run("doctor").out


def test_a_damaged_page_is_told_apart_from_a_sound_file(run: Here, tmp_path: Path, own_places: Path) -> None:
    """A page of events is overwritten, as a failing disk does it; the heads can still be read."""
    path = own_places / "hansei.db"
    with hansei.open_engine(path) as engine:
        for n in range(12):
            session = engine.start("district-led-ci", team=hansei.Team(f"Team {n}"))
            for m in range(12):
                session.note(f"{n} {m} " + "words " * 60)
    connection = sqlite3.connect(path)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path.read_bytes())
    # The last leaf of the file (0x0a, as SQLite writes it) holds events: they were written last.
    leaf = max(at for at in range(0, len(data), size) if data[at] == 0x0A)
    data[leaf : leaf + size] = b"\xff" * size
    path.write_bytes(data)
    said = run("doctor", "--rescue", tmp_path / "rescued.db", "--json")
    assert said.code == 1
    assert said.json["faults"]
    assert "Traceback" not in said.err
    assert said.json["rescued"] >= 10
