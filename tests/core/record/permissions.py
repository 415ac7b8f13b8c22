"""Being somebody who must ask for permission, also when the tests run as root."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Be nobody for a while, when we are root."""
    if not ROOT:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
