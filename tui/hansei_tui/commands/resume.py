"""``hansei resume``: go on with a session exactly where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hansei_tui.again import command_line
from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr
from hansei_tui.terminal import is_terminal

if TYPE_CHECKING:
    from hansei.engine import Engine
    from hansei.handoff.questions import Question
    from hansei.record.following import FollowedAction
    from hansei.record.session import Session
    from hansei_tui.plain.answers import Answers


@click.command("resume")
@session_argument
@click.option("--plain", is_flag=True, help="Line by line, on any stream.")
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE", help="Answer from a YAML file.")
@click.option("--reopen", is_flag=True, help="Open a closed session again.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, plain: bool, answers: Path | None, reopen: bool, as_json: bool) -> int:
    """Go on with SESSION (an id, the beginning of one, or `last`)."""
    if not plain and not answers and not is_terminal():
        raise click.UsageError(tr("There is no terminal here; add --plain, or --answers FILE."), ctx)
    with reading(ctx) as engine:
        opened = engine.open(session)
        say_failures(engine.failures())
        told = set(engine.failures())
        if reopen:
            opened.reopen()
        if not plain and not answers:
            from hansei_tui.app.start import run_app

            return run_app(engine, session_id=opened.id)
        earlier = engine.open_actions(opened.team, but=opened.id)
        asked = engine.handoff.questions.of(opened)
        given = _read(engine, opened, answers, earlier, asked)
        code = go_on(opened, answers=given, quiet=as_json, earlier=earlier, questions=asked, engine=engine)
        say_failures({name: error for name, error in engine.failures().items() if name not in told})
        if as_json:
            say_json({"session": opened.id, "state": "closed" if opened.closed else "open"})
        return code


def _read(
    engine: Engine,
    session: Session,
    path: Path | None,
    earlier: Sequence[FollowedAction],
    questions: Sequence[Question],
) -> Answers | None:
    """Read a file of answers, after it went well on a copy of the session."""
    if path is None:
        return None
    from hansei_tui.plain.answers import Answers
    from hansei_tui.plain.rehearsal import rehearse

    if not session.closed:
        rehearse(session, path, earlier, questions, engine.before(session))
    return Answers.read(path)


def go_on(
    session: Session,
    *,
    answers: Answers | None = None,
    quiet: bool = False,
    earlier: Sequence[FollowedAction] = (),
    questions: Sequence[Question] = (),
    engine: Engine | None = None,
) -> int:
    """Run a session line by line from where it is, and say how to go on when it is left before the end.

    Args:
        session: The session.
        answers: The file of answers, when there is one.
        quiet: True to say nothing but how to go on.
        earlier: The team's open actions of earlier sessions.
        questions: What other teams asked of this one.
        engine: The engine, so that other teams can be asked back, and earlier sessions looked at.
    """
    from hansei.errors import ClosedSessionError
    from hansei_tui.plain.lines import read_line
    from hansei_tui.plain.run import PlainRun
    from hansei_tui.plain.turning import LeaveError

    if session.closed:
        raise ClosedSessionError(tr("session {id} is closed; add --reopen to go on with it", id=session.id))

    def speak(text: str) -> None:
        if not quiet:
            say(text)

    def ask(about: str, words: str, item: str, by: str) -> None:
        if engine is not None:
            engine.handoff.questions.ask(engine.open(about), words, about=item, by=by)

    speak(tr("session {id}: {name}, {title}", id=session.id, name=session.team.name, title=session.toolkit.title))
    if answers is None:
        speak(tr("/help lists what can be typed at any question."))
    try:
        PlainRun(
            session,
            speak,
            read=read_line,
            answers=answers,
            earlier=earlier,
            questions=questions,
            others=engine.before(session) if engine is not None else (),
            ask=ask if engine is not None else None,
        ).run()
    except (LeaveError, EOFError, KeyboardInterrupt) as left:
        say(tr("\nLeft at {path}. Everything that was saved is kept.", path=session.running.path))
        say(
            tr(
                "Go on with: {command}",
                command=command_line("resume", session.id, "--plain", store=session.log.name),
            )
        )
        return 130 if isinstance(left, KeyboardInterrupt) else 0
    speak(tr("Report: {command}", command=command_line("report", session.id, store=session.log.name)))
    return 0
