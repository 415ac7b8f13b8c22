"""The views of the portfolio: teams by rows, a team over its sessions, what teams set out to do, all counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style

from hansei.insight.comparability import how, rounds, who
from hansei.insight.heatmap import HeatMap, RowCount, Square
from hansei.insight.portfolio import OverAll, TeamAction
from hansei.insight.trend import Trend
from hansei.record.following import STATUSES, stands
from hansei.record.organisations import Organisation
from hansei_tui.app.theme import Palette
from hansei_tui.portfolio.text import day, letter
from hansei_tui.portfolio.view import SquaresView, View
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr, trn
from hansei_tui.shown import clipped, padded, shown, width

#: Cells from which on a row and its counts stand on one line.
BROAD = 100
#: Lines that are kept for the districts, with the lines around them.
FEWEST = 8
#: What marks each state of an action where there is no colour.
SIGNS = {"open": "·", "begun": "▸", "done": "✓", "dropped": "✕"}


class MapView(SquaresView):
    """Teams by the rows of an instrument."""

    help_text = N_(
        "A line for each team, a square for each row: the number is the level, from 1 in the toolkit's order, and the "
        "stronger the shade the higher. Nothing is averaged. Enter shows the team over its sessions, and there enter "
        "opens the session. Tab goes to the next instrument."
    )
    least, most = 7, 30

    def __init__(self, heat: HeatMap, scope: str) -> None:
        super().__init__()
        self.heat, self.rows = heat, heat.rows
        self.title = heat.title
        teams = trn("{n} team", "{n} teams", len(heat.teams))
        self.beside = f"{scope} · {teams}"
        self._counts = heat.counts()

    @property
    def count(self) -> int:
        """A line for each team."""
        return len(self.heat.teams)

    def name(self, index: int) -> str:
        """Return the team; those of a district stand under it."""
        org = self.heat.teams[index].org
        return org.name if org.kind == "district" else f"  {org.name}"

    def squares(self, index: int) -> Sequence[Square]:
        """Return where the team stands."""
        return self.heat.teams[index].squares

    def behind(self, index: int) -> str:
        """Return when the team was last at work, and how often."""
        line = self.heat.teams[index]
        return f"{line.sessions} × {day(line.last)}" if line.sessions > 1 else day(line.last)

    def below(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint the square that is stood on, and how many teams stand where on its row."""
        square = self.square
        if square is None:
            on.text(tr("No team stands there."), ink.dim)
            return
        row, team = self.rows[self.column], self.heat.teams[self.at]
        _about(on, ink, f"{letter(self.column)}  {row.measure.about.short}", team.org.name, square, earlier=row.earlier)
        _counted(on, ink, self._counts[self.column])
        if self.heat.silent and on.y < height - 3:
            silent = shown(", ".join(org.name for org in self.heat.silent))
            on.text(tr("No session yet: {teams}", teams=silent), ink.dim, most=2)
        if on.y < height - 2:
            on.blank()
        self.legend(on, ink, height)


class TrendView(SquaresView):
    """A team over its sessions.

    Args:
        team: The team.
        trend: One instrument over its sessions.
        behind: Returns who said what of a row in a session.
    """

    help_text = N_(
        "A line for each session, the last one at the bottom. * marks a number that cannot be compared with the one "
        "above it without a second thought; what changed stands below. Enter opens the session, with its evidence."
    )
    least, most = 8, 30

    def __init__(
        self, team: Organisation, trend: Trend, behind: Callable[[str, str, str], Sequence[tuple[str, str]]]
    ) -> None:
        super().__init__()
        self.team, self.trend = team, trend
        self.rows = tuple(each.row for each in trend.rows)
        self.title = trend.title
        sessions = trn("{n} session", "{n} sessions", len(trend.sittings))
        self.beside = f"{team.name} · {sessions}"
        self.at = len(trend.sittings) - 1
        self._behind = behind

    @property
    def count(self) -> int:
        """A line for each session."""
        return len(self.trend.sittings)

    @property
    def session(self) -> str:
        """The session that is stood on."""
        return self.trend.sittings[self.at].session

    def name(self, index: int) -> str:
        """Return when the session began."""
        return day(self.trend.sittings[index].at)

    def squares(self, index: int) -> Sequence[Square]:
        """Return where the team stood."""
        return [each.points[index] for each in self.trend.rows]

    def behind(self, index: int) -> str:
        """Return the session."""
        return self.trend.sittings[index].session

    def below(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint the square that is stood on, what changed with it, and what was said of it."""
        square = self.square
        if square is None:
            return
        row = self.rows[self.column]
        _about(
            on, ink, f"{letter(self.column)}  {row.measure.about.short}", day(square.at), square, earlier=row.earlier
        )
        if square.fact is None:
            self.legend(on, ink, height)
            return
        for who_, says in self._behind(square.session, self.trend.instrument, row.measure.item):
            for number, line in enumerate(wrap(says, max(8, on.width - 24), 2)):
                on.line((padded(clipped(shown(who_), 21) if not number else "", 22), ink.said), (line, ink.text))
        if on.y < height - 3:
            on.blank()
            self.legend(on, ink, height)


class ActionView(View):
    """What teams set out to do, by what is due first."""

    help_text = N_(
        "What is not ended stands first, by when it is due. Enter opens the session in which it was written. "
        "s narrows them to those that are open, begun, done or dropped."
    )
    least = 5

    def __init__(self, found: Sequence[TeamAction], scope: str, today: str) -> None:
        super().__init__()
        self.found, self.today = found, today
        self.title = tr("Actions")
        late = sum(each.late(today) for each in found)
        ended = sum(each.due.status in ("done", "dropped") for each in found)
        self.beside = tr(
            "{scope} · {open} to do, {late} late, {ended} ended",
            scope=scope,
            open=len(found) - ended,
            late=late,
            ended=ended,
        )

    @property
    def count(self) -> int:
        """A line for each action."""
        return len(self.found)

    @property
    def session(self) -> str:
        """The session in which the action that is stood on was written."""
        return self.found[self.at].due.session if self.found else ""

    def line(self, on: Canvas, index: int, ink: Palette, *, here: bool) -> None:
        """Paint an action on one line."""
        each = self.found[index]
        action, late = each.due.action, each.late(self.today)
        ground = ink.lit if here else Style()
        when, mark = action.due or tr("no date"), tr("late")
        due = f"{padded(when, 10)} {mark if late else ' ' * width(mark)}"
        how_it_stands = f"{SIGNS[each.due.status]} {stands(each.due.status)}"
        told = {"done": ink.done, "begun": ink.now}.get(each.due.status, ink.dim) + ground
        team = min(22, max(10, on.width // 5))
        room = 2 + max(8, *(width(stands(status)) for status in STATUSES))
        on.line(
            ("▸ " if here else "  ", ink.now + ground),
            (f"{due} ", (ink.warn if late else ink.dim) + ground),
            (padded(how_it_stands, room) + " ", told),
            (padded(clipped(shown(each.org.name), team), team) + " ", ink.said + ground),
            (padded(clipped(shown(action.text), on.width), on.width), (ink.strong if here else ink.text) + ground),
        )

    def below(self, on: Canvas, ink: Palette, height: int) -> None:
        """Paint all of the action that is stood on."""
        if not self.found:
            on.text(tr("There is no such action."), ink.dim)
            return
        each = self.found[self.at]
        action = each.due.action
        on.text(shown(action.text), ink.strong, most=3)
        whose = f"{action.owner}, {each.org.name}" if action.owner else each.org.name
        says = tr("{who}, about {about}, since {date}", who=whose, about=action.about, date=day(each.due.at))
        on.text(shown(says), ink.said, most=2)
        if each.due.words:
            on.text(shown(f"{stands(each.due.status)}: {each.due.words}"), ink.text, most=3)


class EverybodyView(View):
    """Many teams: counted on every row, and a district on each line to go on with."""

    help_text = N_("How many teams stand where, and below the districts: enter shows one, with a line for each team.")
    least = 1

    def __init__(self, over: OverAll | None, districts: Sequence[tuple[Organisation, int]], teams: int) -> None:
        super().__init__()
        self.over, self.districts = over, districts
        self.title = over.title if over is not None else tr("Portfolio")
        all_ = trn("{n} organisation", "{n} organisations", teams)
        self.beside = trn("{all}, {n} district", "{all}, {n} districts", len(districts), all=all_)

    @property
    def count(self) -> int:
        """A line for each district."""
        return len(self.districts)

    @property
    def district(self) -> Organisation | None:
        """The district that is stood on."""
        return self.districts[self.at][0] if self.districts else None

    def above(self, on: Canvas, ink: Palette) -> None:
        """Paint how many teams stand where."""
        rows = [] if self.over is None else [count for count in self.over.rows if not count.row.earlier]
        if not rows:
            on.text(tr("No team has rated anything in that time."), ink.text)
        shown_ = rows[: max(1, (self.height - FEWEST) // (1 if on.width >= BROAD else 2))]
        for count in shown_:
            _counted(on, ink, count, name=count.row.measure.about.short)
        if len(shown_) < len(rows):
            hidden = len(rows) - len(shown_)
            says = trn("{n} more row: a larger window shows them", "{n} more rows: a larger window shows them", hidden)
            on.text(says, ink.dim)
        on.blank()

    def line(self, on: Canvas, index: int, ink: Palette, *, here: bool) -> None:
        """Paint a district."""
        org, below = self.districts[index]
        ground = ink.lit if here else Style()
        on.line(
            ("▸ " if here else "  ", ink.now + ground),
            (padded(clipped(shown(org.name), 40), 42), (ink.strong if here else ink.text) + ground),
            (padded(trn("{n} building", "{n} buildings", below), on.width), ink.dim + ground),
        )


def _about(on: Canvas, ink: Palette, row: str, whose: str, square: Square, *, earlier: bool) -> None:
    """Paint what a square says, and what it rests on."""
    number = f"{square.number} " if square.number is not None else ""
    if earlier:
        row = tr("{row} (in earlier words: not to be compared)", row=row)
    on.line((shown(row), ink.strong), (f"  {shown(whose)}", ink.said))
    fact = square.fact
    if fact is None:
        on.line((square.title, ink.dim))
        return
    rests = " · ".join(filter(None, (how(fact), who(fact), rounds(fact), day(square.at))))
    on.line((f"{number}{shown(square.title)}", ink.now), (f"   {rests}", ink.dim))
    if square.moved:
        steps = abs(square.moved)
        says = trn("{n} level higher than the time before", "{n} levels higher than the time before", steps)
        if square.moved < 0:
            says = trn("{n} level lower than the time before", "{n} levels lower than the time before", steps)
        on.line((says, ink.text))
    for remark in square.remarks:
        on.text(f"* {shown(remark)}", ink.warn, most=2)


def _counted(on: Canvas, ink: Palette, count: RowCount, name: str = "") -> None:
    """Paint how many teams stand where on a row, the denominator with it."""
    numbers = zip(count.levels, count.row.levels, strict=True)
    said = " · ".join(f"{shown(title)} {n}" for n, (_, title) in numbers)
    if not name:
        on.text(said, ink.text, most=2)
        on.text(count.denominator(), ink.dim, most=2)
        return
    of = "   " + tr("{count} of {all}", count=count.rated, all=count.teams)
    if on.width < BROAD:
        on.line((shown(name), ink.text), (of, ink.dim))
        on.text(said, ink.said, indent=2, most=1)
        return
    whole = f"   {count.denominator()}"
    if 30 + cell_len(said) + cell_len(whole) > on.width:
        whole = of
    on.line((padded(clipped(shown(name), 28), 30), ink.text), (said, ink.said), (whole, ink.dim))
