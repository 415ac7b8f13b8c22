"""Telling an author what is wrong: each fault with its place and line, and the line as it should be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from hansei.content.tree import Place, Tree, dotted
from hansei.errors import Problem
from hansei.words.ours import N_, tr

#: Signs that word processors bring in: quotes, and what looks like a blank or like nothing.
_CURLY = "“”„‟‘’‚‛«»"
_UNSEEN = re.compile("[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
_ID = re.compile(r"[\w-]+")
#: What stands before a fix; Translators: exactly what stands there in the sentences that name one in quotes.
_BEFORE = (N_("did you mean"), N_("write"))


class Telling:
    """Gathers the faults of a file.

    Args:
        tree: The file.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        #: Place and key of what was meant where another key is written: it is not missing.
        self.meant: set[tuple[Place, str]] = set()
        self._lines: list[str] | None = None

    def unknown_key(self, key: str, known: Sequence[str], place: Place) -> None:
        """Tell a key that is none, with the nearest one."""
        clean = _UNSEEN.sub("", key).strip(_CURLY)
        if _UNSEEN.search(key) and clean in known:
            self.meant.add((place[:-1], clean))
            message = tr('the key "{clean}" has a blank or a sign in it that cannot be seen; type it anew', clean=clean)
            self._tell(message, place, key, clean)
            return
        beside = self._value(place[:-1])
        rest = [each for each in known if not isinstance(beside, dict) or each not in beside]
        near = [clean] if clean in known else difflib.get_close_matches(key, rest, n=1)
        near = near or difflib.get_close_matches(key, known, n=1, cutoff=0.8)
        hint = tr('did you mean "{near}"?', near=near[0]) if near else tr("known here: {known}", known=", ".join(known))
        if near:
            self.meant.add((place[:-1], near[0]))
        self.fault(tr('unknown key "{key}"; {hint}', key=key, hint=hint), place)

    def known(self, what: str, named: Sequence[str], known: Collection[str], place: Place) -> None:
        """Tell names of what is not there, each with the nearest one.

        Args:
            what: What is named, as in "instrument", noted with :func:`N_`.
            named: The names.
            known: Those there are.
            place: Of the list of names, or of the one name.
        """
        for index, name in enumerate(named):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = (
                    tr('did you mean "{near}"?', near=near[0])
                    if near
                    else tr("there are: {known}", known=", ".join(sorted(known)) or tr("none"))
                )
                where = (*place, index) if (*place, index) in self.tree.lines else place
                self.fault(tr('no {what} "{name}"; {hint}', what=tr(what), name=name, hint=hint), where)

    def need_id(self, id_: str, place: Place, what: str = "") -> None:
        """Tell an id that cannot be one, because it is joined with others by dots and slashes.

        Args:
            id_: The id.
            place: Where it is.
            what: What is said of it; empty: the usual.
        """
        if not _ID.fullmatch(id_):
            made = "-".join(re.findall(r"[\w-]+", id_))
            hint = tr('; did you mean "{near}"?', near=made) if made else ""
            usual = tr('"{id}" cannot be an id; use letters, digits, - and _', id=id_)
            self.fault(f"{what or usual}{hint}", place)

    def fault(self, message: str, place: Place) -> None:
        """Tell a fault.

        Args:
            message: What is wrong and the likely fix; what stands in quotes after "did you mean" or "write" takes the
                place of what is written there.
            place: Where, as keys and indices from the root.
        """
        value = self._value(place)
        said = [str(each) for each in (*place[-1:], value) if isinstance(each, str)]
        wrong = next(
            (each for each in said if f'"{each}"' in message or f"'{each}'" in message), said[-1] if said else ""
        )
        if isinstance(value, str) and value[:1] and value[0] in _CURLY and value[-1] in _CURLY:
            quotes = tr("{opens} and {closes} are no quotes to YAML: take them out", opens=value[0], closes=value[-1])
            inner = value[1:-1]
            self._tell(f"{message} ({quotes})", place, value, f"'{inner}'" if inner.startswith("#") else inner)
            return
        before = "|".join(re.escape(tr(each)) for each in _BEFORE)
        fix = re.search(rf"(?:{before}) (?:\"([^\"]+)\"|'([^']+)')", message)
        self._tell(message, place, wrong, (fix[1] or fix[2]) if fix else "")

    def _tell(self, message: str, place: Place, wrong: str, right: str) -> None:
        line = self.tree.line(place)
        fix = self._mended(line, wrong, right) if wrong and right else ""
        self.problems.append(Problem(message, path=dotted(place), line=line, source=self.tree.source, fix=fix))

    def _mended(self, line: int, wrong: str, right: str) -> str:
        """Return a line of the file with one thing in place of another; empty when that does not stand on it."""
        if self._lines is None:
            try:
                self._lines = Path(self.tree.source).read_text("utf-8-sig").split("\n")
            except (OSError, ValueError):
                self._lines = []
        text = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        found = re.search(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", text) or re.search(re.escape(wrong), text)
        return f"{text[: found.start()]}{right}{text[found.end() :]}" if found else ""

    def _value(self, place: Place) -> Any:
        node = self.tree.root
        for part in place:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return None
        return node
