"""What an engine offers of the hand-off: hand in, take in, look through what came, settle, ask back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from hansei.document.files import write_whole
from hansei.errors import BundleError, StoreError, UsageError
from hansei.handoff.copies import Arrangement, arrangement
from hansei.handoff.differing import Difference, differences
from hansei.handoff.entries import Entry, entries, entry_of, left_out_of
from hansei.handoff.giving import given, without_individuals
from hansei.handoff.held import Held
from hansei.handoff.outcomes import CONFLICT, EXTENDED, KNOWN, NEW, OLDER, OWN, QUESTIONS, Received, Submitted
from hansei.handoff.questions import Questions
from hansei.handoff.scope import given_in_words
from hansei.handoff.senders import Standing, fingerprint, standing
from hansei.kinds import Kinds
from hansei.record.directory import Directory
from hansei.record.inbox import Inbox, KeepsInbox, Refused, Situation
from hansei.record.log import BESIDE, Head, Log
from hansei.record.organisations import KeepsDirectory, OrgRecord
from hansei.record.session import Session
from hansei.record.view import SessionView
from hansei.words.ours import tr

if TYPE_CHECKING:  # cryptography is imported when a bundle is made or read, and not before
    from hansei.content.toolkit import Toolkit
    from hansei.handoff.keys import Key
    from hansei.handoff.submit import Made, Render


class HandOff:
    """The hand-off between teams. Made by the engine.

    Args:
        log: The store.
        kinds: Returns the instrument kinds at hand.
        toolkit: Returns a pinned toolkit of the store by its digest.
        now: Returns the time, UTC in milliseconds.
        render: Makes a session's report as HTML.
        name: Returns the name of a file for a session and a suffix.
        key: Returns the key to sign with; None: that of this installation.
    """

    def __init__(
        self,
        log: Log,
        kinds: Callable[[], Kinds],
        toolkit: Callable[[str], Toolkit],
        *,
        now: Callable[[], int],
        render: Render,
        name: Callable[[Session, str], str],
        key: Callable[[], Key] | None = None,
    ) -> None:
        self._log = log
        self._kinds = kinds
        self._toolkit = toolkit
        self._now = now
        self._render = render
        self._name = name
        self._key_of = key
        self._seen: dict[str, SessionView] = {}

    @property
    def _inbox(self) -> Inbox:
        if not isinstance(self._log, KeepsInbox):
            raise StoreError(tr("the store {name} keeps no submissions", name=self._log.name), store=self._log.name)
        return self._log.inbox

    def key(self) -> Key:
        """Return the key to sign with; made when there is none.

        Raises:
            KeyFileError: when it cannot be read or made.
        """
        if self._key_of is not None:
            return self._key_of()
        from hansei.handoff.keys import own_key

        return own_key()

    def signed_with(self, key: Callable[[], Key]) -> HandOff:
        """Return the same hand-off with a key of its own, as where one program stands for several teams."""
        render, name = self._render, self._name
        return HandOff(self._log, self._kinds, self._toolkit, now=self._now, render=render, name=name, key=key)

    @property
    def fingerprint(self) -> str:
        """What a receiver recognises us by."""
        return fingerprint(self.key().public)

    # ------------------------------------------------------------------------------------- handing in

    def bundle(self, session: Session, *, scope: str = "everything", names: bool = True) -> Made:
        """Return the bundle of a session, as :meth:`submit` writes it.

        Args:
            session: The session; nothing of it changes.
            scope: ``everything``, ``no-individual`` or ``agreed``; what nobody has seen yet is never in it.
            names: Whether people's names go with it.
        """
        from hansei.handoff.submit import made

        session.refresh()
        return made(
            session,
            scope=scope,
            names=names,
            key=self.key(),
            log=self._log,
            toolkit=self._toolkit,
            kinds=self._kinds(),
            render=self._render,
            orgs=self._orgs(session),
        )

    def _orgs(self, session: Session) -> tuple[OrgRecord, ...]:
        head = self._log.head(session.id)
        if head is None or not head.org or not isinstance(self._log, KeepsDirectory):
            return ()
        directory = Directory(self._log.directory, self._now)
        org = directory.get(head.org)
        return directory.records(org) if org is not None else ()

    def left_out(self, session: Session, *, scope: str = "everything", names: bool = True) -> dict[str, int]:
        """Return what would stay here if a session was handed in, and how many of it; as for :meth:`bundle`."""
        return given(session, self._log, scope=scope, names=names).left_out

    def without_individuals(self, session: Session) -> tuple[Session, dict[str, int]]:
        """Return a session without what single people answered, to be read, and how much was left out."""
        return without_individuals(session, self._log, self._toolkit, self._now)

    def offered_name(self, session: Session) -> str:
        """Return the file name that a session is handed in under unless somebody says otherwise."""
        from hansei.handoff.bundle import SUFFIX

        return self._name(session, SUFFIX)

    def submit(
        self,
        session: Session,
        path: Path | str | None = None,
        *,
        scope: str = "everything",
        names: bool = True,
        force: bool = False,
    ) -> Submitted:
        """Write a session to a file that can be handed in, whole or not at all.

        Args:
            session: The session, closed or not yet.
            path: The file; None: a name made of team, toolkit and date, in the current folder.
            scope: As for :meth:`bundle`.
            names: Whether people's names go with it.
            force: True to replace a file that is there.

        Raises:
            UsageError: when there is no such scope, or the session is another team's.
            ExportError: when the file cannot be written.
        """
        made = self.bundle(session, scope=scope, names=names)
        target = write_whole(Path(self.offered_name(session) if path is None else path), made.data, force=force)
        told = made.manifest
        return Submitted(
            target, len(made.data), self.fingerprint, told.scope, dict(told.left_out), told.counts["events"]
        )

    # ------------------------------------------------------------------------------------- taking in

    def receive(self, path: Path | str) -> Received:
        """Take a file in, whole or not at all; taking it in twice changes nothing.

        Raises:
            UsageError: when there is no such file.
            BundleError: when it cannot be taken in; the inbox keeps its name and the reason, nothing else.
        """
        from hansei.handoff.bundle import MOST_BYTES

        path = Path(path)
        try:
            if path.is_dir():
                raise UsageError(tr("{path} is a folder; name the files in it", path=path))
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            raise UsageError(tr("there is no file {path}", path=path)) from None
        except (OSError, ValueError) as error:
            raise UsageError(
                tr("{path} cannot be read: {why}", path=path, why=getattr(error, "strerror", None) or error)
            ) from None
        return self.receive_bytes(data, path.name)

    def receive_bytes(self, data: bytes, file: str) -> Received:
        """Take in the bytes of a file; as :meth:`receive`.

        Args:
            data: The bytes.
            file: The name of the file, as people know it.
        """
        try:
            return self._receive(data, file)
        except BundleError as error:
            refused = Refused(hashlib.sha256(data).hexdigest(), file, str(error), self._now())
            self._inbox.refuse(refused)
            raise BundleError(f"{file}: {error}") from None

    def _receive(self, data: bytes, file: str) -> Received:
        from hansei.handoff.bundle import read_bundle
        from hansei.handoff.receive import questions_of, session_of

        bundle = read_bundle(data)
        manifest, now = bundle.manifest, self._now()
        if manifest.kind == "questions":
            asked = questions_of(bundle, now)
            sender = self._asker(manifest.sender)
            new = self._inbox.ask(asked)
            back = sum(not each.words for each in asked) if new else 0
            mark = fingerprint(manifest.sender)
            told = Received(file, manifest.session, asked[0].by, QUESTIONS, mark, sender, {})
            return evolve(told, questions=new - back, withdrawn=back)
        arrived = session_of(bundle, file, now, self._kinds(), self._seen)
        last: list[tuple[Situation, Arrangement]] = []

        def arrange(known: Situation) -> dict[str, str]:
            last.append((known, arrangement(manifest.session, known)))
            return last[-1][1].shown

        before = self._inbox.senders(arrived.submission.team)
        fresh = self._inbox.receive(arrived.submission, arrived.pin, arrived.names, arrange, arrived.orgs, arrived.kept)
        if not last:
            last.append((self._inbox.situation(manifest.session), Arrangement({}, ())))
        known, arranged = last[-1]
        digest = arrived.submission.digest
        shown = next((id_ for id_, each in arranged.shown.items() if each == digest), "")
        outcome = _outcome(manifest.session, digest, known, arranged) if fresh else KNOWN
        return Received(
            file,
            manifest.session,
            manifest.team.name,
            outcome,
            fingerprint(manifest.sender),
            standing(manifest.sender, before),
            dict(manifest.left_out),
            manifest.scope,
            shown,
        )

    def _asker(self, sender: str) -> Standing:
        keys = {each.sender for each in self._inbox.asked() if each.origin}
        return "same" if sender in keys else "new"

    # ------------------------------------------------------------------------------------- what came

    def entries(self) -> tuple[Entry, ...]:
        """Return what came, a session each with its copies, the last arrived first."""
        return entries(self._inbox, self._log)

    def entry(self, session: str) -> Entry:
        """Return what came of one session, by its id or the beginning of it; a copy's id will do.

        Raises:
            UsageError: when nothing came of it.
        """
        name = session.partition(BESIDE)[0]
        if name and (whole := entry_of(self._inbox, self._log, name)) is not None:
            return whole
        found = [each for each in self.entries() if name and each.session.startswith(name)]
        if len(found) != 1:
            known = ", ".join(each.session for each in found) or tr(
                "nothing came of it; `hansei inbox` lists what came"
            )
            if found:
                raise UsageError(
                    tr("which session {session} in the inbox: {known}", session=repr(session), known=known)
                )
            raise UsageError(tr("no session {name} in the inbox: {known}", name=repr(session), known=known))
        return found[0]

    def refused(self) -> list[Refused]:
        """Return the files that were not taken in, the last first."""
        return self._inbox.refused()

    def remove_refused(self, file: str) -> Refused:
        """Take a file that was not taken in off the list.

        Args:
            file: Its name, or the beginning of its SHA-256.

        Raises:
            UsageError: when no such file was refused, or several were.
        """
        known = self.refused()
        found = [each for each in known if file in (each.digest, each.file)] or [
            each for each in known if file and each.digest.startswith(file)
        ]
        if len(found) != 1:
            some = "; ".join(f"{each.file} ({each.digest[:12]})" for each in (found or known)[:12]) or tr("none")
            if found:
                raise UsageError(tr("which refused file {file}; there are: {some}", file=repr(file), some=some))
            raise UsageError(tr("no refused file {file}; there are: {some}", file=repr(file), some=some))
        self._inbox.remove_refused(found[0].digest)
        return found[0]

    def settle(self, session: str, keep: str) -> Entry:
        """Decide which of several copies of a session stands; no copy is lost, and it can be decided again.

        Args:
            session: The session's id.
            keep: The id under which the copy is shown, or the beginning of its digest.

        Raises:
            UsageError: when there is nothing to settle, or no such copy.
        """
        entry = self.entry(session)
        name = entry.session
        shown = arrangement(name, self._inbox.situation(name)).shown
        own = entry.own
        digest = shown.get(keep, "")
        if not digest and not (own and keep == name):
            found = [each.digest for each in entry.copies if keep and each.digest.startswith(keep)]
            if len(found) != 1:
                known = ", ".join(dict.fromkeys([name, *shown]))
                raise UsageError(
                    tr(
                        "there is no copy {keep} of session {name}; there are: {known}",
                        keep=repr(keep),
                        name=name,
                        known=known,
                    )
                )
            digest = found[0]
        if own and digest:
            raise UsageError(
                tr(
                    "session {name} was run here and is never replaced; keep {name}, or go on with it yourself",
                    name=name,
                )
            )
        over = tuple(each for each in shown.values() if each != digest)
        if not over:
            raise UsageError(tr("there is nothing to settle about session {name}: its copies go together", name=name))
        self._inbox.settle(name, digest, over, self._now(), lambda known: arrangement(name, known).shown)
        return self.entry(name)

    def differences(self, entry: Entry) -> tuple[Difference, ...]:
        """Return where the copies of a session that is to be settled differ; the one that stands comes first."""
        beside = sorted(each.shown for each in entry.beside)
        opened = (self._opened(id_) for id_ in (entry.session, *beside))
        return differences({session.id: session for session in opened})

    def _opened(self, id_: str) -> Session:
        return Session(id_, self._log, self._toolkit, self._kinds(), now=self._now)

    def given(self, session: Session) -> str:
        """Return what is said of a session that was received: how much of it was given; empty of any other."""
        for copy in self._inbox.submissions(session.id.partition(BESIDE)[0]) if session.origin else ():
            if copy.digest == session.origin:
                return given_in_words(copy.scope, left_out_of(copy))
        return ""

    def look(self, digest: str) -> Session:
        """Return a copy of a session as it was received, to be read.

        Args:
            digest: The submission's.
        """
        found = [each for each in self._inbox.submissions() if each.digest == digest]
        if not found:
            raise UsageError(tr("there is no submission {digest}", digest=digest[:12]))
        head: Head = found[0].head
        names = self._inbox.names(digest)
        held = Held(head, self._inbox.lines(digest), names)
        return Session(head.session, held, self._toolkit, self._kinds(), now=self._now)

    # ------------------------------------------------------------------------------------- questions

    @property
    def questions(self) -> Questions:
        """The questions that teams put to each other."""
        return Questions(self._log, self._inbox, now=self._now, key=self.key, name=self._name)


def _outcome(session: str, digest: str, known: Situation, arranged: Arrangement) -> str:
    if digest in arranged.open:
        return CONFLICT
    if known.own is not None:
        return OWN
    if arranged.shown.get(session) != digest:
        return OLDER
    if arranged.conflict:
        return CONFLICT
    return NEW if len(known.submissions) == 1 else EXTENDED


__all__: Sequence[str] = ["HandOff", "Received", "Submitted"]
