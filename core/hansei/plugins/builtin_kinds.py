"""The built-in kinds, registered through the same hook as a stranger's; each is imported when a toolkit uses it."""

from __future__ import annotations

from hansei.kinds.registry import KindAt
from hansei.plugins.hookspecs import hookimpl

#: Name to its module below ``hansei.kinds`` and its class there.
KINDS = {
    "rubric": ("rubric", "RubricKind"),
    "role-matrix": ("role_matrix", "RoleMatrixKind"),
    "plan": ("plan", "PlanKind"),
    "choice": ("choice", "ChoiceKind"),
    "prompts": ("prompts", "PromptsKind"),
    "checklist": ("checklist", "ChecklistKind"),
    "cause-tree": ("cause_tree", "CauseTreeKind"),
    "improvement-cycle": ("improvement_cycle", "ImprovementCycleKind"),
    "multi-scale": ("multi_scale", "MultiScaleKind"),
    "prioritise": ("prioritise", "PrioritiseKind"),
    "protocol": ("protocol", "ProtocolKind"),
    "register": ("register", "RegisterKind"),
    "survey": ("survey", "SurveyKind"),
    "scored-inventory": ("scored_inventory", "ScoredInventoryKind"),
}


@hookimpl
def hansei_kinds() -> list[KindAt]:
    """Return the built-in kinds."""
    return [KindAt(name, f"hansei.kinds.{module}", cls) for name, (module, cls) in KINDS.items()]
