"""A rubric written as a CFRubric of 1EdTech CASE 1.1, so that reading it gives the same rubric.

A rubric that came from CASE goes back as it came, with what its author changed since. Identifiers of others are UUIDs
made of the ids (version 5), the same each time. What CASE has no place for (who says what, where the walk starts, the
question for evidence) stands below ``extensions.hansei``, and only when there is some.
"""

from __future__ import annotations

import copy
import uuid
from pathlib import Path
from typing import Any

import msgspec

from hansei.authoring.case_reading import EXTENSION, KEPT, CaseRubric, descriptor, rubric_of, standing_in
from hansei.errors import Problem, UsageError
from hansei.words.ours import tr


def case_of(root: dict[str, Any], instrument: str, kept: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a rubric as a CFRubric.

    Args:
        root: The toolkit's tree.
        instrument: The rubric's id.
        kept: The CFRubric it was made of; None: it was not.

    Raises:
        UsageError: when it is no rubric, or one that CASE cannot hold.
    """
    nodes = root.get("instruments") or {}
    node = nodes.get(instrument)
    if node is None:
        raise UsageError(
            tr("no instrument {instrument}; there are: {nodes}", instrument=repr(instrument), nodes=", ".join(nodes))
        )
    if node.get("kind") != "rubric":
        rubrics = ", ".join(id_ for id_, each in nodes.items() if each.get("kind") == "rubric")
        raise UsageError(
            tr(
                "{instrument} is a {kind}; CASE holds rubrics: {rubrics}",
                instrument=repr(instrument),
                kind=node.get("kind"),
                rubrics=rubrics or tr("there are none"),
            )
        )
    if not all(row.get("levels") and set(row["levels"]) == set(_titles(node, row)) for row in node["criteria"]):
        raise UsageError(
            tr(
                "{instrument} has rows that CASE cannot hold: each needs a text for each level",
                instrument=repr(instrument),
            )
        )
    faults: list[Problem] = []
    before = rubric_of(kept, "", "", faults) if kept is not None else CaseRubric("", {})
    if kept is not None and not faults and _same(before.node, node):
        return kept
    return _Writing(root, instrument, node, {} if faults or kept is None else kept, before).write()


def kept_beside(folder: Path, instrument: str) -> dict[str, Any] | None:
    """Return the CFRubric that a rubric was made of, from beside its toolkit; None when there is none to be read."""
    try:
        found = msgspec.json.decode((folder / KEPT / f"{instrument}.json").read_bytes())
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    return found if isinstance(found, dict) else None


class _Writing:
    def __init__(
        self, root: dict[str, Any], instrument: str, node: dict[str, Any], kept: dict[str, Any], before: CaseRubric
    ) -> None:
        self.toolkit = str(root["toolkit"])
        self.changed = _moment(str(root.get("published") or ""))
        self.instrument, self.node, self.kept, self.before = instrument, node, kept, before
        #: Identifier to the id of a row, or to those of a row and a column.
        self.ids: dict[str, str] = {}

    def write(self) -> dict[str, Any]:
        extensions = {key: value for key, value in (self.kept.get("extensions") or {}).items() if key != EXTENSION}
        found = self.basic({key: value for key, value in self.kept.items() if key != "extensions"}, ())
        title = self.node["title"] if "title" in self.node else standing_in(self.node.get("ours"))
        found.pop("title", None)
        if title:
            found["title"] = title
        ids = [row["id"] for row in self.node["criteria"]]
        same = ids == list(self.before.criteria)
        found["CFRubricCriteria"] = [
            self.row(row, index + 1, found["identifier"], same=same) for index, row in enumerate(self.node["criteria"])
        ]
        if extensions:
            found["extensions"] = extensions
        if not _same(rubric_of(found, "", "", []).node, self.node):
            found["extensions"] = {**extensions, EXTENSION: self.extension()}
        return found

    def row(self, row: dict[str, Any], position: int, rubric: str, *, same: bool) -> dict[str, Any]:
        id_ = row["id"]
        known = self.before.criteria.get(id_, {})
        found = self.basic(dict(known), (id_,))
        self.ids[found["identifier"]] = id_
        title = row["title"] if "title" in row else standing_in(row.get("ours"))
        if title != (known.get("description") or known.get("category") or ""):
            found["description"] = title
        if not title:
            found = {key: value for key, value in found.items() if key not in ("description", "category")}
        if not (same and known):
            found["position"] = position
        found["rubricId"] = rubric
        titles = _titles(self.node, row)
        rows = self.before.node.get("criteria") or ()
        before = next((_titles(self.before.node, each) for each in rows if each["id"] == id_), {})
        levels = []
        for index, (column, title) in enumerate(titles.items()):
            known = self.before.levels.get((id_, column), {})
            level = self.basic(dict(known), (id_, column))
            self.ids[level["identifier"]] = f"{id_}.{column}"
            text = row["levels"][column]
            if not known or known.get("quality") is not None or title != before.get(column):
                level["quality"] = title
            if not known or text != descriptor(known):
                level["description"] = text
            if not known or list(titles) != list(before):
                level["position"] = index + 1
            level["rubricCriterionId"] = found["identifier"]
            levels.append(level)
        found["CFRubricCriterionLevels"] = levels
        return found

    def basic(self, found: dict[str, Any], ids: tuple[str, ...]) -> dict[str, Any]:
        if "identifier" not in found:
            name = "/".join((self.toolkit, self.instrument, *ids))
            found["identifier"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:hansei:{name}"))
            found["uri"] = f"urn:uuid:{found['identifier']}"
            found["lastChangeDateTime"] = self.changed
        return found

    def extension(self) -> dict[str, Any]:
        """Return the rubric as its author wrote it, without the texts that CASE holds."""
        node = copy.deepcopy(self.node)
        rows = node["criteria"]
        shared = node["levels"] if not all(row.get("own_levels") for row in rows) else ()
        own = [level for row in rows for level in row.get("own_levels") or ()]
        for each in (node, *shared, *own, *rows):
            if "title" in each:
                each["title"] = ""
        for row in rows:
            row["levels"] = dict.fromkeys(row["levels"], "")
        return {"format": 1, "instrument": self.instrument, "node": node, "ids": self.ids}


def _titles(node: dict[str, Any], row: dict[str, Any]) -> dict[str, str]:
    """Return the levels of a row, id to title: its own, or those of the rubric."""
    return {level["id"]: level.get("title", "") for level in row.get("own_levels") or node.get("levels") or ()}


def _same(one: Any, other: Any) -> bool:
    """Return whether two trees are the same, with the order of their keys."""
    return msgspec.json.encode(one) == msgspec.json.encode(other)


def _moment(published: str) -> str:
    """Return a date of a publication as a moment, "2021-08" as the first of that month; 1970 when there is none."""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    parts = [part if part.isdigit() else other for part, other in ((year, "1970"), (month, "01"), (day, "01"))]
    return f"{parts[0]:0>4}-{parts[1]:0>2}-{parts[2]:0>2}T00:00:00Z"
