"""The language of the interface: what the user chose or the environment asks for, where there is a catalogue of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

#: What names the language for Hansei alone, before what the system says.
VARIABLE = "HANSEI_LANGUAGE"
#: Where systems keep it, in the order in which gettext looks.
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def place() -> str:
    """Return the file in which the user's choice is kept: ``~/.config/hansei/language``, on every system.

    It is read at every start, so nothing is imported to find it.
    """
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    return os.path.join(folder, "hansei", "language")  # noqa: PTH118


def chosen() -> str:
    """Return the language that the user chose; empty when none was, or it cannot be read."""
    try:
        with open(place(), encoding="utf-8") as file:  # noqa: PTH123 - read at every start
            return file.read(40).strip()
    except (OSError, ValueError):
        return ""


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
