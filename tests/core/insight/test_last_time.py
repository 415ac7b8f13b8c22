"""Last time and now: in the report of the later session, and only there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import hansei
from hansei.document import Figure
from hansei.testing import words


def test_the_later_report_shows_how_far_a_row_moved(store: Path) -> None:
    at = iter(range(1_700_000_000_000, 1_800_000_000_000, 60_000))
    with hansei.open_engine(store, now=lambda: next(at)) as engine:
        ids = []
        for level in ("beginning", "evolving"):
            session = engine.start("district-led-ci", team=hansei.Team("Oak"))
            session.rate("culture", "vision", level=level)
            ids.append(session.id)
        first, second = (engine.report(each).document.blocks for each in ids)
        assert "Last time and now" not in words(first)
        assert any(isinstance(each, Figure) and "last time Beginning, now Evolving" in each.alt for each in second)
        assert "2 levels higher" in "\n".join(words(second))


def test_the_summary_says_how_far_the_team_moved(store: Path) -> None:
    at = iter(range(1_700_000_000_000, 1_800_000_000_000, 60_000))
    with hansei.open_engine(store, now=lambda: next(at)) as engine:
        ids = []
        for vision, goals, plans in (
            ("beginning", "developing", "evolving"),
            ("evolving", "developing", "developing"),
        ):
            session = engine.start("district-led-ci", team=hansei.Team("Oak"))
            for row, level in (("vision", vision), ("goals", goals), ("plans", plans)):
                session.rate("culture", row, level=level)
            ids.append(session.id)
        first, second = (list(words(engine.report(each).document.blocks)) for each in ids)
    moved = "1 row higher, 1 row lower, 1 row as last time (14 November 2023)."
    assert moved in second
    assert moved not in first


def test_what_came_from_elsewhere_is_laid_beside_before_anybody_opens_the_portfolio(store: Path) -> None:
    at = iter(range(1_700_000_000_000, 1_800_000_000_000, 60_000))
    with hansei.open_engine(store, now=lambda: next(at)) as engine:
        for level in ("beginning", "evolving"):
            last = engine.start("district-led-ci", team=hansei.Team("Oak"))
            last.rate("culture", "vision", level=level)
    with closing(sqlite3.connect(store)) as raw, raw:
        raw.execute("DELETE FROM facts")
        raw.execute("INSERT INTO uncounted (session) SELECT session FROM sessions")
    with hansei.open_engine(store) as engine:
        assert "Last time and now" in words(engine.report(last.id).document.blocks)
