"""What commands say in Spanish, and that scripts read the same in every language."""

from __future__ import annotations

import ast
import gettext
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from docx import Document

from hansei.words.speaking import speak
from hansei_tui.commands.clicks_words import COUNTED, SENTENCES
from tests.e2e.program import Here


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HANSEI_LANGUAGE", "es")
    yield
    speak("en")


def test_a_record_is_told_to_people_and_the_same_for_scripts(
    run: Here, district: str, monkeypatch: pytest.MonkeyPatch, spanish: None
) -> None:
    out = run("show", district).done().out
    assert "Riverside (equipo de distrito)" in out
    assert "Kim Lee (facilitador, sin voto)" in out
    assert "Vision, mission, beliefs (culture/vision), El equipo: Developing" in out
    assert "Name a deputy (Ben Okafor, para el 2027-01-15)" in out
    record = run("show", district, "--json").done().json
    monkeypatch.setenv("HANSEI_LANGUAGE", "en")
    assert run("show", district, "--json").done().json == record


def test_a_toolkit_is_made_checked_and_tried(run: Here, spanish: None) -> None:
    assert "Se creó" in run("toolkit", "new", "guia").done().out
    assert "sin errores" in run("toolkit", "check", "guia").done().out
    assert "de un mismo parecer" in run("toolkit", "try", "guia", "--teams", "agreeable").done().out
    Path("guia", "toolkit.yaml").write_text("toolkit: guia\ntitel: Una\n", "utf-8")
    said = run("toolkit", "check", "guia").refused(1, '¿quiso decir "title"?')
    assert "unknown" not in said.err
    faults = run("toolkit", "check", "guia", "--json").json["faults"]
    assert 'unknown key "titel"; did you mean "title"?' in [each["message"] for each in faults]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--jsn"), "No existe la opción '--jsn'. ¿Quiso decir '--json'?"),
        (("show",), "Falta el argumento 'SESSION'."),
        (("show", "one", "two"), "Sobra un argumento (two)"),
        (("toolkit", "chek"), "¿Quiso decir `hansei toolkit check`?"),
        (("toolkit", "try", "x", "--seed", "y"), "Valor no válido para '--seed': 'y' no es un número válido"),
        (("run", "x", "--kind", "y"), "'y' no es ninguno de 'district', 'building'."),
    ],
)
def test_a_wrong_command_line_is_told(run: Here, words: tuple[str, ...], said: str, spanish: None) -> None:
    refused = run(*words).refused(2, said, "Uso: hansei", "[OPCIONES]", "para ver la ayuda.", "Error: ")
    assert "Missing" not in refused.err
    assert gettext.textdomain() == "messages"
    assert "LANGUAGE" not in os.environ


def test_what_click_says_is_still_what_is_translated() -> None:
    folder = Path(click.__file__).parent
    said = " ".join(ast.unparse(ast.parse(path.read_text("utf-8"))) for path in folder.glob("*.py"))
    for each in (*SENTENCES, *(form for both in COUNTED for form in both)):
        assert repr(each) in said, each


@pytest.mark.parametrize("command", ["report", "handout", "settings"])
def test_how_documents_look_is_told_in_spanish(run: Here, command: str, spanish: None) -> None:
    told = run(command, "--help").done().out
    assert "Un PNG, JPEG o SVG" in told
    assert "A PNG" not in told


def test_a_template_that_cannot_be_used_is_told_in_spanish_whatever_the_report_speaks(
    run: Here, district: str, spanish: None
) -> None:
    made = Document()
    made.add_paragraph("{{ teem }}")
    made.save("mine.docx")
    said = run("report", district, "--template", "mine.docx")
    said.refused(2, "la plantilla mine.docx: marcador desconocido 'teem'; ¿quiso decir 'team'?")
    Path("mine.docx").write_bytes(b"no zip")
    run("report", district, "--template", "mine.docx").refused(2, "la plantilla mine.docx: no es un documento")
