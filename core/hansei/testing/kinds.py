"""The laws of an instrument kind, each a test: they hold for the built-in kinds and for a stranger's alike."""

from __future__ import annotations

import copy
import datetime
import itertools
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import msgspec
import pytest
from attrs import field, frozen

from hansei.content.toolkit import Instrument
from hansei.document import Block, Bullets, Cell, Figure, Heading, Note, Paragraph, Table, WriteLines
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Number, Question, Text, Walk
from hansei.form import Table as TableQuestion
from hansei.kinds import Answer, AnyKind, Item

#: How many questions a form may ask of one item before we say that it does not end.
MOST_QUESTIONS = 30


@frozen
class Sample:
    """A kind with a definition and answers to try it with."""

    kind: AnyKind
    definition: Any
    #: Item id to what a front could collect for it.
    good: Mapping[str, Sequence[Given]]
    #: Item id, what is given (or a response), and the field the refusal must name.
    bad: Sequence[tuple[str, Any, str]]
    #: The rows of the instrument named by ``for_each``.
    rows: Sequence[Item] | None = None
    raters: Sequence[str] = field(default=("The team", "Table 1", "Ann", "Łukasz"))

    def items(self) -> tuple[Item, ...]:
        """Return what can be answered."""
        return self.kind.items(self.definition, self.rows)

    def responses(self) -> list[tuple[Item, Any]]:
        """Return every good response with its item."""
        items = {item.id: item for item in self.items()}
        return [
            (items[id_], self.kind.respond(self.definition, items[id_], dict(given)))
            for id_, all_given in self.good.items()
            for given in all_given
        ]

    def answers(self) -> dict[str, list[Answer[Any]]]:
        """Return answers of several raters: each good response is somebody's."""
        found: dict[str, list[Answer[Any]]] = {}
        for item, response in self.responses():
            given = found.setdefault(item.id, [])
            given.append(Answer(self.raters[len(given) % len(self.raters)], response))
        return found


class KindConformance:
    """What holds for every kind."""

    sample: ClassVar[Sample]

    def test_the_definition_has_no_faults(self) -> None:
        assert list(self.sample.kind.faults(self.sample.definition)) == []

    def test_the_definition_is_frozen_and_hides_no_key_of_every_instrument(self) -> None:
        names = {attribute.name for attribute in type(self.sample.definition).__attrs_attrs__}
        assert not names & {attribute.name for attribute in Instrument.__attrs_attrs__}
        with pytest.raises(AttributeError):
            setattr(self.sample.definition, next(iter(names)), None)

    def test_items_have_ids_of_their_own_and_a_title(self) -> None:
        ids = [item.id for item in self.sample.items()]
        assert ids
        assert len(set(ids)) == len(ids)
        assert all(item.title.strip() and item.label.strip() for item in self.sample.items())

    def test_items_are_the_same_each_time(self) -> None:
        assert self.sample.items() == self.sample.items()

    def test_a_form_walked_to_its_end_gives_a_response_that_is_accepted(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item, way in itertools.product(self.sample.items(), range(4)):
            given: Given = {}
            for _ in range(MOST_QUESTIONS):
                question = kind.form(definition, item, given)
                if question is None:
                    break
                assert question.id not in given, "a form asks each question once"
                assert question.ask.strip()
                given[question.id] = answer_to(question, way)
            else:
                pytest.fail(f"the form of {item.id} does not end")
            assert given, "a form asks something"
            response = kind.respond(definition, item, given)
            assert isinstance(response, kind.response)
            kind.check(definition, item, response)

    def test_what_is_optional_can_be_left_out(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item in self.sample.items():
            given: Given = {}
            while (question := kind.form(definition, item, given)) is not None:
                given[question.id] = (
                    left_out(question) if getattr(question, "optional", False) else answer_to(question, 0)
                )
            kind.check(definition, item, kind.respond(definition, item, given))

    def test_a_form_asks_without_changing_what_was_given(self) -> None:
        for item in self.sample.items():
            given: Given = {}
            assert self.sample.kind.form(self.sample.definition, item, given) is not None
            assert given == {}

    def test_good_answers_are_accepted(self) -> None:
        for item, response in self.sample.responses():
            self.sample.kind.check(self.sample.definition, item, response)

    def test_a_response_can_be_changed(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item, response in self.sample.responses():
            given = kind.given(definition, item, response)
            assert kind.respond(definition, item, given) == response
            assert kind.form(definition, item, given) is None, "nothing is left to ask of a whole response"

    def test_a_response_survives_the_record(self) -> None:
        for _, response in self.sample.responses():
            line = msgspec.json.encode(response)
            assert msgspec.json.decode(line, type=self.sample.kind.response) == response

    def test_a_response_is_said_in_words(self) -> None:
        for item, response in self.sample.responses():
            assert self.sample.kind.say(self.sample.definition, item, response).strip()
            assert all(each.strip() for each in self.sample.kind.whole(self.sample.definition, item, response))

    def test_bad_answers_are_refused_and_name_their_field(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        items = {item.id: item for item in self.sample.items()}
        assert self.sample.bad
        for id_, given, field_ in self.sample.bad:
            with pytest.raises(ResponseError) as refused:
                take(kind, definition, items[id_], given)
            assert refused.value.field == field_, given
            assert refused.value.message.strip()

    def test_a_summary_is_a_pure_function(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        answers = self.sample.answers()
        before = copy.deepcopy(answers)
        assert kind.summary(definition, self.sample.items(), answers) == kind.summary(
            definition, self.sample.items(), answers
        )
        assert answers == before

    def test_what_can_be_compared_does_not_rest_on_the_order_of_the_raters(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        there = self.sample.answers()
        back = {item: list(reversed(given)) for item, given in reversed(there.items())}
        facts = [kind.facts(definition, kind.summary(definition, self.sample.items(), each)) for each in (there, back)]
        assert facts[0] == facts[1]
        needs = [[item.id for item in kind.needs(definition, each)] for each in (there, back)]
        assert needs[0] == needs[1]

    def test_needs_are_items(self) -> None:
        needs = self.sample.kind.needs(self.sample.definition, self.sample.answers())
        rows = self.sample.kind.rows(self.sample.definition, self.sample.answers())
        assert {item.id for item in needs} <= {row.id for row in rows}
        assert all(row.title.strip() for row in rows)
        assert self.sample.kind.needs(self.sample.definition, {}) == ()

    def test_what_is_recalled_is_one_line_each_and_nothing_before_anything_was_answered(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item in self.sample.items():
            assert [*kind.recalls(definition, item, {})] == []
            for each in kind.recalls(definition, item, self.sample.answers()):
                assert each.strip()
                assert "\n" not in each

    def test_results_are_what_the_kind_offers_and_stand_at_places_it_has(self) -> None:
        kind, definition, items = self.sample.kind, self.sample.definition, self.sample.items()
        there = self.sample.answers()
        back = {item: list(reversed(given)) for item, given in reversed(there.items())}
        single = [{item.id: [Answer("The team", response)]} for item, response in self.sample.responses()]
        found = [kind.results(definition, items, each) for each in (there, back, *single, {})]
        assert [*found[-1]] == [], "nothing was answered"
        for results in found:
            ids = [(each.name, each.id) for each in results]
            assert len(set(ids)) == len(ids)
            for each in results:
                assert each.name in kind.offers
                assert each.words.strip()
                assert "\n" not in each.words + each.because
                assert not each.place or each.place in kind.places(definition)
                assert set(each.ladder) <= set(kind.places(definition))
        one, other = ([(each.name, each.id, each.place, each.work) for each in results] for results in found[:2])
        assert sorted(one) == sorted(other), "the order of the raters means nothing"

    def test_facts_are_of_items_and_comparable(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item, response in self.sample.responses():
            summary = kind.summary(definition, self.sample.items(), {item.id: [Answer("The team", response)]})
            for fact in kind.facts(definition, summary):
                assert fact.item == item.id
                assert fact.label.strip()
                assert fact.value is None or (math.isfinite(fact.value) and fact.value >= 0)
        nothing = kind.summary(definition, self.sample.items(), {})
        assert list(kind.facts(definition, nothing)) == []

    def test_what_a_team_agrees_on_takes_the_place_it_agreed_on(self) -> None:
        kind, definition, answers = self.sample.kind, self.sample.definition, self.sample.answers()
        for item in self.sample.items():
            scale = kind.scale(definition, item)
            for place in (*scale.levels, *scale.asides) if scale else ():
                given = kind.agreed(definition, item, place.id, answers.get(item.id, ()))
                response = kind.respond(definition, item, given)
                kind.check(definition, item, response)
                assert kind.place(definition, item, response) == place.id

    def test_what_is_settled_with_a_place_is_part_of_what_is_given(self) -> None:
        kind, definition = self.sample.kind, self.sample.definition
        for item, response in self.sample.responses():
            given = kind.given(definition, item, response)
            for question in kind.beside(definition, item):
                assert question.id in given
                for option in question.options:
                    changed = kind.respond(definition, item, {**given, question.id: option.id})
                    kind.check(definition, item, changed)
                    assert kind.given(definition, item, changed)[question.id] == option.id

    def test_actions_have_words(self) -> None:
        for item, response in self.sample.responses():
            for action in self.sample.kind.actions(self.sample.definition, item, response):
                assert action.text.strip()

    def test_every_document_is_made_of_known_blocks(self) -> None:
        kind, definition, items = self.sample.kind, self.sample.definition, self.sample.items()
        for answers in (None, {}, self.sample.answers()):
            summary = None if answers is None else kind.summary(definition, items, answers)
            blocks = kind.document(definition, items, summary)
            assert blocks
            assert isinstance(blocks, tuple)
            for block in blocks:
                check_block(block)

    def test_what_people_wrote_is_in_the_document(self) -> None:
        kind, definition, items = self.sample.kind, self.sample.definition, self.sample.items()
        text = "\n".join(
            words(kind.document(definition, items, kind.summary(definition, items, self.sample.answers())))
        )
        for written in set(strings([list(self.sample.good.values())])):
            if " " in written:  # words; ids are shown by their titles
                assert written in text


# ------------------------------------------------------------------------------------------- helpers


def take(kind: AnyKind, definition: Any, item: Item, given: Any) -> None:
    """Take an answer, as a session does."""
    kind.check(definition, item, kind.respond(definition, item, given) if isinstance(given, dict) else given)


def answer_to(question: Question, way: int) -> Any:
    """Answer any question in one of several ways, as a front could."""
    if isinstance(question, Choose):
        options = [option.id for option in question.options]
        assert len(set(options)) == len(options) > 1
        chosen = options[way % len(options)]
        return [chosen] if question.many else chosen
    if isinstance(question, Text):
        return f"Some words, {way}."
    if isinstance(question, Number):
        return question.low if question.low is not None else 0.0
    if isinstance(question, TableQuestion):
        samples = {"text": f"Line {way}", "date": datetime.date(2026, 11, 23 + way).isoformat()}
        samples |= {"number": str(way + 1), "person": "Ann"}
        row = {column.id: samples.get(column.type) or column.options[0] for column in question.columns}
        return [row] * (1 + way % 2)
    assert isinstance(question, Walk)
    path = range(question.start, -1 if question.direction < 0 else len(question.levels), question.direction)
    passed = [question.levels[index].id for index in path]
    stop = min(way, len(passed) - 1)
    if way == 3 and question.aside:
        return {"level": question.aside[0].id, "refused": dict.fromkeys(passed, "no")}
    return {"level": passed[stop], "refused": dict.fromkeys(passed[:stop], "")}


def left_out(question: Question) -> Any:
    """Return what a front collects for a question that somebody passed over."""
    return "" if isinstance(question, Text) else [] if isinstance(question, TableQuestion) else None


def check_block(block: Block) -> None:
    """Hold that an exporter can render a block."""
    assert isinstance(block, (Heading, Paragraph, Bullets, Table, Figure, Note, WriteLines))
    if isinstance(block, Table):
        widths = {sum(cell.span for cell in row) for row in (*block.header, *block.rows)}
        assert len(widths) == 1, "every row of a table is as wide as the others"
        for cell in itertools.chain(*block.header, *block.rows):
            assert all(isinstance(each, (Paragraph, Bullets)) for each in cell.blocks)
    if isinstance(block, Figure):
        assert block.alt.strip()
        assert ET.fromstring(block.svg).tag.endswith("svg")  # noqa: S314 - our own picture
    if isinstance(block, Heading):
        assert block.text
        assert 1 <= block.level <= 6


def words(blocks: Sequence[Block | Cell]) -> Iterator[str]:
    """Yield every text of some blocks."""
    for block in blocks:
        if isinstance(block, Table):
            yield block.caption
            for row in (*block.header, *block.rows):
                yield from words(row)
        elif isinstance(block, Cell):
            yield block.mark
            yield from words(block.blocks)
        elif isinstance(block, Bullets):
            yield from ("".join(span.text for span in item) for item in block.items)
        elif isinstance(block, Figure):
            yield block.alt
        elif not isinstance(block, WriteLines):
            yield getattr(block, "label", "")
            yield "".join(span.text for span in block.text)


def strings(value: Any) -> Iterator[str]:
    """Yield every string in a value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from itertools.chain(*map(strings, value.values()))
    elif isinstance(value, Sequence):
        yield from itertools.chain(*map(strings, value))
