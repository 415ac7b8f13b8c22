"""What the classes of a toolkit say about themselves: docstrings, and the ``#:`` lines above their fields."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Mapping
from typing import Any

_ROLE = re.compile(r":\w+:`~?([^`]+)`")


def about(cls: type) -> str:
    """Return the first paragraph of a class's docstring in one line; empty when it has none of its own."""
    return _one_line((cls.__doc__ or "").partition("\n\n")[0])


def about_fields(cls: type[Any]) -> Mapping[str, str]:
    """Return the comment above each field that has one; none for a class whose source is not at hand."""
    try:
        source = inspect.getsource(cls)
        # Blanks in front of the whole class would make it no Python.
        body = ast.parse(inspect.cleandoc(f"\n{source}")).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return {}
    lines = inspect.cleandoc(f"\n{source}").splitlines()
    found: dict[str, str] = {}
    for node in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said: list[str] = []
            above = node.lineno - 2
            while above >= 0 and lines[above].strip().startswith("#:"):
                said.insert(0, lines[above].strip().removeprefix("#:"))
                above -= 1
            if said:
                found[node.target.id] = _one_line(" ".join(said))
    return found


def _one_line(text: str) -> str:
    return " ".join(_ROLE.sub(r"\1", text).replace("``", "`").replace("None:", "left out:").split())
