"""What the screen of organisations asks before it does something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from textual.screen import Screen

from hansei.errors import HanseiError
from hansei.record.organisations import Organisation, OrgKind
from hansei_tui.app.dialogs import AskText, Confirm, refusal
from hansei_tui.app.pick import PickScreen
from hansei_tui.organisations import kind_word
from hansei_tui.orgs.acts import OrgActs
from hansei_tui.run.listing import Entry, Listing
from hansei_tui.run.saving import Saving
from hansei_tui.sentences import N_, tr
from hansei_tui.shown import shown

#: Each kind of organisation: one of it, and how its name is asked for.
ONE = {"district": N_("A district"), "building": N_("A building"), "team": N_("A team")}
CALLED = {
    "district": N_("What is the district called?"),
    "building": N_("What is the building called?"),
    "team": N_("What is the team called?"),
}
FROM_NOW_ON = {
    "district": N_("What is the district called from now on?"),
    "building": N_("What is the building called from now on?"),
    "team": N_("What is the team called from now on?"),
}


class OrgAsks(Screen[None]):
    """The questions; the screen itself holds the list and the keys."""

    acts: OrgActs
    list: Listing
    saving: Saving

    @property
    def here(self) -> Organisation | None:
        """The organisation that is stood on."""
        return self.acts.get(self.list.here.id) if self.list.here is not None else None

    def do(self, act: Callable[[], str]) -> None:
        """Do something and say what was done, or why it cannot be."""
        try:
            said = act()
            self.saving.say(f"{shown(said)} ✓" if said else "")
        except HanseiError as error:
            self.saving.say(str(error), wrong=True)
        self.list.renew()
        self.refresh_bindings()

    def action_add(self) -> None:
        """Ask what is entered, and what it is called."""
        kinds = self.acts.kinds(self.here)
        entries = [
            Entry(kind, tr(ONE[kind]), tr("in {place}", place=shown(above.name)) if above else "")
            for kind, above in kinds
        ]

        def named(kind: str, name: str | None) -> None:
            def act() -> str:
                org = self.acts.add(name or "", cast("OrgKind", kind), dict(kinds)[cast("OrgKind", kind)])
                self.list.renew()
                self.list.select(org.id)
                return tr("{name} is entered", name=org.name)

            if name and name.strip():
                self.do(act)

        def picked(kind: str | None) -> None:
            if kind:
                self.app.push_screen(AskText(tr(CALLED[kind])), lambda name: named(kind, name))

        self.app.push_screen(PickScreen(tr("What is entered"), entries), picked)

    def action_rename(self) -> None:
        """Ask for another name."""
        if (org := self.here) is not None:
            ask = AskText(tr(FROM_NOW_ON[org.kind]), shown(org.name))
            self.app.push_screen(ask, lambda name: self.do(lambda: self.acts.rename(org, name)) if name else None)

    def action_move(self) -> None:
        """Ask what it belongs to."""
        if (org := self.here) is not None:
            places = [Entry(each.id, shown(each.name), kind_word(each.kind)) for each in self.acts.places(org)]
            places.append(Entry("-", tr("Nothing")))
            pick = PickScreen(tr("What {name} belongs to", name=shown(org.name)), places, org.parent or "-")
            self.app.push_screen(
                pick, lambda to: self.do(lambda: self.acts.move(org, "" if to == "-" else to)) if to else None
            )

    def action_close(self) -> None:
        """Note that it is no more, or that it is there again."""
        if (org := self.here) is not None:
            self.do(lambda: self.acts.close(org))

    def action_take(self) -> None:
        """Ask for a list, say what it would change, and take it in after a yes."""

        def named(text: str | None) -> None:
            if not text or not text.strip():
                return
            try:
                roster, lines = self.acts.read(Path(text.strip()).expanduser())
            except HanseiError as error:
                self.app.push_screen(refusal(error))
                return
            ask = Confirm(tr("Take this list in? It cannot be taken back."), "\n".join(lines))
            self.app.push_screen(ask, lambda yes: self.do(lambda: self.acts.take(roster)) if yes else None)

        title = tr("The list: OneRoster's orgs.csv, or the zip that holds it")
        self.app.push_screen(AskText(title, f"{Path.cwd()}/"), named)

    def action_find(self) -> None:
        """Ask for a name and go there."""

        def go(words: str) -> str:
            self.list.select(self.acts.find(words).id)
            return ""

        self.app.push_screen(AskText(tr("Find")), lambda words: self.do(lambda: go(words)) if words else None)
