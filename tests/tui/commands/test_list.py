"""``hansei list``."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.program import Here


def test_an_empty_store_says_how_to_begin(run: Here, own_places: Path) -> None:
    said = run("list").done()
    assert str(own_places / "hansei.db") in said.out
    assert "hansei run" in said.out
    assert "hansei demo" in said.out
    assert run("list", "--json").done().json == []


def test_the_last_changed_comes_first(run: Here, district: str, building: str) -> None:
    lines = run("list").done().out.splitlines()
    assert lines[0].split() == ["SESSION", "TEAM", "KIND", "TOOLKIT", "STATE", "AT", "CHANGED"]
    assert [line.split()[0] for line in lines[1:]] == [building, district]
    assert "closed" in lines[2]
    run("resume", district, "--reopen", "--plain")
    assert [row["session"] for row in run("list", "--json").json] == [district, building]


def test_json_holds_a_head_for_each_session(run: Here, district: str, building: str) -> None:
    first, second = run("list", "--json").done().json
    assert (first["session"], first["team"], first["team_kind"], first["state"]) == (
        building,
        "Alder Elementary",
        "building",
        "open",
    )
    assert (second["session"], second["state"], second["toolkit"]) == (district, "closed", "district-led-ci")
    assert second["changed"] >= second["started"]
    assert second["started"].endswith("Z")


def test_control_characters_and_wide_letters_keep_the_table(run: Here, tmp_path: Path) -> None:
    run("run", "--plain", "--team", "A\x1b[31mred\x07\tteam", "--kind", "district", "--people", "").done()
    run("run", "--plain", "--team", "学校改善チーム", "--kind", "district", "--people", "").done()
    out = run("list").done().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "A␛[31mred␇ team" in out
    assert {row["team"] for row in run("list", "--json").json} == {"A\x1b[31mred\x07\tteam", "学校改善チーム"}


def test_a_session_with_answers_says_where_it_is(run: Here, tmp_path: Path) -> None:
    import hansei

    with hansei.open_engine() as engine:
        fresh = engine.start("district-led-ci", team=hansei.Team("Fresh"))
        begun = engine.start("district-led-ci", team=hansei.Team("Begun"))
        begun.answer("readiness", "cycles", {"mark": "yes"})
        place = begun.agenda[0].place
    rows = {row["session"]: row["place"] for row in run("list", "--json").done().json}
    assert rows == {fresh.id: "", begun.id: place}
    assert place in run("list").done().out


def test_a_joined_emoji_stays_whole(run: Here, tmp_path: Path) -> None:
    run("run", "--plain", "--team", "👩‍🏫 Team", "--kind", "district", "--people", "👩‍🏫, Ben").done()
    assert "👩‍🏫 Team" in run("list").done().out
    assert "People: 👩‍🏫, Ben" in run("show", "last").done().out
