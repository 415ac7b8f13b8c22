"""The protocol: timed steps, who speaks how, and roles."""

from __future__ import annotations

import pytest
from attrs import evolve

from hansei.content.minutes import Minutes
from hansei.form import Choose
from hansei.kinds.protocol import Protocol, ProtocolKind, ProtocolRole, ProtocolStep, Went
from hansei.testing import KindConformance, Sample, words

KIND = ProtocolKind()
DEFINITION = Protocol(
    (
        ProtocolStep("look", "Look at the **data**", "Nobody interprets.", Minutes(5), "silent"),
        ProtocolStep(
            "see",
            "What do we see?",
            minutes=Minutes(10, 15),
            mode="round-robin",
            who=("group",),
            write="What was seen?",
        ),
    ),
    (ProtocolRole("group", "Group", "Speaks in turn."), ProtocolRole("time", "Timekeeper")),
    norms=("Speak of the data.",),
)
ITEMS = {item.id: item for item in KIND.items(DEFINITION)}


class TestConformance(KindConformance):
    sample = Sample(
        KIND,
        DEFINITION,
        good={
            "roles": [{"people": [{"role": "Timekeeper", "person": "Ann [Lee] & co"}]}, {"people": None}],
            "look": [{"went": "kept"}],
            "see": [{"went": "changed", "words": "Two rows <b>differ</b>"}, {"went": "left-out", "words": ""}],
        },
        bad=[
            ("look", {}, "went"),
            ("look", {"went": "fine"}, "went"),
            ("see", {"went": "kept", "words": 3}, "words"),
            ("roles", {"people": [{"role": "Time", "person": "Ann"}]}, "role"),
            ("roles", {"people": [{"role": "Group", "person": ""}]}, "person"),
            ("roles", Went(people=({"who": "x"},)), "people"),
        ],
    )


def test_a_step_says_how_long_how_and_who() -> None:
    asked = KIND.form(DEFINITION, ITEMS["see"], {})
    assert isinstance(asked, Choose)
    assert asked.hint.startswith("10-15 minutes · In turn: everybody speaks once")
    assert asked.hint.endswith("· Group")
    assert KIND.form(DEFINITION, ITEMS["see"], {"went": "left-out"}) is None


def test_the_paper_says_what_each_way_of_speaking_means() -> None:
    text = list(words(KIND.document(DEFINITION, tuple(ITEMS.values()), None)))
    assert "In silence: Nobody speaks; everybody reads, thinks or writes." in text
    assert "10-15" in text


@pytest.mark.parametrize(
    ("definition", "path"),
    [
        (evolve(DEFINITION, steps=()), ("steps",)),
        (evolve(DEFINITION, steps=(ProtocolStep("roles", "R"),)), ("steps", 0, "id")),
        (evolve(DEFINITION, roles=()), ("steps", 1, "who")),
        (evolve(DEFINITION, roles=(*DEFINITION.roles, ProtocolRole("x", "Group"))), ("roles", 2, "title")),
    ],
)
def test_faults_of_an_author(definition: Protocol, path: tuple[str, ...]) -> None:
    assert path in [found.path for found in KIND.faults(definition)]
