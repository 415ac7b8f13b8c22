"""The rubric: criteria (rows) rated on levels (columns) by walking the continuum.

Found in: MICIP District-Led Continuous Improvement, 2021, Activity 2 and Handout 2. The words criterion,
level and descriptor are those of 1EdTech CASE 1.1 (CFRubric).
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Literal

from attrs import field, frozen

from hansei.content.toolkit import Ours
from hansei.document import Block
from hansei.errors import ResponseError
from hansei.form import Given, Option, Question, Text
from hansei.form import Walk as WalkQuestion
from hansei.kinds.kind import Answers, Fact, Fault, Item, Kind, Scale, need_one_of, need_text, one_line

#: Answers that are no level. "Not yet" is none of them: it is a level refused on the way.
ASIDES = {
    "not-applicable": "Does not apply",
    "cannot-tell": "Cannot tell",
    "abstain": "Abstain",
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
    ours: Ours = Ours()

    @property
    def label(self) -> str:
        """A few words that name the row."""
        return self.ours.short or self.title or self.id.replace("-", " ").capitalize()


@frozen
class WalkRule:
    """Where the walk starts, which way it goes, and what is asked of each level."""

    #: Level id to begin with; empty: the last column.
    start: str = ""
    #: Level id to walk towards; empty: the first column.
    toward: str = ""
    ask: str = "To what extent does this describe us?"


@frozen
class Rubric:
    """What the author writes."""

    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    walk: WalkRule = WalkRule()
    #: The question that asks for evidence; empty: evidence is not asked for.
    evidence: str = ""


@frozen
class Rating:
    """What a rater gives for one criterion: a level or an aside, what was refused on the way, evidence."""

    #: Level id; empty when ``aside`` is given.
    level: str = ""
    #: One of :data:`ASIDES`; empty when a level is given.
    aside: Literal["", "not-applicable", "cannot-tell", "abstain"] = ""
    #: Level id to the reason it was refused on the way ("" when none was given), in walking order.
    refused: dict[str, str] = field(factory=dict)
    evidence: str = ""


@frozen
class RatedBy:
    """One rater's rating, as a summary lists it."""

    rater: str
    rating: Rating
    #: How many raters gave it, as of raised hands.
    count: int = 1

    @property
    def who(self) -> str:
        """The rater, with how many it is: "Hands (4)"."""
        return self.rater if self.count == 1 else f"{self.rater} ({self.count})"


@frozen
class RubricRow:
    """A criterion and how it was rated."""

    item: Item
    ratings: tuple[RatedBy, ...]
    #: Level id to the number of raters who chose it, every level present.
    distribution: dict[str, int]
    #: Raters who gave a level.
    rated: int
    #: Steps between the lowest and the highest level chosen; 0 when all agree or nobody rated.
    spread: int
    #: The level when all who gave one gave the same; None otherwise.
    together: str | None


@frozen
class RubricSummary:
    """All rows of a rubric, in the toolkit's order."""

    rows: tuple[RubricRow, ...]

    def rows_by_spread(self) -> tuple[RubricRow, ...]:
        """Return the rows most apart first, ties in the toolkit's order."""
        return tuple(sorted(self.rows, key=lambda row: -row.spread))


class RubricKind(Kind[Rubric, Rating, RubricSummary]):
    """Rate each row by walking from one end until a level describes us."""

    name = "rubric"
    definition = Rubric
    response = Rating

    def faults(self, definition: Rubric) -> Sequence[Fault]:
        """Find levels missing in a row, unknown levels, a walk that leads nowhere."""
        ids = [level.id for level in definition.levels]
        found = [] if len(ids) > 1 else [Fault(("levels",), "a rubric needs at least 2 levels")]
        if not definition.criteria:
            found.append(Fault(("criteria",), "a rubric needs at least 1 criterion"))
        for index, criterion in enumerate(definition.criteria):
            path = ("criteria", index, "levels")
            meant = {
                level: _near(level, [each for each in ids if each not in criterion.levels])
                for level in criterion.levels
            }
            missing = [level for level in ids if level not in criterion.levels and level not in meant.values()]
            if missing:
                names = ", ".join(f'"{level}"' for level in missing)
                verb = "is" if len(missing) == 1 else "are"
                found.append(
                    Fault(
                        path,
                        f"{len(ids) - len(missing)} descriptors for {len(ids)} levels; {names} {verb} missing",
                    )
                )
            found += [
                Fault((*path, level), _no_level(level, meant[level], ids))
                for level in criterion.levels
                if level not in ids
            ]
        found += [
            Fault(("levels", index, "id"), f'"{level}" is an answer that is no level; use another id')
            for index, level in enumerate(ids)
            if level in ASIDES
        ]
        for name in ("start", "toward"):
            level = getattr(definition.walk, name)
            if level and level not in ids:
                found.append(Fault(("walk", name), _no_level(level, _near(level, ids), ids)))
        start, toward = definition.walk.start or (ids or [""])[-1], definition.walk.toward or (ids or [""])[0]
        if len(ids) > 1 and start == toward:
            found.append(Fault(("walk", "toward"), "the walk ends where it starts; name the other end"))
        return found

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
        if "level" not in given:
            criterion = _criterion(definition, item)
            ids = [level.id for level in definition.levels]
            start = ids.index(definition.walk.start) if definition.walk.start else len(ids) - 1
            toward = ids.index(definition.walk.toward) if definition.walk.toward else 0
            return WalkQuestion(
                id="level",
                ask=definition.walk.ask,
                levels=tuple(
                    Option(level.id, level.title, text=criterion.levels[level.id], also=level.also)
                    for level in definition.levels
                ),
                start=start,
                direction=-1 if toward < start else 1,
                aside=tuple(Option(id_, title) for id_, title in ASIDES.items()),
            )
        if definition.evidence and "evidence" not in given and _level_of(given) not in ASIDES:
            return Text(id="evidence", ask=definition.evidence)
        return None

    def respond(self, definition: Rubric, item: Item, given: Given) -> Rating:
        """Make the rating."""
        level, refused = _level_of(given), given["level"].get("refused") or {}
        evidence = need_text(given, "evidence")
        if not isinstance(refused, dict):
            raise ResponseError("give each refused level and why, as {accomplished: …}", field="refused")
        refused = {str(key): "" if why is None else str(why) for key, why in refused.items()}
        if level in ASIDES:
            # ASIDES holds the literals of the field; mypy cannot see that.
            return Rating(aside=level, refused=refused, evidence=evidence)  # type: ignore[arg-type]
        return Rating(level=level, refused=refused, evidence=evidence)

    def given(self, definition: Rubric, item: Item, response: Rating) -> Given:
        """Return the walk and the evidence."""
        return {
            "level": {"level": response.level or response.aside, "refused": dict(response.refused)},
            "evidence": response.evidence,
        }

    def check(self, definition: Rubric, item: Item, response: Rating) -> None:
        """Refuse an unknown level, a level and an aside at once, a level refused and chosen at once."""
        ids = [level.id for level in definition.levels]
        if bool(response.level) == bool(response.aside):
            raise ResponseError(f"give one level ({', '.join(ids)}) or one of {', '.join(ASIDES)}", field="level")
        if response.level:
            need_one_of(response.level, ids, "level")
        else:
            need_one_of(response.aside, list(ASIDES), "level")
        for level in response.refused:
            need_one_of(level, ids, "refused")
        if response.level in response.refused:
            raise ResponseError(f"{response.level!r} is both chosen and refused", field="refused")

    def say(self, definition: Rubric, item: Item, response: Rating) -> str:
        """Return the level, or the aside, and the evidence."""
        said_ = ASIDES.get(response.aside) or level_title(definition, response.level)
        return one_line(f"{said_} — {response.evidence}" if response.evidence else said_)

    def summary(self, definition: Rubric, items: Sequence[Item], answers: Answers) -> RubricSummary:
        """Count each row's levels."""
        order = {level.id: index for index, level in enumerate(definition.levels)}
        rows = []
        for item in items:
            given = tuple(RatedBy(each.rater, each.response, each.count) for each in answers.get(item.id, ()))
            levels = [rated.rating.level for rated in given if rated.rating.level for _ in range(rated.count)]
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
        order = {level.id: index for index, level in enumerate(definition.levels)}
        return tuple(
            Fact(row.item.id, float(order[row.together]), level_title(definition, row.together))
            for row in summary.rows
            if row.together is not None
        )

    def scale(self, definition: Rubric, item: Item) -> Scale:
        """Return the levels, left to right, and the answers that are none."""
        texts = _criterion(definition, item).levels
        levels = tuple(Option(each.id, each.title, texts[each.id], each.also) for each in definition.levels)
        return Scale(levels, tuple(Option(id_, title) for id_, title in ASIDES.items()))

    def wording(self, definition: Rubric, item: Item) -> tuple[str, ...]:
        """Return the criterion's title where the source gives one, and each level with its descriptor."""
        criterion = _criterion(definition, item)
        levels = [part for each in definition.levels for part in (each.name, criterion.levels[each.id])]
        return tuple(map(one_line, (criterion.title, *levels)))

    def place(self, definition: Rubric, item: Item, response: Rating) -> str:
        """Return the level or the aside."""
        return response.level or response.aside

    def at(self, definition: Rubric, item: Item, place: str) -> Given:
        """Return the level without evidence."""
        return {"level": {"level": place, "refused": {}}, "evidence": ""}

    def needs(self, definition: Rubric, answers: Answers) -> tuple[Item, ...]:
        """Return the rows that somebody rated below the level the walk starts from."""
        ideal = definition.walk.start or definition.levels[-1].id
        needed = []
        for item in self.items(definition):
            levels = [answer.response.level for answer in answers.get(item.id, ()) if answer.response.level]
            if any(level != ideal for level in levels):
                named = ", ".join(dict.fromkeys(level_title(definition, level) for level in levels))
                needed.append(Item(item.id, item.title, item.short, item.ours, row=item.id, because=f"rated {named}"))
        return tuple(needed)


def _near(level: str, levels: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(level, levels, n=1, cutoff=0.8)), "")


def _no_level(level: str, near: str, levels: Sequence[str]) -> str:
    hint = f'did you mean "{near}"?' if near else f"the levels are {', '.join(levels)}"
    return f'no level "{level}"; {hint}'


def _criterion(definition: Rubric, item: Item) -> Criterion:
    return next(criterion for criterion in definition.criteria if criterion.id == item.id)


def level_title(definition: Rubric, level: str) -> str:
    """Return a level as people read it."""
    return next((each.title for each in definition.levels if each.id == level), level)


def _level_of(given: Given) -> str:
    walk = given.get("level")
    if isinstance(walk, dict) and isinstance(walk.get("level"), str):
        return str(walk["level"])
    raise ResponseError("give a level", field="level")
