"""The line before the SQLite store: nobody is overtaken, nobody is stuck, nothing is left lying about."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import hansei
from hansei.record.log import InTurn
from hansei.record.sqlite import SqliteLog
from hansei.record.turns import Gate
from hansei.testing.stores import begin, line

#: Another program that stands at the gate until it is told to go on, or dies.
STAND = """
import sys
from hansei.record.turns import Gate
gate = Gate(sys.argv[1])
print("in" if gate.enter() else "shut", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def another_at_the_gate(store: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", STAND, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "in\n"
        try:
            yield program
        finally:
            program.kill()


@pytest.fixture
def two(store: Path) -> Iterator[tuple[SqliteLog, SqliteLog]]:
    """Two windows on one store with two sessions."""
    logs = SqliteLog(str(store)), SqliteLog(str(store))
    begin(logs[0], "one")
    begin(logs[1], "two")
    yield logs
    for log in logs:
        log.close()


def test_the_store_offers_turns(two: tuple[SqliteLog, SqliteLog]) -> None:
    assert isinstance(two[0], InTurn)


def test_who_stands_in_line_is_not_overtaken(two: tuple[SqliteLog, SqliteLog]) -> None:
    one, other = two
    other.patience = 60
    stack = ExitStack()
    stack.enter_context(one.turn())
    order: list[str] = []

    def write_and_go(_: float) -> None:
        if not order:
            one.append("one", 1, [line("2")])
            order.append("one")
            stack.close()

    other.waiting = write_and_go
    other.append("two", 1, [line("2")])
    order.append("two")
    assert order == ["one", "two"]


def test_in_our_turn_we_write_as_often_as_we_like(two: tuple[SqliteLog, SqliteLog]) -> None:
    one, other = two
    with one.turn():
        for number in range(1, 5):
            one.append("one", number, [line(str(number + 1))])
    other.append("two", 1, [line("2")])
    assert len(one.read("one")) == 5


def test_a_turn_ends_whatever_happens_in_it(two: tuple[SqliteLog, SqliteLog], store: Path) -> None:
    with pytest.raises(ValueError, match="thought better"), two[0].turn():
        raise ValueError("thought better of it")
    with contextlib.closing(Gate(str(store))) as gate:
        assert gate.enter()


def test_the_gate_opens_when_the_program_at_it_is_killed(two: tuple[SqliteLog, SqliteLog], store: Path) -> None:
    with contextlib.closing(Gate(str(store))) as gate, another_at_the_gate(store) as program:
        assert not gate.enter()
        program.kill()
        program.wait()
        assert gate.enter()


@pytest.mark.parametrize("patience", [0.05, 5.0])
def test_who_stands_at_the_gate_and_never_goes_on_stops_nobody(store: Path, patience: float) -> None:
    with contextlib.closing(SqliteLog(str(store), patience=patience)) as log:
        begin(log)
        with another_at_the_gate(store) as program:
            if hasattr(signal, "SIGSTOP"):
                program.send_signal(signal.SIGSTOP)
            log.append("abc", 1, [line("2")])
            with log.turn():
                log.append("abc", 2, [line("3")])
        assert len(log.read("abc")) == 3


def test_nothing_is_left_beside_the_store(store: Path) -> None:
    with hansei.open_engine(store) as engine:
        session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
        session.rate("culture", "vision", level="evolving")
    assert [each.name for each in store.parent.iterdir()] == [store.name]


def test_where_there_is_no_gate_everybody_goes_through(tmp_path: Path) -> None:
    gate = Gate(str(tmp_path / "nowhere.db"))
    assert gate.enter()
    gate.leave()
    gate.close()
    gate.close()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_deleted_and_written_back_has_a_line_again(store: Path) -> None:
    with contextlib.closing(SqliteLog(str(store))) as log:
        begin(log)
        log.append("abc", 1, [line("2")])
        for beside in store.parent.glob("store.db*"):
            beside.unlink()
        log.append("abc", 2, [line("3")])
        with log.turn(), contextlib.closing(Gate(str(store))) as gate:
            assert not gate.enter()
