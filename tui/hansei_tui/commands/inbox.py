"""``hansei inbox``: what came from other teams, and what there is to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, reading, store_options
from hansei_tui.commands.root import Group
from hansei_tui.organisations import kind_word
from hansei_tui.output import say, say_failures, say_json, say_table
from hansei_tui.sentences import tr, trc

if TYPE_CHECKING:
    from hansei.handoff.entries import Copy, Entry
    from hansei.handoff.questions import Question
    from hansei.record.log import Head


@click.group("inbox", cls=Group, invoke_without_command=True)
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
        say(
            tr(
                "Nothing has come to {store} yet. `hansei receive FILE` takes in what another team submitted.",
                store=store,
            )
        )
        return
    _tell_sessions(entries)
    _tell_questions(tr("Questions put to us:"), put_to_us)
    _tell_questions(tr("Questions we asked:"), asked)
    if refused:
        say(tr("\nNot taken in:"))
        for file in refused:
            say(f"  {file.file}: {file.reason}")
        say(tr("  `hansei inbox remove FILE` takes one off this list."))


def _state(head: Head) -> str:
    return trc("a session", "closed") if head.state == "closed" else trc("a session", "open")


def _tell_sessions(entries: tuple[Entry, ...]) -> None:
    from hansei_tui.handing.words import conflict_words, day, scope_words

    if entries:
        last = {each.session: each.stands or each.copies[0] for each in entries}
        rows = [
            (
                each.session,
                each.head.team,
                kind_word(each.head.team_kind),
                each.head.title,
                _state(each.head),
                scope_words(last[each.session].scope),
                last[each.session].fingerprint,
                day(last[each.session].received),
            )
            for each in entries
        ]
        say_table(
            (
                tr("SESSION"),
                tr("TEAM"),
                tr("KIND"),
                tr("TOOLKIT"),
                tr("STATE"),
                tr("GIVEN"),
                tr("SENDER"),
                tr("RECEIVED"),
            ),
            rows,
        )
    for each in entries:
        if each.conflict:
            say(
                tr(
                    "\nTo settle: {session} ({team}): {why}.",
                    session=each.session,
                    team=each.head.team,
                    why=conflict_words(each),
                )
            )
            say(tr("  `hansei inbox show {session}` lays them side by side.", session=each.session))


def _tell_questions(title: str, questions: tuple[Question, ...]) -> None:
    if questions:
        say(f"\n{title}")
    for each in questions:
        to = tr("to {team}", team=each.team) if not each.fingerprint else tr("from {by}", by=each.by)
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
    say(
        tr(
            "{session}: {team} ({team_kind}), {title}, {state}, begun {day}",
            session=entry.session,
            team=head.team,
            team_kind=kind_word(head.team_kind),
            title=head.title,
            state=_state(head),
            day=day(head.started),
        )
    )
    for copy in entry.copies:
        say()
        say(_called(entry, copy))
        for line in copy_words(copy):
            say(f"  {line}")
    if entry.own:
        say(tr("\nThe session was run here; what was received never changes it."))
    if not entry.conflict:
        return
    say(f"\n{conflict_words(entry).capitalize()}{':' if sides else '; they say the same.'}")
    for row in sides:
        say(f"  {row.about}")
        for id_, words in row.says:
            say(f"    {id_}: {words}")
    say(tr("\nKeep one with: hansei inbox settle {session} COPY", session=entry.session))


def _called(entry: Entry, copy: Copy) -> str:
    if copy.shown == entry.session:
        return tr("{shown} (stands)", shown=copy.shown)
    return (
        tr("{shown} (to settle)", shown=copy.shown)
        if copy.shown
        else tr("{digest} (another copy goes further, or was kept)", digest=copy.digest[:12])
    )


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
    what = (
        tr("the copy {digest} of {fingerprint} stands", digest=stands.digest[:12], fingerprint=stands.fingerprint)
        if stands
        else tr("what was run here stands")
    )
    say(tr("Settled: of session {session}, {what}.", session=entry.session, what=what))


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
        say(tr("{file} is off the list. Nothing of its content was kept.", file=removed.file))


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
