"""What a file of answers does beside answering: groups, rounds, what was settled, actions, steps, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from hansei.content.toolkit import AgendaStep
from hansei.content.tree import Place
from hansei.errors import Problem, UsageError
from hansei.handoff.questions import Question, reply
from hansei.insight.beginnings import offered
from hansei.insight.progress import Task
from hansei.insight.reviewing import Reviewing, reviews_here
from hansei.kinds import AnyKind, Item
from hansei.record.following import FollowedAction, stands
from hansei.record.people import folded
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei_tui.people import person_of
from hansei_tui.plain.answers import Answers, AnswersError
from hansei_tui.plain.answers_rounds import RoundGiven, SettledGiven
from hansei_tui.plain.answers_session import ActionGiven
from hansei_tui.plain.asking import NotUnderstoodError, pick
from hansei_tui.plain.filling import fill
from hansei_tui.plain.following import action_words, with_news
from hansei_tui.plain.origins import begins, named
from hansei_tui.plain.reviewing import Taking
from hansei_tui.plain.settling import agreed_words, rater_of
from hansei_tui.plain.ways import opening
from hansei_tui.sentences import tr
from hansei_tui.timeplan import end_of


class Playing:
    """Does on a session what a file says.

    Args:
        session: The session.
        answers: The file.
        say: Prints a line.
        answer: Records what the file gives for a task under a name; returns whether it gave enough.
        earlier: The team's open actions of earlier sessions.
        questions: What other teams asked of this one.
        others: The team's other sessions, with whose results the instruments may begin.
    """

    def __init__(
        self,
        session: Session,
        answers: Answers,
        say: Callable[[str], None],
        answer: Callable[[Task, tuple[str, str, str]], bool],
        earlier: Sequence[FollowedAction] = (),
        questions: Sequence[Question] = (),
        others: Sequence[SessionView] = (),
    ) -> None:
        self.session = session
        self.answers = answers
        self.say = say
        self._answer = answer
        self._earlier = tuple(earlier)
        self._questions = tuple(questions)
        self._others = tuple(others)
        self._rounds = list(answers.rounds)
        self._follow = list(answers.given.follow)
        self._reviewed = False
        self._problems: list[Problem] = []

    # ------------------------------------------------------------------------------------- the beginning

    def begin(self) -> None:
        """Do what belongs before the first step."""
        session, given = self.session, self.answers.given
        if not session.state.running:  # a session that goes on keeps its people
            for person in given.people:
                there = next((each for each in session.people if folded(each.name) == folded(person.name)), None)
                if there is not None:
                    session.enrol(there, role=person.role, votes=person.votes, building=person.building)
        if given.groups is not None:
            for name, members in given.groups.items():
                for index, each in enumerate(members if isinstance(members, tuple) else ()):
                    with self._at(("groups", name, index)):
                        person_of(session, each)
            self._raise()
            with self._at(("groups",)):
                for group in session.groups.form(given.groups):
                    self.say(tr("group {group}: {count}", group=group.name, count=group.size))
        if given.until:
            with self._at(("until",)):
                session.end_by(end_of(given.until, session.wall()))
        for place, step in given.later:
            with self._at(place):
                session.end_step(step, "later")
                self.say(tr("{step}: next time", step=session.step(step).path))
        self._raise()
        for begin in given.begin:
            with self._at(begin.place):
                result = named(offered(session, self._others), begin.words, begin.instrument)
                session.origins.take(result.instrument, result.origin, result.item)
                self.say(f"{result.instrument}: {begins(result.origin, session.id)}")
        for place, question, words in given.replies:
            with self._at(place):
                reply(session, self._asked(question), words)
                self.say(tr("answered: {answer}", answer=question))
        self._raise()
        for action in list(self._follow):
            if self._found(action, with_news(session, self._earlier)):
                self._follow_up(action, with_news(session, self._earlier))

    def _asked(self, question: str) -> Question:
        for each in self._questions:
            if each.id == question or folded(each.words) == folded(question):
                return each
        known = "; ".join(each.words for each in self._questions) or tr("none")
        raise UsageError(
            tr("nobody asked {question}; questions to this team: {known}", question=repr(question), known=known)
        )

    # ------------------------------------------------------------------------------------- rounds

    def at(self, step: AgendaStep) -> None:
        """Do the rounds of what a step asks for, and of what lies behind the room already.

        Raises:
            AnswersError: with everything of a round that does not fit.
        """
        ahead = self.session.agenda[self.session.agenda.index(step) :]
        waiting = {id_ for entry in ahead for id_ in entry.step.instruments}
        due = [
            each for each in self._rounds if each.instrument in step.step.instruments or each.instrument not in waiting
        ]
        for each in due:
            self._rounds.remove(each)
            self._round(each)
        self._review(step)

    def _review(self, step: AgendaStep) -> None:
        """Take over lines of what buildings handed in, at the step of the plan that reviews it."""
        given = self.answers.given.review
        plan = reviews_here(self.session, step.path)
        if given is None or self._reviewed or not plan:
            return
        self._reviewed = True
        for where in Taking(Reviewing(self.session, plan), self.say).take(given):
            self._fault(*where)
        self._raise()

    def _round(self, given: RoundGiven) -> None:
        session, id_ = self.session, given.instrument
        open_ = session.rounds.current(id_)
        if open_ is not None:
            self._same(given)
        elif given.ratings or given.counts:
            with self._at(given.place):
                by: Literal["team", "group", "person"] = "group" if session.state.groups else "person"
                open_ = session.rounds.open(id_, by=given.by or by, how=given.how or "keyboard", items=given.rows)
                self.say(opening(open_))
        elif not given.settled:
            self._fault(tr("this round has no ratings, and none of its instrument is open"), given.place)
        self._raise()
        if open_ is not None:
            self._rate(given)
            self._raise()
            self._hand_in(given)
            self._raise()
            if given.reveal:
                with self._at(given.place):
                    session.rounds.reveal(id_)
                    self.say(tr("revealed round {number} of {instrument}", number=open_.number, instrument=id_))
        self._raise()
        for settled in given.settled:
            with self._at(settled.place):
                self._settle(id_, settled)
        self._raise()

    def _same(self, given: RoundGiven) -> None:
        """Refuse to go on with a round as if it were another one."""
        open_ = self.session.rounds.current(given.instrument)
        if open_ is None:
            return
        for key, said, there in (
            ("by", given.by, open_.opened.by),
            ("how", given.how, open_.opened.how),
            ("rows", given.rows, open_.opened.items),
        ):
            if said and said != there:
                says = tr(
                    "round {number} of {instrument} is open and is another one; reveal it first",
                    number=open_.number,
                    instrument=given.instrument,
                )
                self._fault(says, (*given.place, key))

    def _rate(self, given: RoundGiven) -> None:
        session = self.session
        for rating in given.ratings:
            with self._at(rating.place):
                rater = "team" if folded(rating.rater) in ("team", "the team") else self._rater(rating.rater)
                item = session.item(given.instrument, rating.item)
                named = self.answers.begin_at(given.instrument, rating.item, rating.place, rating.value)
                number = session.round_for(given.instrument, item.id)
                open_ = session.state.rounds.open(given.instrument, item.id)
                if open_ is None:
                    raise UsageError(tr("{row} is not among the rows of this round", row=item.id))
                if not self._answer(Task(given.instrument, item, rater, False, number), named):
                    raise UsageError(tr("this is no whole answer; what comes first is missing"))
        for count in given.counts:
            with self._at(count.place):
                item = session.item(given.instrument, count.item)
                this, kind = session.instrument(given.instrument)
                hands = {self._place(kind, this.definition, item, name): many for name, many in count.counts.items()}
                session.rounds.count(given.instrument, count.item, hands, group=count.group)
                row = f"{given.instrument}/{count.item}"
                if count.group:
                    self.say(tr("counted {row} of {group}", row=row, group=count.group))
                else:
                    self.say(tr("counted {row}", row=row))

    def _rater(self, name: str) -> str:
        """Return a rater of the round; who has no vote is refused as such, and not as unknown."""
        person = next((each for each in self.session.people if folded(each.name) == folded(name)), None)
        if person is not None and person.present and not person.votes:
            raise UsageError(tr("{name} takes part without a vote, so cannot rate", name=person.name))
        return rater_of(self.session, name)

    @staticmethod
    def _place(kind: AnyKind, definition: object, item: Item, name: str) -> str:
        scale = kind.scale(definition, item)
        try:
            return pick((*scale.levels, *scale.asides), name) if scale else name
        except NotUnderstoodError as error:
            raise UsageError(str(error)) from None

    def _hand_in(self, given: RoundGiven) -> None:
        if given.counts:
            return
        names = given.hand_in if given.hand_in is not None else dict.fromkeys(each.rater for each in given.ratings)
        for index, name in enumerate(names):
            if folded(name) in ("team", "the team"):
                continue  # what the team says aloud needs no handing in
            place: Place = (*given.place, "hand_in", index) if given.hand_in is not None else given.place
            with self._at(place):
                receipt = self.session.rounds.hand_in(given.instrument, self._rater(name))
                self.say(tr("handed in {name}: {count} rated", name=receipt.name, count=receipt.rated))

    def _settle(self, instrument: str, given: SettledGiven) -> None:
        session = self.session
        item = session.item(instrument, given.item)
        words = {rater_of(session, name): said for name, said in given.words.items()}
        if not given.agreed:
            session.rounds.disagree(instrument, item.id, rationale=given.rationale, positions=words)
            self.say(tr("no agreement {row}", row=f"{instrument}/{item.id}"))
            return
        this, kind = session.instrument(instrument)
        first = kind.form(this.definition, item, {})
        value = given.value
        if isinstance(value, dict) and list(value) == ["level"] and (first is None or first.id != "level"):
            value = value["level"]
        if isinstance(value, str) and kind.scale(this.definition, item) is not None:
            level = self._place(kind, this.definition, item, value)
            session.rounds.agree(instrument, item.id, level=level, rationale=given.rationale, dissent=words)
        else:
            named = self.answers.begin_at(instrument, given.item, given.place, value)
            answer = fill(session, instrument, item, self.answers, named)
            if answer is None:
                raise UsageError(tr("this is no whole answer; what comes first is missing"))
            session.rounds.agree(instrument, item.id, answer, rationale=given.rationale, dissent=words)
        self.say(agreed_words(session, instrument, item.id))

    # ------------------------------------------------------------------------------------- the end

    def finish(self) -> None:
        """Do what belongs behind the last step, and refuse what was not reached."""
        for round_ in self._rounds:
            self._fault(tr("this round was not reached: its instrument is not on the team's agenda"), round_.place)
        if self.answers.given.review is not None and not self._reviewed:
            self._fault(tr("no step of this team reviews what others handed in"), ("review",))
        for action in self._follow:
            self._follow_up(action, (*with_news(self.session, self._earlier), *self.session.following.all))
        self._raise()
        for step in self.answers.given.protocol:
            with self._at(step.place):
                self.session.keep_protocol(step.step, kept=step.kept, why=step.why)
                if step.kept:
                    self.say(tr("{step}: run as the toolkit says", step=step.step))
                else:
                    self.say(tr("{step}: changed: {why}", step=step.step, why=step.why))
        self._raise()

    def _found(self, given: ActionGiven, actions: Sequence[FollowedAction]) -> list[FollowedAction]:
        return [each for each in actions if each.key == given.action] or [
            each for each in actions if folded(each.action.text) == folded(given.action)
        ]

    def _follow_up(self, given: ActionGiven, actions: Sequence[FollowedAction]) -> None:
        found = self._found(given, actions)
        if given in self._follow and actions and found:
            self._follow = [each for each in self._follow if each is not given]
        if len(found) == 1:
            with self._at(given.place):
                self.session.following.follow(found[0], given.status, given.words)
                self.say(
                    tr("followed up: {action}: {status}", action=found[0].action.text, status=stands(given.status))
                )
        elif found:
            keys = ", ".join(f"{each.key} ({action_words(each)})" for each in found)
            says = tr("{count} actions read so; give the key of one: {keys}", count=len(found), keys=keys)
            self._fault(says, (*given.place, "action"))
        else:
            known = "; ".join(dict.fromkeys(each.action.text for each in actions)) or tr("none")
            says = tr("there is no action {action}; there are: {known}", action=repr(given.action), known=known)
            self._fault(says, (*given.place, "action"))
        self._raise()

    # ------------------------------------------------------------------------------------- faults

    @contextmanager
    def _at(self, place: Place) -> Iterator[None]:
        """Keep a refusal with its place in the file, so that the other faults beside it are found as well."""
        try:
            yield
        except AnswersError as error:
            self._problems += error.problems
        except UsageError as error:
            self._fault(str(error), place)

    def _fault(self, message: str, place: Place) -> None:
        self._problems.append(self.answers.problem(message, place))

    def _raise(self) -> None:
        if self._problems:
            raise AnswersError(self._problems)
