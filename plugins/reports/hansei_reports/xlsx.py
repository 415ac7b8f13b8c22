"""XLSX: a workbook to read, filter, print and go on with: agenda, ratings, evidence, matrix, plan, actions, the record.

The pages but the last are made of the record; the last is the whole document as it is read.
Texts are written as texts: none becomes a formula, a link or a number. Dates are real dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.document.exporter import Exporter, Report
from hansei.document.look import Look
from hansei_reports.sentences import N_, own, tr

if TYPE_CHECKING:
    from hansei.document.sheet import FilledSheet, Sheet


class XlsxExporter(Exporter):
    """Writes a workbook."""

    name = "xlsx"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    title = N_("a workbook for Excel, Numbers or LibreOffice")
    sentences = own
    needs = ("xlsxwriter",)
    extra = "hansei[reports]"
    sheets = True

    def export(self, report: Report) -> bytes:
        """Return the workbook."""
        from hansei_reports._overview_page import overview
        from hansei_reports._rating_pages import ratings
        from hansei_reports._record import Record
        from hansei_reports._record_pages import pages
        from hansei_reports._report_page import report_page
        from hansei_reports._workbook import Workbook, moment

        document, record = report.document, Record(report.told)
        made = moment(record.text("changed"))
        book = Workbook(document.title, document.language, made, look=report.look)
        first = book.page(tr("Overview"), tr("what this is"))
        first.sheet.set_portrait()
        pages(book, record, before_plan=lambda: ratings(book, record))
        if "transcript" not in report.look.without:
            report_page(book.page(tr("Report"), tr("the whole report, as it is read")), document)
        overview(first, report)
        return book.data()

    def sheet(self, sheet: Sheet, look: Look) -> bytes:
        """Return a sheet to fill in."""
        from hansei_reports.sheet_writing import write_sheet

        return write_sheet(sheet, look)

    def filled(self, data: bytes) -> FilledSheet:
        """Read a sheet that was filled in."""
        from hansei_reports.sheet_reading import read_sheet

        return read_sheet(data)
