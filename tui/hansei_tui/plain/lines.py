"""Reading lines from a keyboard or a pipe, and asking who takes part."""

from __future__ import annotations

import sys
from typing import Any

from hansei.errors import UsageError
from hansei_tui.output import say
from hansei_tui.people import people_of
from hansei_tui.sentences import tr


def read_line(prompt: str) -> str:
    """Print a prompt and return the next line without its end.

    Raises:
        EOFError: at the end of the stream.
    """
    sys.stdout.write(f"[{prompt}] > ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        sys.stdout.write("\n")
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def ask_who(who: dict[str, Any]) -> None:
    """Ask for what the command line left open about the team.

    Raises:
        EOFError: at the end of the stream; nothing was written.
    """
    while not who["team"]:
        who["team"] = read_line(tr("the team's name")).strip()
        if not who["team"]:
            say("  " + tr("a team needs a name"))
    while not who["kind"]:
        word = read_line(tr("district or building; empty for district")).strip().casefold() or "district"
        word = {tr("district"): "district", tr("building"): "building"}.get(word, word)
        if word in ("district", "building"):
            who["kind"] = word
        else:
            say("  " + tr("{word} is neither district nor building", word=repr(word)))
    while who["people"] is None:
        text = read_line(tr("who takes part: names with commas between, or how many; empty for nobody yet"))
        try:
            people_of(text)
        except UsageError as error:
            say(f"  {error}")
        else:
            who["people"] = text
