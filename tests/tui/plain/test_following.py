"""The chain, the actions and what is carried on, by commands of the plain mode."""

from __future__ import annotations

import pytest

import hansei
from tests.e2e.program import Here
from tests.tui.plain.conftest import Feed

RATED = ("/goto rate", "developing", "Posters", "/goto move-right", "No plan", "")
WRITTEN = (*RATED, "Ask them | Ana | 2099-12-01", "")


def test_the_chain_both_ways(feed: Feed) -> None:
    out = feed(*WRITTEN, "/chain", "/chain vision", "/actions", "/chain 1").done().out
    told = out.partition("saved moving-right/vision.begin")[2]
    assert told.count("  vision: Vision, mission, beliefs") == 3
    assert told.count("The team: Developing — Posters") == 3
    assert "Causal theories: No plan" in told
    assert "Begin the shift: Ask them (Ana, by 2099-12-01) — open" in told
    assert "Barriers: open" in told
    assert "  1. Ask them (Ana, by 2099-12-01) — open" in told


def test_an_action_is_followed_up_and_undone(feed: Feed) -> None:
    lines = ("/action 1 = begun: two of five", "/actions", "/undo", "/actions")
    out = feed(*WRITTEN, *lines).done().out
    assert "action 1: begun, two of five" in out
    assert "— begun: two of five" in out
    assert "undone: how 'Ask them' stands" in out
    assert out.rstrip().partition("undone: how")[2].count("— open") == 1


def test_open_actions_are_shown_at_the_next_session_and_updated_there(feed: Feed, run: Here) -> None:
    feed(*WRITTEN).done()
    out = feed("/carried 1 = begun: two of five", "/carried").done().out
    assert "Open actions of earlier sessions" in out
    assert "  1. Ask them (Ana, by 2099-12-01) — open" in out
    assert "  1. Ask them (Ana, by 2099-12-01) — begun: two of five" in out
    again = feed("/carried 1 = done").done().out
    assert "— begun: two of five" in again
    assert "Open actions" not in feed("/carried", team="Other").done().out
    assert "nothing is open from earlier sessions" in feed("/carried").done().out
    with hansei.open_engine() as engine:
        assert engine.open_actions(hansei.Team("Riverside")) == ()


def test_resuming_shows_them_too(feed: Feed, run: Here) -> None:
    feed(*WRITTEN).done()
    feed("/quit").done()
    said = run("resume", "last", "--plain", stdin="/carried 1 = done: seen\n/carried\n").done().out
    assert "Open actions of earlier sessions" in said
    assert "— done: seen" in said
    assert "Actions of earlier sessions" in run("show", "last").done().out


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/action 2 = done", "there is no action '2'; /actions lists"),
        ("/action 1", "as in /action 1 = done: words"),
        ("/action 1 = finished", "an action is open, begun, done, dropped, not 'finished'"),
        ("/carried 1 = done", "there is no carried action '1'; /carried lists"),
        ("/chain nothing", "no row 'nothing' calls for work; rows that do: vision"),
        ("/chain 7", "there is no action '7'"),
    ],
)
def test_what_cannot_be_is_said(feed: Feed, line: str, expected: str) -> None:
    assert expected in feed(*WRITTEN, line).done().out


def test_before_anything_is_written(feed: Feed) -> None:
    out = feed("/chain", "/actions").done().out
    assert "no row calls for work yet" in out
    assert "no action is written yet" in out
