"""Buildings' sessions in a district's store, as if they had been received."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

import hansei
from hansei.record.lines import write
from hansei.record.log import Line, Pin

#: Function cell to its state; a plan's line for those that call for work may stand beside it.
Cells = dict[str, tuple[str, str] | tuple[str, str, str]]


def building(
    folder: Path, name: str, cells: Cells, *, of: str = "Riverside", culture: dict[str, str] | None = None
) -> hansei.Session:
    """Run a building's session in a store of its own; the session stays open."""
    engine = hansei.open_engine(folder / f"{name.replace('/', ' ')}.db")
    session = engine.start("district-led-ci", team=hansei.Team(name, kind="building", of=of))
    weakref.finalize(session, engine.close)
    for row, level in (culture or {}).items():
        session.rate("culture", row, level=level, evidence=f"{name} saw {row}")
    for item, (status, evidence, *plan) in cells.items():
        session.answer("balance", item, {"status": status, "evidence": evidence, "held": "district"})
        if plan:
            line = {"action": plan[0], "lead": "Ann", "by-when": "2031-05-01", "support": "Time", "measure": "A list"}
            session.answer("building-plan", item, {"lines": [line]})
    return session


def receive(engine: hansei.Engine, session: hansei.Session, *, id_: str = "", origin: str = "0" * 64) -> str:
    """Bring a session into another store as a received one; return its id there."""
    head = session.log.head(session.id)
    started = session.state.started
    assert head is not None
    assert started is not None
    tree = session.log.pinned(started.digest)
    assert tree is not None
    pin = Pin(started.digest, started.toolkit, started.version, tree)
    lines = [Line(event.at, write(event)) for event in session.state.events]
    head = head._replace(session=id_ or session.id, origin=origin)
    engine.log.create(head, pin, lines, session.log.names(session.id))
    return head.session


def four_buildings(folder: Path) -> dict[str, hansei.Session]:
    """Run four buildings' sessions, different where it matters."""
    cells: dict[str, Any] = {
        "Alder": {
            "team.building": ("in place", "Minutes of every meeting"),
            "needs.building": ("strengthen", "Data are read twice a year", "Read data every month"),
            "goals.building": ("create", "Nobody knows the goals"),
        },
        "Birch": {
            "team.building": ("create", "There is no team", "Choose a team"),
            "needs.building": ("strengthen", "Only two read data", "read data  every month"),
            "goals.building": ("create", "We have no goals"),
        },
        "Cedar": {
            "team.building": ("strengthen", "Three left", "Find [two] & <b>more</b>"),
            "needs.building": ("in place", "A data wall"),
        },
        "Dogwood": {"team.building": ("in place", "Eight members")},
    }
    levels = {"Alder": "developing", "Birch": "evolving", "Cedar": "developing", "Dogwood": "developing"}
    return {
        name: building(folder, name, cells[name], culture={"vision": level, "goals": "developing"})
        for name, level in levels.items()
    }
