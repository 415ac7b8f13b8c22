"""Which wish for a document's look is in force, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from hansei.document.look import Wishes
from hansei.words.ours import tr


@frozen
class Origin:
    """One setting that is in force."""

    #: ``paper``, ``logo``, ``colour`` or ``without``; of the last there is one for each part that is left out.
    key: str
    value: str
    #: Whose wish it is, as :attr:`~hansei.document.look.Wishes.by` has it; empty: ours, as nobody wished otherwise.
    by: str = ""

    def line(self) -> str:
        """Return it in words: "without notes (documents.toml)"."""
        name = self.by.replace("\\", "/").rpartition("/")[2] if self.by.endswith(".toml") else self.by
        value = self.value.replace("\\", "/").rpartition("/")[2] if self.key == "logo" else self.value
        said = {
            "paper": tr("paper {value}", value=value),
            "logo": tr("logo {value}", value=value),
            "colour": tr("colour {value}", value=value),
            "without": tr("without {value}", value=value),
        }[self.key]
        return f"{said} ({name})" if name else said


def origins(wishes: Sequence[Wishes]) -> tuple[Origin, ...]:
    """Return what wishes amount to, each with whose it is; a logo or a colour that nobody wished for is not in it.

    Args:
        wishes: The farthest from the reader first, as for :func:`~hansei.document.look.look_of`, which checks them.
    """
    found = {"paper": Origin("paper", "letter")}
    without: dict[str, Origin] = {}
    for each in wishes:
        for key, value in (("paper", each.paper.casefold()), ("logo", each.logo), ("colour", each.colour)):
            if value:
                found[key] = Origin(key, value, each.by)
        without |= {part: Origin("without", part, each.by) for part in each.without if part not in without}
        for part in each.including:
            without.pop(part, None)
    return (*(found[key] for key in ("paper", "logo", "colour") if key in found), *without.values())
