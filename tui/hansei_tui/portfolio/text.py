"""The portfolio as lines of text: the same squares as on screen, in numbers and marks that need no colour."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hansei.record.following import STATUSES, stands
from hansei_tui.organisations import kind_word
from hansei_tui.output import say, say_table
from hansei_tui.sentences import N_, tr, trn

if TYPE_CHECKING:
    from hansei.insight.heatmap import HeatMap, HeatRow, RowCount, Square
    from hansei.insight.portfolio import OverAll, TeamAction
    from hansei.insight.portfolio_record import Said
    from hansei.insight.trend import Trend

#: Behind a number: up, down, or not to be compared with the time before.
UP, DOWN, APART = "+", "-", "*"
#: What is no number, with its words.
LEGEND = N_(". not rated   - no level (as does not apply)   ~ rated, not settled   x no agreement   ! settled twice")
MOVES = N_("after a number: + higher, - lower than the time before, * something else changed as well")


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


def in_earlier_words(row: str) -> str:
    """Return a row that other words stood for, as it is said."""
    return tr("{row} (in earlier words)", row=row)


def headings(rows: Sequence[HeatRow]) -> list[str]:
    """Return a heading of one letter for each row; the letters are explained beneath."""
    return [letter(at) for at in range(len(rows))]


def letter(at: int) -> str:
    """Return the letter of a row: a to z, then aa."""
    return chr(97 + at) if at < 26 else letter(at // 26 - 1) + letter(at % 26)


def say_map(scope: str, heat: HeatMap) -> None:
    """Print a map: a line for each team, then how many stand where on each row."""
    teams = trn("{n} team", "{n} teams", len(heat.teams))
    say(tr("{instrument} of {whose}: {count}", instrument=heat.title, whose=scope, count=teams) + "\n")
    say_table(
        (tr("TEAM"), tr("KIND"), *headings(heat.rows), tr("SESSIONS"), tr("LAST")),
        [
            (line.org.name, kind_word(line.org.kind), *map(marked, line.squares), str(line.sessions), day(line.last))
            for line in heat.teams
        ],
    )
    if heat.silent:
        say(tr("No session yet: {teams}", teams=", ".join(org.name for org in heat.silent)))
    say()
    _say_counts(heat.counts())
    _say_legend(heat.rows)


def say_over_all(over: OverAll) -> None:
    """Print how many teams stand where."""
    say(tr("{instrument} of all teams", instrument=over.title) + "\n")
    _say_counts(over.rows)


def say_trend(team: str, trend: Trend) -> None:
    """Print a team's trend: a line for each session, then what changed besides the ratings."""
    rows = [each.row for each in trend.rows]
    sessions = trn("{n} session", "{n} sessions", len(trend.sittings))
    say(tr("{instrument} of {whose}: {count}", instrument=trend.title, whose=team, count=sessions) + "\n")
    say_table(
        (tr("BEGUN"), tr("SESSION"), *headings(rows)),
        [
            (day(sitting.at), sitting.session, *(marked(each.points[at]) for each in trend.rows))
            for at, sitting in enumerate(trend.sittings)
        ],
    )
    said = False
    for at, sitting in enumerate(trend.sittings):
        for remark, titles in trend.remarks(at).items():
            if not said:
                say("\n" + tr("* Not to be compared with the time before without a second thought:"))
                said = True
            where = tr("all rows") if len(titles) == len({row.measure.item for row in rows}) else ", ".join(titles)
            say(f"  {day(sitting.at)}: {remark} ({where})")
    say()
    for at, row in enumerate(rows):
        short = row.measure.about.short
        say(f"  {letter(at)}  {in_earlier_words(short) if row.earlier else short}")
    _say_legend(rows)
    say(tr("--evidence says who said what, `hansei report SESSION` has the whole session."))


def say_evidence(trend: Trend, said: Said) -> None:
    """Print who said what of each row, session by session."""
    for at, sitting in enumerate(trend.sittings):
        say("\n" + tr("{date} (session {session})", date=day(sitting.at), session=sitting.session))
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
    said = ", ".join(f"{counts[status]} {stands(status)}" for status in STATUSES if counts[status])
    actions = trn("{n} action", "{n} actions", len(found))
    say(tr("{actions}: {counts}; {late} late", actions=actions, counts=said, late=late) + "\n")
    say_table(
        (tr("DUE"), tr("STANDS"), tr("TEAM"), tr("WHAT"), tr("WHO"), tr("ABOUT"), tr("SESSION")),
        [
            (
                tr("{date} late", date=each.due.action.due) if each.late(today) else each.due.action.due,
                f"{stands(each.due.status)}: {each.due.words}" if each.due.words else stands(each.due.status),
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
        row = count.row.measure.about.short
        if count.row.earlier:
            row = tr("{row} (in earlier words, not to be compared)", row=row)
        say(f"  {letter(at)}  {row}")
        numbers = zip(count.levels, count.row.levels, strict=True)
        said = ", ".join(f"{n} {title}" for n, (_, title) in numbers if n)
        say(f"     {count.denominator()}{f': {said}' if said else ''}")


def _say_legend(rows: Sequence[HeatRow]) -> None:
    say(f"\n{levels(rows)}")
    say(tr(LEGEND))
    say(tr(MOVES))
