"""What commands say in Spanish, and that scripts read the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hansei.words.speaking import speak
from tests.e2e.program import Here


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HANSEI_LANGUAGE", "es")
    yield
    speak("en")


def test_a_record_is_told_to_people_and_the_same_for_scripts(
    run: Here, district: str, monkeypatch: pytest.MonkeyPatch, spanish: None
) -> None:
    out = run("show", district).done().out
    assert "Riverside (equipo de distrito)" in out
    assert "Kim Lee (facilitador, sin voto)" in out
    assert "culture/vision, El equipo: Developing" in out
    assert "Name a deputy (Ben Okafor, para el 2027-01-15)" in out
    record = run("show", district, "--json").done().json
    monkeypatch.setenv("HANSEI_LANGUAGE", "en")
    assert run("show", district, "--json").done().json == record
