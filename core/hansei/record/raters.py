"""Who is meant by what somebody typed: a person, a small group, or the whole team."""

from __future__ import annotations

from collections.abc import Sequence

from hansei.errors import UsageError
from hansei.record.people import TEAM, TEAM_NAMES, Person, folded, group
from hansei.record.state import State
from hansei.words.ours import tr


def rater_of(given: str, people: Sequence[Person], state: State) -> str:
    """Return a rater as the record writes it; a bare name is a person's, otherwise a group's.

    Names are told apart as people do: not by case, and not by blanks around them.

    Args:
        given: What was typed, or a rater as the record writes it.
        people: Everybody who took part.
        state: What is known of the small groups.

    Raises:
        UsageError: when it is no name, or that of somebody without a vote.
    """
    if not given.removeprefix("group:").strip():
        raise UsageError(tr("a rater needs a name"))
    if given == TEAM or folded(given) in TEAM_NAMES:
        return TEAM
    found = [person for person in people if given in (person.rater, person.name)]
    if given.startswith("person:") and not found:
        raise UsageError(tr("nobody with the id {person} takes part", person=given.removeprefix("person:")))
    if not found:
        name = given.removeprefix("group:").strip()
        now = {each.called or each.name: each.name for each in state.groups}
        if name != given.strip() and name in state.called:
            return group(name)
        if name in now:
            return group(now[name])
        if name == given.strip():
            found = [person for person in people if folded(person.name) == folded(name)]
    if not found:
        return group(next((now[each] for each in now if folded(each) == folded(name)), _once(name, state)))
    found.sort(key=lambda person: not person.present)  # a name may be taken again after somebody left
    if not found[0].votes:
        raise UsageError(tr("{name} takes part without a vote, so cannot rate", name=found[0].name))
    return found[0].rater


def _once(name: str, state: State) -> str:
    """Return a group that was there once, by what it was called last; another name as it is."""
    return next((raw for raw, called in state.called.items() if folded(called) == folded(name)), name)
