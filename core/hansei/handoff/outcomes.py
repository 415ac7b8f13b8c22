"""What became of a session that was handed in, and of a file that was taken in."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from hansei.handoff.senders import Standing

#: What became of a file: see :attr:`Received.outcome`.
NEW, EXTENDED, KNOWN, OLDER, CONFLICT, OWN, QUESTIONS = (
    "new",
    "extended",
    "known",
    "older",
    "conflict",
    "own",
    "questions",
)


@frozen
class Submitted:
    """A session that was handed in."""

    path: Path
    #: Bytes of the file.
    size: int
    #: What the receiver sees of the sender.
    fingerprint: str
    scope: str
    #: What was left out, and how many of it.
    left_out: dict[str, int]
    events: int


@frozen
class Received:
    """A file that was taken in."""

    file: str
    #: The session it holds, or that the questions are about.
    session: str
    team: str
    #: ``new``; ``extended``: further than what was here; ``known``: this very file was here; ``older``: what is here
    #: is further; ``conflict``: it does not go with what is here; ``own``: it was run here, and holds nothing else;
    #: ``questions``: put to a team of ours.
    outcome: str
    fingerprint: str
    sender: Standing
    #: What was left out, and how many of it.
    left_out: dict[str, int]
    scope: str = ""
    #: The id under which it can be opened; empty: under none.
    shown: str = ""
    #: How many questions were new, and how many were taken back.
    questions: int = 0
    withdrawn: int = 0
