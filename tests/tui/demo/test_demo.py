"""``hansei demo``: believable, whole, and made once."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import hansei
from tests.e2e.program import Here
from tests.e2e.program import hansei as process


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(capsys, monkeypatch)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_says_what_it_made_and_what_to_try_next(run: Here, own_places: Path) -> None:
    said = process("demo").done()
    assert "10 sessions made" in said.out
    lines = said.out.splitlines()
    (report,) = own_places.glob("*.html")
    assert f"The district's latest report: {report}" in lines
    tries = [line.strip() for line in lines[lines.index("Try next:") + 1 :]]
    assert len(tries) == 7
    for line in tries[1:6]:
        run(*line.split()[1:]).done()


def test_running_it_again_adds_nothing_and_leaves_the_report(run: Here, own_places: Path) -> None:
    first = run("demo", "--json").done().json
    report = Path(first["report"])
    before = digest(report), report.stat().st_mtime_ns, run("export").done().out
    second = run("demo", "--json").done().json
    assert (first["made"], second["made"]) == (10, 0)
    assert {**first, "made": 0} == second
    assert (digest(report), report.stat().st_mtime_ns, run("export").done().out) == before
    assert "Everything is there already: 11 sessions" in run("demo").done().out


def test_two_school_years_of_one_district_and_four_buildings(run: Here) -> None:
    run("demo").done()
    heads = run("list", "--json").json
    assert {head["state"] for head in heads} == {"closed"}
    heads = [head for head in heads if "~" not in head["session"]]  # of one there are two copies
    assert Counter(head["team_kind"] for head in heads) == {"district": 2, "building": 8}
    assert set(Counter(head["team"] for head in heads).values()) == {2}
    assert {head["started"][:4] for head in heads} == {"2024", "2025"}
    assert all(head["started"][:10] == head["changed"][:10] for head in heads)
    with hansei.open_engine() as engine:
        teams = {engine.open(head["session"]).team for head in heads}
    districts = {team.name for team in teams if team.kind == "district"}
    assert {team.of for team in teams if team.kind == "building"} == districts
    assert len(districts) == 1


def test_every_session_went_through_its_whole_agenda(run: Here) -> None:
    run("demo").done()
    for record in run("export").done().json["sessions"]:
        assert {step["state"] for step in record["agenda"]} <= {"done", "skipped"}
        answered = {answer["instrument"] for answer in record["answers"]}
        named = {id_ for step in record["agenda"] for id_ in step["instruments"]}
        assert answered == named
        assert record["actions"]
        for clock in record["clock"]:
            assert not clock["running"]
            if clock["planned"]:
                assert 0 < clock["used_minutes"] < 120
        times = [event["at"] for event in record["history"]]
        assert times == sorted(times)


def test_the_answers_vary(run: Here) -> None:
    run("demo").done()
    records = run("export").done().json["sessions"]
    answers = [answer for record in records for answer in record["answers"]]
    levels = Counter(answer["response"]["level"] for answer in answers if answer["instrument"] == "culture")
    assert set(levels) == {"beginning", "developing", "evolving", "accomplished"}
    assert max(levels.values()) < sum(levels.values()) * 0.6
    standings = Counter(answer["response"]["status"] for answer in answers if answer["instrument"] == "balance")
    assert set(standings) == {"in place", "strengthen", "create"}
    chosen = Counter(answer["response"]["options"][0] for answer in answers if answer["instrument"] == "resonates")
    assert len(chosen) == 3
    profiles = {
        tuple(a["response"]["level"] for a in record["answers"] if a["instrument"] == "culture") for record in records
    }
    assert len(profiles) >= 9


def test_two_machines_make_the_same_district(run: Here, tmp_path: Path) -> None:
    def told(store: Path) -> list[tuple[str, str, str, str]]:
        run("demo", "--store", store).done()
        return sorted(
            (record["team"]["name"], record["started"], answer["item"], answer["says"])
            for record in run("export", "--store", store).json["sessions"]
            for answer in record["answers"]
        )

    assert told(tmp_path / "a" / "a.db") == told(tmp_path / "b" / "b.db")


def test_the_report_is_one_self_contained_page(run: Here) -> None:
    page = Path(run("demo", "--json").done().json["report"]).read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Lindenwood Community Schools" in page
    assert "<svg" in page
    assert 'src="http' not in page
    assert "<script" not in page
    assert "Posters" in page or "posters" in page or "climate survey" in page or "bond committee" in page


def test_without_a_named_store_it_leaves_the_users_own_alone(
    run: Here, monkeypatch: pytest.MonkeyPatch, own_places: Path
) -> None:
    from platformdirs import user_data_path

    monkeypatch.delenv("HANSEI_STORE")
    said = run("demo", "--json").done().json
    assert Path(said["store"]) == user_data_path("hansei", appauthor=False) / "demo.db"
    assert Path(said["store"]).is_relative_to(own_places)
    assert run("list", "--json").json == []


def test_the_lines_to_try_next_work_where_the_path_has_a_blank(run: Here, tmp_path: Path) -> None:
    import shlex

    store = tmp_path / "Application Support" / "demo.db"
    out = run("demo", "--store", store).done().out
    line = next(line for line in out.splitlines() if line.strip().startswith("hansei list"))
    assert "Lindenwood" in run(*shlex.split(line)[1:]).done().out


def test_stopped_in_the_middle_it_leaves_whole_sessions_and_goes_on(run: Here, own_places: Path) -> None:
    import signal
    import subprocess

    from tests.e2e.program import command

    with subprocess.Popen(command("demo"), stdout=subprocess.PIPE) as making:
        assert making.stdout is not None
        for _ in range(3):
            making.stdout.readline()
        making.send_signal(signal.SIGKILL)
    left = run("list", "--json").done().json
    assert {head["state"] for head in left} == {"closed"}
    run("demo").done()
    heads = run("list", "--json").json
    assert len(heads) == 11
    assert {head["session"] for head in left} <= {head["session"] for head in heads}


# ----------------------------------------------------------------------------------- the district's last session


@pytest.fixture
def latest(run: Here, made: dict[str, Any]) -> dict[str, Any]:
    """The record of the district's last session."""
    return dict(run("show", made["latest"], "--json").done().json)


def test_it_rates_in_hidden_rounds_and_one_row_twice(latest: dict[str, Any]) -> None:
    assert [len(each["people"]) for each in latest["groups"]] == [2, 2, 2]
    assert [(each["by"], each["items"], each["state"]) for each in latest["rounds"]] == [
        ("group", [], "revealed"),
        ("group", ["plans"], "revealed"),
        ("group", [], "revealed"),
    ]
    types = [each["type"] for each in latest["history"]]
    assert types.count("handed-in/1") == 9
    assert types.index("handed-in/1") < types.index("round-revealed/1") < types.index("agreed/1")


def test_it_agrees_with_dissent_and_once_not_at_all(latest: dict[str, Any]) -> None:
    settled = {each["item"]: each for each in latest["settled"] if each["instrument"] == "culture"}
    assert len(settled) == 6
    assert [item for item, each in settled.items() if not each["agreed"]] == ["routines"]
    assert all(each["words"] for each in settled["routines"]["positions"])
    assert [item for item, each in settled.items() if each.get("dissent")] == ["vision"]
    assert settled["plans"]["round"] == 2


def test_last_years_actions_were_followed_up(latest: dict[str, Any], run: Here) -> None:
    assert {each["status"] for each in latest["followed"]} >= {"begun", "done", "dropped"}
    assert {each["text"] for each in latest["followed"] if not each["words"]} == set()
    with hansei.open_engine() as engine:
        team = hansei.Team(latest["team"]["name"])
        earlier = [each for each in engine.open_actions(team) if each.session != latest["session"]]
        assert {each.status for each in earlier} <= {"open", "begun"}
        assert len(earlier) < len(latest["followed"])


def test_it_says_how_it_was_run(latest: dict[str, Any], run: Here) -> None:
    changed = [each for each in latest["protocol"] if not each["kept"]]
    assert [(each["step"], bool(each["why"])) for each in changed] == [("activity-2.move-right", True)]
    assert len(latest["protocol"]) == len(latest["agenda"])
    assert latest["until"] > latest["changed"]
    page = run("report", latest["session"], "--format", "md", "-o", "-").done().out
    assert "1 step changed" in page
    assert "4 of 4 answered" in page


def test_it_says_who_holds_each_function_and_where_that_departs(latest: dict[str, Any], run: Here) -> None:
    given = [each for each in latest["answers"] if each["instrument"] == "balance"]
    assert len(given) == 3 * 18
    assert {each["response"]["held"] for each in given} == {"building", "district", "both", "nobody"}
    assert all(each["response"]["evidence"] for each in given)
    settled = [each for each in latest["settled"] if each["instrument"] == "balance"]
    held = [each["response"].get("held") for each in settled if each["agreed"]]
    assert all(held)
    assert [each["item"] for each in settled if not each["agreed"]] == ["goals.collaborative"]
    assert sum(bool(each.get("dissent")) for each in settled) == 2
    items = Counter(each["item"] for each in settled)
    assert [item for item, count in items.items() if count > 1] == ["monitoring.collaborative"], "a conflict"
    page = run("report", latest["session"], "--format", "md", "-o", "-").done().out
    assert "The balance departs from the matrix in 8 of 18 cells" in page
