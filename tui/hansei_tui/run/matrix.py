"""A grid of cells: all of it at a glance, and below it the cell that is selected, with the keys that rate it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from hansei.form import Choose, Text
from hansei.insight.progress import Task
from hansei_tui.app.theme import Palette
from hansei_tui.run.asked import writer_room
from hansei_tui.run.asker import Look
from hansei_tui.run.beside import KEY, unsaid
from hansei_tui.run.canvas import Canvas, Line, Part, filled
from hansei_tui.run.choose import option_keys
from hansei_tui.run.instrument import Asking
from hansei_tui.run.room import Room
from hansei_tui.run.standing import standing, stands
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped, padded, shown


def over_grid(on: Canvas, room: Room, look: Look, height: int) -> None:
    """Paint the grid, the selected cell with its text, how it stands, and what shows it."""
    asking, task, ink = room.asking, room.asking.task, look.ink
    found = asking.grid()
    if task is None or found is None:
        return
    first = asking.first
    grid(on, asking, ink, tall=height >= 30)
    on.blank()
    at = asking.at + 1 - asking.tasks.index(asking.here()[0])
    on.line(
        (shown(f"{task.item.row} · {task.item.column}"), ink.strong),
        ("   " + tr("{n} of {all}", n=at, all=len(asking.here())), ink.dim),
        (f"   {shown(task.item.because)}" if task.item.because else "", ink.said),
    )
    on.text(task.item.title, ink.text, most=max(3, height - on.y - 6))
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
        if not look.narrow:
            on.text(first.ask, ink.dim)
        _options(on, asking, first, ink)
        questions = asking.kind.beside(asking.definition, task.item)
        if questions and not asking.answered and not room.session.closed:
            also = tr("asks this and: {question}", question=questions[0].ask)
            on.line(("enter", ink.key), (" " + also, ink.dim))
        if (left := unsaid(asking, task)) is not None and not room.session.only_read:
            on.line((f"? {shown(left.ask)} ", ink.now), (f"{KEY}", ink.key), (" " + tr("says it"), ink.dim))
    elif first is not None:
        on.line(("enter", ink.key), (f" {first.ask}", ink.dim))
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
    inside = {id(each) for each in asking.here()}  # the same objects: comparing all with all costs a millisecond
    places = {(each.item.row, each.item.column): index for index, each in enumerate(asking.tasks) if id(each) in inside}
    needs = asking.needs()
    for row in rows:
        if tall:
            on.blank()
        side_style = ink.now if row == task.item.row else ink.text
        x = side + 1
        cells: list[Line] = [filled(((clipped(shown(row), side), side_style),), side, on.rest)]
        for column in columns:
            index = places[row, column]
            each = asking.tasks[index]
            here = index == asking.at
            ground = ink.lit if here else ink.panel
            mark, style = _mark(each, ink, here=here, needs=each.item.id in needs)
            words = stands(asking.session, each) if asking.elsewhere(each) else asking.say(each)
            words = words or (tr("not rated") if here else "")
            words = f"? {words}" if unsaid(asking, each) is not None else words
            on.zone(x, width, f"task:{index}")
            lead = "▸" if here else " "
            cells.append(
                filled(
                    (
                        (lead, ink.now + ground),
                        (f"{mark} ", style + ground),
                        (shown(words[:200]), style + ground),
                    ),
                    width,
                    ground,
                )
            )
            x += width + 1
        if task.item.row == row:
            on.focus = (on.y, on.y)
        on.beside([[cell] for cell in cells], 1)


def _mark(task: Task, ink: Palette, *, here: bool, needs: bool) -> tuple[str, Style]:
    """Say by a mark, and by a colour beside it, what state a cell is in."""
    if needs:
        return "◆", ink.now if here else ink.said
    if here:
        return ("◉" if task.answered else "◐"), ink.now
    return ("●", ink.done) if task.answered else ("○", ink.dim)
