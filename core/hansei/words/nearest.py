"""What somebody may have meant by a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from hansei.words.ours import tr


def meant(name: str, known: Iterable[str]) -> str:
    """Return a question that can follow a sentence, such as ``; did you mean 'pdf'?``; empty when none comes near.

    Args:
        name: What was written.
        known: What there is.
    """
    import difflib  # only where there is something to be said

    by = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.strip().casefold(), by, n=1)
    return tr("; did you mean {near}?", near=repr(by[near[0]])) if near else ""
