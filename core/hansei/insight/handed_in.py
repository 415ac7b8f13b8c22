"""Which sessions of buildings a district looks at: the latest of each, and who has handed in nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from hansei.insight.review import Handed
from hansei.record.log import BESIDE, Head
from hansei.record.organisations import KeepsDirectory
from hansei.record.people import folded
from hansei.record.session import Session
from hansei.record.view import SessionView


def handed_in(session: Session, plan: str) -> tuple[tuple[tuple[Handed, SessionView], ...], tuple[str, ...]]:
    """Return the latest session of each building of the session's team, and the names of those that have none.

    Which buildings there are, and which belong to the team, the store's directory says. Without one a building
    belongs to the team when its sessions say so. Where nobody said whom a building belongs to, it counts. Its latest
    session is the one begun last in which what is looked at was answered.

    Args:
        session: The session of the team that reviews.
        plan: The plan it fills, an instrument whose definition names another one under ``reviews``.
    """
    this, _ = session.instrument(plan)
    reviewed = session.toolkit.instruments[this.definition.reviews]
    kind = getattr(reviewed.definition, "team", None) or "building"
    answered = {reviewed.id, reviewed.for_each, this.for_each} - {""}
    known = _Known(session, kind)
    heads = session.beside.heads()
    family = _families(session)
    copies: dict[str, list[str]] = {}
    teams: dict[str, list[Head]] = {}
    for head in heads:
        base, copy, _ = head.session.partition(BESIDE)
        if copy:
            copies.setdefault(base, []).append(head.session)
        elif head.team_kind == kind and family(head) == session.toolkit.family and head.session != session.id:
            whose = known.whose(head)
            if whose is not None:
                teams.setdefault(whose, []).append(head)
    looked = _Looked(session, heads, plan)
    found, there = [], set()
    for whose, theirs in teams.items():
        latest = _latest(session, theirs, answered, known if whose not in known.ours else None)
        if latest is None:
            continue
        there.add(whose)
        head, view = latest
        handed = Handed(
            view.id,
            view.team.name,
            view.state.version,
            view.state.events[-1].at,
            view.closed,
            head.org,
            head.origin,
            looked.news(view),
            tuple(sorted(copies.get(view.id, ()))),
        )
        found.append((handed, view))
    found.sort(key=lambda each: folded(each[0].team))
    missing = sorted((name for org, name in known.ours.items() if org not in there), key=folded)
    return tuple(found), tuple(missing)


def _families(session: Session) -> Callable[[Head], str]:
    """Return what says of a session what its toolkit is adapted from, by a look at one session of each toolkit."""
    known = {session.toolkit.id: session.toolkit.family}

    def family(head: Head) -> str:
        if head.toolkit not in known:
            view = session.beside.session(head.session)
            if view is None:
                return head.toolkit
            known[head.toolkit] = view.toolkit.family
        return known[head.toolkit]

    return family


class _Known:
    """What the directory of a store knows of the buildings of a team.

    Args:
        session: The session of the team.
        kind: What they are, as in "building".
    """

    def __init__(self, session: Session, kind: str) -> None:
        log = session.beside.log
        self._store = log.directory if isinstance(log, KeepsDirectory) else None
        started = session.state.started
        district = self._store.get(started.org) if self._store is not None and started is not None else None
        if district is None and self._store is not None:
            named = [each for each in self._store.by_name(session.team.name) if each.kind == session.team.kind]
            district = named[0] if named else None
        self._district = district.id if district is not None else ""
        self._name = folded(session.team.name)
        #: Those that belong to the team, by their ids, as they are called now.
        self.ours: dict[str, str] = {}
        if self._store is not None and self._district:
            all_ = self._store.all()
            self.ours = {each.id: each.name for each in all_ if each.kind == kind and each.district == self._district}

    def whose(self, head: Head) -> str | None:
        """Return whose session it is; None when they belong to another district."""
        org = self._store.get(head.org) if self._store is not None and head.org else None
        if org is None:
            return folded(head.team)
        return org.id if org.id in self.ours or not org.district else None

    def is_ours(self, of: str) -> bool:
        """Whether somebody who typed this as what a building belongs to meant the team, or nobody."""
        if not of.strip() or folded(of) == self._name:
            return True
        named = self._store.by_name(of) if self._store is not None else []
        return any(each.id == self._district for each in named)


class _Looked:
    """What a team has looked at, in this session and in those before it.

    Args:
        session: The session of the team.
        heads: All heads of the store.
        plan: The plan that is filled.
    """

    def __init__(self, session: Session, heads: Sequence[Head], plan: str) -> None:
        now = session.state.reviewed.get(plan)
        self._now = {each.session: each.lines for each in now.sources} if now is not None else None
        started = session.state.started
        ours = (started.org if started is not None else "", folded(session.team.name))
        self._before: set[tuple[str, int]] = set()
        for head in heads:
            same = head.org == ours[0] if head.org and ours[0] else folded(head.team) == ours[1]
            if same and head.team_kind == session.team.kind and head.session != session.id:
                view = session.beside.session(head.session)
                reviewed = view.state.reviewed.get(plan) if view is not None else None
                self._before |= {(each.session, each.lines) for each in reviewed.sources} if reviewed else set()

    def news(self, view: SessionView) -> Literal["", "new", "more", "earlier"]:
        """Return what there is to say of a building's session against what was looked at."""
        if self._now is not None and self._now.get(view.id) != view.state.version:
            return "more" if view.id in self._now else "new"
        return "earlier" if self._now is None and (view.id, view.state.version) in self._before else ""


def _latest(
    session: Session, heads: list[Head], answered: set[str], known: _Known | None
) -> tuple[Head, SessionView] | None:
    """Return a building's latest session in which something was answered, otherwise its latest; None: not ours.

    Args:
        session: The session of the team that reviews.
        heads: The building's sessions.
        answered: The instruments that are looked at.
        known: Asked whom a session belongs to by its own words; None: the directory says so already.
    """
    first = None
    for head in sorted(heads, key=lambda each: (each.started, each.session), reverse=True):
        view = session.beside.session(head.session)
        if view is None or (known is not None and not known.is_ours(view.team.of)):
            continue
        first = first or (head, view)
        if any(view.answers(id_) for id_ in answered if id_ in view.toolkit.instruments):
            return head, view
    return first
