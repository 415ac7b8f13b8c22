"""Minutes as a toolkit gives them: one number or a range, "45" or "20-25"."""

from __future__ import annotations

import re
from typing import Any

from hansei.words.ours import tr

_FORM = re.compile(r"\s*(\d{1,4})\s*(?:[-–—]\s*(\d{1,4})\s*)?$")


class Minutes:
    """A planned length: ``low`` to ``high`` minutes, both at least 1.

    Not an attrs class on purpose: it is written as one string in a toolkit file, and both readers
    (cattrs for authors, msgspec for pinned toolkits) hand such a type the string as it stands.
    """

    __slots__ = ("high", "low")

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low = low
        self.high = low if high is None else high

    @classmethod
    def parse(cls, text: Any) -> Minutes:
        """Read "45" or "20-25".

        Raises:
            ValueError: with the likely fix, when it is neither.
        """
        match = _FORM.match(text) if isinstance(text, str) else None
        if match is None:
            numbers = re.findall(r"\d+", text) if isinstance(text, str) and "." not in text and "," not in text else []
            hint = tr('; did you mean "{near}"?', near="-".join(numbers)) if len(numbers) in (1, 2) else ""
            raise ValueError(
                tr(
                    'minutes are one number or a range, as "45" or "20-25", not {text}{hint}',
                    text=repr(text),
                    hint=hint,
                )
            )
        low = int(match[1])
        high = int(match[2]) if match[2] is not None else low
        if low > high:
            raise ValueError(
                tr('"{text}": the range runs backwards; write "{high}-{low}"', text=text, high=high, low=low)
            )
        if low == 0:
            raise ValueError(tr('"{text}": an activity takes at least 1 minute', text=text))
        return cls(low, high)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"

    def __repr__(self) -> str:
        return f"Minutes({self.low}, {self.high})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Minutes) and (self.low, self.high) == (other.low, other.high)

    def __hash__(self) -> int:
        return hash((self.low, self.high))
