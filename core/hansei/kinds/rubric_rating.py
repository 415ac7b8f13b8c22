"""What raters give for a rubric's rows, and how the rows stand."""

from __future__ import annotations

from typing import Literal

import msgspec

from hansei.kinds.kind import Item

#: What stands behind a level's id for the place half-way to the next one, as in "developing+".
HALF = "+"


class Rating(msgspec.Struct, frozen=True):
    """What a rater gives for one criterion: a level or an aside, what was refused on the way, evidence."""

    #: Level id; empty when ``aside`` is given.
    level: str = ""
    #: One of ``ASIDES`` of the rubric; empty when a level is given.
    aside: Literal["", "not-applicable", "cannot-tell", "abstain"] = ""
    #: Level id to the reason it was refused on the way ("" when none was given), in walking order.
    refused: dict[str, str] = msgspec.field(default_factory=dict)
    evidence: str = ""
    #: Whether the row stands half-way between the level and the next one on its right.
    half: bool = False

    @property
    def place(self) -> str:
        """Where it stands: the level, half-way beyond it, or the aside."""
        return self.aside or self.level + (HALF if self.half else "")


class RatedBy(msgspec.Struct, frozen=True):
    """One rater's rating, as a summary lists it."""

    rater: str
    rating: Rating
    #: How many raters gave it, as of raised hands.
    count: int = 1

    @property
    def who(self) -> str:
        """The rater, with how many it is: "Hands (4)"."""
        return self.rater if self.count == 1 else f"{self.rater} ({self.count})"


class RubricRow(msgspec.Struct, frozen=True):
    """A criterion and how it was rated."""

    item: Item
    ratings: tuple[RatedBy, ...]
    #: Place to the number of raters who chose it, every place present; half-way ones as "developing+".
    distribution: dict[str, int]
    #: Raters who gave a level.
    rated: int
    #: Places between the lowest and the highest one chosen; 0 when all agree or nobody rated.
    spread: int
    #: The place when all who gave one gave the same; None otherwise.
    together: str | None


class RubricSummary(msgspec.Struct, frozen=True):
    """All rows of a rubric, in the toolkit's order."""

    rows: tuple[RubricRow, ...]

    def rows_by_spread(self) -> tuple[RubricRow, ...]:
        """Return the rows most apart first, ties in the toolkit's order."""
        return tuple(sorted(self.rows, key=lambda row: -row.spread))
