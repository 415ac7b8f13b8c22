"""The laws that strangers run, run on what is ours."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import hansei
import hansei_district_led
from hansei.record.log import Log
from hansei.testing import ExporterConformance, StoreConformance, ToolkitConformance
from hansei_reports.html import HtmlExporter
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
