"""A package's sentences in other languages: said as they are written wherever nobody has translated them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from hansei.words.catalogue import Catalogue
from hansei.words.speaking import speak, speaking, spoken


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Catalogue]:
    made = Catalog(locale="en", fuzzy=False)  # two forms; of Spanish some versions of Babel say three
    made.add("Not rated.", "Sin calificar.")
    made.add("{n} of {all} rated", "{n} de {all} calificados")
    made.add(("{n} row", "{n} rows"), ("{n} fila", "{n} filas"))
    made.add("open", "abierta", context="a session")
    (tmp_path / "locale").mkdir()
    with (tmp_path / "locale" / "es.mo").open("wb") as file:
        write_mo(file, made)
    yield Catalogue(str(tmp_path / "sentences.py"))
    speak("en")


def test_everything_is_said_as_it_is_written_until_another_language_is_spoken(own: Catalogue) -> None:
    assert own.tr("Not rated.") == "Not rated."
    assert own.trn("{n} row", "{n} rows", 1) == "1 row"
    assert own.trn("{n} row", "{n} rows", 2) == "2 rows"
    assert own.trc("a session", "open") == "open"


def test_a_language_is_spoken_in_one_place_or_by_the_whole_program(own: Catalogue) -> None:
    with speaking("es"):
        assert own.tr("{n} of {all} rated", n=2, all=6) == "2 de 6 calificados"
        assert own.trn("{n} row", "{n} rows", 1) == "1 fila"
        assert own.trn("{n} row", "{n} rows", 0) == "0 filas"
        assert own.trc("a session", "open") == "abierta"
    assert own.tr("Not rated.") == "Not rated."
    speak("es")
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(own.tr("Not rated.")))
    thread.start()
    thread.join()
    assert heard == ["Sin calificar."]
    with speaking("en"):
        assert own.tr("Not rated.") == "Not rated."


@pytest.mark.parametrize("language", ["es-MX", "es"])
def test_a_country_has_the_words_of_its_language(own: Catalogue, language: str) -> None:
    with speaking(language):
        assert spoken() == language
        assert own.tr("Not rated.") == "Sin calificar."


def test_what_nobody_has_translated_is_said_in_english(own: Catalogue) -> None:
    with speaking("es"):
        assert own.tr("A new sentence of {who}", who="{ours}") == "A new sentence of {ours}"
        assert own.trn("{n} new", "{n} newer", 3) == "3 newer"
        assert own.trc("a door", "open") == "open"
        assert own.tr("") == ""
    with speaking("fr"):
        assert own.tr("Not rated.") == "Not rated."


def test_braces_stay_where_nothing_is_put_in(own: Catalogue) -> None:
    assert own.tr("Write {name} where the team stands") == "Write {name} where the team stands"
