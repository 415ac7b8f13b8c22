"""Killed at any moment: what was acknowledged is on the record, and the session goes on."""

from __future__ import annotations

import contextlib
import random
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hansei
from tests.e2e.program import Here, command

#: Goes on answering the same prompt and parking things until somebody stops it.
ENDLESS = "/goto examples\n" + "".join(f"word {n}\n/park thing {n}\n/again examples\n" for n in range(3000))


def feed(running: subprocess.Popen[str], text: str) -> None:
    """Write lines slowly, until nobody reads them any more."""
    assert running.stdin is not None
    try:
        for line in text.splitlines(keepends=True):
            running.stdin.write(line)
            running.stdin.flush()
            time.sleep(0.001)
    except (BrokenPipeError, ValueError):
        pass


def run_and_stop(store: Path, after: float, how: signal.Signals, *, starting: bool = False) -> tuple[int, str, str]:
    """Start a session, stop it, and return its exit code and what it had said.

    Args:
        store: The store.
        after: Seconds after the first line was acknowledged, or after the start.
        how: The signal.
        starting: True counts from the start.
    """
    start = command("run", "--plain", "--team", "T", "--kind", "district", "--people", "", "--store", store)
    with subprocess.Popen(
        start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        feeder = threading.Thread(target=feed, args=(running, ENDLESS), daemon=True)
        feeder.start()
        said: list[str] = []
        begun = threading.Event()

        def listen() -> None:
            for line in running.stdout or ():
                said.append(line)
                if line.startswith("saved "):
                    begun.set()
            begun.set()

        reader = threading.Thread(target=listen, daemon=True)
        reader.start()
        if not starting:
            begun.wait(20)
        time.sleep(after)
        running.send_signal(how)
        try:
            code = running.wait(timeout=20)
        finally:
            running.kill()  # what does not stop when asked fails the test, and must not hold it
        reader.join()
        feeder.join()
        errors = running.stderr.read()
        assert running.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            running.stdin.close()
    return code, "".join(said), errors


def acknowledged(out: str) -> tuple[list[str], list[str]]:
    """Return the answers and the parked things that were said to be saved; a line cut in two counts for nothing."""
    whole = out[: out.rfind("\n") + 1]
    return (
        re.findall(r"^saved examples/examples: (.+)$", whole, re.MULTILINE),
        re.findall(r"^saved parking lot: (.+)$", whole, re.MULTILINE),
    )


def hold_everything(store: Path, out: str, run: Here) -> int:
    """Hold that a store has what was acknowledged and that its session goes on; return how many lines there were."""
    answers, parked = acknowledged(out)
    heads = run("list", "--json", "--store", store).done().json
    if not heads:
        assert not answers
        return 0
    record = run("show", "last", "--json", "--store", store).done().json
    recorded = [each["response"]["text"] for each in record["history"] if each["type"] == "answered/1"]
    assert recorded[: len(answers)] == answers
    assert len(recorded) <= len(answers) + 1  # at most one was saved and not yet said
    notes = [note["text"] for note in record["notes"]]
    assert notes[: len(parked)] == parked
    assert run("doctor", "--json", "--store", store).done().json["faults"] == []
    again = run("resume", "last", "--plain", "--store", store, stdin="/goto hindsight\nAfterwards\n").done()
    assert "saved hindsight/hindsight: Afterwards" in again.out
    return len(answers) + len(parked)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(capsys, monkeypatch)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no kill -9")
def test_killed_at_random(tmp_path: Path, run: Here) -> None:
    seed = random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)  # noqa: S311 - times, not secrets
    # Some while it starts and begins the session, most among the answers; other moments each time.
    times = [chance.uniform(0.05, 0.5) for _ in range(5)] + [chance.uniform(0, 0.4) for _ in range(20)]
    stores = [tmp_path / f"{number}.db" for number in range(len(times))]

    def kill(number: int) -> tuple[int, str, str]:
        return run_and_stop(stores[number], times[number], signal.SIGKILL, starting=number < 5)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(kill, range(len(times))))
    held = 0
    for store, (code, out, _) in zip(stores, done, strict=True):
        assert code == -signal.SIGKILL, seed
        held += hold_everything(store, out, run)
    assert held > 250, "the kills came too early to hold anything"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize(("how", "codes"), [(signal.SIGTERM, {-15, 143}), (signal.SIGINT, {130})])
@pytest.mark.parametrize("after", [0.0, 0.1, 0.2])
def test_asked_to_stop(tmp_path: Path, run: Here, how: signal.Signals, codes: set[int], after: float) -> None:
    code, out, errors = run_and_stop(tmp_path / "s.db", after, how)
    assert code in codes
    assert "Traceback" not in errors
    assert "fault of its own" not in errors
    assert hold_everything(tmp_path / "s.db", out, run) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_starts(tmp_path: Path, how: signal.Signals) -> None:
    """From the first line of our own `main` on: no traceback, whatever is being imported."""
    with ThreadPoolExecutor(2) as pool:
        times = [0.03 + n * 0.012 for n in range(16)]
        jobs = [
            pool.submit(run_and_stop, tmp_path / f"{n}.db", after, how, starting=True) for n, after in enumerate(times)
        ]
        for after, job in zip(times, jobs, strict=True):
            code, _, errors = job.result()
            # Before our first line is reached, Python itself is stopped, in its own words and with its own code.
            assert not re.search(r'hansei_tui.*", line \d+, in main', errors), (after, errors)
            assert code in (-how, 130, 143) or "KeyboardInterrupt" in errors, (after, errors)


SWALLOWED = """
import signal, sys, time, weakref
import hansei_tui.running
from hansei_tui import cli

class Thing: pass

def run(words):
    thing = Thing()
    held = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    return hansei_tui.running.guarded(lambda: time.sleep(20) or 0)

hansei_tui.running.run_words = run
cli.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_stopped_where_python_drops_it() -> None:
    """As the import system does it: ctrl+c in the callback of a weak reference."""
    start = [sys.executable, "-c", SWALLOWED, "list"]
    done = subprocess.run(start, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "\nStopped. Everything that was saved is kept.\n"


def test_a_file_of_answers_killed_in_the_middle(tmp_path: Path, run: Here) -> None:
    """It runs whole on a copy first, so the record holds a beginning of the file and nothing else."""
    from tests.e2e.sessions import DISTRICT

    (tmp_path / "a.yaml").write_text(DISTRICT, "utf-8")
    start = command("run", "--answers", tmp_path / "a.yaml", "--store", tmp_path / "s.db")
    with subprocess.Popen(start, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = ""
        for line in running.stdout:
            said += line
            if line.startswith("saved culture/"):
                running.kill()
                break
        said += running.stdout.read()
    saved = re.findall(r"^saved ([\w.-]+/[\w.-]+)", said[: said.rfind("\n") + 1], re.MULTILINE)
    with hansei.open_engine(tmp_path / "s.db") as engine:
        session = engine.open("last")
        there = [f"{id_}/{item}" for id_, given in session.state.answers.items() for item, _, _ in given]
    assert saved
    assert there[: len(saved)] == saved
