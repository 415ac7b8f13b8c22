"""Options for how a document looks and what goes into it, beside what a toolkit and ``documents.toml`` say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hansei_tui.output import say
from hansei_tui.sentences import N_, tr

if TYPE_CHECKING:
    from hansei.content.toolkit import Toolkit
    from hansei.document.look import Look, Wishes
    from hansei.engine import Engine

F = TypeVar("F", bound=Callable[..., Any])


#: Where a call's wishes are kept until :func:`look_of` asks for them.
_KEPT = "hansei.look"


def look_options(command: F) -> F:
    """Let a command take ``--paper``, ``--logo``, ``--colour``, ``--without`` and ``--with``; see :func:`look_of`."""
    for name, metavar, many, told in (
        ("--with", "PART", True, N_("What the settings leave out and is wanted all the same.")),
        (
            "--without",
            "PART",
            True,
            N_("Leave out summary, detail, pictures, individual, notes or transcript; several as notes,pictures."),
        ),
        ("--colour", "COLOUR", False, N_("For titles and rules, as '#1a5c8a'.")),
        ("--logo", "FILE", False, N_("A PNG, JPEG or SVG for the head of the first page.")),
        ("--paper", "PAPER", False, N_("letter or a4.")),
    ):
        option = click.option(name, metavar=metavar, multiple=many, help=told, expose_value=False, callback=_kept)
        command = option(command)
    return command


def _kept(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value and parameter.name:
        name = {"with": "including"}.get(parameter.name, parameter.name)
        if parameter.multiple:
            value = tuple(part.strip() for each in value for part in each.split(",") if part.strip())
        ctx.meta.setdefault(_KEPT, {})[name] = value


def wished(ctx: click.Context) -> dict[str, Any]:
    """Return what a call with :func:`look_options` wishes for, for :class:`~hansei.document.look.Wishes`."""
    found: dict[str, Any] = ctx.meta.get(_KEPT, {})
    return found


def wishes_of(ctx: click.Context) -> Wishes:
    """Return what a call with :func:`look_options` wishes for."""
    from hansei.document.look import Wishes

    return Wishes(**wished(ctx))


def look_of(ctx: click.Context, engine: Engine, toolkit: Toolkit) -> Look:
    """Return the look that a call amounts to; what was done otherwise than wished is said on stderr.

    Args:
        ctx: Of a command with :func:`look_options`.
        engine: Knows the settings.
        toolkit: The toolkit that the document is of.
    """
    look = engine.look(toolkit, wishes_of(ctx))
    for each in look.remarks:
        say(tr("Note: {each}", each=each), err=True)
    return look
