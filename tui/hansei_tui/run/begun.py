"""What is begun and not answered yet: put aside as it is typed, and gone on with where it was left."""

from __future__ import annotations

import json
from typing import Any

from hansei.errors import HanseiError
from hansei.record.session import Session
from hansei_tui.run.instrument import Asking
from hansei_tui.run.saving import Drafts, Saving
from hansei_tui.run.walk import Walking
from hansei_tui.sentences import tr


def read_only(session: Session) -> str:
    """Return why nothing can be written to a session that is only read."""
    if session.origin:
        return tr("This session is {team}'s and is only read here", team=session.team.name)
    return tr("The session is closed and can be read; R opens it again")


class Begun:
    """What is asked, with the drafts of it, and the way to the record.

    Args:
        session: The session.
    """

    asking: Asking

    def __init__(self, session: Session) -> None:
        self.session = session
        self.saving = Saving()
        self.drafts = Drafts(session)

    def record(self, act: Any, says: str, then: Any = lambda: None) -> bool:
        """Do something on the record, and then what follows from it; return whether it is saved."""
        if self.session.only_read:
            self.saving.say(read_only(self.session), wrong=True)
            return False
        return self.saving.save(act, then, says=says)

    def _restore(self, asking: Asking) -> None:
        if asking.task is not None:
            key = asking.key
            asking.restore(self.drafts.get(f"given:{key}"), lambda id_: self.drafts.get(f"draft:{key}/{id_}"))

    def restore(self) -> None:
        """Go on with the drafts of what is looked at."""
        self._restore(self.asking)

    def _begun_words(self) -> None:
        """Go on with what was begun of the question that comes now."""
        asking = self.asking
        if asking.asker is None or asking.question is None:
            return
        if kept := self.drafts.get(f"draft:{asking.key}/{asking.question.id}"):
            asking.asker.restore(kept)

    def keep(self) -> None:
        """Put aside what is not answered yet, soon."""
        asking = self.asking
        if asking.asker is not None and asking.question is not None and not asking.settled:
            draft = asking.asker.draft()
            begun = asking.prior.get(asking.question.id) if asking.changing else asking.proposal()
            if begun is not None:
                fresh = type(asking.asker)(asking.question)  # type: ignore[call-arg]
                fresh.prefill(begun)
                draft = "" if draft == fresh.draft() else draft
            self.drafts.put(f"draft:{asking.key}/{asking.question.id}", draft)

    @property
    def change_begun(self) -> bool:
        """Whether somebody began to change the answer that is looked at, and left it."""
        return self.asking.settled and self.drafts.has(f"draft:{self.asking.key}/")

    def drop_begun(self) -> None:
        """Let go of what was begun; what is on the record stands."""
        self.drafts.drop(f"draft:{self.asking.key}/")
        self.saving.say(tr("dropped; what is on the record stands"))

    def _left_out(self, asking: Asking, key: str) -> None:
        """Put aside why levels were refused that were taken after all: who takes the answer back goes on with it."""
        asker, question = asking.asker, asking.question
        if asking.key == key and question is not None and isinstance(asker, Walking):
            self.drafts.put(f"left:{key}/{question.id}", json.dumps(asker.left) if asker.left else "")

    def left_out(self, key: str, question: str) -> dict[str, str]:
        """Return why levels were refused that the answer on the record passed over.

        Args:
            key: The task's, as :attr:`~hansei_tui.run.instrument.Asking.key` gives it.
            question: The id of the question.
        """
        try:
            return {str(id_): str(why) for id_, why in json.loads(self.drafts.get(f"left:{key}/{question}")).items()}
        except (ValueError, AttributeError):
            return {}

    def _take_in(self) -> None:
        """Take in what others wrote since the last second, without letting go of what is asked."""
        try:
            if self.session.refresh():
                self.asking.reload()
                self.asking.changing = self.asking.changing or self.asking.answered
        except HanseiError:
            return  # the store is busy, which saving will find out
