"""``hansei run``: a new session, in the terminal, line by line, or from a file of answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hansei_tui.commands.options import engine_of, json_option, named_toolkits, store_options
from hansei_tui.output import say_failures, say_json
from hansei_tui.sentences import tr
from hansei_tui.terminal import is_terminal

#: What the shelf says of a toolkit that was named on the command line.
NAMED = "--toolkit"

if TYPE_CHECKING:
    from hansei.engine import Engine
    from hansei.handoff.questions import Question
    from hansei.record.following import FollowedAction
    from hansei.record.people import Team
    from hansei.record.session import Session
    from hansei_tui.plain.answers import Answers


@click.command("run")
@click.argument("toolkit", required=False)
@click.option("--plain", is_flag=True, help="Line by line, on any stream; for screen readers and scripts.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Answer from a YAML file (docs/answers.md).",
)
@click.option("--team", metavar="NAME", help="The team's name.")
@click.option("--kind", type=click.Choice(["district", "building"]), help="The team's kind; default: district.")
@click.option("--of", metavar="NAME", help="The district a building belongs to.")
@click.option("--people", metavar="NAMES|NUMBER", help="Names with commas between, or a head count.")
@click.option("--language", default="", metavar="CODE", help="In a language the toolkit was translated into, as es.")
@click.option("--facilitator", metavar="NAME", help="Takes part without a vote.")
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    toolkit: str | None,
    plain: bool,
    answers: Path | None,
    as_json: bool,
    language: str,
    **who: Any,
) -> int:
    """Run TOOLKIT (an id or a path) with a team; without one, that of --toolkit, the only one, or Hansei's first."""
    if not plain and not answers and not is_terminal():
        raise click.UsageError(tr("There is no terminal here; add --plain, or --answers FILE."), ctx)
    with engine_of(ctx, make=True) as engine:
        id_ = toolkit or _only(engine, named_toolkits(ctx))
        read = engine.shelf.get(id_)
        if language:
            read = engine.shelf.translated(read, language)
            engine.shelf.put(read)
            id_ = read.toolkit.id
        say_failures(engine.failures())
        if not plain and not answers:
            from hansei_tui.app.start import run_app

            if not who["team"]:
                engine.shelf.put(read)  # or a form that knows ids alone would not offer what lies at a path
                return run_app(engine, toolkit=read.toolkit.id)
            return run_app(engine, session_id=_begin(engine, id_, who).id)
        told = set(engine.failures())
        code = _run_plain(engine, id_, answers, who, as_json=as_json)
        say_failures({name: error for name, error in engine.failures().items() if name not in told})
        return code


def _run_plain(engine: Engine, toolkit: str, path: Path | None, who: dict[str, Any], *, as_json: bool) -> int:
    from hansei_tui.commands.resume import go_on
    from hansei_tui.plain.answers import Answers
    from hansei_tui.plain.lines import ask_who

    if path is None:
        ask_who(who)
        session = _begin(engine, toolkit, who)
        earlier = engine.open_actions(session.team, but=session.id)
        return go_on(session, earlier=earlier, questions=engine.handoff.questions.of(session), engine=engine)
    answers = Answers.read(path)
    _take_setting(answers, who)
    earlier = engine.open_actions(_team(who))
    asked = engine.handoff.questions.to(_team(who))
    _rehearse_beginning(engine, toolkit, path, who, earlier, asked)
    session = _begin(engine, toolkit, who)
    code = go_on(session, answers=answers, quiet=as_json, earlier=earlier, questions=asked, engine=engine)
    if as_json:
        say_json({"session": session.id, "store": engine.log.name, "state": "closed" if session.closed else "open"})
    return code


def _take_setting(answers: Answers, who: dict[str, Any]) -> None:
    """Fill what the command line leaves open from the file."""
    setting = answers.setting
    who["team"] = who["team"] or setting.team
    who["kind"] = who["kind"] or setting.kind
    who["of"] = who["of"] or setting.of
    who["people"] = who["people"] or list(setting.people)
    who["facilitator"] = who["facilitator"] or setting.facilitator
    if not who["team"]:
        raise click.UsageError(tr("Which team? Add --team NAME, or `team: NAME` to the file."))


def _rehearse_beginning(
    engine: Engine,
    toolkit: str,
    path: Path,
    who: dict[str, Any],
    earlier: Sequence[FollowedAction],
    questions: Sequence[Question],
) -> None:
    """Start the session in a store that is thrown away, and run the file there first."""
    import tempfile

    from hansei.engine import Engine as AnyEngine
    from hansei.plugins.host import Plugins
    from hansei.record.sqlite import SqliteLog
    from hansei_tui.plain.rehearsal import rehearse

    with (
        tempfile.TemporaryDirectory(prefix="hansei-") as folder,
        AnyEngine(SqliteLog(str(Path(folder) / "rehearsal.db")), Plugins()) as trial,
    ):
        trial.borrow(engine)
        session = _begin(trial, toolkit, who)
        session.beside = engine.beside
        rehearse(session, path, earlier, questions, engine.before(session))


def _begin(engine: Engine, toolkit: str, who: dict[str, Any]) -> Session:
    """Start a session with everybody who is named."""
    from hansei_tui.people import people_of

    people = who["people"] or []
    names = people_of(people) if isinstance(people, str) else people
    return engine.start(toolkit, team=_team(who), people=names, facilitator=who["facilitator"] or "")


def _team(who: dict[str, Any]) -> Team:
    from hansei.record.people import Team

    return Team(who["team"], who["kind"] or "district", who["of"] or "")


def _only(engine: Engine, named: Sequence[str]) -> str:
    """Return the toolkit that is meant when none is said.

    The one that ``--toolkit`` names, or the only one; where all there are came with Hansei, the first of them.
    """
    found = list(engine.shelf.all())
    if len(named) == 1:
        found = [id_ for id_ in found if engine.shelf.origins[id_] == NAMED]
        if not found:
            raise click.UsageError(tr("The toolkit at {named} cannot be used; name another TOOLKIT.", named=named[0]))
    if len(found) == 1 or (found and all(map(engine.shelf.shipped, found))):
        return found[0]
    raise click.UsageError(tr("Which toolkit? There are: {found}.", found=", ".join(found) or "none"))
