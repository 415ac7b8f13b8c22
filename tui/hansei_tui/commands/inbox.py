"""``hansei inbox``: what came from other teams, and what there is to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, reading, store_options
from hansei_tui.output import say, say_failures, say_json, say_table

if TYPE_CHECKING:
    from hansei.handoff.entries import Copy, Entry
    from hansei.handoff.questions import Question


@click.group("inbox", invoke_without_command=True)
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List what came from other teams, and what there is to settle."""
    if ctx.invoked_subcommand is not None:
        return
    with engine_of(ctx) as engine:
        handoff = engine.handoff
        entries, refused = handoff.entries(), handoff.refused()
        asked, put_to_us = handoff.questions.asked(), handoff.questions.all()
        store = engine.log.name
        say_failures(dict(engine.plugins.load_strangers()))
    if as_json:
        say_json(
            {
                "sessions": [_entry(each) for each in entries],
                "refused": [each._asdict() | {"at": _iso(each.at)} for each in refused],
                "asked": [_question(each) for each in asked],
                "questions": [_question(each) for each in put_to_us],
            }
        )
        return
    if not (entries or refused or put_to_us):
        say(f"Nothing has come to {store} yet. `hansei receive FILE` takes in what another team submitted.")
        return
    _tell_sessions(entries)
    _tell_questions("Questions put to us:", put_to_us)
    _tell_questions("Questions we asked:", asked)
    if refused:
        say("\nNot taken in:")
        for file in refused:
            say(f"  {file.file}: {file.reason}")
        say("  `hansei inbox remove FILE` takes one off this list.")


def _tell_sessions(entries: tuple[Entry, ...]) -> None:
    from hansei_tui.handing.words import conflict_words, day, scope_words

    if entries:
        last = {each.session: each.stands or each.copies[0] for each in entries}
        rows = [
            (
                each.session,
                each.head.team,
                each.head.team_kind,
                each.head.title,
                each.head.state,
                scope_words(last[each.session].scope),
                last[each.session].fingerprint,
                day(last[each.session].received),
            )
            for each in entries
        ]
        say_table(("SESSION", "TEAM", "KIND", "TOOLKIT", "STATE", "GIVEN", "SENDER", "RECEIVED"), rows)
    for each in entries:
        if each.conflict:
            say(f"\nTo settle: {each.session} ({each.head.team}): {conflict_words(each)}.")
            say(f"  `hansei inbox show {each.session}` lays them side by side.")


def _tell_questions(title: str, questions: tuple[Question, ...]) -> None:
    if questions:
        say(f"\n{title}")
    for each in questions:
        to = f"to {each.team}" if not each.fingerprint else f"from {each.by}"
        say(f"  {to}: {each.words}{f' ({each.about})' if each.about else ''}")
        say(f"    {f'answered: {each.answer}' if each.answered else 'not answered yet'}")


@command.command("show")
@click.argument("session")
@json_option
@store_options
@click.pass_context
def show(ctx: click.Context, session: str, as_json: bool) -> None:
    """Show what came of SESSION: every copy, from whom, what was left out, and how copies differ."""
    from hansei_tui.handing.words import conflict_words, copy_words, day

    with reading(ctx) as engine:
        entry = engine.handoff.entry(session)
        sides = engine.handoff.differences(entry) if entry.conflict else ()
        say_failures(engine.failures())
    if as_json:
        rows = [{"row": each.place, "about": each.about, "says": dict(each.says)} for each in sides]
        say_json({**_entry(entry), "differs": rows})
        return
    head = entry.head
    say(f"{entry.session}: {head.team} ({head.team_kind}), {head.title}, {head.state}, begun {day(head.started)}")
    for copy in entry.copies:
        say()
        say(_called(entry, copy))
        for line in copy_words(copy):
            say(f"  {line}")
    if entry.own:
        say("\nThe session was run here; what was received never changes it.")
    if not entry.conflict:
        return
    say(f"\n{conflict_words(entry).capitalize()}{':' if sides else '; they say the same.'}")
    for row in sides:
        say(f"  {row.about}")
        for id_, words in row.says:
            say(f"    {id_}: {words}")
    say(f"\nKeep one with: hansei inbox settle {entry.session} COPY")


def _called(entry: Entry, copy: Copy) -> str:
    if copy.shown == entry.session:
        return f"{copy.shown} (stands)"
    return f"{copy.shown} (to settle)" if copy.shown else f"{copy.digest[:12]} (another copy goes further, or was kept)"


@command.command("settle")
@click.argument("session")
@click.argument("copy")
@json_option
@store_options
@click.pass_context
def settle(ctx: click.Context, session: str, copy: str, as_json: bool) -> None:
    """Let COPY of SESSION stand: the id it is shown under, or the beginning of its digest.

    The other copies are kept, and it can be settled again.
    """
    with reading(ctx) as engine:
        entry = engine.handoff.settle(session, copy)
        say_failures(engine.failures())
    if as_json:
        say_json(_entry(entry))
        return
    stands = entry.stands
    what = f"the copy {stands.digest[:12]} of {stands.fingerprint} stands" if stands else "what was run here stands"
    say(f"Settled: of session {entry.session}, {what}.")


@command.command("remove")
@click.argument("file")
@json_option
@store_options
@click.pass_context
def remove(ctx: click.Context, file: str, as_json: bool) -> None:
    """Take FILE, which was not taken in, off the list: its name, or the beginning of its SHA-256."""
    with engine_of(ctx) as engine:
        removed = engine.handoff.remove_refused(file)
    if as_json:
        say_json(removed._asdict() | {"at": _iso(removed.at)})
    else:
        say(f"{removed.file} is off the list. Nothing of its content was kept.")


def _entry(entry: Entry) -> dict[str, Any]:
    head = entry.head
    return {
        "session": entry.session,
        "team": head.team,
        "kind": head.team_kind,
        "org": head.org,
        "toolkit": head.toolkit,
        "title": head.title,
        "state": head.state,
        "conflict": entry.conflict,
        "own": entry.own,
        "copies": [
            {
                "digest": copy.digest,
                "shown": copy.shown,
                "scope": copy.scope,
                "left_out": copy.left_out,
                "events": copy.events,
                "fingerprint": copy.fingerprint,
                "sender": copy.sender,
                "made": _iso(copy.made),
                "received": _iso(copy.received),
                "file": copy.file,
            }
            for copy in entry.copies
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "session": question.session,
        "team": question.team,
        "by": question.by,
        "about": question.about,
        "place": question.place,
        "words": question.words,
        "at": _iso(question.at),
        "answer": question.answer,
        "answered": _iso(question.answered) if question.answered else "",
        "answered_in": question.answered_in,
    }


def _iso(at: int) -> str:
    from hansei_tui.commands.list_ import iso

    return iso(at)
