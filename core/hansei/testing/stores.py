"""The laws of a store, each a test: what Hansei counts on when it keeps a team's record there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hansei
from hansei.errors import StoreError, VersionConflictError
from hansei.record.log import Brief, Head, Line, Log, Pin

TREE = b'{"toolkit": "a-toolkit"}'
PIN = Pin("digest-1", "a-toolkit", "1.0", TREE)

#: Opens the store, each time anew.
Again = Callable[[], Log]
#: As much of a toolkit as a session needs.
TOOLKIT = """\
toolkit: of-a-store
version: "1"
title: Of a store
sections:
  - id: s
    title: S
    activities:
      - {id: a, title: A, steps: [{id: ask, text: Ask., instruments: [ask]}]}
instruments:
  ask:
    kind: prompts
    prompts: [{id: why, text: Why?}]
"""


def head(session: str, *, started: int = 1_000, state: str = "open", place: str = "", team: str = "Riverside") -> Head:
    """Return a session's head."""
    return Head(session, "a-toolkit", "A toolkit", team, "district", state, started, place)


def line(text: str, at: int = 1_000) -> Line:
    """Return a line; a store keeps any bytes."""
    return Line(at, text.encode())


def begin(log: Log, session: str = "abc", *lines: Line, started: int = 1_000) -> None:
    """Begin a session."""
    log.create(head(session, started=started), PIN, lines or [line("1", started)], {})


class OpensStore:
    """A store to hold to a contract."""

    def open(self, folder: Path) -> Log:
        """Open the store that belongs to a folder: a new one for a new folder, the same one anew for the same.

        Args:
            folder: An empty folder at first; a store elsewhere takes its path as a name.
        """
        raise NotImplementedError

    @pytest.fixture
    def opened(self, tmp_path: Path) -> Iterator[Again]:
        """Open the store, as often as asked, and close all at the end."""
        logs: list[Log] = []

        def open_one() -> Log:
            logs.append(self.open(tmp_path))
            return logs[-1]

        yield open_one
        for log in logs:
            log.close()

    @pytest.fixture
    def log(self, opened: Again) -> Log:
        """The store, empty."""
        return opened()


class StoreConformance(OpensStore):
    """What holds for every store: subclass, and say how yours is opened."""

    # ---------------------------------------------------------------------------------------- lines

    def test_an_empty_store_has_nothing(self, log: Log) -> None:
        assert log.heads() == []
        assert log.find("") == []
        assert log.read("abc") == []
        assert log.names("abc") == {}
        assert log.aside("abc") == {}
        assert log.pinned("digest-1") is None
        assert log.name

    def test_a_first_look_at_many_sessions(self, log: Log) -> None:
        if not isinstance(log, Brief):
            pytest.skip("every look reads all")
        for at, (id_, state, origin) in enumerate(
            [("old", "open", ""), ("came", "open", "digest"), ("closed", "closed", ""), ("new", "open", "")]
        ):
            log.create(head(id_, started=at, state=state)._replace(origin=origin), PIN, [line("1", at)], {})
        log.append("old", 1, [line("2", 99)])
        assert log.some_heads(4) == (log.heads(), True)
        for most, ids in ((3, ["old", "new", "closed"]), (2, ["old", "new"]), (1, ["new"])):
            found, whole = log.some_heads(most)
            assert not whole
            assert found == [each for each in log.heads() if each.session in ids]

    def test_lines_are_read_in_order_and_after_a_number(self, log: Log) -> None:
        begin(log, "abc", line("1"), line("2"))
        log.append("abc", 2, [line("3"), line("4")])
        assert log.read("abc") == [b"1", b"2", b"3", b"4"]
        assert log.read("abc", 2) == [b"3", b"4"]
        assert log.read("abc", 4) == []
        assert log.read("abc", 99) == []

    def test_any_bytes_are_kept_exactly(self, log: Log) -> None:
        bodies = [b"", b"\x00\xff\x00", "🌱 العربية [red] & <b>".encode(), b"x" * 300_000]
        begin(log, "abc", *(Line(1, body) for body in bodies))
        assert log.read("abc") == bodies

    def test_the_order_is_that_of_appending_and_not_of_time(self, log: Log) -> None:
        begin(log, "abc", line("1", at=9_000))
        log.append("abc", 1, [line("2", at=10)])
        assert log.read("abc") == [b"1", b"2"]

    @pytest.mark.parametrize("expected", [0, 1, 3, 99])
    def test_who_has_not_read_everything_is_refused(self, log: Log, expected: int) -> None:
        begin(log, "abc", line("1"), line("2"))
        with pytest.raises(VersionConflictError):
            log.append("abc", expected, [line("late")], head=head("abc", state="closed"), names={"p": "Ann"})
        assert log.read("abc") == [b"1", b"2"]
        assert log.heads()[0].state == "open"
        assert log.names("abc") == {}

    def test_of_two_writers_one_is_told_to_look_again(self, opened: Again) -> None:
        one, two = opened(), opened()
        begin(one)
        one.append("abc", 1, [line("one")])
        with pytest.raises(VersionConflictError):
            two.append("abc", 1, [line("two")])
        two.append("abc", 2, [line("two")])
        assert one.read("abc") == two.read("abc") == [b"1", b"one", b"two"]

    def test_sessions_do_not_meet(self, log: Log) -> None:
        begin(log, "abc")
        begin(log, "abd", line("other"))
        log.append("abc", 1, [line("2")], names={"p": "Ann"})
        assert log.read("abd") == [b"other"]
        assert log.names("abd") == {}

    def test_an_append_of_nothing_changes_nothing(self, log: Log) -> None:
        begin(log)
        log.append("abc", 1, [])
        assert log.read("abc") == [b"1"]

    # ---------------------------------------------------------------------------------------- at once or not at all

    def test_a_session_is_begun_once(self, log: Log) -> None:
        begin(log)
        with pytest.raises(StoreError):
            log.create(head("abc", team="Other"), Pin("digest-2", "b", "1", b"{}"), [line("again")], {"p": "Ann"})
        assert log.read("abc") == [b"1"]
        assert [each.team for each in log.heads()] == ["Riverside"]
        assert log.names("abc") == {}
        assert log.pinned("digest-2") is None

    def test_what_breaks_off_in_the_middle_leaves_nothing(self, log: Log) -> None:
        class BreakError(Exception):
            pass

        class Breaking(list[Line]):
            def __iter__(self) -> Iterator[Line]:
                yield line("half")
                raise BreakError

        begin(log)
        with pytest.raises(BreakError):
            log.append("abc", 1, Breaking([line("half"), line("other half")]), head=head("abc", state="closed"))
        with pytest.raises(BreakError):
            log.create(head("abd"), Pin("digest-2", "b", "1", b"{}"), Breaking([line("half")]), {})
        assert log.read("abc") == [b"1"]
        assert [each.session for each in log.heads()] == ["abc"]
        assert log.pinned("digest-2") is None
        log.append("abc", 1, [line("2")])
        assert log.read("abc") == [b"1", b"2"]

    def test_what_was_acknowledged_is_there_for_the_next_one_who_opens(self, opened: Again) -> None:
        log = opened()
        begin(log)
        log.append("abc", 1, [line("2")], head=head("abc", place="a.step"), names={"p": "Ann"})
        log.put_aside("abc", "draft", "half a sent")
        log.close()
        log.close()
        later = opened()
        assert later.read("abc") == [b"1", b"2"]
        assert later.heads()[0].place == "a.step"
        assert later.names("abc") == {"p": "Ann"}
        assert later.aside("abc") == {"draft": "half a sent"}
        assert later.pinned("digest-1") == TREE

    # ---------------------------------------------------------------------------------------- heads

    def test_heads_come_last_changed_first(self, log: Log) -> None:
        begin(log, "abc", started=1_000)
        begin(log, "abd", started=2_000)
        begin(log, "abe", started=3_000)
        assert [each.session for each in log.heads()] == ["abe", "abd", "abc"]
        log.append("abc", 1, [line("2", at=9_000)])
        assert [(each.session, each.changed) for each in log.heads()] == [
            ("abc", 9_000),
            ("abe", 3_000),
            ("abd", 2_000),
        ]

    def test_a_head_changes_only_where_it_can(self, log: Log) -> None:
        begin(log)
        log.append(
            "abc", 1, [line("2")], head=Head("abc", "other", "Other", "New name", "building", "closed", 5, "a.step")
        )
        (found,) = log.heads()
        assert (found.team, found.state, found.place) == ("New name", "closed", "a.step")
        assert (found.toolkit, found.title, found.team_kind, found.started) == (
            "a-toolkit",
            "A toolkit",
            "district",
            1_000,
        )

    def test_without_a_head_it_stays(self, log: Log) -> None:
        begin(log)
        log.append("abc", 1, [line("2")])
        assert log.heads()[0] == head("abc")._replace(changed=1_000)

    @pytest.mark.parametrize(
        ("beginning", "found"),
        [
            ("", ["abc", "abd", "xyz"]),
            ("ab", ["abc", "abd"]),
            ("abd", ["abd"]),
            ("b", []),
            ("a%", []),
            ("a_c", []),
            ("AB", []),
        ],
    )
    def test_sessions_are_found_by_how_they_begin(self, log: Log, beginning: str, found: list[str]) -> None:
        for session in ("xyz", "abd", "abc"):
            begin(log, session)
        assert log.find(beginning) == found

    # ---------------------------------------------------------------------------------------- beside the log

    def test_names_lie_beside_and_can_change(self, log: Log) -> None:
        log.create(head("abc"), PIN, [line("1")], {"p1": "Ann", "p2": "Łukasz 🌱"})
        log.append("abc", 1, [line("2")], names={"p1": "Anna", "p3": "Bo"})
        assert log.names("abc") == {"p1": "Anna", "p2": "Łukasz 🌱", "p3": "Bo"}

    def test_a_text_is_pinned_once_for_each_digest(self, log: Log) -> None:
        begin(log, "abc")
        log.create(head("abd"), PIN._replace(tree=b"something else"), [line("1")], {})
        assert log.pinned("digest-1") == TREE

    def test_what_is_put_aside_is_no_part_of_the_record(self, log: Log) -> None:
        begin(log)
        log.put_aside("abc", "draft", "one")
        log.put_aside("abc", "draft", "two\x00 lines\n🌱")
        log.put_aside("abc", "looking", "a.step")
        log.put_aside("abd", "draft", "other")
        assert log.aside("abc") == {"draft": "two\x00 lines\n🌱", "looking": "a.step"}
        log.put_aside("abc", "draft", "")
        log.put_aside("abc", "gone", "")
        assert log.aside("abc") == {"looking": "a.step"}
        assert log.read("abc") == [b"1"]
        assert log.heads()[0].changed == 1_000

    # ---------------------------------------------------------------------------------------- changes

    def test_what_another_one_wrote_is_seen(self, opened: Again) -> None:
        one, two = opened(), opened()
        before = one.changes()
        begin(two)
        began = one.changes()
        assert began != before
        two.append("abc", 1, [line("2")])
        appended = one.changes()
        assert appended not in (before, began)
        assert one.changes() == appended

    def test_looking_is_no_change(self, opened: Again) -> None:
        one, two = opened(), opened()
        begin(two)
        before = one.changes()
        two.heads(), two.read("abc"), two.names("abc"), two.aside("abc"), two.find("a")
        with pytest.raises(VersionConflictError):
            two.append("abc", 7, [line("late")])
        assert one.changes() == before

    # ---------------------------------------------------------------------------------------- with the engine

    def test_a_team_runs_a_session_on_it_and_goes_on_later(self, opened: Again, tmp_path: Path) -> None:
        folder = tmp_path / "a toolkit"
        folder.mkdir()
        folder.joinpath("toolkit.yaml").write_text(TOOLKIT, "utf-8")
        with hansei.Engine(opened(), hansei.Plugins()) as engine:
            session = engine.start(str(folder), team=hansei.Team("Łódź"), people=["Ann"])
            session.answer("ask", "why", {"text": "Because"})
            session.answer("ask", "why", {"text": "A slip"})
            session.undo()
        folder.joinpath("toolkit.yaml").unlink()
        with hansei.Engine(opened(), hansei.Plugins()) as engine:
            assert [(each.session, each.team) for each in engine.sessions()] == [(session.id, "Łódź")]
            later = engine.open("last")
            response = later.response("ask", "why")
            assert response is not None
            assert response.text == "Because"
            assert [each.name for each in later.people] == ["Ann"]
            later.close()
            assert engine.sessions()[0].state == "closed"
