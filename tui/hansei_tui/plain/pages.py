"""Notes and handouts line by line: the commands that list, change and print them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hansei.document import Bullets, Cell, Document, Figure, Heading, Note, Paragraph, Table, WriteLines
from hansei.document.blocks import Block, Spans
from hansei.document.spans import plain
from hansei.errors import UsageError
from hansei.insight.handout import handout_document, shows
from hansei.insight.sheets import papers
from hansei.record.session import Session
from hansei_tui.notes import in_order
from hansei_tui.records import EMPTY, TO_FILL, cell_text, labelled, named, records
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /notes           all notes, numbered         /notes 2 = WORDS  other words; none remove it
  /handout         the handouts, numbered      /handout 2        read one of them""")


class PageLines:
    """The commands about notes and handouts.

    Args:
        session: The session.
        say: Prints a line.
    """

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self.session = session
        self.say = say
        self.commands: dict[str, Callable[[str], None]] = {"notes": self._notes, "handout": self._handout}

    def _notes(self, text: str) -> None:
        notes = in_order(self.session)
        if text:
            number, equals, words = text.partition("=")
            at = number_of(number, len(notes), N_("there is no note {number}; /notes lists what there is"))
            if not equals:
                raise UsageError(tr("type the new words as in /notes {number} = Ask Ana first", number=at + 1))
            self.session.note(words.strip(), note=notes[at].note)
            changed = tr("changed note {number}: {text}", number=at + 1, text=words.strip())
            self.say(changed if words.strip() else tr("removed; /undo puts it back"))
            return
        for index, note in enumerate(notes, 1):
            says = tr("note at {step}: {text}", step=note.step, text=note.text)
            if note.parked:
                says = tr("parked at {step}: {text}", step=note.step, text=note.text)
            self.say(f"  {index}. {says}")
        if not notes:
            self.say("  " + tr("nothing is noted yet; /note TEXT and /park TEXT keep words"))

    def _handout(self, text: str) -> None:
        found = papers(self.session)
        if text:
            handout = found[
                number_of(text, len(found), N_("there is no handout {number}; /handout lists what there is"))
            ]
            for line in page(handout_document(self.session, handout)):
                self.say(line)
            return
        for index, each in enumerate(found, 1):
            names = "; ".join(plain(name) for name in shows(self.session.toolkit, each))
            self.say(f"  {index}. {plain(each.title or each.ours.title)}: {names}")


def number_of(text: str, count: int, refusal: str) -> int:
    """Return the place of what a number names, 0-based.

    Args:
        text: What was typed.
        count: How many there are.
        refusal: What is said where there is no such ``{number}``, in English.

    Raises:
        UsageError: with that.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7 and 1 <= int(digits) <= count):
        raise UsageError(tr(refusal, number=repr(digits)))
    return int(digits) - 1


def page(document: Document) -> Iterator[str]:
    """Yield a document as lines, one for each text; a table row after row, each cell after its column's name."""
    yield ""
    yield f"== {plain(document.title)}"
    for label, value in document.facts:
        yield f"{labelled(label)} {value}"
    for block in document.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield f"{'==' if block.level <= 2 else '--'} {_words(block.text)}"
        case Paragraph():
            yield _paragraph(block)
        case Bullets():
            yield from _bullets(block)
        case Table():
            yield from _table(block)
        case Figure():
            yield block.alt
        case Note():
            yield tr("note: {text}", text=_words(block.text))
        case WriteLines():
            yield from [TO_FILL] * block.count


def _paragraph(block: Paragraph) -> str:
    return f"{labelled(block.label)} {_words(block.text)}" if block.label else _words(block.text)


def _bullets(block: Bullets) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{f'{number}.' if block.numbered else '-'} {_words(item)}"


def _table(table: Table) -> Iterator[str]:
    yield ""
    if table.caption:
        yield table.caption
    for record in records(table):
        if record.head is not None:
            yield named(cell_text(record.head), record.head)
        for name, cell in record.cells:
            label = named(name, cell)
            texts = list(_cell(cell)) or [TO_FILL if record.to_fill else EMPTY]
            yield f"  {labelled(label)} {texts[0]}" if label else f"  {texts[0]}"
            yield from (f"    {text}" for text in texts[1:])
        yield ""


def _cell(cell: Cell) -> Iterator[str]:
    for block in cell.blocks:
        if isinstance(block, Bullets):
            yield from _bullets(block)
        else:
            yield _paragraph(block)


def _words(text: Spans) -> str:
    return "".join(span.text for span in text)
