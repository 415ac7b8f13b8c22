"""Several scales on one item: where it stands and how much it matters, or five dimensions and a ranking.

Found in: the PBIS Self-Assessment Survey (SAS: each feature's status x its priority for improvement) and the School
Health Index (CDC: five dimensions from 1 to 5 for each action, added up to rank them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from hansei.document import Block
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answer, Answers, Fact, Fault, Item, Kind, Scale, repeated
from hansei.kinds.needed import need_one_of, need_text
from hansei.words.lines import lines, one_line
from hansei.words.ours import tr


@frozen
class Place:
    """A place on a scale."""

    id: str
    title: str
    #: What it counts in the ranking; left out: its place, counted from 1.
    points: float | None = None


@frozen
class OneScale:
    """One of the scales: a column."""

    id: str
    title: str
    #: Its places, lowest first.
    levels: tuple[Place, ...] = ()
    #: In place of levels: numbers from 1 to this.
    most: int = 0
    #: What 1 and the highest number mean, in two texts.
    ends: tuple[str, ...] = ()
    ask: str = ""
    #: How much it counts in the ranking; less than 0 where a high number speaks against an item.
    weight: float = 1
    #: A few words for narrow screens; ours.
    short: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, lowest first, also where they are numbers."""
        if self.levels or self.most < 1:
            return self.levels
        said_ = {1: self.ends[0], self.most: self.ends[-1]} if self.ends else {}
        numbers = range(1, min(self.most, 20) + 1)
        return tuple(Place(str(each), f"{each} {said_[each]}" if each in said_ else str(each)) for each in numbers)

    def title_of(self, place: str) -> str:
        """Return a place as people read it."""
        return next((each.title for each in self.places if each.id == place), place)

    def points(self, place: str) -> float:
        """Return what a place counts."""
        index = next(index for index, each in enumerate(self.places) if each.id == place)
        found = self.places[index].points
        return self.weight * (index + 1 if found is None else found)


@frozen
class Rated:
    """What is rated: a row."""

    id: str
    text: str
    #: A few words for narrow screens; ours.
    short: str = ""
    #: Scale id to place id to what has to be so for it.
    levels: dict[str, dict[str, str]] = field(factory=dict)

    @property
    def label(self) -> str:
        """A few words that name it."""
        return self.short or plain(self.text)


@frozen
class MultiScale:
    """What the author writes."""

    scales: tuple[OneScale, ...]
    statements: tuple[Rated, ...]
    #: Whether the points are added up and the rows put in order, the highest first.
    rank: bool = False
    #: Scale id to the places at which a row calls for work; with several scales all have to hold.
    work_when: dict[str, tuple[str, ...]] = field(factory=dict)
    #: The question that asks for evidence of each place; empty: not asked for.
    evidence: str = ""


@frozen
class Placed:
    """What a rater gives for one row on one scale."""

    place: str
    evidence: str = ""


@frozen
class PlacedCell:
    """A row on one scale, and who put it where."""

    item: Item
    given: tuple[Answer[Placed], ...]
    #: The place when all raters gave the same; empty: nobody did, or they are apart.
    together: str


@frozen
class Ranked:
    """A row and its points."""

    row: str
    label: str
    points: float
    #: 1-based; rows with as many points share one.
    rank: int


@frozen
class MultiScaleSummary:
    """Every cell, and the ranking of the rows that are placed alike on every scale."""

    cells: tuple[PlacedCell, ...]
    ranking: tuple[Ranked, ...]


class MultiScaleKind(Kind[MultiScale, Placed, MultiScaleSummary]):
    """Place each row on several scales."""

    name = "multi-scale"
    work_keys = ("work_when",)
    definition = MultiScale
    response = Placed

    def faults(self, definition: MultiScale) -> Sequence[Fault]:
        """Find scales without places, descriptors and conditions that name what is not there."""
        found = [
            Fault((part,), tr("write at least 1 of the {part}", part=part))
            for part in ("scales", "statements")
            if not getattr(definition, part)
        ]
        for index, scale in enumerate(definition.scales):
            path = ("scales", index)
            if scale.levels and scale.most:
                found.append(Fault((*path, "most"), tr("a scale has levels or numbers, not both; keep one")))
            elif len(scale.places) < 2 or scale.most > 20:
                found.append(
                    Fault(
                        (*path, "levels"),
                        tr("a scale needs at least 2 levels, or `most: 5` for numbers (20 at the most)"),
                    )
                )
            if scale.ends and (len(scale.ends) != 2 or not scale.most):
                found.append(Fault((*path, "ends"), tr("write two texts: what 1 and the highest number mean")))
            found += [
                Fault((*path, "levels"), tr('a second "{id}"', id=id_))
                for id_ in repeated([each.id for each in scale.levels])
            ]
        for index, row in enumerate(definition.statements):
            named = {key: list(texts) for key, texts in row.levels.items()}
            found += _unknown(definition, ("statements", index, "levels"), named)
        return [*found, *_unknown(definition, ("work_when",), definition.work_when)]

    def items(self, definition: MultiScale, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each row and scale, row by row."""
        return tuple(
            Item(
                f"{each.id}.{scale.id}",
                plain(each.text),
                f"{each.label}: {scale.short or scale.title}",
                bool(each.short or scale.short),
                row=each.label,
                column=scale.short or scale.title,
            )
            for each in definition.statements
            for scale in definition.scales
        )

    def rows(self, definition: MultiScale, answers: Answers) -> tuple[Item, ...]:
        """Return the rows."""
        return tuple(Item(each.id, plain(each.text), each.short, bool(each.short)) for each in definition.statements)

    def form(self, definition: MultiScale, item: Item, given: Given) -> Question | None:
        """Ask for the place, then for evidence."""
        if "place" not in given:
            _, scale = _cell(definition, item)
            return Choose("place", scale.ask or scale.title, self.scale(definition, item).levels)
        if definition.evidence and "evidence" not in given:
            return Text("evidence", definition.evidence)
        return None

    def respond(self, definition: MultiScale, item: Item, given: Given) -> Placed:
        """Make the response."""
        place = given.get("place")
        if not isinstance(place, str) or not place:
            _, scale = _cell(definition, item)
            raise ResponseError(tr("give one of {it}", it=", ".join(each.id for each in scale.places)), field="place")
        return Placed(place, need_text(given, "evidence"))

    def given(self, definition: MultiScale, item: Item, response: Placed) -> Given:
        """Return the place and the evidence."""
        return {"place": response.place, "evidence": response.evidence}

    def check(self, definition: MultiScale, item: Item, response: Placed) -> None:
        """Refuse a place that the scale does not have."""
        need_one_of(response.place, [each.id for each in _cell(definition, item)[1].places], "place")

    def say(self, definition: MultiScale, item: Item, response: Placed) -> str:
        """Return the place and the evidence."""
        return one_line(_told(definition, item, response))

    def whole(self, definition: MultiScale, item: Item, response: Placed) -> tuple[str, ...]:
        """Return the same, and the evidence line by line."""
        return lines(_told(definition, item, response))

    def summary(self, definition: MultiScale, items: Sequence[Item], answers: Answers) -> MultiScaleSummary:
        """Gather the places, and rank the rows."""
        cells = []
        for item in items:
            given = tuple(answers.get(item.id, ()))
            places = {each.response.place for each in given}
            cells.append(PlacedCell(item, given, places.pop() if len(places) == 1 else ""))
        return MultiScaleSummary(tuple(cells), _ranking(definition, cells) if definition.rank else ())

    def document(
        self, definition: MultiScale, items: Sequence[Item], summary: MultiScaleSummary | None
    ) -> tuple[Block, ...]:
        """Return the rows with a column for each scale, the ranking, and for two scales the one across the other."""
        from hansei.kinds.multi_scale_paper import scales_on_paper

        return scales_on_paper(definition, summary)

    def facts(self, definition: MultiScale, summary: MultiScaleSummary) -> tuple[Fact, ...]:
        """Return each place where all raters gave the same."""
        found = []
        for cell in summary.cells:
            if cell.together:
                scale = _cell(definition, cell.item)[1]
                ids = [each.id for each in scale.places]
                found.append(Fact(cell.item.id, float(ids.index(cell.together)), scale.title_of(cell.together)))
        return tuple(found)

    def scale(self, definition: MultiScale, item: Item) -> Scale:
        """Return the scale of the column."""
        row, scale = _cell(definition, item)
        texts = row.levels.get(scale.id, {})
        return Scale(tuple(Option(each.id, each.title, plain(texts.get(each.id, ""))) for each in scale.places))

    def wording(self, definition: MultiScale, item: Item) -> tuple[str, ...]:
        """Return the words of the scale, too."""
        _, scale = _cell(definition, item)
        return (one_line(f"{scale.title} {scale.ask}"), *super().wording(definition, item))

    def place(self, definition: MultiScale, item: Item, response: Placed) -> str:
        """Return the place."""
        return response.place

    def at(self, definition: MultiScale, item: Item, place: str) -> Given:
        """Return the place without evidence."""
        return {"place": place, "evidence": ""}

    def needs(self, definition: MultiScale, answers: Answers) -> tuple[Item, ...]:
        """Return the rows for which somebody chose a place that calls for work, on every scale that is named."""
        found = []
        scales = {each.id: each for each in definition.scales}
        for row in self.rows(definition, answers) if definition.work_when else ():
            because = []
            for id_, places in definition.work_when.items():
                chosen = {each.response.place for each in answers.get(f"{row.id}.{id_}", ())}
                told = [scales[id_].title_of(each) for each in places if each in chosen]
                because += [f"{scales[id_].title}: {', '.join(told)}"] if told else []
            if len(because) == len(definition.work_when):
                found.append(Item(row.id, row.title, row.short, row.ours, because="; ".join(because)))
        return tuple(found)

    def places(self, definition: MultiScale) -> dict[str, str]:
        """Return none: a row stands on several scales."""
        return {}


def _told(definition: MultiScale, item: Item, response: Placed) -> str:
    told = _cell(definition, item)[1].title_of(response.place)
    return f"{told} — {response.evidence}" if response.evidence else told


def _cell(definition: MultiScale, item: Item) -> tuple[Rated, OneScale]:
    row, _, scale = item.id.rpartition(".")
    return (
        next(each for each in definition.statements if each.id == row),
        next(each for each in definition.scales if each.id == scale),
    )


def _unknown(definition: MultiScale, path: tuple[str | int, ...], named: Mapping[str, Sequence[str]]) -> list[Fault]:
    scales = {each.id: [place.id for place in each.places] for each in definition.scales}
    found = [
        Fault((*path, id_), tr('no scale "{id}"; the scales are {scales}', id=id_, scales=", ".join(scales)))
        for id_ in named
        if id_ not in scales
    ]
    found += [
        Fault(
            (*path, id_),
            tr('no level "{place}"; "{id}" has {names}', place=place, id=id_, names=", ".join(scales[id_])),
        )
        for id_, places in named.items()
        for place in places
        if place not in scales.get(id_, places)
    ]
    return found


def _ranking(definition: MultiScale, cells: Sequence[PlacedCell]) -> tuple[Ranked, ...]:
    together = {cell.item.id: cell.together for cell in cells}
    points = []
    for row in definition.statements:
        places = [(scale, together.get(f"{row.id}.{scale.id}", "")) for scale in definition.scales]
        if all(place for _, place in places):
            points.append((row, sum(scale.points(place) for scale, place in places)))
    points.sort(key=lambda each: -each[1])
    found: list[Ranked] = []
    for number, (row, count) in enumerate(points, 1):
        rank = found[-1].rank if found and found[-1].points == count else number
        found.append(Ranked(row.id, row.label, count, rank))
    return tuple(found)
