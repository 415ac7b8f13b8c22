"""Drafts go to the disk after a paint, never on a key's way to the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hansei_tui.run.saving import Drafts

from .rooms import started


def test_drafts_are_put_aside_after_the_paint(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        drafts, painted = Drafts(session), list[Callable[[], None]]()
        drafts.after_paint = painted.append
        drafts.put("a", "one")
        drafts.put("b", "two")
        drafts.tick()  # comes between a key and its paint
        assert session.aside() == {}
        assert len(painted) == 1
        painted.pop()()
        assert session.aside() == {"a": "one", "b": "two"}
        drafts.put("a", "three")
        assert len(painted) == 1


def test_drafts_reach_the_disk_where_nothing_is_painted_or_the_disk_is_slow(tmp_path: Path) -> None:
    engine, session = started(tmp_path, "activity-1.examples")
    with engine:
        drafts, painted = Drafts(session), list[Callable[[], None]]()
        drafts.after_paint = painted.append
        drafts.put("a", "one")
        drafts.tick()
        drafts.tick()  # the paint has had its time
        assert session.aside() == {"a": "one"}
        painted.pop()()
        drafts._rested = float("inf")  # as after a very slow disk
        drafts.put("a", "two")
        painted.pop()()
        assert session.aside() == {"a": "one"}
        drafts.tick()
        assert session.aside() == {"a": "two"}
