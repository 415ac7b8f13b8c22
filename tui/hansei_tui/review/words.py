"""A review in lines of words, for the plain mode and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from hansei.insight.prefilling import Proposal
from hansei.insight.review import Handed, Part, Review, ReviewedRow

#: What there is to say of a session against what the team has looked at.
NEWS = {
    "": "",
    "new": "new since you looked",
    "more": "more since you looked",
    "earlier": "reviewed in an earlier session",
}


def overview(review: Review) -> Iterator[str]:
    """Yield who handed in, and every row that somebody stands on, where buildings differ most first."""
    many = len(review.handed)
    yield f"{many} building{'' if many == 1 else 's'} handed in"
    for each in review.handed:
        yield f"  {handed_words(each)}"
    if review.missing:
        yield f"  nothing from: {', '.join(review.missing)}"
    for part in review.parts:
        yield from part_words(part)


def handed_words(each: Handed) -> str:
    """Return a session that was handed in, in one line."""
    state = "closed" if each.closed else "not closed yet"
    where = "" if each.origin else "run here"
    copies = f"{len(each.copies) + 1} copies differ: settle them in the inbox" if each.copies else ""
    return f"{each.team}: {', '.join(filter(None, (day(each.at), state, where, NEWS[each.news], copies)))}"


def part_words(part: Part) -> Iterator[str]:
    """Yield the rows of an instrument that somebody stands on, two lines each; the others by name."""
    yield ""
    yield f"{part.title}, where buildings differ most first"
    bare = []
    for row in part.by_difference:
        if not (row.own.words or any(stand.words for stand in row.stands)):
            bare.append(row.item.id)
            continue
        yield f"  {row.item.id}: {row.item.label}"
        yield f"    {positions(row)}"
        own = f"ours: {row.own.label}; " if row.own.words else ""
        yield f"    {own}{row.denominator()}"
    if bare:
        yield f"  rated by nobody: {', '.join(bare)}"


def positions(row: ReviewedRow) -> str:
    """Return who stands at which level, as in "Create: Birch; Strengthen: Cedar"."""
    levels = row.scale.levels if row.scale else ()
    at = [f"{level.title}: {', '.join(row.teams(number))}" for number, level in enumerate(levels) if row.teams(number)]
    return "; ".join(at) or "no building stands at a level"


def proposal_words(proposed: Sequence[Proposal]) -> Iterator[str]:
    """Yield the proposed lines, numbered, each with whose rows it came from."""
    for number, each in enumerate(proposed, 1):
        mark = " — in the plan" if each.taken else ""
        about = f"{each.item}: " if each.item else ""
        yield f"  {number}. {about}{each.whole}{mark}"


def day(at: int) -> str:
    """Return a time of the record as a day, as in 7 Oct 2025, in this machine's time zone."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone().strftime("%d %b %Y").lstrip("0")
