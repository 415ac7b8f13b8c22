"""An author's text of several paragraphs and lists."""

from __future__ import annotations

from hansei.document import Bullets, Paragraph
from hansei.document.telling import told


def test_lines_that_all_begin_with_a_dash_are_a_list() -> None:
    text = "By the same rule.\n\n- **Keep** it.\n- Stop it.\n\n- one\nand not\n\nSo be it."
    kept = Bullets(("**Keep** it.", "Stop it."))
    assert list(told(text)) == [
        Paragraph("By the same rule."),
        kept,
        Paragraph("- one\nand not"),
        Paragraph("So be it."),
    ]
    assert list(told("")) == []
