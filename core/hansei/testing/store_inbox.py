"""The laws of a store's inbox, each a test: what other teams handed in is kept there."""

from __future__ import annotations

import msgspec
import pytest

from hansei.errors import StoreError
from hansei.record.events import Noted, Started
from hansei.record.inbox import MOST_REFUSED, Arrange, Asked, Inbox, KeepsInbox, Refused, Situation, Submission
from hansei.record.lines import write
from hansei.record.log import Head, Log, Pin
from hansei.testing.stores import Again, OpensStore

PIN = Pin("toolkit-1", "a-toolkit", "1.0", b"{}")
LINES = (
    write(Started(id="1", at=5, toolkit="a-toolkit", version="1.0", digest="toolkit-1", team="Lincoln")),
    write(Noted(id="2", at=7, note="n", text="two\nlines, 🌱")),
)


def submission(
    digest: str = "d1", session: str = "abc", *, lines: tuple[bytes, ...] = LINES, **fields: object
) -> Submission:
    """Return a submission."""
    head = Head(
        session, "a-toolkit", "A toolkit", "Lincoln", "building", "open", 5, "Step 1", org="org1", origin=digest
    )
    found = Submission(digest, head, PIN.digest, "5e", "everything", 7, 9, "a.hansei", b"manifest", b"\x00\xff", lines)
    return found._replace(**fields)  # type: ignore[arg-type]


def showing(*ids: str) -> Arrange:
    """Return what shows the submissions, in the order of their digests, under ids."""
    return lambda known: dict(zip(ids, [each.digest for each in known.submissions], strict=False))


class InboxConformance(OpensStore):
    """What holds for the inbox of every store that has one."""

    @pytest.fixture
    def inbox(self, log: Log) -> Inbox:
        """Its inbox."""
        assert isinstance(log, KeepsInbox)
        return log.inbox

    def test_an_empty_one_has_nothing(self, inbox: Inbox) -> None:
        assert (inbox.submissions(), inbox.refused(), inbox.asked(), inbox.senders("org1")) == ([], [], [], set())
        assert not inbox.anything()
        assert (inbox.lines("d1"), inbox.names("d1")) == ([], {})
        assert inbox.situation("abc") == Situation([], [], None)

    def test_a_submission_is_kept_and_shown(self, log: Log, inbox: Inbox) -> None:
        arrived = submission()
        assert inbox.receive(arrived, PIN, {"p": "Ann 🌱"}, showing("abc"))
        assert inbox.submissions() == inbox.submissions("abc") == [arrived._replace(lines=())]
        assert inbox.submissions(team="org1") == inbox.submissions("abc", "org1") == inbox.submissions()
        assert inbox.submissions("abd") == inbox.submissions(team="org2") == []
        assert inbox.lines("d1") == list(LINES)
        assert inbox.names("d1") == {"p": "Ann 🌱"}
        assert inbox.senders("org1") == {"5e"}
        assert log.heads() == [arrived.head._replace(changed=7)]
        assert log.read("abc") == list(LINES)
        assert log.names("abc") == {"p": "Ann 🌱"}
        assert log.pinned("toolkit-1") == b"{}"

    def test_the_same_one_again_changes_nothing(self, log: Log, inbox: Inbox) -> None:
        inbox.receive(submission(), PIN, {}, showing("abc"))
        assert not inbox.receive(submission(received=99, file="b.hansei"), PIN, {"p": "Ann"}, showing("abd"))
        assert inbox.submissions() == [submission(lines=())]
        assert log.find("") == ["abc"]

    def test_arranging_is_told_everything(self, log: Log, inbox: Inbox) -> None:
        seen: list[Situation] = []

        def arrange(known: Situation) -> dict[str, str]:
            seen.append(known)
            return {}

        log.create(Head("own", "a-toolkit", "", "Ours", "building", "open", 1), PIN, [], {})
        log.append("own", 0, [], names={})
        inbox.receive(submission("d2"), PIN, {}, arrange)
        inbox.receive(submission("d3", "other"), PIN, {}, arrange)
        inbox.settle("abc", "d2", ("d9",), 11, arrange)
        inbox.receive(submission("d1"), PIN, {}, arrange)
        inbox.receive(submission("d4", "own"), PIN, {}, arrange)
        first, _, settled, last, own = seen
        assert (first.submissions, first.decisions, first.own) == ([submission("d2")], [], None)
        assert settled.decisions[0][:4] == ("abc", 1, "d2", ("d9",))
        assert [each.digest for each in last.submissions] == ["d1", "d2"]
        assert last.decisions == settled.decisions
        assert own.own == []
        assert inbox.situation("abc") == last

    def test_copies_come_and_go_as_they_are_arranged(self, log: Log, inbox: Inbox) -> None:
        inbox.receive(submission("d1"), PIN, {"p": "Ann"}, showing("abc"))
        log.put_aside("abc", "place", "here")
        longer = submission("d2", lines=(*LINES, write(Noted(id="3", at=8, note="m", text="more"))))
        inbox.receive(longer, PIN, {}, showing("abc", "abc~d2"))
        assert {head.session: head.origin for head in log.heads()} == {"abc": "d1", "abc~d2": "d2"}
        assert log.aside("abc") == {"place": "here"}
        inbox.settle("abc", "d2", ("d1",), 11, lambda _: {"abc": "d2"})
        assert {head.session: head.origin for head in log.heads()} == {"abc": "d2"}
        assert (log.read("abc"), log.names("abc")) == (list(longer.lines), {})
        inbox.settle("abc", "d1", ("d2",), 12, lambda _: {"abc": "d1"})
        assert (log.read("abc"), log.names("abc")) == (list(LINES), {"p": "Ann"})

    def test_what_is_not_arranged_for_stays(self, log: Log, inbox: Inbox) -> None:
        """Another session whose id begins alike, and one that was run here."""
        for id_ in ("abc", "abcd", "ab"):
            log.create(Head(id_, "a-toolkit", "", "Ours", "building", "open", 1), PIN, [], {})
        inbox.receive(submission(), PIN, {}, lambda _: {"abc~d1": "d1"})
        assert set(log.find("")) == {"ab", "abc", "abcd", "abc~d1"}
        inbox.settle("abc", "", ("d1",), 3, lambda _: {})
        assert set(log.find("")) == {"ab", "abc", "abcd"}

    def test_all_or_nothing(self, log: Log, inbox: Inbox) -> None:
        def fails(_: Situation) -> dict[str, str]:
            raise StoreError("in the middle")

        for act in (
            lambda: inbox.receive(submission(), PIN, {"p": "Ann"}, fails),
            lambda: inbox.settle("abc", "d1", (), 1, fails),
        ):
            with pytest.raises(StoreError, match="in the middle"):
                act()
        assert inbox.situation("abc") == Situation([], [], None)
        assert (log.heads(), log.pinned("toolkit-1"), inbox.names("d1")) == ([], None, {})

    def test_what_was_refused_is_remembered_for_a_while(self, inbox: Inbox) -> None:
        for number in range(MOST_REFUSED + 2):
            inbox.refuse(Refused(f"{number:04}", "a.hansei", "it is cut off", number))
        inbox.refuse(Refused("0009", "b.hansei", "it is cut off", 999))
        found = inbox.refused()
        assert inbox.anything()
        assert len(found) == MOST_REFUSED
        assert found[0] == Refused("0009", "b.hansei", "it is cut off", 999)
        assert found[-1].at == 2
        inbox.remove_refused("0009")
        inbox.remove_refused("0009")
        assert inbox.refused() == found[1:]

    def test_questions_are_kept_once_for_each_file(self, inbox: Inbox) -> None:
        asked = Asked(
            "q1", "", "abc", "Lincoln", "building", "Vision", "culture/vision", "Why 🌱?", "Riverside", "", 5, 6
        )
        other = asked._replace(question="q2", session="abd", at=4)
        assert inbox.ask([asked, other]) == 2
        assert inbox.ask([asked._replace(words="Else?"), asked._replace(origin="file")]) == 1
        assert inbox.asked("abc") == [asked, asked._replace(origin="file")]
        assert inbox.asked() == [other, asked, asked._replace(origin="file")]

    def test_what_was_asked_here_is_withdrawn_and_what_came_stays(self, inbox: Inbox) -> None:
        asked = Asked("q1", "", "abc", "Lincoln", "building", "Vision", "culture/vision", "Why?", "Riverside", "", 5, 6)
        came = asked._replace(origin="file", sender="5e")
        inbox.ask([asked, came])
        inbox.withdraw("q1")
        inbox.withdraw("q1")
        inbox.withdraw("another")
        assert inbox.asked() == [asked._replace(words="", about="", place=""), came]

    def test_it_is_there_when_the_store_is_opened_again(self, opened: Again, inbox: Inbox) -> None:
        inbox.receive(submission(), PIN, {"p": "Ann"}, showing("abc"))
        inbox.settle("abc", "d1", ("d2",), 1, showing("abc"))
        other = opened()
        assert isinstance(other, KeepsInbox)
        assert other.inbox.situation("abc") == inbox.situation("abc")
        assert msgspec.json.decode(other.read("abc")[1])["text"] == "two\nlines, 🌱"
        other.close()
