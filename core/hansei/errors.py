"""Every way Hansei can refuse: one base, one class per cause, each carrying what it is about.

``str(error)`` says what was wrong, where, and the likely fix; ``title`` is the same in a few words for
the head of a screen. Nothing in here prints or exits: a front decides how to show an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hansei.words.ours import N_


class HanseiError(Exception):
    """The base of every error that Hansei raises on purpose."""

    #: A few words for the head of a screen.
    title: ClassVar[str] = N_("Something went wrong")
    #: True when the caller asked for something that cannot be (exit code 2), False for a failure (1).
    usage: ClassVar[bool] = False


class UsageError(HanseiError):
    """The caller named something wrongly."""

    title = N_("That cannot be done")
    usage = True


# ------------------------------------------------------------------------------------------- toolkits


class Problem:
    """One fault in an author's file: where it is and what is wrong, with the likely fix."""

    __slots__ = ("fix", "line", "message", "path", "source")

    def __init__(self, message: str, *, path: str = "", line: int = 0, source: str = "", fix: str = "") -> None:
        self.message = message  #: what is wrong, and the likely fix
        self.path = path  #: dotted place in the file, as in ``instruments.culture.criteria[2]``
        self.line = line  #: 1-based line, 0 when the fault has no line
        self.source = source  #: the file
        self.fix = fix  #: the whole line as it should be, where that is known

    def __str__(self) -> str:
        where = ":".join(part for part in (self.source, str(self.line) if self.line else "") if part)
        return ": ".join(part for part in (where, self.path, self.message) if part)

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"


class ToolkitError(HanseiError):
    """A toolkit file cannot be used; holds every fault that was found, not only the first.

    Args:
        source: The file or folder.
        problems: All faults, in the order of the file.
    """

    title = N_("The toolkit has faults")

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RosterError(HanseiError):
    """A list of organisations cannot be taken in; holds every fault that was found. Nothing was changed.

    Args:
        source: The file.
        problems: All faults, in the order of the file.
    """

    title = N_("The list of organisations cannot be taken in")

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SheetError(HanseiError):
    """A sheet that was filled in cannot be taken in; holds every fault that was found. Nothing was recorded.

    Args:
        source: The file.
        problems: All faults, each with its sheet and cell.
    """

    title = N_("The sheet cannot be taken in")

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownToolkitError(UsageError):
    """No toolkit of that id is installed."""

    title = N_("No such toolkit")


class UnknownKindError(HanseiError):
    """An instrument's kind is not known here: its plugin is missing, broken or switched off."""

    title = N_("No such instrument kind")


# ------------------------------------------------------------------------------------------- answers


class ResponseError(UsageError):
    """An answer does not fit its instrument.

    Args:
        message: What is wrong and the likely fix.
        instrument: The instrument's id.
        item: The item's id, as in a rubric's criterion.
        field: The field of the answer that is wrong, as in ``level``.
    """

    title = N_("The answer does not fit")

    def __init__(self, message: str, *, instrument: str = "", item: str = "", field: str = "") -> None:
        self.message = message
        self.instrument = instrument
        self.item = item
        self.field = field
        place = "/".join(part for part in (instrument, item) if part)
        where = " ".join(part for part in (place, field) if part)
        super().__init__(f"{where}: {message}" if where else message)

    def at(self, instrument: str, item: str) -> ResponseError:
        """Return the same fault with the place it was met at."""
        return ResponseError(self.message, instrument=instrument, item=item, field=self.field)


# ------------------------------------------------------------------------------------------- sessions


class UnknownSessionError(UsageError):
    """No session has that id."""

    title = N_("No such session")


class AmbiguousSessionError(UsageError):
    """Several sessions have an id that begins like that."""

    title = N_("Which session?")


class ClosedRoundError(UsageError):
    """A round of rating is over, and takes nothing more."""

    title = N_("The round is over")


class ClosedSessionError(UsageError):
    """The session is closed; reopening it is one step."""

    title = N_("The session is closed")


class ReceivedSessionError(UsageError):
    """The session came from another team and can only be read here."""

    title = N_("This session is only read here")


class BundleError(HanseiError):
    """A file from another team is not taken in; nothing was changed by it."""

    title = N_("This file is not taken in")


# ------------------------------------------------------------------------------------------- the record


class StoreError(HanseiError):
    """A store cannot be opened, read or written.

    Args:
        message: What is wrong and the likely fix.
        store: The path or URL of the store.
    """

    title = N_("The store cannot be used")

    def __init__(self, message: str, *, store: str = "") -> None:
        self.store = store
        super().__init__(message)


class StoreBusyError(StoreError):
    """Another program holds the store; nothing was written, and trying again is safe."""

    title = N_("The store is busy")


class NewerStoreError(StoreError):
    """The store, or a line of its record, was written by a newer Hansei."""

    title = N_("The store is newer than this Hansei")


class CopyError(HanseiError):
    """A store was not copied or put back; nothing was changed."""

    title = N_("Nothing was copied")


class VersionConflictError(StoreError):
    """Somebody else wrote to the session in between; read what is new and try again."""

    title = N_("Two at once")


# ------------------------------------------------------------------------------------------- plugins and files


class PluginError(HanseiError):
    """A plugin could not be loaded, or failed when it was asked."""

    title = N_("A plugin failed")


class ExportError(HanseiError):
    """A report or another file could not be written."""

    title = N_("Nothing was written")
