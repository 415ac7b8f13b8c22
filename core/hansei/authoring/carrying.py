"""Going on in a changed toolkit where somebody was in the one before, as a preview does after every save."""

from __future__ import annotations

from hansei.content.found import ReadToolkit
from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.form import Given
from hansei.record.events import Answered
from hansei.record.people import Team
from hansei.record.session import Session
from hansei.words.ours import tr

#: Who sits in a preview.
PEOPLE = ("Ana", "Ben", "Chris")


def begin_preview(engine: Engine, read: ReadToolkit, kind: str = "district") -> Session:
    """Start a session of a toolkit, in a store that is thrown away.

    Args:
        engine: Of that store.
        read: The toolkit.
        kind: The team's kind, ``district`` or ``building``.
    """
    engine.shelf.put(read)
    team = Team("Preview", "building" if kind == "building" else "district")
    return engine.start(read.toolkit.id, team=team, people=PEOPLE)


def carry_over(engine: Engine, read: ReadToolkit, old: Session) -> tuple[Session, int]:
    """Start a session of a changed toolkit and give it what was answered before, as far as it still fits.

    Args:
        engine: Of the store of both.
        read: The toolkit as it is now.
        old: The session of the toolkit as it was.

    Returns:
        The session, at the same step or the one in its place, and how many answers no longer fit.
    """
    new = begin_preview(engine, read, old.team.kind)
    raters = dict(zip([each.rater for each in old.people], [each.rater for each in new.people], strict=False))
    lost = 0
    for id_ in old.toolkit.instruments:
        for (item, rater, _), event in old.state.given(id_).items():
            try:
                new.answer(id_, item, _given(old, new, event), rater=raters.get(rater, rater))
            except Exception:  # noqa: BLE001 - an answer that does not fit any more, whatever a kind raises, is counted
                lost += 1
    _go_to(new, old)
    for key, value in old.aside().items():
        for before, after in raters.items():
            key, value = key.replace(before, after), value.replace(before, after)
        new.put_aside(key, value)
    return new, lost


def _given(old: Session, new: Session, event: Answered) -> Given:
    """Return an answer as its form collected it.

    Raises:
        UsageError: when its instrument is of another kind now.
    """
    this, kind = old.instrument(event.instrument)
    if new.instrument(event.instrument)[1].name != kind.name:
        raise UsageError(tr("{instrument} is of another kind now", instrument=event.instrument))
    return kind.given(this.definition, old.item(event.instrument, event.item), old.read_response(event))


def _go_to(new: Session, old: Session) -> None:
    paths = [entry.path for entry in new.agenda]
    for path in old.state.ended:
        if path in paths:
            new.end_step(path)
    path = old.running.path
    if path not in paths:
        path = paths[min(old.agenda.index(old.running), len(paths) - 1)]
    new.move(path)
