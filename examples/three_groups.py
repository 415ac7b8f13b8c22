"""Three groups rate a rubric unseen, look at it together, agree where they can, and write down what follows.

Run it in a folder of your own; it leaves ``three-groups.db`` and ``three-groups.html`` there.
"""

from __future__ import annotations

import hansei
from hansei.insight.chain import chains
from hansei.insight.compare import by_spread, compare
from hansei.insight.fidelity import fidelity

RATINGS = {
    "North": {"vision": "evolving", "routines": "evolving", "goals": "developing"},
    "South": {"vision": "beginning", "routines": "evolving", "goals": "accomplished"},
    "West": {"vision": "evolving", "routines": "developing", "goals": "beginning"},
}

with hansei.open_engine("three-groups.db") as engine:
    session = engine.start(
        "district-led-ci",
        team=hansei.Team("Riverside"),
        people=["Ana Ruiz", "Ben Okafor", "Cy Young"],
        facilitator="Kim Lee",
    )
    # By name, or by head count: nobody at the table called West is listed.
    session.groups.form({"North": ["Ana Ruiz", "Cy Young"], "South": ["Ben Okafor"], "West": 5})

    # Nobody sees what another group gave until the reveal: no screen, no report, no export.
    session.rounds.open("culture", by="group")
    for group, levels in RATINGS.items():
        for id_, level in levels.items():
            session.rate("culture", id_, level=level, rater=group, evidence=f"Seen at the table {group}")
        session.rounds.hand_in("culture", group)
    print("Before the reveal:", session.answers("culture") or "nothing to be seen")
    session.rounds.reveal("culture")

    # What to talk about first, and how far they stand together; `why` explains the number.
    rows = [row for row in by_spread(compare(session, "culture")) if row.rated]
    for row in rows:
        print(f"{row.item.label}: spread {row.spread}, agreement {row.consensus:.2f}; {row.denominator()}")
    print("\n".join(rows[0].why()))

    # One row is agreed on, and who does not go along is kept; another one stays open between them.
    session.rounds.agree(
        "culture", "vision", level="evolving", rationale="Seen in most schools", dissent={"South": "Not in ours"}
    )
    session.rounds.disagree("culture", "goals", rationale="Whose goals?", positions={"West": "We never saw them"})

    # One row alone is rated again; the first round stays on the record.
    again = session.rounds.open("culture", items=["routines"])
    for group in RATINGS:
        session.rate("culture", "routines", level="developing", rater=group)
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "routines", level="developing")
    print(f"Round {again.number}: the groups agree on {session.answers('culture')['routines'][0].response.level}")

    # From the row to the action, and how the action stands.
    session.answer("moving-right", "goals.theories", {"text": "The draft never came back to the schools"})
    session.answer("moving-right", "goals.begin", {"actions": [{"text": "Send the draft round", "owner": "Ana Ruiz"}]})
    session.following.follow(session.following.all[0], "begun", "two schools so far")
    for chain in chains(session):
        for action in chain.actions:
            print(f"{chain.row.label}: {action.action.text} ({action.action.owner}), {action.status}: {action.words}")

    print(fidelity(session).line())
    print(f"Wrote {engine.export(session.id, 'html', 'three-groups.html', force=True)}")
