"""A workbook read into a toolkit: the sheets of :mod:`hansei.authoring.workbook_layout`, each fault with its cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hansei.authoring.importing import Imported, new_id
from hansei.authoring.starting import id_of
from hansei.authoring.workbook_cells import Cell, Sheet, sheets_of
from hansei.authoring.workbook_layout import ABOUT, AGENDA, KIND, LAYOUTS, README, STEPS, TOOLKIT, Label, Layout
from hansei.authoring.writing import yaml_of
from hansei.content.tree import Place, dotted
from hansei.errors import Problem, ToolkitError
from hansei.words.ours import tr

#: The order in which the keys of ``toolkit.yaml`` are written.
_ORDER = ("toolkit", "version", "title", "subtitle", "audience", "language", "source", "introduction")


def read_workbook(path: Path) -> Imported:
    """Read a workbook.

    Raises:
        ExportError: when the library that reads workbooks is not there.
        ToolkitError: with every fault found, each with its sheet and cell.
    """
    faults: list[Problem] = []
    sheets, hidden = sheets_of(path, faults)
    reading = _Reading(sheets, faults, str(path))
    tree = reading.read()
    if faults:
        raise ToolkitError(str(path), faults)
    remarks = [tr('the sheet "{name}" is hidden and was left out', name=name) for name in hidden]
    places = {dotted(place): where for place, where in reading.places.items()}
    return Imported(str(tree["toolkit"]), yaml_of(tree), remarks=tuple(remarks), places=places)


class _Reading:
    def __init__(self, sheets: Sequence[Sheet], faults: list[Problem], source: str) -> None:
        self.faults = faults
        self.source = source
        self.by_name = {each.name.casefold().strip(): each for each in sheets}
        own = {each.casefold() for each in (README, TOOLKIT, AGENDA)}
        instruments = [each for name, each in self.by_name.items() if name not in own]
        #: Each instrument's sheet to its id.
        self.ids: dict[str, str] = {}
        for each in instruments:
            self.ids[each.name.casefold().strip()] = new_id(each.name, set(self.ids.values()), "instrument")
        #: Where in the workbook each part of the toolkit comes from.
        self.places: dict[Place, str] = {}

    def read(self) -> dict[str, Any]:
        for sheet in self.by_name.values():
            if sheet.name.casefold() != README.casefold():
                sheet.look_for_hidden()
        found = self.about()
        sections = self.agenda()
        instruments: dict[str, Any] = {}
        for name, id_ in self.ids.items():
            node = self.instrument(self.by_name[name], ("instruments", id_))
            if node is not None:
                instruments[id_] = node
        tree = {key: found[key] for key in _ORDER if key in found}
        return {**tree, "sections": sections, "instruments": instruments}

    def told(self, cell: Cell) -> bool:
        """Return whether something was said of a cell already, so that its emptiness follows from that."""
        return any(each.path == cell.where for each in self.faults)

    def need(self, name: str) -> Sheet | None:
        """Return one of the sheets that every workbook has."""
        sheet = self.by_name.get(name.casefold())
        if sheet is None:
            near = difflib.get_close_matches(name.casefold(), self.by_name, n=1)
            hint = (
                tr('did you mean "{near}"?', near=self.by_name[near[0]].name)
                if near
                else tr("`hansei toolkit skeleton` has one")
            )
            self.faults.append(
                Problem(tr('there is no sheet "{name}"; {hint}', name=name, hint=hint), source=self.source)
            )
        return sheet

    # ------------------------------------------------------------------------------------- the toolkit

    def about(self) -> dict[str, Any]:
        sheet = self.need(TOOLKIT)
        if sheet is None:
            return {}
        node, _ = self.lines(sheet, 1, ABOUT, ())
        title = str(node.get("title", ""))
        id_ = id_of(str(node.get("toolkit", "")) or title)
        if not id_ and title:
            sheet.fault(tr("no letter or digit for an id; write one in the line Id"), 1, 2)
        self.places.setdefault(("toolkit",), sheet.where(1, 2))
        return {**node, "toolkit": id_ or "toolkit", "version": node.get("version", "0.1")}

    def agenda(self) -> list[dict[str, Any]]:
        sheet = self.need(AGENDA)
        if sheet is None:
            return []
        columns = self.heads(sheet, 1, STEPS)
        sheet.look_for_merged(
            2, len(STEPS), frozenset(columns.get(name, 0) for name in ("Section", "Activity", "Minutes"))
        )
        sections: list[dict[str, Any]] = []
        taken: set[str] = set()
        for row in range(2, sheet.rows + 1):
            if sheet.blank(row):
                continue
            cells = {name: sheet.cell(row, column) for name, column in columns.items()}
            self.section(sections, cells, sheet, row, columns)
            if sections and self.activity(sections, cells, taken, sheet, row, columns):
                self.step(sections, cells, sheet, row, columns)
        if not sections and not any(each.path.startswith(f"{sheet.name}!") for each in self.faults):
            sheet.fault(tr("there is no step; write one on each line"), 2, 1)
        return sections

    def section(
        self, sections: list[dict[str, Any]], cells: dict[str, Cell], sheet: Sheet, row: int, columns: dict[str, int]
    ) -> None:
        cell = cells.get("Section")
        first = tr("the first line needs a section")
        if cell is not None and cell.text and (not sections or cell.text != sections[-1]["title"]):
            id_ = new_id(cell.text, {each["id"] for each in sections}, "section")
            self.places[("sections", len(sections))] = cell.where
            sections.append({"id": id_, "title": cell.text, "activities": []})
        elif not sections and not any(each.message == first for each in self.faults):
            sheet.fault(first, row, columns.get("Section", 1))

    def activity(
        self,
        sections: list[dict[str, Any]],
        cells: dict[str, Cell],
        taken: set[str],
        sheet: Sheet,
        row: int,
        columns: dict[str, int],
    ) -> bool:
        activities, cell = sections[-1]["activities"], cells.get("Activity")
        minutes = cells.get("Minutes")
        place: Place = ("sections", len(sections) - 1, "activities", len(activities))
        if cell is not None and cell.text and (not activities or cell.text != activities[-1]["title"]):
            id_ = new_id(cell.text, taken, "activity")
            taken.add(id_)
            self.places[place] = cell.where
            planned = {"minutes": minutes.text} if minutes is not None and minutes.text else {}
            activities.append({"id": id_, "title": cell.text, **planned, "steps": []})
            if minutes is not None and planned:
                self.places[*place, "minutes"] = minutes.where
            return True
        if not activities:
            sheet.fault(tr("the first line of a section needs an activity"), row, columns.get("Activity", 2))
            return False
        if minutes is not None and minutes.text and minutes.text != activities[-1].get("minutes"):
            sheet.fault(tr("minutes belong to the activity's first line"), row, columns["Minutes"])
        return True

    def step(
        self, sections: list[dict[str, Any]], cells: dict[str, Cell], sheet: Sheet, row: int, columns: dict[str, int]
    ) -> None:
        steps = sections[-1]["activities"][-1]["steps"]
        place: Place = (
            *("sections", len(sections) - 1, "activities", len(sections[-1]["activities"]) - 1),
            *("steps", len(steps)),
        )
        short, text = cells.get("Step"), cells.get("What to do")
        words = short.text if short is not None else ""
        if not words and not (text is not None and text.text):
            sheet.fault(tr("a step needs a few words for the agenda"), row, columns.get("Step", 4))
            return
        id_ = new_id(words or (text.text if text is not None else ""), {each["id"] for each in steps}, "step")
        self.places[place] = sheet.where(row, columns.get("Step", 4))
        node: dict[str, Any] = {"id": id_}
        if text is not None and text.text:
            node["text"] = text.text
        if (questions := cells.get("Questions")) is not None and questions.text:
            node["questions"] = [line.strip(" -•") for line in questions.text.splitlines() if line.strip(" -•")]
        named = cells.get("Instruments")
        if named is not None and named.text:
            self.places[*place, "instruments"] = named.where
            parts = [part.strip() for part in re.split(r"[,;\n]", named.text) if part.strip()]
            found = [self.named(part, sheet, row, columns["Instruments"]) for part in parts]
            node["instruments"] = [each for each in found if each]
        if (team := cells.get("For")) is not None and team.text:
            node["team"] = team.text.casefold()
            self.places[*place, "team"] = team.where
        if words:
            node["ours"] = {"short": words}
        steps.append(node)

    def named(self, name: str, sheet: Sheet, row: int, column: int) -> str:
        """Return the id of the instrument on a sheet of that name."""
        found = self.ids.get(name.casefold())
        if found is None:
            near = difflib.get_close_matches(name.casefold(), self.ids, n=1)
            shown = [self.by_name[each].name for each in (near or self.ids)]
            hint = (
                tr('did you mean "{near}"?', near=shown[0])
                if near
                else tr("there are: {known}", known=", ".join(shown) or tr("none"))
            )
            sheet.fault(tr('no sheet "{name}"; {hint}', name=name, hint=hint), row, column)
        return found or ""

    # ------------------------------------------------------------------------------------- an instrument

    def instrument(self, sheet: Sheet, place: Place) -> dict[str, Any] | None:
        label, kind = sheet.cell(1, 1), sheet.cell(1, 2)
        if label.text.casefold() != KIND.casefold():
            sheet.fault(
                tr('the first line is "{kind}" and beside it {known}', kind=KIND, known=", ".join(LAYOUTS)), 1, 1
            )
            return None
        layout = LAYOUTS.get(kind.text.casefold())
        if layout is None:
            near = difflib.get_close_matches(kind.text.casefold(), LAYOUTS, n=1)
            hint = (
                tr('did you mean "{near}"?', near=near[0])
                if near
                else tr("others are written in toolkit.yaml, after the import")
            )
            sheet.fault(
                tr(
                    'no kind "{text}" in a workbook; there are {known}; {hint}',
                    text=kind.text,
                    known=", ".join(LAYOUTS),
                    hint=hint,
                ),
                1,
                2,
            )
            return None
        self.places[place] = sheet.where(1, 1)
        node, row = self.lines(sheet, 2, layout.lines, place)
        while row <= sheet.rows and sheet.blank(row):
            row += 1
        if row > sheet.rows:
            sheet.fault(tr("the table is missing; its first heading is {name}", name=layout.columns[0].name), row, 1)
            return None
        return {"kind": layout.kind, **node, **self.table(sheet, row, layout, place)}

    def table(self, sheet: Sheet, head: int, layout: Layout, place: Place) -> dict[str, Any]:
        columns = self.heads(sheet, head, layout.columns, more=layout.levels)
        levels = self.levels(sheet, head, len(layout.columns)) if layout.levels else {}
        last = max([len(layout.columns), *(column for column, _ in levels.values())])
        sheet.look_for_merged(head, last)
        members: list[dict[str, Any]] = []
        for row in range(head + 1, sheet.rows + 1):
            if sheet.blank(row):
                continue
            at: Place = (*place, layout.table, len(members))
            cells = {name: sheet.cell(row, column) for name, column in columns.items()}
            named = [cells[name].text for name in ("Short", layout.named_by.name) if name in cells]
            words = next(filter(None, named), "")
            node: dict[str, Any] = {"id": new_id(words, {each["id"] for each in members}, layout.table.rstrip("s"))}
            self.places[at] = sheet.where(row, 1)
            for label in layout.columns:
                if label.name in cells:
                    self.put(node, label, cells[label.name], at, sheet, row, columns[label.name])
            if levels:
                node["levels"] = self.descriptors(sheet, row, levels, at)
            members.append(node)
        if not members:
            sheet.fault(tr("the table is empty; write a line below its headings"), head + 1, 1)
        titles = [{"id": id_, "title": title} for id_, (_, title) in levels.items()]
        return {**({"levels": titles} if titles else {}), layout.table: members}

    def levels(self, sheet: Sheet, head: int, after: int) -> dict[str, tuple[int, str]]:
        """Return the levels that stand after the named columns: id to column and title."""
        found: dict[str, tuple[int, str]] = {}
        for column in range(after + 1, sheet.columns + 1):
            title = sheet.cell(head, column).text
            if title:
                found[new_id(title, found, "level")] = (column, " ".join(title.split()))
            elif any(sheet.cell(row, column).text for row in range(head + 1, sheet.rows + 1)):
                sheet.fault(tr("texts stand below, and no level above them; write its title"), head, column)
        if len(found) < 2:
            sheet.fault(tr("a rubric has at least two levels, each a column with its title"), head, after + 1)
        return found

    def descriptors(self, sheet: Sheet, row: int, levels: dict[str, tuple[int, str]], place: Place) -> dict[str, str]:
        found = {}
        for id_, (column, title) in levels.items():
            cell = sheet.cell(row, column)
            if not cell.text and (row, column) not in sheet.merged and not self.told(cell):
                sheet.fault(tr('nothing is written for "{title}"', title=title), row, column)
            self.places[*place, "levels", id_] = cell.where
            found[id_] = cell.text
        return found

    # ------------------------------------------------------------------------------------- lines and columns

    def lines(self, sheet: Sheet, row: int, labels: Sequence[Label], place: Place) -> tuple[dict[str, Any], int]:
        """Read labels with their values down to the first empty line; return them, and the row after."""
        known = {each.name.casefold(): each for each in labels}
        node: dict[str, Any] = {}
        seen: set[str] = set()
        while row <= sheet.rows and not sheet.blank(row):
            name = sheet.cell(row, 1).text
            label = known.get(name.casefold())
            if label is None:
                meant = self.unknown("line", name, [each.name for each in labels], sheet, row, 1)
                seen.add(meant)
            elif label.name in seen:
                sheet.fault(tr('"{each}" stands twice', each=label.name), row, 1)
            else:
                seen.add(label.name)
                self.put(node, label, sheet.cell(row, 2), place, sheet, row, 2)
            row += 1
        for label in labels:
            if label.needed and label.name not in seen:
                sheet.fault(tr('the line "{label}" is missing', label=label.name), 1, 1)
        return node, row

    def heads(self, sheet: Sheet, row: int, labels: Sequence[Label], *, more: bool = False) -> dict[str, int]:
        """Return the column of each heading.

        Args:
            sheet: The sheet.
            row: Where the headings stand.
            labels: Those that are known.
            more: Whether further ones may follow, after those.
        """
        known = {each.name.casefold(): each.name for each in labels}
        found: dict[str, int] = {}
        meant: set[str] = set()
        for column in range(1, sheet.columns + 1):
            name = sheet.cell(row, column).text
            if name.casefold() in known:
                found.setdefault(known[name.casefold()], column)
            elif name and not (more and column > len(labels)):
                meant.add(self.unknown("column", name, list(known.values()), sheet, row, column))
        for label in labels:
            if label.needed and label.name not in found and label.name not in meant:
                sheet.fault(tr('the column "{label}" is missing', label=label.name), row, 1)
        return found

    def unknown(self, what: str, name: str, known: list[str], sheet: Sheet, row: int, column: int) -> str:
        """Tell a label that is none; return the one that was probably meant, which is not missing then."""
        folded = {each.casefold(): each for each in known}
        near = difflib.get_close_matches(name.casefold(), folded, n=1)
        hint = (
            tr('did you mean "{near}"?', near=folded[near[0]])
            if near
            else tr("known here: {known}", known=", ".join(known))
        )
        message = (
            tr('no line is called "{name}"; {hint}', name=name, hint=hint)
            if what == "line"
            else tr('no column is called "{name}"; {hint}', name=name, hint=hint)
        )
        sheet.fault(message, row, column)
        return folded[near[0]] if near else ""

    def put(
        self, node: dict[str, Any], label: Label, cell: Cell, place: Place, sheet: Sheet, row: int, column: int
    ) -> None:
        """Put a value where it stands in a toolkit."""
        if not cell.text:
            if label.needed and (row, column) not in sheet.merged and not self.told(cell):
                sheet.fault(tr('"{label}" is empty', label=label.name), row, column)
            return
        value: Any = cell.text
        if label.holds == "sheet":
            value = self.named(cell.text, sheet, row, column)
        elif label.holds == "list":
            between = r"[;\n]" if re.search(r"[;\n]", cell.text) else ","  # one alone is no list: commas were meant
            value = [part.strip() for part in re.split(between, cell.text) if part.strip()]
        elif label.options:
            value = cell.text.casefold()
            if value not in label.options:
                near = difflib.get_close_matches(value, label.options, n=1)
                hint = (
                    tr('did you mean "{near}"?', near=near[0])
                    if near
                    else tr("one of {names} is wanted", names=", ".join(label.options))
                )
                sheet.fault(tr('"{text}" is none of them; {hint}', text=cell.text, hint=hint), row, column)
        at = node
        for key in label.place[:-1]:
            at = at.setdefault(key, {})
        at[label.place[-1]] = value
        self.places[*place, *label.place] = cell.where
