"""Hansei inside another program: a session is begun, some rows are rated, and the report is written.

Run it in a folder of your own; it leaves ``riverside.db`` and ``riverside.html`` there.
"""

from __future__ import annotations

import hansei

with hansei.open_engine("riverside.db") as engine:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside", kind="district"))
    session.rate("culture", "vision", level="developing", rater="Table 1", evidence="Posters in 2 of 5 schools")
    session.rate("culture", "vision", level="accomplished", rater="Table 2", evidence="The board reviews it in June")
    session.rate(
        "culture", "routines", level="evolving", rater="Table 1", refused={"accomplished": "Roles are unclear"}
    )
    session.rate("culture", "routines", level="evolving", rater="Table 2")
    session.rate("culture", "goals", level="cannot-tell", rater="Table 1")

    # Where do the tables disagree the most? That row is worth talking about first.
    for row in session.summary("culture").rows_by_spread():
        if row.rated:
            levels = ", ".join(f"{count} x {level}" for level, count in row.distribution.items() if count)
            print(f"{row.item.label}: {levels} (spread {row.spread})")

    report = engine.export(session.id, "html", "riverside.html", force=True)
    print(f"Wrote {report}")
