"""A file from another team read into what a store keeps of it: whole and sound, or refused with a reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import msgspec
from attrs import frozen

from hansei.content.pinned import pinned_toolkit
from hansei.content.toolkit import Toolkit
from hansei.errors import BundleError
from hansei.handoff.bundle import EVENTS, NAMES, QUESTIONS, TOOLKIT, Bundle, Manifest
from hansei.handoff.checking import LATEST, checked_lines, checked_view
from hansei.handoff.scope import SCOPES
from hansei.handoff.soundness import sound
from hansei.kinds import Kinds
from hansei.record import events as ev
from hansei.record.directory import heard
from hansei.record.events import AnyEvent
from hansei.record.facts import whole
from hansei.record.inbox import Asked, Submission
from hansei.record.kept import Change
from hansei.record.log import Head, Pin
from hansei.record.organisations import OrgRecord
from hansei.record.view import SessionView
from hansei.record.writing import GIVEN
from hansei.words.ours import tr

#: How the id of a session may look.
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: The most characters that a name of a team, a toolkit or a person has.
LONGEST = 500
#: The most organisations a team's own is within, itself included.
MOST_ORGS = 8
#: The most questions in a file.
MOST_QUESTIONS = 1_000


@frozen
class Arrived:
    """A session that came in a file, ready to be kept."""

    submission: Submission
    pin: Pin
    names: dict[str, str]
    #: What stands in it.
    kept: Change
    #: What it says of the team's organisation.
    orgs: tuple[OrgRecord, ...]


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """A question as it travels."""

    id: str
    words: str
    at: int
    about: str = ""
    place: str = ""
    #: Whether it was taken back; then the rest but for id and time is empty.
    withdrawn: bool = False


def session_of(bundle: Bundle, file: str, now: int, kinds: Kinds, cache: dict[str, SessionView]) -> Arrived:
    """Return the session that a bundle holds.

    Args:
        bundle: The bundle.
        file: The name of the file it came in.
        now: UTC, milliseconds.
        kinds: The instrument kinds at hand.
        cache: An empty session of each toolkit that was read before, by its digest.

    Raises:
        BundleError: when it does not hold together.
    """
    manifest = bundle.manifest
    _sound_head(bundle)
    if manifest.toolkit is None or manifest.scope not in SCOPES:
        raise BundleError(tr("its manifest does not say which toolkit it was run with, or how much of it was given"))
    events, lines = checked_lines(bundle.members[EVENTS], manifest.counts.get("events", -1))
    started = events[0]
    assert isinstance(started, ev.Started)  # noqa: S101 - for mypy; checked_lines has made sure
    team, toolkit = manifest.team, manifest.toolkit
    if started.session not in ("", manifest.session):
        raise BundleError(
            tr(
                "it holds the events of another session ({session}, not {named})",
                session=started.session[:64],
                named=manifest.session,
            )
        )
    if (started.team, started.team_kind, started.of) != (team.name, team.kind, team.of):
        raise BundleError(
            tr(
                "it holds the events of another team ({team}, not {name})",
                team=repr(started.team[:80]),
                name=repr(team.name[:80]),
            )
        )
    if (started.toolkit, started.version, started.digest) != (toolkit.id, toolkit.version, toolkit.digest):
        raise BundleError(tr("its record was run with another toolkit than the manifest says"))
    tree = bundle.members[TOOLKIT]
    if hashlib.sha256(tree).hexdigest() != toolkit.digest:
        raise BundleError(tr("the toolkit in it is not the one the session was run with"))
    names = _names(bundle.members[NAMES], manifest.counts.get("names", -1))
    if toolkit.digest not in cache:
        cache[toolkit.digest] = sound(_toolkit(tree, kinds), kinds)
    like = cache[toolkit.digest]
    view = checked_view(manifest.session, events, like.toolkit, kinds, names, like)
    if not names.keys() <= view.state.people.keys():
        raise BundleError(tr("it names people who take no part in it"))
    newest = max(event.at for event in events)
    head = Head(
        manifest.session,
        toolkit.id,
        view.toolkit.title,
        started.team,
        started.team_kind,
        "closed" if view.closed else "open",
        started.at,
        view.running.place if _begun(events) else "",
        org=team.org,
        origin=bundle.digest,
    )
    submission = Submission(
        bundle.digest,
        head,
        toolkit.digest,
        manifest.sender,
        manifest.scope,
        newest,
        now,
        file,
        bundle.signed,
        bundle.signature,
        lines,
    )
    pin = Pin(toolkit.digest, toolkit.id, toolkit.version, tree)
    return Arrived(submission, pin, names, whole(view), _orgs(manifest))


def questions_of(bundle: Bundle, now: int) -> list[Asked]:
    """Return the questions that a bundle holds.

    Raises:
        BundleError: when it does not hold together.
    """
    manifest = bundle.manifest
    _sound_head(bundle)
    try:
        found = msgspec.json.decode(bundle.members[QUESTIONS], type=list[Question])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BundleError(tr("its questions cannot be read ({error})", error=error)) from None
    if len(found) != manifest.counts.get("questions", -1) or not 0 < len(found) <= MOST_QUESTIONS:
        raise BundleError(
            tr(
                "the manifest says {listed} questions, there are {n}",
                listed=format(manifest.counts.get("questions", 0), ","),
                n=format(len(found), ","),
            )
        )
    if manifest.asker is None or not manifest.asker.name.strip():
        raise BundleError(tr("it does not say who asks"))
    if any(not (each.withdrawn or each.words.strip()) or not each.id or not 0 <= each.at < LATEST for each in found):
        raise BundleError(tr("a question in it has no words, no id or no time"))
    team = manifest.team
    return [
        Asked(
            each.id[:64],
            bundle.digest,
            manifest.session,
            team.name,
            team.kind,
            "" if each.withdrawn else each.about,
            "" if each.withdrawn else each.place,
            "" if each.withdrawn else each.words,
            manifest.asker.name,
            manifest.sender,
            each.at,
            now,
        )
        for each in found
    ]


def _sound_head(bundle: Bundle) -> None:
    manifest = bundle.manifest
    if not _SESSION.fullmatch(manifest.session):
        raise BundleError(tr("the session in it has no id that a session can have"))
    texts = [manifest.team.name, manifest.team.of, manifest.team.org]
    texts += [manifest.toolkit.id, manifest.toolkit.title] if manifest.toolkit is not None else []
    texts += [manifest.asker.name] if manifest.asker is not None else []
    if any(len(text) > LONGEST for text in texts):
        raise BundleError(tr("a name in it has more than {longest} characters", longest=LONGEST))
    if manifest.team.kind not in ("building", "district"):
        raise BundleError(
            tr("its team is neither a building's nor a district's ({kind})", kind=repr(manifest.team.kind[:40]))
        )


def _orgs(manifest: Manifest) -> tuple[OrgRecord, ...]:
    """Return what the sender may say of organisations: all of its own, and where that belongs; no more of others."""
    found: list[OrgRecord] = []
    expected = {manifest.team.org} - {""}
    for each in manifest.orgs[:MOST_ORGS]:
        said = [*each.names, *each.parents]
        if each.id not in expected or not each.names:
            continue
        if any(len(one.value) > LONGEST for one in said):
            raise BundleError(tr("what it says of the team's organisation does not hold together"))
        if any(not 0 <= one.since < LATEST for one in said):
            raise BundleError(tr("what it says of the team's organisation was said at no time that there is"))
        first = OrgRecord(each.id, each.kind, tuple(one for one in each.names if not one.since), each.parents)
        found.append(heard(each if not found or not first.names else first))
        expected |= {one.value for one in each.parents}
    return tuple(found)


def _begun(events: Sequence[AnyEvent]) -> bool:
    return any(isinstance(event, (ev.Moved, *GIVEN)) for event in events)


def _names(data: bytes, count: int) -> dict[str, str]:
    try:
        names = msgspec.json.decode(data, type=dict[str, str])
    except (msgspec.MsgspecError, RecursionError):
        raise BundleError(tr("the names in it cannot be read")) from None
    if len(names) != count:
        raise BundleError(
            tr("the manifest says {count} names, there are {n}", count=format(count, ","), n=format(len(names), ","))
        )
    if any(len(name) > LONGEST for name in names.values()):
        raise BundleError(tr("a name in it has more than {longest} characters", longest=LONGEST))
    return names


def _toolkit(tree: bytes, kinds: Kinds) -> Toolkit:
    try:
        return pinned_toolkit(tree, kinds)
    except (msgspec.MsgspecError, RecursionError, AttributeError, TypeError, ValueError, NotImplementedError):
        raise BundleError(tr("the toolkit in it cannot be read; was it made by a newer Hansei?")) from None
