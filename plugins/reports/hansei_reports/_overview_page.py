"""A workbook's first page: what it is of, and what its other pages hold."""

from __future__ import annotations

from hansei.document.exporter import Report
from hansei_reports._workbook import Page
from hansei_reports.sentences import tr


def overview(page: Page, report: Report) -> None:
    """Write what a workbook is of, and what its other pages hold."""
    document = report.document
    page.set((30, 74))
    if report.look.logo is not None:
        from hansei_reports.logos import as_bitmap

        page.picture(as_bitmap(report.look.logo), report.look.logo.alt)
    page.say(document.title, "title")
    if document.subtitle:
        page.say(document.subtitle)
    page.at += 1
    for label, value in document.facts:
        page.row((label, value), ("label", "plain"))
    page.at += 1
    page.row((tr("In this workbook"),), ("label",))
    for name, what in page.book.pages.items():
        if name != page.name:
            quoted = name.replace("'", "''")
            page.row((name, what), ("link", "plain"))
            page.sheet.write_url(page.at - 1, 0, f"internal:'{quoted}'!A1", page.book.style("link"), string=name)
    page.at += 1
    page.say(tr("Times are UTC. An answer in a round that is not revealed is in none of these pages."))
