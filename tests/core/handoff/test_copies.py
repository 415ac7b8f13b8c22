"""Which copies are shown is a function of the set of submissions: any order, any repetition, the same store."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from hansei.errors import UsageError
from hansei.handoff.copies import within
from hansei.handoff.keys import Key
from hansei.handoff.scope import SCOPES

from .teams import Place, lines_of, with_lines

A, B = Key(b"a" * 32), Key(b"x" * 32)


@given(st.lists(st.sampled_from([b"a", b"b", b"c"])), st.lists(st.booleans()))
def test_a_subsequence_is_within(lines: list[bytes], keep: list[bool]) -> None:
    some = [line for line, kept in zip(lines, keep, strict=False) if kept]
    assert within(some, lines)
    assert not within([*lines, b"z"], lines)


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Submissions of one session: a history with branches, in every scope, of two senders."""
    place = Place(tmp_path_factory.mktemp("one") / "store.db", "a")
    session = place.start()
    found = [place.bundle(session)]
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann")
    found.append(place.bundle(session))
    session.rounds.reveal("culture")
    found += [place.bundle(session, scope) for scope in SCOPES]
    session.rounds.agree("culture", "vision", level="evolving", dissent={"Ann": "No"})
    found += [place.bundle(session, scope) for scope in SCOPES]
    found.append(place.bundle(session, names=False))
    whole = lines_of(found[-1])
    session.close()
    found += [place.bundle(session), place.bundle(session, "agreed")]
    # A second story of the same sender, and one further on; the same story of another sender, and one further on.
    other = place.engine.start("district-led-ci", team=session.team)
    extra = [line for line in _notes(place, other) if b"noted" in line]
    found.append(with_lines(found[1], [*lines_of(found[1]), extra[0]], A))
    found.append(with_lines(found[1], [*lines_of(found[1]), *extra], A))
    found.append(with_lines(found[0], whole, B))
    found.append(with_lines(found[0], [*whole, extra[0]], B))
    place.engine.close()
    return found


def _notes(place: Place, session: object) -> list[bytes]:
    session.note("one")  # type: ignore[attr-defined]
    session.note("two")  # type: ignore[attr-defined]
    return place.engine.log.read(session.id)  # type: ignore[attr-defined]


@settings(max_examples=25)
@given(st.data())
def test_any_order_and_any_repetition_give_the_same_store(bundles: list[bytes], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(range(len(bundles))), min_size=1, max_size=7))
    other = data.draw(st.permutations([*set(some), *data.draw(st.lists(st.sampled_from(some), max_size=3))]))
    dumps = []
    with tempfile.TemporaryDirectory() as folder:
        for number, order in enumerate((some, other)):
            place = Place(Path(folder) / f"{number}.db")
            for each in order:
                place.handoff.receive_bytes(bundles[each], f"{each}.hansei")
            dumps.append(place.dump())
            place.engine.close()
    assert dumps[0] == dumps[1]


def test_a_later_submission_extends_the_earlier_one_and_an_older_one_changes_nothing(
    building: Place, district: Place
) -> None:
    session = building.start()
    first = building.bundle(session)
    session.rate("culture", "vision", level="evolving")
    second = building.bundle(session)
    assert district.handoff.receive_bytes(second, "second").outcome == "new"
    before = district.engine.open(session.id)
    assert district.handoff.receive_bytes(first, "first").outcome == "older"
    assert district.handoff.receive_bytes(second, "second").outcome == "known"
    session.rate("culture", "vision", level="beginning")
    assert district.handoff.receive_bytes(building.bundle(session), "third").outcome == "extended"
    assert before.response("culture", "vision").level == "evolving"
    assert before.refresh()
    assert before.response("culture", "vision").level == "beginning"
    assert not before.refresh()
    (entry,) = district.handoff.entries()
    assert (entry.conflict, len(entry.copies), entry.head.team) == ("", 3, "Lincoln")


@pytest.mark.parametrize("turned", [False, True])
def test_a_name_that_the_sender_took_back_is_not_shown_any_more(building: Place, district: Place, turned: bool) -> None:
    session = building.start()
    both = [building.bundle(session), building.bundle(session, names=False)]
    for each in reversed(both) if turned else both:
        district.handoff.receive_bytes(each, "file")
    assert {person.name for person in district.engine.open(session.id).people} == {"Person 1", "Person 2"}


def test_two_stories_are_both_kept_until_somebody_settles(building: Place, district: Place) -> None:
    session = building.start()
    first = building.bundle(session)
    session.note("one story")
    one = building.bundle(session)
    session.note("and on it goes")
    further = building.bundle(session)
    other = with_lines(first, [*lines_of(first), lines_of(further)[-1]], building.key)
    assert district.handoff.receive_bytes(one, "one").outcome == "new"
    assert district.handoff.receive_bytes(other, "other").outcome == "conflict"
    entry = district.handoff.entry(session.id)
    (listed,) = district.handoff.entries()
    assert evolve(listed, head=listed.head._replace(changed=0)) == entry, "looked up alone it is the same"
    assert entry.conflict == "diverged"
    beside = entry.beside[0].shown
    assert beside.startswith(f"{session.id}~")
    shown = {tuple(district.engine.log.read(id_)): id_ for id_ in (session.id, beside)}
    assert set(shown) == {tuple(lines_of(one)), tuple(lines_of(other))}
    entry = district.handoff.settle(session.id, shown[tuple(lines_of(other))])
    assert not entry.conflict
    assert [head.session for head in district.engine.sessions()] == [session.id]
    assert district.engine.log.read(session.id) == lines_of(other)
    # It can be decided again, and the one that was kept is the one that is extended.
    again = next(each for each in entry.copies if not each.shown)
    district.handoff.settle(session.id, again.digest[:10])
    assert district.engine.log.read(session.id) == lines_of(one)
    assert district.handoff.receive_bytes(further, "further").outcome == "extended"
    assert not district.handoff.entry(session.id).conflict
    # A third story is a new thing to settle.
    third = with_lines(first, [*lines_of(first), *lines_of(further)[:-3:-1]], building.key)
    assert district.handoff.receive_bytes(third, "third").outcome == "conflict"
    with pytest.raises(UsageError, match="there is no copy 'zzz'"):
        district.handoff.settle(session.id, "zzz")


def test_a_copy_beside_keeps_its_id_when_it_is_extended(building: Place, district: Place) -> None:
    session = building.start()
    first = building.bundle(session)
    for number in range(4):
        session.note(f"note {number}")
    notes = lines_of(building.bundle(session))[-4:]
    stories = [
        with_lines(first, [*lines_of(first), *some], building.key) for some in (notes[:3], notes[3:], notes[3:1:-1])
    ]
    district.handoff.receive_bytes(stories[0], "stands")
    district.handoff.receive_bytes(stories[1], "beside")
    (before,) = district.handoff.entry(session.id).beside
    assert district.handoff.receive_bytes(stories[2], "further").outcome == "conflict"
    (after,) = district.handoff.entry(session.id).beside
    assert (before.shown, before.digest) != (after.shown, after.digest)
    assert before.shown == after.shown


@pytest.mark.parametrize("turned", [False, True])
def test_another_key_is_a_conflict_of_its_own_also_when_it_extends(
    building: Place, district: Place, turned: bool
) -> None:
    session = building.start()
    first = building.bundle(session)
    session.note("forged?")
    second = with_lines(first, lines_of(building.bundle(session)), B)
    outcomes = [
        district.handoff.receive_bytes(each, "file") for each in ((second, first) if turned else (first, second))
    ]
    assert [(each.outcome, each.sender) for each in outcomes] == [("new", "new"), ("conflict", "changed")]
    assert district.handoff.entry(session.id).conflict == "sender"
    assert len(district.engine.sessions()) == 2


def test_what_was_run_here_is_never_touched(building: Place, district: Place) -> None:
    session = building.start()
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="evolving", rater="Ann")
    given = [building.bundle(session, scope) for scope in SCOPES]
    session.note("one")
    before = building.engine.log.read(session.id)
    for each in given:
        assert building.handoff.receive_bytes(each, "file").outcome == "own"
    forged = with_lines(given[0], [*lines_of(given[0]), before[-1].replace(b"one", b"two")], building.key)
    received = building.handoff.receive_bytes(forged, "file")
    assert (received.outcome, received.shown[:-6]) == ("conflict", f"{session.id}~")
    entry = building.handoff.entry(session.id)
    assert (entry.conflict, entry.own, entry.stands) == ("own", True, None)
    with pytest.raises(UsageError, match="never replaced"):
        building.handoff.settle(session.id, received.shown)
    assert not building.handoff.settle(session.id, session.id).conflict
    assert building.engine.log.read(session.id) == before
    assert not building.engine.open(session.id).origin
    building.engine.open(session.id).note("and on")


def test_two_districts_receive_each_others_files(tmp_path: Path) -> None:
    one, two = Place(tmp_path / "one.db", "o"), Place(tmp_path / "two.db", "t")
    mine, theirs = one.start("One"), two.start("Two")
    assert two.handoff.receive_bytes(one.bundle(mine), "one").outcome == "new"
    assert one.handoff.receive_bytes(two.bundle(theirs), "two").outcome == "new"
    assert one.handoff.receive_bytes(one.bundle(mine), "one").outcome == "own"
    assert {head.session for head in one.engine.sessions()} == {head.session for head in two.engine.sessions()}
    one.engine.close()
    two.engine.close()
