"""What a file of answers says of the session itself: roles, groups, actions followed up, steps, the end.

Reading only: every fault of form is found here, with its line. :mod:`hansei_tui.plain.playing` does it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Literal

from attrs import frozen

from hansei.content.tree import Place
from hansei.errors import UsageError
from hansei.record.following import Status
from hansei.record.people import checked_role, folded
from hansei_tui.plain.following import status_of
from hansei_tui.sentences import tr

#: Told of a fault and where it is.
Fault = Callable[[str, Place], None]
#: The keys of the file that are read here.
KEYS = ("groups", "follow", "protocol", "later", "until", "review", "replies", "begin")
_PERSON = ("name", "role", "votes", "building")


@frozen
class PersonGiven:
    """Somebody who takes part in another way than most."""

    name: str
    role: str | None = None
    votes: bool | None = None
    building: str | None = None


@frozen
class ActionGiven:
    """How an action stands."""

    place: Place
    #: Its words or its key.
    action: str
    status: Status
    words: str


@frozen
class StepGiven:
    """Whether a step was run as the toolkit says."""

    place: Place
    step: str
    kept: bool
    why: str


@frozen
class TakenGiven:
    """A line that is taken over from what buildings handed in."""

    place: Place
    #: The row it is for.
    row: str
    #: A building it comes from; empty: any.
    team: str
    #: Other words for columns of the plan.
    changes: dict[str, str]


@frozen
class BeginGiven:
    """A result of an earlier session that an instrument begins with."""

    place: Place
    #: Its words, as they were.
    words: str
    #: Empty: whichever begins with it.
    instrument: str = ""


@frozen
class SessionGiven:
    """What a file says of the session itself."""

    people: tuple[PersonGiven, ...] = ()
    #: Name to its people, or to a head count; None: the file says nothing of groups.
    groups: dict[str, tuple[str, ...] | int] | None = None
    follow: tuple[ActionGiven, ...] = ()
    protocol: tuple[StepGiven, ...] = ()
    later: tuple[tuple[Place, str], ...] = ()
    until: str = ""
    #: ``all``: every proposed line; ``looked``: none; or the lines; None: the file says nothing of a review.
    review: Literal["all", "looked"] | tuple[TakenGiven, ...] | None = None
    #: Questions of other teams, by their words or id, to the answer.
    replies: tuple[tuple[Place, str, str], ...] = ()
    begin: tuple[BeginGiven, ...] = ()


def read_session(root: dict[str, Any], fault: Fault) -> SessionGiven:
    """Read the keys that are about the session itself."""
    return SessionGiven(
        people=tuple(_people(root.get("people"))),
        groups=_groups(root["groups"], fault) if "groups" in root else None,
        follow=tuple(_follow(root.get("follow"), fault)),
        protocol=tuple(_protocol(root.get("protocol"), fault)),
        later=tuple(_later(root.get("later"), fault)),
        until=_text(root.get("until", ""), ("until",), fault),
        review=_review(root["review"], fault) if "review" in root else None,
        replies=tuple(_replies(root.get("replies"), fault)),
        begin=tuple(_begin(root.get("begin"), fault)),
    )


def person_name(entry: Any, place: Place, fault: Fault) -> str:
    """Return the name of an entry of ``people``, after checking all of it."""
    if isinstance(entry, str):
        return entry
    if not isinstance(entry, dict):
        fault(tr("a name is wanted here, or {name: …, role: …, votes: …, building: …}"), place)
        return ""
    known_keys(entry, _PERSON, place, fault)
    for key in ("name", "role", "building"):
        if not isinstance(entry.get(key, ""), str):
            fault(tr("a text is wanted here"), (*place, key))
    if not isinstance(entry.get("name"), str) or not entry["name"].strip():
        fault(tr("a person needs a name here: `name: Ana Ruiz`"), place)
        return ""
    if "role" in entry:
        try:
            checked_role(entry["role"])
        except UsageError as error:
            fault(str(error), (*place, "role"))
    if entry.get("votes", "true") not in ("true", "false"):
        fault(tr("votes is true or false"), (*place, "votes"))
    return str(entry["name"])


def _people(value: Any) -> list[PersonGiven]:
    """Return those of whom more is said than a name; faults were told by :func:`person_name`."""
    return [
        PersonGiven(
            entry["name"],
            entry.get("role"),
            entry["votes"] == "true" if "votes" in entry else None,
            entry.get("building"),
        )
        for entry in (value if isinstance(value, list) else ())
        if isinstance(entry, dict) and entry.keys() - {"name"} and isinstance(entry.get("name"), str)
    ]


def _groups(value: Any, fault: Fault) -> dict[str, tuple[str, ...] | int]:
    if not isinstance(value, dict) or not value:
        fault(tr("groups are a mapping: `Table 1: [Ana, Ben]` or `Table 1: 5`"), ("groups",))
        return {}
    found: dict[str, tuple[str, ...] | int] = {}
    seated: dict[str, str] = {}
    for name, members in value.items():
        place = ("groups", name)
        if isinstance(members, str) and members.isascii() and members.isdigit():
            if not int(members[:9]):
                fault(tr("{name} has nobody in it; give it people or a head count", name=name), place)
            found[name] = int(members[:9])
            continue
        if not isinstance(members, list) or not all(isinstance(each, str) for each in members):
            fault(tr("a group is a list of names, or a number of people"), place)
            continue
        if not members:
            fault(tr("{name} has nobody in it; give it people or a head count", name=name), place)
        for index, each in enumerate(members):
            if folded(each) in seated:
                fault(
                    tr("{each} sits at {seated} already; name them once", each=each, seated=seated[folded(each)]),
                    (*place, index),
                )
            seated.setdefault(folded(each), name)
        found[name] = tuple(members)
    return found


def _follow(value: Any, fault: Fault) -> list[ActionGiven]:
    found = []
    for index, entry in enumerate(entries(value, "follow", fault)):
        place = ("follow", index)
        if not isinstance(entry, dict) or not isinstance(entry.get("action"), str) or not entry["action"].strip():
            fault(tr("an entry is {action: its words or its key, status: done, words: …}"), place)
            continue
        known_keys(entry, ("action", "status", "words"), place, fault)
        words = _text(entry.get("words", ""), (*place, "words"), fault)
        try:
            status = status_of(_text(entry.get("status", ""), (*place, "status"), fault))
        except UsageError as error:
            fault(str(error), (*place, "status"))
        else:
            found.append(ActionGiven(place, entry["action"], status, words))
    return found


def _protocol(value: Any, fault: Fault) -> list[StepGiven]:
    if value in (None, ""):
        return []
    if not isinstance(value, dict):
        fault(tr("protocol is a mapping: `a-step: kept` or `a-step: {changed: why}`"), ("protocol",))
        return []
    found = []
    for step, said in value.items():
        place = ("protocol", step)
        if said == "kept":
            found.append(StepGiven(place, step, True, ""))
        elif isinstance(said, dict) and list(said) == ["changed"] and isinstance(said["changed"], str):
            if not said["changed"].strip():
                fault(tr("say what was changed, and why"), (*place, "changed"))
            found.append(StepGiven(place, step, False, said["changed"]))
        else:
            fault(tr("write `kept`, or `{changed: what was changed, and why}`"), place)
    return found


def _later(value: Any, fault: Fault) -> list[tuple[Place, str]]:
    found: list[tuple[Place, str]] = []
    for index, step in enumerate(entries(value, "later", fault)):
        if isinstance(step, str):
            found.append((("later", index), step))
        else:
            fault(tr("a step is wanted here"), ("later", index))
    return found


def _review(value: Any, fault: Fault) -> Literal["all", "looked"] | tuple[TakenGiven, ...]:
    if value == "all":
        return "all"
    if value == "looked":
        return "looked"
    if not isinstance(value, list):
        fault(tr("review is `all`, `looked`, or a list of {row: a-row, from: a building, …}"), ("review",))
        return ()
    found = []
    for index, entry in enumerate(value):
        place = ("review", index)
        if not isinstance(entry, dict) or not all(isinstance(each, str) for each in entry.values()):
            fault(tr("an entry is {row: a-row, from: a building, and columns of the plan in other words}"), place)
        elif not entry.get("row"):
            fault(tr("an entry says its row: `row: team.building`"), place)
        else:
            changes = {key: words for key, words in entry.items() if key not in ("row", "from")}
            found.append(TakenGiven(place, entry["row"], entry.get("from", ""), changes))
    return tuple(found)


def _replies(value: Any, fault: Fault) -> list[tuple[Place, str, str]]:
    if value in (None, ""):
        return []
    if not isinstance(value, dict):
        fault(tr("replies are a mapping: `the question as it was asked: the answer`"), ("replies",))
        return []
    found: list[tuple[Place, str, str]] = []
    for question, words in value.items():
        place = ("replies", question)
        if isinstance(words, str) and words.strip():
            found.append((place, question, words))
        else:
            fault(tr("the words of an answer are wanted here"), place)
    return found


def _begin(value: Any, fault: Fault) -> list[BeginGiven]:
    found = []
    for index, entry in enumerate(entries(value, "begin", fault)):
        place = ("begin", index)
        given = {"result": entry} if isinstance(entry, str) else entry
        if not isinstance(given, dict) or not isinstance(given.get("result"), str) or not given["result"].strip():
            fault(
                tr("an entry is the words of a result, or {result: its words, instrument: what begins with it}"), place
            )
            continue
        known_keys(given, ("result", "instrument"), place, fault)
        instrument = _text(given.get("instrument", ""), (*place, "instrument"), fault)
        found.append(BeginGiven(place, given["result"], instrument))
    return found


# ------------------------------------------------------------------------------------------- forms


def entries(value: Any, key: str, fault: Fault) -> list[Any]:
    """Return a list of the file, empty when it is not there or no list."""
    if value in (None, ""):
        return []
    if not isinstance(value, list):
        fault(tr("a list is wanted here"), (key,))
        return []
    return value


def known_keys(entry: dict[str, Any], known: Collection[str], place: Place, fault: Fault) -> None:
    """Refuse keys that mean nothing."""
    for key in entry:
        if key not in known:
            fault(tr('unknown key "{key}"; there are: {known}', key=key, known=", ".join(known)), (*place, key))


def _text(value: Any, place: Place, fault: Fault) -> str:
    if isinstance(value, str):
        return value
    fault(tr("a text is wanted here"), place)
    return ""
