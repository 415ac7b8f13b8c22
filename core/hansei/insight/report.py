"""The report of a session as a document: everything that happened, with the question it answered.

Steps that were not reached are in it, and say so. It can be made at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from hansei.content.toolkit import Activity, AgendaStep
from hansei.document import Block, Bullets, Cell, Document, Heading, Paragraph, Table, Tone, said
from hansei.document.directions import closed
from hansei.document.exporter import Report
from hansei.document.filled import filled
from hansei.document.look import Look
from hansei.document.marks import explained
from hansei.document.spans import plain
from hansei.document.telling import told
from hansei.document.time_figure import Timed, time_figure
from hansei.document.unpictured import unpictured
from hansei.insight.actions_paper import actions_on_paper, earlier_actions_on_paper
from hansei.insight.adapting import adapted_line, adapted_on_paper, changes_of_step, note_of
from hansei.insight.beginnings import origins_on_paper
from hansei.insight.chain_paper import chains_on_paper
from hansei.insight.clock import Pace, activities, clocks
from hansei.insight.fidelity import fidelity
from hansei.insight.last_time import last_time_on_paper
from hansei.insight.paper import on_paper, whose
from hansei.insight.people_paper import people_on_paper
from hansei.insight.review_paper import review_on_paper
from hansei.insight.rounds_paper import rounds_on_paper
from hansei.insight.summary import summary_blocks
from hansei.insight.transcript import transcript
from hansei.insight.trend import Trend
from hansei.record.events import ClockAdded, Moved
from hansei.record.session import Session
from hansei.words.days import moment_said
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr
from hansei.words.speaking import WRITTEN, speaking

#: Our own look, with everything in it.
NO_LOOK = Look()
#: Where it is said how the session was run, and below it what the marks mean.
_ADMINISTERED = "administered"
#: How a step ended that was not done.
ENDED = {"skipped": N_("This step was skipped."), "later": N_("This step was left for next time.")}


def report(
    session: Session,
    *,
    given: str = "",
    left_out: str = "",
    look: Look = NO_LOOK,
    trends: Sequence[Trend] = (),
) -> Report:
    """Return the report of a session, for any exporter.

    Args:
        session: The session; for a look without "individual" one from which that is gone.
        given: What is said of a session that was handed in: how much of it was given, what was left out.
        left_out: What the session does not have any more, to be said at the head.
        look: How it is to look, and what it is made without.
        trends: The team's over its sessions with the toolkit, to lay last time beside now.
    """
    with speaking(session.toolkit.language):
        left = ", ".join(filter(None, (left_out, tr("notes") if "notes" in look.without else "")))
        document = session_document(session, given=given, left_out=left, without=look.without, trends=trends)
    return Report(
        document,
        partial(_record, session, look.without, WRITTEN),
        look,
        changed=session.state.events[-1].at,
        told=None if document.language == WRITTEN else partial(_record, session, look.without, document.language),
    )


def _record(session: Session, without: frozenset[str], language: str) -> dict[str, Any]:
    return transcript(session, without=without, language=language)


def session_document(
    session: Session,
    *,
    given: str = "",
    left_out: str = "",
    without: frozenset[str] = frozenset(),
    trends: Sequence[Trend] = (),
) -> Document:
    """Return the report as a document.

    Args:
        session: The session.
        given: As for :func:`report`.
        left_out: What is not in it, in words.
        without: Some of :data:`hansei.document.look.PARTS`.
        trends: As for :func:`report`.
    """
    toolkit = session.toolkit
    started = session.state.started
    people = [person for person in session.people if person.present]
    voting = sum(person.votes for person in people)
    facts = [
        (tr("Team"), tr("{name} ({kind} team)", name=closed(session.team.name), kind=tr(session.team.kind))),
        *([(tr("District"), closed(session.team.of))] if session.team.of else []),
        (tr("Toolkit"), tr("{title}, version {version}", title=toolkit.title, version=toolkit.version)),
        *([(tr("Adapted"), adapted_line(toolkit))] if toolkit.adapted is not None else []),
        (tr("Begun"), moment_said(started.at if started else 0)),
        (tr("Last change"), moment_said(session.state.events[-1].at)),
        (tr("State"), tr("closed") if session.closed else tr("open, at: {title}", title=session.running.title)),
    ]
    if given:
        facts.append((tr("Handed in"), given))
    if left_out:
        facts.append((tr("Left out"), left_out))
    if session.people:
        gone = len(session.people) - len(people)
        left = tr("; {gone} left", gone=gone) if gone else ""
        facts.append((tr("People"), tr("{n}, {voting} with a vote{left}", n=len(people), voting=voting, left=left)))
    blocks = explained(list(filled(_blocks(session, without, trends))), after=_ADMINISTERED)
    return Document(
        title=f"{closed(session.team.name)}: {toolkit.title}",
        subtitle=toolkit.subtitle,
        language=toolkit.language,
        facts=tuple(facts),
        blocks=tuple(unpictured(blocks) if "pictures" in without else blocks),
    )


def _blocks(session: Session, without: frozenset[str], trends: Sequence[Trend]) -> Iterator[Block]:
    if "summary" not in without:
        yield from summary_blocks(session, trends)
    if "detail" in without:
        return
    yield from people_on_paper(session)
    yield from _administered(session)
    yield from last_time_on_paper(session.id, trends)
    yield from earlier_actions_on_paper(session)
    shown: set[str] = set()
    section = activity = ""
    for entry in session.agenda:
        if entry.section.id != section:
            section = entry.section.id
            yield Heading(entry.section.title, 2, anchor=section)
            yield from whose(entry.section.provenance)
        if entry.activity.id != activity:
            activity = entry.activity.id
            yield from _activity(entry)
        yield from _step(session, entry, shown, notes="notes" not in without)
    yield from _elsewhere(session, shown)
    yield from chains_on_paper(session)
    yield from actions_on_paper(session)
    if "notes" not in without:
        yield from _notes(session)
    yield from _time(session)
    yield from adapted_on_paper(session.toolkit)
    yield from _source(session)


def _administered(session: Session) -> Iterator[Block]:
    """Say how the session was run, before any score."""
    found = fidelity(session)
    yield Heading(tr("How this was administered"), 2, anchor=_ADMINISTERED)
    yield Bullets(tuple(said(f"{each[:1].upper()}{each[1:]}") for each in found.parts()))
    for _, title, why in found.changed:
        yield Paragraph(
            said(why or tr("no reason given")), label=tr("Changed: {title}", title=title), tone=Tone.REFUSED
        )


def _activity(entry: AgendaStep) -> Iterator[Block]:
    if entry.activity.title != entry.section.title:
        yield Heading(entry.activity.title, 3, anchor=entry.activity.id)
    if entry.activity.text:
        yield from told(entry.activity.text)


def _step(session: Session, entry: AgendaStep, shown: set[str], *, notes: bool) -> Iterator[Block]:
    step = entry.step
    state = session.state.ended.get(entry.path, "")
    given = session.state.answers
    begun = {each.instrument for each in session.state.begun.values()}
    reached = state or any(given.get(id_) or id_ in session.state.rounds.of or id_ in begun for id_ in step.instruments)
    number = f"{step.number}. " if step.number else ""
    yield Heading(said(f"{number}{entry.title}"), 4, anchor=entry.path)
    yield from told(step.text)
    if step.questions:
        yield Bullets(step.questions)
    yield from note_of(session.toolkit, changes_of_step(session.toolkit, entry.activity.id, step.id))
    if state in ENDED:
        yield Paragraph(tr(ENDED[state]), tone=Tone.MISSING)
    elif not reached:
        yield Paragraph(_where(session, entry), tone=Tone.MISSING)
    for note in session.state.notes.values() if notes else ():
        if note.step == entry.path and not note.parked:
            yield Paragraph(said(note.text), label=tr("Note"), tone=Tone.CHOSEN)
    for id_ in step.instruments:
        if id_ not in shown:
            shown.add(id_)
            # What is said above is not said again: the step's text, and its questions where none of them has an answer.
            above = (*step.text.split("\n\n"), *(() if reached else step.questions))
            asked = {one_line(plain(paragraph)) for paragraph in above} - {""}
            unanswered = Paragraph(tr("Not answered."), tone=Tone.MISSING)
            yield from origins_on_paper(session, id_)
            for block in on_paper(session, id_, under=entry.title):
                said_already = isinstance(block, Paragraph) and _says(block) in asked
                if not said_already and (reached or block != unanswered):  # that nobody was here is said above
                    yield block
            yield from rounds_on_paper(session, id_, level=5)
            yield from review_on_paper(session, id_, level=5)


def _says(paragraph: Paragraph) -> str:
    """Return what a paragraph says on one line; empty when it is an answer, which is never left out."""
    if paragraph.label or paragraph.tone is not Tone.PLAIN:
        return ""
    return one_line("".join(span.text for span in paragraph.text))


def _where(session: Session, entry: AgendaStep) -> str:
    """Say how far the team came with a step that is neither done nor answered."""
    if entry.path == session.running.path:
        return tr("The team is here.")
    been = session.unchanged("been", lambda: {event.step for event in session.state.events if isinstance(event, Moved)})
    return tr("This step was begun and not finished.") if entry.path in been else tr("This step was not reached.")


def _elsewhere(session: Session, shown: set[str]) -> Iterator[Block]:
    """Show what was answered outside the agenda of this team, so that nothing on the record is missing."""
    state = session.state
    begun = {each.instrument: None for each in state.begun.values() if each.instrument in session.toolkit.instruments}
    given = {id_: None for id_, answers in state.answers.items() if answers}
    others = [id_ for id_ in given | state.rounds.of | state.reviewed | begun if id_ not in shown]
    if others:
        yield Heading(tr("Also answered"), 2, anchor="also")
    for id_ in others:
        yield from origins_on_paper(session, id_)
        yield from on_paper(session, id_, under="")
        yield from rounds_on_paper(session, id_, level=5)
        yield from review_on_paper(session, id_, level=5)


def _notes(session: Session) -> Iterator[Block]:
    parked = tuple(said(note.text) for note in session.state.notes.values() if note.parked)
    if parked:
        yield Heading(tr("Parking lot"), 2, anchor="parking-lot")
        yield Bullets(parked)


def _time(session: Session) -> Iterator[Block]:
    measured = clocks(session.agenda, session.state.clock, session.now())
    if not any(clock.used for clock in measured.values()):
        return
    yield Heading(tr("Time"), 2, anchor="time")
    timed = [
        Timed(
            activity.title,
            clock.minutes,
            clock.planned.low if clock.planned else None,
            clock.planned.high if clock.planned else None,
            over=clock.went is Pace.OVER,
        )
        for activity in activities(session.agenda)
        for clock in [measured[activity.id]]
        if clock.planned or clock.used
    ]
    yield time_figure(tr("Time planned and used"), timed)
    head = tuple(
        Cell.of(text, head=True) for text in (tr("Activity"), tr("Planned minutes"), tr("Used minutes"), tr("Pace"))
    )
    rows = tuple(
        tuple(Cell.of(said(text)) for text in (activity.title, planned, str(clock.minutes), pace))
        for activity in activities(session.agenda)
        for planned in [_planned(session, activity)]
        for clock in [measured[activity.id]]
        for pace in [tr(clock.went.value)]
        if clock.planned or clock.used
    )
    yield Table(rows=rows, header=(head,))


def _planned(session: Session, activity: Activity) -> str:
    """Return the toolkit's minutes and what the team added to them, as in ``20-30 (+5)``."""
    marks = session.state.clock
    added = sum(mark.minutes for mark in marks if isinstance(mark, ClockAdded) and mark.activity == activity.id)
    planned = str(activity.minutes or "")
    return f"{planned} ({added:+d})".strip() if added else planned


def _source(session: Session) -> Iterator[Block]:
    source = session.toolkit.source
    if source.acknowledgement or source.by:
        yield Heading(tr("Source"), 2, anchor="source")
        yield Paragraph(source.acknowledgement or source.by)
    if source.licence:
        yield Paragraph(tr("Licence of the toolkit's text: {licence}.", licence=source.licence))
