"""Colours that somebody wishes for, checked so that they can be read: WCAG 2.2, 1.4.3, contrast of text."""

from __future__ import annotations

import colorsys
import re

from hansei.errors import UsageError
from hansei.words.ours import tr

#: What WCAG 2.2 asks of text that is not large.
LEAST = 4.5
WHITE = "#ffffff"
_COLOUR = re.compile("#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_colour(text: str) -> str:
    """Return a colour as ``#rrggbb``.

    Args:
        text: As ``#1a5c8a`` or ``#15a``; without its ``#`` as well, which a shell takes for the beginning of a remark.

    Raises:
        UsageError: when it is none.
    """
    if not _COLOUR.fullmatch(text.strip()):
        raise UsageError(
            tr("{text} is no colour; write it as '#1a5c8a': red, green and blue, two digits each", text=repr(text))
        )
    digits = text.strip().removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * each for each in digits))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str = WHITE) -> str:
    """Return a colour that keeps 4.5 to 1 on a ground: the same, or the nearest darker or lighter one of its hue.

    Args:
        colour: As ``#rrggbb``.
        ground: What it stands on; on a light one it is darkened, on a dark one lightened.
    """
    hue, light, saturation = colorsys.rgb_to_hls(*_shares(colour))
    step = -0.005 if _luminance(ground) > 0.18 else 0.005
    found = colour
    while contrast(found, ground) < LEAST:
        light = min(1.0, max(0.0, light + step))
        found = "#" + "".join(f"{round(255 * each):02x}" for each in colorsys.hls_to_rgb(hue, light, saturation))
    return found


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _shares(colour))
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
