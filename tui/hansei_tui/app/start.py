"""Starting the application: the one door that commands use."""

from __future__ import annotations

from collections.abc import Callable

from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from hansei_tui.patience import Patient

#: Seconds that a key may wait for another program that holds the store.
BLINK = 0.15


def run_app(engine: Engine | Callable[[], Engine], *, session_id: str | None = None, toolkit: str | None = None) -> int:
    """Run the application until people leave it, and return the exit code.

    Args:
        engine: The engine, or what opens it.
        session_id: The session to open at once, or the beginning of its id; None: the home screen.
        toolkit: The toolkit to set up a session with at once.

    Raises:
        HanseiError: when the store or the session cannot be opened; the terminal was not touched.
    """
    opened = engine if isinstance(engine, Engine) else engine()
    if isinstance(opened.log, Patient):
        # The screen must never stand still: what a busy store does not take is tried again between two keys.
        opened.log.patience, opened.log.waiting = BLINK, None
    app = HanseiApp(opened, session_id=None if session_id is None else opened.find(session_id), toolkit=toolkit)
    app.run()
    while app.begins_again:
        app = HanseiApp(opened)
        app.run()
    return app.return_code or 0
