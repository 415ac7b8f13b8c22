"""Sheets to fill in: an instrument that is answered as a table, put on a sheet and taken back from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from hansei.content.toolkit import Handout, Ours, Toolkit
from hansei.document.sheet import FilledLine, FilledSheet, Sheet, SheetColumn, SheetField, SheetLine, SheetRow
from hansei.errors import HanseiError, Problem, ResponseError, SheetError, UsageError
from hansei.form import Table
from hansei.insight.handout import about, handouts, named
from hansei.kinds import Item
from hansei.record.people import TEAM, Team
from hansei.record.session import fitting
from hansei.record.view import SessionView
from hansei.words.nearest import meant
from hansei.words.ours import N_, tr
from hansei.words.speaking import speaking

#: Lines of a row, each with what stands in its columns.
Lines = list[dict[str, str]]
_TOLD = (
    N_("Write into the cells with a frame. For a further line go below the last one and choose what it is about."),
    N_("Dates as 2031-04-30. Save it as a workbook (.xlsx) and give it back; `hansei receive FILE` takes it in."),
)


@frozen
class Taken:
    """What became of a sheet."""

    session: str
    team: str
    #: The instrument, as people read it.
    title: str
    #: True when a session was begun for it.
    begun: bool = False
    #: Rows that have other lines now, and lines on the sheet.
    rows: int = 0
    lines: int = 0
    remarks: tuple[str, ...] = ()


def fillable(view: SessionView) -> list[str]:
    """Return the instruments of a toolkit that can be put on a sheet."""
    return [id_ for id_ in view.toolkit.instruments if _question(view, id_) is not None]


def papers(session: SessionView) -> tuple[Handout, ...]:
    """Return the handouts of a session's team, then what none of them shows: tables, answers, and about the toolkit."""
    there = handouts(session)
    asked = dict.fromkeys(id_ for entry in session.agenda for id_ in entry.step.instruments)
    return (*there, *beside(session, there, asked))


def beside(session: SessionView, there: Sequence[Handout], asked: Iterable[str]) -> tuple[Handout, ...]:
    """Return what some handouts do not show: tables, answers, and about the toolkit.

    Args:
        session: A session, or one that nobody has held.
        there: The handouts.
        asked: The instruments that are looked at.
    """
    shown = {id_ for handout in there for id_ in handout.shows}
    tables = set(fillable(session))
    more = []
    for id_ in asked:
        if id_ not in shown and (id_ in tables or session.state.given(id_)):
            this = session.toolkit.instruments[id_]
            more.append(Handout(id_, this.title or this.ours.title or id_, (id_,), Ours(short=this.ours.short)))
    return (*more, about(session.toolkit))


def chosen(view: SessionView, names: Sequence[str]) -> list[str]:
    """Return the instruments that names mean: instruments themselves, or what the handouts show.

    Args:
        view: A session, or one that nobody has held.
        names: Ids or titles; empty: all there are.

    Raises:
        UsageError: when one means none that can be put on a sheet.
    """
    there = fillable(view)
    found: list[str] = []
    for name in names:
        hits = [name] if name in there else []
        if not hits and view.toolkit.handouts and name not in view.toolkit.instruments:
            hits = [id_ for handout in named(view.toolkit, [name]) for id_ in handout.shows if id_ in there]
        if not hits:
            known = ", ".join(there) or tr("none in this toolkit")
            raise UsageError(
                tr("{name} is no table to fill in; there are: {known}", name=name, known=known) + meant(name, there)
            )
        found += hits
    if not names and not there:
        raise UsageError(tr("the toolkit {id} has no table to fill in", id=view.toolkit.id))
    return list(dict.fromkeys(found or there))


def sheet_of(view: SessionView, instrument: str) -> Sheet:
    """Return the sheet of an instrument, in the language of its toolkit.

    Args:
        view: A session, whose lines are on it; or one that nobody has held, for a blank one.
        instrument: One of :func:`fillable`.
    """
    with speaking(view.toolkit.language):
        return _sheet_of(view, instrument)


def _sheet_of(view: SessionView, instrument: str) -> Sheet:
    question = _question(view, instrument)
    if question is None:
        raise UsageError(tr("{name} is no table to fill in", name=instrument))
    rows = _rows(view, instrument)
    lines, given = _lines(view, instrument, question, rows)
    this = view.toolkit.instruments[instrument]
    kinds = _teams(view.toolkit, instrument)
    marks: dict[str, Any] = {
        "hansei-sheet": 1,
        "toolkit": view.toolkit.id,
        "instrument": instrument,
        "question": question.id,
        "session": view.id,
        "given": given,
        "language": view.toolkit.language,
        "teams": kinds,
        "kinds": {tr(each).casefold(): each for each in kinds},
    }
    return Sheet(
        title=this.title or this.ours.title or instrument,
        short=this.ours.short or this.title or instrument,
        about=getattr(this.definition, "about", "") or tr("About"),
        why=tr("Why it is here"),
        columns=tuple(SheetColumn(each.id, each.title, each.type, each.options) for each in question.columns),
        rows=tuple(rows.values()),
        lines=tuple(lines),
        fields=_fields(view, kinds),
        told=tuple(map(tr, _TOLD)),
        marks=marks,
        language=view.toolkit.language,
    )


def _fields(view: SessionView, kinds: Sequence[str]) -> tuple[SheetField, ...]:
    if view.id:
        return (SheetField("team", tr("Team"), _named(view.team), open=False),)
    fields = [SheetField("team", tr("Team"))]
    fields += [SheetField("of", tr("Its district"))] if "building" in kinds else []
    fields += [SheetField("kind", tr("building or district"))] if len(kinds) > 1 else []
    return tuple(fields)


def _named(team: Team) -> str:
    return tr("{name} ({kind} team)", name=team.name, kind=tr(team.kind))


def _teams(toolkit: Toolkit, instrument: str) -> list[str]:
    """Return the kinds of teams that are asked for an instrument."""
    found = [
        kind
        for kind in ("building", "district")
        if any(instrument in entry.step.instruments for entry in toolkit.agenda(kind))
    ]
    return found or ["building", "district"]


def _question(view: SessionView, instrument: str) -> Table | None:
    try:
        this, kind = view.instrument(instrument)
        items = list(view.all_items(instrument).values())
        question = kind.form(this.definition, items[0], {}) if items else None
    except HanseiError:
        return None
    return question if isinstance(question, Table) else None


def _rows(view: SessionView, instrument: str) -> dict[str, SheetRow]:
    """Return what lines can be about: in a session what calls for work first, and all the rest."""
    items: dict[str, Item] = {each.id: each for each in view.items(instrument)} if view.id else {}
    items |= {id_: each for id_, each in view.all_items(instrument).items() if id_ not in items}
    labels = {
        id_: f"{each.row}: {each.column}" if each.row and each.column else each.label for id_, each in items.items()
    }
    often = Counter(" ".join(label.casefold().split()) for label in labels.values())
    return {
        id_: SheetRow(
            id_, label if often[" ".join(label.casefold().split())] == 1 else f"{label} ({id_})", items[id_].because
        )
        for id_, label in labels.items()
    }


def _lines(
    view: SessionView, instrument: str, question: Table, rows: Mapping[str, SheetRow]
) -> tuple[list[SheetLine], dict[str, str]]:
    """Return the lines of a sheet, and the event that each row's stand on."""
    called = {each.id for each in view.items(instrument)} if view.id else set(rows)
    columns = {each.id for each in question.columns}
    lines: list[SheetLine] = []
    given: dict[str, str] = {}
    for id_, row in rows.items():
        event, on_record = _on_record(view, instrument, id_, question.id)
        if event:
            given[id_] = event
        if on_record:
            for line in on_record:
                shown = {key: value for key, value in line.items() if key in columns}
                lines.append(SheetLine(row, shown, {key: value for key, value in line.items() if key not in columns}))
        elif id_ in called:
            lines.append(SheetLine(row))
    return lines, given


def _on_record(view: SessionView, instrument: str, item: str, question: str) -> tuple[str, Lines]:
    """Return the team's answer: its event, and its lines."""
    event = view.answered(instrument, item, TEAM)
    if event is None:
        return "", []
    this, kind = view.instrument(instrument)
    given = kind.given(this.definition, view.item(instrument, item), view.read_response(event))
    return event.id, list(given.get(question) or ())


def wanted(view: SessionView, sheet: FilledSheet, file: str, *, replace: bool = False) -> dict[str, Lines]:
    """Return the lines that a sheet has other than the record, by row.

    Args:
        view: The session that it is for, or one that nobody has held.
        sheet: What came back.
        file: Its name, for what is said of it.
        replace: True to take the sheet's lines also where the record was changed since it was written.

    Raises:
        SheetError: with every fault of it, each with its cell.
    """
    instrument = str(sheet.marks.get("instrument", ""))
    question = _question(view, instrument)
    if question is None:
        raise UsageError(
            tr(
                "{file} fills in {name}, which the toolkit {id} does not have",
                file=file,
                name=repr(instrument),
                id=view.toolkit.id,
            )
        )
    problems = [Problem(message, path=place, source=file) for place, message in sheet.problems]
    by_row: dict[str, list[FilledLine]] = {}
    for line in sheet.lines:
        by_row.setdefault(line.row, []).append(line)
    found: dict[str, Lines] = {}
    for row, lines in by_row.items():
        given = [dict(line.values) | dict(line.beside) for line in lines]
        for line, each in zip(lines, given, strict=True):
            problems += _faults(view, instrument, question.id, line, each, file)
        event, on_record = _on_record(view, instrument, row, question.id)
        if _plain(given, question) == _plain(on_record, question):
            continue
        if event and not replace and event != dict(sheet.marks.get("given") or {}).get(row):
            message = tr(
                "the record has other lines for this, written after the sheet was; bring the sheet up to date, or take "
                "its lines instead with --replace"
            )
            problems.append(Problem(message, path=lines[0].place, source=file))
        found[row] = given
    if problems:
        raise SheetError(file, sorted(problems, key=_where))
    return found


def _where(problem: Problem) -> tuple[int, int, str]:
    """Return a problem's place in reading order."""
    column, row = re.fullmatch(r"(?:.*!)?([A-Z]*)(\d*).*", problem.path, re.DOTALL).groups()  # type: ignore[union-attr]
    return (int(row or 0), len(column), column)


def _faults(
    view: SessionView, instrument: str, question: str, line: FilledLine, given: dict[str, str], file: str
) -> list[Problem]:
    try:
        fitting(view, instrument, line.row, {question: [given]})
    except ResponseError as error:
        return [Problem(error.message, path=line.cells.get(error.field, line.place), source=file)]
    return []


def _plain(lines: Sequence[Mapping[str, str]], question: Table) -> list[dict[str, str]]:
    columns = [each.id for each in question.columns]
    return [{key: line[key] for key in columns if line.get(key)} for line in lines]


def kinds_of(sheet: FilledSheet) -> list[str]:
    """Return the kinds of teams that a sheet is for."""
    return [str(each) for each in sheet.marks.get("teams") or ()]
