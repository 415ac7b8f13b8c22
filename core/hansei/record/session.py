"""A session: one team working through one toolkit, on the record.

Every method that changes something writes events and returns after the store has them durably; then, and
only then, what it holds in memory follows. So whatever this object says is so has been saved.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hansei.errors import ClosedRoundError, ResponseError, UsageError
from hansei.form import Given
from hansei.kinds import AnyKind, Item
from hansei.record import events as ev
from hansei.record.enrolment import Enrolment
from hansei.record.events import AnyEvent, new_id
from hansei.record.following import Following
from hansei.record.grouping import Grouping
from hansei.record.origins import Origins
from hansei.record.people import TEAM
from hansei.record.rating import RatingRounds
from hansei.record.steering import Steering
from hansei.record.undoing import last_change
from hansei.record.view import SessionView
from hansei.words.ours import tr


class Session(Enrolment, Steering):
    """One session. Made by the engine, never by hand."""

    @property
    def groups(self) -> Grouping:
        """The small groups: formed, changed, sent into breakouts."""
        return Grouping(self)

    @property
    def rounds(self) -> RatingRounds:
        """The rounds of rating: opened, handed in, revealed, settled."""
        return RatingRounds(self)

    @property
    def following(self) -> Following:
        """The actions, and how they stand."""
        return Following(self)

    @property
    def origins(self) -> Origins:
        """The results of earlier sessions that this one began with."""
        return Origins(self)

    # ------------------------------------------------------------------------------------- answers

    def answer(
        self,
        instrument: str,
        item: str,
        given: Given | Any,
        *,
        rater: str = TEAM,
        round_: int | None = None,
        after: Sequence[AnyEvent] = (),
    ) -> None:
        """Record an answer; it takes the place of the rater's earlier one in the same round.

        Args:
            instrument: The instrument's id.
            item: The item's id.
            given: What the kind's form asks for, as a dict, or a response of the kind itself.
            rater: ``team``, a participant's name or ``person:<id>``, or the name of a group.
            round_: 1-based; None: the round that is open.
            after: What came before it and is recorded with it, at once or not at all.

        Raises:
            ResponseError: when it does not fit; nothing was written.
            ClosedRoundError: when the round is over.
            ClosedSessionError: when the session is closed.
        """
        self._need_open()
        response = msgspec.Raw(self.written(instrument, item, given))
        rater = self.rater(rater)
        if rater.startswith("person:") and self.instrument(instrument)[1].anonymous:
            raise UsageError(
                tr(
                    "{instrument} has no names on the record; count the answers, for the team or a group",
                    instrument=instrument,
                )
            )
        number = self._round(instrument, item, rater, round_)
        self.record(
            *after,
            self.event(ev.Answered, instrument=instrument, item=item, response=response, rater=rater, round=number),
            still=lambda: self._round(instrument, item, rater, number),
        )

    def answer_all(self, instrument: str, given: Mapping[str, Given], *, rater: str = TEAM) -> None:
        """Record answers to several items, at once or not at all; otherwise as :meth:`answer`.

        Args:
            instrument: The instrument's id.
            given: What the kind's form asks for, by item.
            rater: As for :meth:`answer`.
        """
        self._need_open()
        rater = self.rater(rater)
        rounds = {item: self._round(instrument, item, rater, None) for item in given}
        events = [
            self.event(
                ev.Answered,
                instrument=instrument,
                item=item,
                response=msgspec.Raw(self.written(instrument, item, each)),
                rater=rater,
                round=rounds[item],
            )
            for item, each in given.items()
        ]

        def still() -> None:
            for item, number in rounds.items():
                self._round(instrument, item, rater, number)

        if events:
            self.record(*events, still=still)

    def written(self, instrument: str, item: str, given: Given | Any) -> bytes:
        """Return an answer as the record keeps it, after making sure that it fits.

        Raises:
            ResponseError: when it does not.
        """
        return fitting(self, instrument, item, given)

    def _round(self, instrument: str, item: str, rater: str, asked: int | None) -> int:
        """Return the round an answer belongs to, after making sure that it takes the rater's."""
        if asked is not None and asked < 1:
            raise UsageError(tr("rounds are counted from 1; there is no round {asked}", asked=asked))
        number = self.round_for(instrument, item)
        if asked not in (None, number):
            there = self.state.rounds.get(instrument, asked or 0)
            if there is not None or self.state.rounds.of.get(instrument):
                raise ClosedRoundError(
                    tr(
                        "round {asked} of {instrument} is not open; round {number} is",
                        asked=asked,
                        instrument=instrument,
                        number=number,
                    )
                )
            number = asked or number
        open_ = self.state.rounds.open(instrument, item)
        who = rater.partition(":")[2]
        if rater.startswith("person:") and not self.state.there(who):
            raise UsageError(
                tr("{rater_name} has left; let them take part again first", rater_name=self.rater_name(rater))
            )
        if open_ is not None and open_.opened.how == "hands":
            raise UsageError(
                tr(
                    "hands are counted in round {number} of {instrument}; nobody rates it one by one",
                    number=number,
                    instrument=instrument,
                )
            )
        if open_ is not None and rater in open_.handed:
            raise ClosedRoundError(
                tr(
                    "{rater_name} has handed in round {number} of {instrument}",
                    rater_name=self.rater_name(rater),
                    number=number,
                    instrument=instrument,
                )
            )
        by = rater.partition(":")[0]
        if open_ is not None and by != open_.opened.by:
            wanted = {"team": tr("the whole team"), "group": tr("small groups"), "person": tr("each person")}[
                open_.opened.by
            ]
            raise UsageError(
                tr(
                    "{instrument} is being rated by {wanted} now, not by {rater_name}",
                    instrument=instrument,
                    wanted=wanted,
                    rater_name=self.rater_name(rater),
                )
            )
        if open_ is not None and by == "group":
            self.groups.get(self.rater_name(rater))
        return number

    def rate(
        self,
        instrument: str,
        item: str,
        *,
        level: str,
        rater: str = TEAM,
        evidence: str = "",
        refused: dict[str, str] | None = None,
    ) -> None:
        """Rate a rubric's criterion; ``level`` may also be not-applicable, cannot-tell or abstain."""
        given = {"level": {"level": level, "refused": refused or {}}, "evidence": evidence}
        self.answer(instrument, item, given, rater=rater)

    def clear(self, instrument: str, item: str, *, rater: str = TEAM) -> None:
        """Take an answer back, so that the item is open again."""
        self._need_open()
        rater = self.rater(rater)
        there = (item, rater, self.current_round(instrument, item)) in self.state.given(instrument)
        if there:
            number = self._round(instrument, item, rater, None)
            self.record(
                self.event(ev.Cleared, instrument=instrument, item=item, rater=rater, round=number),
                still=lambda: self._round(instrument, item, rater, number),
            )

    def undo(self, *, rater: str = "") -> AnyEvent | None:
        """Take back the last thing that can be taken back; return it, or None when there is none.

        Answers, notes, groups, agreements, hands counted, actions followed up, changes of who takes part, a planned
        end, minutes given or taken and a step that was skipped or left for next time can go. The people the session
        began with stay, and so does a name: the record does not know the one before.
        What was handed in or revealed stays as well.

        Args:
            rater: Who has the keyboard in a hidden round: only their own goes. Empty: nothing hidden goes.
        """
        self._need_open()
        found = self.last_change(rater=rater)
        if found is None:
            return None

        def still() -> None:
            if self.last_change(rater=rater) != found:
                raise UsageError(tr("somebody else did something a moment ago; look again what there is to take back"))

        self.record(*(self.event(ev.Undone, target=event.id) for event in found), still=still)
        return found[0]

    def last_change(self, *, rater: str = "") -> list[AnyEvent] | None:
        """Return what :meth:`undo` would take back, the change itself first; None when there is nothing."""
        rater = self.rater(rater) if rater else ""
        return last_change(self.state.events, self.state.undone, self.state.rounds, rater)

    # ------------------------------------------------------------------------------------- beside the record

    def put_aside(self, key: str, value: str) -> None:
        """Keep a draft, or where somebody was looking: durable, but not part of the record. Empty removes."""
        self.log.put_aside(self.id, key, value)

    def aside(self) -> dict[str, str]:
        """Return what was put aside."""
        return self.log.aside(self.id)

    # ------------------------------------------------------------------------------------- notes

    def note(self, text: str, *, step: str = "", parked: bool | None = None, note: str = "") -> str:
        """Write a note, or put something on the parking lot; return its id, to change it later.

        Args:
            text: What to keep; empty removes the note named by ``note``.
            step: The step it belongs to; empty: the running one, or the step the note has already.
            parked: True for the parking lot; None: as the note is already, otherwise no.
            note: The id of the note to change.
        """
        before = self.state.notes.get(note)
        if note and before is None:
            raise UsageError(tr("there is no note {note} to change", note=repr(note)))
        if not text.strip() and before is None:
            raise UsageError(tr("a note needs words"))
        path = self.step(step).path if step else before.step if before else self.running.path
        if parked is None:
            parked = before is not None and before.parked
        event = self.event(ev.Noted, note=note or new_id()[:8], text=text.strip() and text, step=path, parked=parked)
        self.record(event)
        return event.note


def fitting(session: SessionView, instrument: str, item: str, given: Given | Any) -> bytes:
    """Return an answer as a record keeps it, after making sure that it fits; nothing is recorded.

    Raises:
        ResponseError: when it does not fit.
    """
    this, kind = session.instrument(instrument)
    what = session.item(instrument, item)
    try:
        return _written(kind, this.definition, what, given)
    except ResponseError as error:
        raise error.at(instrument, item) from None


def _written(kind: AnyKind, definition: Any, item: Item, given: Given | Any) -> bytes:
    """Return a response as JSON, after making sure that it fits and can be read back."""
    response = kind.respond(definition, item, given) if isinstance(given, dict) else given
    if not isinstance(response, kind.response):
        raise ResponseError(
            tr("give a dict or a {kind}, not {given}", kind=kind.response.__name__, given=type(given).__name__)
        )
    try:
        data = msgspec.json.encode(response)
        msgspec.json.decode(data, type=kind.response)
    except UnicodeEncodeError:
        raise ResponseError(tr("the text holds half a character (a lone surrogate); type it again")) from None
    except (msgspec.ValidationError, TypeError) as error:
        raise ResponseError(tr("this is no {kind}: {error}", kind=kind.response.__name__, error=error)) from None
    kind.check(definition, item, response)
    if isinstance(given, dict):
        _refuse_unknown(given, kind.given(definition, item, response))
    return data


def _refuse_unknown(given: Given, known: Given) -> None:
    """Refuse an answer to a question that the form does not have: its words would be lost."""
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = (
                tr("did you mean {near}?", near=repr(near[0]))
                if near
                else tr("there are: {known}", known=", ".join(known))
            )
            raise ResponseError(tr("there is no question {key}; {hint}", key=repr(key), hint=hint), field=key)
