"""Writing a handout from the screen: as pages, or a plan as a sheet to fill in."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from hansei.content.toolkit import Handout
from hansei.document.exporter import Exporter
from hansei.document.files import write_whole
from hansei.engine import Engine
from hansei.insight.handout import handout_report
from hansei.insight.names import file_name
from hansei.insight.sheets import fillable
from hansei.record.session import Session
from hansei_tui.app.dialogs import ShowText
from hansei_tui.app.reporting import ToWrite, look_in_words, write_to_file
from hansei_tui.sentences import tr

#: The format that is offered first, where it can be made here.
FIRST = "pdf"


def write_handout(app: App[None], engine: Engine, session: Session, handout: Handout) -> None:
    """Ask for the file, write a handout with what the team answered, and say where it is.

    Args:
        app: Shows the dialogs.
        engine: Writes it.
        session: The session.
        handout: The handout.
    """
    plans = [id_ for id_ in handout.shows if id_ in fillable(session)]
    formats = [each for each in engine.exporters.values() if each.pages or (each.sheets and len(plans) == 1)]
    formats.sort(key=lambda each: (bool(each.missing()), each.name != FIRST))
    if not formats:
        app.push_screen(ShowText(tr("The handout cannot be written"), tr("No plugin brings a format with pages.")))
        return

    def data(exporter: Exporter) -> bytes:
        look = engine.look(session.toolkit)
        if not exporter.pages:
            return engine.sheets.made(session, plans[0], exporter.name, look)
        shown = session
        if "individual" in look.without:
            shown, _ = engine.handoff.without_individuals(session)
        return engine.written(lambda: handout_report(shown, handout, look=look), exporter.name)

    def write(exporter: Exporter, path: Path, force: bool) -> Path:
        return write_whole(path, data(exporter), force=force)

    def name(suffix: str) -> str:
        return file_name(session, f"-{handout.id}{suffix}")

    look = look_in_words(engine, session)
    write_to_file(app, ToWrite(tr("Write the handout to"), tr("The handout is written"), formats, name, write, look))
