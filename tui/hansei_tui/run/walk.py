"""Walking the continuum: the level that is asked about is lit, one key says yes and one says not yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hansei.form import Option, Walk
from hansei_tui.run.asker import Answer, Changed, Look, Reaction, Say, Write
from hansei_tui.run.canvas import Canvas, Line, Part, filled
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import tr

#: The keys of answers that are no level, where they go by these ids; others are numbered.
ASIDE_KEYS = {"not-applicable": "n", "cannot-tell": "?", "abstain": "b"}
#: What a click on the words "yes, this is us" means; no level is called so.
YES = "!yes"
#: The key that people take for "no": what it means is said first, and a second press answers.
TWICE = "n"
#: Cells a column needs to stand beside others.
LEAST = 15
_ITALIC = Style(italic=True)


class Walking:
    """Asks a :class:`hansei.form.Walk`."""

    name = "walk"

    def __init__(self, question: Walk) -> None:
        self.question = question
        #: Index of the level that is asked about.
        self.at = question.start
        #: Level id to why it was refused, in walking order.
        self.refused: dict[str, str] = {}
        #: Level id to a reason that was begun and not kept yet.
        self.begun: dict[str, str] = {}
        #: Level id to why it was refused, of levels that the answer did not pass after all.
        self.left: dict[str, str] = {}
        #: True once it was said that an answer leaves out what was begun.
        self._warned = False
        #: True once it was said what :data:`TWICE` means.
        self._armed = False
        #: Where the walk stood before each of its moves, to step back.
        self._trail: list[int] = []
        #: What is on the record: a level's or an aside's id.
        self.chosen = ""

    @property
    def level(self) -> Option:
        """The level that is asked about."""
        return self.question.levels[self.at]

    # ------------------------------------------------------------------------------------- keys

    def press(self, key: str) -> Reaction:
        """Take a key: enter, y, an arrow, h, l, w, or that of an aside."""
        armed, self._armed = self._armed, False
        forth, back = ({"left", "h"}, {"right", "l"})
        if self.question.direction > 0:
            forth, back = back, forth
        if key in ("enter", "y"):
            return self._choose(self.level.id)
        if key in forth:
            return self._not_yet()
        if key in back:
            return self._back()
        if key == "w":
            return self._why()
        for number, option in enumerate(self.question.aside, 1):
            if key == ASIDE_KEYS.get(option.id, str(number)):
                if key == TWICE:
                    self._armed = True
                    if not armed:
                        again = tr("{key} again: {answer} · {arrow} not yet")
                        return Say(again.format(key=key, answer=option.title.lower(), arrow=self._arrow))
                return self._choose(option.id)
        return None

    @property
    def _arrow(self) -> str:
        return "←" if self.question.direction < 0 else "→"

    def hit(self, what: str) -> Reaction:
        """Take a click: on a level, which only looks at it, or on the words that say yes to it."""
        self._armed = False
        if what == YES:
            return self._choose(self.level.id)
        levels = [level.id for level in self.question.levels]
        if what not in levels:
            return None
        if levels.index(what) != self.at:
            self._go(levels.index(what))
        return Changed()

    def _go(self, to: int) -> None:
        self._trail.append(self.at)
        self.at = to

    def step_back(self) -> bool:
        """Take back the last move of the walk; return whether there was one. Words that were written stay."""
        if not self._trail:
            return False
        self.at = self._trail.pop()
        order = {level.id: index for index, level in enumerate(self.question.levels)}
        self.refused = {
            id_: why
            for id_, why in self.refused.items()
            if why or id_ in self.begun or (order[id_] - self.at) * self.question.direction < 0
        }
        return True

    def _choose(self, id_: str) -> Reaction:
        order = {level.id: index for index, level in enumerate(self.question.levels)}
        passed = {
            level: why
            for level, why in self.refused.items()
            if level != id_ and (order[level] - self.at) * self.question.direction < 0
        }
        self.left = {level: why for level, why in self.refused.items() if why and level not in passed}
        begun = [each.title for each in self.question.levels if each.id in self.begun and each.id in self.refused]
        if begun and not self._warned:
            self._warned = True
            draft = tr(
                "Why not {level} is a draft: w goes on with it; the same key again leaves it out", level=begun[0]
            )
            return Say(draft)
        return Answer({"level": id_, "refused": passed})

    def _not_yet(self) -> Reaction:
        ahead = self.at + self.question.direction
        if not 0 <= ahead < len(self.question.levels):
            return Say(tr("This is the last one: enter if it fits after all, nn does not apply, ? cannot tell"))
        self.refused.setdefault(self.level.id, "")
        self._go(ahead)
        return Changed()

    def _back(self) -> Reaction:
        behind = self.at - self.question.direction
        if behind == self.question.start - self.question.direction or not 0 <= behind < len(self.question.levels):
            return Say(tr("The walk starts here"))
        self._go(behind)
        return Changed()

    def _why(self) -> Reaction:
        behind = self.at - self.question.direction
        levels = self.question.levels
        if not 0 <= behind < len(levels) or levels[behind].id not in self.refused:
            return Say(tr("Say not yet first; then w writes why"))
        level = levels[behind]

        def done(text: str) -> Reaction:
            self.refused[level.id] = text.strip()
            self.begun.pop(level.id, None)
            return Changed()

        def typed(text: str) -> None:
            self.begun[level.id], self._warned = text, False
            if text == self.refused[level.id]:
                del self.begun[level.id]

        text = self.begun.get(level.id, self.refused[level.id])
        return Write(f"{level.title}: {self.question.why}", text, done, typed)

    # ------------------------------------------------------------------------------------- drafts

    def draft(self) -> str:
        """Return where the walk stands."""
        if self.at == self.question.start and not self.refused:
            return ""
        begun = {"begun": self.begun} if self.begun else {}
        return json.dumps({"level": self.level.id, "refused": self.refused, **begun})

    def restore(self, draft: str) -> None:
        """Go on where the walk stood."""
        try:
            value = json.loads(draft)
            self.prefill(value)
            begun = dict(value.get("begun") or {})
        except (ValueError, TypeError, AttributeError):
            return
        self.begun = {id_: str(text) for id_, text in begun.items() if id_ in self.refused}
        self.chosen = ""
        self._trail = list(range(self.question.start, self.at, self.question.direction))

    def prefill(self, value: Any) -> None:
        """Stand at a level, with what was refused on the way."""
        levels = [level.id for level in self.question.levels]
        self.chosen = str(value.get("level", ""))
        self.refused = {id_: why for id_, why in (value.get("refused") or {}).items() if id_ in levels}
        if self.chosen in levels:
            self.at = levels.index(self.chosen)

    def take_in(self, left: Mapping[str, str]) -> None:
        """Know again why levels were refused before the answer was another one."""
        self.refused = {**left, **self.refused}

    # ------------------------------------------------------------------------------------- painting

    def paint(self, on: Canvas, look: Look) -> None:
        """Paint the columns, or one of them on a narrow screen."""
        count = len(self.question.levels)
        gap = 1 if on.width < 90 else 2
        width = (on.width - gap * (count - 1)) // count
        if look.narrow or width < LEAST:
            self._one(on, look)
        else:
            cards = [self._card(index, width, look) for index in range(count)]
            tall = max(len(card) for card in cards)
            for index, card in enumerate(cards):
                on.zone(index * (width + gap), width, f"ask:{self.question.levels[index].id}", height=tall + 1)
                ground = look.ink.lit if self._lit(index, look) else look.ink.panel
                card += [[Segment(" " * width, ground)]] * (tall + 1 - len(card))
            if not look.settled and not look.writing:
                x = self.at * (width + gap)
                on.zone(x, width, f"ask:{YES}", y=on.y + self._says_yes, height=1)
            on.beside(cards, gap)
        aside = next((each for each in self.question.aside if each.id == self.chosen), None)
        if aside is not None and look.settled:
            on.blank()
            on.line(("✓ " + aside.title, look.ink.done))

    def _lit(self, index: int, look: Look) -> bool:
        if look.settled:
            return self.question.levels[index].id == self.chosen
        return index == self.at

    def _card(self, index: int, width: int, look: Look) -> list[Line]:
        ink, level = look.ink, self.question.levels[index]
        lit = self._lit(index, look)
        ground = ink.lit if lit else ink.panel
        words = (ink.text if lit else ink.dim) + ground
        band = (ink.done if look.settled else ink.now) if lit else ink.rule
        blank: Line = [Segment(" " * width, ground)]
        inner = width - 4 if width >= 26 else width - 2
        pad = (" " * ((width - inner) // 2), ground)

        def row(text: str, style: Style) -> Line:
            return filled((pad, (text, style)), width, ground)

        card: list[Line] = [[Segment("▀" * width, band + ground)], blank]
        card += [row(line, (ink.strong if lit else ink.dim) + ground) for line in wrap(level.title, inner, 2)]
        italic = words + _ITALIC
        if any(each.also for each in self.question.levels):
            card += [row(line, italic) for line in wrap(level.also or " ", inner, 1)]
        card.append(blank)
        card += [row(line, words) for line in wrap(level.text, inner)]
        state = self._state(index, look)
        if state:
            card.append(blank)
            if lit:
                self._says_yes = len(card)
            style = {"now": ink.now, "done": ink.done, "said": ink.said}[state[0]] + ground
            card += [row(line, style) for line in wrap(state[1], inner, 8)]
        return card

    #: The line of the lit column that asks, and can be clicked to say yes.
    _says_yes = 0

    def _state(self, index: int, look: Look) -> tuple[str, str] | None:
        level = self.question.levels[index]
        if self._lit(index, look):
            return ("done", tr("✓ this is us")) if look.settled else ("now", tr("◀ is this us?"))
        if level.id in self.refused and self._passed(index, look):
            why = self._reason(level.id, look)
            return "said", "✗ " + (tr("not yet: {why}", why=why) if why else tr("not yet"))
        return None

    def _reason(self, id_: str, look: Look) -> str:
        """Why a level was refused, or the beginning of it that was left as a draft."""
        begun = "" if look.settled or look.writing else self.begun.get(id_, "")
        return tr("{words} (draft: w goes on with it)", words=begun) if begun else self.refused[id_]

    def _passed(self, index: int, look: Look) -> bool:
        """Whether the walk has gone past a level; one it stepped back to is open again."""
        return look.settled or (index - self.at) * self.question.direction < 0

    def _one(self, on: Canvas, look: Look) -> None:
        ink, level, count = look.ink, self.level, len(self.question.levels)
        lit = self._lit(self.at, look)
        aside = look.settled and not lit  # no level stands on the record
        parts: list[Part] = []
        for index, each in enumerate(self.question.levels):
            here = index == self.at and not aside
            gone = each.id in self.refused and self._passed(index, look)
            mark = "▸ " if here else ("✗ " if gone else "· ")
            on.zone(sum(cell_len(part[0]) for part in parts), cell_len(each.title) + 2, f"ask:{each.id}")
            parts.append((mark + each.title, ink.now if here else ink.dim))
            parts.append(("  ", ink.dim))
        on.line(*parts)
        if not aside:
            self._open_card(on, look, level, count)
        for index, each in enumerate(self.question.levels):
            if each.id in self.refused and self._passed(index, look):
                why = self._reason(each.id, look)
                refused = tr("{level}: not yet, {why}") if why else tr("{level}: not yet")
                for line in wrap("✗ " + refused.format(level=each.title, why=why), on.width, 3):
                    on.line((line, ink.said))

    def _open_card(self, on: Canvas, look: Look, level: Option, count: int) -> None:
        """Paint the one level that is asked about, with its text."""
        ink, lit = look.ink, self._lit(self.at, look)
        ground = ink.lit
        band = ink.done if look.settled and lit else ink.now
        top = on.y
        on.line(("▀" * on.width, band + ground))
        also = f"  {level.also}" if level.also else ""
        where = tr("{n} of {all}", n=self.at + 1, all=count)
        room = max(1, on.width - cell_len(level.title) - cell_len(also) - len(where) - 4)
        on.line(
            ("  " + level.title, ink.strong + ground),
            (also, ink.text + ground + _ITALIC),
            (" " * room, ground),
            (where + "  ", ink.dim + ground),
        )
        for line in wrap(level.text, on.width - 4):
            on.lines.append(filled((("  ", ground), (line, ink.text + ground)), on.width, ground))
        state = self._state(self.at, look)
        if state:
            style = (ink.done if state[0] == "done" else ink.now) + ground
            on.lines.append(filled((("  ", ground), (state[1], style)), on.width, ground))
        on.zone(0, on.width, f"ask:{level.id}", y=top, height=on.y - top)
        if state and not look.settled:
            on.zone(0, on.width, f"ask:{YES}", y=on.y - 1)
