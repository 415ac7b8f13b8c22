"""The chain and the actions, line by line: what follows from a row, how it stands, what is carried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from hansei.errors import UsageError
from hansei.insight.beginnings import from_where, worded
from hansei.insight.beyond import beyond
from hansei.insight.chain import Chain, chains, why_do_we
from hansei.insight.review_paper import came_from
from hansei.record.following import STATUSES, FollowedAction, Status, stands
from hansei.record.people import folded
from hansei.record.session import Session
from hansei_tui.plain.asking import without_accents
from hansei_tui.plain.pages import number_of
from hansei_tui.sentences import N_, tr

HELP = N_("""\
  /chain [ROW]     from each row to its theories, barriers and actions
  /chain 2         why do we do this? from action 2 back to the evidence
  /actions         all actions, numbered       /action 2 = done: words   or open, begun, dropped
  /carried         open actions of the team's earlier sessions
  /carried 1 = begun: words   how one of them stands now""")
#: What is said of an action of this session, and of one that is carried on.
NO_ACTION = N_("there is no action {number}; /actions lists what there is")
NO_CARRIED = N_("there is no carried action {number}; /carried lists what there is")


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
            "action": lambda text: self._follow(text, self.session.following.all, carried=False),
            "carried": self._carried,
        }

    def carried(self) -> tuple[FollowedAction, ...]:
        """Return the actions of earlier sessions as they stand after what was said of them in this one."""
        return with_news(self.session, self._earlier)

    def greet(self) -> None:
        """Show what is carried on, when there is anything."""
        if any(not each.ended for each in self.carried()):
            self.say("")
            self.say(tr("Open actions of earlier sessions (/carried 1 = done: words says how one stands):"))
            self._tell(self.carried())

    # ------------------------------------------------------------------------------------- the chain

    def _chain(self, text: str) -> None:
        found = chains(self.session)
        if text.isascii() and text.isdigit():
            action = self.session.following.all[number_of(text, len(self.session.following.all), NO_ACTION)]
            chain = why_do_we(self.session, action.key)
            if chain is None:
                raise UsageError(tr("action {number} follows from no row", number=text))
            found = (chain,)
        elif text:
            found = tuple(each for each in found if folded(text) in (each.row.id, folded(each.row.label)))
            if not found:
                known = ", ".join(each.row.id for each in chains(self.session)) or tr("none yet")
                raise UsageError(tr("no row {row} calls for work; rows that do: {known}", row=repr(text), known=known))
        self._began_with()
        for each in found:
            self._tell_chain(each)
        if not found:
            self.say("  " + tr("no row calls for work yet"))

    def _began_with(self) -> None:
        for each in self.session.state.begun.values():
            where = from_where(each.origin, self.session.id)
            self.say("  " + tr("began with: {words}, from {where}", words=worded(each.origin), where=where))

    def _tell_chain(self, chain: Chain) -> None:
        because = f" ({chain.row.because})" if chain.row.because else ""
        self.say(f"  {chain.row.id}: {chain.row.label}{because}")
        for words in chain.words:
            self.say(f"    {words.rater}: {words.says}")
        for reason in chain.reasons:
            self.say("      " + tr("because: {reason}", reason=reason))
        for words in chain.rests_on:
            self.say("      " + tr("{rater} had rated: {words}", rater=words.rater, words=words.says))
        for link in chain.links:
            title = link.item.short or link.item.label
            for words in link.words:
                if not link.actions:
                    self.say(f"    {title}: {words.says}")
            for action in link.actions:
                self.say(f"    {title}: {action_words(action)}")
                for each in beyond(self.session, action):
                    self.say("      " + tr("from {where}", where=came_from(each)))
            if not link.words:
                self.say("    " + tr("{title}: open", title=title))

    # ------------------------------------------------------------------------------------- actions

    def _list(self, _: str) -> None:
        self._tell(self.session.following.all)
        if not self.session.following.all:
            self.say("  " + tr("no action is written yet"))

    def _carried(self, text: str) -> None:
        if text:
            self._follow(text, self.carried(), carried=True)
            return
        self._tell(self.carried())
        if not self.carried():
            self.say("  " + tr("nothing is open from earlier sessions"))

    def _tell(self, actions: Sequence[FollowedAction]) -> None:
        for number, action in enumerate(actions, 1):
            self.say(f"  {number}. {action_words(action)}")

    def _follow(self, text: str, actions: Sequence[FollowedAction], *, carried: bool) -> None:
        number, equals, rest = text.partition("=")
        at = number_of(number, len(actions), NO_CARRIED if carried else NO_ACTION)
        said, _, words = rest.partition(":")
        if not equals:
            words = tr("words")
            example = f"{'/carried' if carried else '/action'} {at + 1} = {stands('done')}: {words}"
            raise UsageError(tr("say how it stands, as in {example}", example=example))
        self.session.following.follow(actions[at], status_of(said), words)
        status = ", ".join(filter(None, (stands(status_of(said)), words.strip())))
        if carried:
            self.say(tr("carried action {number}: {status}", number=at + 1, status=status))
        else:
            self.say(tr("action {number}: {status}", number=at + 1, status=status))


def status_of(text: str) -> Status:
    """Return how an action can stand.

    Raises:
        UsageError: naming the words there are.
    """
    word = without_accents(text.strip().casefold())
    found = next((each for each in STATUSES if word in (each, without_accents(stands(each)))), None)
    if found is None:
        known = ", ".join(map(stands, STATUSES))
        raise UsageError(tr("an action is {statuses}, not {text}", statuses=known, text=repr(text.strip())))
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
    due = tr("by {date}", date=action.action.due) if action.action.due else ""
    rest = ", ".join(filter(None, (action.action.owner, due)))
    words = f": {action.words}" if action.words else ""
    return f"{action.action.text}{f' ({rest})' if rest else ''} — {stands(action.status)}{words}"
