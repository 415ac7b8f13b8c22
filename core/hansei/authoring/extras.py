"""What only authors need, brought by an extra: said in words when it is not there."""

from __future__ import annotations

from importlib.util import find_spec

from hansei.errors import ExportError

#: What brings them.
EXTRA = "hansei[author]"


def need(what: str, *modules: str) -> None:
    """Make sure that modules are there, without importing them.

    Args:
        what: What needs them, as it begins a sentence.
        modules: Their names.

    Raises:
        ExportError: saying what to install.
    """
    lacking = [each for each in modules if find_spec(each) is None]
    if lacking:
        verb, them = ("is", "it") if len(lacking) == 1 else ("are", "them")
        names = " and ".join(lacking)
        raise ExportError(f'{what} needs {names}, which {verb} not installed; pip install "{EXTRA}" brings {them}')
