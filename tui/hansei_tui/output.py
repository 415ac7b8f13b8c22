"""Printing for people and for scripts: tables as wide as the terminal, JSON, notices on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from hansei_tui.shown import padded, shown, width

#: Where a command line keeps which failures it has named.
_TOLD = "hansei.failures"


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines, with every control character made visible."""
    click.echo(shown(text, lines=True), err=err)


def say_json(value: Any) -> None:
    """Print a value as JSON, for scripts."""
    import json

    # Bytes, because JSON is UTF-8 whatever the console's own encoding can show.
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


def say_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their titles; in a terminal the widest column gives way so that no line wraps."""
    texts = [[shown(cell) for cell in row] for row in [titles, *rows]]
    widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
    if sys.stdout.isatty():
        room = os.get_terminal_size(sys.stdout.fileno()).columns - 1
        while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1
    lines = ["  ".join(padded(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in texts]
    click.echo("\n".join(lines))  # at once: a call for each line would take longer than finding what is in them


def say_failures(failures: dict[str, Exception]) -> None:
    """Name on stderr what failed while plugins and toolkits were loaded, each once; everything else goes on."""
    context = click.get_current_context(silent=True)
    told: set[str] = context.meta.setdefault(_TOLD, set()) if context else set()
    for place, failure in failures.items():
        text = str(failure)
        line = text if place in text else f"{place}: {text}"
        if line not in told:
            told.add(line)
            say(line, err=True)
