"""Each tutorial is followed from its first line to its last, in an empty folder, and says what it says it does."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

import hansei
from hansei_tui.app.app import HanseiApp
from tests.e2e.program import ROOT, Here, Said

TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^\n]*) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TYPED = re.compile(r"^(\[.*\] >)(?: (.*))?$", re.MULTILINE)


def installed(project: Path) -> None:
    """Do what ``pip install -e`` does for entry points, in a fraction of its time."""
    told = tomllib.loads(project.read_text("utf-8"))["project"]
    info = project.parent / f"{told['name'].replace('-', '_')}-{told['version']}.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text(f"Name: {told['name']}\nVersion: {told['version']}\n", "utf-8")
    lines = (
        f"[{group}]\n{name} = {value}\n" for group, of in told["entry-points"].items() for name, value in of.items()
    )
    info.joinpath("entry_points.txt").write_text("".join(lines), "utf-8")


def calls(text: str) -> Iterator[tuple[list[str], list[str], str]]:
    """Yield each command of a block: its words, the lines it is to say, and what is typed."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        typed = "".join(f"{match[2] or ''}\n" for match in _TYPED.finditer(shown))
        said = [_TYPED.sub(r"\1", each) for each in shown.splitlines() if each.strip()]
        yield shlex.split(line), said, typed


class Reader:
    """Who follows a tutorial in a folder, with a store of their own.

    Commands of Hansei run in this process, by the same entry: starting Python for each would take most of the time.
    """

    def __init__(self, folder: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._here, self._monkeypatch = folder, here, monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setenv("HANSEI_STORE", str(folder / "mine.db"))

    def write(self, place: str, text: str) -> None:
        """Write a file as it is shown; a project is installed with it."""
        file = self._folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        if file.name == "pyproject.toml":
            installed(file)
            self._monkeypatch.syspath_prepend(file.parent)
            self._monkeypatch.setenv("PYTHONPATH", str(file.parent), prepend=os.pathsep)

    def run(self, words: list[str], typed: str, *, slip: bool) -> str:
        """Run a command; return what it said on either stream. Only after a slip may it fail."""
        program, *rest = words
        said = self._here(*rest, stdin=typed) if program == "hansei" else python(rest)
        assert slip or said.code == 0, f"{shlex.join(words)}\n{said.out}{said.err}"
        return said.out + said.err


def python(words: list[str]) -> Said:
    """Run Python in a process of its own, here."""
    done = subprocess.run([sys.executable, *words], capture_output=True, encoding="utf-8", timeout=60, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


def hold(said: list[str], out: str, line: str) -> None:
    """Hold that lines were said in that order; an ellipsis stands for anything."""
    place = 0
    for each in said:
        pattern = re.escape(each.strip()).replace("…", ".*")
        found = re.compile(rf"^\s*{pattern}\s*$", re.MULTILINE).search(out, place) if each.strip() != "…" else None
        assert found or each.strip() == "…", (
            f"{line}\nshould say {each!r} after\n{out[:place]}\nbut says\n{out[place:]}"
        )
        place = found.end() if found else place


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_who_follows_it_gets_there(
    tutorial: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path, Here(capsys, monkeypatch), monkeypatch)
    count = 0
    for block in _BLOCK.finditer(tutorial.read_text("utf-8")):
        mark, text = block["mark"] or "", block["text"]
        kind, _, place = mark.partition(": ")
        if kind == "file":
            reader.write(place, text)
        elif kind != "not run":
            assert block["language"] == "console", f"say of what is shown what it is: {text}"
            file = tmp_path / kind.removeprefix("slip in ")
            before = file.read_text("utf-8") if kind.startswith("slip in ") else ""
            if before:
                right, wrong = place.split(" for ")
                assert right in before
                file.write_text(before.replace(right, wrong), "utf-8")
            for words, said, typed in calls(text):
                hold(said, reader.run(words, typed, slip=bool(before)), shlex.join(words))
                count += 1
            if before:
                file.write_text(before, "utf-8")
    assert count >= 4


def test_there_is_one_for_each_audience_and_the_readme_leads_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [each.stem for each in TUTORIALS] == ["author", "embedder", "facilitator", "plugin-author"]
    for each in TUTORIALS:
        assert f"(docs/tutorials/{each.name})" in readme
        assert "source .venv/bin/activate" in each.read_text("utf-8")


async def test_the_keys_that_a_facilitator_is_told_of_are_those_of_the_screen(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "tutorials" / "facilitator.md").read_text("utf-8")
    told = re.findall(r"^\| `(.+?)` \|", text, re.MULTILINE)
    assert len(told) >= 10
    with hansei.open_engine(tmp_path / "keys.db") as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        app = HanseiApp(engine)
        async with app.run_test() as pilot:
            await app.open_session(session.id)
            await pilot.pause()
            screen: Any = app.screen
            screen.room.look(next(each.path for each in session.agenda if "culture" in each.step.instruments))
            screen.show()
            await pilot.pause()
            await pilot.press("f1")
            help_ = "\n".join(str(each.render()) for each in app.screen.query("#words Static").results(Static))
    assert [key for key in told if not re.search(rf"(^|\s){re.escape(key)}(\s|$)", help_, re.MULTILINE)] == [], help_
