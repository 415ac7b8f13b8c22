"""Whether a toolkit from elsewhere holds together: what its own author was told by `hansei toolkit check`.

Every screen and report relies on it: that what a step asks is there, that what follows from another instrument has
one to follow, that each kind can say what there is to answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from hansei.content.linking import rests_on_itself
from hansei.content.toolkit import Instrument, Toolkit
from hansei.errors import BundleError, HanseiError
from hansei.kinds import Kinds
from hansei.record.people import Team
from hansei.record.state import State
from hansei.record.view import SessionView
from hansei.words.ours import tr


def sound(toolkit: Toolkit, kinds: Kinds) -> SessionView:
    """Return an empty session of a toolkit, after making sure that it holds together.

    Raises:
        BundleError: when it does not.
    """
    view = SessionView("", State(), toolkit, kinds, Team("nobody"), {})
    try:
        fault = next(_faults(toolkit, view), "")
    except HanseiError as error:
        fault = str(error)
    except Exception as error:  # noqa: BLE001 - a kind that meets what nobody checked may raise anything
        fault = type(error).__name__
    if fault:
        raise BundleError(tr("the toolkit in it does not hold together: {fault}", fault=fault))
    return view


def _faults(toolkit: Toolkit, view: SessionView) -> Iterator[str]:
    steps = toolkit.agenda()
    if not steps:
        yield tr("it has no step")
    if len({entry.path for entry in steps}) != len(steps):
        yield tr("two steps have one id")
    known = toolkit.instruments
    named = [(entry.path, id_) for entry in steps for id_ in entry.step.instruments]
    shown = {*known, "outcomes", *(section.id for section in toolkit.sections)}
    named += [(each.id, id_) for each in toolkit.handouts for id_ in each.shows if id_ not in shown]
    for place, id_ in named:
        if id_ not in known:
            yield tr("{place} names {id}, which is not there", place=place, id=repr(id_))
    for id_, this in known.items():
        if this.for_each and (this.for_each not in known or rests_on_itself(id_, known)):
            yield tr(
                "{id} follows {for_each}, which is not there or follows it in turn",
                id=id_,
                for_each=repr(this.for_each),
            )
        elif this.for_each and (this.each or known[this.for_each].each):
            yield tr("{id} is for the rows of a list and of an instrument at once", id=id_)
        if any(each not in known for each in this.where) or rests_on_itself(id_, known):
            yield tr("{id} is limited by what is not there, or by itself", id=id_)
    for id_, this in known.items():
        yield from _of_its_kind(view, id_, this)


def _of_its_kind(view: SessionView, id_: str, this: Instrument) -> Iterator[str]:
    kind = view.kinds.get(this.kind)
    if kind is None or not isinstance(this.definition, kind.definition):
        return  # it is shown as text
    if kind.anonymous and this.per == "person":
        yield tr("{id} is answered by name and has no names on the record", id=id_)
    for fault in kind.faults(this.definition):
        yield f"{id_}: {fault.message}"
    for reference in kind.references(this.definition):
        other = view.toolkit.instruments.get(reference.instrument)
        if other is None or other is this or reference.kind not in ("", other.kind):
            yield tr(
                "{id} names {instrument}, which is not there or of another kind",
                id=id_,
                instrument=repr(reference.instrument),
            )
    source = view.toolkit.instruments[this.for_each] if this.for_each else None
    if source is not None and view.kinds.get(source.kind) is None:
        return
    _, kind = view.instrument(id_)
    items = tuple(view.all_items(id_).values())
    if len({item.id for item in items}) != len(items):
        yield tr("{id}: two items have one id", id=id_)
    kind.document(this.definition, items, None)
