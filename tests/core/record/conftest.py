"""A folder in which permissions hold."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .permissions import NOBODY, ROOT


@pytest.fixture
def folder_of_anybody() -> Iterator[Path]:
    """A folder whose way is open to everybody; pytest's own folders are the user's alone."""
    folder = Path(tempfile.mkdtemp(prefix="hansei-"))
    if ROOT:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
