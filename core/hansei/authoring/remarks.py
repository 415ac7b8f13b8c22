"""What could be better in a toolkit that has no fault: each remark with its place and what to do.

Nothing in here keeps a toolkit from running; :mod:`hansei.content.reading` finds what does.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import fields, frozen, has

from hansei.authoring.licences import known, nearest
from hansei.authoring.reading_level import grade, sentences
from hansei.content.adapted import Adapted
from hansei.content.found import OVERLAY, ReadToolkit
from hansei.content.linking import tell_unmet
from hansei.content.minutes import Minutes
from hansei.content.telling import Telling
from hansei.content.toolkit import Activity, Instrument, Toolkit
from hansei.content.tree import Place, dotted, read_tree
from hansei.document.spans import plain, spans
from hansei.errors import Problem
from hansei.kinds import AnyKind, Item, Kind, Kinds
from hansei.words.ours import tr

#: Letters that a row's short title may have, so that it stands whole beside a chart.
SHORT = 32
#: Letters of a step's text that an agenda has room for.
STEP = 40
#: The grade above which a text of its own is remarked on: beyond the first years of a university.
HARD = 17.0
#: How alike the words of two neighbouring levels may be, from 0 to 1; nearer than that, raters guess.
ALIKE = 0.86
_STATED = re.compile(r"\b(\d{1,3})(?:\s*(?:[-–—]|to)\s*(\d{1,3}))?\s*(?:minutes|min\b)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\.|mailto:[^\s@]+@)", re.IGNORECASE)


@frozen
class Remarks:
    """What could be better, and what was counted on the way."""

    found: tuple[Problem, ...]
    #: Planned minutes of all activities, least and most.
    minutes: tuple[int, int]
    #: School grade of all texts together; None when they are few or not English.
    grade: float | None


def remarks(read: ReadToolkit, kinds: Kinds, others: Callable[[], Mapping[str, Toolkit]] | None = None) -> Remarks:
    """Return what could be better in a toolkit.

    Args:
        read: The toolkit, without faults.
        kinds: The instrument kinds at hand.
        others: Returns the toolkits at hand by id, to hold links against them; None: they are not looked at.
    """
    return _Looking(read, kinds, others).look()


class _Looking:
    def __init__(self, read: ReadToolkit, kinds: Kinds, others: Callable[[], Mapping[str, Toolkit]] | None) -> None:
        self.others = others
        self.toolkit = read.toolkit
        self.kinds = kinds
        self.tree = read_tree(Path(read.source))
        self.overlay = Path(read.source).name == OVERLAY
        self.found: list[Problem] = []

    def look(self) -> Remarks:
        self.licence()
        self.minutes()
        self.links()
        self.beginnings()
        self.unused()
        self.followed()
        self.steps()
        for id_, instrument in self.toolkit.instruments.items():
            kind = self.kinds.get(instrument.kind)
            if kind is not None:
                try:
                    self.rows(id_, instrument, kind)
                except Exception as error:  # noqa: BLE001 - a stranger's kind may raise anything
                    self.remark(
                        tr(
                            "the kind {kind} failed on this: {name}: {error}",
                            kind=repr(kind.name),
                            name=type(error).__name__,
                            error=error,
                        ),
                        ("instruments", id_),
                    )
        overall = self.reading()
        found = self.found if self.toolkit.adapted is None else list(self.of_what_was_added(self.toolkit.adapted))
        return Remarks(tuple(sorted(found, key=lambda each: each.line)), self.total(), overall)

    def of_what_was_added(self, adapted: Adapted) -> Iterator[Problem]:
        """Yield the remarks on instruments that an overlay adds; the publisher's are not its author's to mend."""
        added = [".".join(change.at) for change in adapted.changes if change.do == "add" and len(change.at) == 2]
        for path in added:
            for each in self.found:
                if each.path == path or each.path.startswith((f"{path}.", f"{path}[")):
                    line = self.tree.line(("add", path))
                    yield Problem(each.message, path=each.path, line=line, source=each.source)

    def remark(self, message: str, place: Place) -> None:
        if self.overlay and place not in self.tree.lines:
            return  # these are the publisher's words, which an overlay leaves alone
        self.found.append(Problem(message, path=dotted(place), line=self.tree.line(place), source=self.tree.source))

    # ------------------------------------------------------------------------------------- terms

    def licence(self) -> None:
        licence = self.toolkit.source.licence
        if not licence.strip():
            place: Place = ("source",) if "source" in self.tree.root else ("toolkit",)
            self.remark(tr("no licence; say who may use it, as in `licence: CC BY 4.0`, or `not stated`"), place)
        elif not known(licence):
            near = nearest(licence)
            hint = (
                tr('did you mean "{near}"?', near=near)
                if near
                else tr("as in CC BY 4.0, All rights reserved, or not stated")
            )
            self.remark(tr('unknown licence "{licence}"; {hint}', licence=licence, hint=hint), ("source", "licence"))

    # ------------------------------------------------------------------------------------- time

    def activities(self) -> Iterator[tuple[Place, Activity]]:
        for number, section in enumerate(self.toolkit.sections):
            for index, activity in enumerate(section.activities):
                yield ("sections", number, "activities", index), activity
        for index, activity in enumerate(self.toolkit.closing):
            yield ("closing", index), activity

    def total(self) -> tuple[int, int]:
        timed = [activity.minutes for _, activity in self.activities() if activity.minutes is not None]
        return sum(each.low for each in timed), sum(each.high for each in timed)

    def minutes(self) -> None:
        timed = any(activity.minutes for _, activity in self.activities())
        for place, activity in self.activities():
            if activity.minutes is None:
                if timed and activity.steps:
                    self.remark(tr("no minutes; the plan of the time counts it as nothing"), place)
                continue
            self.stated(activity.text, activity.minutes, (*place, "text"))
            self.parts(activity, place)
        low, high = self.total()
        if timed:
            self.stated(self.toolkit.introduction, Minutes(low, high), ("introduction",), whole=True)

    def stated(self, text: str, minutes: Minutes, place: Place, *, whole: bool = False) -> None:
        """Hold what a text says of its length against what is planned."""
        for said in list(_STATED.finditer(plain(text)))[:1]:
            least, most = int(said[1]), int(said[2] or said[1])
            if most < minutes.low or least > minutes.high:
                values = {"said": said[0], "minutes": minutes}
                message = (
                    tr('the text says "{said}", the activities add up to {minutes}; make them agree', **values)
                    if whole
                    else tr('the text says "{said}", `minutes` says {minutes}; make them agree', **values)
                )
                self.remark(message, place)

    def parts(self, activity: Activity, place: Place) -> None:
        """Hold the minutes of timed parts, such as a protocol's, against the activity's."""
        assert activity.minutes is not None  # noqa: S101 - for mypy; the caller has looked
        low = high = 0
        for step in activity.steps:
            for id_ in step.instruments:
                for each in _timed(self.toolkit.instruments[id_].definition):
                    low, high = low + each.low, high + each.high
        if low > activity.minutes.high or 0 < high < activity.minutes.low:
            parts = Minutes(low, high)
            self.remark(
                tr(
                    "its timed parts take {parts} minutes, the activity {minutes}; make them agree",
                    parts=parts,
                    minutes=activity.minutes,
                ),
                (*place, "minutes"),
            )

    # ------------------------------------------------------------------------------------- references

    def links(self) -> None:
        toolkit = self.toolkit
        there = {*toolkit.instruments, "outcomes", *(each.id for each in toolkit.handouts)}
        there |= {each.id for each in toolkit.sections} | {each.id for each in toolkit.outcomes}
        for place, text in _texts(self.tree.root, ()):
            for span in spans(text) if "](" in text else ():
                target = span.target
                if target and target not in there and not _ADDRESS.match(target):
                    near = difflib.get_close_matches(target, there, n=1)
                    hint = tr('did you mean "{near}"?', near=near[0]) if near else _address_hint(target)
                    self.remark(
                        tr(
                            'the link "{text}" leads to "{target}", which is not there; {hint}',
                            text=span.text,
                            target=target,
                            hint=hint,
                        ),
                        place,
                    )
            for match in re.finditer(r"\[([^\]\n]+)\]\(\s*\)", text):
                self.remark(
                    tr('the link "{match}" leads nowhere; write an id or an address into the brackets', match=match[1]),
                    place,
                )

    def beginnings(self) -> None:
        """Hold links to results of other toolkits against these; what is not at hand may be elsewhere."""
        tell = Telling(self.tree)
        for id_, instrument in self.toolkit.instruments.items():
            for index, link in enumerate(instrument.begins_with):
                place: Place = ("instruments", id_, "begins_with", index)
                if self.others is None or link.toolkit in ("", self.toolkit.id) or place not in self.tree.lines:
                    continue
                known = self.others()
                other = known.get(link.toolkit)
                if other is None:
                    near = difflib.get_close_matches(link.toolkit, known, n=1)
                    hint = (
                        tr('did you mean "{near}"?', near=near[0]) if near else tr("what is named of it is not checked")
                    )
                    tell.fault(
                        tr('no toolkit "{toolkit}" is at hand here; {hint}', toolkit=link.toolkit, hint=hint),
                        (*place, "toolkit"),
                    )
                else:
                    tell_unmet(tell, link, other.instruments, self.kinds, place)
        self.found += tell.problems

    def unused(self) -> None:
        """Find what no step asks."""
        asked = {id_ for entry in self.toolkit.agenda() for id_ in entry.step.instruments}
        for id_ in self.toolkit.instruments:
            if id_ not in asked:
                self.remark(tr("no step asks it; add it to the `instruments` of a step"), ("instruments", id_))

    def followed(self) -> None:
        """Find what is asked for the rows of an instrument of which none ever calls for work."""
        for id_, instrument in self.toolkit.instruments.items():
            source = self.toolkit.instruments.get(instrument.for_each)
            kind = self.kinds.get(source.kind) if source is not None and not source.for_each else None
            if source is None or kind is None:
                continue
            if type(kind).needs is Kind.needs:
                message = tr(
                    'no row of "{source}" ever calls for work, so it is never asked (its kind is {kind}); name another',
                    kind=source.kind,
                    source=source.id,
                )
            elif kind.work_keys and not any(getattr(source.definition, key, None) for key in kind.work_keys):
                keys = tr(" or ").join(f"`{key}`" for key in kind.work_keys)
                message = tr(
                    'it is never asked: nothing says which rows of "{source}" call for work; write {keys} there',
                    source=source.id,
                    keys=keys,
                )
            else:
                continue
            self.remark(message, ("instruments", id_, "for_each"))

    def steps(self) -> None:
        """Find steps whose text is cut where the agenda lists them."""
        for place, activity in self.activities():
            for index, step in enumerate(activity.steps):
                length = len(plain(step.text))
                if length > STEP and not (step.ours.short or step.ours.title):
                    message = tr(
                        "the agenda cuts its text of {length} letters; write `ours: {{short: a few words}}`",
                        length=length,
                    )
                    self.remark(message, (*place, "steps", index))

    # ------------------------------------------------------------------------------------- rows

    def rows(self, id_: str, instrument: Instrument, kind: AnyKind) -> None:
        definition = instrument.definition
        seen: set[tuple[str, ...]] = set()
        named: set[Place] = set()
        for item in kind.items(definition):
            scale = kind.scale(definition, item)
            if scale is None:
                continue
            found = list(_members_of(definition, item, ("instruments", id_)))
            for member, place in found:
                if place not in named:
                    named.add(place)
                    self.short_title(member, place)
            # The row is what stands last: a column stands above the rows, and is the same for all of them.
            place = found[-1][1] if found else ("instruments", id_)
            texts = tuple(plain(level.text) for level in scale.levels)
            if texts in seen:
                continue
            seen.add(texts)
            for left, right in zip(scale.levels, scale.levels[1:], strict=False):
                self.neighbours(
                    (left.title, plain(left.text)), (right.title, plain(right.text)), (*place, "levels", right.id)
                )

    def short_title(self, member: Any, place: Place) -> None:
        """Remark on a row or a column that nothing short names."""
        own, ours = hasattr(member, "short"), hasattr(member, "ours")
        if not (own or ours) or (own and member.short) or (ours and member.ours.short):
            return
        fix = tr("write `short: a few words`") if own else tr("write `ours: {short: a few words}`")
        title = plain(str(getattr(member, "title", "") or getattr(member, "text", "")))
        if not title:
            label = member.id.replace("-", " ").capitalize()
            self.remark(
                tr('no short title, so that screens and charts call it "{label}"; {fix}', label=label, fix=fix), place
            )
        elif len(title) > SHORT:
            self.remark(
                tr("its title has {n} letters and no short one stands in for it; {fix}", n=len(title), fix=fix), place
            )

    def neighbours(self, left: tuple[str, str], right: tuple[str, str], place: Place) -> None:
        one, other = left[1].casefold().split(), right[1].casefold().split()
        if not one or not other:
            return
        ratio = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
        if one == other:
            message = tr(
                '"{right}" says the same as "{left}"; say what one would see that is different',
                right=right[0],
                left=left[0],
            )
            self.remark(message, place)
        elif ratio >= ALIKE:
            words = _difference(left[1].split(), right[1].split())
            self.remark(
                tr(
                    '"{right}" hardly differs from "{left}"{words}; say what one would see that is different',
                    right=right[0],
                    left=left[0],
                    words=words,
                ),
                place,
            )

    # ------------------------------------------------------------------------------------- words

    def reading(self) -> float | None:
        """Remark on texts that are hard to read; return the grade of all of them."""
        if self.toolkit.language.partition("-")[0].casefold() != "en":
            return None
        texts = [(place, plain(text)) for place, text in _texts(self.tree.root, ()) if _is_prose(place, text)]
        for place, text in texts:
            level = grade([text])
            if level is not None and level > HARD:
                longest = max(sentences(text))
                advice = (
                    tr("its longest sentence has {longest} words; make two of it", longest=longest)
                    if longest > 25
                    else tr("use shorter words")
                )
                self.remark(tr("reads like grade {level}; {advice}", level=f"{level:.0f}", advice=advice), place)
        return grade(text for _, text in texts)


def _texts(node: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, (*place, index))


def _is_prose(place: Place, text: str) -> bool:
    return " " in text and place[0] not in ("source", "facilitator", "title", "subtitle")


def _timed(definition: Any) -> Iterator[Minutes]:
    """Yield the minutes of a definition's members that have any."""
    for attribute in fields(type(definition)) if has(type(definition)) else ():
        members = getattr(definition, attribute.name)
        for member in members if isinstance(members, tuple) else ():
            minutes = getattr(member, "minutes", None)
            if isinstance(minutes, Minutes):
                yield minutes
            elif isinstance(minutes, (int, float)) and minutes >= 1:
                yield Minutes(int(minutes))


def _members_of(definition: Any, item: Item, place: Place) -> Iterator[tuple[Any, Place]]:
    """Yield what an item stands for in a definition, such as its column and its row, and where in the file each is."""
    ids = {item.id, item.row, *item.id.split(".")} - {""}
    for attribute in fields(type(definition)) if has(type(definition)) else ():
        members = getattr(definition, attribute.name)
        for index, member in enumerate(members if isinstance(members, tuple) else ()):
            if getattr(member, "id", None) in ids:
                yield member, (*place, attribute.name, index)


def _difference(one: list[str], other: list[str]) -> str:
    """Return, in brackets, the words in which two texts differ, when they are few."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    parts = [(one[a:b], other[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    if len(parts) != 1 or max(map(len, parts[0])) > 6:
        return ""
    left, right = (" ".join(each) or tr("nothing") for each in parts[0])
    return f' ("{left}", "{right}")'


def _address_hint(target: str) -> str:
    if target.casefold().startswith("www."):
        return tr('did you mean "https://{target}"?', target=target)
    return tr("write the id of a handout, an instrument or a section, or an address that begins with https://")
