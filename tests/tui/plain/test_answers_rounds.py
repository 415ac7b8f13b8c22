"""Groups, rounds and all that goes with them, from a file of answers: all of it, or every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.insight.compare import compare
from hansei.record.events import Agreed, NotAgreed
from tests.e2e.program import Here
from tests.tui.plain.test_answers import faulty

HEAD = """\
team: T
people: [Ana, {name: Ben, building: Oak}, {name: Obs, role: observer}]
groups: {North: [Ana], South: [Ben], West: 4}
"""
ROUND = """\
rounds:
  - instrument: culture
    ratings:
      North: {vision: {level: evolving, evidence: posters in the cellar}, goals: developing}
      South: {vision: beginning, goals: cannot-tell}
"""
WEST_COUNTS = "groups: {West: 4}\nrounds:\n  - instrument: culture\n    counts: {vision: {"
WEST = """\
      West: {vision: evolving}
"""


def test_a_round_agreed_on_with_dissent_and_not_agreed_on(run: Here, tmp_path: Path) -> None:
    text = f"""{HEAD}until: "+180"
{ROUND}{WEST}\
    agree: {{vision: {{level: evolving, rationale: In most, dissent: {{South: Not in ours}}}}}}
    disagree: {{goals: {{rationale: Whose, positions: {{North: Ours}}}}}}
"""
    said = run.answers(tmp_path / "a.yaml", text).done()
    assert "saved culture/vision (North), hidden until the reveal" in said.out
    assert said.out.index("handed in North: 2 rated") < said.out.index("revealed round 1 of culture")
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert [(each.name, each.size) for each in session.groups.all] == [("North", 1), ("South", 1), ("West", 4)]
        assert [(each.role, each.votes, each.building) for each in session.people] == [
            ("respondent", True, ""),
            ("respondent", True, "Oak"),
            ("observer", False, ""),
        ]
        rows = {row.item.id: row for row in compare(session, "culture")}
        assert rows["vision"].counts == (1, 0, 2, 0)
        assert rows["goals"].missing == ("West",)
        agreed, apart = rows["vision"].settled[0], rows["goals"].settled[0]
        assert isinstance(agreed, Agreed)
        assert isinstance(apart, NotAgreed)
        assert [(each.rater, each.words) for each in agreed.dissent] == [("group:South", "Not in ours")]
        assert apart.rationale == "Whose"
        assert session.state.until > session.now()


def test_hands_of_each_group_and_a_row_of_the_whole_room(run: Here, tmp_path: Path) -> None:
    text = f"""{HEAD}\
rounds:
  - instrument: culture
    counts:
      vision: {{North: {{evolving: 1}}, West: {{evolving: 1, beginning: 2, abstain: 1}}}}
      goals: {{developing: 5}}
"""
    said = run.answers(tmp_path / "a.yaml", text).done()
    assert "counted culture/vision of West" in said.out
    with hansei.open_engine() as engine:
        rows = {row.item.id: row for row in compare(engine.open("last"), "culture")}
        assert [(each.rater, each.place, each.count) for each in rows["vision"].positions] == [
            ("North", "evolving", 1),
            ("West", "beginning", 2),
            ("West", "evolving", 1),
            ("West", "abstain", 1),
        ]
        assert rows["vision"].denominator() == "4 of 5 chose a level; 1 abstain"
        assert rows["goals"].rated == 5


def test_several_rounds_are_counted_up_and_hands_are_counted(run: Here, tmp_path: Path) -> None:
    text = f"""{HEAD}{ROUND}{WEST}\
  - instrument: culture
    rows: [vision]
    by: persons
    how: paper
    ratings: {{Ana: {{vision: developing}}, Ben: {{vision: developing}}}}
    agree: {{vision: developing}}
  - {{instrument: balance, rows: [team.building], counts: {{team.building: {{create: 4, in place: 1}}}},
     agree: {{team.building: {{level: create}}}}}}
"""
    run.answers(tmp_path / "a.yaml", text).done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        first, second = session.rounds.of("culture")
        assert (second.number, second.opened.by, second.opened.how, second.opened.items) == (
            2,
            "person",
            "paper",
            ("vision",),
        )
        assert compare(session, "culture", 1)[0].counts == (1, 0, 2, 0)
        assert first.revealed
        (hands,) = session.rounds.of("balance")
        assert [each.counts for each in hands.counted.values()] == [{"create": 4, "in place": 1}]
        assert session.answers("balance")["team.building"][0].response.status == "create"


def test_left_hidden_and_gone_on_with_by_a_later_file(run: Here, tmp_path: Path) -> None:
    text = f"{HEAD}{ROUND}    hand_in: [North]\n    reveal: false\n"
    run.answers(tmp_path / "a.yaml", text).done()
    for words in (("show", "last"), ("show", "last", "--json"), ("export",), ("report", "last", "-o", "-")):
        said = run(*words).done().out
        assert "posters in the cellar" not in said
    assert "North: 2 rated, handed in" in run("show", "last").out
    (tmp_path / "b.yaml").write_text(
        "rounds:\n  - instrument: culture\n    ratings: {West: {vision: evolving}}\n    agree: {vision: evolving}\n"
    )
    run("resume", "last", "--answers", tmp_path / "b.yaml").done()
    with hansei.open_engine() as engine:
        (round_,) = engine.open("last").rounds.of("culture")
        assert round_.revealed
        assert compare(engine.open("last"), "culture")[0].state == "agreed"
    assert "posters in the cellar" in run("show", "last").done().out


def test_settled_by_a_later_file_alone(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", HEAD + ROUND).done()
    (tmp_path / "b.yaml").write_text("rounds:\n  - {instrument: culture, disagree: {vision: Whose}}\n")
    run("resume", "last", "--answers", tmp_path / "b.yaml").done()
    with hansei.open_engine() as engine:
        assert compare(engine.open("last"), "culture")[0].state == "not agreed"


def test_actions_protocol_and_steps_for_next_time(run: Here, tmp_path: Path) -> None:
    text = """\
team: T
answers:
  culture: {vision: developing}
  moving-right: {vision.begin: [{text: Ask them, owner: Ana}]}
protocol: {rate: kept, examples: {changed: One example only}}
later: [hindsight]
close: true
"""
    said = run.answers(tmp_path / "a.yaml", text).done()
    assert "passed by activity-1.hindsight: later" in said.out
    (tmp_path / "b.yaml").write_text("team: T\nfollow:\n  - {action: ask them, status: begun, words: two of five}\n")
    run("run", "--answers", tmp_path / "b.yaml").done()
    with hansei.open_engine() as engine:
        (action,) = engine.open_actions(hansei.Team("T"))
        assert (action.status, action.words) == ("begun", "two of five")
    record = run("export").json["sessions"]
    first = next(each for each in record if each["state"] == "closed")
    assert [(each["step"], each["kept"], each["why"]) for each in first["protocol"]] == [
        ("activity-2.rate", True, ""),
        ("activity-1.examples", False, "One example only"),
    ]
    assert {step["step"]: step["state"] for step in first["agenda"]}["activity-1.hindsight"] == "later"
    out = run("show", "last").done().out
    assert "Actions of earlier sessions" in out
    assert "Ask them — begun: two of five" in out


def test_an_action_of_the_session_itself_is_followed_up_by_its_key_too(run: Here, tmp_path: Path) -> None:
    text = """\
team: T
answers:
  culture: {vision: developing}
  moving-right: {vision.begin: [{text: Ask them}]}
follow: [{action: Ask them, status: done}]
"""
    run.answers(tmp_path / "a.yaml", text).done()
    with hansei.open_engine() as engine:
        (action,) = engine.open("last").following.all
    assert action.status == "done"
    (tmp_path / "b.yaml").write_text(f"follow: [{{action: '{action.key}', status: dropped}}]\n")
    run("resume", "last", "--answers", tmp_path / "b.yaml").done()
    with hansei.open_engine() as engine:
        assert engine.open("last").following.all[0].status == "dropped"


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("people:\n  - {nam: Ana}\n", 3, 'unknown key "nam"'),
        ("people:\n  - {role: observer}\n", 3, "a person needs a name"),
        ("people:\n  - {name: Ana, votes: maybe}\n", 3, "votes is true or false"),
        ("people:\n  - Ana\n  - {name: Ana, role: observer}\n", 4, "Ana takes part already"),
        ("people: [Ana]\nfacilitator: ana\n", 3, "ana takes part already"),
        ("people:\n  - team\n", 3, "nobody can be called 'team'"),
        ("groups: [North]\n", 2, "groups are a mapping"),
        ("groups:\n  North: []\n", 3, "North has nobody in it"),
        ("groups:\n  North: 0\n", 3, "North has nobody in it"),
        ("groups:\n  North: Ana\n", 3, "a list of names, or a number"),
        ("people: [Ana]\ngroups:\n  North: [Ana]\n  South: [ana]\n", 5, "ana sits at North already"),
        ("people: [Ana]\ngroups:\n  North:\n    - Ana\n    - Zoe\n", 6, "nobody is called 'Zoe'"),
        ("groups:\n  'a:b': 3\n", 2, "leave out colons"),
        ("until: soon\n", 2, "'soon' is no time of day"),
        ("until: '+0'\n", 2, "the end lies behind"),
        ("until: [16]\n", 2, "a text is wanted"),
        ("later: [nowhere]\n", 2, "no step 'nowhere'"),
        ("protocol:\n  nowhere: kept\n", 3, "no step 'nowhere'"),
        ("protocol:\n  rate: nearly\n", 3, "write `kept`"),
        ("protocol:\n  rate: {changed: ''}\n", 3, "say what was changed"),
        ("follow:\n  - {action: Nothing, status: done}\n", 3, "there is no action 'Nothing'; there are: none"),
        ("follow:\n  - {action: A, status: finished}\n", 3, "open, begun, done, dropped"),
        ("follow:\n  - {status: done}\n", 3, "an entry is {action:"),
        ("rounds: culture\n", 2, "a list is wanted"),
        ("rounds:\n  - {ratings: {}}\n", 3, "a round is {instrument:"),
        ("rounds:\n  - {instrument: cultur}\n", 3, "no instrument 'cultur'"),
        ("rounds:\n  - {instrument: building-plan, ratings: {A: {team.building: x}}}\n", 3, "another team's"),
        ("rounds:\n  - {instrument: culture}\n", 3, "no ratings, and none of its instrument is open"),
        ("rounds:\n  - instrument: culture\n    rating: {}\n", 4, 'unknown key "rating"'),
        ("rounds:\n  - instrument: culture\n    by: cats\n", 4, "by is groups, persons or team"),
        ("rounds:\n  - instrument: culture\n    how: phone\n", 4, "how is keyboard, hands or paper"),
        ("rounds:\n  - instrument: culture\n    reveal: maybe\n", 4, "reveal is true or false"),
        ("rounds:\n  - instrument: culture\n    rows: [visio]\n", 4, "did you mean 'vision'?"),
        ("rounds:\n  - instrument: culture\n    counts: {vision: {evolving: -1}}\n", 4, "whole number"),
        ("people: 3\nrounds:\n  - instrument: culture\n    counts: {vision: {evolving: 4}}\n", 5, "has 3 people"),
        (f"{WEST_COUNTS}West: {{evolving: 5}}}}}}\n", 5, "West has 4"),
        (f"{WEST_COUNTS}East: {{evolving: 5}}}}}}\n", 5, "no group 'East'"),
        (f"{WEST_COUNTS}West: {{evolving: 2}}, evolving: 1}}}}\n", 5, "the whole room at this row, or each group"),
        ("people: 3\nrounds:\n  - instrument: culture\n    counts: {vision: {best: 1}}\n", 5, "'best' is none of them"),
        ("rounds:\n  - {instrument: culture, ratings: {North: {vision: evolving}}}\n", 3, "nobody with a vote"),
    ],
    ids=lambda value: value.replace("\n", " ")[:60] if isinstance(value, str) else str(value),
)
def test_a_fault_of_form_is_named_with_its_line(run: Here, tmp_path: Path, text: str, line: int, expected: str) -> None:
    faulty(run, tmp_path, f"team: T\n{text}", f"a.yaml:{line}:", expected)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("      Kim: {vision: evolving}\n", 9, "nobody who rates is called 'Kim'; there are: North, South, West, Ana"),
        ("      Obs: {vision: evolving}\n", 9, "Obs takes part without a vote"),
        ("      Ana: {vision: evolving}\n", 9, "rated by small groups now"),
        ("      West: {visio: evolving}\n", 9, "did you mean 'vision'?"),
        ("      West: {vision: best}\n", 9, "'best' is none of them"),
        ("      West: {vision: {level: evolving, evidenc: x}}\n", 9, '"evidenc"'),
        ("      West: {}\n", 9, "name the items"),
        ("    rows: [vision]\n", 7, "goals is not among the rows of this round"),
        ("    hand_in: [West]\n", 9, "West has rated nothing yet"),
        ("    agree: {vision: best}\n", 9, "'best' is none of them"),
        ("    agree:\n      vision: {level: evolving, dissent: {Zoe: no}}\n", 10, "nobody who rates is called 'Zoe'"),
        ("    agree:\n      vision: {level: evolving, rational: x}\n", 10, "rational"),
        ("    agree:\n      vision: {rationale: x}\n", 10, "what is agreed on?"),
        ("    agree: {vision: evolving}\n    reveal: false\n", 9, "not revealed"),
        ("    agree: {vision: evolving}\n    disagree: {vision: no}\n", 10, "vision is settled twice"),
        ("    disagree: {vision: {words: x}}\n", 9, 'unknown key "words"'),
        ("    counts: {vision: {evolving: 1}}\n", 9, "`counts` and no `ratings`"),
        ("answers: {culture: {vision: evolving}}\n", 9, "not asked"),
    ],
    ids=lambda value: value.replace("\n", " ")[:60] if isinstance(value, str) else str(value),
)
def test_a_fault_of_a_round_is_named_with_its_line_and_nothing_is_written(
    run: Here, tmp_path: Path, text: str, line: int, expected: str
) -> None:
    faulty(run, tmp_path, HEAD + ROUND + text, f"a.yaml:{line}:", expected)


def test_two_faults_of_one_round_are_named_at_once(run: Here, tmp_path: Path) -> None:
    text = HEAD + ROUND + "      West: {vision: best}\n      Obs: {vision: evolving}\n"
    faulty(run, tmp_path, text, "a.yaml:9:", "a.yaml:10:")


def test_a_round_that_is_another_one_is_refused_and_a_closed_session_takes_nothing(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", f"{HEAD}{ROUND}    reveal: false\n").done()
    before = run("show", "last", "--json").json["history"]
    (tmp_path / "b.yaml").write_text(
        "rounds:\n  - instrument: culture\n    by: persons\n    ratings: {Ana: {vision: evolving}}\n"
    )
    run("resume", "last", "--answers", tmp_path / "b.yaml").refused(2, "b.yaml:3:", "is open and is another one")
    (tmp_path / "b.yaml").write_text("rounds:\n  - instrument: culture\n    ratings: {North: {plans: evolving}}\n")
    run("resume", "last", "--answers", tmp_path / "b.yaml").refused(2, "b.yaml:3:", "North has handed in")
    assert run("show", "last", "--json").json["history"] == before
    with hansei.open_engine() as engine:
        engine.open("last").close()
    run("resume", "last", "--answers", tmp_path / "b.yaml").refused(2, "is closed")
