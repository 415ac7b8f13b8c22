"""``hansei ask``: a question back to the team whose session was received."""

from __future__ import annotations

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr, trn


@click.command("ask")
@session_argument
@click.argument("question", required=False)
@click.option("--withdraw", is_flag=True, help="Take QUESTION back: its words, or the beginning of them or of its id.")
@click.option("--about", default="", metavar="ITEM", help="What it is about, as in culture/vision.")
@click.option("--as", "by", default="", metavar="NAME", help="The team that asks; default: the building's district.")
@click.option("-o", "--output", metavar="FILE", help="The file; default: named by team, toolkit and date.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@store_options
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    question: str | None,
    withdraw: bool,
    about: str,
    by: str,
    output: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Ask the team whose SESSION was received a QUESTION, and write it to a file for them.

    The file holds all questions about that session that are not answered yet; without QUESTION it is only written
    again. The team takes it in with `hansei receive`, answers in its next session, and submits that. With --withdraw
    the file tells them that the question was taken back.
    """
    if withdraw and (question is None or about or by):
        raise click.UsageError(
            tr("--withdraw takes the QUESTION that is taken back, and neither --about nor --as."), ctx
        )
    with reading(ctx) as engine:
        opened = engine.open(session)
        questions = engine.handoff.questions
        asked = None
        if question is not None:
            asked = (
                questions.withdraw(opened.id, question)
                if withdraw
                else questions.ask(opened, question, about=about, by=by)
            )
        path = questions.write(opened, output, force=force)
        open_, taken_back = questions.unanswered(opened.id)
        say_failures(engine.failures())
    if as_json:
        say_json(
            {
                "session": (*open_, *taken_back)[0].session,
                "question": asked.id if asked is not None else "",
                "open": len(open_),
                "withdrawn": len(taken_back),
                "file": str(path.absolute()),
            }
        )
        return
    if withdraw and asked is not None:
        say(tr("Taken back: {words}", words=asked.words))
    told = [trn("{n} open question", "{n} open questions", len(open_))]
    told += [tr("{n} taken back", n=len(taken_back))] if taken_back else []
    say(tr("Wrote {path} for {team} ({told})", path=path, team=opened.team.name, told=", ".join(told)))
