"""What came from other teams, as rows of the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.engine import Engine
from hansei_tui.app.home_list import Row
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown
from hansei_tui.teams import team_kind
from hansei_tui.times import day

if TYPE_CHECKING:
    from hansei.handoff.entries import Entry
    from hansei.handoff.questions import Question
    from hansei.record.inbox import Refused

#: Stands where nothing has come yet.
EMPTY = (
    N_("Nothing has come yet."),
    "",
    N_("i takes in a file that another team handed in;"),
    N_("`hansei receive FILE` does the same."),
)


def inbox_rows(engine: Engine, now: float) -> list[Row]:
    """Return what came: what is to settle first, then questions, sessions, and files that were refused.

    Args:
        engine: The engine.
        now: UTC, seconds.
    """
    if not engine.anything_came:
        return []
    handoff = engine.handoff
    entries = [_session(each, now) for each in handoff.entries()]
    questions = [_question(each, now) for each in handoff.questions.all()]
    refused = [_refused(each, now) for each in handoff.refused()]
    rows = [*questions, *entries]
    return [*sorted(rows, key=lambda row: not row.mark), *refused]


def _session(entry: Entry, now: float) -> Row:
    from hansei_tui.handing.words import conflict_words, scope_words

    head = entry.head
    last = entry.stands or entry.copies[0]
    words = scope_words(last.scope)
    if entry.conflict:
        words = tr("to settle: {conflict}", conflict=conflict_words(entry))
    begun = tr("begun {when}, not ended") if head.state == "open" else tr("begun {when}, ended")
    begun = begun.format(when=day(head.started, now))
    sender = tr("from {key}", key=last.fingerprint)
    return Row(
        id=f"session:{entry.session}",
        name=shown(head.team),
        place=words if entry.conflict else f"{day(head.started, now)} · {words}",
        of=shown(head.title),
        when=day(last.received, now),
        unfinished=bool(entry.conflict),
        detail=(
            f"{shown(head.team)}, {team_kind(head.team_kind)} · {words}",
            f"{shown(head.title)} · {begun} · {sender} · {entry.session}",
        ),
        mark="! " if entry.conflict else "",
    )


def _question(question: Question, now: float) -> Row:
    state = tr("to {team}: not answered") if question.open else tr("to {team}: answered")
    state = state.format(team=question.team)
    asks = tr("{team} asks: {words}", team=shown(question.by), words=shown(question.words))
    return Row(
        id=f"question:{question.id}",
        name=f"? {shown(question.by)}",
        place=shown(question.words),
        of=shown(question.about),
        when=day(question.at, now),
        unfinished=question.open,
        detail=(asks, f"{shown(state)} · {shown(question.about)}"),
        mark="◐ " if question.open else "",
    )


def _refused(refused: Refused, now: float) -> Row:
    return Row(
        id=f"refused:{refused.digest}",
        name=shown(refused.file),
        place=tr("not taken in: {reason}", reason=shown(refused.reason)),
        when=day(refused.at, now),
        detail=(tr("{file}: not taken in", file=shown(refused.file)), shown(refused.reason)),
        mark="! ",
    )
