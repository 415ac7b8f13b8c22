"""How long a report takes: PDF and HTML of a full session, many in one call, and the whole process.

Run ``python benchmarks/documents.py``; the sessions are those of the demo district. The bars: PDF under 100 ms and HTML
under 5 ms warm, at least 15 PDF and 500 HTML a second, memory flat after the first 50, and a whole process at most 1.5
times one that imports the format's library and Hansei.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measuring import run, seconds, side_by_side

import hansei
from hansei.document.exporter import Report
from hansei.insight.report import report

MANY = 1000


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        run([sys.executable, "-m", "hansei_tui", "demo", "--no-tui", "--store", str(store)])()
        with hansei.open_engine(store) as engine:
            last = engine.find("last")
            made = report(engine.open(last))
            for name, bar, least in (("pdf", 100, 15), ("html", 5, 500)):
                export = engine.exporter(name).export
                _warm(name, export, made, bar)
                _many(name, export, made, least)
            _ratio(engine, made)
        _process(store, last, Path(folder))


def _warm(name: str, export: Callable[[Report], bytes], made: Report, bar: float) -> None:
    export(made)
    times = [seconds(lambda: export(made)) * 1000 for _ in range(15)]
    middle = statistics.median(times)
    print(f"{name}, warm, one session: {middle:.1f} ms (under {bar} ms) {'ok' if middle < bar else 'MISSED'}")


def _many(name: str, export: Callable[[Report], bytes], made: Report, least: float) -> None:
    first = 50
    for _ in range(first):
        export(made)
    before = _memory()
    spent = seconds(lambda: [len(export(made)) for _ in range(MANY - first)])
    rate, grown = (MANY - first) / spent, _memory() - before
    verdict = "ok" if rate >= least else "MISSED"
    print(f"{name}, {MANY} in one call: {rate:.0f} a second (at least {least}) {verdict}; memory {grown:+.1f} MiB")


def _ratio(engine: hansei.Engine, made: Report) -> None:
    pdf, html = engine.exporter("pdf").export, engine.exporter("html").export
    side_by_side("a PDF against the same as HTML", lambda: pdf(made), lambda: html(made), bar=20)


def _process(store: Path, session: str, folder: Path) -> None:
    bare = run([sys.executable, "-c", "import typst, hansei.engine, hansei.insight.report"])
    written = [
        sys.executable,
        "-m",
        "hansei_tui",
        "report",
        session,
        "--store",
        str(store),
        "--format",
        "pdf",
        "--force",
    ]
    side_by_side("a PDF as a whole process", run([*written, "-o", str(folder / "a.pdf")]), bare, runs=7, bar=1.5)


def _memory() -> float:
    """Return this process's resident memory in MiB, where the system says it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 2**20


if __name__ == "__main__":
    main()
