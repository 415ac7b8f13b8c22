"""A store of its own for every test, and an application on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.engine import Engine
from hansei_tui.app.app import HanseiApp


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("HANSEI_TOOLKITS", str(tmp_path / "none"))
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    with hansei.open_engine(tmp_path / "test.db") as opened:
        yield opened


@pytest.fixture
def app(engine: Engine) -> HanseiApp:
    return HanseiApp(engine)
