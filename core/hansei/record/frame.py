"""What a session has before anybody answers: who takes part and rates, its steps, and the instruments it knows.

Nothing in here writes or looks at an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from attrs import Factory, frozen

from hansei.content.toolkit import AgendaStep, Instrument, Toolkit
from hansei.errors import ClosedRoundError, UnknownKindError, UsageError
from hansei.form import Choose
from hansei.kinds import AnyKind, Item, Kinds, Scale
from hansei.kinds.repeated import Repeated
from hansei.record.people import ROLES, TEAM, THE_TEAM, Person, Team
from hansei.record.raters import rater_of
from hansei.record.state import State
from hansei.words.ours import tr
from hansei.words.speaking import spoken

T = TypeVar("T")


@frozen
class Asks:
    """What is worked out of a toolkit once, the same in all sessions with it, in each language that was spoken."""

    #: Instrument and language to its items by their ids.
    items: dict[tuple[str, str], dict[str, Item]] = Factory(dict)
    #: Instrument, language and item to its scale and what is settled with the level.
    scales: dict[tuple[str, str, str], OnScale] = Factory(dict)


class OnScale(NamedTuple):
    """On which scale an item is rated, if on any, and the questions that are settled with the level."""

    scale: Scale | None
    beside: tuple[Choose, ...]


class SessionFrame:
    """A session without its answers.

    Args:
        id_: The session's id.
        state: What its events amount to.
        toolkit: The toolkit it was started with, as pinned.
        kinds: The instrument kinds at hand.
        team: The team that runs it.
        names: Person id to name.
    """

    def __init__(
        self, id_: str, state: State, toolkit: Toolkit, kinds: Kinds, team: Team, names: dict[str, str]
    ) -> None:
        self.id = id_
        self.state = state
        self.toolkit = toolkit
        self.kinds = kinds
        self.team = team
        self.agenda: tuple[AgendaStep, ...] = toolkit.agenda(team.kind)
        self._names = names
        self._asks = Asks()
        #: What :meth:`instrument` returned.
        self._at_hand: dict[str, tuple[Instrument, AnyKind]] = {}
        #: What :meth:`unchanged` keeps, and of how many events and which names it was made.
        self._kept: dict[object, Any] = {}
        self._kept_version, self._kept_names = -1, names

    @property
    def asks(self) -> Asks:
        """What was worked out of its toolkit so far, the same in all its sessions."""
        return self._asks

    def share(self, asks: Asks) -> None:
        """Use what other sessions of the very same toolkit have worked out of it (:attr:`asks`), and add to it."""
        self._asks = asks

    @property
    def closed(self) -> bool:
        """Whether the session has ended."""
        return self.state.closed

    @property
    def roles(self) -> dict[str, bool]:
        """The roles that are offered, each with whether who has it usually rates: the usual ones and the toolkit's."""
        return ROLES | {each.title: each.votes for each in self.toolkit.roles}

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who took part, in the order in which they joined."""
        return self.unchanged("people", self._everybody)

    def _everybody(self) -> tuple[Person, ...]:
        return tuple(
            Person(
                id=id_,
                name=self._names.get(id_) or f"Person {number}",
                role=joined.role,
                votes=joined.votes,
                present=id_ not in self.state.gone,
                building=joined.building,
                named=bool(self._names.get(id_)),
            )
            for number, (id_, joined) in enumerate(self.state.people.items(), 1)
        )

    def unchanged(self, key: object, make: Callable[[], T]) -> T:
        """Return what ``make`` returned the last time, as long as nothing was written since.

        Args:
            key: What it is, as in ``("compare", instrument)``.
            make: Makes it out of this session and nothing else; who gets it must not change it.
        """
        if self._kept_version != self.state.version or self._kept_names is not self._names:
            self._kept.clear()
            self._kept_version, self._kept_names = self.state.version, self._names
        told = (key, spoken())  # what is worked out may have words of ours in it
        if told not in self._kept:
            self._kept[told] = make()
        found: T = self._kept[told]
        return found

    def rater_name(self, rater: str) -> str:
        """Return a rater as people read it."""
        kind, _, rest = rater.partition(":")
        if kind == "person":
            names = self.unchanged("names", lambda: {person.rater: person.name for person in self.people})
            return names.get(rater) or tr("somebody")
        if kind == "group":
            return self.state.called.get(rest, rest)
        return rest if kind == "voice" else tr(THE_TEAM)

    def raters(self, instrument: str, item: str = "") -> tuple[str, ...]:
        """Return who is asked: the raters of the round that is open, each person with a vote, or the team.

        Args:
            instrument: The instrument's id.
            item: An item of it; empty: any.
        """
        open_ = self.state.rounds.open(instrument, item)
        alone = "person" if self._instrument(instrument).per == "person" else "team"
        return self.state.raters(open_.opened.by if open_ is not None else alone)

    def round_for(self, instrument: str, item: str) -> int:
        """Return the number of the round that an answer given now belongs to.

        Raises:
            ClosedRoundError: when what was rated in rounds is settled by agreement now, or by a further round.
        """
        rounds = self.state.rounds.of.get(instrument)
        if not rounds:
            return 1
        open_ = self.state.rounds.open(instrument, item)
        if open_ is not None:
            return open_.number
        past = [each.number for each in rounds.values() if each.covers(item) and not each.dropped]
        if past:
            raise ClosedRoundError(
                tr(
                    "round {past} of {instrument} is over; agree on {item}, or open a further round for it",
                    past=past[-1],
                    instrument=instrument,
                    item=repr(item),
                )
            )
        return self.state.rounds.public(instrument, item)

    def rater(self, rater: str) -> str:
        """Return a rater as the record writes it; a bare name is a person's, otherwise a group's.

        Names are told apart as people do: not by case, and not by blanks around them.

        Raises:
            UsageError: when it is no name, or that of somebody without a vote.
        """
        return TEAM if rater == TEAM else rater_of(rater, self.people, self.state)

    @property
    def running(self) -> AgendaStep:
        """The step the room is at; the first one before anything moved."""
        return self.step(self.state.running) if self.state.running else self.agenda[0]

    def step(self, path: str) -> AgendaStep:
        """Return a step of the agenda.

        Args:
            path: ``activity.step``, or the step alone when only one has that id.
        """
        found = [entry for entry in self.agenda if path in (entry.path, entry.step.id)]
        exact = [entry for entry in found if entry.path == path]
        if len(exact or found) == 1:
            return (exact or found)[0]
        known = ", ".join(entry.path for entry in found or self.agenda)
        if found:
            raise UsageError(tr("which step {path}; there are: {known}", path=repr(path), known=known))
        raise UsageError(tr("there is no step {path}; there are: {known}", path=repr(path), known=known))

    def instrument(self, id_: str) -> tuple[Instrument, AnyKind]:
        """Return an instrument of the toolkit and its kind.

        Raises:
            UsageError: when the toolkit has no such instrument.
            UnknownKindError: when its kind is not at hand.
        """
        known = self._at_hand.get(id_)
        if known is None:
            known = self._at_hand[id_] = self._look_for(id_)
        return known

    def _look_for(self, id_: str) -> tuple[Instrument, AnyKind]:
        instrument = self._instrument(id_)
        kind = self.kinds[instrument.kind]
        if not isinstance(instrument.definition, kind.definition):
            raise UnknownKindError(
                tr(
                    "{id}: this version of the kind {name} cannot read it; it is shown as text",
                    id=id_,
                    name=repr(kind.name),
                )
            )
        once = kind.follows or not (instrument.for_each or instrument.each)
        return instrument, kind if once else Repeated(kind)

    def _instrument(self, id_: str) -> Instrument:
        instrument = self.toolkit.instruments.get(id_)
        if instrument is None:
            known = ", ".join(self.toolkit.instruments)
            raise UsageError(tr("the toolkit has no instrument {id}; it has: {known}", id=repr(id_), known=known))
        return instrument

    def _activity(self, id_: str) -> None:
        """Refuse an activity that is not on the agenda."""
        known = dict.fromkeys(entry.activity.id for entry in self.agenda)
        if id_ not in known:
            raise UsageError(tr("there is no activity {id}; there are: {known}", id=repr(id_), known=", ".join(known)))
