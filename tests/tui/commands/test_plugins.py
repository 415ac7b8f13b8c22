"""``hansei plugins`` and ``HANSEI_DISABLE``."""

from __future__ import annotations

import pytest

from hansei.plugins.builtin_kinds import KINDS
from tests.e2e.program import Here

PLUGINS = (
    "district_led",
    "exchange",
    "improvement_cycle",
    "initiative_review",
    "kinds",
    "reports",
    "root_cause",
    "sqlite",
)


def test_in_tree_plugins_stand_beside_all_others(run: Here) -> None:
    out = run("plugins").done().out
    for name in PLUGINS:
        assert name in out
    found = run("plugins", "--json").done().json
    assert {row["name"]: row["state"] for row in found["plugins"]} == dict.fromkeys(PLUGINS, "works")
    assert found["kinds"] == sorted(KINDS)
    assert {"csv", "html", "ics", "json", "md", "micip", "xlsx"} <= set(found["formats"])
    assert found["rosters"] == ["oneroster"]
    assert found["toolkits"] == ["district-led-ci", "improvement-cycle", "initiative-review", "root-cause-analysis"]
    assert found["failures"] == {}


def test_one_can_be_switched_off(run: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    off = {"district_led", "improvement_cycle", "initiative_review", "reports", "root_cause"}
    monkeypatch.setenv("HANSEI_DISABLE", ", ".join(off))
    found = run("plugins", "--json").done().json
    states = {row["name"]: row["state"] for row in found["plugins"]}
    assert states == {name: "off" if name in off else "works" for name in PLUGINS}
    assert found["toolkits"] == []
    assert found["formats"] == []
    assert "No toolkits" in run("toolkit", "list").done().out


def test_without_the_store_plugin_no_store_opens(run: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANSEI_DISABLE", "sqlite")
    run("list").refused(1, "no plugin opens sqlite: stores", "switched off")


def test_a_record_is_shown_without_the_kinds_it_was_made_with(
    run: Here, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANSEI_DISABLE", "kinds")
    said = run("show", district, "--json")
    assert said.code == 0
    assert "Posters in 2 of 5" in said.out
    assert "Posters in 2 of 5" in run("show", district).out
    report = run("report", district, "-o", "-")
    assert report.code == 0
    assert "Posters in 2 of 5" in report.out
