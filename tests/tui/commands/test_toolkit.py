"""``hansei toolkit list|show|check``, and toolkits in folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Here
from tests.e2e.program import hansei as process

TINY = """\
toolkit: tiny
version: "1.0"
title: A tiny toolkit
source: {licence: CC BY 4.0}
sections:
  - id: all
    title: All
    activities:
      - id: talk
        title: Talk
        minutes: 10
        steps:
          - {id: say, text: "What did we see?", instruments: [seen]}
instruments:
  seen:
    kind: prompts
    prompts:
      - {id: what, text: "What did we see?"}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with a toolkit and no packaging."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "toolkit.yaml").write_text(TINY, "utf-8")
    return folder


def test_list(run: Here, own_places: Path) -> None:
    assert "district-led-ci" in run("toolkit", "list").done().out
    listed = run("toolkit", "list", "--json").done().json
    assert listed["failures"] == {}
    row, *others = listed["toolkits"]
    assert (row["id"], row["version"], row["from"]) == ("district-led-ci", "1.0.0", "plugin district_led")
    assert len(row["digest"]) == 64
    assert [each["id"] for each in others] == ["improvement-cycle", "initiative-review", "root-cause-analysis"]


def test_show_json_is_the_whole_toolkit(run: Here) -> None:
    shown = run("toolkit", "show", "district-led-ci", "--json").done().json
    assert shown["toolkit"] == "district-led-ci"
    assert len(shown["sections"]) == 3
    assert len(shown["instruments"]["culture"]["criteria"]) == 6
    assert shown["facilitator"]["reading"]["entries"]
    assert shown["digest"] == run("toolkit", "list", "--json").json["toolkits"][0]["digest"]


def test_show_for_people(run: Here) -> None:
    out = run("toolkit", "show", "district-led-ci").done().out
    assert "licence: not stated" in out
    assert "activity-2.rate: Where are we?" in out
    assert "[rubric] culture" in out


def test_a_folder_named_on_the_command_line(run: Here, tiny: Path) -> None:
    assert "tiny" in run("toolkit", "list", "--toolkit", tiny).done().out
    assert "tiny" not in run("toolkit", "list").done().out
    assert "What did we see?" in run("toolkit", "show", "tiny", "--toolkit", tiny).done().out
    assert "What did we see?" in run("toolkit", "show", tiny).done().out


def test_a_folder_in_the_users_toolkits(run: Here, tiny: Path, own_places: Path) -> None:
    (own_places / "toolkits").mkdir()
    tiny.rename(own_places / "toolkits" / "tiny")
    rows = run("toolkit", "list", "--json").done().json["toolkits"]
    assert {row["id"]: row["from"] for row in rows}["tiny"] == "your toolkits folder"
    said = run("run", "tiny", "--plain", "--team", "T", "--kind", "building", "--people", "", stdin="Much\n\nyes\n")
    assert "saved seen/what: Much" in said.done().out


def test_the_users_toolkits_without_the_variable(
    run: Here, tiny: Path, own_places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import user_data_path

    monkeypatch.delenv("HANSEI_TOOLKITS")
    folder = user_data_path("hansei", appauthor=False) / "toolkits"
    assert folder.is_relative_to(own_places)
    folder.mkdir(parents=True)
    tiny.rename(folder / "tiny")
    assert "tiny" in run("toolkit", "list").done().out


def test_a_session_survives_its_toolkits_folder(run: Here, tiny: Path) -> None:
    words = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    run("run", tiny, *words, stdin="Much\n").done()
    (tiny / "toolkit.yaml").unlink()
    assert run("show", "last", "--json").done().json["toolkit"]["id"] == "tiny"
    assert "saved seen/what: More" in run("resume", "last", "--plain", stdin="/again what\nMore\n\nyes\n").done().out


def test_a_broken_toolkit_is_named_and_hides_no_other(run: Here, tiny: Path, own_places: Path) -> None:
    (tiny / "toolkit.yaml").write_text(TINY.replace("kind: prompts", "kind: promts"), "utf-8")
    said = run("toolkit", "list", "--toolkit", tiny)
    assert said.code == 0
    assert "district-led-ci" in said.out
    assert "toolkit.yaml:16" in said.err
    assert "did you mean 'prompts'?" in said.err
    listed = run("toolkit", "list", "--toolkit", tiny, "--json").json
    assert {row["from"].split()[0] for row in listed["toolkits"]} == {"plugin"}
    assert list(listed["failures"]) == [str(tiny)]
    run("run", "tiny", "--toolkit", tiny, "--plain").refused(2, "no toolkit 'tiny'", "1 could not be read")
    run("run", tiny, "--plain").refused(1, "toolkit.yaml:16")


def test_a_second_toolkit_of_one_id_is_named(run: Here, tiny: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "toolkit.yaml").write_text(TINY.replace("A tiny", "Another"), "utf-8")
    said = run("toolkit", "list", "--toolkit", tiny, "--toolkit", other)
    assert said.code == 0
    assert 'a second toolkit "tiny"' in said.err
    assert str(other) in said.err
    assert "A tiny toolkit" in said.out
    assert "Another" not in said.out


def test_check_finds_nothing(run: Here, tiny: Path) -> None:
    assert run("toolkit", "check", tiny).done().out == "tiny 1.0: no faults (1 step, 1 instrument, 10 minutes).\n"
    assert run("toolkit", "check", tiny / "toolkit.yaml", "--json").done().json["ok"] is True


def test_check_warns_of_what_could_be_better(run: Here, tiny: Path) -> None:
    (tiny / "toolkit.yaml").write_text(TINY.replace("licence: CC BY 4.0", "licence: CC-BY 4"), "utf-8")
    said = run("toolkit", "check", tiny)
    assert said.code == 0
    assert 'toolkit.yaml:4: source.licence: warning: unknown licence "CC-BY 4"; did you mean "CC BY 4.0"?' in said.err
    assert said.out == "tiny 1.0: no faults, 1 warning (1 step, 1 instrument, 10 minutes).\n"
    found = run("toolkit", "check", tiny, "--strict", "--json")
    assert (found.code, found.json["ok"]) == (1, False)
    assert [each["line"] for each in found.json["warnings"]] == [4]


def test_check_names_every_fault_with_its_line(run: Here, tiny: Path) -> None:
    text = (
        TINY.replace("minutes: 10", "minutes: 30-20").replace("[seen]", "[sen]").replace("title: Talk", "titel: Talk")
    )
    (tiny / "toolkit.yaml").write_text(text, "utf-8")
    said = run("toolkit", "check", tiny).refused(1, ":10:", ":11:", 'did you mean "title"?', '"20-30"')
    assert said.err.splitlines()[-1].endswith("faults.")
    found = run("toolkit", "check", tiny, "--json")
    assert found.code == 1
    assert found.err == ""
    assert {fault["line"] for fault in found.json["faults"]} >= {10, 11}
    assert found.json["ok"] is False


def test_check_of_nothing(run: Here, tmp_path: Path) -> None:
    run("toolkit", "check", tmp_path / "nowhere").refused(1, "there is no such file or folder")
    run("toolkit", "check", tmp_path).refused(1, "there is no toolkit.yaml in")


def test_new_makes_a_toolkit_that_passes_and_says_what_to_do_next(
    run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("toolkit", "new", "Our talk", "--title", "Talk: ours").done().out
    assert " toolkit preview our-talk " in said
    assert " run our-talk/ " in said
    assert "no faults (" in run("toolkit", "check", "our-talk", "--strict").done().out
    run("toolkit", "new", "our-talk").refused(2, "our-talk is there already")
    run("toolkit", "new", "!").refused(2, "cannot be the name of a toolkit")


def test_new_says_lines_that_work_where_the_path_has_a_blank(run: Here, tmp_path: Path) -> None:
    (tmp_path / "my own").mkdir()
    said = run("toolkit", "new", tmp_path / "my own" / "talk").done().out
    assert f" run '{tmp_path / 'my own' / 'talk'}' " in said


def test_schema_and_reference(run: Here, tmp_path: Path) -> None:
    assert run("toolkit", "schema").done().json["definitions"]["kind-rubric"]
    assert "### kind: rubric" in run("toolkit", "schema", "--reference").done().out
    target = tmp_path / "s.json"
    run("toolkit", "schema", "-o", target).done()
    run("toolkit", "schema", "-o", target).refused(1, "is there already")


def test_try_lets_teams_run_it_and_keeps_their_reports(run: Here, tiny: Path, tmp_path: Path, store: Path) -> None:
    said = run("toolkit", "try", tiny, "--teams", "silent, hurried", "--format", "md", "-o", tmp_path / "out").done()
    assert "hurried (district)      1 of   1 answered" in said.out
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "hurried-district.md",
        "silent-district.md",
    ]
    bad = tiny.parent / "never"
    run("toolkit", "new", bad).done()
    text = (bad / "toolkit.yaml").read_text("utf-8").replace("for_each: habits", "for_each: plan")
    (bad / "toolkit.yaml").write_text(text, "utf-8")
    tried = run("toolkit", "try", bad)
    assert (tried.code, tried.err.partition(";")[0]) == (1, "Failed: no team ever came to thinking")
    run("toolkit", "try", tiny, "--teams", "hurrid").refused(2, "did you mean 'hurried'?")
    run("toolkit", "try", tiny, "--format", "docs").refused(2, "no format 'docs'")
    run("toolkit", "try", tiny, "-o", tmp_path / "out").refused(1, "is a folder that is there already")
    run("toolkit", "try", "nosuch").refused(2, "no toolkit 'nosuch'")
    assert not store.exists()


def test_diff_says_what_a_version_does_to_sessions(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("toolkit", "new", "talk").done()
    words = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    run("run", "talk/", *words, stdin="/quit\n").done()
    text = (tmp_path / "talk" / "toolkit.yaml").read_text("utf-8")
    assert "2 rows kept: same words" in run("toolkit", "diff", "last", "talk").done().out
    (tmp_path / "talk" / "toolkit.yaml").write_text(text.replace("do the talking", "talk"), "utf-8")
    said = run("toolkit", "diff", "last", "talk").done().out
    assert 'habits/voices: "The same two people do the talking." → "The same two people talk."' in said
    assert "Look: both say version 0.1" in said
    assert said.endswith("1 session of it in your store; none changes.\n")
    rows = run("toolkit", "diff", "last", "talk", "--json").done().json["rows"]
    assert {row["row"]: row["fate"] for row in rows} == {"habits/purpose": "kept", "habits/voices": "apart"}
    run("toolkit", "diff", "nosuch", "talk").refused(2, "no toolkit 'nosuch'")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TINY.replace("A tiny", "Caf\u00e9").encode("latin-1"), "UTF-8"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "alias"),
        (b"# " + b"x" * 10_000_000, "MB"),
        (b"", "empty"),
        (b"toolkit: \x00\n", "not allowed"),
    ],
    ids=["latin-1", "aliases", "10 MB", "empty", "nul"],
)
def test_check_of_a_bad_file(run: Here, tiny: Path, data: bytes, expected: str) -> None:
    (tiny / "toolkit.yaml").write_bytes(data)
    run("toolkit", "check", tiny).refused(1, expected, "toolkit.yaml")


@pytest.mark.parametrize("deep", [500, 50_000])
def test_check_of_a_deep_file(tiny: Path, deep: int) -> None:
    (tiny / "toolkit.yaml").write_bytes(b"[" * deep + b"]" * deep)
    # In a process of its own: what brings Python itself down must not take the test with it.
    process("toolkit", "check", tiny).refused(1, "nested", "toolkit.yaml")


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("plugins",),
        ("doctor",),
        ("show", "last"),
        ("report", "last"),
        ("export",),
        ("resume", "last", "--plain"),
        ("run", "--plain"),
        ("toolkit", "list"),
        ("toolkit", "show", "district-led-ci"),
        ("demo",),
        ("toolkit", "check", "nosuch"),
    ],
    ids=" ".join,
)
def test_a_toolkit_option_that_leads_nowhere_is_refused_by_every_command(run: Here, words: tuple[str, ...]) -> None:
    for line in (("--toolkit", "nosuch", *words), (*words, "--toolkit", "nosuch")):
        run(*line).refused(2, "--toolkit nosuch: there is no such file or folder")


@pytest.mark.parametrize("words", [("list",), ("show", "last"), ("export",), ("plugins",), ("toolkit", "list")])
def test_a_faulty_toolkit_is_named_once_by_every_command(
    run: Here, tiny: Path, district: str, words: tuple[str, ...]
) -> None:
    (tiny / "toolkit.yaml").write_text(TINY.replace("kind: prompts", "kind: promts"), "utf-8")
    said = run(*words, "--toolkit", tiny)
    assert said.code == 0
    assert said.err.count("did you mean 'prompts'?") == 1
    run(*words).done()


def test_a_folder_without_a_toolkit_is_named(run: Here, tmp_path: Path) -> None:
    said = run("list", "--toolkit", tmp_path)
    assert said.code == 0
    assert f"there is no toolkit.yaml in {tmp_path}" in said.err


def test_without_a_name_the_toolkit_of_the_option_is_run(run: Here, tiny: Path) -> None:
    words = ("--plain", "--team", "T", "--kind", "district", "--people", "")
    run("run", "--toolkit", tiny, *words, stdin="Much\n\nyes\n").done()
    assert run("show", "last", "--json").json["toolkit"]["id"] == "tiny"
    (tiny / "toolkit.yaml").write_text(TINY.replace("kind: prompts", "kind: promts"), "utf-8")
    run("run", "--toolkit", tiny, *words).refused(2, f"The toolkit at {tiny} cannot be used")
