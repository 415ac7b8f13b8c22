"""What is said of a list of organisations that was taken in, alike on screen and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hansei_tui.organisations import kind_word
from hansei_tui.sentences import tr, trn

if TYPE_CHECKING:
    from hansei.record.roster import Roster, Taken

#: Organisations that are named of each way in which a list changed something.
SOME = 20


def taken_words(roster: Roster, taken: Taken, *, written: bool) -> Iterator[str]:
    """Return what a list led to, in lines.

    Args:
        roster: The list.
        taken: What it led to.
        written: Whether it is kept; otherwise it is said what would be.
    """
    for word, lines in _changes(taken).items():
        if lines:
            yield _how_many(word, len(lines)) if written else _would_be(word, len(lines))
            yield from (f"  {line}" for line in lines[:SOME])
            if len(lines) > SOME:
                yield "  " + tr("and {count} more", count=len(lines) - SOME)
    for kind, count in roster.passed_over.items():
        yield tr("{count} passed over: the type {kind} has no place here.", count=count, kind=kind)
    if written:
        yield tr("{count} as before.", count=taken.same)
    else:
        yield tr("{count} as before. Nothing was written.", count=taken.same)


def _how_many(word: str, n: int) -> str:
    return {
        "entered": trn("{n} entered:", "{n} entered:", n),
        "renamed": trn("{n} renamed:", "{n} renamed:", n),
        "moved": trn("{n} moved:", "{n} moved:", n),
        "closed": trn("{n} closed:", "{n} closed:", n),
        "opened again": trn("{n} opened again:", "{n} opened again:", n),
    }[word]


def _would_be(word: str, n: int) -> str:
    return {
        "entered": trn("{n} would be entered:", "{n} would be entered:", n),
        "renamed": trn("{n} would be renamed:", "{n} would be renamed:", n),
        "moved": trn("{n} would be moved:", "{n} would be moved:", n),
        "closed": trn("{n} would be closed:", "{n} would be closed:", n),
        "opened again": trn("{n} would be opened again:", "{n} would be opened again:", n),
    }[word]


def _changes(taken: Taken) -> dict[str, list[str]]:
    return {
        "entered": [f"{each.name}, {kind_word(each.kind)}" for each in taken.new],
        "renamed": [f"{was.name} -> {now.name}" for was, now in taken.renamed],
        "moved": [f"{now.name}, {kind_word(now.kind)}" for _, now in taken.moved],
        "closed": [each.name for each in taken.closed],
        "opened again": [each.name for each in taken.reopened],
    }
