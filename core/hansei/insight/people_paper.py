"""Who took part, on paper: the names, those with the same part in it together, and the small groups."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document import Block, Heading, Paragraph, said
from hansei.record.session import Session
from hansei.words.ours import tr, trn


def people_on_paper(session: Session) -> Iterator[Block]:
    """Yield who took part: names by role, by building and by whether they had a vote, and who was in which small group.

    Nothing where nobody is named and there are no groups.
    """
    groups = session.groups.all
    if not session.people and not groups:
        return
    yield Heading(tr("Who took part"), 2, anchor="people")
    found: dict[str, list[str]] = {}
    for person in session.people:
        vote = "" if person.votes else tr("without a vote")
        part = ", ".join(filter(None, (tr(person.role), person.building, vote)))
        name = person.name if person.present else tr("{name} (left)", name=person.name)
        found.setdefault(part, []).append(name)
    for part, names in found.items():
        yield Paragraph(said(", ".join(names)), label=f"{part[:1].upper()}{part[1:]} ({len(names)})")
    if groups:
        yield Heading(tr("Small groups"), 3)
    for group in groups:
        counted = [tr("{n} more", n=group.heads)] if group.people else [trn("{n} person", "{n} people", group.heads)]
        named = [person.name for person in group.people] + (counted if group.heads else [])
        yield Paragraph(said(", ".join(named)), label=f"{group.name} ({group.size})")
