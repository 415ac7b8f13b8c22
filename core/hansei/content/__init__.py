"""Content: what a toolkit is made of, and reading it from an author's files with line numbers."""

from hansei.content.minutes import Minutes
from hansei.content.toolkit import (
    Activity,
    AgendaStep,
    Handout,
    Instrument,
    Ours,
    Outcome,
    Section,
    Step,
    Toolkit,
)

__all__ = [
    "Activity",
    "AgendaStep",
    "Handout",
    "Instrument",
    "Minutes",
    "Ours",
    "Outcome",
    "Section",
    "Step",
    "Toolkit",
]
