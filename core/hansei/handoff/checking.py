"""Whether a record from elsewhere holds together, so that every screen and report can rely on it.

A session that was run here was checked answer by answer as it was written. One that came in a file is checked the
same way before it is let in: by its toolkit and the kinds at hand. What a kind that is not at hand has written is
kept and shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from hansei.content.toolkit import Toolkit
from hansei.errors import BundleError, HanseiError, NewerStoreError, StoreError
from hansei.kinds import Kinds
from hansei.record import events as ev
from hansei.record.events import AnyEvent
from hansei.record.lines import decode_all
from hansei.record.people import Team
from hansei.record.state import State
from hansei.record.view import SessionView
from hansei.words.ours import tr

#: The most events a record has that comes in a file; the longest sessions have some thousands.
MOST_EVENTS = 200_000
#: How deep lists and mappings of an answer may stand in each other.
DEEPEST = 40
#: The end of the year 9998, UTC in milliseconds: later times cannot be shown in every time zone.
LATEST = 253_370_764_800_000
_RATER = re.compile(r"team|(person|group):.+", re.DOTALL)
_OPENS = re.compile(rb"[\[{]")


def checked_lines(data: bytes, count: int) -> tuple[list[AnyEvent], tuple[bytes, ...]]:
    """Return the events of a record and their lines, after making sure that they are as many as was said.

    Raises:
        BundleError: when one cannot be read, or there are too many or not as many as was said.
    """
    most = data.count(b"\n")
    if count > MOST_EVENTS or most > MOST_EVENTS:
        raise BundleError(
            tr(
                "it holds {max} events; at most {most_events} are read",
                max=format(max(count, most), ","),
                most_events=format(MOST_EVENTS, ","),
            )
        )
    lines = tuple(data.removesuffix(b"\n").split(b"\n"))
    if len(lines) != count:
        raise BundleError(
            tr("the manifest says {count} events, there are {n}", count=format(count, ","), n=format(len(lines), ","))
        )
    for number, line in enumerate(lines, 1):
        if len(_OPENS.findall(line, 0, 100_000)) > DEEPEST and _depth(line) > DEEPEST:
            raise BundleError(tr("event {number} is nested too deep", number=number))
    try:
        events = decode_all(lines)
    except NewerStoreError as error:
        raise BundleError(str(error)) from None
    except (StoreError, RecursionError, msgspec.MsgspecError):
        raise BundleError(tr("an event in it cannot be read; ask for it again")) from None
    if len({event.id for event in events}) != len(events):
        raise BundleError(tr("an event is in it twice"))
    if not all(0 <= moment < LATEST for event in events for moment in (event.at, getattr(event, "until", 0))):
        raise BundleError(tr("an event in it happened at no time that there is"))
    if not isinstance(events[0], ev.Started) or any(isinstance(event, ev.Started) for event in events[1:]):
        raise BundleError(tr("its record does not begin as a session does"))
    return events, lines


def _depth(line: bytes) -> int:
    """Return how deep brackets stand in each other; those in texts count too, which errs on the safe side."""
    deepest = depth = 0
    for each in line:
        if each in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif each in b"]}":
            depth -= 1
    return deepest


def checked_view(
    session: str, events: Sequence[AnyEvent], toolkit: Toolkit, kinds: Kinds, names: dict[str, str], like: SessionView
) -> SessionView:
    """Return a session from elsewhere as it stands, after making sure that it goes with its toolkit.

    Args:
        session: The session's id.
        events: Its events.
        toolkit: Its toolkit.
        kinds: The instrument kinds at hand.
        names: Person id to name.
        like: Any session of the same toolkit, so that what is known of it is not worked out again.

    Raises:
        BundleError: naming the event that does not.
    """
    started = events[0]
    assert isinstance(started, ev.Started)  # noqa: S101 - for mypy; checked_lines has made sure
    state = State()
    state.apply(events)
    if state.started is None:
        raise BundleError(tr("its record takes its own beginning back"))
    try:
        view = SessionView(session, state, toolkit, kinds, Team(started.team, started.team_kind, started.of), names)
    except HanseiError as error:
        raise BundleError(str(error)) from None
    view.share(like.asks)
    if not view.agenda:
        raise BundleError(tr("its toolkit has no step for this team"))
    for number, event in enumerate(events, 1):
        try:
            _fits(view, event)
        except HanseiError as error:
            raise BundleError(
                tr("event {number} does not go with its toolkit: {error}", number=number, error=error)
            ) from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, NotImplementedError):
            raise BundleError(tr("event {number} does not go with its toolkit", number=number)) from None
    return view


def _fits(view: SessionView, event: AnyEvent) -> None:
    if isinstance(event, (ev.Moved, ev.GroupMoved)) and event.step:
        view.step(event.step)
    elif isinstance(event, (ev.Answered, ev.Cleared, ev.HandedIn)) and not _RATER.fullmatch(event.rater):
        raise BundleError(tr("{rater} is no rater", rater=repr(event.rater)))
    if isinstance(event, (ev.Answered, ev.Cleared, ev.RoundOpened, ev.HandedIn, ev.Counted, ev.Agreed, ev.NotAgreed)):
        if event.round < 1:
            raise BundleError(tr("there is no round {round}", round=event.round))
        _known(view, event.instrument)
    if isinstance(event, (ev.Answered, ev.Agreed)):
        _answer_fits(view, event)
    elif isinstance(event, (ev.Cleared, ev.NotAgreed)):
        _item_fits(view, event.instrument, event.item)
    elif isinstance(event, ev.RoundOpened):
        for item in event.items:
            _item_fits(view, event.instrument, item)
    elif isinstance(event, ev.Counted):
        view.hands(event)
        if any(hands < 0 for hands in event.counts.values()):
            raise BundleError(tr("fewer than no hands were counted"))


def _known(view: SessionView, instrument: str) -> None:
    if instrument not in view.toolkit.instruments:
        raise BundleError(tr("it has no instrument {instrument}", instrument=repr(instrument[:80])))


def _text_only(view: SessionView, instrument: str) -> bool:
    """Whether an instrument can only be shown as text, as its kind is not at hand."""
    this = view.toolkit.instruments[instrument]
    kind = view.kinds.get(this.kind)
    return kind is None or not isinstance(this.definition, kind.definition)


def _item_fits(view: SessionView, instrument: str, item: str) -> None:
    if not _text_only(view, instrument):
        view.item(instrument, item)


def _answer_fits(view: SessionView, event: ev.Answered | ev.Agreed) -> None:
    if _text_only(view, event.instrument):
        msgspec.json.decode(event.response)
        return
    this, kind = view.instrument(event.instrument)
    item = view.item(event.instrument, event.item)
    try:
        response = msgspec.json.decode(event.response, type=kind.response)
    except msgspec.MsgspecError as error:
        raise BundleError(f"{event.instrument}/{event.item}: {error}") from None
    kind.check(this.definition, item, response)
