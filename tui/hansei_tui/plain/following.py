"""The chain and the actions, line by line: what follows from a row, how it stands, what is carried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from hansei.errors import UsageError
from hansei.insight.beyond import beyond
from hansei.insight.chain import Chain, chains, why_do_we
from hansei.insight.review_paper import came_from
from hansei.record.following import STATUSES, FollowedAction, Status
from hansei.record.people import folded
from hansei.record.session import Session
from hansei_tui.plain.pages import number_of

HELP = """\
  /chain [ROW]     from each row to its theories, barriers and actions
  /chain 2         why do we do this? from action 2 back to the evidence
  /actions         all actions, numbered       /action 2 = done: words   or open, begun, dropped
  /carried         open actions of the team's earlier sessions
  /carried 1 = begun: words   how one of them stands now"""


class FollowingLines:
    """The commands about the chain and the actions.

    Args:
        session: The session.
        say: Prints a line.
        earlier: The team's open actions of earlier sessions.
    """

    def __init__(self, session: Session, say: Callable[[str], None], earlier: Sequence[FollowedAction] = ()) -> None:
        self.session = session
        self.say = say
        self._earlier = tuple(earlier)
        self.commands: dict[str, Callable[[str], None]] = {
            "chain": self._chain,
            "actions": self._list,
            "action": lambda text: self._follow(text, self.session.following.all, "action", "/actions"),
            "carried": self._carried,
        }

    def carried(self) -> tuple[FollowedAction, ...]:
        """Return the actions of earlier sessions as they stand after what was said of them in this one."""
        return with_news(self.session, self._earlier)

    def greet(self) -> None:
        """Show what is carried on, when there is anything."""
        if any(not each.ended for each in self.carried()):
            self.say("")
            self.say("Open actions of earlier sessions (/carried 1 = done: words says how one stands):")
            self._tell(self.carried())

    # ------------------------------------------------------------------------------------- the chain

    def _chain(self, text: str) -> None:
        found = chains(self.session)
        if text.isascii() and text.isdigit():
            action = self.session.following.all[number_of(text, len(self.session.following.all), "action", "/actions")]
            chain = why_do_we(self.session, action.key)
            if chain is None:
                raise UsageError(f"action {text} follows from no row")
            found = (chain,)
        elif text:
            found = tuple(each for each in found if folded(text) in (each.row.id, folded(each.row.label)))
            if not found:
                known = ", ".join(each.row.id for each in chains(self.session)) or "none yet"
                raise UsageError(f"no row {text!r} calls for work; rows that do: {known}")
        for each in found:
            self._tell_chain(each)
        if not found:
            self.say("  no row calls for work yet")

    def _tell_chain(self, chain: Chain) -> None:
        because = f" ({chain.row.because})" if chain.row.because else ""
        self.say(f"  {chain.row.id}: {chain.row.label}{because}")
        for words in chain.words:
            self.say(f"    {words.rater}: {words.says}")
        for reason in chain.reasons:
            self.say(f"      because: {reason}")
        for words in chain.rests_on:
            self.say(f"      {words.rater} had rated: {words.says}")
        for link in chain.links:
            title = link.item.short or link.item.label
            for words in link.words:
                if not link.actions:
                    self.say(f"    {title}: {words.says}")
            for action in link.actions:
                self.say(f"    {title}: {action_words(action)}")
                for each in beyond(self.session, action):
                    self.say(f"      from {came_from(each)}")
            if not link.words:
                self.say(f"    {title}: open")

    # ------------------------------------------------------------------------------------- actions

    def _list(self, _: str) -> None:
        self._tell(self.session.following.all)
        if not self.session.following.all:
            self.say("  no action is written yet")

    def _carried(self, text: str) -> None:
        if text:
            self._follow(text, self.carried(), "carried action", "/carried")
            return
        self._tell(self.carried())
        if not self.carried():
            self.say("  nothing is open from earlier sessions")

    def _tell(self, actions: Sequence[FollowedAction]) -> None:
        for number, action in enumerate(actions, 1):
            self.say(f"  {number}. {action_words(action)}")

    def _follow(self, text: str, actions: Sequence[FollowedAction], what: str, command: str) -> None:
        number, equals, rest = text.partition("=")
        at = number_of(number, len(actions), what, command)
        said, _, words = rest.partition(":")
        if not equals:
            raise UsageError(f"say how it stands, as in {command.removesuffix('s')} {at + 1} = done: words")
        self.session.following.follow(actions[at], status_of(said), words)
        self.say(f"{what} {at + 1}: {status_of(said)}{f', {words.strip()}' if words.strip() else ''}")


def status_of(text: str) -> Status:
    """Return how an action can stand.

    Raises:
        UsageError: naming the words there are.
    """
    found = next((each for each in STATUSES if each == text.strip().casefold()), None)
    if found is None:
        raise UsageError(f"an action is {', '.join(STATUSES)}, not {text.strip()!r}")
    return found


def with_news(session: Session, earlier: Sequence[FollowedAction]) -> tuple[FollowedAction, ...]:
    """Return actions of earlier sessions as they stand after what was said of them in this one."""
    found = []
    for action in earlier:
        news = session.state.followed.get((action.session, action.key))
        found.append(evolve(action, status=news.status, words=news.words) if news is not None else action)
    return tuple(found)


def action_words(action: FollowedAction) -> str:
    """Return an action with who does it, by when, and how it stands."""
    due = f"by {action.action.due}" if action.action.due else ""
    rest = ", ".join(filter(None, (action.action.owner, due)))
    words = f": {action.words}" if action.words else ""
    return f"{action.action.text}{f' ({rest})' if rest else ''} — {action.status}{words}"
