"""What a session works out once and keeps until something is written: never older than the record."""

from __future__ import annotations

import hansei
from hansei.insight.compare import compare
from hansei.words.speaking import speaking, spoken


def test_it_is_made_once_for_each_key_until_something_is_written(session: hansei.Session) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return session.state.version

    assert session.unchanged("a", make) == session.unchanged("a", make) == session.state.version
    assert session.unchanged(("b", 1), make) == session.state.version
    assert len(made) == 2
    session.note("Something")
    assert session.unchanged("a", make) == session.state.version
    assert len(made) == 3


def test_what_is_worked_out_in_one_language_is_not_said_in_another(session: hansei.Session) -> None:
    with speaking("es"):
        assert session.unchanged("a", spoken) == "es"
        there = session.all_items("culture")
    assert session.unchanged("a", spoken) == ""
    assert session.all_items("culture") is not there


def test_answers_and_comparisons_follow_what_is_written_here_and_elsewhere(
    session: hansei.Session, store: object
) -> None:
    for level in ("evolving", "beginning"):
        session.rate("culture", "vision", level=level)
        assert compare(session, "culture")[0].positions[0].place == level
        assert session.answers("culture")["vision"][0].response.level == level
    session.undo()
    assert compare(session, "culture")[0].positions[0].place == "evolving"
    with hansei.open_engine(str(store)) as engine:
        engine.open(session.id).rate("culture", "vision", level="developing")
    assert compare(session, "culture")[0].positions[0].place == "evolving", "not looked yet"
    assert session.refresh()
    assert compare(session, "culture")[0].positions[0].place == "developing"
    assert session.answers("culture")["vision"][0].response.level == "developing"


def test_people_follow_who_comes_goes_and_is_renamed(session: hansei.Session) -> None:
    ann = session.join("Ann")
    assert [person.name for person in session.people] == ["Ann"]
    assert session.rater_name(ann.rater) == "Ann"
    session.rename(ann, "Anna")
    assert session.rater_name(ann.rater) == "Anna"
    session.leave(session.people[0])
    assert [person.present for person in session.people] == [False]
    assert session.rater_name("person:gone") == "somebody"
