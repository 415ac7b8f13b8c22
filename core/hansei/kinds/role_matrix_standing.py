"""What raters give for a role matrix' cells, and how the cells stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from hansei.kinds.kind import Answer, Item


class Standing(msgspec.Struct, frozen=True):
    """What a rater gives for one cell: its state, what shows it, and who holds it today."""

    status: str
    evidence: str = ""
    #: Id of a holder; empty: not said.
    held: str = ""


class StoodBy(msgspec.Struct, frozen=True):
    """One rater's standing, as a summary lists it."""

    rater: str
    standing: Standing
    #: How many raters gave it, as of raised hands.
    count: int = 1

    @property
    def who(self) -> str:
        """The rater, with how many it is: "Hands (4)"."""
        return self.rater if self.count == 1 else f"{self.rater} ({self.count})"


class MatrixCell(msgspec.Struct, frozen=True, dict=True):
    """A cell and how it was rated. What is made of that is worked out once, as paper asks for it again and again."""

    item: Item
    standings: tuple[StoodBy, ...]
    #: Id of the holder to whom the matrix gives it; empty when it says nothing of it, or nobody was asked.
    holder: str = ""
    #: Who named which holder before the state was settled without one.
    before: tuple[StoodBy, ...] = ()

    @cached_property
    def states(self) -> dict[str, int]:
        """State to how many raters put it there, in the order in which they were given."""
        found: dict[str, int] = {}
        for by in self.standings:
            found[by.standing.status] = found.get(by.standing.status, 0) + by.count
        return found

    @cached_property
    def held(self) -> dict[str, tuple[StoodBy, ...]]:
        """Holder of today to the raters who say so, in the order in which they were given."""
        return _held(self.standings)

    @cached_property
    def disputed(self) -> dict[str, tuple[StoodBy, ...]]:
        """The same of those who differ on it, where the state was settled and who holds it was not; else nothing."""
        found = _held(self.before) if not self.held else {}
        return found if len(found) > 1 else {}

    @cached_property
    def departs(self) -> bool | None:
        """Whether somebody says that another one holds it than the matrix gives it to; None: nobody said."""
        return any(each != self.holder for each in self.held) if self.holder and self.held else None


def _held(standings: Iterable[StoodBy]) -> dict[str, tuple[StoodBy, ...]]:
    found: dict[str, tuple[StoodBy, ...]] = {}
    for by in standings:
        if by.standing.held:
            found[by.standing.held] = (*found.get(by.standing.held, ()), by)
    return found


class MatrixSummary(msgspec.Struct, frozen=True):
    """All cells, row by row, and how many stand in each state."""

    cells: tuple[MatrixCell, ...]
    #: State to the number of cells where at least one rater put it.
    counts: dict[str, int]
    #: Cells nobody has rated.
    open: int

    @property
    def departures(self) -> tuple[MatrixCell, ...]:
        """The cells where the balance departs from the matrix."""
        return tuple(cell for cell in self.cells if cell.departs)

    @property
    def unsaid(self) -> int:
        """Cells of which nobody said who holds them."""
        return sum(cell.departs is None and not cell.disputed for cell in self.cells)

    @property
    def disputed(self) -> tuple[MatrixCell, ...]:
        """The cells where raters differ on who holds them, and nobody settled it."""
        return tuple(cell for cell in self.cells if cell.disputed)


def stood_by(answers: Sequence[Answer[Standing]]) -> tuple[StoodBy, ...]:
    """Return answers as a summary lists them."""
    return tuple(StoodBy(each.rater, each.response, each.count) for each in answers)
