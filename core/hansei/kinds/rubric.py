"""The rubric: criteria (rows) rated on levels (columns) by walking the continuum.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 2 and Handout 2. The words criterion,
level and descriptor are those of 1EdTech CASE 1.1 (CFRubric). The ideal on the left, cut lines and the zones between
them are those of Innovation Configuration maps (Hall and Hord), levels of a row's own those of Cognia's standards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from hansei.content.toolkit import Ours
from hansei.document import Block
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.form import Walk as WalkQuestion
from hansei.kinds.kind import Answers, Fact, Fault, Item, Kind, Scale
from hansei.kinds.needed import need_one_of, need_text
from hansei.kinds.results import Result, rows_as_results
from hansei.kinds.rubric_rating import HALF, RatedBy, Rating, RubricRow, RubricSummary
from hansei.words.lines import lines, one_line
from hansei.words.ours import N_, tr

#: Answers that are no level. "Not yet" is none of them: it is a level refused on the way.
ASIDES = {
    "not-applicable": N_("Does not apply"),
    "cannot-tell": N_("Cannot tell"),
    "abstain": N_("Abstain"),
}


@frozen
class Level:
    """A column: one step of the continuum."""

    id: str
    title: str
    #: A second name the source gives, as in "Beginning (Individualistic)".
    also: str = ""

    @property
    def name(self) -> str:
        """Both names, as the source writes them."""
        return f"{self.title} ({self.also})" if self.also else self.title


@frozen
class Criterion:
    """A row: one descriptor for each level."""

    id: str
    #: Level id to descriptor.
    levels: dict[str, str]
    #: The row's title; empty when the source gives none.
    title: str = ""
    #: The row's own levels, left to right, where the rubric's do not fit it.
    own_levels: tuple[Level, ...] = ()
    ours: Ours = Ours()

    @property
    def label(self) -> str:
        """A few words that name the row."""
        return self.ours.short or self.title or self.id.replace("-", " ").capitalize()


@frozen
class WalkRule:
    """Where the walk starts, which way it goes, and what is asked of each level."""

    #: Level id to begin with; empty: the ideal.
    start: str = ""
    #: Level id to walk towards; empty: the other end.
    toward: str = ""
    ask: str = "To what extent does this describe us?"


@frozen
class Zone:
    """Levels beside each other that mean the same for what is to be done, with a cut line on either side."""

    id: str
    title: str
    #: Their ids.
    levels: tuple[str, ...]
    #: Whether a row in it calls for work.
    work: bool = False


@frozen
class Rubric:
    """What the author writes."""

    #: The columns, left to right.
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    walk: WalkRule = WalkRule()
    #: The question that asks for evidence; empty: evidence is not asked for.
    evidence: str = ""
    #: Whether a level without evidence is refused.
    evidence_needed: bool = False
    #: The end that is aimed at, ``left`` or ``right``; empty: where the walk starts.
    ideal: Literal["", "left", "right"] = ""
    #: Whether a row can stand half-way between two levels.
    halves: bool = False
    #: What groups of levels mean, left to right; every level is in one.
    zones: tuple[Zone, ...] = ()

    def levels_of(self, criterion: Criterion) -> tuple[Level, ...]:
        """Return the levels of a row, left to right."""
        return criterion.own_levels or self.levels

    def places_of(self, criterion: Criterion) -> tuple[Level, ...]:
        """Return where a row can stand, left to right: the levels, and half-way between them where that is allowed."""
        levels = self.levels_of(criterion)
        if not self.halves:
            return levels
        found = []
        for level, following in pairwise(levels):
            found += [
                level,
                Level(
                    level.id + HALF, tr("Between {this} and {following}", this=level.title, following=following.title)
                ),
            ]
        return (*found, *levels[-1:])

    @property
    def at_left(self) -> bool:
        """Whether the end that is aimed at is on the left."""
        if self.ideal:
            return self.ideal == "left"
        ids = [level.id for level in self.levels]
        start, toward = self.ends
        return start in ids and toward in ids and ids.index(start) < ids.index(toward)

    @property
    def ends(self) -> tuple[str, str]:
        """The levels the walk starts from and leads to."""
        ids = [level.id for level in self.levels] or [""]
        start = self.walk.start or (ids[0] if self.ideal == "left" else ids[-1])
        return start, self.walk.toward or (ids[-1] if start == ids[0] else ids[0])

    def zone(self, place: str) -> Zone | None:
        """Return the zone of a level; half-way, that of the level that is further from what is aimed at."""
        ids = [level.id for level in self.levels]
        level = place.removesuffix(HALF)
        if place != level and self.at_left and level in ids[:-1]:
            level = ids[ids.index(level) + 1]
        return next((each for each in self.zones if level in each.levels), None)


class RubricKind(Kind[Rubric, Rating, RubricSummary]):
    """Rate each row by walking from one end until a level describes us."""

    name = "rubric"
    definition = Rubric
    response = Rating

    def faults(self, definition: Rubric) -> Sequence[Fault]:
        """Find levels missing in a row, unknown levels, a walk that leads nowhere."""
        from hansei.kinds.rubric_faults import faults_of

        return faults_of(definition)

    def items(self, definition: Rubric, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each criterion."""
        return tuple(
            Item(
                id=criterion.id,
                title=criterion.title or criterion.label,
                short=criterion.label,
                ours=not criterion.title,
                row=criterion.id,
            )
            for criterion in definition.criteria
        )

    def form(self, definition: Rubric, item: Item, given: Given) -> Question | None:
        """Ask the walk, then for the evidence of a level."""
        criterion = criterion_of(definition, item)
        levels = definition.levels_of(criterion)
        ids = [level.id for level in levels]
        if "level" not in given:
            start, toward = (0, 1) if definition.at_left else (1, 0)
            if not criterion.own_levels:
                start, toward = map(ids.index, definition.ends)
            elif start:
                start = len(ids) - 1
            return WalkQuestion(
                id="level",
                ask=definition.walk.ask,
                levels=tuple(
                    Option(level.id, level.title, text=criterion.levels[level.id], also=level.also) for level in levels
                ),
                start=start,
                direction=-1 if toward < start else 1,
                aside=tuple(Option(id_, tr(title)) for id_, title in ASIDES.items()),
            )
        level = _level_of(given)
        if definition.halves and "half" not in given and level in ids[:-1]:
            this, following = levels[ids.index(level)].title, levels[ids.index(level) + 1].title
            between = Option("yes", tr("Half-way between {this} and {following}", this=this, following=following))
            return Choose("half", tr("All of it, or half-way to the next one?"), (Option("no", this), between))
        if definition.evidence and "evidence" not in given and level not in ASIDES:
            return Text(id="evidence", ask=definition.evidence, optional=not definition.evidence_needed)
        return None

    def respond(self, definition: Rubric, item: Item, given: Given) -> Rating:
        """Make the rating."""
        level, refused = _level_of(given), given["level"].get("refused") or {}
        evidence = need_text(given, "evidence")
        # None is said of a bare place, as of a raised hand; see :meth:`at`.
        asked = definition.evidence_needed and level not in ASIDES and given.get("evidence", "") is not None
        if asked and not evidence.strip():
            raise ResponseError(
                tr("a level needs its evidence: {evidence}", evidence=definition.evidence), field="evidence"
            )
        half = need_one_of(given.get("half") or "no", ("no", "yes"), "half") == "yes" or level.endswith(HALF)
        if not isinstance(refused, dict):
            raise ResponseError(tr("give each refused level and why, as {accomplished: …}"), field="refused")
        refused = {str(key): "" if why is None else str(why) for key, why in refused.items()}
        if level in ASIDES:
            # ASIDES holds the literals of the field; mypy cannot see that.
            return Rating(aside=level, refused=refused, evidence=evidence)  # type: ignore[arg-type]
        return Rating(level=level.removesuffix(HALF), refused=refused, evidence=evidence, half=half)

    def given(self, definition: Rubric, item: Item, response: Rating) -> Given:
        """Return the walk and the evidence."""
        evidence: str | None = response.evidence
        if definition.evidence_needed and not response.evidence:
            evidence = None
        half = {"half": "yes" if response.half else "no"} if definition.halves else {}
        level = {"level": response.level or response.aside, "refused": dict(response.refused)}
        return {"level": level, **half, "evidence": evidence}

    def check(self, definition: Rubric, item: Item, response: Rating) -> None:
        """Refuse an unknown level, a level and an aside at once, a level refused and chosen at once."""
        ids = [level.id for level in definition.levels_of(criterion_of(definition, item))]
        if response.half and not (definition.halves and response.level in ids[:-1]):
            raise ResponseError(tr("there is nothing half-way beyond that"), field="half")
        if bool(response.level) == bool(response.aside):
            raise ResponseError(
                tr("give one level ({ids}) or one of {asides}", ids=", ".join(ids), asides=", ".join(ASIDES)),
                field="level",
            )
        if response.level:
            need_one_of(response.level, ids, "level")
        else:
            need_one_of(response.aside, list(ASIDES), "level")
        for level in response.refused:
            need_one_of(level, ids, "refused")
        if response.level in response.refused:
            raise ResponseError(tr("{level} is both chosen and refused", level=repr(response.level)), field="refused")

    def say(self, definition: Rubric, item: Item, response: Rating) -> str:
        """Return the level, or the aside, and the evidence."""
        return one_line(self._told(definition, item, response))

    def whole(self, definition: Rubric, item: Item, response: Rating) -> tuple[str, ...]:
        """Return the same, the evidence line by line, and below it each level refused on the way, with why."""
        criterion = criterion_of(definition, item)
        refused = []
        for level, why in response.refused.items():
            title = tr("{place_title} – not yet", place_title=place_title(definition, criterion, level))
            refused.append(one_line(f"{title}: {why}") if why else title)
        return (*lines(self._told(definition, item, response)), *refused)

    def _told(self, definition: Rubric, item: Item, response: Rating) -> str:
        aside = tr(ASIDES.get(response.aside, ""))
        chosen = aside or place_title(definition, criterion_of(definition, item), response.place)
        return f"{chosen} — {response.evidence}" if response.evidence else chosen

    def summary(self, definition: Rubric, items: Sequence[Item], answers: Answers) -> RubricSummary:
        """Count each row's levels."""
        rows = []
        criteria = {each.id: each for each in definition.criteria}
        for item in items:
            places_of = definition.places_of(criteria[item.id])
            order = {level.id: index for index, level in enumerate(places_of)}
            given = tuple(RatedBy(each.rater, each.response, each.count) for each in answers.get(item.id, ()))
            levels = [rated.rating.place for rated in given if rated.rating.level for _ in range(rated.count)]
            places = [order[level] for level in levels]
            rows.append(
                RubricRow(
                    item=item,
                    ratings=given,
                    distribution={level: levels.count(level) for level in order},
                    rated=len(levels),
                    spread=max(places) - min(places) if places else 0,
                    together=levels[0] if levels and len(set(levels)) == 1 else None,
                )
            )
        return RubricSummary(tuple(rows))

    def document(self, definition: Rubric, items: Sequence[Item], summary: RubricSummary | None) -> tuple[Block, ...]:
        """Return the rubric as a table, shaded where the team stands, a figure, and the evidence."""
        from hansei.kinds.rubric_paper import rubric_on_paper

        return rubric_on_paper(definition, items, summary)

    def facts(self, definition: Rubric, summary: RubricSummary) -> tuple[Fact, ...]:
        """Return each row's level where all raters stand together."""
        found = []
        criteria = {each.id: each for each in definition.criteria}
        for row in summary.rows:
            if row.together is not None:
                criterion = criteria[row.item.id]
                ids = [level.id for level in definition.places_of(criterion)]
                title = place_title(definition, criterion, row.together)
                found.append(Fact(row.item.id, float(ids.index(row.together)), title))
        return tuple(found)

    def scale(self, definition: Rubric, item: Item) -> Scale:
        """Return the levels, left to right, and the answers that are none."""
        criterion = criterion_of(definition, item)
        places = definition.places_of(criterion)
        levels = tuple(Option(each.id, each.title, criterion.levels.get(each.id, ""), each.also) for each in places)
        return Scale(levels, tuple(Option(id_, tr(title)) for id_, title in ASIDES.items()))

    def wording(self, definition: Rubric, item: Item) -> tuple[str, ...]:
        """Return the criterion's title where the source gives one, and each level with its descriptor."""
        criterion = criterion_of(definition, item)
        found = definition.levels_of(criterion)
        levels = [part for each in found for part in (each.name, criterion.levels[each.id])]
        halves = (tr("half-way between levels, too"),) if definition.halves else ()
        return (*map(one_line, (criterion.title, *levels)), *halves)

    def place(self, definition: Rubric, item: Item, response: Rating) -> str:
        """Return the level or the aside."""
        return response.place

    def at(self, definition: Rubric, item: Item, place: str) -> Given:
        """Return the level without evidence."""
        half = {"half": "yes" if place.endswith(HALF) else "no"} if definition.halves else {}
        evidence = None if definition.evidence_needed else ""
        return {"level": {"level": place.removesuffix(HALF), "refused": {}}, **half, "evidence": evidence}

    def needs(self, definition: Rubric, answers: Answers) -> tuple[Item, ...]:
        """Return the rows that somebody rated below the level the walk starts from."""
        needed = []
        by_zone = any(zone.work for zone in definition.zones)
        for item, criterion in zip(self.items(definition), definition.criteria, strict=True):
            ideal = self._ideal(definition, criterion)
            given = [answer.response for answer in answers.get(item.id, ()) if answer.response.level]
            zones = [definition.zone(each.place) for each in given] if by_zone and not criterion.own_levels else []
            if any(zone.work for zone in zones if zone) if zones else any(each.place != ideal for each in given):
                named = ", ".join(dict.fromkeys(place_title(definition, criterion, each.place) for each in given))
                because = tr("rated {named}", named=named)
                if zones:
                    because += f" ({', '.join(dict.fromkeys(zone.title for zone in zones if zone))})"
                needed.append(Item(item.id, item.title, item.short, item.ours, row=item.id, because=because))
        return tuple(needed)

    def results(self, definition: Rubric, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return the rows that call for work, and those that all raters put at one level."""
        return rows_as_results(self, definition, items, answers, best_first=definition.at_left)

    def _ideal(self, definition: Rubric, criterion: Criterion) -> str:
        """Return the level that a row is meant to reach."""
        levels = definition.levels_of(criterion)
        if definition.walk.start and not definition.ideal and not criterion.own_levels:
            return definition.walk.start
        return levels[0 if definition.at_left else -1].id


def criterion_of(definition: Rubric, item: Item) -> Criterion:
    """Return the row of an item."""
    return next(criterion for criterion in definition.criteria if criterion.id == item.id)


def place_title(definition: Rubric, criterion: Criterion, place: str) -> str:
    """Return where a row stands as people read it."""
    return next((each.title for each in definition.places_of(criterion) if each.id == place), place)


def _level_of(given: Given) -> str:
    walk = given.get("level")
    if isinstance(walk, dict) and isinstance(walk.get("level"), str):
        return str(walk["level"])
    raise ResponseError(tr("give a level"), field="level")
