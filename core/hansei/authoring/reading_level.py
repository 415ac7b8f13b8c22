"""How hard a text is to read, as a school grade.

Source: the Automated Readability Index of Smith and Senter, AMRL-TR-66-220, 1967:
4.71 * letters / words + 0.5 * words / sentences - 21.43. It counts letters and not syllables, so that it is the same
everywhere and needs no dictionary. Made for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
#: A sentence ends with its stop, and so does a paragraph or an entry of a list without one.
_END = re.compile(r"[.!?…:;]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n\s*[-•]")


def grade(texts: Iterable[str]) -> float | None:
    """Return the grade of texts taken together; None when they are fewer than 30 words, which say nothing."""
    letters = words = ends = 0
    for text in texts:
        found = _WORD.findall(text)
        words += len(found)
        letters += sum(map(len, found))
        ends += len(sentences(text))
    if words < 30:
        return None
    return 4.71 * letters / words + 0.5 * words / max(ends, 1) - 21.43


def sentences(text: str) -> list[int]:
    """Return the number of words of each sentence."""
    counted = (len(_WORD.findall(part)) for part in _END.split(text))
    return [count for count in counted if count]
