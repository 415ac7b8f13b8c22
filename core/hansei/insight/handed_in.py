"""Which sessions of buildings a district looks at: the latest of each, and who has handed in nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hansei.insight.review import Handed
from hansei.record.events import Source
from hansei.record.log import Head
from hansei.record.people import folded
from hansei.record.session import Session
from hansei.record.view import SessionView

#: Stands in the id of a further copy of a session, behind the id.
COPY = "~"


def handed_in(session: Session, plan: str) -> tuple[tuple[tuple[Handed, SessionView], ...], tuple[str, ...]]:
    """Return the latest session of each building of the session's team, and the names of those that have none.

    A building belongs to the team when its sessions say so, or say nothing of whom they belong to. Its latest
    session is the one begun last in which what is looked at was answered.

    Args:
        session: The session of the team that reviews.
        plan: The plan it fills, an instrument whose definition names another one under ``reviews``.
    """
    this, _ = session.instrument(plan)
    reviewed = session.toolkit.instruments[this.definition.reviews]
    kind = getattr(reviewed.definition, "team", None) or "building"
    answered = {reviewed.id, reviewed.for_each, this.for_each} - {""}
    heads = session.beside.heads()
    copies: dict[str, list[str]] = {}
    teams: dict[str, list[Head]] = {}
    for head in heads:
        base, copy, _ = head.session.partition(COPY)
        if copy:
            copies.setdefault(base, []).append(head.session)
        elif head.team_kind == kind and head.toolkit == session.toolkit.id and head.session != session.id:
            teams.setdefault(head.org or folded(head.team), []).append(head)
    before = {each.session: each.lines for each in _before(session, heads, plan)}
    now = session.state.reviewed.get(plan)
    known = {each.session: each.lines for each in now.sources} if now is not None else {}
    found = []
    for theirs in teams.values():
        latest = _latest(session, theirs, answered)
        if latest is None:
            continue
        head, view = latest
        lines = view.state.version
        news: Literal["", "new", "more", "earlier"] = "earlier" if before.get(view.id) == lines else ""
        if now is not None and view.id not in known:
            news = "new"
        elif now is not None and known[view.id] != lines:
            news = "more"
        handed = Handed(
            view.id,
            view.team.name,
            lines,
            view.state.events[-1].at,
            view.closed,
            head.org,
            head.origin,
            news,
            tuple(sorted(copies.get(view.id, ()))),
        )
        found.append((handed, view))
    found.sort(key=lambda each: folded(each[0].team))
    return tuple(found), ()


def _latest(session: Session, heads: list[Head], answered: set[str]) -> tuple[Head, SessionView] | None:
    """Return a building's latest session in which something was answered, otherwise its latest; None: not ours."""
    first = None
    for head in sorted(heads, key=lambda each: (each.started, each.session), reverse=True):
        view = session.beside.session(head.session)
        if view is None or (view.team.of and folded(view.team.of) != folded(session.team.name)):
            continue
        first = first or (head, view)
        if any(view.answers(id_) for id_ in answered if id_ in view.toolkit.instruments):
            return head, view
    return first


def _before(session: Session, heads: list[Head], plan: str) -> Iterator[Source]:
    """Yield what the team looked at in its sessions before this one."""
    for head in heads:
        ours = folded(head.team) == folded(session.team.name) and head.team_kind == session.team.kind
        if ours and head.session != session.id and head.toolkit == session.toolkit.id:
            view = session.beside.session(head.session)
            reviewed = view.state.reviewed.get(plan) if view is not None else None
            yield from reviewed.sources if reviewed is not None else ()
