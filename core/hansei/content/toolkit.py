"""What a toolkit is made of, as frozen values.

A :class:`Toolkit` holds everything a publisher wrote and, apart from it and marked so, what Hansei adds:
any text inside an ``ours`` block, and anything whose ``provenance`` is not ``source``. Field names are
the keys of ``toolkit.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from attrs import field, frozen

from hansei.content.adapted import Adapted
from hansei.content.minutes import Minutes
from hansei.words.ours import N_, tr

#: The step before all others, in which who facilitates makes sure that everything is ready.
READINESS = N_("Facilitator readiness")
BEFORE = N_("Before")

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

    #: Who wrote it.
    by: str = ""
    #: Where to ask.
    contact: str = ""
    #: As in "CC BY 4.0"; "not stated" when the source states none.
    licence: str = ""
    #: Where it is published.
    address: str = ""
    #: What the source wants said of others.
    acknowledgement: str = ""


@frozen
class Outcome:
    """Something the team should be able to do afterwards."""

    #: Unique among the outcomes.
    id: str
    #: A sentence.
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

    #: Unique in the activity.
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
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()
    #: Whose words: ``source`` the publisher's, ``ours``, or ``reconstructed`` from what the source says of it.
    provenance: Provenance = "source"


@frozen
class Activity:
    """A timed activity and its steps."""

    #: Unique in the toolkit.
    id: str
    #: As the publisher calls it.
    title: str
    #: What is done, in order.
    steps: tuple[Step, ...] = ()
    #: Planned length; None: not timed.
    minutes: Minutes | None = None
    #: The source's own sentences on time and grouping.
    text: str = ""
    #: Whether small groups are possible.
    grouping: Grouping = Grouping()
    #: Ids of the handouts that it needs.
    handouts: tuple[str, ...] = ()
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()
    #: Whose words: ``source`` the publisher's, ``ours``, or ``reconstructed`` from what the source says of it.
    provenance: Provenance = "source"


@frozen
class Section:
    """A part of the toolkit: a reading and its activities."""

    #: Unique among the sections.
    id: str
    #: The heading.
    title: str
    #: What is read before the activities.
    text: str = ""
    #: In order.
    activities: tuple[Activity, ...] = ()
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()
    #: Whose words: ``source`` the publisher's, ``ours``, or ``reconstructed`` from what the source says of it.
    provenance: Provenance = "source"


@frozen
class Handout:
    """A page to hand out: a view over sections, outcomes and instruments, never a second text."""

    #: Unique among the handouts.
    id: str
    #: The heading.
    title: str
    #: Ids of what it shows: instruments, sections, or ``outcomes``.
    shows: tuple[str, ...] = ()
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()


@frozen
class Reading:
    """An entry of a reading list."""

    #: The work.
    title: str
    #: Who wrote it.
    author: str = ""
    #: What it is good for.
    note: str = ""


@frozen
class Readiness:
    """What a facilitator should know before; ``instrument`` is the checklist that records it."""

    #: The heading.
    title: str = ""
    #: What to think about.
    text: str = ""
    #: Id of the checklist that records it.
    instrument: str = ""


@frozen
class Considerations:
    """Further hints for support."""

    #: The heading.
    title: str = ""
    #: The hints.
    text: str = ""


@frozen
class ReadingList:
    """Optional reading."""

    #: The heading.
    title: str = ""
    #: In order.
    entries: tuple[Reading, ...] = ()


@frozen
class Facilitator:
    """What is meant for the facilitator."""

    #: What to be ready for.
    readiness: Readiness = Readiness()
    #: Further hints.
    considerations: Considerations = Considerations()
    #: What to read.
    reading: ReadingList = ReadingList()


@frozen
class ListedRow:
    """A row that an author lists, for which a whole instrument is answered."""

    id: str
    title: str


@frozen
class Beginning:
    """A result of an earlier session that an instrument may begin with."""

    #: What it is: ``row``, ``root-cause``, ``challenge``, ``decision``, or what a plugin's kind calls it.
    result: str
    #: Only of instruments of this kind; empty: of any that has such a result.
    kind: str = ""
    #: Only of this toolkit, by its id; empty: of any.
    toolkit: str = ""
    #: Only of this instrument of that toolkit.
    instrument: str = ""
    #: Only what stands at one of these: ids of levels, scores, options. Otherwise, of rows, those that call for work.
    at: tuple[str, ...] = ()
    #: Only what stands at this level, or further from what is aimed at.
    at_most: str = ""
    #: The question that its words are proposed for; empty: the first one.
    fills: str = ""


@frozen
class Instrument:
    """Something the team answers; its kind knows what ``definition`` means."""

    id: str
    #: What it is; the other keys depend on it.
    kind: str
    #: The heading; empty when the source gives none.
    title: str = ""
    #: Who answers: the team together, or each person.
    per: Literal["team", "person"] = "team"
    #: The instrument whose rows that call for work this one is answered for, one set each.
    for_each: str = ""
    #: Of these rows only those for which another instrument, by its id, came to one of these places, as an option.
    where: dict[str, tuple[str, ...]] = field(factory=dict)
    #: The rows it is answered for when it is the author who lists them, as in one set for each programme.
    each: tuple[ListedRow, ...] = ()
    #: The results of a team's earlier sessions that it may begin with, as they are offered to the team.
    begins_with: tuple[Beginning, ...] = ()
    #: Whose words: ``source`` the publisher's, ``ours``, or ``reconstructed`` from what the source says of it.
    provenance: Provenance = "source"
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()
    #: The kind's own frozen class; a plain mapping while the kind is not known.
    definition: Any = None


@frozen
class RoleOfPeople:
    """A role that people can have in a session, as in "timekeeper"."""

    #: What the role is called.
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
        title = self.step.ours.title or self.step.ours.short or self.step.text[:60]
        return tr(title) if title == READINESS else title

    @property
    def called(self) -> str:
        """What its activity is called in a few words."""
        short = self.activity.ours.short
        return (tr(short) if short == BEFORE else short) or self.activity.title

    @property
    def place(self) -> str:
        """Where in the toolkit this is, in a few words."""
        activity = self.called
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

    #: The id: letters, digits, - and _.
    toolkit: str
    #: As in "1.0"; a session keeps the version it began with.
    version: str
    #: As on the cover.
    title: str
    #: The parts, in order.
    sections: tuple[Section, ...] = ()
    #: What the team answers, by id.
    instruments: dict[str, Instrument] = field(factory=dict)
    #: The second line of the cover.
    subtitle: str = ""
    #: Whom it is for.
    audience: str = ""
    #: When, as the source says it.
    published: str = ""
    #: As in en or es.
    language: str = "en"
    #: Where it comes from and on which terms.
    source: Source = Source()
    #: What is read first.
    introduction: str = ""
    #: What the team should be able to do afterwards.
    outcomes: tuple[Outcome, ...] = ()
    #: Pages to hand out.
    handouts: tuple[Handout, ...] = ()
    #: For the facilitator alone.
    facilitator: Facilitator = Facilitator()
    #: The activities that end every session (debrief, next review); ours unless said otherwise.
    closing: tuple[Activity, ...] = ()
    #: What people can do in a session beside the usual roles, or instead of one of the same name.
    roles: tuple[RoleOfPeople, ...] = ()
    #: Words and what they mean.
    glossary: dict[str, str] = field(factory=dict)
    #: Headings the source uses for its parts, where they differ from ours.
    headings: dict[str, str] = field(factory=dict)
    #: How reports look.
    documents: Documents = Documents()
    #: What an earlier version called something otherwise: ``instrument`` or ``instrument/row`` as it is called now, to
    #: what it was called first. Ratings in the same words stay comparable.
    formerly: dict[str, str] = field(factory=dict)
    #: Your own words about the publisher's, shown as such.
    ours: Ours = Ours()
    #: What was changed in a published toolkit; None: this is one as it was published. No author writes it.
    adapted: Adapted | None = field(default=None, metadata={"written": False})

    @property
    def id(self) -> str:
        """The toolkit's id."""
        return self.toolkit

    def first_called(self, instrument: str, item: str) -> tuple[str, str]:
        """Return the ids under which a row was known first, as :attr:`formerly` says."""
        row = self.formerly.get(f"{instrument}/{item}")
        if row is not None:
            before, _, item = row.partition("/")
            return before, item
        return self.formerly.get(instrument, instrument), item

    @property
    def family(self) -> str:
        """The id under which answers are compared: that of the toolkit it was adapted from, or its own."""
        return self.adapted.base.toolkit if self.adapted is not None else self.toolkit

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
                ours=Ours(title=READINESS),
            )
            before = Activity(id="before", title=readiness.title, steps=(step,), ours=Ours(short=BEFORE))
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
