"""The summary that a report begins with: one page for somebody who reads no other.

It says nothing that is not in the report: how far the team came, where it stands on each row, what it did not agree
on, and what it will do. Long texts are cut here and whole where they belong; what is hidden is not in it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hansei.content.toolkit import AgendaStep
from hansei.document import Block, Cell, Heading, Paragraph, Table, Tone, said
from hansei.insight.beginnings import worded
from hansei.insight.compare import ComparedRow, by_spread, compare
from hansei.insight.last_time import moves
from hansei.insight.progress import tasks
from hansei.insight.raters_drawn import LABEL, levels_of, stands_drawn
from hansei.insight.trend import Trend
from hansei.kinds.kind import Scale
from hansei.record.events import Agreed
from hansei.record.following import FollowedAction, followed_actions
from hansei.record.session import Session
from hansei.words.days import date_told
from hansei.words.lines import one_line
from hansei.words.ours import tr, trn

#: Where the summary can be linked to; an exporter may give it a page of its own.
ANCHOR = "summary"
#: What fits on one page: rows of a table, in all tables together, actions, and letters of a text.
ROWS, ALL_ROWS, ACTIONS, LETTERS = 8, 14, 4, 110
#: How a row looks that the team has still to look at.
_APART = {"not agreed": Tone.NEEDS, "conflict": Tone.NEEDS}


class Stand(NamedTuple):
    """A row that somebody rated, and what was agreed on it."""

    row: ComparedRow
    #: As people read it; empty: nothing is agreed.
    agreed: str


class Standing(NamedTuple):
    """An instrument with a scale, and its rows that somebody rated."""

    instrument: str
    title: str
    rows: tuple[Stand, ...]
    #: How many rows it has.
    of: int


def summary_blocks(session: Session, trends: Sequence[Trend] = ()) -> Iterator[Block]:
    """Yield the summary of a session.

    Args:
        session: The session.
        trends: The team's over its sessions, to say how far it moved since the last time.
    """
    yield Heading(tr("Summary"), 2, anchor=ANCHOR)
    yield Paragraph(said(_came(session)))
    left = ALL_ROWS
    stands = list(_standings(session))
    moved = moves(session.id, trends)
    for each in stands:
        yield Heading(said(_cut(each.title, LETTERS)), 3)
        if len(each.rows) <= min(ROWS, left):
            left -= len(each.rows)
            table = _table(each.rows)
            if len({levels_of(row) for row, _ in each.rows}) == 1:
                yield from stands_drawn(tr("Where the team stands"), each.rows, table)
            else:
                yield table
            if each.of > len(each.rows):
                yield Paragraph(
                    said(tr("{n} of {of} not rated.", n=each.of - len(each.rows), of=each.of)), tone=Tone.MISSING
                )
        else:
            yield from _counted(each)
        if each.instrument in moved:
            yield Paragraph(said(moved[each.instrument]), label=tr("Since the last time"))
    decided = list(_decided(session))
    yield from decided
    if not stands and not decided:
        yield Paragraph(tr("Nothing is rated yet that can be shown."), tone=Tone.MISSING)
    yield from _actions(followed_actions(session))


def _came(session: Session) -> str:
    ended = [session.state.ended.get(entry.path, "") for entry in session.agenda]
    counts = {what: ended.count(what) for what in ("done", "skipped", "later")}
    words = [trn("{done} of {n} step done", "{done} of {n} steps done", len(ended), done=counts["done"])]
    words += [tr("{n} skipped", n=counts["skipped"])] if counts["skipped"] else []
    words += [tr("{n} left for next time", n=counts["later"])] if counts["later"] else []
    left = sum(_left_open(session, entry) for entry in session.agenda if session.state.ended.get(entry.path) == "done")
    words += [trn("{n} question left open", "{n} questions left open", left)] if left else []
    return f"{', '.join(words)}."


def _left_open(session: Session, step: AgendaStep) -> int:
    """Return how many questions of a step that is done have no answer."""
    try:
        return sum(not task.answered for task in tasks(session, step))
    except Exception:  # noqa: BLE001 - a stranger's kind is broken: the report says so in its place
        return 0


def _standings(session: Session) -> Iterator[Standing]:
    """Yield every instrument that has something on a scale to show, in the toolkit's order."""
    for id_, instrument in session.toolkit.instruments.items():
        if id_ not in session.state.answers and id_ not in session.state.rounds.of:
            continue
        try:
            if all(session.on_scale(id_, item).scale is None for item in session.items(id_)):
                continue  # as most have none; laying its answers side by side takes a while
            on_scale = [row for row in compare(session, id_) if row.scale is not None]
            rated = tuple(Stand(row, _agreed(session, id_, row)) for row in on_scale if row.positions or row.settled)
        except Exception:  # noqa: BLE001, S112 - a stranger's kind is missing or broken: the report says so in its place
            continue
        if rated:
            yield Standing(id_, instrument.title or instrument.ours.title or id_, rated, len(on_scale))


def _decided(session: Session) -> Iterator[Block]:
    """Yield what the team decided, instrument by instrument, rows with the same decision together."""
    for id_ in session.toolkit.instruments:
        if id_ not in session.state.answers:
            continue
        try:
            this, kind = session.instrument(id_)
            rows: dict[str, list[str]] = {}
            items = session.items(id_)
            if this.per == "person":
                if words := _came_to(session, id_):
                    yield Heading(said(_cut(this.title or this.ours.title or id_, LETTERS)), 3)
                    yield Paragraph(said(_cut(words, 3 * LETTERS)))
                continue
            for item in items:
                answers = session.answers(id_).get(item.id, ())
                words = kind.decided(this.definition, item, answers[0].response) if len(answers) == 1 else ""
                if words:
                    rows.setdefault(words, []).append(_cut(item.row or item.label, LABEL))
        except Exception:  # noqa: BLE001, S112 - as above
            continue
        if rows:
            yield Heading(said(_cut(this.title or this.ours.title or id_, LETTERS)), 3)
        for words, names in rows.items():
            if len(items) == 1 and not items[0].row:
                yield Paragraph(said(_cut(words, 3 * LETTERS)))
            else:
                yield Paragraph(said(_cut("; ".join(names), 3 * LETTERS)), label=_cut(words, LABEL))


def _came_to(session: Session, instrument: str) -> str:
    """Return what won where each person answered one question, such as a vote; empty where places are compared."""
    items = session.items(instrument)
    if len(items) != 1 or session.on_scale(instrument, items[0]).scale is not None:
        return ""
    return "; ".join(worded(each) for each in session.results(instrument) if each.work)


def _agreed(session: Session, instrument: str, row: ComparedRow) -> str:
    """Return the level, or the answer that is none, that the team agreed on; empty when it did not."""
    if row.state != "agreed" or row.scale is None:
        return ""
    this, kind = session.instrument(instrument)
    event = row.settled[0]
    response = session.read_response(event) if isinstance(event, Agreed) else None
    return row.scale.title(kind.place(this.definition, row.item, response)) if response is not None else ""


def _table(rows: Sequence[Stand]) -> Table:
    titles = (tr("Row"), tr("Where the team stands"), tr("Levels apart"))
    return Table(
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=tuple(
            (
                Cell.of(said(_cut(row.item.label, LABEL)), head=True),
                Cell.of(said(_stands(row, agreed)), tone=_APART.get(row.state, Tone.PLAIN)),
                Cell.of(str(row.spread) if row.rated > 1 else "–"),
            )
            for row, agreed in rows
        ),
    )


def _stands(row: ComparedRow, agreed: str) -> str:
    """Return where a row stands: what was agreed, and otherwise how many chose what."""
    chosen = _chosen(row)
    if agreed:
        return tr("Agreed: {agreed}{apart}", agreed=agreed, apart=_apart(row))
    if row.state == "not agreed":
        return tr("Not agreed: {chosen}", chosen=chosen) if chosen else tr("Not agreed")
    if row.state == "conflict":
        return tr("Settled twice, differently: {chosen}", chosen=chosen)
    return chosen or "–"


def _apart(row: ComparedRow) -> str:
    """Return how many do not go along with what was agreed; nobody is lost in a summary."""
    settled = row.settled[0]
    count = len(settled.dissent) if isinstance(settled, Agreed) else 0
    return "; " + trn("{n} does not go along", "{n} do not go along", count) if count else ""


def _chosen(row: ComparedRow) -> str:
    scale = row.scale or Scale(())
    levels = {level.title: count for level, count in zip(scale.levels, row.counts, strict=False) if count}
    told = {**levels, **row.asides}
    if sum(told.values()) == 1:
        return next(iter(told))
    return ", ".join(f"{title} ({count})" for title, count in told.items())


def _places(row: ComparedRow) -> str:
    """Return every place that was chosen on a row, without how often."""
    levels = row.scale.levels if row.scale is not None else ()
    chosen = [level.title for level, count in zip(levels, row.counts, strict=False) if count]
    return " / ".join([*chosen, *row.asides])


def _counted(standing: Standing) -> Iterator[Block]:
    """Say of many rows how many stand where on each scale, and which are furthest apart."""
    missing = standing.of - len(standing.rows)
    scales: dict[tuple[str, ...], list[Stand]] = {}
    for stand in standing.rows:
        scales.setdefault(levels_of(stand.row), []).append(stand)
    for those in scales.values():
        columns = {stand.row.item.column for stand in those}
        named = columns.pop() if len(scales) > 1 and len(columns) == 1 else ""
        told = ", ".join(f"{count} {title}" for title, count in _most(those))
        none = tr("; {missing} not rated", missing=missing) if missing and len(scales) == 1 else ""
        of = standing.of if len(scales) == 1 else len(those)
        yield Paragraph(said(f"{told}{none}."), label=named or tr("{of} rows", of=of))
    if missing and len(scales) > 1:
        yield Paragraph(said(tr("{n} of {of} not rated.", n=missing, of=standing.of)), tone=Tone.MISSING)
    ordered = by_spread([stand.row for stand in standing.rows])
    apart = [row for row in ordered if row.spread and row.state != "agreed"]
    if apart:
        words = "; ".join(f"{_cut(row.item.label, LABEL)}: {_chosen(row)}" for row in apart[:3])
        yield Paragraph(said(words), label=tr("Furthest apart"), tone=Tone.NEEDS)


def _most(stands: Sequence[Stand]) -> list[tuple[str, int]]:
    """Return where rows stand and how many, the most first, in the end what is left."""
    counts: dict[str, int] = {}
    for row, agreed in stands:
        title = agreed or _places(row) or "–"
        counts[title] = counts.get(title, 0) + 1
    most = sorted(counts.items(), key=lambda each: -each[1])
    rest = sum(count for _, count in most[6:])
    return [*most[:6], *([(tr("otherwise"), rest)] if rest else [])]


def _actions(actions: Sequence[FollowedAction]) -> Iterator[Block]:
    shown = [each for each in actions if not each.ended] or list(actions)
    first = sorted(shown, key=lambda each: (not each.action.due, each.action.due))[:ACTIONS]
    some = (
        tr(" ({n} of {all}; all are under Actions)", n=len(first), all=len(actions))
        if len(actions) > len(first)
        else ""
    )
    yield Heading(tr("What the team will do{some}", some=some), 3)
    if not actions:
        yield Paragraph(tr("No actions are on the record."), tone=Tone.MISSING)
        return
    titles = (tr("Action"), tr("Owner"), tr("By when"))
    yield Table(
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=tuple(
            tuple(
                Cell.of(said(_cut(text, LETTERS if place == 0 else LABEL)))
                for place, text in enumerate((each.action.text, each.action.owner, date_told(each.action.due)))
            )
            for each in first
        ),
    )


def _cut(text: str, most: int) -> str:
    """Return a text on one line; a longer one ends with an ellipsis."""
    line = one_line(text)
    if len(line) <= most:
        return line
    words = textwrap.shorten(line, most, placeholder=" …")
    return words if len(words) > most // 2 else f"{line[: most - 1]}…"
