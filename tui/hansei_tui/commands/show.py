"""``hansei show``: the complete record of a session."""

from __future__ import annotations

from typing import Any

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json


@click.command("show")
@session_argument
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, as_json: bool) -> None:
    """Show the complete record of SESSION (an id, the beginning of one, or `last`)."""
    from hansei.insight.transcript import transcript

    with reading(ctx) as engine:
        record = transcript(engine.open(session))
        say_failures(engine.failures())
    if as_json:
        say_json(record)
    else:
        _show(record)


def _person(person: dict[str, Any]) -> str:
    """Return a person with whatever is not as it is for most."""
    usual = person["role"] == "respondent" and person["votes"]
    more = ["" if usual else person["role"], "" if person["votes"] else "no vote", "" if person["present"] else "left"]
    words = ", ".join(filter(None, more))
    return f"{person['name']} ({words})" if words else person["name"]


def _show(record: dict[str, Any]) -> None:
    team, toolkit = record["team"], record["toolkit"]
    say(f"{team['name']} ({team['kind']} team), {toolkit['title']} {toolkit['version']}")
    say(f"Session {record['session']}, {record['state']}; begun {record['started']}, changed {record['changed']}")
    if record["people"]:
        say("People: " + ", ".join(_person(each) for each in record["people"]))
    for step in record["agenda"]:
        mark = {"done": "[x]", "skipped": "[-]", "running": "[>]"}.get(step["state"], "[ ]")
        say(f"\n{mark} {step['activity']}: {step['title']}")
        for id_ in step["instruments"]:
            for answer in record["answers"]:
                if answer["instrument"] == id_:
                    said = answer["says"] or str(answer["response"])
                    say(f"      {id_}/{answer['item']}, {answer['rater_name']}: {said}")
        for note in record["notes"]:
            if note["step"] == step["step"]:
                say(f"      {'parked' if note['parked'] else 'note'}: {note['text']}")
    if record["actions"]:
        say("\nActions")
        for action in record["actions"]:
            rest = ", ".join(part for part in (action["owner"], action["due"] and f"by {action['due']}") if part)
            say(f"      {action['text']}{f' ({rest})' if rest else ''} — {action['about']}")
