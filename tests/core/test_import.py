"""What is loaded when: the engine knows no screen, and importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hansei

#: Nothing of the engine may ever load these.
SCREENS = {"click", "textual", "rich", "jinja2", "starlette", "psycopg"}
#: Needed by the engine, and not by `import hansei`.
LATER = {"yaml", "cattrs", "msgspec", "attrs", "attr", "pluggy", "platformdirs", "sqlite3"}


def loaded(code: str, *arguments: str) -> set[str]:
    """Run code in a fresh Python and return the top-level packages it loaded."""
    code += "\nimport sys\nprint(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_importing_hansei_loads_next_to_nothing() -> None:
    assert not loaded("import hansei; hansei.__version__; dir(hansei)") & (SCREENS | LATER)


def test_starting_a_session_loads_no_screen(store: Path) -> None:
    code = """
import sys, hansei
with hansei.open_engine(sys.argv[1]) as engine:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="evolving")
    engine.open(session.id).summary("culture")
"""
    found = loaded(code, str(store))
    assert "msgspec" in found
    assert not found & SCREENS


def test_reports_load_no_screen(store: Path) -> None:
    code = """
import sys, hansei
with hansei.open_engine(sys.argv[1]) as engine:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    for name in engine.exporters:
        engine.render(session.id, name)
"""
    assert not loaded(code, str(store)) & {"click", "textual", "rich", "starlette", "psycopg"}


def test_listing_sessions_reads_no_yaml_and_no_events(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
    code = (
        "import sys, hansei\nwith hansei.open_engine(sys.argv[1]) as engine:\n    assert len(engine.sessions()) == 1\n"
    )
    assert not loaded(code, str(store)) & (SCREENS | {"yaml", "cattrs", "msgspec"})


def test_opening_a_session_reads_no_yaml(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        engine.start("district-led-ci", team=hansei.Team("Riverside"))
    code = "import sys, hansei\nwith hansei.open_engine(sys.argv[1]) as engine:\n    engine.open('last')\n"
    assert not loaded(code, str(store)) & (SCREENS | {"yaml", "cattrs"})


def test_every_public_name_is_there_and_no_other() -> None:
    assert hansei.__all__ == sorted(hansei.__all__)
    assert dir(hansei) == sorted(hansei.__all__)
    for name in hansei.__all__:
        assert getattr(hansei, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'sesion'"):
        hansei.sesion  # noqa: B018
