"""``hansei doctor``: check the store and everything that leads to it; rescue what can be read."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_json
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.engine import Engine


@click.command("doctor")
@click.option("--rescue", metavar="FILE", help="Copy every session that can be read into a new store.")
@click.option(
    "--repair", is_flag=True, help="Make anew what the portfolio keeps beside the records, where it is wrong."
)
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, rescue: str | None, repair: bool, as_json: bool) -> int:
    """Check the store: the file, every session in it, what is kept for the portfolio, toolkits, plugins."""
    from hansei import __version__
    from hansei.errors import HanseiError

    facts: dict[str, Any] = {
        "hansei": __version__,
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
    }
    try:
        with engine_of(ctx) as engine:
            facts |= _examine(engine, rescue, repair=repair)
    except HanseiError as error:
        if error.usage:
            raise
        facts |= {
            "store": getattr(error, "store", ""),
            "there": None,
            "sessions": 0,
            "faults": [str(error)],
            "failures": {},
        }
    if as_json:
        say_json(facts)
    else:
        _tell(facts, rescue)
    return 1 if facts["faults"] else 0


def _examine(engine: Engine, rescue: str | None, *, repair: bool) -> dict[str, Any]:
    """Look at the file and at every session in it; copy what can be read when that is wanted."""
    from hansei.errors import HanseiError
    from hansei.record.log import MadeLater

    faults = list(getattr(engine.log, "faults", list)())
    sound = []
    for session in engine.log.find(""):
        try:
            engine.open(session)
        except HanseiError as error:
            head = engine.log.head(session)
            faults.append(
                tr(
                    "session {session} ({rest}): {error}",
                    session=session,
                    rest=head.team if head else "nameless",
                    error=error,
                )
            )
        else:
            sound.append(session)
    rescued = {"rescued": _rescue(engine, sound, rescue)} if rescue else {}
    wrong = _kept_wrongly(engine, sound)
    repaired = {"repaired": _repair(engine, sound)} if repair and wrong else {}
    faults += [] if repaired else wrong
    return {
        "store": engine.log.name,
        "there": not isinstance(engine.log, MadeLater) or engine.log.there,
        "sessions": len(sound),
        "faults": faults,
        "failures": {name: str(error) for name, error in engine.failures().items()},
        **rescued,
        **repaired,
    }


def _tell(facts: dict[str, Any], rescue: str | None) -> None:
    say(f"Hansei {facts['hansei']}, Python {facts['python']}, SQLite {facts['sqlite']}")
    if facts["there"] is False:
        say(tr("There is no store at {facts} yet; `hansei run` starts a session and makes it.", facts=facts["store"]))
    else:
        say(tr("Store {facts}: {n} sessions can be read.", facts=facts["store"], n=facts["sessions"]))
    for fault in [*facts["faults"], *facts["failures"].values()]:
        say(tr("  fault: {fault}", fault=fault))
    if facts.get("repaired"):
        say(
            tr(
                "What is kept for the portfolio was made anew from the records of {facts} sessions.",
                facts=facts["repaired"],
            )
        )
    if facts.get("rescued") == 0:
        say(tr("There is no session to rescue; {rescue} was not made.", rescue=rescue))
    elif "rescued" in facts:
        say(tr("Rescued {facts} sessions into {rescue}.", facts=facts["rescued"], rescue=rescue))
    elif facts["faults"] and facts["sessions"]:
        say(tr("`hansei doctor --rescue FILE` copies what can be read into a new store; this one stays as it is."))
    elif not facts["faults"]:
        say(tr("No faults."))


def _kept_wrongly(engine: Engine, sessions: list[str]) -> list[str]:
    """Hold what is kept for the portfolio against the records it follows from."""
    from hansei.record.kept import KeepsFacts
    from hansei.record.recounting import amiss

    if not isinstance(engine.log, KeepsFacts):
        return []
    kept = engine.log.facts
    hint = tr("`hansei doctor --repair` makes it anew")
    found = [
        tr(
            "session {each}: what is kept of it for the portfolio is not what its record says; {hint}",
            each=each,
            hint=hint,
        )
        for each in amiss(kept, engine.open, sessions)
    ]
    return [*found, *(tr("the portfolio's totals: {each}; {hint}", each=each, hint=hint) for each in kept.faults())]


def _repair(engine: Engine, sessions: list[str]) -> int:
    """Make what is kept for the portfolio anew; return of how many sessions."""
    from hansei.record.kept import KeepsFacts
    from hansei.record.recounting import recount

    assert isinstance(engine.log, KeepsFacts)  # noqa: S101 - for mypy: only then something can be kept wrongly
    recount(engine.log.facts, engine.open, sessions)
    engine.log.facts.add_up()
    return len(sessions)


def _rescue(engine: Engine, sessions: list[str], target: str) -> int:
    """Copy sessions into a new store, people's names included."""
    from hansei.engine import open_engine
    from hansei.errors import UsageError
    from hansei.record.copying import copy_session

    if Path(target).exists():
        raise UsageError(tr("{target} is there already; name a file that is not", target=target))
    with open_engine(target, plugins=engine.plugins) as new:
        for session in sessions:
            copy_session(session, engine.log, new.log)
    return len(sessions)
