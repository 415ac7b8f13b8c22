"""Values that the record keeps in English, in the language of a document."""

from __future__ import annotations

from hansei_reports.sentences import N_, tr, trc

#: How an action can stand, as it is kept.
STATUSES = ("open", "begun", "done", "dropped")
#: The roles that are offered; any other word is somebody's own.
ROLES = (N_("facilitator"), N_("note taker"), N_("observer"), N_("respondent"))


def action_stands(status: str) -> str:
    """Return how an action stands."""
    words = {
        "open": trc("an action", "open"),
        "begun": trc("an action", "begun"),
        "done": trc("an action", "done"),
        "dropped": trc("an action", "dropped"),
    }
    return words.get(status, status)


def step_stands(state: str) -> str:
    """Return how far the team came with a step."""
    words = {
        "done": trc("a step", "done"),
        "skipped": trc("a step", "skipped"),
        "later": trc("a step", "later"),
        "running": trc("a step", "running"),
        "open": trc("a step", "open"),
    }
    return words.get(state, state)


def phase_said(phase: str) -> str:
    """Return whether an action begins a shift or maintains it; empty when it is said of neither."""
    return {"begin": trc("an action", "begin"), "maintain": trc("an action", "maintain")}.get(phase, phase)


def role_said(role: str) -> str:
    """Return a person's role."""
    return tr(role) if role in ROLES else role


def yes_or_no(value: object) -> str:
    """Return whether something is so."""
    return tr("yes") if value else tr("no")
