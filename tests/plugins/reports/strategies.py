"""Documents of any shape with any text in them."""

from __future__ import annotations

from hypothesis import strategies as st

from hansei.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Span,
    Table,
    Tone,
    WriteLines,
)
from hansei.document.blocks import Block
from hansei.document.figures import StandRow, stand_figure

#: Any text at all, and often text that means something to HTML or Markdown.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=24),
    st.text("ab1 \n\t\r*_`~#<>|[]()!&;:.=+-\\\"'{}$^@/é漢🌱\u2028\xa0", max_size=24),
    st.sampled_from(
        [
            "[red] & <b>",
            "</style><script>alert(1)</script>",
            "<!-- x",
            "&amp; &#42; &lt",
            "# head\n===\n---",
            "1. one\n2) two",
            "a | b\n--- | ---",
            "- [ ] x\n    code",
            "![x](http://x) [y]: /z",
            "a\\|b\\",
            "```\nx\n```",
            "مرحبا بالعالم",
            "**bold** __strong__ snake_case _x_",
            "\x00\x1b[31m\ud800\r\n\u0085",
        ]
    ),
)

SPANS = st.lists(
    st.builds(
        Span,
        TEXTS,
        strong=st.booleans(),
        emphasis=st.booleans(),
        target=st.sampled_from(["", "here", "https://example.org/a|b", "javascript:alert(1)"]),
    ),
    max_size=4,
).map(tuple)
SAID = TEXTS.map(lambda text: (Span(text),))
TONES = st.sampled_from(Tone)

PARAGRAPHS = st.builds(Paragraph, SPANS, label=TEXTS, tone=TONES)
BULLETS = st.builds(Bullets, st.lists(SPANS, max_size=3).map(tuple), numbered=st.booleans())
CELLS = st.builds(
    Cell,
    st.lists(PARAGRAPHS | BULLETS, max_size=2).map(tuple),
    tone=TONES,
    head=st.booleans(),
    mark=TEXTS,
    span=st.integers(1, 2),
)
ROWS = st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=2).map(tuple)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    levels = draw(st.lists(TEXTS, min_size=1, max_size=3))
    counts = st.tuples(*[st.integers(0, 9)] * len(levels))
    return stand_figure(levels, draw(st.lists(st.builds(StandRow, TEXTS, counts, aside=TEXTS), max_size=3)))


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, SPANS, level=st.integers(1, 7), anchor=st.sampled_from(["", "here", "a b", "\x00"])),
    PARAGRAPHS,
    BULLETS,
    st.builds(Table, ROWS, header=ROWS, caption=TEXTS, wide=st.booleans()),
    figures(),
    st.builds(Figure, TEXTS, alt=TEXTS, caption=TEXTS),
    st.builds(Note, SPANS, tone=TONES),
    st.builds(WriteLines, st.integers(0, 3)),
)
DOCUMENTS = st.builds(
    Document,
    TEXTS,
    st.lists(BLOCKS, max_size=5).map(tuple),
    subtitle=TEXTS,
    facts=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)
