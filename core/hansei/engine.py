"""The engine: opens a store, loads plugins, starts and opens sessions. An embedder's one object."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from hansei.earlier import Earlier
from hansei.errors import AmbiguousSessionError, PluginError, StoreError, UnknownSessionError
from hansei.plugins.host import Plugins
from hansei.record.log import Brief, Head, Log, MadeLater
from hansei.record.steady import now_ms
from hansei.reporting import Reporting
from hansei.stores import default_store, open_store
from hansei.words.ours import tr
from hansei.words.speaking import speaking

if TYPE_CHECKING:  # a listing needs none of these, and starts the quicker for it
    from types import TracebackType

    from hansei.care import Care
    from hansei.content.toolkit import Toolkit
    from hansei.document.exporter import Exporter
    from hansei.handoff.service import HandOff
    from hansei.insight.portfolio import Portfolio
    from hansei.insight.reviewing import Reviewing
    from hansei.kinds import Kinds
    from hansei.record.beside import Beside
    from hansei.record.directory import Directory
    from hansei.record.frame import Asks
    from hansei.record.people import Newcomer, Team
    from hansei.record.session import Session
    from hansei.sheets import Sheets
    from hansei.shelf import Shelf

#: Letters of a session's id: no vowels, so no words; no l, 1, o, 0.
_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def open_engine(
    store: str | os.PathLike[str] | None = None,
    *,
    toolkits: Sequence[str | os.PathLike[str]] = (),
    plugins: Plugins | None = None,
    now: Callable[[], int] | None = None,
) -> Engine:
    """Open an engine on a store. A store that is not there reads as an empty one; the first session makes it.

    Args:
        store: A path or a URL (``sqlite:///riverside.db``); None: the user's own store.
        toolkits: Folders of toolkits to use beside those that are installed.
        plugins: The plugins to use; None: those that are installed.
        now: Returns the time, UTC in milliseconds since 1970; None: the system's clock.

    Raises:
        StoreError: when the store cannot be opened.
    """
    host = Plugins() if plugins is None else plugins
    name = os.fspath(store) if store is not None else default_store()
    return Engine(open_store(name, host), host, toolkits=toolkits, now=now)


class Engine(Reporting, Earlier):
    """Sessions of one store, with the toolkits, kinds and exporters at hand. Use it as a context manager.

    Args:
        log: The store.
        plugins: The plugins.
        toolkits: Folders of toolkits to use beside those that are installed.
        now: Returns the time, UTC in milliseconds since 1970.
    """

    def __init__(
        self,
        log: Log,
        plugins: Plugins,
        *,
        toolkits: Sequence[str | os.PathLike[str]] = (),
        now: Callable[[], int] | None = None,
    ) -> None:
        self.log = log
        self.plugins = plugins
        self._named = tuple(toolkits)
        self._now = now or now_ms
        self._kinds: Kinds | None = None
        self._shelf: Shelf | None = None
        self._exporters: dict[str, Exporter] | None = None
        self._pinned: dict[str, Toolkit] = {}
        #: What sessions of a toolkit ask, which is the same in all of them, by digest.
        self._asked: dict[str, Asks] = {}
        self._directory: Directory | None = None
        self._handoff: HandOff | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store. Closing twice is fine."""
        self.log.close()

    # ------------------------------------------------------------------------------------- what is at hand

    @property
    def kinds(self) -> Kinds:
        """The instrument kinds of all plugins."""
        if self._kinds is None:
            from hansei.kinds import Kinds

            self._kinds = Kinds(self._first_of("kind", self.plugins.kinds()).values())
        return self._kinds

    @property
    def shelf(self) -> Shelf:
        """The toolkits at hand."""
        if self._shelf is None:
            from pathlib import Path

            from hansei.shelf import Shelf

            self._shelf = Shelf(self.plugins, self.kinds, [Path(each) for each in self._named])
        return self._shelf

    @property
    def exporters(self) -> dict[str, Exporter]:
        """The exporters of all plugins, by format."""
        if self._exporters is None:
            self._exporters = self._first_of("format", self.plugins.exporters())
        return self._exporters

    @property
    def portfolio(self) -> Portfolio:
        """What is known of all teams of the store.

        Raises:
            StoreError: when the store keeps no organisations, or not what stands.
        """
        from hansei.insight.portfolio import Portfolio

        return Portfolio(self.log, self.directory, self._session, self.kinds)

    @property
    def directory(self) -> Directory:
        """The organisations of the store: districts, their buildings and teams.

        Raises:
            StoreError: when the store keeps none.
        """
        if self._directory is None:
            from hansei.record.directory import Directory
            from hansei.record.organisations import KeepsDirectory

            if not isinstance(self.log, KeepsDirectory):
                raise StoreError(tr("the store {name} keeps no organisations", name=self.log.name), store=self.log.name)
            self._directory = Directory(self.log.directory, self._now)
        return self._directory

    @property
    def care(self) -> Care:
        """Care for what is in the store: put away, forget, delete, back up, export."""
        from hansei.care import Care

        return Care(self)

    @property
    def sheets(self) -> Sheets:
        """Sheets to fill in: made for those who have no Hansei, and taken back."""
        from hansei.sheets import Sheets

        return Sheets(self)

    def _first_of(self, what: str, brought: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        """Return what plugins bring by its name; a second one of a name is its plugin's failure."""
        found: dict[str, tuple[str, Any]] = {}
        for plugin, each in brought:
            if each.name in found:
                message = f'plugin {plugin}: a second {what} "{each.name}"; the one of {found[each.name][0]} is used'
                self.plugins.failures[plugin] = PluginError(message)
            found.setdefault(each.name, (plugin, each))
        return {name: each for name, (_, each) in found.items()}

    def borrow(self, other: Engine) -> None:
        """Use the kinds and toolkits that another engine has read already, as for a rehearsal."""
        self._kinds = other.kinds
        self._shelf = other.shelf

    @property
    def handoff(self) -> HandOff:
        """What goes to other teams and comes from them, by file."""
        if self._handoff is None:
            from hansei.handoff.service import HandOff
            from hansei.insight.names import file_name

            self._handoff = HandOff(
                self.log, lambda: self.kinds, self._toolkit, now=self._now, render=self._html, name=file_name
            )
        return self._handoff

    @property
    def anything_came(self) -> bool:
        """Whether anything came from other teams; asking loads nothing of :attr:`handoff`."""
        from hansei.record.inbox import KeepsInbox

        return isinstance(self.log, KeepsInbox) and self.log.inbox.anything()

    def _html(self, session: Session, given: str) -> bytes | None:
        """Return the report that goes with a session to another team; None when no plugin makes one."""
        from hansei.insight.report import report

        exporter = self.exporters.get("html")
        if exporter is None:
            return None
        with speaking(session.toolkit.language):
            return exporter.export(report(session, given=given))

    def failures(self) -> dict[str, Exception]:
        """Return what failed so far, by name or place: plugins, toolkits, kinds whose answers were shown as text."""
        toolkits = self._shelf.failures if self._shelf else {}
        kinds = {} if self._kinds is None else self._kinds.failed
        return {**self.plugins.failures, **toolkits, **kinds}

    # ------------------------------------------------------------------------------------- sessions

    def start(
        self,
        toolkit: str,
        *,
        team: Team,
        people: Sequence[str | Newcomer] = (),
        facilitator: str = "",
        language: str = "",
    ) -> Session:
        """Start a session and pin its toolkit, with everybody who takes part, at once or not at all.

        Before it, the team's organisation is entered in the directory when it is not there yet.

        Args:
            toolkit: The toolkit's id, or the path of its folder.
            team: The team that runs it.
            people: Their names, or what is known of each (:class:`hansei.record.people.Newcomer`); who has no name is
                counted and stays nameless.
            facilitator: Somebody who leads without a vote.
            language: One that the toolkit was translated into, as ``es``; empty: as it was published.

        Raises:
            UnknownToolkitError, ToolkitError, UsageError, StoreError: and nothing was written.
        """
        import secrets

        from msgspec.structs import replace

        from hansei.record.beginning import begin
        from hansei.record.events import Started, new_id
        from hansei.record.lines import write
        from hansei.record.log import Pin
        from hansei.record.organisations import KeepsDirectory
        from hansei.record.people import ROLES, names_of, newcomers

        read = self.shelf.get(toolkit)
        if language:
            read = self.shelf.translated(read, language)
        id_ = "".join(secrets.choice(_LETTERS) for _ in range(10))
        at = int(self._now())
        started = Started(
            id=new_id(),
            at=at,
            toolkit=read.toolkit.id,
            version=read.toolkit.version,
            digest=read.digest,
            team=team.name,
            team_kind=team.kind,
            of=team.of,
            session=id_,
        )
        roles = ROLES | {each.title: each.votes for each in read.toolkit.roles}
        joined, names = newcomers(people, (), at, roles=roles)
        leads = [facilitator] if facilitator.strip() else []
        leading, name = newcomers(leads, names_of(people), at, role="facilitator", votes=False)
        for event in (started, *joined, *leading):
            write(event)  # refuses what no store can keep: nothing is entered for a session that is not begun
        org = self.directory.of(team).id if isinstance(self.log, KeepsDirectory) else ""
        head = Head(id_, read.toolkit.id, read.toolkit.title, team.name, team.kind, "open", at, org=org)
        pin = Pin(read.digest, read.toolkit.id, read.toolkit.version, read.tree)
        begin(
            self.log,
            head,
            pin,
            [replace(started, org=org), *joined, *leading],
            names | name,
            team=team,
            toolkit=read.toolkit,
            kinds=self.kinds,
        )
        return self._session(id_)

    def open(self, session: str) -> Session:
        """Open a session by its id, or by the beginning of it.

        Raises:
            UnknownSessionError, AmbiguousSessionError, StoreError: and nothing was changed.
        """
        return self._session(self.find(session))

    def find(self, beginning: str) -> str:
        """Return the whole id of the one session whose id begins like that; ``last`` is the last changed."""
        if beginning == "last":
            heads = self.log.heads()
            if heads:
                return heads[0].session
        found = self.log.find(beginning) if beginning else []
        if beginning in found or len(found) == 1:
            return beginning if beginning in found else found[0]
        if found:
            some = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
            raise AmbiguousSessionError(
                tr(
                    "{n} sessions begin with {beginning}: {some}; add a letter",
                    n=len(found),
                    beginning=repr(beginning),
                    some=some,
                )
            )
        if isinstance(self.log, MadeLater) and not self.log.there:
            raise UnknownSessionError(
                tr(
                    "no session {beginning}: there is no store at {name} yet; `hansei run` starts a session",
                    beginning=repr(beginning),
                    name=self.log.name,
                )
            )
        raise UnknownSessionError(
            tr(
                "no session {beginning} in {name}; `hansei list` shows those there are",
                beginning=repr(beginning),
                name=self.log.name,
            )
        )

    def sessions(self) -> list[Head]:
        """Return the heads of all sessions, the last changed first."""
        return self.log.heads()

    def some_sessions(self, most: int) -> tuple[list[Head], bool]:
        """Return the heads of at most so many sessions for a first look, and whether there are no others.

        Of more, those that were run here, as :class:`hansei.record.log.Brief` has it; where a store has no such look,
        all are returned.
        """
        return self.log.some_heads(most) if isinstance(self.log, Brief) else (self.log.heads(), True)

    def reviewing(self, session: str, plan: str = "") -> Reviewing:
        """Return a team's review of what others handed in.

        Args:
            session: The id of the reviewing team's session, or the beginning of it.
            plan: The plan it fills; empty: the first of the toolkit that reviews another one.

        Raises:
            UsageError: when the toolkit has nothing for this team to review.
        """
        from hansei.insight.reviewing import Reviewing

        return Reviewing(self.open(session), plan)

    @property
    def beside(self) -> Beside:
        """The sessions of the store, to be read from a session that is tried in another one."""
        from hansei.record.beside import Beside

        return Beside(self.log, self._toolkit, self.kinds)

    def _session(self, id_: str) -> Session:
        from hansei.record.session import Session

        opened = Session(id_, self.log, self._toolkit, self.kinds, now=self._now, recorded=self.plugins.recorded)
        digest = opened.state.started.digest if opened.state.started is not None else ""
        opened.share(self._asked.setdefault(digest, opened.asks))
        return opened

    def _toolkit(self, digest: str) -> Toolkit:
        if digest not in self._pinned:
            from hansei.content.pinned import pinned_toolkit

            tree = self.log.pinned(digest)
            if tree is None:
                raise StoreError(
                    tr(
                        "the toolkit {digest} is not in the store; `hansei doctor` says what can be done",
                        digest=digest[:12],
                    )
                )
            self._pinned[digest] = pinned_toolkit(tree, self.kinds)
        return self._pinned[digest]
