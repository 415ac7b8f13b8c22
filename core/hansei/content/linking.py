"""What links to results of other sessions (``begins_with``) name, held against what is there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, Protocol

from hansei.content.telling import Telling
from hansei.content.toolkit import Beginning, Instrument
from hansei.content.tree import Place
from hansei.words.ours import N_, tr


class Offering(Protocol):
    """What is needed of a kind here; every ``hansei.kinds.Kind`` is one."""

    @property
    def offers(self) -> tuple[str, ...]:
        """What its results are called."""

    def items(self, definition: Any, /) -> Any:
        """Return what can be answered."""

    def places(self, definition: Any, /) -> Mapping[str, str]:
        """Return where a result can stand."""


class Offerings(Protocol):
    """What is needed of the kinds at hand; ``hansei.kinds.Kinds`` is one."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all kinds."""

    def get(self, name: str, /) -> Offering | None:
        """Return the kind of that name."""


def tell_links(tell: Telling, instrument: Instrument, kinds: Offerings, place: Place) -> None:
    """Tell what is wrong with the links of an instrument, whatever other toolkits there are.

    Args:
        tell: Is told.
        instrument: The instrument, with its definition.
        kinds: The kinds at hand.
        place: Where the instrument is.
    """
    if instrument.begins_with and (instrument.for_each or instrument.each):
        key = "for_each" if instrument.for_each else "each"
        tell.fault(
            tr("what is answered for each row begins with that row; take `begins_with` or `{key}` out", key=key),
            (*place, "begins_with"),
        )
        return
    for index, link in enumerate(instrument.begins_with):
        _tell_link(tell, link, instrument, kinds, (*place, "begins_with", index))


def _tell_link(tell: Telling, link: Beginning, instrument: Instrument, kinds: Offerings, at: Place) -> None:
    if link.kind and link.kind not in kinds.names():
        tell.known(N_("kind"), (link.kind,), kinds.names(), (*at, "kind"))
        return
    names = (link.kind,) if link.kind else kinds.names()
    offers = _offers(names, kinds)
    if link.kind and not offers:
        tell.fault(
            tr("a {kind} comes to no result that another session could begin with", kind=link.kind), (*at, "kind")
        )
        return
    tell.known(N_("result"), (link.result,), offers, (*at, "result"))
    if link.instrument and not link.toolkit:
        tell.fault(tr("an instrument is that of a toolkit; write `toolkit: its-id` beside it"), (*at, "instrument"))
    if link.at and link.at_most:
        tell.fault(tr("say where it stands by `at` or by `at_most`; keep one"), (*at, "at_most"))
    own = kinds.get(instrument.kind)
    if link.fills and own is not None:
        tell.known(
            N_("question"), (link.fills,), [item.id for item in own.items(instrument.definition)], (*at, "fills")
        )


def tell_unmet(
    tell: Telling, link: Beginning, instruments: Mapping[str, Instrument], kinds: Offerings, at: Place
) -> None:
    """Tell what a link names that the toolkit it names does not have.

    Args:
        tell: Is told.
        link: The link.
        instruments: The instruments of the toolkit that it names.
        kinds: The kinds at hand.
        at: Where the link is.
    """
    if link.instrument and link.instrument not in instruments:
        tell.known(N_("instrument"), (link.instrument,), instruments, (*at, "instrument"))
        return
    named = [instruments[link.instrument]] if link.instrument else list(instruments.values())
    of_kind = [each for each in named if link.kind in ("", each.kind)]
    if not of_kind:
        what = (
            tr('"{instrument}" is a {kind}', instrument=link.instrument, kind=named[0].kind)
            if link.instrument
            else tr("it has no {kind}", kind=link.kind)
        )
        tell.fault(tr("{what}; name another kind, or none", what=what), (*at, "kind"))
        return
    offers = _offers([each.kind for each in of_kind], kinds)
    if link.result not in offers:
        tell.known(N_("result"), (link.result,), offers, (*at, "result"))
        return
    places: dict[str, str] = {}
    for each in of_kind:
        kind = kinds.get(each.kind)
        if kind is not None and link.result in kind.offers:
            with suppress(Exception):  # a stranger's kind may raise anything
                places |= kind.places(each.definition)
    tell.known(N_("place"), link.at, places, (*at, "at"))
    tell.known(N_("place"), (link.at_most,) if link.at_most else (), places, (*at, "at_most"))


def tell_followed(tell: Telling, id_: str, instruments: Mapping[str, Instrument], kinds: Offerings) -> None:
    """Tell when an instrument follows one that follows another itself and comes to nothing for its rows.

    Args:
        tell: Is told.
        id_: The instrument's id.
        instruments: All instruments of the toolkit.
        kinds: The kinds at hand.
    """
    source = instruments.get(instruments[id_].for_each)
    kind = kinds.get(source.kind) if source is not None and source.for_each else None
    if source is not None and kind is not None and not kind.offers and not rests_on_itself(id_, instruments):
        tell.fault(
            tr(
                '"{source}" comes to nothing for the rows of "{for_each}"; name that one, or another',
                source=source.id,
                for_each=source.for_each,
            ),
            ("instruments", id_, "for_each"),
        )


def tell_where(tell: Telling, id_: str, instruments: Mapping[str, Instrument], kinds: Offerings) -> None:
    """Tell what is wrong with the rows that an instrument is limited to.

    Args:
        tell: Is told.
        id_: The instrument's id.
        instruments: All instruments of the toolkit.
        kinds: The kinds at hand.
    """
    this = instruments[id_]
    for named, places in this.where.items():
        at: Place = ("instruments", id_, "where", named)
        if not this.for_each:
            tell.fault(tr("only the rows of another instrument can be limited; name it under `for_each`"), at)
            continue
        other = instruments.get(named)
        kind = kinds.get(other.kind) if other is not None else None
        if other is None or kind is None:
            others = [each for each in instruments if each != id_]
            near = difflib.get_close_matches(named, others, n=1)
            hint = (
                tr('did you mean "{near}"?', near=near[0])
                if near
                else tr("there are: {known}", known=", ".join(sorted(others)) or tr("none"))
            )
            tell.fault(tr('no instrument "{named}"; {hint}', named=named, hint=hint), at)
            continue
        if named == id_ or this.for_each not in (named, other.for_each):
            tell.fault(
                tr(
                    '"{named}" says nothing of the rows of "{for_each}"; name what is answered for them',
                    named=named,
                    for_each=this.for_each,
                ),
                at,
            )
        elif _leads_back(id_, named, instruments):
            tell.fault(
                tr(
                    'what "{named}" is answered for rests on "{id}" itself; one of them must name no other',
                    named=named,
                    id=id_,
                ),
                at,
            )
        elif not kind.offers:
            tell.fault(tr("a {kind} comes to no place that rows could stand at", kind=other.kind), at)
        else:
            tell.known(N_("place"), places, kind.places(other.definition), at)


def rests_on_itself(id_: str, instruments: Mapping[str, Instrument]) -> bool:
    """Whether the rows of an instrument rest, over whatever others, on that instrument."""
    this = instruments[id_]
    return any(_leads_back(id_, named, instruments) for named in (*this.where, this.for_each) if named)


def _leads_back(id_: str, named: str, instruments: Mapping[str, Instrument]) -> bool:
    """Whether the rows of an instrument that is named rest on the one that names it."""
    seen, ahead = set[str](), [named]
    while ahead:
        here = ahead.pop()
        if here == id_:
            return True
        if here not in seen and here in instruments:
            seen.add(here)
            ahead += [*instruments[here].where, instruments[here].for_each]
    return False


def _offers(names: Collection[str], kinds: Offerings) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        with suppress(Exception):  # a stranger's kind that cannot be imported is told where it is named
            kind = kinds.get(name)
            found |= dict.fromkeys(kind.offers if kind is not None else ())
    return tuple(found)
