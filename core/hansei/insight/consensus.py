"""How far raters stand together on an ordered scale, as one number that can be explained on the spot.

The measure is Leik's ordinal consensus (R. K. Leik, "A Measure of Ordinal Consensus", Pacific Sociological
Review 9, 1966, pages 85-90). It uses nothing but the order of the levels: no level is said to be twice
another. In words: how many steps the raters lie from the middle rating on average, against the most that is
possible. 1 means that all chose the same level; 0 that one half chose the lowest and the other the highest.

Answers that are no level (does not apply, cannot tell, abstain) take no part in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hansei.words.ours import tr, trn

SOURCE = "Leik, R. K. (1966). A Measure of Ordinal Consensus. Pacific Sociological Review 9(2), 85-90."


def consensus(counts: Sequence[int]) -> float | None:
    """Return how far raters stand together.

    Args:
        counts: How many raters chose each level, in the order of the levels; every level is there.

    Returns:
        0 (one half at either end) to 1 (all at one level); None when nobody chose a level.
    """
    raters, levels = sum(counts), len(counts)
    if not raters:
        return None
    if levels < 2:
        return 1.0
    return 1 - 2 * steps_from_middle(counts) / (raters * (levels - 1))


def steps_from_middle(counts: Sequence[int]) -> int:
    """Return how many steps all raters together lie from the middle rating (the median)."""
    raters, below, steps = sum(counts), 0, 0
    for count in counts[:-1]:
        below += count
        steps += min(below, raters - below)
    return steps


def spread(counts: Sequence[int]) -> int:
    """Return the steps between the lowest and the highest level that somebody chose; 0 when nobody did."""
    chosen = [place for place, count in enumerate(counts) if count]
    return chosen[-1] - chosen[0] if chosen else 0


def why(counts: Sequence[int], titles: Sequence[str]) -> tuple[str, ...]:
    """Return why the number is what it is: the inputs, the formula, the result and the source, a line each.

    Args:
        counts: How many raters chose each level.
        titles: The levels, as people read them.
    """
    raters = sum(counts)
    chosen = ", ".join(f"{count} {title}" for title, count in zip(titles, counts, strict=True) if count)
    found = consensus(counts)
    if found is None:
        return (tr("Nobody chose a level, so there is no number."),)
    most = raters * (len(counts) - 1) / 2
    steps = steps_from_middle(counts)
    lines = [
        tr("{raters} chose a level: {chosen}.", raters=raters, chosen=chosen),
        trn(
            "From the middle rating they lie {n} step away, all together.",
            "From the middle rating they lie {n} steps away, all together.",
            steps,
        ),
        tr(
            "The most that is possible: {raters} x ({n} levels - 1) / 2 = {most}.",
            raters=raters,
            n=len(counts),
            most=format(most, "g"),
        ),
        tr(
            "Agreement = 1 - {steps} / {most} = {found}.",
            steps=steps,
            most=format(most, "g"),
            found=format(found, ".2f"),
        )
        if most
        else tr("One level only: agreement = {found}.", found=format(found, ".2f")),
        tr("1: all at one level. 0: one half at either end."),
    ]
    return (*lines, tr("Source: {source}", source=SOURCE))
