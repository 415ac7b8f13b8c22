"""The rounds of a file of answers, as it gives them: who rated what, and what the team made of it.

Reading only: every fault of form is found here, with its line. :mod:`hansei_tui.plain.playing` does it.
"""

from __future__ import annotations

from typing import Any, Literal

from attrs import frozen

from hansei.content.tree import Place
from hansei_tui.plain.answers_session import Fault, entries, known_keys
from hansei_tui.plain.ways import BY, HOW
from hansei_tui.sentences import tr

#: The keys of a round.
KEYS = ("instrument", "by", "how", "rows", "ratings", "counts", "hand_in", "reveal", "agree", "disagree")


@frozen
class RatingGiven:
    """What a rater gave to an item."""

    place: Place
    rater: str
    item: str
    value: Any


@frozen
class CountGiven:
    """Hands raised for an item."""

    place: Place
    item: str
    counts: dict[str, int]
    #: The group whose hands they are; empty: the whole room's.
    group: str = ""


@frozen
class SettledGiven:
    """What the team settled on for an item, or that it did not."""

    place: Place
    item: str
    agreed: bool
    #: The answer agreed on; without meaning where there is no agreement.
    value: Any
    rationale: str
    #: Rater to their words.
    words: dict[str, str]


@frozen
class RoundGiven:
    """A round."""

    place: Place
    instrument: str
    by: Literal["", "team", "group", "person"] = ""
    how: Literal["", "keyboard", "hands", "paper"] = ""
    rows: tuple[str, ...] = ()
    ratings: tuple[RatingGiven, ...] = ()
    counts: tuple[CountGiven, ...] = ()
    #: Who hands in; None: all who rated.
    hand_in: tuple[str, ...] | None = None
    reveal: bool = True
    settled: tuple[SettledGiven, ...] = ()


def read_rounds(root: dict[str, Any], fault: Fault) -> tuple[RoundGiven, ...]:
    """Read ``rounds``."""
    found = []
    for index, entry in enumerate(entries(root.get("rounds"), "rounds", fault)):
        place: Place = ("rounds", index)
        if not isinstance(entry, dict) or not isinstance(entry.get("instrument"), str):
            fault(tr("a round is {instrument: an-instrument, ratings: {a group or a person: {an-item: …}}}"), place)
            continue
        found.append(_round(entry, place, fault))
    return tuple(found)


def _round(entry: dict[str, Any], place: Place, fault: Fault) -> RoundGiven:
    known_keys(entry, KEYS, place, fault)
    by, way = entry.get("by", ""), entry.get("how", "")
    if by and (not isinstance(by, str) or by not in BY):
        fault(tr("by is groups, persons or team"), (*place, "by"))
        by = ""
    if way and (not isinstance(way, str) or way not in HOW):
        fault(tr("how is keyboard, hands or paper"), (*place, "how"))
        way = ""
    if entry.get("reveal", "true") not in ("true", "false"):
        fault(tr("reveal is true or false"), (*place, "reveal"))
    ratings, counts = _ratings(entry, place, fault), _counts(entry, place, fault)
    if counts and (ratings or way not in ("", "hands")):
        fault(tr("hands are counted in a round of their own: `counts` and no `ratings`"), (*place, "counts"))
    if ratings and way == "hands":
        fault(tr("where hands are counted, give `counts` and not `ratings`"), (*place, "ratings"))
    revealed = entry.get("reveal", "true") != "false"
    settled = (*_settled(entry, "agree", place, fault), *_settled(entry, "disagree", place, fault))
    if settled and not revealed:
        fault(tr("nothing can be settled in a round that is not revealed; leave out `reveal: false`"), settled[0].place)
    twice = next((each for at, each in enumerate(settled) if each.item in [s.item for s in settled[:at]]), None)
    if twice is not None:
        fault(tr("{item} is settled twice; say `agree` or `disagree`", item=twice.item), twice.place)
    return RoundGiven(
        place=place,
        instrument=entry["instrument"],
        by=BY[by] if by else "",
        how=HOW[way] if way else "hands" if counts else "",
        rows=_names(entry, "rows", place, fault) or (),
        ratings=tuple(ratings),
        counts=tuple(counts),
        hand_in=_names(entry, "hand_in", place, fault),
        reveal=revealed,
        settled=settled,
    )


def _ratings(entry: dict[str, Any], place: Place, fault: Fault) -> list[RatingGiven]:
    found = []
    for rater, items in _mapping(entry, "ratings", "{a group or a person: {an-item: …}}", place, fault).items():
        inner: Place = (*place, "ratings", rater)
        if not isinstance(items, dict) or not items:
            fault(tr("name the items: `an-item: its answer`"), inner)
            continue
        found += [RatingGiven((*inner, item), rater, item, value) for item, value in items.items()]
    return found


def _counts(entry: dict[str, Any], place: Place, fault: Fault) -> list[CountGiven]:
    found = []
    for item, levels in _mapping(entry, "counts", "{an-item: {a-level: 3}}", place, fault).items():
        inner: Place = (*place, "counts", item)
        if not isinstance(levels, dict) or not levels:
            fault(tr("name the levels, as `evolving: 3`, or the groups, as `North: {evolving: 3}`"), inner)
        elif all(isinstance(each, dict) for each in levels.values()):
            for group, hands in levels.items():
                found.append(CountGiven((*inner, group), item, _hands(hands, (*inner, group), fault), group))
        else:
            found.append(CountGiven(inner, item, _hands(levels, inner, fault)))
    return found


def _hands(levels: dict[str, Any], place: Place, fault: Fault) -> dict[str, int]:
    hands: dict[str, int] = {}
    for level, many in levels.items():
        if isinstance(many, str) and many.isascii() and many.isdigit() and len(many) < 7:
            hands[level] = int(many)
        elif isinstance(many, dict):
            fault(tr("count the whole room at this row, or each group, not both"), (*place, level))
        else:
            fault(tr("{many} hands? Give a whole number, 0 or more", many=repr(many)), (*place, level))
    return hands


def _settled(
    entry: dict[str, Any], key: Literal["agree", "disagree"], place: Place, fault: Fault
) -> tuple[SettledGiven, ...]:
    found = []
    words_key = "dissent" if key == "agree" else "positions"
    form = "{an-item: {level: …, rationale: …}}" if key == "agree" else "{an-item: {rationale: …}}"
    for item, value in _mapping(entry, key, form, place, fault).items():
        inner: Place = (*place, key, item)
        rationale, words = "", {}
        if isinstance(value, dict):
            value = dict(value)
            rationale, words = value.pop("rationale", ""), value.pop(words_key, {})
            if not isinstance(rationale, str):
                fault(tr("a text is wanted here"), (*inner, "rationale"))
                rationale = ""
            if not isinstance(words, dict) or not all(isinstance(each, str) for each in words.values()):
                fault(tr("{key} is a mapping: `a group or a person: their words`", key=words_key), (*inner, words_key))
                words = {}
            if key == "disagree":
                known_keys(value, ("rationale", "positions"), inner, fault)
            elif not value:
                fault(tr("what is agreed on? Give a level"), inner)
        elif key == "disagree":
            rationale, value = str(value), {}
        found.append(SettledGiven(inner, item, key == "agree", value, rationale, words))
    return tuple(found)


def _mapping(entry: dict[str, Any], key: str, form: str, place: Place, fault: Fault) -> dict[str, Any]:
    value = entry.get(key)
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        fault(tr("{key} is a mapping: {form}", key=key, form=form), (*place, key))
        return {}
    return value


def _names(entry: dict[str, Any], key: str, place: Place, fault: Fault) -> tuple[str, ...] | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        fault(tr("a list is wanted here"), (*place, key))
        return None
    return tuple(value)
