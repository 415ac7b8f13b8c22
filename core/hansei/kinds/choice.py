"""The choice: pick one or several of the options, and say why.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 1 step 3 ("Have each person identify
a learner outcome that most resonates with them and share why they chose it").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from attrs import frozen

from hansei.document import Block, Bullets, Cell, Paragraph, Table, Tone, WriteLines, said
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answer, Answers, Fault, Item, Kind
from hansei.kinds.needed import need_one_of, need_text
from hansei.kinds.results import Result
from hansei.words.lines import one_line
from hansei.words.ours import tr

#: A choice has a single item, which is the choice itself.
ITEM = "choice"


@frozen
class Alternative:
    """One of the things that can be chosen."""

    id: str
    text: str
    #: A few words for narrow screens; ours.
    short: str = ""


@frozen
class ChoiceDefinition:
    """What the author writes."""

    ask: str
    options: tuple[Alternative, ...]
    #: The question after the choice; empty: not asked.
    why: str = ""
    #: True when several may be chosen.
    many: bool = False


class Chosen(msgspec.Struct, frozen=True):
    """What a rater gives: the options chosen, and why."""

    options: tuple[str, ...]
    why: str = ""


class ChosenBy(msgspec.Struct, frozen=True):
    """One rater's choice, as a summary lists it."""

    rater: str
    chosen: Chosen


class ChoiceSummary(msgspec.Struct, frozen=True):
    """Who chose what."""

    chosen: tuple[ChosenBy, ...]
    #: Option id to the number of raters who chose it, every option present.
    counts: dict[str, int]


class ChoiceKind(Kind[ChoiceDefinition, Chosen, ChoiceSummary]):
    """Choose, and say why."""

    name = "choice"
    definition = ChoiceDefinition
    response = Chosen
    offers = ("decision",)

    def faults(self, definition: ChoiceDefinition) -> Sequence[Fault]:
        """Find a choice that is none."""
        if len(definition.options) < 2:
            return (Fault(("options",), tr("a choice needs at least 2 options")),)
        return ()

    def items(self, definition: ChoiceDefinition, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return the one item."""
        return (Item(ITEM, definition.ask),)

    def form(self, definition: ChoiceDefinition, item: Item, given: Given) -> Question | None:
        """Ask for the choice, then why."""
        if "options" not in given:
            return Choose(
                id="options",
                ask=definition.ask,
                options=tuple(Option(each.id, each.text) for each in definition.options),
                many=definition.many,
            )
        if definition.why and "why" not in given:
            return Text(id="why", ask=definition.why)
        return None

    def respond(self, definition: ChoiceDefinition, item: Item, given: Given) -> Chosen:
        """Make the response."""
        options = given.get("options")
        if options is not None and not isinstance(options, (str, list, tuple)):
            raise ResponseError(
                tr("give one option or a list of them, not {kind}", kind=type(options).__name__),
                field="options",
            )
        chosen = (options,) if isinstance(options, str) else tuple(options or ())
        return Chosen(chosen, need_text(given, "why"))

    def given(self, definition: ChoiceDefinition, item: Item, response: Chosen) -> Given:
        """Return the options and the reason."""
        options = list(response.options) if definition.many else next(iter(response.options), "")
        return {"options": options, "why": response.why}

    def check(self, definition: ChoiceDefinition, item: Item, response: Chosen) -> None:
        """Refuse nothing chosen, an unknown option, the same twice, or several where one is asked."""
        ids = [each.id for each in definition.options]
        if not response.options:
            told = tr("choose at least one of {ids}", ids=", ".join(ids)) if definition.many else ""
            raise ResponseError(told or tr("choose one of {ids}", ids=", ".join(ids)), field="options")
        for option in response.options:
            need_one_of(option, ids, "options")
        if len(set(response.options)) != len(response.options):
            raise ResponseError(tr("the same option is chosen twice"), field="options")
        if len(response.options) > 1 and not definition.many:
            raise ResponseError(tr("choose one option only"), field="options")

    def say(self, definition: ChoiceDefinition, item: Item, response: Chosen) -> str:
        """Return what was chosen, and why."""
        chosen = self.decided(definition, item, response)
        return one_line(f"{chosen} — {response.why}" if response.why else chosen)

    def decided(self, definition: ChoiceDefinition, item: Item, response: Chosen) -> str:
        """Return what was chosen."""
        texts = {each.id: each.short or each.text for each in definition.options}
        return "; ".join(texts.get(option, option) for option in response.options)

    def summary(self, definition: ChoiceDefinition, items: Sequence[Item], answers: Answers) -> ChoiceSummary:
        """Count the options."""
        chosen = tuple(ChosenBy(answer.rater, answer.response) for answer in answers.get(ITEM, ()))
        picked = [option for by in chosen for option in by.chosen.options]
        return ChoiceSummary(chosen, {each.id: picked.count(each.id) for each in definition.options})

    def document(
        self, definition: ChoiceDefinition, items: Sequence[Item], summary: ChoiceSummary | None
    ) -> tuple[Block, ...]:
        """Return the options with who chose them and why."""
        asked = Paragraph(definition.ask)
        if summary is None:
            return (asked, Bullets(tuple(each.text for each in definition.options)), WriteLines(3))
        if not summary.chosen:
            return (
                asked,
                Bullets(tuple(each.text for each in definition.options)),
                Paragraph(tr("Nobody has chosen."), tone=Tone.MISSING),
            )
        header = (
            (
                Cell.of(tr("Option"), head=True),
                Cell.of(tr("Chosen by"), head=True),
                Cell.of(definition.why or tr("Count"), head=True),
            ),
        )
        rows = tuple(_row(definition, summary, each) for each in definition.options)
        return (asked, Table(rows=rows, header=header))

    def results(self, definition: ChoiceDefinition, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return what all raters chose; of a choice for a row, that row goes on."""
        given: Sequence[Answer[Chosen]] = answers.get(ITEM, ())
        titles, found = self.places(definition), []
        for option in titles if given else ():
            if all(option in each.response.options for each in given):
                why = one_line(given[0].response.why) if len(given) == 1 else ""
                found.append(
                    Result("decision", option, one_line(titles[option]), why, option, judges=not definition.many)
                )
        return tuple(found)

    def places(self, definition: ChoiceDefinition) -> dict[str, str]:
        """Return the options."""
        return {each.id: each.short or each.text for each in definition.options}


def _row(definition: ChoiceDefinition, summary: ChoiceSummary, option: Alternative) -> tuple[Cell, ...]:
    by = [each for each in summary.chosen if option.id in each.chosen.options]
    count = summary.counts[option.id]
    names = ", ".join(each.rater for each in by)
    who = Cell.of(said(f"{count}: {names}" if names else "0"))
    if not definition.why:
        return (Cell.of(option.text), who, Cell.of(str(count)))
    reasons = tuple(Paragraph(said(each.chosen.why), label=each.rater) for each in by if each.chosen.why)
    return (Cell.of(option.text, tone=Tone.CHOSEN if by else Tone.PLAIN), who, Cell(reasons))
