"""Following up: how the actions of a plan stand, also those of the team's earlier sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from hansei.errors import UsageError
from hansei.kinds import Action, Item
from hansei.record.events import ActionFollowed
from hansei.words.ours import tr, trc

if TYPE_CHECKING:
    from hansei.record.session import Session
    from hansei.record.view import SessionView

#: How an action can stand; the last two are the end of it.
Status = Literal["open", "begun", "done", "dropped"]
STATUSES: tuple[Status, ...] = ("open", "begun", "done", "dropped")
ENDED = ("done", "dropped")


def stands(status: str) -> str:
    """Return how an action stands, in a word of the language that is spoken."""
    if status == "open":
        return trc("an action", "open")
    if status == "begun":
        return trc("an action", "begun")
    return trc("an action", "done") if status == "done" else trc("an action", "dropped")


@frozen
class FollowedAction:
    """An action and how it stands."""

    #: ``instrument/item/rater#action``; unique within its session.
    key: str
    instrument: str
    item: Item
    #: As people read it.
    rater: str
    action: Action
    status: Status = "open"
    #: What was said when somebody looked at it last.
    words: str = ""
    #: The session it was written in; empty: the one that is asked.
    session: str = ""

    @property
    def ended(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.status in ENDED


def followed_actions(session: SessionView) -> tuple[FollowedAction, ...]:
    """Return every action on the record of a session, with how it stands."""
    return session.unchanged("followed actions", lambda: _followed_actions(session))


def _followed_actions(session: SessionView) -> tuple[FollowedAction, ...]:
    found = []
    for instrument, item, rater, action in session.actions_by_rater():
        key = f"{instrument}/{item.id}/{rater}#{action.id}"
        last = session.state.followed.get(("", key))
        status: Status = last.status if last is not None else "open"
        words = last.words if last is not None else ""
        found.append(FollowedAction(key, instrument, item, session.rater_name(rater), action, status, words))
    return tuple(found)


def carried_on(sessions: Sequence[SessionView]) -> tuple[FollowedAction, ...]:
    """Return the actions of several sessions that are not ended, each as it was followed last in any of them.

    Args:
        sessions: Sessions of one team.
    """
    last: dict[tuple[str, str], ActionFollowed] = {}
    for session in sessions:
        for event in session.state.followed.values():
            key = (event.session or session.id, event.action)
            if key not in last or last[key].at <= event.at:
                last[key] = event
    found = []
    for session in sessions:
        for action in followed_actions(session):
            event_ = last.get((session.id, action.key))
            status: Status = event_.status if event_ is not None else "open"
            words = event_.words if event_ is not None else ""
            found.append(evolve(action, session=session.id, status=status, words=words))
    return tuple(action for action in found if not action.ended)


class Following:
    """The actions of a session, and of those before it that are carried on in it.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def all(self) -> tuple[FollowedAction, ...]:
        """Every action on this session's record."""
        return followed_actions(self._session)

    def follow(self, action: FollowedAction, status: Status, words: str = "") -> None:
        """Say how an action stands; of an earlier session's too, and the note is on this session's record.

        Raises:
            UsageError: when the status is none, or the action is not on the record.
        """
        if status not in STATUSES:
            raise UsageError(
                tr("an action is {statuses}, not {status}", statuses=", ".join(STATUSES), status=repr(status))
            )
        if not action.session and action.key not in {each.key for each in self.all}:
            raise UsageError(tr("there is no action {key} on the record of this session", key=repr(action.key)))
        self._session.record(
            self._session.event(
                ActionFollowed,
                action=action.key,
                status=status,
                words=words.strip(),
                session="" if action.session == self._session.id else action.session,
                text=action.action.text,
            )
        )
