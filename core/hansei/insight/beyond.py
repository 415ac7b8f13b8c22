"""The chain walked on: from a line of a district's plan into the records of the buildings that it came from."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from hansei.errors import ResponseError
from hansei.insight.chain import Chain, chains
from hansei.kinds import SourceRow
from hansei.kinds.actions import say_action
from hansei.kinds.kind import Action
from hansei.record.following import FollowedAction, followed_actions, stands
from hansei.record.session import Session
from hansei.record.view import SessionView


@frozen
class Beyond:
    """A row of another session that an action came from, and its own chain there."""

    source: SourceRow
    #: Whose session it is; empty: not known here.
    team: str
    #: What stands there, in one line; empty when the session, or the row, is not in this store any more.
    says: str = ""
    #: From the row there over its evidence to everything planned for it; None where nothing follows from it.
    chain: Chain | None = None


def beyond(
    session: Session, action: FollowedAction, *, say: Callable[[Action], str] = say_action
) -> tuple[Beyond, ...]:
    """Return where an action came from, each row with its chain in the session it is of.

    Args:
        session: The session the action is on the record of.
        action: The action.
        say: Returns an action in one line.
    """
    found = []
    for written in action.action.sources:
        try:
            source = SourceRow.parse(written)
        except ResponseError:
            continue  # written by somebody else than us: it names nothing
        other = session.beside.session(source.session)
        found.append(_here(source, other, say) if other is not None else Beyond(source, _known_as(session, source)))
    return tuple(found)


def _here(source: SourceRow, other: SessionView, say: Callable[[Action], str]) -> Beyond:
    for chain in chains(other):
        if (chain.instrument, chain.row.id) == (source.instrument, source.item):
            return Beyond(source, other.team.name, "; ".join(each.says for each in chain.words), chain)
        for action in chain.actions:
            if (action.instrument, action.item.id, action.action.id) == (source.instrument, source.item, source.line):
                return Beyond(source, other.team.name, _says(action, say), chain)
    for action in followed_actions(other):  # of a plan that follows from no row
        if (action.instrument, action.item.id, action.action.id) == (source.instrument, source.item, source.line):
            return Beyond(source, other.team.name, _says(action, say))
    return Beyond(source, other.team.name)


def _says(action: FollowedAction, say: Callable[[Action], str]) -> str:
    return f"{say(action.action)} — {stands(action.status)}"


def _known_as(session: Session, source: SourceRow) -> str:
    """Return whose session it was when the team looked at it."""
    looked = (each for reviewed in session.state.reviewed.values() for each in reviewed.sources)
    return next((each.team for each in looked if each.session == source.session), "")
