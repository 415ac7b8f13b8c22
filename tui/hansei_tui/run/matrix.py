"""A grid of cells: all of it at a glance, and below it the cell that is selected, with the keys that rate it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hansei.form import Choose, Text
from hansei_tui.app.theme import Palette
from hansei_tui.run.asked import recalled, writer_room
from hansei_tui.run.asker import Look
from hansei_tui.run.beside import KEY, unsaid
from hansei_tui.run.canvas import Canvas, Line, Part, filled
from hansei_tui.run.choose import option_keys
from hansei_tui.run.instrument import Asking
from hansei_tui.run.room import Room
from hansei_tui.run.standing import standing, stands
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped, padded, shown

#: Kinds with a grid whose answers people call ratings.
RATED = ("role-matrix", "multi-scale", "rubric")
#: Lines that are kept for what is asked of a cell.
BELOW = 4


def over_grid(on: Canvas, room: Room, look: Look, height: int) -> None:
    """Paint the grid, the selected cell with its text, how it stands, and what shows it."""
    asking, task, ink = room.asking, room.asking.task, look.ink
    found = asking.grid()
    if task is None or found is None:
        return
    first = asking.first
    grid(on, asking, ink, tall=height >= 30)
    on.blank()
    at = asking.at + 1 - asking.first_here
    name, count = f"{task.item.row} · {task.item.column}", "   " + tr("{n} of {all}", n=at, all=len(asking.here()))
    because = f"   {task.item.because}" if task.item.because else ""
    if cell_len(f"{name}{count}{because}") <= on.width:
        on.line((shown(name), ink.strong), (count, ink.dim), (shown(because), ink.said))
    elif cell_len(f"{name}{count}") <= on.width:
        on.line((shown(name), ink.strong), (count, ink.dim))
        on.text(shown(because.strip()), ink.said, most=3)
    else:
        on.line((shown(task.item.column), ink.strong), (count, ink.dim))
        on.text(shown(" · ".join(filter(None, (task.item.row, task.item.because)))), ink.said, most=4)
    on.text(task.item.title, ink.text, most=max(3, height - on.y - 6))
    recalled(on, room, ink, height - on.y - BELOW)
    if not look.narrow:
        on.blank()
    if room.writing is not None:
        writer_room(on, room, ink)
        return
    if asking.in_rounds:
        words = standing(room.session, task.instrument).words
        on.line((words, ink.now), (" · ", ink.dim), ("r", ink.key), (" " + tr("goes on"), ink.dim), hit="rounds:")
        return
    if isinstance(first, Choose):
        if not look.narrow or on.y + 8 < height:
            on.text(first.ask, ink.dim)
        _options(on, asking, first, ink)
        questions = asking.kind.beside(asking.definition, task.item)
        if questions and not asking.answered and not room.session.closed:
            also = tr("asks this and: {question}", question=questions[0].ask)
            on.line(("enter", ink.key), (" " + also, ink.dim))
        if (left := unsaid(asking, task)) is not None and not room.session.only_read:
            on.line((f"? {shown(left.ask)} ", ink.now), (f"{KEY}", ink.key), (" " + tr("says it"), ink.dim))
    elif first is not None:
        for number, line in enumerate(wrap(first.ask, on.width - cell_len("enter "), 3)):
            on.line(("enter " if not number else "      ", ink.key), (line, ink.dim))
    said = [str(value) for id_, value in asking.prior.items() if value and (first is None or id_ != first.id)]
    begun = asking.asker.draft() if isinstance(asking.question, Text) and asking.asker and not asking.settled else ""
    if begun and begun not in said:
        goes_on = " " + tr("goes on with it")
        on.line((tr("draft, not on the record:") + " ", ink.dim), ("e", ink.key), (goes_on, ink.dim))
        said = [begun]
    for each in said:
        on.text(each, ink.said, most=4)
    _onward(on, room, ink)


def _options(on: Canvas, asking: Asking, first: Choose, ink: Palette) -> None:
    """Paint the options of a cell with their keys on one line."""
    chosen = asking.prior.get(first.id)
    keys = {id_: key for key, id_ in option_keys(first).items()}
    parts: list[Part] = []
    x = 0
    for option in first.options:
        lit = option.id == chosen
        key = keys.get(option.id, " ")
        text = ("✓ " if lit else "") + option.after(key)
        on.zone(x, cell_len(key + text) + 1, f"ask:{option.id}")
        x += cell_len(key + text) + 4
        parts += [(key + " ", ink.key), (text, ink.done if lit else ink.text), ("   ", ink.dim)]
    on.line(*parts)


def _onward(on: Canvas, room: Room, ink: Palette) -> None:
    """Say what comes after the grid once all of it is answered, and nothing is asked of it any more."""
    asking, here = room.asking, room.asking.here()
    if asking.open and all(each.answered for each in here) and not room.session.only_read:
        following = next(each for each in asking.tasks if not each.answered)
        words = " " + tr("goes on to {part}", part=room.part(following))
        on.line((tr("All {n} answered.", n=len(here)) + " ", ink.done), ("tab", ink.key), (words, ink.dim))


def grid(on: Canvas, asking: Asking, ink: Palette, *, tall: bool) -> None:
    """Paint the cells with what was said of each, the selected one lit."""
    found, task = asking.grid(), asking.task
    if found is None or task is None:
        return
    rows, columns = found
    side = min(max(cell_len(row) for row in rows) + 2, max(10, on.width // 4))
    width = max(6, (on.width - side - len(columns)) // len(columns))
    head = [("".ljust(side + 1), ink.dim)]
    for column in columns:
        style = ink.now if column == task.item.column else ink.dim
        head.append((padded(shown(column), width) + " ", style))
    on.line(*head)
    places, cells = asking.places(), _cells(asking)
    rated = asking.session.toolkit.instruments[task.instrument].kind in RATED
    empty = tr("not rated") if rated else tr("open")
    for row in rows:
        if tall:
            on.blank()
        of, here = [], -1
        for number, column in enumerate(columns):
            index = places[row, column]
            of.append(cells[index])
            here = number if index == asking.at else here
            on.zone(side + 1 + number * (width + 1), width, f"task:{index}")
        if task.item.row == row:
            on.focus = (on.y, on.y)
        on.lines.append(_row(row, tuple(of), here, empty, (side, width, on.width), ink))


class _Cell(NamedTuple):
    """What a cell shows beside whether it is selected."""

    answered: bool
    needs: bool
    words: str


def _cells(asking: Asking) -> Mapping[int, _Cell]:
    """Return what the cells show, by the index of the task: found out once after something was written."""

    def found() -> dict[int, _Cell]:
        needs, cells = asking.needs(), {}
        for index in asking.places().values():
            each = asking.tasks[index]
            words = stands(asking.session, each) if asking.elsewhere(each) else asking.say(each)
            open_ = unsaid(asking, each) is not None
            cells[index] = _Cell(each.answered, each.item.id in needs, ("? " if open_ else "") + words[:200])
        return cells

    of = asking.task.instrument if asking.task is not None else ""
    return asking.of_tasks(("cells", of, asking.session.state.version), found)


@lru_cache(maxsize=500)
def _row(
    label: str, cells: tuple[_Cell, ...], here: int, unrated: str, sizes: tuple[int, int, int], ink: Palette
) -> Line:
    """Return a row of the grid as a line; nobody may change it, as the same row is the same line.

    Args:
        label: What the row is called.
        cells: Its cells.
        here: Which of them is selected; -1: none.
        unrated: What the selected one says before it is answered.
        sizes: Cells of the terminal that the label takes, that each cell takes, and that the line has.
        ink: The styles.
    """
    side, width, whole = sizes
    line = list(filled(((clipped(shown(label), side), ink.text if here < 0 else ink.now),), side, ink.ground))
    for number, cell in enumerate(cells):
        ground = ink.lit if number == here else ink.panel
        mark, style = _mark(cell, ink, here=number == here)
        words = cell.words or (unrated if number == here else "")
        parts = (
            ("▸" if number == here else " ", ink.now + ground),
            (f"{mark} ", style + ground),
            (shown(words), style + ground),
        )
        line += [Segment(" ", ink.ground), *filled(parts, width, ground)]
    rest = whole - side - len(cells) * (width + 1)
    return [*line, Segment(" " * rest, ink.ground)] if rest > 0 else line


def _mark(cell: _Cell, ink: Palette, *, here: bool) -> tuple[str, Style]:
    """Say by a mark, and by a colour beside it, what state a cell is in."""
    if cell.needs:
        return "◆", ink.now if here else ink.said
    if here:
        return ("◉" if cell.answered else "◐"), ink.now
    return ("●", ink.done) if cell.answered else ("○", ink.dim)
