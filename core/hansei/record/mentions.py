"""Where a person's name stands in what people wrote, and the same without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hansei.record import events as ev
from hansei.record.events import AnyEvent
from hansei.record.lines import decode_all, write
from hansei.words.ours import N_, tr

#: What an event that belongs to no item is called.
_KINDS: dict[type[ev.Event], str] = {
    ev.Started: N_("the team's name"),
    ev.Joined: N_("somebody's building or role"),
    ev.Noted: N_("a note"),
    ev.Grouped: N_("a group's name"),
    ev.GroupMoved: N_("a group's name"),
    ev.ActionFollowed: N_("an action that was followed up"),
    ev.Replied: N_("an answer to a question"),
    ev.Reviewed: N_("a review"),
    ev.BeganWith: N_("what the session began with"),
    ev.ProtocolKept: N_("how a step was run"),
}
#: Keys of what is no words of people: a name never stands there, whatever it looks like.
_NO_WORDS = frozenset(
    {"activity", "at", "digest", "id", "instrument", "item", "level", "org", "person", "question", "session", "step"}
    | {"target", "team_kind", "toolkit", "type", "version"}
)
_ROW_NO_WORDS = frozenset({"id"})


class Mention:
    """Names in the middle of other words; each counts only as a whole, so that Ann is not found in Annual.

    Args:
        names: The names; empty ones stand nowhere.
        called: What stands in their place, as in "Person 3".
    """

    def __init__(self, names: Iterable[str], called: str) -> None:
        longest_first = sorted({each.strip() for each in names} - {""}, key=len, reverse=True)
        any_of_them = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._found = re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)", re.IGNORECASE)
        self._called = called

    def stands_in(self, text: str) -> bool:
        """Whether one of the names is in a text."""
        return self._found.search(text) is not None

    def without(self, text: str) -> str:
        """Return a text with the other words in the place of the names."""
        return self._found.sub(lambda _: self._called, text)

    def places(self, events: Iterable[AnyEvent]) -> tuple[str, ...]:
        """Return where on a record the names stand, as people read it."""
        found: dict[str, None] = {}
        for event in events:
            values = msgspec.json.decode(write(event))
            if self._replaced(values) != values:
                place = "/".join(getattr(event, part, "") for part in ("instrument", "item"))
                found.setdefault(place.strip("/") or tr(_KINDS.get(type(event), type(event).__name__.lower())))
        return tuple(found)

    def lines_without(self, lines: Sequence[bytes]) -> dict[int, bytes]:
        """Return the lines of a record that hold a name, as they are without it, by their number.

        Raises:
            StoreError: when a line cannot be read, before or afterwards.
        """
        changed: dict[int, bytes] = {}
        for number, (line, event) in enumerate(zip(lines, decode_all(lines), strict=True), 1):
            values = msgspec.json.decode(line)
            without = self._replaced(values)
            if without != values:
                changed[number] = msgspec.json.encode(without)
                decode_all([changed[number]])
                assert event.id == without["id"]  # noqa: S101 - an id is no words
        return changed

    def _replaced(self, value: Any, key: str = "", *, answer: bool = False, row: bool = False) -> Any:
        """Return a value without the names.

        Args:
            value: A value of a line.
            key: The key it is under.
            answer: Whether it is part of what a rater gave.
            row: Whether it is in a row of that: the keys there are the author's columns, which hold words whatever
                they are called, but for the row's id.
        """
        if key in (_ROW_NO_WORDS if row else _NO_WORDS):
            return value
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, dict):
            inside = answer or key == "response"
            return {name: self._replaced(each, name, answer=inside, row=row) for name, each in value.items()}
        if isinstance(value, list):
            return [self._replaced(each, key if not answer else "", answer=answer, row=answer) for each in value]
        return value
