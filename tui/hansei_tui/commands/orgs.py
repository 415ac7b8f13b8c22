"""``hansei orgs``: districts, their buildings and teams; typed, imported, put in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import F, complete_organisation, engine_of, json_option, store_options
from hansei_tui.commands.root import Group
from hansei_tui.organisations import kind_word
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.record.directory import Directory
    from hansei.record.organisations import Organisation
    from hansei.record.roster import Taken


@click.group("orgs", cls=Group, invoke_without_command=True)
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List districts, buildings and teams, and keep them in order.

    A team is entered by itself when its first session starts. ORG is a name, an id, the beginning of an id, or a
    number of another system.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, closed=False, as_json=as_json)


def _org_argument(name: str) -> Callable[[F], F]:
    """Let a command take an organisation that is there."""
    return click.argument(name, shell_complete=complete_organisation)


@command.command("list")
@click.option("--closed", is_flag=True, help="Also those that are no more.")
@json_option
@store_options
@click.pass_context
def list_(ctx: click.Context, closed: bool, as_json: bool) -> None:
    """List the organisations: each district with its buildings, and how many sessions each has."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        found = [each for each in directory.all() if closed or not each.closed]
        rows = _rows(directory, found)
        store = engine.log.name
        say_failures(dict(engine.plugins.load_strangers()))
    if as_json:
        say_json(rows)
        return
    if not rows:
        say(
            tr(
                "No organisations in {store} yet. A team's first session enters it; `hansei orgs import` reads a list.",
                store=store,
            )
        )
        return
    deep = {row["id"]: row for row in rows}
    say_table(
        (tr("NAME"), tr("KIND"), tr("SESSIONS"), tr("NUMBER"), tr("ID"), tr("ALSO")),
        [
            (
                "  " * _depth(row, deep) + row["name"],
                kind_word(row["kind"]) + (tr(", closed") if row["closed"] else ""),
                str(row["sessions"] or ""),
                row["ident"],
                row["id"],
                _also(row),
            )
            for row in rows
        ],
    )


def _rows(directory: Directory, orgs: Sequence[Organisation]) -> list[dict[str, Any]]:
    """Return organisations as plain values, with the sessions of each; what is looked up for all is, once."""
    counts = directory.counts()
    return [_row(directory, each, counts.get(each.id, 0)) for each in orgs]


def _row(directory: Directory, org: Organisation, sessions: int) -> dict[str, Any]:
    from hansei_tui.commands.list_ import iso

    return {
        "id": org.id,
        "name": org.name,
        "kind": org.kind,
        "parent": org.parent,
        "district": org.district,
        "ident": org.ident,
        "closed": org.closed,
        "sessions": sessions,
        "names": [
            {"name": each.value, "since": iso(each.since) if each.since else ""} for each in directory.names(org)
        ],
        "merged": list(directory.merged(org)),
    }


def _also(row: dict[str, Any]) -> str:
    former = [each["name"] for each in row["names"] if each["name"] != row["name"]]
    merged = len(row["merged"])
    return "; ".join(
        filter(
            None,
            (
                tr("formerly {former}", former=", ".join(former)) if former else "",
                tr("{merged} merged into it", merged=merged) if merged else "",
            ),
        )
    )


def _depth(row: dict[str, Any], rows: dict[str, dict[str, Any]]) -> int:
    deep, seen = 0, {row["id"]}
    while row["parent"] in rows and row["parent"] not in seen:
        seen.add(row["parent"])
        row, deep = rows[row["parent"]], deep + 1
    return deep


@command.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(("district", "building", "team")), default="building", show_default=True)
@click.option(
    "--in", "within", metavar="ORG", default="", help="What it belongs to.", shell_complete=complete_organisation
)
@json_option
@store_options
@click.pass_context
def add(ctx: click.Context, name: str, kind: Any, within: str, as_json: bool) -> None:
    """Enter an organisation called NAME."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        org = directory.add(name, kind, directory.find(within) if within else None)
        _tell(directory, org, tr("Entered"), as_json)


@command.command("rename")
@_org_argument("org")
@click.argument("name")
@json_option
@store_options
@click.pass_context
def rename(ctx: click.Context, org: str, name: str, as_json: bool) -> None:
    """Call ORG by another NAME from now on. Its sessions keep the name they were recorded under."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        found = directory.find(org)
        _tell(directory, directory.rename(found, name), tr("{name} is now", name=found.name), as_json)


@command.command("move")
@_org_argument("org")
@click.argument("to", required=False, default="", shell_complete=complete_organisation)
@json_option
@store_options
@click.pass_context
def move(ctx: click.Context, org: str, to: str, as_json: bool) -> None:
    """Let ORG belong to the organisation TO from now on; without it, to none."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        found = directory.find(org)
        _tell(directory, directory.move(found, directory.find(to) if to else None), tr("Moved:"), as_json)


@command.command("merge")
@_org_argument("org")
@_org_argument("into")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@store_options
@click.pass_context
def merge(ctx: click.Context, org: str, into: str, yes: bool, as_json: bool) -> None:
    """Make one of two: the sessions of ORG are those of INTO from now on. This cannot be taken back."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        one = directory.find(org)
        two = directory.find(into, one.kind)
        if not yes and one.id != two.id:
            question = tr(
                "{one}\nbecomes\n{other}\nGo on?",
                one=directory.described(one),
                other=directory.described(two),
            )
            if not click.confirm(question, err=True):
                say(tr("Nothing was changed."), err=True)
                return
        _tell(directory, directory.merge(one, two), tr("{name} is now", name=one.name), as_json)


@command.command("close")
@_org_argument("org")
@click.option("--undo", is_flag=True, help="It is there again.")
@json_option
@store_options
@click.pass_context
def close(ctx: click.Context, org: str, undo: bool, as_json: bool) -> None:
    """Note that ORG is no more, such as a school that was closed; its sessions stay."""
    with engine_of(ctx) as engine:
        directory = engine.directory
        found = directory.find(org)
        if undo:
            _tell(directory, directory.reopen(found), tr("There again:"), as_json)
        else:
            _tell(directory, directory.close(found), tr("Closed:"), as_json)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_", default="", metavar="NAME", help="The form of the list; default: the only one.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@json_option
@store_options
@click.pass_context
def import_(ctx: click.Context, file: Path, format_: str, dry_run: bool, as_json: bool) -> None:
    """Take in a list of organisations from FILE: OneRoster's orgs.csv, or the zip that holds it.

    Only organisations are read. A list of people is refused before a row of it is read.
    """
    with engine_of(ctx) as engine:
        roster = engine.plugins.read_roster(file, format_)
        taken = engine.directory.take(roster, write=not dry_run)
        say_failures(engine.failures())
        directory = engine.directory
        if as_json:
            changed = {name: _rows(directory, orgs) for name, orgs in _orgs(taken).items()}
            say_json({**changed, "same": taken.same, "passed_over": dict(roster.passed_over), "written": not dry_run})
            return
    from hansei_tui.orgs.words import taken_words

    for line in taken_words(roster, taken, written=not dry_run):
        say(line)


def _orgs(taken: Taken) -> dict[str, Sequence[Organisation]]:
    return {
        "new": taken.new,
        "renamed": [now for _, now in taken.renamed],
        "moved": [now for _, now in taken.moved],
        "closed": taken.closed,
        "reopened": taken.reopened,
    }


def _tell(directory: Directory, org: Organisation, what: str, as_json: bool) -> None:
    if as_json:
        say_json(_rows(directory, [org])[0])
    else:
        say(f"{what} {directory.described(org)}")
