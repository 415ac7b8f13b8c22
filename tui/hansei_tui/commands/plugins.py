"""``hansei plugins``: what is installed, what it brings, what failed."""

from __future__ import annotations

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr, trc


@click.command("plugins")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the plugins and what failed. HANSEI_DISABLE=name,name switches plugins off."""
    with engine_of(ctx) as engine:
        _ = engine.kinds, engine.exporters, engine.shelf.all()
        failures = engine.failures()
        disabled = engine.plugins.disabled()
        rows = [
            {
                "name": name,
                "distribution": found.distribution.removesuffix(".dist-info"),
                "module": found.value,
                "state": "off" if name in disabled else "failed" if name in failures else "works",
            }
            for name, found in engine.plugins.installed().items()
        ]
        brought = {
            "kinds": list(engine.kinds.names()),
            "toolkits": sorted(engine.shelf.all()),
            "formats": sorted(engine.exporters),
            "rosters": sorted({format_ for _, format_, _ in engine.plugins.rosters()}),
        }
    if as_json:
        say_json({"plugins": rows, "failures": {name: str(error) for name, error in failures.items()}, **brought})
        return
    say_table((tr("PLUGIN"), tr("FROM"), tr("MODULE"), tr("STATE")), [_told(row) for row in rows])
    say()
    said = {key: ", ".join(names) or tr("none") for key, names in brought.items()}
    say(tr("kinds: {names}", names=said["kinds"]))
    say(tr("toolkits: {names}", names=said["toolkits"]))
    say(tr("formats: {names}", names=said["formats"]))
    say(tr("rosters: {names}", names=said["rosters"]))
    say_failures(failures)


def _told(row: dict[str, str]) -> tuple[str, ...]:
    """Return a plugin's line."""
    states = {"works": tr("works"), "failed": trc("a plugin", "failed"), "off": trc("a plugin", "off")}
    return row["name"], row["distribution"], row["module"], states[row["state"]]
