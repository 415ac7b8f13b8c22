"""What the placeholders of a template stand for: the words and lists of a report, by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup, escape

from hansei.document.exporter import Report
from hansei.words.days import day_said
from hansei_reports._record import Record
from hansei_reports._text import visible

#: Placeholders for words, and what each is.
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "the report's title: the team and the toolkit",
        "subtitle": "the toolkit's subtitle",
        "language": "the language the report is written in, as `en`",
        "team": "the team's name",
        "toolkit": "the toolkit's title",
        "version": "the toolkit's version",
        "session": "the session's id",
        "state": "`open` or `closed`",
        "begun": "when the session began, as 14 October 2025",
        "changed": "when it was last changed",
    }
)
#: Placeholders for lists, what each holds, and the words of each of its entries.
LISTS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "facts": ("what stands at the head of the report", ("label", "value")),
        "people": ("who took part", ("name", "role", "building", "votes", "present")),
        "actions": ("what the team will do", ("text", "owner", "due", "about", "status", "words")),
        "notes": ("notes and the parking lot", ("text", "parked")),
        "agenda": ("the steps", ("activity", "title", "state")),
    }
)
#: Placeholders for pages, each alone in a paragraph, and what each is.
PAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "report": "the whole report below its title: summary, contents, everything",
        "summary": "the summary of one page",
        "details": "everything after the summary",
    }
)


class Said(str):
    """What somebody wrote: text in a template too, whatever signs are in it."""

    __slots__ = ()

    def __html__(self) -> Markup:
        """Return it as XML; braces are written as references, as docxtpl takes some pairs of them for its own."""
        return Markup(str(escape(str(self))).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped


def words_and_lists(report: Report) -> dict[str, Any]:
    """Return what each placeholder for words and lists stands for."""
    document, record = report.document, Record(report.told)
    held = (record.values.get(name) for name in ("team", "toolkit"))
    team, toolkit = (each if isinstance(each, Mapping) else {} for each in held)
    words = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "team": team.get("name"),
        "toolkit": toolkit.get("title"),
        "version": toolkit.get("version"),
        "session": record.text("session"),
        "state": record.text("state"),
        "begun": _day(record.text("started")),
        "changed": _day(record.text("changed")),
    }
    facts = [{"label": label, "value": value} for label, value in document.facts]
    lists = {name: _rows(facts if name == "facts" else record.all(name), keys) for name, (_, keys) in LISTS.items()}
    return {name: _said(value) for name, value in words.items()} | lists


def _rows(rows: list[Any], keys: tuple[str, ...]) -> list[dict[str, Said]]:
    return [{key: _said(row.get(key)) for key in keys} for row in rows]


def _said(value: object) -> Said:
    if isinstance(value, bool):
        return Said("yes" if value else "no")
    # A bell and a form feed would begin a paragraph and a page: they are shown as every control character is.
    return Said(visible("" if value is None else str(value)))


def _day(moment: str) -> str:
    try:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except ValueError:
        return ""
    return day_said(int(at.timestamp() * 1000))
