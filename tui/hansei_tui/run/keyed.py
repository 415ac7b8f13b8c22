"""A sentence with a key in it, painted: the key stands out, wherever a language puts it."""

from __future__ import annotations

from rich.style import Style

from hansei_tui.run.canvas import Part

#: Stands in a translated sentence for the key, where something else is put in too.
KEY = "{key}"


def keyed(sentence: str, key: str, plain: Style, told: Style) -> tuple[Part, Part, Part]:
    """Return a sentence as parts of a line.

    Args:
        sentence: As it is said in the language that is spoken, with ``{key}`` in it still.
        key: As people know it.
        plain: The style of the words.
        told: The style of the key.
    """
    before, _, after = sentence.partition(KEY)
    return ((before, plain), (key, told), (after, plain))
