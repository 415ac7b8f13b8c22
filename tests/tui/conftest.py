"""What tests of the terminal application have: keys that are waited for no longer than the application takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

#: Seconds within which something that is to happen is waited for; Textual paints 60 times a second, later when busy.
SOON = 1 / 30


async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the event loop has nothing to do, now or soon.

    Textual's own looks every 20 ms, two or three times a key, whether the processor has rested: most of the time of
    a test. On a busy machine it takes one that waits for its turn for one that is done.
    """
    loop: Any = asyncio.get_running_loop()
    until = monotonic() + max_sleep
    while monotonic() < until:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        soon = loop.time() + SOON
        due = [each.when() for each in loop._scheduled if not each.cancelled() and each.when() < soon]
        if not due:
            return
        await asyncio.sleep(max(0, min(due) - loop.time()))


@pytest.fixture(scope="package", autouse=True)
def keys_are_not_waited_for() -> Iterator[None]:
    """Let the pilot wait for as long as there is something to do, and no longer."""
    import textual.app
    import textual.pilot

    with pytest.MonkeyPatch.context() as patch:
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", idle)
        yield


@pytest.fixture(autouse=True)
def answers_need_no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test answer a question as soon as it is asked."""
    monkeypatch.setattr("hansei_tui.app.dialogs.Confirm.PAUSE", 0)
