"""What building teams handed in, side by side, beside the district's own: a pure function of their records.

Source: MICIP District-Led CI, 2021, Activity 3 ("District team: Review the completed Maintaining Balance
building-level action planning templates and then complete the Maintaining Balance District Action Planning
template"). Rows are compared by :mod:`hansei.insight.consensus`, a building a rater.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import evolve, frozen

from hansei.content.toolkit import Instrument
from hansei.errors import HanseiError
from hansei.insight.consensus import consensus, spread
from hansei.kinds import AnyKind, Item, Scale, SourceRow
from hansei.kinds.actions import say_action
from hansei.record.events import Agreed, NotAgreed
from hansei.record.facts import standing
from hansei.record.following import Status, followed_actions
from hansei.record.measures import sheet
from hansei.record.view import SessionView
from hansei.words.ours import N_, tr

#: How a team stands on a row: as :data:`hansei.record.kept.Stands` has it; or it gave nothing; or the row has other
#: words there than here, so that its level cannot be compared; or its kind fails on what is there.
State = Literal["level", "aside", "open", "apart", "conflict", "not rated", "other words", "unreadable"]
#: The same in words, where it is no level.
STATES: dict[State, str] = {
    "open": N_("not settled"),
    "apart": N_("no agreement"),
    "conflict": N_("settled twice, differently"),
    "not rated": N_("not rated"),
    "other words": N_("rated in other words"),
    "unreadable": N_("cannot be read"),
}


@frozen
class Handed:
    """A session that was handed in, as it is looked at."""

    session: str
    team: str
    #: How many lines its record has.
    lines: int
    #: Its last change, UTC in milliseconds.
    at: int
    closed: bool
    #: Id of its organisation; empty: not known.
    org: str = ""
    #: With which submission it came; empty: it was run here.
    origin: str = ""
    #: Against what the team has looked at: ``new``, ``more`` since, ``earlier``: in a session before this one.
    news: Literal["", "new", "more", "earlier"] = ""
    #: Other copies of it that tell something else, to be settled.
    copies: tuple[str, ...] = ()


@frozen
class TheirLine:
    """A line of a building's plan."""

    source: SourceRow
    team: str
    #: Column id to words, as the building wrote it.
    values: dict[str, str]
    #: In one line.
    says: str
    status: Status = "open"


@frozen
class Stand:
    """Where one team stands on a row, and what it says of it."""

    team: str
    session: str
    state: State = "not rated"
    #: Id of the level, or of the answer that is none.
    place: str = ""
    #: 0-based on the scale; None: no level, or none that can be compared.
    level: int | None = None
    #: A few words: "strengthen; today: the district", "Developing, Evolving", "not rated".
    label: str = "not rated"
    #: Who said what, in one line with the evidence.
    words: tuple[tuple[str, str], ...] = ()
    #: Why it was settled so, and who did not go along.
    reasons: tuple[str, ...] = ()
    #: Whether the row calls for work there.
    calls: bool = False
    #: What the team plans for the row.
    lines: tuple[TheirLine, ...] = ()


@frozen
class ReviewedRow:
    """A row, and where everybody stands on it."""

    instrument: str
    item: Item
    scale: Scale | None
    #: A stand for each building, in the order of :attr:`Review.handed`.
    stands: tuple[Stand, ...]
    #: The district's own.
    own: Stand

    @property
    def counts(self) -> tuple[int, ...]:
        """How many buildings stand at each level, in the order of the levels."""
        levels = [stand.level for stand in self.stands]
        return tuple(levels.count(at) for at in range(len(self.scale.levels) if self.scale else 0))

    @property
    def rated(self) -> int:
        """How many buildings stand at a level."""
        return sum(self.counts)

    @property
    def spread(self) -> int:
        """Steps between the lowest and the highest level of a building."""
        return spread(self.counts)

    @property
    def consensus(self) -> float | None:
        """Leik's measure over the buildings, 0 to 1; None when none stands at a level."""
        return consensus(self.counts)

    @property
    def lines(self) -> tuple[TheirLine, ...]:
        """What buildings plan for the row."""
        return tuple(line for stand in self.stands for line in stand.lines)

    def teams(self, level: int) -> tuple[str, ...]:
        """Return the buildings that stand at a level."""
        return tuple(stand.team for stand in self.stands if stand.level == level)

    def denominator(self) -> str:
        """Return who is behind the numbers, as in "3 of 4 stand at a level; Alder not rated"."""
        found: dict[str, list[str]] = {}
        for stand in self.stands:
            if stand.level is None:
                found.setdefault(tr(STATES.get(stand.state, stand.label)), []).append(stand.team)
        parts = [tr("{rated} of {n} stand at a level", rated=self.rated, n=len(self.stands))]
        parts += [f"{_some(teams)} {what}" for what, teams in found.items()]
        return "; ".join(parts)


@frozen
class Part:
    """An instrument of the review."""

    instrument: str
    title: str
    #: In the toolkit's order.
    rows: tuple[ReviewedRow, ...]

    @property
    def by_difference(self) -> tuple[ReviewedRow, ...]:
        """The rows where buildings differ most first; those that none gave a level last."""
        return tuple(sorted(self.rows, key=lambda row: (not row.rated, -row.spread, row.consensus or 0.0)))


@frozen
class Review:
    """Everything that was handed in, side by side."""

    #: The plan that is filled after it, the plan of others that it looks at, and what both have their rows from.
    plan: str
    reviews: str
    rows_from: str
    handed: tuple[Handed, ...]
    #: Those that are known and handed in nothing.
    missing: tuple[str, ...]
    #: What the plans have their rows from first, then everything else that both sides rate.
    parts: tuple[Part, ...]
    #: Lines of buildings' plans that belong to no row of it.
    others: tuple[TheirLine, ...] = ()

    @property
    def rows(self) -> tuple[ReviewedRow, ...]:
        """The rows that the plans are about."""
        return self.parts[0].rows if self.parts and self.parts[0].instrument == self.rows_from else ()

    def part(self, instrument: str) -> Part | None:
        """Return what of the review is about an instrument."""
        return next((part for part in self.parts if part.instrument == instrument), None)


def review(
    session: SessionView,
    plan: str,
    handed: Sequence[tuple[Handed, SessionView]],
    missing: Sequence[str] = (),
) -> Review:
    """Lay what was handed in side by side.

    Args:
        session: The session of the team that reviews.
        plan: The plan it fills, an instrument whose definition names another one under ``reviews``.
        handed: What was handed in.
        missing: Who handed in nothing.
    """
    this, _ = session.instrument(plan)
    reviews: str = this.definition.reviews
    rows_from = this.for_each or session.toolkit.instruments[reviews].for_each
    lines = [_lines(view, reviews) for _, view in handed]
    parts = []
    for id_ in dict.fromkeys(filter(None, (rows_from, *session.toolkit.instruments))):
        rows = _rows(session, id_, handed, lines if id_ == rows_from else [{} for _ in handed])
        if rows and (id_ == rows_from or any(_given(row) for row in rows)):
            instrument = session.toolkit.instruments[id_]
            title = instrument.ours.short or instrument.title or instrument.ours.title or id_
            parts.append(Part(id_, title, tuple(rows)))
    known = {row.item.id for part in parts for row in part.rows if part.instrument == rows_from}
    others = [line for found in lines for item, some in found.items() if item not in known for line in some]
    return Review(plan, reviews, rows_from, tuple(each for each, _ in handed), tuple(missing), tuple(parts), (*others,))


def _given(row: ReviewedRow) -> bool:
    return any(stand.state not in ("not rated", "other words") for stand in (*row.stands, row.own))


def _rows(
    session: SessionView,
    instrument: str,
    handed: Sequence[tuple[Handed, SessionView]],
    lines: Sequence[Mapping[str, tuple[TheirLine, ...]]],
) -> list[ReviewedRow]:
    """Return the rows of an instrument that has a scale; none when it has none, or its kind is not at hand."""
    try:
        this, kind = session.instrument(instrument)
        items = tuple(session.all_items(instrument).values()) if not this.for_each else ()
        scales = {item.id: kind.scale(this.definition, item) for item in items}
        if not any(scales.values()):
            return []
        own = _stands(session, session, this, kind, session.team.name, {})
        found = [
            _stands_or_not(session, view, this, kind, each.team, theirs)
            for (each, view), theirs in zip(handed, lines, strict=True)
        ]
    except HanseiError:
        return []
    return [
        ReviewedRow(instrument, item, scales[item.id], tuple(stands[item.id] for stands in found), own[item.id])
        for item in items
    ]


def _stands_or_not(
    session: SessionView,
    view: SessionView,
    this: Instrument,
    kind: AnyKind,
    team: str,
    lines: Mapping[str, tuple[TheirLine, ...]],
) -> dict[str, Stand]:
    """Return where one team stands; where its record cannot be read, that, so that nobody else's is hidden by it."""
    try:
        return _stands(session, view, this, kind, team, lines)
    except Exception:  # noqa: BLE001 - a stranger's kind may raise anything
        bare = Stand(team, view.id, "unreadable", label=tr(STATES["unreadable"]))
        return {item.id: evolve(bare, lines=lines.get(item.id, ())) for item in session.all_items(this.id).values()}


def _stands(
    session: SessionView,
    view: SessionView,
    this: Instrument,
    kind: AnyKind,
    team: str,
    lines: Mapping[str, tuple[TheirLine, ...]],
) -> dict[str, Stand]:
    """Return where one team stands on each row of an instrument of ours, by its own record."""
    theirs = view.toolkit.instruments.get(this.id)
    items = session.all_items(this.id)
    none = {id_: Stand(team, view.id, lines=lines.get(id_, ())) for id_ in items}
    if theirs is None or theirs.kind != this.kind or not isinstance(theirs.definition, kind.definition):
        return none
    answers = view.answers(this.id)
    needs = {item.id for item in kind.needs(theirs.definition, answers)}
    labels = {fact.item: fact.label for fact in kind.facts(theirs.definition, view.summary(this.id))}
    measures, ours = sheet(view).rows, sheet(session).rows
    found = {}
    for id_ in items:
        measure, given = measures.get((this.id, id_)), answers.get(id_, ())
        settled = view.state.rounds.settled.get((this.id, id_), [])
        if measure is None or not (given or settled):
            found[id_] = none[id_]
            continue
        fact = standing(view, measure)
        state: State = "open" if fact is None or fact.state == "held" else fact.state
        place = fact.place if fact is not None else ""
        if state == "level" and measure.id != ours[this.id, id_].id:
            state = "other words"
        label = labels.get(id_, "") if state == "level" else ""
        their_item = view.item(this.id, id_)
        places = [kind.place(theirs.definition, their_item, each.response) for each in given]
        levels = [level for level, _ in measure.about.levels]
        titles = dict((*measure.about.levels, *measure.about.asides))
        found[id_] = Stand(
            team,
            view.id,
            state,
            place,
            levels.index(place) if state == "level" else None,
            label or _label(state, [titles.get(each, each) for each in dict.fromkeys(places)]),
            tuple((each.rater, kind.say(theirs.definition, their_item, each.response)) for each in given),
            tuple(_reasons(view, settled)),
            id_ in needs,
            lines.get(id_, ()),
        )
    return found


def _label(state: State, titles: Sequence[str]) -> str:
    """Return where somebody stands in a few words, as in "not settled: Developing, Evolving"."""
    return ": ".join(filter(None, (tr(STATES.get(state, "")), ", ".join(titles))))


def _reasons(view: SessionView, settled: Sequence[Agreed | NotAgreed]) -> Iterator[str]:
    for each in settled:
        if each.rationale:
            yield each.rationale
        apart = each.dissent if isinstance(each, Agreed) else each.positions
        word = tr("does not go along") if isinstance(each, Agreed) else tr("says")
        for one in apart:
            reason = one.words or tr("no reason given")
            yield f"{view.rater_name(one.rater)} {word}: {reason}"


def _lines(view: SessionView, plan: str) -> dict[str, tuple[TheirLine, ...]]:
    """Return the lines of a building's plan by their row; none where its record cannot be read."""
    try:
        return _planned(view, plan)
    except Exception:  # noqa: BLE001 - a stranger's kind may raise anything
        return {}


def _planned(view: SessionView, plan: str) -> dict[str, tuple[TheirLine, ...]]:
    this, kind = view.instrument(plan)
    status = {(each.item.id, each.action.id): each.status for each in followed_actions(view) if each.instrument == plan}
    found: dict[str, list[TheirLine]] = {}
    for id_, answers in view.answers(plan).items():
        item = view.item(plan, id_)
        for answer in answers:
            rows: list[dict[str, Any]] = kind.given(this.definition, item, answer.response).get("lines", [])
            actions = kind.actions(this.definition, item, answer.response)
            for row, action in zip(rows, actions, strict=True):
                found.setdefault(id_, []).append(
                    TheirLine(
                        SourceRow(view.id, plan, id_, action.id),
                        view.team.name,
                        dict(row),
                        say_action(action),
                        status.get((id_, action.id), "open"),
                    )
                )
    return {id_: tuple(lines) for id_, lines in found.items()}


def _some(teams: Sequence[str]) -> str:
    """Return teams by name, as long as they are few."""
    return ", ".join(teams[:3]) + (tr(" and {n} more", n=len(teams) - 3) if len(teams) > 3 else "")
