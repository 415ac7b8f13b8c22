"""Teams, persons, groups; and how people are changed while a session goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.errors import ClosedSessionError, UsageError
from hansei.record.events import Joined, Left
from hansei.record.people import ROLES, Person, Team, group
from tests.core.samples import write_toolkit


def test_a_team_has_a_name_and_a_kind() -> None:
    assert Team("Riverside").kind == "district"
    assert Team("Lincoln", kind="building", of="Riverside").of == "Riverside"


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_team_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        Team(name)


def test_a_team_of_another_kind_is_refused() -> None:
    kind: Any = "school"
    with pytest.raises(UsageError, match="building or district, not 'school'"):
        Team("Riverside", kind=kind)


def test_raters_are_written_apart() -> None:
    assert Person("ab12", "Ann").rater == "person:ab12"
    assert group("Table 1") == "group:Table 1"


# ------------------------------------------------------------------------------------------- names


def named(session: hansei.Session) -> list[str]:
    return [person.name for person in session.people]


def test_a_new_name_is_on_disk_and_seen_by_who_has_the_session_open(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    session.join_all(["Ann", "Bo"])
    other = engine.open(session.id)
    assert session.rename(session.people[0], "  Anna Ruiz ").name == "Anna Ruiz"
    assert named(other) == ["Ann", "Bo"]
    assert other.refresh()
    assert named(other) == named(engine.open(session.id)) == named(session) == ["Anna Ruiz", "Bo"]
    assert not any(b"Anna" in line for line in session.log.read(session.id)), "names lie beside the record"


def test_a_new_name_changes_nothing_else(session: hansei.Session) -> None:
    ann, bo = session.join_all(["Ann", "Bo"])
    session.enrol(ann, role="observer")
    session.answer("resonates", "choice", {"options": "balance"}, rater="Bo")
    session.leave(bo)
    for person, name in ((ann, "Anna"), (bo, "Bob")):
        session.rename(person, name)
    assert [(each.name, each.role, each.votes, each.present) for each in session.people] == [
        ("Anna", "observer", False, True),
        ("Bob", "respondent", True, False),
    ]
    assert session.answers("resonates")["choice"][0].rater == "Bob"


def test_an_empty_name_takes_the_name_away(session: hansei.Session) -> None:
    _, bo = session.join_all(["Ann", "Bo"])
    assert session.rename(bo, " ").name == "Person 2"
    assert session.rename(bo, "Bo").name == "Bo"


@pytest.mark.parametrize(
    "name", ["Bo", " bo ", "BO", "team", "Team", "person:x", "group:Table 1", "A\ud800", "person 3"]
)
def test_a_new_name_that_cannot_be_is_refused_and_nothing_written(session: hansei.Session, name: str) -> None:
    ann, *_ = session.join_all(["Ann", "Bo", ""])
    version = session.state.version
    with pytest.raises(UsageError):
        session.rename(ann, name)
    assert session.state.version == version
    assert named(session) == ["Ann", "Bo", "Person 3"]


def test_a_name_may_change_its_letters(session: hansei.Session) -> None:
    ann = session.join("ann")
    assert session.rename(ann, "Ann").name == "Ann"
    version = session.state.version
    session.rename(ann, "Ann")
    assert session.state.version == version, "it was so already"


@pytest.mark.parametrize("names", [["ANN"], ["Cy", "cY"], ["Zoe\u0301"]])
def test_names_that_people_take_for_the_same_are_the_same(session: hansei.Session, names: list[str]) -> None:
    session.join_all(["Ann", "Zo\u00e9"])
    with pytest.raises(UsageError, match="takes part already"):
        session.join_all(names)


def test_the_facilitator_is_none_of_the_people(engine: hansei.Engine) -> None:
    with pytest.raises(UsageError, match="takes part already"):
        engine.start("district-led-ci", team=Team("Riverside"), people=[" Kim "], facilitator="kim")


# ------------------------------------------------------------------------------------------- roles and votes


@pytest.mark.parametrize("role", ROLES)
def test_a_usual_role_brings_its_vote(session: hansei.Session, role: str) -> None:
    ann = session.join("Ann", role="timekeeper", votes=not ROLES[role])
    assert (session.enrol(ann, role=role).role, session.people[0].votes) == (role, ROLES[role])
    assert session.enrol(ann, role=role, votes=not ROLES[role]).votes is not ROLES[role]
    assert session.enrol(ann, role=role).votes is not ROLES[role], "the role is no new one"


def test_another_role_keeps_the_vote(session: hansei.Session) -> None:
    ann = session.join("Ann", votes=False)
    changed = session.enrol(ann, role="  time\n keeper ")
    assert (changed.role, changed.votes) == ("time keeper", False)


def test_where_somebody_comes_from_is_kept_and_changed(session: hansei.Session) -> None:
    ann = session.join("Ann", building="Oak")
    session.enrol(ann, role="observer")
    session.rename(ann, "Anna")
    session.leave(ann)
    assert session.rejoin(ann).building == "Oak"
    assert session.enrol(ann, building="Elm").role == "observer"
    session.undo()
    assert session.people[0].building == "Oak"


def test_who_changes_keeps_the_place_and_what_they_gave(session: hansei.Session) -> None:
    ann, bo = session.join_all(["Ann", "Bo"])
    session.answer("resonates", "choice", {"options": "balance"}, rater="Ann")
    session.enrol(ann, votes=False)
    assert named(session) == ["Ann", "Bo"]
    assert session.raters("resonates") == (bo.rater,)
    assert session.summary("resonates").counts["balance"] == 1
    session.enrol(ann, votes=True)
    assert session.raters("resonates") == (ann.rater, bo.rater)
    version = session.state.version
    session.enrol(ann, role="respondent", votes=True)
    assert session.state.version == version, "it was so already"


@pytest.mark.parametrize("role", ["", "  ", "x" * 41, None, 5])
def test_what_is_no_role_is_refused(session: hansei.Session, role: Any) -> None:
    ann = session.join("Ann")
    version = session.state.version
    with pytest.raises(UsageError, match="role"):
        session.join("Bo", role=role)
    if role is not None:
        with pytest.raises(UsageError, match="role"):
            session.enrol(ann, role=role)
    with pytest.raises(UsageError):
        session.enrol(ann, votes="no")  # type: ignore[arg-type]
    assert session.state.version == version


def test_what_another_program_changed_is_not_taken_back(engine: hansei.Engine, session: hansei.Session) -> None:
    ann = session.join("Ann")
    other = engine.open(session.id)
    other.enrol(ann, role="observer")
    assert (session.rename(ann, "Anna").role, session.people[0].votes) == ("observer", False)
    other.leave(ann)
    assert not session.rename(ann, "Ann").present
    with pytest.raises(UsageError, match="has left"):
        session.enrol(ann, role="facilitator")


# ------------------------------------------------------------------------------------------- leaving, coming back


def test_who_comes_back_is_the_same_person(session: hansei.Session) -> None:
    ann, bo = session.join_all(["Ann", "Bo"])
    session.enrol(ann, role="note taker", votes=False)
    session.leave(ann)
    version = session.state.version
    session.leave(ann)
    assert session.state.version == version, "gone is gone"
    back = session.rejoin(ann)
    assert (back.id, back.role, back.votes, back.present) == (ann.id, "note taker", False, True)
    assert named(session) == ["Ann", "Bo"]
    session.rejoin(bo)
    assert session.state.version == version + 1, "who is there need not come back"


def test_who_comes_back_to_a_namesake_needs_another_name(session: hansei.Session) -> None:
    first = session.join("Ann")
    session.leave(first)
    session.join("ann")
    with pytest.raises(UsageError, match="takes part already"):
        session.rejoin(first)
    session.rename(first, "Ann B.")
    assert session.rejoin(first).present


def test_somebody_of_another_session_cannot_be_changed(engine: hansei.Engine, session: hansei.Session) -> None:
    stranger = engine.start("district-led-ci", team=Team("Elsewhere"), people=["Ann"]).people[0]
    for change in (session.leave, session.rejoin, session.enrol, lambda who: session.rename(who, "Bo")):
        with pytest.raises(UsageError, match="Ann does not take part"):
            change(stranger)


def test_a_closed_session_lets_nobody_change(session: hansei.Session) -> None:
    ann = session.join("Ann")
    session.close()
    for change in (session.leave, session.rejoin, session.enrol, lambda who: session.rename(who, "Bo")):
        with pytest.raises(ClosedSessionError):
            change(ann)
    assert named(session) == ["Ann"]


# ------------------------------------------------------------------------------------------- undo


def test_undo_goes_back_through_people(session: hansei.Session) -> None:
    ann = session.join("Ann")
    session.enrol(ann, role="observer")
    session.rename(ann, "Anna")
    session.leave(ann)
    session.rename(ann, "Anne")
    session.rejoin(ann)
    undone = []
    for expected in (("observer", True), ("observer", False), ("observer", True), ("respondent", True)):
        (now,) = session.people
        assert (now.name, now.role, now.present) == ("Anne", *expected), "a name is not taken back"
        undone.append(session.undo())
    assert [type(event) for event in undone] == [Joined, Left, Joined, Joined]
    assert session.people == ()
    assert session.undo() is None


def test_undo_leaves_those_the_session_began_with(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=Team("Riverside"), people=["Ann", ""], facilitator="Kim")
    kim = session.people[2]
    session.rename(kim, "Kim Lee")
    session.enrol(kim, votes=True)
    assert session.undo() is not None
    assert session.undo() is None
    assert [(each.name, each.role, each.votes) for each in session.people] == [
        ("Ann", "respondent", True),
        ("Person 2", "respondent", True),
        ("Kim Lee", "facilitator", False),
    ]


def test_undo_is_seen_by_who_has_the_session_open(engine: hansei.Engine, session: hansei.Session) -> None:
    ann = session.join("Ann")
    session.leave(ann)
    other = engine.open(session.id)
    session.undo()
    other.refresh()
    assert other.people == session.people == engine.open(session.id).people
    assert other.people[0].present


def test_what_came_in_between_is_looked_at_first(
    engine: hansei.Engine, session: hansei.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = session.join("Ann")
    other = engine.open(session.id)

    def late(act: Callable[[], object]) -> None:
        """Let another program write between the look of ours and its writing."""
        appended = session.log.append

        def append(*args: Any, **more: Any) -> None:
            monkeypatch.setattr(session.log, "append", appended)
            act()
            appended(*args, **more)

        monkeypatch.setattr(session.log, "append", append)

    late(lambda: other.enrol(ann, role="observer"))
    with pytest.raises(UsageError, match="Ann was changed elsewhere"):
        session.rename(ann, "Anna")
    assert (session.people[0].name, session.people[0].role) == ("Ann", "observer")
    late(lambda: other.join("Bo"))
    with pytest.raises(UsageError, match="bo takes part already"):
        session.join("bo")
    late(lambda: other.note("words"))
    assert session.rename(ann, "Anna").name == "Anna"


def test_a_toolkit_names_roles_of_its_own(engine: hansei.Engine, tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "own")
    file = folder / "toolkit.yaml"
    own = "roles:\n  - {title: timekeeper, votes: false}\n  - {title: observer, votes: true}\n"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    session = engine.start(str(folder), team=hansei.Team("R"), people=["Ana", "Ben"])
    assert session.roles["timekeeper"] is False
    assert session.roles["note taker"] is True
    ana, ben = session.people
    assert session.enrol(ana, role="timekeeper").votes is False
    assert session.enrol(ben, role="observer").votes is True, "the toolkit's word on a role wins"
