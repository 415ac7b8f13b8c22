"""The blocks of code in our documents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.e2e.program import ROOT

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block."""

    file: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def documents() -> list[Path]:
    """Return README and every page of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(language: str, *files: str) -> list[Block]:
    """Return the fenced blocks of a language, of some files or of all."""
    found = []
    for path in documents():
        name = str(path.relative_to(ROOT))
        if path.exists() and (not files or name in files):
            text = path.read_text("utf-8")
            found += [
                Block(name, text[: match.start()].count("\n") + 2, match[1], match[2])
                for match in _BLOCK.finditer(text)
            ]
    return [block for block in found if block.language == language]
