"""``hansei portfolio``: where teams stand, how that changed, and what they set out to do."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hansei_tui.commands.options import complete_organisation, engine_of, json_option, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.engine import Engine
    from hansei.insight.heatmap import HeatMap
    from hansei.insight.portfolio import Portfolio, Scope


def _milliseconds(ctx: click.Context, parameter: click.Parameter, value: str | None) -> int:
    """Return the beginning of a day of this machine's time zone; of ``--until`` its end."""
    if not value:
        return 0
    try:
        day = datetime.strptime(value, "%Y-%m-%d").astimezone()
    except (ValueError, OverflowError):
        raise click.BadParameter(
            tr("{value} is no date; write it as 2026-09-01", value=repr(value)), ctx, parameter
        ) from None
    if parameter.name == "until":
        day += timedelta(days=1)
    return max(1, int(day.timestamp() * 1000))


@click.command("portfolio")
@click.option("--district", metavar="ORG", default="", help="A district with all that belongs to it.")
@click.option("--building", metavar="ORG", default="", help="One building.", shell_complete=complete_organisation)
@click.option("--team", metavar="ORG", default="", help="Show one team's trend.", shell_complete=complete_organisation)
@click.option("--instrument", metavar="ID", default="", help="One instrument only, as in `culture`.")
@click.option("--since", metavar="DATE", callback=_milliseconds, help="Sessions begun on that day or later.")
@click.option("--until", metavar="DATE", callback=_milliseconds, help="Sessions begun on that day or before.")
@click.option("--level", metavar="LEVEL", default="", help="Teams at that level on some row: its title or number.")
@click.option("--evidence", is_flag=True, help="With --team: who said what of each row, in every session.")
@click.option("--actions", is_flag=True, help="Show what teams set out to do, by what is due first.")
@click.option(
    "statuses",
    "--status",
    multiple=True,
    type=click.Choice(("open", "begun", "done", "dropped")),
    help="With --actions: those that stand so; repeatable.",
)
@click.option("--csv", "table", metavar="FILE", default="", help="Write a line for each team and row; - prints it.")
@click.option("--force", is_flag=True, help="Replace FILE when it is there.")
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    district: str,
    building: str,
    team: str,
    instrument: str,
    since: int,
    until: int,
    level: str,
    evidence: bool,
    actions: bool,
    statuses: tuple[str, ...],
    table: str,
    force: bool,
    as_json: bool,
) -> None:
    """Show where teams stand on every row, in numbers that are counted and never averaged.

    Without a district the teams of the whole store are shown; where there are many, they are counted. ORG is a name,
    an id, or the beginning of one.
    """
    if sum(map(bool, (district, building, team))) > 1:
        raise click.UsageError(tr("Name one of --district, --building and --team."), ctx)
    if statuses and not actions:
        raise click.UsageError(tr("--status goes with --actions."), ctx)
    if evidence and not team:
        raise click.UsageError(tr("--evidence goes with --team."), ctx)
    if actions and table:
        raise click.UsageError(tr("--csv writes the map; for actions there is --json."), ctx)
    with engine_of(ctx) as engine:
        portfolio = engine.portfolio
        _catch_up(portfolio)
        scope = portfolio.scope(district=district, building=building, team=team, since=since, until=until)
        say_failures(engine.failures())
        left = portfolio.catch_up()
        if actions:
            _actions(portfolio, scope, statuses, as_json)
        elif team and not table:
            _trend(engine, portfolio, scope, instrument, as_json, evidence=evidence)
        elif scope.orgs is None and not (table or level):
            _over_all(portfolio, scope, instrument, as_json)
        else:
            _map(portfolio, scope, instrument, level, table, as_json, force=force)
    if left:
        some = tr("1 session is") if left == 1 else tr("{left} sessions are", left=left)
        say(
            tr("{some} not in it: `hansei doctor` says which cannot be read, or whose kinds are missing.", some=some),
            err=True,
        )


def _catch_up(portfolio: Portfolio) -> None:
    """Read sessions that the portfolio has not looked at yet; in a terminal, with how far it is.

    Who stops it keeps what was read.
    """
    if not sys.stderr.isatty():
        return  # what is asked next catches up by itself
    told = 0.0
    with closing(portfolio.catching_up()) as steps:
        for number, of in steps:
            now = time.monotonic()
            told = told or now
            if now - told > 0.2 or (number == of and told < now):
                end = "\n" if number == of else ""
                line = tr(
                    "Reading sessions for the portfolio, once: {number} of {all}", number=f"{number:,}", all=f"{of:,}"
                )
                click.echo(f"\r{line}{end}", nl=False, err=True)
                told = now


def _map(
    portfolio: Portfolio, scope: Scope, instrument: str, level: str, table: str, as_json: bool, *, force: bool
) -> None:
    from hansei.errors import UsageError
    from hansei.insight.portfolio_record import as_csv, map_record
    from hansei_tui.portfolio.text import say_map

    maps = portfolio.heat_maps(scope)
    known = [each.instrument for each in maps]
    maps = tuple(each for each in maps if instrument in ("", each.instrument))
    if instrument and not maps:
        raise UsageError(
            tr(
                "no team has rated {instrument}; rated were: {known}",
                instrument=repr(instrument),
                known=", ".join(known) or "none",
            )
        )
    if level:
        maps = _at_level(maps, level)
    if table:
        _write(table, as_csv(maps), force=force)
    elif as_json:
        say_json({"scope": scope.title, "instruments": [map_record(each) for each in maps]})
    elif not maps:
        _nothing(scope)
    else:
        for number, heat in enumerate(maps):
            if number:
                say()
            say_map(scope.title, heat)


def _at_level(maps: Sequence[HeatMap], level: str) -> tuple[HeatMap, ...]:
    """Return maps of those that have a level of that name, with the teams that stand there."""
    from hansei.errors import UsageError

    found = tuple(each.at_level(level) for each in maps if each.level(level))
    if maps and not found:
        titles = dict.fromkeys(title for each in maps for row in each.rows for _, title in row.levels)
        raise UsageError(
            tr("no level is called {level}; there are: {titles}", level=repr(level), titles=", ".join(titles))
        )
    return found


def _over_all(portfolio: Portfolio, scope: Scope, instrument: str, as_json: bool) -> None:
    from hansei.errors import UsageError
    from hansei.insight.portfolio_record import over_all_record
    from hansei_tui.portfolio.text import say_over_all

    everything = portfolio.over_all(since=scope.since, until=scope.until)
    found = tuple(each for each in everything if instrument in ("", each.instrument))
    if instrument and not found:
        known = ", ".join(each.instrument for each in everything)
        raise UsageError(
            tr(
                "no team has rated {instrument}; rated were: {known}",
                instrument=repr(instrument),
                known=known or tr("none"),
            )
        )
    if as_json:
        say_json({"scope": "all teams", "instruments": [over_all_record(each) for each in found]})
        return
    for over in found:
        say_over_all(over)
    say(tr("\nThere are many teams: `hansei portfolio --district NAME` shows those of one district, each on a line."))


def _trend(
    engine: Engine, portfolio: Portfolio, scope: Scope, instrument: str, as_json: bool, *, evidence: bool
) -> None:
    from hansei.insight.behind import behind
    from hansei.insight.portfolio_record import org_record, trend_record
    from hansei_tui.portfolio.text import say_evidence, say_trend

    (org,) = scope.orgs or ()
    found = [each for each in portfolio.trends(org, scope.since, scope.until) if instrument in ("", each.instrument)]
    opened = cache(engine.open)
    said = {
        (point.session, trend.instrument, row.row.measure.item): behind(
            opened(point.session), trend.instrument, row.row.measure.item
        )
        for trend in (found if evidence else ())
        for row in trend.rows
        for point in row.points
        if point.fact is not None
    }
    if as_json:
        say_json({"team": org_record(org), "instruments": [trend_record(each, said) for each in found]})
    elif not found:
        _nothing(scope)
    else:
        for number, trend in enumerate(found):
            if number:
                say()
            say_trend(org.name, trend)
            if evidence:
                say_evidence(trend, said)


def _actions(portfolio: Portfolio, scope: Scope, statuses: Sequence[str], as_json: bool) -> None:
    from hansei.insight.portfolio_record import action_record
    from hansei_tui.portfolio.text import say_actions

    today = time.strftime("%Y-%m-%d")
    found = [each for each in portfolio.actions(scope) if not statuses or each.due.status in statuses]
    if as_json:
        say_json({"scope": scope.title, "actions": [action_record(each, today) for each in found]})
    elif not found:
        say(
            tr("No actions of {title} that stand so.", title=scope.title)
            if statuses
            else tr("No actions of {title}.", title=scope.title)
        )
    else:
        say_actions(found, today)


def _nothing(scope: Scope) -> None:
    when = tr(" in that time") if scope.since or scope.until else ""
    say(tr("No team of {title} has rated anything{when}. `hansei run` starts a session.", title=scope.title, when=when))


def _write(table: str, data: bytes, *, force: bool) -> None:
    if table == "-":
        click.echo(data, nl=False)
        return
    from hansei.document.files import write_whole

    say(tr("Wrote {path}", path=write_whole(Path(table), data, force=force)))
