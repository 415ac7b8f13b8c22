"""``hansei settings``: which settings of documents are in force, whose they are, and how to change the district's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.looks import look_options, wished
from hansei_tui.commands.options import engine_of, json_option, store_options
from hansei_tui.commands.root import Group
from hansei_tui.output import say, say_json, say_table
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.engine import Engine


@click.group("settings", cls=Group, invoke_without_command=True)
@click.option("--of", metavar="TOOLKIT", help="With what this toolkit wishes for (an id or a folder).")
@look_options
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, of: str | None, as_json: bool) -> None:
    """Show how reports and handouts look, and whose wish each setting is.

    A call wins over the district's settings, those over the toolkit's, and these over ours; what one of them leaves
    out is left out. With --paper, --logo, --colour, --without or --with, a call that says so is shown.

    The district's are a file documents.toml beside the store: `set` and `unset` change it.
    """
    if ctx.invoked_subcommand is not None:
        return
    from hansei.document.look import Wishes, look_of
    from hansei.document.origins import origins

    with engine_of(ctx) as engine:
        call = Wishes(**wished(ctx), by=tr("this call")) if wished(ctx) else None
        wishes = engine.wishes(engine.shelf.get(of).toolkit if of else None, call)
        path = _folder(engine) / _name()
    look = look_of(wishes)
    found = origins(wishes)
    if as_json:
        rows = [{"setting": each.key, "value": each.value, "from": each.by or None} for each in found]
        say_json({"file": str(path), "there": path.is_file(), "settings": rows, "remarks": list(look.remarks)})
        return
    lacking = [key for key in ("logo", "colour", "without") if key not in {each.key for each in found}]
    rows_ = [(each.key, each.value, each.by or tr("ours")) for each in found]
    say_table((tr("SETTING"), tr("VALUE"), tr("FROM")), rows_ + [(key, "–", tr("ours")) for key in lacking])
    for each in look.remarks:
        say(tr("Note: {remark}", remark=each))
    if not path.is_file():
        say(tr("The district has no settings yet. `hansei settings set paper a4` writes {path}.", path=path))


@command.command("set")
@click.argument("setting", metavar="SETTING")
@click.argument("values", metavar="VALUE...", nargs=-1, required=True)
@json_option
@store_options
@click.pass_context
def set_(ctx: click.Context, setting: str, values: tuple[str, ...], as_json: bool) -> None:
    """Set one of the district's settings, for everybody who uses this store.

    SETTING is paper (letter or a4), logo (a PNG, JPEG or SVG, which is copied beside the store), colour (as
    '#1a5c8a', for titles, rules and links), without (summary, detail, pictures, individual, notes, transcript; several
    at once) or with (what a toolkit leaves out and is wanted all the same).
    """
    _change(ctx, setting, values, as_json=as_json)


@command.command("unset")
@click.argument("setting", metavar="SETTING")
@json_option
@store_options
@click.pass_context
def unset(ctx: click.Context, setting: str, as_json: bool) -> None:
    """Take one of the district's settings out, so that the toolkit's or ours holds again."""
    _change(ctx, setting, (), as_json=as_json)


def _change(ctx: click.Context, setting: str, values: tuple[str, ...], *, as_json: bool) -> None:
    from hansei.document.look import look_of
    from hansei.settings import change

    if setting in ("without", "with"):
        values = tuple(part.strip() for each in values for part in each.split(",") if part.strip())
    with engine_of(ctx) as engine:
        folder = _folder(engine)
    now = change(folder, setting, values)
    path, remarks = folder / _name(), look_of([now]).remarks if setting == "colour" else ()
    if as_json:
        told: dict[str, Any] = {"file": str(path), "setting": setting, "value": list(values), "remarks": list(remarks)}
        say_json(told)
        return
    for each in remarks:
        say(tr("Note: {remark}", remark=each), err=True)
    say(tr("Written: {path}", path=path))


def _name() -> str:
    from hansei.settings import FILE

    return FILE


def _folder(engine: Engine) -> Path:
    """Return where the district's settings are.

    Raises:
        UsageError: when the store is no file.
    """
    from hansei.errors import UsageError
    from hansei.stores import folder_of

    folder = folder_of(engine.log.name)
    if folder is None:
        raise UsageError(
            tr("the store {store} is no file; settings are kept beside stores that are", store=engine.log.name)
        )
    return folder.absolute()
