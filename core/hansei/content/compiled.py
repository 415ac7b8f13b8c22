"""Toolkits kept ready for use, so that a file that did not change is read and checked once.

An entry belongs to one file and holds the SHA-256 of every file that was read for it, the toolkit as msgpack, and the
tree that a session pins. It is used only when all of that still holds: the files are what they were, the classes and
kinds that checked them are what they were, and its own sums are right. Otherwise the files are read anew and the entry
is written again. A folder that cannot be written, or is not there, costs time and nothing else.

An entry holds values and no code: whatever is in it, msgspec makes the known classes of it, each field of its type, or
refuses it. That is why it is neither pickled nor marshalled. The sums tell what broke by itself; who may write into the
folder, which is the user's alone, may write the toolkits, too.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import msgspec
from attrs import evolve

from hansei.content.found import FileRead, ReadToolkit, Title, facts_of
from hansei.content.minutes import Minutes
from hansei.content.toolkit import Instrument, Toolkit
from hansei.errors import HanseiError

#: Sets a field of a frozen value, as attrs itself does.
_set = object.__setattr__
#: The first bytes of an entry; another format has another number.
_MAGIC = b"hansei compiled 3\n"
#: What comes of an entry that is not ours, or of a kind whose classes msgspec cannot write and read.
_REFUSED = (msgspec.MsgspecError, HanseiError, KeyError, NotImplementedError, RecursionError, TypeError, ValueError)
#: Entries beyond this many are too many; the older half goes.
_MOST = 4_000
#: What decides how a file is read, beside the kinds.
_READERS = (
    "adapted",
    "address",
    "compiled",
    "converting",
    "found",
    "linking",
    "minutes",
    "nodes",
    "overlay",
    "pinned",
    "reading",
    "toolkit",
    "tree",
)


class HasDefinition(Protocol):
    """What is needed of a kind here."""

    definition: type[Any]


class Kinds(Protocol):
    """What is needed of the kinds at hand; ``hansei.kinds.Kinds`` is one."""

    def get(self, name: str, /) -> HasDefinition | None:
        """Return the kind of that name."""

    def module(self, name: str, /) -> str:
        """Return the module that a kind is in, without importing it; empty when there is none of that name."""


class _Head(msgspec.Struct, array_like=True):
    stamp: str
    kinds: tuple[str, ...]
    files: tuple[FileRead, ...]
    id: str
    version: str
    title: str
    digest: str


class _Body(msgspec.Struct, array_like=True):
    toolkit: Toolkit
    instruments: tuple[Instrument, ...]
    #: One for each instrument, in the class that its kind has for it: msgpack again, which the kinds are needed for.
    definitions: memoryview
    tree: bytes


class Compiled:
    """The entries in a folder.

    Args:
        folder: Where they are; made with the first one.
        kinds: The instrument kinds at hand.
    """

    def __init__(self, folder: Path, kinds: Kinds) -> None:
        self._folder = str(folder)
        self._kinds = kinds

    def read(self, path: Path) -> ReadToolkit | None:
        """Return the toolkit of a file as it is kept; None when it has to be read anew.

        Args:
            path: The file that was read first, as in ``my-toolkit/toolkit.yaml``.
        """
        found = self._entry(path)
        if found is None:
            return None
        head, rest = found
        try:
            toolkit, tree = self._toolkit(rest)
        except _REFUSED:
            return None
        return ReadToolkit(toolkit, tree, head.digest, str(path), head.files)

    def title(self, path: Path) -> Title | None:
        """Return what a list shows of the toolkit of a file; None when the file has to be read anew."""
        found = self._entry(path)
        return None if found is None else Title(found[0].id, found[0].version, found[0].title, found[0].digest)

    def keep(self, path: Path, read: ReadToolkit) -> None:
        """Keep a toolkit that was read and found to be without faults."""
        names = tuple(sorted({each.kind for each in read.toolkit.instruments.values()}))
        stamp = self._stamp(names)
        if not stamp:
            return
        toolkit = read.toolkit
        instruments = toolkit.instruments.values()
        try:
            # Every field is written, those that have their default as well: msgspec takes longer to find one missing
            # than to read it.
            body = _encode(
                (
                    evolve(toolkit, instruments={}),
                    [evolve(each, definition=None) for each in instruments],
                    _encode([each.definition for each in instruments]),
                    read.tree,
                )
            )
            if self._toolkit(body)[0] != toolkit:
                return  # a stranger's kind has a class that does not come back as it was
        except (*_REFUSED, OverflowError):
            return
        head = _encode(_Head(stamp, names, read.files, toolkit.id, toolkit.version, toolkit.title, read.digest))
        length = len(head).to_bytes(4, "big")
        data = b"".join((_MAGIC, _sum(length, head, body), length, head, body))
        with contextlib.suppress(OSError):
            self._write(self._place(path), data)

    def _toolkit(self, data: bytes | memoryview) -> tuple[Toolkit, bytes]:
        """Return the toolkit and the tree of what follows an entry's head."""
        body = _decoder(_Body).decode(data)
        classes = tuple([self._definition(each.kind) for each in body.instruments])
        definitions = _decoder_of_all(classes).decode(body.definitions)
        for each, definition in zip(body.instruments, definitions, strict=True):
            # Nobody has seen these values yet, and evolving them takes as long as reading them.
            _set(each, "definition", definition)
        _set(body.toolkit, "instruments", {each.id: each for each in body.instruments})
        return body.toolkit, body.tree

    def _definition(self, name: str) -> type[Any]:
        kind = self._kinds.get(name)
        if kind is None:
            raise KeyError(name)
        return kind.definition

    def _stamp(self, kinds: Iterable[str]) -> str:
        """Return what changes whenever the way of reading these kinds may have; empty when that cannot be told."""
        try:
            modules = [self._kinds.module(name) for name in kinds]
            return "\n".join([_readers(), *map(_module, modules)]) if all(modules) else ""
        except (AttributeError, ImportError, OSError, ValueError):
            return ""

    def _entry(self, path: Path) -> tuple[_Head, memoryview] | None:
        """Return the entry of a file when it still holds: its head, and the rest, unread."""
        try:
            data = _bytes(self._place(path))
        except OSError:
            return None
        start = len(_MAGIC) + 8
        if len(data) < start or not data.startswith(_MAGIC):
            return None
        rest = memoryview(data)
        if rest[start - 8 : start - 4] != _sum(rest[start - 4 :]):
            return None
        end = start + int.from_bytes(rest[start - 4 : start], "big")
        head, body = rest[start:end], rest[end:]
        try:
            found: _Head = _decoder(_Head).decode(head)
        except msgspec.DecodeError:
            return None
        if found.stamp != self._stamp(found.kinds) or not found.files or not all(map(_unchanged, found.files)):
            return None
        return found, body

    def _place(self, path: Path) -> str:
        name = hashlib.sha256(os.path.abspath(path).encode("utf-8", "surrogateescape")).hexdigest()  # noqa: PTH100
        return os.path.join(self._folder, name[:40])  # noqa: PTH118 - 500 of them, for one list

    def _write(self, place: str, data: bytes) -> None:
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        if not os.path.exists(place):  # noqa: PTH110
            self._clear()
        handle, aside = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(aside, place)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)  # noqa: PTH108
            raise

    def _clear(self) -> None:
        with os.scandir(self._folder) as found:
            entries = [each.path for each in found]
        if len(entries) >= _MOST:
            for each in sorted(entries, key=os.path.getmtime)[: _MOST // 2]:
                os.unlink(each)  # noqa: PTH108


def _bytes(path: str) -> bytes:
    with io.FileIO(path) as file:  # a list of 500 toolkits opens 1,000: half the time of open()
        return file.readall()


def _sum(*parts: bytes | memoryview) -> bytes:
    found = 0
    for part in parts:
        found = crc32(part, found)
    return found.to_bytes(4, "big")


def _unchanged(file: FileRead) -> bool:
    try:
        if file.facts and facts_of(os.stat(file.path)) == file.facts:  # noqa: PTH116 - half the time of Path.stat()
            return True
        return hashlib.sha256(_bytes(file.path)).hexdigest() == file.sha256
    except OSError:
        return False


@cache
def _readers() -> str:
    """Return what changes whenever the way of reading does."""
    here = os.path.dirname(__file__)  # noqa: PTH120
    return " ".join([sys.version, *(_facts(os.path.join(here, f"{name}.py")) for name in _READERS)])  # noqa: PTH118


@cache
def _module(name: str) -> str:
    """Return what changes whenever a module does; it is not imported for that."""
    loaded = sys.modules.get(name)
    if loaded is not None:
        return _facts(str(loaded.__file__))
    spec = importlib.util.find_spec(name)
    return _facts(str(spec.origin if spec else None))


def _facts(file: str) -> str:
    found = os.stat(file)  # noqa: PTH116
    return f"{file} {found.st_mtime_ns} {found.st_size}"


@cache
def _decoder(cls: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(cls, dec_hook=_hook)


@cache
def _decoder_of_all(classes: tuple[type[Any], ...]) -> msgspec.msgpack.Decoder[Any]:
    every: Any = tuple.__class_getitem__(classes)
    return msgspec.msgpack.Decoder(every, dec_hook=_hook)


def _encode(value: Any) -> bytes:
    return msgspec.msgpack.encode(value, enc_hook=_text)


def _text(value: Any) -> str:
    if isinstance(value, Minutes):
        return str(value)
    raise NotImplementedError(f"no way to keep {type(value)}")


def _hook(cls: type[Any], value: Any) -> Any:
    if cls is Minutes:
        return Minutes.parse(value)
    raise NotImplementedError(f"no way to read {cls}")
