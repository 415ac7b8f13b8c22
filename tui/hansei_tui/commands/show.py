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
    if record["until"] and record["state"] == "open":
        say(f"Must end {record['until']}")
    if record["people"]:
        say("People: " + ", ".join(_person(each) for each in record["people"]))
    names = {each["id"]: each["name"] for each in record["people"]}
    for group in record["groups"]:
        say(f"Group {_group(group, names)}")
    protocol = {each["step"]: each for each in record["protocol"]}
    told: set[str] = set()
    for step in record["agenda"]:
        mark = {"done": "[x]", "skipped": "[-]", "later": "[~]", "running": "[>]"}.get(step["state"], "[ ]")
        say(f"\n{mark} {step['activity']}: {step['title']}")
        if step["step"] in protocol:
            kept = protocol[step["step"]]
            say(f"      {'run as the toolkit says' if kept['kept'] else 'changed: ' + kept['why']}")
        for id_ in step["instruments"]:
            for answer in record["answers"]:
                if answer["instrument"] == id_:
                    round_ = f", round {answer['round']}" if answer["round"] > 1 else ""
                    said = answer["says"] or str(answer["response"])
                    say(f"      {id_}/{answer['item']}, {answer['rater_name']}{round_}: {said}")
            if id_ not in told:  # an instrument of two steps has its rounds told once
                told.add(id_)
                _show_rounds(record, id_)
                _show_reviewed(record, id_)
                _show_origins(record, id_)
        for note in record["notes"]:
            if note["step"] == step["step"]:
                say(f"      {'parked' if note['parked'] else 'note'}: {note['text']}")
    if record["actions"]:
        say("\nActions")
        for action in record["actions"]:
            rest = ", ".join(part for part in (action["owner"], action["due"] and f"by {action['due']}") if part)
            stands = "" if action["status"] == "open" else f" — {_stands(action)}"
            say(f"      {action['text']}{f' ({rest})' if rest else ''} — {action['about']}{stands}")
    carried = [each for each in record["followed"] if each["session"]]
    if carried:
        say("\nActions of earlier sessions")
        for action in carried:
            say(f"      {action['text']} — {_stands(action)} (session {action['session']})")


def _show_reviewed(record: dict[str, Any], instrument: str) -> None:
    """Print what of other teams was looked at before a plan was filled."""
    for reviewed in record["reviewed"]:
        if reviewed["instrument"] == instrument:
            sources = ", ".join(f"{each['team']} (session {each['session']})" for each in reviewed["sources"])
            missing = f"; nothing from {', '.join(reviewed['missing'])}" if reviewed["missing"] else ""
            say(f"      reviewed before: {sources or 'nothing'}{missing}")


def _show_origins(record: dict[str, Any], instrument: str) -> None:
    """Print what an instrument was begun with."""
    for each in record["began_with"]:
        if each["instrument"] == instrument:
            origin = each["from"]
            where = f"{origin['title']}, begun {origin['began']} (session {origin['session']})"
            say(f"      begins with: {origin['words']}, from {where}")


def _stands(action: dict[str, Any]) -> str:
    return f"{action['status']}: {action['words']}" if action["words"] else str(action["status"])


def _group(group: dict[str, Any], names: dict[str, str]) -> str:
    who = [names.get(id_, "somebody") for id_ in group["people"]]
    if group["heads"]:
        who.append(f"{group['heads']} {'more' if who else 'people'}")
    where = f" (at {group['step']})" if group["step"] else ""
    return f"{group['name']}: {', '.join(who)}{where}"


def _show_rounds(record: dict[str, Any], instrument: str) -> None:
    """Print the rounds of an instrument and what was settled; of one that is hidden only who handed in."""
    for round_ in record["rounds"]:
        if round_["instrument"] == instrument:
            rows = f" of {', '.join(round_['items'])}" if round_["items"] else ""
            state = {"open": "not revealed yet", "dropped": "called off"}.get(round_["state"], round_["state"])
            say(f"      round {round_['round']}{rows}, by {round_['by']}, {round_['how']}: {state}")
            for rater in round_.get("raters", ()):
                handed = ", handed in" if rater["handed_in"] else ""
                say(f"        {rater['name']}: {rater['rated']} rated{handed}")
            for count in round_.get("counted", ()):
                hands = ", ".join(f"{level} {many}" for level, many in count["counts"].items())
                whose = f", {count['group']}" if count["group"] else ""
                say(f"        hands, {count['item']}{whose}: {hands}")
    for settled in record["settled"]:
        if settled["instrument"] == instrument:
            what = f"agreed: {settled['says'] or settled['response']}" if settled["agreed"] else "no agreement"
            why = f" ({settled['rationale']})" if settled["rationale"] else ""
            say(f"      {instrument}/{settled['item']}, {what}{why}")
            for each in settled.get("dissent", settled.get("positions", ())):
                word = "does not go along" if settled["agreed"] else "says"
                say(f"        {each['rater_name']} {word}: {each['words'] or 'no reason given'}")
