"""Drawings as bitmaps, for formats that cannot show the drawing itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
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

    told = [{"svg": svg, "width": f"{width:.2f}"} for svg, width in drawings]
    inputs = {"drawings": json.dumps(told, ensure_ascii=False)}
    with _ALONE:
        made: Any = _compiler().compile(sys_inputs=inputs, format="png", ppi=_FINE)
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]


@cache
def _compiler() -> Compiler:
    import typst

    here = files("hansei_reports")
    return typst.Compiler(
        str(here.joinpath("picture.typ")),
        root=str(Path(str(here))),
        font_paths=[str(here.joinpath("fonts"))],
        ignore_system_fonts=True,
    )
