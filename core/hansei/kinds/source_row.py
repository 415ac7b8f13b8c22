"""A row of another session that something came from, written as ``session:instrument/item#line``."""

from __future__ import annotations

import re

from attrs import frozen

from hansei.errors import ResponseError
from hansei.words.ours import tr

_WRITTEN = re.compile(r"([^\s:]+):([^\s/]+)/([^\s#]+)(?:#(\S+))?")


@frozen
class SourceRow:
    """A row of another session, and the line in it when it has several."""

    session: str
    instrument: str
    item: str
    #: Id of an action or of a line of a plan; empty: the row itself.
    line: str = ""

    def __str__(self) -> str:
        line = f"#{self.line}" if self.line and not any(map(str.isspace, self.line)) else ""
        return f"{self.session}:{self.instrument}/{self.item}{line}"

    @classmethod
    def parse(cls, text: str) -> SourceRow:
        """Read one row.

        Raises:
            ResponseError: when it is none.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ResponseError(
                tr("{text} names no row; write it as session:instrument/item#line", text=repr(text[:80])), field="from"
            )
        session, instrument, item, line = found.groups()
        return cls(session, instrument, item, line or "")


def source_rows(text: str) -> tuple[SourceRow, ...]:
    """Read rows that stand one after another, with blanks between them.

    Raises:
        ResponseError: when one of them is none.
    """
    return tuple(map(SourceRow.parse, text.split()))
