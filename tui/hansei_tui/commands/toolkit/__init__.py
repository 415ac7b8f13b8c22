"""``hansei toolkit``: what an author needs from the first line to a package that others install."""

from __future__ import annotations

import click

from hansei_tui.commands.root import Group
from hansei_tui.commands.toolkit.adapting import adapt, languages
from hansei_tui.commands.toolkit.check import check
from hansei_tui.commands.toolkit.diff import diff
from hansei_tui.commands.toolkit.foreign import export, import_
from hansei_tui.commands.toolkit.looking import list_, show
from hansei_tui.commands.toolkit.new import new
from hansei_tui.commands.toolkit.pack import pack
from hansei_tui.commands.toolkit.preview import preview
from hansei_tui.commands.toolkit.schema import schema
from hansei_tui.commands.toolkit.skeleton import skeleton
from hansei_tui.commands.toolkit.trying import try_


class _InOrder(Group):
    """Lists its commands in the order of an author's road."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which they were added."""
        return list(self.commands)


@click.group("toolkit", cls=_InOrder)
def command() -> None:
    """List toolkits, and write your own.

    The road of a new toolkit: new, preview while you write, check, try, and put it where others find it.
    """


for each in (list_, show, new, preview, check, try_, diff, pack, schema, skeleton, import_, export, adapt, languages):
    command.add_command(each)
