"""Settling a row: what the team agrees on, or that it does not, and who does not go along.

Source: the consensus after a simultaneous vote is that of the District Capacity Assessment (SISEP).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from hansei.errors import ClosedRoundError, ResponseError, UsageError
from hansei.form import Given
from hansei.record.events import Agreed, Dissent, NotAgreed
from hansei.record.people import group, voice
from hansei.record.rounds import Round, Settled
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.record.session import Session


class Settling:
    """What the team makes of the rows of a session.

    Args:
        session: The session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self, instrument: str, item: str = "") -> Round | None:
        """Return the round that is open, or None.

        Args:
            instrument: The instrument's id.
            item: An item of it; empty: any.
        """
        return self._session.state.rounds.open(instrument, item)

    def settled(self, instrument: str, item: str) -> tuple[Settled, ...]:
        """Return what is settled for an item; more than one when two people settled it at once, differently."""
        return tuple(self._session.state.rounds.settled.get((instrument, item), ()))

    def agree(
        self,
        instrument: str,
        item: str,
        given: Given | Any = None,
        *,
        level: str = "",
        beside: Mapping[str, str] | None = None,
        rationale: str = "",
        dissent: Mapping[str, str] | None = None,
    ) -> Agreed:
        """Record what the team settles on; who does not go along is kept with their words.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            given: What the kind's form asks for, or a response of the kind; None: ``level`` says it.
            level: A level, or an answer that is none, of the item's scale.
            beside: What is settled with the level, such as ``{"held": "district"}``; what is not in it is taken
                from the ratings where all who said it said the same.
            rationale: Why.
            dissent: Rater to their words, which may be empty. A rater is a group, a person by name, or in free
                words, as "one of us".

        Raises:
            ClosedRoundError: when a round is still hidden.
            ResponseError: when the answer does not fit.
        """
        session = self._session
        self._seen(instrument, item)
        this, kind = session.instrument(instrument)
        what = session.item(instrument, item)
        if given is None:
            if kind.scale(this.definition, what) is None:
                raise UsageError(tr("{instrument} has no levels; give the answer itself", instrument=instrument))
            round_ = session.current_round(instrument, item)
            answers = session.given_in(instrument, {item: round_}).get(item, ())
            answers = [each for each in answers if isinstance(each.response, kind.response)]
            asked = [each.id for each in kind.beside(this.definition, what)]
            for id_ in beside or {}:
                if id_ not in asked:
                    known = tr("; there is: {asked}", asked=", ".join(asked)) if asked else ""
                    raise ResponseError(
                        tr(
                            "nothing called {id} is settled with a level of {instrument}{known}",
                            id=repr(id_),
                            instrument=instrument,
                            known=known,
                        ),
                        instrument=instrument,
                        item=item,
                        field="beside",
                    )
            given = {**kind.agreed(this.definition, what, level, answers), **(beside or {})}
        response = msgspec.Raw(session.written(instrument, item, given))
        event = session.event(
            Agreed,
            instrument=instrument,
            item=item,
            round=session.current_round(instrument, item),
            response=response,
            rationale=rationale.strip(),
            dissent=self._words(dissent),
            instead=tuple(each.id for each in self.settled(instrument, item)),
        )
        session.record(event, still=lambda: self._seen(instrument, item))
        return event

    def disagree(
        self, instrument: str, item: str, *, rationale: str = "", positions: Mapping[str, str] | None = None
    ) -> NotAgreed:
        """Record that the team did not come together; every position stays as it was rated.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            rationale: What stands between them.
            positions: Rater to what they want said of their position.
        """
        session = self._session
        self._seen(instrument, item)
        session.item(instrument, item)
        event = session.event(
            NotAgreed,
            instrument=instrument,
            item=item,
            round=session.current_round(instrument, item),
            rationale=rationale.strip(),
            positions=self._words(positions),
            instead=tuple(each.id for each in self.settled(instrument, item)),
        )
        session.record(event, still=lambda: self._seen(instrument, item))
        return event

    def _seen(self, instrument: str, item: str) -> None:
        """Refuse to settle what nobody may see yet."""
        open_ = self.current(instrument, item)
        if open_ is not None and open_.hidden:
            raise ClosedRoundError(
                tr(
                    "round {number} of {instrument} is still hidden; reveal it first",
                    number=open_.number,
                    instrument=instrument,
                )
            )

    def _words(self, given: Mapping[str, str] | None) -> tuple[Dissent, ...]:
        heard: object = given or {}
        if not isinstance(heard, Mapping) or not all(isinstance(each, str) for pair in heard.items() for each in pair):
            raise UsageError(tr("say who does not go along as {rater: words}, such as {'North': 'Not in ours'}"))
        found = tuple(Dissent(self._voice(rater), words.strip()) for rater, words in heard.items())
        raters = [each.rater for each in found]
        twice = next((rater for at, rater in enumerate(raters) if rater in raters[:at]), None)
        if twice is not None:
            raise UsageError(
                tr("{rater_name} is named twice; write their words once", rater_name=self._session.rater_name(twice))
            )
        return found

    def _voice(self, name: str) -> str:
        """Return who speaks as the record writes it: who rates, or, where nobody is called so, the words themselves."""
        session = self._session
        rater = session.rater(name) if not name.startswith("voice:") else ""
        free = rater.startswith("group:") and not name.startswith("group:")
        if rater and not free:
            return rater
        rated = {rater for given in session.state.answers.values() for _, rater, _ in given}
        known = rater in rated or any(group(each.name) == rater for each in session.state.groups)
        return rater if known else voice(name.removeprefix("voice:"))
