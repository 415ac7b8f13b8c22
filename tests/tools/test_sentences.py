"""How sentences are said in the code: found for translators, and in the language of whoever reads them then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("core/hansei", "plugins", "tui/hansei_tui")
SAYING = ("tr", "trn", "trc")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")) if "words" not in path.parts]


class Said(NamedTuple):
    """A call that says a sentence: where, of what, whether a function does it, and whether inside of an f-string."""

    place: str
    name: str
    args: list[ast.expr]
    later: bool
    within: bool


def said(place: Path, node: ast.AST, *, later: bool = False, within: bool = False) -> Iterator[Said]:
    within = within or isinstance(node, ast.JoinedStr)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
        yield Said(f"{place}:{node.lineno}", node.func.id, node.args, later, within)
    for name, value in ast.iter_fields(node):
        function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and name == "body"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from said(place, each, later=later or function, within=within)


def is_made(arg: ast.expr) -> bool:
    """Whether a sentence is made of parts; of two that stand in one call Babel makes one."""
    parts = isinstance(arg, (ast.BinOp, ast.BoolOp, ast.IfExp))
    return isinstance(arg, ast.JoinedStr) or (
        parts and any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ast.walk(arg))
    )


@pytest.fixture(scope="module")
def calls() -> list[Said]:
    texts = ((path.relative_to(ROOT), path.read_text(encoding="utf-8")) for path in FILES)
    found = [call for path, text in texts if "tr" in text for call in said(path, ast.parse(text))]
    assert {call.name for call in found} == set(SAYING)
    return found


def test_no_sentence_is_said_before_the_language_is_known(calls: list[Said]) -> None:
    assert [call.place for call in calls if not call.later] == []


def test_no_sentence_is_put_together_before_it_is_looked_up(calls: list[Said]) -> None:
    assert [call.place for call in calls if any(map(is_made, call.args[:2]))] == []


def test_no_sentence_stands_where_it_is_not_found(calls: list[Said]) -> None:
    """What Python 3.11 makes of an f-string hides it from Babel."""
    literal = [call for call in calls if any(isinstance(arg, ast.Constant) for arg in call.args)]
    assert [call.place for call in literal if call.within] == []


def test_what_is_said_of_one_and_of_many_is_found_as_one_sentence(calls: list[Said]) -> None:
    pairs = [call for call in calls if call.name == "trn"]
    assert [call.place for call in pairs if not all(isinstance(arg, ast.Constant) for arg in call.args[:2])] == []
