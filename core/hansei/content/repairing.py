"""What an author meant where a file is no YAML: the likely slip, on its own line, with the line as it should be.

A parser names the place where it gave up, often lines below the slip, in words of its own. Here each usual slip is
looked for around that place, mended by one small edit, and believed only when the file then parses, or does so further
on: so what is told is a fix that was tried. That goes on until the file parses, and so finds further slips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from hansei.words.ours import N_, tr, trn

#: Slips that are looked for in one file, and lines above the place where the parser gave up that are looked at.
MOST, ABOVE = 20, 12
#: Edits that are tried for one slip, and for all of a file: each parses it anew, which takes longer with a large one.
_TRIES, _ALL_TRIES, _LARGE = 150, 400, 100_000
#: Blanks that look like one and are none to YAML, and letters that nobody sees.
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE = re.compile(
    r"(?P<indent>\s*)(?P<dash>(?:- +)*)(?:(?P<key>[^\s:#\[\]{},\"'\-][^:#\[\]{}\"']*?):(?P<gap>\s+|$))?(?P<value>.*)$"
)
_SPECIAL = "*&!@`%?>|-[{"

#: The line where a text stops to be YAML, 0-based; None when it is.
Parses = Callable[[str], int | None]


class Slip(NamedTuple):
    """A slip and its mending."""

    #: 0-based.
    line: int
    #: The line as it should be.
    mended: str
    #: What is wrong and the likely fix.
    message: str


def slips(text: str, parses: Parses) -> tuple[list[Slip], str]:
    """Return the slips in a text that is no YAML, and the text with all of them mended.

    Args:
        text: The file.
        parses: Tells where a text stops to be YAML.
    """
    found: list[Slip] = []
    stops = parses(text)
    left = _ALL_TRIES if len(text) < _LARGE else _ALL_TRIES // 10
    while stops is not None and len(found) < MOST and left > 0:
        lines = text.split("\n")
        best: tuple[int, Slip] | None = None
        for each in islice(_candidates(lines, stops), min(_TRIES, left)):
            left -= 1
            after = parses("\n".join([*lines[: each.line], each.mended, *lines[each.line + 1 :]]))
            if after is None:
                best = (len(lines), each)
                break
            if after > stops and (best is None or after > best[0]):
                best = (after, each)
        # Beside another slip, one that cannot be meant shows nothing when it alone is mended.
        slip: Slip | None = best[1] if best is not None else next(_cannot_be_meant(lines, stops), None)
        if slip is None:
            break
        found.append(slip)
        lines[slip.line] = slip.mended
        text = "\n".join(lines)
        stops = parses(text)
    return found, text


def _candidates(lines: Sequence[str], stops: int) -> Iterator[Slip]:
    """Yield what may be meant, the likeliest first."""
    stops = min(stops, len(lines) - 1)
    near = _near(stops)
    yield from _cannot_be_meant(lines, stops)
    for line in near:
        yield from (Slip(line, *each) for each in _blocks(lines, line))
    for line in near:
        for mended, message in (*_colons(lines[line]), *_brackets(lines[line])):
            yield Slip(line, mended, message)
    # A quote that is not closed swallows everything down to the next one, wherever that is.
    for line in range(stops, -1, -1):
        for mended, message in _quotes(lines[line]):
            yield Slip(line, mended, message)
    for line in near:
        yield from (Slip(line, *each) for each in _indents(lines, line))
    for line in range(stops, -1, -1):
        yield from (Slip(line, *each) for each in _stray(lines[line]))
    yield from _owners(lines, stops)


def _near(stops: int) -> list[int]:
    return list(range(stops, max(-1, stops - ABOVE), -1))


# ------------------------------------------------------------------------------------------- what cannot be meant


def _cannot_be_meant(lines: Sequence[str], stops: int) -> Iterator[Slip]:
    for line in _near(min(stops, len(lines) - 1)):
        for mended, message in _certain(lines[line]):
            yield Slip(line, mended, message)


def _certain(line: str) -> Iterator[tuple[str, str]]:
    """Yield what no YAML has on purpose."""
    if re.match(r"(<{7}|={7}|>{7}|\|{7})( |$)", line):
        yield f"# {line}", tr("a mark of two versions that were merged; keep one of them and delete the mark")
    seen = _UNSEEN.sub("", _BLANKS.sub(" ", line))
    if seen != line:
        yield (
            seen,
            tr("a blank or a sign as word processors make them stands here, which is none to YAML; type it anew"),
        )
    hidden = re.search(r"(?<=: )#(?:[0-9a-fA-F]{3}){1,2}(?=[,}\s])", line)
    if hidden:
        mended = f"{line[: hidden.start()]}'{hidden[0]}'{line[hidden.end() :]}"
        yield mended, tr("what follows # is a remark, unless it is in quotes; write {mended}", mended=mended.strip())
    marked = re.match(r"(\s*)([–—•·*‣▪])\s*(?=\S)", line)
    if marked:
        mended = f"{marked[1]}- {line[marked.end() :]}"
        yield (
            mended,
            tr(
                "a list's line begins with a hyphen and a blank, not with {sign}; write {mended}",
                sign=marked[2],
                mended=mended.strip(),
            ),
        )
    tight = re.match(r"(\s*)-(?=[\w{\"'])", line)
    if tight:
        mended = f"{tight[1]}- {line[tight.end() :]}"
        yield mended, tr("a blank is missing after the hyphen; write {mended}", mended=mended.strip())


# ------------------------------------------------------------------------------------------- colons and quotes


def _colons(line: str) -> Iterator[tuple[str, str]]:
    """Yield where the colon after a key is missing, or is none."""
    parts = re.match(r"(?P<before>\s*(?:- +)*)(?P<key>\w[\w-]*)(?P<after>.*)$", line)
    if parts is None or parts["after"].startswith((": ", ":\t")) or parts["after"] == ":":
        return
    head, key, after = parts["before"], parts["key"], parts["after"]
    for mark, message in (
        (":", N_("a blank is missing after the colon; write {mended}")),
        ("：", N_("the colon is a wide one; write {mended}")),
        ("=", N_("a key ends with a colon; write {mended}")),
    ):
        told = re.match(rf"\s*{mark}\s*(?=\S)", after)
        if told and not after.startswith("://"):
            mended = f"{head}{key}: {after[told.end() :]}"
            yield mended, tr(message, mended=mended.strip())
    if re.match(r"[A-Z][\w ,]*$", line):
        yield f"# {line}", tr("these words belong to nothing; a remark begins with #: # {line}", line=line)
    if re.match(r"\s+\S", after):
        mended = f"{head}{key}: {after.strip()}"
        yield mended, tr("a colon is missing after the key; write {mended}", mended=mended.strip())
    elif not after.strip():
        mended = f"{head}{key}:"
        yield mended, tr("a colon is missing; write {mended}", mended=mended.strip())


def _quotes(line: str) -> Iterator[tuple[str, str]]:
    """Yield where quotes are not closed, stand within each other, or are missing."""
    parts = _LINE.match(line)
    if parts is None or not parts["value"].strip():
        return
    head, value = line[: parts.start("value")], parts["value"].rstrip()
    first = value[0]
    curly = re.match(r"[“„”](.*)[“”]$|[‘‚’](.*)[‘’]$|[«»](.*)[«»]$", value)
    if curly:
        mended = f"{head}{_in_quotes(next(filter(None, curly.groups()), ''))}"
        yield mended, tr("quotes of a word processor are letters to YAML; write {mended}", mended=mended.strip())
    if first in "\"'":
        yield from _quoted(head, value, first)
        return
    plain = value if parts["key"] else ""
    if plain and first in _SPECIAL:
        if first in "|>" and len(plain) > 1:
            mended = f"{head}{plain[1:].strip()}"
            yield (
                mended,
                tr(
                    "after {first} the text begins on the next line, set in; or write {mended}",
                    first=first,
                    mended=mended.strip(),
                ),
            )
        mended = f"{head}{_in_quotes(plain)}"
        yield (
            mended,
            tr('a text that begins with {first} needs "quotes"; write {mended}', first=first, mended=mended.strip()),
        )
    elif plain and re.search(r":(\s|$)", plain):
        mended = f"{head}{_in_quotes(plain)}"
        yield mended, tr('put a text that has a colon in it into "quotes"; write {mended}', mended=mended.strip())
    yield from _in_braces(line)


def _quoted(head: str, value: str, quote: str) -> Iterator[tuple[str, str]]:
    other = '"' if quote == "'" else "'"
    ends = value.endswith(quote) and len(value) > 1
    inner = value[1:-1] if ends else value[1:]
    if quote in inner.replace("\\" + quote, "").replace(quote * 2, ""):
        words = inner if ends else value
        if other not in words:
            mended = f"{head}{other}{words}{other}"
            yield mended, tr("quotes stand within quotes; write {mended}", mended=mended.strip())
        doubled = "'" + words.replace("'", "''") + "'"
        yield f"{head}{doubled}", tr("quotes stand within quotes; write {mended}", mended=(head + doubled).strip())
    elif not ends:
        mended = f"{head}{value}{quote}"
        yield mended, tr("the quote that opens here is not closed; write {mended}", mended=mended.strip())


def _stray(line: str) -> Iterator[tuple[str, str]]:
    """Yield where a quote opens what is no text: before a key, a hyphen or a comma."""
    for each in re.finditer(r"(?:(?<=^)|(?<=[\s,{]))([\"'])(?=\s*(?:- )*[\w-]+:(?:\s|$)|\s*- )", line):
        mended = line[: each.start()] + line[each.end() :]
        yield mended, tr("a quote stands here that belongs to nothing; write {mended}", mended=mended.strip())


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ------------------------------------------------------------------------------------------- brackets and commas


def _brackets(line: str) -> Iterator[tuple[str, str]]:
    """Yield where a bracket is missing at either end of what stands on a line."""
    parts = _LINE.match(line)
    if parts is None:
        return
    head, value = line[: parts.start("value")], parts["value"].rstrip()
    for opens, closes in ("[]", "{}"):
        more = value.count(opens) - value.count(closes)
        if value.startswith(opens) and more == 1:
            mended = f"{head}{value}{closes}"
            yield mended, tr("the {opens} is not closed; write {mended}", opens=opens, mended=mended.strip())
        if value.endswith(closes) and more == -1:
            mended = f"{head}{opens}{value}"
            yield mended, tr("a {opens} is missing; write {mended}", opens=opens, mended=mended.strip())
    after_dash = re.match(r"(\s*- +)(\w[\w-]*: [^{}\[\]]*, \w[\w-]*: .*)$", line)
    if after_dash:
        mended = f"{after_dash[1]}{{{after_dash[2].rstrip()}}}"
        yield mended, tr("several keys on one line stand in braces; write {mended}", mended=mended.strip())


def _in_braces(line: str) -> Iterator[tuple[str, str]]:
    """Yield where, between braces, a comma is missing or a text needs quotes."""
    opened = line.find("{")
    if opened < 0:
        return
    for each in re.finditer(r"(?<=[^\s,{\[:])(\s+)(?=[\w-]+: )", line[opened:]):
        at = opened + each.start()
        mended = f"{line[:at]}, {line[opened + each.end() :]}"
        yield mended, tr("a comma is missing; write {mended}", mended=mended.strip())
    for each in re.finditer(r"(?<=: )([^\s\"'\[{,][^,{}\[\]]*)(?=[,}])", line[opened:]):
        text = each[1].rstrip()
        if re.search(r":(\s|$)", text) or text[0] in _SPECIAL:
            mended = line[: opened + each.start()] + _in_quotes(text) + line[opened + each.end() :]
            yield mended, tr('between braces a text with a colon needs "quotes"; write {mended}', mended=mended.strip())


# ------------------------------------------------------------------------------------------- where a line begins


def _begins(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _blocks(lines: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """Yield where a line of a text under | is not set in as the one before."""
    above = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), None)
    if above is None or not lines[at].strip() or re.match(r"\s*(- |[\w-]+:( |$))", lines[at]):
        return
    column = _begins(lines[above])
    if _begins(lines[at]) < column and _in_block(lines, at):
        mended = f"{' ' * column}{lines[at].strip()}"
        yield mended, tr("all lines of a text under | begin in one column, here with {column}", column=_blanks(column))


def _in_block(lines: Sequence[str], at: int) -> bool:
    """Return whether the line above is one of a text under |."""
    above = next((index for index in range(at - 1, -1, -1) if lines[index].strip()), 0)
    opened = next(
        (each for each in reversed(lines[:above]) if each.strip() and _begins(each) < _begins(lines[above])), ""
    )
    return bool(re.search(r"[|>][-+]?\s*$", opened))


def _owners(lines: Sequence[str], stops: int) -> Iterator[Slip]:
    """Yield where what lies above a line, and should stand beside it, begins too far to the left."""
    column = _begins(lines[stops])
    for at in range(stops - 1, -1, -1):
        if lines[at].strip() and not lines[at].lstrip().startswith("#") and _begins(lines[at]) < column:
            now = _begins(lines[at])
            if _in_block(lines, at):  # it would be swallowed by the text above it
                return
            message = tr(
                "the line begins with {now}; to belong to the lines around it, it begins with {column}",
                now=_blanks(now),
                column=column,
            )
            yield Slip(at, f"{' ' * column}{lines[at].lstrip()}", message)
            if not now:
                return


def _indents(lines: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """Yield the columns where a line may begin: where those around it do."""
    line = lines[at]
    blanks = line[: len(line) - len(line.lstrip())]
    rest = line.lstrip()
    if not rest or rest.startswith("#"):
        return
    tab = "\t" in blanks
    around = [each for each in (*lines[at + 1 : at + 4], *reversed(lines[max(0, at - 30) : at])) if each.strip()]
    above = next((each for each in reversed(lines[:at]) if each.strip()), "")
    columns = [_begins(above) + 2] if above.rstrip().endswith(":") else []
    for each in around:
        column = len(each) - len(each.lstrip(" "))
        columns += (
            [column - 2, column]
            if rest.startswith("- ")
            else [column, *([column + 2] if each.lstrip().startswith("- ") else [])]
        )
        columns += [column + 2] if each.rstrip().endswith(":") else []
    now = -1 if tab else len(blanks)
    by_distance = sorted(
        dict.fromkeys(each for each in columns if each >= 0 and each != now),
        key=lambda each: abs(each - now) if not tab else 0,
    )
    swallowed = _begins(above) if _in_block(lines, at) else len(line) + 99
    for column in by_distance:
        if column >= swallowed:
            continue
        mended = f"{' ' * column}{rest}"
        if tab:
            message = tr("a tab stands at the beginning of the line; YAML wants blanks, here {column}", column=column)
        else:
            message = tr(
                "the line begins with {now}; to belong to the lines around it, it begins with {column}",
                now=_blanks(now),
                column=column,
            )
        yield mended, message
    if not rest.startswith("- ") and not tab:
        yield f"{blanks}- {rest}", tr("a list's line begins with a hyphen and a blank; write - {rest}", rest=rest)


def _blanks(number: int) -> str:
    return trn("{n} blank", "{n} blanks", number)
