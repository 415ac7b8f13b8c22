"""The built-in store, registered through the same hook as a stranger's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hansei.plugins.hookspecs import hookimpl
from hansei.record.log import Log


@hookimpl
def hansei_stores() -> Mapping[str, Callable[[str], Log]]:
    """Return the opener of ``sqlite:`` URLs; opening makes nothing, the first write does."""
    from hansei.record.sqlite import open_sqlite

    return {"sqlite": open_sqlite}
