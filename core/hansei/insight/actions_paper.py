"""Actions on paper: those of a session, and what became of those of the team's earlier sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hansei.document import Block, Cell, Heading, Table, said
from hansei.record.following import followed_actions, stands
from hansei.record.session import Session
from hansei.words.days import date_told
from hansei.words.ours import tr


def actions_on_paper(session: Session) -> Iterator[Block]:
    """Yield every action of a session with how it stands; nothing where there is none."""
    actions = followed_actions(session)
    if not actions:
        return
    yield Heading(tr("Actions"), 2, anchor="actions")
    titles = (tr("Action"), tr("Owner"), tr("By when"), tr("How we will know"), tr("About"), tr("Status"))
    rows = (
        (
            each.action.text,
            each.action.owner,
            date_told(each.action.due),
            each.action.measure,
            each.item.row or each.item.label,
            f"{stands(each.status)}: {each.words}" if each.words else stands(each.status),
        )
        for each in actions
    )
    yield _table(titles, rows)


def earlier_actions_on_paper(session: Session) -> Iterator[Block]:
    """Yield what the team said here of actions that are of its earlier sessions; nothing where it said nothing."""
    followed = [
        (each.text, stands(each.status), each.words) for each in session.state.followed.values() if each.session
    ]
    if followed:
        yield Heading(tr("What became of earlier actions"), 2, anchor="earlier-actions")
        titles = (tr("Action"), tr("Status"), tr("What was said"))
        alike = Counter(followed)  # the same line for several rows is one line
        rows = ((f"{text} (×{count})" if count > 1 else text, *rest) for (text, *rest), count in alike.items())
        yield _table(titles, rows)


def _table(titles: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Table:
    head = tuple(Cell.of(title, head=True) for title in titles)
    return Table(tuple(tuple(Cell.of(said(text)) for text in row) for row in rows), (head,))
