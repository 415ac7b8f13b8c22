"""Rounds: opened, handed in unseen, revealed together, settled with dissent, rated again without erasing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import hansei
from hansei.errors import ClosedRoundError, ClosedSessionError, ResponseError, UsageError
from hansei.insight.compare import by_spread, compare
from hansei.insight.progress import tasks
from hansei.insight.report import report
from hansei.insight.transcript import transcript
from hansei.record.events import Agreed, NotAgreed
from hansei.record.lines import write

HUSH = "posters in the cellar"


@pytest.fixture
def room(session: hansei.Session) -> hansei.Session:
    session.join_all(["Ana", "Ben", "Cy"])
    session.join("Lead", role="facilitator", votes=False)
    session.groups.form({"North": ["Ana"], "South": ["Ben"], "West": 4})
    session.move("activity-2.rate")
    return session


@pytest.fixture
def rated(room: hansei.Session) -> hansei.Session:
    """Three groups have rated the first row, and nobody has seen it."""
    room.rounds.open("culture")
    for group, level in (("North", "evolving"), ("South", "beginning"), ("West", "evolving")):
        room.rate("culture", "vision", level=level, rater=group, evidence=f"{HUSH} of {group}")
    return room


@pytest.fixture
def other(room: hansei.Session, store: object) -> Iterator[hansei.Session]:
    """The same session in another window."""
    with hansei.open_engine(str(store)) as engine:
        yield engine.open(room.id)


def everything(session: hansei.Session) -> str:
    """All that a screen, a script or a report can get at."""
    document = report(session)
    return f"{transcript(session)} {document} {session.summary('culture')} {session.items('moving-right')}"


def test_hidden_means_hidden_until_the_reveal(rated: hansei.Session) -> None:
    said = everything(rated)
    assert HUSH not in said
    assert "beginning" not in str(transcript(rated)["history"])
    assert rated.answers("culture") == {}
    assert rated.items("moving-right") == ()
    with pytest.raises(ClosedRoundError, match="hidden"):
        compare(rated, "culture", 1)
    assert compare(rated, "culture")[0].positions == ()
    rated.rounds.reveal("culture")
    assert HUSH in everything(rated)
    assert [answer.rater for answer in rated.answers("culture")["vision"]] == ["North", "South", "West"]


def test_only_the_receipt_is_told_before(rated: hansei.Session) -> None:
    rated.rounds.hand_in("culture", "South")
    told = transcript(rated)["rounds"]
    assert told == [
        {
            "instrument": "culture",
            "round": 1,
            "by": "group",
            "how": "keyboard",
            "items": [],
            "state": "open",
            "raters": [
                {"rater": "group:North", "name": "North", "rated": 1, "handed_in": False},
                {"rater": "group:South", "name": "South", "rated": 1, "handed_in": True},
                {"rater": "group:West", "name": "West", "rated": 1, "handed_in": False},
            ],
        }
    ]


def test_what_is_hidden_is_told_to_no_plugin_before_the_reveal(room: hansei.Session) -> None:
    heard: list[str] = []
    room._recorded = lambda _, events: heard.extend(write(event).decode() for event in events)
    room.rounds.open("culture")
    room.rate("culture", "vision", level="evolving", rater="North", evidence=HUSH)
    assert HUSH not in str(heard)
    room.rounds.reveal("culture")
    assert HUSH in str(heard)


def test_a_rater_can_take_back_their_own_and_nobody_elses(rated: hansei.Session) -> None:
    rated.note("a thought")
    assert rated.undo() is not None, "the note goes, and nothing hidden"
    assert len(rated.state.answers["culture"]) == 3
    assert rated.undo(rater="South") is not None
    assert [key[1] for key in rated.state.answers["culture"]] == ["group:North", "group:West"]
    rated.rate("culture", "vision", level="developing", rater="South")
    rated.rounds.hand_in("culture", "South")
    assert rated.undo(rater="South") is None, "handed in is handed in"
    assert len(rated.state.answers["culture"]) == 3


def test_after_handing_in_nothing_can_be_changed_until_it_is_handed_back(rated: hansei.Session) -> None:
    rated.rounds.hand_in("culture", "South")
    with pytest.raises(ClosedRoundError, match="South has handed in"):
        rated.rate("culture", "vision", level="evolving", rater="South")
    rated.rounds.hand_back("culture", "South")
    rated.rate("culture", "vision", level="evolving", rater="South")
    assert not any(each.handed_in for each in rated.rounds.receipts("culture"))


def test_a_revealed_round_takes_nothing_more(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    version = rated.state.version
    for act in (
        lambda: rated.rate("culture", "vision", level="evolving", rater="North"),
        lambda: rated.rate("culture", "policies", level="evolving", rater="North"),
        lambda: rated.answer("culture", "vision", {"level": {"level": "evolving"}}, rater="North", round_=1),
        lambda: rated.rounds.hand_in("culture", "North"),
        lambda: rated.rounds.reveal("culture"),
        lambda: rated.rounds.receipts("culture"),
    ):
        with pytest.raises(ClosedRoundError):
            act()
    assert rated.state.version == version
    while rated.undo() is not None:
        pass
    assert len(rated.state.answers["culture"]) == 3, "what everybody has seen is not taken back"


def test_the_reveal_in_another_window_closes_the_round_here(rated: hansei.Session, other: hansei.Session) -> None:
    other.rounds.reveal("culture")
    with pytest.raises(ClosedRoundError):
        rated.rate("culture", "vision", level="accomplished", rater="North")
    assert "accomplished" not in str(rated.answers("culture"))
    assert compare(rated, "culture") == compare(other, "culture")


@pytest.mark.parametrize(
    ("rater", "said"),
    [("Lead", "without a vote"), ("Ana", "by small groups now"), ("team", "by small groups now"), ("East", "no group")],
)
def test_who_does_not_rate_in_this_round(rated: hansei.Session, rater: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        rated.rate("culture", "vision", level="evolving", rater=rater)


def test_rows_that_are_not_there_and_a_closed_session(rated: hansei.Session) -> None:
    with pytest.raises(ResponseError, match="no item 'vison'; did you mean 'vision'"):
        rated.rate("culture", "vison", level="evolving", rater="North")
    with pytest.raises(ResponseError):
        rated.rounds.open("culture", items=["nothing"])
    with pytest.raises(UsageError, match="is open; reveal it or call it off first"):
        rated.rounds.open("culture")
    rated.close()
    for act in (
        lambda: rated.rate("culture", "vision", level="evolving", rater="North"),
        lambda: rated.rounds.reveal("culture"),
        lambda: rated.groups.dissolve(),
    ):
        with pytest.raises(ClosedSessionError):
            act()


def test_nobody_to_rate(session: hansei.Session) -> None:
    with pytest.raises(UsageError, match="no groups yet"):
        session.rounds.open("culture", by="group")
    with pytest.raises(UsageError, match="nobody with a vote"):
        session.rounds.open("culture", by="person")
    session.groups.form({"A": 3})
    session.rounds.open("culture")
    with pytest.raises(UsageError, match="nothing to reveal"):
        session.rounds.reveal("culture")
    with pytest.raises(UsageError, match="has rated nothing yet"):
        session.rounds.hand_in("culture", "A")


def test_hands_need_levels(room: hansei.Session) -> None:
    with pytest.raises(UsageError, match="no levels to raise hands for"):
        room.rounds.open("examples", how="hands")
    assert room.rounds.of("examples") == ()


def test_the_whole_team_answers_what_is_usually_each_persons(room: hansei.Session) -> None:
    room.rounds.open("resonates", by="team")
    assert room.raters("resonates") == ("team",)
    room.answer("resonates", "choice", {"options": "balance"})
    room.rounds.reveal("resonates")
    assert [answer.rater for answer in room.answers("resonates")["choice"]] == ["The team"]


def test_a_latecomer_rates_in_the_round_that_is_open(room: hansei.Session) -> None:
    room.rounds.open("culture", by="person")
    late = room.join("Late")
    room.rate("culture", "vision", level="evolving", rater="Late")
    assert late.rater in {each.rater for each in room.rounds.receipts("culture")}
    room.leave(late)
    room.rounds.reveal("culture")
    assert [answer.rater for answer in room.answers("culture")["vision"]] == ["Late"]


# ----------------------------------------------------------------------------------------- raised hands


def test_raised_hands(room: hansei.Session) -> None:
    room.rounds.open("culture", how="hands", by="person")
    room.rounds.count("culture", "vision", {"evolving": 4, "beginning": 1})
    room.rounds.count("culture", "vision", {"evolving": 3, "beginning": 2, "abstain": 1})
    assert HUSH not in everything(room)
    assert compare(room, "culture")[0].counts == (0, 0, 0, 0)
    room.rounds.reveal("culture")
    row = compare(room, "culture")[0]
    assert row.counts == (2, 0, 3, 0)
    assert row.asides == {"Abstain": 1}
    assert row.denominator() == "5 of 6 chose a level; 1 abstain"
    assert room.summary("culture").rows[0].distribution["evolving"] == 3


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"evolving": 8}, "8 hands, but the room has 7"),
        ({"evolving": -1}, "whole number"),
        ({"evolving": True}, "whole number"),
        ({"evolvin": 1}, "is not one of"),
        ({}, "no hand"),
        ({"evolving": 0}, "no hand"),
    ],
)
def test_hands_that_cannot_be(room: hansei.Session, counts: dict[str, int], said: str) -> None:
    room.rounds.open("culture", how="hands")
    with pytest.raises(UsageError, match=said):
        room.rounds.count("culture", "vision", counts)
    assert not room.rounds.of("culture")[0].counted


def test_hands_of_a_group_are_no_more_than_it_has(room: hansei.Session) -> None:
    room.rounds.open("culture", how="hands")
    room.rounds.count("culture", "vision", {"evolving": 3, "beginning": 1}, group="West")
    with pytest.raises(UsageError, match="West has 4"):
        room.rounds.count("culture", "vision", {"evolving": 5}, group="West")
    with pytest.raises(UsageError, match="no group"):
        room.rounds.count("culture", "vision", {"evolving": 1}, group="East")


# ----------------------------------------------------------------------------------------- settling


def test_agreeing_keeps_who_does_not_go_along(rated: hansei.Session) -> None:
    with pytest.raises(ClosedRoundError, match="still hidden"):
        rated.rounds.agree("culture", "vision", level="evolving")
    rated.rounds.reveal("culture")
    rated.rounds.agree(
        "culture", "vision", level="evolving", rationale="Seen in most buildings", dissent={"South": "not in ours"}
    )
    (answer,) = rated.answers("culture")["vision"]
    assert (answer.rater, answer.response.level) == ("Agreed", "evolving")
    (settled,) = rated.rounds.settled("culture", "vision")
    assert isinstance(settled, Agreed)
    assert [(each.rater, each.words) for each in settled.dissent] == [("group:South", "not in ours")]
    assert len(compare(rated, "culture")[0].positions) == 3, "no position is gone"
    assert "not in ours" in everything(rated)
    assert "Seen in most buildings" in everything(rated)


def test_not_agreeing_keeps_the_positions(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    rated.rounds.disagree("culture", "vision", rationale="What counts as visible?", positions={"South": "only posters"})
    (settled,) = rated.rounds.settled("culture", "vision")
    assert isinstance(settled, NotAgreed)
    assert {answer.response.level for answer in rated.answers("culture")["vision"]} == {"evolving", "beginning"}
    assert compare(rated, "culture")[0].state == "not agreed"
    assert "only posters" in everything(rated)


def test_one_row_alone_is_rated_again_and_the_first_round_stays(rated: hansei.Session) -> None:
    rated.rate("culture", "policies", level="developing", rater="North")
    rated.rounds.reveal("culture")
    rated.rounds.agree("culture", "vision", level="evolving")
    again = rated.rounds.open("culture", items=["vision"])
    assert again.number == 2
    with pytest.raises(ClosedRoundError):
        rated.rate("culture", "policies", level="evolving", rater="North")
    for group in ("North", "South", "West"):
        rated.rate("culture", "vision", level="developing", rater=group)
    assert [row.rounds for row in compare(rated, "culture")][:2] == [(1,), (1,)]
    rated.rounds.reveal("culture")
    first, second = compare(rated, "culture", 1)[0], compare(rated, "culture")[0]
    assert (first.counts, second.counts) == ((1, 0, 2, 0), (0, 3, 0, 0))
    assert second.rounds == (1, 2)
    assert compare(rated, "culture")[1].counts == (0, 1, 0, 0)
    rated.rounds.agree("culture", "vision", level="developing")
    (settled,) = rated.rounds.settled("culture", "vision")
    assert settled.round == 2
    assert len([event for event in rated.state.events if isinstance(event, Agreed)]) == 2


def test_a_round_called_off_stays_hidden(rated: hansei.Session) -> None:
    rated.rounds.drop("culture")
    assert HUSH not in everything(rated)
    assert rated.rounds.open("culture").number == 2


def test_two_windows_settle_differently_and_both_are_kept(rated: hansei.Session, other: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    other.refresh()
    rated.rounds.agree("culture", "vision", level="evolving")
    other.rounds.agree("culture", "vision", level="beginning")
    rated.refresh()
    assert compare(rated, "culture")[0].state == "conflict"
    assert {answer.response.level for answer in rated.answers("culture")["vision"]} == {"evolving", "beginning"}
    rated.rounds.agree("culture", "vision", level="developing")
    other.refresh()
    assert compare(other, "culture")[0].state == "agreed"


def test_what_there_is_to_do(rated: hansei.Session) -> None:
    step = rated.step("activity-2.rate")
    asked = [task for task in tasks(rated, step) if task.item.id == "vision"]
    assert [(task.rater, task.answered) for task in asked] == [
        ("group:North", True),
        ("group:South", True),
        ("group:West", True),
    ]
    rated.rounds.reveal("culture")
    (task,) = [task for task in tasks(rated, step) if task.item.id == "vision"]
    assert not task.answered, "the team has to settle on something"
    rated.rounds.agree("culture", "vision", level="evolving")
    (task,) = [task for task in tasks(rated, step) if task.item.id == "vision"]
    assert task.answered


def test_a_row_that_was_rated_again_is_to_be_settled_again(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    rated.rounds.agree("culture", "vision", level="evolving")
    rated.rounds.open("culture", items=["vision"])
    rated.rate("culture", "vision", level="developing", rater="North")
    rated.rounds.reveal("culture")
    step = rated.step("activity-2.rate")
    (task,) = [task for task in tasks(rated, step) if task.item.id == "vision"]
    assert (task.wants, task.round, task.answered) == ("agreement", 2, False)
    assert rated.answers("culture")["vision"][0].response.level == "evolving", "until then the old agreement stands"
    rated.rounds.agree("culture", "vision", level="developing")
    (task,) = [task for task in tasks(rated, step) if task.item.id == "vision"]
    assert task.answered


# ----------------------------------------------------------------------------------------- comparing


def test_most_spread_first(rated: hansei.Session) -> None:
    for group, levels in (
        ("North", {"policies": "evolving", "routines": "beginning", "goals": "developing"}),
        ("South", {"policies": "evolving", "routines": "accomplished", "goals": "developing"}),
        ("West", {"policies": "developing", "routines": "developing", "goals": "developing"}),
    ):
        for item, level in levels.items():
            rated.rate("culture", item, level=level, rater=group)
    rated.answer("culture", "plans", {"level": {"level": "cannot-tell"}}, rater="North")
    rated.rounds.reveal("culture")
    rows = by_spread(compare(rated, "culture"))
    assert [row.item.id for row in rows] == ["routines", "vision", "policies", "goals", "plans", "decisions"]
    assert [row.spread for row in rows] == [3, 2, 1, 0, 0, 0]
    assert rows[3].consensus == 1
    assert rows[4].consensus is None
    assert rows[4].denominator() == "0 of 3 chose a level; 1 cannot tell; South, West not rated"


def test_the_matrix_is_compared_like_a_rubric(room: hansei.Session) -> None:
    room.rounds.open("balance", items=["team.building"])
    for group, status in (("North", "in place"), ("South", "create"), ("West", "strengthen")):
        room.answer("balance", "team.building", {"status": status}, rater=group)
    room.rounds.reveal("balance")
    row = compare(room, "balance")[0]
    assert row.counts == (1, 1, 1)
    room.rounds.agree("balance", "team.building", level="strengthen", dissent={"North": "it works for us"})
    assert [item.id for item in room.items("district-plan")] == ["team.building"]


def test_after_a_round_was_called_off_rows_are_rated_aloud_as_before(room: hansei.Session) -> None:
    room.rate("culture", "vision", level="developing")
    room.rounds.open("culture")
    room.rate("culture", "vision", level="accomplished", rater="North", evidence=HUSH)
    room.rounds.drop("culture")
    room.rate("culture", "vision", level="evolving")
    room.rate("culture", "policies", level="beginning", evidence="seen")
    assert [answer.response.level for answer in room.answers("culture")["vision"]] == ["evolving"]
    assert room.response("culture", "policies").evidence == "seen"
    assert HUSH not in everything(room)
    (task,) = [task for task in tasks(room, room.step("activity-2.rate")) if task.item.id == "policies"]
    assert task.answered


def test_a_round_of_the_whole_team_that_was_called_off_leaves_the_earlier_one_to_settle(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    rated.rounds.open("culture", by="team", items=["vision"])
    rated.rate("culture", "vision", level="accomplished", evidence="said aloud and called off")
    rated.rounds.drop("culture")
    row = compare(rated, "culture")[0]
    assert (row.round, row.counts, row.rounds) == (1, (1, 0, 2, 0), (1,))
    assert "said aloud and called off" not in everything(rated)


def test_a_first_round_that_was_called_off_hides_nothing_that_is_said_aloud_later(room: hansei.Session) -> None:
    room.rounds.open("culture")
    room.rate("culture", "vision", level="accomplished", rater="North", evidence=HUSH)
    room.rounds.drop("culture")
    room.rate("culture", "vision", level="evolving")
    assert [answer.response.level for answer in room.answers("culture")["vision"]] == ["evolving"]
    assert compare(room, "culture")[0].counts == (0, 0, 1, 0)
    assert room.rounds.open("culture").number == 3
    assert HUSH not in everything(room)


def held_apart(room: hansei.Session) -> None:
    """Three groups agree on the state of a function and differ in who holds it."""
    room.rounds.open("balance", items=["team.building"])
    for group, held in (("North", "building"), ("South", "district"), ("West", "")):
        room.answer("balance", "team.building", {"status": "strengthen", "held": held}, rater=group)
    room.rounds.reveal("balance")


def test_who_holds_a_function_is_disputed_and_settled_with_its_state(room: hansei.Session) -> None:
    held_apart(room)
    row = next(each for each in compare(room, "balance") if each.item.id == "team.building")
    assert row.spread == 0
    assert row.chosen("held") == {"building": 1, "district": 1}
    assert [question.id for question in row.disputed] == ["held"]
    assert by_spread(compare(room, "balance"))[0].item.id == "team.building"
    room.rounds.agree("balance", "team.building", level="strengthen", beside={"held": "both"})
    (answer,) = room.answers("balance")["team.building"]
    assert (answer.response.status, answer.response.held) == ("strengthen", "both")


@pytest.mark.parametrize("beside", [{"held": "everybody"}, {"hold": "both"}])
def test_what_cannot_be_settled_with_a_level_is_refused(room: hansei.Session, beside: dict[str, str]) -> None:
    held_apart(room)
    before = room.state.version
    with pytest.raises(ResponseError, match=r"everybody|'hold'.*there is: held"):
        room.rounds.agree("balance", "team.building", level="strengthen", beside=beside)
    assert room.state.version == before


def test_a_dissent_is_kept_by_name_or_in_free_words_where_all_rate_together(room: hansei.Session) -> None:
    room.rounds.open("culture", by="team", items=["vision"])
    room.rate("culture", "vision", level="evolving")
    room.rounds.reveal("culture")
    said = {"Ana": "not yet", " one  of us ": "", "West": "ours is older"}
    event = room.rounds.agree("culture", "vision", level="evolving", dissent=said)
    ana = next(person.rater for person in room.people if person.name == "Ana")
    assert [each.rater for each in event.dissent] == [ana, "voice:one of us", "group:West"]
    assert [room.rater_name(each.rater) for each in event.dissent] == ["Ana", "one of us", "West"]
    assert "one of us does not go along" in str(report(room))
    with pytest.raises(UsageError, match="without a vote"):
        room.rounds.agree("culture", "vision", level="evolving", dissent={"Lead": ""})
    with pytest.raises(UsageError, match="at most 60"):
        room.rounds.disagree("culture", "vision", positions={"x" * 61: ""})


@pytest.mark.parametrize("name", ["lead", " Lead ", "LEAD"])
def test_nobody_gets_a_vote_by_writing_a_name_otherwise(room: hansei.Session, name: str) -> None:
    with pytest.raises(UsageError, match="Lead takes part without a vote"):
        room.rate("culture", "vision", level="evolving", rater=name)


@pytest.mark.parametrize(
    ("written", "rater"),
    [
        ("north", "group:North"),
        (" North ", "group:North"),
        ("group:NORTH", "group:North"),
        ("The team", "team"),
        ("Team", "team"),
        ("east ", "group:east"),
    ],
)
def test_a_rater_is_known_however_the_name_is_written(room: hansei.Session, written: str, rater: str) -> None:
    assert room.rater(written) == rater


def test_a_person_and_a_group_are_not_called_alike(room: hansei.Session) -> None:
    with pytest.raises(UsageError, match="a person is called ana"):
        room.groups.add("ana", heads=3)
    with pytest.raises(UsageError, match="north takes part already"):
        room.join("north")
    with pytest.raises(UsageError, match="everybody together"):
        room.groups.add("the team", heads=3)


def test_who_has_left_rates_no_more(room: hansei.Session) -> None:
    room.rounds.open("culture", by="person")
    room.rate("culture", "vision", level="evolving", rater="Ana")
    room.leave(room.people[0])
    with pytest.raises(UsageError, match="Ana has left"):
        room.rate("culture", "vision", level="beginning", rater="Ana")
    room.rounds.reveal("culture")
    assert compare(room, "culture")[0].positions[0].says == "Evolving"


def test_what_was_handed_in_is_nobodys_to_look_at(rated: hansei.Session) -> None:
    assert rated.response("culture", "vision", rater="North").level == "evolving", "their own, at the keyboard"
    rated.rounds.hand_in("culture", "North")
    assert rated.response("culture", "vision", rater="North") is None
    assert rated.response("culture", "vision", rater="South") is not None
    rated.rounds.reveal("culture")
    assert rated.response("culture", "vision", rater="North").level == "evolving"


def test_drafts_of_a_hidden_round_do_not_outlive_it(rated: hansei.Session) -> None:
    drafts = {
        f"draft:culture/goals/group:{name}/{number}/evidence": name for name in ("North", "South") for number in (1, 2)
    }
    drafts |= {"given:culture/goals/group:North/1": "{}", "hands:culture/1/goals/": "{}", "note:rate": "public"}
    drafts |= {"draft:culture/vision/team/level": "public"}
    for key, words in drafts.items():
        rated.put_aside(key, words)
    rated.rounds.hand_in("culture", "North")
    assert drafts.keys() - rated.aside().keys() == {
        "draft:culture/goals/group:North/1/evidence",
        "given:culture/goals/group:North/1",
    }
    rated.rounds.reveal("culture")
    assert rated.aside().keys() == {
        "draft:culture/goals/group:North/2/evidence",
        "draft:culture/goals/group:South/2/evidence",
        "note:rate",
        "draft:culture/vision/team/level",
    }


def test_a_round_that_is_none_is_refused(room: hansei.Session) -> None:
    with pytest.raises(UsageError, match="by team, group, person"):
        room.rounds.open("culture", by="groups")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no instrument 'cultur'"):
        room.rounds.reveal("cultur")


def test_a_round_that_is_not_there_cannot_be_compared(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    for number in (9, -1):
        with pytest.raises(ClosedRoundError, match=f"no round {number} of culture; there are: 1"):
            compare(rated, "culture", number)


def test_nobody_dissents_twice(rated: hansei.Session) -> None:
    rated.rounds.reveal("culture")
    with pytest.raises(UsageError, match="South is named twice"):
        rated.rounds.agree("culture", "vision", level="evolving", dissent={"South": "no", "south": "never"})
    assert rated.rounds.settled("culture", "vision") == ()


@pytest.mark.parametrize("revealed", [False, True])
def test_who_has_rated_unseen_is_not_taken_back(room: hansei.Session, revealed: bool) -> None:
    late = room.join("Late")
    room.rounds.open("culture", by="person")
    room.rate("culture", "vision", level="evolving", rater=late.rater)
    if revealed:
        room.rounds.reveal("culture")
    assert room.undo() is None
    assert room.rater_name(late.rater) == "Late"
