"""Actions on paper, also those of earlier sessions."""

from __future__ import annotations

import hansei
from hansei.insight.actions_paper import actions_on_paper, earlier_actions_on_paper
from hansei.record.following import carried_on
from hansei.testing import words


def begun(engine: hansei.Engine) -> hansei.Session:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    session.rate("culture", "vision", level="beginning")
    session.answer("moving-right", "vision.begin", {"actions": [{"text": "Walk every building", "owner": "Ann"}]})
    return session


def test_what_became_of_an_earlier_action_is_told_in_its_words(engine: hansei.Engine) -> None:
    earlier = begun(engine)
    (action,) = carried_on([earlier])
    now = begun(engine)
    assert not list(earlier_actions_on_paper(now))
    now.following.follow(action, "done", "Alder and Birch did.")
    told = list(words(list(earlier_actions_on_paper(now))))
    assert {"What became of earlier actions", "Walk every building", "done", "Alder and Birch did."} <= set(told)
    assert "Alder and Birch did." not in list(words(list(actions_on_paper(now))))


def test_the_same_line_of_several_rows_is_told_once_and_counted(engine: hansei.Engine) -> None:
    earlier = begun(engine)
    earlier.rate("culture", "goals", level="beginning")
    earlier.answer("moving-right", "goals.begin", {"actions": [{"text": "Walk every building", "owner": "Ann"}]})
    now = begun(engine)
    for action in carried_on([earlier]):
        now.following.follow(action, "open", "Not yet.")
    told = list(words(list(earlier_actions_on_paper(now))))
    assert "Walk every building (×2)" in told
    assert told.count("Not yet.") == 1


def test_what_was_said_of_an_action_of_this_session_stands_beside_it(engine: hansei.Engine) -> None:
    session = begun(engine)
    (action,) = session.following.all
    session.following.follow(action, "begun", "Two of five.")
    assert "begun: Two of five." in list(words(list(actions_on_paper(session))))
    assert not list(earlier_actions_on_paper(session))
