"""The cause tree on paper: the fishbone, the chains of whys, the root cause and the challenge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hansei.document import Block, Bullets, Cell, Heading, Paragraph, Table, Tone, WriteLines, said
from hansei.document.fishbone_figure import Bone, fishbone_figure
from hansei.words.lines import one_line
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.kinds.cause_tree import CauseTree, CauseTreeSummary, Traced

#: Lines of a blank chain of whys.
WHYS = 5


def tree_on_paper(definition: CauseTree, summary: CauseTreeSummary | None) -> tuple[Block, ...]:
    """Return room for a tree when ``summary`` is None, everybody's tree otherwise."""
    if summary is None:
        return tuple(_blank(definition))
    if not summary.trees:
        return (Paragraph(definition.ask), Paragraph(said(tr("No cause was looked for.")), tone=Tone.MISSING))
    blocks: list[Block] = []
    for each in summary.trees:
        if len(summary.trees) > 1:
            blocks.append(Heading(said(each.rater), 4))
        blocks += _tree(definition, each.response)
    return tuple(blocks)


def _blank(definition: CauseTree) -> Iterator[Block]:
    yield Paragraph(definition.ask)
    yield WriteLines(2)
    yield Paragraph(definition.fishbone)
    yield Table(rows=tuple((Cell.of(each.title, head=True), Cell()) for each in definition.categories))
    yield Paragraph(definition.why)
    yield Table(
        rows=tuple(
            (Cell.of(tr("{number}. Because", number=number), head=True), Cell()) for number in range(1, WHYS + 1)
        )
    )
    for question in filter(None, (definition.root, definition.evidence, definition.challenge)):
        yield Paragraph(question)
        yield WriteLines(2)


def _tree(definition: CauseTree, tree: Traced) -> Iterator[Block]:
    yield Paragraph(said(tree.problem), label=definition.ask, tone=Tone.CHOSEN)
    bones = [
        Bone(each.title, tuple(one_line(cause.text) for cause in tree.causes if cause.category == each.id))
        for each in definition.categories
    ]
    root = tree.text(tree.root)
    if any(bone.causes for bone in bones):
        yield fishbone_figure(one_line(tree.problem), bones, one_line(root))
        yield Table(rows=tuple(_bone(tree, each.id, each.title) for each in definition.categories))
    chains = list(_chains(tree))
    if chains:
        yield Paragraph(definition.why)
        yield Bullets(tuple(said(" ← ".join(chain)) for chain in chains), numbered=True)
    yield Paragraph(said(root), label=tr("Root cause"), tone=Tone.CHOSEN)
    if tree.evidence:
        yield Paragraph(said(tree.evidence), label=definition.evidence, tone=Tone.CHOSEN)
    yield Paragraph(said(tree.challenge), label=tr("Challenge"), tone=Tone.CHOSEN)


def _bone(tree: Traced, id_: str, title: str) -> tuple[Cell, Cell]:
    causes = [each for each in tree.causes if each.category == id_]
    chosen = any(each.id == tree.root for each in causes)
    found = tuple(said(each.text) for each in causes)
    if not found:
        return Cell.of(title, head=True), Cell.of(tr("none named"), tone=Tone.MISSING)
    tone = Tone.CHOSEN if chosen else Tone.PLAIN
    return Cell.of(title, head=True), Cell((Bullets(found),), tone=tone, mark=tr("root cause") if chosen else "")


def _chains(tree: Traced) -> Iterator[tuple[str, ...]]:
    """Yield every chain of whys, from the problem or a cause of the fishbone down to the last answer."""
    parents = {each.of for each in tree.causes}
    for each in tree.causes:
        if not each.category and each.id not in parents:
            path = tree.path(each.id)
            by_bone = any(cause.category and cause.text == path[0] for cause in tree.causes)
            yield path if by_bone else (tree.problem, *path)
