"""The middle of the screen as lines: the step's words, what is asked, and all items at a glance."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from hansei.document.spans import plain, spans
from hansei.form import Choose, Question, Text, Walk
from hansei_tui.app.theme import Palette
from hansei_tui.run.asker import Look
from hansei_tui.run.board import board, grid
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.place import number, step_title
from hansei_tui.run.room import Room
from hansei_tui.run.wrap import wrap
from hansei_tui.shown import clipped, shown

#: Lines the writer gets at the most.
WRITER = 6
#: Lines of everything around the columns of a walk while its evidence is written.
AROUND = 18
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
    whole = Canvas(width, ink.ground)
    title(whole, room, ink)
    left = height - below.y - 2
    words = Canvas(width, ink.ground)
    if not _same(room.place.step.step.text, room.asking.question):
        step_words(words, room, ink, titled=False)
    if words.y + 1 <= left:
        whole.join(words)
    elif left >= 3:
        whole.lines += words.lines[: left - 1]
        last = clipped(plain(room.place.step.step.text), 1)
        whole.line((last, ink.dim), ("  v", ink.key), (" reads on", ink.dim))
    if not narrow or height > below.y + whole.y:
        whole.blank()
    whole.join(below)
    return whole


def title(on: Canvas, room: Room, ink: Palette) -> None:
    """Paint which step is looked at, and how the last thing went."""
    step, saving = room.place.step, room.saving
    state = room.session.state.ended.get(step.path, "")
    head: list[Part] = [(number(room.session, step) + "  ", ink.dim), (shown(step_title(step)), ink.strong)]
    if state:
        head.append((f"  ✓ {state}" if state == "done" else f"  – {state}", ink.done))
    says = clipped(shown(saving.says), max(10, on.width - 4))
    style = ink.warn if saving.wrong else (ink.done if "✓" in says else ink.dim)
    mark = "! " if saving.wrong and says else ""
    used = sum(cell_len(text) for text, _ in head)
    free = on.width - used - cell_len(mark + says) - 1
    if not says or free >= 2:
        on.line(*head, (" " * max(0, free), ink.dim), (mark + says, style))
    else:
        on.line(*head)
        for line in wrap(mark + saving.says, on.width, 3):
            on.line((line, style))
    on.pinned = on.y


def step_words(on: Canvas, room: Room, ink: Palette, *, titled: bool = True) -> None:
    """Paint the text of the step and its questions."""
    if titled:
        title(on, room, ink)
        on.blank()
    step = room.place.step.step
    _marked(on, step.text, ink.text if titled else ink.dim)
    for question in step.questions:
        _marked(on, question, ink.text if titled else ink.dim, lead="· ")
    if titled and room.reading:
        _item_words(on, room, ink)
        _outcomes(on, room, ink)
    if titled and room.place.step.section.text and room.reading:
        on.blank()
        on.line((plain(room.place.step.section.title), ink.strong))
        for paragraph in room.place.step.section.text.split("\n\n"):
            _marked(on, paragraph, ink.dim)
            on.blank()


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
        on.line((toolkit.headings.get("outcomes", "Outcomes"), ink.strong))
        for outcome in toolkit.outcomes:
            _marked(on, outcome.text, ink.text, lead="· ")


def _same(text: str, question: Question | None) -> bool:
    """Whether a text says no more than the question itself does."""
    return question is not None and plain(text).split() == question.ask.split()


def _marked(on: Canvas, text: str, style: Style, lead: str = "") -> None:
    """Paint an author's text: strong bold, emphasis italic, where it leads underlined."""
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
    line: list[Part] = [(lead, style)] if lead else []
    used = cell_len(lead)
    for word, own in words:
        size = cell_len(word)
        if used + size > on.width and used > len(lead):
            on.line(*line)
            line, used = [(" " * len(lead), style)], len(lead)
            if word == " ":
                continue
        line.append((word, own))
        used += size
    on.line(*line)


def _nothing_asked(on: Canvas, room: Room, ink: Palette) -> None:
    if room.reading:
        on.line(("v", ink.key), (" goes back to what is asked", ink.dim))
        return
    on.blank()
    for id_ in room.place.step.step.instruments:
        instrument = room.session.toolkit.instruments[id_]
        named = instrument.ours.short or instrument.title or id_
        if room.session.kinds.get(instrument.kind) is None:
            on.text(f"{named}: no plugin here knows the kind {instrument.kind!r}, so it cannot be asked.", ink.warn)
        elif instrument.per == "person" and not room.session.raters(id_):
            on.text(f"{named}: asked of each person, and nobody with a vote takes part yet.", ink.dim)
        elif instrument.for_each:
            on.text(f"{named}: nothing calls for work yet.", ink.dim)
    if not room.session.closed:
        on.line(("enter", ink.key), (" finishes this step and goes on", ink.dim))


def _instrument(on: Canvas, room: Room, ink: Palette, height: int, *, narrow: bool) -> None:
    asking = room.asking
    task = asking.task
    if task is None:
        return
    look = Look(ink, narrow, asking.settled, room.writing is not None)
    if room.over_grid or (asking.grid() is not None and room.writing is not None):
        _over_grid(on, room, ink, look, height)
    else:
        _head(on, room, ink)
        if asking.settled:
            _settled(on, room, look)
        else:
            _question(on, room, look, height)
    if not narrow:
        on.blank()
    board(on, asking, ink)
    if not asking.open and not room.session.closed:
        on.line(("All answered. ", ink.done), ("f", ink.key), (" finishes this step and goes on", ink.dim))


def _head(on: Canvas, room: Room, ink: Palette) -> None:
    asking, task = room.asking, room.asking.task
    if task is None:
        return
    items = list(dict.fromkeys(each.item.id for each in asking.here()))
    raters = [each for each in asking.here() if each.item.id == task.item.id]
    parts: list[Part] = []
    single = len(items) == 1
    if not single:
        parts.append((f"{items.index(task.item.id) + 1} of {len(items)}   ", ink.dim))
    row = task.item.row if task.item.row and task.item.row != task.item.id else ""
    if row and row not in task.item.label:
        parts.append((shown(row) + ": ", ink.strong))
    if len(raters) > 1 or asking.session.toolkit.instruments[task.instrument].per == "person":
        place = f"   {raters.index(task) + 1} of {len(raters)}"
        parts += [(shown(asking.session.rater_name(task.rater)), ink.said + _BOLD), (place, ink.dim)]
    elif not single or task.item.short:
        parts.append((shown(clipped(task.item.label, 60)), ink.strong))
    if task.item.because:
        parts.append((f"   {shown(task.item.because)}", ink.said))
    if parts:
        on.line(*parts)
    first = asking.form({})
    if not _same(task.item.title, first) and task.item.title != task.item.label:
        on.text(shown(task.item.title, lines=True), ink.text, most=8)
    if on.lines:
        on.blank(0 if on.width < 70 else 1)


def _question(on: Canvas, room: Room, look: Look, height: int) -> None:
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
    asker.paint(on, look)
    if writing is not None:
        _writer(on, room, ink)


def _writer(on: Canvas, room: Room, ink: Palette) -> None:
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
    keys = (("enter", " keeps it   "), ("^j", " new line   "), ("esc", " leaves it as a draft"))
    on.line(*[part for key, words in keys for part in ((key, ink.key), (words, ink.dim))])


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
        from hansei_tui.run.instrument import asker_of

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
            titles = {option.id: option.title for option in question.options}
            chosen = value if isinstance(value, list) else [value]
            words = ", ".join(titles.get(each, str(each)) for each in chosen) or "left out"
            on.text(f"✓ {words}", look.ink.done, most=4)
    elif value:
        on.text(f"✓ {value}", look.ink.done, most=2)
    on.blank()


def _settled(on: Canvas, room: Room, look: Look) -> None:
    """Show an answer that is on the record, question by question."""
    asking, ink = room.asking, look.ink
    walked: dict[str, object] = {}
    from hansei_tui.run.instrument import asker_of

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
    how = [] if room.session.closed else [("enter", ink.key), (" changes it", ink.dim)]
    on.line(("✓ on the record   ", ink.done), *how)


def _over_grid(on: Canvas, room: Room, ink: Palette, look: Look, height: int) -> None:
    asking, task = room.asking, room.asking.task
    found = asking.grid()
    if task is None or found is None:
        return
    first = asking.form({})
    grid(on, asking, ink, tall=height >= 30)
    on.blank()
    on.line(
        (shown(f"{task.item.row} · {task.item.column}"), ink.strong),
        (f"   {asking.at + 1 - asking.tasks.index(asking.here()[0])} of {len(asking.here())}", ink.dim),
        (f"   {shown(task.item.because)}" if task.item.because else "", ink.said),
    )
    on.text(task.item.title, ink.text, most=max(3, height - on.y - 6))
    if not look.narrow:
        on.blank()
    if room.writing is not None:
        _writer(on, room, ink)
        return
    if isinstance(first, Choose):
        if not look.narrow:
            on.text(first.ask, ink.dim)
        chosen = asking.prior.get(first.id)
        from hansei_tui.run.choose import option_keys

        keys = {id_: key for key, id_ in option_keys(first).items()}
        parts: list[Part] = []
        x = 0
        for option in first.options:
            lit = option.id == chosen
            key = keys.get(option.id, " ")
            text = ("✓ " if lit else "") + option.title
            on.zone(x, cell_len(key + text) + 1, f"ask:{option.id}")
            x += cell_len(key + text) + 4
            parts += [(key + " ", ink.key), (text, ink.done if lit else ink.text), ("   ", ink.dim)]
        on.line(*parts)
    elif first is not None:
        on.line(("enter", ink.key), (f" {first.ask}", ink.dim))
    said = [str(value) for id_, value in asking.prior.items() if value and (first is None or id_ != first.id)]
    for each in said:
        on.text(each, ink.said, most=4)
