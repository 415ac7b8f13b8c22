"""How sentences are said in the code: found for translators, and in the language of whoever reads them then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("core/hansei", "plugins", "tui/hansei_tui")
SAYING = ("tr", "trn", "trc")
FILES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")) if "words" not in path.parts]


def said(node: ast.AST, *, later: bool) -> Iterator[tuple[ast.Call, bool]]:
    """Yield what says a sentence, and whether that is done only when a function is called."""
    for name, value in ast.iter_fields(node):
        inside = later or (isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and name == "body")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in SAYING:
                yield each, inside
            if isinstance(each, ast.AST):
                yield from said(each, later=inside)


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, ast.Call, bool]]:
    return [
        (f"{path.relative_to(ROOT)}:{call.lineno}", call, later)
        for path in FILES
        if any(f"{name}(" in (text := path.read_text(encoding="utf-8")) for name in SAYING)
        for call, later in said(ast.parse(text), later=False)
    ]


def test_no_sentence_is_said_before_the_language_is_known(calls: list[tuple[str, ast.Call, bool]]) -> None:
    assert calls
    assert [place for place, _, later in calls if not later] == []


def test_no_sentence_is_put_together_before_it_is_looked_up(calls: list[tuple[str, ast.Call, bool]]) -> None:
    parts = [(place, call.args[: 2 if call.func.id == "trn" else 1]) for place, call, _ in calls]  # type: ignore[attr-defined]
    assert [place for place, args in parts if any(isinstance(arg, (ast.JoinedStr, ast.BinOp)) for arg in args)] == []


def test_what_is_said_of_one_and_of_many_is_found_as_one_sentence(calls: list[tuple[str, ast.Call, bool]]) -> None:
    of_numbers = [(place, call.args[:2]) for place, call, _ in calls if call.func.id == "trn"]  # type: ignore[attr-defined]
    assert of_numbers
    assert [place for place, args in of_numbers if not all(isinstance(arg, ast.Constant) for arg in args)] == []
