"""An instrument on paper: its title, whose words it is in, and what its kind says of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from hansei.content.toolkit import Instrument
from hansei.document import Block, Heading, Note, Paragraph, Tone, said
from hansei.errors import HanseiError, PluginError
from hansei.insight.adapting import changes_of_row, note_of
from hansei.record.view import SessionView
from hansei.words.ours import N_, tr

#: Whose words an element is in, for the reader; the publisher's own go without saying.
WHOSE = {
    "ours": N_("This part is Hansei's, not the publisher's."),
    "reconstructed": N_("Reconstructed: the source names this template without printing it."),
}


def whose(provenance: str) -> Iterator[Block]:
    """Yield a note on words that are not the publisher's."""
    if provenance in WHOSE:
        yield Note(tr(WHOSE[provenance]), Tone.OURS)


def on_paper(session: SessionView, id_: str, *, under: str, level: int = 4, blank: bool = False) -> Iterator[Block]:
    """Yield an instrument of a session.

    Args:
        session: The session.
        id_: The instrument's id.
        under: The title it stands under, which is not said twice.
        level: The level of its heading.
        blank: True for the form to fill in, False for what was answered.
    """
    instrument = session.toolkit.instruments[id_]
    title = instrument.title or instrument.ours.title
    if title and title != under:
        yield Heading(title, level, anchor=f"instrument-{id_}")
    yield from whose(instrument.provenance)
    yield from note_of(session.toolkit, changes_of_row(session.toolkit, id_))
    try:
        _, kind = session.instrument(id_)
        summary = None if blank else session.summary(id_)
        yield from kind.document(instrument.definition, session.items(id_), summary)
    except HanseiError as error:
        yield from _as_text(session, instrument, error)
    except Exception as error:  # noqa: BLE001 - a stranger's kind may raise anything, and nothing may be lost
        yield from _as_text(
            session,
            instrument,
            PluginError(tr("the kind {kind} failed: {error}", kind=repr(instrument.kind), error=error)),
        )


def _as_text(session: SessionView, instrument: Instrument, why: HanseiError) -> Iterator[Block]:
    """Show the answers of an instrument whose kind is missing or broken, as they are written; none that is hidden."""
    session.kinds.failed[instrument.kind] = why
    yield Note(said(tr("Shown as text: {why}", why=why)), Tone.NEEDS)
    for event in session.state.given(instrument.id).values():
        if session.state.rounds.hidden(event.instrument, event.item, event.round):
            continue
        text = msgspec.json.format(event.response, indent=1).decode()
        yield Paragraph(said(text), label=f"{event.item}, {session.rater_name(event.rater)}", tone=Tone.CHOSEN)
