"""The laws of an exporter, each a test."""

from __future__ import annotations

import json
import re
from typing import ClassVar

from hansei.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.exporter import Exporter, Report
from hansei.document.figures import StandRow, stand_figure
from hansei.testing.kinds import words

#: What people write, and a format could take for its own.
AWKWARD = 'Ann & Bo wrote <b>"50 %"</b> [red] *and* {{this}} = \\n, 🌱 Łódź, #1 $x_2$ `code` @ten ~ ^'


def every_block() -> tuple[Block, ...]:
    """Return a document in which every block stands, and every tone."""
    head = (Cell.of("", head=True), Cell.of("One", head=True), Cell.of("Two", head=True))
    wide = (Cell((Paragraph("Both"),), head=True, span=3),)
    cells = tuple(
        (Cell.of(tone.value, head=True, tone=tone), Cell.of(said(AWKWARD), tone=tone, mark="Table 1"), Cell())
        for tone in Tone
    )
    figure = stand_figure(["Low", "High"], [StandRow("Row", (1, 0)), StandRow(AWKWARD, (0, 0), "Cannot tell")])
    small = Table(((Cell.of("in the figure"),),))
    return (
        Heading("A **part**", 2, anchor="part"),
        Heading(said(AWKWARD), 3),
        *(Paragraph(said(AWKWARD), label="Label", tone=tone) for tone in Tone),
        Paragraph("An author's *words* with [a link](https://example.org)"),
        Bullets(("first", said(AWKWARD))),
        Bullets(("one", "two"), numbered=True),
        Table(cells, header=(wide, head), caption="A table"),
        Table((), header=(head,), wide=True),
        figure,
        Figure(figure.svg, alt="A picture", caption="Caption", table=small),
        *(Note(said(AWKWARD), tone) for tone in (Tone.PLAIN, Tone.OURS)),
        WriteLines(2),
    )


def _plain_words(block: Block) -> frozenset[str]:
    """Return the words of a block that no format has a reason to write otherwise: ASCII letters, three and more."""
    return frozenset(word for text in words([block]) for word in re.findall(r"\b[A-Za-z]{3,}\b", text))


class ExporterConformance:
    """What holds for every exporter: subclass, and say which one it is."""

    exporter: ClassVar[Exporter]

    def report(self, *blocks: Block) -> Report:
        """Return a report of some blocks."""
        facts = (("Team", AWKWARD),)
        return Report(Document(AWKWARD, blocks, "Subtitle", facts=facts), {"toolkit": {"id": "t"}, "answers": []})

    def test_it_says_what_it_is(self) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9-]*", self.exporter.name)
        assert re.fullmatch(r"\.[a-z0-9.]+", self.exporter.suffix)
        assert re.fullmatch(r"[\w.+-]+/[\w.+-]+(;.*)?", self.exporter.media_type)

    def test_what_it_needs_is_named_with_what_brings_it(self) -> None:
        assert bool(self.exporter.needs) <= bool(self.exporter.extra)

    def test_every_block_is_written(self) -> None:
        for block in every_block():
            assert _is_written(self.exporter.export(self.report(block)))
        assert _is_written(self.exporter.export(self.report(*every_block())))

    def test_a_whole_report_in_text_leaves_no_word_out(self) -> None:
        """Hold for every format whose media type begins with ``text/``, unless it says ``whole = False``."""
        if not (self.exporter.whole and self.exporter.media_type.startswith("text/")):
            return
        for block in every_block():
            text = self.exporter.export(Report(Document("", (block,)), {})).decode()  # its words are nowhere else
            left_out = sorted(word for word in _plain_words(block) if word not in text)
            assert not left_out, f"of a {type(block).__name__} these words are not written: {', '.join(left_out)}"

    def test_an_empty_report_is_written(self) -> None:
        assert _is_written(self.exporter.export(Report(Document("Empty", ()), {})))

    def test_what_it_is_given_stays_as_it_is(self) -> None:
        report = self.report(*every_block())
        before = (report.document, json.dumps(report.record))
        self.exporter.export(report)
        assert (report.document, json.dumps(report.record)) == before


def _is_written(data: object) -> bool:
    assert isinstance(data, bytes), f"export returned {type(data).__name__} and not bytes"
    return bool(data)
