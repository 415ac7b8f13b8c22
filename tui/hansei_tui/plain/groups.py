"""Small groups, line by line: the commands that form, change and dissolve them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from hansei.errors import UsageError
from hansei.record.grouping import Group
from hansei.record.session import Session
from hansei_tui.plain.people import pair
from hansei_tui.sentences import N_, tr, trn

HELP = N_("""\
  /groups          the small groups            /groups 3        three groups of nearly one size
  /groups size 4   of at most four             /groups 3 mixed by building   or by role
  /group NAME = Ana, Ben   or a head count, as in /group Table 1 = 5
  /seat PERSON = GROUP     move a person       /ungroup [NAME]  take a group away, or all
  /rename GROUP = NAME     what it has rated goes with it
  /breakout GROUP = STEP   a step of its own; nothing behind the = brings it back
  /breakout GROUP  asks this group what its own step asks; the room stays where it is""")

_FORM = re.compile(r"(?:(\d{1,4})|size\s+(\d{1,4}))(?:\s+mixed(?:\s+by\s+(building|role))?)?", re.IGNORECASE)


class GroupLines:
    """The commands about small groups.

    Args:
        session: The session.
        say: Prints a line.
        changed: Called after somebody else is to be asked than before.
        ask: Asks a group what the step asks at which it is.
    """

    def __init__(
        self,
        session: Session,
        say: Callable[[str], None],
        changed: Callable[[], None],
        ask: Callable[[Group], None],
    ) -> None:
        self.session = session
        self.say = say
        self._changed = changed
        self._ask = ask
        self.commands: dict[str, Callable[[str], None]] = {
            "groups": self._groups,
            "group": self._group,
            "seat": self._seat,
            "ungroup": self._ungroup,
            "breakout": self._breakout,
        }

    def _groups(self, text: str) -> None:
        if not text:
            self._list()
            return
        found = _FORM.fullmatch(text)
        if found is None:
            raise UsageError(tr("type it as in /groups 3, /groups size 4 or /groups 3 mixed by building"))
        mixed = "mixed" in text.casefold()
        mix: Literal["", "role", "building"] = ""
        if mixed:
            mix = "role" if (found[3] or "").casefold() == "role" else "building"
        if found[1]:
            self.session.groups.by_number(int(found[1]), mix=mix)
        else:
            self.session.groups.by_size(int(found[2]), mix=mix)
        self._list()
        self._changed()

    def _list(self) -> None:
        groups = self.session.groups
        for each in groups.all:
            self.say(f"  {told(each)}")
        if not groups.all:
            self.say("  " + tr("there are no groups; /groups 3 or /group NAME = Ana, Ben forms some"))
        elif groups.alone:
            self.say("  " + tr("in no group: {names}", names=", ".join(person.name for person in groups.alone)))

    def _group(self, text: str) -> None:
        name, members = pair(text, tr("/group North = Ana, Ben or /group Table 1 = 5"))
        groups = self.session.groups
        there = next((each for each in groups.all if each.name.casefold() == name.casefold()), None)
        if members.isdecimal() and members.isascii():
            heads = int(members[:6])
            # Of a group that people are listed in, the number is that of those beside them.
            group = groups.recount(there.name, heads) if there else groups.add(name, heads=heads)
        else:
            names = [" ".join(each.split()) for each in members.split(",") if each.strip()]
            if not names:
                raise UsageError(tr("{group} has nobody in it; give it names or a head count", group=name))
            group = groups.reseat(there.name, names) if there is not None else groups.add(name, names)
        self.say(tr("group {group}", group=told(groups.get(group.name))))
        self._changed()

    def _seat(self, text: str) -> None:
        person, name = pair(text, "/seat Ana = North")
        self.say(tr("group {group}", group=told(self.session.groups.move(person, name))))
        self._changed()

    def _ungroup(self, name: str) -> None:
        if name:
            self.session.groups.remove(name)
            self.say(tr("{group} is no group any more; what it rated is kept", group=name))
        else:
            self.session.groups.dissolve()
            self.say(tr("no groups any more; what they rated is kept"))
        self._changed()

    def _breakout(self, text: str) -> None:
        if text and "=" not in text:
            self._ask(self.session.groups.get(text))
            return
        name, step = pair(text, "/breakout North = examples")
        group = self.session.groups.send(name, step)
        if group.step:
            self.say(tr("{group} is at {step}", group=group.name, step=group.step))
        else:
            self.say(tr("{group} is back with the room", group=group.name))


def told(group: Group) -> str:
    """Return a group with who is in it and where it is."""
    names = ", ".join(person.name for person in group.people)
    if names and group.heads:
        who = trn("{names} and {n} more", "{names} and {n} more", group.heads, names=names)
    elif group.heads:
        who = trn("{n} person", "{n} people", group.heads)
    else:
        who = names or tr("nobody any more")
    if group.step:
        return tr("{group}: {who} (at {step})", group=group.name, who=who, step=group.step)
    return f"{group.name}: {who}"
