"""A review on paper: what the team had before it when it filled its own plan, and where each line came from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hansei.document import Block, Bullets, Cell, Figure, Heading, Paragraph, Table, Tone, said
from hansei.document.heat_figure import HeatRow, HeatSquare, heat_figures
from hansei.insight.beyond import Beyond, beyond
from hansei.insight.consensus import SOURCE
from hansei.insight.review import STATES, Part, Review, ReviewedRow, Stand
from hansei.insight.reviewing import Reviewing, is_review
from hansei.kinds.actions import tell_action
from hansei.record.following import followed_actions
from hansei.record.session import Session
from hansei.words.days import day_said
from hansei.words.ours import tr


def review_on_paper(session: Session, instrument: str, *, level: int = 4) -> Iterator[Block]:
    """Yield the review that a plan rests on; nothing for any other instrument, or before the team has looked.

    Args:
        session: The session.
        instrument: The instrument's id.
        level: The level of the heading.
    """
    if not is_review(session.toolkit, session.team.kind, instrument):
        return
    reviewing = Reviewing(session, instrument)
    if reviewing.last is not None:
        yield Heading(tr("What was reviewed before"), level)
        then = reviewing.then()
        if then is None:
            names = ", ".join(each.team for each in reviewing.last.sources) or tr("nobody")
            yield Paragraph(
                said(tr("Of {names}; their sessions are not in this store any more.", names=names)), tone=Tone.MISSING
            )
        else:
            yield from _reviewed(then, level)
        if reviewing.last.missing:
            yield Paragraph(
                said(tr("Handed in nothing: {missing}", missing=", ".join(reviewing.last.missing))), tone=Tone.MISSING
            )
    yield from _came_from(session, instrument, level)


def _reviewed(review: Review, level: int) -> Iterator[Block]:
    handed = tuple(said(tr("{team}, as of {day}", team=each.team, day=day_said(each.at))) for each in review.handed)
    yield Bullets(handed)
    for part in review.parts:
        rows = [row for row in part.by_difference if row.rated or row.own.words or any(s.words for s in row.stands)]
        if rows:
            yield Heading(said(tr("{title}: where buildings differ most first", title=part.title)), level)
            yield from _drawn(review, rows)
            behind = list(dict.fromkeys(row.denominator() for row in rows))
            yield _table(part, rows, apart=len(behind) > 1)
            if len(behind) == 1:
                yield Paragraph(said(behind[0]), label=tr("Who is behind it"))
    yield Paragraph(said(tr("Agreement: 1 is all at one level, 0 one half at either end. {source}", source=SOURCE)))


def _drawn(review: Review, rows: list[ReviewedRow]) -> Iterator[Figure]:
    """Yield teams by rows, our own behind the buildings; rows on another scale are in another picture."""
    teams = [*(each.team for each in review.handed), tr("Our own")]
    for levels, some in groupby(rows, _levels):
        if levels:
            squares = [
                HeatRow(row.item.label, tuple(HeatSquare(each.level, _says(each)) for each in (*row.stands, row.own)))
                for row in some
            ]
            yield from heat_figures(tr("Where each team stands"), levels, teams, squares)


def _levels(row: ReviewedRow) -> tuple[str, ...]:
    return tuple(level.title for level in row.scale.levels) if row.scale is not None else ()


def _says(stand: Stand) -> str:
    return stand.label if stand.level is not None else tr(STATES.get(stand.state, stand.label))


def _table(part: Part, rows: list[ReviewedRow], *, apart: bool) -> Table:
    """Return teams by levels; ``apart``: who is behind a row differs from row to row, and stands in a column."""
    levels = next(row.scale.levels for row in part.rows if row.scale)
    titles = ["", *(level.title for level in levels), tr("Our own"), tr("Agreement")]
    if apart:
        titles.append(tr("Who is behind it"))
    return Table(
        header=(tuple(Cell.of(said(title), head=True) for title in titles),),
        rows=tuple(
            (
                Cell.of(said(row.item.label), head=True),
                *(
                    Cell((Bullets(tuple(map(said, row.teams(at)))),)) if row.teams(at) else Cell.of("–")
                    for at in range(len(levels))
                ),
                Cell.of(said(row.own.label), tone=Tone.PLAIN if row.own.words else Tone.MISSING),
                Cell.of("–" if row.consensus is None else f"{row.consensus:.2f}"),
                *([Cell.of(said(row.denominator()))] if apart else []),
            )
            for row in rows
        ),
        wide=len(titles) > 6,
    )


def _came_from(session: Session, instrument: str, level: int) -> Iterator[Block]:
    actions = [each for each in followed_actions(session) if each.instrument == instrument and each.action.sources]
    if actions:
        yield Heading(tr("Where these lines came from"), level)
    for action in actions:
        yield Paragraph(said(action.action.text), label=action.item.label)
        yield Bullets(tuple(said(came_from(each)) for each in beyond(session, action, say=tell_action)))


def came_from(each: Beyond) -> str:
    """Return where a line came from in one line: the team, what it wrote, and what that rests on there."""
    team = each.team or tr("session {session}", session=each.source.session)
    if not each.says:
        return tr("{team}: not in this store any more", team=team)
    rests = "; ".join(words.says for words in each.chain.words) if each.chain is not None else ""
    return f"{team}: {each.says}" + (tr("; rests on: {rests}", rests=rests) if rests and rests != each.says else "")
