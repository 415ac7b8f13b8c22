"""What only authors need, brought by an extra: said in words when it is not there."""

from __future__ import annotations

from importlib.util import find_spec

from hansei.errors import ExportError
from hansei.words.ours import tr, trn

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
        names = tr(" and ").join(lacking)
        raise ExportError(
            trn(
                '{what} needs {names}, which is not installed; pip install "{extra}" brings it',
                '{what} needs {names}, which are not installed; pip install "{extra}" brings them',
                len(lacking),
                what=what,
                names=names,
                extra=EXTRA,
            )
        )
