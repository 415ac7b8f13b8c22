"""What is about to be settled of a row, painted: its level, what goes with it, why, and who does not go along."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attrs import define, field, frozen
from rich.cells import cell_len
from rich.style import Style

from hansei.form import Option
from hansei.insight.compare import ComparedRow, Position, compare
from hansei.record.events import Agreed
from hansei.record.people import TEAM, group
from hansei.record.view import HANDS
from hansei_tui.rounds.shell import Rows
from hansei_tui.rounds.spread import place_of, titles_of
from hansei_tui.run.canvas import Canvas, Part
from hansei_tui.run.room import Room
from hansei_tui.run.wrap import wrap
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import clipped, padded, shown

#: What is chosen when the team does not come together; no level is called so.
NONE = "!none"
#: The keys of the lines that are chosen by one; no agreement has 0.
KEYS = "123456789"


@define
class Choice:
    """What is about to be settled."""

    #: Id of a level or an aside, or :data:`NONE`.
    place: str = ""
    rationale: str = ""
    #: Who dissents as people read it, to their words.
    words: dict[str, str] = field(factory=dict)
    #: Question that is settled with the level to what is chosen, by their ids; nothing: it is left open.
    beside: dict[str, str] = field(factory=dict)


@frozen
class Spot:
    """A line that can be stood on."""

    #: ``place``, ``beside``, ``why``, ``other``, ``more`` or ``save``.
    what: str
    #: 0-based among those of its kind.
    at: int = 0
    #: The id of the question, where it is an option of one.
    question: str = ""


class Settling(Rows):
    """The levels, what goes with them, the rationale, and those who do not go along.

    Args:
        room: The room.
        instrument: The instrument's id.
        item: The row's id.
    """

    help_text = N_("From above down: the level, why, and who does not go along. The last line puts it on the record.")

    def __init__(self, room: Room, instrument: str, item: str) -> None:
        super().__init__(room, tr("Agree"))
        self.instrument, self.item = instrument, item
        self._compared_at: tuple[int, ComparedRow | None] = (-1, None)
        self._spots_of: tuple[object, list[Spot]] = (None, [])
        self.choice = self._restored()
        #: Ids of what was settled when this was last looked at.
        self.seen = {each.id for each in self.compared.settled}

    @property
    def compared(self) -> ComparedRow:
        """The row, compared once for each version of the record."""
        session = self.room.session
        if self._compared_at[0] != session.state.version or self._compared_at[1] is None:
            found = next(row for row in compare(session, self.instrument) if row.item.id == self.item)
            self._compared_at = (session.state.version, found)
        row = self._compared_at[1]
        assert row is not None  # noqa: S101 - set above
        return row

    @property
    def places(self) -> tuple[Option, ...]:
        """The levels, the asides, and no agreement."""
        scale = self.compared.scale
        own = (*scale.levels, *scale.asides) if scale is not None else ()
        return (*own, Option(NONE, tr("no agreement")))

    @property
    def why(self) -> tuple[str, str]:
        """What the rationale is asked with, and what its line says while it is empty."""
        if self.choice.place == NONE:
            return tr("Why did we not agree?"), tr("why we did not agree")
        return tr("Why do we settle on this?"), tr("why we settle on this")

    @property
    def others(self) -> list[Position]:
        """Those who stand elsewhere, whose dissent can be kept; all of them where there is no agreement."""
        chosen = self.choice
        if not chosen.place:
            return []
        own = (HANDS, self.room.session.rater_name(TEAM))
        return [
            each
            for each in self.compared.positions
            if each.rater not in own
            and (
                each.place != chosen.place
                or any(option and each.beside.get(id_, option) != option for id_, option in chosen.beside.items())
            )
        ]

    @property
    def dissenting(self) -> list[str]:
        """Everybody whose dissent can be kept: those who stand elsewhere, then those who were added by name."""
        rated = [each.rater for each in self.others]
        return [*rated, *(name for name in self.choice.words if name not in rated and name not in self._rated)]

    @property
    def _rated(self) -> set[str]:
        return {each.rater for each in self.compared.positions}

    def raw(self, name: str) -> str:
        """Return a rater so that a group is never taken for a person of the same name."""
        round_ = self.room.session.state.rounds.get(self.instrument, self.compared.round)
        groups = round_ is not None and round_.opened.by == "group" and name in self._rated
        if not groups:
            return name
        called = self.room.session.state.called
        return group(next((raw for raw, each in called.items() if each == name), name))

    @property
    def kept(self) -> dict[str, str]:
        """The dissent that goes on the record: rater to words."""
        words = self.choice.words
        return {self.raw(name): words[name] for name in self.dissenting if name in words}

    # ------------------------------------------------------------------------------------- drafts

    @property
    def key(self) -> str:
        """Where what is not on the record is put aside."""
        return f"agree:{self.instrument}/{self.item}/{self.compared.round}"

    def keep(self) -> None:
        """Put aside what is chosen and written."""
        choice = self.choice
        self.room.drafts.put(self.key, json.dumps([choice.place, choice.rationale, choice.words, choice.beside]))
        self.repaint()

    def _restored(self) -> Choice:
        known = {each.id for each in self.places}
        options = {each.id: {option.id for option in each.options} for each in self.compared.asked}
        draft = self.room.drafts.get(self.key)
        if not draft:
            return self._standing()
        found = Choice(beside=self._alike())
        try:
            place, rationale, words, *more = json.loads(draft)
            found.place = place if place in known else ""
            found.rationale, found.words = str(rationale), {str(name): str(each) for name, each in words.items()}
            for id_, option in dict(*more).items():
                if id_ in options and option in (*options[id_], ""):
                    found.beside[id_] = option
        except (ValueError, TypeError, AttributeError):
            pass  # nothing that can be read
        return found

    def _standing(self) -> Choice:
        """Return what was settled of this round, so that whoever corrects a word of it loses no dissent."""
        row, found = self.compared, Choice(beside=self._alike())
        if len(row.settled) != 1 or row.again:
            return found
        settled, name = row.settled[0], self.room.session.rater_name
        found.rationale = settled.rationale
        if isinstance(settled, Agreed):
            this, kind = self.room.session.instrument(self.instrument)
            response = self.room.session.read_response(settled)
            found.place = kind.place(this.definition, row.item, response) if row.scale is not None else ""
            given = kind.given(this.definition, row.item, response) if row.asked else {}
            found.beside = {each.id: given.get(each.id) or "" for each in row.asked}
            found.words = {name(each.rater): each.words for each in settled.dissent}
        else:
            found.place = NONE
            found.words = {name(each.rater): each.words for each in settled.positions}
        return found

    def _alike(self) -> dict[str, str]:
        """Return what goes with the level already, since everybody who said it said the same."""
        row = self.compared
        chosen = {each.id: list(row.chosen(each.id)) for each in row.asked}
        return {id_: found[0] if len(found) == 1 else "" for id_, found in chosen.items()}

    # ------------------------------------------------------------------------------------- lines

    @property
    def spots(self) -> list[Spot]:
        """Every line that can be stood on; nobody may change the list."""
        face = self.face
        if self._spots_of[0] != face:
            self._spots_of = (face, self._all_spots())
        return self._spots_of[1]

    def _all_spots(self) -> list[Spot]:
        found = [Spot("place", index) for index in range(len(self.places))]
        if self.choice.place != NONE:
            for question in self.compared.asked:
                found += [Spot("beside", index, question.id) for index in range(len(question.options))]
        found.append(Spot("why"))
        found += [Spot("other", index) for index in range(len(self.dissenting))]
        return [*found, *([Spot("more")] if self.choice.place else []), Spot("save")]

    @property
    def here(self) -> Spot:
        """The line that is stood on."""
        spots = self.spots
        return spots[min(self.at, len(spots) - 1)]

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self.spots)

    @property
    def numbered(self) -> list[Spot]:
        """The lines that are chosen by the keys 1 to 9, in their order."""
        spots = [each for each in self.spots if each.what in ("place", "beside")]
        return [each for each in spots if self.places[each.at].id != NONE or each.what == "beside"][: len(KEYS)]

    def options(self, question: str) -> Sequence[Option]:
        """Return the options of a question that is settled with the level."""
        return next(each.options for each in self.compared.asked if each.id == question)

    def choose(self, spot: Spot) -> None:
        """Choose a level or what goes with it; what goes with it can be left open again. Stand on what comes next."""
        if spot.what == "place":
            self.choice.place, stands = self.places[spot.at].id, self._standing()
            if self.choice.rationale in ("", stands.rationale):  # a reason goes with the level it was given for
                self.choice.rationale = stands.rationale if self.choice.place == stands.place else ""
        else:
            option = self.options(spot.question)[spot.at].id
            self.choice.beside[spot.question] = "" if self.choice.beside.get(spot.question) == option else option
        spots, beside = self.spots, self.choice.beside
        open_ = next((each for each in spots if each.what == "beside" and not beside.get(each.question)), None)
        wanted = open_ if open_ is not None and spot.what == "place" else Spot("why")
        self.at = spots.index(wanted)
        self.keep()

    @property
    def beside(self) -> str:
        """Which row."""
        return self.compared.item.label

    # ------------------------------------------------------------------------------------- painting

    @property
    def face(self) -> tuple[object, ...]:
        """What is chosen and written, and what is on the record."""
        choice = self.choice
        words, beside = tuple(choice.words.items()), tuple(choice.beside.items())
        return (self.room.session.state.version, choice.place, choice.rationale, words, beside)

    def above(self, on: Canvas) -> None:
        """Paint what was settled already, in a conflict both."""
        ink, row, session = self.ink, self.compared, self.room.session
        if len(row.settled) > 1:
            says = tr("Settled twice at once, differently. What you decide now takes the place of both:")
            on.text(says, ink.warn, most=2)
        for each in row.settled:
            words = f"{'!' if len(row.settled) > 1 else '✓'} {place_of(session, row, each)}"
            words += f" — {each.rationale}" if each.rationale else ""
            on.line((clipped(shown(words), on.width), ink.warn if len(row.settled) > 1 else ink.done))
        if not row.settled:
            on.line((clipped(row.denominator(), on.width), ink.dim))
        on.blank()

    def row(self, on: Canvas, index: int, *, here: bool) -> None:
        """Paint a level, what goes with it, the rationale, who does not go along, or the line that saves."""
        ink, spot = self.ink, self.spots[index]
        ground = ink.lit if here else Style()
        if spot.at == 0 and spot.what not in ("place", "more"):
            self._apart(on, spot)
        lead: Part = ("▸ " if here else "  ", ink.now + ground)
        rest: Part = (" " * on.width, ground)
        if spot.what in ("place", "beside"):
            on.line(lead, *self._option(spot, on.width, ground, here=here), rest)
        elif spot.what == "why":
            words = shown(self.choice.rationale)
            named = tr("Why") + "  "
            key, style = (padded(named, max(7, cell_len(named))), ink.said) if words else ("", ink.dim)
            key = key or ("" if here else f"{'w':<7}")
            words = words or (tr("type {what}", what=self.why[1]) if here else self.why[1])
            on.line(lead, (key, ink.dim + ground), (words, style + ground), rest)
        elif spot.what == "other":
            on.zone(2, 4, f"box:{index}")
            on.line(lead, *self._other(self.dissenting[spot.at], ground, here=here), rest)
        elif spot.what == "more":
            style = (ink.strong if here else ink.dim) + ground
            words = tr("somebody else does not go along")
            on.line(lead, (" +  ", ink.dim + ground), (words, style), rest)
        else:
            title = next((each.title for each in self.places if each.id == self.choice.place), "")
            words = tr("save: {level}", level=shown(title)) if title else tr("choose a level first")
            save: Part = (f" {words} ", ink.now_block if here and title else ink.dim + ground)
            on.line(lead, save, ("  ctrl+s", ink.key), rest)

    def below(self, on: Canvas, height: int) -> None:
        """Paint what each rater has seen, where there is room."""
        ink, end = self.ink, on.y + height
        positions = self.compared.positions
        longest = max((cell_len(shown(each.rater)) for each in positions), default=0)
        wide = min(longest, on.width // 3) + 2
        if height > 2 and positions:
            on.blank()
        for index, each in enumerate(positions):
            most = (end - on.y) // (len(positions) - index)
            if on.y >= end:
                break
            for number, line in enumerate(wrap(each.says, on.width - wide - 2, max(1, min(3, most)))):
                who = padded(clipped(shown(each.rater), wide - 2), wide) if not number else " " * wide
                on.line(("  ", ink.dim), (who, ink.said), (line, ink.text))

    def _apart(self, on: Canvas, spot: Spot) -> None:
        """Leave a line free where there is room, and ask what goes with the level."""
        roomy = self.size.height >= self.count + 12 + len(self.compared.asked)
        if roomy:
            on.blank()
        if spot.what == "beside":
            question = next(each for each in self.compared.asked if each.id == spot.question)
            on.line((f"  {shown(question.ask)}", self.ink.dim))

    def _option(self, spot: Spot, width: int, ground: Style, *, here: bool) -> list[Part]:
        """Return a level or an option that goes with it: its key, whether it is chosen, and who is for it."""
        ink, positions = self.ink, self.compared.positions
        if spot.what == "place":
            option = self.places[spot.at]
            chosen = option.id == self.choice.place
            there = [each for each in positions if each.place == option.id]
        else:
            option = self.options(spot.question)[spot.at]
            chosen = self.choice.beside.get(spot.question) == option.id
            there = [each for each in positions if each.beside.get(spot.question) == option.id]
        numbered = self.numbered
        key = KEYS[numbered.index(spot)] if spot in numbered else "0" if option.id == NONE else " "
        who = ", ".join(each.rater + (f" ×{each.count}" if each.count > 1 else "") for each in there)
        style = (ink.now if chosen else ink.strong if here else ink.text) + ground
        title = padded(f"{'◉' if chosen else '○'} {shown(option.title)}", min(26, width // 2))
        return [(f"{key} ", ink.key + ground), (title, style), (f" {shown(who)}", ink.said + ground)]

    def _other(self, name: str, ground: Style, *, here: bool) -> list[Part]:
        """Return somebody who stands elsewhere or was added, and whether they go along."""
        ink, row = self.ink, self.compared
        there = self.choice.words.get(name)
        position = next((each for each in row.positions if each.rater == name), None)
        stands = f": {shown(' · '.join(titles_of(row, position)))}" if position is not None else ""
        says = f"“{shown(there)}”" if there else tr("dissents") if there is not None else tr("goes along")
        if self.choice.place == NONE and there is None:
            says = tr("as rated")
        return [
            ("[x] " if there is not None else "[ ] ", (ink.said if there is not None else ink.dim) + ground),
            (f"{clipped(shown(name), 24)}{stands}", (ink.strong if here else ink.text) + ground),
            (f"  {says}", (ink.said if there is not None else ink.dim) + ground),
        ]
