"""The events: what is written is read back, forever, and what cannot be read is told."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given

from hansei.errors import NewerStoreError, StoreError, UsageError
from hansei.record import events as ev
from hansei.record.events import AnyEvent
from hansei.record.lines import UPCASTS, decode_all, write

from .events_of_all_kinds import SAMPLES, histories


def test_there_is_a_sample_of_every_class() -> None:
    assert {type(event) for event in SAMPLES} == set(get_args(AnyEvent))


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_every_event_is_read_back_as_it_was_written(event: AnyEvent) -> None:
    (read,) = decode_all([write(event)])
    assert read == event
    assert type(read) is type(event)


@given(histories())
def test_whole_histories_are_read_back(events: list[AnyEvent]) -> None:
    assert decode_all([write(event) for event in events]) == events


def test_an_event_is_one_line_of_json_with_type_and_version() -> None:
    for event in SAMPLES:
        line = write(event)
        assert b"\n" not in line
        name, _, version = msgspec.json.decode(line)["type"].partition("/")
        assert name
        assert version == "1"


def test_types_are_what_old_stores_hold() -> None:
    """These words are on people's disks; a change of one needs an upcast."""
    assert {msgspec.json.decode(write(event))["type"] for event in SAMPLES} == {
        "started/1", "joined/1", "left/1", "moved/1", "step-ended/1", "step-reopened/1", "answered/1", "cleared/1",
        "noted/1", "undone/1", "clock-started/1", "clock-stopped/1", "clock-added/1", "closed/1", "reopened/1",
        "grouped/1", "round-opened/1", "handed-in/1", "counted/1", "round-revealed/1", "round-dropped/1", "agreed/1",
        "not-agreed/1", "action-followed/1", "protocol-kept/1", "group-moved/1", "end-planned/1", "replied/1",
        "reviewed/1", "began-with/1",
    }  # fmt: skip


def test_events_are_frozen() -> None:
    for event in SAMPLES:
        with pytest.raises(AttributeError):
            event.at = 5  # type: ignore[misc]


def test_nothing_is_read_from_nothing() -> None:
    assert decode_all([]) == []


def test_a_field_that_a_later_version_adds_is_passed_over() -> None:
    (read,) = decode_all([b'{"type":"closed/1","id":"1","at":5,"mood":"good"}'])
    assert read == ev.Closed(id="1", at=5)


def test_a_field_with_a_default_may_be_missing() -> None:
    (read,) = decode_all([b'{"type":"joined/1","id":"1","at":5,"person":"p"}'])
    assert read == ev.Joined(id="1", at=5, person="p", role="respondent", votes=True)


@pytest.mark.parametrize("type_", ["merged/1", "answered/2", "closed/17"])
def test_a_line_of_a_newer_hansei_is_told(type_: str) -> None:
    lines = [write(SAMPLES[0]), msgspec.json.encode({"type": type_, "id": "1", "at": 5})]
    with pytest.raises(NewerStoreError, match=f'event 2 .*"{type_}".*upgrade Hansei'):
        decode_all(lines)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\x00\x00",
        b"null",
        b"[]",
        b"5",
        b'{"id":"1","at":5}',
        b'{"type":"closed/1","id":"1","at":5',
        b"\xff\xfe",
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(line: bytes) -> None:
    with pytest.raises(StoreError, match=r"event 3 of the session cannot be read .*hansei doctor") as error:
        decode_all([write(SAMPLES[0]), write(SAMPLES[1]), line])
    assert not isinstance(error.value, NewerStoreError)


@pytest.mark.parametrize(
    "line",
    [
        b'{"type":"closed/1","id":"1"}',
        b'{"type":"closed/1","id":"1","at":"noon"}',
        b'{"type":"step-ended/1","id":"1","at":5,"step":"a","outcome":"lost"}',
    ],
)
def test_a_line_whose_type_is_known_and_whose_content_is_not_is_damaged(line: bytes) -> None:
    with pytest.raises(StoreError, match=r"event 1 .* is damaged; .*hansei doctor"):
        decode_all([line])


def test_an_old_version_is_turned_into_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def upcast(old: dict[str, Any]) -> dict[str, Any]:
        return {"type": "noted/1", "id": old["id"], "at": old["at"], "note": old["id"], "text": old["words"]}

    monkeypatch.setitem(UPCASTS, "noted/0", upcast)
    read = decode_all([write(SAMPLES[0]), b'{"type":"noted/0","id":"n","at":5,"words":"old"}'])
    assert read == [SAMPLES[0], ev.Noted(id="n", at=5, note="n", text="old")]


@pytest.mark.parametrize(
    "event",
    [
        ev.ClockAdded(id="1", at=5, activity="a", minutes=2.5),  # type: ignore[arg-type]
        ev.Joined(id="1", at=5, person="p", votes="no"),  # type: ignore[arg-type]
        ev.StepEnded(id="1", at=5, step="a", outcome="lost"),  # type: ignore[arg-type]
        ev.Closed(id="1", at=1_795_442_400_000.25),  # type: ignore[arg-type]
        ev.Noted(id="1", at=5, note="n", text=object()),  # type: ignore[arg-type]
        ev.Noted(id="1", at=5, note="n", text="half \ud83d"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(event: AnyEvent) -> None:
    with pytest.raises(UsageError):
        write(event)
