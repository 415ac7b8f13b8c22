"""The toolkits at hand: those of plugins, those in the user's folder, and those named by path."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import define, field

from hansei.content.reading import FILE, ReadToolkit, read_toolkit
from hansei.errors import HanseiError, PluginError, Problem, ToolkitError, UnknownToolkitError
from hansei.kinds import Kinds
from hansei.plugins.host import Plugins

#: Names a folder of toolkits instead of the user's own.
FOLDER = "HANSEI_TOOLKITS"


def user_folder() -> Path:
    """Return the folder a user drops toolkits into."""
    from platformdirs import user_data_path

    return Path(os.environ.get(FOLDER) or user_data_path("hansei", appauthor=False) / "toolkits")


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

    def all(self) -> dict[str, ReadToolkit]:
        """Return every toolkit that can be read, by id."""
        if self._read is None:
            self._read = {}
            for origin, folder in self._folders():
                try:
                    found = read_toolkit(folder, self.kinds)
                except ToolkitError as error:
                    self.failures[str(folder)] = error
                    continue
                except Exception as error:  # noqa: BLE001 - one toolkit must not hide the others
                    problem = Problem(f"cannot be read: {type(error).__name__}: {error}", source=str(folder))
                    self.failures[str(folder)] = ToolkitError(str(folder), [problem])
                    continue
                self._add(origin, found)
        return self._read

    def _add(self, origin: str, found: ReadToolkit) -> None:
        assert self._read is not None  # noqa: S101 - for mypy; `all` has just set it
        id_ = found.toolkit.id
        first = self._read.get(id_)
        if first is None:
            self._read[id_] = found
            self.origins[id_] = origin
        elif first.digest != found.digest or self.origins[id_] != origin:
            message = (
                f'a second toolkit "{id_}", from {origin} ({found.source}); the one from {self.origins[id_]} is used'
            )
            self.failures[found.source] = PluginError(message)

    def put(self, read: ReadToolkit) -> None:
        """Put a toolkit that was read by its path first, in place of any other of its id."""
        id_ = read.toolkit.id
        others = {each: found for each, found in self.all().items() if each != id_}
        if self.all().get(id_) is not read:
            self.origins[id_] = read.source
        self._read = {id_: read, **others}

    def get(self, id_: str) -> ReadToolkit:
        """Return a toolkit by its id, or the one at a path.

        Raises:
            UnknownToolkitError: naming those there are, and why one of that name could not be read.
            ToolkitError: when a path was named and the toolkit there has faults.
        """
        found = self.all().get(id_)
        if found is not None:
            return found
        if os.sep in id_ or id_.endswith((".yaml", ".yml")) or os.path.isfile(os.path.join(id_, FILE)):  # noqa: PTH113, PTH118 - never raises
            return read_toolkit(Path(id_), self.kinds)
        near = difflib.get_close_matches(id_, self.all(), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(self.all()) or 'none'}"
        broken = f" ({len(self.failures)} could not be read; see `hansei toolkit list`)" if self.failures else ""
        raise UnknownToolkitError(f"no toolkit {id_!r}; {hint}{broken}")

    def _folders(self) -> Iterator[tuple[str, Path]]:
        for path in self.named:
            yield "--toolkit", path
        for plugin, folder in self.plugins.toolkits():
            yield f"plugin {plugin}", folder
        folder = user_folder()
        try:
            mine = [each for each in sorted(folder.iterdir()) if (each / FILE).is_file()] if folder.is_dir() else []
        except OSError as error:
            problem = Problem(f"your toolkits folder cannot be read: {error.strerror}", source=str(folder))
            self.failures[str(folder)] = ToolkitError(str(folder), [problem])
            mine = []
        yield from (("your toolkits folder", each) for each in mine)
