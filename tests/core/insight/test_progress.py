"""What a step asks for, and what of it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hansei
from hansei.content.toolkit import AgendaStep
from hansei.insight.progress import next_task, tasks
from hansei.plugins.host import Plugins

from ..samples import write_toolkit


@pytest.fixture
def sample(store: Path, tmp_path: Path) -> Iterator[hansei.Session]:
    with hansei.open_engine(store, toolkits=[write_toolkit(tmp_path / "t")]) as engine:
        yield engine.start("every-kind", team=hansei.Team("Riverside"))


def asked(session: hansei.Session, step: str) -> list[tuple[str, str, str, bool]]:
    return [(task.instrument, task.item.id, task.rater, task.answered) for task in tasks(session, session.step(step))]


def test_a_step_asks_by_instrument_and_item(sample: hansei.Session) -> None:
    assert asked(sample, "first.rate") == [("culture", "vision", "team", False), ("culture", "goals", "team", False)]
    assert asked(sample, "second.roles") == [
        ("roles", "data.school", "team", False),
        ("roles", "data.district", "team", False),
    ]
    sample.answer("roles", "data.district", {"status": "create"})
    assert asked(sample, "second.roles") == [
        ("roles", "data.school", "team", False),
        ("roles", "data.district", "team", True),
        ("plan", "data.district", "team", False),
    ]


def test_what_each_person_answers_is_asked_of_those_who_are_there_with_a_vote(sample: hansei.Session) -> None:
    assert asked(sample, "first.choose") == []
    sample.join("Ann", votes=False)
    bo, cy = sample.join_all(["Bo", "Cy"])
    sample.answer("outcome", "choice", {"options": "a"}, rater="Cy")
    assert asked(sample, "first.choose") == [
        ("outcome", "choice", bo.rater, False),
        ("outcome", "choice", cy.rater, True),
    ]
    sample.leave(bo)
    assert asked(sample, "first.choose") == [("outcome", "choice", cy.rater, True)]


def test_the_next_thing_is_the_first_that_is_open(sample: hansei.Session) -> None:
    step = sample.step("first.rate")

    def next_item() -> str | None:
        task = next_task(sample, step)
        return task.item.id if task else None

    assert next_item() == "vision"
    sample.rate("culture", "goals", level="high")
    assert next_item() == "vision"
    sample.rate("culture", "vision", level="high")
    assert next_item() is None
    sample.clear("culture", "goals")
    assert next_item() == "goals"


def test_another_raters_answer_does_not_count_for_the_team(sample: hansei.Session) -> None:
    sample.rate("culture", "vision", level="high", rater="Table 1")
    assert asked(sample, "first.rate")[0] == ("culture", "vision", "team", False)


def test_a_step_without_instruments_asks_nothing(sample: hansei.Session) -> None:
    step = sample.agenda[0]
    bare = AgendaStep(step.path, step.activity, type(step.step)("bare"), step.section)
    assert tasks(sample, bare) == ()
    assert next_task(sample, bare) is None


def test_a_kind_that_is_not_at_hand_asks_nothing_and_the_rest_goes_on(sample: hansei.Session, store: Path) -> None:
    sample.answer("roles", "data.school", {"status": "create"})
    with hansei.open_engine(store, plugins=Plugins(extra={"kinds": object()})) as engine:
        session = engine.open(sample.id)
        assert asked(session, "second.roles") == []
        assert asked(session, "first.rate") == []
        assert session.state.answers["roles"]
