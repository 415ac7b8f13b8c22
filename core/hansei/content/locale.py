"""Translations of a toolkit: ``locale/es.yaml`` beside it, each text under the address of the publisher's.

What is not translated stays as published. A translation is laid on a toolkit like an overlay: the session keeps both.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import msgspec
from attrs import evolve, field, frozen

from hansei.content.adapted import KEY, Adapted, Base, Change
from hansei.content.address import Address, LostError, at, index, names, resolve, texts
from hansei.content.found import FILE, LOCALE, FileRead, ReadToolkit
from hansei.content.overlay import finished, leaves
from hansei.content.reading import DefinitionReaders, structured
from hansei.content.tree import Place, Tree, dotted, read_first_texts, read_tree
from hansei.errors import Problem, ToolkitError, UsageError
from hansei.words.ours import tr

#: A language as in ``es`` or ``pt-BR``.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Keys whose texts are no words: they name something, or belong to the publisher as they are.
_NO_WORDS = frozenset(
    {"address", "author", "by", "contact", "for_each", "handouts", "id", "instruments", "kind", "language", "licence"}
    | {"provenance", "published", "shows", "toolkit", "version"}
)
#: Lists whose every text is read, be it one small word as "yes".
_WORDS = frozenset({"decisions", "marks", "options", "outcomes", "status"})
#: A value that an author picks from a list, a number, a colour.
_NO_WORD = re.compile(r"[a-z0-9#][a-z0-9_.:/#@-]*|")


@frozen
class Locale:
    """What a translator writes."""

    language: str
    #: How it was made, as people are told: "machine-made, unreviewed", "reviewed by Ana Ruiz, 2026".
    status: str
    #: Address to the translated text.
    texts: dict[str, Any] = field(factory=dict)


@frozen
class Coverage:
    """How much of a toolkit is translated into a language."""

    language: str
    status: str
    #: Addresses of all texts, and of those that are not translated.
    all: tuple[Address, ...]
    missing: tuple[Address, ...]

    @property
    def translated(self) -> int:
        """How many texts are translated."""
        return len(self.all) - len(self.missing)


def words(root: dict[str, Any]) -> dict[Address, str]:
    """Return every text of a toolkit's tree that people read, by its address."""
    return {address: text for address, text in texts(root) if address[0] != KEY and _is_read(address, text)}


def _is_read(address: Address, text: str) -> bool:
    key = address[-2] if address[-1].isdecimal() and len(address) > 1 else address[-1]
    linked = address[0] == "instruments" and address[2:3] in (("begins_with",), ("where",))
    if key in _WORDS and any(letter.isalpha() for letter in text):
        return True
    return key not in _NO_WORDS and not linked and not _NO_WORD.fullmatch(text)


def languages(read: ReadToolkit) -> tuple[str, ...]:
    """Return the languages that a toolkit was translated into, sorted."""
    found = {path.stem for folder in _folders(read) for path in folder.glob("*.yaml") if _LANGUAGE.fullmatch(path.stem)}
    return tuple(sorted(found))


def offered(read: ReadToolkit) -> dict[str, str]:
    """Return the languages that a toolkit can be run in beside its own, each with how it was translated."""
    found: dict[str, str] = {}
    for language in languages(read):
        paths = [path for folder in _folders(read) if (path := folder / f"{language}.yaml").is_file()]
        with contextlib.suppress(ToolkitError):  # what is wrong with one is told when it is wanted
            status = [read_first_texts(path, frozenset({"status"})).get("status", "") for path in paths]
            if language != read.toolkit.language:
                found[language] = "; ".join(dict.fromkeys(filter(None, status)))
    return found


def translated(read: ReadToolkit, language: str, kinds: DefinitionReaders) -> ReadToolkit:
    """Return a toolkit in another language; what is not translated stays as published.

    Args:
        read: The toolkit, or an overlay with the translations of its own and of the toolkit it is on.
        language: As in ``es``.
        kinds: The instrument kinds at hand.

    Raises:
        UsageError: when there is no such translation.
        ToolkitError: naming every line of the translation that fits nothing.
    """
    if language == read.toolkit.language:
        return read
    laying = _Laying(read, language, kinds)
    laying.lay()
    status, its = "; ".join(dict.fromkeys(laying.status)), read.toolkit
    before = its.adapted or Adapted(Base(its.id, its.version, its.title, read.digest))
    changes = (*before.changes, *laying.changes)
    adapted = evolve(before, language=language, status=status, changes=changes)
    files = (*read.files, *laying.files)
    # What the whole is found to lack now, it lacks for a word in here.
    found = finished(Tree(laying.files[-1].path, laying.root, {}, files), kinds, adapted)
    return evolve(found, source=read.source)


def faults(read: ReadToolkit, kinds: DefinitionReaders) -> list[Problem]:
    """Return what is wrong with the translations beside a toolkit, by file and line."""
    found: list[Problem] = []
    for path in sorted((Path(read.source).parent / LOCALE).glob("*")):
        if path.suffix not in (".yaml", ".yml"):
            continue
        if path.suffix == ".yml" or not _LANGUAGE.fullmatch(path.stem):
            found.append(Problem(tr("a translation is named by its language, as es.yaml"), source=str(path)))
            continue
        try:
            translated(read, path.stem, kinds)
        except ToolkitError as error:
            found += error.problems
    return found


def coverage(read: ReadToolkit, language: str, kinds: DefinitionReaders) -> Coverage:
    """Return how much of a toolkit is translated.

    Raises:
        UsageError: when there is no such translation.
        ToolkitError: naming every line of the translation that fits nothing.
    """
    there = words(msgspec.json.decode(read.tree))
    adapted = translated(read, language, kinds).toolkit.adapted
    done = {change.at for change in adapted.changes if change.do == "translate"} if adapted is not None else set()
    return Coverage(
        language,
        adapted.status if adapted is not None else "",
        tuple(there),
        tuple(address for address in there if address not in done),
    )


class _Laying:
    """Lays one language on a tree, and gathers what fits nothing."""

    def __init__(self, read: ReadToolkit, language: str, kinds: DefinitionReaders) -> None:
        self.read, self.language, self.kinds = read, language, kinds
        self.root: Any = msgspec.json.decode(read.tree)
        self.root.pop(KEY, None)
        self.there = words(self.root)
        self.files: list[FileRead] = []
        self.status: list[str] = []
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def lay(self) -> None:
        for folder in _folders(self.read):
            path = folder / f"{self.language}.yaml"
            if _LANGUAGE.fullmatch(self.language) and path.is_file():  # a language is no path
                self.file(read_tree(path), beside=folder.parent == Path(self.read.source).parent)
        if not self.files:
            there = ", ".join(languages(self.read)) or "none"
            raise UsageError(
                tr(
                    "{id} has no translation {language}; there are: {there}",
                    id=self.read.toolkit.id,
                    language=repr(self.language),
                    there=there,
                )
            )
        if self.problems:
            raise ToolkitError(self.problems[0].source, self.problems)
        self.set(("language",), self.language)

    def file(self, tree: Tree, *, beside: bool) -> None:
        """Lay one file.

        Args:
            tree: The file.
            beside: Whether it lies beside what is translated, and not beside the toolkit that an overlay is on.
        """
        self.files += tree.files
        locale, faults = structured(tree, Locale, self.kinds)
        self.problems += faults
        if locale is None:
            return
        if locale.language != self.language:
            message = tr(
                'the name of the file says "{language}", and this "{written}"; make them the same',
                language=self.language,
                written=locale.language,
            )
            self.problems.append(_problem(message, tree, ("language",)))
        self.status.append(locale.status)
        adapted = self.read.toolkit.adapted
        # An overlay's words are not those that were translated beside the toolkit it is on.
        others = () if adapted is None or beside else tuple(".".join(change.at) for change in adapted.changes)
        for said, text, place in leaves(locale.texts, "", ("texts",)):
            if any(said == other or said.startswith(f"{other}.") for other in others):
                continue
            try:
                address = resolve(self.root, said)
            except LostError as lost:
                self.problems.append(_problem(str(lost), tree, place))
                continue
            if address not in self.there or not isinstance(text, str):
                known = ", ".join(names(at(self.root, address)))
                message = (
                    tr("this is no text; go on with one of: {known}", known=known)
                    if known
                    else tr("this is no text that people read")
                )
                self.problems.append(_problem(message, tree, place))
            elif text.strip():
                self.set(address, text)

    def set(self, address: Address, text: str) -> None:
        parent, last = at(self.root, address[:-1]), address[-1]
        key = last if isinstance(parent, dict) else index(parent, last)
        if isinstance(parent, dict) and key not in parent:
            self.changes.append(Change("add", address))
        else:
            self.changes.append(Change("translate", address, parent[key]))
        parent[key] = text


def _folders(read: ReadToolkit) -> list[Path]:
    """Return the folders of translations: of the toolkit that an overlay is on, then of the overlay itself."""
    found = [Path(read.source).parent / LOCALE]
    if read.toolkit.adapted is not None:
        base = next((Path(file.path) for file in read.files if Path(file.path).name == FILE), None)
        if base is not None:
            found.insert(0, base.parent / LOCALE)
    return found


def _problem(message: str, tree: Tree, place: Place) -> Problem:
    return Problem(message, path=dotted(place), line=tree.line(place), source=tree.source)
