"""The toolkit's handouts as documents: what a team has on the table, blank or with what it answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from hansei.content.toolkit import Handout, Toolkit
from hansei.document import Block, Bullets, Document, Heading, Note, Tone
from hansei.document.directions import closed
from hansei.document.exporter import Report
from hansei.document.look import Look
from hansei.document.telling import told
from hansei.document.unpictured import unpictured
from hansei.errors import UsageError
from hansei.insight.paper import on_paper, whose
from hansei.kinds import Kinds
from hansei.record.people import Team
from hansei.record.state import State
from hansei.record.view import SessionView
from hansei.words.nearest import meant
from hansei.words.ours import tr
from hansei.words.speaking import speaking

#: Our own look.
NO_LOOK = Look()
#: Where something is written by hand at the head of a blank handout.
ROOM = "\N{NO-BREAK SPACE}" * 12
#: What a handout names to show the toolkit's outcomes.
OUTCOMES = "outcomes"
#: The page with what a toolkit says of itself, and what that shows before and after the parts.
ABOUT = "about-this-toolkit"
_BEFORE, _AFTER = ("introduction",), ("considerations", "reading", "source")


def handouts(session: SessionView) -> tuple[Handout, ...]:
    """Return the handouts of a session's team: those of its agenda, and those that no activity hands out."""
    ours = {id_ for entry in session.agenda for id_ in entry.activity.handouts}
    all_ = {id_ for entry in session.toolkit.agenda() for id_ in entry.activity.handouts}
    return tuple(each for each in session.toolkit.handouts if each.id in ours or each.id not in all_)


def shows(toolkit: Toolkit, handout: Handout) -> tuple[str, ...]:
    """Return what a handout shows, each in a few words."""
    sections = {section.id: section.ours.short or section.title for section in toolkit.sections}
    if handout.id == ABOUT:
        return (tr("what it is for, and what helps when it gets difficult"),)
    found = []
    for id_ in handout.shows:
        instrument = toolkit.instruments.get(id_)
        if instrument is not None:
            found.append(instrument.title or instrument.ours.title or id_)
        else:
            found.append(_outcomes(toolkit) if id_ == OUTCOMES else sections.get(id_, id_))
    return tuple(found)


def nobodys(toolkit: Toolkit, kinds: Kinds) -> SessionView:
    """Return a session that nobody has held, to show a toolkit's handouts blank."""
    return SessionView("", State(), toolkit, kinds, Team("blank"), {})


def named(toolkit: Toolkit, names: Sequence[str], more: Sequence[Handout] = ()) -> tuple[Handout, ...]:
    """Return a toolkit's handouts by name; all of them when none is named.

    Args:
        toolkit: The toolkit.
        names: Ids as in ``handout-2``, titles, or places in the list, 1-based.
        more: What can be named as well, by id or title: tables that no handout shows, about the toolkit.

    Raises:
        UsageError: when it has no such handout, with those it has.
    """
    all_ = toolkit.handouts
    if not all_ and not (names and more):
        raise UsageError(tr("the toolkit {id} has no handouts", id=toolkit.id))
    by: dict[str, Handout] = {}
    for each in (*more, *all_):
        by |= {(each.title or each.ours.title).casefold(): each, each.id: each}
    by |= {str(number): each for number, each in enumerate(all_, 1)}
    for name in names:
        if name not in by and name.casefold() not in by:
            known = dict.fromkeys(each.id for each in (*all_, *more))
            there = ", ".join(known)
            raise UsageError(
                tr(
                    "the toolkit {id} has no handout {name}; there are: {there}",
                    id=toolkit.id,
                    name=repr(name),
                    there=there,
                )
                + meant(name, [*known, *(each.title or each.ours.title for each in (*all_, *more))])
            )
    found = [by.get(name) or by[name.casefold()] for name in names] or list(all_)
    return tuple({each.id: each for each in found}.values())


def handout_report(session: SessionView, handout: Handout, *, blank: bool = False, look: Look = NO_LOOK) -> Report:
    """Return a handout for an exporter.

    Args:
        session: The session it belongs to, or one that nobody has held.
        handout: One of its toolkit's handouts.
        blank: As for :func:`handout_document`.
        look: How it is to look, and whether it has pictures.
    """
    record = {"toolkit": session.toolkit.id, "handout": handout.id, "session": session.id}
    with speaking(session.toolkit.language):
        document = handout_document(session, handout, blank=blank or not session.id)
    if "pictures" in look.without:
        document = evolve(document, blocks=tuple(unpictured(document.blocks)))
    return Report(document, record, look)


def handout_document(session: SessionView, handout: Handout, *, blank: bool = False) -> Document:
    """Return a handout as a document.

    Args:
        session: The session it belongs to.
        handout: One of its toolkit's handouts.
        blank: True for the form to fill in; False for what was answered, blank where nothing was.
    """
    team = (tr("Team"), tr("{name} ({kind} team)", name=closed(session.team.name), kind=tr(session.team.kind)))
    return Document(
        title=handout.title or handout.ours.title,
        subtitle=handout.ours.short,
        language=session.toolkit.language,
        facts=(
            *((team,) if session.id else ((tr("Team"), ROOM), (tr("Date"), ROOM))),
            (tr("Toolkit"), session.toolkit.title),
        ),
        blocks=tuple(_blocks(session, handout, blank=blank)),
    )


def _blocks(session: SessionView, handout: Handout, *, blank: bool) -> Iterator[Block]:
    toolkit = session.toolkit
    if handout.ours.note:
        yield Note(handout.ours.note, Tone.OURS)
    for id_ in handout.shows:
        if handout.id == ABOUT:
            yield from _about(toolkit, id_)
        if id_ in toolkit.instruments:
            empty = blank or not session.state.given(id_)
            yield from on_paper(session, id_, under=handout.title, level=2, blank=empty)
        elif id_ == OUTCOMES:
            yield Heading(_outcomes(toolkit), 2, anchor=OUTCOMES)
            yield Bullets([outcome.text for outcome in toolkit.outcomes])
        for section in toolkit.sections:
            if section.id == id_:
                yield Heading(section.title, 2, anchor=section.id)
                yield from whose(section.provenance)
                yield from told(section.text)


def about(toolkit: Toolkit) -> Handout:
    """Return a page with what a toolkit says of itself and to its facilitator; no team fills it in."""
    sections = tuple(section.id for section in toolkit.sections if section.text)
    return Handout(ABOUT, tr("About this toolkit"), (*_BEFORE, OUTCOMES, *sections, *_AFTER))


def _about(toolkit: Toolkit, part: str) -> Iterator[Block]:
    """Yield a part that belongs to no section."""
    considerations, reading = toolkit.facilitator.considerations, toolkit.facilitator.reading
    if part == "introduction" and toolkit.introduction:
        yield Heading(toolkit.headings.get(part, tr("Introduction")), 2, anchor=part)
        yield from told(toolkit.introduction)
    elif part == "considerations" and considerations.text:
        yield Heading(considerations.title or tr("For the facilitator"), 2, anchor=part)
        yield from told(considerations.text)
    elif part == "reading" and reading.entries:
        yield Heading(reading.title or tr("Reading"), 2, anchor=part)
        yield Bullets([", ".join(filter(None, (each.title, each.author, each.note))) for each in reading.entries])
    elif part == "source" and toolkit.source.acknowledgement:
        yield Heading(toolkit.headings.get("acknowledgement", tr("Acknowledgement")), 2, anchor=part)
        yield from told(toolkit.source.acknowledgement)


def _outcomes(toolkit: Toolkit) -> str:
    return toolkit.headings.get(OUTCOMES, tr("Outcomes"))
