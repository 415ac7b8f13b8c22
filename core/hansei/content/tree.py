"""YAML into a plain tree of strings, lists and mappings, with the line of every node.

All scalars stay strings (so that ``version: 1.10`` and ``no`` are what the author wrote). Refused with a
line: a tab for indentation, a key written twice, an alias (nothing in a toolkit needs one, and a chain of
them can blow a small file up to gigabytes), a second document, a file over 2 MB, nesting deeper than 40.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from hansei.content.found import FileRead
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

#: Keys and 0-based indices from the root.
Place = tuple[str | int, ...]
#: Bytes a toolkit file may have at the most; the first toolkit has 30,000.
MOST_BYTES = 2_000_000
MOST_DEPTH = 40
#: A text that lives in a Markdown file beside the toolkit: ``text: !include introduction.md``.
INCLUDE = "!include"

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@frozen
class Tree:
    """A file's content and where each part of it stands."""

    source: str
    root: Any
    #: 1-based line of each node, and of each key (under the key's own place).
    lines: dict[Place, int]
    #: Every file that was read for it, itself first.
    files: tuple[FileRead, ...] = ()

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place above it that is in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_tree(path: Path) -> Tree:
    """Read a YAML file.

    Raises:
        ToolkitError: with file and line.
    """
    source = str(path)
    files: list[FileRead] = []
    text = _read_text(path, source, files)
    builder = _Builder(source, path.parent, files)
    try:
        # Events, not nodes: the parser works without recursion, so no depth of nesting can overflow its stack.
        root = builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise ToolkitError(source, _yaml_problems(error, source, text)) from None
    except yaml.YAMLError as error:
        raise ToolkitError(source, [_reader_problem(error, source, text)]) from None
    if builder.problems:
        raise ToolkitError(source, builder.problems)
    return Tree(source, root, builder.lines, tuple(files))


def read_first_texts(path: Path, wanted: frozenset[str]) -> dict[str, str]:
    """Read texts that stand at the top of a file, and of what comes after the last of them nothing.

    Args:
        path: The file.
        wanted: Their keys.

    Raises:
        ToolkitError: with file and line.
    """
    source = str(path)
    text = _read_text(path, source, [])
    found: dict[str, str] = {}
    depth, key = 0, ""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth, key = depth + 1, ""
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth, key = depth - 1, ""
            elif depth == 1 and isinstance(event, yaml.ScalarEvent):
                if key in wanted:
                    found.setdefault(key, event.value)
                    if len(found) == len(wanted):
                        break
                key = "" if key else event.value
    except yaml.MarkedYAMLError as error:
        raise ToolkitError(source, [_yaml_problem(error, source, text)]) from None
    except yaml.YAMLError as error:
        raise ToolkitError(source, [_reader_problem(error, source, text)]) from None
    return found


def _read_text(path: Path, source: str, files: list[FileRead]) -> str:
    try:
        found = path.stat()
        size = found.st_size
        if size > MOST_BYTES:
            message = tr(
                "{size} MB; a toolkit file may have {most} MB. Is it the right file?",
                size=f"{size / 1_000_000:.1f}",
                most=MOST_BYTES // 1000000,
            )
            raise ToolkitError(source, [Problem(message, source=source)])
        data = path.read_bytes()
    except OSError as error:
        raise ToolkitError(
            source, [Problem(tr("cannot be read: {strerror}", strerror=error.strerror), source=source)]
        ) from None
    except ValueError:  # a name that no system allows, such as one with a NUL in it
        raise ToolkitError(source, [Problem(tr("this cannot be the name of a file"), source=source)]) from None
    files.append(FileRead.of(path, data, found))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = tr(
            "byte 0x{byte} is not UTF-8; save the file as UTF-8 (it looks like Latin-1)",
            byte=f"{data[error.start]:02x}",
        )
        raise ToolkitError(source, [Problem(message, line=line, source=source)]) from None


class _Builder:
    """Turns the parser's events into plain values and remembers their lines."""

    def __init__(self, source: str, folder: Path, files: list[FileRead]) -> None:
        self.source = source
        self.folder = folder
        self.files = files
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Any:
        """Build the file's one document."""
        root: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(
                        tr("a second document begins here; a toolkit is one: delete the line ---"), (), _line(event)
                    )
                    return root
                root = self.build(next(events), events, ())
        if not documents:
            self.fault(tr("the file is empty; begin with `toolkit: an-id`"), (), 0)
        return root

    def build(self, event: Any, events: Iterator[Any], place: Place) -> Any:
        line = _line(event)
        self.lines.setdefault(place, line)
        if len(place) > MOST_DEPTH:
            self.fault(_too_deep(), place[:3], line)
            raise ToolkitError(self.source, self.problems)
        if isinstance(event, yaml.AliasEvent):
            self.fault(tr("an alias (*name) stands here; write the text itself"), place, line)
            return ""
        tag = event.tag
        if tag is not None and tag not in (INCLUDE, "!"):
            self.fault(
                tr('the tag {tag} means nothing here; a text that begins with ! needs "quotes"', tag=tag), place, line
            )
        if event.anchor:
            self.fault(
                tr('an anchor (&{anchor}) stands here; a text that begins with & needs "quotes"', anchor=event.anchor),
                place,
                line,
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place)
        return self._include(event.value, place, line) if tag == INCLUDE else event.value

    def _sequence(self, events: Iterator[Any], place: Place) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self.build(event, events, (*place, len(found))))
        return found

    def _mapping(self, events: Iterator[Any], place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(tr("a key must be a word"), place, line)
                self.build(event, events, (*place, "?"))
                self.build(next(events), events, (*place, "?"))
                continue
            key = event.value
            here = (*place, key)
            if key in found:
                self.fault(
                    tr('"{key}" stands twice; the first is on line {line}', key=key, line=self.lines[here]),
                    place,
                    line,
                )
                self.build(next(events), events, here)
                continue
            self.lines[here] = line
            found[key] = self.build(next(events), events, here)
        return found

    def _include(self, name: str, place: Place, line: int) -> str:
        try:
            target = (self.folder / name).resolve()
            inside = target.is_relative_to(self.folder.resolve())
        except (OSError, ValueError):
            self.fault(tr("{name} cannot be the name of a file", name=repr(name)), place, line)
            return ""
        if not inside:
            self.fault(tr("{name} lies outside the toolkit's folder; copy it in", name=name), place, line)
            return ""
        if not target.is_file():
            near = difflib.get_close_matches(name, [each.name for each in self.folder.iterdir()], n=1)
            hint = tr('did you mean "{near}"?', near=near[0]) if near else tr("write it, or take the line out")
            self.fault(
                tr('there is no file "{name}" in the toolkit\'s folder; {hint}', name=name, hint=hint), place, line
            )
            return ""
        try:
            return _read_text(target, str(target), self.files).strip()
        except ToolkitError as error:
            self.problems += error.problems
            self.fault(tr("the text {name} could not be included", name=name), place, line)
            return ""

    def fault(self, message: str, place: Place, line: int) -> None:
        self.problems.append(Problem(message, path=dotted(place), line=line, source=self.source))


def _too_deep() -> str:
    return tr("nested deeper than {most} levels", most=MOST_DEPTH)


def dotted(place: Place) -> str:
    """Return a place as authors read it: ``instruments.culture.criteria[2]``."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _yaml_problems(error: yaml.MarkedYAMLError, source: str, text: str) -> list[Problem]:
    """Return the slips for which a file is no YAML; what the parser says, where none can be made out."""
    from hansei.content.repairing import slips

    if "nesting depth" in (error.problem or ""):
        return [_yaml_problem(error, source, text)]
    found, mended = slips(text, _stops)
    problems = [Problem(each.message, line=each.line + 1, source=source, fix=each.mended) for each in found]
    try:
        for _ in yaml.parse(mended, Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as rest:
        problems.append(_yaml_problem(rest, source, mended))
    except yaml.YAMLError as rest:
        problems.append(_reader_problem(rest, source, mended))
    return sorted(problems, key=lambda problem: problem.line)


def _stops(text: str) -> int | None:
    """Return the line where a text stops to be YAML, 0-based; None when it is YAML."""
    try:
        for _ in yaml.parse(text, Loader=_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return int(mark.line) if mark else 0
    except yaml.YAMLError:
        return 0
    return None


def _yaml_problem(error: yaml.MarkedYAMLError, source: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    nearby = "".join(lines[max(0, line - 2) : line])
    message = error.problem or tr("this is not YAML")
    if "\t" in here[: len(here) - len(here.lstrip())] or "\t" in nearby[: len(nearby) - len(nearby.lstrip())]:
        message = tr("a tab stands at the beginning of the line; YAML wants spaces")
    elif "found undefined alias" in message or "expected a single document" in message:
        message = tr("{message}; a toolkit file is one document without aliases", message=message)
    elif "nesting depth" in message:  # libyaml's own limit, met before ours can be
        message = _too_deep()
    elif "mapping values are not allowed" in message:
        message = tr('{message}; put a text that has a colon in it into "quotes"', message=message)
    return Problem(message, line=line, source=source)


def _reader_problem(error: yaml.YAMLError, source: str, text: str) -> Problem:
    if not isinstance(error, yaml.reader.ReaderError):
        return Problem(str(error), source=source)
    position = int(error.position)
    wrong = next((at for at in range(position, len(text)) if ord(text[at]) == error.character), position)
    line = text.count("\n", 0, wrong) + 1
    message = tr("the character {character} is not allowed in YAML; delete it", character=repr(chr(error.character)))
    return Problem(message, line=line, source=source)


def _line(event: Any) -> int:
    """Return the 1-based line on which an event of the parser begins."""
    return int(event.start_mark.line) + 1
