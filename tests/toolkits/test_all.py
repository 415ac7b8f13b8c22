"""What holds for every toolkit that comes with Hansei, and for all of them together."""

from __future__ import annotations

import re

import pytest

import hansei
from hansei.authoring.remarks import remarks
from hansei.authoring.temperaments import DEEDS, WORDS
from hansei.authoring.trying import never_reached, temperaments, try_out
from hansei.content.locale import coverage, languages, translated

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


@pytest.mark.parametrize("id_", OWN)
def test_one_of_our_own_is_translated_whole_or_not_at_all(engine: hansei.Engine, id_: str) -> None:
    read = engine.shelf.get(id_)
    of = {language: coverage(read, language, engine.kinds) for language in languages(read)}
    assert {language: each.missing for language, each in of.items()} == dict.fromkeys(of, ())
    assert all(each.status for each in of.values())


def test_a_team_runs_one_in_spanish_and_has_a_report_without_english(engine: hansei.Engine) -> None:
    read = translated(engine.shelf.get("root-cause-analysis"), "es", engine.kinds)
    (trial,) = try_out(read, engine, temperaments(["thorough"]), format_="md")
    assert (trial.findings, never_reached(read, [trial])) == ((), ())
    report = (trial.report or b"").decode()
    for made_up in (*WORDS, *DEEDS, "Made-up district, thorough", "Made-up facilitator", "CC BY 4.0"):
        report = report.replace(made_up, "")
        for least in range(made_up.count(" "), 0, -1):  # where a summary has no room for all of it
            report = report.replace(" ".join(made_up.split()[:least]) + " …", "")
    report = re.sub(r"Person \d|_Improvement Cycle_", "", report)
    assert "(equipo de distrito)" in report
    assert "30 de abril de 2031" in report
    english = r"\b(?:and|are|by|closed|done|facilitator|is|it|of|open|over|respondent|team|that|the|this|to|with|yes)\b"
    assert re.findall(f"(?i).*{english}.*", report) == []
