"""The root command: a table of what there is, so that help and one command need not import the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import click

from hansei._version import __version__
from hansei.words.speaking import spoken
from hansei_tui.sentences import N_, tr

#: Command to its module and one line of help, in the order of help.
COMMANDS = {
    "demo": ("demo", N_("Make a fictional district with two school years of sessions, and look around.")),
    "run": ("run", N_("Run a toolkit with a team: in the terminal, line by line, or from a file of answers.")),
    "resume": ("resume", N_("Go on with a session exactly where it was left.")),
    "list": ("list_", N_("List the sessions, the last changed first.")),
    "show": ("show", N_("Show the complete record of a session.")),
    "submit": ("submit", N_("Write a session to a file for another team, such as the district's.")),
    "receive": ("receive", N_("Take in what other teams submitted or asked.")),
    "inbox": ("inbox", N_("List what came from other teams, and settle copies that differ.")),
    "ask": ("ask", N_("Ask a team back about a session that it submitted.")),
    "review": ("review", N_("Lay side by side what buildings handed in, for a district's session.")),
    "portfolio": ("portfolio", N_("Show where teams stand on every row, their trend, and what they set out to do.")),
    "report": ("report", N_("Write the report of a session: a page, a PDF, a workbook, a calendar and more.")),
    "handout": ("handout", N_("Write a toolkit's handouts, blank to write on or with what a team answered.")),
    "settings": ("settings", N_("Show and set how documents look: paper, logo, colour, what is left out.")),
    "export": ("export", N_("Write the complete records of sessions as JSON, or everything in open formats.")),
    "archive": ("archive", N_("Put sessions away, and take them out again.")),
    "delete": ("delete", N_("Delete a session, with a receipt.")),
    "forget": ("forget", N_("Remove a person's name from a session; what they gave stays.")),
    "backup": ("backup", N_("Copy the whole store into a file, and read it back.")),
    "restore": ("restore", N_("Put a backup in the place of the store; what was there is kept.")),
    "orgs": ("orgs", N_("List, import and put in order districts, buildings and teams.")),
    "toolkit": ("toolkit", N_("List toolkits, and write your own: new, preview, check, try, pack.")),
    "language": ("language", N_("Show in which languages Hansei speaks, and choose one.")),
    "plugins": ("plugins", N_("List the plugins and what failed.")),
    "doctor": ("doctor", N_("Check the store, rescue what can be read, and make the totals anew.")),
    "completion": ("completion", N_("Print the completion script of a shell.")),
}


class Group(click.Group):
    """A group that names the nearest of its commands when another one is asked for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was named; for an unknown one, say which is near."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            import difflib

            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            path = ctx.command_path
            hint = (
                tr("Did you mean `{command}`?", command=f"{path} {near[0]}")
                if near
                else tr("`{command}` lists the commands.", command=f"{path} --help")
            )
            raise click.UsageError(tr("There is no command {name}.", name=repr(name)) + " " + hint, ctx)
        return super().resolve_command(ctx, args)


class Commands(Group):
    """A group that imports a command when it is wanted, and asks plugins for those it does not have."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of help, those of plugins last."""
        return [*COMMANDS, *_of_plugins()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None."""
        if cmd_name not in COMMANDS:
            return _of_plugins().get(cmd_name)
        from importlib import import_module

        command: Any = import_module(f"hansei_tui.commands.{COMMANDS[cmd_name][0]}").command
        return translated(command) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing Hansei's own commands."""
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(help_)) for name, (_, help_) in COMMANDS.items()])
        brought = _of_plugins()
        if brought:
            with formatter.section(tr("Commands of plugins")):
                formatter.write_dl([(name, each.get_short_help_str()) for name, each in brought.items()])


def translated(command: click.Command) -> click.Command:
    """Return a command whose help, and that of what is below it, is in the language that is spoken."""
    if not spoken():
        return command
    command.help, command.epilog = (_whole(text) if text else text for text in (command.help, command.epilog))
    for each in command.params:
        if isinstance(each, click.Option) and each.help:
            each.help = tr(each.help)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            translated(below)
    return command


def _whole(text: str) -> str:
    """Return a text of help in the language that is spoken; as its author wrote it, the lines are indented."""
    from inspect import cleandoc

    return tr(cleandoc(text))


class Help(click.HelpFormatter):
    """Help whose own words, which click would take from the system's language, are in the one that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        args = args.replace("[OPTIONS]", tr("[OPTIONS]")).replace("COMMAND [ARGS]...", tr("COMMAND [ARGS]..."))
        args = args.replace("[COMMAND] [ARGS]...", tr("[COMMAND] [ARGS]..."))
        super().write_usage(prog, args, tr("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what a section is called."""
        super().write_heading(tr("Options") if heading == "Options" else heading)

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(tr(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a table of options or commands."""
        super().write_dl([(name, tr(text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """While a command line is read, what click says of its own is in the language that is spoken."""

    @contextmanager
    def scope(self, cleanup: bool = True) -> Iterator[click.Context]:
        """Let this be the context in here; the one that reads a command line is not cleaned up then."""
        if cleanup or not spoken():
            with super().scope(cleanup) as found:
                yield found
            return
        from hansei_tui.commands.clicks_words import found_by_click

        self.command.get_help_option(self)  # made once and kept: in English, and translated where it is shown
        with found_by_click(), super().scope(cleanup) as found:
            yield found


#: What click says of its own in every help.
OWN = (N_("Show the version and exit."), N_("Show this message and exit."))
click.Context.formatter_class = Help
click.Command.context_class = Context


@cache
def _of_plugins() -> dict[str, click.Command]:
    """Return the commands of plugins by name; a plugin that fails is named on stderr and brings none."""
    from hansei.plugins.host import Plugins
    from hansei_tui import hookspecs
    from hansei_tui.output import say_failures

    plugins = Plugins(specs=[hookspecs])
    found: dict[str, click.Command] = {}
    for _, commands in plugins.ask("hansei_commands"):
        for each in commands if isinstance(commands, (list, tuple)) else ():
            if isinstance(each, click.Command) and each.name and each.name not in COMMANDS:
                found.setdefault(each.name, each)
    say_failures({**plugins.failures})
    return found


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Sessions are kept in a file under your user data directory; --store or HANSEI_STORE names another.",
)
@click.option("--store", metavar="PATH|URL", help="The store to use.")
@click.option(
    "toolkits",
    "--toolkit",
    multiple=True,
    metavar="PATH",
    help="A folder with a toolkit to use as well; repeatable.",
)
@click.version_option(__version__, "-V", "--version", message="hansei %(version)s")
@click.pass_context
def hansei(ctx: click.Context, store: str | None, toolkits: tuple[str, ...]) -> int:
    """Run continuous-improvement toolkits with a real team, and keep the result on the record.

    Without a command, in a terminal, Hansei opens its home screen.
    """
    ctx.obj = {"store": store, "toolkits": toolkits}
    if ctx.invoked_subcommand is not None:
        return 0
    from hansei_tui.terminal import is_terminal

    if not is_terminal():
        raise click.UsageError(
            tr(
                "The home screen needs a terminal. Without one, try `hansei run TOOLKIT --plain`, "
                "`hansei list` or `hansei --help`."
            ),
            ctx,
        )
    from hansei_tui.app.start import run_app
    from hansei_tui.commands.options import engine_of

    with engine_of(ctx, make=True) as engine:
        return run_app(engine)
