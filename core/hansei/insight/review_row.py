"""Everything behind one row of a review: who stands where and why, and what each building makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document import Block, Document, Heading, Paragraph, Tone, said
from hansei.insight.behind import positions
from hansei.insight.chain import Chain, chains
from hansei.insight.review import ReviewedRow, Stand
from hansei.kinds.actions import say_action
from hansei.record.events import Agreed
from hansei.record.following import stands
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei.words.ours import tr


def row_document(session: Session, row: ReviewedRow, first: str = "") -> Document:
    """Return a row of a review as a page to read.

    Args:
        session: The session of the team that reviews.
        row: The row.
        first: The session of the building that comes first; empty: in the order of the review.
    """
    blocks: list[Block] = []
    if row.item.title != row.item.label:
        blocks.append(Paragraph(said(row.item.title)))
    blocks.append(Paragraph(said(row.denominator())))
    for stand in sorted(row.stands, key=lambda each: each.session != first):
        blocks += _stand(session, row, stand, stand.team)
    blocks += _stand(session, row, row.own, tr("Our own"))
    return Document(row.item.label, tuple(blocks))


def _stand(session: Session, row: ReviewedRow, stand: Stand, who: str) -> Iterator[Block]:
    yield Heading(said(f"{who}: {stand.label}"), 3)
    for rater, says in stand.words:
        yield Paragraph(said(says), label=rater, tone=Tone.CHOSEN)
    for reason in stand.reasons:
        yield Paragraph(said(reason), label=tr("Why"))
    view = session if stand.session == session.id else session.beside.session(stand.session)
    if view is not None and stand.state != "unreadable" and _agreed(view, row):
        for rater, says in positions(view, row.instrument, row.item.id):
            yield Paragraph(said(says), label=rater)
    chain = _chain(view, row) if view is not None else None
    if chain is not None:
        yield from _links(chain)
    else:
        for line in stand.lines:
            yield Paragraph(said(f"{line.says} — {stands(line.status)}"), label=tr("Plans"))


def _agreed(view: SessionView, row: ReviewedRow) -> bool:
    """Whether what the team agreed on stands in place of what each rater said."""
    settled = view.state.rounds.settled.get((row.instrument, row.item.id), ())
    return any(isinstance(each, Agreed) for each in settled)


def _chain(view: SessionView, row: ReviewedRow) -> Chain | None:
    """Return what follows from the row in the session where somebody stands on it."""
    row_of = (row.instrument, row.item.id)
    return next((each for each in chains(view) if (each.instrument, each.row.id) == row_of), None)


def _links(chain: Chain) -> Iterator[Block]:
    for link in chain.links:
        about = tr("Plans") if link.item.id == chain.row.id else link.item.short or link.item.title
        if link.actions:
            for action in link.actions:
                yield Paragraph(said(f"{say_action(action.action)} — {stands(action.status)}"), label=about)
        else:
            for each in link.words:
                yield Paragraph(said(each.says), label=about)
