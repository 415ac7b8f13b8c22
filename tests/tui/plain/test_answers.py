"""A session from a file of answers: all of it, or nothing and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here, Said
from tests.e2e.sessions import BUILDING, DISTRICT


def faulty(run: Here, tmp_path: Path, text: str, *expected: str, words: tuple[str, ...] = ()) -> Said:
    """Hold that a file is refused with its lines, and that nothing was written."""
    said = run.answers(tmp_path / "a.yaml", text, *words).refused(2, *expected)
    assert run("list", "--json").json == []
    return said


def test_a_whole_session_with_every_kind(run: Here, tmp_path: Path) -> None:
    said = run.answers(tmp_path / "a.yaml", DISTRICT).done()
    assert "saved culture/vision: Developing" in said.out
    assert "saved resonates/choice (Ben Okafor)" in said.out
    assert "saved parking lot: Who owns the data wall?" in said.out
    assert "open readiness/systems: the file has no answer" in said.out
    assert "The session is closed." in said.out
    with hansei.open_engine() as engine:
        session = engine.open("last")
        kinds = {session.toolkit.instruments[id_].kind for id_ in session.state.answers}
        assert kinds == {"checklist", "choice", "plan", "prompts", "role-matrix", "rubric"}
        assert session.closed


def test_json_says_which_session_and_nothing_else(run: Here, tmp_path: Path, own_places: Path) -> None:
    said = run.answers(tmp_path / "a.yaml", BUILDING, "--json").done()
    assert said.json == {
        "session": run("list", "--json").json[0]["session"],
        "store": str(own_places / "hansei.db"),
        "state": "open",
    }


def test_the_command_line_wins_over_the_file(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", BUILDING, "--team", "Other", "--kind", "district", "--people", "Ana").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert (session.team.name, session.team.kind, session.team.of) == ("Other", "district", "Riverside")
        assert [person.name for person in session.people] == ["Ana"]


def test_a_building_of_a_district_with_nameless_people(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", BUILDING).done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert (session.team.kind, session.team.of) == ("building", "Riverside")
        assert [person.name for person in session.people] == ["Person 1", "Person 2", "Person 3"]


def test_resume_answers_what_is_left(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", BUILDING).done()
    rest = "answers: {next-review: {when: In March}}\nclose: true\n"
    (tmp_path / "b.yaml").write_text(rest)
    run("resume", "last", "--answers", tmp_path / "b.yaml").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.response("next-review", "when").text == "In March"
        assert session.closed


def test_resume_with_a_faulty_file_changes_nothing(run: Here, tmp_path: Path) -> None:
    run.answers(tmp_path / "a.yaml", BUILDING).done()
    before = run("show", "last", "--json").json["history"]
    (tmp_path / "b.yaml").write_text("answers:\n  next-review:\n    when: In March\n    wen: x\n")
    run("resume", "last", "--answers", tmp_path / "b.yaml").refused(2, "b.yaml:4", "did you mean 'when'?")
    assert run("show", "last", "--json").json["history"] == before


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("team: T\nanswer: {}\n", 2, 'unknown key "answer"'),
        ("team: T\nkind: school\nanswers: {}\n", 2, 'not "school"'),
        ("team: {name: T,\n  knd: building}\nanswers: {}\n", 2, "knd"),
        ("team: [T]\nanswers: {}\n", 1, "team"),
        ("team: T\npeople: many\nanswers: {}\n", 2, "a list of names or a number"),
        ("team: T\npeople: 1001\nanswers: {}\n", 2, "up to 1000"),
        ("team: T\npeople:\n  - Ana\n  - {b: c}\nanswers: {}\n", 4, "name"),
        ("team: T\npeople:\n  - Ana\n  - Ana\nanswers: {}\n", 4, "Ana"),
        ("team: T\nfacilitator: [Kim]\nanswers: {}\n", 2, "facilitator"),
        ("team: T\nof: [Kim]\nanswers: {}\n", 2, "of"),
        ("team: T\nclose: yes\nanswers: {}\n", 2, "close is true or false"),
        ("team: T\nanswers:\n  - a\n", 2, "answers"),
        ("team: T\nanswers: nothing\n", 2, "answers"),
        ("team: T\nanswers:\n  cultur:\n    vision: evolving\n", 3, "no instrument 'cultur'"),
        ("team: T\nanswers:\n  culture: evolving\n", 3, "name the items"),
        ("team: T\nanswers:\n  culture:\n    visio: evolving\n", 4, "did you mean 'vision'?"),
        ("team: T\nanswers:\n  culture:\n    vision:\n      levle: evolving\n", 5, 'no question "levle"'),
        ("team: T\nanswers:\n  culture:\n    vision:\n      level: evolving\n      evidenc: x\n", 6, '"evidenc"'),
        ("team: T\nanswers:\n  culture:\n    vision:\n      level: best\n", 5, "'best' is none of them: 1 Beginning"),
        ("team: T\nanswers:\n  culture:\n    vision: [evolving]\n", 4, "vision"),
        (
            "team: T\nanswers:\n  culture:\n    vision: {level: evolving, refused: {evolving: x}}\n",
            4,
            "chosen and refused",
        ),
        ("team: T\nanswers:\n  culture:\n    vision: {level: evolving, refused: {best: x}}\n", 4, "best"),
        ("team: T\nanswers:\n  culture:\n    vision:\n      evidence: x\n", 5, "level"),
        ("team: T\nanswers:\n  readiness:\n    cycles: no\n", 4, "'no' is none of them: 1 Yes"),
        ("team: T\nanswers:\n  examples:\n    examples: [a, b]\n", 4, "a text is wanted"),
        ("team: T\nanswers:\n  moving-right:\n    vision.theories: x\n", 4, "not called for"),
        ("team: T\nkind: building\nanswers:\n  district-plan:\n    team.building: []\n", 5, "another team's"),
        (
            "team: T\npeople: [Ana]\nanswers:\n  resonates:\n    choice:\n      raters:\n        Anna: balance\n",
            7,
            "Anna",
        ),
        ("team: T\npeople: [Ana]\nanswers:\n  resonates:\n    choice:\n      raters: Ana\n", 6, "raters"),
        ("team: T\npeople: [Ana]\nanswers:\n  resonates:\n    choice: balance\n", 5, "raters"),
        ("team: T\nanswers:\n  culture:\n    vision:\n      raters: {Ana: evolving}\n", 5, "Ana"),
        ("team: T\nanswers: {}\nnotes: words\n", 3, "notes"),
        ("team: T\nanswers: {}\nnotes:\n  - {step: nowhere, text: x}\n", 4, "no step 'nowhere'"),
        ("team: T\nanswers: {}\nnotes:\n  - {step: rate, text: x}\n  - {step: rate, txt: x}\n", 5, "text"),
        ("team: T\nanswers: {}\nnotes:\n  - {step: rate, text: x, parkd: true}\n", 4, "parkd"),
        ('team: T\nanswers: {}\nnotes:\n  - {step: rate, text: ""}\n', 4, "a note needs words"),
        ("team: T\nanswers: {}\nnotes:\n  - {step: rate, text: [x]}\n", 4, "text"),
        ("team: T\nanswers: {}\nparking:\n  - {text: x}\n", 4, "an entry is a text"),
        ("team: T\nanswers:\n\tculture: {}\n", 3, "a tab"),
        ("team: T\nanswers: {}\nanswers: {}\n", 3, "stands twice"),
    ],
    ids=lambda value: value.replace("team: T\n", "").replace("\n", " ")[:50] if isinstance(value, str) else str(value),
)
def test_a_fault_is_named_with_its_line(run: Here, tmp_path: Path, text: str, line: int, expected: str) -> None:
    faulty(run, tmp_path, text, f"a.yaml:{line}:", expected)


def test_all_faults_at_once_in_their_order(run: Here, tmp_path: Path) -> None:
    text = "team: T\nfoo: 1\nkind: school\nclose: maybe\nanswers: {}\n"
    said = faulty(run, tmp_path, text, "a.yaml:2:", "a.yaml:3:", "a.yaml:4:")
    assert said.err.index(":2:") < said.err.index(":3:") < said.err.index(":4:")


def test_nothing_is_written_when_the_last_answer_is_wrong(run: Here, tmp_path: Path) -> None:
    faulty(run, tmp_path, DISTRICT.replace("In October", '"", wen: x'), "a.yaml")


def test_a_file_without_a_team(run: Here, tmp_path: Path) -> None:
    faulty(run, tmp_path, "answers: {}\n", "--team NAME", "team: NAME")


@pytest.mark.parametrize("text", ["", "- a\n", "words\n"])
def test_a_file_that_is_no_mapping(run: Here, tmp_path: Path, text: str) -> None:
    said = faulty(run, tmp_path, text, "a.yaml", "answers:")
    assert "toolkit" not in said.err


def test_a_file_that_is_not_there(run: Here, tmp_path: Path) -> None:
    said = run("run", "--answers", tmp_path / "no.yaml", "--team", "T").refused(2, "no.yaml", "cannot be read")
    assert "toolkit" not in said.err


def test_latin_1_bytes(run: Here, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("team: Café\nanswers: {}\n".encode("latin-1"))
    run("run", "--answers", tmp_path / "a.yaml").refused(2, "a.yaml:1:", "UTF-8")


@pytest.mark.parametrize("text", ["[red] & <b>x</b>", "a\tb", "שלום \u202e 😀", "wörd " * 20_000])
def test_words_are_kept_exactly(run: Here, tmp_path: Path, text: str) -> None:
    import json

    said = run.answers(
        tmp_path / "a.yaml", f"team: T\nanswers: {{examples: {{examples: {json.dumps(text, ensure_ascii=False)}}}}}\n"
    ).done()
    assert not set(said.out) & set("\t\u202e")
    assert run("show", "last", "--json").json["answers"][0]["response"]["text"] == text


def test_a_rehearsal_leaves_no_folder_behind(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    run.answers(tmp_path / "a.yaml", BUILDING).done()
    run.answers(tmp_path / "a.yaml", BUILDING.replace("vision", "visio")).refused(2, "vision")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_who_holds_a_function_goes_by_id_or_title_and_may_be_left_out(run: Here, tmp_path: Path) -> None:
    cells = "{team.building: {status: create, held: district}, team.district: {status: create, held: Nobody}}"
    run.answers(tmp_path / "a.yaml", f"team: T\nanswers: {{balance: {cells}}}\n").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert [session.response("balance", f"team.{role}").held for role in ("building", "district")] == [
            "district",
            "nobody",
        ]
    run.answers(tmp_path / "b.yaml", "team: T\nanswers: {balance: {team.building: create}}\n").done()
    with hansei.open_engine() as engine:
        assert engine.open("last").response("balance", "team.building").held == ""
    wrong = "team: T\nanswers:\n  balance:\n    team.building: {status: create, held: distrikt}\n"
    run.answers(tmp_path / "c.yaml", wrong).refused(2, "c.yaml:4", "district")


GROWN = """
team: T
people: [Ana]
answers:
  gaps:
    rows: [{id: days, gap: Days missed, who: all}, {id: read, gap: Reading, who: new}]
  first-gap:
    vote: {raters: {Ana: {dots-days: 2, dots-read: 1}}}
  cause-tree:
    tree: {problem: Days, begin: whys, whys: [{why: No calls, id: calls}], causes: [], root: calls, challenge: Call}
  root-test:
    calls.gone: "yes"
"""


def test_a_file_answers_rows_that_it_adds_itself_and_no_others(run: Here, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GROWN)
    run("run", "root-cause-analysis", "--answers", tmp_path / "a.yaml").done()
    with hansei.open_engine() as engine:
        session = engine.open("last")
        assert session.response("root-test", "calls.gone").mark == "yes"
        assert [each.words for each in session.results("first-gap")] == ["Days missed"]
    (tmp_path / "a.yaml").write_text(GROWN.replace("calls.gone", "cals.gone"))
    run("run", "root-cause-analysis", "--answers", tmp_path / "a.yaml").refused(2, "a.yaml:12", "was not asked")
