"""Reports: pages, sheets, calendar and plain text, as exporters behind the public hook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.plugins import hookimpl

if TYPE_CHECKING:  # whoever makes no report needs none of it to start
    from hansei.document.exporter import Exporter


@hookimpl
def hansei_exporters() -> list[Exporter]:
    """Return the exporters; each format is one file."""
    from hansei_reports.csv import CsvExporter
    from hansei_reports.docx import DocxExporter
    from hansei_reports.html import HtmlExporter
    from hansei_reports.ics import CalendarExporter
    from hansei_reports.json import JsonExporter
    from hansei_reports.markdown import MarkdownExporter
    from hansei_reports.micip import MicipExporter
    from hansei_reports.pdf import PdfExporter
    from hansei_reports.xlsx import XlsxExporter

    return [
        HtmlExporter(),
        PdfExporter(),
        DocxExporter(),
        XlsxExporter(),
        MarkdownExporter(),
        CsvExporter(),
        JsonExporter(),
        CalendarExporter(),
        MicipExporter(),
    ]
