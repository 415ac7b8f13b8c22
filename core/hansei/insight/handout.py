"""The toolkit's handouts as documents: what a team has on the table, blank or with what it answered."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.content.toolkit import Handout, Toolkit
from hansei.document import Block, Bullets, Document, Heading, Note, Paragraph, Tone
from hansei.insight.paper import on_paper, whose
from hansei.record.view import SessionView

#: What a handout names to show the toolkit's outcomes.
OUTCOMES = "outcomes"


def handouts(session: SessionView) -> tuple[Handout, ...]:
    """Return the handouts of a session's team: those of its agenda, and those that no activity hands out."""
    ours = {id_ for entry in session.agenda for id_ in entry.activity.handouts}
    all_ = {id_ for entry in session.toolkit.agenda() for id_ in entry.activity.handouts}
    return tuple(each for each in session.toolkit.handouts if each.id in ours or each.id not in all_)


def shows(toolkit: Toolkit, handout: Handout) -> tuple[str, ...]:
    """Return what a handout shows, each in a few words."""
    sections = {section.id: section.ours.short or section.title for section in toolkit.sections}
    found = []
    for id_ in handout.shows:
        instrument = toolkit.instruments.get(id_)
        if instrument is not None:
            found.append(instrument.title or instrument.ours.title or id_)
        else:
            found.append(_outcomes(toolkit) if id_ == OUTCOMES else sections.get(id_, id_))
    return tuple(found)


def handout_document(session: SessionView, handout: Handout, *, blank: bool = False) -> Document:
    """Return a handout as a document.

    Args:
        session: The session it belongs to.
        handout: One of its toolkit's handouts.
        blank: True for the form to fill in; False for what was answered, blank where nothing was.
    """
    return Document(
        title=handout.title or handout.ours.title,
        language=session.toolkit.language,
        facts=(("Team", f"{session.team.name} ({session.team.kind} team)"), ("Toolkit", session.toolkit.title)),
        blocks=tuple(_blocks(session, handout, blank=blank)),
    )


def _blocks(session: SessionView, handout: Handout, *, blank: bool) -> Iterator[Block]:
    toolkit = session.toolkit
    if handout.ours.note:
        yield Note(handout.ours.note, Tone.OURS)
    for id_ in handout.shows:
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
                for paragraph in filter(None, section.text.split("\n\n")):
                    yield Paragraph(paragraph)


def _outcomes(toolkit: Toolkit) -> str:
    return toolkit.headings.get(OUTCOMES, "Outcomes")
