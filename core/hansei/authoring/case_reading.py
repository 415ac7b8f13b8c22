"""Rubrics of 1EdTech CASE 1.1 read into a toolkit: CFRubric, CFRubricCriterion and CFRubricCriterionLevel as JSON.

Source: 1EdTech Competencies and Academic Standards Exchange (CASE) Service 1.1, information model. A criterion's
``description`` is the row's title, a level's ``quality`` the column's, a level's ``description`` the descriptor. CASE
has no columns: those of a rubric are the levels that most rows share, and a row with others has levels of its own. What
a toolkit has no place for (identifiers, scores, weights, feedback, dates) is kept in ``case/`` beside it, from where
:mod:`hansei.authoring.case_writing` takes it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from attrs import field, frozen

from hansei.authoring.importing import Imported, new_id
from hansei.authoring.writing import yaml_of
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

#: The folder beside ``toolkit.yaml`` where each rubric stays as it came, as ``ID.json``.
KEPT = "case"
#: The key below ``extensions`` with what CASE has no place for; see docs/toolkits.md.
EXTENSION = "hansei"
#: Bytes that a file has at most.
_MOST = 20_000_000
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
#: What the standard wants of each of the three.
_NEEDED = ("identifier", "uri", "lastChangeDateTime")
_TEXTS = ("uri", "lastChangeDateTime", "title", "description", "quality", "feedback", "category")
_NUMBERS = ("position", "score", "weight")
#: The levels of a row, each with its place in the file.
Levels = list[tuple[dict[str, Any], str]]


@frozen
class CaseRubric:
    """A rubric of CASE as an instrument of a toolkit."""

    #: Its id in the file's extension; empty: it has none.
    id: str
    #: What an author would write below ``instruments``.
    node: dict[str, Any]
    #: Each row's id to what it was made of.
    criteria: dict[str, dict[str, Any]] = field(factory=dict)
    #: Each row's id and each column's to what it was made of.
    levels: dict[tuple[str, str], dict[str, Any]] = field(factory=dict)


def read_case(path: Path) -> Imported:
    """Read the rubrics of a file: one CFRubric, or a package or set with ``CFRubrics``.

    Raises:
        ToolkitError: naming the place of everything that is missing or wrong.
    """
    root = _json(path)
    faults: list[Problem] = []
    found = [(place, raw, rubric_of(raw, place, str(path), faults)) for place, raw in _rubrics(root, path)]
    if faults:
        raise ToolkitError(str(path), faults)
    taken: dict[str, tuple[dict[str, Any], CaseRubric]] = {}
    for _, raw, rubric in found:
        taken[rubric.id or new_id(raw.get("title") or "rubric", taken, "rubric")] = raw, rubric
    document = root.get("CFDocument") if isinstance(root, dict) else None
    title = _text(document, "title") or _text(found[0][1], "title") or path.stem
    source = {"by": _text(document, "creator"), "licence": "not stated", "address": found[0][1]["uri"]}
    tree = {
        "toolkit": new_id(title, set(), "rubric"),
        "version": _text(document, "version") or "1",
        "title": title,
        "source": {key: value for key, value in source.items() if value},
        "sections": [_section(id_, raw) for id_, (raw, _) in taken.items()],
        "instruments": {id_: rubric.node for id_, (_, rubric) in taken.items()},
    }
    if isinstance(document, dict) and _text(document, "language"):
        tree["language"] = document["language"]
    kept = {f"{KEPT}/{id_}.json": json_of(raw) for id_, (raw, _) in taken.items()}
    remarks = [tr("the steps are ours: write what your team is to do"), *_left_out(root)]
    return Imported(str(tree["toolkit"]), yaml_of(tree), kept, tuple(remarks))


def _left_out(root: Any) -> Iterator[str]:
    """Say what else is in a file, and was not taken."""
    if not isinstance(root, dict) or "CFRubricCriteria" in root:
        return
    rest = {key: value for key, value in root.items() if key not in ("CFDocument", "CFRubric", "CFRubrics") and value}
    if rest:
        named = ", ".join(f"{key} ({len(value)})" if isinstance(value, list) else key for key, value in rest.items())
        yield tr("only the rubrics were taken; left out: {named}", named=named)


def json_of(raw: dict[str, Any]) -> bytes:
    """Return a rubric as a file."""
    return msgspec.json.format(msgspec.json.encode(raw), indent=2) + b"\n"


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _MOST:
            raise ToolkitError(str(path), [Problem(tr("more than 20 MB; is it the right file?"), source=str(path))])
        return msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise ToolkitError(
            str(path), [Problem(tr("cannot be read: {strerror}", strerror=error.strerror), source=str(path))]
        ) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise ToolkitError(
            str(path), [Problem(tr("this is not JSON: {error}", error=error), source=str(path))]
        ) from None


def _rubrics(root: Any, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every rubric of a file and its place."""
    if isinstance(root, dict) and isinstance(root.get("CFRubric"), dict):
        yield "CFRubric", root["CFRubric"]
    elif isinstance(root, dict) and isinstance(root.get("CFRubrics"), list) and root["CFRubrics"]:
        for index, raw in enumerate(root["CFRubrics"]):
            if not isinstance(raw, dict):
                message = tr("a rubric is an object")
                raise ToolkitError(str(path), [Problem(message, path=f"CFRubrics[{index}]", source=str(path))])
            yield f"CFRubrics[{index}]", raw
    elif isinstance(root, dict) and "CFRubricCriteria" in root:
        yield "", root
    else:
        message = tr("there is no rubric: a CFRubric has CFRubricCriteria, a package has CFRubrics")
        raise ToolkitError(str(path), [Problem(message, source=str(path))])


def _section(id_: str, raw: dict[str, Any]) -> dict[str, Any]:
    step: dict[str, Any] = {"id": "rate", "text": "For each row, find the description that fits.", "instruments": [id_]}
    step |= {"ours": {"short": "Rate each row"}, "provenance": "ours"}
    activity = {"id": f"rate-{id_}", "title": "Rate", "steps": [step], "provenance": "ours"}
    text = {"text": raw["description"]} if raw.get("description") else {}
    return {"id": f"about-{id_}", "title": raw.get("title") or "Rubric", **text, "activities": [activity]}


# ------------------------------------------------------------------------------------------- one rubric


def rubric_of(raw: dict[str, Any], place: str, source: str, faults: list[Problem]) -> CaseRubric:
    """Return a rubric of CASE as an instrument.

    Args:
        raw: The CFRubric.
        place: Where it is in its file.
        source: The file.
        faults: Takes what is missing or wrong.
    """
    return _Rubric(raw, place, source, faults).read()


class _Rubric:
    """One reading of one rubric."""

    def __init__(self, raw: dict[str, Any], place: str, source: str, faults: list[Problem]) -> None:
        self.raw, self.place, self.source, self.faults = raw, place, source, faults
        self.seen: dict[str, str] = {}
        extension = _mapping(_mapping(raw.get("extensions")).get(EXTENSION))
        self.id = extension.get("instrument") if isinstance(extension.get("instrument"), str) else ""
        self.template = _as_written(_mapping(extension.get("node")))
        for key in ("levels", "criteria"):
            if not isinstance(self.template.get(key, []), list):
                del self.template[key]
        #: CASE identifier to the id of a row, or to those of a row and a column joined by a dot.
        self.ids = {key: value for key, value in _mapping(extension.get("ids")).items() if isinstance(value, str)}

    def read(self) -> CaseRubric:
        before = len(self.faults)
        self.basic(self.raw, self.place)
        rows = self.members(self.raw, "CFRubricCriteria", self.place, 1)
        told = [(row, at, self.members(row, "CFRubricCriterionLevels", at, 2)) for row, at in rows]
        for row, at, levels in told:
            self.parent(row, "rubricId", self.raw, at)
            for level, where in levels:
                self.parent(level, "rubricCriterionId", row, where)
                if not level.get("description") and not level.get("quality"):
                    self.fault(
                        where, tr('"description" is missing, and "quality" too; one of them says what the level is')
                    )
        if len(self.faults) > before:
            return CaseRubric("", {})
        shared = self.shared(told)
        columns = self.columns(shared)
        found = CaseRubric(self.id or "", {})
        criteria = [self.row(row, levels, columns, found) for row, _, levels in told]
        if len(self.faults) > before:
            return CaseRubric("", {})
        found.node.update(self.node(columns, criteria, shared))
        return found

    def node(self, columns: dict[str, str], criteria: list[dict[str, Any]], shared: Levels) -> dict[str, Any]:
        levels = self.titled(columns, self.template.get("levels"))
        node = self.template or {"kind": "rubric"}
        self.title(node, self.raw.get("title") or "")
        node["levels"] = levels
        if not self.template:
            scores: list[Any] = [level.get("score") for level, _ in shared]
            if all(isinstance(score, (int, float)) for score in scores) and scores[0] > scores[-1]:
                ids = list(columns)
                node["walk"] = {"start": ids[0], "toward": ids[-1]}
        node["criteria"] = criteria
        return node

    def titled(self, titles: dict[str, str], template: Any) -> list[dict[str, Any]]:
        """Return levels of these ids and titles, with whatever else the template says of them."""
        known = {_text(level, "id"): level for level in _mappings(template)}
        return [{**known.get(id_, {"id": id_}), "title": title} for id_, title in titles.items()]

    def template_of(self, row: dict[str, Any]) -> dict[str, Any]:
        id_ = self.ids.get(row["identifier"], "")
        return next((each for each in _mappings(self.template.get("criteria")) if each.get("id") == id_), {})

    def shared(self, told: list[tuple[dict[str, Any], str, Levels]]) -> Levels:
        """Return the levels of a row that has those of the rubric; none when every row has its own."""
        if self.template:
            return next((levels for row, _, levels in told if not self.template_of(row).get("own_levels")), [])
        names = [
            {title_of(level, number).casefold() for number, (level, _) in enumerate(levels)} for *_, levels in told
        ]
        most = max(names, key=names.count)
        return told[names.index(most)][2]

    def columns(self, shared: Levels) -> dict[str, str]:
        """Return the columns, id to title."""
        known = {_text(each, "id"): _text(each, "title") for each in _mappings(self.template.get("levels"))}
        if not shared:
            return known
        found: dict[str, str] = {}
        for number, (level, _) in enumerate(shared):
            title = title_of(level, number)
            id_ = self.ids.get(level["identifier"], "").rpartition(".")[2]
            found[id_ if id_ in known else new_id(title, {*known, *found}, f"level-{number + 1}")] = title
        return found

    def row(self, raw: dict[str, Any], levels: Levels, columns: dict[str, str], found: CaseRubric) -> dict[str, Any]:
        templates = {_text(each, "id"): each for each in _mappings(self.template.get("criteria"))}
        id_ = self.ids.get(raw["identifier"], "")
        if id_ not in templates or id_ in found.criteria:
            words = raw.get("category") or raw.get("description") or "row"
            id_ = new_id(words, {*templates, *found.criteria}, f"row-{len(found.criteria) + 1}")
        node = dict(templates.get(id_, {"id": id_}))
        self.title(node, raw.get("description") or raw.get("category") or "")
        found.criteria[id_] = raw
        own = _mappings(node.get("own_levels"))
        here = [] if own else [self.column(level, number, columns) for number, (level, _) in enumerate(levels)]
        if own or sorted(map(str, here)) != sorted(columns):
            titles = self.own(levels, [_text(each, "id") for each in own])
            if not own:  # the key stands before the texts, as an author would write it
                node = {key: value for key, value in node.items() if key != "levels"}
            node["own_levels"] = self.titled(titles, own)
            here, columns = list(titles), titles
        texts = {str(column): descriptor(level) for column, (level, _) in zip(here, levels, strict=False)}
        found.levels.update(((id_, column), level) for column, (level, _) in zip(texts, levels, strict=False))
        order = [key for key in _mapping(node.get("levels")) if key in texts]
        node["levels"] = {key: texts[key] for key in dict.fromkeys([*order, *columns])}
        return node

    def own(self, levels: Levels, known: list[str]) -> dict[str, str]:
        """Return the levels of a row's own, id to title."""
        found: dict[str, str] = {}
        for number, (level, where) in enumerate(levels):
            title = title_of(level, number)
            id_ = self.ids.get(level["identifier"], "").rpartition(".")[2]
            if id_ not in known or id_ in found:
                if title.casefold() in {each.casefold() for each in found.values()}:
                    self.fault(where, tr('a second level "{title}" in one row; name it otherwise', title=title))
                id_ = new_id(title, {*known, *found}, f"level-{number + 1}")
            found[id_] = title
        return found

    def column(self, level: dict[str, Any], number: int, columns: dict[str, str]) -> str | None:
        id_ = self.ids.get(level["identifier"], "").rpartition(".")[2]
        if id_ in columns:
            return id_
        title = level.get("quality") or _said(level.get("score"))
        if not title:
            return list(columns)[number] if number < len(columns) else None
        return next((key for key, named in columns.items() if named.casefold() == title.casefold()), None)

    def title(self, node: dict[str, Any], text: str) -> None:
        """Set a title, unless it only stands in for one that the author left out."""
        ours = _mapping(node.get("ours"))
        if (text and ("title" in node or text != standing_in(ours))) or "title" in node:
            node["title"] = text

    # --------------------------------------------------------------------------------------- what is wrong

    def members(self, raw: dict[str, Any], key: str, place: str, least: int) -> list[tuple[dict[str, Any], str]]:
        """Return the members of a list with their places, by their position."""
        at = f"{place}.{key}" if place else key
        values = raw.get(key)
        if not isinstance(values, list):
            self.fault(place, tr('"{key}" is missing', key=key) if values is None else tr('"{key}" is a list', key=key))
            return []
        if len(values) < least:
            self.fault(at, tr("{n} of at least {least}", n=len(values), least=least))
        found = []
        for index, value in enumerate(values):
            where = f"{at}[{index}]"
            if isinstance(value, dict):
                self.basic(value, where)
                found.append((value, where))
            else:
                self.fault(where, tr("an object is wanted here"))
        if all(isinstance(value.get("position"), int) for value, _ in found):
            found.sort(key=lambda each: int(each[0]["position"]))
        return found

    def basic(self, raw: dict[str, Any], place: str) -> None:
        for key in _NEEDED:
            if key not in raw or raw[key] in (None, ""):
                self.fault(place, tr('"{key}" is missing', key=key))
        for key in _TEXTS:
            if raw.get(key) is not None and not isinstance(raw[key], str):
                self.fault(f"{place}.{key}".lstrip("."), tr("a text is wanted here"))
        for key in _NUMBERS:
            if raw.get(key) is not None and (not isinstance(raw[key], (int, float)) or isinstance(raw[key], bool)):
                self.fault(f"{place}.{key}".lstrip("."), tr("a number is wanted here"))
        identifier = raw.get("identifier")
        if identifier in (None, ""):
            return
        at = f"{place}.identifier".lstrip(".")
        if not isinstance(identifier, str) or not _UUID.fullmatch(identifier):
            self.fault(at, tr("{identifier} is no UUID", identifier=repr(identifier)))
        elif identifier in self.seen:
            self.fault(at, tr("stands at {seen} already", seen=self.seen[identifier] or tr("the rubric")))
        else:
            self.seen[identifier] = place

    def parent(self, raw: dict[str, Any], key: str, above: dict[str, Any], place: str) -> None:
        named = raw.get(key)
        if named is not None and named != above.get("identifier"):
            self.fault(
                f"{place}.{key}",
                tr("names {named}; it stands below {above}", named=repr(named), above=repr(above.get("identifier"))),
            )

    def fault(self, place: str, message: str) -> None:
        self.faults.append(Problem(message, path=place, source=self.source))


def _as_written(node: Any) -> Any:
    """Return a tree as an author's file holds it: every value a text."""
    if isinstance(node, dict):
        return {str(key): _as_written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_written(value) for value in node]
    if node is None or isinstance(node, bool):
        return "" if node is None else str(node).lower()
    return str(node)


def descriptor(level: dict[str, Any]) -> str:
    """Return what stands in a cell: a level's description, or its quality where it has none."""
    found = level.get("description")
    return str(level.get("quality") or "") if found is None else str(found)


def standing_in(ours: Any) -> str:
    """Return the words of ours that stand in for a title that the source does not have."""
    return _text(ours, "short") or _text(ours, "title")


def _said(score: Any) -> str:
    return "" if score is None else f"{score:g}"


def title_of(level: dict[str, Any], number: int) -> str:
    """Return what a level is called: its quality, else its score, else its number from 0, plus 1."""
    return level.get("quality") or _said(level.get("score")) or str(number + 1)


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
