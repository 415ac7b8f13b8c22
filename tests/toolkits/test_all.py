"""What holds for every toolkit that comes with Hansei, and for all of them together."""

from __future__ import annotations

import pytest

import hansei
from hansei.authoring.remarks import remarks
from hansei.authoring.trying import never_reached, temperaments, try_out

FIRST = "district-led-ci"
OWN = ("improvement-cycle", "initiative-review", "root-cause-analysis")


@pytest.mark.parametrize("id_", [FIRST, *OWN])
def test_a_team_runs_it_to_the_end(engine: hansei.Engine, id_: str) -> None:
    read = engine.shelf.get(id_)
    trials = list(try_out(read, engine, temperaments(["thorough"]), format_="md"))
    assert [each.findings for each in trials] == [()] * len(trials)
    assert all(each.report and each.asked == each.answered for each in trials)
    assert never_reached(read, trials) == ()


@pytest.mark.parametrize("id_", OWN)
def test_one_of_our_own_says_so_and_could_be_no_better(engine: hansei.Engine, id_: str) -> None:
    read = engine.shelf.get(id_)
    assert "not a MICIP publication" in read.toolkit.source.by
    assert read.toolkit.source.licence == "CC BY 4.0"
    assert remarks(read, engine.kinds).found == ()


def test_our_own_use_every_kind(engine: hansei.Engine) -> None:
    used = {each.kind for id_ in OWN for each in engine.shelf.get(id_).toolkit.instruments.values()}
    assert used == set(engine.kinds.names())
