"""What came from other teams, as a store keeps it: submissions, decisions about them, what was refused, questions.

A store keeps every submission it was given. Which of them are shown as sessions is worked out anew from all of
them whenever one arrives, in the same transaction: so the order in which they arrive makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from hansei.record.kept import Change
from hansei.record.log import Head, Pin
from hansei.record.organisations import OrgRecord
from hansei.record.people import folded


class Submission(NamedTuple):
    """A session as another team handed it in."""

    #: SHA-256 of the manifest, which holds the digests of all the rest.
    digest: str
    #: The session's head as of this submission; ``origin`` is the digest.
    head: Head
    #: The toolkit's digest.
    toolkit: str
    #: The sender's public key, in hex.
    sender: str
    #: How much of the record the sender gave.
    scope: str
    #: The newest event's time.
    made: int
    #: When it arrived here first; the one thing that depends on when that was.
    received: int
    #: The name of the file it came in.
    file: str
    manifest: bytes
    signature: bytes
    #: The lines of the record; empty in a listing.
    lines: tuple[bytes, ...] = ()

    @property
    def session(self) -> str:
        """The session's id where it was run."""
        return self.head.session

    @property
    def team(self) -> str:
        """What tells the submissions of one team from those of others: its organisation, else its name and kind."""
        return self.head.org or f"{self.head.team_kind} {folded(self.head.team)}"


class Decision(NamedTuple):
    """What a person settled about copies of a session that do not go together."""

    session: str
    #: 1-based, counted up for each session.
    number: int
    #: Digest of the submission that stands.
    keep: str
    #: Digests of those that were looked at and do not.
    over: tuple[str, ...]
    at: int


class Refused(NamedTuple):
    """A file that was not taken in; nothing of its content is kept."""

    #: SHA-256 of the file.
    digest: str
    file: str
    reason: str
    at: int


class Asked(NamedTuple):
    """A question to a team about a session of its own."""

    question: str
    #: Digest of the file it came in; empty: it was asked here.
    origin: str
    session: str
    #: The team it is put to.
    team: str
    team_kind: str
    #: What it is about, as people read it, and where that is: ``instrument/item``; both may be empty.
    about: str
    place: str
    #: The question; empty: who asked it has taken it back.
    words: str
    #: The team that asks.
    by: str
    #: Its public key, in hex; empty: it was asked here.
    sender: str
    #: When it was asked, and when it arrived here.
    at: int
    received: int


class Situation(NamedTuple):
    """All that is known of one session: what :data:`Arrange` works from."""

    submissions: Sequence[Submission]
    decisions: Sequence[Decision]
    #: The lines of the session when it was run here; None otherwise.
    own: Sequence[bytes] | None


#: Returns which submissions are shown: the id of a session to the digest of the submission it is made of.
Arrange = Callable[[Situation], Mapping[str, str]]


class Inbox(Protocol):
    """The part of a store that keeps what came from elsewhere. Every method raises ``StoreError`` and nothing else."""

    def receive(
        self,
        arrived: Submission,
        pin: Pin,
        names: Mapping[str, str],
        arrange: Arrange,
        orgs: Sequence[OrgRecord] = (),
        kept: Change | None = None,
    ) -> bool:
        """Keep a submission and show what follows from it, at once or not at all.

        Args:
            arrived: The submission, with its lines.
            pin: Its toolkit.
            names: Person id to name.
            arrange: Called with everything that is known of the session then.
            orgs: What it says of the team's organisation.
            kept: What stands in it, for a store that keeps that; None: it is found out when somebody asks.

        Returns:
            False when this very submission was here already; nothing was written.
        """

    def settle(self, session: str, keep: str, over: Sequence[str], at: int, arrange: Arrange) -> None:
        """Keep what a person decided and show what follows from it, at once or not at all."""

    def submissions(self, session: str = "", team: str = "") -> list[Submission]:
        """Return the submissions of a session or a team, or all, without their lines; those that arrived last first.

        Args:
            session: The session's id.
            team: As :attr:`Submission.team` has it.
        """

    def anything(self) -> bool:
        """Return whether there is anything at all: a submission, a question or a file that was refused."""

    def senders(self, team: str) -> set[str]:
        """Return the public keys that a team's submissions came with; see :attr:`Submission.team`."""

    def lines(self, digest: str) -> list[bytes]:
        """Return the lines of a submission; none for an unknown one."""

    def names(self, digest: str) -> dict[str, str]:
        """Return the names that came with a submission, by person id."""

    def situation(self, session: str) -> Situation:
        """Return all that is known of a session."""

    def refuse(self, refused: Refused) -> None:
        """Keep that a file was refused, and why; of the oldest ones no more than :data:`MOST_REFUSED` stay."""

    def refused(self) -> list[Refused]:
        """Return what was refused, the last first."""

    def remove_refused(self, digest: str) -> None:
        """Take a refused file off the list; one that is not on it changes nothing."""

    def ask(self, questions: Sequence[Asked]) -> int:
        """Keep questions; return how many were new."""

    def withdraw(self, question: str) -> None:
        """Take the words of a question that was asked here out, and keep that it was asked."""

    def asked(self, session: str = "") -> list[Asked]:
        """Return the questions about a session, or all, in the order in which they were asked."""


@runtime_checkable
class KeepsInbox(Protocol):
    """What a store offers that has that part."""

    @property
    def inbox(self) -> Inbox:
        """What came from other teams."""


#: How many refused files are remembered.
MOST_REFUSED = 200
