"""A toolkit read from its pin is the toolkit that was read from its file."""

from __future__ import annotations

from pathlib import Path

import hansei_district_led
from hansei.content.pinned import pinned_toolkit
from hansei.content.reading import read_toolkit
from hansei.kinds import Kinds
from hansei.kinds.checklist import ChecklistKind
from hansei.kinds.choice import ChoiceKind
from hansei.kinds.plan import PlanKind
from hansei.kinds.prompts import PromptsKind
from hansei.kinds.role_matrix import RoleMatrixKind
from hansei.kinds.rubric import RubricKind

KINDS = Kinds([ChecklistKind(), ChoiceKind(), PlanKind(), PromptsKind(), RoleMatrixKind(), RubricKind()])
READ = read_toolkit(Path(hansei_district_led.__file__).parent, KINDS)


def test_the_pinned_toolkit_is_the_one_that_was_read() -> None:
    assert pinned_toolkit(READ.tree, KINDS) == READ.toolkit


def test_an_instrument_of_an_unknown_kind_keeps_its_words() -> None:
    without = Kinds([kind for kind in KINDS if kind.name != "rubric"])
    pinned = pinned_toolkit(READ.tree, without)
    culture = pinned.instruments["culture"]
    assert culture.title == READ.toolkit.instruments["culture"].title
    assert culture.definition["levels"][1] == {"id": "developing", "title": "Developing"}
    assert pinned.sections == READ.toolkit.sections
