"""One item as lines: what it is, what was given of it, what is asked now, and where the writer goes."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.style import Style

from hansei.document.spans import plain
from hansei.form import Choose, Number, Question, Table, Text, Walk
from hansei_tui.app.theme import Palette
from hansei_tui.run.asker import Look
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.named import LEAST, label_in, own_label
from hansei_tui.run.questions import asker_of
from hansei_tui.run.room import Room
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr
from hansei_tui.shown import clipped, shown
from hansei_tui.shown import width as width_of

#: Lines the writer gets at the most.
WRITER = 6
#: Cells of an item's name.
NAME = 60
#: Lines of an item's row with what it rests on, and of what has to be seen while it is answered.
RESTS, RECALLED = 4, 6
#: Lines of everything around the columns of a walk while its evidence is written.
AROUND = 18
_BOLD = Style(bold=True)


def head(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint which item is asked about, of whom, its text where the question does not say it, and what it rests on."""
    asking, task = room.asking, room.asking.task
    if task is None:
        return
    top = on.y
    if _fits(room, ink, on.width):
        if parts := _name(room, ink, on.width):
            on.line(*parts)
    else:
        on.line(*_name(room, ink, on.width, whole=True))
        rests = (task.item.row, task.item.because)
        on.text(shown(" · ".join(each for each in rests if each)), ink.said, most=RESTS)
    if not same(task.item.title, asking.first) and task.item.title not in (task.item.label, own_label(task.item)):
        on.text(shown(task.item.title, lines=True), ink.text, most=8)
    recalled(on, room, ink)
    if on.y > top:
        on.blank(0 if on.width < 70 else 1)


def recalled(on: Canvas, room: Room, ink: Palette, most: int = RECALLED) -> None:
    """Paint what has to be seen while this item is answered, such as what was predicted, in at most so many lines."""
    task = room.asking.task
    found = room.session.recalls(task.instrument, task.item) if task is not None else ()
    lines = [line for each in found for line in wrap(shown(each), on.width, 2)]
    for line in lines[: max(0, most)]:
        on.line((line, ink.said))


def about(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint in one line what somebody writes about: the item, and what was chosen of it a moment ago."""
    parts = _name(room, ink, on.width - 24)
    first, given = room.asking.first, room.asking.given
    if first is not None and first.id in given and isinstance(first, (Walk, Choose)):
        parts += [("   ", ink.dim), (f"✓ {_chosen(first, given[first.id])}", ink.done)]
    if parts:
        on.line(*parts)


def _fits(room: Room, ink: Palette, width: int) -> bool:
    """Whether a line has room for the item with its row, and for what the row rests on."""
    task = room.asking.task
    if task is None:
        return True
    row = task.item.row if task.item.row != task.item.id else ""
    if row and row != task.item.label and width_of(f"{row}: {own_label(task.item)}") > NAME:
        return False
    used = sum(cell_len(text) for text, _ in _name(room, ink, 0))
    return not task.item.because or used + 3 + width_of(shown(task.item.because)) <= width


def _name(room: Room, ink: Palette, width: int, *, whole: bool = False) -> list[Part]:
    """Return which item is asked about, and of whom.

    Args:
        room: What is asked.
        ink: The styles.
        width: Cells.
        whole: True where its row stands below, whole.
    """
    asking, task = room.asking, room.asking.task
    if task is None:
        return []
    items = list(dict.fromkeys(each.item.id for each in asking.here()))
    raters = [each for each in asking.here() if each.item.id == task.item.id]
    parts: list[Part] = []
    single = len(items) == 1
    if not single:
        parts.append((tr("{n} of {all}", n=items.index(task.item.id) + 1, all=len(items)) + "   ", ink.dim))
    row = task.item.row if task.item.row and task.item.row != task.item.id else ""
    only_row = bool(task.item.row) and same(own_label(task.item), asking.first)  # the question says the rest
    if row and row not in task.item.label and not only_row and not whole:
        room_for_it = NAME - width_of(task.item.label) - len(": ")
        parts.append((shown(clipped(row, max(LEAST, room_for_it))) + ": ", ink.strong))
    if len(raters) > 1 or asking.session.toolkit.instruments[task.instrument].per == "person":
        place = "   " + tr("{n} of {all}", n=raters.index(task) + 1, all=len(raters))
        parts += [(shown(asking.session.rater_name(task.rater)), ink.said + _BOLD), (place, ink.dim)]
    elif not single or task.item.short:
        name = clipped(task.item.row, NAME) if only_row else label_in(task.item, NAME)
        if whole:
            name = "" if only_row else clipped(own_label(task.item), NAME)
        parts.append((shown(name), ink.strong))
    used = sum(cell_len(text) for text, _ in parts)
    if task.item.because and used + 12 < width and not whole:
        parts.append(("   " + clipped(shown(task.item.because), width - used - 3), ink.said))
    return parts


def _chosen(question: Walk | Choose, value: Any) -> str:
    """Return what was chosen, by its titles."""
    options = question.options if isinstance(question, Choose) else (*question.levels, *question.aside)
    titles = {option.id: option.title for option in options}
    ids = value if isinstance(value, list) else [value.get("level", "") if isinstance(value, dict) else value]
    return ", ".join(titles.get(each, str(each)) for each in ids) or tr("left out")


def asked(on: Canvas, room: Room, look: Look, height: int) -> None:
    """Paint what was given a moment ago, and the question that is asked now."""
    asking, ink = room.asking, look.ink
    question, asker = asking.question, asking.asker
    if question is None or asker is None:
        return
    for id_ in asking.given:
        _given(on, room, look, id_, height)
    writing = room.writing
    if writing is None or not isinstance(question, Text) or asker.name != "words":
        on.text(question.ask, ink.text)
        if question.hint:
            on.text(question.hint, ink.dim)
        if not look.narrow:
            on.blank()
    if room.session.only_read and isinstance(question, (Text, Table)) and not asker.draft():
        on.line((tr("not answered"), ink.dim))  # nothing that looks as if it could be filled
        return
    asker.paint(on, look)
    if writing is not None:
        writer_room(on, room, ink)


def writer_room(on: Canvas, room: Room, ink: Palette) -> None:
    """Leave room for the writer, below what it asks for and above its keys."""
    if room.writing is None:
        return
    if on.lines and not isinstance(room.asking.question, Text):
        on.blank()
    on.text(room.writing.label, ink.now)
    start = on.y
    wanted = len(wrap(room.writing.text or "", max(1, on.width - 2), WRITER)) + 1
    rows = max(3, min(WRITER, wanted))
    on.blank(rows)
    on.writer = (start, rows)
    keys = (("enter", tr("keeps it")), ("^j", tr("new line")), ("esc", tr("leaves it as a draft")))
    on.line(*[part for key, words in keys for part in ((key, ink.key), (f" {words}   ", ink.dim))])


def _given(on: Canvas, room: Room, look: Look, id_: str, height: int) -> None:
    """Show a question that was answered a moment ago, in one line or as it was."""
    asking = room.asking
    walked: dict[str, object] = {}
    while (question := asking.form(walked)) is not None and question.id != id_:
        if question.id not in asking.given:
            return
        walked[question.id] = asking.given[question.id]
    if question is None:
        return
    value = asking.given[id_]
    if isinstance(question, (Walk, Choose)):
        asker = asker_of(question)
        asker.prefill(value)
        if isinstance(question, Walk):
            whole = Canvas(on.width, on.rest)
            asker.paint(whole, Look(look.ink, look.narrow, settled=True))
            if whole.y > height - AROUND:  # no room for all columns and the writer: the chosen one
                whole = Canvas(on.width, on.rest)
                asker.paint(whole, Look(look.ink, narrow=True, settled=True))
            on.text(question.ask, look.ink.text)
            if not look.narrow:
                on.blank()
            on.join(whole)
        else:
            on.text(question.ask, look.ink.dim)
            on.text(f"✓ {_chosen(question, value)}", look.ink.done, most=4)
    elif isinstance(question, Number) and isinstance(value, (int, float)):
        on.text(f"✓ {question.ask} {value:g}", look.ink.done, most=2)
    elif isinstance(question, Table) and value:
        shown_ = [column.id for column in question.columns]
        rows = [", ".join(filter(None, (row.get(id_, "") for id_ in shown_))) for row in value]
        on.text(f"✓ {'; '.join(rows)}", look.ink.done, most=2)
    elif value:
        on.text(f"✓ {value}", look.ink.done, most=2)
    on.blank()


def settled(on: Canvas, room: Room, look: Look) -> None:
    """Show an answer that is on the record, question by question."""
    asking, ink = room.asking, look.ink
    walked: dict[str, object] = {}
    for index in range(20):
        question = asking.form(walked)
        if question is None:
            break
        value = asking.prior.get(question.id)
        walked[question.id] = value
        if index and not value:
            continue
        asker = asker_of(question)
        if value is not None:
            asker.prefill(value)
        on.text(question.ask, ink.text if not index else ink.dim)
        if not look.narrow and not index:
            on.blank()
        asker.paint(on, look)
        on.blank()
    how: list[Part] = [] if room.session.only_read else [("enter", ink.key), (" " + tr("changes it"), ink.dim)]
    on.line((tr("✓ on the record") + "   ", ink.done), *how)
    if room.change_begun and not room.session.only_read:
        drops = (("   ⌫", ink.key), (" drops that", ink.dim))
        on.line(("a change was begun   ", ink.said), ("enter", ink.key), (" goes on with it", ink.dim), *drops)


def same(text: str, question: Question | None) -> bool:
    """Whether a text says no more than the question itself does."""
    return question is not None and plain(text).split() == question.ask.split()
