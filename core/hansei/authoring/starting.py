"""A new toolkit: a folder that already runs, to be changed piece by piece."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from hansei.authoring.schema import FILE as SCHEMA
from hansei.authoring.schema import schema_of
from hansei.content.found import FILE, LOCALE
from hansei.document.folders import write_all
from hansei.errors import ExportError, UsageError
from hansei.kinds import AnyKind
from hansei.words.ours import tr

#: What an author begins with; its id and title give way to the new one's.
START = Path(__file__).with_name("start.yaml")
#: Names that some system keeps for its devices.
_KEPT = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def id_of(words: str) -> str:
    """Return the id that words make: "Our Data Talk" is ``our-data-talk``; empty when nothing in them can be one."""
    composed = unicodedata.normalize("NFC", words).casefold()
    return re.sub(r"[^\w]+", "-", composed).strip("-_")


def begin(place: Path, kinds: Iterable[AnyKind], title: str = "", *, translation: str = "") -> Path:
    """Make a folder with a toolkit that runs, and the schema by which editors know its keys.

    Args:
        place: The folder to make; the toolkit's id is made of its name.
        kinds: The instrument kinds that the schema is to know.
        title: The toolkit's title; empty: the folder's name in words.
        translation: A language of which an example of a translation is put beside it, as ``es``; empty: none.

    Returns:
        The folder.

    Raises:
        UsageError: when the name makes no id, or something is there already; nothing was written.
        ExportError: when the folder cannot be written; nothing of it is left.
    """
    id_ = id_of(place.name)
    if not id_ or id_ in _KEPT:
        raise UsageError(
            tr(
                "{place} cannot be the name of a toolkit; use letters and digits, as in my-toolkit",
                place=repr(str(place)),
            )
        )
    folder = place.with_name(id_)
    try:
        if folder.exists() or folder.is_symlink():
            raise UsageError(tr("{folder} is there already; nothing was changed. Name another folder", folder=folder))
    except ValueError:  # a name that no system allows
        raise UsageError(tr("{place} cannot be the name of a folder", place=repr(str(place)))) from None
    named = place.name.replace("-", " ").replace("_", " ")
    title = " ".join((title or named).split())
    title = title[:1].upper() + title[1:]
    text = START.read_text("utf-8")
    text = text.replace("toolkit: my-toolkit ", f"toolkit: {quoted(id_)} ", 1)
    text = text.replace("\ntitle: My toolkit\n", f"\ntitle: {quoted(title)}\n", 1).replace("FOLDER", id_)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            tr("{folder} cannot be made: {strerror}", folder=folder, strerror=error.strerror or error)
        ) from None
    files = [(FILE, text.encode()), (SCHEMA, schema_text(kinds))]
    if translation:
        files.append((f"{LOCALE}/{translation}.yaml", _translation(translation)))
    write_all(folder, files)
    return folder


def _translation(language: str) -> bytes:
    there = {path.name.split(".")[1]: path for path in START.parent.glob("start.*.yaml")}
    if language not in there:
        raise UsageError(
            tr(
                "there is no example of a translation into {language}; there are: {there}",
                language=repr(language),
                there=", ".join(there),
            )
        )
    return there[language].read_bytes()


def schema_text(kinds: Iterable[AnyKind]) -> bytes:
    """Return the JSON Schema as a file."""
    return (json.dumps(schema_of(kinds), ensure_ascii=False, indent=1) + "\n").encode()


def quoted(text: str) -> str:
    """Return a text as it stands in YAML: as it is where that is safe, otherwise in quotes."""
    safe = re.fullmatch(r"[^\W\d][\w \-.,()]*", text) and text == text.strip()
    return text if safe else json.dumps(text, ensure_ascii=False)
