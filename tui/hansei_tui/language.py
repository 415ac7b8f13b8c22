"""The language of the interface: what the user's environment asks for, where there is a catalogue of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

#: What names the language for Hansei alone, before what the system says.
VARIABLE = "HANSEI_LANGUAGE"
#: Where systems keep it, in the order in which gettext looks.
SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def wanted(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that an environment asks for, the dearest first, as codes: ``es``, ``pt-BR``.

    As gettext reads it: ``LANGUAGE`` is a list, and of the others the first that is set counts.
    """
    if own := environment.get(VARIABLE):
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
