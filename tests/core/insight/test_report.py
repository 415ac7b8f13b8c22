"""The report: everything that happened is in it, and what did not happen says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hansei
from hansei.document import Document, plain
from hansei.insight.report import report, session_document
from hansei.kinds.prompts import Prompts, PromptsKind
from hansei.kinds.rubric import RubricKind
from hansei.plugins.host import Plugins
from hansei.testing import check_block, words

from ..filled import WRITTEN, fill
from ..samples import write_toolkit


@pytest.fixture
def toolkit(tmp_path: Path) -> Path:
    return write_toolkit(tmp_path / "every-kind")


@pytest.fixture
def sample(store: Path, toolkit: Path) -> Iterator[hansei.Session]:
    """A session of the sample toolkit, empty."""
    with hansei.open_engine(store, toolkits=[toolkit]) as engine:
        yield engine.start("every-kind", team=hansei.Team("Riverside <b>& Co</b>"))


def texts(document: Document) -> list[str]:
    return [document.title, document.subtitle, *(" ".join(fact) for fact in document.facts), *words(document.blocks)]


def after(found: list[str], heading: str) -> str:
    """Return the texts that follow a heading, joined."""
    return "\n".join(found[found.index(heading) :])


def without(store: Path, *kinds: str) -> hansei.Engine:
    """Open the store with the built-in kinds, some left out."""

    class Some:
        @hansei.hookimpl
        def hansei_kinds(self) -> list[Any]:
            from hansei.plugins.builtin_kinds import hansei_kinds

            return [kind for kind in hansei_kinds() if kind.name not in kinds]

    return hansei.open_engine(store, plugins=Plugins(extra={"kinds": Some()}))


def test_everything_that_was_written_is_in_the_report(sample: hansei.Session) -> None:
    fill(sample)
    found = "\n".join(texts(session_document(sample)))
    for written in WRITTEN:
        assert written in found
    for name in (
        "Riverside <b>& Co</b>",
        "Ann",
        "Bo",
        "Table 1",
        "Table 2",
        "Middle",
        "Low",
        "create",
        "partly",
        "Beta",
        "1 Dec 2026",
    ):
        assert name in found


def test_every_step_is_in_the_report_with_its_questions(sample: hansei.Session) -> None:
    found = texts(session_document(sample))
    for entry in sample.agenda:
        assert plain(entry.step.text) in found
        for question in entry.step.questions:
            assert plain(question) in found
    assert plain("For buildings.") not in found, "another team's step"


def test_every_question_that_is_an_item_is_in_the_report(session: hansei.Session) -> None:
    session.rate("culture", "vision", level="evolving")
    found = "\n".join(texts(session_document(session)))
    for entry in session.agenda:
        for instrument in entry.step.instruments:
            if instrument == "district-plan":
                continue  # its items are the functions of the matrix above it
            for item in session.items(instrument):
                for line in item.title.splitlines():
                    assert line.removeprefix("• ") in found, item.id


def test_every_block_can_be_rendered(sample: hansei.Session) -> None:
    for block in session_document(sample).blocks:
        check_block(block)
    fill(sample)
    for block in session_document(sample).blocks:
        check_block(block)


def test_steps_that_were_not_reached_say_so(sample: hansei.Session) -> None:
    found = texts(session_document(sample))
    assert found.count("The team is here.") == 1
    assert found.count("This step was not reached.") == len(sample.agenda) - 1
    sample.end_step("first.choose")
    sample.end_step("first.rate", "skipped")
    sample.rate("culture", "vision", level="low")
    found = texts(session_document(sample))
    assert found.count("This step was skipped.") == 1
    assert found.count("The team is here.") == 1
    assert found.count("This step was not reached.") == len(sample.agenda) - 3


def test_that_nobody_was_at_a_step_is_told_once_and_not_of_each_question(session: hansei.Session) -> None:
    found = texts(session_document(session))
    assert "This step was not reached." in found
    assert "Not answered." not in found
    assert any(text.startswith("What examples might the team identify") for text in found)
    assert sum(text.startswith("What functions, roles and responsibilities are held") for text in found) == 1


def test_a_building_says_which_district_it_is_of(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Alder", kind="building", of="Lindenwood"))
    assert "District Lindenwood" in texts(session_document(session))


def test_a_step_of_one_answer_is_reached(sample: hansei.Session) -> None:
    before = texts(session_document(sample)).count("This step was not reached.")
    sample.answer("ready", "one", {"mark": "yes"})
    assert texts(session_document(sample)).count("This step was not reached.") == before - 1


def test_actions_notes_and_times_have_their_own_place(sample: hansei.Session) -> None:
    assert not {"Actions", "Parking lot", "Time", "Who took part"} & set(texts(session_document(sample)))
    fill(sample)
    sample.start_clock("first")
    sample.stop_clock("first", until=sample.now() + 25 * 60_000)
    found = texts(session_document(sample))
    assert "walk every building" in after(found, "Actions")
    assert "collect it every week" in after(found, "Actions")
    assert "something for later" in after(found, "Parking lot")
    assert found.count("something for later") == 1
    assert "First activity\n20-30\n25" in "\n".join(filter(None, found[found.index("Time") :]))
    assert "Ann" in after(found, "Who took part")


def test_what_people_wrote_is_never_read_as_markup(sample: hansei.Session) -> None:
    sample.answer("moving", "vision.why", {"text": "**not strong** [not](a-link) *x*"})
    assert "**not strong** [not](a-link) *x*" in texts(session_document(sample))


def test_whose_words_these_are_is_said(session: hansei.Session) -> None:
    found = texts(session_document(session))
    assert "This part is Hansei's, not the publisher's." in found
    assert "Reconstructed: the source names this template without printing it." in found
    assert any("Michigan Continuous Systems Improvement" in text for text in after(found, "Source").splitlines())


def test_a_closed_session_says_so(sample: hansei.Session) -> None:
    assert any(fact.startswith("State open, at: ") for fact in texts(session_document(sample)))
    sample.close()
    assert "State closed" in texts(session_document(sample))


def test_a_kind_that_is_not_at_hand_is_shown_as_text(sample: hansei.Session, store: Path) -> None:
    fill(sample)
    with without(store, "choice") as engine:
        found = "\n".join(texts(session_document(engine.open(sample.id))))
        assert "Shown as text: unknown instrument kind 'choice'" in found
        assert "choice, Ann" in found
        for written in WRITTEN:
            assert json.dumps(written, ensure_ascii=False)[1:-1] in found
        assert report(engine.open(sample.id)).record["answers"]


def test_what_is_hidden_is_not_shown_as_text_either(session: hansei.Session, store: Path) -> None:
    session.groups.form({"North": 3})
    session.rounds.open("culture")
    session.rate("culture", "vision", level="developing", rater="North", evidence="posters in the cellar")
    with without(store, "rubric") as engine:
        opened = engine.open(session.id)
        assert "posters" not in "\n".join(texts(session_document(opened)))
        opened.rounds.reveal("culture")
        assert "posters" in "\n".join(texts(session_document(opened)))


def test_a_kind_that_fails_is_shown_as_text(sample: hansei.Session, store: Path) -> None:
    fill(sample)

    class Broken(RubricKind):
        def document(self, definition: Any, items: Any, summary: Any) -> Any:
            raise ZeroDivisionError("by hand")

    class Plugin:
        @hansei.hookimpl
        def hansei_kinds(self) -> list[Any]:
            return [Broken()]

    with hansei.open_engine(store, plugins=Plugins(extra={"a-broken-one": Plugin()})) as engine:
        engine.plugins.load("a-broken-one")
        found = "\n".join(texts(session_document(engine.open(sample.id))))
        assert str(engine.failures()["rubric"]) == "the kind 'rubric' failed: by hand"
    assert "Shown as text: the kind 'rubric' failed: by hand" in found
    for written in WRITTEN:
        assert json.dumps(written, ensure_ascii=False)[1:-1] in found


def test_a_missing_kind_that_others_follow_does_not_cost_the_report(sample: hansei.Session, store: Path) -> None:
    fill(sample)
    with without(store, "rubric", "role-matrix") as engine:
        made = report(engine.open(sample.id))
    found = "\n".join(texts(made.document))
    for written in WRITTEN:
        assert json.dumps(written, ensure_ascii=False)[1:-1] in found
    assert len(made.record["answers"]) == 8


def test_a_kind_that_cannot_read_its_old_definition_does_not_cost_the_report(
    sample: hansei.Session, store: Path
) -> None:
    from attrs import frozen

    fill(sample)

    @frozen
    class Stricter:
        questions: tuple[int, ...]

    class Changed(PromptsKind):
        definition = Stricter  # type: ignore[assignment]

    class Plugin:
        @hansei.hookimpl
        def hansei_kinds(self) -> list[Any]:
            return [Changed()]

    assert Changed.definition is not Prompts  # type: ignore[comparison-overlap]
    with hansei.open_engine(store, plugins=Plugins(extra={"a-changed-one": Plugin()})) as engine:
        engine.plugins.load("a-changed-one")
        assert report(engine.open(sample.id)).record["answers"]


def test_an_answer_outside_the_agenda_is_in_the_report(sample: hansei.Session) -> None:
    sample.answer("building-plan", "plan", {"lines": [{"what": "ask the other teams"}]})
    found = texts(session_document(sample))
    assert "ask the other teams" in "\n".join(found[: found.index("Actions")])


@pytest.mark.parametrize(
    "question",
    [
        "To what extent does this describe us?",
        "Is this in place, or does it need to be strengthened or created?",
        "What will be done?",
        "Is this so?",
        "What would help?",
    ],
)
def test_the_questions_of_an_item_are_in_the_report(sample: hansei.Session, question: str) -> None:
    fill(sample)
    assert question in "\n".join(texts(session_document(sample)))


def test_minutes_that_were_added_are_told_apart_from_the_toolkits(sample: hansei.Session) -> None:
    sample.start_clock("first")
    sample.add_time("first", 10)
    sample.add_time("first", -5)
    sample.stop_clock("first", until=sample.now() + 25 * 60_000)
    found = texts(session_document(sample))
    assert "First activity\n20-30 (+5)\n25" in "\n".join(filter(None, found[found.index("Time") :]))


def test_a_question_that_the_step_has_just_asked_is_not_asked_twice(session: hansei.Session) -> None:
    session.join("Ana")
    session.answer("resonates", "choice", {"options": "balance", "why": "It is ours"}, rater="Ana")
    text = str(report(session).document)
    assert text.count("Have each person identify a learner outcome") == 1
    assert "It is ours" in text
