"""Who took part, on paper: the names, those with the same part in it together."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document import Block, Heading, Paragraph, said
from hansei.record.session import Session
from hansei.words.ours import tr


def people_on_paper(session: Session) -> Iterator[Block]:
    """Yield who took part: names by role, by building and by whether they had a vote; nothing where nobody is named."""
    if not session.people:
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
