"""Raters side by side, painted: one row after the other, a mark for each rater along the levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.style import Style

from hansei.insight.compare import ComparedRow, Position, by_spread, compare
from hansei.record.events import Agreed
from hansei.record.rounds import Settled
from hansei.record.session import Session
from hansei.record.view import HANDS
from hansei_tui.app.theme import Palette
from hansei_tui.rounds.shell import Rows
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.keyed import keyed
from hansei_tui.run.room import Room
from hansei_tui.run.standing import standing
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, padded, shown

#: Cells below which a row has its marks on a line of their own, under its title.
NARROW = 92
#: Cells of the screen's edges and of the gaps before what stands beside the title.
BESIDE = 10
#: Cells of how far apart, of the agreement and of the state, with the gaps before them.
APART, AGREEMENT, STATE = 11, 6, 18
STATE_AND_MORE = 28
#: Cells that the state gets at the least where a row takes two lines.
LEAST_STATE = 14
#: Cells of a level that its name may claim where the rows' names are long, and of a level at the most.
LEVEL, MOST_LEVEL = 13, 30
#: What the team made of a row, with a sign that needs no colour.
STATES = {"open": N_("· open"), "not agreed": N_("≠ not agreed"), "conflict": N_("! conflict")}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def apart(row: ComparedRow) -> str:
    """Return how far apart raters are, in words."""
    if not row.rated:
        return tr("no level")
    if not row.spread:
        return tr("together")
    return trn("{n} level", "{n} levels", row.spread)


def titles_of(row: ComparedRow, position: Position) -> list[str]:
    """Return where a rater stands, level first, then what they said of what is settled with it; none: no scale."""
    if row.scale is None:
        return []
    said = position.beside
    beside = [option.title for each in row.asked for option in each.options if said.get(each.id) == option.id]
    return [row.scale.title(position.place), *beside]


def place_of(session: Session, row: ComparedRow, settled: Settled) -> str:
    """Return what was settled in a word or two."""
    if not isinstance(settled, Agreed) or row.scale is None:
        return tr("no agreement")
    this, kind = session.instrument(settled.instrument)
    response = session.read_response(settled)
    titles = [row.scale.title(kind.place(this.definition, row.item, response))]
    given = kind.given(this.definition, row.item, response) if row.asked else {}
    titles += [option.title for each in row.asked for option in each.options if given.get(each.id) == option.id]
    left_open = [each for each in row.disputed if not given.get(each.id)]
    return " · ".join([*titles, *([tr("opinions differ")] if left_open else [])])


def state_of(session: Session, row: ComparedRow, room: int) -> str:
    """Return what the team made of a row, with a sign that needs no colour, and how many do not go along.

    Args:
        session: The session.
        row: The row.
        room: Cells there are for it.
    """
    if row.again and row.state != "conflict":
        return tr("↻ rated again")
    if row.state == "agreed":
        settled = row.settled[0]
        apart_ = f" ≠{len(settled.dissent)}" if isinstance(settled, Agreed) and settled.dissent else ""
        return f"✓ {clipped(shown(place_of(session, row, settled)), room - 2 - cell_len(apart_))}{apart_}"
    if row.state == "open" and row.disputed:
        question = row.disputed[0]
        chosen = row.chosen(question.id)
        return "· " + " ≠ ".join(each.title for each in question.options if each.id in chosen)
    return tr(STATES[row.state])


def marks_of(rows: Sequence[ComparedRow]) -> dict[str, str]:
    """Return a mark for each rater: the number at the end of the name, or a letter; none where they are too many."""
    raters = (each.rater for row in rows for each in row.positions if each.count == 1 and each.rater != HANDS)
    names = list(dict.fromkeys(raters))
    ends = [found[1] if (found := re.search(r"(\d{1,2})$", name)) else "" for name in names]
    if names and all(ends) and len(set(ends)) == len(ends):
        return dict(zip(names, ends, strict=True))
    return dict(zip(names, LETTERS, strict=False)) if len(names) <= len(LETTERS) else {}


class Spread(Rows):
    """All rows of an instrument, the most apart first.

    Args:
        room: The room.
        instrument: The instrument's id.
    """

    help_text = N_(
        "A mark for each rater along the levels; the line between them is how far apart they are. Agreement is 1 when "
        "all chose the same level and 0 when one half stands at either end."
    )

    def __init__(self, room: Room, instrument: str) -> None:
        super().__init__(room, tr("Where we stand"))
        self.instrument = instrument
        self.sorted = True
        #: True shows how many instead of who.
        self.numbers = False
        #: Item to the round that is looked at, when it is not the last.
        self.past: dict[str, int] = {}
        self._compared_at: tuple[object, ...] = ()
        self._rows: tuple[ComparedRow, ...] = ()
        self._marks: dict[str, str] = {}
        self._state_width = STATE
        self._columns_at: tuple[tuple[object, ...], tuple[int, int]] = ((), (0, 0))

    # ------------------------------------------------------------------------------------- what is compared

    @property
    def _as_of(self) -> tuple[object, ...]:
        return (self.room.session.state.version, self.sorted, *self.past.items())

    @property
    def compared(self) -> tuple[ComparedRow, ...]:
        """The rows, compared once for each version of the record."""
        session, now = self.room.session, self._as_of
        if now != self._compared_at:
            rows = [row for row in compare(session, self.instrument) if row.scale is not None]
            order = [row.item.id for row in (by_spread(rows) if self.sorted else rows)]
            for number in set(self.past.values()):
                older = {row.item.id: row for row in compare(session, self.instrument, number)}
                rows = [older.get(row.item.id, row) if self.past.get(row.item.id) == number else row for row in rows]
            self._rows = tuple(sorted(rows, key=lambda row: order.index(row.item.id)))
            self._marks = marks_of(self._rows)
            self._state_width = STATE_AND_MORE if any(row.asked for row in self._rows) else STATE
            self._compared_at = now
        return self._rows

    @property
    def here(self) -> ComparedRow | None:
        """The row that is stood on."""
        rows = self.compared
        return rows[min(self.at, len(rows) - 1)] if rows else None

    def stand(self, item: str) -> None:
        """Stand on a row."""
        found = [index for index, row in enumerate(self.compared) if row.item.id == item]
        self.at = found[0] if found else self.at

    @property
    def face(self) -> tuple[object, ...]:
        """The rows, and whether marks or numbers are shown."""
        return (*self._as_of, self.numbers)

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.compared)

    @property
    def beside(self) -> str:
        """How much is settled, and in which order it is shown; where that is too long, the order is left out first."""
        order = tr("most apart first") if self.sorted else tr("as the toolkit has them")
        stands = standing(self.room.session, self.instrument)
        words = stands.words
        free = self.size.width - cell_len(self.title) - BESIDE
        fits = (each for each in (f"{words} · {order}", words) if cell_len(each) <= free)
        return next(fits, stands.brief or words)

    # ------------------------------------------------------------------------------------- painting

    @property
    def narrow(self) -> bool:
        """Whether a row takes two lines."""
        return self.size.width < NARROW

    @property
    def tall(self) -> int:
        """Two lines for each on a narrow screen, or where there is room for air."""
        air = self.size.height >= 2 * self.count + 4 + self.least_below(self.size.height)
        return 2 if self.narrow or air else 1

    def least_below(self, height: int) -> int:
        """Keep lines for the row that is stood on."""
        return max(6, min(14, height * 2 // 5))

    def _columns(self, width: int, levels: int) -> tuple[int, int]:
        """Return the cells of the title and of a level, counted once for each version of the rows."""
        key = (self._as_of, width, levels)
        if key != self._columns_at[0]:
            self._columns_at = (key, self._counted(width, levels))
        return self._columns_at[1]

    def _counted(self, width: int, levels: int) -> tuple[int, int]:
        if self.narrow:
            return 4, max(4, (width - 4) // max(1, levels))
        free = width - APART - AGREEMENT - self._state_width - 2
        longest = max((cell_len(shown(row.item.label)) for row in self.compared), default=0) + 1
        row = self.here
        names = [cell_len(shown(each.title)) for each in row.scale.levels] if row and row.scale else [0]
        title = max(20, min(longest, free - levels * min(LEVEL, max(names) + 1)))
        return title + 2, max(5, min(MOST_LEVEL, (free - title) // max(1, levels)))

    def above(self, on: Canvas) -> None:
        """Paint the names of the levels."""
        ink, row = self.ink, self.here
        if row is None or row.scale is None:
            on.text(tr("There is nothing to compare yet."), ink.text)
            return
        title, level = self._columns(on.width, len(row.scale.levels))
        parts: list[Part] = [(" " * title, ink.dim)]
        parts += [(padded(shown(each.title), level - 1) + " ", ink.dim) for each in row.scale.levels]
        if not self.narrow:
            heads = (("  " + tr("apart"), APART), (tr("agr."), AGREEMENT))
            parts += [*((padded(head, wide), ink.dim) for head, wide in heads), (tr("settled"), ink.dim)]
        on.line(*parts)

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a row with its marks."""
        ink, row = self.ink, self.compared[index]
        ground = ink.lit if here else Style()
        levels = len(row.scale.levels) if row.scale is not None else 0
        title, level = self._columns(on.width, levels)
        name = shown(row.item.label)
        if row.item.id in self.past:
            name = tr("{row} (round {number})", row=name, number=row.round)
        style = (ink.now if here else ink.text) + ground
        lead: Part = ("▸ " if here else "  ", ink.now + ground)
        agreement = "" if row.consensus is None else f"{row.consensus:.2f}"
        right = f"  {apart(row)}  {agreement}  "
        room = on.width - title - level * levels - APART - AGREEMENT
        if self.narrow:
            room = max(LEAST_STATE, on.width - 3 - cell_len(name) - cell_len(right))
        words = state_of(self.room.session, row, room)
        told = {"agreed": ink.done, "conflict": ink.warn, "not agreed": ink.said}.get(row.state, ink.dim) + ground
        if row.again:
            told = ink.now + ground
        far = (ink.now if row.spread > 1 else ink.dim) + ground
        if self.narrow:
            state = clipped(shown(words), room)
            wide = max(6, on.width - 2 - cell_len(right) - cell_len(state))
            on.line(lead, (padded(name, wide), style), (right, far), (state, told))
            on.line(("    ", ground), *self._marked(row, level, ink, ground, here=here), (" " * on.width, ground))
            return
        on.line(
            lead,
            (padded(name, title - 3) + " ", style),
            *self._marked(row, level, ink, ground, here=here),
            (padded(f"  {apart(row)}", APART), far),
            (padded(agreement, AGREEMENT), ink.dim + ground),
            (padded(clipped(shown(words), room), on.width), told),
        )
        on.blank(self.tall - 1)

    def _marked(self, row: ComparedRow, level: int, ink: Palette, ground: Style, *, here: bool) -> list[Part]:
        """Return the marks along the levels, a line between the ends."""
        chosen = [place for place, count in enumerate(row.counts) if count]
        parts: list[Part] = []
        for place in range(len(row.counts)):
            there = [each for each in row.positions if each.level == place]
            text = self._cell(there, level - 1) if there else ""
            style = (ink.now if here else ink.said) + ground
            between = bool(chosen) and chosen[0] <= place < chosen[-1]
            if not text:
                text, style = ("─" if between else "·"), ink.rule + ground
            parts += [(text, style), (("─" if between else " ") * max(0, level - cell_len(text)), ink.rule + ground)]
        return parts

    def _cell(self, there: Sequence[Position], room: int) -> str:
        """Return who stands at a level: a mark each, or how many where these do not fit."""
        count = sum(each.count for each in there)
        if self.numbers:
            return clipped(str(count), room)
        marks = "".join(
            f"●{self._marks[each.rater]}" for each in there if each.rater in self._marks and each.count == 1
        )
        whole = all(each.rater in self._marks and each.count == 1 for each in there)
        return marks if whole and cell_len(marks) <= room else clipped(f"●×{count}", room)

    def below(self, on: Canvas, height: int) -> None:
        """Paint the row that is stood on: who is behind the numbers, what is settled, who stands where and why."""
        row, ink = self.here, self.ink
        if row is None or row.scale is None:
            return
        end = on.y + height
        on.text(row.denominator(), ink.dim, most=2)
        numbers = " · ".join(
            f"{shown(each.title)} {count}" for each, count in zip(row.scale.levels, row.counts, strict=True)
        )
        on.text(numbers, ink.text, most=2)
        if row.consensus is not None:
            far = trn(
                "{n} level apart · agreement {agreement} of 1",
                "{n} levels apart · agreement {agreement} of 1",
                row.spread,
                agreement=f"{row.consensus:.2f}",
            )
            why = keyed(tr("{key} why this number"), "w", ink.dim, ink.key)
            on.line((f"{far}   ", ink.text), *why, hit="why:")
        for question in row.asked:
            chosen = row.chosen(question.id)
            says = " · ".join(f"{each.title} {chosen[each.id]}" for each in question.options if each.id in chosen)
            words = f"{shown(question.ask)} "
            on.line((words, ink.dim), (shown(says or tr("nobody said")), ink.now if len(chosen) > 1 else ink.text))
        for each in row.settled:
            self._settled(on, row, each, end)
        self._positions(on, row, end)

    def _positions(self, on: Canvas, row: ComparedRow, end: int) -> None:
        """Paint who stands where and why; over more lines where there are some left."""
        ink = self.ink
        longest = max((cell_len(each.rater) for each in row.positions), default=0) + 4
        for index, each in enumerate(row.positions):
            if on.y >= end:
                break
            mark = f"●{self._marks[each.rater]} " if each.rater in self._marks else "● "
            many = f" ×{each.count}" if each.count > 1 else ""
            wide = min(24, on.width // 3, longest)
            who = padded(f"{clipped(shown(each.rater), 20)}{many}", wide)
            most = max(1, (end - on.y) // (len(row.positions) - index))
            indent = cell_len(mark) + wide
            for number, line in enumerate(wrap(each.says, on.width - indent, most)):
                lead = ((mark, ink.now), (who, ink.said)) if not number else ((" " * indent, ink.dim),)
                on.line(*lead, (line, ink.text))

    def _settled(self, on: Canvas, row: ComparedRow, settled: Settled, end: int) -> None:
        ink, session = self.ink, self.room.session
        clash = len(row.settled) > 1
        place = place_of(session, row, settled)
        if clash:
            words = tr("! Settled twice at once: {place}", place=place)
        elif row.again:
            words = tr("↻ Settled before, in round {number}: {place}", number=settled.round, place=place)
        else:
            words = tr("✓ Settled: {place}", place=place)
        words += f" — {settled.rationale}" if settled.rationale else ""
        if on.y < end:
            on.line((shown(words), ink.warn if clash else ink.now if row.again else ink.done))
        kept = settled.dissent if isinstance(settled, Agreed) else settled.positions
        for each in kept:
            if on.y < end:
                who = shown(session.rater_name(each.rater))
                who = (
                    tr("≠ dissent, {who}", who=who) if isinstance(settled, Agreed) else tr("≠ position, {who}", who=who)
                )
                on.line((f"  {who}" + (": " if each.words else ""), ink.said), (shown(each.words), ink.text))
