"""Teams that are known already, offered while a team's name is typed: so the same school is typed in one way."""

from __future__ import annotations

from textual.suggester import SuggestFromList
from textual.widgets import Input

from hansei.engine import Engine
from hansei.errors import HanseiError
from hansei.record.organisations import Organisation, called
from hansei_tui.shown import shown


class KnownTeams:
    """The districts and buildings of a store, for the fields of a form; none when they cannot be read.

    Args:
        engine: An open engine.
    """

    def __init__(self, engine: Engine) -> None:
        try:
            found = engine.directory.all()
        except HanseiError:
            found = ()
        self._all = [each for each in found if not each.closed and each.kind != "team"]
        self._districts = {each.id: each for each in self._all if each.kind == "district"}

    def offer(self, team: Input, district: Input) -> None:
        """Let the fields of a form offer the names; the right arrow takes what is offered."""
        team.suggester = _suggester(self._all)
        district.suggester = _suggester(list(self._districts.values()))

    def one(self, name: str) -> tuple[str, str] | None:
        """Return the kind and the district's name of the only organisation that is called so, or None."""
        found = [each for each in self._all if called(each.name) == called(name)]
        if len(found) != 1:
            return None
        district = self._districts.get(found[0].parent)
        return found[0].kind, district.name if district else ""


def _suggester(orgs: list[Organisation]) -> SuggestFromList:
    names = {each.name: None for each in orgs if shown(each.name) == each.name}
    return SuggestFromList(names, case_sensitive=False)
