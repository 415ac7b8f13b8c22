"""JSON: the record as it is, for other programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from hansei.document.exporter import Exporter, Report
from hansei_reports.sentences import N_, own

_SURROGATE = "[\ud800-\udfff]"


class JsonExporter(Exporter):
    """Writes the record, indented by two spaces, keys in their order, ending with a line end."""

    name = "json"
    suffix = ".json"
    media_type = "application/json"
    title = N_("the whole record, for programs")
    sentences = own

    def export(self, report: Report) -> bytes:
        """Return the record as JSON in UTF-8; a lone surrogate, which UTF-8 cannot carry, as U+FFFD."""
        record = dict(report.record)
        try:
            encoded = msgspec.json.encode(record)
        except UnicodeEncodeError:
            encoded = msgspec.json.encode(_carried(record))
        return msgspec.json.format(encoded, indent=2) + b"\n"


def _carried(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(_SURROGATE, "\ufffd", value)
    if isinstance(value, Mapping):
        return {_carried(key): _carried(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_carried(each) for each in value]
    return value
