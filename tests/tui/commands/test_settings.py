"""``hansei settings``."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.program import Here


def test_the_settings_say_whose_they_are_and_can_be_changed(run: Here, district: str, own_places: Path) -> None:
    assert "hansei settings set paper a4" in run("settings").done().out
    run("settings", "set", "paper", "a5").refused(2, "there are: letter, a4")
    assert "used darker" in run("settings", "set", "colour", "#ffd166").err
    assert re.search(r"without +– +ours", run("settings").done().out)
    run("settings", "set", "without", "notes,individual").done()
    file = own_places / "documents.toml"
    found = run("settings", "--paper", "a4", "--with", "notes", "--json").done().json
    assert [(each["setting"], each["value"], each["from"]) for each in found["settings"]] == [
        ("paper", "a4", "this call"),
        ("colour", "#ffd166", str(file)),
        ("without", "individual", str(file)),
    ]
    assert "used darker" in run("report", district, "-o", "r.html").err
    run("settings", "unset", "colour").done()
    assert file.read_text(encoding="utf-8") == 'without = ["notes", "individual"]\n'
