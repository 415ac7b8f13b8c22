"""Taking back: first a step of what is being given now, then the last thing on the record.

Words are never lost with it: those of an answer that is taken back are a draft in its question again.
"""

from __future__ import annotations

from typing import Any

import msgspec

from hansei.content.toolkit import AgendaStep
from hansei.errors import HanseiError
from hansei.form import Given, Question, Walk
from hansei.kinds import AnyKind, Item
from hansei.record.events import Answered, BeganWith, Cleared, ClockAdded, EndPlanned, Joined, Left, Noted, StepEnded
from hansei.record.people import TEAM
from hansei.record.session import Session
from hansei_tui.people import taken_back
from hansei_tui.run.named import label_in
from hansei_tui.run.place import number, step_title
from hansei_tui.run.questions import LONGEST, asker_of, empty
from hansei_tui.run.room import Room
from hansei_tui.run.walk import Walking
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped
from hansei_tui.timeplan import plan_taken_back


def take_back(room: Room) -> None:
    """Take back a step of what is being given now; else the last answer or note, or who came or left."""
    room.keep()
    if not room.session.only_read and _step_back(room):
        room.keep()
        return
    if (first := _elsewhere(room)) and room.warned != first:
        room.warned = first
        room.saving.say(first)
        return
    room.warned = ""
    said: list[str] = []

    def shown() -> None:
        room.renew()
        room.saving.say(said[-1])
        room.looked()

    room.record(lambda: said.append(_from_the_record(room)), "", shown)


# ------------------------------------------------------------------------------------- not on the record yet


def _step_back(room: Room) -> bool:
    """Step back inside what is being given and is not on the record; return whether there was a step."""
    asking, room.rated = room.asking, None
    if asking.asker is None or asking.question is None or asking.settled or room.over_grid:
        return False
    if asking.asker.step_back():
        room.saving.say(tr("one step back"))
    elif asking.given and not asking.answered:
        asking.back()
        room.drafts.put(f"given:{asking.key}", asking.given_draft())
        room.saving.say(tr("one question back"))
    elif asking.changing and not asking.given and not room.drafts.get(f"draft:{asking.key}/{asking.question.id}"):
        asking.select(asking.at)
        room.saving.say(tr("left as it is on the record"))
    else:
        return False
    return True


# ------------------------------------------------------------------------------------- on the record


def _elsewhere(room: Room) -> str:
    """Return what is said first of an answer of another step; empty when the last change is not one."""
    change = room.session.last_change()
    event = change[0] if change else None
    if not isinstance(event, (Answered, Cleared)) or event.instrument in room.place.step.step.instruments:
        return ""
    step = next((each for each in room.session.agenda if event.instrument in each.step.instruments), None)
    if step is None:
        return ""
    try:
        label = label_in(room.session.item(event.instrument, event.item), 40)
    except HanseiError:
        label = event.item
    place = f"{number(room.session, step)} {step_title(step)}"
    return tr("u again takes back {item} at {place}", item=label, place=place)


def _from_the_record(room: Room) -> str:
    """Take back what is last on the record, show it, and return it in words."""
    session = room.session
    people = session.people
    event = session.undo()
    room.opened, room.writing, room.rated = False, None, None
    if event is None:
        return tr("nothing to undo")
    if isinstance(event, (Joined, Left)):
        return taken_back(event.person, people, session)
    if isinstance(event, Noted):
        return _note_again(room, event)
    if isinstance(event, StepEnded):
        room.look(event.step)
        step = session.step(event.step)
        return tr("taken back: {number} {step} is open again", number=number(session, step), step=step_title(step))
    room.asking.reload()
    if isinstance(event, (ClockAdded, EndPlanned)):
        room.asking.select(room.asking.at)
        return tr("taken back: {what}", what=plan_taken_back(event))
    if isinstance(event, BeganWith):
        room.begun_with()
        return tr("taken back: begins with {words}", words=clipped(event.origin.words, 40))
    if isinstance(event, Cleared):
        _show(room, event)
        return tr("put back")
    if not isinstance(event, Answered):
        room.asking.select(room.asking.at)
        return tr("taken back")
    try:
        words = Words(room, event)
    except (HanseiError, msgspec.MsgspecError):  # a kind that is not at hand: shown by its ids
        return tr("taken back: {what}", what=event.item)
    kept = words.keep(f"{event.instrument}/{event.item}/{event.rater}")
    _show(room, event)
    said = tr("taken back: {what}", what=words.say())
    return said + " · " + tr("the words are a draft again") if kept else said


class Words:
    """An answer that does not count any more.

    Raises:
        HanseiError: when nobody here can read it.
        msgspec.MsgspecError: likewise.
    """

    def __init__(self, room: Room, event: Answered) -> None:
        self.room, self.event = room, event
        instrument, self.kind = room.session.instrument(event.instrument)
        self.definition: Any = instrument.definition
        self.item: Item = room.session.item(event.instrument, event.item)
        self.response = msgspec.json.decode(event.response, type=self.kind.response)

    def say(self) -> str:
        """Return it as people said it: what, who and how."""
        words = label_in(self.item, 44)
        if self.event.rater != TEAM:
            words += f", {self.room.session.rater_name(self.event.rater)}"
        return f"{words}: {self.kind.say(self.definition, self.item, self.response)}"

    def keep(self, key: str) -> bool:
        """Put its words aside as drafts of their questions; return whether there were any.

        Args:
            key: The task's, under which its drafts are kept.
        """
        event, session = self.event, self.room.session
        given = self.kind.given(self.definition, self.item, self.response)
        now = session.state.given(event.instrument).get((event.item, event.rater, event.round))
        before: Given = {}
        if now is not None:
            counts = msgspec.json.decode(now.response, type=self.kind.response)
            before = dict(self.kind.given(self.definition, self.item, counts))
        found = False
        for question in _questions(self.kind, self.definition, self.item, given):
            value = given.get(question.id)
            left = self.room.left_out(key, question.id)
            if value != before.get(question.id) and (_has_words(question, value) or left):
                found = True
                asker = asker_of(question)
                if not isinstance(asker, Walking) and self.room.drafts.get(f"draft:{key}/{question.id}"):
                    continue  # a later answer was taken back just before: its words are the further ones
                asker.prefill(value)
                if isinstance(asker, Walking):
                    asker.take_in(left)
                self.room.drafts.put(f"draft:{key}/{question.id}", asker.draft())
        return found


def _questions(kind: AnyKind, definition: Any, item: Item, given: Given) -> list[Question]:
    """Return the questions that led to an answer."""
    walked: Given = {}
    found: list[Question] = []
    while len(found) < LONGEST and (question := kind.form(definition, item, dict(walked))) is not None:
        found.append(question)
        walked[question.id] = given.get(question.id, empty(question) if not isinstance(question, Walk) else None)
    return found


def _has_words(question: Question, value: Any) -> bool:
    """Whether somebody wrote an answer, or a part of it, and did not only choose it."""
    if isinstance(question, Walk):
        return isinstance(value, dict) and any((value.get("refused") or {}).values())
    return asker_of(question).name in ("words", "table") and value not in (None, "", [])


def _show(room: Room, event: Answered | Cleared) -> None:
    """Look at what was taken back, also when another step asks it."""
    found = room.asking.find(event.instrument, event.item, event.rater)
    if found is None:
        step = _step_of(room.session, event.instrument)
        if step is None:
            return
        room.look(step.path)
        found = room.asking.find(event.instrument, event.item, event.rater)
    if found is not None:
        room.asking.select(found)
        room.restore()


def _step_of(session: Session, instrument: str) -> AgendaStep | None:
    steps = [each for each in session.agenda if instrument in each.step.instruments]
    return next((each for each in steps if each.path == session.running.path), steps[0] if steps else None)


def _note_again(room: Room, event: Noted) -> str:
    """Keep the words of a note that was taken back, where a new one is begun."""
    from hansei_tui.run.noting import draft_key

    if event.note in room.session.state.notes:
        return tr("put back: the note as it was")
    key = draft_key(event.step, parked=event.parked)
    if event.text and not room.drafts.get(key):
        room.drafts.put(key, event.text)
    again = tr("taken back: a note, a draft again ({key} at its step goes on with it)")
    return again.format(key="p" if event.parked else "N")
