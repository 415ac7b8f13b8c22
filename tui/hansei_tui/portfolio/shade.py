"""The shades of a heat map: the further along the scale, the stronger; every number on them can be read."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style

from hansei_tui.app.theme import Palette, contrast

#: How much of the colour the strongest shade holds.
STRONGEST = 0.85
#: The least contrast of a number on its shade.
LEAST = 4.5


def shaded(ink: Palette, number: int, levels: int) -> Style:
    """Return the style of a number.

    Args:
        ink: The styles of the theme.
        number: The level, 1-based.
        levels: How many there are.
    """
    ground, colour, text = _hex(ink.ground, back=True), _hex(ink.said), _hex(ink.strong)
    if not (ground and colour and text):
        return ink.strong + ink.panel
    return _shaded(ground, colour, text, STRONGEST * number / max(1, levels))


@lru_cache(maxsize=256)
def _shaded(ground: str, colour: str, text: str, part: float) -> Style:
    shade = _mixed(ground, colour, part)
    best = max((text, ground), key=lambda each: contrast(each, shade))
    while contrast(best, shade) < LEAST and part > 0.05:
        part -= 0.05
        shade = _mixed(ground, colour, part)
        best = max((text, ground), key=lambda each: contrast(each, shade))
    return Style(color=best, bgcolor=shade, bold=True)


def _hex(style: Style, *, back: bool = False) -> str:
    found = style.bgcolor if back else style.color
    return found.triplet.hex if found is not None and found.triplet is not None else ""


def _mixed(one: str, other: str, part: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(begin + (end - begin) * part):02x}" for begin, end in pairs)
