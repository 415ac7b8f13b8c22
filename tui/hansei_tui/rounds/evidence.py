"""What is behind a row: each rater's words, what they refused on the way and why, and what was settled."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hansei.document import Block, Document, Figure, Heading, Paragraph, Tone, said
from hansei.form import Text, Walk
from hansei.insight.compare import ComparedRow, Position
from hansei.record.events import Agreed
from hansei.record.session import Session
from hansei_tui.app.keybar import KeyBar
from hansei_tui.rounds.spread import place_of, titles_of
from hansei_tui.run.handouts import Page
from hansei_tui.run.questions import LONGEST
from hansei_tui.run.room import Room
from hansei_tui.sentences import N_, tr


def behind(session: Session, instrument: str, row: ComparedRow) -> Document:
    """Return all that was said of a row, rater by rater."""
    blocks: list[Block] = []
    if row.item.title != row.item.label:
        blocks.append(Paragraph(said(row.item.title), tone=Tone.OURS))
    for each in row.positions:
        place = " · ".join(titles_of(row, each)) or each.says
        many = f" ×{each.count}" if each.count > 1 else ""
        blocks.append(Heading(said(f"{each.rater}{many}: {place}"), 3))
        blocks += _words(session, instrument, row, each)
    if row.missing:
        blocks.append(Paragraph(said(", ".join(row.missing)), label=tr("Not rated"), tone=Tone.MISSING))
    for settled in row.settled:
        agreed = isinstance(settled, Agreed)
        blocks.append(Heading(said(tr("Settled: {place}", place=place_of(session, row, settled))), 3))
        if settled.rationale:
            blocks.append(Paragraph(said(settled.rationale), label=tr("Why")))
        kept = settled.dissent if isinstance(settled, Agreed) else settled.positions
        blocks += [
            Paragraph(
                said(each.words or tr("without words")),
                label=_kept(session.rater_name(each.rater), agreed=agreed),
                tone=Tone.NEEDS,
            )
            for each in kept
        ]
    blocks += _levels(row)
    return Document(row.item.label, tuple(blocks))


def _kept(who: str, *, agreed: bool) -> str:
    return tr("Dissent, {who}", who=who) if agreed else tr("Position, {who}", who=who)


def _levels(row: ComparedRow) -> list[Block]:
    """Return what the levels say that somebody chose, so that it is at hand where people talk about them."""
    levels = row.scale.levels if row.scale is not None else ()
    told = [each for each, count in zip(levels, row.counts, strict=True) if count and each.text]
    if not told:
        return []
    return [
        Heading(said(tr("What these levels say")), 3),
        *(Paragraph(said(each.text), label=each.title) for each in told),
    ]


def _words(session: Session, instrument: str, row: ComparedRow, position: Position) -> list[Block]:
    """Return what a rater wrote, question by question, and each level refused with its reason."""
    this, kind = session.instrument(instrument)
    if not isinstance(position.answer.response, kind.response):
        return [Paragraph(said(position.says))]
    given = kind.given(this.definition, row.item, position.answer.response)
    found: list[Block] = []
    walked: dict[str, object] = {}
    for _ in range(LONGEST):
        question = kind.form(this.definition, row.item, dict(walked))
        if question is None:
            break
        value = walked[question.id] = given.get(question.id)
        if isinstance(question, Walk) and isinstance(value, dict):
            titles = {level.id: level.title for level in question.levels}
            found += [
                Paragraph(
                    said(why or tr("no reason given")),
                    label=tr("{level}: not yet", level=titles.get(id_, id_)),
                    tone=Tone.REFUSED,
                )
                for id_, why in (value.get("refused") or {}).items()
            ]
        elif isinstance(question, Text) and value:
            found.append(Paragraph(said(str(value)), label=question.ask))
    return found or [Paragraph(said(tr("No words were given.")), tone=Tone.MISSING)]


def picture(session: Session, instrument: str) -> Document | None:
    """Return the picture an instrument's kind draws of what stands, with what is said below it; None: it draws none."""
    this, kind = session.instrument(instrument)
    blocks = kind.document(this.definition, session.items(instrument), session.summary(instrument))
    drawn = next((at for at, each in enumerate(blocks) if isinstance(each, Figure)), None)
    if drawn is None:
        return None
    heads = [at for at, each in enumerate(blocks[:drawn]) if isinstance(each, Heading)]
    return Document(this.ours.short or this.title or instrument, tuple(blocks[heads[-1] if heads else drawn :]))


class ReadingScreen(Screen[None]):
    """Shows something to be read to the end.

    Args:
        page: What is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,e,p", "leave", "back", key_display="esc"),
    ]
    HELP = N_("The arrows scroll, escape goes back.")
    AUTO_FOCUS = "Page"

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def compose(self) -> ComposeResult:
        """The page and the keys."""
        yield self.page
        yield KeyBar()

    def interrupt(self) -> None:
        """Go back."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the comparison."""
        self.dismiss(None)


class EvidenceScreen(ReadingScreen):
    """Shows what is behind a row.

    Args:
        room: The room of the run screen.
        instrument: The instrument's id.
        row: The row, as it is compared.
    """

    def __init__(self, room: Room, instrument: str, row: ComparedRow) -> None:
        page = Page(lambda: behind(room.session, instrument, row), lambda: tr("round {number}", number=row.round))
        page.help_text = N_("What each rater has seen, and what they refused on the way.")
        super().__init__(page)
