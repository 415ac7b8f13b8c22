"""What is said of what came from other teams, alike on the screens and line by line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from hansei.errors import HanseiError, SheetError
from hansei.handoff.copies import CONFLICTS
from hansei.handoff.scope import TITLES, Scope, left_out_in_words
from hansei.handoff.senders import STANDINGS

if TYPE_CHECKING:
    from hansei.handoff.entries import Copy, Entry
    from hansei.handoff.questions import Question
    from hansei.handoff.service import Received
    from hansei.insight.sheets import Taken

#: What became of a file, in a count of several.
OUTCOMES = {
    "new": "new",
    "extended": "further on than what was here",
    "known": "here already",
    "older": "older than what is here",
    "own": "run here",
    "conflict": "to settle",
    "questions": "with questions",
    "sheet": "filled in",
    "refused": "not taken in",
    "missing": "not there",
}
#: The same of one file.
_SAID = {
    "new": "taken in, as session {session}",
    "extended": "goes further than what was here of session {session}",
    "known": "was here already; nothing changed",
    "older": "is older than what is here of session {session}; nothing is shown differently",
    "own": "is of session {session}, which was run here; it holds nothing else",
    "conflict": "does not go with what is here of session {session}: both are kept. `hansei inbox show {session}`",
    "questions": "asks about session {session}; the next session of that team shows it",
    "taken back": "takes back what it asked about session {session}; it is not shown any more",
}


def sheet_words(file: str, taken: Taken) -> str:
    """Return in words what became of a sheet that was filled in."""
    where = f"a new session, {taken.session}" if taken.begun else f"session {taken.session}"
    if not taken.rows:
        said = f"{file} of {taken.team}: nothing new, {where} says the same"
    else:
        said = f"{file} of {taken.team}: {taken.lines} lines taken into {where} ({taken.title})"
    return "\n".join([said, *(f"  {each}" for each in taken.remarks)])


def refusal_words(error: HanseiError) -> str:
    """Return why a file was not taken in: each fault of a sheet on a line of its own."""
    if isinstance(error, SheetError):
        return "\n".join(["not taken in, nothing was recorded:", *(f"  {each}" for each in error.problems)])
    return str(error) if error.usage else f"not taken in: {error}"


def received_words(received: Received) -> list[str]:
    """Return what became of a file, in lines."""
    from_whom = f"from {received.team}" if received.team else ""
    said = "taken back" if received.withdrawn and not received.questions else received.outcome
    lines = [f"{received.file} {from_whom}: {_SAID[said].format(session=received.session)}"]
    if received.outcome == "questions":
        back = f", {received.withdrawn} taken back" if received.withdrawn else ""
        lines[0] += f" ({received.questions} new{back})"
    if received.outcome != "own":
        lines.append(f"  sender {received.fingerprint}: {STANDINGS[received.sender]}")
    if received.left_out:
        lines.append(f"  left out by the sender: {left_out_in_words(received.left_out)}")
    return lines


def scope_words(scope: str) -> str:
    """Return how much of a record was given, as people read it."""
    return TITLES.get(cast("Scope", scope), scope)


def conflict_words(entry: Entry) -> str:
    """Return what there is to settle about a session; empty when there is nothing."""
    return CONFLICTS[entry.conflict]


def copy_words(copy: Copy) -> list[str]:
    """Return what is known of a copy of a session, in lines."""
    left_out = left_out_in_words(copy.left_out) or "nothing"
    return [
        f"from {copy.fingerprint}: {STANDINGS[copy.sender]}",
        f"{scope_words(copy.scope)}, left out: {left_out}",
        f"{copy.events} events, the last of {day(copy.made)}; received {day(copy.received)} in {copy.file}",
    ]


def question_words(question: Question) -> str:
    """Return a question in one line, with what it is about."""
    about = f" ({question.about})" if question.about else ""
    return f"{question.words}{about}"


def day(at: int) -> str:
    """Return a time of the record as people read it, in this machine's time zone."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at // 1000))
