"""What a terminal may show: controls made visible, everything else as it was written."""

from __future__ import annotations

import pytest

from hansei_tui.shown import clipped, padded, shown, width


@pytest.mark.parametrize("text", ["👩‍🏫", "👨‍👩‍👧 Ruiz", "🏳️‍🌈", "1️⃣", "می‌خواهم"])
def test_what_holds_an_emoji_or_a_word_together_stays(text: str) -> None:
    assert shown(text) == text
    assert shown(text, lines=True) == text
    assert width(padded(text, 20)) == 20


@pytest.mark.parametrize("control", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_what_could_steer_the_terminal_does_not(control: str) -> None:
    assert control not in shown(f"a{control}👩‍🏫")


@pytest.mark.parametrize("cells", range(1, 14))
def test_a_cut_leaves_no_joiner_at_its_end(cells: int) -> None:
    cut = clipped("👩‍🏫👩‍🏫👩‍🏫 Ana Ruiz", cells)
    assert width(cut) <= cells
    assert "\u200d…" not in cut
