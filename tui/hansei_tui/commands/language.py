"""``hansei language``: in which languages Hansei speaks, and the one it is to speak."""

from __future__ import annotations

import click

from hansei.words.speaking import spoken
from hansei_tui.commands.options import json_option
from hansei_tui.output import say, say_json, say_table
from hansei_tui.sentences import tr

#: What is written to follow the system again.
SYSTEM = "system"


@click.command("language")
@click.argument("code", required=False, metavar="[CODE]")
@json_option
def command(code: str | None, as_json: bool) -> None:
    """Choose the language of the interface, as es; `system` follows the system again.

    Without CODE, list the languages there are. HANSEI_LANGUAGE comes before what is chosen here. A session and its
    documents are in the language it was begun in: `hansei run --language`.
    """
    from hansei_tui.language import chosen
    from hansei_tui.languages import choose, languages

    if code is not None:
        choose("" if code == SYSTEM else code)
    found = languages()
    now = spoken().partition("-")[0] or "en"
    if as_json:
        say_json({"chosen": chosen(), "languages": [each._asdict() for each in found]})
        return
    if code is not None:
        say(tr("Hansei speaks {name}.", name=next(each.name for each in found if each.code == now)))
        return
    say_table(
        ("", tr("CODE"), tr("LANGUAGE"), tr("SENTENCES"), tr("STATUS")),
        [
            (
                "✓" if each.code == now else "",
                each.code,
                each.name,
                tr("{n} of {all}", n=each.translated, all=each.sentences),
                tr(each.status),
            )
            for each in found
        ],
    )
