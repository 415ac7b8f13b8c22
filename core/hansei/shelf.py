"""The toolkits at hand: those of plugins, those in the user's folder, and those named by path."""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import define, field

from hansei.content.compiled import Compiled
from hansei.content.found import FILE, OVERLAY, ReadToolkit, Title, file_of
from hansei.errors import HanseiError, PluginError, Problem, ToolkitError, UnknownToolkitError
from hansei.kinds import Kinds
from hansei.plugins.host import Plugins
from hansei.words.ours import tr

#: Names a folder of toolkits instead of the user's own.
FOLDER = "HANSEI_TOOLKITS"
#: Names another folder for toolkits that are kept ready for use.
CACHE = "HANSEI_CACHE"
#: How many toolkits a list reads whole that nobody read before; of further ones it reads the first lines.
_WHOLE = 8
#: What stands before a plugin's name where it is said where a toolkit comes from.
_BY = "plugin "


def user_folder() -> Path:
    """Return the folder a user drops toolkits into."""
    from platformdirs import user_data_path

    return Path(os.environ.get(FOLDER) or user_data_path("hansei", appauthor=False) / "toolkits")


def cache_folder() -> Path:
    """Return the folder where toolkits are kept ready for use."""
    from platformdirs import user_cache_path

    return Path(os.environ.get(CACHE) or user_cache_path("hansei", appauthor=False) / "toolkits")


@define
class Shelf:
    """Finds and reads toolkits; one that cannot be read is a failure by its place and hides no other."""

    plugins: Plugins
    kinds: Kinds
    #: Folders or files named by hand; they come first.
    named: Sequence[Path] = ()
    #: Where each toolkit came from, by id.
    origins: dict[str, str] = field(factory=dict)
    #: What could not be read: its place to why.
    failures: dict[str, HanseiError] = field(factory=dict)
    _read: dict[str, ReadToolkit] | None = None
    _compiled: Compiled | None = None
    #: Id and version to the folder.
    _versions: dict[str, dict[str, Path]] | None = None

    def read(self, folder: Path) -> ReadToolkit:
        """Read the toolkit in a folder, or at the path of its file, as it is kept ready or else anew.

        Raises:
            ToolkitError: with every fault found.
        """
        path = file_of(folder)
        found = self._kept().read(path)
        if found is not None:
            return found
        if path.name == OVERLAY:
            from hansei.content.overlay import read_overlay

            found = read_overlay(folder, self.kinds, self.version)
        else:
            from hansei.content.reading import read_toolkit

            found = read_toolkit(folder, self.kinds)
        self._kept().keep(path, found)
        return found

    def languages(self, read: ReadToolkit) -> dict[str, str]:
        """Return the languages that a toolkit was translated into, each with how that was done."""
        from hansei.content.locale import offered

        return offered(read)

    def translated(self, read: ReadToolkit, language: str) -> ReadToolkit:
        """Return a toolkit in another language; what is not translated stays as published.

        Raises:
            UsageError: when there is no such translation.
            ToolkitError: naming every line of the translation that fits nothing.
        """
        from hansei.content.locale import translated

        return translated(read, language, self.kinds)

    def version(self, id_: str, version: str) -> ReadToolkit | None:
        """Return a toolkit in a version, or in the first one there is; None when there is none of that id.

        Raises:
            ToolkitError: when it has faults.
        """
        if self._versions is None:
            self._versions = {}
            for _, folder in self._folders():
                with contextlib.suppress(Exception):  # what cannot be read is told where toolkits are listed
                    path = file_of(folder)
                    title = self._kept().title(path) or self._title(folder, whole=False)
                    if title is not None:
                        self._versions.setdefault(title.id, {}).setdefault(title.version, folder)
        found = self._versions.get(id_, {})
        return self.read(found.get(version) or next(iter(found.values()))) if found else None

    def titles(self) -> tuple[dict[str, tuple[Title, str, str]], int]:
        """Return what a list shows, reading no more than that of what was read before.

        Returns:
            By id: the title, where it comes from, its file; and how many were not looked at beyond their first lines.
        """
        if self._read is not None:
            shown = {
                id_: (Title(id_, found.toolkit.version, found.toolkit.title, found.digest), found.source)
                for id_, found in self._read.items()
            }
            return {id_: (title, self.origins[id_], source) for id_, (title, source) in shown.items()}, 0
        titles: dict[str, tuple[Title, str, str]] = {}
        fresh = 0
        for origin, folder in self._folders():
            path = file_of(folder)
            title = self._kept().title(path)
            if title is None:
                fresh += 1
                title = self._title(folder, whole=fresh <= _WHOLE)
            if title is None:
                continue
            first = titles.get(title.id)
            if first is None:
                titles[title.id] = title, origin, str(path)
            elif first[1] != origin or not title.digest or first[0].digest != title.digest:
                self._second(title.id, origin, str(path), first[1])
        return titles, max(0, fresh - _WHOLE)

    def _title(self, folder: Path, *, whole: bool) -> Title | None:
        try:
            if not whole:
                from hansei.content.reading import first_lines

                return first_lines(folder)
            found = self.read(folder)
        except Exception as error:  # noqa: BLE001 - one toolkit must not hide the others
            self._failed(folder, error)
            return None
        return Title(found.toolkit.id, found.toolkit.version, found.toolkit.title, found.digest)

    def _kept(self) -> Compiled:
        if self._compiled is None:
            self._compiled = Compiled(cache_folder(), self.kinds)
        return self._compiled

    def all(self) -> dict[str, ReadToolkit]:
        """Return every toolkit that can be read, by id."""
        if self._read is None:
            self._read = {}
            # An overlay is on another toolkit: those that are not are read first.
            for origin, folder in sorted(self._folders(), key=lambda each: file_of(each[1]).name == OVERLAY):
                try:
                    self._add(origin, self.read(folder))
                except Exception as error:  # noqa: BLE001 - one toolkit must not hide the others
                    self._failed(folder, error)
        return self._read

    def _failed(self, folder: Path, error: Exception) -> None:
        if not isinstance(error, ToolkitError):
            problem = Problem(
                tr("cannot be read: {kind}: {error}", kind=type(error).__name__, error=error), source=str(folder)
            )
            error = ToolkitError(str(folder), [problem])
        self.failures[str(folder)] = error

    def _add(self, origin: str, found: ReadToolkit) -> None:
        assert self._read is not None  # noqa: S101 - for mypy; `all` has just set it
        id_ = found.toolkit.id
        first = self._read.get(id_)
        if first is None:
            self._read[id_] = found
            self.origins[id_] = origin
        elif first.digest != found.digest or self.origins[id_] != origin:
            self._second(id_, origin, found.source, self.origins[id_])

    def _second(self, id_: str, origin: str, source: str, first: str) -> None:
        message = tr(
            'a second toolkit "{id}", from {origin} ({source}); the one from {first} is used',
            id=id_,
            origin=origin,
            source=source,
            first=first,
        )
        self.failures[source] = PluginError(message)

    def put(self, read: ReadToolkit) -> None:
        """Put a toolkit that was read by its path first, in place of any other of its id."""
        id_ = read.toolkit.id
        others = {each: found for each, found in self.all().items() if each != id_}
        if self.all().get(id_) is not read:
            self.origins[id_] = read.source
        self._read = {id_: read, **others}

    def shipped(self, id_: str) -> bool:
        """Return whether a toolkit, by its id, came with Hansei itself."""
        self.all()
        return self.plugins.shipped(self.origins.get(id_, "").removeprefix(_BY))

    def get(self, id_: str) -> ReadToolkit:
        """Return a toolkit by its id, or the one at a path.

        Raises:
            UnknownToolkitError: naming those there are, and why one of that name could not be read.
            ToolkitError: when a path was named and the toolkit there has faults.
        """
        found = self.all().get(id_)
        if found is not None:
            return found
        if os.sep in id_ or id_.endswith((".yaml", ".yml")) or _is_toolkit(id_):
            return self.read(Path(id_))
        near = difflib.get_close_matches(id_, self.all(), n=1)
        hint = (
            tr("did you mean {near}?", near=repr(near[0]))
            if near
            else tr("there are: {all}", all=", ".join(self.all()) or "none")
        )
        broken = (
            tr(" ({n} could not be read; see `hansei toolkit list`)", n=len(self.failures)) if self.failures else ""
        )
        raise UnknownToolkitError(tr("no toolkit {id}; {hint}{broken}", id=repr(id_), hint=hint, broken=broken))

    def _folders(self) -> Iterator[tuple[str, Path]]:
        for path in self.named:
            yield "--toolkit", path
        for plugin, folder in self.plugins.toolkits():
            yield f"{_BY}{plugin}", folder
        folder = user_folder()
        try:
            mine = [each for each in sorted(folder.iterdir()) if _is_toolkit(str(each))] if folder.is_dir() else []
        except OSError as error:
            problem = Problem(
                tr("your toolkits folder cannot be read: {strerror}", strerror=error.strerror), source=str(folder)
            )
            self.failures[str(folder)] = ToolkitError(str(folder), [problem])
            mine = []
        yield from ((tr("your toolkits folder"), each) for each in mine)


def _is_toolkit(name: str) -> bool:
    return any(os.path.isfile(os.path.join(name, file)) for file in (FILE, OVERLAY))  # noqa: PTH113, PTH118 - never raises
