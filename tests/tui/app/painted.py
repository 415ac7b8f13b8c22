"""Reading what a screen shows."""

import time
from typing import Any

from textual.geometry import Region
from textual.widget import Widget

from hansei.engine import Engine
from hansei.record.people import Team


def text_of(widget: Widget) -> str:
    """Return what a widget paints, as lines of text."""
    strips = widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def start(engine: Engine, *teams: str, **more: Any) -> list[str]:
    """Start a session for every team and return their ids; lists know which came later by the millisecond."""
    ids = []
    for team in teams:
        ids.append(engine.start("district-led-ci", team=Team(team, **more)).id)
        time.sleep(0.002)
    return ids
