"""All that a step asks for, at a glance: a line of marks, or a grid when there are rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen
from rich.cells import cell_len

from hansei.insight.progress import Task
from hansei_tui.app.theme import Palette
from hansei_tui.run.canvas import Canvas
from hansei_tui.run.instrument import Asking
from hansei_tui.run.named import own_label
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped, shown

#: Lines of marks at the most; around the current one when there are more.
MOST = 3


@frozen
class Chip:
    """One mark and a few words."""

    label: str
    answered: bool
    here: bool
    hit: str

    @property
    def mark(self) -> str:
        """What state it is in, without any colour."""
        if self.here:
            return "◉" if self.answered else "◐"
        return "●" if self.answered else "○"


def chips(on: Canvas, head: str, found: Sequence[Chip], ink: Palette) -> None:
    """Paint marks one after the other, broken into lines; only those around the current one when there are many."""
    indent = len(head) + 2
    room = on.width - indent
    rows: list[list[Chip]] = [[]]
    used = 0
    for chip in found:
        size = min(room, cell_len(chip.label) + 2) + 3
        if rows[-1] and used + size - 3 > room:
            rows.append([])
            used = 0
        rows[-1].append(chip)
        used += size
    here = next((index for index, row in enumerate(rows) if any(chip.here for chip in row)), 0)
    first = max(0, min(here - 1, len(rows) - MOST))
    for number, row in enumerate(rows[first : first + MOST]):
        lead = head if not number else ""
        parts = [(lead.ljust(indent), ink.dim)]
        x = indent
        for chip in row:
            style = ink.now if chip.here else (ink.done if chip.answered else ink.dim)
            text = clipped(f"{chip.mark} {chip.label}", room)
            on.zone(x, cell_len(text), chip.hit)
            parts += [(text, style), ("   ", ink.dim)]
            x += cell_len(text) + 3
        on.line(*parts)


def board(on: Canvas, asking: Asking, ink: Palette) -> None:
    """Paint the items of the current instrument, the groups they stand in, and who is asked."""
    task = asking.task
    here = asking.here()
    if task is None or len(asking.tasks) < 2:
        return
    place = {(each.instrument, each.item.id, each.rater): number for number, each in enumerate(asking.tasks)}
    instruments = tuple(dict.fromkeys(each.instrument for each in asking.tasks))
    if len(instruments) > 1:
        named = [_part(asking, id_, task, place) for id_ in instruments]
        chips(on, tr("PARTS"), named, ink)
    items = tuple({each.item.id: each.item for each in here}.values())
    groups = tuple(dict.fromkeys(item.row for item in items if item.row))
    if groups and 1 < len(groups) < len(items) and asking.grid() is None:
        found = []
        in_row = _by(here, lambda each: each.item.row)
        for row in groups:
            those = in_row[row]
            done = all(each.answered for each in those)
            found.append(Chip(shown(row), done, row == task.item.row, _hit(place, those)))
        chips(on, tr("ROWS"), found, ink)
        items = tuple(item for item in items if item.row == task.item.row)
    if len(items) > 1 and asking.grid() is None:
        found = []
        labels = Counter(item.label for item in items)
        of_item = _by(here, lambda each: each.item.id)
        alike = len(items) > 1 and len({own_label(item) for item in items}) == 1
        for index, item in enumerate(items, 1):
            those = of_item[item.id]
            done = all(each.answered for each in those)
            row = f"{item.row}: " if labels[item.label] > 1 and item.row else ""  # one prompt, asked of each row
            words = item.row if alike and item.row else row + own_label(item)  # else the row stands above
            label = f"{index} {shown(clipped(words, 30))}"
            found.append(Chip(label, done, item.id == task.item.id, _hit(place, those)))
        chips(on, tr("ITEMS") if groups and len(groups) < len(here) else tr("ROWS"), found, ink)
    raters = [each for each in here if each.item.id == task.item.id]
    if len(raters) > 1:
        people = [
            Chip(
                shown(asking.session.rater_name(each.rater)),
                each.answered,
                each.rater == task.rater,
                _hit(place, [each]),
            )
            for each in raters
        ]
        chips(on, tr("WHO"), people, ink)


def _by(tasks: Sequence[Task], key: Callable[[Task], str]) -> dict[str, list[Task]]:
    """Return tasks by what they have in common: a toolkit can have a thousand rows, and every key paints them."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(key(task), []).append(task)
    return found


def _part(asking: Asking, id_: str, task: Task, place: Mapping[tuple[str, str, str], int]) -> Chip:
    instrument = asking.session.toolkit.instruments[id_]
    those = [each for each in asking.tasks if each.instrument == id_]
    label = instrument.ours.short or instrument.title or id_
    return Chip(label, all(each.answered for each in those), id_ == task.instrument, _hit(place, those))


def _hit(place: Mapping[tuple[str, str, str], int], those: Sequence[Task]) -> str:
    """A click goes to the first open one of several, or to the first."""
    wanted = next((each for each in those if not each.answered), those[0])
    return f"task:{place[wanted.instrument, wanted.item.id, wanted.rater]}"
