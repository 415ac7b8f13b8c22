"""A session by lines of a pipe: every question, every command, and lines that are no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.kinds.dates import today
from tests.e2e.program import Here
from tests.e2e.program import hansei as process
from tests.tui.plain.conftest import Feed

#: A whole session: every kind of instrument, every step, and the end.
WHOLE = """\
1
partly

not yet
Read it twice
yes
enter
Kits were bought twice
enter
The roles would have been clear \\
and on a second line
enter
2
Nobody knows who decides
importance

enter
not yet, because no data is collected
no
yes
Posters in 2 of 5
cannot tell
back
not yet
back
yes
Everybody can say it
beginning

does not apply
abstain
enter
A plan for every grant
No common hour
Read the five plans | Ana Ruiz | 2026-12-01
Put an hour into the calendar

Open every report with it

/goto functions
Learning cycles
Systems
Data
enter
c
2
Not begun
i


s


""".replace("enter\n", "\n")


def said_of_last() -> dict[str, str]:
    """Return the last session's answers as people read them."""
    with hansei.open_engine() as engine:
        session = engine.open("last")
        from hansei.insight.transcript import transcript

        return {f"{each['instrument']}/{each['item']}": each["says"] for each in transcript(session)["answers"]}


def test_a_whole_session(feed: Feed) -> None:
    said = feed(*WHOLE.splitlines(), people="Ana Ruiz, Ben Okafor", facilitator="Kim Lee").done()
    record = said_of_last()
    assert record["readiness/cycles"] == "yes"
    assert record["readiness/whole-child"] == "partly"
    assert record["readiness/systems"] == "not yet — Read it twice"
    assert record["culture/vision"].startswith("Developing")
    assert "Posters in 2 of 5" in record["culture/vision"]
    assert record["culture/policies"].casefold().startswith("cannot tell")
    assert "Everybody can say it" in record["culture/routines"]
    assert record["culture/goals"].startswith("Beginning")
    assert record["moving-right/vision.theories"] == "A plan for every grant"
    assert "Read the five plans" in record["moving-right/vision.begin"]
    assert record["functions/common"] == "Data"
    assert record["balance/team.building"] == "create; today: the district — Not begun"
    assert record["balance/team.collaborative"] == "in place"
    acknowledged = [line.split(":")[0].removeprefix("saved ") for line in said.out.splitlines() if line[:6] == "saved "]
    assert {line.split(" (")[0] for line in acknowledged} == set(record)
    with hansei.open_engine() as engine:
        session = engine.open("last")
        refused = session.response("culture", "vision").refused
        two_lines = session.response("hindsight", "hindsight").text
        actions = [(action.text, action.owner, action.due) for _, _, action in session.actions()]
        assert session.response("resonates", "choice", rater="Ana Ruiz").why == "Nobody knows who decides"
        assert session.response("resonates", "choice", rater="Ben Okafor").options == ("importance",)
        assert [person.votes for person in session.people] == [True, True, False]
    assert two_lines == "The roles would have been clear \nand on a second line"
    assert refused == {"accomplished": "no data is collected", "evolving": ""}
    assert actions[0] == ("Read the five plans", "Ana Ruiz", "2026-12-01")
    assert "Left at activity-3.district-plan" in said.out


def test_to_the_end_and_closed(feed: Feed) -> None:
    said = feed("/goto closing.next", "In October", "Goals", "", "yes").done()
    assert "The session is closed." in said.out
    assert "Report: hansei report" in said.out
    with hansei.open_engine() as engine:
        assert engine.open("last").closed


def test_to_the_end_and_left_open(feed: Feed) -> None:
    feed("/goto closing.next", "In October", "Goals", "", "no").done()
    with hansei.open_engine() as engine:
        assert not engine.open("last").closed


def test_end_of_input_and_resume_go_on_exactly_there(feed: Feed, run: Here) -> None:
    said = feed("/goto rate", "yes", "Seen", "not yet").done()
    assert "Left at activity-2.rate" in said.out
    id_ = said.out.split("hansei resume ")[1].split()[0]
    again = run("resume", id_, "--plain", stdin="yes\n").done()
    assert "Culture of Collaboration, 2 of 6" in again.out
    assert "Culture of Collaboration, 1 of 6" not in again.out
    assert list(said_of_last()) == ["culture/vision"]  # a half-answered row is asked again, not made up


@pytest.mark.parametrize("length", range(0, 40, 3))
def test_cut_anywhere_and_resumed_it_ends_the_same(feed: Feed, run: Here, length: int) -> None:
    """Steps without a row in two parts, so that a cut never falls into the middle of an answer."""
    lines = ["/goto debrief", "Kept", "Helped", "Open", "", "In October", "Goals", "", "no"]
    cut = length % len(lines)
    feed(*lines[:cut]).done()
    rest = lines[cut:] if cut else lines
    run("resume", "last", "--plain", stdin="".join(f"{line}\n" for line in rest)).done()
    assert list(said_of_last().values()) == ["Kept", "Helped", "Open", "In October", "Goals"]


def test_the_team_is_asked_for(run: Here) -> None:
    said = run("run", "--plain", stdin="\n  Riverside \nschool\nbuilding\nAna Ruiz, Ben\n").done()
    assert "a team needs a name" in said.out
    assert "'school' is neither district nor building" in said.out
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert (session.team.name, session.team.kind) == ("Riverside", "building")
        assert [person.name for person in session.people] == ["Ana Ruiz", "Ben"]


@pytest.mark.parametrize("lines", ["", "Riverside\n", "Riverside\ndistrict\n"])
def test_an_end_before_the_beginning_writes_nothing(run: Here, lines: str) -> None:
    said = run("run", "--plain", stdin=lines)
    assert said.code != 0
    assert "Traceback" not in said.err
    assert run("list", "--json").json == []


@pytest.mark.parametrize("wrong", ["5000", "Ana, Ana"])
def test_wrong_people_are_asked_again(run: Here, wrong: str) -> None:
    said = run("run", "--plain", stdin=f"Riverside\ndistrict\n{wrong}\nBen\n").done()
    assert "session " in said.out
    with hansei.open_engine() as engine:
        (head,) = engine.sessions()
        assert [person.name for person in engine.open(head.session).people] == ["Ben"]


@pytest.mark.parametrize("people", ["5000", "Ana,Ana"])
def test_wrong_people_on_the_command_line_begin_no_session(feed: Feed, run: Here, people: str) -> None:
    said = feed("x", people=people)
    assert said.code == 2
    assert run("list", "--json").json == []


# ------------------------------------------------------------------------------------------- wrong lines


@pytest.mark.parametrize(
    ("step", "wrong", "right", "expected"),
    [
        ("before.readiness", "7", "1", "'7' is none of them: 1 Yes, 2 Partly, 3 Not yet"),
        ("before.readiness", "maybe", "1", "'maybe' is none of them"),
        ("rate", "maybe", "yes", "'maybe' is not understood"),
        ("rate", "back", "yes", "this is the first level"),
        ("rate", "n/a", "yes", "'n/a' is not understood"),
        ("rate", "nonsense", "yes", "'nonsense' is not understood"),
    ],
)
def test_a_wrong_line_is_asked_again(feed: Feed, step: str, wrong: str, right: str, expected: str) -> None:
    said = feed(f"/goto {step}", wrong, right, "").done()
    assert expected in said.out
    assert said.out.index(expected) < said.out.index("saved ")
    assert len(said_of_last()) == 1


def test_a_bad_date_and_too_many_columns_are_asked_again(feed: Feed) -> None:
    lines = ("A | B | soon", "A | B | 20991201", "A | B | 2099-12-01 | D | E", "A | B | 2099-12-01 | C", "")
    said = feed("/goto rate", "developing", "", "/goto move-right", "", "", *lines).done()
    assert f"'soon' is no date; write year, month and day, as today: {today()}" in said.out
    assert "'20991201' is no date" in said.out
    assert "that is 5 columns; there are 4" in said.out
    assert "in the past" not in said.out
    with hansei.open_engine() as engine:
        assert [action.text for _, _, action in engine.open("last").actions()] == ["A"]


def test_a_date_in_the_past_is_taken_and_said_to_be_past_once(feed: Feed) -> None:
    lines = ("A | B | 2020-01-31", f"C | D | {today()}", "")
    said = feed("/goto rate", "developing", "", "/goto move-right", "", "", *lines).done()
    assert said.out.count("in the past") == 1
    assert "2020-01-31 is in the past" in said.out
    with hansei.open_engine() as engine:
        assert [action.due for _, _, action in engine.open("last").actions()] == ["2020-01-31", today()]


def test_the_walk_stops_at_its_last_level(feed: Feed) -> None:
    said = feed("/goto rate", "n", "n", "n", "n", "yes", "").done()
    assert "This is the last level" in said.out
    assert said_of_last()["culture/vision"].startswith("Beginning")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/goto nowhere", "there is no step 'nowhere'"),
        ("/goto", "there is no step ''"),
        ("/look nowhere", "there is no step 'nowhere'"),
        ("/note", "a note needs words"),
        ("/park   ", "a note needs words"),
        ("/add five", "five"),
        ("/add", "/add 5"),
        ("/add 99999999999999999999", "minutes"),
        ("/frob", "there is no /frob; /help lists what there is"),
        ("/again nothing", "this step has no item 'nothing'"),
        ("/undo", "there is nothing to undo"),
        ("/back", "this is the first step"),
    ],
)
def test_a_wrong_command_is_said_and_the_session_goes_on(feed: Feed, line: str, expected: str) -> None:
    said = feed(line, "yes", "").done()
    assert expected in said.out
    assert "saved readiness/cycles: yes" in said.out


@pytest.mark.parametrize("line", ["/back", "/goto rate", "/next", "/undo", "/look rate", "/agenda"])
def test_commands_at_the_last_question_of_all(feed: Feed, line: str) -> None:
    said = feed("/goto closing.next", "In October", "Goals", "", line, "/quit").done()
    assert "Close the session?" in said.out
    assert "Left at" in said.out
    with hansei.open_engine() as engine:
        assert not engine.open("last").closed


def test_words_where_none_are_asked_for_are_not_swallowed(feed: Feed) -> None:
    """At "enter: this step is done" somebody goes on talking: either it is kept, or it is said that it is not."""
    said = feed("/goto examples", "First", "A second thought", "").done()
    told = said.out.partition("saved examples/examples: First")[2].partition("done activity-1.examples")[0]
    assert "/note" in told


# ------------------------------------------------------------------------------------------- commands


def test_back_next_and_goto_move_the_room(feed: Feed) -> None:
    feed("/goto rate", "/back", "/back").done()
    with hansei.open_engine() as engine:
        assert engine.open("last").running.path == "activity-1.hindsight"
    feed("/next", "/next").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.running.path == "activity-1.hindsight"
        assert set(session.state.ended) == {"before.readiness", "activity-1.examples"}


def test_next_at_the_last_step_ends_it(feed: Feed) -> None:
    said = feed("/goto closing.next", "/next", "yes").done()
    open_ = said.out.partition("Still open:")[2].partition("Close the session?")[0]
    assert "Facilitator readiness: " in open_
    with hansei.open_engine() as engine:
        assert engine.open("last").closed


def test_an_item_is_asked_in_its_own_words_below_its_short_name(feed: Feed) -> None:
    said = feed("/quit").done()
    with hansei.open_engine() as engine:
        first = engine.open("last").items("readiness")[0]
    assert first.short
    assert said.out.index(first.short) < said.out.index(f"  {first.title}")


def test_look_leaves_the_room_where_it_is(feed: Feed) -> None:
    said = feed("/look rate", "/look activity-3.functions").done()
    assert "Keep moving left until you find a description" in said.out
    assert "only looking" in said.out
    with hansei.open_engine() as engine:
        assert engine.open("last").running.path == "before.readiness"


def test_undo_takes_back_the_last_answer_and_asks_it_again(feed: Feed) -> None:
    said = feed("/goto examples", "First", "/undo", "", "/quit").done()
    assert "undone examples/examples" in said.out
    assert said_of_last() == {}
    feed("/goto readiness", "yes", "/undo", "partly", "", "not yet", "").done()
    assert said_of_last() == {"readiness/cycles": "partly", "readiness/whole-child": "not yet"}


def test_undo_takes_back_a_note(feed: Feed) -> None:
    said = feed("/note Away with it", "/undo").done()
    assert "undone note: Away with it" in said.out
    with hansei.open_engine() as engine:
        assert not engine.open("last").state.notes


def test_notes_and_parking_belong_to_the_step(feed: Feed) -> None:
    said = feed("/note A remark", "/goto rate", "/park The data wall", "/goto rate").done()
    assert "saved note: A remark" in said.out
    assert "saved parking lot: The data wall" in said.out
    assert "parked: The data wall" in said.out
    with hansei.open_engine() as engine:
        notes = [(note.step, note.parked, note.text) for note in engine.open("last").state.notes.values()]
    assert notes == [("before.readiness", False, "A remark"), ("activity-2.rate", True, "The data wall")]


def test_again_answers_an_item_anew(feed: Feed) -> None:
    feed("/goto examples", "First", "/again examples", "Second", "").done()
    assert said_of_last()["examples/examples"] == "Second"
    with hansei.open_engine() as engine:
        kinds = [type(event).__name__ for event in engine.open("last").state.events]
    assert kinds.count("Answered") == 2


def test_again_asks_every_rater(feed: Feed) -> None:
    feed("/goto resonates", "1", "", "2", "", "/again choice", "3", "x", "3", "y", people="Ana, Ben").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert [session.response("resonates", "choice", rater=name).why for name in ("Ana", "Ben")] == ["x", "y"]


def test_the_timer(feed: Feed) -> None:
    said = feed("/goto rate", "/clock", "/add 5", "/clock").done()
    assert "timer running: 0 of 20-25 min" in said.out
    assert "added 5 min" in said.out
    assert "timer paused: 0 of 25-30 min" in said.out


def test_agenda_and_help(feed: Feed) -> None:
    said = feed("/next", "/agenda", "/help").done()
    assert "[x] before.readiness" in said.out
    assert "[>] activity-1.examples" in said.out
    assert "[ ] closing.next" in said.out
    for name in ("back", "next", "goto", "look", "undo", "again", "note", "park", "clock", "add", "agenda", "quit"):
        assert f"/{name}" in said.out


def test_quit_says_how_to_go_on(feed: Feed) -> None:
    said = feed("/goto examples", "Kept", "/quit").done()
    assert "Left at activity-1.examples. Everything that was saved is kept." in said.out
    with hansei.open_engine() as engine:
        assert f"hansei resume {engine.sessions()[0].session} --plain" in said.out


def test_two_slashes_are_an_answer_with_one(feed: Feed) -> None:
    feed("/goto examples", "//etc is where it is", "").done()
    assert said_of_last()["examples/examples"] == "/etc is where it is"


# ------------------------------------------------------------------------------------------- strange words


STRANGE = {
    "markup": "[red] & <b>bold</b> [/] {x} %s",
    "controls": "a\x00b\x07c\x1b[2Jd\x7fe\x9bf",
    "right to left": "\u202eevil\u202c שלום",
    "emoji": "👩‍👩‍👧 \U0001f600",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "long": "wörd " * 20_000,
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_words_are_kept_exactly_and_shown_safely(feed: Feed, run: Here, text: str) -> None:
    said = feed("/goto examples", text, f"/note {text}", "").done()
    for out in (said.out, run("show", "last").done().out):
        assert not set(out) & set("\x00\x07\x1b\x7f\x9b\u202e\u202c\x85\x0b\x0c")
    record = run("show", "last", "--json").done().json
    assert record["answers"][0]["response"]["text"] == text
    assert record["notes"][0]["text"] == text.strip()
    if text.isprintable():
        assert text.strip() in run("show", "last").out


@pytest.mark.parametrize("encoding", ["utf-8:strict", "utf-8:surrogateescape"])
def test_bytes_that_are_no_text_do_not_end_a_session(run: Here, encoding: str) -> None:
    words = ("run", "--plain", "--team", "T", "--kind", "district", "--people", "")
    data = b"/goto examples\ncaf\xe9 in Latin-1\n/again examples\nsecond\n\n/quit\n"
    said = process(*words, stdin=data, env={"PYTHONIOENCODING": encoding})
    assert said.code == 0, said.err
    assert said.err == ""
    assert "second" in str(run("show", "last", "--json").json["answers"])


def test_windows_line_ends(feed: Feed) -> None:
    feed("/goto examples\r", "Kept\r", "\r").done()
    assert said_of_last()["examples/examples"] == "Kept"


def test_a_last_line_without_its_end_counts(run: Here) -> None:
    words = ("run", "--plain", "--team", "T", "--kind", "district", "--people", "")
    run(*words, stdin="/goto examples\nKept").done()
    assert said_of_last()["examples/examples"] == "Kept"


def test_a_building_team_meets_its_own_steps(feed: Feed) -> None:
    said = feed("/goto building-plan", kind="building", of="Riverside").done()
    assert "Building teams: Utilize the" in said.out
    said = feed("/goto building-plan").done()
    assert "there is no step 'building-plan'" in said.out


def test_resume_of_a_closed_session(feed: Feed, run: Here, tmp_path: Path) -> None:
    feed("/goto closing.next", "", "", "", "yes").done()
    run("resume", "last", "--plain").refused(2, "closed", "--reopen")
    (tmp_path / "a.yaml").write_text("answers: {}\n")
    run("resume", "last", "--answers", tmp_path / "a.yaml").refused(2, "closed", "--reopen")
    said = run("resume", "last", "--plain", "--reopen", stdin="/note Later\n").done()
    assert "saved note: Later" in said.out
