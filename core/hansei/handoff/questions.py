"""Questions from one team to another about a session of its own: asked, sent as a file, answered, and answered to.

A question is asked about a session that was received. It travels as a file, is shown in the next session of the
team it is put to, and is answered there; the answer is on that session's record and comes back with its submission.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from attrs import evolve, frozen

from hansei.document.files import write_whole
from hansei.errors import HanseiError, UsageError
from hansei.handoff.senders import fingerprint
from hansei.kinds import Item
from hansei.record.events import Replied, new_id
from hansei.record.fold import fold
from hansei.record.inbox import Asked, Inbox
from hansei.record.log import BESIDE, Head, Log
from hansei.record.people import Team, folded
from hansei.record.session import Session
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.handoff.keys import Key

#: How an answer begins in a line of a record, to be looked for without reading every line.
_REPLIED = b'"type":"replied/1"'


@frozen
class Question:
    """A question and what was answered."""

    id: str
    words: str
    #: Who asks, and what they are recognised by; empty: it was asked here.
    by: str
    fingerprint: str
    #: The session it is about, and the place in it as people read it.
    session: str
    about: str
    #: The same as ``instrument/item``; empty: the session as a whole.
    place: str
    #: The team it is put to.
    team: str
    team_kind: str
    #: When it was asked, UTC in milliseconds.
    at: int
    #: The answer, when it was given and in which session; empty and 0: none yet.
    answer: str = ""
    answered: int = 0
    answered_in: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has answered it."""
        return not self.answered


class Questions:
    """The questions of a store.

    Args:
        log: The store.
        inbox: Its inbox.
        now: Returns the time, UTC in milliseconds.
        key: Returns the key to sign with.
        name: Returns the name of a file for a session and a suffix.
    """

    def __init__(
        self,
        log: Log,
        inbox: Inbox,
        *,
        now: Callable[[], int],
        key: Callable[[], Key],
        name: Callable[[Session, str], str],
    ) -> None:
        self._log = log
        self._inbox = inbox
        self._now = now
        self._key = key
        self._name = name

    # ------------------------------------------------------------------------------------- asking

    def ask(self, session: Session, words: str, *, about: str = "", by: str = "") -> Question:
        """Keep a question to the team whose session this is.

        Args:
            session: A session that was received.
            words: The question.
            about: An item of it, as ``instrument/item`` or the item alone; empty: the session as a whole.
            by: The team that asks; empty: the district that the other belongs to.

        Raises:
            UsageError: when it has no words, the session was run here, or there is no such item.
        """
        words = words.strip()
        if not words:
            raise UsageError(tr("a question needs words"))
        if not session.origin:
            raise UsageError(tr("session {id} was run here; a question goes to another team's session", id=session.id))
        place, label = self._place(session, about)
        asker = by.strip() or session.team.of or tr("The district team")
        name = session.id.partition(BESIDE)[0]
        at = self._now()
        team = session.team
        asked = Asked(new_id(), "", name, team.name, team.kind, label, place, words, asker, "", at, at)
        self._inbox.ask([asked])
        return _question(asked)

    @staticmethod
    def _place(session: Session, about: str) -> tuple[str, str]:
        """Return where an item is and how people read it."""
        if not about:
            return "", ""
        instrument, _, item = about.rpartition("/")
        found: list[tuple[str, str]] = []
        known: list[str] = []
        for id_, this in session.toolkit.instruments.items():
            if instrument and id_ != instrument:
                continue
            try:
                items = session.all_items(id_)
            except HanseiError:
                continue
            known += [f"{id_}/{each}" for each in items]
            if item in items:
                found.append((f"{id_}/{item}", f"{_label(items[item])} · {this.ours.short or this.title or id_}"))
        if len(found) != 1:
            near = [place for place, _ in found] or _near(about, known)
            hint = (
                tr("did you mean {near}?", near=tr(" or ").join(near))
                if near
                else tr("there are: {known}, …", known=", ".join(known[:12]))
            )
            if found:
                raise UsageError(
                    tr("which item {about} in session {id}; {hint}", about=repr(about), id=session.id, hint=hint)
                )
            raise UsageError(tr("no item {about} in session {id}; {hint}", about=repr(about), id=session.id, hint=hint))
        return found[0]

    def asked(self, session: str = "") -> tuple[Question, ...]:
        """Return the questions that were asked here, with what was answered.

        Args:
            session: A session they are about; empty: any.
        """
        mine = [each for each in self._inbox.asked(session.partition(BESIDE)[0]) if not each.origin and each.words]
        if not mine:
            return ()
        heads = [head for head in self._log.heads() if head.origin]
        return tuple(self._with_answer(each, heads) for each in mine)

    def withdraw(self, session: str, question: str) -> Question:
        """Take a question back that nobody has answered; the next file that is written tells the team it was put to.

        Args:
            session: The session it is about.
            question: Its words or its id, or the beginning of one of them.

        Raises:
            UsageError: when there is no such question, there are several, or it was answered.
        """
        begins = folded(question)
        asked = self.asked(session)
        found = [each for each in asked if begins and question in (each.id, each.words)] or [
            each for each in asked if begins and (folded(each.words).startswith(begins) or each.id.startswith(begins))
        ]
        if len(found) != 1:
            known = "; ".join(each.words for each in found or asked) or tr("none")
            what = (
                tr("which question {question}", question=repr(question))
                if found
                else tr("no question {question} was asked", question=repr(question))
            )
            raise UsageError(tr("{what} about session {session}: {known}", what=what, session=session, known=known))
        if not found[0].open:
            raise UsageError(tr("it was answered already: an answer that was given is not taken back from here"))
        self._inbox.withdraw(found[0].id)
        return found[0]

    def unanswered(self, session: str) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """Return what a file for the team would hold: questions that nobody has answered, and those taken back.

        Args:
            session: The session they are about.
        """
        here = self._inbox.asked(session.partition(BESIDE)[0])
        taken_back = tuple(_question(each) for each in here if not each.origin and not each.words)
        return tuple(each for each in self.asked(session) if each.open), taken_back

    def write(self, session: Session, path: Path | str | None = None, *, force: bool = False) -> Path:
        """Write the questions about a session that nobody has answered, and what was taken back, to a file.

        It is written whole or not at all.

        Args:
            session: The session they are about.
            path: The file; None: a name made of team, toolkit and date, in the current folder.
            force: True to replace a file that is there.

        Raises:
            UsageError: when there is none.
            ExportError: when the file cannot be written.
        """
        from hansei.handoff.bundle import FORMAT, QUESTIONS, SUFFIX, Manifest, Whose, write_bundle
        from hansei.handoff.receive import Question as Travelling

        open_, taken_back = self.unanswered(session.id)
        told = [*open_, *taken_back]
        if not told:
            raise UsageError(tr("no question about session {id} is open; ask one first", id=session.id))
        head = self._log.head(session.id)
        team = session.team
        manifest = Manifest(
            hansei=FORMAT,
            kind="questions",
            session=told[0].session,
            team=Whose(team.name, team.kind, team.of, head.org if head is not None else ""),
            asker=Whose(told[0].by, "district"),
            counts={"questions": len(told)},
            made=max(each.at for each in told),
            sender="",
        )
        travelling = [Travelling(each.id, each.words, each.at, each.about, each.place) for each in open_]
        travelling += [Travelling(each.id, "", each.at, withdrawn=True) for each in taken_back]
        data = write_bundle(manifest, {QUESTIONS: msgspec.json.encode(travelling)}, self._key())
        target = Path(self._name(session, "-questions" + SUFFIX) if path is None else path)
        return write_whole(target, data, force=force)

    # ------------------------------------------------------------------------------------- answering

    def of(self, session: Session) -> tuple[Question, ...]:
        """Return the questions that were put to the team of a session, with what was answered, the first first."""
        return () if session.origin else self.to(session.team)

    def to(self, team: Team) -> tuple[Question, ...]:
        """Return the questions that were put to a team that has sessions here, with what was answered."""
        heads = [head for head in self._log.heads() if not head.origin]
        return self._put_to(heads, team.name, team.kind)

    def all(self) -> tuple[Question, ...]:
        """Return all questions that came from elsewhere, with what was answered."""
        heads = [head for head in self._log.heads() if not head.origin]
        return tuple(self._with_answer(each, heads) for each in self._came())

    def _put_to(self, heads: Sequence[Head], team: str, kind: str) -> tuple[Question, ...]:
        mine = {head.session for head in heads if (folded(head.team), head.team_kind) == (folded(team), kind)}
        found = [
            each
            for each in self._came()
            if each.session in mine or (folded(each.team), each.team_kind) == (folded(team), kind)
        ]
        return tuple(self._with_answer(each, [head for head in heads if head.session in mine]) for each in found)

    def _came(self) -> list[Asked]:
        """Return the questions from elsewhere; one that came in several files once, one that was taken back never."""
        first: dict[str, Asked] = {}
        taken_back: set[tuple[str, str]] = set()
        for each in self._inbox.asked():
            if each.origin and each.words:
                first.setdefault(each.question, each)
            elif each.origin:
                taken_back.add((each.question, each.sender))  # nobody else can take it back
        return [each for each in first.values() if (each.question, each.sender) not in taken_back]

    def answer(self, session: Session, question: str, words: str) -> Replied:
        """Answer a question on the record of a session; a later answer takes the place of the earlier one.

        Args:
            session: The session in which the team answers.
            question: The question's id.
            words: The answer.

        Raises:
            UsageError: when it has no words, or no such question was put to this team.
        """
        found = [each for each in self.of(session) if each.id == question]
        if not found:
            raise UsageError(
                tr("there is no question {question} to {name}", question=repr(question), name=session.team.name)
            )
        return reply(session, found[0], words)

    def _with_answer(self, asked: Asked, heads: Sequence[Head]) -> Question:
        """Return a question with the last answer to it in any of the sessions of its team."""
        question = _question(asked)
        for head in heads:
            if (folded(head.team), head.team_kind) != (folded(asked.team), asked.team_kind):
                continue
            lines = self._log.read(head.session)
            if not any(_REPLIED in line for line in lines):
                continue
            event = fold(lines).replied.get(asked.question)
            if event is not None and event.at >= question.answered:
                question = evolve(question, answer=event.words, answered=event.at, answered_in=head.session)
        return question


def _near(about: str, known: Sequence[str]) -> list[str]:
    """Return the items that may have been meant, whether or not the instrument was named."""
    import difflib

    items = difflib.get_close_matches(about.rpartition("/")[2], [each.partition("/")[2] for each in known], n=2)
    whole = difflib.get_close_matches(about, known, n=3)
    return whole or [each for each in known if each.partition("/")[2] in items]


def reply(session: Session, question: Question, words: str) -> Replied:
    """Answer a question on the record of a session.

    Raises:
        UsageError: when it has no words.
    """
    words = words.strip()
    if not words:
        raise UsageError(tr("an answer needs words"))
    event = session.event(
        Replied, question=question.id, words=words, asked=question.words, by=question.by, session=question.session
    )
    session.record(event)
    return event


def with_replies(session: Session, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return questions with what was answered in a session since they were looked up."""
    found = []
    for each in questions:
        news = session.state.replied.get(each.id)
        if news is not None and news.at >= each.answered:
            each = evolve(each, answer=news.words, answered=news.at, answered_in=session.id)
        elif news is None and each.answered_in == session.id:  # taken back
            each = evolve(each, answer="", answered=0, answered_in="")
        found.append(each)
    return tuple(found)


def _label(item: Item) -> str:
    """Return an item as people read it, with the row that a question of several is about."""
    follows = item.row and not item.column and item.row != item.id
    return f"{item.row}: {item.label}" if follows else item.label


def _question(asked: Asked) -> Question:
    return Question(
        asked.question,
        asked.words,
        asked.by,
        fingerprint(asked.sender) if asked.sender else "",
        asked.session,
        asked.about,
        asked.place,
        asked.team,
        asked.team_kind,
        asked.at,
    )
