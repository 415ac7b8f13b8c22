"""The language of the interface: what the environment asks for, where there is a catalogue of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hansei.errors import UsageError
from hansei.words.speaking import speak, spoken
from hansei_tui.app.keybar import key_label
from hansei_tui.language import speak_as, wanted
from hansei_tui.languages import choose, languages
from hansei_tui.plain.asking import is_yes, means
from hansei_tui.plain.following import status_of


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, []),
        ({"LANG": "C.UTF-8"}, []),
        ({"LANG": "es_MX.UTF-8"}, ["es-MX"]),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_ES@euro"}, ["es-ES"]),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_US.UTF-8", "LC_ALL": ""}, ["es-US"]),
        ({"LANGUAGE": "ht:es", "LANG": "en_US.UTF-8"}, ["ht", "es", "en-US"]),
        ({"HANSEI_LANGUAGE": "es", "LANG": "en_US.UTF-8"}, ["es"]),
    ],
)
def test_the_environment_asks_for_languages(environment: dict[str, str], codes: list[str]) -> None:
    assert list(wanted(environment)) == codes


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es-MX"),
        ({"LANGUAGE": "ht:es:en", "LANG": "en_US.UTF-8"}, "es"),
        ({"LANGUAGE": "en:es", "LANG": "es_ES"}, ""),
        ({"LANG": "xx_XX.UTF-8"}, ""),
        ({"HANSEI_LANGUAGE": "en", "LANG": "es_ES"}, ""),
    ],
)
def test_the_first_language_that_there_is_is_spoken(environment: dict[str, str], language: str) -> None:
    assert speak_as(environment) == spoken() == language


def test_a_choice_is_kept_and_comes_before_the_system(own_places: Path) -> None:
    choose("es")
    assert spoken() == "es"
    assert list(wanted({"LANG": "en_US.UTF-8"})) == ["es"]
    assert list(wanted({"HANSEI_LANGUAGE": "en", "LANG": "es"})) == ["en"]
    choose("")
    assert list(wanted({"LANG": "en_US.UTF-8"})) == ["en-US"]
    with pytest.raises(UsageError, match="there is no language 'xx'; there are: en, es"):
        choose("xx")


def test_each_language_says_how_much_of_it_is_there() -> None:
    english, *others = languages()
    assert english.translated == english.sentences > 2000
    assert "es" in [each.code for each in others]
    for each in others:
        assert 0 <= each.translated <= each.sentences == english.sentences
        assert each.status


def test_a_key_has_the_word_of_its_meaning() -> None:
    assert key_label("an action\4open") == key_label("open") == "open"
    speak("es")
    assert key_label("an action\4open") != key_label("open")
    assert key_label("a person\4left") != key_label("left")
    assert key_label("Quit") != "Quit"  # a key of the toolkit of widgets


@pytest.mark.parametrize("word", ["y", "Yes", "sí", "SI", "s"])
def test_yes_is_understood_with_and_without_accents(word: str) -> None:
    speak("es")
    assert is_yes(word)
    assert not is_yes("no")
    assert not is_yes("")


def test_what_is_typed_is_understood_in_english_and_in_the_language_that_is_spoken() -> None:
    for language in ("en", "es"):
        speak(language)
        assert means("skip", "skip")
        assert means("s", "skip")
        assert status_of("done") == "done"
        assert not means("", "keep")
    assert means(" Saltar ", "skip")
    assert means("desacuerdo", "disagree")
    assert status_of("Hecha") == "done"
    with pytest.raises(UsageError, match="abierta, empezada, hecha, descartada"):
        status_of("lista")
