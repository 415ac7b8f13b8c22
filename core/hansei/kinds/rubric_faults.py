"""What can be wrong with a rubric that its types cannot say."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hansei.kinds.kind import Fault
from hansei.kinds.rubric import ASIDES
from hansei.words.ours import tr, trn

if TYPE_CHECKING:
    from hansei.kinds.rubric import Criterion, Level, Rubric


def faults_of(definition: Rubric) -> list[Fault]:
    """Return levels missing in a row, unknown levels, a walk that leads nowhere, zones with gaps."""
    found = []
    if len(definition.levels) < 2 and not all(each.own_levels for each in definition.criteria):
        found.append(Fault(("levels",), tr("a rubric needs at least 2 levels")))
    if not definition.criteria:
        found.append(Fault(("criteria",), tr("a rubric needs at least 1 criterion")))
    for index, criterion in enumerate(definition.criteria):
        found += _of_row(definition, ("criteria", index), criterion)
    found += _of_levels(("levels",), definition.levels)
    if definition.evidence_needed and not definition.evidence:
        found.append(Fault(("evidence_needed",), tr("no evidence is asked for; write the question under `evidence`")))
    return [*found, *_of_walk(definition), *_of_zones(definition)]


def _of_row(definition: Rubric, place: tuple[str | int, ...], criterion: Criterion) -> Iterator[Fault]:
    ids = [level.id for level in definition.levels_of(criterion)]
    path = (*place, "levels")
    lacking = [each for each in ids if each not in criterion.levels]
    meant = {level: _near(level, lacking) for level in criterion.levels}
    missing = [level for level in lacking if level not in meant.values()]
    if missing:
        names = ", ".join(f'"{level}"' for level in missing)
        yield Fault(
            path,
            trn(
                "{has} descriptors for {all} levels; {names} is missing",
                "{has} descriptors for {all} levels; {names} are missing",
                len(missing),
                has=len(ids) - len(missing),
                all=len(ids),
                names=names,
            ),
        )
    for level in criterion.levels:
        if level not in ids:
            yield Fault((*path, level), _no_level(level, meant[level], ids))
    if criterion.own_levels:
        own = (*place, "own_levels")
        if len(criterion.own_levels) < 2:
            yield Fault(own, tr("a row needs at least 2 levels"))
        yield from _of_levels(own, criterion.own_levels)
        for index, level in enumerate(ids):
            if level in ids[:index]:
                yield Fault((*own, index, "id"), tr('a second "{level}"; use another id', level=level))


def _of_levels(place: tuple[str | int, ...], levels: Sequence[Level]) -> Iterator[Fault]:
    for index, level in enumerate(levels):
        if level.id in ASIDES:
            yield Fault(
                (*place, index, "id"), tr('"{level}" is an answer that is no level; use another id', level=level.id)
            )


def _of_walk(definition: Rubric) -> Iterator[Fault]:
    ids = [level.id for level in definition.levels]
    for name in ("start", "toward"):
        level = getattr(definition.walk, name)
        if level and level not in ids:
            yield Fault(("walk", name), _no_level(level, _near(level, ids), ids))
    start, toward = definition.ends
    if len(ids) > 1 and start == toward:
        yield Fault(("walk", "toward"), tr("the walk ends where it starts; name the other end"))


def _of_zones(definition: Rubric) -> Iterator[Fault]:
    ids = [level.id for level in definition.levels]
    listed = [(index, level) for index, zone in enumerate(definition.zones) for level in zone.levels]
    for index, level in listed:
        if level not in ids:
            yield Fault(("zones", index, "levels"), _no_level(level, _near(level, ids), ids))
    if definition.zones and all(level in ids for _, level in listed) and [level for _, level in listed] != ids:
        message = tr("zones hold every level once, in the order of the levels: {ids}", ids=", ".join(ids))
        yield Fault(("zones",), message)


def _near(level: str, levels: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(level, levels, n=1, cutoff=0.8)), "")


def _no_level(level: str, near: str, levels: Sequence[str]) -> str:
    hint = tr('did you mean "{near}"?', near=near) if near else tr("the levels are {levels}", levels=", ".join(levels))
    return tr('no level "{level}"; {hint}', level=level, hint=hint)
