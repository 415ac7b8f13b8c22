"""Whole sessions of the district-led toolkit as files of answers."""

from __future__ import annotations

#: Every kind of instrument: checklist, prompts (texts and actions), choice, rubric, role matrix, plan.
DISTRICT = """\
team: Riverside
people: [Ana Ruiz, Ben Okafor]
facilitator: Kim Lee
answers:
  readiness:
    cycles: {mark: yes, remark: "Read it [red] & <b>twice</b>"}
    equity: partly
  examples: {examples: {text: "Kits were bought twice"}}
  resonates:
    choice:
      raters:
        Ana Ruiz: {options: balance, why: "Nobody knows who decides"}
        Ben Okafor: {options: importance}
  culture:
    vision: {level: developing, refused: {accomplished: "No data", evolving: ""}, evidence: "Posters in 2 of 5"}
    policies: cannot-tell
    goals: accomplished
  moving-right:
    vision.theories: A plan for every grant
    vision.begin: [{text: "Read the five plans", owner: Ana Ruiz, due: 2026-12-01}]
  balance:
    team.building: {status: create, evidence: "Not begun"}
    team.district: in place
  district-plan:
    team.building:
      - {action: Name a deputy, lead: Ben Okafor, by-when: 2027-01-15, support: Half a day, measure: It is held}
  next-review: {when: {text: In October}}
notes:
  - {step: rate, text: "The second row took long"}
parking: ["Who owns the data wall?"]
close: true
"""

#: A building's session, left open.
BUILDING = """\
team: {name: Alder Elementary, kind: building, of: Riverside}
people: 3
answers:
  culture: {vision: evolving}
"""
