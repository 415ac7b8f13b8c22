"""The chain as a report and ``--json`` tell it: from each row over what was said of it to its actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hansei.document import Block, Bullets, Heading, Paragraph, Tone, said
from hansei.insight.beginnings import origins_on_paper
from hansei.insight.chain import Chain, Link, Words, chains
from hansei.kinds.kind import Item
from hansei.record.following import FollowedAction, stands
from hansei.record.view import SessionView
from hansei.words.days import date_told
from hansei.words.ours import tr


def chains_on_paper(session: SessionView) -> Iterator[Block]:
    """Yield one trace for every row that something followed from, from its evidence to its actions."""
    found = [chain for chain in chains(session) if any(link.words for link in chain.links)]
    begun = session.state.begun
    if found or begun:
        yield Heading(tr("From the evidence to the actions"), 2, anchor="chain")
    if any(chain.rests_on for chain in found):
        yield Paragraph(tr("What the team rated before it agreed stands with its round, with the evidence."))
    for instrument in dict.fromkeys(each.instrument for each in begun.values()):
        yield from origins_on_paper(session, instrument)
    for chain in found:
        yield Heading(said(chain.row.label), 3)
        if chain.rests_on:
            yield Paragraph(said(_rests_on(chain)), label=tr("Rests on"))
        for words in chain.words:
            yield Paragraph(said(words.says), label=words.rater, tone=Tone.CHOSEN)
        for reason in chain.reasons:
            yield Paragraph(said(reason), label=tr("Why"))
        yield Bullets(tuple(said(line) for link in chain.links for line in _lines(link, chain.row)))


def chain_values(session: SessionView) -> list[dict[str, Any]]:
    """Return every row that calls for work with what follows from it, as plain values."""
    return [_values(chain) for chain in chains(session)]


def _rests_on(chain: Chain) -> str:
    """Return who had chosen what before the team agreed on a row, as in "Developing (Table 1); Evolving (Table 2)"."""
    compared = chain.compared
    if compared is None or compared.scale is None:
        return "; ".join(f"{each.rater}: {each.says}" for each in chain.rests_on)
    found: dict[str, list[str]] = {}
    for position in sorted(compared.positions, key=lambda each: -1 if each.level is None else each.level):
        who = f"{position.rater} ×{position.count}" if position.count > 1 else position.rater
        found.setdefault(compared.scale.title(position.place), []).append(who)
    return "; ".join(f"{place} ({', '.join(raters)})" for place, raters in found.items())


def _lines(link: Link, row: Item) -> Iterator[str]:
    """Yield what followed; a line of a plan for the row is not headed by the row's name once more."""
    title = link.item.short or link.item.label
    if not link.words:
        yield tr("{title}: not answered", title=title)
    head = "" if link.item.label == row.label else f"{title}: "
    for action in link.actions:
        yield f"{head}{_action(action)}"
    for words in () if link.actions else link.words:
        yield f"{head}{words.says}"


def _action(action: FollowedAction) -> str:
    due = tr("by {due}", due=date_told(action.action.due)) if action.action.due else ""
    known = tr("known by: {measure}", measure=action.action.measure) if action.action.measure else ""
    rest = ", ".join(filter(None, (action.action.owner, due, known)))
    status = f"{stands(action.status)}: {action.words}" if action.words else stands(action.status)
    return f"{action.action.text}{f' ({rest})' if rest else ''} — {status}"


def _values(chain: Chain) -> dict[str, Any]:
    return {
        "instrument": chain.instrument,
        "item": chain.row.id,
        "label": chain.row.label,
        "because": chain.row.because,
        "rests_on": _said(chain.rests_on),
        "says": _said(chain.words),
        "reasons": list(chain.reasons),
        "links": [
            {
                "instrument": link.instrument,
                "item": link.item.id,
                "label": link.item.short or link.item.label,
                "says": _said(link.words),
                "actions": [action.key for action in link.actions],
            }
            for link in chain.links
        ],
    }


def _said(words: tuple[Words, ...]) -> list[dict[str, str]]:
    return [{"rater_name": each.rater, "says": each.says} for each in words]
