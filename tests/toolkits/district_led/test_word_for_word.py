"""The toolkit is the publication, word for word; and this test would notice if it were not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .comparison import (
    PARTS,
    STRUCTURE,
    Comparison,
    Node,
    Place,
    at,
    cell_blocks,
    changed,
    compare,
    contents_page,
    names,
    quotations,
    reading,
    repeats,
    sentences,
    source_lines,
    source_sentences,
    source_table,
    text_at,
    theirs,
    unasked,
    without_links,
)
from .loading import READ

SOURCE = Path(__file__).with_name("source.txt").read_text(encoding="utf-8")
TREE: Node = msgspec.json.decode(READ.tree)
LEVELS = ["beginning", "developing", "evolving", "accomplished"]
ROLES = ["building", "collaborative", "district"]


def activities(tree: Node) -> list[Node]:
    return [activity for section in tree["sections"] for activity in section["activities"]]


def steps(tree: Node) -> list[Node]:
    return [step for activity in activities(tree) for step in activity["steps"]]


# ------------------------------------------------------------------------------------- word for word


def test_the_toolkit_is_the_source_word_for_word() -> None:
    assert compare(TREE, SOURCE) == Comparison()


def test_every_question_of_a_step_is_asked_by_its_instruments() -> None:
    assert unasked(TREE) == []


def test_the_source_falls_into_the_sentences_we_think_it_does() -> None:
    found = source_sentences(SOURCE)
    assert found[:4] == [
        "District-Led Continuous Improvement",
        "A Toolkit to Support Continuous Improvement Leaders, Facilitators, and Team Members",
        "August 2021",
        "Contents",
    ]
    assert found[-4] == "*Mindset*, Carol Dweck"
    assert found[-1] == "Questions about the toolkit can be directed to mde-micip@michigan.gov."
    assert not [each for each in found if re.search(r"[<>•\t\]]|\(#\)", each)]


def test_only_the_contents_page_and_a_repeated_header_are_left_out() -> None:
    left_out = Counter(filter(str.strip, SOURCE.split("\n"))) - Counter(source_lines(SOURCE))
    header = "Building Team Functions\tCollaborative Function\tDistrict Team Functions"
    title_page = ["A Toolkit to Support Continuous Improvement", "Leaders, Facilitators, and Team Members"]
    assert [line for line in left_out.elements() if not re.search(r"\t\d$", line)] == [*title_page, header]
    assert left_out.total() == 14 + 3


def test_no_word_of_the_source_is_lost_on_the_way_into_sentences() -> None:
    """Only tags, list marks, links, the contents page and the repeated header fall away."""
    kept = re.findall(r"[\w'’/-]+", " ".join(source_sentences(SOURCE)))
    body = "\n".join(re.sub(r"^\s*\d+\. ", "", line) for line in source_lines(SOURCE))
    tagless = re.sub(r"<[^>]*>", " ", body)
    assert kept == [word for word in re.findall(r"[\w'’/-]+", without_links(tagless)) if word != "-"]


def test_the_contents_page_lists_headings_that_come_again() -> None:
    entries = contents_page(SOURCE)
    assert len(entries) == 14
    headings = [text_at(TREE, place) for place in reading(TREE)]
    assert [entry for entry in entries if entry not in headings] == []


@pytest.mark.parametrize("row", range(6))
@pytest.mark.parametrize("column", range(4))
def test_each_descriptor_stands_in_its_row_and_column(row: int, column: int) -> None:
    table = source_table(SOURCE, 4)
    rubric = TREE["instruments"]["culture"]
    assert [text_at(rubric, ("levels", index)) for index in range(4)] == table[0]
    assert rubric["criteria"][row]["levels"][LEVELS[column]] == table[row + 1][column]


@pytest.mark.parametrize("row", range(6))
@pytest.mark.parametrize("column", range(3))
def test_each_responsibility_stands_in_its_row_and_column(row: int, column: int) -> None:
    table = source_table(SOURCE, 3)
    matrix = TREE["instruments"]["balance"]
    assert [role["title"] for role in matrix["roles"]] == table[0]
    text, _, entries = table[row + 1][column].partition("<ul")
    cell = matrix["functions"][row]["responsibilities"][ROLES[column]]
    assert cell["paragraphs"] == cell_blocks(text)
    assert cell.get("bullets", []) == (cell_blocks(f"<ul{entries}") if entries else [])


@pytest.mark.parametrize("step", steps(TREE), ids=lambda step: step["id"])
def test_every_step_is_a_line_of_the_source(step: Node) -> None:
    number = f"{step['number']}. " if "number" in step else ""
    lines = [without_links(line) for line in source_lines(SOURCE)]
    place = lines.index(f"{number}{without_links(step['text'])}")
    questions = step.get("questions", [])
    below = [line.strip() for line in lines[place + 1 :]]
    assert below[: len(questions)] == [f"- {question}" for question in questions]


def test_every_outcome_is_a_line_of_the_source() -> None:
    for outcome in TREE["outcomes"]:
        assert f"- {outcome['text']}" in source_lines(SOURCE)


def test_minutes_are_those_of_the_source() -> None:
    said = re.findall(r"approximately (\d+)(?: ?[–-] ?(\d+))? minutes", SOURCE)
    assert said == [("20", "30"), ("20", "25"), ("45", "")]
    planned = [activity["minutes"] for activity in activities(TREE)]
    assert planned == ["-".join(filter(None, numbers)) for numbers in said]


def test_an_activity_may_be_split_where_the_source_says_so() -> None:
    for activity in activities(TREE):
        split = activity.get("grouping", {}).get("may_split", "false") == "true"
        assert split == ("break into smaller groups" in activity["text"])


def test_the_reconstructed_plans_bear_the_names_the_source_links() -> None:
    linked = [name for line in source_lines(SOURCE) for name in names(line) if "template" in name]
    assert [TREE["instruments"][id_]["title"] for id_ in ("building-plan", "district-plan")] == linked


def test_published_is_the_date_of_the_source() -> None:
    assert (TREE["published"], TREE["headings"]["published"]) == ("2021-08", "August 2021")


# ---------------------------------------------------------------------------------- what is ours is told


def test_a_note_quotes_only_words_that_stand_in_its_instrument() -> None:
    for instrument in TREE["instruments"].values():
        texts = [value for key in ("ask", "held", "evidence", "why", "remark") if (value := instrument.get(key))]
        texts += [*instrument.get("status", ()), *instrument.get("marks", ())]
        assert [quoted for quoted in quotations(instrument) if quoted not in texts] == []


def test_no_note_claims_a_sentence_of_the_source() -> None:
    quoted = [each for instrument in TREE["instruments"].values() for each in quotations(instrument)]
    assert len(quoted) == 12
    assert [each for each in quoted if each in source_sentences(SOURCE)] == []


def test_the_tables_of_keys_hold_nothing_out_of_use() -> None:
    used: set[str] = set()

    def gather(node: Node) -> None:
        if isinstance(node, dict):
            used.update(node)
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            gather(child)

    gather(TREE)
    assert set(STRUCTURE) <= used
    parts = {tuple(each for each in place if isinstance(each, str)) for place, _ in repeats(TREE)}
    assert set(PARTS) <= parts


# ------------------------------------------------------------------------------------ the test can fail

#: Texts of the reading, and texts that are repeated where they are answered.
READING = [place for place in reading(TREE) if isinstance(at(TREE, place), str)]
REPEATS = [place for place, _ in repeats(TREE) if place[0] == "instruments"]


@st.composite
def sentence_of(draw: st.DrawFn, places: list[Place]) -> tuple[Place, list[str], int]:
    """Draw a place, its sentences, and the index of one of them."""
    place = draw(st.sampled_from(places))
    found = sentences(at(TREE, place))
    return place, found, draw(st.integers(0, len(found) - 1))


def misspelt(sentence: str, word: int) -> str:
    """Return the sentence with one word changed."""
    words = sentence.split()
    at_ = word % len(words)
    words[at_] = words[at_][:1] + "q" + words[at_][1:]
    return " ".join(words)


@settings(max_examples=60, deadline=None)
@given(sentence_of(READING))
def test_a_dropped_sentence_is_missed(drawn: tuple[Place, list[str], int]) -> None:
    place, found, index = drawn
    rest = " ".join(found[:index] + found[index + 1 :])
    assert compare(changed(TREE, place, rest), SOURCE) == Comparison(missing=(found[index],))


@settings(max_examples=60, deadline=None)
@given(sentence_of(READING), st.integers(0, 50))
def test_a_changed_word_is_seen(drawn: tuple[Place, list[str], int], word: int) -> None:
    place, found, index = drawn
    wrong = misspelt(found[index], word)
    text = " ".join([*found[:index], wrong, *found[index + 1 :]])
    assert compare(changed(TREE, place, text), SOURCE) == Comparison((found[index],), (wrong,))


@settings(max_examples=60, deadline=None)
@given(sentence_of(READING + REPEATS))
def test_an_invented_sentence_is_seen(drawn: tuple[Place, list[str], int]) -> None:
    place, found, index = drawn
    invented = "Nobody ever wrote this."
    text = "\n".join([*found[:index], invented, *found[index:]])
    assert compare(changed(TREE, place, text), SOURCE) == Comparison(invented=(invented,))


@settings(max_examples=40, deadline=None)
@given(sentence_of(REPEATS), st.integers(0, 50))
def test_a_word_changed_in_a_repeated_text_is_seen(drawn: tuple[Place, list[str], int], word: int) -> None:
    place, found, index = drawn
    wrong = misspelt(found[index], word)
    text = " ".join([*found[:index], wrong, *found[index + 1 :]])
    assert compare(changed(TREE, place, text), SOURCE) == Comparison(invented=(wrong,))


def test_every_text_is_either_read_or_repeated() -> None:
    """So the four tests above can reach all of it, but for the few texts that are joined or parts."""
    joined = [place for place, _ in theirs(TREE) if place not in READING and place not in REPEATS]
    assert {re.sub(r"\d+", "*", "/".join(map(str, place))) for place in joined} == {
        "audience",
        "source/by",
        "source/contact",
        "handouts/*/title",
        "instruments/culture/levels/*/title",
        "instruments/culture/levels/*/also",
        "instruments/balance/roles/*/title",
        "facilitator/reading/entries/*/title",
        "facilitator/reading/entries/*/author",
        "facilitator/reading/entries/*/note",
    }


@pytest.mark.parametrize(
    ("place", "value", "missing", "invented"),
    [
        (
            ("instruments", "culture", "levels", 0, "also"),
            "Alone",
            "Beginning (Individualistic)",
            "Beginning (Alone)",
        ),
        (
            ("facilitator", "reading", "entries", 3, "author"),
            "Anon",
            "*Mindset*, Carol Dweck",
            "*Mindset*, Anon",
        ),
        (("source", "contact"), "nobody@michigan.gov", None, "nobody@michigan.gov"),
        (("handouts", 1, "title"), "Handout 22", None, "Handout 22"),
    ],
)
def test_a_change_in_a_joined_text_or_a_part_is_seen(
    place: Place, value: str, missing: str | None, invented: str
) -> None:
    found = compare(changed(TREE, place, value), SOURCE)
    assert found == Comparison((missing,) if missing else (), (invented,))


@pytest.mark.parametrize("unmarked", ["ask", "evidence"])
def test_a_question_of_ours_must_be_told(unmarked: str) -> None:
    question = TREE["instruments"]["balance"][unmarked]
    note = TREE["instruments"]["balance"]["ours"]["note"].replace(f'"{question}"', "")
    twin = changed(TREE, ("instruments", "balance", "ours", "note"), note)
    assert compare(twin, SOURCE) == Comparison(invented=(question,))


def test_two_cells_that_change_places_are_seen() -> None:
    place: Place = ("instruments", "culture", "criteria", 2, "levels")
    cells = at(TREE, place)
    twin = changed(TREE, place, {**cells, "developing": cells["evolving"], "evolving": cells["developing"]})
    found = compare(twin, SOURCE)
    assert len(found.missing) == len(found.invented) == 1
    assert found.missing == found.invented


def test_a_text_under_a_new_key_is_seen() -> None:
    twin = changed(TREE, ("glossary",), {"rubric": "A table nobody printed."})
    assert compare(twin, SOURCE) == Comparison(invented=("A table nobody printed.",))


@pytest.mark.parametrize("prompt", range(4))
def test_a_dropped_prompt_is_missed(prompt: int) -> None:
    place: Place = ("instruments", "moving-right", "prompts")
    prompts = at(TREE, place)
    twin = changed(TREE, place, prompts[:prompt] + prompts[prompt + 1 :])
    assert unasked(twin) == [prompts[prompt]["text"]]
