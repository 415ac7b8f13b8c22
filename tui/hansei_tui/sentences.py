"""The sentences of the terminal front."""

from __future__ import annotations

from hansei.words.catalogue import N_, Catalogue

__all__ = ["N_", "own", "tr", "trc", "trn"]

own = Catalogue(__file__)
tr, trn, trc = own.tr, own.trn, own.trc
