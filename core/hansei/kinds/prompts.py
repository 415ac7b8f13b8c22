"""Prompts: questions a team thinks about together and answers in its own words, or with actions.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 2 step 2 ("What causal theories might
the team have regarding your current ratings? … What actions might the team consider to begin the shift?")
and Activities 1 and 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Literal

import msgspec
from attrs import evolve, frozen

from hansei.document import Block, Bullets, Cell, Heading, Paragraph, Table, Tone, WriteLines, said
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Column, Given, Question, Text
from hansei.form import Table as TableQuestion
from hansei.kinds.actions import identified, say_action, say_measures, tell_action
from hansei.kinds.dates import need_date
from hansei.kinds.kind import Action, Answers, Fault, Item, Kind
from hansei.kinds.needed import need_rows, need_text
from hansei.words.days import date_told
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr

#: So many actions of one answer are a list on paper; more of them are a table.
_LISTED = 2
#: What is written down about an action.
COLUMNS = (
    Column("text", N_("Action"), needed=True),
    Column("owner", N_("Owner")),
    Column("due", N_("By when"), type="date", ahead=True),
    Column("measure", N_("How we will know")),
)


@frozen
class Prompt:
    """A question, and how it is answered."""

    id: str
    text: str
    #: ``text``: in one's own words; ``actions``: a list of actions with owner and date.
    answers: Literal["text", "actions"] = "text"
    #: For actions: ``begin`` the shift or ``maintain`` it.
    phase: Literal["", "begin", "maintain"] = ""
    #: A few words for narrow screens; ours.
    short: str = ""


@frozen
class Prompts:
    """What the author writes."""

    prompts: tuple[Prompt, ...]


class Reply(msgspec.Struct, frozen=True):
    """What a rater gives for one prompt: words, or actions."""

    text: str = ""
    actions: tuple[Action, ...] = ()


class RepliedBy(msgspec.Struct, frozen=True):
    """One rater's reply, as a summary lists it."""

    rater: str
    reply: Reply


class PromptRow(msgspec.Struct, frozen=True):
    """A prompt and its replies."""

    item: Item
    replies: tuple[RepliedBy, ...]


class PromptsSummary(msgspec.Struct, frozen=True):
    """All prompts, in the toolkit's order."""

    rows: tuple[PromptRow, ...]


class PromptsKind(Kind[Prompts, Reply, PromptsSummary]):
    """Answer questions in your own words, or with actions."""

    name = "prompts"
    definition = Prompts
    response = Reply
    follows = True
    offers = ()

    def faults(self, definition: Prompts) -> Sequence[Fault]:
        """Find prompts without a question."""
        found = [] if definition.prompts else [Fault(("prompts",), tr("write at least 1 prompt"))]
        found += [
            Fault(("prompts", index, "text"), tr("the prompt asks nothing; write its question"))
            for index, prompt in enumerate(definition.prompts)
            if not prompt.text.strip()
        ]
        return found

    def items(self, definition: Prompts, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each prompt, or for each row and prompt."""
        if rows is None:
            return tuple(Item(each.id, plain(each.text), each.short, bool(each.short)) for each in definition.prompts)
        return tuple(
            Item(
                id=f"{row.id}.{each.id}",
                title=plain(each.text),
                short=each.short,
                ours=row.ours or bool(each.short),
                row=row.label,
                because=row.because,
            )
            for row in rows
            for each in definition.prompts
        )

    def form(self, definition: Prompts, item: Item, given: Given) -> Question | None:
        """Ask the one question."""
        prompt = _prompt(definition, item)
        if prompt.answers == "actions":
            return (
                None
                if "actions" in given
                else TableQuestion("actions", plain(prompt.text), asked_columns(), optional=False)
            )
        return None if "text" in given else Text("text", plain(prompt.text), optional=False)

    def respond(self, definition: Prompts, item: Item, given: Given) -> Reply:
        """Make the reply."""
        prompt = _prompt(definition, item)
        if prompt.answers == "actions":
            rows = need_rows(given.get("actions"), "actions")
            return Reply(actions=identified([_action(row, prompt.phase) for row in rows]))
        return Reply(text=need_text(given, "text"))

    def given(self, definition: Prompts, item: Item, response: Reply) -> Given:
        """Return the text or the rows."""
        if _prompt(definition, item).answers == "actions":
            return {"actions": [_row(each) for each in identified(response.actions)]}
        return {"text": response.text}

    def check(self, definition: Prompts, item: Item, response: Reply) -> None:
        """Refuse an empty reply, actions where words are asked, and a date that is none."""
        asks_actions = _prompt(definition, item).answers == "actions"
        if asks_actions and response.text:
            raise ResponseError(tr("this question is answered with actions, not in words"), field="text")
        if asks_actions and not response.actions:
            raise ResponseError(tr("write at least one action"), field="actions")
        if not asks_actions and response.actions:
            raise ResponseError(tr("this question is answered in words"), field="actions")
        if not asks_actions and not response.text.strip():
            raise ResponseError(tr("write something, or leave the question open"), field="text")
        for action in response.actions:
            if not action.text.strip():
                raise ResponseError(tr("an action needs words; fill its first column"), field="actions")
            need_date(action.due, "due")

    def say(self, definition: Prompts, item: Item, response: Reply) -> str:
        """Return the words, or the actions one after the other."""
        return one_line("; ".join(say_action(each) for each in response.actions) or response.text)

    def whole(self, definition: Prompts, item: Item, response: Reply) -> tuple[str, ...]:
        """Return the same, and below it how one will know of each action."""
        return (self.say(definition, item, response), *say_measures(response.actions))

    def summary(self, definition: Prompts, items: Sequence[Item], answers: Answers) -> PromptsSummary:
        """Gather the replies."""
        return PromptsSummary(
            tuple(
                PromptRow(item, tuple(RepliedBy(each.rater, each.response) for each in answers.get(item.id, ())))
                for item in items
            )
        )

    def document(self, definition: Prompts, items: Sequence[Item], summary: PromptsSummary | None) -> tuple[Block, ...]:
        """Return the questions with their replies, or with room to write."""
        blocks: list[Block] = []
        replies = {row.item.id: row.replies for row in summary.rows} if summary else {}
        for row, grouped in groupby(items, key=lambda each: each.row):
            asked = tuple(grouped)
            if row:
                because = asked[0].because
                blocks.append(Heading(said(f"{row} — {because}" if because else row), 4))
            if row and summary is not None and not any(replies.get(each.id) for each in asked):
                questions = " ".join(plain(_prompt(definition, each).text) for each in asked)
                blocks.append(Paragraph(said(tr("Not answered: {questions}", questions=questions)), tone=Tone.MISSING))
                continue
            for item in asked:
                blocks.append(Paragraph(_prompt(definition, item).text))
                if summary is None:
                    blocks.append(WriteLines(4))
                elif not replies.get(item.id):
                    blocks.append(Paragraph(tr("Not answered."), tone=Tone.MISSING))
                blocks += [block for by in replies.get(item.id, ()) for block in _replied(by)]
        return tuple(blocks)

    def actions(self, definition: Prompts, item: Item, response: Reply) -> tuple[Action, ...]:
        """Return the reply's actions."""
        return identified(response.actions)


def _replied(by: RepliedBy) -> Iterator[Block]:
    """Yield a rater's words, and the actions: a few are a list, several a table."""
    if by.reply.text:
        yield Paragraph(said(by.reply.text), label=by.rater, tone=Tone.CHOSEN)
    actions = by.reply.actions
    if len(actions) > _LISTED:
        yield actions_table(actions)
    elif actions:
        yield Bullets(tuple(said(each) for each in (*map(tell_action, actions), *say_measures(actions))))


def asked_columns() -> tuple[Column, ...]:
    """Return what is asked about an action, in the language that is spoken."""
    return tuple(evolve(column, title=tr(column.title)) for column in COLUMNS)


def actions_table(actions: Sequence[Action]) -> Table:
    """Return actions as a table: what, who, by when, and how one will know where anybody said so."""
    columns = COLUMNS if any(each.measure for each in actions) else COLUMNS[:-1]
    header = (tuple(Cell.of(tr(column.title), head=True) for column in columns),)
    told = [evolve(each, due=date_told(each.due)) for each in actions]
    rows = tuple(tuple([Cell.of(said(getattr(each, column.id))) for column in columns]) for each in told)
    return Table(rows=rows, header=header)


def _prompt(definition: Prompts, item: Item) -> Prompt:
    id_ = item.id.rpartition(".")[2]
    return next(prompt for prompt in definition.prompts if prompt.id == id_)


def _action(row: dict[str, Any], phase: str) -> Action:
    known = {column.id for column in COLUMNS} | {"id"}
    unknown = [key for key in row if key not in known]
    if unknown:
        raise ResponseError(
            tr("an action has no {unknown}; it has {known}", unknown=repr(unknown[0]), known=", ".join(sorted(known))),
            field="actions",
        )
    text, owner, due, measure = (need_text(row, column.id) for column in COLUMNS)
    return Action(text, owner, due, phase=phase, measure=measure, id=need_text(row, "id"))


def _row(action: Action) -> dict[str, str]:
    return {column.id: getattr(action, column.id) for column in COLUMNS} | {"id": action.id}
