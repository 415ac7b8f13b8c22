"""Teams, each with a store and a key of its own, and what they send each other."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

import hansei
from hansei.handoff import bundle as files
from hansei.handoff.bundle import Manifest, read_bundle, write_bundle
from hansei.handoff.keys import Key
from hansei.handoff.service import HandOff
from hansei.insight.names import file_name
from hansei.record.recounting import catch_up
from hansei.record.session import Session

#: Monday 23 November 2026, 14:00 UTC.
BEGUN = 1_795_442_400_000


#: What follows from what was received.
TABLES = (
    "toolkits",
    "sessions",
    "events",
    "names",
    "submitted_names",
    "decisions",
    "orgs",
    "org_names",
    "org_parents",
    "facts",
    "totals WHERE n <> 0",
    "actions",
    "uncounted",
)


class Place:
    """A team's laptop: a store, a key, a clock that goes on a second each time it is looked at."""

    def __init__(self, store: Path, letter: str = "a") -> None:
        ticks = itertools.count(BEGUN, 1_000)
        self.engine = hansei.open_engine(store, now=lambda: next(ticks))
        self.key = Key(letter.encode() * 32)
        self.handoff = HandOff(
            self.engine.log,
            lambda: self.engine.kinds,
            self.engine._toolkit,
            now=lambda: next(ticks),
            render=lambda session, given: b"<!doctype html><title>A report</title>",
            name=file_name,
            key=lambda: self.key,
        )

    def start(self, team: str = "Lincoln", people: tuple[str, ...] = ("Ann", "Bob")) -> Session:
        """Start a session of a building team."""
        return self.engine.start(
            "district-led-ci", team=hansei.Team(team, kind="building", of="Riverside"), people=people
        )

    def bundle(self, session: Session, scope: str = "everything", *, names: bool = True) -> bytes:
        """Return a session as it is handed in."""
        return self.handoff.bundle(session, scope=scope, names=names).data

    def dump(self) -> list[tuple[Any, ...]]:
        """Return everything that the store holds of what came from elsewhere, but when it arrived."""
        log: Any = self.engine.log
        found: list[tuple[Any, ...]] = []
        catch_up(log.facts, self.engine.open, self.engine.kinds)
        for table in TABLES:
            found += [(table, *row) for row in log.rows(f"SELECT * FROM {table}")]  # noqa: S608
        found += [tuple(each._replace(received=0, file="")) for each in log.inbox.submissions()]
        return sorted(found, key=repr)


def changed(data: bytes, key: Key | None = None, **parts: Any) -> bytes:
    """Return a bundle made anew with some of it changed, rightly signed.

    Args:
        data: A bundle.
        key: Signs it; None: a key that nobody knows.
        parts: ``manifest`` takes a function of the old manifest; other names, dots written as ``__``, are files of it:
            their new bytes, or None to leave one out.
    """
    bundle = read_bundle(data)
    members = dict(bundle.members)
    alter: Callable[[Manifest], Manifest] = parts.pop("manifest", lambda manifest: manifest)
    for name, value in parts.items():
        name = name.replace("__", ".")
        if value is None:
            members.pop(name)
        else:
            members[name] = value
    return write_bundle(alter(bundle.manifest), members, key or Key(b"z" * 32))


def with_lines(data: bytes, lines: list[bytes], key: Key | None = None) -> bytes:
    """Return a bundle with another record, rightly counted and signed."""

    def alter(manifest: Manifest) -> Manifest:
        return msgspec.structs.replace(manifest, counts=manifest.counts | {"events": len(lines)})

    return changed(data, key, manifest=alter, events__jsonl=b"".join(line + b"\n" for line in lines))


def lines_of(data: bytes) -> list[bytes]:
    """Return the lines in a bundle."""
    return read_bundle(data).members[files.EVENTS].splitlines()


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """Return a zip of any files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def members_of(data: bytes) -> list[tuple[str, bytes]]:
    """Return the files in a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def places(folder: Path, *letters: str) -> Iterator[Place]:
    """Yield a place for each letter."""
    for letter in letters:
        yield Place(folder / f"{letter}.db", letter)
