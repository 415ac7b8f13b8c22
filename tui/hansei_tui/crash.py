"""A crash: what happened goes to a log file, without anybody's words; people get its place and a way on."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from hansei import __version__
from hansei_tui.sentences import tr


def log_crash(error: BaseException) -> Path | None:
    """Write where an error came from to a file of its own under the user's logs.

    Neither local variables nor the error's message are written: both may hold participants' words.

    Returns:
        The file, or None when it cannot be written.
    """
    from platformdirs import user_log_path

    now = datetime.now(UTC)
    lines = [
        f"Hansei {__version__}, Python {platform.python_version()}, {platform.platform()}, {now.isoformat()}",
        *(
            f"{frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__, limit=-60)
        ),
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    try:
        folder = user_log_path("hansei", appauthor=False, ensure_exists=True)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.log"
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError:
        return None
    return path


def crashed(error: BaseException) -> int:
    """Log a crash, say so on stderr, and return the exit code."""
    path = log_crash(error)
    where = (
        tr("What happened is in {path} (no words of yours).", path=path)
        if path
        else tr("The log could not be written.")
    )
    print(
        tr("Hansei stopped because of a fault of its own ({fault}).", fault=type(error).__name__) + f" {where}\n",
        tr("Everything that was saved is kept; start `hansei` again to go on."),
        sep="",
        file=sys.stderr,
    )
    return 1
