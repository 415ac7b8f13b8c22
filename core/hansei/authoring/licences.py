"""Licences by the names people give them: enough to tell a known one from a slip of the pen."""

from __future__ import annotations

import difflib
import re

#: What a publisher writes who states none.
NOT_STATED = "not stated"
_CREATIVE_COMMONS = re.compile(
    r"(?:CC|Creative Commons)[ -]BY(?:-(?:NC|SA|ND|NC-SA|NC-ND))?(?:[ -][1-4]\.0)?(?: International)?"
    r"|CC0(?:[ -]1\.0)?",
    re.IGNORECASE,
)
#: Others that texts are published under; SPDX identifiers where there is one.
KNOWN = (
    NOT_STATED,
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-SA 4.0",
    "CC BY-NC-ND 4.0",
    "CC BY-ND 4.0",
    "CC0 1.0",
    "Public domain",
    "All rights reserved",
    "Apache-2.0",
    "MIT",
    "GFDL-1.3",
)


def known(licence: str) -> bool:
    """Return whether a licence is one that readers know."""
    words = " ".join(licence.split())
    return bool(_CREATIVE_COMMONS.fullmatch(words)) or words.casefold() in {each.casefold() for each in KNOWN}


def nearest(licence: str) -> str:
    """Return the known licence that was probably meant; empty when none is near."""
    by_folded = {each.casefold(): each for each in KNOWN}
    near = difflib.get_close_matches(" ".join(licence.split()).casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[near[0]] if near else ""


def forbids_changes(licence: str) -> bool:
    """Return whether nothing altered may be given on under a licence ("no derivatives")."""
    return bool(re.search(r"\bND\b|no[- ]?deriv", licence, re.IGNORECASE))
