"""What could be better is told with its line and what to do, and a good toolkit is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from hansei.authoring.reading_level import grade
from hansei.authoring.remarks import remarks
from hansei.authoring.starting import START
from hansei.content.reading import read_toolkit
from hansei.kinds import Kinds
from hansei.plugins.builtin_kinds import hansei_kinds
from tests.core.samples import EVERY_KIND, write_toolkit

KINDS = Kinds(hansei_kinds())
GOOD = START.read_text("utf-8")
HARD = (
    "Notwithstanding considerable institutional heterogeneity, comprehensive implementation of organisational "
    "improvement necessitates systematically coordinated interdisciplinary responsibilities, predetermined "
    "accountability arrangements, individualised professional development opportunities, and uninterrupted "
    "communication between administrators, practitioners, caregivers and neighbourhood organisations."
)


def found(folder: Path, text: str) -> list[str]:
    read = read_toolkit(write_toolkit(folder, text), KINDS)
    return [str(each).removeprefix(f"{folder}/toolkit.yaml:") for each in remarks(read, KINDS).found]


def test_a_good_toolkit_is_left_in_peace(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []
    looked = remarks(read_toolkit(write_toolkit(tmp_path), KINDS), KINDS)
    assert looked.minutes == (65, 75)
    assert looked.grade is None  # it is in Norwegian


def test_links_are_held_against_the_toolkits_at_hand(tmp_path: Path) -> None:
    links = (
        "{result: row, toolkit: every-kind, instrument: cultur}",
        "{result: row, toolkit: every-kind, instrument: culture, at: [hihg]}",
        "{result: decision, toolkit: every-kind, instrument: culture}",
        "{result: row, toolkit: every-kindd}",
        "{result: row, toolkit: elsewhere}",
        "{result: decision, toolkit: every-kind, instrument: outcome, at: [a]}",
    )
    mine = EVERY_KIND.replace("toolkit: every-kind", "toolkit: mine").replace(
        "  ready:\n    kind: checklist\n",
        "".join(("  ready:\n    kind: checklist\n    begins_with:\n", *(f"      - {each}\n" for each in links))),
    )
    other = read_toolkit(write_toolkit(tmp_path / "other"), KINDS).toolkit
    read = read_toolkit(write_toolkit(tmp_path / "mine", mine), KINDS)
    told = {
        each.line: each for each in remarks(read, KINDS, lambda: {other.id: other}).found if "begins_with" in each.path
    }
    first = next(number for number, line in enumerate(mine.splitlines(), 1) if "cultur}" in line)
    assert {line - first: each.message.partition(";")[0] for line, each in told.items()} == {
        0: 'no instrument "cultur"',
        1: 'no place "hihg"',
        2: 'no result "decision"',
        3: 'no toolkit "every-kindd" is at hand here',
        4: 'no toolkit "elsewhere" is at hand here',
    }
    fixes = {line - first: each.fix.strip() for line, each in told.items() if each.fix}
    assert fixes == {
        0: f"- {links[0].replace('cultur', 'culture')}",
        1: f"- {links[1].replace('hihg', 'high')}",
        3: f"- {links[3].replace('every-kindd', 'every-kind')}",
    }


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("licence: CC BY 4.0           #", "licence: CC-BY 4 #", "source.licence", 'did you mean "CC BY 4.0"?'),
        ("licence: CC BY 4.0           #", "licence: mine #", "source.licence", 'unknown licence "mine"'),
        ("  licence: CC BY 4.0           #", "  #", "source", "no licence"),
        ("        minutes: 15\n", "", "sections[0].activities[1]", "no minutes"),
        ("        minutes: 15\n", "        minutes: 15\n        text: Take 10 to 15 minutes.\n", "", ""),
        (
            "        minutes: 15\n",
            "        minutes: 15\n        text: Take 25 - 30 minutes.\n",
            "sections[0].activities[1].text",
            'the text says "25 - 30 minutes", `minutes` says 15',
        ),
        (
            "outcomes:  ",
            "introduction: You need 90 minutes.\noutcomes:  ",
            "introduction",
            'the text says "90 minutes", the activities add up to 35-45',
        ),
        ("        ours: {short: Voices}\n", "", "", ""),
        (
            "title: Everybody is heard\n        ours: {short: Voices}",
            "title: Everybody is heard, and nobody has to shout",
            "instruments.habits.criteria[1]",
            "its title has 43 letters and no short one",
        ),
        (
            "        title: Everybody is heard\n        ours: {short: Voices}\n",
            "",
            "instruments.habits.criteria[1]",
            'charts call it "Voices"; write `ours: {short: a few words}`',
        ),
        (
            "often: Some of the quiet ones are asked what they think.",
            "often: The same two people do all the talking.",
            "instruments.habits.criteria[1].levels.often",
            '"Often" hardly differs from "Seldom" ("nothing", "all")',
        ),
        (
            "often: Some of the quiet ones are asked what they think.",
            "often: The same two people do the  talking.",
            "instruments.habits.criteria[1].levels.often",
            '"Often" says the same as "Seldom"',
        ),
        ("may have **bold**", "may have [rows](row)", "sections[0].text", 'did you mean "rows"?'),
        ("may have **bold**", "may have [rows](www.x.org)", "sections[0].text", 'did you mean "https://www.x.org"?'),
        ("may have **bold**", "may have [rows]()", "sections[0].text", "leads nowhere"),
        ("may have **bold**", "may have [rows](rows), [a](https://x.org)", "", ""),
        ("            instruments: [plan]\n", "", "instruments.plan", "no step asks it"),
        (
            "    for_each: habits ",
            "    for_each: plan # ",
            "instruments.thinking.for_each",
            'no row of "plan" ever calls for work, so it is never asked (its kind is plan)',
        ),
        (
            "            ours: {short: Think about why}\n",
            "",
            "activities[0].steps[1]",
            "the agenda cuts its text of 59 letters; write `ours: {short: a few words}`",
        ),
        ("text: Write down who does what by when.", f"text: {HARD}", "steps[0].text", "make two of it"),
    ],
)
def test_each_remark_has_its_place_and_what_to_do(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    assert GOOD.count(old) == 1, old
    told = found(tmp_path, GOOD.replace(old, new))
    if not message:
        assert told == []
        return
    assert len(told) == 1, told
    line, place, said = told[0].split(": ", 2)
    assert place.endswith(at)
    assert message in said
    changed = GOOD[: GOOD.index(old)].count("\n") + 1
    assert abs(int(line) - changed) <= 3 or at == "instruments.plan"


@pytest.mark.parametrize(("more", "told"), [("", ["write `take` or `take_from` there"]), ("    take: 1\n", [])])
def test_what_follows_a_vote_is_asked_when_something_goes_on(tmp_path: Path, more: str, told: list[str]) -> None:
    first = "  first:\n    kind: prioritise\n    options: [{id: a, text: A}, {id: b, text: B}]\n"
    text = GOOD.replace("for_each: habits ", "for_each: first #").replace("[habits]          #", "[habits, first] #")
    said = found(tmp_path, text.replace("\nhandouts:", f"\n{first}{more}\nhandouts:"))
    assert len(said) == len(told)
    assert all(message in line for message, line in zip(told, said, strict=True))


def test_the_grade_is_that_of_the_formula() -> None:
    words = "The cat sat on the mat. " * 10  # 17 letters, 6 words, 1 sentence
    assert grade([words]) == pytest.approx(4.71 * 17 / 6 + 0.5 * 6 - 21.43)
    assert grade(["Too short to tell."]) is None
