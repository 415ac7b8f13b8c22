"""A review in lines of words, for the plain mode and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hansei.insight.prefilling import Proposal
from hansei.insight.review import Handed, Part, Review, ReviewedRow
from hansei.words.days import short_day_said
from hansei_tui.sentences import N_, tr, trc, trn

#: What there is to say of a session against what the team has looked at.
NEWS = {
    "": "",
    "new": N_("new since you looked"),
    "more": N_("more since you looked"),
    "earlier": N_("reviewed in an earlier session"),
}


def overview(review: Review) -> Iterator[str]:
    """Yield who handed in, and every row that somebody stands on, where buildings differ most first."""
    yield trn("{n} building handed in", "{n} buildings handed in", len(review.handed))
    for each in review.handed:
        yield f"  {handed_words(each)}"
    if review.missing:
        yield "  " + tr("nothing from: {teams}", teams=", ".join(review.missing))
    for part in review.parts:
        yield from part_words(part)


def handed_words(each: Handed) -> str:
    """Return a session that was handed in, in one line."""
    state = trc("a session", "closed") if each.closed else trc("a session", "not closed yet")
    where = "" if each.origin else tr("run here")
    copies = ""
    if each.copies:
        copies = tr("{count} copies differ: settle them in the inbox", count=len(each.copies) + 1)
    return f"{each.team}: {', '.join(filter(None, (day(each.at), state, where, tr(NEWS[each.news]), copies)))}"


def part_words(part: Part) -> Iterator[str]:
    """Yield the rows of an instrument that somebody stands on, two lines each; the others by name."""
    yield ""
    yield tr("{instrument}, where buildings differ most first", instrument=part.title)
    bare = []
    for row in part.by_difference:
        if not (row.own.words or any(stand.words for stand in row.stands)):
            bare.append(row.item.id)
            continue
        yield f"  {row.item.id}: {row.item.label}"
        yield f"    {positions(row)}"
        own = tr("ours: {level}", level=row.own.label) if row.own.words else ""
        yield f"    {'; '.join(filter(None, (own, row.denominator())))}"
    if bare:
        yield "  " + tr("rated by nobody: {rows}", rows=", ".join(bare))


def positions(row: ReviewedRow) -> str:
    """Return who stands at which level, as in "Create: Birch; Strengthen: Cedar"."""
    levels = row.scale.levels if row.scale else ()
    at = [f"{level.title}: {', '.join(row.teams(number))}" for number, level in enumerate(levels) if row.teams(number)]
    return "; ".join(at) or tr("no building stands at a level")


def proposal_words(proposed: Sequence[Proposal]) -> Iterator[str]:
    """Yield the proposed lines, numbered, each with whose rows it came from."""
    for number, each in enumerate(proposed, 1):
        about = f"{each.item}: " if each.item else ""
        line = f"{about}{each.whole}"
        yield f"  {number}. " + (tr("{line} — in the plan", line=line) if each.taken else line)


def day(at: int) -> str:
    """Return a time of the record as a day, as in 7 Oct 2025, in this machine's time zone."""
    return short_day_said(at)
