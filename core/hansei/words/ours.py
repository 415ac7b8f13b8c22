"""The engine's own sentences."""

from __future__ import annotations

from pathlib import Path

from hansei.words.catalogue import N_, Catalogue

__all__ = ["N_", "own", "tr", "trc", "trn"]

own = Catalogue(Path(__file__).with_name("locale"))
tr, trn, trc = own.tr, own.trn, own.trc
