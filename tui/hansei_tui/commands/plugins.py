"""``hansei plugins``: what is installed, what it brings, what failed."""

from __future__ import annotations

import click

from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json, say_table


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
    say_table(("PLUGIN", "FROM", "MODULE", "STATE"), [tuple(row.values()) for row in rows])
    say()
    for what, names in brought.items():
        say(f"{what}: {', '.join(names) or 'none'}")
    say_failures(failures)
