"""The toolkit as its readers get it, with the built-in kinds."""

from __future__ import annotations

from pathlib import Path

import hansei_district_led
from hansei.content.found import ReadToolkit
from hansei.content.reading import read_toolkit
from hansei.kinds import Kinds
from hansei.kinds.checklist import ChecklistKind
from hansei.kinds.choice import ChoiceKind
from hansei.kinds.plan import PlanKind
from hansei.kinds.prompts import PromptsKind
from hansei.kinds.role_matrix import RoleMatrixKind
from hansei.kinds.rubric import RubricKind

KINDS = Kinds([ChecklistKind(), ChoiceKind(), PlanKind(), PromptsKind(), RoleMatrixKind(), RubricKind()])
READ: ReadToolkit = read_toolkit(Path(hansei_district_led.__file__).parent, KINDS)
