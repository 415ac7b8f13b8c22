"""How much of a package's sentences a language has, as the file that translators write says."""

from __future__ import annotations

from typing import NamedTuple

from hansei.words.catalogue import Catalogue


class Coverage(NamedTuple):
    """How much of a package's sentences a catalogue has."""

    translated: int
    sentences: int
    #: Who vouches for it, as in "machine-made, unreviewed".
    status: str


def coverage(catalogue: Catalogue, language: str) -> Coverage:
    """Return how much of a package's sentences a language has.

    Args:
        catalogue: The package's.
        language: One of its languages.
    """
    text = (catalogue.folder / f"{language}.po").read_text(encoding="utf-8")
    head, *entries = text.split("\n\n")
    words = [entry.partition("\nmsgstr")[2] for entry in entries if "\nmsgstr" in entry]
    translated = sum(each.replace('""', "").count('"') > 0 for each in words)
    status = head.partition("Language-Team: ")[2].partition("\\n")[0]
    return Coverage(translated, len(words), status)
