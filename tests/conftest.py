"""What every test has: places of its own, a store, an engine, a session."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import hansei

pytest.register_assert_rewrite(
    "tests.core.record.conformance",
    "tests.core.record.directory_conformance",
    "tests.core.record.facts_conformance",
    "tests.core.record.inbox_conformance",
)

# Started in the background of a script, we are told to ignore ctrl+c, and would teach it to every program we start.
for number in (signal.SIGINT, *((signal.SIGQUIT,) if sys.platform != "win32" else ())):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

# Every answer is durable before it is said to be saved; in memory that takes no time, and nothing else is another.
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes folders of its own in it
if "PYTEST_DEBUG_TEMPROOT" not in os.environ and os.access(MEMORY, os.W_OK):
    room = os.statvfs(MEMORY)
    if not room.f_flag & os.ST_NOEXEC and room.f_bavail * room.f_frsize > 4 * 2**30:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)

# A slow machine is no fault of the code: nothing here is timed. What is checked before a landing is the same each
# time; what nobody thought of is looked for everywhere else.
hypothesis.settings.register_profile("hansei", deadline=None, max_examples=25, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("hansei")


@pytest.fixture(autouse=True)
def own_places(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Point home, data and settings at an empty folder, so that no test meets the user's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # What is kept ready is keyed by what it was made of: one folder for all tests, which else read every toolkit anew.
    monkeypatch.setenv("HANSEI_CACHE", str(tmp_path_factory.getbasetemp() / "kept-ready"))
    monkeypatch.setenv("HANSEI_STORE", str(home / "hansei.db"))
    monkeypatch.setenv("HANSEI_TOOLKITS", str(home / "toolkits"))
    monkeypatch.delenv("HANSEI_DISABLE", raising=False)
    # As in an activated environment: `hansei` is found by its name.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    return home


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The path of a store that is not there yet."""
    return tmp_path / "store.db"


@pytest.fixture
def engine(store: Path) -> Iterator[hansei.Engine]:
    """An engine on that store, with the plugins that are installed."""
    with hansei.open_engine(store) as opened:
        yield opened


@pytest.fixture
def session(engine: hansei.Engine) -> hansei.Session:
    """A session of the first toolkit, of the district team Riverside."""
    return engine.start("district-led-ci", team=hansei.Team("Riverside"))


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: half of the time of those of the screens is spent waiting for them."""
    return 2 * (os.cpu_count() or 1)
