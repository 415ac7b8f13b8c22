"""``hansei review``: what buildings handed in, side by side, for a district's session."""

from __future__ import annotations

import click

from hansei_tui.commands.options import json_option, reading, session_argument, store_options
from hansei_tui.output import say, say_failures, say_json
from hansei_tui.sentences import tr


@click.command("review")
@session_argument
@click.argument("row", required=False)
@click.option("--plan", default="", metavar="INSTRUMENT", help="The plan it is for, where a toolkit has several.")
@json_option
@store_options
@click.pass_context
def command(ctx: click.Context, session: str, row: str | None, plan: str, as_json: bool) -> None:
    """Review what buildings handed in, for the district's SESSION (an id, the beginning of one, or `last`).

    With ROW, show everybody's evidence on that row. Nothing is written: lines are taken into the plan where
    the session runs (`hansei resume`).
    """
    from hansei.insight.review_row import row_document
    from hansei.insight.review_values import review_values
    from hansei_tui.plain.pages import page
    from hansei_tui.review.words import overview, proposal_words

    with reading(ctx) as engine:
        reviewing = engine.reviewing(session, plan)
        review = reviewing.review()
        proposed = reviewing.proposals(review)
        rows = [each for part in review.parts for each in part.rows if row == each.item.id]
        if row and not rows:
            known = ", ".join(each.item.id for part in review.parts for each in part.rows) or tr("none yet")
            raise click.UsageError(tr("There is no row {row}; there are: {known}.", row=repr(row), known=known), ctx)
        pages = [row_document(reviewing.session, each) for each in rows]
        say_failures(engine.failures())
    if as_json:
        say_json(review_values(review, proposed))
    elif row:
        for each in pages:
            say("\n".join(page(each)).strip("\n"))
    else:
        say("\n".join(overview(review)))
        if proposed:
            say(tr("\nProposed for the plan"))
            say("\n".join(proposal_words(proposed)))
