"""Which characters the shipped fonts can draw, read from the fonts themselves, and words for those they cannot.

PDF/UA refuses a text that the reader would see as empty boxes. A character without a glyph is therefore said by its
Unicode name: nothing disappears in silence.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

#: The shipped font files; the first one's family is the document's, the last one helps out.
FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Italic.otf", "DejaVuSans.ttf")
#: The font of pictures in the text; it is only read, and only given to the layout, where a text has one.
EMOJI = "NotoEmoji-Regular.ttf"
#: Where a picture may be, as a pattern: between arrows and the scripts of East Asia, and beyond the basic plane.
_PICTURED = "[\u20e3\u2300-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff]"
#: What reports themselves say and draw; the fonts need not be read to know that they have it.
OURS = "–—‘’“”•…●○◆☐✓※▶←→"
#: Looked at no further.
_COMMON = re.compile(f"[\n\x20-\x7e\xa0-\xff{OURS}]*")
#: What stands for a tab, which comes with what is pasted from a spreadsheet: no font draws one.
_TAB = "\u2003"
#: They choose or join the glyphs of others and have none themselves.
_JOINING = "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0020-\U000e007f]"


def common(text: str) -> bool:
    """Tell whether a text has the letters of Western Europe and our own signs alone, as most have.

    No picture is in it, and no mark that belongs to the letter before it.
    """
    return _COMMON.fullmatch(text) is not None


def drawable(text: str) -> str:
    """Return a text with each character that no shipped font draws said by its name, as ``[seedling]``."""
    if common(text):
        return text
    have = _have()
    if re.search(_PICTURED, text):
        have |= _emoji()
    text = text.replace("\t", _TAB)
    return "".join(each if ord(each) in have or re.match(_JOINING, each) else _said(each) for each in text)


def has_emoji(text: str) -> bool:
    """Tell whether a text has a character that only the font of pictures draws."""
    if common(text):
        return False
    found = {ord(each) for each in set(re.findall(_PICTURED, text)).difference(OURS)}
    return bool(found) and not found.difference(_have()).isdisjoint(_emoji())


def _said(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    ideograph = not name or name.startswith("cjk ")
    return f"[U+{ord(character):04X}]" if ideograph else f"[{name}]"


@cache
def _have() -> frozenset[int]:
    """Return the characters of the fonts that text of every weight is drawn with."""
    folder = Path(__file__).with_name("fonts")
    sets = [_characters(folder.joinpath(name).read_bytes()) for name in FONTS]
    *ours, spare = sets
    return frozenset(set.intersection(*ours) | spare | {0x0A})


@cache
def _emoji() -> frozenset[int]:
    return frozenset(_characters(Path(__file__).with_name("emoji").joinpath(EMOJI).read_bytes()))


def font_folders(*, emoji: bool) -> list[str]:
    """Return the folders of the fonts for a layout; ``emoji``: with that of pictures."""
    here = Path(__file__).parent
    return [str(here.joinpath(each)) for each in (("fonts", "emoji") if emoji else ("fonts",))]


def _characters(font: bytes) -> set[int]:
    """Read the character map of an OpenType font (``cmap``, formats 4 and 12)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)
        at = cmap + offset
        form = struct.unpack_from(">H", font, at)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", font, at + 12)[0]):
                first, last = struct.unpack_from(">II", font, at + 16 + 12 * group)
                found.update(range(first, last + 1))
        elif form == 4 and platform in (0, 3):
            segments = struct.unpack_from(">H", font, at + 6)[0] // 2
            lasts = struct.unpack_from(f">{segments}H", font, at + 14)
            firsts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
            for first, last in zip(firsts, lasts, strict=True):
                found.update(range(first, last + 1))
    return found - {0xFFFF}
