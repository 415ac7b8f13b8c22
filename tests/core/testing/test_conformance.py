"""The laws that strangers run, run on what is ours."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import hansei
import hansei_district_led
from hansei.document import Bullets, Figure, Heading, Paragraph, Table
from hansei.document.exporter import Exporter, Report
from hansei.record.log import Log
from hansei.testing import ExporterConformance, StoreConformance, ToolkitConformance, words
from hansei_reports.csv import CsvExporter
from hansei_reports.html import HtmlExporter
from hansei_reports.markdown import MarkdownExporter
from tests.e2e.documents import blocks


def _of_the_document() -> Any:
    """Return the module that the document on plugins shows a store in."""
    (source,) = [each.text for each in blocks("python", "docs/plugins.md") if "class MemoryStore" in each.text]
    module = ModuleType("hansei_memory_of_the_document")
    sys.modules[module.__name__] = module  # where dataclasses look
    exec(source, vars(module))  # noqa: S102
    return module


STRANGE = _of_the_document()


class TestDistrictLed(ToolkitConformance):
    folder = Path(hansei_district_led.__file__).parent


class TestHtml(ExporterConformance):
    exporter = HtmlExporter()


class TestMarkdown(ExporterConformance):
    exporter = MarkdownExporter()


class TestCsv(ExporterConformance):
    exporter = CsvExporter()


class ParagraphsAlone(Exporter):
    name = "paragraphs"
    suffix = ".paragraphs"
    media_type = "text/plain"
    known: tuple[type, ...] = (Paragraph,)

    def export(self, report: Report) -> bytes:
        known = [each for each in report.document.blocks if isinstance(each, self.known)]
        return "\n".join([report.document.title, *words(known)]).encode()


def test_an_exporter_that_leaves_words_out_breaks_a_law_unless_it_says_so() -> None:
    laws = ExporterConformance()
    laws.exporter = ParagraphsAlone()  # type: ignore[misc]
    laws.test_every_block_is_written()
    with pytest.raises(AssertionError, match="of a Heading these words are not written: part"):
        laws.test_a_whole_report_in_text_leaves_no_word_out()
    laws.exporter.known = (Heading, Paragraph, Bullets, Table, Figure)
    with pytest.raises(AssertionError, match="of a Note these words are not written: Ann, and,"):
        laws.test_a_whole_report_in_text_leaves_no_word_out()
    laws.exporter.whole = False  # type: ignore[misc]
    laws.test_a_whole_report_in_text_leaves_no_word_out()


def test_an_exporter_that_returns_no_bytes_breaks_a_law() -> None:
    class Words(ParagraphsAlone):
        def export(self, report: Report) -> bytes:
            return super().export(report).decode()  # type: ignore[return-value]

    laws = ExporterConformance()
    laws.exporter = Words()  # type: ignore[misc]
    with pytest.raises(AssertionError, match="returned str and not bytes"):
        laws.test_every_block_is_written()


class TestStoreOfTheDocument(StoreConformance):
    def open(self, folder: Path) -> Log:
        store: Log = STRANGE.MemoryStore(f"memory:{folder}")
        return store


def test_the_store_of_the_document_is_opened_by_its_url() -> None:
    plugins = hansei.Plugins(extra={"memory": STRANGE})
    for _ in range(2):
        with hansei.open_engine("memory:riverside", plugins=plugins) as engine:
            engine.start("district-led-ci", team=hansei.Team("Riverside"))
    assert len(STRANGE.PLACES["memory:riverside"].sessions) == 2


def test_a_store_that_lets_two_write_at_once_breaks_a_law(tmp_path: Path) -> None:
    class Careless(STRANGE.MemoryStore):  # type: ignore[misc, name-defined]
        def append(self, session: str, expected: int, lines: Any, **more: Any) -> None:
            super().append(session, len(self.read(session)), lines, **more)

    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        StoreConformance().test_who_has_not_read_everything_is_refused(Careless(str(tmp_path)), 1)
