"""The rows that teams are compared on: one measure for each row of an instrument and the words it was rated by.

Two versions of a toolkit that ask a row in the same words share its measure; a row that was reworded is a measure of
its own, so that a number under other words is never laid beside it. Ids are made of the words, and so are the same
in every store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from weakref import ref

import msgspec
from attrs import field, frozen

from hansei.content.toolkit import Toolkit
from hansei.kinds import AnyKind, Item, Kinds
from hansei.record.view import SessionView
from hansei.words.speaking import WRITTEN, speaking


class About(msgspec.Struct, frozen=True, omit_defaults=True):
    """What people read of a measure, as the toolkit that was met has it."""

    #: Id and title of the levels, in reading order.
    levels: tuple[tuple[str, str], ...] = ()
    #: Id and title of the answers that are no level.
    asides: tuple[tuple[str, str], ...] = ()
    #: The row, in a few words and in the publisher's.
    short: str = ""
    title: str = ""
    #: The instrument's title; of a measure that is a whole toolkit, the toolkit's.
    instrument: str = ""
    #: Its place in the toolkit, 0-based.
    place: int = 0


@frozen
class Measure:
    """A row in one wording. Without an instrument it stands for the whole toolkit: that a session was held."""

    id: int
    toolkit: str
    instrument: str
    item: str
    #: Digest of the words; empty for a whole toolkit.
    wording: str
    about: About
    #: Ids of the levels.
    levels: frozenset[str] = frozenset()
    #: Instrument and item as the toolkit at hand calls them, where that is not what they were called first.
    here: tuple[str, str] = field(default=("", ""), eq=False)
    #: When the first session began that asked it in these words, UTC in milliseconds; 0: not known.
    since: int = 0

    @classmethod
    def of(
        cls,
        toolkit: str,
        instrument: str,
        item: str,
        wording: str,
        about: About,
        here: tuple[str, str] | None = None,
    ) -> Measure:
        """Return a measure with its id, 63 bits of what it is."""
        what = "\x1f".join((toolkit, instrument, item, wording)).encode("utf-8", "surrogatepass")
        id_ = int.from_bytes(hashlib.sha256(what).digest()[:8]) >> 1
        levels = frozenset(level for level, _ in about.levels)
        return cls(id_, toolkit, instrument, item, wording, about, levels, here or (instrument, item))


@frozen
class Sheet:
    """What can be measured of a session."""

    #: That it was held.
    held: Measure
    #: Instrument and item to the measure.
    rows: dict[tuple[str, str], Measure]
    #: Kinds that are not at hand, or failed when they were asked.
    lacks: tuple[str, ...]


#: By the place of the toolkit in memory; what else was at that place before is told by the two references.
_sheets: dict[int, tuple[ref[Toolkit], ref[Kinds], Sheet]] = {}


def sheet(view: SessionView) -> Sheet:
    """Return what can be measured of a session; worked out once for each toolkit, which never changes."""
    toolkit, kinds = view.toolkit, view.kinds
    found = _sheets.get(id(toolkit))
    if found is None or found[0]() is not toolkit or found[1]() is not kinds:
        for id_ in [id_ for id_, (there, _, _) in _sheets.items() if there() is None]:
            del _sheets[id_]
        with speaking(WRITTEN):  # what is kept is the same in every language
            found = _sheets[id(toolkit)] = (ref(toolkit), ref(kinds), _sheet(view))
    return found[2]


def called_here(view: SessionView, instrument: str, item: str) -> tuple[str, str]:
    """Return what a session's toolkit calls a row that is named as it was called first."""
    for measure in sheet(view).rows.values():
        if (measure.instrument, measure.item) == (instrument, item):
            return measure.here
    return instrument, item


def _sheet(view: SessionView) -> Sheet:
    toolkit = view.toolkit
    rows: dict[tuple[str, str], Measure] = {}
    lacks: dict[str, None] = {}
    for id_, instrument in toolkit.instruments.items():
        try:
            _, kind = view.instrument(id_)
            if view.grows(id_):  # rows that a team adds are its own: there is nothing to lay them beside
                continue
            title = instrument.ours.short or instrument.title or instrument.ours.title or id_
            for item, wording, about in _measured(view, id_, kind, instrument.definition):
                first = toolkit.first_called(id_, item.id)
                placed = _placed(about, title, len(rows))
                measure = Measure.of(toolkit.family, *first, wording, placed, here=(id_, item.id))
                rows[id_, item.id] = measure
        except Exception:  # noqa: BLE001 - a kind that fails must not keep a team from recording its answers
            lacks[instrument.kind] = None
    held = Measure.of(toolkit.family, "", "", "", About(instrument=toolkit.title))
    return Sheet(held, rows, tuple(lacks))


def _measured(view: SessionView, id_: str, kind: AnyKind, definition: Any) -> Iterator[tuple[Item, str, About]]:
    for item in view.all_items(id_).values():
        scale = kind.scale(definition, item)
        if scale is None:
            return
        words = "\x1f".join(kind.wording(definition, item)).encode("utf-8", "surrogatepass")
        about = About(
            levels=tuple((each.id, each.title) for each in scale.levels),
            asides=tuple((each.id, each.title) for each in scale.asides),
            short=item.label,
            title=item.title,
        )
        yield item, hashlib.sha256(words).hexdigest()[:16], about


def _placed(about: About, instrument: str, place: int) -> About:
    return msgspec.structs.replace(about, instrument=instrument, place=place)
