"""Whether a step was run as the toolkit says: asked in one line, so that it is answered while it is remembered."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from hansei_tui.app.dialogs import AskText
from hansei_tui.run.place import number
from hansei_tui.run.room import Room
from hansei_tui.sentences import tr
from hansei_tui.shown import shown


def ask_protocol(app: App[None], room: Room, then: Callable[[], None]) -> None:
    """Ask what was changed at the step that is looked at; nothing written means that it was kept.

    Args:
        app: The application.
        room: The room.
        then: Called afterwards.
    """
    step = room.place.step
    before = room.session.state.kept.get(step.path)
    key = f"protocol:{step.path}"
    was = room.drafts.get(key) or (before.why if before is not None else "")

    def done(text: str | None) -> None:
        if text is not None:
            room.drafts.put(key, "")
            why = text.strip()
            room.record(
                lambda: room.session.keep_protocol(step.path, kept=not why, why=why),
                tr("changed, and why: noted ✓") if why else tr("run as the toolkit says ✓"),
            )
        then()

    title = tr(
        "Step {step}: what was changed, and why? Empty: run as the toolkit says", step=number(room.session, step)
    )
    app.push_screen(AskText(title, shown(was), long=True, changed=lambda text: room.drafts.put(key, text)), done)
