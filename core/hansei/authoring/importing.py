"""Toolkits made of files of other programs: which reader reads which, by the ending of the name."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from attrs import field, frozen

from hansei.authoring.schema import FILE as SCHEMA
from hansei.authoring.schema import FIRST_LINE
from hansei.authoring.starting import id_of, schema_text
from hansei.content.found import FILE
from hansei.content.reading import read_toolkit
from hansei.document.folders import write_all
from hansei.errors import Problem, ToolkitError, UsageError
from hansei.kinds import AnyKind, Kinds
from hansei.words.ours import tr

#: The ending of a name to the module and its function that read such a file.
READERS = {
    ".json": ("hansei.authoring.case_reading", "read_case"),
    ".xlsx": ("hansei.authoring.workbook_reading", "read_workbook"),
}


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
    #: Each part of the toolkit, as in ``sections[0].title``, to where it comes from, as in ``Agenda!B2``.
    places: Mapping[str, str] = field(factory=dict)


def read_foreign(path: Path) -> Imported:
    """Read a file of another program.

    Raises:
        UsageError: when there is no reader for its ending.
        ToolkitError: naming every place in the file that cannot be read.
    """
    found = READERS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(sorted(READERS))
        raise UsageError(
            tr(
                "{path} ends in {suffix}; what can be read ends in {known}",
                path=path,
                suffix=path.suffix or tr("nothing"),
                known=known,
            )
        )
    reader: Callable[[Path], Imported] = getattr(importlib.import_module(found[0]), found[1])
    return reader(path)


def check_imported(imported: Imported, path: Path, kinds: Kinds) -> None:
    """Make sure that what was made of a file is a toolkit, before anything is written.

    Args:
        imported: The toolkit.
        path: The file it was made of.
        kinds: The instrument kinds at hand.

    Raises:
        ToolkitError: with every fault, told by its place in the file where that is known.
    """
    with tempfile.TemporaryDirectory(prefix="hansei-") as folder:
        for name, data in [(FILE, imported.toolkit), *imported.beside.items()]:
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        try:
            read_toolkit(Path(folder), kinds)
        except ToolkitError as error:
            faults = [
                Problem(each.message, path=_where(imported, each.path), source=str(path)) for each in error.problems
            ]
            raise ToolkitError(str(path), faults) from None


def _where(imported: Imported, place: str) -> str:
    """Return where in the file a place of the toolkit comes from; the place itself, where that is not known."""
    here = place
    while here:
        if here in imported.places:
            return imported.places[here]
        here = here[: max(here.rfind("."), here.rfind("["), 0)]
    return place


def write_imported(imported: Imported, folder: Path | None, kinds: Iterable[AnyKind] | None = None) -> Path:
    """Write a toolkit into a new folder.

    Args:
        imported: The toolkit.
        folder: The folder; None: one of the toolkit's id here.
        kinds: The instrument kinds that editors are to know; None: without what editors need.

    Returns:
        The folder.

    Raises:
        ExportError: when it is there already or cannot be written; nothing of it is left.
    """
    place = folder or Path(imported.id)
    text, schema = imported.toolkit, []
    if kinds is not None:
        text = f"{FIRST_LINE}\n".encode() + text
        schema = [(SCHEMA, schema_text(kinds))]
    write_all(place, [(FILE, text), *imported.beside.items(), *schema])
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
