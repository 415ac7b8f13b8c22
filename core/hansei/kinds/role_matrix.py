"""The role matrix: who is responsible for which function, whether that is in place, and who holds it today.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 3 and Handout 3 ("identify what
building continuous improvement functions are in place and which might need to be created or
strengthened"). Where somebody else holds a function than the matrix says, the balance departs from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from hansei.content.toolkit import Ours
from hansei.document import Block
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answer, Answers, Fact, Fault, Item, Kind, Scale, repeated
from hansei.kinds.needed import need_one_of, need_text
from hansei.kinds.role_matrix_standing import MatrixCell, MatrixSummary, Standing, stood_by
from hansei.words.lines import begun_large, lines, one_line
from hansei.words.ours import N_, tr


@frozen
class Holder:
    """Somebody who can hold a function today."""

    id: str
    #: As it stands in a sentence: "the building".
    title: str


#: Who can hold a function, where the author names nobody.
HOLDERS = (
    Holder("building", "the building"),
    Holder("district", "the district"),
    Holder("both", "both"),
    Holder("nobody", "nobody"),
)


@frozen
class Role:
    """A column: who holds the functions under it."""

    id: str
    title: str
    #: A few words for narrow screens; ours.
    short: str = ""
    #: The holder to whom the matrix gives the column; empty: the one whose id is the role's.
    holder: str = ""


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
    #: The question that asks who holds a function today; empty: not asked.
    held: str = ""
    #: Who can hold one.
    holders: tuple[Holder, ...] = HOLDERS

    def holder(self, id_: str) -> str:
        """Return a holder as it stands in a sentence."""
        for each in self.holders:
            if each.id == id_:
                return each.title
        return id_

    def given_to(self, role: Role) -> str:
        """Return the id of the holder to whom the matrix gives a column; empty when it says nothing of it."""
        id_ = role.holder or role.id
        return id_ if any(each.id == id_ for each in self.holders) else ""


class RoleMatrixKind(Kind[RoleMatrix, Standing, MatrixSummary]):
    """Say for each responsibility whether it is in place, and who holds it today."""

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
                found.append(
                    Fault(
                        path, tr("nothing for {missing}; write every role's responsibility", missing=", ".join(missing))
                    )
                )
            found += [
                Fault((*path, role), tr('no role "{role}"; the roles are {roles}', role=role, roles=", ".join(roles)))
                for role in function.responsibilities
                if role not in roles
            ]
        found += [
            Fault((part,), tr(needs))
            for part, members, needs in (
                ("roles", definition.roles, N_("a role matrix needs at least 1 role")),
                ("functions", definition.functions, N_("a role matrix needs at least 1 function")),
            )
            if not members
        ]
        found += [Fault(("status",), tr('"{each}" stands twice', each=state)) for state in repeated(definition.status)]
        if len(definition.status) < 2:
            found.append(Fault(("status",), tr("a role matrix needs at least 2 states")))
        return found + _faults_of_holders(definition)

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
        """Ask for the state, then who holds it, then for evidence."""
        if "status" not in given:
            keys = _keys(definition.status)
            return Choose(
                id="status",
                ask=definition.ask,
                options=tuple(Option(state, state.capitalize(), key=keys[state]) for state in definition.status),
            )
        if definition.held and "held" not in given:
            return self.beside(definition, item)[0]
        if definition.evidence and "evidence" not in given:
            return Text(id="evidence", ask=definition.evidence)
        return None

    def respond(self, definition: RoleMatrix, item: Item, given: Given) -> Standing:
        """Make the standing."""
        status = given.get("status")
        if not isinstance(status, str) or not status:
            raise ResponseError(tr("give one of {status}", status=", ".join(definition.status)), field="status")
        return Standing(status, need_text(given, "evidence"), need_text(given, "held"))

    def given(self, definition: RoleMatrix, item: Item, response: Standing) -> Given:
        """Return the state, who holds it, and the evidence."""
        held = {"held": response.held} if definition.held else {}
        return {"status": response.status, **held, "evidence": response.evidence}

    def check(self, definition: RoleMatrix, item: Item, response: Standing) -> None:
        """Refuse an unknown state or holder."""
        need_one_of(response.status, definition.status, "status")
        if response.held and not definition.held:
            raise ResponseError(tr("this matrix does not ask who holds a function"), field="held")
        if response.held:
            need_one_of(response.held, [each.id for each in definition.holders], "held")

    def say(self, definition: RoleMatrix, item: Item, response: Standing) -> str:
        """Return the state, who holds it, and the evidence."""
        return one_line(_told(definition, response))

    def whole(self, definition: RoleMatrix, item: Item, response: Standing) -> tuple[str, ...]:
        """Return the same as it is asked, with a capital, and the evidence line by line."""
        return lines(begun_large(_told(definition, response)))

    def summary(self, definition: RoleMatrix, items: Sequence[Item], answers: Answers) -> MatrixSummary:
        """Count the cells in each state, and lay who holds each beside the matrix."""
        holders = _given_to(definition)
        cells = tuple(
            MatrixCell(
                item,
                stood_by(answers.get(item.id, ())),
                holders.get(item.id, ""),
                tuple(by for each in answers.get(item.id, ()) for by in stood_by(each.out_of)),
            )
            for item in items
        )
        states = [cell.states for cell in cells]
        counts = {state: sum(state in found for found in states) for state in definition.status}
        return MatrixSummary(cells, counts, sum(not found for found in states))

    def document(
        self, definition: RoleMatrix, items: Sequence[Item], summary: MatrixSummary | None
    ) -> tuple[Block, ...]:
        """Return the matrix as a table; completed, each cell carries its state, the balance and evidence below."""
        from hansei.kinds.role_matrix_paper import matrix_on_paper

        return matrix_on_paper(definition, items, summary)

    def facts(self, definition: RoleMatrix, summary: MatrixSummary) -> tuple[Fact, ...]:
        """Return each cell's state where all raters stand together, with its holder when they agree on that too."""
        found = []
        for cell in summary.cells:
            if len(cell.states) == 1:
                (state,) = cell.states
                held = list(cell.held)
                label = f"{state}; today: {definition.holder(held[0])}" if len(held) == 1 else state
                found.append(Fact(cell.item.id, float(definition.status.index(state)), label))
        return tuple(found)

    def scale(self, definition: RoleMatrix, item: Item) -> Scale:
        """Return the states, worst first, as a rubric's levels stand."""
        return Scale(tuple(Option(state, state.capitalize()) for state in reversed(definition.status)))

    def wording(self, definition: RoleMatrix, item: Item) -> tuple[str, ...]:
        """Return the function's title where the source gives one, the role, the responsibility and the states."""
        function, role = next(
            (function, role)
            for function in definition.functions
            for role in definition.roles
            if f"{function.id}.{role.id}" == item.id
        )
        return tuple(map(one_line, (function.title, role.title, item.title, *definition.status)))

    def place(self, definition: RoleMatrix, item: Item, response: Standing) -> str:
        """Return the state."""
        return response.status

    def at(self, definition: RoleMatrix, item: Item, place: str) -> Given:
        """Return the state without what shows it."""
        return self.given(definition, item, Standing(place))

    def agreed(self, definition: RoleMatrix, item: Item, place: str, answers: Sequence[Answer[Standing]]) -> Given:
        """Return the state, with the holder when everybody who named one named the same."""
        held = {each.response.held for each in answers if each.response.held}
        return self.given(definition, item, Standing(place, held=held.pop() if len(held) == 1 else ""))

    def beside(self, definition: RoleMatrix, item: Item) -> tuple[Choose, ...]:
        """Return the question who holds it, which raters can differ in when they agree on the state."""
        if not definition.held:
            return ()
        keys = _keys([each.id for each in definition.holders], taken=_keys(definition.status).values())
        options = tuple(
            Option(each.id, each.title[:1].upper() + each.title[1:], key=keys[each.id]) for each in definition.holders
        )
        return (Choose(id="held", ask=definition.held, options=options, optional=True),)

    def needs(self, definition: RoleMatrix, answers: Answers) -> tuple[Item, ...]:
        """Return the cells that somebody put in another state than the first, the best."""
        best = definition.status[0]
        needed = []
        for cell in self.summary(definition, self.items(definition), answers).cells:
            item = cell.item
            others = [state for state in cell.states if state != best]
            if others:
                today = " or ".join(map(definition.holder, cell.held)) if cell.departs else ""
                needed.append(
                    Item(
                        item.id,
                        item.title,
                        item.short,
                        item.ours,
                        row=item.row,
                        column=item.column,
                        because=", ".join(others) + (tr("; today: {today}", today=today) if today else ""),
                    )
                )
        return tuple(needed)


def _told(definition: RoleMatrix, response: Standing) -> str:
    held = tr("; today: {holder}", holder=definition.holder(response.held)) if response.held else ""
    return f"{response.status}{held}{f' — {response.evidence}' if response.evidence else ''}"


def _keys(states: Sequence[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each state a key of its own: the first letter of it that is not taken yet."""
    keys: dict[str, str] = {}
    gone = set(taken)
    for state in states:
        free = (letter for letter in state.lower() if letter.isalnum() and letter not in gone)
        keys[state] = next(free, "")
        gone.add(keys[state])
    return keys


def _given_to(definition: RoleMatrix) -> dict[str, str]:
    """Return the holder to whom the matrix gives each cell; nothing when nobody is asked who holds it."""
    return {
        f"{function.id}.{role.id}": definition.given_to(role)
        for function in definition.functions
        for role in definition.roles
        if definition.held
    }


def _faults_of_holders(definition: RoleMatrix) -> list[Fault]:
    """Find holders that stand twice or that nobody could be, and columns that the matrix gives to none of them."""
    ids = [each.id for each in definition.holders]
    found = [Fault(("holders",), tr('"{each}" stands twice', each=each)) for each in repeated(ids)]
    if definition.held and len(ids) < 2:
        found.append(Fault(("holders",), tr("name at least 2 holders, or leave the question `held` out")))
    for index, role in enumerate(definition.roles):
        if role.holder and role.holder not in ids:
            message = tr('no holder "{holder}"; the holders are {ids}', holder=role.holder, ids=", ".join(ids))
            found.append(Fault(("roles", index, "holder"), message))
        elif definition.held and not definition.given_to(role):
            message = tr('who holds what "{id}" has? Write `holder:` with one of {ids}', id=role.id, ids=", ".join(ids))
            found.append(Fault(("roles", index), message))
    return found
