"""What every text format here shares: characters it can carry, and the sign that stands beside a tone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from hansei.document import Tone

#: A pattern, compiled for the first text that may need it: nearly all are printable.
_UNCARRIED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}

#: A shape for each tone, so that none rests on colour alone.
SIGNS: Mapping[Tone, str] = MappingProxyType(
    {
        Tone.CHOSEN: "●",
        Tone.REFUSED: "○",
        Tone.GOOD: "✓",
        Tone.NEEDS: "◆",
        Tone.MISSING: "–",
        Tone.OURS: "※",
    }
)


def introducing(label: str) -> str:
    """Return a label as it stands on one line with what it is of: with a colon, where it does not end a sentence."""
    return label if label.endswith((":", "?", ".")) else f"{label}:"


def visible(text: str) -> str:
    r"""Return a text as HTML, XML and Markdown can carry it, with nothing dropped in silence.

    Line ends become ``\n``. A control character becomes its picture (U+2400 and on); a lone surrogate
    or a noncharacter that XML refuses becomes U+FFFD. All else stays as it is.
    """
    if text.isprintable() or text.replace("\n", "").isprintable() or not re.search(_UNCARRIED, text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_UNCARRIED, lambda found: chr(_PICTURES.get(ord(found[0]), 0xFFFD)), text)
