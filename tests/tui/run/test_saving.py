"""Drafts go to the disk in a pause between keys, never on a key's way to the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hansei_tui.run import saving
from hansei_tui.run.saving import LONGEST, PAUSE, Drafts

from .rooms import started


class Clock:
    """Time that goes on when it is told to, and calls who waits for it."""

    def __init__(self, drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.waiting = 100.0, list[tuple[float, Callable[[], None]]]()
        monkeypatch.setattr(saving, "monotonic", lambda: self.now)
        drafts.later = lambda seconds, act: self.waiting.append((self.now + seconds, act))

    def go_on(self, seconds: float) -> None:
        self.now += seconds
        due, self.waiting = (
            [each for each in self.waiting if each[0] <= self.now],
            [each for each in self.waiting if each[0] > self.now],
        )
        for _, act in due:
            act()


def test_drafts_are_put_aside_in_a_pause_between_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        drafts = Drafts(session)
        clock = Clock(drafts, monkeypatch)
        drafts.put("a", "one")
        clock.go_on(PAUSE * 0.8)
        drafts.put("b", "two")
        clock.go_on(PAUSE * 0.8)
        drafts.tick()  # comes between a key and the pause
        assert session.aside() == {}
        assert len(clock.waiting) == 1
        clock.go_on(PAUSE * 0.3)
        assert session.aside() == {"a": "one", "b": "two"}
        assert not clock.waiting


def test_drafts_do_not_wait_long_for_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        drafts = Drafts(session)
        clock = Clock(drafts, monkeypatch)
        typed = 0
        while not session.aside() and typed < 100:
            typed += 1
            drafts.put("a", "x" * typed)
            clock.go_on(PAUSE / 2)
        assert typed * PAUSE / 2 == pytest.approx(LONGEST, abs=PAUSE)


def test_drafts_reach_the_disk_where_nobody_tells_of_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        drafts = Drafts(session)
        drafts.put("a", "one")
        drafts.tick()
        assert session.aside() == {"a": "one"}
        clock = Clock(drafts, monkeypatch)
        drafts._rested = float("inf")  # as after a very slow disk
        drafts.put("a", "two")
        clock.go_on(PAUSE)
        assert session.aside() == {"a": "one"}
        clock.waiting.clear()  # the screen that was to tell is gone
        clock.go_on(LONGEST)
        drafts.tick()
        assert session.aside() == {"a": "two"}
