"""Extension from outside: a stranger's distribution in a fresh environment, and plugins that are broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

from tests.e2e.program import ROOT, Here, Said
from tests.e2e.program import hansei as process

HERE = Path(__file__).parent / "stranger"
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "2.0"
dependencies = ["hansei"]

[project.entry-points.hansei]
{entries}

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
"""
ANSWERS = """\
team: Riverside
answers:
  what-first:
    hour: {dots: 3, ease: hard}
    plan: {dots: "2", ease: Easy}
  because: {why: Because}
close: true
"""


def call(*words: str | Path) -> None:
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def wheel(source: Path, target: Path) -> Path:
    """Build a wheel with what is installed here."""
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, source)
    (built,) = target.glob("*.whl")
    return built


def environment(folder: Path, hansei_wheel: Path) -> Path:
    """Make a fresh environment with that wheel in it; return its Python.

    The dependencies are links to those installed here, without the Hansei under development.
    """
    call(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    packages = Path(sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})["purelib"])
    here = Path(sysconfig.get_paths()["purelib"])
    borrowed = folder / "borrowed"
    borrowed.mkdir()
    for entry in here.iterdir():
        if not entry.name.lstrip("_").startswith(("hansei", "editable")) and entry.suffix != ".pth":
            (borrowed / entry.name).symlink_to(entry)
    (packages / "borrowed.pth").write_text(f"{borrowed}\n")
    install(python, hansei_wheel)
    return python


def install(python: Path, *wheels: Path) -> None:
    words = ["install", "--no-deps", "--no-index", "--no-compile", "--quiet", "--disable-pip-version-check"]
    call(sys.executable, "-m", "pip", "--python", python, *words, *wheels)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with Hansei's own wheel and the stranger's; made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "stranger"
    ready = shared / "ready"
    try:
        shared.mkdir()
    except FileExistsError:
        until = time.monotonic() + 60
        while not ready.exists():
            assert time.monotonic() < until, "the other worker did not make it"
            time.sleep(0.05)
        return Path(ready.read_text())
    package = shared / "source" / "strange_dots"
    package.mkdir(parents=True)
    shutil.copy(HERE / "dots.py", package / "dots.py")
    shutil.copy(HERE / "toolkit.yaml", package / "toolkit.yaml")
    (package / "__init__.py").write_text(
        "from pathlib import Path\n\nimport hansei\n\n\n"
        "@hansei.hookimpl\ndef hansei_toolkits():\n    return [Path(__file__).parent]\n"
    )
    entries = 'strange_kind = "strange_dots.dots"\nstrange_toolkit = "strange_dots"'
    project = PROJECT.format(name="strange-dots", entries=entries, package="strange_dots")
    (package.parent / "pyproject.toml").write_text(project)
    python = environment(shared / "venv", wheel(ROOT, shared / "hansei"))
    install(python, wheel(package.parent, shared / "strange"))
    ready.with_suffix(".new").write_text(str(python))
    ready.with_suffix(".new").replace(ready)
    return python


@pytest.fixture
def ran(fresh: Path, tmp_path: Path) -> Path:
    """The same Python, after a session of the stranger's toolkit was run from a file of answers."""
    (tmp_path / "a.yaml").write_text(ANSWERS)
    said = process("run", "stranger", "--answers", tmp_path / "a.yaml", python=fresh, cwd=tmp_path).done()
    assert "saved what-first/hour: 3 dots, hard" in said.out
    return fresh


def test_the_environment_runs_the_wheel_and_not_this_checkout(fresh: Path, tmp_path: Path) -> None:
    words = [str(fresh), "-E", "-c", "import hansei, hansei_tui; print(hansei.__file__, hansei_tui.__file__)"]
    out = subprocess.run(words, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert str(ROOT) not in out
    assert str(fresh.parents[1]) in out


def test_the_strangers_plugins_are_listed_with_what_they_bring(fresh: Path, tmp_path: Path) -> None:
    found = process("plugins", "--json", python=fresh, cwd=tmp_path).done().json
    rows = {row["name"]: (row["distribution"], row["state"]) for row in found["plugins"]}
    assert rows["strange_kind"] == ("strange_dots-2.0", "works")
    assert rows["strange_toolkit"] == ("strange_dots-2.0", "works")
    assert "dots" in found["kinds"]
    assert {"district-led-ci", "improvement-cycle", "stranger"} <= set(found["toolkits"])
    listed = process("toolkit", "list", python=fresh, cwd=tmp_path).done().out
    assert "plugin strange_toolkit" in listed


def test_the_new_kind_by_a_file_of_answers(ran: Path, tmp_path: Path) -> None:
    record = process("show", "last", "--json", python=ran, cwd=tmp_path).done().json
    assert [(each["item"], each["response"], each["says"]) for each in record["answers"]] == [
        ("hour", {"dots": 3, "ease": "hard", "more": {}}, "3 dots, hard"),
        ("plan", {"dots": 2, "ease": "easy", "more": {}}, "2 dots, easy"),
        ("why", {"text": "Because", "actions": []}, "Because"),
    ]
    assert record["state"] == "closed"


def test_the_new_kind_line_by_line(fresh: Path, tmp_path: Path) -> None:
    lines = "six\n6\nnan\n4,5\n4\nquick\nhard\n1\n1\n\n/quit\n"
    words = ("run", "stranger", "--plain", "--team", "T", "--kind", "district", "--people", "")
    said = process(*words, stdin=lines, python=fresh, cwd=tmp_path)
    assert said.code == 0, said.err
    assert "'six' is no number" in said.out
    assert "from 0 to 5" in said.out
    record = process("show", "last", "--json", python=fresh, cwd=tmp_path).done().json
    assert [each["says"] for each in record["answers"]][-1] == "1 dots, easy"
    assert "nan" not in str(record["answers"])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{dots: 6, ease: hard}", "there are 5 dots"),
        ("{dots: many, ease: hard}", "'many' is no number"),
        ("{dots: nan, ease: hard}", "no number"),
        ("{dots: 1, ease: quick}", "'quick' is none of them: 1 Easy, 2 Hard"),
        ("{dots: 1, ease: hard, colour: red}", 'no question "colour"'),
    ],
)
def test_a_wrong_answer_to_the_new_kind_is_named(fresh: Path, tmp_path: Path, answer: str, expected: str) -> None:
    (tmp_path / "a.yaml").write_text(f"team: T\nanswers:\n  what-first:\n    hour: {answer}\n")
    said = process("run", "stranger", "--answers", tmp_path / "a.yaml", python=fresh, cwd=tmp_path)
    said.refused(2, "a.yaml:4:", expected)


@pytest.mark.parametrize("name", ["html", "md", "json"])
def test_the_new_kind_in_every_report(ran: Path, tmp_path: Path, name: str) -> None:
    said = process("report", "last", "--format", name, "-o", "-", python=ran, cwd=tmp_path).done()
    assert "Riverside" in said.out
    assert "3 dots, hard" in said.out if name == "json" else "A shared hour every week" in said.out
    if name == "html":
        assert "One plan &amp; &lt;one&gt; page" in said.out
        assert "● ● ●" in said.out


def test_a_record_outlives_the_plugin_it_was_made_with(ran: Path, tmp_path: Path) -> None:
    env = {"HANSEI_DISABLE": "strange_kind,strange_toolkit"}
    shown = process("show", "last", "--json", python=ran, cwd=tmp_path, env=env).done().json
    assert shown["answers"][0]["response"] == {"dots": 3, "ease": "hard", "more": {}}
    assert process("show", "last", python=ran, cwd=tmp_path, env=env).code == 0
    page = process("report", "last", "-o", "-", python=ran, cwd=tmp_path, env=env)
    assert page.code == 0
    assert "What should we do first?" in page.out
    assert "hard" in page.out


def test_without_the_kind_its_toolkit_is_named_as_broken(fresh: Path, tmp_path: Path) -> None:
    said = process("toolkit", "list", python=fresh, cwd=tmp_path, env={"HANSEI_DISABLE": "strange_kind"})
    assert said.code == 0
    assert "district-led-ci" in said.out
    assert "unknown instrument kind 'dots'" in said.err
    assert "toolkit.yaml:16" in said.err


def test_a_second_stranger_installs_from_source_beside_the_first(fresh: Path, tmp_path: Path) -> None:
    """A distribution of YAML alone: one function, and pip builds it without any help of ours."""
    source = tmp_path / "source"
    package = source / "only_yaml"
    package.mkdir(parents=True)
    text = (HERE / "toolkit.yaml").read_text().replace("toolkit: stranger", "toolkit: only-yaml")
    (package / "toolkit.yaml").write_text(text)
    (package / "__init__.py").write_text(
        "from pathlib import Path\nimport hansei\n\n@hansei.hookimpl\ndef hansei_toolkits():\n"
        "    return [str(Path(__file__).parent)]\n"
    )
    project = PROJECT.format(name="only-yaml", entries='only_yaml = "only_yaml"', package="only_yaml")
    (source / "pyproject.toml").write_text(project)
    target = tmp_path / "site"
    call(
        sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--no-build-isolation", "--quiet",
        "--disable-pip-version-check", "--target", target, source,
    )  # fmt: skip
    env = {"PYTHONPATH": str(target)}
    assert "only-yaml" in process("toolkit", "list", python=fresh, cwd=tmp_path, env=env).done().out


# ------------------------------------------------------------------------------------------- broken ones


def plugin(folder: Path, name: str, code: str, *, module: str = "") -> dict[str, str]:
    """Put a plugin on the path without pip, as an environment looks after it; return the variables to run with."""
    site = folder / "site"
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[hansei]\n{name} = {module or name}\n")
    (site / f"{name}.py").write_text(f"import hansei\nfrom pathlib import Path\n{code}\n")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH"))))}


BROKEN = {
    "raises on import": (
        "raise RuntimeError('no luck')",
        ["could not be loaded", "RuntimeError: no luck", "broken.py:3"],
    ),
    "leaves on import": ("raise SystemExit(3)", ["could not be loaded", "SystemExit"]),
    "wrong syntax": ("def (", ["could not be loaded", "SyntaxError"]),
    "imports nothing": ("import not_there_at_all", ["ModuleNotFoundError", "not_there_at_all"]),
    "raises in a hook": (
        "@hansei.hookimpl\ndef hansei_kinds():\n    return 1 / 0",
        ["hansei_kinds", "ZeroDivisionError"],
    ),
    "raises in the toolkits": (
        "@hansei.hookimpl\ndef hansei_toolkits():\n    raise OSError('gone')",
        ["hansei_toolkits", "gone", "broken.py:5"],
    ),
    "leaves in a hook": ("@hansei.hookimpl\ndef hansei_toolkits():\n    raise SystemExit(3)", ["hansei_toolkits"]),
    "misspelt hook": (
        "@hansei.hookimpl\ndef hansei_toolkit():\n    return []",
        ["there is no hook hansei_toolkit", "did you mean hansei_toolkits?"],
    ),
    "wrong signature": (
        "@hansei.hookimpl\ndef hansei_kinds(engine):\n    return []",
        ["could not be loaded", "hansei_kinds", "engine"],
    ),
    "no list": ("@hansei.hookimpl\ndef hansei_toolkits():\n    return 'a'", ["hansei_toolkits returns a list"]),
    "nothing of the kind": ("@hansei.hookimpl\ndef hansei_kinds():\n    return [1]", ["hansei_kinds returned 1"]),
    "a class for an object": (
        "from hansei.kinds.rubric import RubricKind\n@hansei.hookimpl\ndef hansei_kinds():\n    return [RubricKind]",
        ["hansei_kinds returned", "RubricKind"],
    ),
    "a kind that is there": (
        "from hansei.kinds.rubric import RubricKind\n@hansei.hookimpl\ndef hansei_kinds():\n    return [RubricKind()]",
        ['a second kind "rubric"'],
    ),
    "a folder without a toolkit": (
        "@hansei.hookimpl\ndef hansei_toolkits():\n    return [Path('/nowhere/at/all')]",
        ["/nowhere/at/all"],
    ),
}


@pytest.mark.parametrize(("code", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_named_and_everything_else_works(
    tmp_path: Path,
    code: str,
    expected: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    env = plugin(tmp_path, "broken", code)
    said = process("toolkit", "list", env=env, cwd=tmp_path)
    assert said.code == 0, said
    assert "district-led-ci" in said.out
    for words in expected:
        assert words in said.err
    assert "Traceback" not in said.err
    assert re.search("broken|/nowhere", said.err)

    # The rest in this process: it is the same code, and quicker.
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.chdir(tmp_path)
    here = Here(capsys, monkeypatch)

    def run(*words: str | Path) -> Said:
        sys.modules.pop("broken", None)
        said = here(*words)
        assert said.code == 0, said
        return said

    plugins = run("plugins", "--json").json
    assert any(expected[0] in failure for failure in plugins["failures"].values())
    ran = here.answers(tmp_path / "a.yaml", "team: T\nanswers: {culture: {vision: evolving}}\n")
    assert "saved culture/vision" in ran.out
    assert expected[0] in ran.err
    assert run("list", "--json").json
    assert run("report", "last", "-o", "-").out.startswith("<!doctype html>")
    monkeypatch.setenv("HANSEI_DISABLE", "broken")
    assert run("toolkit", "list").err == ""


def test_two_plugins_with_one_toolkit(tmp_path: Path) -> None:
    """Both are there, the first is used, the second is named with the place of the first."""
    (tmp_path / "kit").mkdir()
    text = (HERE / "toolkit.yaml").read_text().replace("toolkit: stranger", "toolkit: district-led-ci")
    text = (
        text.replace("kind: dots", "kind: prompts").partition("    dots:")[0] + '    prompts: [{id: x, text: "X?"}]\n'
    )
    text = text.replace(", instruments: [because]", "")
    (tmp_path / "kit" / "toolkit.yaml").write_text(text)
    env = plugin(tmp_path, "twin", f"@hansei.hookimpl\ndef hansei_toolkits():\n    return [{str(tmp_path / 'kit')!r}]")
    said = process("toolkit", "list", env=env, cwd=tmp_path)
    assert said.code == 0
    assert "District-Led Continuous Improvement" in said.out
    assert 'a second toolkit "district-led-ci", from plugin twin' in said.err
    assert "the one from plugin district_led is used" in said.err
    off = process("toolkit", "list", env={**env, "HANSEI_DISABLE": "district_led"}, cwd=tmp_path)
    assert "What first?" in off.out
    assert off.err == ""


def test_a_plugin_that_fails_while_answers_are_recorded_stops_nothing(tmp_path: Path) -> None:
    code = "@hansei.hookimpl\ndef hansei_recorded(session, events):\n    raise RuntimeError('no luck')"
    env = plugin(tmp_path, "listener", code)
    (tmp_path / "a.yaml").write_text("team: T\nanswers: {culture: {vision: evolving, goals: evolving}}\nclose: true\n")
    said = process("run", "--answers", tmp_path / "a.yaml", env=env, cwd=tmp_path)
    assert said.code == 0
    assert "The session is closed." in said.out
    assert "listener failed in hansei_recorded: RuntimeError: no luck" in said.err
    assert said.err.count("no luck") == 1


def test_a_listener_hears_every_commit(tmp_path: Path) -> None:
    code = (
        "@hansei.hookimpl\ndef hansei_recorded(session, events):\n"
        "    with open('heard.txt', 'a') as file:\n"
        "        print(session, *(type(event).__name__ for event in events), file=file)"
    )
    env = plugin(tmp_path, "listener", code)
    (tmp_path / "a.yaml").write_text("team: T\nanswers: {culture: {vision: evolving}}\nclose: true\n")
    said = process("run", "--answers", tmp_path / "a.yaml", "--json", env=env, cwd=tmp_path).done()
    heard = [line.split() for line in (tmp_path / "heard.txt").read_text().splitlines()]
    assert {words[0] for words in heard} == {said.json["session"]}
    names = [name for words in heard for name in words[1:]]
    assert names.count("Answered") == 1
    assert names[-1] == "Closed"


def test_a_plugin_brings_a_command_and_takes_none_of_ours(tmp_path: Path) -> None:
    code = (
        "import click\n@click.command('hello')\ndef hello():\n    'Say hello.'\n    click.echo('hello there')\n"
        "@click.command('list')\ndef list_():\n    click.echo('taken')\n"
        "@hansei.hookimpl\ndef hansei_commands():\n    return [hello, list_]"
    )
    env = plugin(tmp_path, "greeter", code)
    assert process("hello", env=env, cwd=tmp_path).done().out == "hello there\n"
    assert "Say hello." in process("--help", env=env, cwd=tmp_path).done().out
    assert "taken" not in process("list", env=env, cwd=tmp_path).done().out
    process("helo", env=env, cwd=tmp_path).refused(2, "Did you mean `hansei hello`?")
    process("hello", env={**env, "HANSEI_DISABLE": "greeter"}, cwd=tmp_path).refused(2, "There is no command 'hello'")
    assert process("toolkit", "list", env=env, cwd=tmp_path).done().err == ""


def test_two_plugins_with_one_name_are_told_apart(tmp_path: Path) -> None:
    """A second distribution that takes a name in use must not vanish without a word."""
    env = plugin(tmp_path, "reports", "", module="reports")
    said = process("plugins", env=env, cwd=tmp_path)
    assert said.code == 0
    assert "reports-1.0" in said.out + said.err
    assert "hansei-" in said.out


def test_a_plugin_that_prints_does_not_spoil_json(tmp_path: Path) -> None:
    env = plugin(tmp_path, "chatty", "print('hello from a plugin')")
    said = process("plugins", "--json", env=env, cwd=tmp_path)
    assert said.code == 0
    assert "chatty" in {row["name"] for row in said.json["plugins"]}


def test_a_listing_names_a_plugin_that_cannot_be_loaded(tmp_path: Path) -> None:
    env = plugin(tmp_path, "broken", "raise RuntimeError('no luck')")
    said = process("list", "--json", env=env, cwd=tmp_path)
    assert said.code == 0
    assert said.json == []
    assert "broken" in said.err
    assert "no luck" in said.err
    quiet = process("list", "--json", env=env | {"HANSEI_DISABLE": "broken"}, cwd=tmp_path)
    assert quiet.code == 0
    assert not quiet.err
