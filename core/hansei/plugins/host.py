"""The plugins of one engine: loading them, asking them, and keeping a broken one from the others.

Each plugin gets a manager of its own. Measured with pluggy 1.7: in a shared manager one plugin that
raises while loading stops the rest, one hook that raises loses every other plugin's result, and a
misspelt hook stays silent. With one manager each, all three are that plugin's failure and nobody else's.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from hansei.errors import HanseiError, PluginError, UsageError
from hansei.plugins import hookspecs
from hansei.plugins.discovery import GROUP, Found, find_plugins
from hansei.words.ours import N_, tr

if TYPE_CHECKING:
    from pathlib import Path

    from hansei.record.roster import Roster

#: Names of plugins to leave out, separated by commas.
DISABLE = "HANSEI_DISABLE"
#: What pluggy takes for a hook where it is marked as one.
_HOOKABLE = (FunctionType, MethodType, staticmethod, classmethod)
_FAILED = N_("plugin {name} failed in {hook}: {reason}; switch it off with {switch}")
_NOT_LOADED = N_("plugin {name} could not be loaded: {reason}; switch it off with {switch}")


class _Manager(pluggy.PluginManager):
    """Looks at what may be a hook alone: to look at all that a module holds takes longer than to import it."""

    def parse_hookimpl_opts(self, plugin: Any, name: str) -> Any:
        return super().parse_hookimpl_opts(plugin, name) if _may_be_hook(plugin, name) else None

    def parse_hookspec_opts(self, module_or_class: Any, name: str) -> Any:
        return super().parse_hookspec_opts(module_or_class, name) if _may_be_hook(module_or_class, name) else None


def _may_be_hook(of: Any, name: str) -> bool:
    return not isinstance(of, ModuleType) or isinstance(vars(of).get(name), _HOOKABLE)


class Plugins:
    """The plugins at hand. Nothing is imported before it is needed.

    Args:
        specs: Further modules of hook specifications, such as a front's own.
        extra: Plugins given by hand instead of being installed, by name.
    """

    def __init__(self, *, specs: Sequence[Any] = (), extra: Mapping[str, Any] | None = None) -> None:
        self._specs = (hookspecs, *specs)
        self._extra = dict(extra or {})
        self._found: tuple[Found, ...] | None = None
        #: Plugins that failed when they were told what was recorded; they are not told again.
        self._deaf: set[str] = set()
        self._loaded: dict[str, pluggy.PluginManager] = {}
        #: What failed: plugin name to what happened, in the order in which it was met.
        self.failures: dict[str, PluginError] = {}

    def names(self) -> tuple[str, ...]:
        """Return the names of all plugins that are installed and not switched off; imports nothing."""
        return tuple(name for name in self.installed() if name not in self.disabled())

    def installed(self) -> dict[str, Found]:
        """Return every installed plugin by name, also those that are switched off; imports nothing."""
        given = {name: Found(name, repr(plugin), "given by hand") for name, plugin in self._extra.items()}
        if self._found is None:
            self._found = find_plugins()
        found: dict[str, Found] = {}
        for each in self._found:
            first = found.setdefault(each.name, each)
            if first is not each and first != each:
                message = tr(
                    "two plugins are called {name}: of {used} (used) and of {other}",
                    name=each.name,
                    used=first.distribution,
                    other=each.distribution,
                )
                self.failures.setdefault(f"{each.name} of {each.distribution}", PluginError(message))
        return found | given

    def disabled(self) -> frozenset[str]:
        """Return the names that ``HANSEI_DISABLE`` switches off."""
        return frozenset(name.strip() for name in os.environ.get(DISABLE, "").split(",") if name.strip())

    def shipped(self, name: str) -> bool:
        """Return whether a plugin came with Hansei itself."""
        found = self.installed().get(name)
        return found is not None and found.distribution.startswith("hansei-")

    def load(self, name: str) -> None:
        """Import one plugin and check its hooks.

        Raises:
            PluginError: when it is not there, raises on import, or a hook of it is not as specified.
        """
        if name in self._loaded:
            return
        manager = _Manager("hansei")
        for spec in self._specs:
            manager.add_hookspecs(spec)
        try:
            manager.register(self._import(name), name=name)
            self._check_names(manager)
        except (Exception, SystemExit) as error:  # a plugin may raise anything at all
            raise self._failure(name, _NOT_LOADED, error) from error
        self._loaded[name] = manager

    def load_all(self) -> dict[str, PluginError]:
        """Import every plugin; return what failed, by name."""
        for name in self.names():
            if name not in self._loaded and name not in self.failures:
                try:
                    self.load(name)
                except PluginError as error:
                    self.failures[name] = error
        return self.failures

    def load_strangers(self) -> dict[str, PluginError]:
        """Import every plugin that Hansei does not bring itself; return what failed, by name.

        For commands that need no plugin and still name a broken one: importing Hansei's own, which are tried
        before they are shipped, would double the time of a listing.
        """
        for name in self.installed():
            if name not in self.disabled() and not self.shipped(name):
                try:
                    self.load(name)
                except PluginError as error:
                    self.failures.setdefault(name, error)
        return self.failures

    # ------------------------------------------------------------------------------------- the hooks

    def toolkits(self) -> Iterator[tuple[str, Path]]:
        """Yield the folders of toolkits, each with the plugin that brings it."""
        from pathlib import Path

        for name, folders in self._ask("hansei_toolkits"):
            yield from ((name, Path(folder)) for folder in self._checked(name, "hansei_toolkits", folders, (str, Path)))

    def kinds(self) -> Iterator[tuple[str, Any]]:
        """Yield the instrument kinds, each with the plugin that brings it."""
        from hansei.kinds.kind import Kind
        from hansei.kinds.registry import KindAt

        for name, kinds in self._ask("hansei_kinds"):
            yield from ((name, kind) for kind in self._checked(name, "hansei_kinds", kinds, (Kind, KindAt)))

    def exporters(self) -> Iterator[tuple[str, Any]]:
        """Yield the exporters, each with the plugin that brings it."""
        from hansei.document.exporter import Exporter

        for name, exporters in self._ask("hansei_exporters"):
            yield from ((name, each) for each in self._checked(name, "hansei_exporters", exporters, (Exporter,)))

    def store(self, scheme: str) -> Callable[[str], Any] | None:
        """Return what opens a store of this URL scheme, or None when no plugin does."""
        if scheme in self.names():
            try:
                self.load(scheme)
            except PluginError as error:
                self.failures[scheme] = error
        for loaded_first in (True, False):
            for name, stores in self._ask("hansei_stores", load=not loaded_first):
                if not isinstance(stores, Mapping):
                    message = f"plugin {name}: hansei_stores returns schemes with their openers, not {stores!r}"
                    self.failures[name] = PluginError(message)
                elif scheme in stores:
                    opener: Callable[[str], Any] = stores[scheme]
                    return opener
        return None

    def rosters(self) -> Iterator[tuple[str, str, Callable[[Path], Any]]]:
        """Yield the readers of lists of organisations: the plugin, the format's name, what reads a file."""
        for name, readers in self._ask("hansei_rosters"):
            if not isinstance(readers, Mapping) or not all(map(callable, readers.values())):
                message = f"plugin {name}: hansei_rosters returns formats with their readers, not {readers!r}"
                self.failures[name] = PluginError(message)
                continue
            yield from ((name, str(format_), reader) for format_, reader in readers.items())

    def read_roster(self, path: str | os.PathLike[str], format_: str = "") -> Roster:
        """Read a list of organisations from another system; the directory takes it in.

        Args:
            path: The file.
            format_: As in "oneroster"; empty: the only one there is.

        Raises:
            UsageError: when no plugin reads that format.
            RosterError: naming every line that cannot be read.
            PluginError: when the reader fails.
        """
        from pathlib import Path

        readers: dict[str, Callable[[Path], Roster]] = {}
        for _, name, reader in self.rosters():
            readers.setdefault(name, reader)
        chosen = format_ or (next(iter(readers)) if len(readers) == 1 else "")
        if chosen not in readers:
            known = ", ".join(sorted(readers)) or tr("none (no plugin brings one)")
            if not format_:
                raise UsageError(tr("name the format with --format; there are: {known}", known=known))
            raise UsageError(
                tr("no format {format} of organisations; there are: {known}", format=repr(format_), known=known)
            )
        try:
            return readers[chosen](Path(path))
        except HanseiError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise PluginError(
                tr("{path} could not be read by {format}: {reason}", path=path, format=chosen, reason=reason)
            ) from error

    def recorded(self, session: str, events: Sequence[Any]) -> None:
        """Tell every loaded plugin what was recorded; a failure is kept and changes nothing."""
        for name, manager in self._loaded.items():
            hook = manager.hook.hansei_recorded
            if hook.get_hookimpls() and name not in self._deaf:
                try:
                    hook(session=session, events=events)
                except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
                    self._deaf.add(name)
                    self.failures[name] = self._failure(name, _FAILED, error, hook="hansei_recorded")

    def ask(self, hook: str) -> Iterator[tuple[str, Any]]:
        """Yield what each plugin answers to a hook of a front, with the plugin's name."""
        return self._ask(hook)

    def _ask(self, hook: str, *, load: bool = True) -> Iterator[tuple[str, Any]]:
        if load:
            self.load_all()
        for name, manager in list(self._loaded.items()):
            caller = getattr(manager.hook, hook)
            if not caller.get_hookimpls():
                continue
            try:
                results = caller()
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
                self.failures[name] = self._failure(name, _FAILED, error, hook=hook)
                continue
            for result in results:
                yield name, result

    def _checked(self, name: str, hook: str, values: Any, types: tuple[type, ...]) -> Iterator[Any]:
        """Yield the values that are of a type the hook wants; note the others as the plugin's failure."""
        wanted = " or ".join(cls.__name__ for cls in types)
        if isinstance(values, (str, bytes)) or not isinstance(values, Sequence):
            self.failures[name] = PluginError(f"plugin {name}: {hook} returns a list of {wanted}, not {values!r}")
            return
        for value in values:
            if isinstance(value, types) and (
                hook == "hansei_toolkits" or isinstance(getattr(value, "name", None), str)
            ):
                yield value
            elif isinstance(value, types):
                message = f"plugin {name}: {hook} returned {value!r}, which has no name"
                self.failures[name] = PluginError(message)
            else:
                self.failures[name] = PluginError(f"plugin {name}: {hook} returned {value!r}, which is no {wanted}")

    def _import(self, name: str) -> Any:
        if name in self._extra:
            return self._extra[name]
        found = self.installed().get(name)
        if found is None:
            raise LookupError(f"no installed distribution registers {name!r} in the group {GROUP!r}")
        module, _, attribute = found.value.partition(":")
        with contextlib.redirect_stdout(sys.stderr):  # what a plugin prints must not stand in the middle of JSON
            plugin: Any = importlib.import_module(module)
        for part in filter(None, attribute.split(".")):
            plugin = getattr(plugin, part)
        return plugin

    @staticmethod
    def _check_names(manager: pluggy.PluginManager) -> None:
        for plugin in manager.get_plugins():
            for caller in manager.get_hookcallers(plugin) or ():
                if caller.spec is None and caller.name not in hookspecs.OF_FRONTS:
                    import difflib

                    known = [name for name in dir(manager.hook) if name.startswith("hansei_") and name != caller.name]
                    near = difflib.get_close_matches(caller.name, known, n=1)
                    hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"
                    raise AttributeError(f"there is no hook {caller.name}{hint}")

    @staticmethod
    def _failure(name: str, sentence: str, error: BaseException, **values: str) -> PluginError:
        """Say what a plugin did, with the file and line where it did so."""
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        where = f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        switch = f"{DISABLE}={name}"
        return PluginError(tr(sentence, name=name, reason=f"{reason}{where}", switch=switch, **values))
