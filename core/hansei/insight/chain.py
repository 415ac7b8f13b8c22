"""The chain: from a row and its evidence over theories and barriers to the actions, and back again.

Source: MICIP District-Led CI, 2021, Activity 2 step 2 ("What causal theories … What barriers … What actions
might the team consider to begin the shift? To maintain the shift?") and Activity 3 step 2. Instruments are
linked by the toolkit's own ``for_each``, so a chain needs nothing of its own on the record.
"""

from __future__ import annotations

from attrs import frozen

from hansei.errors import HanseiError
from hansei.insight.compare import ComparedRow, compare
from hansei.kinds import Item
from hansei.record.events import Agreed
from hansei.record.following import FollowedAction, followed_actions
from hansei.record.view import SessionView


@frozen
class Words:
    """What one rater gave, in one line."""

    rater: str
    says: str


@frozen
class Link:
    """One question that was asked because of a row, and what came of it."""

    instrument: str
    item: Item
    words: tuple[Words, ...] = ()
    actions: tuple[FollowedAction, ...] = ()


@frozen
class Chain:
    """A row that calls for work, why it does, and everything that follows from it."""

    instrument: str
    row: Item
    #: Everybody's position on the row, and what was settled; None where rows have no scale.
    compared: ComparedRow | None
    #: What stands for the row now: the level and the evidence.
    words: tuple[Words, ...]
    links: tuple[Link, ...]

    @property
    def rests_on(self) -> tuple[Words, ...]:
        """What each rater had given, with the evidence, before the team agreed on the row.

        Empty where nothing was agreed: what they gave then stands, and is in :attr:`words`.
        """
        if self.compared is None or not any(isinstance(each, Agreed) for each in self.compared.settled):
            return ()
        return tuple(
            Words(each.rater + (f" ×{each.count}" if each.count > 1 else ""), each.says)
            for each in self.compared.positions
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the team settled the row as it did."""
        settled = self.compared.settled if self.compared is not None else ()
        return tuple(each.rationale for each in settled if each.rationale)

    @property
    def actions(self) -> tuple[FollowedAction, ...]:
        """Every action that follows from the row."""
        return tuple(action for link in self.links for action in link.actions)

    @property
    def open(self) -> tuple[Link, ...]:
        """The questions that nobody has answered yet."""
        return tuple(link for link in self.links if not link.words)


def chains(session: SessionView) -> tuple[Chain, ...]:
    """Return a chain for every row that calls for work, here or where its actions came from, in the toolkit's order."""
    return session.unchanged("chains", lambda: _all_chains(session))


def _all_chains(session: SessionView) -> tuple[Chain, ...]:
    followers: dict[str, list[str]] = {}
    on_agenda = {id_ for entry in session.agenda for id_ in entry.step.instruments}
    for id_, instrument in session.toolkit.instruments.items():
        if instrument.for_each and (id_ in on_agenda or session.state.given(id_)):
            followers.setdefault(instrument.for_each, []).append(id_)
    actions: dict[tuple[str, str], list[FollowedAction]] = {}
    for action in followed_actions(session):
        actions.setdefault((action.instrument, action.item.id), []).append(action)
    found: list[Chain] = []
    for source, ids in followers.items():
        try:
            found += _chains(session, source, ids, actions)
        except HanseiError:
            continue  # a kind that is not at hand: nothing can be followed through it
    return tuple(found)


def _chains(
    session: SessionView,
    source: str,
    followers: list[str],
    actions: dict[tuple[str, str], list[FollowedAction]],
) -> list[Chain]:
    this, kind = session.instrument(source)
    standing = session.answers(source)
    compared = {row.item.id: row for row in compare(session, source)}
    found = []
    for row in _rows(session, source, followers, actions):
        links = []
        for id_ in followers:
            follower, its_kind = session.instrument(id_)
            answers = session.answers(id_)
            asked = {each.id for each in session.items(id_)}
            for item in (each for each in _items(session, id_, row) if each.id in asked):
                words = tuple(
                    Words(each.rater, its_kind.say(follower.definition, item, each.response))
                    for each in answers.get(item.id, ())
                )
                links.append(Link(id_, item, words, tuple(actions.get((id_, item.id), ()))))
        item = session.all_items(source).get(row.id, row)
        words = tuple(
            Words(each.rater, kind.say(this.definition, item, each.response)) for each in standing.get(row.id, ())
        )
        found.append(Chain(source, item, compared.get(row.id), words, tuple(links)))
    return found


def _rows(
    session: SessionView,
    source: str,
    followers: list[str],
    actions: dict[tuple[str, str], list[FollowedAction]],
) -> list[Item]:
    """Return the rows that call for work, and those for which something came from other teams that see work in them."""
    this, kind = session.instrument(source)
    needed = {row.id: row for row in session.needed(source)}
    brought = {key for key, found in actions.items() if any(each.action.sources for each in found)}
    rows = []
    for row in kind.rows(this.definition, session.answers(source)) if brought else ():
        asked = ((id_, item.id) for id_ in followers for item in _items(session, id_, row))
        if row.id in needed or any(each in brought for each in asked):
            rows.append(needed.pop(row.id, row))
    return [*rows, *needed.values()]


def _items(session: SessionView, follower: str, row: Item) -> tuple[Item, ...]:
    instrument, kind = session.instrument(follower)
    return kind.items(instrument.definition, [row])


def why_do_we(session: SessionView, action: str) -> Chain | None:
    """Return the chain an action hangs on: the answer to "why do we do this?".

    Args:
        session: The session.
        action: The action's key.

    Returns:
        The chain, or None for an action that follows from no row.
    """
    return next((chain for chain in chains(session) if any(each.key == action for each in chain.actions)), None)
