"""The protocol: timed steps, each with who speaks and how, and roles that people take for it.

Found in: ATLAS: Learning from Data, the Consultancy and the Tuning Protocol (National School Reform Faculty): a fixed
order of short steps in which a group reads in silence, speaks in turn, or listens without answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from hansei.content.minutes import Minutes
from hansei.document import Block, Bullets, Cell, Heading, Paragraph, Table, Tone, WriteLines, said
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Column, Given, Option, Question, Text
from hansei.form import Table as TableQuestion
from hansei.kinds.kind import Answer, Answers, Fault, Item, Kind
from hansei.kinds.needed import need_one_of, need_rows, need_text
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr

#: The item that says who takes which role.
ROLES = "roles"
#: How people interact in a step: what it is called, and what it means.
MODES = {
    "open": (N_("Open talk"), N_("Whoever wants to speaks.")),
    "silent": (N_("In silence"), N_("Nobody speaks; everybody reads, thinks or writes.")),
    "round-robin": (N_("In turn"), N_("Everybody speaks once, one after the other; who has nothing to say passes.")),
    "no-cross-talk": (N_("Without answers"), N_("One speaks at a time; nobody asks, answers or comments.")),
    "pairs": (N_("In pairs"), N_("Two talk with each other, each as long as the other.")),
}
#: How a step went.
WENT = {"kept": N_("As written"), "changed": N_("Changed or shortened"), "left-out": N_("Left out")}


@frozen
class ProtocolRole:
    """Something that somebody does in the protocol."""

    id: str
    title: str
    #: What they do.
    text: str = ""


@frozen
class ProtocolStep:
    """A step."""

    id: str
    title: str
    #: What is done in it, in full.
    text: str = ""
    #: How long it takes.
    minutes: Minutes | None = None
    #: How people interact: ``open``, ``silent``, ``round-robin``, ``no-cross-talk`` or ``pairs``.
    mode: Literal["open", "silent", "round-robin", "no-cross-talk", "pairs"] = "open"
    #: Ids of the roles that are active; empty: everybody.
    who: tuple[str, ...] = ()
    #: What is written down in it; empty: nothing.
    write: str = ""


@frozen
class Protocol:
    """What the author writes."""

    steps: tuple[ProtocolStep, ...]
    roles: tuple[ProtocolRole, ...] = ()
    #: What everybody agrees to before it begins.
    norms: tuple[str, ...] = ()
    ask: str = "How did this step go?"
    #: The question who takes which role.
    ask_roles: str = "Who takes which role?"


@frozen
class Went:
    """What a rater gives for a step; for the roles, who takes which."""

    #: One of :data:`WENT`; empty for the roles.
    went: str = ""
    #: What was written down.
    words: str = ""
    #: Each a role and who takes it.
    people: tuple[dict[str, str], ...] = ()


@frozen
class ProtocolSummary:
    """Step to everybody's answer on it."""

    given: dict[str, tuple[Answer[Went], ...]]


class ProtocolKind(Kind[Protocol, Went, ProtocolSummary]):
    """Go through timed steps, and keep what each brought."""

    name = "protocol"
    definition = Protocol
    response = Went
    offers = ()

    def faults(self, definition: Protocol) -> Sequence[Fault]:
        """Find no steps, and roles that are not there."""
        found = [] if definition.steps else [Fault(("steps",), tr("write at least 1 step"))]
        roles = [each.id for each in definition.roles]
        for index, step in enumerate(definition.steps):
            if step.id == ROLES:
                found.append(
                    Fault(
                        ("steps", index, "id"),
                        tr('"{id}" is where people take their roles; use another id', id=ROLES),
                    )
                )
            found += [
                Fault(
                    ("steps", index, "who"),
                    tr('no role "{each}"; the roles are {roles}', each=each, roles=", ".join(roles) or tr("none")),
                )
                for each in step.who
                if each not in roles
            ]
        titles = [each.title for each in definition.roles]
        found += [
            Fault(("roles", index, "title"), tr('a second "{title}"; call it otherwise', title=title))
            for index, title in enumerate(titles)
            if title in titles[:index]
        ]
        return found

    def items(self, definition: Protocol, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for the roles, when there are any, and one for each step; the first one says the norms."""
        norms = plain(" ".join(("What we agree to:", *definition.norms))) if definition.norms else definition.ask_roles
        roles = (Item(ROLES, norms, tr("Roles"), ours=True),) if definition.roles else ()
        return (
            *roles,
            *(Item(each.id, plain(_said(each.title, each.text)), plain(each.title)) for each in definition.steps),
        )

    def form(self, definition: Protocol, item: Item, given: Given) -> Question | None:
        """Ask who takes which role; of a step how it went, and what is to be written down."""
        if item.id == ROLES:
            columns = (
                Column("role", tr("Role"), "choice", tuple(each.title for each in definition.roles), needed=True),
                Column("person", tr("Who"), "person", needed=True),
            )
            return None if "people" in given else TableQuestion("people", definition.ask_roles, columns)
        step = _step(definition, item)
        if "went" not in given:
            return Choose(
                "went",
                definition.ask,
                tuple(Option(id_, tr(title)) for id_, title in WENT.items()),
                hint=how(definition, step),
            )
        if step.write and "words" not in given and given["went"] != "left-out":
            return Text("words", step.write)
        return None

    def respond(self, definition: Protocol, item: Item, given: Given) -> Went:
        """Make the response."""
        if item.id == ROLES:
            rows = [{str(key): need_text(row, key) for key in row} for row in need_rows(given.get("people"), "people")]
            return Went(people=tuple(row for row in rows if any(row.values())))
        return Went(need_text(given, "went"), need_text(given, "words"))

    def given(self, definition: Protocol, item: Item, response: Went) -> Given:
        """Return what the form would have collected."""
        if item.id == ROLES:
            return {"people": [dict(row) for row in response.people]}
        return {"went": response.went, "words": response.words}

    def check(self, definition: Protocol, item: Item, response: Went) -> None:
        """Refuse roles that are not there, a role without somebody, an unknown way a step went."""
        if item.id != ROLES:
            need_one_of(response.went, list(WENT), "went")
            return
        for row in response.people:
            for key in row:
                need_one_of(key, ("role", "person"), "people")
            need_one_of(row.get("role", ""), [each.title for each in definition.roles], "role")
            if not row.get("person", "").strip():
                raise ResponseError(tr("say who is {role}", role=row["role"]), field="person")

    def say(self, definition: Protocol, item: Item, response: Went) -> str:
        """Return who takes which role, or how a step went and what it brought."""
        if item.id == ROLES:
            return one_line("; ".join(f"{row['role']}: {row['person']}" for row in response.people)) or "no roles"
        told = tr(WENT.get(response.went, response.went))
        return one_line(f"{told} — {response.words}" if response.words else told)

    def summary(self, definition: Protocol, items: Sequence[Item], answers: Answers) -> ProtocolSummary:
        """Gather what was given."""
        return ProtocolSummary({item.id: tuple(answers.get(item.id, ())) for item in items})

    def document(
        self, definition: Protocol, items: Sequence[Item], summary: ProtocolSummary | None
    ) -> tuple[Block, ...]:
        """Return the steps with their minutes and who speaks how, then what each brought."""
        blocks: list[Block] = [Bullets(definition.norms)] if definition.norms else []
        blocks += _roles(definition, summary)
        header = tuple(
            Cell.of(text, head=True)
            for text in (tr("Step"), tr("Minutes"), tr("How"), tr("Who"), *((tr("Went"),) if summary else ()))
        )
        rows = tuple(_row(definition, each, summary) for each in definition.steps)
        blocks.append(Table(rows=rows, header=(header,)))
        used = [mode for mode in MODES if any(each.mode == mode for each in definition.steps)]
        blocks.append(Bullets(tuple(f"**{tr(MODES[mode][0])}**: {tr(MODES[mode][1])}" for mode in used)))
        for step in definition.steps:
            if summary is None and step.write:
                blocks += [Heading(step.title, 4), Paragraph(step.write), WriteLines(4)]
            written = [each for each in (summary.given.get(step.id, ()) if summary else ()) if each.response.words]
            if written:
                blocks += [Heading(step.title, 4), *([Paragraph(step.write)] if step.write else [])]
                blocks += [Paragraph(said(each.response.words), label=each.who, tone=Tone.CHOSEN) for each in written]
        return tuple(blocks)


def how(definition: Protocol, step: ProtocolStep) -> str:
    """Return how long a step takes, how people interact in it and who, in one line."""
    titles = {each.id: each.title for each in definition.roles}
    title, means = map(tr, MODES[step.mode])
    minutes = tr("{minutes} minutes", minutes=step.minutes) if step.minutes else ""
    who = ", ".join(titles.get(each, each) for each in step.who)
    return " · ".join(filter(None, (minutes, f"{title}: {means[:1].lower()}{means[1:].rstrip('.')}", who)))


def _step(definition: Protocol, item: Item) -> ProtocolStep:
    return next(each for each in definition.steps if each.id == item.id)


def _roles(definition: Protocol, summary: ProtocolSummary | None) -> list[Block]:
    if not definition.roles:
        return []
    taken: dict[str, list[str]] = {}
    for each in summary.given.get(ROLES, ()) if summary else ():
        for row in each.response.people:
            taken.setdefault(row["role"], []).append(row["person"])
    header = tuple(Cell.of(text, head=True) for text in (tr("Role"), tr("What they do"), tr("Who")))
    rows = tuple(
        (Cell.of(each.title, head=True), Cell.of(each.text), Cell.of(said(", ".join(taken.get(each.title, [])))))
        for each in definition.roles
    )
    return [Table(rows=rows, header=(header,))]


def _row(definition: Protocol, step: ProtocolStep, summary: ProtocolSummary | None) -> tuple[Cell, ...]:
    titles = {each.id: each.title for each in definition.roles}
    words = (Paragraph(step.title), *((Paragraph(step.text),) if step.text else ()))
    cells = (
        Cell(words, head=True),
        Cell.of(str(step.minutes or "")),
        Cell.of(tr(MODES[step.mode][0])),
        Cell.of(", ".join(titles.get(each, each) for each in step.who) or tr("everybody")),
    )
    if summary is None:
        return cells
    given = summary.given.get(step.id, ())
    told = ", ".join(dict.fromkeys(tr(WENT.get(each.response.went, each.response.went)) for each in given))
    kept = all(each.response.went == "kept" for each in given)
    tone = Tone.MISSING if not given else Tone.GOOD if kept else Tone.NEEDS
    return (*cells, Cell.of(said(told or tr("not yet")), tone=tone))


def _said(title: str, text: str) -> str:
    """Return a step's name and what is done in it, as one sentence or two."""
    between = " " if title.endswith(("?", "!", ".", "…")) else ": "
    return f"{title}{between}{text}" if text else title
