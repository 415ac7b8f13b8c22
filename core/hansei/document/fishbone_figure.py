"""A figure of causes by category: a spine that leads to the problem, a bone for each category."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from hansei.document.blocks import Figure
from hansei.document.drawing import Drawing, drawing, rule, shorten, write, write_lines, written
from hansei.words.ours import tr

_PAIR, _HEAD, _LINE, _SHOWN, _LETTERS = 236, 210, 19, 5, 30


@frozen
class Bone:
    """A category and the causes under it."""

    title: str
    causes: tuple[str, ...]


def fishbone_figure(problem: str, bones: Sequence[Bone], root: str = "") -> Figure:
    """Draw causes by category; what does not fit is in the figure's words.

    Args:
        problem: What the causes lead to.
        bones: The categories, half of them above the spine.
        root: The cause that is marked.
    """
    alt = (
        tr("Fishbone. The problem: {problem}.", problem=problem)
        + " "
        + " ".join(_in_words(bone, root) for bone in bones)
    )
    above, below = bones[: (len(bones) + 1) // 2], bones[(len(bones) + 1) // 2 :]
    most = max([min(len(bone.causes), _SHOWN + 1) for bone in bones], default=1)
    side = 46 + _LINE * max(2, most)
    width, height = _PAIR * max(1, len(above)) + _HEAD, 2 * side
    svg = drawing(width, height, alt)
    rule(svg, 8, side, width - _HEAD + 6, side, width="3")
    box = {"x": f"{width - _HEAD + 6}", "y": f"{side - 44}", "width": f"{_HEAD - 10}", "height": "88", "rx": "6"}
    svg.shape("rect", {**box, "fill": "none", "stroke": "currentColor", "stroke-width": "2"})
    write_lines(svg, width - _HEAD / 2, side, problem, most=26, lines=4, anchor="middle", weight="bold")
    for up, group in ((True, above), (False, below)):
        for index, bone in enumerate(group):
            _bone(svg, bone, _PAIR * index, side, up=up, root=root)
    return Figure(written(svg), alt=alt, caption=tr("Causes by category"))


def _bone(svg: Drawing, bone: Bone, x: float, side: float, *, up: bool, root: str) -> None:
    end = 26 if up else 2 * side - 26
    foot = x + _PAIR - 10
    rule(svg, foot - 34, end + (6 if up else -6), foot, side, width="2")
    write_lines(
        svg, foot - 40, end - (8 if up else -8), bone.title, most=_LETTERS, lines=1, anchor="middle", weight="bold"
    )
    shown = [*bone.causes[:_SHOWN]]
    if len(bone.causes) > _SHOWN:
        shown.append(tr("and {n} more", n=len(bone.causes) - _SHOWN))
    first = end + 26 if up else side + 24
    for number, cause in enumerate(shown):
        text = shorten(("▶ " if cause == root else "") + cause, _LETTERS)
        write(svg, x + 6, first + _LINE * number, text, size="12", weight="bold" if cause == root else "")


def _in_words(bone: Bone, root: str) -> str:
    causes = [tr("{cause} (root cause)", cause=cause) if cause == root else cause for cause in bone.causes]
    told = "; ".join(causes) or tr("none named")
    return f"{bone.title}: {told}."
