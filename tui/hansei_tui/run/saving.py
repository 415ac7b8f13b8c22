"""Keeping what people give: answers go on the record and are said to be saved only then; drafts are put aside.

Nothing in here draws. A store that is busy is tried again until it has taken what is waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from hansei.errors import HanseiError, ResponseError, StoreBusyError
from hansei.record.session import Session
from hansei_tui.sentences import N_, tr

SAVED = N_("saved ✓")
WAITING = N_("not saved yet: another program is writing; trying again")


class Saving:
    """Writes to the record, and says how it went."""

    def __init__(self) -> None:
        #: What to show: saved, waiting or what was wrong; empty when there is nothing to say.
        self.says = ""
        #: True when :attr:`says` tells of something wrong.
        self.wrong = False
        #: Whether the kind refused what was given last: it may want more.
        self.wants_more = False
        self._waiting: tuple[Callable[[], object], Callable[[], None]] | None = None

    @property
    def waiting(self) -> bool:
        """Whether something is not saved yet."""
        return self._waiting is not None

    def save(
        self, act: Callable[[], object], then: Callable[[], None] = lambda: None, *, says: str | None = None
    ) -> bool:
        """Do something on the record; while the store is busy, keep it for :meth:`retry`.

        Args:
            act: Writes to the record; returns after the store has it.
            then: What follows once it is saved.
            says: What to show then; None: that it is saved.

        Returns:
            True when it is saved.
        """
        if self._waiting is not None and self._waiting[0] is not act:
            self.says, self.wrong = tr(WAITING), True
            return False
        self.wants_more = False
        try:
            act()
        except StoreBusyError:
            self._waiting = (act, then)
            self.says, self.wrong = tr(WAITING), True
            return False
        except HanseiError as error:
            self._waiting, self.wants_more = None, isinstance(error, ResponseError)
            self.says, self.wrong = getattr(error, "message", "") or str(error), True
            return False
        self._waiting = None
        self.says, self.wrong = tr(SAVED) if says is None else says, False
        then()
        return True

    def retry(self) -> bool:
        """Try again what is waiting; return whether that changed anything."""
        if self._waiting is None:
            return False
        self.save(*self._waiting)
        return True

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show something else; what is not saved yet stays shown."""
        if not self.waiting:
            self.says, self.wrong = text, wrong


#: Seconds without a further change after which drafts are put aside, so that the disk is met in a pause between keys,
#: and the most that the first change waits for one: so much is lost when the power goes.
PAUSE, LONGEST = 0.05, 0.5
#: How many times as long as putting drafts aside took, the next ones wait: a slow disk must not slow down who types.
REST = 10


class Drafts:
    """What is typed but not answered: put aside durably in a pause between keys, and all of it on :meth:`flush`.

    The way to the disk takes as long as a key may take to be seen, so it is never on a key's way to the screen.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept = dict(session.aside())
        self._waiting: dict[str, str] = {}
        #: Calls something after some seconds; until somebody sets it, :meth:`tick` does all.
        self.later: Callable[[float, Callable[[], None]], object] | None = None
        #: Whether it will call us.
        self._soon = False
        #: When the first and the last change were made that wait, in seconds of the monotonic clock.
        self._first = self._last = 0.0
        #: When drafts may be put aside in a pause again, likewise.
        self._rested = 0.0

    def get(self, key: str) -> str:
        """Return a draft; empty when there is none."""
        return self._waiting.get(key, self._kept.get(key, ""))

    def put(self, key: str, text: str) -> bool:
        """Keep a draft, an empty one removes it; return whether there is something to flush."""
        if text != self.get(key):
            self._last = monotonic()
            if not self._waiting:
                self._first = self._last
            self._waiting[key] = text
            self._wait(PAUSE)
        return bool(self._waiting)

    @property
    def still(self) -> float:
        """For how many seconds nothing was changed."""
        return monotonic() - self._last

    def reread(self) -> None:
        """Take the drafts as the store has them now, after something was taken out of them."""
        self._kept = dict(self._session.aside())

    def has(self, prefix: str) -> bool:
        """Whether there is a draft whose key begins like that."""
        return any(key.startswith(prefix) and self.get(key) for key in {*self._kept, *self._waiting})

    def drop(self, prefix: str) -> None:
        """Remove every draft whose key begins like that."""
        for key in {*self._kept, *self._waiting}:
            if key.startswith(prefix):
                self.put(key, "")

    def _wait(self, seconds: float) -> None:
        if self.later is not None and not self._soon:
            self._soon = True
            self.later(seconds, self._paused)

    def _paused(self) -> None:
        self._soon = False
        if not self._waiting:
            return
        begun = monotonic()
        due = min(max(self._last + PAUSE, self._rested), self._first + LONGEST)
        if begun < due:
            self._wait(due - begun)
        elif self.flush():
            self._rested = monotonic() + REST * (monotonic() - begun)

    def tick(self) -> None:
        """Put aside what no pause did, several times a second: nobody told of one, or the store was busy."""
        if self.later is None or monotonic() >= self._first + LONGEST:
            self.flush()

    def flush(self) -> bool:
        """Put aside what waits; what a busy store did not take waits on. Return whether nothing is left."""
        for key, text in list(self._waiting.items()):
            try:
                self._session.put_aside(key, text.encode("utf-8", "replace").decode())
            except HanseiError:
                return False
            del self._waiting[key]
            if text:
                self._kept[key] = text
            else:
                self._kept.pop(key, None)
        return True
