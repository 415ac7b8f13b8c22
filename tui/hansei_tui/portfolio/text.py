"""The portfolio as lines of text: the same squares as on screen, in numbers and marks that need no colour."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hansei_tui.output import say, say_table

if TYPE_CHECKING:
    from hansei.insight.heatmap import HeatMap, HeatRow, RowCount, Square
    from hansei.insight.portfolio import OverAll, TeamAction
    from hansei.insight.portfolio_record import Said
    from hansei.insight.trend import Trend

#: Behind a number: up, down, or not to be compared with the time before.
UP, DOWN, APART = "+", "-", "*"
#: What is no number, with its words.
LEGEND = ". not rated   - no level (as does not apply)   ~ rated, not settled   x no agreement   ! settled twice"
MOVES = f"after a number: {UP} higher, {DOWN} lower than the time before, {APART} something else changed as well"


def day(at: int) -> str:
    """Return the day of a time of the record, in this machine's time zone."""
    return time.strftime("%Y-%m-%d", time.localtime(at // 1000))


def marked(square: Square) -> str:
    """Return a square as it stands in a table, as in "3+*"."""
    moved = "" if not square.moved else UP if square.moved > 0 else DOWN
    return f"{square.mark}{moved}{APART if square.remarks else ''}"


def levels(rows: Iterable[HeatRow]) -> str:
    """Return what the numbers mean, as in "1 Beginning   2 Developing"; rows with other levels say theirs as well."""
    different = dict.fromkeys(row.levels for row in rows)
    return "; ".join("   ".join(f"{at} {title}" for at, (_, title) in enumerate(each, 1)) for each in different)


def headings(rows: Sequence[HeatRow]) -> list[str]:
    """Return a heading of one letter for each row; the letters are explained beneath."""
    return [letter(at) for at in range(len(rows))]


def letter(at: int) -> str:
    """Return the letter of a row: a to z, then aa."""
    return chr(97 + at) if at < 26 else letter(at // 26 - 1) + letter(at % 26)


def say_map(scope: str, heat: HeatMap) -> None:
    """Print a map: a line for each team, then how many stand where on each row."""
    say(f"{heat.title} of {scope}: {_many(len(heat.teams), 'team')}\n")
    say_table(
        ("TEAM", "KIND", *headings(heat.rows), "SESSIONS", "LAST"),
        [
            (line.org.name, line.org.kind, *map(marked, line.squares), str(line.sessions), day(line.last))
            for line in heat.teams
        ],
    )
    if heat.silent:
        say(f"No session yet: {', '.join(org.name for org in heat.silent)}")
    say()
    _say_counts(heat.counts())
    _say_legend(heat.rows)


def say_over_all(over: OverAll) -> None:
    """Print how many teams stand where."""
    say(f"{over.title} of all teams\n")
    _say_counts(over.rows)


def say_trend(team: str, trend: Trend) -> None:
    """Print a team's trend: a line for each session, then what changed besides the ratings."""
    rows = [each.row for each in trend.rows]
    say(f"{trend.title} of {team}: {_many(len(trend.sittings), 'session')}\n")
    say_table(
        ("BEGUN", "SESSION", *headings(rows)),
        [
            (day(sitting.at), sitting.session, *(marked(each.points[at]) for each in trend.rows))
            for at, sitting in enumerate(trend.sittings)
        ],
    )
    said = False
    for at, sitting in enumerate(trend.sittings):
        for remark, titles in trend.remarks(at).items():
            if not said:
                say(f"\n{APART} Not to be compared with the time before without a second thought:")
                said = True
            where = "all rows" if len(titles) == len({row.measure.item for row in rows}) else ", ".join(titles)
            say(f"  {day(sitting.at)}: {remark} ({where})")
    say()
    for at, row in enumerate(rows):
        say(f"  {letter(at)}  {row.measure.about.short}{' (in earlier words)' if row.earlier else ''}")
    _say_legend(rows)
    say("--evidence says who said what, `hansei report SESSION` has the whole session.")


def say_evidence(trend: Trend, said: Said) -> None:
    """Print who said what of each row, session by session."""
    for at, sitting in enumerate(trend.sittings):
        say(f"\n{day(sitting.at)} (session {sitting.session})")
        for each in trend.rows:
            point = each.points[at]
            lines = said.get((point.session, trend.instrument, each.row.measure.item), ()) if point.fact else ()
            if lines:
                say(f"  {each.row.measure.about.short}: {marked(point)} {point.title}")
            for who, words in lines:
                say(f"    {who}: {words}" if words else f"    {who}")


def say_actions(found: Sequence[TeamAction], today: str) -> None:
    """Print actions, what is due first before all others, with how many stand how."""
    counts = Counter(each.due.status for each in found)
    late = sum(each.late(today) for each in found)
    said = ", ".join(f"{counts[status]} {status}" for status in ("open", "begun", "done", "dropped") if counts[status])
    say(f"{_many(len(found), 'action')}: {said}; {late} late\n")
    say_table(
        ("DUE", "STANDS", "TEAM", "WHAT", "WHO", "ABOUT", "SESSION"),
        [
            (
                f"{each.due.action.due}{' late' if each.late(today) else ''}",
                f"{each.due.status}: {each.due.words}" if each.due.words else each.due.status,
                each.org.name,
                each.due.action.text,
                each.due.action.owner,
                each.due.action.about,
                each.due.session,
            )
            for each in found
        ],
    )


def _say_counts(counts: Sequence[RowCount]) -> None:
    for at, count in enumerate(counts):
        earlier = " (in earlier words, not to be compared)" if count.row.earlier else ""
        say(f"  {letter(at)}  {count.row.measure.about.short}{earlier}")
        numbers = zip(count.levels, count.row.levels, strict=True)
        said = ", ".join(f"{n} {title}" for n, (_, title) in numbers if n)
        say(f"     {count.denominator()}{f': {said}' if said else ''}")


def _say_legend(rows: Sequence[HeatRow]) -> None:
    say(f"\n{levels(rows)}")
    say(LEGEND)
    say(MOVES)


def _many(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
