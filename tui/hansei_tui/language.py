"""The language of the interface: what the user chose or the environment asks for, where there is a catalogue of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hansei.errors import UsageError
from hansei_tui.sentences import N_

#: What names the language for Hansei alone, before what the system says.
VARIABLE = "HANSEI_LANGUAGE"
#: Said of a catalogue that no person has read.
UNREVIEWED = N_("machine-made, unreviewed")
#: How languages call themselves; others by their code.
_NAMES = {"es": "Español", "ar": "العربية", "fr": "Français", "de": "Deutsch", "pt": "Português"}
#: Where systems keep it, in the order in which gettext looks.
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


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


def place() -> str:
    """Return the file in which the user's choice is kept."""
    from platformdirs import user_config_dir

    return os.path.join(user_config_dir("hansei", appauthor=False), "language")  # noqa: PTH118 - read at every start


def chosen() -> str:
    """Return the language that the user chose; empty when none was, or it cannot be read."""
    try:
        with open(place(), encoding="utf-8") as file:  # noqa: PTH123 - read at every start
            return file.read(40).strip()
    except (OSError, ValueError):
        return ""


def choose(code: str) -> None:
    """Speak a language from now on, and whenever Hansei is started.

    Args:
        code: One of :func:`languages`, as ``es``; ``en`` for English; empty to follow the system again.

    Raises:
        UsageError: when there is no catalogue of it, or the choice cannot be kept.
    """
    from hansei.words.speaking import speak
    from hansei_tui.sentences import tr

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
    from hansei.words.ours import own as engine
    from hansei_tui.sentences import own

    whole = [each.coverage(code) for each in (own, engine) for code in own.languages()[:1]]
    total = sum(each.sentences for each in whole)
    found = [Spoken("en", "English", total, total, "")]
    for code in own.languages():
        parts = [each.coverage(code) for each in (own, engine)]
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


def wanted(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that are asked for, the dearest first, as codes: ``es``, ``pt-BR``.

    ``HANSEI_LANGUAGE`` comes before what the user chose, and that before what the system says. The system is read as
    gettext does: ``LANGUAGE`` is a list, and of the others the first that is set counts.
    """
    if own := environment.get(VARIABLE) or chosen():
        yield _code(own)
        return
    locale = next((environment[name] for name in SYSTEM[1:] if environment.get(name)), "")
    for each in (*environment.get("LANGUAGE", "").split(":"), locale):
        if code := _code(each):
            yield code


def _code(locale: str) -> str:
    """Return ``es-MX`` for ``es_MX.UTF-8``, and nothing for a locale without a language."""
    code = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    return "" if code in ("C", "POSIX") else code


def speak_as(environment: Mapping[str, str]) -> str:
    """Speak the first language that is asked for and that there is; return its code, empty for English."""
    for code in wanted(environment):
        language = code.partition("-")[0].casefold()
        if language == "en":
            return ""
        from hansei_tui.sentences import own

        if language in own.languages():
            from hansei.words.speaking import speak

            speak(code)
            return code
    return ""
