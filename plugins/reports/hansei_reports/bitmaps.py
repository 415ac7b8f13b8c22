"""Drawings as bitmaps, for formats that cannot show the drawing itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from typst import Compiler

#: Points to an inch of the bitmap.
_FINE: Final = 120.0
#: A compiler serves one thread at a time.
_ALONE: Final = Lock()


def bitmaps(drawings: Sequence[tuple[str, float]]) -> list[bytes]:
    """Return each drawing as a PNG; all at once is quicker than one by one.

    Args:
        drawings: SVG, and how wide it is to be, in points.
    """
    import json

    from hansei_reports.glyphs import has_emoji

    told = [{"svg": svg, "width": f"{width:.2f}"} for svg, width in drawings]
    text = json.dumps(told, ensure_ascii=False)
    inputs = {"drawings": text}
    with _ALONE:
        made: Any = _compiler(emoji=has_emoji(text)).compile(sys_inputs=inputs, format="png", ppi=_FINE)
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]


@cache
def _compiler(*, emoji: bool) -> Compiler:
    import typst

    from hansei_reports.glyphs import font_folders

    here = Path(__file__).parent
    return typst.Compiler(
        str(here.joinpath("picture.typ")),
        root=str(here),
        font_paths=font_folders(emoji=emoji),
        ignore_system_fonts=True,
    )
