"""An author's longer text."""

from hansei.document import Bullets, Paragraph
from hansei.document.paragraphs import parts
from hansei.document.telling import told


def test_lists_stand_apart_from_what_is_around_them() -> None:
    text = "Decide.\n\n- Keep it\n  when it works.\n- Stop it.\n\n\n- one\nand not\n\nA 5-10 minute\nbreak - really."
    assert [(part.lines, part.listed) for part in parts(text)] == [
        (("Decide.",), False),
        (("Keep it when it works.", "Stop it."), True),
        (("- one\nand not",), False),
        (("A 5-10 minute\nbreak - really.",), False),
    ]
    assert [type(block) for block in told(text)] == [Paragraph, Bullets, Paragraph, Paragraph]
    assert list(told("")) == []
