"""The way back from the review to a building: what came of its session, and a question about a row of it."""

from __future__ import annotations

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei.insight.review import ReviewedRow, Stand
from hansei_tui.app.dialogs import AskText
from hansei_tui.review.looking import Looking
from hansei_tui.sentences import tr
from hansei_tui.shown import shown


def came(screen: Looking, engine: Engine, session: str) -> None:
    """Show every copy that came of a session: to open, to settle, to ask back."""
    from hansei_tui.handing.entry import EntryScreen

    def settled(_: None) -> None:
        screen.rows.renew()  # another copy may stand now
        screen.look(force=True)

    try:
        entry = engine.handoff.entry(session)
    except HanseiError as error:
        screen.room.saving.say(str(error), wrong=True)
        screen.look(force=True)
    else:
        screen.app.push_screen(EntryScreen(entry), settled)


def ask_back(screen: Looking, engine: Engine, stand: Stand, row: ReviewedRow) -> None:
    """Ask the team that stands on a row about it; the question goes to them as a file."""

    def act(words: str) -> None:
        about, by = f"{row.instrument}/{row.item.id}", screen.session.team.name
        engine.handoff.questions.ask(engine.open(stand.session), words, about=about, by=by)

    def done(text: str | None) -> None:
        if text is not None:
            screen.room.saving.save(lambda: act(text), says=tr("asked ✓  i, then w writes the file for them"))
        screen.look(force=True)

    title = tr("Ask {team} about {row}", team=shown(stand.team), row=shown(row.item.label))
    screen.app.push_screen(AskText(title), done)
