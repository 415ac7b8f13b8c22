"""An application on a district's store, and a building that hands in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp
from tests.core.handoff.teams import Place


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("HANSEI_TOOLKITS", str(tmp_path / "none"))
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    monkeypatch.chdir(tmp_path)
    with hansei.open_engine(tmp_path / "district.db") as opened:
        yield opened


@pytest.fixture
def app(engine: Engine) -> HanseiApp:
    return HanseiApp(engine)


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "building.db", "b")
    yield place
    place.engine.close()
