"""What README and the documents show is run; what they name is there."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import hansei
from hansei.plugins import hookspecs
from hansei_tui import hookspecs as front
from hansei_tui.commands.root import COMMANDS
from hansei_tui.commands.root import hansei as root
from tests.e2e.documents import Block, blocks
from tests.e2e.program import ROOT
from tests.e2e.program import hansei as process

PYTHON = [each for each in blocks("python") if not each.file.startswith("docs/tutorials/")]
CONSOLE = blocks("console")


def python(source: str | Path, cwd: Path) -> str:
    """Run Python source or a file in a folder; return what it printed."""
    words = [str(source)] if isinstance(source, Path) else ["-c", source]
    done = subprocess.run([sys.executable, "-W", "error", *words], cwd=cwd, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_every_python_block_runs(block: Block, tmp_path: Path) -> None:
    (tmp_path / "block.py").write_text(block.text, "utf-8")
    python(tmp_path / "block.py", tmp_path)


def test_readme_embeds_in_five_lines(tmp_path: Path) -> None:
    (block,) = [each for each in PYTHON if each.file == "README.md"]
    lines = [line for line in block.text.splitlines() if line.strip()]
    assert lines[0] == "import hansei"
    assert len(lines) <= 6
    python(block.text, tmp_path)
    (report,) = tmp_path.glob("*.html")
    assert "Posters in 2 of 5 schools" in report.read_text("utf-8")


def test_readme_shows_the_heart_of_the_example() -> None:
    (block,) = [each for each in PYTHON if each.file == "README.md"]
    example = (ROOT / "examples" / "embed.py").read_text("utf-8")
    for line in block.text.splitlines():
        if "engine.export" not in line:
            assert line.strip() in example


def test_the_example_writes_a_report_and_says_where_tables_disagree(tmp_path: Path) -> None:
    out = python(ROOT / "examples" / "embed.py", tmp_path)
    first, second, last = out.splitlines()
    assert first == "Vision, mission, beliefs: 1 x developing, 1 x accomplished (spread 2)"
    assert second == "Collaborative routines: 2 x evolving (spread 0)"
    assert last == "Wrote riverside.html"
    page = (tmp_path / "riverside.html").read_text("utf-8")
    for words in ("Riverside", "Posters in 2 of 5 schools", "Table 2", "Roles are unclear"):
        assert words in page
    assert "Wrote riverside.html" in python(ROOT / "examples" / "embed.py", tmp_path)
    with hansei.open_engine(tmp_path / "riverside.db") as engine:
        assert len(engine.sessions()) == 2


def test_the_example_of_three_groups_goes_from_the_round_to_the_report(tmp_path: Path) -> None:
    out = python(ROOT / "examples" / "three_groups.py", tmp_path).splitlines()
    assert out[:4] == [
        "Before the reveal: nothing to be seen",
        "Goal setting: spread 3, agreement 0.33; 3 of 3 chose a level",
        "Vision, mission, beliefs: spread 2, agreement 0.56; 3 of 3 chose a level",
        "Collaborative routines: spread 1, agreement 0.78; 3 of 3 chose a level",
    ]
    assert "Agreement = 1 - 3 / 4.5 = 0.33." in out
    assert "Round 2: the groups agree on developing" in out
    assert "Goal setting: Send the draft round (Ana Ruiz), begun: two schools so far" in out
    assert "3 of 6 rows settled" in out[-2]
    assert out[-1] == "Wrote three-groups.html"
    page = (tmp_path / "three-groups.html").read_text("utf-8")
    for words in ("Not in ours", "Whose goals?", "We never saw them", "Leik"):
        assert words in page


def commands() -> list[tuple[str, list[str]]]:
    """Return every ``hansei …`` line of the console blocks, with its place."""
    found = []
    for block in CONSOLE:
        for line in block.text.splitlines():
            for part in re.split(r"&&|\|", line):
                words = shlex.split(part.strip().removeprefix("$ "), comments=True)
                words = [word for word in words if "=" not in word or word.startswith("-")]
                if words and Path(words[0]).name == "hansei":
                    found.append((f"{block}: {line}", words[1:]))
    return found


@pytest.mark.parametrize(("line", "words"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_that_is_shown_is_there(line: str, words: list[str]) -> None:
    context = root.make_context("hansei", [], resilient_parsing=True)
    options = {name for param in root.params for name in param.opts} | {"--help", "-h"}
    names = [word for word in words if not word.startswith("-")]
    named = next((word for word in names if word in COMMANDS), None)
    if named is None:
        assert not names, f"{line}: no such command"
    else:
        command = root.get_command(context, named)
        assert command is not None
        options |= {name for param in command.params for name in param.opts}
        for sub in getattr(command, "commands", {}).values():
            options |= {name for param in sub.params for name in param.opts}
    for word in words:
        if word.startswith("-"):
            assert word.partition("=")[0] in options, line


def test_documents_show_something() -> None:
    assert PYTHON
    assert CONSOLE


# ------------------------------------------------------------------------------------------- answers.md


def test_the_file_of_answers_in_the_document_runs(tmp_path: Path) -> None:
    (block,) = blocks("yaml", "docs/answers.md")
    (tmp_path / "a.yaml").write_text(block.text, "utf-8")
    said = process("run", "district-led-ci", "--answers", tmp_path / "a.yaml", "--json").done()
    assert said.json["state"] == "closed"
    with hansei.open_engine() as engine:
        session = engine.open(said.json["session"])
        kinds = {session.toolkit.instruments[id_].kind for id_ in session.state.answers}
    assert kinds == {"checklist", "choice", "plan", "prompts", "role-matrix", "rubric"}


def test_the_document_names_every_key_of_the_file() -> None:
    from hansei_tui.plain.answers import KEYS

    text = (ROOT / "docs" / "answers.md").read_text("utf-8")
    for key in KEYS:
        assert f"| `{key}` |" in text


def test_the_document_names_every_key_of_a_round() -> None:
    from hansei_tui.plain.answers_rounds import KEYS

    section = (ROOT / "docs" / "answers.md").read_text("utf-8").partition("## Rounds")[2]
    for key in KEYS:
        assert f"| `{key}` |" in section


# ------------------------------------------------------------------------------------------- rounds.md


def test_the_document_names_every_command_of_a_round() -> None:
    from hansei_tui.plain import following, groups, pace, rounds, settling

    text = (ROOT / "docs" / "rounds.md").read_text("utf-8")
    for each in (groups, rounds, settling, following, pace):
        assert re.search(rf"`/({'|'.join(re.findall(r'/([a-z]+)', each.HELP))})", text)


def test_the_document_shows_everything_that_can_be_done_in_a_room() -> None:
    from hansei.insight import clock, consensus, fidelity, pacing
    from hansei.record.enrolment import Enrolment
    from hansei.record.following import Following
    from hansei.record.grouping import Grouping
    from hansei.record.rating import RatingRounds
    from hansei.record.steering import Steering

    shown = "\n".join(block.text for block in PYTHON if block.file == "docs/rounds.md")
    places = {"groups.": Grouping, "rounds.": RatingRounds, "following.": Following, "": Enrolment, " ": Steering}
    for before, cls in places.items():
        for name in [each for each in (*cls.__dict__, *dir(cls)) if not each.startswith("_")]:
            if before.strip() or name in cls.__dict__:
                assert re.search(rf"\.{re.escape(before.strip())}{name}\b", shown) or name in NOT_OF_A_ROOM, name
    for module in (clock, consensus, fidelity, pacing):
        functions = [name for name, each in vars(module).items() if inspect.isfunction(each)]
        for name in [each for each in functions if vars(module)[each].__module__ == module.__name__]:
            assert name.startswith("_") or re.search(rf"\b{name}\b", shown) or name in NOT_OF_A_ROOM, name


#: What a session also has, and is told elsewhere: its steps and its end; what an explanation is made of.
NOT_OF_A_ROOM = {"move", "reopen", "close", "steps_from_middle", "why"}


def test_the_document_names_keys_that_the_record_has() -> None:
    from hansei.insight.transcript import transcript

    section = (ROOT / "docs" / "rounds.md").read_text("utf-8").partition("## In `hansei show --json`")[2]
    with hansei.open_engine() as engine:
        record = transcript(engine.start("district-led-ci", team=hansei.Team("T")))
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) <= set(record)


# ------------------------------------------------------------------------------------------- toolkits.md


def test_the_toolkit_in_the_document_has_no_faults_and_runs(tmp_path: Path) -> None:
    block, *_ = blocks("yaml", "docs/toolkits.md")
    (tmp_path / "toolkit.yaml").write_text(block.text, "utf-8")
    said = process("toolkit", "check", tmp_path).done()
    assert "data-talk 1.0.0: no faults" in said.out
    lines = "not yet\nyes\nSeen\nalways\n\n\nOpen with data | Ana\n\n\nyes\n"
    words = ("--plain", "--team", "T", "--kind", "building", "--people", "")
    out = process("run", tmp_path, *words, stdin=lines).done().out
    assert "saved next-moves/look.begin: Open with data" in out
    assert "The session is closed." in out


def test_the_document_names_every_key_of_a_toolkit_and_its_kinds() -> None:
    from attrs import fields

    from hansei.content.toolkit import Activity, Instrument, Step, Toolkit

    text = (ROOT / "docs" / "toolkits.md").read_text("utf-8")
    with hansei.open_engine() as engine:
        kinds = list(engine.kinds)
    for cls in (Toolkit, Activity, Step, *(kind.definition for kind in kinds)):
        for each in fields(cls):
            written = each.metadata.get("written", True)
            assert not written or re.search(rf"`{each.name}[`:]", text), f"{cls.__name__}.{each.name}"
    for each in fields(Instrument):
        if each.name not in ("id", "definition"):
            assert re.search(rf"`{each.name}[`:]", text), each.name
    for kind in kinds:
        assert f"| `{kind.name}` |" in text


def test_a_text_may_live_in_a_file_beside_the_toolkit(tmp_path: Path) -> None:
    block, *_ = blocks("yaml", "docs/toolkits.md")
    (include,) = blocks("", "docs/toolkits.md")
    (tmp_path / "toolkit.yaml").write_text(block.text + include.text, "utf-8")
    (tmp_path / "introduction.md").write_text("Welcome, *everybody*.\n", "utf-8")
    assert process("toolkit", "show", tmp_path, "--json").done().json["introduction"] == "Welcome, *everybody*."


# ------------------------------------------------------------------------------------------- plugins.md


def test_the_document_has_every_hook_with_its_exact_signature() -> None:
    text = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    shown = re.findall(r"^### `(\w+)(\(.*)`$", text, re.MULTILINE)
    hooks = {
        name: hook for each in (hookspecs, front) for name, hook in vars(each).items() if name.startswith("hansei_")
    }
    assert dict(shown) == {name: str(inspect.signature(hook)).replace("'", "") for name, hook in hooks.items()}
    for name, hook in hooks.items():
        section = text.partition(f"### `{name}(")[2].partition("\n### ")[0]
        since = re.search(r"Since [\d.]+\d", inspect.getdoc(hook) or "")
        assert since
        assert since[0] in section


def test_the_format_in_the_document_works(tmp_path: Path) -> None:
    (source,) = [block for block in PYTHON if "class PromisesExporter" in block.text]
    (tmp_path / "promises.py").write_text(source.text, "utf-8")
    program = """
import hansei, promises
from hansei.testing import ExporterConformance
laws = type("Laws", (ExporterConformance,), {"exporter": promises.PromisesExporter()})()
laws.test_every_block_is_written()
with hansei.open_engine("t.db", plugins=hansei.Plugins(extra={"promises": promises})) as engine:
    session = engine.start("initiative-review", team=hansei.Team("T"))
    session.answer("initiatives", "rows", {"rows": [{"name": "Chess", "state": "running"}]})
    (item,) = session.items("next-steps")
    lines = [{"step": "Tell them", "lead": "Ana", "by-when": "2031-04-30"}, {"step": "Sleep on it"}]
    session.answer("next-steps", item.id, {"lines": lines})
    print(engine.render(session.id, "promises").decode(), end="")
"""
    assert python(program, tmp_path).splitlines()[1:] == ["2031-04-30  Ana: Tell them", "no date  nobody: Sleep on it"]


def test_the_kind_in_the_document_works(tmp_path: Path) -> None:
    (source,) = [block for block in PYTHON if "class TallyKind" in block.text]
    (toolkit,) = blocks("yaml", "docs/plugins.md")
    (tmp_path / "tally.py").write_text(source.text, "utf-8")
    (tmp_path / "toolkit.yaml").write_text(toolkit.text, "utf-8")
    program = """
import hansei, tally
with hansei.open_engine("t.db", toolkits=["."], plugins=hansei.Plugins(extra={"tally": tally})) as engine:
    session = engine.start("doors", team=hansei.Team("T"))
    session.answer("doors", "front", {"count": 12.0}, rater="Table 1")
    session.answer("doors", "front", {"count": 5.0}, rater="Table 2")
    for wrong in ({"count": 101.0}, {"count": 1.5}, {}):
        try:
            session.answer("doors", "front", wrong)
        except hansei.HanseiError as error:
            print(error)
    print(session.summary("doors").totals, engine.failures())
    print("Through the front door" in engine.render(session.id, "html").decode())
"""
    out = python(program, tmp_path).splitlines()
    assert out[:3] == [
        "doors/front count: give a number from 0 to 100",
        "doors/front count: give a whole number",
        "doors/front count: give a whole number",
    ]
    assert out[3:] == ["{'front': 17, 'back': 0} {}", "True"]
