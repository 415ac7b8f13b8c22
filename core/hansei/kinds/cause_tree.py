"""The cause tree: fishbone and five whys, in either order, ending in one root cause and a challenge statement.

Found in: the fishbone diagram (Ishikawa 1968) and the five whys (Ohno 1988) as root-cause protocols for school
teams join them; the challenge statement is that of MICIP's root-cause step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from attrs import frozen

from hansei.document import Block
from hansei.errors import ResponseError
from hansei.form import Choose, Column, Given, Option, Question, Table, Text
from hansei.kinds.actions import identified
from hansei.kinds.kind import Action, Answer, Answers, Fault, Item, Kind
from hansei.kinds.needed import need_id, need_one_of, need_rows, need_text
from hansei.kinds.results import Result
from hansei.words.lines import one_line
from hansei.words.ours import tr

#: A cause tree has a single item, which is the tree itself.
ITEM = "tree"
#: What a chain of whys begins at, where it is no cause of the fishbone.
PROBLEM = "the problem"


@frozen
class Category:
    """A bone: a kind of cause to look for."""

    id: str
    title: str


#: The bones, where the author names none; ours.
CATEGORIES = (
    Category("teaching", "Teaching"),
    Category("people", "People"),
    Category("time", "Time and schedule"),
    Category("routines", "Rules and routines"),
    Category("resources", "Resources"),
    Category("families", "Families and community"),
)


@frozen
class CauseTree:
    """What the author writes."""

    ask: str = "What is the problem, as the data show it?"
    #: The bones of the fishbone.
    categories: tuple[Category, ...] = CATEGORIES
    #: What is begun with: ``fishbone``, ``whys``, or ``either``, which lets the team choose.
    begin: Literal["either", "fishbone", "whys"] = "either"
    fishbone: str = "What causes it? Name causes under each kind."
    why: str = "Why is that? Ask again of each answer."
    root: str = "Which one is the root cause: if it were gone, would the problem be gone?"
    #: The question after the root cause; empty: not asked.
    evidence: str = "How do we know?"
    challenge: str = "Write the challenge: what will be different, for whom, once the root cause is dealt with?"


@frozen
class Cause:
    """Something that causes the problem or another cause."""

    id: str
    text: str
    #: Id of the bone; empty: found by asking why.
    category: str = ""
    #: Id of what it is the cause of; empty: the problem.
    of: str = ""


@frozen
class Traced:
    """What a rater gives."""

    problem: str
    begin: str = ""
    causes: tuple[Cause, ...] = ()
    #: Id of a cause.
    root: str = ""
    evidence: str = ""
    challenge: str = ""

    def text(self, cause: str) -> str:
        """Return a cause's words."""
        return next((each.text for each in self.causes if each.id == cause), self.problem)

    def path(self, cause: str) -> tuple[str, ...]:
        """Return the words from below the problem down to a cause."""
        by = {each.id: each for each in self.causes}
        found: list[str] = []
        while cause in by and len(found) <= len(by):
            found.append(by[cause].text)
            cause = by[cause].of
        return tuple(reversed(found))


@frozen
class CauseTreeSummary:
    """Everybody's tree."""

    trees: tuple[Answer[Traced], ...]


class CauseTreeKind(Kind[CauseTree, Traced, CauseTreeSummary]):
    """Find the root cause of a problem, and say what to take on."""

    name = "cause-tree"
    definition = CauseTree
    response = Traced
    grows = True
    offers = ("root-cause", "challenge")

    def faults(self, definition: CauseTree) -> Sequence[Fault]:
        """Find a fishbone without bones, and bones that cannot be told apart."""
        titles = [each.title for each in definition.categories]
        found = [] if len(titles) > 1 else [Fault(("categories",), tr("a fishbone needs at least 2 categories"))]
        found += [
            Fault(("categories", index, "title"), tr('a second "{title}"; call it otherwise', title=title))
            for index, title in enumerate(titles)
            if title in titles[:index]
        ]
        return found

    def items(self, definition: CauseTree, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return the one item."""
        return (Item(ITEM, definition.ask),)

    def rows(self, definition: CauseTree, answers: Answers) -> tuple[Item, ...]:
        """Return the root causes that were chosen, by whoever chose them."""
        found = {}
        for each in answers.get(ITEM, ()):
            if each.response.root:
                because = tr("the challenge: {one_line}", one_line=one_line(each.response.challenge))
                found[each.response.root] = Item(
                    each.response.root, one_line(each.response.text(each.response.root)), because=because
                )
        return tuple(found[id_] for id_ in sorted(found))

    def form(self, definition: CauseTree, item: Item, given: Given) -> Question | None:
        """Ask for the problem, the causes in either order, the root cause, and the challenge."""
        if "problem" not in given:
            return Text("problem", definition.ask, optional=False)
        if definition.begin == "either" and "begin" not in given:
            options = (
                Option("fishbone", tr("With a fishbone: causes of every kind, then why")),
                Option("whys", tr("With five whys, then a fishbone")),
            )
            return Choose("begin", tr("How do we begin?"), options)
        order = ("whys", "causes") if given.get("begin", definition.begin) == "whys" else ("causes", "whys")
        for id_ in order:
            if id_ not in given:
                return self._table(definition, given, id_, optional=id_ == order[1])
        causes = _causes(definition, given)
        if "root" not in given and len(causes) > 1:
            tree = Traced("", causes=causes)
            found = tuple(Option(each.id, one_line(each.text), _above(tree, each)) for each in causes)
            return Choose("root", definition.root, found)
        if definition.evidence and "evidence" not in given:
            return Text("evidence", definition.evidence)
        if "challenge" not in given:
            return Text("challenge", definition.challenge, optional=False)
        return None

    def _table(self, definition: CauseTree, given: Given, id_: str, *, optional: bool) -> Table:
        if id_ == "causes":
            bones = tuple(each.title for each in definition.categories)
            return Table(
                "causes",
                definition.fishbone,
                (Column("cause", tr("Cause"), needed=True), Column("category", tr("Kind"), "choice", bones)),
                optional,
            )
        starts = (PROBLEM, *(one_line(each.text) for each in _of_fishbone(definition, given)))
        columns = (Column("why", tr("Because"), needed=True), Column("of", tr("Answers why"), "choice", starts))
        return Table(
            "whys",
            definition.why,
            columns,
            optional,
            hint=tr("Each line answers why of the line above, unless it says of what"),
        )

    def respond(self, definition: CauseTree, item: Item, given: Given) -> Traced:
        """Make the tree."""
        causes = _causes(definition, given)
        root = given.get("root") or (causes[0].id if len(causes) == 1 else "")
        if not isinstance(root, str):
            raise ResponseError(tr("give the id of a cause"), field="root")
        begin = need_text(given, "begin") or ("" if definition.begin == "either" else definition.begin)
        return Traced(
            need_text(given, "problem"),
            begin,
            causes,
            root,
            need_text(given, "evidence"),
            need_text(given, "challenge"),
        )

    def given(self, definition: CauseTree, item: Item, response: Traced) -> Given:
        """Return what the form would have collected."""
        titles = {each.id: each.title for each in definition.categories}
        bones = [each for each in response.causes if each.category]
        whys, before = [], ""
        for each in response.causes:
            if not each.category:
                of = "" if each.of == before else one_line(response.text(each.of)) if each.of else PROBLEM
                whys.append({"why": each.text, "of": of, "id": each.id})
                before = each.id
        causes = [
            {"category": titles.get(each.category, each.category), "cause": each.text, "id": each.id} for each in bones
        ]
        return {
            "problem": response.problem,
            "begin": response.begin,
            "causes": causes,
            "whys": whys,
            "root": response.root,
            "evidence": response.evidence,
            "challenge": response.challenge,
        }

    def check(self, definition: CauseTree, item: Item, response: Traced) -> None:
        """Refuse a tree without a problem, causes, one root cause among them and a challenge."""
        if not response.problem.strip():
            raise ResponseError(tr("say what the problem is"), field="problem")
        if definition.begin == "either":
            need_one_of(response.begin, ("fishbone", "whys"), "begin")
        if not response.causes:
            raise ResponseError(tr("name at least one cause"), field="whys" if response.begin == "whys" else "causes")
        for each in response.causes:
            need_id(each.id, "causes" if each.category else "whys")
            if not each.text.strip():
                raise ResponseError(tr("a cause needs words"), field="causes" if each.category else "whys")
            if each.category:
                need_one_of(each.category, [bone.id for bone in definition.categories], "causes")
        need_one_of(response.root, [each.id for each in response.causes], "root")
        if not response.challenge.strip():
            raise ResponseError(tr("write the challenge that follows from the root cause"), field="challenge")

    def say(self, definition: CauseTree, item: Item, response: Traced) -> str:
        """Return the root cause and the challenge."""
        return one_line(
            tr(
                "{problem} — root cause: {text}. {challenge}",
                problem=response.problem,
                text=response.text(response.root),
                challenge=response.challenge,
            )
        )

    def whole(self, definition: CauseTree, item: Item, response: Traced) -> tuple[str, ...]:
        """Return the root cause and the challenge, then every cause by the way to it, and how it is known."""
        bones = {each.id: each.title for each in definition.categories}
        ways = []
        for cause in response.causes:
            way = one_line(" ← ".join(reversed(response.path(cause.id))))
            ways.append(f"{bones.get(cause.category, cause.category)}: {way}" if cause.category else way)
        known = one_line(f"{definition.evidence} {response.evidence}") if response.evidence else ""
        return (self.say(definition, item, response), *ways, *filter(None, (known,)))

    def decided(self, definition: CauseTree, item: Item, response: Traced) -> str:
        """Return the challenge and the root cause, or the root cause where no challenge is written."""
        root = response.text(response.root)
        if not response.challenge.strip():
            return one_line(root)
        return one_line(tr("{challenge} (root cause: {root})", challenge=response.challenge, root=root))

    def summary(self, definition: CauseTree, items: Sequence[Item], answers: Answers) -> CauseTreeSummary:
        """Gather the trees."""
        return CauseTreeSummary(tuple(answers.get(ITEM, ())))

    def document(
        self, definition: CauseTree, items: Sequence[Item], summary: CauseTreeSummary | None
    ) -> tuple[Block, ...]:
        """Return the fishbone, the chains of whys, the root cause and the challenge; blank, room for them."""
        from hansei.kinds.cause_tree_paper import tree_on_paper

        return tree_on_paper(definition, summary)

    def needs(self, definition: CauseTree, answers: Answers) -> tuple[Item, ...]:
        """Return the root causes."""
        return self.rows(definition, answers)

    def results(self, definition: CauseTree, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return each root cause that was chosen, and the challenge that was written to it."""
        found = {}
        for each in answers.get(ITEM, ()):
            tree: Traced = each.response
            if tree.root:
                cause, challenge = one_line(tree.text(tree.root)), one_line(tree.challenge)
                problem = f"the problem: {one_line(tree.problem)}"
                found["root-cause", tree.root] = Result("root-cause", tree.root, cause, problem)
                found["challenge", tree.root] = Result("challenge", tree.root, challenge, f"the root cause: {cause}")
        return tuple(found[key] for key in sorted(found) if found[key].words)


def _rows(given: Given, id_: str, words: str) -> list[dict[str, Any]]:
    """Return the rows of a table that hold words, with names that stay when these change."""
    rows = [row for row in need_rows(given.get(id_), id_) if need_text(row, words).strip()]
    known = identified([Action(need_text(row, words), id=need_text(row, "id")) for row in rows])
    return [{**row, "id": each.id} for row, each in zip(rows, known, strict=True)]


def _of_fishbone(definition: CauseTree, given: Given) -> list[Cause]:
    ids = {each.title: each.id for each in definition.categories} | {each.id: each.id for each in definition.categories}
    found = []
    for row in _rows(given, "causes", "cause"):
        category = need_text(row, "category")
        if category not in ids:
            titles = ", ".join(each.title for each in definition.categories)
            raise ResponseError(
                tr("{category} is no kind of cause; there are: {titles}", category=repr(category), titles=titles),
                field="causes",
            )
        found.append(Cause(row["id"], need_text(row, "cause"), ids[category]))
    return found


def _causes(definition: CauseTree, given: Given) -> tuple[Cause, ...]:
    """Return the causes of the fishbone, then those that were found by asking why."""
    found = _of_fishbone(definition, given)
    starts = {PROBLEM: ""} | {one_line(each.text).casefold(): each.id for each in found}
    taken, before = {each.id for each in found}, ""
    for row in _rows(given, "whys", "why"):
        of = one_line(need_text(row, "of")).casefold()
        if of and of not in starts:
            raise ResponseError(
                tr(
                    "{row} is no cause of the fishbone; write one of its causes, or {problem}",
                    row=repr(row["of"]),
                    problem=PROBLEM,
                ),
                field="whys",
            )
        id_ = row["id"]
        while id_ in taken:
            id_ += "-why"
        taken.add(id_)
        found.append(Cause(id_, need_text(row, "why"), of=starts[of] if of else before))
        before = id_
    return tuple(found)


def _above(tree: Traced, cause: Cause) -> str:
    """Return how a cause leads to the problem; empty when it does so at once."""
    path = tree.path(cause.id)[:-1]
    return tr("leads to: {names}", names=" → ".join(map(one_line, reversed(path)))) if path else ""
