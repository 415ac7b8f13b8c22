"""A building and a district, each with a store and a key of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .teams import Place


@pytest.fixture
def building(tmp_path: Path) -> Iterator[Place]:
    """A building's laptop."""
    place = Place(tmp_path / "building.db", "b")
    yield place
    place.engine.close()


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Place]:
    """The district's laptop."""
    place = Place(tmp_path / "district.db", "d")
    yield place
    place.engine.close()
