"""Running a command line: which front, what an error looks like, and with which code to leave."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence

from hansei.errors import HanseiError
from hansei.words.ours import tr as engine_tr
from hansei_tui.language import speak_as
from hansei_tui.sentences import tr

#: Exit codes, as shells know them.
FAILED, USAGE, INTERRUPTED, PIPE = 1, 2, 130, 141
#: What a stream says that takes no more: the disk is full, the quota, the file as large as it may be.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run_words(words: Sequence[str]) -> int:
    """Run a command line and return the exit code; every error becomes a sentence on stderr."""
    return guarded(lambda: _click(words))


def run_home(store: str = "") -> int:
    """Open the home screen, without a command line to be read, and return the exit code.

    Args:
        store: The store to use; empty: the user's own.
    """
    return guarded(lambda: _home(store))


def _home(store: str) -> int:
    from hansei.engine import open_engine
    from hansei.record.log import MadeLater
    from hansei_tui.app.start import run_app

    with open_engine(store or None) as engine:
        if isinstance(engine.log, MadeLater):
            engine.log.make()  # what is in the way is told before anybody types
        return run_app(engine)


def _click(words: Sequence[str]) -> int:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a letter that cannot be read or shown must not end a session
    from hansei_tui.commands.root import hansei

    code = hansei.main(list(words), prog_name="hansei", standalone_mode=False)
    sys.stdout.flush()  # a full disk is told by us, and not when Python ends
    return code if isinstance(code, int) else 0


def guarded(act: Callable[[], int]) -> int:
    """Do it; say what went wrong in a sentence, never as a traceback, and return the exit code."""
    try:
        speak_as(os.environ)
        return act()
    except HanseiError as error:
        return _refused(error)
    except KeyboardInterrupt:
        print("\n" + tr("Stopped. Everything that was saved is kept."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _print_no_more()  # whoever read us has stopped reading: leave quietly
        return PIPE
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL:
            return _clicked(error)
        _print_no_more()
        why = os.strerror(error.errno or 0)
        print(tr("What was to be printed cannot be written: {why}.", why=why), file=sys.stderr)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last fence: nobody may see a traceback
        return _clicked(error)


def _print_no_more() -> None:
    """Let nothing be printed any more, also when the interpreter flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: HanseiError) -> int:
    from hansei_tui.shown import shown

    print(f"{tr(engine_tr(error.title))}: {shown(str(error), lines=True)}", file=sys.stderr)
    return USAGE if error.usage else FAILED


def _clicked(error: Exception) -> int:
    import click

    if isinstance(error, click.Abort):
        print("\n" + tr("Stopped. Everything that was saved is kept."), file=sys.stderr)
        return INTERRUPTED
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        from hansei_tui.commands.clicks_words import found_by_click

        with found_by_click():
            error.show()
        return error.exit_code
    from hansei_tui.crash import crashed

    return crashed(error)
