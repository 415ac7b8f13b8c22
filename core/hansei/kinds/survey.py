"""The survey: what many people answered who are not named, counted; small counts are kept back.

Found in: perception surveys such as the PBIS Self-Assessment Survey and school climate surveys, collected from a
whole staff. The record holds how many chose what, and no rater's name; a count below the smallest that may be shown
is left out of every report, and so is whatever would let a reader work it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

from attrs import field, frozen

from hansei.document import BOX, Block, Bullets, Cell, Heading, Note, Paragraph, Table, Tone, WriteLines, said
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Column, Given, Question
from hansei.form import Table as TableQuestion
from hansei.kinds.kind import Answers, Fault, Item, Kind, repeated
from hansei.kinds.needed import need_one_of, need_rows, need_text
from hansei.words.lines import one_line
from hansei.words.ours import tr, trn

#: What can be ticked stands beside the questions up to so many, of so many letters.
_BESIDE, _LINE = 6, 70
#: The most people that are counted in one line.
MOST = 100_000


@frozen
class SurveyQuestion:
    """A question."""

    id: str
    text: str
    #: How it is answered: ``choice``, or ``words`` of one's own.
    answers: Literal["choice", "words"] = "choice"
    #: What can be chosen, where it is not the survey's own options.
    options: tuple[str, ...] = ()
    #: A few words for narrow screens; ours.
    short: str = ""


@frozen
class Survey:
    """What the author writes."""

    questions: tuple[SurveyQuestion, ...]
    #: What can be chosen, in reading order.
    options: tuple[str, ...] = ("Strongly disagree", "Disagree", "Agree", "Strongly agree")
    #: The smallest count that is shown; 1: every count is.
    smallest: int = 5
    ask: str = "How many chose each? A line for each stack of sheets."
    ask_words: str = "What was written? A line for each sheet, without names."


@frozen
class Tally:
    """What was counted for one question: of one sheet, of a stack, or of all."""

    #: Option to how many chose it, none that nobody chose.
    counts: dict[str, int] = field(factory=dict)
    #: What was written, in the order of the alphabet, which tells nothing of who wrote it.
    words: tuple[str, ...] = ()


@frozen
class SurveyRow:
    """A question and what may be shown of its answers."""

    question: SurveyQuestion
    #: Option to its count; None: kept back.
    shown: dict[str, int | None]
    #: How many answered; None: kept back.
    answered: int | None
    #: What was written; nothing where it is kept back.
    words: tuple[str, ...]


@frozen
class SurveySummary:
    """All questions."""

    rows: tuple[SurveyRow, ...]


class SurveyKind(Kind[Survey, Tally, SurveySummary]):
    """Count what many people answered, without their names."""

    name = "survey"
    definition = Survey
    response = Tally
    anonymous = True
    offers = ()

    def faults(self, definition: Survey) -> Sequence[Fault]:
        """Find no questions, options that are no choice."""
        found = [] if definition.questions else [Fault(("questions",), tr("write at least 1 question"))]
        if definition.smallest < 1:
            found.append(Fault(("smallest",), tr("the smallest count that is shown is 1 or more")))
        places: list[tuple[tuple[str | int, ...], tuple[str, ...]]] = [(("options",), definition.options)]
        places += [
            (("questions", index, "options"), each.options)
            for index, each in enumerate(definition.questions)
            if each.options
        ]
        for path, options in places:
            if len(options) < 2:
                found.append(Fault(path, tr("a choice needs at least 2 options")))
            found += [Fault(path, tr('"{each}" stands twice', each=each)) for each in repeated(options)]
        found += [
            Fault(("questions", index, "options"), tr("words have no options; take them out, or `answers: words`"))
            for index, each in enumerate(definition.questions)
            if each.answers == "words" and each.options
        ]
        return found

    def items(self, definition: Survey, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each question."""
        return tuple(Item(each.id, plain(each.text), each.short, bool(each.short)) for each in definition.questions)

    def form(self, definition: Survey, item: Item, given: Given) -> Question | None:
        """Ask how many chose each option, or what was written."""
        question = _question(definition, item)
        if question.answers == "words":
            return (
                None
                if "words" in given
                else TableQuestion("words", definition.ask_words, (Column("words", tr("Words")),))
            )
        columns = tuple(Column(each, each, "number") for each in _options(definition, question))
        return None if "counts" in given else TableQuestion("counts", definition.ask, columns)

    def respond(self, definition: Survey, item: Item, given: Given) -> Tally:
        """Add up the lines."""
        question = _question(definition, item)
        if question.answers == "words":
            rows = [need_text(row, "words").strip() for row in need_rows(given.get("words"), "words")]
            return Tally(words=tuple(sorted(filter(None, rows), key=lambda each: (each.casefold(), each))))
        counts = dict.fromkeys(_options(definition, question), 0)
        for row in need_rows(given.get("counts"), "counts"):
            for key in row:
                need_one_of(key, list(counts), "counts")
                counts[key] += _count(need_text(row, key), key)
        return Tally({option: count for option, count in counts.items() if count})

    def given(self, definition: Survey, item: Item, response: Tally) -> Given:
        """Return the counts in one line, or the words."""
        if _question(definition, item).answers == "words":
            return {"words": [{"words": each} for each in response.words]}
        return {
            "counts": [{option: str(count) for option, count in response.counts.items()}] if response.counts else []
        }

    def check(self, definition: Survey, item: Item, response: Tally) -> None:
        """Refuse words where options are asked for, and the other way round; counts of unknown options."""
        question = _question(definition, item)
        if question.answers == "words" and response.counts:
            raise ResponseError(tr("this question is answered in words"), field="counts")
        if question.answers == "choice" and response.words:
            raise ResponseError(tr("this question is answered with its options"), field="words")
        for option, count in response.counts.items():
            need_one_of(option, _options(definition, question), "counts")
            if not 0 <= count <= MOST:
                raise ResponseError(tr("give 0 to {most} people", most=format(MOST, ",")), field=option)

    def say(self, definition: Survey, item: Item, response: Tally) -> str:
        """Return how many answered, and nothing of what."""
        count = sum(response.counts.values()) + len(response.words)
        if count and count < definition.smallest:
            return tr("fewer than {smallest} answers", smallest=definition.smallest)
        return trn("{n} answer", "{n} answers", count)

    def summary(self, definition: Survey, items: Sequence[Item], answers: Answers) -> SurveySummary:
        """Add up what was counted, and keep back what is too small to be shown."""
        rows = []
        for item in items:
            question = _question(definition, item)
            tallies = [each.response for each in answers.get(item.id, ()) for _ in range(each.count)]
            words = sorted((word for each in tallies for word in each.words), key=lambda each: (each.casefold(), each))
            counts = {
                option: sum(each.counts.get(option, 0) for each in tallies) for option in _options(definition, question)
            }
            answered = sum(counts.values()) + len(words)
            small = 0 < answered < definition.smallest
            shown = may_be_shown(counts, definition.smallest)
            rows.append(SurveyRow(question, shown, None if small else answered, () if small else tuple(words)))
        return SurveySummary(tuple(rows))

    def document(self, definition: Survey, items: Sequence[Item], summary: SurveySummary | None) -> tuple[Block, ...]:
        """Return the sheet to hand out, or what was counted."""
        if summary is None:
            return tuple(_sheet(definition))
        blocks: list[Block] = []
        kept_back = False
        for row in summary.rows:
            blocks.append(Heading(row.question.text, 4))
            if row.answered is None:
                blocks.append(
                    Paragraph(
                        said(tr("Fewer than {smallest} answered: nothing is shown.", smallest=definition.smallest)),
                        tone=Tone.MISSING,
                    )
                )
            elif not row.answered:
                blocks.append(Paragraph(said(tr("Not answered.")), tone=Tone.MISSING))
            elif row.question.answers == "words":
                blocks += [
                    Paragraph(said(tr("{answered} answered.", answered=row.answered))),
                    Bullets(tuple(said(word) for word in row.words)),
                ]
            else:
                blocks.append(_counts(row))
                kept_back |= None in row.shown.values()
        if kept_back:
            words = tr(
                "Counts below {smallest} are kept back, and others so that none can be worked out.",
                smallest=definition.smallest,
            )
            blocks.append(Note(said(words)))
        return tuple(blocks)


def may_be_shown(counts: Mapping[str, int], smallest: int) -> dict[str, int | None]:
    """Return counts with None for each that is kept back, when their sum is known to the reader.

    Args:
        counts: Option to how many chose it.
        smallest: The smallest count that may be shown.

    Returns:
        The counts; those from 1 to below ``smallest`` are None, and as many more, the smallest first, as it takes so
        that at least two are kept back and these are together at least ``smallest``.
    """
    hidden = {option for option, count in counts.items() if 0 < count < smallest}
    others = sorted((count, option) for option, count in counts.items() if count >= smallest)
    while hidden and others and (len(hidden) < 2 or sum(counts[option] for option in hidden) < smallest):
        hidden.add(others.pop(0)[1])
    return {option: None if option in hidden else count for option, count in counts.items()}


def _question(definition: Survey, item: Item) -> SurveyQuestion:
    return next(each for each in definition.questions if each.id == item.id)


def _options(definition: Survey, question: SurveyQuestion) -> tuple[str, ...]:
    return () if question.answers == "words" else question.options or definition.options


def _count(text: str, option: str) -> int:
    if not text.strip():
        return 0
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ResponseError(tr("{text} is no number of people; write it as 12", text=repr(text)), field=option)
    return int(text)


def _counts(row: SurveyRow) -> Table:
    header = tuple(Cell.of(text, head=True) for text in (*row.shown, tr("Answered")))
    cells = []
    for count in row.shown.values():
        share = f" ({100 * count / row.answered:.0f} %)" if count and row.answered else ""
        cells.append(
            Cell.of(
                tr("kept back") if count is None else f"{count}{share}",
                tone=Tone.MISSING if count is None else Tone.PLAIN,
            )
        )
    return Table(rows=((*cells, Cell.of(str(row.answered))),), header=(header,))


def _sheet(definition: Survey) -> list[Block]:
    found: list[Block] = [Note(tr("Please write no name on this sheet."))]
    for options, group in groupby(definition.questions, key=lambda each: _options(definition, each)):
        questions = tuple(group)
        if options and len(options) <= _BESIDE and sum(map(len, options)) <= _LINE:
            header = tuple(Cell.of(text, head=True) for text in ("", *options))
            rows = tuple((Cell.of(each.text, head=True), *(Cell.of(said(BOX)) for _ in options)) for each in questions)
            found.append(Table(rows=rows, header=(header,)))
            continue
        for question in questions:
            found.append(Paragraph(question.text))
            found += [Paragraph(said(f"{BOX} {one_line(each)}")) for each in options] or [WriteLines(3)]
    return found
