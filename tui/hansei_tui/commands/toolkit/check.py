"""``hansei toolkit check``: every fault of a toolkit at once, and what could be better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trn

if TYPE_CHECKING:
    from hansei.authoring.remarks import Remarks
    from hansei.content.found import ReadToolkit
    from hansei.content.toolkit import Toolkit
    from hansei.engine import Engine
    from hansei.errors import Problem


@click.command("check")
@click.argument("toolkit")
@click.option("--strict", is_flag=True, help="Fail for what could be better, too; for scripts.")
@json_option
@store_options
@click.pass_context
def check(ctx: click.Context, toolkit: str, strict: bool, as_json: bool) -> int:
    """Check TOOLKIT (a folder or an id): every fault with line and likely fix, and what could be better."""
    from hansei.authoring.remarks import remarks
    from hansei.content.locale import faults
    from hansei.errors import ToolkitError

    with engine_of(ctx) as engine:
        kinds = engine.kinds
        say_failures(engine.failures())
        try:
            found = read(engine, toolkit)
        except ToolkitError as error:
            return _refused(error.problems, as_json=as_json)
        if wrong := faults(found, kinds):
            return _refused(wrong, as_json=as_json)
        looked = remarks(found, kinds, lambda: _at_hand(engine))
    failed = strict and bool(looked.found)
    if as_json:
        say_json(_found(found, looked, ok=not failed))
    else:
        for warning in looked.found:
            say(_warning(warning), err=True)
        say(_in_words(found, looked))
    return 1 if failed else 0


def _at_hand(engine: Engine) -> dict[str, Toolkit]:
    """Return the toolkits at hand, which links may name."""
    return {id_: found.toolkit for id_, found in engine.shelf.all().items()}


def _refused(problems: Sequence[Problem], *, as_json: bool) -> int:
    if as_json:
        say_json({"ok": False, "faults": [_row(each) for each in problems], "warnings": []})
    else:
        for problem in problems:
            say(str(problem), err=True)
        say(trn("{n} fault.", "{n} faults.", len(problems)), err=True)
    return 1


def _warning(problem: Problem) -> str:
    where = str(problem).removesuffix(problem.message)
    return where + tr("warning: {message}", message=problem.message)


def _row(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.source,
        "line": problem.line,
        "path": problem.path,
        "message": problem.message,
        "fix": problem.fix or None,
    }


def _found(toolkit: ReadToolkit, looked: Remarks, *, ok: bool) -> dict[str, Any]:
    return {
        "ok": ok,
        "toolkit": toolkit.toolkit.id,
        "version": toolkit.toolkit.version,
        "digest": toolkit.digest,
        "faults": [],
        "warnings": [_row(each) for each in looked.found],
        "minutes": list(looked.minutes),
        "grade": looked.grade if looked.grade is None else round(looked.grade, 1),
    }


def _in_words(toolkit: ReadToolkit, looked: Remarks) -> str:
    this = toolkit.toolkit
    low, high = looked.minutes
    minutes = low if low == high else f"{low}-{high}"
    steps, instruments, warnings = len(this.agenda()), len(this.instruments), len(looked.found)
    counted = [trn("{n} step", "{n} steps", steps), trn("{n} instrument", "{n} instruments", instruments)]
    counted += [tr("{minutes} minutes", minutes=minutes)] if high else []
    counted += [tr("reads like grade {grade}", grade=f"{max(looked.grade, 1):.0f}")] if looked.grade is not None else []
    which, told = f"{this.id} {this.version}", ", ".join(counted)
    if not warnings:
        return tr("{toolkit}: no faults ({counted}).", toolkit=which, counted=told)
    return trn(
        "{toolkit}: no faults, {n} warning ({counted}).",
        "{toolkit}: no faults, {n} warnings ({counted}).",
        warnings,
        toolkit=which,
        counted=told,
    )
