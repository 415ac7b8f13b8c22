"""What a new version of a toolkit does to sessions that were recorded with an old one.

A session keeps the text it was begun with: no version changes it. What a version does change is what its ratings can
be laid beside. The rules are those by which rows are compared anywhere (:mod:`hansei.record.measures`): the same row in
the same words is one measure; a row in other words is another one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from hansei.content.toolkit import Toolkit
from hansei.kinds import Kinds
from hansei.record.measures import Measure, sheet
from hansei.record.people import Team
from hansei.record.state import State
from hansei.record.view import SessionView
from hansei.words.ours import tr

#: ``kept``: ratings go on; ``renamed``: they go on, as declared; ``apart``: other words, so another measure.
Fate = Literal["kept", "renamed", "apart", "gone", "new"]


@frozen
class RowChange:
    """What becomes of one row that is rated."""

    fate: Fate
    #: ``instrument/row`` as it is called in the new version; in the old one, when it is gone.
    row: str
    #: As it was called in the old version, where that differs.
    was: str = ""
    #: What differs, or what to do.
    why: str = ""


@frozen
class Difference:
    """What a new version does to recorded sessions."""

    old: Toolkit
    new: Toolkit
    rows: tuple[RowChange, ...]
    #: What an author should look at.
    remarks: tuple[str, ...]

    def of(self, fate: Fate) -> tuple[RowChange, ...]:
        """Return the rows that fare alike."""
        return tuple(each for each in self.rows if each.fate == fate)


def difference(old: Toolkit, new: Toolkit, kinds: Kinds, *, same_text: bool = False) -> Difference:
    """Return what a new version does to sessions of an old one.

    Args:
        old: The version that sessions were recorded with.
        new: The version to come.
        kinds: The instrument kinds at hand.
        same_text: Whether both have one digest.
    """
    one, other = _Rows(old, kinds), _Rows(new, kinds)
    rows: list[RowChange] = []
    gone = {first: measure for first, measure in one.rows.items() if first not in other.rows}
    fresh = {first: measure for first, measure in other.rows.items() if first not in one.rows}
    for first, before in one.rows.items():
        after = other.rows.get(first)
        if after is not None:
            rows.append(_changed(before, after, one, other))
    rows += [RowChange("gone", _name(each), why=_probably(each, fresh.values())) for each in gone.values()]
    rows += [RowChange("new", _name(after)) for after in fresh.values()]
    apart = one.toolkit != other.toolkit
    remarks = [*_of_versions(old, new, same_text=same_text, apart=apart), *_of_levels(one, other)]
    remarks += _of_instruments(old, new)
    lacks = dict.fromkeys((*one.lacks, *other.lacks))
    remarks += [
        tr("the kind {name} is not at hand or failed; its rows are not in here", name=repr(name)) for name in lacks
    ]
    return Difference(old, new, tuple(rows), tuple(remarks))


class _Rows:
    """The rows of a toolkit that are rated, by what they were called first."""

    def __init__(self, toolkit: Toolkit, kinds: Kinds) -> None:
        self.view = SessionView("", State(), toolkit, kinds, Team("anybody"), {})
        found = sheet(self.view)
        self.lacks = found.lacks
        #: Whose rows they are: of an overlay, the toolkit's that it lies on.
        self.toolkit = toolkit.family
        self.rows = {(each.instrument, each.item): each for each in found.rows.values()}

    def words(self, measure: Measure) -> tuple[str, ...]:
        """Return the words that a row is rated by."""
        this, kind = self.view.instrument(measure.here[0])
        return tuple(kind.wording(this.definition, self.view.item(*measure.here)))


def _name(measure: Measure) -> str:
    return "/".join(measure.here)


def _changed(before: Measure, after: Measure, one: _Rows, other: _Rows) -> RowChange:
    was = _name(before) if before.here != after.here else ""
    if before.id == after.id:
        return RowChange("renamed" if was else "kept", _name(after), was)
    if one.toolkit != other.toolkit:
        return RowChange("apart", _name(after), was, tr("it belongs to another toolkit"))
    return RowChange("apart", _name(after), was, _other_words(one.words(before), other.words(after)))


def _other_words(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Return the first of the words that differ, old and new."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = [(old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    if not changes:
        return tr("other words")
    before, after = (_short(" / ".join(each)) for each in changes[0])
    more = sum(max(len(one), len(other)) for one, other in changes) - 1
    rest = tr(", and {more} more", more=more) if more > 0 else ""
    return f'"{before}" → "{after}"{rest}'


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _probably(before: Measure, fresh: Iterable[Measure]) -> str:
    """Return what a row that is gone may be called now: one in the same words."""
    for after in fresh:
        if after.wording == before.wording:
            old, new = _name(before), _name(after)
            if before.here[1] == after.here[1]:
                old, new = before.instrument, after.here[0]
            return tr(
                "the same words stand at {place}; to go on with it write `formerly: {{{new}: {old}}}`",
                place=_name(after),
                new=new,
                old=old,
            )
    return ""


def _of_versions(old: Toolkit, new: Toolkit, *, same_text: bool, apart: bool) -> Iterator[str]:
    if apart:
        yield tr(
            '"{old}" and "{new}" are two toolkits; nothing of one is ever laid beside the other', old=old.id, new=new.id
        )
    elif same_text:
        yield tr("nothing differs")
    elif old.id == new.id and old.version == new.version:
        yield tr(
            "both say version {version}; give the new one another, so that people can tell them apart",
            version=new.version,
        )


def _of_levels(one: _Rows, other: _Rows) -> Iterator[str]:
    """Yield where levels kept their words and lost their ids: what was rated would stand beside the scale."""
    told: set[str] = set()
    for first, before in one.rows.items():
        after = other.rows.get(first)
        if after is None or after.id != before.id or after.levels == before.levels:
            continue
        lost = [id_ for id_, _ in before.about.levels if id_ not in after.levels]
        if lost and after.here[0] not in told:
            told.add(after.here[0])
            yield tr(
                "{place}: the levels {lost} have other ids now; give them their ids back",
                place=after.here[0],
                lost=", ".join(lost),
            )


def _of_instruments(old: Toolkit, new: Toolkit) -> Iterator[str]:
    by_first = {new.formerly.get(id_, id_): each for id_, each in new.instruments.items()}
    for id_, before in old.instruments.items():
        after = by_first.get(old.formerly.get(id_, id_))
        if after is not None and after.kind != before.kind:
            yield tr(
                "{after}: was a {before} and is a {now}; give it another id",
                after=after.id,
                before=before.kind,
                now=after.kind,
            )
