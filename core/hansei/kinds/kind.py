"""The contract of an instrument kind.

A kind is one class in one file. It never draws on a screen and never writes a file: it says what can be
answered (:meth:`Kind.items`), what to ask (:meth:`Kind.form`), what a set of answers amounts to
(:meth:`Kind.summary`) and how that reads on paper (:meth:`Kind.document`). Fronts and exporters do the
rest, for built-in kinds and strangers' alike.

Definitions are frozen attrs classes whose fields are plain values (``str``, ``int``, ``float``, ``bool``, ``None``,
``tuple``, ``dict`` and further such classes): cattrs reads them from an author's file. Responses are frozen attrs
classes or ``msgspec`` structs, as msgspec writes them to the record and reads them back. Where every session waits for
a kind to be imported they are structs: a class of attrs takes as long to be made as twenty of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import msgspec
from attrs import frozen

from hansei.document import Block
from hansei.form import Choose, Given, Option, Question
from hansei.words.lines import one_line

if TYPE_CHECKING:
    from hansei.kinds.results import Result

#: The frozen class an author's definition is read into.
D = TypeVar("D")
#: The frozen class of one rater's answer to one item.
R = TypeVar("R")
#: What many answers amount to.
S = TypeVar("S")


@frozen
class Item:
    """One thing that can be answered: a rubric's criterion, a matrix cell, a prompt, a plan's row."""

    #: Unique within the instrument; parts are joined by a dot, as in ``team.building``.
    id: str
    #: The publisher's words.
    title: str
    #: A few words for narrow screens.
    short: str = ""
    #: True when ``short`` is Hansei's and not the publisher's.
    ours: bool = False
    #: The row and the column it stands in, when the instrument is a grid.
    row: str = ""
    column: str = ""
    #: What the item rests on, such as the rating that makes it necessary.
    because: str = ""
    #: Id of the row it is answered for, when a whole instrument is answered for each row.
    for_row: str = ""
    #: What can be chosen, where it is the rows of another instrument that say so.
    among: tuple[Option, ...] = ()
    #: What could be chosen once and is not called for any more, such as a row that was taken out of a register.
    once: tuple[Option, ...] = ()

    @property
    def label(self) -> str:
        """The few words when there are some, otherwise the title."""
        return self.short or self.title


class Answer(msgspec.Struct, Generic[R], frozen=True, gc=False):
    """One rater's current answer to one item."""

    #: The rater as people read it: "the team", "Table 1", a name, "Person 3".
    rater: str
    response: R
    #: 1-based.
    round: int = 1
    #: How many raters gave it, as of raised hands.
    count: int = 1
    #: What it was settled out of, where that left open a question that is settled beside the level.
    out_of: tuple[Answer[R], ...] = ()

    @property
    def who(self) -> str:
        """The rater, with how many it is: "Hands (4)"."""
        return self.rater if self.count == 1 else f"{self.rater} ({self.count})"


#: Item id to the answers of all raters, in the order in which they were given.
Answers = Mapping[str, Sequence[Answer[Any]]]


@frozen
class Action:
    """Something that somebody will do, written as part of an answer."""

    text: str
    owner: str = ""
    #: ISO 8601 date, or empty.
    due: str = ""
    #: ``begin`` the shift, ``maintain`` it, or empty.
    phase: str = ""
    measure: str = ""
    #: Unique within its answer, and kept when its words change; empty in records of the first format.
    id: str = ""
    #: The rows of other sessions it came from, as :class:`hansei.kinds.SourceRow` writes them.
    sources: tuple[str, ...] = ()


@frozen
class Scale:
    """The ordered places that answers to an item can take, so that raters can be compared."""

    #: In reading order, one end of the scale to the other.
    levels: tuple[Option, ...]
    #: Answers that are no level, such as "does not apply"; they never count as one.
    asides: tuple[Option, ...] = ()

    def title(self, id_: str) -> str:
        """Return a level or an aside as people read it."""
        return next((each.title for each in (*self.levels, *self.asides) if each.id == id_), id_)


@frozen
class Fact:
    """A row that can be compared across teams and years."""

    item: str
    #: 0-based position on the item's scale; None: answered, but not with a position (N/A, cannot tell).
    value: float | None
    label: str


@frozen
class Fault:
    """Something in a definition that its types cannot say, found by :meth:`Kind.faults`."""

    #: Where, as keys and 0-based indices below the instrument: ``("criteria", 2, "levels")``.
    path: tuple[str | int, ...]
    #: What is wrong and the likely fix.
    message: str


@frozen
class Reference:
    """Another instrument that a definition names, found by :meth:`Kind.references`."""

    #: Where, as keys and 0-based indices below the instrument.
    path: tuple[str | int, ...]
    #: The id it gives.
    instrument: str
    #: The kind the other one has to be of; empty: any.
    kind: str = ""


class Kind(ABC, Generic[D, R, S]):
    """An instrument kind. Subclass it, set the three class attributes, fill the abstract methods."""

    #: The word authors write after ``kind:``.
    name: ClassVar[str]
    #: Frozen attrs class of what the author writes.
    definition: type[D]
    #: Frozen attrs class of what a rater gives.
    response: type[R]
    #: True when :meth:`items` makes its items out of the rows of ``for_each`` and ``each``; otherwise the whole
    #: instrument is answered once for each row, see :class:`hansei.kinds.repeated.Repeated`.
    follows: ClassVar[bool] = False
    #: True when people add its rows while they answer, so that :meth:`rows` rests on the answers.
    grows: ClassVar[bool] = False
    #: True when nobody's name may stand beside an answer.
    anonymous: ClassVar[bool] = False
    #: What its results are called in the ``begins_with`` of another instrument; empty: it has none.
    offers: ClassVar[tuple[str, ...]] = ("row",)
    #: Keys of which an author writes at least one so that :meth:`needs` names any row; empty: none is needed for it.
    work_keys: ClassVar[tuple[str, ...]] = ()

    def faults(self, definition: D) -> Sequence[Fault]:
        """Return what is wrong with a definition beyond the types of its fields."""
        return ()

    def references(self, definition: D) -> Sequence[Reference]:
        """Return the other instruments of the toolkit that a definition names, to be checked with the whole."""
        return ()

    @abstractmethod
    def items(self, definition: D, rows: Sequence[Item] | None = None) -> tuple[Item, ...]:
        """Return what can be answered, in order.

        Args:
            definition: What the author wrote.
            rows: The rows of the instrument named by ``for_each``, or those listed under ``each``; None when there
                is neither. Only for a kind that :attr:`follows`.
        """

    def rows(self, definition: D, answers: Answers) -> tuple[Item, ...]:
        """Return every row that another instrument can be answered for, whether it calls for work or not.

        Args:
            definition: What the author wrote.
            answers: What was given; of a kind that does not grow, nothing.
        """
        return self.items(definition)

    @abstractmethod
    def form(self, definition: D, item: Item, given: Given) -> Question | None:
        """Return what to ask next, given what was answered so far; None when nothing is left to ask."""

    @abstractmethod
    def respond(self, definition: D, item: Item, given: Given) -> R:
        """Make the response out of what the form collected.

        Raises:
            ResponseError: when a needed answer is missing or of the wrong type.
        """

    @abstractmethod
    def given(self, definition: D, item: Item, response: R) -> Given:
        """Return what the form would have collected for this response, so that it can be changed."""

    @abstractmethod
    def check(self, definition: D, item: Item, response: R) -> None:
        """Refuse a response that does not fit.

        Raises:
            ResponseError: naming the field and the likely mistake.
        """

    @abstractmethod
    def say(self, definition: D, item: Item, response: R) -> str:
        """Return the response in one line of words, as for a list or a line of the plain mode."""

    def whole(self, definition: D, item: Item, response: R) -> tuple[str, ...]:
        """Return all of a response for people: what is said of it, then line by line what that leaves out."""
        return (self.say(definition, item, response),)

    def recalls(self, definition: D, item: Item, answers: Answers) -> tuple[str, ...]:
        """Return what has to be seen while an item is answered, such as what was predicted; each is one line.

        Args:
            definition: What the author wrote.
            item: What is answered.
            answers: What stands of the whole instrument; nothing that is hidden.
        """
        return ()

    def decided(self, definition: D, item: Item, response: R) -> str:
        """Return what a response decides in a few words, such as "Keep"; empty: it decides nothing.

        A report's summary says it of the team's answers, the rows with the same words together.
        """
        return ""

    @abstractmethod
    def summary(self, definition: D, items: Sequence[Item], answers: Answers) -> S:
        """Return what the answers amount to. A pure function of its arguments."""

    @abstractmethod
    def document(self, definition: D, items: Sequence[Item], summary: S | None) -> tuple[Block, ...]:
        """Return the instrument on paper: blank when ``summary`` is None, completed otherwise."""

    def facts(self, definition: D, summary: S) -> tuple[Fact, ...]:
        """Return the rows that can be compared across teams and years."""
        return ()

    def scale(self, definition: D, item: Item) -> Scale | None:
        """Return the scale that an item is rated on; None when answers have no order to compare."""
        return None

    def wording(self, definition: D, item: Item) -> tuple[str, ...]:
        """Return the words that a rating of an item rests on: its title, the levels, what stands under each.

        Ratings of two versions of a toolkit are compared only where all of these are the same. Hansei's own words
        (a short title) are none of them. Items without a scale have none.
        """
        scale = self.scale(definition, item)
        if scale is None:
            return ()
        return (one_line(item.title), *(one_line(f"{each.title} {each.also} {each.text}") for each in scale.levels))

    def place(self, definition: D, item: Item, response: R) -> str:
        """Return the id of the level or the aside that a response takes on the item's scale."""
        raise NotImplementedError(f"the kind {self.name!r} has a scale and does not say where on it an answer stands")

    def at(self, definition: D, item: Item, place: str) -> Given:
        """Return what the form would have collected for a bare place on the scale, without words."""
        raise NotImplementedError(f"the kind {self.name!r} has a scale and does not say what to give for a place")

    def agreed(self, definition: D, item: Item, place: str, answers: Sequence[Answer[R]]) -> Given:
        """Return what the form would have collected when the team agrees on a bare place.

        Args:
            definition: What the author wrote.
            item: The item.
            place: A level, or an answer that is none, of its scale.
            answers: What the team had before it, from which a kind may keep what everybody said alike.
        """
        return self.at(definition, item, place)

    def beside(self, definition: D, item: Item) -> tuple[Choose, ...]:
        """Return what is to be settled beside a place, such as who holds a function; each asks to choose one.

        The answers, by the ids of these questions, are part of what :meth:`given` returns for a response, and are
        laid over what :meth:`agreed` returns.
        """
        return ()

    def needs(self, definition: D, answers: Answers) -> tuple[Item, ...]:
        """Return the rows that call for work, such as those that are not yet at the right; each one of :meth:`rows`."""
        return ()

    def results(self, definition: D, items: Sequence[Item], answers: Answers) -> tuple[Result, ...]:
        """Return what another session may begin with; each is one of :attr:`offers`.

        The rows that call for work, and those that all raters put at one place, unless the kind says otherwise.

        Args:
            definition: What the author wrote.
            items: What can be answered.
            answers: What stands; nothing that is hidden.
        """
        from hansei.kinds.results import rows_as_results

        return rows_as_results(self, definition, items, answers) if "row" in self.offers else ()

    def places(self, definition: D) -> dict[str, str]:
        """Return where a result can stand, which a link names by ``at``: the id of each place, and its title."""
        scales = [self.scale(definition, item) for item in self.items(definition)]
        return {each.id: each.title for scale in scales if scale for each in (*scale.levels, *scale.asides)}

    def actions(self, definition: D, item: Item, response: R) -> tuple[Action, ...]:
        """Return the actions that are part of a response."""
        return ()

    @property
    def gives_actions(self) -> bool:
        """Whether a response can hold actions at all, so that others need not be read for them."""
        return type(self).actions is not Kind.actions


#: A kind whose three types are not known here, as in a registry.
AnyKind = Kind[Any, Any, Any]


def repeated(names: Sequence[str]) -> list[str]:
    """Return the names that stand more than once, each once."""
    return list(dict.fromkeys(name for index, name in enumerate(names) if name in names[:index]))
