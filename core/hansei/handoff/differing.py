"""Where copies of a session differ: row by row, what each of them says there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from attrs import frozen

from hansei.errors import HanseiError
from hansei.record.view import SessionView
from hansei.words.ours import tr

#: Said of a copy that says nothing somewhere.
NOTHING = "–"


@frozen
class Difference:
    """A place at which copies of a session differ."""

    #: ``instrument/item``, ``note/<id>`` or ``state``.
    place: str
    #: The same as people read it.
    about: str
    #: The id of each copy and what it says, in the order in which they were given.
    says: tuple[tuple[str, str], ...]


def differences(copies: Mapping[str, SessionView]) -> tuple[Difference, ...]:
    """Return where copies of a session differ, in the order of the toolkit.

    Args:
        copies: The copies by the id they are shown under.
    """
    said = {id_: dict(_said(view)) for id_, view in copies.items()}
    places = dict.fromkeys(place for each in said.values() for place in each)
    found = []
    for place in places:
        words = {id_: each.get(place, ("", NOTHING))[1] for id_, each in said.items()}
        if len(set(words.values())) > 1:
            about = next(each[place][0] for each in said.values() if place in each)
            found.append(Difference(place, about, tuple(words.items())))
    return tuple(found)


def _state(view: SessionView) -> str:
    title = view.running.title
    return tr("closed, at: {title}", title=title) if view.closed else tr("open, at: {title}", title=title)


def _said(view: SessionView) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each place of a session with what it is called and what is said there."""
    yield "state", (tr("How far it is"), _state(view))
    for id_, this in view.toolkit.instruments.items():
        title = this.ours.short or this.title or id_
        for item, words in _answers(view, id_):
            yield f"{id_}/{item}", (f"{_label(view, id_, item)} · {title}", "; ".join(words))
    for note in view.state.notes.values():
        yield f"note/{note.note}", (tr("Parking lot") if note.parked else tr("Note"), note.text)


def _answers(view: SessionView, instrument: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the items of an instrument that were answered, with what is said of each."""
    try:
        this, kind = view.instrument(instrument)
        items, answers = view.all_items(instrument), view.answers(instrument)
    except HanseiError:  # its kind is not at hand: the answers as they were written
        raw: dict[str, list[str]] = {}
        for (name, rater, _), event in view.state.answers.get(instrument, {}).items():
            raw.setdefault(name, []).append(f"{view.rater_name(rater)}: {bytes(event.response).decode()}")
        yield from raw.items()
        return
    for id_, item in items.items():
        said = [
            f"{each.rater}: {kind.say(this.definition, item, each.response)}"
            if isinstance(each.response, kind.response)
            else f"{each.rater}: {msgspec.json.encode(each.response).decode()}"
            for each in answers.get(id_, ())
        ]
        if said:
            yield id_, said


def _label(view: SessionView, instrument: str, item: str) -> str:
    try:
        return view.item(instrument, item).label
    except HanseiError:
        return item
