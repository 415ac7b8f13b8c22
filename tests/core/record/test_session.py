"""A session: people, votes, answers, notes, the agenda, the end, and what it refuses."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.errors import ClosedSessionError, HanseiError, ResponseError, UsageError
from hansei.insight.clock import clocks
from hansei.kinds.role_matrix_standing import Standing
from hansei.kinds.rubric_rating import Rating
from hansei.record.events import Answered, Noted, Undone

from ..samples import write_toolkit

HARD_WORDS = {
    "long": "x" * 100_000,
    "control": "bell \x07, red \x1b[31m, nothing \x00, tab \t, return \r\n",
    "markup": "[red] & <b>bold</b> **strong** [link](x) {{ x }} %s ${HOME} \\n",
    "right to left": "هذا ما نراه كل يوم \u202eabc\u202c עברית",
    "emoji": "🌱 👩🏽‍🏫 🇺🇳 e\u0301 \ufeff\u200b",
    "quotes": "'; DROP TABLE events; -- \"",
}


def vision(session: hansei.Session, rater: str = "team") -> Rating | None:
    rating = session.response("culture", "vision", rater=rater)
    assert rating is None or isinstance(rating, Rating)
    return rating


# ------------------------------------------------------------------------------------------- people


def test_people_join_in_order_with_role_and_vote(session: hansei.Session) -> None:
    session.join("Ann", role="facilitator", votes=False)
    session.join_all(["Łukasz", " سارة "])
    assert [(each.name, each.role, each.votes) for each in session.people] == [
        ("Ann", "facilitator", False),
        ("Łukasz", "respondent", True),
        ("سارة", "respondent", True),
    ]
    assert len({person.id for person in session.people}) == 3


def test_nameless_people_are_counted(session: hansei.Session) -> None:
    session.join_all(["Ann", "", ""])
    assert [person.name for person in session.people] == ["Ann", "Person 2", "Person 3"]
    assert session.rater_name(session.people[2].rater) == "Person 3"


@pytest.mark.parametrize("names", [["Ann", "Ann"], ["Bo", " Bo "], ["Cy"]])
def test_a_name_that_is_taken_is_refused_and_nobody_joins(session: hansei.Session, names: list[str]) -> None:
    session.join("Cy")
    with pytest.raises(UsageError, match="takes part already; add an initial"):
        session.join_all(names)
    assert [person.name for person in session.people] == ["Cy"]


def test_who_left_is_still_on_the_record_and_is_not_asked(session: hansei.Session) -> None:
    ann, bo = session.join_all(["Ann", "Bo"])
    session.answer("resonates", "choice", {"options": "balance"}, rater="Ann")
    session.leave(ann)
    assert [(person.name, person.present) for person in session.people] == [("Ann", False), ("Bo", True)]
    assert session.raters("resonates") == (bo.rater,)
    assert session.response("resonates", "choice", rater=ann.rater).options == ("balance",)
    assert session.join("Ann").id != ann.id, "the name is free again"


def test_of_two_with_one_name_the_one_who_is_there_rates(session: hansei.Session) -> None:
    session.leave(session.join("Ann"))
    again = session.join("Ann")
    session.answer("resonates", "choice", {"options": "balance"}, rater="Ann")
    assert session.response("resonates", "choice", rater=again.rater) is not None


def test_names_lie_beside_the_record(session: hansei.Session) -> None:
    session.join("Ann Example")
    assert not any(b"Ann Example" in line for line in session.log.read(session.id))
    assert session.log.names(session.id) == {session.people[0].id: "Ann Example"}


def test_half_a_character_in_a_name_is_refused(session: hansei.Session) -> None:
    with pytest.raises(HanseiError):
        session.join("A\ud800")


@pytest.mark.parametrize("name", ["team", "group:Table 1", "person:x"])
def test_a_name_that_reads_as_a_rater_is_refused(session: hansei.Session, name: str) -> None:
    with pytest.raises(UsageError):
        session.join(name)


# ------------------------------------------------------------------------------------------- raters


def test_raters_are_named_as_people_read_them(session: hansei.Session) -> None:
    ann = session.join("Ann")
    for rater, name in [
        ("team", "The team"),
        ("Table 1", "Table 1"),
        ("group:Table 2", "Table 2"),
        ("Ann", "Ann"),
        (ann.rater, "Ann"),
    ]:
        session.rate("culture", "vision", level="evolving", rater=rater)
        (last,) = [event.rater for event in session.state.events[-1:] if isinstance(event, Answered)]
        assert session.rater_name(last) == name
    assert [key[1] for key in session.state.answers["culture"]] == ["team", "group:Table 1", "group:Table 2", ann.rater]


def test_who_takes_part_without_a_vote_cannot_rate(session: hansei.Session) -> None:
    session.join("Ann", votes=False)
    with pytest.raises(UsageError, match="Ann takes part without a vote"):
        session.rate("culture", "vision", level="evolving", rater="Ann")
    assert vision(session) is None


def test_an_unknown_person_cannot_rate(session: hansei.Session) -> None:
    with pytest.raises(UsageError, match="nobody with the id xyz"):
        session.rate("culture", "vision", level="evolving", rater="person:xyz")


@pytest.mark.parametrize("rater", ["", "  ", "group:"])
def test_a_rater_without_a_name_is_refused(session: hansei.Session, rater: str) -> None:
    with pytest.raises(UsageError):
        session.rate("culture", "vision", level="evolving", rater=rater)


def test_what_each_person_answers_is_asked_of_each_with_a_vote(session: hansei.Session) -> None:
    assert session.raters("resonates") == ()
    session.join("Ann", votes=False)
    bo, cy = session.join_all(["Bo", ""])
    assert session.raters("resonates") == (bo.rater, cy.rater)
    assert session.raters("culture") == ("team",)
    session.answer("resonates", "choice", {"options": "balance", "why": "It is near."}, rater="Bo")
    session.answer("resonates", "choice", {"options": "status"}, rater="Person 3")
    assert session.summary("resonates").counts == {"importance": 0, "balance": 1, "status": 1}
    assert [by.rater for by in session.summary("resonates").chosen] == ["Bo", "Person 3"]


# ------------------------------------------------------------------------------------------- answers


def test_an_answer_takes_the_place_of_the_raters_earlier_one_only(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving", rater="Table 1")
    session.rate("culture", "vision", level="beginning", rater="Table 2", evidence="Nobody knew it.")
    session.rate("culture", "vision", level="developing", rater="Table 1")
    assert vision(session, "Table 1") == Rating("developing")
    assert vision(session, "Table 2") == Rating("beginning", evidence="Nobody knew it.")
    assert len([event for event in session.state.events if isinstance(event, Answered)]) == 3


def test_a_response_of_the_kind_may_be_given_as_it_is(session: hansei.Session) -> None:
    session.answer("culture", "vision", Rating("evolving", refused={"accomplished": "not yet"}))
    assert vision(session) == Rating("evolving", refused={"accomplished": "not yet"})


@pytest.mark.parametrize("what", HARD_WORDS)
def test_words_are_kept_exactly(engine: hansei.Engine, session: hansei.Session, what: str) -> None:
    words = HARD_WORDS[what]
    session.rate(
        "culture", "vision", level="evolving", evidence=words, refused={"accomplished": words}, rater=f"T {words}"
    )
    session.note(words)
    session.note(words, parked=True)
    session.put_aside("draft", words)
    ann = session.join(f"A{words}")
    again = engine.open(session.id)
    found = again.response("culture", "vision", rater=f"group:T {words}")
    assert found.evidence == words
    assert found.refused == {"accomplished": words}
    assert [note.text for note in again.state.notes.values()] == [words, words]
    assert again.aside() == {"draft": words}
    assert again.rater_name(ann.rater) == f"A{words}".strip()


def test_half_a_character_is_refused_and_nothing_written(session: hansei.Session) -> None:
    before = session.log.read(session.id)
    with pytest.raises(ResponseError, match=r"culture/vision: .*half a character"):
        session.rate("culture", "vision", level="evolving", evidence="a\ud83d")
    with pytest.raises(UsageError, match="half a character"):
        session.note("a\ud83d")
    assert session.log.read(session.id) == before
    assert vision(session) is None


@pytest.mark.parametrize(
    ("instrument", "item", "given", "message"),
    [
        ("culture", "vision", {"level": {"level": "evolvin"}}, r"^culture/vision level: .*did you mean 'evolving'"),
        ("culture", "visoin", {"level": {"level": "evolving"}}, r"^culture: no item 'visoin'; did you mean 'vision'"),
        ("culture", "vision", {}, r"^culture/vision level: give a level"),
        ("culture", "vision", "evolving", r"^culture/vision: give a dict or a Rating, not str"),
        (
            "balance",
            "team.building",
            Rating("evolving"),
            r"^balance/team.building: give a dict or a Standing, not Rating",
        ),
        ("resonates", "choice", {"options": "z"}, r"^resonates/choice options: "),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    session: hansei.Session, instrument: str, item: str, given: Any, message: str
) -> None:
    with pytest.raises(ResponseError, match=message):
        session.answer(instrument, item, given)
    assert session.state.version == 1


def test_an_unknown_instrument_is_refused_with_those_there_are(session: hansei.Session) -> None:
    for call in (session.items, session.summary, session.raters, session.instrument):
        with pytest.raises(UsageError, match=r"no instrument 'cultur'; it has: .*culture"):
            call("cultur")


def test_what_follows_a_rating_is_asked_for_rows_that_call_for_work(session: hansei.Session) -> None:
    assert session.items("moving-right") == ()
    session.rate("culture", "vision", level="evolving")
    session.rate("culture", "goals", level="accomplished")
    prompts = ["theories", "barriers", "begin", "maintain"]
    assert [item.id for item in session.items("moving-right")] == [f"vision.{prompt}" for prompt in prompts]
    assert session.items("moving-right")[0].because == "rated Evolving"
    session.answer("moving-right", "vision.theories", {"text": "Nobody asked."})
    session.rate("culture", "vision", level="accomplished")
    assert [item.id for item in session.items("moving-right")] == ["vision.theories"], "what was answered stays"
    session.clear("moving-right", "vision.theories")
    assert session.items("moving-right") == ()


def test_actions_are_gathered_from_every_instrument(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk", "owner": "Ann", "due": "2026-12-01"}]})
    session.answer("balance", "team.building", {"status": "create"})
    session.answer(
        "district-plan", "team.building", {"lines": [{"action": "Invite", "lead": "Bo", "measure": "A list"}]}
    )
    found = [
        (instrument, item.id, action.text, action.owner, action.phase) for instrument, item, action in session.actions()
    ]
    assert found == [
        ("moving-right", "vision.begin", "Walk", "Ann", "begin"),
        ("district-plan", "team.building", "Invite", "Bo", ""),
    ]


def test_clearing_takes_back_one_raters_answer(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving")
    session.rate("culture", "vision", level="beginning", rater="Table 1")
    session.clear("culture", "vision")
    version = session.state.version
    session.clear("culture", "vision")
    assert session.state.version == version, "there was nothing to take back"
    assert vision(session) is None
    assert vision(session, "Table 1") == Rating("beginning")


def test_undo_goes_back_through_answers_and_notes(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving")
    session.rate("culture", "vision", level="developing")
    session.move("activity-2.rate")
    kept = session.note("words")
    session.note("", note=kept)
    session.clear("culture", "vision")
    undone = []
    for expected in (None, "developing", "developing", "developing", "evolving", None):
        rating = vision(session)
        assert (rating.level if rating else None) == expected
        undone.append(session.undo())
    assert undone[-1] is None
    assert [type(event).__name__ for event in undone[:-1]] == ["Cleared", "Noted", "Noted", "Answered", "Answered"]
    assert session.state.notes == {}
    assert session.running.path == "activity-2.rate", "moves are not taken back"


# ------------------------------------------------------------------------------------------- what must not be written


def broken_calls() -> list[Any]:
    """Return calls with an argument of the wrong type, each of which writes a line that cannot be read back."""
    return [
        pytest.param(lambda session: session.add_time("activity-1", 2.5), id="minutes"),
        pytest.param(lambda session: session.stop_clock("activity-1", until=1.5), id="until"),
        pytest.param(lambda session: session.join("Ann", votes="no"), id="votes"),
        pytest.param(lambda session: session.join("Ann", role=None), id="role"),
        pytest.param(lambda session: session.end_step("activity-2.rate", "finished"), id="outcome"),
        pytest.param(lambda session: session.answer("culture", "vision", Rating("evolving"), round_=1.5), id="round"),
        pytest.param(lambda session: session.note("words", note=5), id="note"),
    ]


@pytest.mark.parametrize("call", broken_calls())
def test_nothing_is_written_that_cannot_be_read_back(engine: hansei.Engine, session: hansei.Session, call: Any) -> None:
    with pytest.raises(HanseiError):
        call(session)
    engine.open(session.id)


def test_a_clock_that_gives_a_float_does_not_destroy_the_session(tmp_path: Path) -> None:
    now: Any = lambda: 1_795_442_400_000.25  # noqa: E731
    with hansei.open_engine(tmp_path / "s.db", now=now) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.note("words")
        assert engine.open(session.id).state.notes


@pytest.mark.parametrize("response", [Standing("create", evidence=5), Standing("create", evidence=None)])  # type: ignore[arg-type]
def test_a_response_with_a_wrong_type_is_refused(session: hansei.Session, response: Standing) -> None:
    with pytest.raises(ResponseError):
        session.answer("balance", "team.building", response)
    session.summary("balance")


def test_words_for_a_question_that_is_not_asked_are_refused(session: hansei.Session) -> None:
    with pytest.raises(ResponseError, match="evidnce"):
        session.answer("balance", "team.building", {"status": "create", "evidnce": "words"})


@pytest.mark.parametrize("round_", [0, -1])
def test_a_round_before_the_first_is_refused(session: hansei.Session, round_: int) -> None:
    with pytest.raises(UsageError):
        session.answer("culture", "vision", Rating("evolving"), round_=round_)


def test_an_event_that_is_sent_twice_is_recorded_once(session: hansei.Session) -> None:
    event = Noted(id="a" * 24, at=1, note="n", text="words")
    session.record(event)
    session.record(event)
    assert len(session.log.read(session.id)) == 2


def test_an_event_sent_again_after_another_one_wrote_is_recorded_once(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    other = engine.open(session.id)
    event = Noted(id="a" * 24, at=1, note="n", text="words")
    session.record(event)
    other.record(event)
    assert len(session.log.read(session.id)) == 2
    assert other.state.notes == {"n": event}


# ------------------------------------------------------------------------------------------- two at once


def test_two_sessions_on_one_store_see_each_other(engine: hansei.Engine, session: hansei.Session) -> None:
    other = engine.open(session.id)
    assert not other.refresh()
    session.join("Ann")
    session.rate("culture", "vision", level="evolving")
    assert vision(other) is None
    assert other.refresh()
    assert vision(other) == Rating("evolving")
    assert [person.name for person in other.people] == ["Ann"]
    assert not other.refresh()


def test_what_both_write_is_kept_and_both_come_to_the_same(engine: hansei.Engine, session: hansei.Session) -> None:
    other = engine.open(session.id)
    for number, writer in zip(range(20), itertools.cycle([session, other, other])):
        writer.note(f"note {number}")
        writer.rate("culture", "vision", level="evolving", rater=f"Table {number}")
    session.refresh()
    other.refresh()
    assert session.state == other.state == engine.open(session.id).state
    assert [note.text for note in session.state.notes.values()] == [f"note {number}" for number in range(20)]


def test_a_head_is_right_when_two_write(engine: hansei.Engine, session: hansei.Session) -> None:
    other = engine.open(session.id)
    other.move("activity-2.rate")
    session.close()
    (head,) = engine.sessions()
    assert head.state == "closed"
    assert head.place.endswith(session.step("activity-2.rate").title)


def test_nothing_is_written_after_another_one_closed_the_session(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    engine.open(session.id).close()
    with pytest.raises(ClosedSessionError):
        session.rate("culture", "vision", level="evolving")
    assert vision(engine.open(session.id)) is None


# ------------------------------------------------------------------------------------------- the agenda


def test_the_room_begins_at_the_first_step_and_moves(engine: hansei.Engine, session: hansei.Session) -> None:
    assert session.running == session.agenda[0]
    session.move("activity-2.rate")
    assert session.running.path == "activity-2.rate"
    version = session.state.version
    session.move("activity-2.rate")
    assert session.state.version == version, "it is there already"
    assert engine.sessions()[0].place.endswith(session.running.title), "as people read it"
    assert engine.open(session.id).running == session.running


def place(engine: hansei.Engine) -> str:
    return engine.sessions()[0].place


@pytest.mark.parametrize(
    "give",
    [
        lambda session: session.answer("readiness", "cycles", {"mark": "yes"}),
        lambda session: session.rate("culture", "vision", level="evolving"),
        lambda session: session.note("looking ahead", step="activity-2.rate"),
        lambda session: session.end_step("activity-2.rate", "skipped"),
        lambda session: session.start_clock("activity-2"),
    ],
    ids=["answer", "answer ahead", "note", "step", "clock"],
)
def test_a_head_knows_that_a_session_is_begun_before_the_room_moves(
    engine: hansei.Engine, session: hansei.Session, give: Any
) -> None:
    first = session.agenda[0].place
    assert place(engine) == ""
    session.join("Ann")
    assert place(engine) == "", "who takes part is set-up"
    give(session)
    assert place(engine) == first
    session.close()
    session.reopen()
    assert place(engine) == first


@pytest.mark.parametrize("moved", [True, False])
def test_a_head_goes_back_with_the_room_when_the_end_of_a_step_is_taken_back(
    engine: hansei.Engine, session: hansei.Session, moved: bool
) -> None:
    if moved:
        session.move("activity-2.rate")
    was = session.running
    session.end_step(was.path, "later")
    assert place(engine) == session.running.place != was.place
    session.undo()
    assert place(engine) == session.running.place == was.place


def test_a_session_that_was_closed_with_nothing_in_it_is_not_begun(
    engine: hansei.Engine, session: hansei.Session
) -> None:
    session.close()
    session.reopen()
    assert place(engine) == ""


def test_a_team_goes_through_its_own_steps(engine: hansei.Engine) -> None:
    building = engine.start("district-led-ci", team=hansei.Team("Lincoln", kind="building", of="Riverside"))
    paths = [entry.path for entry in building.agenda]
    assert "activity-3.building-plan" in paths
    assert "activity-3.district-plan" not in paths
    assert engine.open(building.id).team == hansei.Team("Lincoln", kind="building", of="Riverside")


def test_a_step_alone_will_do_when_only_one_is_called_so(session: hansei.Session) -> None:
    assert session.step("rate").path == "activity-2.rate"
    assert session.step("activity-2.rate").path == "activity-2.rate"


def test_a_step_that_is_not_there_is_refused_with_those_there_are(session: hansei.Session) -> None:
    for path in ("activity-2.rat", "activity-3.building-plan", ""):
        with pytest.raises(UsageError, match=r"there is no step .*there are: before\.readiness, activity-1"):
            session.move(path)


def test_a_step_alone_that_two_are_called_is_refused_with_both(tmp_path: Path) -> None:
    with hansei.open_engine(tmp_path / "s.db", toolkits=[write_toolkit(tmp_path / "t")]) as engine:
        session = engine.start("every-kind", team=hansei.Team("Riverside"))
        with pytest.raises(UsageError, match=r"which step 'choose'; there are: first\.choose, second\.choose$"):
            session.step("choose")
        assert session.step("second.choose").path == "second.choose"


def test_ending_a_step_takes_the_room_to_the_next_open_one(session: hansei.Session) -> None:
    paths = [entry.path for entry in session.agenda]
    session.end_step(paths[1])
    assert session.running.path == paths[0], "another step ended, the room stays"
    session.end_step(paths[0], "skipped")
    assert session.running.path == paths[2]
    assert session.state.ended == {paths[0]: "skipped", paths[1]: "done"}
    session.move(paths[-1])
    session.end_step(paths[-1])
    assert session.running.path == paths[-1], "after the last there is none"


def test_a_step_can_be_opened_again(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving")
    session.end_step("activity-2.rate")
    session.reopen_step("rate")
    version = session.state.version
    session.reopen_step("rate")
    assert session.state.version == version
    assert session.state.ended == {}
    assert vision(session) == Rating("evolving")


# ------------------------------------------------------------------------------------------- notes


def test_notes_belong_to_a_step_and_can_be_changed_and_removed(session: hansei.Session) -> None:
    session.move("activity-2.rate")
    here, there = session.note("here"), session.note("there", step="closing.debrief")
    parked = session.note("later", parked=True)
    assert [(note.step, note.text, note.parked) for note in session.state.notes.values()] == [
        ("activity-2.rate", "here", False),
        ("closing.debrief", "there", False),
        ("activity-2.rate", "later", True),
    ]
    assert session.note("changed", note=here) == here
    session.note("", note=there)
    assert [(note.note, note.text) for note in session.state.notes.values()] == [(here, "changed"), (parked, "later")]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_note_without_words_is_refused(session: hansei.Session, text: str) -> None:
    with pytest.raises(UsageError, match="a note needs words"):
        session.note(text)


def test_a_note_at_a_step_that_is_not_there_is_refused(session: hansei.Session) -> None:
    with pytest.raises(UsageError, match="there is no step"):
        session.note("words", step="nowhere")


def test_changing_a_notes_words_changes_its_words(session: hansei.Session) -> None:
    note = session.note("one", step="activity-2.rate", parked=True)
    session.move("closing.debrief")
    session.note("two", note=note)
    changed = session.state.notes[note]
    assert (changed.text, changed.step, changed.parked) == ("two", "activity-2.rate", True)


# ------------------------------------------------------------------------------------------- aside, end


def test_what_is_put_aside_is_no_part_of_the_record(engine: hansei.Engine, session: hansei.Session) -> None:
    version = session.state.version
    session.put_aside("draft", "half a sent")
    assert engine.open(session.id).aside() == {"draft": "half a sent"}
    session.put_aside("draft", "")
    assert session.aside() == {}
    assert not session.refresh()
    assert session.state.version == version


def test_a_closed_session_refuses_everything_and_says_how_to_go_on(session: hansei.Session) -> None:
    ann = session.join("Ann")
    session.rate("culture", "vision", level="evolving")
    session.close()
    lines = session.log.read(session.id)
    for call in (
        lambda: session.rate("culture", "vision", level="developing"),
        lambda: session.clear("culture", "vision"),
        lambda: session.join("Bo"),
        lambda: session.note("words"),
        lambda: session.move("activity-2.rate"),
        lambda: session.end_step("activity-2.rate"),
        lambda: session.reopen_step("activity-2.rate"),
        lambda: session.start_clock("activity-2"),
        lambda: session.add_time("activity-2", 5),
        session.undo,
    ):
        with pytest.raises(ClosedSessionError, match=rf"hansei resume {session.id} --reopen"):
            call()
    assert session.log.read(session.id) == lines
    assert vision(session) == Rating("evolving")
    assert session.people == (ann,)


def test_a_session_is_closed_and_reopened_once(engine: hansei.Engine, session: hansei.Session) -> None:
    session.close()
    session.close()
    assert session.closed
    assert engine.sessions()[0].state == "closed"
    assert engine.open(session.id).closed
    session.reopen()
    session.reopen()
    assert not session.closed
    assert engine.sessions()[0].state == "open"
    session.rate("culture", "vision", level="evolving")
    assert session.state.version == 4


def test_the_clock_stops_with_the_session(tmp_path: Path) -> None:
    time = [1_795_442_400_000]
    with hansei.open_engine(tmp_path / "s.db", now=lambda: time[0]) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.start_clock("activity-1")
        time[0] += 10 * 60_000
        session.close()
        time[0] += 1_000 * 60_000
        clock = clocks(session.agenda, session.state.clock, session.now())["activity-1"]
        assert (clock.minutes, clock.running) == (10, False)


def test_a_clock_of_no_activity_is_refused(session: hansei.Session) -> None:
    for call in (session.start_clock, session.stop_clock, lambda activity: session.add_time(activity, 5)):
        with pytest.raises(UsageError, match="activity-1"):
            call("activity-9")


def test_undo_is_an_event_and_what_it_undoes_stays_in_the_log(session: hansei.Session) -> None:
    session.note("words")
    undone = session.undo()
    assert undone is not None
    assert isinstance(session.state.events[-1], Undone)
    assert session.state.events[-1].target == undone.id
    assert any(b"words" in line for line in session.log.read(session.id))
