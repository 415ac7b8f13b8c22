"""A small toolkit of our own in which every built-in kind occurs, and faults that are known."""

from __future__ import annotations

from pathlib import Path

EVERY_KIND = """\
toolkit: every-kind
version: 1.10
title: Every kind
language: no
sections:
  - id: only
    title: The only section
    activities:
      - id: first
        title: First activity
        minutes: 20-30
        steps:
          - {id: choose, text: Choose what matters., instruments: [outcome]}
          - {id: rate, text: Rate where we stand., questions: [What do we see?], instruments: [culture]}
          - {id: right, text: Move to the right., instruments: [moving]}
      - id: second
        title: Second activity
        minutes: "45"
        steps:
          - {id: roles, text: Say who does what., instruments: [roles, plan]}
          - {id: building, team: building, text: For buildings., instruments: [building-plan]}
          - {id: choose, text: Check where we are., instruments: [ready]}
instruments:
  outcome:
    kind: choice
    per: person
    ask: Which outcome matters most?
    options: [{id: a, text: Alpha}, {id: b, text: Beta}]
    why: Why that one?
  culture:
    kind: rubric
    title: Culture
    levels: [{id: low, title: Low}, {id: mid, title: Middle}, {id: high, title: High, also: There}]
    evidence: What shows it?
    criteria:
      - {id: vision, title: Vision, levels: {low: none, mid: some, high: all}}
      - {id: goals, title: Goals, levels: {low: no goals, mid: few goals, high: our goals}}
  moving:
    kind: prompts
    for_each: culture
    prompts:
      - {id: why, text: Why do we stand there?}
      - {id: begin, text: What will we begin?, answers: actions, phase: begin}
  roles:
    kind: role-matrix
    roles: [{id: school, title: School}, {id: district, title: District}]
    evidence: What shows it?
    functions:
      - id: data
        title: Data
        responsibilities:
          school: {paragraphs: [Collect it.]}
          district: {paragraphs: [Read it.], bullets: [Once a month.]}
  plan:
    kind: plan
    for_each: roles
    columns:
      - {id: what, title: What, means: text}
      - {id: who, title: Who, means: owner}
      - {id: when, title: When, type: date, means: due}
      - {id: size, title: Size, type: choice, options: [small, large]}
  building-plan:
    kind: plan
    columns: [{id: what, title: What, means: text}]
  ready:
    kind: checklist
    remark: What would help?
    statements: [{id: one, text: We have met.}, {id: two, text: We have read it.}]
"""


def write_toolkit(folder: Path, text: str = EVERY_KIND) -> Path:
    """Write a toolkit into a folder, which is made; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "toolkit.yaml").write_text(text, encoding="utf-8")
    return folder
