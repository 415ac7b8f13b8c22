"""What of a session goes out: everything, without the ratings of single people, or only what the team agreed on.

A filter, event by event, that looks at nothing later: what an earlier submission held is in a later one of the
same scope, in the same order, and so one can be told to extend the other. What is hidden (a round that nobody has
seen yet, or that was called off) is never in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal, get_args

import msgspec

from hansei.record import events as ev
from hansei.record.events import AnyEvent, Dissent
from hansei.record.lines import write
from hansei.words.ours import N_, tr

#: How much of a record goes out, the most first.
Scope = Literal["everything", "no-individual", "agreed"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
#: The same as people read it.
TITLES: dict[Scope, str] = {
    "everything": N_("Everything that everybody has seen"),
    "no-individual": N_("Without the ratings of single people"),
    "agreed": N_("Only what the team agreed on"),
}
#: What can be left out, as people read it, for one and for several.
LEFT_OUT = {
    "hidden": (N_("rating that nobody has seen yet"), N_("ratings that nobody has seen yet")),
    "individual": (N_("answer of a single person"), N_("answers of single people")),
    "groups": (N_("answer of a small group"), N_("answers of small groups")),
    "dissenters": (N_("name of who did not go along"), N_("names of who did not go along")),
    "other": (N_("entry about people, notes or time"), N_("entries about people, notes and time")),
    "names": (N_("person's name"), N_("people's names")),
}
#: A dissenter who is not named; read as "somebody".
NOBODY = "person:"

#: What of a record says what the team as a whole gave, agreed on and did.
_OF_THE_TEAM = (
    ev.Started,
    ev.Moved,
    ev.StepEnded,
    ev.StepReopened,
    ev.RoundOpened,
    ev.RoundRevealed,
    ev.RoundDropped,
    ev.Agreed,
    ev.NotAgreed,
    ev.Replied,
    ev.Reviewed,
    ev.BeganWith,
    ev.ProtocolKept,
    ev.Closed,
    ev.Reopened,
)

#: Whether nobody has seen what an event says.
Hidden = Callable[[AnyEvent], bool]


def lesser(one: str, other: str) -> Scope:
    """Return the one of two scopes that holds less."""
    return max(one, other, key=SCOPES.index)  # type: ignore[arg-type]


def left_out_in_words(left_out: dict[str, int]) -> str:
    """Return what was left out in one line of words; empty when nothing was."""
    return ", ".join(
        f"{count:,} {tr(LEFT_OUT[what][count != 1]) if what in LEFT_OUT else what}" for what, count in left_out.items()
    )


def given_in_words(scope: str, left_out: dict[str, int]) -> str:
    """Return how much of a record was given and what was left out, in one line of words."""
    title = tr(TITLES.get(scope, scope))  # type: ignore[call-overload]
    return tr(
        "{title}. Left out: {words}",
        title=title,
        words=left_out_in_words(left_out) or tr("nothing"),
    )


def projected(
    events: Sequence[AnyEvent], lines: Sequence[bytes], scope: str, hidden: Hidden | None = None
) -> tuple[list[bytes], dict[str, int]]:
    """Return the lines that a scope holds, and how many of what were left out.

    Args:
        events: The record.
        lines: The same as lines.
        scope: How much of it goes out.
        hidden: Whether nobody has seen what an event says; None: everything was seen.
    """
    sieve = _Sieve(scope, hidden)
    kept: list[bytes] = []
    for event, line in zip(events, lines, strict=True):
        why = sieve.why_not(event)
        if why:
            sieve.left_out[why] += 1
        else:
            sieve.kept.add(event.id)
            kept.append(sieve.bare(event, line))
    return kept, {what: sieve.left_out[what] for what in LEFT_OUT if sieve.left_out[what]}


class _Sieve:
    """What was seen so far of a record that is read from its beginning."""

    def __init__(self, scope: str, hidden: Hidden | None) -> None:
        self.scope = scope
        self.hidden = hidden
        self.kept: set[str] = set()
        self.left_out: Counter[str] = Counter()
        #: Groups of a single person.
        self._alone: set[str] = set()

    def why_not(self, event: AnyEvent) -> str:
        """Return the word for why an event stays here; empty when it goes out."""
        if isinstance(event, ev.Grouped):
            self._alone = {each.name for each in event.groups if len(each.people) + each.heads == 1}
        if self.hidden is not None and self.hidden(event):
            return "hidden"
        if isinstance(event, ev.Undone):
            # What is not told needs no taking back, and telling that it was taken back would tell of it.
            return "" if event.target in self.kept else "other"
        if self.scope == "everything":
            return ""
        given_by = self._given_by(event)
        if given_by == "person":
            return "individual"
        if self.scope == "no-individual":
            return ""
        if given_by == "group":
            return "groups"
        return "" if given_by or isinstance(event, _OF_THE_TEAM) else "other"

    def _given_by(self, event: AnyEvent) -> str:
        """Return whether a person, a group or the team gave something; empty for what is not given by anybody."""
        if isinstance(event, (ev.Answered, ev.Cleared, ev.HandedIn)):
            rater = event.rater
        elif isinstance(event, ev.Counted):
            rater = f"group:{event.group}"
        elif isinstance(event, ev.ActionFollowed):
            # instrument/item/rater#action
            rater = next((kind for kind in ("person:", "group:") if f"/{kind}" in event.action), "team")
        else:
            return ""
        kind, _, name = rater.partition(":")
        return "person" if kind == "group" and name in self._alone else kind

    def bare(self, event: AnyEvent, line: bytes) -> bytes:
        """Return a line as it goes out: in the lesser scopes nobody is named who did not go along."""
        if self.scope == "everything" or not isinstance(event, (ev.Agreed, ev.NotAgreed)):
            return line
        if isinstance(event, ev.Agreed):
            named = event.dissent
            unnamed: AnyEvent = msgspec.structs.replace(event, dissent=_unnamed(named))
        else:
            named = event.positions
            unnamed = msgspec.structs.replace(event, positions=_unnamed(named))
        count = sum(each.rater != NOBODY for each in named)
        self.left_out["dissenters"] += count
        return write(unnamed) if count else line


def _unnamed(named: Sequence[Dissent]) -> tuple[Dissent, ...]:
    return tuple(Dissent(NOBODY, each.words) for each in named)
