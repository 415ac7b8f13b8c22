"""``hansei toolkit adapt`` and ``languages``, and running a toolkit in another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Here


def test_an_overlay_is_begun_checked_and_run(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("toolkit", "adapt", "district-led-ci", "riverside", "--by", 'The "Riverside" Schools').done()
    assert "riverside 1: no faults" in run("toolkit", "check", "riverside").done().out
    file = Path("riverside/overlay.yaml")
    file.write_text(file.read_text("utf-8") + "hide: [instruments.cultur]\n", "utf-8")
    told = run("toolkit", "check", "riverside")
    assert (told.code, 'did you mean "culture"?' in told.err) == (1, True)
    file.write_text(file.read_text("utf-8").replace("hide: [instruments.cultur]\n", "title: Ours\n"), "utf-8")
    shown = run("toolkit", "show", "riverside/").done().out
    assert 'adapted by The "Riverside" Schools from District-Led Continuous Improvement, version 1.0.0' in shown
    assert run("toolkit", "adapt", "riverside/", "other", "--by", "Us").code == 2, "no overlay on an overlay"


def test_a_toolkit_is_shown_in_another_language(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("toolkit", "new", "talk", "--translation", "es").done()
    assert "36 of 37  machine-made, unreviewed" in run("toolkit", "languages", "talk").done().out
    assert run("toolkit", "languages", "talk", "--json").done().json["languages"][0]["missing"] == ["title"]
    assert "title: Talk" in run("toolkit", "languages", "talk", "--missing", "es").done().out
    shown = run("toolkit", "show", "talk/", "--language", "es").done().out
    assert "in Spanish: machine-made, unreviewed" in shown
    assert "Escriban quién hace qué y para cuándo." in shown
    assert run("toolkit", "show", "talk/", "--language", "fr").code == 2
    assert "Pocas veces" in run("handout", "talk/", "--language", "es", "--format", "md", "-o", "-").done().out
    told = run(
        "run",
        "talk/",
        "--plain",
        "--language",
        "es",
        "--team",
        "Norte",
        "--kind",
        "district",
        "--people",
        "",
        stdin="/quit\n",
    )
    assert "¿Dónde estamos?" in told.out
