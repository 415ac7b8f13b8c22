"""Questions that other teams put to this one, line by line: shown at the beginning, answered on the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hansei.errors import UsageError
from hansei.handoff.questions import Question, reply, with_replies
from hansei.record.session import Session
from hansei_tui.handing.words import question_words
from hansei_tui.plain.pages import number_of
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /questions       what other teams asked about earlier sessions, numbered
  /reply 1 = words   answer one of them; the answer goes back with this session""")


class QuestionLines:
    """The commands about questions.

    Args:
        session: The session.
        say: Prints a line.
        questions: What was asked of its team, as it was when the session was opened.
    """

    def __init__(self, session: Session, say: Callable[[str], None], questions: Sequence[Question] = ()) -> None:
        self.session = session
        self.say = say
        self._questions = tuple(questions)
        self.commands: dict[str, Callable[[str], None]] = {"questions": self._list, "reply": self._reply}

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was asked, with what was answered in this session."""
        return with_replies(self.session, self._questions)

    def greet(self) -> None:
        """Show what is not answered yet, when there is anything."""
        if any(each.open for each in self.questions):
            self.say("")
            self.say(tr("Questions of other teams (/reply 1 = words answers one):"))
            self._tell()

    def _tell(self) -> None:
        for number, each in enumerate(self.questions, 1):
            self.say(f"  {number}. " + tr("{team} asks: {question}", team=each.by, question=question_words(each)))
            if not each.open:
                self.say("     " + tr("answered: {answer}", answer=each.answer))

    def _list(self, _: str) -> None:
        self._tell()
        if not self.questions:
            self.say("  " + tr("nothing was asked"))

    def _reply(self, text: str) -> None:
        number, equals, words = text.partition("=")
        at = number_of(
            number, len(self._questions), N_("there is no question {number}; /questions lists what there is")
        )
        if not equals or not words.strip():
            raise UsageError(tr("say the answer, as in /reply {number} = words", number=at + 1))
        reply(self.session, self._questions[at], words)
        self.say(tr("question {number}: {answer}", number=at + 1, answer=words.strip()))
