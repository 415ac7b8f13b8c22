"""How Hansei looks: a dark theme, an equally good light one, and the styles for widgets that paint their own lines.

One accent (amber) is *now*, green is done, blue is what people said, grey is the rest. Every text has a
contrast of 4.5 to 1 on every ground it may stand on, every mark 3 to 1; no colour means anything alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorParseError
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from textual.app import App

DARK = "hansei-dark"
LIGHT = "hansei-light"


class Colours(NamedTuple):
    """The colours of one theme, as ``#rrggbb``."""

    #: What everything stands on.
    ground: str
    #: A quiet block on the ground, such as a card or the key bar.
    panel: str
    #: The block that is looked at now, such as the row under the cursor.
    lit: str
    text: str
    dim: str
    strong: str
    now: str
    done: str
    said: str
    warn: str
    #: Lines and empty marks; never text.
    rule: str


_DARK = Colours(
    ground="#14171c",
    panel="#1d2128",
    lit="#2a2d28",
    text="#d8d6cf",
    dim="#9298a1",
    strong="#f4f2ea",
    now="#e3ae47",
    done="#84bd8a",
    said="#7fade0",
    warn="#ee8a72",
    rule="#6f7681",
)
_LIGHT = Colours(
    ground="#fbfaf6",
    panel="#f0eee7",
    lit="#f6e9c8",
    text="#2b2e33",
    dim="#5c626b",
    strong="#0d0f12",
    now="#845200",
    done="#20662f",
    said="#1d559c",
    warn="#a8321a",
    rule="#7b8088",
)
COLOURS = {DARK: _DARK, LIGHT: _LIGHT}


class Palette(NamedTuple):
    """Styles for widgets that paint their own lines.

    ``ground``, ``panel`` and ``lit`` are backgrounds alone; the others (but the two blocks) are foregrounds
    alone, so that they stand on any ground: ``palette.dim + palette.panel``, or a whole strip by
    ``strip.apply_style(palette.panel)``. A line without a background shows the terminal's own: give every one.
    """

    ground: Style
    panel: Style
    #: The row under the cursor, the card that is asked about.
    lit: Style
    text: Style
    dim: Style
    strong: Style
    #: What happens now, and what the cursor is on.
    now: Style
    #: A filled block that says *now*, such as the toolkit's name at the top; holds its own foreground.
    now_block: Style
    done: Style
    #: What people said: evidence, names of raters, quotations.
    said: Style
    warn: Style
    #: A filled block that warns, such as the time that is up; holds its own foreground.
    warn_block: Style
    key: Style
    key_label: Style
    #: Lines and empty marks; never text.
    rule: Style


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def theme(name: str) -> Theme:
    """Return one of the two themes as Textual wants it, so that its own widgets fit in."""
    c = COLOURS[name]
    return Theme(
        name=name,
        primary=c.now,
        secondary=c.said,
        accent=c.now,
        success=c.done,
        warning=c.warn,
        error=c.warn,
        foreground=c.text,
        background=c.ground,
        surface=c.panel,
        panel=c.panel,
        dark=name == DARK,
        variables={
            "block-cursor-background": c.now,
            "block-cursor-foreground": c.ground,
            "block-cursor-text-style": "bold",
            "border": c.now,
            "border-blurred": c.rule,
            "foreground-muted": c.dim,
            "text-muted": c.dim,
            "text-disabled": c.dim,
            "input-cursor-background": c.now,
            "input-cursor-foreground": c.ground,
            "scrollbar": c.rule,
            "scrollbar-hover": c.now,
            "scrollbar-active": c.now,
            "scrollbar-background": c.ground,
            "scrollbar-background-hover": c.ground,
            "scrollbar-background-active": c.ground,
            "scrollbar-corner-color": c.ground,
        },
    )


def chosen(environ: Mapping[str, str] = os.environ) -> str:
    """Return the theme to begin with: the one ``TEXTUAL_THEME`` names, or the dark one."""
    named = environ.get("TEXTUAL_THEME", "")
    return named if named in COLOURS or named in BUILTIN_THEMES else DARK


def painted(colours: Colours) -> Palette:
    """Return the styles of a theme's colours."""

    def ink(colour: str, *, bold: bool = False) -> Style:
        return Style(color=colour, bold=bold or None)

    def block(colour: str) -> Style:
        return Style(bgcolor=colour)

    return Palette(
        ground=block(colours.ground),
        panel=block(colours.panel),
        lit=block(colours.lit),
        text=ink(colours.text),
        dim=ink(colours.dim),
        strong=ink(colours.strong, bold=True),
        now=ink(colours.now, bold=True),
        now_block=Style(color=colours.ground, bgcolor=colours.now, bold=True),
        done=ink(colours.done),
        said=ink(colours.said),
        warn=ink(colours.warn),
        warn_block=Style(color=colours.ground, bgcolor=colours.warn, bold=True),
        key=ink(colours.now, bold=True),
        key_label=ink(colours.dim),
        rule=ink(colours.rule),
    )


_painted: dict[str, Palette] = {}


def palette(app: App[Any]) -> Palette:
    """Return the styles of the theme that an app shows now."""
    name = app.theme
    if name not in _painted:
        _painted[name] = painted(COLOURS.get(name) or _borrowed(app))
    return _painted[name]


def _borrowed(app: App[Any]) -> Colours:
    """Return colours for a theme that is not ours: its own, moved apart until all can be read."""
    ours = _DARK if app.current_theme.dark else _LIGHT
    of = app.theme_variables
    wanted = {
        "ground": "background",
        "panel": "panel",
        "text": "foreground",
        "strong": "foreground",
        "now": "accent",
        "done": "success",
        "said": "secondary",
        "warn": "error",
    }
    found = {name: _hex(of.get(variable, "")) for name, variable in wanted.items()}
    if not all(found.values()):
        return ours  # the terminal's own sixteen colours: nobody can say how they look
    ground, panel, text = found["ground"], found["panel"], found["text"]
    found |= {
        "lit": _mixed(panel, found["now"], 0.12),
        "dim": _mixed(ground, text, 0.55),
        "rule": _mixed(ground, text, 0.4),
    }
    far = "#ffffff" if app.current_theme.dark else "#000000"
    for name in ("text", "dim", "strong", "now", "done", "said", "warn", "rule"):
        least = 3.0 if name == "rule" else 4.5
        while min(contrast(found[name], found[under]) for under in ("ground", "panel", "lit")) < least:
            if found[name] == far:
                return ours
            found[name] = _mixed(found[name], far, 0.15, least=1)
    return ours._replace(**found)


def _hex(colour: str) -> str:
    try:
        parsed = RichColor.parse(colour)
    except ColorParseError:
        return ""
    return parsed.triplet.hex if parsed.triplet is not None else ""


def _mixed(one: str, other: str, part: float, *, least: int = 0) -> str:
    """Return a colour that is so far (0 to 1) on the way from one to another; at least so many steps."""
    mixed = "#"
    for at in (1, 3, 5):
        begin, end = int(one[at : at + 2], 16), int(other[at : at + 2], 16)
        step = round((end - begin) * part)
        if begin != end and abs(step) < least:
            step = least if end > begin else -least
        mixed += f"{begin + step:02x}"
    return mixed
