"""Hansei runs continuous-improvement toolkits with a real team, and keeps the result on the record.

    import hansei

    with hansei.open_engine("sqlite:///riverside.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside", kind="district"))
        session.rate("culture", "vision", level="developing", evidence="Posters in 2 of 5 schools")

Importing this loads next to nothing; each name below is imported when it is first used.
"""

from __future__ import annotations

from hansei._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:  # type checkers take this for true; importing `typing` for it would double the time
    from typing import Any

    from hansei.engine import Engine, open_engine
    from hansei.errors import HanseiError
    from hansei.kinds.kind import Kind
    from hansei.plugins.hookspecs import hookimpl
    from hansei.plugins.host import Plugins
    from hansei.record.people import Newcomer, Person, Team
    from hansei.record.session import Session

__all__ = [
    "Engine",
    "HanseiError",
    "Kind",
    "Newcomer",
    "Person",
    "Plugins",
    "Session",
    "Team",
    "__version__",
    "hookimpl",
    "open_engine",
]

_PLACES = {
    "Engine": "hansei.engine",
    "HanseiError": "hansei.errors",
    "Kind": "hansei.kinds.kind",
    "Newcomer": "hansei.record.people",
    "Person": "hansei.record.people",
    "Plugins": "hansei.plugins.host",
    "Session": "hansei.record.session",
    "Team": "hansei.record.people",
    "hookimpl": "hansei.plugins.hookspecs",
    "open_engine": "hansei.engine",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'hansei' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
