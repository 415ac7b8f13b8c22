"""The command line as a whole: help, version, completion, and being asked for what is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hansei
from hansei_tui.commands.root import COMMANDS
from tests.e2e.program import Here, command
from tests.e2e.program import hansei as process

WORDS = [(), *((name,) for name in COMMANDS), ("toolkit", "list"), ("toolkit", "show"), ("toolkit", "check")]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_help_of_every_command(run: Here, words: tuple[str, ...]) -> None:
    said = run(*words, "--help").done()
    assert said.out.startswith(f"Usage: {' '.join(('hansei', *words))}")
    assert run(*words, "-h").out == said.out


def test_the_table_of_commands_says_what_their_own_help_says(run: Here) -> None:
    for name, (_, help_) in COMMANDS.items():
        assert help_.endswith("."), name
        assert name in run("--help").out


@pytest.mark.parametrize("words", [("--version",), ("-V",), ("--store", "x.db", "--version")])
def test_version(words: tuple[str, ...]) -> None:
    said = process(*words).done()
    assert said.out == f"hansei {hansei.__version__}\n"


def test_the_script_and_the_module_are_one() -> None:
    script = Path(sys.executable).with_name("hansei")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"hansei {hansei.__version__}\n"


def test_version_opens_no_store(own_places: Path) -> None:
    process("--version")
    assert not (own_places / "hansei.db").exists()


def test_without_a_terminal_the_bare_command_says_what_to_do() -> None:
    process().refused(2, "needs a terminal", "hansei run TOOLKIT --plain", "hansei --help")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("lst",), "Did you mean `hansei list`?"),
        (("frobnicate",), "`hansei --help` lists the commands"),
        (("--nonsense",), "No such option"),
        (("list", "--jsn"), "--json"),
        (("list", "extra"), "extra"),
        (("show",), "SESSION"),
        (("show", "zz"), "no session 'zz'"),
        (("show", ""), "no session ''"),
        (("show", "last"), "no session 'last'"),
        (("report", "zz"), "no session 'zz'"),
        (("report", "zz", "--format", "papyrus"), "no format 'papyrus'; there are: "),
        (("export", "zz"), "no session 'zz'"),
        (("resume", "zz", "--plain"), "no session 'zz'"),
        (("resume", "zz"), "--plain"),
        (("run",), "--plain"),
        (("run", "district-led-c", "--plain"), "did you mean 'district-led-ci'?"),
        (("run", "--plain", "--kind", "school"), "district"),
        (("toolkit", "lst"), "Did you mean `hansei toolkit list`?"),
        (("toolkit", "show"), "TOOLKIT"),
        (("toolkit", "show", "nope"), "no toolkit 'nope'; there are: district-led-ci"),
        (("toolkit", "check"), "TOOLKIT"),
        (("completion", "tcsh"), "powershell"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_words_are_refused_in_a_sentence(run: Here, words: tuple[str, ...], expected: str) -> None:
    run(*words).refused(2, expected)


def test_options_stand_before_or_behind_the_command(run: Here, tmp_path: Path, district: str) -> None:
    other = tmp_path / "other.db"
    assert str(other) in run("--store", other, "list").done().out
    assert str(other) in run("list", "--store", other).done().out
    assert str(other) in run("--store", tmp_path / "neither.db", "list", "--store", other).done().out
    assert district in run("list").done().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run: Here, shell: str) -> None:
    said = run("completion", shell).done()
    assert "_HANSEI_COMPLETE" in said.out
    assert "hansei" in said.out


def test_completion_offers_commands_and_sessions(district: str) -> None:
    def offered(line: str) -> str:
        env = {
            "_HANSEI_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": "1" if line.count(" ") == 1 else "2",
        }
        return process(env=env).out

    assert "plain,resume" in offered("hansei res")
    assert district in offered("hansei show ")
    assert district in offered(f"hansei report {district[:2]}")


def test_a_reader_that_stops_early_ends_it_quietly(district: str) -> None:
    with subprocess.Popen(command("export"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process_:
        assert process_.stdout is not None
        assert process_.stderr is not None
        process_.stdout.close()
        assert process_.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_whole_in_every_encoding(run: Here, tmp_path: Path, encoding: str) -> None:
    run.answers(tmp_path / "a.yaml", "team: Zoë 中文 😀\nanswers: {}\n").done()
    for words in (("show", "last", "--json"), ("list", "--json")):
        said = process(*words, env={"PYTHONIOENCODING": encoding}).done()
        assert "Zoë 中文 😀" in str(said.json)
    process("list", env={"PYTHONIOENCODING": encoding}).done()
