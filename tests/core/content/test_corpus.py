"""Every slip in the corpus is told on its line, all of a file at once, and what is offered as a fix mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.content.reading import read_toolkit
from hansei.errors import Problem, ToolkitError
from hansei.kinds import Kinds
from hansei.plugins.builtin_kinds import hansei_kinds
from hansei.words.speaking import speaking

from .corpus import CORPUS, GOOD, Slip

KINDS = Kinds(hansei_kinds())


def faults(folder: Path, text: str) -> list[Problem]:
    (folder / "toolkit.yaml").write_bytes(text.encode())
    try:
        read_toolkit(folder, KINDS)
    except ToolkitError as error:
        return list(error.problems)
    return []


def made(slip: Slip) -> tuple[str, int]:
    """Return the broken file, and the 1-based line that is the first to differ."""
    assert GOOD.count(slip.old) == 1, slip
    text = GOOD.replace(slip.old, slip.new)
    pairs = zip(GOOD.split("\n"), text.split("\n"), strict=False)
    return text, next(line for line, (one, other) in enumerate(pairs, 1) if one != other)


def test_the_good_file_is_good_and_the_corpus_large(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []
    assert sum(map(len, CORPUS.values())) >= 150


@pytest.mark.parametrize("slips", CORPUS.values(), ids=CORPUS)
def test_each_slip_is_told_on_its_line_with_a_fix_that_works(tmp_path: Path, slips: list[Slip]) -> None:
    for slip in slips:
        text, line = made(slip)
        found = faults(tmp_path, text)
        assert len(found) == slip.faults, (slip, found)
        told = [each for each in found if (each.line, each.message) == (line + slip.below, slip.says)]
        assert len(told) == 1, (slip, found)
        assert told[0].source == str(tmp_path / "toolkit.yaml")
        assert bool(told[0].fix) == slip.mended, slip
        if slip.mended:
            lines = text.split("\n")
            lines[told[0].line - 1] = told[0].fix
            after = faults(tmp_path, "\n".join(lines))
            assert len(after) <= len(found), (slip, told[0].fix, after)
            assert told[0].message not in [each.message for each in after], slip


def test_each_slip_is_told_in_another_language_with_the_same_fix(tmp_path: Path) -> None:
    for slip in (each for slips in CORPUS.values() for each in slips[::5]):
        text, _ = made(slip)
        english = faults(tmp_path, text)
        with speaking("es"):
            spanish = faults(tmp_path, text)
        assert [(each.line, each.path, each.fix) for each in spanish] == [
            (each.line, each.path, each.fix) for each in english
        ], slip
        same = {each.message for each in spanish} & {each.message for each in english}
        assert not same or any(each in str(same) for each in ("did not find", "could not find", "expected")), slip


def test_slips_of_one_file_are_told_together(tmp_path: Path) -> None:
    text = GOOD
    for old, new in [
        ("title: Our talk", "title = Our talk"),
        ("  by: Riverside", "\tby: Riverside"),
        ("instruments: [habits]", "instruments: [habits"),
        ("          - id: why", "          – id: why"),
        ("    evidence: What shows it?", "    evidence: What: shows it?"),
        ("  - id: end", "  - id: “end"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = faults(tmp_path, text)
    assert [each.line for each in found] == [3, 7, 33, 34, 57]
    for each in found:
        lines = text.split("\n")
        lines[each.line - 1] = each.fix
        text = "\n".join(lines)
    assert [each.line for each in faults(tmp_path, text)] == [113]


def test_what_nobody_can_make_out_is_said_as_the_parser_says_it(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "a: [1, 2\nb: }{][\n: : :\n")
    assert found.line
    assert not found.fix
