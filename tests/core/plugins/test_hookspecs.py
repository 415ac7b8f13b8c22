"""The hooks read like a table of contents, and every one is exercised by these tests."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from hansei.plugins import hookspecs

HOOKS = {name: value for name, value in vars(hookspecs).items() if name.startswith("hansei_")}


def test_every_hook_says_when_it_is_called_and_since_when() -> None:
    assert {name.removeprefix("hansei_") for name in HOOKS} == {
        "toolkits",
        "kinds",
        "exporters",
        "stores",
        "rosters",
        "recorded",
    }
    for name, hook in HOOKS.items():
        said = inspect.getdoc(hook) or ""
        assert "Called " in said or "called " in said, name
        assert re.search(r"Since \d+\.\d+\.", said), name
        for argument in inspect.signature(hook).parameters:
            assert f"{argument}: " in said, (name, argument)


def test_every_hook_is_exercised() -> None:
    text = Path(__file__).with_name("test_plugins.py").read_text(encoding="utf-8")
    for name in HOOKS:
        assert f"def {name}(" in text
