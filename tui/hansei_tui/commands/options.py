"""Options that several commands share, and the engine they lead to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hansei.words.speaking import WRITTEN, speak
from hansei_tui.patience import Patient
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from hansei.engine import Engine

F = TypeVar("F", bound=Callable[..., Any])
#: Seconds a command waits for another program that holds the store: nobody's typed answer should be lost to it.
PATIENCE = 60.0


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option for :func:`engine_of`; what stands behind the command wins over what stands before it."""
    if value and parameter.name:
        root = ctx.find_root()
        root.obj = {**(root.obj or {}), parameter.name: value}


def store_options(command: F) -> F:
    """Let a command take ``--store`` and ``--toolkit``."""
    command = click.option(
        "toolkits",
        "--toolkit",
        multiple=True,
        metavar="PATH",
        expose_value=False,
        callback=_remember,
        help="A folder with a toolkit to use as well; repeatable.",
    )(command)
    return click.option(
        "--store",
        metavar="PATH|URL",
        expose_value=False,
        callback=_remember,
        help="The store to use; otherwise HANSEI_STORE, otherwise the one under your user data directory.",
    )(command)


def json_option(command: F) -> F:
    """Let a command take ``--json``; what it prints then is the same whatever language is spoken."""
    return click.option(
        "as_json", "--json", is_flag=True, is_eager=True, callback=_for_scripts, help="Print JSON, for scripts."
    )(command)


def _for_scripts(_: click.Context, __: click.Parameter, value: bool) -> bool:
    if value:
        speak(WRITTEN)
    return value


def engine_of(ctx: click.Context, *, make: bool = False) -> Engine:
    """Open the engine that the options name.

    Args:
        ctx: The command's context.
        make: True to make the store when it is not there, for commands that will write to it: what is in the way
            is told before anybody types.
    """
    from hansei.engine import open_engine
    from hansei.record.log import MadeLater

    options = ctx.find_root().obj or {}
    toolkits = named_toolkits(ctx)
    engine = open_engine(options.get("store"), toolkits=toolkits)
    _say_while_waiting(engine)
    if toolkits and not ctx.resilient_parsing:  # a shell that completes a word wants no other words
        _say_what_failed(engine)
    if make and isinstance(engine.log, MadeLater):
        try:
            engine.log.make()
        except BaseException:
            engine.close()
            raise
    return engine


def named_toolkits(ctx: click.Context) -> tuple[str, ...]:
    """Return the folders that ``--toolkit`` names.

    Raises:
        UsageError: when one of them is not there; a slip of the pen must not pass for "no such toolkit".
    """
    named = tuple((ctx.find_root().obj or {}).get("toolkits") or ())
    for path in named:
        if not os.path.exists(path):  # noqa: PTH110 - never raises
            from hansei.errors import UsageError

            raise UsageError(tr("--toolkit {path}: there is no such file or folder", path=path))
    return named


def _say_what_failed(engine: Engine) -> None:
    """Read the toolkits now and name on stderr what is wrong with them, whatever the command does with them."""
    from hansei_tui.output import say_failures

    engine.shelf.all()
    say_failures(engine.failures())


@contextmanager
def reading(ctx: click.Context) -> Iterator[Engine]:
    """Open the engine that the options name, to look for a session that should be there already.

    Raises:
        UnknownSessionError: when it is not there, with where the demo's sessions are if those may be meant.
    """
    from hansei.errors import UnknownSessionError

    with engine_of(ctx) as engine:
        try:
            yield engine
        except UnknownSessionError as error:
            hint = demo_hint(ctx, engine)
            raise UnknownSessionError(f"{error}; {hint}") if hint else error from None


def demo_hint(ctx: click.Context, engine: Engine) -> str:
    """Return where the demo's sessions are, when the user's own store has none; otherwise nothing."""
    if (ctx.find_root().obj or {}).get("store") or engine.log.find(""):
        return ""
    import shlex

    from hansei_tui.commands.demo import demo_store

    path = demo_store()
    if not os.path.exists(path) or os.path.realpath(path) == os.path.realpath(engine.log.name):  # noqa: PTH110
        return ""
    return tr("the demo's sessions are in {path}: add --store {quote}", path=path, quote=shlex.quote(path))


def _say_while_waiting(engine: Engine) -> None:
    """Say on stderr, once, that another program holds the store."""
    said = False

    def waiting(seconds: float) -> None:
        nonlocal said
        if not said and seconds > 1:
            print(tr("Waiting for another program that writes to {store} …", store=engine.log.name), file=sys.stderr)
            said = True

    if isinstance(engine.log, Patient):
        engine.log.patience = PATIENCE
        engine.log.waiting = waiting


def complete_session(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
    """Offer the ids of sessions to the shell."""
    from click.shell_completion import CompletionItem

    from hansei.errors import HanseiError

    try:
        with engine_of(ctx) as engine:
            heads = engine.sessions()
    except HanseiError:
        return []
    return [
        CompletionItem(head.session, help=f"{head.team}, {head.state}")
        for head in heads
        if head.session.startswith(incomplete)
    ]


def session_argument(command: F) -> F:
    """Let a command take the session it is about."""
    return click.argument("session", shell_complete=complete_session)(command)


def complete_organisation(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
    """Offer the names of organisations to the shell."""
    from click.shell_completion import CompletionItem

    from hansei.errors import HanseiError

    try:
        with engine_of(ctx) as engine:
            found = engine.directory.all()
    except HanseiError:
        return []
    return [
        CompletionItem(each.name, help=each.kind)
        for each in found
        if each.name.casefold().startswith(incomplete.casefold())
    ]
