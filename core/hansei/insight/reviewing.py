"""Reviewing what buildings handed in, and completing the team's own plan out of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from hansei.content.toolkit import Toolkit
from hansei.errors import UsageError
from hansei.insight.handed_in import handed_in
from hansei.insight.prefilling import Proposal, proposals
from hansei.insight.review import Handed, Review, review
from hansei.kinds.plan import FROM, ID, PlanDefinition
from hansei.record.events import AnyEvent, Reviewed, Source
from hansei.record.log import InTurn
from hansei.record.people import TEAM
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei.words.ours import tr


class Reviewing:
    """A team's review of what others handed in. Every look reads what is in the store now.

    Args:
        session: The session of the team that reviews.
        plan: The plan it fills; empty: the first of the toolkit that reviews another one.

    Raises:
        UsageError: when the toolkit has nothing for this team to review.
    """

    def __init__(self, session: Session, plan: str = "") -> None:
        self.session = session
        found = plans(session.toolkit, session.team.kind)
        if not found:
            raise UsageError(
                tr(
                    "{title} has no plan in which a {kind} team reviews those of others",
                    title=session.toolkit.title,
                    kind=session.team.kind,
                )
            )
        if plan and plan not in found:
            raise UsageError(tr("{plan} reviews nothing; what does: {found}", plan=repr(plan), found=", ".join(found)))
        #: The id of the plan that is filled.
        self.plan = plan or found[0]

    @property
    def last(self) -> Reviewed | None:
        """What the team has looked at, and when; None: nothing yet."""
        return self.session.state.reviewed.get(self.plan)

    @property
    def words(self) -> str:
        """Id of the plan's column that says what will be done."""
        this, _ = self.session.instrument(self.plan)
        return next(column.id for column in _plan(this.definition).columns if column.means == "text")

    def review(self) -> Review:
        """Lay what was handed in side by side."""
        handed, missing = handed_in(self.session, self.plan)
        return review(self.session, self.plan, handed, missing)

    def then(self) -> Review | None:
        """Return what the team looked at, as it was then; None when it has not looked, or it is not here any more."""
        if self.last is None:
            return None
        found = []
        for source in self.last.sources:
            view = self.session.beside.session(source.session, source.lines)
            if view is not None:
                at = view.state.events[-1].at
                found.append((Handed(view.id, source.team, source.lines, at, view.closed), view))
        return review(self.session, self.plan, found, self.last.missing) if found else None

    def proposals(self, of: Review) -> tuple[Proposal, ...]:
        """Return the lines that could stand in the plan, those that are in it marked so."""
        session = self.session
        this, _ = session.instrument(self.plan)
        theirs, _ = session.instrument(of.reviews)
        return proposals(
            of, _plan(this.definition), _plan(theirs.definition), tuple(session.all_items(self.plan)), self._taken()
        )

    def take(self, of: Review, proposal: Proposal, changes: Mapping[str, str] | None = None) -> None:
        """Write a proposed line into the plan, and that the team has looked at what it came from.

        Args:
            of: The review it was proposed from.
            proposal: The line.
            changes: Column id to other words; empty ones leave a column out.

        Raises:
            ResponseError: when the changes do not fit the plan; nothing was written.
            UsageError: when the plan has the line already.
            ClosedSessionError, ReceivedSessionError: when the session takes nothing.
        """
        log = self.session.log
        with log.turn() if isinstance(log, InTurn) else nullcontext():
            self.session.refresh()  # or a line that another window wrote for the row meanwhile would be lost
            if set(map(str, proposal.sources)) <= set(self._taken()):
                raise UsageError(tr("the plan has this line already: {says}", says=proposal.says[:80]))
            line = {key: value for key, value in (proposal.line | dict(changes or {})).items() if value}
            line.pop(ID, None)
            lines = [*self._lines(proposal.item), line | {FROM: proposal.line[FROM]}]
            self.session.answer(self.plan, proposal.item, {"lines": lines}, after=self._looked(of))

    def looked(self, of: Review) -> bool:
        """Write that the team has looked at what was handed in; return whether that was new."""
        events = self._looked(of)
        if events:
            self.session.record(*events)
        return bool(events)

    def _looked(self, of: Review) -> list[AnyEvent]:
        sources = tuple(Source(session=each.session, team=each.team, lines=each.lines) for each in of.handed)
        last = self.last
        if (last is None and not sources) or (
            last is not None and (last.sources, last.missing) == (sources, of.missing)
        ):
            return []
        return [self.session.event(Reviewed, instrument=self.plan, sources=sources, missing=of.missing)]

    def _lines(self, item: str) -> list[dict[str, Any]]:
        """Return the lines that the plan has for a row."""
        event = self.session.answered(self.plan, item, TEAM)
        if event is None:
            return []
        this, kind = self.session.instrument(self.plan)
        given = kind.given(this.definition, self.session.item(self.plan, item), self.session.read_response(event))
        return list(given["lines"])

    def _taken(self) -> set[str]:
        """Return the rows of buildings that lines of the plan came from."""
        return {
            source
            for instrument, _, action in self.session.actions()
            if instrument == self.plan
            for source in action.sources
        }


def plans(toolkit: Toolkit, team: str) -> tuple[str, ...]:
    """Return the plans in which a team reviews those of others, in the toolkit's order."""
    return tuple(id_ for id_ in toolkit.instruments if is_review(toolkit, team, id_))


def is_review(toolkit: Toolkit, team: str, instrument: str) -> bool:
    """Whether an instrument is a plan in which a team reviews those of others."""
    definition = toolkit.instruments[instrument].definition
    return (
        isinstance(definition, PlanDefinition)
        and definition.reviews in toolkit.instruments
        and definition.team in (None, team)
    )


def reviews_here(session: SessionView, path: str) -> str:
    """Return the plan that a step asks for and that reviews those of others; empty: none."""
    found = plans(session.toolkit, session.team.kind)
    return next((id_ for id_ in session.step(path).step.instruments if id_ in found), "")


def _plan(definition: Any) -> PlanDefinition:
    if not isinstance(definition, PlanDefinition):
        raise UsageError(tr("only a plan can be reviewed"))
    return definition
