"""In which language the program speaks now: one for the process, another one while a document is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: The language in which every sentence stands in the code.
WRITTEN = "en"

_process = ""
_here: ContextVar[str | None] = ContextVar("hansei_language", default=None)


def speak(language: str) -> None:
    """Speak a language from now on, wherever nothing else was said with :func:`speaking`.

    Args:
        language: The code of a language, as ``es`` or ``es-MX``. Where a catalogue does not have it, the language
            without its country is looked for, and then the sentence is said as it was written.
    """
    global _process
    _process = "" if language == WRITTEN else language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language in here: in this thread or task only.

    Args:
        language: The code of a language; see :func:`speak`.
    """
    before = _here.set("" if language == WRITTEN else language)
    try:
        yield
    finally:
        _here.reset(before)


def spoken() -> str:
    """Return the code of the language that is spoken here; empty for the one everything was written in."""
    here = _here.get()
    return _process if here is None else here
