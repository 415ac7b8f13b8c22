"""Everything that is in a store, in open formats: one file after another, to be written into a folder or a zip.

JSON holds the whole of it, CSV the same as tables for spreadsheets, and every toolkit a session was run with is there
as the YAML file that an author would write. What is hidden in a round that is not revealed is left out here as well.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple

import msgspec
from attrs import asdict

from hansei.insight.transcript import FORMAT, iso, transcript
from hansei.record.caring import Receipt
from hansei.record.log import Head
from hansei.record.organisations import Organisation, Said
from hansei.record.session import Session

#: Bytes of a table that are kept in memory.
_IN_MEMORY = 4 * 1024 * 1024

README = """\
Everything that was in {store} on {when}, in open formats (UTF-8).

sessions/ID.json      the whole record of a session: people, answers, rounds, what was settled, actions, notes, history
sessions.csv          one line for each session
people.csv            who took part
answers.csv           what each rater answered, as it is now; "says" in words, "response" as JSON
settled.csv           what the team agreed on, and where it did not come together
actions.csv           actions with owner, date and how they stand
notes.csv             notes and the parking lot
organisations.csv     districts, buildings and teams; organisations.json has their earlier names too
toolkits/…/toolkit.yaml  each toolkit a session was run with, as a file that Hansei can read again
submissions/          what other teams handed in: the signed manifest, the lines of the record, names
deleted.json          receipts of sessions that were deleted

CSV has commas, quotes where needed and one header line; line ends are CR LF (RFC 4180). Times are UTC. Answers in a
round that is not revealed are left out. To move to another computer, use `hansei backup` instead: it holds everything
in Hansei's own form.
"""

#: Table to its columns.
TABLES: dict[str, tuple[str, ...]] = {
    "sessions": (
        "session", "team", "kind", "of", "organisation", "toolkit", "version", "digest", "state", "started", "changed",
        "received", "archived",
    ),
    "people": ("session", "person", "name", "role", "votes", "present", "building"),
    "answers": ("session", "instrument", "item", "rater", "rater_name", "round", "at", "says", "response"),
    "settled": ("session", "instrument", "item", "round", "agreed", "says", "rationale", "apart", "at", "response"),
    "actions": ("session", "about", "instrument", "item", "text", "owner", "due", "status", "words", "key"),
    "notes": ("session", "step", "parked", "text", "at"),
    "organisations": ("id", "name", "kind", "parent", "district", "number", "closed"),
}  # fmt: skip


class Part(NamedTuple):
    """One file of an export."""

    #: Its path in the folder or the zip, with slashes.
    path: str
    data: bytes | IO[bytes]


class _Echo:
    """Gives a line back to who wrote it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


class _Tables:
    """The tables, filled session by session; a large one goes to a file of the system's."""

    def __init__(self) -> None:
        self._line = csv.writer(_Echo()).writerow
        self._files = {name: SpooledTemporaryFile(_IN_MEMORY) for name in TABLES}  # noqa: SIM115 - see close
        for name, columns in TABLES.items():
            self._write(name, columns)

    def _write(self, table: str, row: Sequence[object]) -> None:
        line: Any = self._line(row)  # what the echo returned
        self._files[table].write(line.encode("utf-8", "replace"))

    def add(self, table: str, values: Mapping[str, Any], **more: Any) -> None:
        """Add a row; what is no text or number stands as JSON."""
        known = {**values, **more}
        row = [known.get(column, "") for column in TABLES[table]]
        self._write(table, [_cell(value) for value in row])

    def parts(self) -> Iterator[Part]:
        """Yield the tables as files."""
        for name, file in self._files.items():
            file.seek(0)
            yield Part(f"{name}.csv", file)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            file.close()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, (str, int, float)):
        return value
    return msgspec.json.encode(value).decode()


def everything(
    store: str,
    now: int,
    heads: Iterable[Head],
    open_: Callable[[str], Session],
    pinned: Callable[[str], bytes | None],
    organisations: Sequence[tuple[Organisation, tuple[Said, ...]]],
    receipts: Sequence[Receipt],
    submissions: Iterable[tuple[str, bytes]],
    failed: Callable[[str, Exception], None],
) -> Iterator[Part]:
    """Yield every file of a full export, one session at a time.

    Args:
        store: What people know the store by.
        now: UTC, milliseconds.
        heads: Which sessions there are.
        open_: Opens a session.
        pinned: Returns the tree of a pinned toolkit.
        organisations: The directory, each with what it has been called.
        receipts: Of what was deleted.
        submissions: What other teams handed in: a file name and its content.
        failed: Told of a session that cannot be read, and why; the others are exported.
    """
    digests: dict[str, tuple[str, str]] = {}
    yield Part("README.txt", README.format(store=store, when=iso(now)).encode("utf-8", "replace"))
    with closing(_Tables()) as tables:
        for head in heads:
            try:
                record = transcript(open_(head.session))
            except Exception as error:  # noqa: BLE001 - one session must not keep the others
                failed(head.session, error)
                continue
            toolkit = record["toolkit"]
            digests[toolkit["digest"]] = (toolkit["id"], toolkit["version"])
            _fill(tables, record, head)
            data = msgspec.json.format(msgspec.json.encode({"hansei": FORMAT, **record}), indent=1)
            yield Part(f"sessions/{_safe(head.session)}.json", data + b"\n")
        for org, _ in organisations:
            tables.add("organisations", {"number": org.ident}, **_plain(org))
        yield from tables.parts()
    yield Part("organisations.json", _json([{**_plain(org), "names": _names(said)} for org, said in organisations]))
    for digest, (id_, version) in digests.items():
        tree = pinned(digest)
        if tree is not None:
            folder = f"toolkits/{_safe(id_)}-{_safe(version)}-{digest[:12]}"
            yield Part(f"{folder}/toolkit.yaml", toolkit_yaml(tree))
            yield Part(f"{folder}/toolkit.json", msgspec.json.format(tree, indent=1) + b"\n")
    for name, data in submissions:
        yield Part(f"submissions/{name}", data)
    yield Part("deleted.json", _json([_receipt(each) for each in receipts]))


def toolkit_yaml(tree: bytes) -> bytes:
    """Return a pinned toolkit as the file that an author would write; it reads as the same toolkit again."""
    import yaml

    root = msgspec.json.decode(tree)
    text: str = yaml.safe_dump(root, allow_unicode=True, sort_keys=False, width=110)
    digest = hashlib.sha256(tree).hexdigest()
    return f"# As it was pinned by sessions; SHA-256 {digest}\n{text}".encode()


def _fill(tables: _Tables, record: Mapping[str, Any], head: Head) -> None:
    session = record["session"]
    team, toolkit = record["team"], record["toolkit"]
    tables.add(
        "sessions",
        {**toolkit, **team, **record},
        team=team["name"],
        organisation=head.org,
        toolkit=toolkit["id"],
        received=head.origin,
        archived=head.archived,
    )
    for each in record["people"]:
        tables.add("people", each, session=session, person=each["id"])
    for each in record["answers"]:
        tables.add("answers", each, session=session)
    for each in record["settled"]:
        apart = [f"{one['rater_name']}: {one['words']}" for one in each.get("dissent", each.get("positions", ()))]
        tables.add("settled", each, session=session, apart="; ".join(apart))
    for each in record["actions"]:
        tables.add("actions", each, session=session)
    for each in record["notes"]:
        tables.add("notes", each, session=session)


def _plain(org: Organisation) -> dict[str, Any]:
    return {
        "id": org.id,
        "name": org.name,
        "kind": org.kind,
        "parent": org.parent,
        "district": org.district,
        "ident": org.ident,
        "closed": org.closed,
    }


def _names(said: Sequence[Said]) -> list[dict[str, str]]:
    return [{"name": each.value, "since": iso(each.since) if each.since else ""} for each in said]


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {**asdict(receipt), "started": iso(receipt.started), "deleted": iso(receipt.deleted)}


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _safe(text: str) -> str:
    """Return a text that can stand in a file name on every system."""
    return "".join(letter if letter.isalnum() or letter in ".-_" else "-" for letter in text).strip(".")[:60] or "x"
