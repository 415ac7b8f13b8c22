"""Putting things in order: a dot vote, a ranking, or a two-by-two.

Found in: the dot vote and the effort-impact grid of Gamestorming (Gray, Brown, Macanufo 2010) as improvement teams use
them to choose among causes or strategies; a ranking is counted by Borda's rule (1770).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import field, frozen

from hansei.document import Block
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Number, Option, Question, Text
from hansei.kinds.kind import Answer, Answers, Fault, Item, Kind
from hansei.kinds.needed import need_one_of, need_text
from hansei.kinds.results import ROW, Result
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr, trn

#: The single item of a dot vote and of a ranking.
ITEM = "vote"
ENDS = ("low", "high")
_PLACES = (N_("Your first:"), N_("Your second:"), N_("Your third:"), N_("Your fourth:"), N_("Your fifth:"))


@frozen
class Candidate:
    """Something that can be put before other things."""

    id: str
    text: str
    #: A few words for narrow screens; ours.
    short: str = ""


@frozen
class Axis:
    """A side of a two-by-two."""

    id: str
    title: str
    ask: str = ""
    low: str = "low"
    high: str = "high"

    def end(self, end: str) -> str:
        """Return one of its ends as people read it."""
        return {"low": self.low, "high": self.high}.get(end, end)


@frozen
class Prioritise:
    """What the author writes."""

    #: How: ``dots``, ``rank`` or ``two-by-two``.
    way: Literal["dots", "rank", "two-by-two"] = "dots"
    #: What is put in order; none: the rows of the instrument under ``for_each``.
    options: tuple[Candidate, ...] = ()
    ask: str = "What comes first?"
    #: How many dots each has.
    dots: int = 3
    #: How many dots one thing can get from one rater; 0: all of them.
    most_on_one: int = 0
    #: How many places are given; 0: all.
    places: int = 0
    #: The two sides, first the one that goes across.
    axes: tuple[Axis, ...] = ()
    #: Where something stands on both sides to what it is called there, as in ``high-low: Do it now``.
    quadrants: dict[str, str] = field(factory=dict)
    #: How many go on, those on a level with the last one too; 0: nothing follows from it.
    take: int = 0
    #: From which quadrants they go on.
    take_from: tuple[str, ...] = ()
    #: The question after it; empty: not asked.
    why: str = ""


@frozen
class Vote:
    """What a rater gives; only the field of its way is used."""

    #: Thing to its dots.
    dots: dict[str, int] = field(factory=dict)
    #: Things, the first one first.
    ranked: tuple[str, ...] = ()
    #: Axis to ``low`` or ``high``.
    at: dict[str, str] = field(factory=dict)
    why: str = ""


@frozen
class Standing:
    """A thing and how it came out."""

    id: str
    title: str
    #: Dots, or points: for each rater as many as there are things behind it.
    points: int
    #: How many raters gave it any dot, or put it first.
    raters: int
    #: 1-based; things with as many points share one.
    rank: int


@frozen
class PrioritySummary:
    """The order, or where each thing stands in the two-by-two."""

    votes: tuple[Answer[Vote], ...]
    order: tuple[Standing, ...]
    #: Thing to its quadrant, as in ``high-low``, where all raters gave the same; else empty.
    quadrants: dict[str, str]
    #: Thing to everybody's answer on it; of a two-by-two.
    placed: dict[str, tuple[Answer[Vote], ...]]


class PrioritiseKind(Kind[Prioritise, Vote, PrioritySummary]):
    """Decide what comes first."""

    name = "prioritise"
    work_keys = ("take", "take_from")
    definition = Prioritise
    response = Vote
    follows = True

    def faults(self, definition: Prioritise) -> Sequence[Fault]:
        """Find dots that cannot be given, sides that are missing, quadrants that are none."""
        found = (
            [Fault(("options",), tr("one option is no choice; write another"))] if len(definition.options) == 1 else []
        )
        if definition.way == "dots" and not 1 <= definition.dots <= 100:
            found.append(Fault(("dots",), tr("give each 1 to 100 dots")))
        if definition.way == "two-by-two" and len(definition.axes) != 2:
            found.append(Fault(("axes",), tr("a two-by-two has 2 axes")))
        if definition.way != "two-by-two" and (definition.axes or definition.quadrants or definition.take_from):
            part = "axes" if definition.axes else "quadrants" if definition.quadrants else "take_from"
            found.append(Fault((part,), tr("only a two-by-two has these; write `way: two-by-two`")))
        found += [
            Fault(("axes", index, "id"), tr('"why" is the last question; use another id'))
            for index, each in enumerate(definition.axes)
            if each.id == "why"
        ]
        known = [f"{x}-{y}" for x in ENDS for y in ENDS]
        for part, names in (("quadrants", definition.quadrants), ("take_from", definition.take_from)):
            found += [
                Fault((part,), tr('no quadrant "{name}"; there are: {known}', name=name, known=", ".join(known)))
                for name in names
                if name not in known
            ]
        if definition.take < 0:
            found.append(Fault(("take",), tr("take 0 or more")))
        return found

    def items(self, definition: Prioritise, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item that holds what is put in order; of a two-by-two one for each thing."""
        things = [
            *(rows or ()),
            *(Item(each.id, plain(each.text), each.short, bool(each.short)) for each in definition.options),
        ]
        if definition.way == "two-by-two":
            return tuple(things)
        among = tuple(Option(each.id, each.label, each.title if each.title != each.label else "") for each in things)
        return (Item(ITEM, definition.ask, among=among),) if len(among) > 1 else ()

    def rows(self, definition: Prioritise, answers: Answers) -> tuple[Item, ...]:
        """Return the things that the author names."""
        return tuple(Item(each.id, plain(each.text), each.short, bool(each.short)) for each in definition.options)

    def form(self, definition: Prioritise, item: Item, given: Given) -> Question | None:
        """Ask how many dots each thing gets, what comes next, or where a thing stands on each side."""
        asked = {"dots": self._dots, "rank": self._rank, "two-by-two": self._sides}[definition.way](
            definition, item, given
        )
        if asked is None and definition.why and "why" not in given:
            return Text("why", definition.why)
        return asked

    def _dots(self, definition: Prioritise, item: Item, given: Given) -> Question | None:
        if definition.most_on_one == 1:
            hint = tr("You have {dots}, one for each", dots=definition.dots)
            return None if "dots" in given else Choose("dots", definition.ask, item.among, many=True, hint=hint)
        left = definition.dots
        for number, option in enumerate(item.among):
            if left <= 0:
                return None
            id_ = f"dots-{option.id}"
            if id_ not in given:
                most = min(left, definition.most_on_one or left)
                hint = tr(
                    "{number} of {n}; you have {left} of {dots} left",
                    number=number + 1,
                    n=len(item.among),
                    left=left,
                    dots=definition.dots,
                )
                ask = tr("How many dots for: {title}?", title=option.title)
                if most < 10:  # one key each
                    keys = tuple(Option(str(count), _dotted(count), key=str(count)) for count in range(most + 1))
                    return Choose(id_, ask, keys, hint=hint)
                return Number(id_, ask, 0, most, hint=hint)
            left -= _whole(given[id_], id_)
        return None

    def _rank(self, definition: Prioritise, item: Item, given: Given) -> Question | None:
        left = list(item.among)
        for number in range(1, _places(definition, item) + 1):
            id_ = f"place-{number}"
            if len(left) < 2:
                return None
            if id_ not in given:
                named = tr(_PLACES[number - 1]) if number <= len(_PLACES) else tr("Your number {n}:", n=number)
                return Choose(id_, f"{definition.ask} {named}", tuple(left))
            left = [option for option in left if option.id != given[id_]]
        return None

    def _sides(self, definition: Prioritise, item: Item, given: Given) -> Question | None:
        axis = next((each for each in definition.axes if each.id not in given), None)
        if axis is None:
            return None
        ends = tuple(Option(end, axis.end(end)[:1].upper() + axis.end(end)[1:]) for end in ENDS)
        return Choose(axis.id, axis.ask or f"{axis.title}?", ends)

    def respond(self, definition: Prioritise, item: Item, given: Given) -> Vote:
        """Make the vote."""
        why = need_text(given, "why")
        if definition.way == "two-by-two":
            return Vote(at={each.id: need_text(given, each.id) for each in definition.axes}, why=why)
        if definition.way == "rank":
            chosen = [need_text(given, f"place-{number}") for number in range(1, len(item.among) + len(item.once) + 1)]
            ranked = [each for each in chosen if each]
            left = [option.id for option in item.among if option.id not in ranked]
            if len(left) == 1 and ranked and len(ranked) + 1 == _places(definition, item):
                ranked += left
            if len(ranked) < _places(definition, item):
                raise ResponseError(tr("give every place"), field=f"place-{len(ranked) + 1}")
            return Vote(ranked=tuple(ranked), why=why)
        if definition.most_on_one == 1:
            dots = given.get("dots") or []
            if not isinstance(dots, (list, tuple)):
                raise ResponseError(tr("give a list of options"), field="dots")
            return Vote(dict.fromkeys(map(str, dots), 1), why=why)
        if not any(key.startswith("dots-") for key in given):
            raise ResponseError(tr("say how many of your {dots} dots go where", dots=definition.dots), field="dots")
        counts = {option.id: _whole(given.get(f"dots-{option.id}", 0), f"dots-{option.id}") for option in item.among}
        return Vote({id_: count for id_, count in counts.items() if count}, why=why)

    def given(self, definition: Prioritise, item: Item, response: Vote) -> Given:
        """Return what the form would have collected."""
        found: Given = {"why": response.why}
        if definition.way == "two-by-two":
            return found | dict(response.at)
        if definition.way == "rank":
            return found | {f"place-{number}": id_ for number, id_ in enumerate(response.ranked, 1)}
        if definition.most_on_one == 1:
            return found | {"dots": list(response.dots)}
        return found | {f"dots-{option.id}": str(response.dots.get(option.id, 0)) for option in item.among}

    def check(self, definition: Prioritise, item: Item, response: Vote) -> None:
        """Refuse more dots than there are, a place given twice or left out, an end that a side does not have."""
        ids = [option.id for option in (*item.among, *item.once)]
        if definition.way == "two-by-two":
            for axis in definition.axes:
                need_one_of(response.at.get(axis.id, ""), ENDS, axis.id)
        elif definition.way == "rank":
            for number, id_ in enumerate(response.ranked, 1):
                need_one_of(id_, ids, f"place-{number}")
                if id_ in response.ranked[: number - 1]:
                    raise ResponseError(tr("{id} has a place already", id=repr(id_)), field=f"place-{number}")
        else:
            most = definition.most_on_one or definition.dots
            for id_, count in response.dots.items():
                name = "dots" if most == 1 else f"dots-{id_}"
                need_one_of(id_, ids, "dots")
                if not 0 <= count <= most:
                    raise ResponseError(tr("give 0 to {most} dots", most=most), field=name)
            given = sum(response.dots.values())
            if given > definition.dots:
                raise ResponseError(
                    tr("you have {dots} dots and gave {given}", dots=definition.dots, given=given), field="dots"
                )

    def say(self, definition: Prioritise, item: Item, response: Vote) -> str:
        """Return the vote in one line."""
        titles = {option.id: option.title for option in (*item.among, *item.once)}
        if definition.way == "two-by-two":
            told = "; ".join(f"{axis.title}: {axis.end(response.at.get(axis.id, ''))}" for axis in definition.axes)
        elif definition.way == "rank":
            told = "; ".join(f"{number}. {titles.get(id_, id_)}" for number, id_ in enumerate(response.ranked, 1))
        else:
            told = "; ".join(f"{titles.get(id_, id_)}: {count}" for id_, count in response.dots.items()) or tr(
                "no dots"
            )
        return one_line(f"{told} — {response.why}" if response.why else told)

    def summary(self, definition: Prioritise, items: Sequence[Item], answers: Answers) -> PrioritySummary:
        """Count the dots or the places, or gather where everything stands."""
        if definition.way == "two-by-two":
            placed = {item.id: tuple(answers.get(item.id, ())) for item in items}
            found = {
                id_: {"-".join(each.response.at.get(axis.id, "") for axis in definition.axes) for each in given}
                for id_, given in placed.items()
            }
            return PrioritySummary((), (), {id_: at.pop() if len(at) == 1 else "" for id_, at in found.items()}, placed)
        votes: tuple[Answer[Vote], ...] = tuple(answers.get(ITEM, ()))
        given = {id_ for each in votes for id_ in (*each.response.dots, *each.response.ranked)}
        among = (*items[0].among, *(each for each in items[0].once if each.id in given)) if items else ()
        points = []
        for option in among:
            if definition.way == "rank":
                behind = [
                    (
                        (len(among) if definition.places else len(each.response.ranked))
                        - each.response.ranked.index(option.id)
                        - 1
                    )
                    * each.count
                    for each in votes
                    if option.id in each.response.ranked
                ]
                first = sum(each.count for each in votes if each.response.ranked[:1] == (option.id,))
                points.append((option, sum(behind), first))
            else:
                dots = [each.response.dots.get(option.id, 0) * each.count for each in votes]
                points.append((option, sum(dots), sum(1 for count in dots if count)))
        points.sort(key=lambda each: -each[1])
        order: list[Standing] = []
        for number, (option, count, raters) in enumerate(points, 1):
            rank = order[-1].rank if order and order[-1].points == count else number
            order.append(Standing(option.id, option.title, count, raters, rank))
        return PrioritySummary(votes, tuple(order), {}, {})

    def document(
        self, definition: Prioritise, items: Sequence[Item], summary: PrioritySummary | None
    ) -> tuple[Block, ...]:
        """Return the order with its points, or the two-by-two; blank, room for dots and places."""
        from hansei.kinds.prioritise_paper import order_on_paper

        return order_on_paper(definition, items, summary)

    def needs(self, definition: Prioritise, answers: Answers) -> tuple[Item, ...]:
        """Return what came out on top, with everything on a level with the last of it."""
        summary = self.summary(definition, self.items(definition), answers)
        rows = {row.id: row for row in self.rows(definition, answers)}
        found = []
        for each in summary.order if definition.take else ():
            if each.rank <= definition.take and each.points:
                because = _counted(definition, each.points)
                found.append(
                    Item(each.id, rows[each.id].title, rows[each.id].short, rows[each.id].ours, because=because)
                )
        for id_, quadrant in summary.quadrants.items():
            if quadrant and quadrant in definition.take_from:
                because = quadrant_title(definition, quadrant)
                found.append(Item(id_, rows[id_].title, rows[id_].short, rows[id_].ours, because=because))
        return tuple(found)

    def results(self, definition: Prioritise, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return what came out on top, with everything on a level with the last of it, or each thing's quadrant."""
        summary = self.summary(definition, items, answers)
        found = []
        for each in summary.order:
            if each.points and each.rank <= max(1, definition.take):
                because = _counted(definition, each.points)
                found.append(Result(ROW, each.id, one_line(each.title), because))
        titles = {item.id: item.label for item in items}
        for id_, quadrant in summary.quadrants.items():
            if quadrant:
                because, work = quadrant_title(definition, quadrant), quadrant in definition.take_from
                found.append(Result(ROW, id_, one_line(titles[id_]), because, quadrant, work=work))
        return tuple(found)

    def places(self, definition: Prioritise) -> dict[str, str]:
        """Return the quadrants of a two-by-two."""
        if definition.way != "two-by-two":
            return {}
        return {f"{x}-{y}": quadrant_title(definition, f"{x}-{y}") for x in ENDS for y in ENDS}


def quadrant_title(definition: Prioritise, quadrant: str) -> str:
    """Return a quadrant as people read it."""
    x, _, y = quadrant.partition("-")
    across, up = definition.axes
    return definition.quadrants.get(quadrant) or f"{across.title} {across.end(x)}, {up.title} {up.end(y)}"


def _places(definition: Prioritise, item: Item) -> int:
    return min(definition.places or len(item.among), len(item.among))


def _counted(definition: Prioritise, points: int) -> str:
    return trn("{n} dot", "{n} dots", points) if definition.way == "dots" else trn("{n} point", "{n} points", points)


def _dotted(count: int) -> str:
    return "●" * count or tr("none")


def _whole(value: object, field_: str) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    if isinstance(value, (int, float)) and value == int(value):
        return int(value)
    raise ResponseError(tr("give a whole number of dots"), field=field_)
