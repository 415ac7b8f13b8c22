"""Keeping who does not go along: those who stand elsewhere, and anybody else by name or in free words."""

from __future__ import annotations

from hansei.record.people import LONGEST_VOICE
from hansei_tui.app.dialogs import AskText
from hansei_tui.people import role_name
from hansei_tui.rounds.pick import Option, Pick
from hansei_tui.rounds.settling import Settling, Spot
from hansei_tui.rounds.shell import RoundScreen
from hansei_tui.sentences import N_, tr

#: How somebody is asked for who has not rated by themselves.
WHO = N_("Who does not go along? A name, or a few words as: one of us")
#: The option for somebody who is not on the list; nobody has that id.
WORDS = "!words"


def went_on(before: str, begun: str) -> str:
    """Return words with what was typed after them."""
    return f"{before} {begun}" if before and begun else before or begun


class Dissenting(RoundScreen):
    """What keeps dissent on the screen that settles a row."""

    rows: Settling

    def action_dissent(self) -> None:
        """Keep a dissent without words or let somebody go along; beside nobody in particular, ask who it is."""
        rows = self.rows
        spot, words = rows.here, rows.choice.words
        if spot.what != "other":
            self._add()
            return
        who = rows.dissenting[spot.at]
        if who in words:
            del words[who]
        else:
            words[who] = ""
        rows.keep()

    def _words(self, name: str, begun: str = "") -> None:
        """Write what somebody wants said.

        Args:
            name: Who.
            begun: What was typed already; left out again by who leaves with nothing more.
        """
        words = self.rows.choice.words
        before = words.get(name)
        said = went_on(before or "", begun)

        def typed(text: str) -> None:
            if text.strip() or name in words:  # who has said nothing yet goes along
                words[name] = text.strip()
                self.rows.keep()

        def done(text: str | None) -> None:
            if text is not None:
                words[name] = text.strip()
                self.rows.at = self.rows.spots.index(Spot("other", self.rows.dissenting.index(name))) + 1
                self.rows.keep()
            elif begun and words.get(name) == said:
                words.pop(name)
                if before is not None:
                    words[name] = before
                self.rows.keep()

        self.app.push_screen(
            AskText(tr("What does {name} want said?", name=name), said, long=True, changed=typed), done
        )

    def _add(self) -> None:
        """Ask who else does not go along: somebody of the team, or in free words."""
        there = {*self.rows.dissenting, *self.rows.choice.words}
        people = [each for each in self.session.people if each.present and each.votes and each.name not in there]

        def picked(id_: str | None) -> None:
            if id_ == WORDS:
                self._ask_who()
            elif id_:
                self._words(id_)

        options = [Option(each.name, each.name, role_name(each.role)) for each in people]
        if options:
            free = Option(WORDS, tr("somebody"), tr("in free words"))
            picker = Pick(tr("Who does not go along?"), [*options, free])
            self.app.push_screen(picker, picked)
        else:
            self._ask_who()

    def _ask_who(self, text: str = "", wrong: str = "") -> None:
        def done(given: str | None) -> None:
            name = " ".join((given or "").split())
            if len(name) > LONGEST_VOICE:
                self._ask_who(name, tr("At most {most} characters; their words come next", most=LONGEST_VOICE))
            elif name:
                self._words(name)

        self.app.push_screen(AskText(wrong or tr(WHO), text), done)
