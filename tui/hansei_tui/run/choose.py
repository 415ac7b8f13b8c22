"""Choosing one option, or any number of them, by its key, by the arrows or by a click."""

from __future__ import annotations

import json
from typing import Any

from hansei.form import Choose
from hansei_tui.run.asker import Answer, Changed, Look, Reaction, Say
from hansei_tui.run.canvas import Canvas, filled
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr

#: The key that leaves an optional question out.
LEAVE_OUT = "0"


def option_keys(question: Choose) -> dict[str, str]:
    """Return the key of each option: its own, or its number from 1 to 9."""
    keys: dict[str, str] = {}
    for number, option in enumerate(question.options, 1):
        key = option.key or (str(number) if number < 10 else "")
        if key and key not in keys:
            keys[key] = option.id
    return keys


class Choosing:
    """Asks a :class:`hansei.form.Choose`."""

    name = "choose"

    def __init__(self, question: Choose) -> None:
        self.question = question
        self.keys = option_keys(question)
        #: Index of the option the arrows stand on.
        self.at = 0
        #: Ids in the order of the options.
        self.chosen: list[str] = []
        #: What was marked before each mark, to step back.
        self._trail: list[list[str]] = []

    def press(self, key: str) -> Reaction:
        """Take a key."""
        if key in self.keys:
            return self._pick(self.keys[key])
        options = self.question.options
        if key in ("up", "k", "down", "j"):
            self.at = (self.at + (1 if key in ("down", "j") else -1)) % len(options)
            return Changed()
        if key == "space":
            return self._pick(options[self.at].id)
        if key == "enter":
            if not self.question.many:
                return self._pick(options[self.at].id)
            if not self.chosen and not self.question.optional:
                return Say(tr("Choose at least one: space marks it, enter goes on"))
            return Answer(list(self.chosen))
        if key == LEAVE_OUT and self.question.optional:
            return Answer([] if self.question.many else "")
        return None

    def hit(self, what: str) -> Reaction:
        """Take a click on an option."""
        ids = [option.id for option in self.question.options]
        if what == LEAVE_OUT:
            return self.press(what)
        return self._pick(what) if what in ids else None

    def _pick(self, id_: str) -> Reaction:
        ids = [option.id for option in self.question.options]
        self.at = ids.index(id_)
        if not self.question.many:
            return Answer(id_)
        self._trail.append(self.chosen)
        marked = set(self.chosen) ^ {id_}
        self.chosen = [each for each in ids if each in marked]
        return Changed()

    def step_back(self) -> bool:
        """Take back the last mark; return whether there was one."""
        if not self._trail:
            return False
        self.chosen = self._trail.pop()
        return True

    def draft(self) -> str:
        """Return what is marked so far."""
        return json.dumps(self.chosen) if self.question.many and self.chosen else ""

    def restore(self, draft: str) -> None:
        """Mark again what was marked."""
        try:
            self.prefill(json.loads(draft))
        except ValueError:
            return

    def prefill(self, value: Any) -> None:
        """Mark what was chosen."""
        ids = [option.id for option in self.question.options]
        wanted = list(value) if isinstance(value, (list, tuple)) else [value]
        self.chosen = [each for each in ids if each in wanted]
        if self.chosen:
            self.at = ids.index(self.chosen[0])

    def paint(self, on: Canvas, look: Look) -> None:
        """Paint the options one below the other, the one that is stood on lit."""
        ink = look.ink
        keys = {id_: key for key, id_ in self.keys.items()}
        for index, option in enumerate(self.question.options):
            here = index == self.at and not look.settled
            chosen = option.id in self.chosen
            ground = ink.lit if here or (chosen and look.settled) else ink.panel
            top = on.y
            mark = self._mark(chosen=chosen, here=here)
            key = f" {keys.get(option.id, ' ')} "
            words = (ink.strong if here else ink.done if chosen else ink.text) + ground
            lead = len(mark) + 3
            for number, line in enumerate(wrap(option.after(keys.get(option.id, "")), on.width - lead - 2) or [""]):
                head = ((mark, words), (key, ink.key + ground)) if not number else ((" " * lead, ground),)
                on.lines.append(filled((*head, (line, words)), on.width, ground))
            if option.text:
                for line in wrap(option.text, on.width - lead - 2):
                    on.lines.append(filled(((" " * lead, ground), (line, ink.dim + ground)), on.width, ground))
            on.zone(0, on.width, f"ask:{option.id}", y=top, height=on.y - top)
            if here:
                on.focus = (top, on.y - 1)
            if not look.narrow:
                on.blank()
        if self.question.optional and not look.settled:
            on.line(
                (" " * len("✓ "), ink.dim),
                (f" {LEAVE_OUT} ", ink.key),
                (tr("leave this out"), ink.dim),
                hit=f"ask:{LEAVE_OUT}",
            )

    def _mark(self, *, chosen: bool, here: bool) -> str:
        if self.question.many:
            return "[x] " if chosen else "[ ] "
        if chosen:
            return "✓ "
        return "▸ " if here else "  "
