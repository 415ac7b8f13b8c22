"""The languages of the interface, how much of each is there, and choosing one."""

from __future__ import annotations

import os
from typing import NamedTuple

from hansei.errors import UsageError
from hansei.words.coverage import coverage
from hansei.words.ours import own as engine
from hansei.words.speaking import speak
from hansei_tui.language import place, speak_as
from hansei_tui.sentences import N_, own, tr

#: Said of a catalogue that no person has read.
UNREVIEWED = N_("machine-made, unreviewed")
#: How languages call themselves; others by their code.
_NAMES = {"es": "Español", "ar": "العربية", "fr": "Français", "de": "Deutsch", "pt": "Português"}


class Spoken(NamedTuple):
    """A language of the interface."""

    code: str
    #: How it calls itself.
    name: str
    #: How many of all sentences are translated.
    translated: int
    sentences: int
    #: Who vouches for it, as its catalogue says.
    status: str


def choose(code: str) -> None:
    """Speak a language from now on, and whenever Hansei is started.

    Args:
        code: One of :func:`languages`, as ``es``; ``en`` for English; empty to follow the system again.

    Raises:
        UsageError: when there is no catalogue of it, or the choice cannot be kept.
    """
    known = [each.code for each in languages()]
    if code and code not in known:
        raise UsageError(tr("there is no language {code}; there are: {known}", code=repr(code), known=", ".join(known)))
    path = place()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{code}\n")
    except OSError as error:
        why = error.strerror or error
        raise UsageError(tr("{path} cannot be written: {why}", path=path, why=why)) from None
    speak("en")
    speak_as(os.environ)
    if code:
        speak(code)


def languages() -> tuple[Spoken, ...]:
    """Return the languages of the interface with how much of each is there; English, which is whole, first."""
    whole = [coverage(each, code) for each in (own, engine) for code in own.languages()[:1]]
    total = sum(each.sentences for each in whole)
    found = [Spoken("en", "English", total, total, "")]
    for code in own.languages():
        parts = [coverage(each, code) for each in (own, engine)]
        found.append(
            Spoken(
                code,
                _NAMES.get(code, code),
                sum(each.translated for each in parts),
                sum(each.sentences for each in parts),
                parts[0].status,
            )
        )
    return tuple(found)
