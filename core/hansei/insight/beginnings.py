"""Links between sessions: what of a team's earlier sessions an instrument may begin with, and how that is told.

A toolkit says it by ``begins_with``; the kinds say what they came to. Nothing here knows a toolkit or a kind by name.
See docs/decisions/18-links.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from hansei.content.toolkit import Beginning, Instrument, Toolkit
from hansei.document import Block, Paragraph, Tone, said
from hansei.errors import HanseiError
from hansei.form import Question, Table, Text
from hansei.kinds import Result
from hansei.record.events import BeganWith, Origin
from hansei.record.view import SessionView
from hansei.words.days import short_day_said
from hansei.words.ours import tr


@frozen
class Offered:
    """A result of an earlier session that an instrument may begin with."""

    instrument: str
    #: The question that its words are proposed for; empty: none.
    item: str
    origin: Origin


def linked(session: SessionView) -> dict[str, Instrument]:
    """Return the instruments on the agenda that may begin with results of earlier sessions, by id."""
    known = session.toolkit.instruments
    asked = dict.fromkeys(id_ for entry in session.agenda for id_ in entry.step.instruments)
    return {id_: known[id_] for id_ in asked if id_ in known and known[id_].begins_with}


def offered(session: SessionView, others: Sequence[SessionView]) -> tuple[Offered, ...]:
    """Return what the instruments of a session may begin with, also what was taken.

    Its own results come first, of which only those are meant whose instrument a link names; then those of the other
    sessions in the order given.

    Args:
        session: The session that begins.
        others: Other sessions of the team.
    """
    return session.unchanged(
        ("offered", *((each.id, each.state.version) for each in others)), lambda: _offered(session, others)
    )


def _offered(session: SessionView, others: Sequence[SessionView]) -> tuple[Offered, ...]:
    links = linked(session)
    found: dict[tuple[str, Origin], Offered] = {}
    for other in (session, *others) if links else ():
        there = list(results_of(other))
        for id_, this in links.items():
            known = [each for each in this.begins_with if other is not session or each.instrument not in ("", id_)]
            for source, result in there if known else ():
                means = [each for each in known if meant(each, other.toolkit, source, result)]
                if means:
                    each = Offered(id_, _filled(session, id_, means[0]), _origin(other, source, result))
                    found.setdefault((id_, each.origin), each)
    return tuple(found.values())


def results_of(session: SessionView) -> Iterator[tuple[Instrument, Result]]:
    """Yield what a session came to, in the toolkit's order; a kind that is missing or fails came to nothing."""
    for id_ in session.toolkit.instruments:
        try:
            this, _ = session.instrument(id_)
            found = session.results(id_)
        except Exception:  # noqa: BLE001, S112 - a stranger's kind may raise anything, and hides no other
            continue
        yield from ((this, each) for each in found)


def meant(beginning: Beginning, toolkit: Toolkit, instrument: Instrument, result: Result) -> bool:
    """Whether a link means a result of an instrument of a toolkit."""
    return (
        beginning.result == result.name
        and beginning.kind in ("", instrument.kind)
        and beginning.toolkit in ("", toolkit.id, toolkit.family)
        and beginning.instrument in ("", instrument.id)
        and result.stands(beginning.at, beginning.at_most)
    )


def _filled(session: SessionView, instrument: str, beginning: Beginning) -> str:
    """Return the question that words are proposed for: the one that the link names, or the first."""
    try:
        items = [item.id for item in session.items(instrument)]
    except HanseiError:
        return ""
    return beginning.fills if beginning.fills in items else next(iter(items), "")


def _origin(session: SessionView, instrument: Instrument, result: Result) -> Origin:
    started = session.state.started
    return Origin(
        session=session.id,
        toolkit=session.toolkit.id,
        title=session.toolkit.title,
        began=started.at if started is not None else 0,
        instrument=instrument.id,
        called=instrument.title or instrument.ours.title or instrument.id,
        result=result.name,
        item=result.id,
        words=result.words,
        because=result.because,
    )


# ----------------------------------------------------------------------------------------------- proposing


def proposed(session: SessionView, instrument: str, item: str, question: Question) -> Any:
    """Return what a question may begin with: the words that its instrument was begun with; None: nothing.

    Args:
        session: The session.
        instrument: The instrument's id.
        item: The item's id.
        question: A question of its form.
    """
    words = [each.origin.words for each in _taken(session, instrument) if each.item == item]
    if words and isinstance(question, Text):
        return "\n".join(words)
    if words and isinstance(question, Table):
        column = next((each.id for each in question.columns if each.type == "text"), "")
        return [{column: each} for each in words] if column else None
    return None


def _taken(session: SessionView, instrument: str) -> Sequence[BeganWith]:
    begun = session.state.begun
    return [each for each in begun.values() if each.instrument == instrument] if begun else ()


# ----------------------------------------------------------------------------------------------- telling


def from_where(origin: Origin, here: str) -> str:
    """Return where a result came from, as in "Root-Cause Analysis, 12 Nov 2026".

    Args:
        origin: The result.
        here: Id of the session in which it is told; of its own results the instrument says enough.
    """
    if origin.session == here:
        return origin.called
    return f"{origin.title}, {short_day_said(origin.began)}"


def worded(result: Origin | Result) -> str:
    """Return a result, or one that was taken, with what it rests on."""
    return f"{result.words} ({result.because})" if result.because else result.words


def origins_on_paper(session: SessionView, instrument: str) -> Iterator[Block]:
    """Yield a line for everything that an instrument was begun with."""
    for each in _taken(session, instrument):
        yield Paragraph(
            said(worded(each.origin)),
            label=tr("From {where}", where=from_where(each.origin, session.id)),
            tone=Tone.CHOSEN,
        )
