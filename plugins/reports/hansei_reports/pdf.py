"""PDF: pages to hand out and to file, set by typst as PDF/UA-1: tagged, bookmarked, with alt text on every figure.

What people wrote goes to the layout as data and is never read as markup. Only the shipped fonts are used, nothing is
fetched, and the same report is the same file.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from hansei.document.exporter import Exporter, Report
from hansei_reports.sentences import N_, own

if TYPE_CHECKING:
    from typst import Compiler


class PdfExporter(Exporter):
    """Writes the document as pages, wide tables on pages turned sideways."""

    name = "pdf"
    suffix = ".pdf"
    media_type = "application/pdf"
    title = N_("pages to print and to file, tagged for screen readers")
    sentences = own
    needs = ("typst",)
    extra = "hansei[reports]"
    pages = True

    def export(self, report: Report) -> bytes:
        """Return the PDF."""
        from hansei_reports.glyphs import common, has_emoji
        from hansei_reports.typesetting import typeset

        told = json.dumps(typeset(report.document, report.look), ensure_ascii=False)
        emoji = has_emoji(told)
        compiler = _compiler(emoji=emoji)
        marked = emoji or (not common(told) and re.search(_MARKS, told) is not None)
        inputs = {"document": told, "marks": "yes" if marked else ""}
        inputs |= {"emoji": "yes"} if emoji else {}
        with _ALONE:
            done: Any = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
        return bytes(done)


#: Marks that belong to the letter before them: only where there are some the fonts put letters together.
_MARKS: Final = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
#: A compiler of typst's serves one thread at a time.
_ALONE: Final = Lock()


@cache
def _compiler(*, emoji: bool = False) -> Compiler:
    """Return the one compiler of this process, and another one for texts with emoji: the fonts are read once."""
    import typst

    from hansei_reports.glyphs import font_folders

    here = Path(__file__).parent
    return typst.Compiler(
        str(here.joinpath("document.typ")),
        root=str(here),
        font_paths=font_folders(emoji=emoji),
        ignore_system_fonts=True,
    )
