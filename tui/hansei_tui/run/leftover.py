"""What a step leaves behind when it ends now: what is not answered, and what was begun and is not on the record."""

from __future__ import annotations

from attrs import frozen

from hansei.content.toolkit import AgendaStep
from hansei.insight.progress import Task, tasks
from hansei.record.session import Session
from hansei_tui.run.onward import needed_first
from hansei_tui.run.place import number, step_title
from hansei_tui.run.saving import Drafts
from hansei_tui.sentences import N_, tr, trn

#: How much of a step is answered, or settled, by how the step was ended.
ANSWERED = {
    "": N_("{n} of {all} answered"),
    "later": N_("left for next time, {n} of {all} answered"),
    "skipped": N_("skipped, {n} of {all} answered"),
}
SETTLED = {
    "": N_("{n} of {all} settled"),
    "later": N_("left for next time, {n} of {all} settled"),
    "skipped": N_("skipped, {n} of {all} settled"),
}


@frozen
class Leftover:
    """What a step leaves behind."""

    #: How many things the step asks for.
    asked: int
    #: How many of them are not answered.
    open: int
    #: What has a draft that is not on the record.
    drafts: tuple[Task, ...]
    #: The number of the step that has to be answered before this one asks anything; empty: none.
    waits: str = ""
    #: Whether all that is open is for the team to settle.
    settling: bool = False

    def say(self) -> str:
        """Return it in one sentence; empty when there is nothing."""
        parts = []
        if self.open:
            lacks = tr("{n} of {all} not settled") if self.settling else tr("{n} of {all} unanswered")
            parts.append(lacks.format(n=self.open, all=self.asked))
        if self.drafts:
            parts.append(trn("{n} draft not on the record", "{n} drafts not on the record", len(self.drafts)))
        if self.waits:
            parts.append(tr("nothing is asked here before {step} is answered", step=self.waits))
        said = ", ".join(parts)
        return said[0].upper() + said[1:] + "." if said else ""


def leftover(session: Session, drafts: Drafts, step: AgendaStep) -> Leftover:
    """Return what a step leaves behind."""
    asked = tasks(session, step)
    begun = []
    for task in asked:
        key = f"{task.instrument}/{task.item.id}/{task.rater}"
        if drafts.has(f"draft:{key}/") or (not task.answered and drafts.get(f"given:{key}")):
            begun.append(task)
    first = needed_first(session, step) if not asked else None
    waits = number(session, first) if first is not None else ""
    open_ = [task for task in asked if not task.answered]
    settling = bool(open_) and all(task.wants == "agreement" for task in open_)
    return Leftover(len(asked), len(open_), tuple(begun), waits, settling)


def left_behind(session: Session, drafts: Drafts) -> list[str]:
    """Return every step that leaves something behind, and every draft, line by line."""
    lines = []
    for step in session.agenda:
        left = leftover(session, drafts, step)
        title = f"{number(session, step)} {step_title(step)}"
        if left.open:
            table = SETTLED if left.settling else ANSWERED
            so_far = table.get(session.state.ended.get(step.path, ""), table[""])
            lines.append(f"· {title}: " + tr(so_far, n=left.asked - left.open, all=left.asked))
        elif step.path not in session.state.ended:
            lines.append(f"· {title}: " + tr("not finished"))
        elif left.drafts:
            lines.append(f"· {title}")
        for task in left.drafts:
            who = f", {session.rater_name(task.rater)}" if task.rater and task.rater != "team" else ""
            lines.append(f"    {task.item.label}{who}: " + tr("begun, not on the record"))
        if drafts.get(f"note:{step.path}"):
            lines.append(f"· {title}: " + tr("a note is begun, not on the record"))
        if drafts.get(f"park:{step.path}"):
            lines.append(f"· {title}: " + tr("something for the parking lot is begun, not on the record"))
    lines += ["· " + tr("new words for a note are begun, not on the record")] if drafts.has("rewrite:") else []
    return lines
