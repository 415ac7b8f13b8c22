"""Instrument kinds: the contract, the built-in kinds (one file each), and the registry."""

from hansei.kinds.kind import Action, Answer, Answers, AnyKind, Fact, Fault, Item, Kind, Reference, Scale
from hansei.kinds.registry import KindAt, Kinds
from hansei.kinds.results import Result
from hansei.kinds.source_row import SourceRow

__all__ = [
    "Action",
    "Answer",
    "Answers",
    "AnyKind",
    "Fact",
    "Fault",
    "Item",
    "Kind",
    "KindAt",
    "Kinds",
    "Reference",
    "Result",
    "Scale",
    "SourceRow",
]
