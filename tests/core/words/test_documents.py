"""What the interface's language has no say in: what is kept, what other programs read, and a session's documents."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

import hansei
from hansei.insight.transcript import transcript
from hansei.record import measures
from hansei.record.session import Session
from hansei.testing import words
from hansei.words.ours import own
from hansei.words.speaking import speaking

from ..samples import write_toolkit


class Shouting(NullTranslations):
    """A language in which every sentence can be told from the one in English."""

    def gettext(self, message: str) -> str:
        return f"!!{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"!!{msgid1 if n == 1 else msgid2}"

    def pgettext(self, context: str, message: str) -> str:
        return f"!!{message}"


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[hansei.Engine, Session]]:
    """An engine, and the second of a team's two sessions; another language can be spoken."""
    monkeypatch.setitem(own._read, "xx", Shouting())
    at = iter(range(1_700_000_000_000, 1_800_000_000_000, 60_000))
    folder = write_toolkit(tmp_path / "toolkit")
    with hansei.open_engine(tmp_path / "store.db", toolkits=[folder], now=lambda: next(at)) as engine:
        first = engine.start("every-kind", team=hansei.Team("Oak"))
        first.rate("culture", "vision", level="mid")
        last = engine.start("every-kind", team=hansei.Team("Oak"))
        last.groups.form({"A": 1})
        last.rounds.open("culture", by="group")
        last.rate("culture", "vision", level="mid", rater="A")
        last.rounds.reveal("culture")
        last.rounds.agree("culture", "vision", level="mid")
        with speaking("xx"):
            assert own.tr("a word") == "!!a word"
            yield engine, last


def test_what_is_kept_of_a_row_is_the_same(sessions: tuple[hansei.Engine, Session]) -> None:
    _, session = sessions
    measures._sheets.clear()
    spoken = measures.sheet(session).rows
    measures._sheets.clear()
    with speaking("en"):
        assert measures.sheet(session).rows == spoken


def test_what_other_programs_read_is_the_same(sessions: tuple[hansei.Engine, Session]) -> None:
    _, session = sessions
    assert "!!" not in str(transcript(session))


def test_a_document_speaks_the_language_of_its_session(sessions: tuple[hansei.Engine, Session]) -> None:
    engine, session = sessions
    said = words(engine.report(session).document.blocks)
    assert "Last time and now" in said
    assert "!!" not in "\n".join(said)
