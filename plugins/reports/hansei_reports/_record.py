"""Reading a report's record: what the formats that compute take from it; what is not there is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

Values = Mapping[str, Any]


class Record:
    """The record of a report.

    Args:
        values: As :func:`hansei.insight.transcript.transcript` writes it.
    """

    def __init__(self, values: Values) -> None:
        self.values = values

    def all(self, key: str) -> list[Any]:
        """Return a list of the record."""
        found = self.values.get(key)
        return list(found) if isinstance(found, list | tuple) else []

    def text(self, key: str) -> str:
        """Return a text of the record."""
        found = self.values.get(key)
        return found if isinstance(found, str) else ""

    def instruments(self) -> Iterator[Instrument]:
        """Yield what was asked."""
        yield from self._instruments.values()

    def instrument(self, id_: str) -> Instrument:
        """Return one instrument; one that is not described goes by its id."""
        return self._instruments.get(id_) or Instrument({"id": id_, "title": id_})

    def answers(self, instrument: str) -> list[Values]:
        """Return the answers to an instrument."""
        return self._answers.get(instrument, [])

    @cached_property
    def _instruments(self) -> dict[str, Instrument]:
        return {each["id"]: Instrument(each) for each in self.all("instruments")}

    @cached_property
    def _answers(self) -> dict[str, list[Values]]:
        found: dict[str, list[Values]] = {}
        for each in self.all("answers"):
            found.setdefault(each["instrument"], []).append(each)
        return found

    def settled(self, instrument: str) -> dict[tuple[str, int], list[Values]]:
        """Return what was settled, by item and round."""
        found: dict[tuple[str, int], list[Values]] = {}
        for each in self.all("settled"):
            if each["instrument"] == instrument:
                found.setdefault((each["item"], each["round"]), []).append(each)
        return found


class Instrument:
    """An instrument of the record.

    Args:
        values: As the record has it.
    """

    def __init__(self, values: Values) -> None:
        self.values = values

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.values["id"])

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.values.get("title") or self.id)

    @property
    def short(self) -> str:
        """A few words for it."""
        return str(self.values.get("short") or self.title)

    @property
    def items(self) -> list[Values]:
        """What could be answered."""
        return list(self.values.get("items") or ())

    @property
    def columns(self) -> list[Values]:
        """The columns of what is answered as a table."""
        return list(self.values.get("columns") or ())

    @property
    def plan(self) -> bool:
        """Whether it is a plan: a record that does not say what it is of has no other tables."""
        return bool(self.values.get("kind", "plan") == "plan")

    @property
    def rated(self) -> bool:
        """Whether it has a scale."""
        return any(each["levels"] for each in self.items)

    def named(self, item: str) -> Values:
        """Return an item; one that is not described goes by its id."""
        found = self._named.get(item)
        if found is None:
            blank = {"item": item, "title": item, "short": "", "row": "", "column": "", "because": ""}
            found = blank | {"levels": [], "asides": []}
        return found

    @cached_property
    def _named(self) -> dict[str, Values]:
        return {each["item"]: each for each in reversed(self.items)}


def label(item: Values) -> str:
    """Return a few words for an item."""
    return str(item["short"] or item["title"])


def place(item: Values, id_: str) -> str:
    """Return a level or an aside as people read it."""
    return next((str(each["title"]) for each in (*item["levels"], *item["asides"]) if each["id"] == id_), id_)


def position(item: Values, id_: str) -> int | None:
    """Return where on its scale a level is, 1-based; None when it is none."""
    return next((number for number, each in enumerate(item["levels"], 1) if each["id"] == id_), None)


def lines_of(answer: Values) -> list[Values] | None:
    """Return the lines of an answer that is a table, as a plan's or a register's; None when it is none."""
    response = answer["response"]
    found = next((response[key] for key in ("lines", "rows") if key in response), None)
    return list(found) if isinstance(found, list | tuple) else None


def answer_words(answer: Values) -> str:
    """Return an answer's words: those that were typed, exactly, where that is all it is; otherwise in one line."""
    response = answer["response"]
    typed = response.get("text") if isinstance(response, Mapping) and not response.get("actions") else None
    return str(typed or answer["says"] or "")
