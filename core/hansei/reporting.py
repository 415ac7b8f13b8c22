"""Reports of an engine's sessions: how they look, made for any exporter, written whole or not at all."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hansei.errors import ExportError, StoreError, UsageError
from hansei.words.nearest import meant
from hansei.words.ours import tr
from hansei.words.speaking import speaking

if TYPE_CHECKING:  # who makes no report needs none of these
    from pathlib import Path

    from hansei.content.toolkit import Toolkit
    from hansei.document.exporter import Exporter, Report
    from hansei.document.look import Look, Wishes
    from hansei.handoff.service import HandOff
    from hansei.insight.portfolio import Portfolio
    from hansei.insight.trend import Trend
    from hansei.record.directory import Directory
    from hansei.record.log import Log
    from hansei.record.session import Session


#: What people call a format, where that is none of its letters.
_CALLED = {"word": "docx", "excel": "xlsx", "calendar": "ics", "markdown": "md", "web": "html"}
#: Sessions of which what stands is made for a report where nobody has asked for it yet: of a store that came from
#: elsewhere there are more.
_FEW = 20


class Reporting(ABC):
    """What an engine does with paper and files."""

    #: The store.
    log: Log

    @property
    @abstractmethod
    def exporters(self) -> Mapping[str, Exporter]:
        """The exporters at hand, by format."""

    @property
    @abstractmethod
    def handoff(self) -> HandOff:
        """What goes to other teams and comes from them."""

    @property
    @abstractmethod
    def directory(self) -> Directory:
        """The organisations of the store."""

    @property
    @abstractmethod
    def portfolio(self) -> Portfolio:
        """What is known of all teams of the store."""

    @abstractmethod
    def open(self, session: str) -> Session:
        """Open a session."""

    def _opened(self, session: str | Session) -> Session:
        return self.open(session) if isinstance(session, str) else session

    def look(self, toolkit: Toolkit, wishes: Wishes | None = None) -> Look:
        """Return how documents look: as the toolkit wishes, then the settings beside the store, then the call.

        Args:
            toolkit: The toolkit they are of.
            wishes: What the call wishes for.

        Raises:
            UsageError: when a wish cannot be met, or the settings cannot be read; says whose and which.
        """
        from hansei.document.look import look_of

        return look_of(self.wishes(toolkit, wishes))

    def wishes(self, toolkit: Toolkit | None, call: Wishes | None = None) -> tuple[Wishes, ...]:
        """Return who wishes for which look, the farthest from the reader first: the toolkit, the settings, the call.

        Args:
            toolkit: The toolkit that documents are of; None: any, whose wishes are not known.
            call: What the call wishes for.

        Raises:
            UsageError: when the settings cannot be read.
        """
        from hansei.document.look import Wishes
        from hansei.settings import settings_of
        from hansei.stores import folder_of

        found = []
        if toolkit is not None:
            its = toolkit.documents
            found = [
                Wishes(its.paper, colour=its.colour, without=its.without, by=tr("the toolkit {id}", id=toolkit.id))
            ]
        folder = folder_of(self.log.name)
        found += [settings_of(folder)] if folder is not None else []
        return tuple(found if call is None else [*found, call])

    def report(self, session: str | Session, look: Look | None = None) -> Report:
        """Return the report of a session, for any exporter.

        Args:
            session: The session, its id, or the beginning of that.
            look: How it is to look and what it is made without; None: as :meth:`look` says.
        """
        from hansei.insight.report import report

        opened = self._opened(session)
        look = self.look(opened.toolkit) if look is None else look
        with speaking(opened.toolkit.language):
            trends = self._trends(opened) if "detail" not in look.without else ()
            given, left_out = self.handoff.given(opened) if opened.origin else "", ""
            if "individual" in look.without:
                from hansei.handoff.scope import left_out_in_words

                opened, counted = self.handoff.without_individuals(opened)
                left_out = left_out_in_words(counted)
            return report(opened, given=given, left_out=left_out, look=look, trends=trends)

    def _trends(self, session: Session) -> Sequence[Trend]:
        """Return how the team of a session moved over its sessions with the toolkit; nothing where that is not kept."""
        from hansei.record.organisations import KeepsDirectory

        begun = session.state.started
        if self._is_first(session):
            return ()
        org = self.directory.known(session.team) if isinstance(self.log, KeepsDirectory) else None
        if org is None or begun is None:
            return ()
        try:
            if self.portfolio.wanting() <= _FEW:
                self.portfolio.catch_up()
            return self.portfolio.led_to(org, session.toolkit.id, begun.at)
        except StoreError:
            return ()

    def _is_first(self, session: Session) -> bool:
        """Whether a session is certainly its team's first, as most are; neither directory nor portfolio is asked."""
        from hansei.record.kept import KeepsFacts

        head, begun = self.log.head(session.id), session.state.started
        if head is None or not head.org or begun is None or not isinstance(self.log, KeepsFacts):
            return False
        facts = self.log.facts
        known = {each.session for each in facts.cells([head.org], 0, begun.at + 1)}
        return known == {session.id} and not facts.waiting()

    def render(
        self,
        session: str | Session,
        format_: str,
        *,
        look: Look | None = None,
        template: str | os.PathLike[str] | None = None,
    ) -> bytes:
        """Return the report of a session in a format.

        Args:
            session: The session, its id, or the beginning of that.
            format_: As in "html", "md" or "json".
            look: As for :meth:`report`.
            template: As for :meth:`written`.

        Raises:
            UsageError: when no plugin brings that format, or the settings cannot be met or the template not be used.
            ExportError: when the exporter fails, or what it needs is not installed.
        """
        return self.written(lambda: self.report(session, look), format_, template=template)

    def written(
        self, report: Callable[[], Report], format_: str, *, template: str | os.PathLike[str] | None = None
    ) -> bytes:
        """Return any report, such as a handout, in a format.

        Args:
            report: Makes the report; what it or the exporter raises is told as the format's failure.
            format_: As in "html", "md" or "pdf".
            template: A document of the reader's own, whose placeholders are filled (docs/templates.md).

        Raises:
            UsageError: when no plugin brings that format, or the template cannot be used.
            ExportError: when the exporter fails, or what it needs is not installed.
        """
        exporter = self.exporter(format_)
        if lacking := exporter.missing():
            raise ExportError(lacking)
        try:
            made = report()
            data: object
            if template is not None:
                data = _filled(exporter, made, template)
            else:
                with speaking(made.document.language):
                    data = exporter.export(made)
        except (ExportError, StoreError, UsageError):
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
        if not isinstance(data, bytes):
            raise ExportError(
                tr("the {format} exporter returned {kind} and not bytes", format=format_, kind=type(data).__name__)
            )
        return data

    def exporter(self, format_: str) -> Exporter:
        """Return the exporter of a format."""
        exporter = self.exporters.get(format_)
        if exporter is None:
            known = ", ".join(sorted(self.exporters)) or tr("none (no plugin brings one)")
            raise UsageError(
                tr("no format {format}; there are: {known}", format=repr(format_), known=known)
                + meant(_CALLED.get(format_.casefold(), format_), self.exporters)
            )
        return exporter

    def export(
        self,
        session: str | Session,
        format_: str,
        path: str | os.PathLike[str] | None = None,
        *,
        force: bool = False,
        look: Look | None = None,
        template: str | os.PathLike[str] | None = None,
    ) -> Path:
        """Write the report of a session to a file, whole or not at all.

        Args:
            session: The session, its id, or the beginning of that.
            format_: As in "html", "md" or "json".
            path: The file; None: a name made of team, toolkit and date, in the current folder.
            force: True to replace a file that is there.
            look: As for :meth:`report`.
            template: As for :meth:`written`.

        Returns:
            The file that was written.
        """
        from pathlib import Path

        from hansei.document.files import write_whole
        from hansei.insight.names import file_name

        exporter = self.exporter(format_)
        opened = self._opened(session)
        name = file_name(opened, exporter.suffix)
        target = Path(name if path is None else path)
        if template is not None and target.exists() and Path(template).exists() and target.samefile(template):
            raise UsageError(tr("{path} is the template; name another file for the report", path=target))
        return write_whole(target, self.render(opened, format_, look=look, template=template), force=force)


def _filled(exporter: Exporter, report: Report, template: str | os.PathLike[str]) -> bytes:
    """Return a template filled; what is wrong with it is said with its name, and in the language of who asks."""
    from pathlib import Path

    from hansei.document.files import read_template

    if not exporter.templates:
        raise UsageError(tr("the format {name} takes no template", name=exporter.name))
    data = read_template(Path(template))
    try:
        with speaking(report.document.language):
            return exporter.fill(report, data)
    except UsageError as error:
        told = error
    try:
        exporter.fill(report, data)  # for its words alone: they were those of the document's language
    except UsageError as error:
        told = error
    raise UsageError(tr("the template {fspath}: {error}", fspath=os.fspath(template), error=told)) from told
