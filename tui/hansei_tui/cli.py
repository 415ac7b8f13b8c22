"""The command ``hansei``: the quick ways in first, everything else through click.

``--version`` and the bare ``hansei`` in a terminal must start as fast as Python allows, so nothing is
imported here before it is clear what is wanted.
"""

from __future__ import annotations

import sys


def home_store(words: list[str]) -> str | None:
    """Return the store when a command line asks for the home screen and nothing else; None when it asks for more.

    Args:
        words: The command line, without the program.

    Returns:
        The store that is named; empty: the user's own.
    """
    if not words:
        return ""
    if len(words) == 2 and words[0] == "--store" and words[1] and not words[1].startswith("-"):
        return words[1]
    return None


def heed_swallowed_interrupts() -> None:
    """Send ctrl+c again where Python swallowed it.

    An exception that is raised in a weak reference's callback or a finalizer is printed and dropped. The import
    system has such callbacks, so a ctrl+c that falls on one while the program starts would be lost.
    """
    usual = sys.unraisablehook

    def again(unraisable: sys.UnraisableHookArgs) -> None:
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            usual(unraisable)
            return
        import _thread
        import signal
        import threading

        def send() -> None:
            if sys.platform == "win32":
                _thread.interrupt_main()
            else:  # wakes a main thread that is waiting, too
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

        later = threading.Timer(0.02, send)  # not from in here, where it would be dropped once more
        later.daemon = True
        later.start()

    sys.unraisablehook = again


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and leave with its exit code: 0 done, 1 failed, 2 asked for wrongly, 130 ctrl+c."""
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        from hansei._version import __version__

        print(f"hansei {__version__}")
        return
    try:
        if arguments is None:
            heed_swallowed_interrupts()
        code = _run(words)
    except KeyboardInterrupt:  # stopped while it starts
        code = 130
    if arguments is None:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """End the process now that everything is written; return where its threads have to be waited for.

    Python would take every module and object apart, a tenth of the time of a listing. What was registered for the end
    is run all the same.
    """
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return
    import atexit
    import os

    atexit._run_exitfuncs()  # noqa: SLF001 - as multiprocessing ends a process of its own
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody reads any more: Python says so as it always does
        return
    os._exit(code)


def _run(words: list[str]) -> int:
    import gc
    import os

    from hansei_tui.terminal import is_terminal

    store = home_store(words)
    at_home = store is not None and is_terminal()
    if at_home:
        gc.disable()  # switched on again, with everything frozen, after the first frame
    else:
        gc.set_threshold(50_000, 50, 50)  # importing makes many objects, and no garbage
    from hansei_tui.running import run_home, run_words

    if at_home and "_HANSEI_COMPLETE" not in os.environ:
        return run_home(store or "")
    return run_words(words)


if __name__ == "__main__":
    main()
