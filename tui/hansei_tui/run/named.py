"""What an item is called where there is little room: of a row and what is asked of it, both can be told."""

from __future__ import annotations

from hansei.kinds import Item
from hansei_tui.shown import clipped, width

#: Cells that a row's name keeps at the least.
LEAST = 12


def own_label(item: Item) -> str:
    """Return what an item is called beside its row."""
    return item.label.removeprefix(f"{item.row}: ") if item.row else item.label


def label_in(item: Item, cells: int) -> str:
    """Return an item's label in at most so many cells; where it begins with its row, the row's name is cut first.

    Args:
        item: The item.
        cells: The room.
    """
    own = own_label(item)
    if own == item.label or width(item.label) <= cells:
        return clipped(item.label, cells)
    return clipped(f"{clipped(item.row, max(LEAST, cells - width(own) - 2))}: {own}", cells)
