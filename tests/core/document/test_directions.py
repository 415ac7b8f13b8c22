"""A text that turns the writing order, beside words of others."""

from __future__ import annotations

import pytest

from hansei.document.directions import closed


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Riverside", ""),
        ("\u202eedisreviR", "\u202c"),
        ("\u2067\u202b שלום", "\u202c\u2069"),
        ("\u2067 שלום \u2069 \u202c", ""),
        ("مدرسة", ""),
    ],
)
def test_what_a_text_opens_is_closed_at_its_end(text: str, more: str) -> None:
    assert closed(text) == text + more
