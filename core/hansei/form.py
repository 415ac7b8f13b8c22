"""Forms: neutral questions that any front can ask.

An instrument kind never draws on a screen. It says *what to ask next*, one :data:`Question` at a time,
until it has what it needs; a terminal, a plain stream or a phone page each know how to ask every type
below. So a new kind works on every front at once, and a new front works for every kind.

The answers a front collects are plain values, keyed by the question's ``id``:

=================  =============================================================================
question           value
=================  =============================================================================
:class:`Choose`    the option's id (``str``), or a list of ids when ``many`` is true
:class:`Text`      ``str``
:class:`Number`    ``float``
:class:`Table`     a list of rows, each a ``dict`` of column id to ``str``
:class:`Walk`      ``{"level": id, "refused": {level id: why}}``, or one of the ``aside`` ids as level
=================  =============================================================================
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from hansei.words.ours import N_

#: What a front has collected so far: question id to value.
Given = dict[str, Any]


@frozen
class Option:
    """One thing that can be chosen."""

    #: What is stored.
    id: str
    #: What is read out.
    title: str
    #: The whole text behind it, such as a rubric's descriptor.
    text: str = ""
    #: A second name of the same thing, as in "Beginning (Individualistic)".
    also: str = ""
    #: The key that chooses it at once; empty: the front numbers the options.
    key: str = ""

    def after(self, key: str) -> str:
        """Return the title as it stands behind its key, which is not said twice: "1 little" behind "1" is "little"."""
        return f"{self.title} ".removeprefix(f"{key} ").strip() if key else self.title


@frozen
class Choose:
    """Choose one of the options, or any number of them."""

    id: str
    ask: str
    options: tuple[Option, ...]
    #: True when any number may be chosen.
    many: bool = False
    #: True when the question may be left out.
    optional: bool = False
    #: A line of help.
    hint: str = ""


@frozen
class Text:
    """Write in your own words."""

    id: str
    ask: str
    optional: bool = True
    #: True for several lines.
    long: bool = True
    hint: str = ""


@frozen
class Number:
    """Give a number between two bounds, both allowed."""

    id: str
    ask: str
    low: float | None = None
    high: float | None = None
    #: What is counted, as in "people" or "%".
    unit: str = ""
    optional: bool = False
    hint: str = ""


@frozen
class Column:
    """One column of a :class:`Table`."""

    id: str
    title: str
    #: ``text``, ``date`` (ISO 8601, as in 2031-04-30), ``choice``, ``number`` or ``person`` (both written as text).
    type: str = "text"
    options: tuple[str, ...] = ()
    #: Whether a row needs something in it.
    needed: bool = False
    #: Whether a date in it should lie ahead; one that does not is taken, and people are told.
    ahead: bool = False


@frozen
class Table:
    """Fill rows of a small table, such as actions with an owner and a date."""

    id: str
    ask: str
    columns: tuple[Column, ...]
    optional: bool = True
    hint: str = ""


@frozen
class Walk:
    """Walk the continuum: start at one end, step on until a level describes us, then stop.

    Source of the rule: MICIP District-Led CI, 2021, Activity 2 step 1 ("Begin with the 'Accomplished'
    column … Keep moving left until you find a description that fits your district").
    """

    id: str
    ask: str
    #: In reading order, left to right.
    levels: tuple[Option, ...]
    #: Index of the level to begin with.
    start: int
    #: -1 to walk to the left, +1 to the right.
    direction: int = -1
    #: Answers that are no level: does not apply, cannot tell, abstain.
    aside: tuple[Option, ...] = field(default=())
    #: Asked of each level that is refused on the way; always optional.
    why: str = N_("Why not yet?")
    hint: str = ""


Question = Choose | Text | Number | Table | Walk
