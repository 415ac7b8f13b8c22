"""What is said of what came from other teams, alike on the screens and line by line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from hansei.errors import HanseiError, SheetError
from hansei.handoff.copies import CONFLICTS
from hansei.handoff.scope import TITLES, Scope, left_out_in_words
from hansei.handoff.senders import STANDINGS
from hansei.words.ours import tr as engine_tr
from hansei_tui.sentences import N_, tr, trn

if TYPE_CHECKING:
    from hansei.handoff.entries import Copy, Entry
    from hansei.handoff.questions import Question
    from hansei.handoff.service import Received
    from hansei.insight.sheets import Taken

#: What became of a file, in a count of several.
OUTCOMES = {
    "new": N_("new"),
    "extended": N_("further on than what was here"),
    "known": N_("here already"),
    "older": N_("older than what is here"),
    "own": N_("run here"),
    "conflict": N_("to settle"),
    "questions": N_("with questions"),
    "sheet": N_("filled in"),
    "refused": N_("not taken in"),
    "missing": N_("not there"),
}
#: The same of one file.
_SAID = {
    "new": N_("{file}: taken in, as session {session}"),
    "extended": N_("{file}: goes further than what was here of session {session}"),
    "known": N_("{file}: was here already; nothing changed"),
    "older": N_("{file}: is older than what is here of session {session}; nothing is shown differently"),
    "own": N_("{file}: is of session {session}, which was run here; it holds nothing else"),
    "conflict": N_(
        "{file}: does not go with what is here of session {session}: both are kept. `hansei inbox show {session}`"
    ),
    "questions": N_("{file}: asks about session {session}; the next session of that team shows it"),
    "taken back": N_("{file}: takes back what it asked about session {session}; it is not shown any more"),
}


def sheet_words(file: str, taken: Taken) -> str:
    """Return in words what became of a sheet that was filled in."""
    where = tr("session {session}", session=taken.session)
    if taken.begun:
        where = tr("a new session, {session}", session=taken.session)
    if not taken.rows:
        said = tr("{file} of {team}: nothing new, {session} says the same", file=file, team=taken.team, session=where)
    else:
        said = trn(
            "{file} of {team}: {n} line taken into {session} ({title})",
            "{file} of {team}: {n} lines taken into {session} ({title})",
            taken.lines,
            file=file,
            team=taken.team,
            session=where,
            title=taken.title,
        )
    return "\n".join([said, *(f"  {each}" for each in taken.remarks)])


def refusal_words(error: HanseiError) -> str:
    """Return why a file was not taken in: each fault of a sheet on a line of its own."""
    if isinstance(error, SheetError):
        return "\n".join([tr("not taken in, nothing was recorded:"), *(f"  {each}" for each in error.problems)])
    return str(error) if error.usage else tr("not taken in: {why}", why=error)


def received_words(received: Received) -> list[str]:
    """Return what became of a file, in lines."""
    file = f"{received.file} "
    if received.team:
        file = tr("{file} from {team}", file=received.file, team=received.team)
    said = "taken back" if received.withdrawn and not received.questions else received.outcome
    lines = [tr(_SAID[said], file=file, session=received.session)]
    if received.outcome == "questions":
        news = tr("{count} new", count=received.questions)
        if received.withdrawn:
            news = tr("{new}, {count} taken back", new=news, count=received.withdrawn)
        lines[0] += f" ({news})"
    if received.outcome != "own":
        known = engine_tr(STANDINGS[received.sender])
        lines.append("  " + tr("sender {fingerprint}: {known}", fingerprint=received.fingerprint, known=known))
    if received.left_out:
        lines.append("  " + tr("left out by the sender: {what}", what=left_out_in_words(received.left_out)))
    return lines


def scope_words(scope: str) -> str:
    """Return how much of a record was given, as people read it."""
    return engine_tr(TITLES.get(cast("Scope", scope), scope))


def conflict_words(entry: Entry) -> str:
    """Return what there is to settle about a session; empty when there is nothing."""
    return engine_tr(CONFLICTS[entry.conflict])


def copy_words(copy: Copy) -> list[str]:
    """Return what is known of a copy of a session, in lines."""
    left_out, known = left_out_in_words(copy.left_out) or tr("nothing"), engine_tr(STANDINGS[copy.sender])
    return [
        tr("from {fingerprint}: {known}", fingerprint=copy.fingerprint, known=known),
        tr("{scope}, left out: {what}", scope=scope_words(copy.scope), what=left_out),
        trn(
            "{n} event, the last of {made}; received {received} in {file}",
            "{n} events, the last of {made}; received {received} in {file}",
            copy.events,
            made=day(copy.made),
            received=day(copy.received),
            file=copy.file,
        ),
    ]


def question_words(question: Question) -> str:
    """Return a question in one line, with what it is about."""
    about = f" ({question.about})" if question.about else ""
    return f"{question.words}{about}"


def day(at: int) -> str:
    """Return a time of the record as people read it, in this machine's time zone."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at // 1000))
