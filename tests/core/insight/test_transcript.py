"""The transcript: the complete record as plain values."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft7Validator

import hansei
from hansei.insight.names import file_name
from hansei.insight.transcript import FORMAT, iso, transcript
from hansei.plugins.host import Plugins

from ..filled import WRITTEN, fill
from ..samples import write_toolkit

ROOT = Path(__file__).parents[3]
BEGUN = 1_795_442_400_000  # 2026-11-23T14:00:00Z


@pytest.fixture
def sample(store: Path, tmp_path: Path) -> Iterator[hansei.Session]:
    ticks = itertools.count(BEGUN, 60_000)
    with hansei.open_engine(store, toolkits=[write_toolkit(tmp_path / "t")], now=lambda: next(ticks)) as engine:
        yield engine.start("every-kind", team=hansei.Team("Riverside", of="Michigan"))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from itertools.chain(*map(strings, value.values()))
    elif isinstance(value, (list, tuple)):
        yield from itertools.chain(*map(strings, value))


def test_everything_that_was_written_is_in_the_transcript_as_it_was_written(sample: hansei.Session) -> None:
    fill(sample)
    record = transcript(sample)
    found = "\n".join(strings({key: value for key, value in record.items() if key != "history"}))
    for written in WRITTEN:
        assert written in found


def test_it_can_be_written_as_json(sample: hansei.Session) -> None:
    fill(sample)
    record = transcript(sample)
    again = msgspec.json.decode(msgspec.json.encode(record))
    assert list(again) == list(record)
    assert list(strings(again)) == list(strings(msgspec.to_builtins(record)))


def test_every_key_is_in_the_documented_schema(sample: hansei.Session, tmp_path: Path) -> None:
    schema = msgspec.json.decode((ROOT / "docs" / "session.schema.json").read_bytes())
    Draft7Validator.check_schema(schema)
    told = Draft7Validator(_strict(schema))
    assert schema["properties"]["format"]["const"] == FORMAT
    fill(sample)
    told.validate(msgspec.json.decode(msgspec.json.encode(transcript(sample))))
    for name in ("rounds", "district", "several"):
        store = shutil.copy(ROOT / "tests" / "core" / "record" / "recorded" / "v3" / f"{name}.db", tmp_path)
        with hansei.open_engine(store) as engine:
            for head in engine.log.heads():
                record = transcript(engine.open(head.session))
                told.validate(msgspec.json.decode(msgspec.json.encode(record)))


def _strict(schema: Any) -> Any:
    """Return a schema that allows no key it does not name, but in the events of the history."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = schema.get("type") == "object" and "undone" not in schema.get("properties", {"undone": 1})
    return {key: _strict(each) for key, each in schema.items()} | ({"additionalProperties": False} if closed else {})


def test_it_is_plain_values_through_and_through(sample: hansei.Session) -> None:
    fill(sample)
    record = transcript(sample)
    assert msgspec.json.decode(msgspec.json.encode(record)) == record


def test_its_head(sample: hansei.Session) -> None:
    record = transcript(sample)
    assert record["format"] == FORMAT == 1
    assert record["session"] == sample.id
    assert record["team"] == {"name": "Riverside", "kind": "district", "of": "Michigan"}
    assert (record["toolkit"]["id"], record["toolkit"]["version"]) == ("every-kind", "1.10")
    assert re.fullmatch("[0-9a-f]{64}", record["toolkit"]["digest"])
    assert (record["state"], record["started"], record["changed"]) == (
        "open",
        "2026-11-23T14:00:00Z",
        "2026-11-23T14:00:00Z",
    )
    sample.close()
    assert transcript(sample)["state"] == "closed"
    assert transcript(sample)["changed"] > record["changed"]


def test_an_answer_is_listed_once_as_it_is_now(sample: hansei.Session) -> None:
    sample.rate("culture", "vision", level="low", rater="Table 1")
    sample.rate("culture", "vision", level="mid", rater="Table 1", evidence="posters")
    sample.rate("culture", "vision", level="high")
    sample.undo()
    (answer,) = transcript(sample)["answers"]
    assert {key: answer[key] for key in ("instrument", "item", "rater", "rater_name", "round", "says")} == {
        "instrument": "culture",
        "item": "vision",
        "rater": "group:Table 1",
        "rater_name": "Table 1",
        "round": 1,
        "says": "Middle — posters",
    }
    assert answer["response"]["evidence"] == "posters"


def test_history_holds_every_event_and_marks_what_was_undone(sample: hansei.Session) -> None:
    sample.rate("culture", "vision", level="low")
    sample.note("words")
    sample.undo()
    history = transcript(sample)["history"]
    assert [event["type"] for event in history] == ["started/1", "answered/1", "noted/1", "undone/1"]
    assert [event["undone"] for event in history] == [False, False, True, False]
    assert history[1]["response"]["level"] == "low"
    assert len({event["id"] for event in history}) == 4
    assert history[0]["at"] == "2026-11-23T14:00:00Z"


def test_the_agenda_says_where_each_step_stands(sample: hansei.Session) -> None:
    sample.end_step("first.choose")
    sample.end_step("first.rate", "skipped")
    assert {step["step"]: step["state"] for step in transcript(sample)["agenda"]} == {
        "first.choose": "done",
        "first.rate": "skipped",
        "first.right": "running",
        "second.roles": "open",
        "second.choose": "open",
    }


def test_people_are_listed_with_how_they_take_part(sample: hansei.Session) -> None:
    ann = sample.join("Ann", role="facilitator", votes=False)
    sample.join("")
    sample.leave(ann)
    people = transcript(sample)["people"]
    assert [(each["name"], each["role"], each["votes"], each["present"]) for each in people] == [
        ("Ann", "facilitator", False, False),
        ("Person 2", "respondent", True, True),
    ]


def test_actions_clock_and_notes(sample: hansei.Session) -> None:
    fill(sample)
    sample.start_clock("first")
    record = transcript(sample)
    assert [(each["instrument"], each["about"], each["text"], each["owner"]) for each in record["actions"]] == [
        ("moving", "Vision", "walk every building", "Ann"),
        ("plan", "Data", "collect it every week", "Bo"),
    ]
    assert [(each["step"], each["parked"], each["text"]) for each in record["notes"]] == [
        ("first.rate", False, "a note of the room"),
        ("first.rate", True, "something for later"),
    ]
    first, second = record["clock"]
    assert (first["planned"], first["running"], first["pace"], second["pace"]) == (
        "20-30",
        True,
        "on time",
        "not started",
    )


def test_without_its_kinds_nothing_of_the_record_is_lost(sample: hansei.Session, store: Path) -> None:
    fill(sample)
    with hansei.open_engine(store, plugins=Plugins(extra={"kinds": object()})) as engine:
        record = transcript(engine.open(sample.id))
    found = "\n".join(strings(record["answers"]))
    for written in WRITTEN[:8]:
        assert written in found
    assert {answer["says"] for answer in record["answers"]} == {""}


def test_looking_writes_nothing(sample: hansei.Session) -> None:
    fill(sample)
    lines = sample.log.read(sample.id)
    transcript(sample)
    assert sample.log.read(sample.id) == lines


def test_times_are_utc() -> None:
    assert iso(0) == "1970-01-01T00:00:00Z"
    assert iso(BEGUN + 999) == "2026-11-23T14:00:00Z"


@pytest.mark.parametrize(
    ("team", "beginning"),
    [
        ("Riverside Area Schools", "riverside-area-schools-district-led-ci-20"),
        ("../../etc/passwd\x00", "etc-passwd-district-led-ci-20"),
        ("Łódź: <Szkoła>/*?", "łódź-szkoła-district-led-ci-20"),
        ("مدرسة", "مدرسة-district-led-ci-20"),
        ("🌱", "team-district-led-ci-20"),
        ("x" * 500, "x" * 40 + "-district-led-ci-20"),
    ],
)
def test_a_file_name_is_fit_for_every_system(engine: hansei.Engine, team: str, beginning: str) -> None:
    name = file_name(engine.start("district-led-ci", team=hansei.Team(team)), ".html")
    assert name.startswith(beginning)
    assert re.search(r"-\d{4}-\d\d-\d\d\.html$", name)
    assert len(name.encode()) < 255
