"""How fast toolkits are read, listed and rated.

    python benchmarks/toolkits.py

Against yaml.load with libyaml's base loader, which makes texts, lists and mappings of the same file and checks nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml
from measuring import run, seconds, side_by_side

import hansei
import hansei_district_led
from hansei.content.compiled import Compiled
from hansei.content.reading import read_toolkit

FILE = Path(hansei_district_led.__file__).parent / "toolkit.yaml"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as name:
        folder = Path(name)
        os.environ["HANSEI_CACHE"] = str(folder / "cache")
        os.environ["HANSEI_STORE"] = str(folder / "store.db")
        with hansei.open_engine() as engine:
            reading(engine, folder)
            thousand(engine, folder)
        listing(folder)


def reading(engine: hansei.Engine, folder: Path) -> None:
    text = FILE.read_text("utf-8")
    kinds = engine.kinds

    def anew() -> None:
        for _ in range(20):
            read_toolkit(FILE, kinds)

    def alone() -> None:
        for _ in range(20):
            yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes nothing but texts

    side_by_side("20 times District-Led, read and checked / yaml.load", anew, alone, bar=1.5)
    kept = Compiled(folder / "kept", kinds)
    kept.keep(FILE, read_toolkit(FILE, kinds))
    if kept.read(FILE) != read_toolkit(FILE, kinds):
        raise SystemExit("what is kept is not what was read")

    def ready() -> None:
        for _ in range(20):
            if kept.read(FILE) is None:
                raise SystemExit("it is not kept")

    side_by_side("20 times as it is kept ready / read and checked", ready, anew, bar=0.05)
    code = "import hansei, time; e = hansei.open_engine(); e.kinds; s = e.shelf; t = time.perf_counter(); s.all()"
    say = f"{code}; import sys; sys.stdout.write(str((time.perf_counter() - t) * 1000))"
    print(f"  the first of a process, ms: {first(say, folder / 'empty')} anew, {first(say, None)} as kept")


def first(code: str, cache: Path | None) -> str:
    times = []
    for _ in range(5):
        if cache:
            shutil.rmtree(cache, ignore_errors=True)
        there = {**os.environ, "HANSEI_CACHE": str(cache)} if cache else os.environ
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=there)
        times.append(float(done.stdout))
    return f"{sorted(times)[2]:.1f}"


def thousand(engine: hansei.Engine, folder: Path) -> None:
    write(folder / "thousand", "thousand", rows=1_000)
    begun: list[hansei.Session] = []
    team = hansei.Team("Riverside")
    took = seconds(lambda: begun.append(engine.start(str(folder / "thousand"), team=team)))
    session = begun[0]
    rated = [seconds(partial(session.rate, "big", f"row-{row}", level="b")) for row in range(100)]
    opened = seconds(lambda: engine.open(session.id).answers("big"))
    print(f"  1,000 criteria: read and begun in {took * 1e3:.0f} ms, opened in {opened * 1e3:.0f} ms,", end=" ")
    print(f"rated in {sorted(rated)[50] * 1e3:.1f} ms, the slowest of 100 in {max(rated) * 1e3:.1f} ms")


def listing(folder: Path) -> None:
    for count in (1, 500):
        for number in range(count):
            write(folder / f"shelf-{count}" / f"t{number}", f"t{number}", rows=10)
    one, many = (list_of(folder / f"shelf-{count}") for count in (1, 500))
    os.environ["HANSEI_CACHE"] = "/dev/null/no"
    side_by_side("hansei toolkit list, 500 that nobody read before / one", many, one, bar=2)
    os.environ["HANSEI_CACHE"] = str(folder / "cache")
    os.environ["HANSEI_TOOLKITS"] = str(folder / "shelf-500")
    with hansei.open_engine() as engine:
        engine.shelf.all()
    side_by_side("hansei toolkit list, 500 that are kept ready / one", many, one, bar=2)


def list_of(folder: Path) -> Callable[[], object]:
    """Return what runs ``hansei toolkit list`` with the toolkits of a folder."""
    code = f"import os, sys; os.environ['HANSEI_TOOLKITS'] = {str(folder)!r}; sys.argv = ['hansei', 'toolkit', 'list']"
    return run([sys.executable, "-c", f"{code}; from hansei_tui.cli import main; main()"])


def write(folder: Path, id_: str, *, rows: int) -> None:
    """Write a toolkit of one rubric."""
    folder.mkdir(parents=True)
    criteria = "".join(
        f"      - id: row-{row}\n        title: Row {row}\n        levels:\n"
        f"          a: We do this seldom, and row {row} shows it.\n"
        f"          b: We do this always, and row {row} shows it.\n"
        for row in range(rows)
    )
    folder.joinpath("toolkit.yaml").write_text(
        f"toolkit: {id_}\nversion: '1'\ntitle: The toolkit {id_}\nsections:\n  - id: s\n    title: S\n    activities:\n"
        "      - id: a\n        title: A\n        steps: [{id: rate, text: Rate., instruments: [big]}]\n"
        "instruments:\n  big:\n    kind: rubric\n    title: Big\n"
        f"    levels: [{{id: a, title: A}}, {{id: b, title: B}}]\n    criteria:\n{criteria}",
        "utf-8",
    )


if __name__ == "__main__":
    main()
