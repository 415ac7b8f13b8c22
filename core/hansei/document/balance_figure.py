"""The picture of a balance: functions against roles, and in each cell whether the one holds it who should.

The marks differ in shape and not by colour alone, each cell says its mark in words beside it, and the
legend counts them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hansei.document.blocks import Cell, Figure, Table, Tone, said
from hansei.document.drawing import INK, Drawing, Looks, drawing, rule, write, write_lines, written
from hansei.words.ours import N_, tr

#: Okabe and Ito's blue and vermilion, the latter darkened; told apart in grey by their shapes.
_KEPT, _APART = "#0072b2", "#b34700"
_DISC: Looks = (("fill", _KEPT),)
_UNSAID: Looks = (("fill", INK), ("fill-opacity", "0.35"))
_LABELS, _COLUMN, _HEAD, _ROW, _LEGEND = 190, 188, 40, 52, 34
#: As wide as the legend, and what it takes more where opinions differ.
_LEAST, _MORE = 500, 180
#: What the mark of a cell says.
Is = bool | str | None
#: What a cell can be, as :attr:`BalanceMark.is_` has it; where nobody differs, the legend leaves that out.
_DIFFER = N_("opinions differ")
_NAMES: dict[Is, str] = {
    False: N_("as in the matrix"),
    True: N_("departs from it"),
    _DIFFER: _DIFFER,
    None: N_("not said"),
}
_TONES: dict[Is, Tone] = {False: Tone.GOOD, True: Tone.NEEDS, _DIFFER: Tone.NEEDS, None: Tone.MISSING}


class BalanceMark(msgspec.Struct, frozen=True):
    """One cell: whether its holder departs from the matrix, who holds it, and how it stands."""

    #: None: nobody said.
    departs: bool | None = None
    #: Who holds it today, as it stands in a sentence.
    held: str = ""
    #: Its state; empty: not rated.
    state: str = ""
    #: Whether raters differ on who holds it, and nobody settled it.
    differ: bool = False

    @property
    def is_(self) -> Is:
        """Whether it departs, None where nobody said, and :data:`_DIFFER` where opinions differ."""
        return _DIFFER if self.departs is None and self.differ else self.departs

    @property
    def holder(self) -> str:
        """Who holds it today in a few words."""
        return self.held or (tr(_DIFFER) if self.differ else tr("not said"))

    def words(self) -> str:
        """Return it in words: "held by the district, departs from the matrix; create"."""
        held = (
            tr("held by {held}", held=self.held)
            if self.held
            else tr("holder: opinions differ")
            if self.differ
            else tr("holder not said")
        )
        departs = tr(", departs from the matrix") if self.departs else ""
        return f"{held}{departs}; {self.state or 'not rated'}"


class BalanceRow(msgspec.Struct, frozen=True):
    """A function and a mark for each role."""

    label: str
    marks: tuple[BalanceMark, ...]


def balance_figure(roles: Sequence[str], rows: Sequence[BalanceRow]) -> Figure:
    """Draw who holds which function today beside what the matrix says.

    Args:
        roles: Titles of the columns, left to right.
        rows: The functions, top to bottom.
    """
    marks = [mark.is_ for row in rows for mark in row.marks]
    counts = {each: marks.count(each) for each in _NAMES if each != _DIFFER or _DIFFER in marks}
    counted = ", ".join(f"{count} {_counted(each, count)}" for each, count in counts.items())
    alt = (
        tr("Who holds which function today: {counted}.", counted=counted)
        + " "
        + " ".join(_in_words(row, roles) for row in rows)
    )
    least = _LEAST + (_MORE if _DIFFER in counts else 0)
    width, bottom = max(_LABELS + _COLUMN * len(roles), least), _HEAD + _ROW * len(rows)
    svg = drawing(width, bottom + _LEGEND, alt)
    for index, role in enumerate(roles):
        write_lines(svg, _LABELS + _COLUMN * index, _HEAD / 2 - 4, role, most=22, weight="bold")
    rule(svg, 0, _HEAD - 4, width, _HEAD - 4, width="1.5")
    for number, row in enumerate(rows):
        y = _HEAD - 4 + _ROW * (number + 0.5)
        write_lines(svg, 0, y, row.label, most=24)
        for index, mark in enumerate(row.marks):
            _cell(svg, _LABELS + _COLUMN * index, y, mark)
        rule(svg, 0, y + _ROW / 2, width, y + _ROW / 2, opacity="0.16")
    x = 0.0
    for each, count in counts.items():
        words = f"{count} {_counted(each, count)}"
        _mark(svg, x + 9, bottom + 14, each)
        write(svg, x + 26, bottom + 19, words, size="13")
        x += 42 + 8 * len(words)
    picture = written(svg)
    return Figure(picture, alt=alt, caption=tr("Who holds which function today"), table=_table(roles, rows, counted))


def _counted(each: Is, count: int) -> str:
    """Return what a mark says of so many cells: "1 departs from it", "2 depart from it"."""
    return tr("depart from it") if each is True and count != 1 else tr(_NAMES[each])


def _table(roles: Sequence[str], rows: Sequence[BalanceRow], counted: str) -> Table:
    """Return the picture as a table of words, the tone of each cell that of its mark."""
    cells = []
    for row in rows:
        words = [
            Cell.of(said(f"{mark.holder}, {mark.state or 'not rated'}"), tone=_TONES[mark.is_]) for mark in row.marks
        ]
        cells.append((Cell.of(said(row.label), head=True), *words))
    header = (Cell.of("", head=True), *(Cell.of(said(role), head=True) for role in roles))
    return Table(
        header=(header,), rows=tuple(cells), caption=tr("Who holds which function today: {counted}", counted=counted)
    )


def _in_words(row: BalanceRow, roles: Sequence[str]) -> str:
    if all(mark == BalanceMark() for mark in row.marks):
        return f"{row.label}: {BalanceMark().words()}."
    cells = "; ".join(f"{role} – {mark.words()}" for role, mark in zip(roles, row.marks, strict=True))
    return f"{row.label}: {cells}."


def _cell(svg: Drawing, x: float, y: float, mark: BalanceMark) -> None:
    _mark(svg, x + 9, y, mark.is_)
    weight = "bold" if mark.departs or mark.is_ == _DIFFER else ""
    write_lines(svg, x + 26, y - 9, mark.holder, most=22, lines=1, weight=weight)
    write_lines(svg, x + 26, y + 9, mark.state or tr("not rated"), most=22, lines=1)


def _mark(svg: Drawing, x: float, y: float, departs: Is) -> None:
    """Draw a full disc, a diamond with a hole, two halves apart, or a small faint dot."""
    if departs == _DIFFER:
        for start, end in ((x - 3, x - 11), (x + 3, x + 11)):
            points = f"{start:g},{y - 8:g} {end:g},{y:g} {start:g},{y + 8:g}"
            svg.shape("polygon", {"points": points, "fill": _APART})
    elif departs is None:
        svg.circle(x, y, 3.5, _UNSAID)
    elif departs:
        points = f"{x:g},{y - 9:g} {x + 9:g},{y:g} {x:g},{y + 9:g} {x - 9:g},{y:g}"
        svg.shape("polygon", {"points": points, "fill": "none", "stroke": _APART, "stroke-width": "3"})
    else:
        svg.circle(x, y, 8, _DISC)
