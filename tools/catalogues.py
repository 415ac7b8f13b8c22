"""The catalogues of messages: find every sentence of the code, keep the files of translators in step, compile them.

    python tools/catalogues.py update es            every package's es.po is as the code is, and es.mo as es.po
    python tools/catalogues.py missing es > m.json  the sentences that nobody has translated yet
    python tools/catalogues.py take es m.json       put in what a translator wrote there, and update
    python tools/catalogues.py check                say where a file is behind the code, and fail

A sentence is found as what ``tr``, ``trn`` (one, many), ``trc`` (which meaning, word), ``N_`` and ``Nn_`` are called
with, as the name of a key (``Binding``), and in the help of commands, which click reads from their docstrings;
``docs/translating.md`` tells the rest.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import io
import json
import string
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
#: Each package that speaks, and where its catalogues are.
PACKAGES = {
    "core/hansei": "core/hansei/words/locale",
    "plugins/reports/hansei_reports": "plugins/reports/hansei_reports/locale",
    "tui/hansei_tui": "tui/hansei_tui/locale",
}
KEYWORDS: dict[str, Any] = {"tr": None, "N_": None, "trn": (1, 2), "Nn_": (1, 2), "trc": ((1, "c"), 2)}
#: Which meaning a word has that names a key.
KEY = "key"
#: Who vouches for a new catalogue, until a person does.
UNREVIEWED = "machine-made, unreviewed"
#: What joins a context to its word, as in a compiled catalogue.
JOIN = "\x04"


# ------------------------------------------------------------------------------------------- the code


def sentences(package: str) -> Catalog:
    """Return every sentence of a package, with the files it stands in and nothing translated."""
    found = Catalog(charset="utf-8", fuzzy=False)
    folder = ROOT / package
    for name, _, message, comments, context in extract_from_dir(
        folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    for path in sorted(folder.rglob("*.py")):
        for text in labels(path):
            if "\4" in text:  # with a meaning of its own, said elsewhere
                continue
            found.add(text, locations=[(path.relative_to(folder).as_posix(), 0)], context=KEY)
    for path in sorted((folder / "commands").rglob("*.py")):
        for text in helps(path):
            found.add(text, locations=[(path.relative_to(folder).as_posix(), 0)])
    return found


def labels(path: Path) -> Iterator[str]:
    """Yield what the keys in a file are called: the third argument of each ``Binding``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"):
            continue
        if len(node.args) > 2 and isinstance(node.args[2], ast.Constant) and node.args[2].value:
            yield str(node.args[2].value)


def helps(path: Path) -> Iterator[str]:
    """Yield what click tells of the commands in a file: their docstrings, and texts for ``help`` and ``epilog``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(_is_command(each) for each in node.decorator_list):
            if doc := ast.get_docstring(node, clean=False):
                yield inspect.cleandoc(doc)
        elif isinstance(node, ast.keyword) and node.arg in ("help", "epilog") and isinstance(node.value, ast.Constant):
            yield inspect.cleandoc(str(node.value.value))


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")


# ------------------------------------------------------------------------------------- the catalogues


def catalogue(package: str, language: str) -> Catalog:
    """Return the catalogue of a package as it is in the code now, with what its file has translated."""
    path = ROOT / PACKAGES[package] / f"{language}.po"
    if path.exists():
        with path.open("rb") as file:
            found = read_po(file, locale=language)
    else:
        found = Catalog(locale=language, fuzzy=False, charset="utf-8", language_team=UNREVIEWED)
    found.project, found.fuzzy = "Hansei", False
    found.header_comment = f"# Hansei in {found.locale.english_name if found.locale else language}: {package}."
    found.update(sentences(package), no_fuzzy_matching=True)
    found.obsolete.clear()
    return found


def written(found: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as text for translators and as it is read by the program; the same for the same words."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, found, width=120, include_lineno=False, sort_by_file=True, omit_header=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    text_ = "".join(line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date')))
    again = read_po(io.BytesIO(text_.encode()), locale=found.locale)
    again.fuzzy = False
    again.creation_date = again.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    write_mo(compiled, again)
    return text_.encode(), compiled.getvalue()


def languages() -> list[str]:
    """Return the languages into which something was translated."""
    return sorted({path.stem for folder in PACKAGES.values() for path in (ROOT / folder).glob("*.po")})


def key_of(message: Any) -> str:
    """Return what tells a message from the others in a translator's file."""
    id_ = message.id[0] if isinstance(message.id, tuple) else message.id
    return f"{message.context}{JOIN}{id_}" if message.context else id_


def fields(text: str) -> list[str]:
    """Return the names in braces, sorted; a text whose braces are not for names has none."""
    try:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})
    except ValueError:
        return []


def wrong(message: Any, words: str | list[str]) -> str:
    """Return what is wrong with a translation; empty when nothing is."""
    many = isinstance(message.id, tuple)
    if many != isinstance(words, list):
        return "it needs a list of two sentences" if many else "it needs one sentence"
    wants = fields(message.id[1] if many else message.id)
    for each in words if isinstance(words, list) else [words]:
        has = fields(each)
        if has != wants and not (many and set(wants) - set(has) == {"n"} and not set(has) - set(wants)):
            return f"it has the names {has} where the sentence has {wants}"
    return ""


# ------------------------------------------------------------------------------------------- commands


def update(language: str, given: dict[str, str | list[str]], packages: Sequence[str] = ()) -> int:
    """Write every package's catalogue anew; return how many sentences were refused.

    Args:
        language: The code of a language.
        given: What was translated, by :func:`key_of`.
        packages: Those that it was translated for; none: all.
    """
    refused = 0
    for package, folder in PACKAGES.items():
        found = catalogue(package, language)
        here = given if package in (packages or PACKAGES) else {}
        done = 0
        for message in found:
            if not message.id:
                continue
            if words := here.get(key_of(message)):
                if fault := wrong(message, words):
                    refused += 1
                    print(f"{package}: {key_of(message)!r}: {fault}", file=sys.stderr)
                else:
                    message.string = tuple(words) if isinstance(words, list) else words
            done += bool(message.string and all(message.string))
        text, compiled = written(found)
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
        (ROOT / folder / f"{language}.po").write_bytes(text)
        (ROOT / folder / f"{language}.mo").write_bytes(compiled)
        print(f"{package}: {done} of {len(found)} sentences are in {language}", file=sys.stderr)
    return refused


def missing(language: str, packages: list[str]) -> dict[str, dict[str, Any]]:
    """Return what is not translated yet, by file."""
    found: dict[str, dict[str, Any]] = {}
    for package in packages:
        for message in catalogue(package, language):
            if message.id and not (message.string and all(message.string)):
                place = f"{package}/{message.locations[0][0]}"
                empty = list(message.id) if isinstance(message.id, tuple) else ""
                found.setdefault(place, {})[key_of(message)] = empty
    return found


def behind() -> list[str]:
    """Return what is wrong with the files as they are: not as the code is, not as compiled, or names that differ."""
    found = []
    for language in languages():
        for package, folder in PACKAGES.items():
            path = ROOT / folder / f"{language}.po"
            now = catalogue(package, language)
            text, compiled = written(now)
            if not path.exists() or path.read_bytes() != text:
                found.append(f"{folder}/{language}.po is not as the code is: run tools/catalogues.py update {language}")
            elif path.with_suffix(".mo").read_bytes() != compiled:
                found.append(f"{folder}/{language}.mo is not made of {language}.po: run the same")
            for message in now:
                if message.id and message.string and all(message.string):
                    words = list(message.string) if isinstance(message.string, tuple) else message.string
                    if fault := wrong(message, words):
                        found.append(f"{folder}/{language}.po: {key_of(message)!r}: {fault}")
    return found


def main() -> int:
    """Do what the command line says and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("check")
    for name in ("update", "missing", "take"):
        one = acts.add_parser(name)
        one.add_argument("language")
        if name == "take":
            one.add_argument("files", nargs="+", type=Path)
        if name in ("missing", "take"):
            one.add_argument("--package", choices=PACKAGES, action="append")
    given = parser.parse_args()
    if given.act == "check":
        print("\n".join(found := behind()) or "every catalogue is as the code is")
        return int(bool(found))
    if given.act == "missing":
        print(json.dumps(missing(given.language, given.package or list(PACKAGES)), indent=1, ensure_ascii=False))
        return 0
    answers: dict[str, str | list[str]] = {}
    for path in getattr(given, "files", ()):
        for place, words in json.loads(path.read_text(encoding="utf-8")).items():
            answers.update(words if isinstance(words, dict) else {place: words})
    return int(bool(update(given.language, answers, getattr(given, "package", None) or ())))


if __name__ == "__main__":
    sys.exit(main())
