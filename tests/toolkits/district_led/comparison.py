"""The toolkit against the publication it is made from: sentence by sentence, in both directions.

The source is brought into sentences in its own order (:func:`source_sentences`). The toolkit's tree falls
into three parts, so that no text can stand outside the comparison:

* the *reading*: what a reader of the publication meets, in its order (:func:`reading`). It must be the
  source's sentences, all of them, in that order and nothing else;
* the *repeats*: texts that stand a second time where a team answers them, such as a step's question as a
  prompt. Each must be sentences of the source;
* what is *not the publisher's*, told by one rule (:func:`theirs`): inside ``ours``, under ``short``, in
  something whose ``provenance`` is not the source, or quoted in the instrument's own ``ours.note``.
  Keys of :data:`STRUCTURE` hold ids and settings, no text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from attrs import frozen

from hansei.document.spans import spans

Node = Any
Place = tuple[str | int, ...]

#: Keys that hold no text of anybody's, and what they hold instead.
STRUCTURE = {
    "toolkit": "an id",
    "version": "Hansei's version of the toolkit's data",
    "published": "the source's date as a number; its words are in `headings`",
    "language": "a code",
    "licence": "a statement about the source",
    "id": "an id",
    "number": "compared line by line in test_every_step_is_a_line_of_the_source",
    "minutes": "compared as numbers in test_minutes_are_those_of_the_source",
    "may_split": "a setting",
    "team": "a setting",
    "handouts": "ids",
    "instruments": "ids",
    "shows": "ids",
    "instrument": "an id",
    "kind": "a name",
    "per": "a setting",
    "for_each": "an id",
    "holder": "an id",
    "start": "an id",
    "toward": "an id",
    "answers": "a setting",
    "phase": "a setting",
}
#: Texts that are part of a sentence of the source and not a whole one; each stands whole elsewhere.
PARTS = {
    ("audience",): "of the subtitle",
    ("source", "by"): "of the acknowledgement",
    ("source", "contact"): "of the acknowledgement",
    ("handouts", "title"): "of the step that distributes it",
}

# ------------------------------------------------------------------------------------------- the source

_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!Dr\.)\s+")
_LIST_MARK = re.compile(r"^\s*(?:- |\d+\. )")
_TAG = re.compile(r"</?(?:p|ul)\b[^>]*>|•")
_MATRIX_HEADER = "Building Team Functions\t"


def sentences(text: str) -> list[str]:
    """Split an author's text into sentences, without its links; a paragraph ends a sentence."""
    found = []
    for paragraph in without_links(text).split("\n"):
        parts = _SENTENCE_END.split(paragraph)
        found += [" ".join(part.split()) for part in parts if part.strip()]
    return found


def without_links(text: str) -> str:
    """Return a text with its links' words in place of the links; emphasis is kept as it is marked."""
    return re.sub(r"\[([^\]\n]+)\]\([^)\s]*\)", r"\1", text)


def source_lines(source: str) -> list[str]:
    """Return the source's lines without what belongs to its pages and not to its text.

    Left out are the lines of the contents page (each a heading that comes again), and the matrix's header
    where it is repeated after a page break. The title page breaks the subtitle over two lines.
    """
    before, contents, after = source.partition("\nContents\n")
    body = after[after.index("\n\n", 1) :]
    text = (before + contents + body).replace("Improvement\nLeaders", "Improvement Leaders")
    found: list[str] = []
    for line in text.split("\n"):
        if not (line.startswith(_MATRIX_HEADER) and line in found):
            found.append(line)
    return [line for line in found if line.strip()]


def contents_page(source: str) -> list[str]:
    """Return the headings that the contents page lists, without dots and page numbers."""
    entries = source.partition("\nContents\n")[2].strip().partition("\n\n")[0]
    return [re.sub(r"\.*\t\d+$", "", line) for line in entries.split("\n")]


def source_sentences(source: str) -> list[str]:
    """Return the source's sentences in order, tables row by row."""
    return [
        sentence
        for line in source_lines(source)
        for cell in line.split("\t")
        for block in cell_blocks(cell)
        for sentence in sentences(_LIST_MARK.sub("", block))
    ]


def cell_blocks(cell: str) -> list[str]:
    """Return the paragraphs and list entries of a table's cell, or the whole line outside a table."""
    return [block.strip() for block in _TAG.split(cell) if block.strip()]


def source_table(source: str, columns: int) -> list[list[str]]:
    """Return the rows of the source's table of so many columns, the header first."""
    rows = [line.split("\t") for line in source_lines(source)]
    return [row for row in rows if len(row) == columns]


# ------------------------------------------------------------------------------------------ the toolkit


def theirs(tree: Node) -> Iterator[tuple[Place, str]]:
    """Yield every text of the tree that passes for the publisher's, with its place."""
    for place, text in _walk(tree, ()):
        if not _quoted(tree, place, text):
            yield place, text


def quotations(instrument: Node) -> list[str]:
    """Return the words that an instrument's ``ours.note`` quotes, each of which is Hansei's."""
    return re.findall(r'"([^"]+)"', instrument.get("ours", {}).get("note", ""))


def reading(tree: Node) -> Iterator[Place]:
    """Yield the places of the publication's text, in its order."""
    for part in (("title",), ("subtitle",), ("headings", "published"), ("headings", "contents")):
        yield from _there(tree, part)
    yield from _there(tree, ("headings", "introduction"))
    yield from _there(tree, ("introduction",))
    yield from _there(tree, ("headings", "outcomes"))
    yield from _each(tree, ("outcomes",), "text")
    for section in _indexed(tree, ("sections",)):
        yield from _there(tree, (*section, "title"))
        yield from _there(tree, (*section, "text"))
        for activity in _indexed(tree, (*section, "activities")):
            yield from _activity(tree, activity)
    facilitator: Place = ("facilitator",)
    yield from _there(tree, (*facilitator, "readiness", "title"))
    yield from _there(tree, (*facilitator, "readiness", "text"))
    checklist: Place = ("instruments", at(tree, (*facilitator, "readiness", "instrument")))
    yield from _there(tree, (*checklist, "title"))
    yield from _each(tree, (*checklist, "statements"), "text")
    yield from _there(tree, (*facilitator, "considerations", "title"))
    yield from _there(tree, (*facilitator, "considerations", "text"))
    yield from _there(tree, (*facilitator, "reading", "title"))
    yield from _indexed(tree, (*facilitator, "reading", "entries"))
    yield from _there(tree, ("headings", "acknowledgement"))
    yield from _there(tree, ("source", "acknowledgement"))


def text_at(tree: Node, place: Place) -> str:
    """Return the text of a place of the reading, its parts joined as the source joins them."""
    node = at(tree, place)
    if isinstance(node, str):
        return node
    if "author" in node:
        return f"{node['title']}, {node['author']} {node.get('note', '')}".strip()
    return f"{node['title']} ({node['also']})" if "also" in node else str(node["title"])


def repeats(tree: Node) -> Iterator[tuple[Place, str]]:
    """Yield the publisher's texts that are no part of the reading."""
    read = set(reading(tree))
    for place, text in theirs(tree):
        if not any(place[:length] in read for length in range(1, len(place) + 1)):
            yield place, text


def at(tree: Node, place: Place) -> Node:
    """Return the node of a place."""
    for part in place:
        tree = tree[part]
    return tree


def changed(tree: Node, place: Place, value: Node) -> Node:
    """Return the tree with another value at a place."""
    twin = copy.deepcopy(tree)
    at(twin, place[:-1])[place[-1]] = value
    return twin


def _walk(node: Node, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(node, dict):
        if node.get("provenance", "source") == "source":
            for key, value in node.items():
                if key not in ("ours", "short", "provenance"):
                    yield from _walk(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, (*place, index))
    elif _keys(place)[-1] not in STRUCTURE:
        yield place, node


def _quoted(tree: Node, place: Place, text: str) -> bool:
    return place[0] == "instruments" and text in quotations(at(tree, place[:2]))


def _keys(place: Place) -> tuple[str, ...]:
    return tuple(part for part in place if isinstance(part, str))


def _there(tree: Node, place: Place) -> Iterator[Place]:
    if place[-1] in at(tree, place[:-1]):
        yield place


def _indexed(tree: Node, place: Place) -> Iterator[Place]:
    """Yield the places of a list's entries; a text of ours or of our making is none of the publisher's."""
    for index, node in enumerate(at(tree, place[:-1]).get(place[-1], [])):
        if isinstance(node, str) or node.get("provenance", "source") == "source":
            yield (*place, index)


def _each(tree: Node, place: Place, key: str) -> Iterator[Place]:
    for entry in _indexed(tree, place):
        yield (*entry, key)


def _activity(tree: Node, activity: Place) -> Iterator[Place]:
    yield from _there(tree, (*activity, "title"))
    yield from _there(tree, (*activity, "text"))
    for step in _indexed(tree, (*activity, "steps")):
        yield from _there(tree, (*step, "text"))
        yield from _indexed(tree, (*step, "questions"))
    handouts = {each["id"]: each["shows"] for each in tree["handouts"]}
    for shown in (id_ for handout in at(tree, activity).get("handouts", []) for id_ in handouts[handout]):
        if shown in tree["instruments"]:
            yield from _table(tree, ("instruments", shown))


def _table(tree: Node, instrument: Place) -> Iterator[Place]:
    """Yield a rubric's or a role matrix's title, header and cells, row by row."""
    node = at(tree, instrument)
    columns, rows, cells = ("levels", "criteria", "levels")
    if node["kind"] == "role-matrix":
        columns, rows, cells = ("roles", "functions", "responsibilities")
    yield from _there(tree, (*instrument, "title"))
    yield from _indexed(tree, (*instrument, columns))
    for row in _indexed(tree, (*instrument, rows)):
        for column in node[columns]:
            cell = (*row, cells, column["id"])
            if isinstance(at(tree, cell), str):
                yield cell
            else:
                yield from _indexed(tree, (*cell, "paragraphs"))
                yield from _indexed(tree, (*cell, "bullets"))


# --------------------------------------------------------------------------------------- the comparison


@frozen
class Comparison:
    """What differs; both empty when the toolkit is the source word for word."""

    #: Sentences of the source that the toolkit does not have at their place.
    missing: tuple[str, ...] = ()
    #: Sentences of the toolkit that the source does not have at their place.
    invented: tuple[str, ...] = ()


def compare(tree: Node, source: str) -> Comparison:
    """Compare a toolkit's tree with its source, in both directions."""
    wanted = source_sentences(source)
    found = [sentence for place in reading(tree) for sentence in sentences(text_at(tree, place))]
    missing, invented = [], []
    for change, *bounds in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if change != "equal":
            missing += wanted[bounds[0] : bounds[1]]
            invented += found[bounds[2] : bounds[3]]
    for place, text in repeats(tree):
        known: Callable[[str], bool] = wanted.__contains__
        if _keys(place) in PARTS:
            known = _part_of(wanted)
        invented += [sentence for sentence in sentences(text) if not known(sentence)]
    return Comparison(tuple(missing), tuple(invented))


def unasked(tree: Node) -> list[str]:
    """Return what the source asks in a step and the step's instruments do not ask again, word for word.

    A step with listed questions asks those; any other asks the questions in its text.
    """
    found = []
    for section in tree["sections"]:
        for step in (step for activity in section["activities"] for step in activity["steps"]):
            asked = [
                sentence
                for id_ in step["instruments"]
                for _, text in _walk(tree["instruments"][id_], ())
                for sentence in sentences(text)
            ]
            questions = sentences("\n".join(step.get("questions", [step["text"]])))
            found += [each for each in questions if each.endswith("?") and each not in asked]
    return found


def names(text: str) -> list[str]:
    """Return the words of a text's links."""
    return [span.text for span in spans(text) if span.target]


def _part_of(wanted: list[str]) -> Callable[[str], bool]:
    def known(part: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", sentence) for sentence in wanted)

    return known
