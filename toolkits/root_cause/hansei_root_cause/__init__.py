"""The toolkit "Root-Cause Analysis", written by the makers of Hansei, and the plugin around it."""

from __future__ import annotations

from pathlib import Path

from hansei.plugins import hookimpl


@hookimpl
def hansei_toolkits() -> list[Path]:
    """Return this folder: its ``toolkit.yaml`` is the whole toolkit."""
    return [Path(__file__).parent]
