"""Rounds of rating on paper: who stood where, how far apart, what was settled, and who did not go along."""

from __future__ import annotations

from collections.abc import Iterator

from hansei.document import Block, Cell, Heading, Paragraph, Table, Tone, said
from hansei.errors import HanseiError
from hansei.insight.compare import ComparedRow, by_spread, compare
from hansei.insight.consensus import SOURCE
from hansei.insight.raters_drawn import raters_drawn
from hansei.record.events import Agreed
from hansei.record.rounds import Round, Settled
from hansei.record.session import Session
from hansei.words.ours import tr


def rounds_on_paper(session: Session, instrument: str, *, level: int = 4) -> Iterator[Block]:
    """Yield every round of an instrument, and what was settled.

    Args:
        session: The session.
        instrument: The instrument's id.
        level: The level of the headings.
    """
    for round_ in session.rounds.of(instrument):
        yield Heading(tr("Round {number}: {how}", number=round_.number, how=how(round_)), level)
        if round_.dropped:
            yield Paragraph(tr("This round was called off; what was given in it is not shown."), tone=Tone.MISSING)
        elif round_.open:
            yield Paragraph(said(_receipts(session, round_)), tone=Tone.MISSING)
        else:
            try:
                yield from _compared(session, instrument, compare(session, instrument, round_.number))
            except HanseiError as error:
                yield Paragraph(said(tr("This round cannot be compared here: {error}", error=error)), tone=Tone.MISSING)
    settled = [
        (item, each)
        for (of, item), events in session.state.rounds.settled.items()
        for each in events
        if of == instrument
    ]
    if settled:
        yield Heading(tr("Settled by the team"), level)
    for item, each in settled:
        yield from _settled(session, instrument, item, each)


def how(round_: Round) -> str:
    """Return who rated in a round and how, as people say it."""
    by = {"team": tr("the whole team"), "group": tr("small groups"), "person": tr("each person")}[round_.opened.by]
    if round_.opened.by == "team" and round_.opened.how == "keyboard":
        return by  # aloud, nothing hidden
    way = {
        "keyboard": tr("the keyboard was passed on, hidden until the reveal"),
        "hands": tr("raised hands, counted"),
        "paper": tr("rated on paper, typed in before the reveal"),
    }[round_.opened.how]
    return f"{by}; {way}"


def _receipts(session: Session, round_: Round) -> str:
    receipts = session.rounds.receipts(round_.opened.instrument, round_.number)
    done = sum(each.handed_in for each in receipts)
    return tr(
        "Not revealed yet; {done} of {n} have handed in. What they gave is hidden until then.",
        done=done,
        n=len(receipts),
    )


def _compared(session: Session, instrument: str, rows: tuple[ComparedRow, ...]) -> Iterator[Block]:
    this, kind = session.instrument(instrument)
    ordered = [row for row in by_spread(rows) if row.positions or row.missing]
    if not ordered:
        yield Paragraph(tr("Nothing was rated in this round."), tone=Tone.MISSING)
        return
    yield from raters_drawn(tr("Who stands where"), ordered)

    def told(row: ComparedRow) -> dict[str, list[str]]:
        """Return who said what; those who said the same stand together."""
        found: dict[str, list[str]] = {}
        for each in row.positions:
            words = "\n".join(kind.whole(this.definition, row.item, each.answer.response))
            found.setdefault(words, []).append(f"{each.rater} ({each.count})" if each.count != 1 else each.rater)
        return found

    titles = [tr("Most spread first"), tr("Positions"), tr("Levels apart"), tr("Agreement")]
    behind = list(dict.fromkeys(row.denominator() for row in ordered))
    if len(behind) > 1:
        titles.append(tr("Who is behind it"))
    yield Table(
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=tuple(
            (
                Cell.of(said(row.item.label), head=True),
                Cell(tuple(Paragraph(said(words), label=", ".join(who)) for words, who in told(row).items())),
                Cell.of(str(row.spread) if row.rated else "–"),
                Cell.of("–" if row.consensus is None else f"{row.consensus:.2f}"),
                *([Cell.of(said(row.denominator()))] if len(behind) > 1 else []),
            )
            for row in ordered
        ),
    )
    if len(behind) == 1:
        yield Paragraph(said(behind[0]), label=tr("Who is behind it"))
    yield Paragraph(said(tr("Agreement: 1 is all at one level, 0 one half at either end. {source}", source=SOURCE)))


def _settled(session: Session, instrument: str, item: str, event: Settled) -> Iterator[Block]:
    try:
        label = session.item(instrument, item).label
    except HanseiError:
        label = item
    if isinstance(event, Agreed):
        yield Paragraph(said(tr("Agreed: {say}", say=session.say(event))), label=label, tone=Tone.CHOSEN)
    else:
        yield Paragraph(said(tr("No agreement; the positions stay as they are.")), label=label, tone=Tone.NEEDS)
    if event.rationale:
        yield Paragraph(said(event.rationale), label=tr("Why"))
    apart = event.dissent if isinstance(event, Agreed) else event.positions
    word = tr("does not go along") if isinstance(event, Agreed) else tr("says")
    for each in apart:
        words = said(each.words or tr("gave no reason"))
        yield Paragraph(words, label=f"{session.rater_name(each.rater)} {word}", tone=Tone.REFUSED)
