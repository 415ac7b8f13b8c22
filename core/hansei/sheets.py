"""Sheets to fill in: made for those who have no Hansei, and taken back into a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from hansei.errors import ExportError, Problem, SheetError, UsageError
from hansei.insight.sheets import Taken, kinds_of, sheet_of, wanted
from hansei.words.ours import tr, trn
from hansei.words.speaking import speaking

if TYPE_CHECKING:
    from hansei.content.toolkit import Toolkit
    from hansei.document.exporter import Exporter
    from hansei.document.look import Look
    from hansei.document.sheet import FilledSheet
    from hansei.engine import Engine
    from hansei.record.people import Team
    from hansei.record.session import Session
    from hansei.record.view import SessionView

#: The most bytes of a sheet that is taken in.
MOST = 10_000_000
#: What a program also saves a sheet as, and what it was made from is lost in.
_WORDS_ALONE = (".csv", ".tsv")


class Sheets:
    """The sheets of an engine. Made by it.

    Args:
        engine: The engine.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def made(self, view: SessionView, instrument: str, format_: str, look: Look) -> bytes:
        """Return a sheet of an instrument.

        Args:
            view: A session, whose lines are on it; or one that nobody has held, for a blank one.
            instrument: One of :func:`hansei.insight.sheets.fillable`.
            format_: A format that makes sheets, as "xlsx".
            look: The paper, the logo, the colour.

        Raises:
            UsageError: when the format makes none.
            ExportError: when it fails, or what it needs is not installed.
        """
        exporter = self._format(format_)
        sheet = sheet_of(view, instrument)
        try:
            with speaking(sheet.language):
                return exporter.sheet(sheet, look)
        except ExportError:
            raise
        except Exception as error:
            raise ExportError(
                tr(
                    "the {format} exporter failed: {kind}: {error}",
                    format=format_,
                    kind=type(error).__name__,
                    error=error,
                )
            ) from error

    def is_sheet(self, path: Path) -> bool:
        """Tell by a file's name whether it is a sheet to take in, and not a submission."""
        return path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods", *_WORDS_ALONE)

    def receive(self, path: Path, *, session: str = "", new: bool = False, replace: bool = False) -> Taken:
        """Take a sheet in that was filled in: all of it or nothing; a second time nothing is new.

        It goes to the session that is named; otherwise to the one that it was made from; otherwise to a new one of
        the team that is named on it. A team that has a session of that toolkit already is asked which is meant.

        Args:
            path: The file.
            session: The session it is for, or the beginning of its id.
            new: True to begin a session whether or not there is one already.
            replace: True to take the sheet's lines also where the record was changed since it was written.

        Raises:
            UsageError: when there is no such file, or it has to be said which session is meant.
            SheetError: with every fault of the sheet, each with its cell.
        """
        sheet = self._read(path)
        engine = self._engine
        made_from = str(sheet.marks.get("session") or "")
        if session or (made_from and not new):
            if not session and made_from not in engine.log.find(made_from):
                raise UsageError(
                    tr(
                        "{name} was made from the session {made_from}, which is not in {store}; name "
                        "the session it is for with --session",
                        name=path.name,
                        made_from=made_from,
                        store=engine.log.name,
                    )
                )
            return self._into(engine.open(session or made_from), sheet, path.name, replace=replace)
        team = self._team(sheet, path.name)
        if not new:
            there = self._theirs(team, str(sheet.marks["toolkit"]))
            for each in there:
                if not self._differs(each, sheet, path.name):
                    return self._taken(each, sheet, rows=0)
            if there:
                listed = ", ".join(each.id for each in there[:5])
                raise UsageError(
                    trn(
                        "{team} has a session with this toolkit already ({listed}); say with --session which one "
                        "{file} is for, or --new to begin another",
                        "{team} has {n} sessions with this toolkit already ({listed}); say with --session which one "
                        "{file} is for, or --new to begin another",
                        len(there),
                        team=team.name,
                        listed=listed,
                        file=path.name,
                    )
                )
        return self._begin(team, sheet, path.name)

    # ------------------------------------------------------------------------------------- where it goes

    def _into(self, session: Session, sheet: FilledSheet, file: str, *, replace: bool, begun: bool = False) -> Taken:
        toolkit, wants = session.toolkit.id, str(sheet.marks["toolkit"])
        if toolkit != wants:
            raise UsageError(
                tr(
                    "{file} is for the toolkit {wants}, and session {id} was run with {toolkit}",
                    file=file,
                    wants=wants,
                    id=session.id,
                    toolkit=toolkit,
                )
            )
        found = wanted(session, sheet, file, replace=replace)
        question = str(sheet.marks["question"])
        session.answer_all(str(sheet.marks["instrument"]), {row: {question: each} for row, each in found.items()})
        return evolve(self._taken(session, sheet, rows=len(found)), begun=begun)

    def _begin(self, team: Team, sheet: FilledSheet, file: str) -> Taken:
        self._check(sheet, file)
        if not sheet.lines:
            raise UsageError(tr("{file} is empty: there is nothing to take in", file=file))
        session = self._engine.start(str(sheet.marks["toolkit"]), team=team, language=self._read_in(sheet)[1])
        return self._into(session, sheet, file, replace=False, begun=True)

    def _check(self, sheet: FilledSheet, file: str) -> None:
        """Refuse a sheet that fits no session of its toolkit."""
        from hansei.insight.handout import nobodys

        toolkit = self._read_in(sheet)[0]
        wanted(nobodys(toolkit, self._engine.kinds), sheet, file, replace=True)

    def _read_in(self, sheet: FilledSheet) -> tuple[Toolkit, str]:
        """Return the toolkit in the sheet's language, and which that is; empty: its own."""
        shelf, language = self._engine.shelf, str(sheet.marks.get("language") or "")
        read = shelf.get(str(sheet.marks["toolkit"]))
        if language in ("", read.toolkit.language):
            return read.toolkit, ""
        return shelf.translated(read, language).toolkit, language

    def _taken(self, session: Session, sheet: FilledSheet, *, rows: int) -> Taken:
        instrument = session.toolkit.instruments[str(sheet.marks["instrument"])]
        title = instrument.title or instrument.ours.title or instrument.id
        return Taken(
            session.id, session.team.name, title, rows=rows, lines=len(sheet.lines), remarks=tuple(sheet.remarks)
        )

    def _differs(self, session: Session, sheet: FilledSheet, file: str) -> bool:
        if str(sheet.marks["instrument"]) not in session.toolkit.instruments:
            return True
        return bool(wanted(session, sheet, file, replace=True))

    def _team(self, sheet: FilledSheet, file: str) -> Team:
        from hansei.record.people import Team

        name = " ".join(sheet.fields.get("team", "").split())
        kinds = kinds_of(sheet)
        kind = sheet.fields.get("kind", "").strip().casefold() or (kinds[0] if len(kinds) == 1 else "")
        kind = dict(sheet.marks.get("kinds") or {}).get(kind, kind)
        problems = []
        if not name:
            problems.append(Problem(tr("write the name of the team"), path=sheet.places.get("team", ""), source=file))
        if kind not in ("building", "district"):
            problems.append(Problem(tr("write building or district"), path=sheet.places.get("kind", ""), source=file))
        if problems:
            try:
                self._check(sheet, file)
            except SheetError as error:
                problems += error.problems
            raise SheetError(file, problems)
        return Team(name, kind, " ".join(sheet.fields.get("of", "").split()))

    def _theirs(self, team: Team, toolkit: str) -> list[Session]:
        from hansei.record.organisations import KeepsDirectory, heads_of

        engine = self._engine
        known = engine.directory.known(team) if isinstance(engine.log, KeepsDirectory) else None
        heads = heads_of(team, known, engine.log.heads())
        return [engine.open(each.session) for each in heads if each.toolkit == toolkit and not each.origin]

    # ------------------------------------------------------------------------------------- the file

    def _format(self, name: str) -> Exporter:
        exporter = self._engine.exporter(name)
        if not exporter.sheets:
            there = ", ".join(sorted(name for name, each in self._engine.exporters.items() if each.sheets))
            raise UsageError(
                tr("{name} makes no sheets to fill in; there are: {there}", name=name, there=there or "none")
            )
        if lacking := exporter.missing():
            raise ExportError(lacking)
        return exporter

    def _read(self, path: Path) -> FilledSheet:
        suffix = path.suffix.lower()
        formats = [each for each in self._engine.exporters.values() if each.sheets and each.suffix == suffix]
        if not formats and suffix in _WORDS_ALONE:
            raise UsageError(
                tr(
                    "{name} does not say what it was made from; save the sheet itself as a workbook (.xlsx)",
                    name=path.name,
                )
            )
        if not formats:
            raise UsageError(tr("{name} cannot be read; save it as a workbook (.xlsx)", name=path.name))
        try:
            with path.open("rb") as file:
                data = file.read(MOST + 1)
        except FileNotFoundError:
            raise UsageError(tr("there is no file {path}", path=path)) from None
        except (OSError, ValueError) as error:
            raise UsageError(
                tr("{path} cannot be read: {why}", path=path, why=getattr(error, "strerror", None) or error)
            ) from None
        if len(data) > MOST:
            raise UsageError(tr("{path} is larger than a sheet can be ({most} MB)", path=path, most=MOST // 1000000))
        try:
            sheet = self._format(formats[0].name).filled(data)
        except ValueError as error:
            raise SheetError(path.name, [Problem(str(error), source=path.name)]) from None
        missing = [key for key in ("toolkit", "instrument", "question") if not isinstance(sheet.marks.get(key), str)]
        if missing:
            raise SheetError(path.name, [Problem("it does not say what it was made from", source=path.name)])
        return sheet
