"""The blocks a document is made of.

Every text here is a tuple of :class:`~hansei.document.spans.Span`. Use :func:`said` for what a person
wrote (never parsed) and :func:`~hansei.document.spans.spans` for an author's text. An exporter renders
every block; a kind only says what there is.

A report makes some two thousand of them, so they are ``msgspec`` structs: made in a seventh of the time that frozen
classes of attrs take, and left alone by the garbage collector, as nothing in them leads back to them.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from attrs import frozen
from msgspec.structs import force_setattr

from hansei.document.spans import Span, spans

Spans = tuple[Span, ...]

#: A place to tick on a blank sheet.
BOX = "☐"


class Tone(enum.Enum):
    """What a piece of a document means; each exporter has its own look for it."""

    PLAIN = "plain"
    #: What the team chose or said.
    CHOSEN = "chosen"
    #: Refused on the way.
    REFUSED = "refused"
    #: Done, in place, at the right.
    GOOD = "good"
    #: Calls for work.
    NEEDS = "needs"
    #: Not answered, not reached.
    MISSING = "missing"
    #: Hansei's own words, not the publisher's.
    OURS = "ours"

    __hash__ = object.__hash__  # of each there is one; the usual one is looked up by its name every time


def said(text: str) -> Spans:
    """Return what a person wrote as a text of a document, exactly and unparsed."""
    return (Span(text),) if text else ()


def _spans(value: str | Spans) -> Spans:
    return spans(value) if isinstance(value, str) else tuple(value)


class _Said(msgspec.Struct, frozen=True, gc=False):
    """A block with a text, which may be given as an author wrote it."""

    text: Spans

    def __post_init__(self) -> None:
        if type(self.text) is not tuple:
            force_setattr(self, "text", _spans(self.text))


class Heading(_Said, frozen=True, gc=False):
    """A heading; level 1 is the document's own title, an instrument begins at 3."""

    level: int = 2
    #: A name to link to.
    anchor: str = ""

    if TYPE_CHECKING:  # a text is read when it is given as one

        def __init__(self, text: str | Spans, level: int = 2, anchor: str = "") -> None: ...


class Paragraph(_Said, frozen=True, gc=False):
    """A paragraph; ``label`` stands before it, as a question before its answer."""

    label: str = ""
    tone: Tone = Tone.PLAIN

    if TYPE_CHECKING:

        def __init__(self, text: str | Spans, label: str = "", tone: Tone = Tone.PLAIN) -> None: ...


class Bullets(msgspec.Struct, frozen=True, gc=False):
    """A list of texts, numbered or not."""

    items: tuple[Spans, ...]
    numbered: bool = False

    if TYPE_CHECKING:

        def __init__(self, items: Sequence[str | Spans], numbered: bool = False) -> None: ...

    def __post_init__(self) -> None:
        force_setattr(self, "items", tuple([_spans(each) for each in self.items]))


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell of a table: paragraphs and lists, a tone, and whether it heads its row or column."""

    blocks: tuple[Paragraph | Bullets, ...] = ()
    tone: Tone = Tone.PLAIN
    head: bool = False
    #: A short mark said beside the text so that no meaning rests on colour alone, as "Table 1, Table 3".
    mark: str = ""
    #: Columns this cell spans.
    span: int = 1

    @classmethod
    def of(cls, text: str | Spans, *, tone: Tone = Tone.PLAIN, head: bool = False, mark: str = "") -> Cell:
        """Make a cell of one paragraph."""
        return cls((Paragraph(text),) if text else (), tone=tone, head=head, mark=mark)


class Table(msgspec.Struct, frozen=True, gc=False):
    """A table with header rows that repeat on every page."""

    rows: tuple[tuple[Cell, ...], ...]
    header: tuple[tuple[Cell, ...], ...] = ()
    caption: str = ""
    #: True when the table wants a landscape page.
    wide: bool = False


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A small picture as inline SVG, with the words that say the same."""

    svg: str
    #: What the picture shows, in words, with its numbers.
    alt: str
    caption: str = ""
    #: The same as a small table, for what cannot draw; None: the words have to do.
    table: Table | None = None


class Note(_Said, frozen=True, gc=False):
    """A remark beside the text: how a number was made, whose words these are."""

    tone: Tone = Tone.PLAIN

    if TYPE_CHECKING:

        def __init__(self, text: str | Spans, tone: Tone = Tone.PLAIN) -> None: ...


class WriteLines(msgspec.Struct, frozen=True, gc=False):
    """Room to write by hand: this many empty lines."""

    count: int = 3


Block = Heading | Paragraph | Bullets | Table | Figure | Note | WriteLines


@frozen
class Document:
    """A whole document: a title, facts about it, and its blocks."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    #: BCP 47 tag of the language it is written in.
    language: str = "en"
    #: Facts for the head of the document: label and value.
    facts: tuple[tuple[str, str], ...] = ()
