"""How documents look and what goes into them: the paper, a logo, a colour, parts that are left out.

A toolkit, a district's settings and a call each may wish for something; what is nearer to the reader wins, and what
one of them leaves out is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from hansei.errors import UsageError
from hansei.words.ours import N_, tr

if TYPE_CHECKING:  # every exporter knows a look; what makes one is imported when one is made
    from hansei.document.logo import Logo

#: Width and height of a sheet, in millimetres.
PAPERS: Mapping[str, tuple[float, float]] = MappingProxyType({"letter": (215.9, 279.4), "a4": (210.0, 297.0)})
#: What can be left out, and what it is.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "summary": N_("the page a report begins with"),
        "detail": N_("everything after the summary"),
        "pictures": N_("drawings; their numbers stay as words"),
        "individual": N_("what single people answered"),
        "notes": N_("notes and the parking lot"),
        "transcript": N_("every entry of the record in order, and a workbook's page of the whole report"),
    }
)


@frozen
class Look:
    """What an exporter goes by. Everything in it is checked."""

    #: One of :data:`PAPERS`.
    paper: str = "letter"
    #: For the head of the first page.
    logo: Logo | None = None
    #: For titles, rules, links and the heads of tables: ``#rrggbb``, 4.5 to 1 on white; empty: the format's own.
    accent: str = ""
    #: Some of :data:`PARTS`. The report has been made without them; an exporter asks for "transcript" only.
    without: frozenset[str] = frozenset()
    #: What was done otherwise than wished, a sentence each, to be told to who asked.
    remarks: tuple[str, ...] = field(default=(), eq=False)


@frozen
class Wishes:
    """What a toolkit, a district or a call wishes for; what is empty is not said."""

    paper: str = ""
    #: The file.
    logo: str = ""
    #: As ``#1a5c8a``.
    colour: str = ""
    without: tuple[str, ...] = ()
    #: What is to be there although another one leaves it out.
    including: tuple[str, ...] = ()
    #: Who wishes, for what is said of it: "--paper", "documents.toml".
    by: str = ""


def look_of(wishes: Sequence[Wishes]) -> Look:
    """Return the look that wishes amount to, the farthest from the reader first.

    Raises:
        UsageError: when one cannot be met; says which, whose, and what is possible.
    """
    paper, logo, whose, colour = "letter", "", "", ""
    without: set[str] = set()
    remarks: list[str] = []
    for each in wishes:
        said = f"{each.by}: " if each.by else ""
        try:
            if each.paper:
                paper = _paper(each.paper)
            if each.colour:
                from hansei.document.colour import read_colour

                colour = read_colour(each.colour)
            if each.logo:
                logo, whose = each.logo, said
            without = (without | _parts(each.without)) - _parts(each.including)
        except UsageError as error:
            raise UsageError(f"{said}{error}") from None
    if {"summary", "detail"} <= without:
        raise UsageError(tr("without its summary and its detail nothing is left of a report; leave out one of them"))
    accent, picture = "", None
    if colour:
        from hansei.document.colour import LEAST, WHITE, contrast, readable

        accent = readable(colour)
        if accent != colour:
            found = contrast(colour, WHITE)
            remarks.append(
                tr(
                    "the colour {colour} is too pale to be read on white ({found} to 1, at least "
                    "{least} is needed); it is used darker, as {accent}",
                    colour=colour,
                    found=format(found, ".1f"),
                    least=LEAST,
                    accent=accent,
                )
            )
    if logo:
        from pathlib import Path

        from hansei.document.logo import read_logo

        try:
            picture = read_logo(Path(logo))
        except UsageError as error:
            raise UsageError(f"{whose}{error}") from None
    return Look(paper, picture, accent, frozenset(without), tuple(remarks))


def _paper(name: str) -> str:
    if name.casefold() not in PAPERS:
        raise UsageError(
            tr("there is no paper {name} here; there are: {papers}", name=repr(name), papers=", ".join(PAPERS))
        )
    return name.casefold()


def _parts(names: Sequence[str]) -> set[str]:
    for name in names:
        if name not in PARTS:
            raise UsageError(
                tr(
                    "a report has no part {name} to leave out; there are: {parts}",
                    name=repr(name),
                    parts=", ".join(PARTS),
                )
            )
    return set(names)
