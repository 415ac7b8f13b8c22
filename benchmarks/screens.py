"""How the terminal application feels: first frame, key to repaint, memory, each beside its reference.

    python benchmarks/screens.py [--shared ../shared]

Needs Linux, the `dev` extra, and the folder `shared` that lies beside the checkout: its `tools/tui_probe.py` measures
in a pseudo-terminal, its `tools/baselines/` are the references. Product and tests need neither.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from measuring import USUAL
from rounds import followed, write_toolkit

import hansei

#: Sessions of a store of which home reads some before its first frame, and the others after it.
MANY = 5_000
CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=CHECKOUT.parent / "shared")
    tools = parser.parse_args().shared / "tools"
    if not (tools / "tui_probe.py").is_file():
        sys.exit(f"there is no tui_probe.py in {tools}; name the folder with --shared")
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as folder:
        measure(Path(folder), tools)


def measure(folder: Path, tools: Path) -> None:
    store, many = str(folder / "home.db"), str(folder / "many.db")
    for path, sessions in ((store, 200), (many, MANY)):
        with hansei.open_engine(path) as engine:
            for number in range(sessions):
                engine.start("district-led-ci", team=hansei.Team(f"School {number}", "building"))
    bare = [sys.executable, str(tools / "baselines" / "three_line_app.py")]
    home = [sys.executable, "-m", "hansei_tui", "--store", store]
    # The bare command, as people type it: the quick way in, with the store from the environment.
    quick = ["env", f"HANSEI_STORE={store}", sys.executable, "-m", "hansei_tui"]
    frames(folder, tools, "first frame, 200 sessions / three-line app", quick, bare)
    crowded = ["env", f"HANSEI_STORE={many}", sys.executable, "-m", "hansei_tui"]
    a, b = (f"School {n - 1}" for n in (MANY, 200))
    frames(folder, tools, f"first frame, {MANY:,} sessions / 200", crowded, quick, expect=(a, b), bars=(1.1, 1.5))
    frames(folder, tools, "first frame, with --store / three-line app", home, bare)
    keys(folder, tools)
    round_keys(folder, tools)


def frames(
    folder: Path,
    tools: Path,
    name: str,
    ours: list[str],
    theirs: list[str],
    *,
    expect: tuple[str, str] = ("School 199", "Hello, first frame"),
    bars: tuple[float, float] = (1.2, 1.5),
    pairs: int = 7,
) -> None:
    """Start both in turn and compare first frame and idle memory pair by pair."""
    times, memories = [], []
    for _ in range(pairs):
        a = probe(folder, tools, ["--expect", expect[0], "--starts", "2"], ours)
        b = probe(folder, tools, ["--expect", expect[1], "--starts", "2"], theirs)
        times.append((a["first_frame_ms"]["min"], b["first_frame_ms"]["min"]))
        memories.append((a["idle"]["rss_mib"], b["idle"]["rss_mib"]))
    report(name, times, "ms", bars[0])
    report("  idle memory", memories, "MiB", bars[1])


def report(name: str, pairs: list[tuple[float, float]], unit: str, bar: float) -> None:
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(values) for values in zip(*pairs, strict=True))
    verdict = "ok" if ratio <= bar else "MISSED"
    print(f"{name:<50} {a:8.1f} {unit}  against {b:8.1f} {unit}  = {ratio:5.2f}x  (at most {bar}x) {verdict}")


def keys(folder: Path, tools: Path) -> None:
    """Time keys in the walk and in the matrix, each beside the bare table."""
    for step, expect, pressed in (
        ("activity-2.rate", "does this column", "left,left,right,right"),
        ("activity-3.district-plan", "Goals and funding", "right,down,left,up"),
        ("activity-3.district-plan", "Goals and funding", "i,u"),
    ):
        with hansei.open_engine(folder / "keys.db") as engine:
            people = [f"Person {number} of the team" for number in range(1, 15)]
            session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=people)
            session.move(step)
        beside_table(folder, tools, f"{step} {pressed}", folder / "keys.db", session.id, expect, pressed)


def round_keys(folder: Path, tools: Path) -> None:
    """Time keys in the screens of rounds beside the bare table: 40 raters, 30 rows, 3 rounds, 2 earlier sessions."""
    store = folder / "rounds.db"
    with hansei.open_engine(store, toolkits=[write_toolkit(folder / "thirty")]) as engine:
        session = followed(engine)
    for name, reached, pressed in (
        ("compare", "r", "down,up"),
        ("compare, numbers and order", "r", "n,s"),
        ("agree", "r,a", "down,up"),
        ("agree, a level", "r,a", "1,2"),
        ("agree, dissent", "r,a,1,down", "d"),
        ("chain", "A,c", "down,up"),
        ("chain, a screen on", "A,c", "pgdn,pgup"),
        ("actions", "A", "down,up"),
    ):
        beside_table(folder, tools, name, store, session.id, "Revealed", pressed, reached)


def beside_table(
    folder: Path, tools: Path, name: str, store: Path, session: str, expect: str, pressed: str, reached: str = ""
) -> None:
    """Time keys in a session and in the bare table, in turn, and print both."""
    ours = [sys.executable, "-m", "hansei_tui", "resume", session, "--store", str(store)]
    table = [sys.executable, str(tools / "baselines" / "line_api_table.py"), "20", "--gcfreeze"]
    timed = ["--starts", "1", "--count", "200"]
    pairs = []
    for _ in range(3):
        a = probe(folder, tools, ["--expect", expect, *timed, "--setup-keys", reached, "--keys", pressed], ours)
        b = probe(folder, tools, ["--expect", "Practice    0", *timed, "--keys", "down,up"], table)
        pairs.append([side["key_full_ms"][of] for of in ("p50", "p99") for side in (a, b)])
    a50, b50, a99, b99 = (statistics.median(values) for values in zip(*pairs, strict=True))
    verdict = "ok" if a99 - b99 <= 5 else "MISSED"
    print(
        f"key to repaint, {name:<48} p50 {a50:5.1f} p99 {a99:5.1f} ms  "
        f"against p50 {b50:5.1f} p99 {b99:5.1f} ms  = {a99 - b99:+5.1f} ms  (at most +5) {verdict}",
        flush=True,
    )


def probe(folder: Path, tools: Path, options: list[str], command: list[str]) -> Any:
    """Run the probe once and return its figures."""
    out = folder / "figures.json"
    words = [sys.executable, str(tools / "tui_probe.py"), *options, "--json", str(out), "--", *command]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=USUAL)
    return json.loads(out.read_text("utf-8"))


if __name__ == "__main__":
    main()
