"""The scored inventory: features scored 0, 1 or 2 by written criteria, subscales, a threshold, a band, a decision.

Found in: the Tiered Fidelity Inventory (TFI, PBIS: data sources for each feature, subscales, 70 % in place) and the
District Capacity Assessment (DCA, SISEP: 80 %). A share counts only when everything under it is scored; where raters
are apart there is no score, and never a mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import field, frozen

from hansei.content.toolkit import Ours
from hansei.document import Block
from hansei.document.spans import plain
from hansei.errors import ResponseError
from hansei.form import Choose, Given, Option, Question, Text
from hansei.kinds.kind import Answer, Answers, Fact, Fault, Item, Kind, Scale, repeated
from hansei.kinds.needed import need_one_of, need_text
from hansei.words.lines import one_line
from hansei.words.ours import tr

#: The answer that is no score, where the author lets a feature not apply.
ASIDE = "not-applicable"


@frozen
class Score:
    """What a feature can be scored."""

    #: What is written and pressed, as in "0".
    id: str
    title: str
    #: What it counts; left out: its place, counted from 0.
    points: float | None = None


#: The scores of the TFI and the DCA.
SCORES = (Score("0", "Not in place"), Score("1", "Partly in place"), Score("2", "Fully in place"))


@frozen
class Feature:
    """What is scored."""

    id: str
    title: str
    #: What it asks for, in full.
    text: str = ""
    #: Id of the subscale it belongs to.
    subscale: str = ""
    #: Where to look before scoring, such as minutes or a schedule.
    sources: tuple[str, ...] = ()
    #: Score id to what has to be so for that score.
    criteria: dict[str, str] = field(factory=dict)
    #: How much its points count.
    weight: float = 1
    ours: Ours = Ours()


@frozen
class Subscale:
    """Features that are counted together."""

    id: str
    title: str
    #: How much the points under it count in the whole.
    weight: float = 1
    #: Percent that is wanted; left out: as for the whole.
    threshold: float | None = None


@frozen
class Band:
    """A range of the whole's percent and what is decided in it."""

    #: Percent from which on it holds, up to the next band.
    at_least: float
    title: str
    #: What the team does then.
    decision: str = ""


@frozen
class ScoredInventory:
    """What the author writes."""

    features: tuple[Feature, ...]
    #: What a feature can be scored, lowest first.
    scores: tuple[Score, ...] = SCORES
    #: Parts that are counted by themselves.
    subscales: tuple[Subscale, ...] = ()
    #: Percent that is wanted.
    threshold: float | None = None
    #: What follows from the percent, lowest first; the first begins at 0.
    bands: tuple[Band, ...] = ()
    ask: str = "Which score fits what we see?"
    #: The question that asks for evidence; empty: evidence is not asked for.
    evidence: str = ""
    #: Whether a feature can be left out as not applying; it then counts neither way.
    may_not_apply: bool = False

    def points(self, score: str) -> float:
        """Return what a score counts."""
        index = next(index for index, each in enumerate(self.scores) if each.id == score)
        return float(index) if (found := self.scores[index].points) is None else found

    @property
    def best(self) -> float:
        """The most points a feature can have, before its weight."""
        return max(self.points(each.id) for each in self.scores)

    def title(self, score: str) -> str:
        """Return a score as people read it."""
        if score == ASIDE:
            return "Does not apply"
        return next((f"{each.id} {each.title}" for each in self.scores if each.id == score), score)


@frozen
class Scored:
    """What a rater gives for one feature."""

    #: Id of a score, or ``not-applicable``.
    score: str
    evidence: str = ""


@frozen
class FeatureScore:
    """A feature and how it was scored."""

    feature: Feature
    given: tuple[Answer[Scored], ...]
    #: The score when all raters gave the same; None: nobody scored it, or they are apart.
    together: str | None


@frozen
class Total:
    """What some features amount to."""

    title: str
    #: Points that everything scored together has, and could have; weights are in them.
    points: float
    possible: float
    #: How many features are scored, of how many that apply.
    scored: int
    of: int
    #: Percent that is wanted; None: none.
    threshold: float | None

    @property
    def percent(self) -> float | None:
        """The share, 0 to 100, once everything is scored; None before."""
        return 100 * self.points / self.possible if self.possible and self.scored == self.of else None

    @property
    def reached(self) -> bool | None:
        """Whether the threshold is reached; None: not known, or there is none."""
        percent = self.percent
        return None if percent is None or self.threshold is None else percent >= self.threshold - 1e-9


@frozen
class InventorySummary:
    """All features, each subscale, the whole, and the band it falls into."""

    features: tuple[FeatureScore, ...]
    subscales: tuple[Total, ...]
    whole: Total
    #: None until everything is scored, or when there are no bands.
    band: Band | None


class ScoredInventoryKind(Kind[ScoredInventory, Scored, InventorySummary]):
    """Score each feature by its criteria."""

    name = "scored-inventory"
    definition = ScoredInventory
    response = Scored

    def faults(self, definition: ScoredInventory) -> Sequence[Fault]:
        """Find scores that do not rise, criteria and subscales that do not fit, bands that leave gaps."""
        found = [] if definition.features else [Fault(("features",), tr("write at least 1 feature"))]
        ids = [each.id for each in definition.scores]
        if len(ids) < 2:
            found.append(Fault(("scores",), tr("a scored inventory needs at least 2 scores")))
        if ASIDE in ids:
            found.append(
                Fault(
                    ("scores", ids.index(ASIDE), "id"),
                    tr('"{id}" is no score; write `may_not_apply: true`', id=ASIDE),
                )
            )
        counts = [definition.points(id_) for id_ in dict.fromkeys(ids)]
        if any(low >= high for low, high in pairwise(counts)):
            found.append(Fault(("scores",), tr("points have to rise from the first score to the last")))
        elif counts and counts[0] < 0:
            found.append(Fault(("scores", 0, "points"), tr("points are 0 or more")))
        for index, feature in enumerate(definition.features):
            found += _faults_of(definition, ids, index, feature)
        return [*found, *_faults_of_totals(definition)]

    def items(self, definition: ScoredInventory, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return one item for each feature."""
        subscales = {each.id: each.title for each in definition.subscales}
        return tuple(
            Item(
                each.id,
                plain(f"{each.title}: {each.text}" if each.text else each.title),
                each.ours.short or plain(each.title),
                bool(each.ours.short),
                row=subscales.get(each.subscale, ""),
            )
            for each in definition.features
        )

    def form(self, definition: ScoredInventory, item: Item, given: Given) -> Question | None:
        """Ask for the score, then for evidence."""
        feature = _feature(definition, item)
        if "score" not in given:
            options = tuple(
                Option(each.id, each.title, plain(feature.criteria.get(each.id, "")), key=each.id[:1])
                for each in definition.scores
            )
            if len({each.key for each in options}) < len(options):
                options = tuple(Option(each.id, each.title, each.text) for each in options)
            if definition.may_not_apply:
                options = (*options, Option(ASIDE, tr("Does not apply"), key="n"))
            sources = tr("Look at: {names}", names="; ".join(map(plain, feature.sources))) if feature.sources else ""
            return Choose("score", definition.ask, options, hint=sources)
        if definition.evidence and "evidence" not in given and given["score"] != ASIDE:
            return Text("evidence", definition.evidence)
        return None

    def respond(self, definition: ScoredInventory, item: Item, given: Given) -> Scored:
        """Make the score."""
        score = given.get("score")
        if not isinstance(score, str) or not score:
            raise ResponseError(tr("give one of {allowed}", allowed=", ".join(_allowed(definition))), field="score")
        return Scored(score, need_text(given, "evidence"))

    def given(self, definition: ScoredInventory, item: Item, response: Scored) -> Given:
        """Return the score and the evidence."""
        return {"score": response.score, "evidence": response.evidence}

    def check(self, definition: ScoredInventory, item: Item, response: Scored) -> None:
        """Refuse an unknown score."""
        need_one_of(response.score, _allowed(definition), "score")

    def say(self, definition: ScoredInventory, item: Item, response: Scored) -> str:
        """Return the score and the evidence."""
        said = definition.title(response.score)
        return one_line(f"{said} — {response.evidence}" if response.evidence else said)

    def summary(self, definition: ScoredInventory, items: Sequence[Item], answers: Answers) -> InventorySummary:
        """Count the points; where raters are apart there is no score."""
        asked = {item.id for item in items}
        features = []
        for feature in definition.features:
            if feature.id in asked:
                given = tuple(answers.get(feature.id, ()))
                scores = {each.response.score for each in given}
                features.append(FeatureScore(feature, given, scores.pop() if len(scores) == 1 else None))
        whole = _total(definition, tr("All"), features, definition.threshold)
        subscales = tuple(
            _total(
                definition,
                each.title,
                [found for found in features if found.feature.subscale == each.id],
                definition.threshold if each.threshold is None else each.threshold,
            )
            for each in definition.subscales
        )
        percent = whole.percent
        reached = [each for each in definition.bands if percent is not None and percent >= each.at_least - 1e-9]
        return InventorySummary(tuple(features), subscales, whole, reached[-1] if reached else None)

    def document(
        self, definition: ScoredInventory, items: Sequence[Item], summary: InventorySummary | None
    ) -> tuple[Block, ...]:
        """Return the features with their criteria; completed, the scores, the shares and what follows from them."""
        from hansei.kinds.scored_inventory_paper import inventory_on_paper

        return inventory_on_paper(definition, summary)

    def facts(self, definition: ScoredInventory, summary: InventorySummary) -> tuple[Fact, ...]:
        """Return each feature's score where all raters gave the same."""
        ids = [each.id for each in definition.scores]
        return tuple(
            Fact(each.feature.id, float(ids.index(each.together)), definition.title(each.together))
            for each in summary.features
            if each.together in ids
        )

    def scale(self, definition: ScoredInventory, item: Item) -> Scale:
        """Return the scores, lowest first."""
        criteria = _feature(definition, item).criteria
        levels = tuple(Option(each.id, each.title, criteria.get(each.id, "")) for each in definition.scores)
        return Scale(levels, (Option(ASIDE, tr("Does not apply")),) if definition.may_not_apply else ())

    def place(self, definition: ScoredInventory, item: Item, response: Scored) -> str:
        """Return the score."""
        return response.score

    def at(self, definition: ScoredInventory, item: Item, place: str) -> Given:
        """Return the score without evidence."""
        return {"score": place, "evidence": ""}

    def needs(self, definition: ScoredInventory, answers: Answers) -> tuple[Item, ...]:
        """Return the features that somebody did not give the best score."""
        best = definition.scores[-1].id
        found = []
        for item in self.items(definition):
            scores = [each.response.score for each in answers.get(item.id, ()) if each.response.score != ASIDE]
            if any(score != best for score in scores):
                told = ", ".join(sorted({definition.title(score) for score in scores}))
                found.append(
                    Item(
                        item.id, item.title, item.short, item.ours, row=item.row, because=tr("scored {told}", told=told)
                    )
                )
        return tuple(found)


def _feature(definition: ScoredInventory, item: Item) -> Feature:
    return next(each for each in definition.features if each.id == item.id)


def _allowed(definition: ScoredInventory) -> list[str]:
    return [each.id for each in definition.scores] + ([ASIDE] if definition.may_not_apply else [])


def _total(definition: ScoredInventory, title: str, features: Sequence[FeatureScore], threshold: float | None) -> Total:
    weights = {each.id: each.weight for each in definition.subscales}
    applying = [each for each in features if each.together != ASIDE]
    scored = [
        (each.feature.weight * weights.get(each.feature.subscale, 1), definition.points(each.together))
        for each in applying
        if each.together is not None
    ]
    possible = sum(weight for weight, _ in scored) * definition.best
    return Total(
        title, sum(weight * points for weight, points in scored), possible, len(scored), len(applying), threshold
    )


def _faults_of(definition: ScoredInventory, scores: list[str], index: int, feature: Feature) -> list[Fault]:
    path = ("features", index)
    found = []
    missing = [score for score in scores if score not in feature.criteria]
    if feature.criteria and missing:
        found.append(
            Fault(
                (*path, "criteria"),
                tr("nothing for {missing}; write what each score needs", missing=", ".join(missing)),
            )
        )
    found += [
        Fault(
            (*path, "criteria", score),
            tr('no score "{score}"; the scores are {scores}', score=score, scores=", ".join(scores)),
        )
        for score in feature.criteria
        if score not in scores
    ]
    known = [each.id for each in definition.subscales]
    if feature.subscale not in known and (known or feature.subscale):
        says = (
            tr('no subscale "{subscale}"', subscale=feature.subscale)
            if feature.subscale
            else tr("it belongs to no subscale")
        )
        found.append(
            Fault(
                (*path, "subscale"),
                tr("{says}; the subscales are {known}", says=says, known=", ".join(known) or tr("none")),
            )
        )
    if feature.weight <= 0:
        found.append(Fault((*path, "weight"), tr("a weight is more than 0")))
    return found


def _faults_of_totals(definition: ScoredInventory) -> list[Fault]:
    found = []
    held = {each.subscale for each in definition.features}
    for index, subscale in enumerate(definition.subscales):
        if subscale.id not in held:
            found.append(Fault(("subscales", index), tr('no feature belongs to "{subscale}"', subscale=subscale.id)))
        if subscale.weight <= 0:
            found.append(Fault(("subscales", index, "weight"), tr("a weight is more than 0")))
    wanted: list[tuple[tuple[str | int, ...], float | None]] = [(("threshold",), definition.threshold)]
    wanted += [(("subscales", index, "threshold"), each.threshold) for index, each in enumerate(definition.subscales)]
    wanted += [(("bands", index, "at_least"), each.at_least) for index, each in enumerate(definition.bands)]
    found += [Fault(path, tr("a percent is from 0 to 100")) for path, value in wanted if not 0 <= (value or 0) <= 100]
    begins = [each.at_least for each in definition.bands]
    if begins and begins[0] != 0:
        found.append(Fault(("bands", 0, "at_least"), tr("the first band begins at 0, so that every result has one")))
    if begins != sorted(set(begins)):
        found.append(Fault(("bands",), tr("bands rise: each begins higher than the one before")))
    found += [
        Fault(("bands",), tr('two bands are called "{title}"', title=title))
        for title in repeated([each.title for each in definition.bands])
    ]
    return found
