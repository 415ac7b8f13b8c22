"""What every question of a form has: who asks it, which single keys answer it, and what it holds when left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hansei.form import Choose, Number, Question, Table, Walk
from hansei_tui.run.asker import Asker
from hansei_tui.run.choose import Choosing, option_keys
from hansei_tui.run.table import Filling
from hansei_tui.run.walk import Walking
from hansei_tui.run.words import Wording

#: A form that never ends is cut here.
LONGEST = 100


def asker_of(question: Question) -> Asker:
    """Return what asks a question."""
    if isinstance(question, Walk):
        return Walking(question)
    if isinstance(question, Choose):
        return Choosing(question)
    if isinstance(question, Table):
        return Filling(question)
    return Wording(question)


def single_keys(question: Question | None) -> Mapping[str, str]:
    """Return the keys of a question that one key answers."""
    return option_keys(question) if isinstance(question, Choose) and not question.many else {}


def optional(question: Question) -> bool:
    """Whether a question may be left out."""
    return not isinstance(question, Walk) and question.optional


def empty(question: Question) -> Any:
    """Return what an optional question holds when it is left out."""
    if isinstance(question, Number):
        return None
    if isinstance(question, Table) or (isinstance(question, Choose) and question.many):
        return []
    return ""
