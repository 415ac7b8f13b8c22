"""What a toolkit is made of, as frozen values.

A :class:`Toolkit` holds everything a publisher wrote and, apart from it and marked so, what Hansei adds:
any text inside an ``ours`` block, and anything whose ``provenance`` is not ``source``. Field names are
the keys of ``toolkit.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import field, frozen

from hansei.content.minutes import Minutes

#: Whose words: the publisher's; ours; made by us from what the source says of it.
Provenance = Literal["source", "ours", "reconstructed"]
#: Which team a step or a template is for.
TeamKind = Literal["building", "district"]


@frozen
class Ours:
    """Hansei's own words about something of the publisher's, shown as such."""

    #: A title where the source has none.
    title: str = ""
    #: A few words for narrow screens and charts.
    short: str = ""
    #: A remark.
    note: str = ""


@frozen
class Source:
    """Where a toolkit comes from and on which terms."""

    by: str = ""
    contact: str = ""
    licence: str = ""
    address: str = ""
    acknowledgement: str = ""


@frozen
class Outcome:
    """Something the team should be able to do afterwards."""

    id: str
    text: str
    ours: Ours = Ours()


@frozen
class Grouping:
    """How an activity may be done in groups."""

    #: True when the team may break into smaller groups and compare.
    may_split: bool = False


@frozen
class Step:
    """One numbered step of an activity."""

    id: str
    #: What the facilitator says and the team does.
    text: str = ""
    #: The questions of the step, each a bullet under it in the source.
    questions: tuple[str, ...] = ()
    #: Its number in the source, as "1"; empty when the source gives none.
    number: str = ""
    #: The instruments that record it, in order.
    instruments: tuple[str, ...] = ()
    #: The team it is for; None: everyone.
    team: TeamKind | None = None
    ours: Ours = Ours()
    provenance: Provenance = "source"


@frozen
class Activity:
    """A timed activity and its steps."""

    id: str
    title: str
    steps: tuple[Step, ...] = ()
    #: Planned length; None: not timed.
    minutes: Minutes | None = None
    #: The source's own sentences on time and grouping.
    text: str = ""
    grouping: Grouping = Grouping()
    handouts: tuple[str, ...] = ()
    ours: Ours = Ours()
    provenance: Provenance = "source"


@frozen
class Section:
    """A part of the toolkit: a reading and its activities."""

    id: str
    title: str
    text: str = ""
    activities: tuple[Activity, ...] = ()
    ours: Ours = Ours()
    provenance: Provenance = "source"


@frozen
class Handout:
    """A page to hand out: a view over sections, outcomes and instruments, never a second text."""

    id: str
    title: str
    #: Ids of what it shows: instruments, sections, or ``outcomes``.
    shows: tuple[str, ...] = ()
    ours: Ours = Ours()


@frozen
class Reading:
    """An entry of a reading list."""

    title: str
    author: str = ""
    note: str = ""


@frozen
class Readiness:
    """What a facilitator should know before; ``instrument`` is the checklist that records it."""

    title: str = ""
    text: str = ""
    instrument: str = ""


@frozen
class Considerations:
    """Further hints for support."""

    title: str = ""
    text: str = ""


@frozen
class ReadingList:
    """Optional reading."""

    title: str = ""
    entries: tuple[Reading, ...] = ()


@frozen
class Facilitator:
    """What is meant for the facilitator."""

    readiness: Readiness = Readiness()
    considerations: Considerations = Considerations()
    reading: ReadingList = ReadingList()


@frozen
class Instrument:
    """Something the team answers; its kind knows what ``definition`` means."""

    id: str
    kind: str
    title: str = ""
    #: Who answers: the team together, or each person.
    per: Literal["team", "person"] = "team"
    #: The instrument whose rows that call for work this one is answered for, one set each.
    for_each: str = ""
    provenance: Provenance = "source"
    ours: Ours = Ours()
    #: The kind's own frozen class; a plain mapping while the kind is not known.
    definition: Any = None


@frozen
class RoleOfPeople:
    """A role that people can have in a session, as in "timekeeper"."""

    title: str
    #: Whether who has it usually rates.
    votes: bool = True


@frozen
class AgendaStep:
    """A step in the order a session runs it."""

    #: Unique in the toolkit: ``activity.step``.
    path: str
    activity: Activity
    step: Step
    section: Section

    @property
    def title(self) -> str:
        """A few words for an agenda."""
        return self.step.ours.title or self.step.ours.short or self.step.text[:60]

    @property
    def place(self) -> str:
        """Where in the toolkit this is, in a few words."""
        activity = self.activity.ours.short or self.activity.title
        return self.title if activity == self.title else f"{activity}: {self.title}"


@frozen
class Documents:
    """What the publisher wishes for reports and handouts; a district and a call may wish otherwise."""

    #: ``letter`` or ``a4``.
    paper: str = ""
    #: As ``#1a5c8a``.
    colour: str = ""
    #: Parts of a report to leave out.
    without: tuple[str, ...] = ()


@frozen
class Toolkit:
    """A whole toolkit, as published and as run."""

    toolkit: str
    version: str
    title: str
    sections: tuple[Section, ...] = ()
    instruments: dict[str, Instrument] = field(factory=dict)
    subtitle: str = ""
    audience: str = ""
    published: str = ""
    language: str = "en"
    source: Source = Source()
    introduction: str = ""
    outcomes: tuple[Outcome, ...] = ()
    handouts: tuple[Handout, ...] = ()
    facilitator: Facilitator = Facilitator()
    #: The activities that end every session (debrief, next review); ours unless said otherwise.
    closing: tuple[Activity, ...] = ()
    #: What people can do in a session beside the usual roles, or instead of one of the same name.
    roles: tuple[RoleOfPeople, ...] = ()
    glossary: dict[str, str] = field(factory=dict)
    #: Headings the source uses for its parts, where they differ from ours.
    headings: dict[str, str] = field(factory=dict)
    documents: Documents = Documents()
    ours: Ours = Ours()

    @property
    def id(self) -> str:
        """The toolkit's id."""
        return self.toolkit

    def agenda(self, team: str | None = None) -> tuple[AgendaStep, ...]:
        """Return the steps in running order: readiness, every activity, closing.

        Args:
            team: "building" or "district" leaves out what is for the other; None keeps all.
        """
        return tuple(entry for entry in self._steps() if team is None or entry.step.team in (None, team))

    def _steps(self) -> Iterator[AgendaStep]:
        readiness = self.facilitator.readiness
        if readiness.instrument:
            step = Step(
                id="readiness",
                text=readiness.text,
                instruments=(readiness.instrument,),
                ours=Ours(title="Facilitator readiness"),
            )
            before = Activity(id="before", title=readiness.title, steps=(step,), ours=Ours(short="Before"))
            yield AgendaStep("before.readiness", before, step, Section(id="before", title=readiness.title))
        for section in self.sections:
            for activity in section.activities:
                for step in activity.steps:
                    yield AgendaStep(f"{activity.id}.{step.id}", activity, step, section)
        for activity in self.closing:
            for step in activity.steps:
                yield AgendaStep(
                    f"{activity.id}.{step.id}",
                    activity,
                    step,
                    Section(id="closing", title=activity.title, provenance="ours"),
                )
