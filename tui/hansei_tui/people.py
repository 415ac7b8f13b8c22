"""People as they are typed: names with commas or line breaks between, or a head count."""

from __future__ import annotations

import re

from hansei.errors import UsageError

#: The most people one head count makes.
MOST = 1000


def people_of(text: str) -> list[str]:
    """Return the people that were typed: their names, or so many empty ones for a number.

    Raises:
        UsageError: when a name is there twice, or the number is out of range.
    """
    names = [" ".join(name.split()) for name in re.split(r"[\n,;]", text)]
    names = [name for name in names if name]
    if len(names) == 1 and names[0].isdecimal():
        count = int(names[0][:9])
        if not 1 <= count <= MOST:
            raise UsageError(f"{names[0]} people? Give a number from 1 to {MOST}, or names")
        return [""] * count
    odd = next((name for name in names if not name[0].isalpha()), None)
    if odd is not None:
        raise UsageError(f"{odd!r} is neither a name nor a number of people; write names, or one whole number")
    folded = [name.casefold() for name in names]
    twice = next((name for index, name in enumerate(names) if folded[index] in folded[:index]), None)
    if twice is not None:
        raise UsageError(f"{twice} is there twice; add an initial to tell two people apart")
    return names
