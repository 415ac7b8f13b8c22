"""The demo's district, made once for all tests that only look at it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import hansei as process


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A home in which the demo was made, and what making it said."""
    home = tmp_path_factory.mktemp("district")
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    around = {"HOME": str(home), "USERPROFILE": str(home), "HANSEI_STORE": str(home / "hansei.db"), **places}
    return home, dict(process("demo", "--json", env=around).done().json)


@pytest.fixture
def made(district: tuple[Path, dict[str, Any]], own_places: Path) -> dict[str, Any]:
    """What making the demo said, with a copy of it in the test's own places."""
    shutil.copytree(district[0], own_places, dirs_exist_ok=True)
    return district[1]
