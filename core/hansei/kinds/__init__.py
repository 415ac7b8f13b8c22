"""Instrument kinds: the contract, the built-in kinds (one file each), and the registry."""

from hansei.kinds.kind import Action, Answer, Answers, AnyKind, Fact, Fault, Item, Kind, Scale
from hansei.kinds.registry import Kinds

__all__ = ["Action", "Answer", "Answers", "AnyKind", "Fact", "Fault", "Item", "Kind", "Kinds", "Scale"]
