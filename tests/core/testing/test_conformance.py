"""The laws that strangers run, run on what is ours."""

from __future__ import annotations

from pathlib import Path

import hansei_district_led
from hansei.testing import ExporterConformance, ToolkitConformance
from hansei_reports.html import HtmlExporter


class TestDistrictLed(ToolkitConformance):
    folder = Path(hansei_district_led.__file__).parent


class TestHtml(ExporterConformance):
    exporter = HtmlExporter()
