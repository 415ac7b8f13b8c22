"""The toolkit that an author names: a folder, its file, or the id of one that is at hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hansei.content.found import ReadToolkit
    from hansei.engine import Engine


def read(engine: Engine, name: str) -> ReadToolkit:
    """Return a toolkit by the path of its folder or file, or by its id.

    Raises:
        ToolkitError: when the toolkit there has faults.
        UnknownToolkitError: when there is none.
    """
    from pathlib import Path

    if os.path.lexists(name) or os.sep in name:
        return engine.shelf.read(Path(name))
    return engine.shelf.get(name)
