"""How long a report takes: PDF, DOCX, XLSX and HTML of a normal session, many in one call, and the whole process.

Run ``python benchmarks/documents.py``. The normal session has 6 rows, 5 groups, 18 cells of a matrix and 20 actions.
The bars: warm, PDF under 100 ms, DOCX under 80 ms, XLSX under 20 ms, HTML under 5 ms; at least 15 PDF and 500 HTML a
second of a thousand sessions in one call, memory flat after the first 50; a whole process at most 1.5 times one that
imports the format's library and Hansei. ``made``: the exporter alone; ``from the store``: the session opened and its
report made as well.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from measuring import run, seconds, side_by_side
from normal_session import normal_session

import hansei
from hansei.document.exporter import Report
from hansei.insight.report import report

#: Format, milliseconds of one, how many a second of many (0: no bar), and the library of the format.
BARS = (("pdf", 100, 15, "typst"), ("docx", 80, 0, "docx"), ("xlsx", 20, 0, "xlsxwriter"), ("html", 5, 500, "html"))
MANY, FIRST = 1000, 50


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "normal.db"
        with hansei.open_engine(store) as engine:
            ids = [normal_session(engine, number).id for number in range(20)]
            made = [report(engine.open(id_)) for id_ in ids]
            for name, bar, least, _ in BARS:
                export = engine.exporter(name).export
                warm(f"{name}, made", partial(export, made[0]), bar)
                warm(f"{name}, from the store", partial(engine.render, ids[0], name), bar)
                if least:
                    many(name, export, made, least)
                    stored(engine, name, ids, least)
            bare(engine, made[0])
        for name, _, _, library in BARS:
            process(store, ids[0], Path(folder), name, library)


def warm(name: str, act: Callable[[], object], bar: float) -> None:
    """Print the median of one after the other."""
    act()
    middle = statistics.median(seconds(act) * 1000 for _ in range(21))
    print(f"{name}, warm: {middle:.1f} ms (under {bar} ms) {'ok' if middle < bar else 'MISSED'}")


def many(name: str, export: Callable[[Report], bytes], made: Sequence[Report], least: float) -> None:
    """Export a thousand reports, and see that memory stays."""
    for at in range(FIRST):
        export(made[at % len(made)])
    before = _memory()
    spent = seconds(lambda: [len(export(made[at % len(made)])) for at in range(MANY - FIRST)])
    rate = (MANY - FIRST) / spent
    verdict = "ok" if rate >= least else "MISSED"
    print(
        f"{name}, made, {MANY}: {rate:.0f} a second (at least {least}) {verdict}; memory {_memory() - before:+.1f} MiB"
    )


def stored(engine: hansei.Engine, name: str, ids: Sequence[str], least: float) -> None:
    """Open sessions one after the other, make their reports and export them."""
    rate = 100 / seconds(lambda: [len(engine.render(ids[at % len(ids)], name)) for at in range(100)])
    print(f"{name}, from the store: {rate:.0f} a second (at least {least}) {'ok' if rate >= least else 'MISSED'}")


def bare(engine: hansei.Engine, made: Report) -> None:
    """The workbook against its library writing the same cells, with no looks and no heights."""
    import openpyxl
    from xlsxwriter import Workbook

    export = engine.exporter("xlsx").export
    read = openpyxl.load_workbook(io.BytesIO(export(made)))
    pages = [
        [(cell.row - 1, cell.column - 1, str(cell.value)) for row in page for cell in row if cell.value is not None]
        for page in read
    ]

    def written() -> None:
        book = Workbook(io.BytesIO(), {"in_memory": True})
        for cells in pages:
            sheet = book.add_worksheet()
            for row, column, value in cells:
                sheet.write_string(row, column, value)
        book.close()

    side_by_side("the workbook against its cells alone", lambda: export(made), written, bar=2)


def process(store: Path, session: str, folder: Path, name: str, library: str) -> None:
    """The whole command against importing what it needs."""
    needed = run([sys.executable, "-c", f"import {library}, hansei.engine, hansei.insight.report"])
    command = [
        sys.executable,
        "-m",
        "hansei_tui",
        "report",
        session,
        "--store",
        str(store),
        "--format",
        name,
        "--force",
    ]
    written = run([*command, "-o", str(folder / f"a.{name}")])
    side_by_side(f"{name} as a whole process", written, needed, runs=7, bar=1.5)


def _memory() -> float:
    """Return this process's resident memory in MiB, where the system says it."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 2**20


if __name__ == "__main__":
    main()
