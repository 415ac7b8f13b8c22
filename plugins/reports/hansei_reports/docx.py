"""DOCX: the document for a word processor, to go on with, with styles that a district can change.

Nothing is read or fetched, and no text that people wrote becomes markup.
"""

from __future__ import annotations

from hansei.document.exporter import Exporter, Report


class DocxExporter(Exporter):
    """Writes the document for Word and its kin: US letter, wide tables on pages turned sideways."""

    name = "docx"
    suffix = ".docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    title = "pages to change and to print, for Word, Pages or LibreOffice"
    needs = ("docx", "typst")
    extra = "hansei[reports]"
    pages = True

    def export(self, report: Report) -> bytes:
        """Return the document."""
        from hansei_reports.word.package import written

        return written(report, "letter")
