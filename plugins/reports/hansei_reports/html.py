"""HTML: one file that stands alone, to read on a screen, to print, to hand to a board."""

from __future__ import annotations

from hansei.document.exporter import Exporter, Report
from hansei_reports.sentences import N_, own


class HtmlExporter(Exporter):
    """Writes the document as one self-contained page: light, dark, narrow and on paper."""

    name = "html"
    suffix = ".html"
    media_type = "text/html"
    title = N_("one page for a browser, to read and to print")
    sentences = own
    pages = True

    def export(self, report: Report) -> bytes:
        """Return the page in UTF-8."""
        from hansei_reports.page import page

        return page(report)
