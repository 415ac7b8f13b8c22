"""The keys of what is asked: which there are, which of them mean something now, and what F1 says of them."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from hansei_tui.run.beside import lacking
from hansei_tui.run.choose import Choosing
from hansei_tui.run.onward import needed_first
from hansei_tui.run.room import Room
from hansei_tui.run.table import Filling
from hansei_tui.run.walk import ASIDE_KEYS, Walking
from hansei_tui.sentences import N_

#: What F1 says of each way of asking.
HELP = {
    "": N_("This step asks for nothing to be written down. Enter ends it and goes on."),
    "rounds": N_("What is asked here is rated in rounds, or the team settles it: enter goes on where that stands."),
    "walk": N_(
        "Begin with the column that is lit. Enter or y: yes, this is us. The arrow that points on: not yet; w then "
        "writes why. A click on a column only looks at it. n twice, ? and b are answers that are no level. Every "
        "answer is saved at once and can be changed: go to it with up or down and press enter. u takes back a step."
    ),
    "grid": N_(
        "The arrows go from cell to cell, tab to the next one that is open. The keys below the text say how a cell "
        "stands and go on; e then writes what shows it, and w asks what was left open, marked with a ?. Enter opens a"
        " cell. Every answer is saved at once."
    ),
    "choose": N_("Press the key of an option, or go to it and press enter. Tab goes to the next item."),
    "table": N_(
        "Enter fills the cell that is lit and goes on to the next; a new row is always ready. Ctrl+s saves. In a cell"
        " with options a number chooses and goes on, and so does a first letter with enter; backspace empties it."
    ),
    "closed": N_(
        "The session is closed and can be read: up and down go from answer to answer, [ and ] from step to step, v "
        "shows the step's whole text, x writes the report. R opens it again."
    ),
    "words": N_("Enter begins to write and, when you are done, keeps it. Escape leaves it as a draft, which stays."),
}

#: In order of importance, as the bar shows them.
KEYS: list[BindingType] = [
    Binding("enter,y", "walk('enter')", "yes, this is us"),
    Binding("left,h", "walk('left')", "not yet", key_display="←"),
    Binding("right,l", "walk('right')", "back", key_display="→"),
    Binding("w", "walk('w')", "why not"),
    Binding("n", "walk('n')", "does not apply", key_display="nn"),
    Binding("question_mark", "walk('?')", "cannot tell", key_display="?"),
    Binding("b", "walk('b')", "abstain", show=False),
    Binding("left,h", "cell(-1, 0)", "cells", show=False),
    Binding("right,l", "cell(1, 0)", "cells", show=False),
    Binding("up,k", "cell(0, -1)", "cells", show=False),
    Binding("down,j", "cell(0, 1)", "cells", show=False),
    Binding("tab", "next_open", "next open", show=False),
    Binding("enter", "open_cell('rate')", "open the cell"),
    Binding("enter", "open_cell('evidence')", "evidence"),
    Binding("enter", "open_cell('change')", "change"),
    Binding("w", "beside", "what is missing"),
    Binding("enter", "choose('enter')", "choose"),
    Binding("space", "mark", "mark"),
    Binding("space", "choose('space')", "choose", show=False),
    Binding("up,k", "choose('up')", "up", show=False),
    Binding("down,j", "choose('down')", "down", show=False),
    Binding("enter", "table('enter')", "fill"),
    Binding("ctrl+s", "table('ctrl+s')", "save", key_display="^s"),
    Binding("enter", "pick('enter')", "go on"),
    Binding("space", "pick('space')", "another"),
    Binding("escape", "pick('escape')", "leave the cell"),
    Binding("left,h", "table('left')", "left", show=False),
    Binding("right,l", "table('right')", "right", show=False),
    Binding("up,k", "table('up')", "up", show=False),
    Binding("down,j", "table('down')", "down", show=False),
    Binding("space", "table('space')", "fill", show=False),
    Binding("delete,backspace", "table('delete')", "remove row", key_display="⌫"),
    Binding("enter", "words('enter')", "write"),
    Binding("enter", "change", "change"),
    Binding("delete,backspace", "drop_begun", "drop the change", key_display="⌫"),
    Binding("enter", "rounds", "rounds"),
    Binding("enter", "finish_step", "done, go on"),
    Binding("space", "finish_step", "done, go on", show=False),
    Binding("e", "evidence('evidence')", "evidence"),
    Binding("e", "evidence('words')", "words"),
    Binding("u", "undo", "undo"),
    Binding("down,j,tab", "item(1)", "next", show=False),
    Binding("up,k,shift+tab", "item(-1)", "previous", show=False),
    Binding("tab", "item(1)", "next item", show=False),
    Binding("shift+tab", "item(-1)", "item before", show=False),
    Binding("down,j", "read_on(1)", "down"),
    Binding("up,k", "read_on(-1)", "up"),
    Binding("space,pagedown", "read_on(10)", "further", key_display="space"),
    Binding("pageup", "read_on(-10)", "back", show=False),
    Binding("v", "read", "read the step", show=False),
    Binding("v", "stop_reading", "back to what is asked"),
    Binding("shift+down", "scroll_by(3)", "down", show=False),
    Binding("shift+up", "scroll_by(-3)", "up", show=False),
]


def offered(room: Room, action: str, parameters: tuple[object, ...]) -> bool:
    """Return whether a key of the stage means something now."""
    asking = room.asking
    if room.writing is not None:
        return False
    if action == "pick" or room.picking:
        return room.picking and action in ("pick", "scroll_by")
    if action in ("read_on", "stop_reading") or room.reading:
        return room.reading and action in ("read_on", "stop_reading", "scroll_by")
    if action == "rounds" or asking.in_rounds:
        over = ("cell", "next_open") if room.over_grid else ("item",)
        return asking.in_rounds and action in ("rounds", *over, "read", "scroll_by", "undo")
    if room.session.only_read and action not in ("cell", "item", "read", "scroll_by"):
        return False
    asker = None if asking.settled else asking.asker
    if action in ("walk", "choose", "table", "words", "mark"):
        if room.over_grid or asker is None:
            return False
        if action == "mark":
            return isinstance(asker, Choosing) and asker.question.many
        if action == "walk" and isinstance(asker, Walking) and parameters[0] in ("n", "?", "b"):
            return any(ASIDE_KEYS.get(option.id) == parameters[0] for option in asker.question.aside)
        if action == "table" and parameters[0] == "delete":
            return isinstance(asker, Filling) and asker.row < len(asker.rows)
        return asker.name == action
    if action == "open_cell":
        return room.over_grid and parameters[0] == _in_cell(room)
    if action == "beside":
        return room.over_grid and lacking(room) is not None
    if action == "cell":
        return room.over_grid
    if action == "next_open":
        return room.over_grid and bool(asking.open)
    if action == "change":
        return asking.settled and not room.over_grid
    if action == "drop_begun":
        return room.change_begun and not room.over_grid
    if action == "finish_step":
        # a step that waits for another one is not done by a glance at it; f ends it after a question
        return asking.task is None and not room.ended and needed_first(room.session, room.place.step) is None
    if action == "evidence":
        words = room.words_after()
        return bool(words) and (words == "evidence") == (parameters[0] == "evidence")
    if action == "item":
        return asking.task is not None
    return True


def _in_cell(room: Room) -> str:
    """Return what enter does in a cell of a grid: rate it, write its evidence, or change it."""
    if not room.asking.answered:
        return "rate"
    return "evidence" if room.words_of_answer() else "change"
