"""``hansei show``: the complete record of a session."""

from __future__ import annotations

from typing import Any

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trc, trn

#: How far a step is, as it stands before its title.
MARKS = {"done": "[x]", "skipped": "[-]", "later": "[~]", "running": "[>]"}
#: What is told of a step stands below its title.
BELOW = " " * 6


@click.command("show")
@session_argument
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, as_json: bool) -> None:
    """Show the complete record of SESSION (an id, the beginning of one, or `last`)."""
    from hansei.insight.beginnings import worded
    from hansei.insight.transcript import told, transcript

    with reading(ctx) as engine:
        opened = engine.open(session)
        record = transcript(opened) if as_json else told(opened)
        onward = () if as_json else engine.begun_from(opened)
        say_failures(engine.failures())
    if as_json:
        say_json(record)
    else:
        _show(record)
        if onward:
            say("\n" + tr("What began with it"))
        for other, each in onward:
            title, words = other.toolkit.title, worded(each.origin)
            say(BELOW + tr("{words} — {title} (session {session})", words=words, title=title, session=other.id))


def _person(person: dict[str, Any]) -> str:
    """Return a person with whatever is not as it is for most."""
    from hansei_tui.people import role_name

    usual = person["role"] == "respondent" and person["votes"]
    vote = "" if person["votes"] else tr("no vote")
    more = ["" if usual else role_name(person["role"]), vote, "" if person["present"] else trc("a person", "left")]
    words = ", ".join(filter(None, more))
    return f"{person['name']} ({words})" if words else person["name"]


def _show(record: dict[str, Any]) -> None:
    _show_head(record)
    protocol = {each["step"]: each for each in record["protocol"]}
    told: set[str] = set()
    for step in record["agenda"]:
        say(f"\n{MARKS.get(step['state'], '[ ]')} {step['activity']}: {step['title']}")
        if step["step"] in protocol:
            kept = protocol[step["step"]]
            say(BELOW + (tr("run as the toolkit says") if kept["kept"] else tr("changed: {why}", why=kept["why"])))
        for id_ in step["instruments"]:
            for answer in record["answers"]:
                if answer["instrument"] == id_:
                    _show_answer(answer)
            if id_ not in told:  # an instrument of two steps has its rounds told once
                told.add(id_)
                _show_rounds(record, id_)
                _show_settled(record, id_)
                _show_reviewed(record, id_)
                _show_origins(record, id_)
        for note in record["notes"]:
            if note["step"] == step["step"]:
                text = note["text"]
                say(BELOW + (tr("parked: {text}", text=text) if note["parked"] else tr("note: {text}", text=text)))
    _show_actions(record)


def _show_head(record: dict[str, Any]) -> None:
    """Print what session it is, and who took part."""
    team, toolkit = record["team"], record["toolkit"]
    title, version = toolkit["title"], toolkit["version"]
    if team["kind"] == "district":
        say(tr("{team} (district team), {title} {version}", team=team["name"], title=title, version=version))
    else:
        say(tr("{team} (building team), {title} {version}", team=team["name"], title=title, version=version))
    state = trc("a session", "closed") if record["state"] == "closed" else trc("a session", "open")
    say(
        tr(
            "Session {session}, {state}; begun {started}, changed {changed}",
            session=record["session"],
            state=state,
            started=record["started"],
            changed=record["changed"],
        )
    )
    if record["until"] and record["state"] == "open":
        say(tr("Must end {until}", until=record["until"]))
    if record["people"]:
        say(tr("People: {people}", people=", ".join(_person(each) for each in record["people"])))
    names = {each["id"]: each["name"] for each in record["people"]}
    for group in record["groups"]:
        say(tr("Group {group}", group=_group(group, names)))


def _show_answer(answer: dict[str, Any]) -> None:
    """Print an answer: what was asked, with its id for a file of answers, who gave it, and all that was given."""
    where, name = _where(answer), answer["rater_name"]
    said, *more = answer["whole"] or (str(answer["response"]),)
    if answer["round"] > 1:
        line = tr("{where}, {name}, round {round}: {said}", where=where, name=name, round=answer["round"], said=said)
    else:
        line = f"{where}, {name}: {said}"
    say(BELOW + line)
    for each in more:
        say(f"{BELOW}  {each}")


def _where(row: dict[str, Any]) -> str:
    return f"{row['label']} ({row['instrument']}/{row['item']})"


def _show_actions(record: dict[str, Any]) -> None:
    """Print what was set out to do here, and what became of what was set out to do before."""
    if record["actions"]:
        say("\n" + tr("Actions"))
        for action in record["actions"]:
            due = tr("by {due}", due=action["due"]) if action["due"] else ""
            rest = ", ".join(filter(None, (action["owner"], due)))
            stands = "" if action["status"] == "open" else f" — {_stands(action)}"
            say(f"{BELOW}{action['text']}{f' ({rest})' if rest else ''} — {action['about']}{stands}")
    carried = [each for each in record["followed"] if each["session"]]
    if carried:
        say("\n" + tr("Actions of earlier sessions"))
        for action in carried:
            text, session = action["text"], action["session"]
            stands = _stands(action)
            say(BELOW + tr("{text} — {stands} (session {session})", text=text, stands=stands, session=session))


def _show_reviewed(record: dict[str, Any], instrument: str) -> None:
    """Print what of other teams was looked at before a plan was filled."""
    for reviewed in record["reviewed"]:
        if reviewed["instrument"] == instrument:
            sources = ", ".join(
                tr("{team} (session {session})", team=each["team"], session=each["session"])
                for each in reviewed["sources"]
            )
            sources = sources or tr("nothing")
            missing = ", ".join(reviewed["missing"])
            if missing:
                say(BELOW + tr("reviewed before: {sources}; nothing from {missing}", sources=sources, missing=missing))
            else:
                say(BELOW + tr("reviewed before: {sources}", sources=sources))


def _show_origins(record: dict[str, Any], instrument: str) -> None:
    """Print what an instrument was begun with."""
    for each in record["began_with"]:
        if each["instrument"] == instrument:
            origin = each["from"]
            say(
                BELOW
                + tr(
                    "begins with: {words}, from {title}, begun {began} (session {session})",
                    words=origin["words"],
                    title=origin["title"],
                    began=origin["began"],
                    session=origin["session"],
                )
            )


def _stands(action: dict[str, Any]) -> str:
    from hansei.record.following import stands

    words = action["words"]
    return f"{stands(action['status'])}: {words}" if words else stands(action["status"])


def _group(group: dict[str, Any], names: dict[str, str]) -> str:
    who = [names.get(id_) or tr("somebody") for id_ in group["people"]]
    if group["heads"]:
        heads = group["heads"]
        who.append(trn("{n} more", "{n} more", heads) if who else trn("{n} person", "{n} people", heads))
    told = f"{group['name']}: {', '.join(who)}"
    return tr("{group} (at {step})", group=told, step=group["step"]) if group["step"] else told


def _show_rounds(record: dict[str, Any], instrument: str) -> None:
    """Print the rounds of an instrument; of one that is hidden only who handed in."""
    for round_ in record["rounds"]:
        if round_["instrument"] == instrument:
            say(BELOW + _round(round_))
            for rater in round_.get("raters", ()):
                rated, name = rater["rated"], rater["name"]
                if rater["handed_in"]:
                    line = trn("{name}: {n} rated, handed in", "{name}: {n} rated, handed in", rated, name=name)
                else:
                    line = trn("{name}: {n} rated", "{name}: {n} rated", rated, name=name)
                say(f"{BELOW}  {line}")
            for count in round_.get("counted", ()):
                hands = ", ".join(f"{level} {many}" for level, many in count["called"].items())
                item = f"{count['label']}, {count['group']}" if count["group"] else count["label"]
                say(f"{BELOW}  " + tr("hands, {item}: {hands}", item=item, hands=hands))


def _round(round_: dict[str, Any]) -> str:
    number, rows = round_["round"], ", ".join(round_["labels"])
    by = {"team": tr("by team"), "group": tr("by group"), "person": tr("by person")}[round_["by"]]
    how = {"keyboard": tr("keyboard"), "hands": tr("hands"), "paper": tr("paper")}[round_["how"]]
    told = {
        "open": trc("a round", "not revealed yet"),
        "dropped": trc("a round", "called off"),
        "revealed": trc("a round", "revealed"),
    }
    state = told[round_["state"]]
    if rows:
        return tr(
            "round {number} of {rows}, {by}, {how}: {state}", number=number, rows=rows, by=by, how=how, state=state
        )
    return tr("round {number}, {by}, {how}: {state}", number=number, by=by, how=how, state=state)


def _show_settled(record: dict[str, Any], instrument: str) -> None:
    """Print what was agreed of an instrument, what was not, and who does not go along."""
    for settled in record["settled"]:
        if settled["instrument"] == instrument:
            where, more = _where(settled), settled["whole"][1:]
            if settled["agreed"]:
                line = tr("{where}, agreed: {said}", where=where, said=(settled["whole"] or (settled["response"],))[0])
            else:
                line = tr("{where}, no agreement", where=where)
            why = f" ({settled['rationale']})" if settled["rationale"] else ""
            say(f"{BELOW}{line}{why}")
            for each in more:
                say(f"{BELOW}  {each}")
            for each in settled.get("dissent", settled.get("positions", ())):
                name, words = each["rater_name"], each["words"] or tr("no reason given")
                if settled["agreed"]:
                    line = tr("{name} does not go along: {words}", name=name, words=words)
                else:
                    line = tr("{name} says: {words}", name=name, words=words)
                say(f"{BELOW}  {line}")
