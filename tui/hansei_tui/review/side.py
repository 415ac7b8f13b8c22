"""What buildings handed in, painted side by side: a line for each row, a column for each building or each level."""

from __future__ import annotations

from attrs import evolve
from rich.cells import cell_len
from rich.style import Style

from hansei.insight.prefilling import Proposal
from hansei.insight.review import Part, Review, ReviewedRow, Stand
from hansei.insight.reviewing import Reviewing
from hansei.words.ours import tr as engine_tr
from hansei_tui.review.words import NEWS, day
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.canvas import Part as Piece
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, padded, shown

#: Cells of a building's column at the least and at the most; with less there is a column for each level.
LEAST, MOST = 9, 22
#: Cells of a row's title at the least and at the most.
SHORT, TITLE = 20, 44
#: Cells from which there is room for more beside the title.
WIDE = 110
#: How a stand that is no level reads in a cell.
CELLS = {
    "not rated": "–",
    "open": N_("≠ not settled"),
    "apart": N_("≠ not agreed"),
    "conflict": N_("! conflict"),
    "other words": N_("* other words"),
    "unreadable": N_("! unreadable"),
}


def cell_of(row: ReviewedRow, stand: Stand) -> str:
    """Return where somebody stands in a word or two."""
    if stand.state in CELLS:
        return tr(CELLS[stand.state])
    return row.scale.title(stand.place) if row.scale is not None else stand.label


class Side(Rows):
    """The rows of one instrument of the review, where buildings differ most first.

    Args:
        room: The room.
        reviewing: The review.
    """

    help_text = N_(
        "A row for each function, a column for each building: where it says the function stands. Below, the building "
        "that is marked says why, and what it plans. Lines that can be taken into your plan stand at the end."
    )

    def __init__(self, room: Room, reviewing: Reviewing) -> None:
        super().__init__(room, tr("What buildings handed in"))
        self.reviewing = reviewing
        self.review: Review = reviewing.review()
        self.proposed: tuple[Proposal, ...] = reviewing.proposals(self.review)
        #: The rows of each instrument, in order; a screen asks for them with every line it paints.
        self._ordered: dict[int, tuple[ReviewedRow, ...]] = {}
        #: Which instrument of the review, and which building, 0-based.
        self.shown_part = 0
        self.column = 0
        #: True shows how many buildings stand at each level.
        self.by_level = False

    # ------------------------------------------------------------------------------------- what is shown

    def renew(self) -> None:
        """Look again at what was handed in and what the plan has."""
        here = self.here
        self.review = self.reviewing.review()
        self.proposed = self.reviewing.proposals(self.review)
        self._ordered.clear()
        self.shown_part = min(self.shown_part, max(0, len(self.review.parts) - 1))
        self.column = min(self.column, max(0, len(self.review.handed) - 1))
        if here is not None:
            self.stand(here.item.id)

    def taken(self) -> None:
        """Look again at what the plan has, after a line was taken or taken back: what was handed in is as it was."""
        if self.reviewing.last is not None:
            self.review = evolve(self.review, handed=tuple(evolve(each, news="") for each in self.review.handed))
        self.proposed = self.reviewing.proposals(self.review)

    @property
    def part(self) -> Part | None:
        """The instrument that is shown."""
        return self.review.parts[self.shown_part] if self.review.parts else None

    @property
    def rows(self) -> tuple[ReviewedRow, ...]:
        """Its rows."""
        if self.part is None or not self.review.handed:
            return ()
        if self.shown_part not in self._ordered:
            self._ordered[self.shown_part] = self.part.by_difference
        return self._ordered[self.shown_part]

    @property
    def here(self) -> ReviewedRow | None:
        """The row that is stood on."""
        rows = self.rows
        return rows[min(self.at, len(rows) - 1)] if rows else None

    @property
    def marked(self) -> Stand | None:
        """Where the building that is marked stands on that row."""
        row = self.here
        return row.stands[self.column] if row is not None and row.stands else None

    @property
    def lines(self) -> tuple[Proposal, ...]:
        """The lines proposed for the row."""
        row = self.here
        if row is None or row.instrument != self.review.rows_from:
            return ()
        return tuple(each for each in self.proposed if each.row == row.item.id)

    def stand(self, item: str) -> None:
        """Stand on a row."""
        found = [index for index, row in enumerate(self.rows) if row.item.id == item]
        self.at = found[0] if found else self.at

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows)

    @property
    def beside(self) -> str:
        """Which instrument, and where there is room in which order and of how many buildings."""
        parts = len(self.review.parts)
        told = [self.part.title] if self.part is not None and self.part.title else []
        if parts > 1:
            told.append(tr("{number} of {all}", number=self.shown_part + 1, all=parts))
        if self.size.width >= WIDE:
            many = len(self.review.handed)
            told += [tr("most apart first"), trn("{n} building", "{n} buildings", many)]
        return " · ".join(told)

    # ------------------------------------------------------------------------------------- painting

    def least_below(self, height: int) -> int:
        """Keep lines for the row that is stood on."""
        return max(8, min(16, height * 9 // 20))

    def _widths(self, width: int) -> tuple[int, int, bool]:
        """Return the cells of the title and of a column, and whether columns are levels."""
        row = self.here
        levels = len(row.scale.levels) if row is not None and row.scale is not None else 1
        wanted = min(TITLE, max((cell_len(each.item.label) for each in self.rows), default=0) + 5)
        columns = len(self.review.handed) + 1
        title = max(SHORT, min(wanted, width - LEAST * columns))
        cells = (width - title) // columns
        if self.by_level or cells < LEAST:
            title = max(SHORT, min(wanted, width // 3))
            return title, max(6, min(30, (width - title - LEAST) // max(1, levels))), True
        return title, min(MOST, cells), False

    def above(self, on: Canvas) -> None:
        """Paint what is missing and new, and the heads of the columns."""
        ink = self.ink
        if not self.review.handed:
            on.text(tr("No building has handed in yet."), ink.text)
            on.text(tr("What `hansei receive` or the inbox takes in stands here, side by side."), ink.dim)
        if self.review.missing:
            on.text(tr("Nothing from {teams}", teams=", ".join(self.review.missing)), ink.warn, most=1)
        if not self.rows:
            return
        title, cells, levels = self._widths(on.width)
        row = self.rows[0]
        parts: list[Piece] = [(" " * title, ink.dim)]
        if levels and row.scale is not None:
            parts += [(padded(shown(each.title), cells - 1) + " ", ink.dim) for each in row.scale.levels]
        else:
            for at, each in enumerate(self.review.handed):
                mark = "*" if each.news in ("new", "more") or each.copies else ""
                style = ink.now if at == self.column else ink.dim
                parts.append((padded(mark + shown(each.team), cells - 1) + " ", style))
                on.zone(title + at * cells, cells, f"column:{at}")
        on.line(*parts, (tr("ours"), ink.dim))

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a row."""
        ink, row = self.ink, self.rows[index]
        ground = ink.lit if here else Style()
        title, cells, levels = self._widths(on.width)
        style = (ink.now if here else ink.text) + ground
        parts: list[Piece] = [
            ("▸" if here else " ", style),
            ("+ " if self._open(row) else "  ", ink.now + ground),
            (padded(clipped(shown(row.item.label), title - 4), title - 3), style),
        ]
        if levels:
            for at, number in enumerate(row.counts):
                words = f"{number}  {', '.join(row.teams(at))}" if number else "·"
                parts.append((padded(shown(words), cells - 1) + " ", (ink.text if number else ink.rule) + ground))
        else:
            for at, stand in enumerate(row.stands):
                parts.append(self._cell(row, stand, cells, ground, marked=here and at == self.column))
                parts.append((" ", ground))
        parts.append((padded(shown(cell_of(row, row.own)), on.width), ink.said + ground))
        on.line(*parts)

    def _open(self, row: ReviewedRow) -> bool:
        """Whether a line is proposed for a row that the plan does not have yet."""
        of_plan = row.instrument == self.review.rows_from
        return of_plan and any(each.row == row.item.id and not each.taken for each in self.proposed)

    def _cell(self, row: ReviewedRow, stand: Stand, cells: int, ground: Style, *, marked: bool) -> Piece:
        ink = self.ink
        text = padded(shown(cell_of(row, stand)), cells - 1)
        if marked:
            return text, ink.now_block
        if stand.state == "level":
            return text, (ink.now if stand.calls else ink.done) + ground
        return text, (ink.warn if stand.state == "conflict" else ink.dim) + ground

    def below(self, on: Canvas, height: int) -> None:
        """Paint the row that is stood on: who is behind it, what the marked building says, what can be taken."""
        row, stand, ink = self.here, self.marked, self.ink
        if row is None or stand is None:
            return
        end = on.y + height
        told = [row.denominator()]
        if row.consensus is not None:
            told.append(tr("{count} apart", count=row.spread))
            told.append(tr("agreement {agreement}", agreement=f"{row.consensus:.2f}"))
        on.text(" · ".join(told), ink.dim, most=2)
        lines = self.lines
        room = max(2, end - on.y - len(lines))
        said = Canvas(on.width, ink.ground)
        self._said(said, stand)
        for each in row.stands:
            if each is not stand and each.words and said.y < room:
                said.text(f"{each.team}: {'; '.join(says for _, says in each.words)}", ink.dim, most=2)
        on.lines += said.lines[:room]
        self._proposed(on, lines, end)

    def _said(self, on: Canvas, stand: Stand) -> None:
        """Paint what the building that is marked says and plans."""
        ink = self.ink
        handed = self.review.handed[self.column]
        copies = tr("copies differ") if handed.copies else ""
        words = ", ".join(filter(None, (day(handed.at), copies, tr(NEWS[handed.news]))))
        on.line((shown(stand.team), ink.strong), (f"  {words}", ink.dim))
        for rater, says in stand.words:
            who = f"{rater}: " if len(stand.words) > 1 else ""
            on.text(f"{who}{says}", ink.text, most=3)
        if not stand.words:
            on.line((tr("said nothing of this row"), ink.dim))
        for reason in stand.reasons:
            apart = engine_tr("does not go along") in reason  # the engine says it so
            on.text(f"≠ {reason}" if apart else tr("because: {reason}", reason=reason), ink.said, most=2)
        for line in stand.lines:
            on.text(tr("plans: {line} · {status}", line=line.says, status=line.status), ink.said, most=2)

    def _proposed(self, on: Canvas, lines: tuple[Proposal, ...], end: int) -> None:
        """Paint the lines that can be taken into the plan."""
        ink = self.ink
        first = next((each for each in lines if not each.taken), None)
        for each in lines:
            if on.y >= end:
                break
            words = each.whole
            if each.taken:
                on.line((tr("✓ in your plan:") + " ", ink.done), (shown(words), ink.dim))
            elif each is first and not self.room.session.only_read:
                on.line(("a ", ink.key), (shown(words), ink.text), hit=f"take:{each.key}")
            else:
                on.line(("+ ", ink.now), (shown(words), ink.text), hit=f"take:{each.key}")
