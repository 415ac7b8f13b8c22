"""Care for what is in a store: put a session away, forget a name, delete, back up, put back, take everything out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from attrs import frozen

from hansei.errors import StoreError, UsageError
from hansei.record.caring import Cared, CareStore, Copied, Receipt, Restored
from hansei.record.inbox import KeepsInbox
from hansei.record.log import Log
from hansei.record.mentions import Mention
from hansei.record.people import Person, folded
from hansei.record.steady import now_ms
from hansei.words.ours import tr

if TYPE_CHECKING:
    from hansei.engine import Engine
    from hansei.record.session import Session


@frozen
class Forgotten:
    """What forgetting a name led to."""

    session: str
    #: What stands in the place of the name now, as in "Person 3".
    called: str
    #: Where people wrote the name in words of their own; the record keeps those as they are.
    mentions: tuple[str, ...]
    #: Other sessions in which somebody bears the same name.
    elsewhere: tuple[str, ...]
    #: Whether the name is gone from the disk too, and not only from the store.
    wiped: bool


@frozen
class Exported:
    """What a full export holds."""

    path: Path
    files: int
    sessions: int
    #: Sessions that could not be read, and why.
    failed: dict[str, str]


def restore(source: str | os.PathLike[str], store: str | os.PathLike[str] | None = None) -> Restored:
    """Put a copy in the place of a store, whole or not at all; the store that was there is kept beside.

    Args:
        source: A copy that :meth:`Care.backup` made, or any other store.
        store: A path or a ``sqlite:`` URL; None: the user's own store. It may be damaged, or not there.

    Raises:
        CopyError, StoreError: and nothing was changed.
    """
    from hansei.record.sqlite import path_of
    from hansei.record.sqlite_copies import put_back
    from hansei.stores import default_store, scheme_of

    name = os.fspath(store) if store is not None else default_store()
    if scheme_of(name) != "sqlite":
        raise StoreError(
            tr("{name} is no file; put a copy back with the tools of that database", name=name), store=name
        )
    return put_back(Path(source), Path(path_of(name)).absolute())


class Care:
    """Care for one store. Made by the engine.

    Args:
        engine: The engine that has the store open.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def _store(self) -> CareStore:
        log = self._engine.log
        if not isinstance(log, Cared):
            raise StoreError(
                tr("the store {name} cannot do that; use the tools of that database", name=log.name), store=log.name
            )
        return log.care

    # ------------------------------------------------------------------------------------- sessions

    def archive(self, session: str, *, away: bool = True) -> str:
        """Put a session away, so that lists leave it out, or take it out again; return its id.

        It is kept whole, can be opened and reported, and counts wherever sessions are counted.
        """
        id_ = self._engine.find(session)
        self._store.archive(id_, away)
        return id_

    def delete(self, session: str) -> tuple[Receipt, bool]:
        """Delete a session with all that lies beside it; return the receipt, and whether the disk is clean.

        The receipt stays in the store. Copies that were made or sent before are not reached.

        Raises:
            UnknownSessionError, StoreError: and nothing was deleted.
        """
        id_ = self._engine.find(session)
        return self._store.delete(id_, now_ms())

    def receipts(self) -> list[Receipt]:
        """Return the receipts of the sessions that were deleted, the oldest first."""
        return self._store.receipts()

    def forget(self, session: str, who: str, *, words: Sequence[str] = ()) -> Forgotten:
        """Remove a person's name from a session; what they gave stays, under "Person 3" or the like.

        Args:
            session: The session's id, or the beginning of it.
            who: The name, "Person 3", or ``person:<id>``. Somebody whose name is forgotten already may be named too:
                then the disk is cleaned once more.
            words: Names in the place of which "Person 3" is put also where people wrote them themselves. Those lines of
                the record are written anew, so that a copy that was handed in before does not go together with it.

        Raises:
            UsageError: when nobody, or more than one, is called so, or the words are those of a session that came from
                another team; nothing was changed.
        """
        store = self._store
        opened = self._engine.open(session)
        person, number = _meant(opened, who)
        called = f"Person {number}"
        name = opened.log.names(opened.id).get(person.id, "")
        if not name and not words:
            if person.id not in store.forgotten(opened.id):
                raise UsageError(
                    tr("{called} of session {id} has no name that could be forgotten", called=called, id=opened.id)
                )
            return Forgotten(opened.id, called, (), (), store.wipe())
        if words and opened.origin:
            raise UsageError(
                tr(
                    "session {id} came from {name}: what is written in it is theirs to change; ask "
                    "them to hand it in again, or delete it",
                    id=opened.id,
                    name=opened.team.name,
                )
            )
        if name and not opened.closed and not opened.origin:
            opened.rename(person, "")  # so that others who have the session open learn of it
        anywhere = Mention((name, *words), called)
        drafts = {key: anywhere.without(text) for key, text in opened.aside().items() if anywhere.stands_in(text)}
        lines = Mention(words, called).lines_without(opened.log.read(opened.id))
        wiped = store.forget(opened.id, person.id, now_ms(), drafts, lines)
        elsewhere = [each for each in store.named(name) if each != opened.id] if name else []
        mentions = Mention((name,), called).places(self._engine.open(opened.id).state.events)
        return Forgotten(opened.id, called, mentions, tuple(elsewhere), wiped)

    # ------------------------------------------------------------------------------------- the store

    def backup(self, target: str | os.PathLike[str], *, force: bool = False) -> Copied:
        """Copy the whole store into a file and read it back, whole or not at all. :func:`restore` puts it back.

        Args:
            target: The file.
            force: True to replace a file that is there.

        Raises:
            CopyError, StoreError: and nothing was changed.
        """
        return self._store.backup(Path(target), force=force)

    def export(self, target: str | os.PathLike[str], *, force: bool = False) -> Exported:
        """Write everything in open formats (JSON, CSV, YAML) into a new folder, or a file that ends in ``.zip``.

        Args:
            target: The folder or the zip.
            force: True to replace a zip that is there.

        Raises:
            ExportError: when it is there or cannot be written; nothing of it is left.
        """
        from hansei.document.folders import write_all
        from hansei.insight.everything import everything
        from hansei.record.organisations import KeepsDirectory

        engine = self._engine
        failed: dict[str, str] = {}
        directory = engine.directory if isinstance(engine.log, KeepsDirectory) else None
        organisations = [(each, directory.names(each)) for each in directory.all()] if directory else []
        heads = engine.sessions()
        files = write_all(
            Path(target),
            everything(
                engine.log.name,
                now_ms(),
                heads,
                engine.open,
                engine.log.pinned,
                organisations,
                self.receipts() if isinstance(engine.log, Cared) else [],
                _submissions(engine.log),
                lambda session, error: failed.update({session: str(error)}),
            ),
            force=force,
        )
        return Exported(Path(target), files, len(heads) - len(failed), failed)


def _submissions(log: Log) -> Iterator[tuple[str, bytes]]:
    """Yield what other teams handed in, as it is kept: the signed manifest, the record's lines, the names."""
    if not isinstance(log, KeepsInbox):
        return
    for each in log.inbox.submissions():
        folder = each.digest[:16]
        yield f"{folder}/manifest.json", each.manifest
        yield f"{folder}/signature", each.signature
        yield f"{folder}/events.jsonl", b"".join(line + b"\n" for line in log.inbox.lines(each.digest))
        names = msgspec.json.encode(log.inbox.names(each.digest), order="deterministic")
        yield f"{folder}/names.json", names + b"\n"


def _meant(session: Session, who: str) -> tuple[Person, int]:
    """Return the one person that is meant, and their number."""
    numbered = list(enumerate(session.people, 1))
    named = session.log.names(session.id)
    ways = (
        [(person, number) for number, person in numbered if who in (person.id, person.rater)],
        [(person, number) for number, person in numbered if folded(named.get(person.id, "")) == folded(who) != ""],
        [(person, number) for number, person in numbered if folded(who) == f"person {number}"],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(f"person:{person.id}" for person, _ in found)
        raise UsageError(
            tr(
                "{n} people of session {id} are called {who}; name one of {some}",
                n=len(found),
                id=session.id,
                who=repr(who),
                some=some,
            )
        )
    known = ", ".join(person.name for person in session.people) or "nobody"
    raise UsageError(
        tr("nobody in session {id} is called {who}; there are: {known}", id=session.id, who=repr(who), known=known)
    )
