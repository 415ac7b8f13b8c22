"""Hidden rounds line by line: the keyboard is passed on, nothing is repeated, everything is revealed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.insight.compare import compare
from hansei_tui.plain.run import PlainRun
from hansei_tui.plain.turning import LeaveError
from tests.e2e.program import Here
from tests.tui.plain.conftest import Feed

HUSH = "posters in the cellar"
FORMED = ("/group North = Ana", "/group South = Ben", "/group West = 4", "/goto rate")
OPENED = (*FORMED, "/round by groups rows vision, goals")
#: North rates two rows and hands in.
NORTH = ("", "evolving", HUSH, "beginning", HUSH, "")
SOUTH = ("", "beginning", "only posters", "cannot tell", "")
WEST = ("", "evolving", "in most", "abstain", "")
ALL = (*OPENED, *NORTH, *SOUTH, *WEST)


@pytest.fixture
def room(feed: Feed) -> Feed:
    """Run a session of two people from lines."""
    return lambda *lines: feed(*lines, people="Ana, Ben")


def after(text: str, words: str) -> str:
    """Return what stands behind some words; they must be there."""
    assert words in text
    return text.partition(words)[2]


def test_each_rater_is_called_and_waited_for(room: Feed) -> None:
    out = room(*OPENED, *NORTH).done().out
    assert "round 1 of culture (vision, goals): each small group; the keyboard is passed on" in out
    assert out.index("North takes the keyboard") < out.index("saved culture/vision (North), hidden until the reveal")
    assert out.index("handed in North: 2 rated") < out.index("South takes the keyboard")
    assert out.count("hidden until the reveal") == 2


def test_nothing_of_a_rater_is_repeated_after_the_hand_in(room: Feed, run: Here) -> None:
    looks = ("/receipts", "/notes", "/people", "/agenda", "/compare", "/chain", "/actions", "/handout 2", "/look rate")
    out = room(*OPENED, *NORTH, *looks, "/undo", "", "/again vision").done().out
    seen = after(out, "handed in North: 2 rated")
    assert HUSH not in seen
    assert "North: 2 rated, handed in" in seen
    assert "there is nothing to undo" in seen or "undone: the groups" in seen
    for words in (("show", "last"), ("show", "last", "--json"), ("export",)):
        said = run(*words).done().out
        assert HUSH not in said
        assert '"level": "evolving"' not in said
        assert '"place": "evolving"' not in said
    for format_ in ("html", "md", "json"):
        assert HUSH not in run("report", "last", "--format", format_, "-o", "-").done().out
    assert (
        "round 1 of Vision, mission, beliefs, Goal setting, by group, keyboard: not revealed yet"
        in run("show", "last").out
    )
    assert "        North: 2 rated, handed in" in run("show", "last").out


@pytest.mark.parametrize(
    ("term", "cleared"), [("xterm-256color", "\x1b[H\x1b[2J\x1b[3J"), ("", "\x1b[H\x1b[2J\x1b[3J"), ("dumb", "\n" * 60)]
)
def test_a_terminal_is_cleared_between_raters_and_a_pipe_is_not(
    room: Feed, monkeypatch: pytest.MonkeyPatch, term: str, cleared: str
) -> None:
    out = room(*OPENED, *NORTH).done().out
    assert "\n" * 30 not in out
    assert "\x1b" not in out
    monkeypatch.setattr("hansei_tui.terminal.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", term)
    assert f"{cleared}handed in North" in room(*OPENED, *NORTH).done().out


def test_whoever_has_the_keyboard_takes_back_their_own_and_nothing_else(room: Feed) -> None:
    lines = (*OPENED, *NORTH, "", "beginning", "mine", "/undo", "evolving", "mine after all", "yes", "", "")
    out = room(*lines).done().out
    assert "undone culture/vision" in after(out, "South takes the keyboard")
    with hansei.open_engine() as engine:
        given = engine.open("last").state.answers["culture"]
        assert sorted(key[:2] for key in given) == [
            ("goals", "group:North"),
            ("goals", "group:South"),
            ("vision", "group:North"),
            ("vision", "group:South"),
        ]
    out = room(*OPENED, *NORTH, "", "/undo").done().out
    assert "there is nothing to undo of South in this round" in out


def test_an_answer_is_changed_before_the_hand_in_and_after_it_was_handed_back(room: Feed) -> None:
    lines = (*OPENED, *NORTH[:-1], "/again vision", "developing", "another", "", "/handback North", "")
    out = room(*lines, "/again goals", "yes", "Done", "", "/reveal").done().out
    assert "handed back to North" in out
    assert "North: Developing — another" in after(out, "revealed round 1 of culture")
    assert "North: Accomplished — Done" in after(out, "revealed round 1 of culture")


def test_the_reveal_is_offered_and_most_spread_comes_first(room: Feed) -> None:
    out = room(*ALL, "").done().out
    assert "Everybody has handed in." in out
    told = after(out, "revealed round 1 of culture, most spread first:")
    assert "vision (Vision, mission, beliefs): round 1, 2 levels apart, agreement 0.56" in told
    assert "    1 of 3 chose a level; 1 cannot tell; 1 abstain" in told
    assert told.index("vision (Vision") < told.index("goals (Goal")
    assert HUSH in told


def test_leaving_with_the_keyboard_in_hand_keeps_what_was_given_unseen(room: Feed, run: Here) -> None:
    out = room(*OPENED, "", "evolving", HUSH, "/quit").done().out
    assert "North has not handed in; what they gave is kept, and hidden" in out
    said = run("resume", "last", "--plain", stdin="\nbeginning\n\n\n/quit\n").done().out
    assert HUSH not in said
    assert "handed in North: 2 rated" in said


def test_handing_in_early_and_by_name(room: Feed) -> None:
    out = room(*OPENED, "", "evolving", HUSH, "/handin", "/handin", "/handin North", "/handin South").done().out
    assert "handed in North: 1 rated" in out
    assert "nobody has the keyboard; say who hands in" in out
    assert "South has rated nothing yet" in out


def test_agreeing_in_words_with_dissent_and_not_agreeing(room: Feed) -> None:
    settle = (
        "agree evolving",
        "In most",
        "Nowhere: x",
        "South: not in ours",
        "",
        "disagree",
        "Whose?",
        "North: ours",
        "",
    )
    out = room(*ALL, "", *settle, "/compare vision").done().out
    assert "nobody who rates is called 'Nowhere'; there are: North, South, West, Ana, Ben" in out
    assert "agreed culture/vision: Evolving" in out
    assert "no agreement culture/goals; every position stays" in out
    assert "South does not go along: not in ours" in after(out, "no agreement")
    with hansei.open_engine() as engine:
        session = engine.open("last")
        rows = {row.item.id: row for row in compare(session, "culture")}
        assert (rows["vision"].state, rows["goals"].state) == ("agreed", "not agreed")
        (settled,) = session.rounds.settled("culture", "vision")
        assert settled.rationale == "In most"


def test_by_commands_and_undone(room: Feed) -> None:
    lines = (
        "/agree goals = beginning",
        "",
        "",
        "/undo",
        "/disagree goals",
        "",
        "",
        "/agree vision = best",
        "/why vision",
    )
    out = room(*ALL, "", *lines).done().out
    assert "agreed culture/goals: Beginning" in out
    assert "undone agreement culture/goals" in out
    assert "no agreement culture/goals" in out
    assert "'best' is none of them: 1 Beginning" in out
    assert "Agreement = 1 - 2 / 4.5 = 0.56." in out
    assert "Leik" in out


def test_one_row_is_rated_again_and_is_then_to_be_settled_anew(room: Feed) -> None:
    agreed = ("agree evolving", "", "", "")
    again = ("/rerate vision", *("", "developing", "", "") * 3, "")
    out = room(*ALL, "", *agreed, *again, "agree developing", "", "").done().out
    assert "round 2 of culture (vision): each small group" in out
    told = after(out, "revealed round 2 of culture")
    assert "goals (Goal" not in told.partition("agree LEVEL")[0]
    assert "agreed culture/vision: Developing" in told
    with hansei.open_engine() as engine:
        assert compare(engine.open("last"), "culture")[0].rounds == (1, 2)


def test_raised_hands(room: Feed) -> None:
    counts = ("evolving 7", "best 2", "evolving", "evolving 2, evolving 1", "evolving 3, beginning 2, abstain 1", "")
    out = room(*FORMED, "/round hands rows vision, goals", *counts, "", "").done().out
    assert "7 hands, but the room has 6 people with a vote" in out
    assert "'best' is none of them" in out
    assert "'evolving' has no number of hands" in out
    assert "evolving is there twice" in out
    assert "counted culture/vision" in out
    told = after(out, "revealed round 1 of culture")
    assert "Hands (3): Evolving" in told
    assert "5 of 6 chose a level; 1 abstain" in told


def test_hands_of_one_group(room: Feed) -> None:
    lines = ("", "", "/hands vision of West", "evolving 5", "evolving 4", "/reveal")
    out = room(*FORMED, "/round hands rows vision, goals", *lines).done().out
    assert "West has 4 people" in out
    assert "West (4): Evolving" in out


def test_by_persons_and_from_paper(room: Feed) -> None:
    out = room("/goto rate", "/round by persons paper rows vision", "", "yes", "Seen", "", "skip", "").done().out
    assert "Ana: what they rated on paper is typed in; nobody else looks." in out
    assert "Not handed in: Ben." in out
    assert "1 of 2 chose a level; Ben not rated" in after(out, "revealed round 1")


def test_a_round_called_off_stays_hidden(room: Feed, run: Here) -> None:
    out = room(*OPENED, *NORTH, "/calloff").done().out
    assert "what was given in it stays hidden" in out
    assert HUSH not in after(out, "handed in North")
    assert HUSH not in run("show", "last", "--json").done().out


def test_the_whole_team_rates_aloud(room: Feed) -> None:
    out = room("/goto rate", "/round by team rows vision", "evolving", "Seen", "").done().out
    assert "saved culture/vision: Evolving — Seen" in out
    assert "revealed round 1 of culture" in out


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("/goto rate", "/round by groups"), "there are no groups yet"),
        (("/goto rate", "/round rows nothing"), "there is no row 'nothing'; there are: vision"),
        (("/goto rate", "/round rows"), "is not understood"),
        (("/goto rate", "/round by cats"), "'cats' is not understood"),
        (("/goto rate", "/reveal"), "no round is open; /round opens one"),
        (("/goto rate", "/handin North"), "no round is open"),
        (("/goto rate", "/hands"), "no round is open"),
        (("/goto examples", "/round hands by persons"), "examples has no levels to raise hands for"),
        (("/goto rate", "/handback North"), "no round is open"),
        (("/goto rate", "/why vision"), "nothing that may be seen is rated at vision"),
        (("/goto rate", "/compare nothing"), "there is no row 'nothing'"),
        ((*OPENED, "/round"), "round 1 of culture is open; reveal it or call it off first"),
        ((*OPENED, "/reveal"), "nobody has rated anything"),
        ((*OPENED, "/hands"), "no round is counted by hands now"),
        ((*OPENED, "/handback North"), "'North' has not handed in; handed in: nobody"),
        ((*OPENED, *NORTH, "/agree vision = evolving"), "round 1 of culture is still hidden; /reveal it first"),
        ((*OPENED, *NORTH, "/disagree vision"), "still hidden"),
        ((*ALL, "", "/handin North"), "no round is open"),
    ],
)
def test_what_cannot_be_is_said(room: Feed, lines: tuple[str, ...], expected: str) -> None:
    assert expected in room(*lines).done().out


def test_a_round_that_is_revealed_in_another_window_ends_the_turn_here(session: hansei.Session, store: Path) -> None:
    session.groups.form({"North": 2, "South": 3})
    session.move("rate")
    session.rounds.open("culture", items=["vision", "goals"])
    said: list[str] = []
    lines = iter(["", "evolving", "Seen", "beginning", "*reveal*", "/quit"])

    def read(_: str) -> str:
        line = next(lines)
        if line == "*reveal*":
            with hansei.open_engine(store) as engine:
                engine.open(session.id).rounds.reveal("culture")
            return "Not seen"
        return line

    with pytest.raises(LeaveError):
        PlainRun(session, said.append, read=read).run()
    told = "\n".join(said)
    assert "saved culture/vision (North), hidden until the reveal" in told
    assert "the round is over" in told
    assert [answer.response.level for answer in session.answers("culture")["vision"]] == ["evolving"]
    assert "goals" not in session.answers("culture")
    assert "    North: Evolving — Seen" in said


def test_who_holds_a_function_is_asked_where_groups_differ(room: Feed) -> None:
    north, south = ("", "strengthen", "building", "seen", ""), ("", "strengthen", "district", "", "")
    formed = ("/group North = Ana", "/group South = Ben", "/goto activity-3.district-plan")
    settle = ("/agree team.building = strengthen", "everybody", "both", "", "")
    out = room(*formed, "/round by groups rows team.building", *north, *south, "/reveal", *settle).out
    assert "One of building, district, both, nobody; empty leaves it open" in out
    assert "agreed balance/team.building: strengthen; today: both" in out


def test_a_dissent_in_free_words_where_the_whole_team_rates(room: Feed) -> None:
    team = ("/goto rate", "/round by team rows vision", "evolving", "", "/reveal")
    out = room(*team, "/agree vision = evolving", "", "one of us: not in ours", "", "/compare vision").out
    assert "one of us does not go along: not in ours" in out
