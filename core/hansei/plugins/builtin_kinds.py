"""The built-in kinds, registered through the same hook as a stranger's."""

from __future__ import annotations

from hansei.kinds.checklist import ChecklistKind
from hansei.kinds.choice import ChoiceKind
from hansei.kinds.kind import AnyKind
from hansei.kinds.plan import PlanKind
from hansei.kinds.prompts import PromptsKind
from hansei.kinds.role_matrix import RoleMatrixKind
from hansei.kinds.rubric import RubricKind
from hansei.plugins.hookspecs import hookimpl


@hookimpl
def hansei_kinds() -> list[AnyKind]:
    """Return the built-in kinds."""
    return [RubricKind(), RoleMatrixKind(), PlanKind(), ChoiceKind(), PromptsKind(), ChecklistKind()]
