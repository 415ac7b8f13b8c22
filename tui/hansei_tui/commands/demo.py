"""``hansei demo``: a fictional district to look around in."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hansei_tui.again import command_line
from hansei_tui.commands.options import json_option, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr
from hansei_tui.terminal import is_terminal


@click.command("demo")
@click.option("--no-tui", is_flag=True, help="Do not open the home screen afterwards.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, no_tui: bool, as_json: bool) -> int:
    """Make a fictional district with two school years of finished sessions, and look around.

    It goes into a store of its own unless --store or HANSEI_STORE names another. Running it again adds nothing.
    """
    from hansei.engine import open_engine
    from hansei.stores import STORE
    from hansei_tui.commands.options import engine_of
    from hansei_tui.demo.build import build

    options = ctx.find_root().obj or {}
    if not options.get("store") and not os.environ.get(STORE):
        ctx.find_root().obj = {**options, "store": demo_store()}
    with engine_of(ctx, make=True) as engine:
        made, latest = build(engine, lambda line: None if as_json else say(f"  {line}"))
        say_failures(engine.failures())
        report = _report(engine, latest)
        store, count = engine.log.name, sum(not head.archived for head in engine.sessions())
    if as_json:
        say_json({"store": store, "made": made, "sessions": count, "latest": latest, "report": str(report)})
        return 0
    say(
        tr("{made} sessions made, {count} in {store}", made=made, count=count, store=store)
        if made
        else tr("Everything is there already: {count} sessions in {store}", count=count, store=store)
    )
    say(tr("The district's latest report: {report}", report=report))
    say(tr("Try next:"))
    for words in ((), ("list",), ("inbox",), ("review", latest), ("portfolio",), ("show", latest)):
        say(f"  {command_line(*words, store=store)}")
    say(f"  {command_line('run', 'district-led-ci', '--team', 'Our team')}")
    if no_tui or not is_terminal():
        return 0
    from hansei_tui.app.start import run_app

    with open_engine(store) as engine:
        return run_app(engine)


def demo_store() -> str:
    """Return the store of the demo, beside the user's own."""
    from platformdirs import user_data_path

    return str(user_data_path("hansei", appauthor=False) / "demo.db")


def _report(engine: object, session: str) -> Path:
    """Write the report of a session beside its store, unless it is there already."""
    from hansei.engine import Engine
    from hansei.insight.names import file_name

    assert isinstance(engine, Engine)  # noqa: S101 - for mypy
    path = Path(engine.log.name).absolute().parent / file_name(engine.open(session), ".html")
    return path if path.exists() else engine.export(session, "html", path)
