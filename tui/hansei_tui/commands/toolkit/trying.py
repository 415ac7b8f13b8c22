"""``hansei toolkit try``: made-up teams run a toolkit to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.commands.toolkit.place import read
from hansei_tui.organisations import kind_word
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.authoring.trying import Trial


@click.command("try")
@click.argument("toolkit")
@click.option("--teams", default="", metavar="NAME,…", help="agreeable, divided, silent, hurried, thorough; else all.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same answers.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new folder, or a .zip, for the reports.")
@click.option("--format", "format_", default="html", show_default=True, help="The format of the reports.")
@json_option
@store_options
@click.pass_context
def try_(
    ctx: click.Context, toolkit: str, teams: str, seed: int, output: Path | None, format_: str, as_json: bool
) -> int:
    """Let made-up teams run TOOLKIT (a folder or an id) to the end and write their reports.

    Nothing of it reaches your store. Fails when an instrument refuses what it asked for itself, when no team ever comes
    to one, or when a report cannot be made: fit for a script that watches over a toolkit.
    """
    from hansei.authoring.trying import never_reached, temperaments, try_out
    from hansei.document.folders import write_all

    chosen = temperaments([each.strip() for each in teams.split(",") if each.strip()])
    trials: list[Trial] = []
    with engine_of(ctx) as engine:
        found = read(engine, toolkit)
        say_failures(engine.failures())
        running = try_out(found, engine, chosen, seed=seed, format_=format_)

        def reports() -> Iterator[tuple[str, bytes]]:
            for trial in running:
                trials.append(trial)
                if not as_json:
                    _tell(trial)
                if trial.report is not None:
                    yield trial.name, trial.report

        if output is None:
            list(reports())
        else:
            write_all(output, reports())  # looks first whether there is room, and then lets them run
    missed = () if teams else never_reached(found, trials)  # each team alone leaves something out
    failed = bool(missed) or any(each.findings for each in trials)
    if as_json:
        say_json(
            {"ok": not failed, "seed": seed, "teams": [_row(each) for each in trials], "never_reached": list(missed)}
        )
        return 1 if failed else 0
    for id_ in missed:
        say(tr("Failed: no team ever came to {id}; look at its step and at what it follows.", id=id_), err=True)
    if output is not None:
        say(tr("Reports: {output}", output=output))
    elif not failed:
        say(tr("Add -o FOLDER to keep the reports."))
    return 1 if failed else 0


def _tell(trial: Trial) -> None:
    kind = kind_word(trial.team.kind)
    who = f"{trial.temperament.name} ({kind})"
    done = tr("{answered} of {asked} answered", answered=f"{trial.answered:>4}", asked=f"{trial.asked:>3}")
    if trial.report is None:
        done = tr("{answered}, no report", answered=done)
    say(f"{who:<21}{done}  {trial.temperament.told}")
    for place, said in trial.findings:
        say(f"  {place}: {said}", err=True)


def _row(trial: Trial) -> dict[str, object]:
    return {
        "temperament": trial.temperament.name,
        "kind": trial.team.kind,
        "asked": trial.asked,
        "answered": trial.answered,
        "findings": [{"place": place, "message": said} for place, said in trial.findings],
        "report": trial.name if trial.report is not None else None,
    }
