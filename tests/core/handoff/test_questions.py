"""A question goes back as a file, is answered in the next session, and the answer comes with its submission."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hansei.errors import BundleError, UsageError
from hansei.handoff.bundle import read_bundle

from .teams import Place, changed


def test_a_question_and_its_answer(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.open(session.id)
    asked = district.handoff.questions.ask(there, "What do the posters say? [red] 🌱", about="vision")
    assert (asked.place, asked.about[:26], asked.by) == ("culture/vision", "Vision, mission, beliefs ·", "Riverside")
    other = district.handoff.questions.ask(there, "And the parents?", by="The county")
    path = district.handoff.questions.write(there, tmp_path / "q.hansei")
    for new in (2, 0):
        received = building.handoff.receive(path)
        assert (received.outcome, received.questions, received.session) == ("questions", new, session.id)
    later = building.start()
    waiting = building.handoff.questions.of(later)
    assert [(each.words, each.by, each.open) for each in waiting] == [
        ("What do the posters say? [red] 🌱", "Riverside", True),
        ("And the parents?", "Riverside", True),
    ]
    assert building.handoff.questions.of(building.start("Adams")) == ()
    event = building.handoff.questions.answer(later, asked.id, "They say: together")
    assert (event.asked, event.by, event.session) == (asked.words, "Riverside", session.id)
    assert [each.open for each in building.handoff.questions.of(session)] == [False, True]
    district.handoff.receive_bytes(building.bundle(later, "agreed"), "file")
    first, second = district.handoff.questions.asked(session.id)
    assert (first.answer, first.answered_in, first.open) == ("They say: together", later.id, False)
    assert second.id == other.id
    assert second.open
    # Only what is open is asked again.
    district.handoff.questions.write(there, path, force=True)
    assert read_bundle(path.read_bytes()).manifest.counts == {"questions": 1}


def test_an_answer_can_be_taken_back_and_given_anew(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.open(session.id)
    asked = district.handoff.questions.ask(there, "Why?")
    building.handoff.receive(district.handoff.questions.write(there, tmp_path / "q.hansei"))
    building.handoff.questions.answer(session, asked.id, "So")
    session.undo()
    assert building.handoff.questions.of(session)[0].open
    building.handoff.questions.answer(session, asked.id, "Because")
    assert building.handoff.questions.of(session)[0].answer == "Because"


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 0, 1)])
def test_a_question_is_taken_back_in_whatever_order_the_files_come(
    building: Place, district: Place, tmp_path: Path, order: tuple[int, ...]
) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there, questions = district.engine.open(session.id), district.handoff.questions
    questions.ask(there, "Why do you?", about="culture/vision")
    kept = questions.ask(there, "Who is it?")
    files = [questions.write(there, tmp_path / "1.hansei")]
    with pytest.raises(UsageError, match="no question 'Where'"):
        questions.withdraw(session.id, "Where")
    with pytest.raises(UsageError, match="which question 'wH'"):
        questions.withdraw(session.id, "wH")
    questions.withdraw(session.id, "why do")
    assert [each.id for each in questions.asked(session.id)] == [kept.id]
    files.append(questions.write(there, tmp_path / "2.hansei"))
    assert b"Why do you" not in read_bundle(files[1].read_bytes()).members["questions.json"]
    received = [building.handoff.receive(files[at]) for at in order]
    assert [each.id for each in building.handoff.questions.of(session)] == [kept.id]
    assert {each.file: each.withdrawn for each in received[:2]} == {"1.hansei": 0, "2.hansei": 1}
    building.handoff.questions.answer(session, kept.id, "Ann")
    district.handoff.receive_bytes(building.bundle(session), "file")
    with pytest.raises(UsageError, match="answered already"):
        questions.withdraw(session.id, kept.id)


def test_nobody_else_takes_a_question_back(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.open(session.id)
    asked = district.handoff.questions.ask(there, "Why?")
    building.handoff.receive(district.handoff.questions.write(there, tmp_path / "q.hansei"))
    district.handoff.questions.withdraw(session.id, asked.id)
    data = district.handoff.questions.write(there, tmp_path / "back.hansei").read_bytes()
    building.handoff.receive_bytes(changed(data), "somebody else's")
    assert [each.id for each in building.handoff.questions.of(session)] == [asked.id]
    building.handoff.receive_bytes(data, "theirs")
    assert building.handoff.questions.all() == ()


def test_what_cannot_be_asked_or_answered(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.open(session.id)
    questions = district.handoff.questions
    with pytest.raises(UsageError, match="needs words"):
        questions.ask(there, "  ")
    with pytest.raises(UsageError, match="was run here"):
        questions.ask(district.start(), "Why?")
    with pytest.raises(UsageError, match="did you mean culture/vision"):
        questions.ask(there, "Why?", about="culture/visoin")
    with pytest.raises(UsageError, match=r"which item 'team\.building'"):
        questions.ask(there, "Why?", about="team.building")
    with pytest.raises(UsageError, match="ask one first"):
        questions.write(there, tmp_path / "q.hansei")
    questions.ask(there, "Why?", about="culture/vision")
    with pytest.raises(UsageError, match="no question"):
        building.handoff.questions.answer(session, "nothing", "So")
    building.handoff.receive(questions.write(there, tmp_path / "q.hansei"))
    (waiting,) = building.handoff.questions.of(session)
    with pytest.raises(UsageError, match="needs words"):
        building.handoff.questions.answer(session, waiting.id, " ")


def test_questions_that_do_not_hold_together(building: Place, district: Place, tmp_path: Path) -> None:
    session = building.start()
    district.handoff.receive_bytes(building.bundle(session), "file")
    there = district.engine.open(session.id)
    district.handoff.questions.ask(there, "Why?")
    data = district.handoff.questions.write(there, tmp_path / "q.hansei").read_bytes()
    for reason, questions, count in (
        ("says 2 questions", data and b'[{"id":"a","words":"Why?","at":1}]', 2),
        ("cannot be read", b"{}", 1),
        ("says 0", b"[]", 0),
        ("no words", b'[{"id":"a","words":" ","at":1}]', 1),
        ("no words", b'[{"id":"a","words":"Why?","at":-1}]', 1),
    ):
        lying = changed(
            data,
            questions__json=questions,
            manifest=lambda manifest, count=count: msgspec.structs.replace(manifest, counts={"questions": count}),
        )
        with pytest.raises(BundleError, match=reason):
            building.handoff.receive_bytes(lying, "file")
    assert building.handoff.questions.all() == ()
