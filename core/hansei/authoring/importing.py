"""Toolkits made of files of other programs: which reader reads which, by the ending of the name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import field, frozen

from hansei.authoring.starting import id_of
from hansei.content.found import FILE
from hansei.document.folders import write_all
from hansei.errors import UsageError

#: The ending of a name to the module and its function that read such a file.
READERS = {".json": ("hansei.authoring.case_reading", "read_case")}


@frozen
class Imported:
    """A toolkit that was made of another program's file."""

    #: The toolkit's id.
    id: str
    #: ``toolkit.yaml``.
    toolkit: bytes
    #: Further files of its folder, by their path in it.
    beside: Mapping[str, bytes] = field(factory=dict)
    #: What people should know about what was made.
    remarks: tuple[str, ...] = ()


def read_foreign(path: Path) -> Imported:
    """Read a file of another program.

    Raises:
        UsageError: when there is no reader for its ending.
        ToolkitError: naming every place in the file that cannot be read.
    """
    found = READERS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(sorted(READERS))
        raise UsageError(f"{path} ends in {path.suffix or 'nothing'}; what can be read ends in {known}")
    reader: Callable[[Path], Imported] = getattr(importlib.import_module(found[0]), found[1])
    return reader(path)


def write_imported(imported: Imported, folder: Path | None) -> Path:
    """Write a toolkit into a new folder.

    Args:
        imported: The toolkit.
        folder: The folder; None: one of the toolkit's id here.

    Returns:
        The folder.

    Raises:
        ExportError: when it is there already or cannot be written; nothing of it is left.
    """
    place = folder or Path(imported.id)
    write_all(place, [(FILE, imported.toolkit), *imported.beside.items()])
    return place


def new_id(words: str, taken: Mapping[str, object] | set[str], other: str) -> str:
    """Return an id made of some words, short and not taken yet.

    Args:
        words: What it is about.
        taken: Ids there are.
        other: What to call it when nothing in the words can be an id.
    """
    parts = id_of(words).split("-")
    short = parts[0][:40]
    for part in parts[1:6]:
        if len(short) + len(part) > 40:
            break
        short = f"{short}-{part}"
    made = short or other
    found, number = made, 2
    while found in taken:
        found, number = f"{made}-{number}", number + 1
    return found
