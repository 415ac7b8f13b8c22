"""OneRoster: districts and schools from ``orgs.csv``, as student information systems export it.

Source: 1EdTech OneRoster 1.1 and 1.2, CSV Binding, ``orgs.csv``. The other files of an export hold people, most of
them children. Those are never opened: of a zip only ``orgs.csv`` is looked into, and a file whose first line names
what only people have is refused before a row of it is read.
"""

from __future__ import annotations

import csv
import difflib
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from hansei.errors import Problem, RosterError
from hansei.record.organisations import OrgKind
from hansei.record.roster import Roster, RosterEntry

#: The only file that is read.
FILE = "orgs.csv"
#: The columns of both versions; further ones, as 1.2's ``metadata.…``, are passed over.
NEEDED = ("sourcedId", "name", "type")
COLUMNS = (*NEEDED, "status", "dateLastModified", "identifier", "parentSourcedId")
#: Types of organisations to what they are here; a state or a nation has no place in a directory.
TYPES: dict[str, OrgKind | None] = {
    "department": "team",
    "school": "building",
    "district": "district",
    "local": "district",
    "state": None,
    "national": None,
}
STATUS = ("", "active", "inactive", "tobedeleted")
#: Columns that only people have, in the other files of OneRoster and in lists like them; written small, in one word.
PEOPLE = frozenset({
    "agentsourcedids", "americanindianoralaskanative", "birthcity", "birthcountry", "birthdate", "birthstate",
    "dateofbirth", "dob", "email", "enableduser", "familyname", "firstname", "gender", "givenname", "grade",
    "grades", "hispanicorlatinoethnicity", "homeroom", "lastname", "lineitemsourcedid", "middlename",
    "password", "phone", "primaryorgsourcedid", "pronouns", "race", "score", "sex", "sms", "ssn", "student",
    "studentid", "studentname", "studentsourcedid", "userids", "usermasteridentifier", "username",
    "usersourcedid",
})  # fmt: skip
#: The other files of an export.
OTHERS = frozenset({
    "academicsessions", "categories", "classes", "classresources", "courseresources", "courses",
    "demographics", "enrollments", "lineitems", "resources", "results", "roles", "scorescales", "userprofiles",
    "userresources", "users",
})  # fmt: skip
#: Bytes of ``orgs.csv`` that are read at the most: a nation's schools are 20 MB.
MOST = 64 * 1024 * 1024
#: Faults that are named; more of them help nobody.
FAULTS = 50


def read_orgs(path: Path) -> Roster:
    """Return the districts and schools of an ``orgs.csv``, or of a zip that holds one.

    Raises:
        RosterError: naming every line that cannot be read, with its column.
    """
    if path.stem.lower() in OTHERS:
        raise _refused(str(path), f"{path.name} is a list of people or of what they do")
    try:
        if path.is_dir():
            found = path / FILE
            if not found.is_file():
                raise _fault(str(path), f"there is no {FILE} in this folder")
            return read_orgs(found)
        if zipfile.is_zipfile(path):
            return _read_zip(path)
        with path.open("rb") as file:
            return _read(file, str(path))
    except OSError as error:
        raise _fault(str(path), f"cannot be read: {error.strerror or error}") from None


def _read_zip(path: Path) -> Roster:
    """Read ``orgs.csv`` in a zip, and nothing else of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [each for each in archive.namelist() if each.replace("\\", "/").rsplit("/", 1)[-1].lower() == FILE]
            if len(names) != 1:
                what = f"holds no {FILE}" if not names else f"holds {len(names)} files {FILE}; unpack it and name one"
                raise _fault(str(path), what)
            with archive.open(names[0]) as file:
                return _read(file, f"{path}/{names[0]}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _fault(str(path), f"is a damaged or locked zip: {error}") from None


def _read(file: IO[bytes], source: str) -> Roster:
    rows = csv.reader(_lines(file, source), strict=True)
    try:
        header = next(rows, [])
        columns = _columns(header, source)
        return _entries(rows, columns, len(header), source)
    except csv.Error as error:
        raise _fault(source, f"is no CSV: {error}", line=rows.line_num) from None


def _lines(file: IO[bytes], source: str) -> Iterator[str]:
    """Yield the lines as text, each with its end, one at a time: what is refused by its first line is not read on."""
    left, number = MOST, 0
    while line := file.readline(left + 1):
        left, number = left - len(line), number + 1
        if left < 0:
            raise _fault(source, f"is larger than {MOST // 1024 // 1024} MB; is it {FILE}?", line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise _fault(source, "is not UTF-8; save it as “CSV UTF-8”", line=number) from None
        if "\x00" in text:
            raise _fault(source, "is no CSV text", line=number)
        yield text


def _columns(header: Sequence[str], source: str) -> dict[str, int]:
    """Return where the columns are, after making sure that the file is no list of people."""
    folded = [name.strip().lower().replace(" ", "").replace("_", "") for name in header]
    people = [name for name, key in zip(header, folded, strict=True) if key in PEOPLE]
    if people:
        raise _refused(source, f"the column {people[0]!r} belongs to people")
    known = {name.lower(): name for name in COLUMNS}
    columns: dict[str, int] = {}
    problems = []
    for at, key in enumerate(folded):
        if key in known and known[key] in columns:
            problems.append(Problem("is there twice", path=known[key], line=1, source=source))
        elif key in known:
            columns[known[key]] = at
    for name in NEEDED:
        if name not in columns:
            near = difflib.get_close_matches(name, header, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; is it {FILE} of OneRoster 1.1 or 1.2?"
            if len(header) == 1 and ";" in header[0]:
                hint = "; the columns are divided by semicolons: save it with commas"
            problems.append(Problem(f"there is no such column{hint}", path=name, line=1, source=source))
    if problems:
        raise RosterError(source, problems)
    return columns


def _entries(rows: Iterator[list[str]], columns: dict[str, int], wide: int, source: str) -> Roster:
    entries: dict[str, RosterEntry] = {}
    passed: dict[str, str] = {}
    counted: Counter[str] = Counter()
    problems: list[Problem] = []
    line = 2
    for row in rows:
        here, line = line, rows.line_num + 1  # type: ignore[attr-defined]  # a reader of csv knows it
        if not any(cell.strip() for cell in row):
            continue
        faults, entry, kind = _entry(row, columns, wide, here)
        if not faults and entry.ident in entries | passed:
            faults = [("sourcedId", f"{entry.ident!r} is there twice")]
        problems += [Problem(message, path=column, line=here, source=source) for column, message in faults]
        if faults:
            continue
        if kind in TYPES and TYPES[kind] is not None:
            entries[entry.ident] = entry
        else:
            passed[entry.ident] = kind
            counted[kind] += 1
    if not problems and not entries:
        problems = [Problem("holds no district and no school", source=source)]
    if problems:
        more = len(problems) - FAULTS
        told = problems[:FAULTS] + ([Problem(f"and {more} more faults", source=source)] if more > 0 else [])
        raise RosterError(source, told)
    found = [_below(each, passed) for each in entries.values()]
    return Roster(source, tuple(found), dict(counted))


def _below(entry: RosterEntry, passed: dict[str, str]) -> RosterEntry:
    """Return an entry that belongs to nothing when it belongs to what is passed over, such as a state."""
    if entry.parent not in passed:
        return entry
    return RosterEntry(entry.ident, entry.name, entry.kind, "", entry.gone, entry.line)


def _entry(
    row: Sequence[str], columns: dict[str, int], wide: int, line: int
) -> tuple[list[tuple[str, str]], RosterEntry, str]:
    """Return what is wrong in a row, what it says, and its type."""
    if len(row) != wide:
        return [("", f"has {len(row)} columns, and the first line has {wide}")], RosterEntry("", "", "team"), ""
    cells = {name: row[at].strip() for name, at in columns.items()}
    faults = [(name, "is empty") for name in NEEDED if not cells[name]]
    kind = cells["type"].lower()
    if kind and kind not in TYPES and not kind.startswith("ext:"):
        near = difflib.get_close_matches(kind, TYPES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(TYPES)}"
        faults.append(("type", f"there is no type {cells['type']!r}; {hint}"))
    status = cells.get("status", "").lower()
    if status not in STATUS:
        faults.append(("status", f"there is no status {cells['status']!r}; there are: {', '.join(STATUS[1:])}"))
    parent = cells.get("parentSourcedId", "")
    if parent and parent == cells["sourcedId"]:
        faults.append(("parentSourcedId", "names the row itself"))
    gone = status in ("tobedeleted", "inactive")
    entry = RosterEntry(cells["sourcedId"], cells["name"], TYPES.get(kind) or "team", parent, gone, line)
    return faults, entry, kind


def _refused(source: str, why: str) -> RosterError:
    return _fault(source, f"{why}. Hansei keeps no data of students; nothing of it was read. Name {FILE} instead")


def _fault(source: str, message: str, *, line: int = 0) -> RosterError:
    return RosterError(source, [Problem(message, line=line, source=source)])
