"""Which store is meant, and the plugin that opens it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hansei.errors import StoreError
from hansei.plugins.host import Plugins
from hansei.record.log import Log
from hansei.words.ours import tr

if TYPE_CHECKING:
    from pathlib import Path

#: Names the store to use when none is given.
STORE = "HANSEI_STORE"


def default_store() -> str:
    """Return the store that is used when none is named: ``HANSEI_STORE``, or a file under the user's data."""
    if named := os.environ.get(STORE):
        return named
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("hansei", appauthor=False), "hansei.db")  # noqa: PTH118


def folder_of(name: str) -> Path | None:
    """Return the folder that a store's file is in; None for a store that is no file."""
    from pathlib import Path

    from hansei.record.sqlite import path_of

    path = path_of(name)
    return Path(path).parent if scheme_of(name) == "sqlite" and not path.startswith(":") else None


def scheme_of(name: str) -> str:
    """Return the scheme of a store's URL; that of a plain path is sqlite."""
    scheme, colon, _ = name.partition(":")
    # One letter and a colon is a drive of Windows.
    named = colon and len(scheme) > 1 and scheme.isascii() and scheme.replace("+", "").isalnum()
    return scheme if named else "sqlite"


def open_store(name: str, plugins: Plugins) -> Log:
    """Open the store at a path or a URL, with the plugin that opens its scheme.

    Raises:
        StoreError: when no plugin does, or the store cannot be opened.
    """
    scheme = scheme_of(name)
    opener = plugins.store(scheme)
    if opener is None:
        raise StoreError(
            tr("no plugin opens {scheme}: stores ({name}); is one missing or switched off?", scheme=scheme, name=name),
            store=name,
        )
    log: Log = opener(name)
    return log
