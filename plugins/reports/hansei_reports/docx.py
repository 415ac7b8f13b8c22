"""DOCX: the document for a word processor, to go on with, with styles that a district can change.

A district's own document can be the template. Nothing is read or fetched, and no text that people wrote becomes markup.
"""

from __future__ import annotations

from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING

from hansei.document.exporter import Exporter, Report
from hansei.errors import ExportError
from hansei_reports.sentences import N_, own, tr

if TYPE_CHECKING:
    from hansei_reports.word.drawn import Drawn


class DocxExporter(Exporter):
    """Writes the document for Word and its kin, wide tables on pages turned sideways."""

    name = "docx"
    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    title = N_("pages to change and to print, for Word, Pages or LibreOffice")
    sentences = own
    needs = ("docx", "typst")
    packages = MappingProxyType({"docx": "python-docx"})
    extra = "hansei[reports]"
    pages = True
    templates = True

    def export(self, report: Report) -> bytes:
        """Return the document."""
        drawn = _drawn(report)
        from hansei_reports.word.package import written

        return written(report, drawn)

    def fill(self, report: Report, template: bytes) -> bytes:
        """Return the template with the report in its placeholders; without any, with the report at its end."""
        _with_docxtpl()
        drawn = _drawn(report)
        from hansei_reports.word.template import filled

        return filled(report, template, drawn)

    def example(self) -> bytes:
        """Return a template to begin with."""
        from hansei_reports.word.example import example

        return example()


def _drawn(report: Report) -> Drawn:
    """Begin to draw before what writes packages is imported."""
    from hansei_reports.word.drawn import Drawn

    return Drawn(report.document.blocks)


def _with_docxtpl() -> None:
    if find_spec("docxtpl") is None:
        raise ExportError(
            tr('a template needs docxtpl, which is not installed; pip install "hansei[reports]" brings it')
        )
