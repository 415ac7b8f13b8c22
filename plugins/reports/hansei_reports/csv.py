"""CSV: the document as one flat table, a line for each thing that is said, for any spreadsheet or script.

RFC 4180: commas, quotes where needed, CR LF; UTF-8 with the mark by which spreadsheets know it. The columns are
those of :class:`hansei_reports._pieces.Piece`.

No text becomes a formula: where one begins with what a spreadsheet takes for a formula, an apostrophe stands before
it, as OWASP advises ("CSV Injection"). :func:`plain` takes it away again, and nothing else.
"""

from __future__ import annotations

import io
import re

from hansei.document.exporter import Exporter, Report
from hansei_reports.sentences import N_, own

#: What a spreadsheet may take for the beginning of a formula, also behind blanks and in full width.
_FORMULA = r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_GUARDED = rf"'(?={_FORMULA})"


class CsvExporter(Exporter):
    """Writes the document as a table."""

    name = "csv"
    suffix = ".csv"
    media_type = "text/csv"
    title = N_("one plain table, for a spreadsheet or a script")
    sentences = own

    def export(self, report: Report) -> bytes:
        """Return the table in UTF-8."""
        import csv

        from hansei_reports._pieces import COLUMNS, pieces, values

        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for piece in pieces(report.document):
            writer.writerow([guarded(each) if isinstance(each, str) else each for each in values(piece)])
        return file.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if re.match(_FORMULA, text) else text


def plain(text: str) -> str:
    """Return what :func:`guarded` was given."""
    return text[1:] if re.match(_GUARDED, text) else text
