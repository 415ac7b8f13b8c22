"""The middle of the screen as lines: the step's words, what is asked, and all items at a glance."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.style import Style

from hansei.document.paragraphs import parts
from hansei.document.spans import plain, spans
from hansei_tui.app.theme import Palette
from hansei_tui.run.asked import about, asked, head, same, settled
from hansei_tui.run.asker import Look
from hansei_tui.run.board import board
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.ending import done, ending
from hansei_tui.run.matrix import over_grid
from hansei_tui.run.onward import needed_first
from hansei_tui.run.originals import mark, originals
from hansei_tui.run.origins import begins
from hansei_tui.run.place import number, step_title
from hansei_tui.run.room import Room
from hansei_tui.run.standing import standing
from hansei_tui.run.table import Filling
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, shown

#: Kinds whose answers people call ratings.
RATED = ("role-matrix", "rubric")
#: How a step was ended.
ENDED = {"done": N_("done"), "skipped": N_("skipped"), "later": N_("later")}
_BOLD, _ITALIC, _UNDER = Style(bold=True), Style(italic=True), Style(underline=True)


def scene(room: Room, ink: Palette, width: int, height: int, *, narrow: bool) -> Canvas:
    """Return the middle of the screen, as long as it needs to be.

    Args:
        room: What is shown.
        ink: The styles.
        width: Cells.
        height: Lines that can be seen; the step's words take what the instrument leaves.
        narrow: True on a narrow screen.
    """
    below = Canvas(width, ink.ground)
    if room.asking.task is None or room.reading:
        step_words(below, room, ink)
        _nothing_asked(below, room, ink)
        return below
    _instrument(below, room, ink, height, narrow=narrow)
    end = Canvas(width, ink.ground)
    ending(end, room, ink)
    whole = Canvas(width, ink.ground)
    title(whole, room, ink)
    long = whole.y + below.y + end.y > height
    if not long:
        below.join(end)
    if (room.writing is not None or room.asking.given) and (long or whole.y + below.y + 1 > height):
        return _writing(room, ink, width, height, narrow=narrow)
    if long:  # what leads on stays in sight
        whole.join(end)
        whole.pinned = whole.y
    left = height - below.y - 1 - whole.y
    words = Canvas(width, ink.ground)
    _activity_words(words, room, ink, spaced=False)
    if not same(room.place.step.step.text, room.asking.first):
        _own_words(words, room, ink.dim)
    _section_words(words, room, ink)
    if words.y + 1 <= left:
        whole.join(words)
    elif narrow and left >= 2:
        whole.line((clipped(plain(room.place.step.step.text), width - 3) + "  ", ink.dim), ("v", ink.key))
    elif left >= 3:
        whole.lines += words.lines[: left - 1]
        last = clipped(plain(room.place.step.step.text), 1)
        whole.line((last, ink.dim), ("  v", ink.key), (" " + tr("reads on"), ink.dim))
    if not narrow or height > below.y + whole.y:
        whole.blank()
    whole.join(below)
    return whole


def _writing(room: Room, ink: Palette, width: int, height: int, *, narrow: bool) -> Canvas:
    """Return the scene on a screen that is too low for all of it: what the words are about stays in sight."""
    on = Canvas(width, ink.ground)
    title(on, room, ink)
    about(on, room, ink)
    on.pinned = on.y
    below = Canvas(width, ink.ground)
    _instrument(below, room, ink, height, narrow=narrow, headed=False)
    ending(below, room, ink)
    on.join(below)
    return on


def title(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint which step is looked at, and how the last thing went."""
    step, saving = room.place.step, room.saving
    state = room.session.state.ended.get(step.path, "")
    head: list[Part] = [(number(room.session, step) + "  ", ink.dim), (shown(step_title(step)), ink.strong)]
    if state:
        head.append((("  ✓ " if state == "done" else "  – ") + tr(ENDED.get(state, state)), ink.done))
    head += mark(room, ink, on.width)
    says = clipped(shown(saving.says), max(10, on.width - 4))
    style = ink.warn if saving.wrong else (ink.done if "✓" in says else ink.dim)
    lead = "! " if saving.wrong and says else ""
    used = sum(cell_len(text) for text, _ in head)
    free = on.width - used - cell_len(lead + says) - 1
    if not says or free >= 2:
        on.line(*head, (" " * max(0, free), ink.dim), (lead + says, style))
    else:
        on.line(*head)
        for line in wrap(lead + saving.says, on.width, 3):
            on.line((line, style))
    on.pinned = on.y


def step_words(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint the title of the step, its text and questions, and all that belongs to them while somebody reads."""
    title(on, room, ink)
    on.blank()
    if not room.reading:
        _activity_words(on, room, ink, spaced=True)
        _own_words(on, room, ink.text)
        return
    _own_words(on, room, ink.text)
    _item_words(on, room, ink)
    originals(on, room, ink)
    _outcomes(on, room, ink)
    activity, section = room.place.step.activity, room.place.step.section
    for part in (activity, section):
        if part.text and part.title:
            on.blank()
            on.line((plain(part.title), ink.strong))
            _paragraphs(on, part.text, ink.dim, spaced=part is section)


def _activity_words(on: Canvas, room: Room, ink: Palette, *, spaced: bool) -> None:
    """Paint the text of the activity where it begins."""
    place = room.place.step
    begins = place is next(each for each in room.session.agenda if each.activity is place.activity)
    if place.activity.text and begins:
        _paragraphs(on, place.activity.text, ink.dim, spaced=spaced)


def _own_words(on: Canvas, room: Room, style: Style) -> None:
    """Paint the text of the step and its questions."""
    step = room.place.step.step
    _paragraphs(on, step.text, style, spaced=False)
    for question in step.questions:
        _marked(on, question, style, lead="· ")


def _section_words(on: Canvas, room: Room, ink: Palette) -> None:
    """Say at a part's first step that it has an introduction, which nobody sees otherwise."""
    section = room.place.step.section
    if section.text and room.place.step is next(each for each in room.session.agenda if each.section is section):
        title = clipped(plain(section.title), max(10, on.width - 20))
        on.line(("v", ink.key), (" " + tr("reads {title}", title=title), ink.dim))


def _item_words(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint the whole text of the item that is asked, which a short terminal cuts."""
    task = room.asking.task
    if task is not None and task.item.title != task.item.label:
        on.blank()
        on.line((shown(task.item.label), ink.strong))
        on.text(shown(task.item.title, lines=True), ink.text)


def _outcomes(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint the outcomes where a handout of the activity shows them."""
    toolkit, activity = room.session.toolkit, room.place.step.activity
    if any("outcomes" in each.shows for each in toolkit.handouts if each.id in activity.handouts):
        on.blank()
        on.line((toolkit.headings.get("outcomes") or tr("Outcomes"), ink.strong))
        for outcome in toolkit.outcomes:
            _marked(on, outcome.text, ink.text, lead="· ")


def _paragraphs(on: Canvas, text: str, style: Style, *, spaced: bool) -> None:
    """Paint an author's longer text, its lists line by line, with blank lines between the paragraphs if wanted."""
    for part in parts(text):
        for line in part.lines:
            _marked(on, line, style, lead="· " if part.listed else "")
        if spaced:
            on.blank()


def _marked(on: Canvas, text: str, style: Style, lead: str = "") -> None:
    """Paint an author's text: strong bold, emphasis italic, where it leads underlined."""
    for line in _laid(text, style, lead, on.width):
        on.line(*line)


@lru_cache(maxsize=100)
def _laid(text: str, style: Style, lead: str, width: int) -> list[list[Part]]:
    """Return an author's text as lines of at most ``width`` cells."""
    words: list[Part] = []
    for span in spans(text):
        own = style
        if span.strong:
            own = style + _BOLD
        elif span.emphasis:
            own = style + _ITALIC
        elif span.target:
            own = style + _UNDER
        pieces = shown(span.text).split(" ")
        for index, piece in enumerate(pieces):
            if index:
                words.append((" ", own))
            if piece:
                words.append((piece, own))
    lines: list[list[Part]] = []
    line: list[Part] = [(lead, style)] if lead else []
    used = cell_len(lead)
    for word, own in words:
        size = cell_len(word)
        if used + size > width and used > len(lead):
            lines.append(line)
            line, used = [(" " * len(lead), style)], len(lead)
            if word == " ":
                continue
        line.append((word, own))
        used += size
    return [*lines, line]


def _nothing_asked(on: Canvas, room: Room, ink: Palette) -> None:
    if room.reading:
        on.line(("v", ink.key), (" " + tr("goes back to what is asked"), ink.dim))
        return
    on.blank()
    for id_ in room.place.step.step.instruments:
        instrument = room.session.toolkit.instruments[id_]
        named = instrument.ours.short or instrument.title or id_
        if room.session.kinds.get(instrument.kind) is None:
            unknown = tr("no plugin here knows the kind {kind}, so it cannot be asked.", kind=repr(instrument.kind))
            on.text(f"{named}: {unknown}", ink.warn)
        elif instrument.per == "person" and not room.session.raters(id_):
            nobody = tr("asked of each person, and nobody with a vote takes part yet.")
            on.text(f"{named}: {nobody}", ink.said)
            if not room.session.only_read:
                on.line(("P", ink.key), (" " + tr("adds people"), ink.dim))
        elif instrument.for_each:
            _nothing_follows(on, room, ink, id_, named)
    if room.session.only_read:
        return
    if room.ended:
        done(on, room, ink)
    elif needed_first(room.session, room.place.step) is None:
        on.line(("enter", ink.key), (" " + tr("finishes this step and goes on"), ink.dim))


def _nothing_follows(on: Canvas, room: Room, ink: Palette, instrument: str, named: str) -> None:
    """Say why an instrument that follows another one asks for nothing."""
    session = room.session
    first = needed_first(session, room.place.step)
    if first is None:
        on.text(f"{named}: " + tr("nothing calls for work."), ink.dim)
        return
    source = session.toolkit.instruments[session.toolkit.instruments[instrument].for_each]
    if source.kind == "rubric":
        why = tr("rate {step} first: this asks about each row that is not yet at the right.")
    elif source.kind in RATED:
        why = tr("rate {step} first: this asks about each row there that calls for work.")
    else:
        why = tr("answer {step} first: this asks about each row there that calls for work.")
    on.text(f"{named}: {why.format(step=number(session, first))}", ink.said)
    if first.path != session.running.path or first.path != room.place.step.path:
        back, agenda = " " + tr("looks back") + "   ", " " + tr("shows the agenda")
        on.line(("[", ink.key), (back, ink.dim), ("a", ink.key), (agenda, ink.dim))


def _instrument(on: Canvas, room: Room, ink: Palette, height: int, *, narrow: bool, headed: bool = True) -> None:
    asking = room.asking
    task = asking.task
    if task is None:
        return
    if headed:
        begins(on, room.beginnings, room.place.step, ink)
    look = Look(ink, narrow, asking.settled, room.writing is not None)
    tabled = isinstance(asking.asker, Filling)  # its rows are shown while a cell is written
    if asking.in_rounds and not room.over_grid:
        words = standing(room.session, task.instrument).words
        on.line((words, ink.now), (" · ", ink.dim), ("r", ink.key), (" " + tr("goes on"), ink.dim), hit="rounds:")
    elif room.over_grid or (asking.grid() is not None and room.writing is not None and not tabled):
        over_grid(on, room, look, height)
    else:
        if headed:
            head(on, room, ink)
        if asking.settled:
            settled(on, room, look)
        else:
            asked(on, room, look, height)
    if not narrow:
        on.blank()
    board(on, asking, ink)
