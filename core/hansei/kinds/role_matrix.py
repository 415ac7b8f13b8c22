"""The role matrix: who is responsible for which function, and whether that is in place.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 3 and Handout 3 ("identify what
building continuous improvement functions are in place and which might need to be created or
strengthened").
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from hansei.content.toolkit import Ours
from hansei.document import Block, Bullets, Cell, Note, Paragraph, Table, Tone, said
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answers, Fact, Fault, Item, Kind, Scale, need_one_of, need_text, one_line, repeated


@frozen
class Role:
    """A column: who holds the functions under it."""

    id: str
    title: str
    #: A few words for narrow screens; ours.
    short: str = ""


@frozen
class Responsibility:
    """A cell: paragraphs and a list, as the source sets them."""

    #: Paragraphs before the list, or the whole text.
    paragraphs: tuple[str, ...] = ()
    #: The list's entries.
    bullets: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole cell as plain text, a line for each paragraph and entry."""
        return "\n".join([*map(plain, self.paragraphs), *(f"• {plain(entry)}" for entry in self.bullets)])


@frozen
class Function:
    """A row: one function and who is responsible for what of it."""

    id: str
    #: Role id to responsibility.
    responsibilities: dict[str, Responsibility]
    #: The row's title; empty when the source gives none.
    title: str = ""
    ours: Ours = Ours()

    @property
    def label(self) -> str:
        """A few words that name the row."""
        return self.ours.short or self.title or self.id.replace("-", " ").capitalize()


@frozen
class RoleMatrix:
    """What the author writes."""

    roles: tuple[Role, ...]
    functions: tuple[Function, ...]
    #: The states a responsibility can be in, best first.
    status: tuple[str, ...] = ("in place", "strengthen", "create")
    ask: str = "Is this in place, or does it need to be strengthened or created?"
    #: The question that asks for evidence; empty: evidence is not asked for.
    evidence: str = ""


@frozen
class Standing:
    """What a rater gives for one cell: its state, and what shows it."""

    status: str
    evidence: str = ""


@frozen
class StoodBy:
    """One rater's standing, as a summary lists it."""

    rater: str
    standing: Standing


@frozen
class MatrixCell:
    """A cell and how it was rated."""

    item: Item
    standings: tuple[StoodBy, ...]


@frozen
class MatrixSummary:
    """All cells, row by row, and how many stand in each state."""

    cells: tuple[MatrixCell, ...]
    #: State to the number of cells where at least one rater put it.
    counts: dict[str, int]
    #: Cells nobody has rated.
    open: int


class RoleMatrixKind(Kind[RoleMatrix, Standing, MatrixSummary]):
    """Say for each responsibility whether it is in place."""

    name = "role-matrix"
    definition = RoleMatrix
    response = Standing

    def faults(self, definition: RoleMatrix) -> Sequence[Fault]:
        """Find cells that are missing or stand under no role."""
        roles = [role.id for role in definition.roles]
        found = []
        for index, function in enumerate(definition.functions):
            path = ("functions", index, "responsibilities")
            missing = [role for role in roles if role not in function.responsibilities]
            if missing:
                found.append(Fault(path, f"nothing for {', '.join(missing)}; write every role's responsibility"))
            found += [
                Fault((*path, role), f'no role "{role}"; the roles are {", ".join(roles)}')
                for role in function.responsibilities
                if role not in roles
            ]
        found += [
            Fault((part,), f"a role matrix needs at least 1 {part.removesuffix('s')}")
            for part, members in (("roles", definition.roles), ("functions", definition.functions))
            if not members
        ]
        found += [Fault(("status",), f'"{state}" stands twice') for state in repeated(definition.status)]
        if len(definition.status) < 2:
            found.append(Fault(("status",), "a role matrix needs at least 2 states"))
        return found

    def items(self, definition: RoleMatrix, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each cell, row by row."""
        return tuple(
            Item(
                id=f"{function.id}.{role.id}",
                title=function.responsibilities[role.id].text,
                short=f"{function.label}: {role.short or role.title}",
                ours=not function.title,
                row=function.label,
                column=role.short or role.title,
            )
            for function in definition.functions
            for role in definition.roles
        )

    def form(self, definition: RoleMatrix, item: Item, given: Given) -> Question | None:
        """Ask for the state, then for evidence."""
        if "status" not in given:
            keys = _keys(definition.status)
            return Choose(
                id="status",
                ask=definition.ask,
                options=tuple(Option(state, state.capitalize(), key=keys[state]) for state in definition.status),
            )
        if definition.evidence and "evidence" not in given:
            return Text(id="evidence", ask=definition.evidence)
        return None

    def respond(self, definition: RoleMatrix, item: Item, given: Given) -> Standing:
        """Make the standing."""
        status = given.get("status")
        if not isinstance(status, str) or not status:
            raise ResponseError(f"give one of {', '.join(definition.status)}", field="status")
        return Standing(status, need_text(given, "evidence"))

    def given(self, definition: RoleMatrix, item: Item, response: Standing) -> Given:
        """Return the state and the evidence."""
        return {"status": response.status, "evidence": response.evidence}

    def check(self, definition: RoleMatrix, item: Item, response: Standing) -> None:
        """Refuse an unknown state."""
        need_one_of(response.status, definition.status, "status")

    def say(self, definition: RoleMatrix, item: Item, response: Standing) -> str:
        """Return the state and the evidence."""
        return one_line(f"{response.status} — {response.evidence}" if response.evidence else response.status)

    def summary(self, definition: RoleMatrix, items: Sequence[Item], answers: Answers) -> MatrixSummary:
        """Count the cells in each state."""
        cells = tuple(
            MatrixCell(item, tuple(StoodBy(answer.rater, answer.response) for answer in answers.get(item.id, ())))
            for item in items
        )
        states = [{stood.standing.status for stood in cell.standings} for cell in cells]
        counts = {state: sum(state in found for found in states) for state in definition.status}
        return MatrixSummary(cells, counts, sum(not found for found in states))

    def document(
        self, definition: RoleMatrix, items: Sequence[Item], summary: MatrixSummary | None
    ) -> tuple[Block, ...]:
        """Return the matrix as a table; completed, each cell carries its state, evidence below."""
        rated = {cell.item.id: cell for cell in summary.cells} if summary else {}
        header = ((Cell.of("", head=True), *(Cell.of(role.title, head=True) for role in definition.roles)),)
        rows = tuple(
            (
                _head(function),
                *(
                    _cell(definition, function.responsibilities[role.id], rated.get(f"{function.id}.{role.id}"))
                    for role in definition.roles
                ),
            )
            for function in definition.functions
        )
        table = Table(rows=rows, header=header, wide=True)
        asked = Paragraph(definition.ask)
        if summary is None:
            return (asked, table)
        counted = ", ".join(f"{count} {state}" for state, count in summary.counts.items())
        evidence = tuple(
            Paragraph(said(stood.standing.evidence), label=f"{cell.item.label} ({stood.rater})")
            for cell in summary.cells
            for stood in cell.standings
            if stood.standing.evidence
        )
        total = f"{counted}; {summary.open} of {len(summary.cells)} not rated."
        ours: tuple[Block, ...] = ()
        if any(item.ours for item in items):
            ours = (Note(said("Row titles are Hansei's; the source gives none."), Tone.OURS),)
        question = (Paragraph(definition.evidence),) if definition.evidence and evidence else ()
        return (asked, Paragraph(said(total)), table, *question, *evidence, *ours)

    def facts(self, definition: RoleMatrix, summary: MatrixSummary) -> tuple[Fact, ...]:
        """Return each cell's state where all raters stand together."""
        found = []
        for cell in summary.cells:
            states = {stood.standing.status for stood in cell.standings}
            if len(states) == 1:
                state = states.pop()
                found.append(Fact(cell.item.id, float(definition.status.index(state)), state))
        return tuple(found)

    def scale(self, definition: RoleMatrix, item: Item) -> Scale:
        """Return the states, worst first, as a rubric's levels stand."""
        return Scale(tuple(Option(state, state.capitalize()) for state in reversed(definition.status)))

    def place(self, definition: RoleMatrix, item: Item, response: Standing) -> str:
        """Return the state."""
        return response.status

    def at(self, definition: RoleMatrix, item: Item, place: str) -> Given:
        """Return the state without what shows it."""
        return {"status": place, "evidence": ""}

    def needs(self, definition: RoleMatrix, answers: Answers) -> tuple[Item, ...]:
        """Return the cells that somebody put in another state than the first, the best."""
        best = definition.status[0]
        needed = []
        for item in self.items(definition):
            states = [answer.response.status for answer in answers.get(item.id, ())]
            others = [state for state in dict.fromkeys(states) if state != best]
            if others:
                needed.append(
                    Item(
                        item.id,
                        item.title,
                        item.short,
                        item.ours,
                        row=item.row,
                        column=item.column,
                        because=", ".join(others),
                    )
                )
        return tuple(needed)


def _keys(states: Sequence[str]) -> dict[str, str]:
    """Give each state a key of its own: the first letter of it that no earlier state took."""
    keys: dict[str, str] = {}
    for state in states:
        free = (letter for letter in state.lower() if letter.isalnum() and letter not in keys.values())
        keys[state] = next(free, "")
    return keys


def _head(function: Function) -> Cell:
    return Cell.of(said(function.label), head=True, tone=Tone.PLAIN if function.title else Tone.OURS)


def _cell(definition: RoleMatrix, responsibility: Responsibility, rated: MatrixCell | None) -> Cell:
    blocks: tuple[Paragraph | Bullets, ...] = tuple(Paragraph(text) for text in responsibility.paragraphs)
    if responsibility.bullets:
        blocks = (*blocks, Bullets(responsibility.bullets))
    if rated is None or not rated.standings:
        return Cell(blocks)
    states = dict.fromkeys(stood.standing.status for stood in rated.standings)
    tone = Tone.GOOD if list(states) == [definition.status[0]] else Tone.NEEDS
    if len({stood.rater for stood in rated.standings}) > 1:
        return Cell(blocks, tone=tone, mark=", ".join(f"{by.rater}: {by.standing.status}" for by in rated.standings))
    return Cell(blocks, tone=tone, mark=", ".join(states))
