"""How long a report takes: PDF, DOCX, XLSX and HTML of a normal session, many in one call, and the whole process.

Run ``python benchmarks/documents.py``. The normal session has 6 rows, 5 groups, 18 cells of a matrix and 20 actions.
The bars: warm, PDF under 100 ms, DOCX under 80 ms, XLSX under 20 ms, HTML under 5 ms; at least 15 PDF and 500 HTML a
second of a thousand sessions in one call, memory flat after the first 50; a whole process at most 1.5 times one that
imports the format's library and Hansei. ``made``: the exporter alone; ``from the store``: the session opened and its
report made as well. Every session is another team's, in other words: equal ones would be set from what typst keeps.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from floors import plain_pdf, same_elements
from measuring import run, seconds, side_by_side
from normal_session import normal_session, replayed

import hansei
from hansei.document.exporter import Report
from hansei.exporting import export_many
from hansei.insight.report import report

#: Format, milliseconds of one, how many a second of many (0: no bar), and the library of the format.
BARS = (("pdf", 100, 15, "typst"), ("docx", 80, 0, "docx"), ("xlsx", 20, 0, "xlsxwriter"), ("html", 5, 500, "html"))
MANY, SOME, FIRST = 1000, 100, 50
#: Sessions that differ; typst forgets what it set so many documents ago.
DIFFERENT = 40
#: Sessions that a whole store's pages are written of: those, and played again by other teams.
STORED = 400


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "normal.db"
        with hansei.open_engine(store) as engine:
            ids = [normal_session(engine, number).id for number in range(DIFFERENT)]
            made = [report(engine.open(id_)) for id_ in ids]
            assert all(each.record for each in made)  # noqa: S101 - it is made when it is first asked for
            again = (replayed(engine, engine.open(ids[at % DIFFERENT]), at).id for at in range(DIFFERENT, STORED))
            many_ids = [*ids, *again]
            for name, bar, least, _ in BARS:
                export = engine.exporter(name).export
                warm(f"{name}, made", export, made, bar)
                warm(f"{name}, from the store", partial(engine.render, format_=name), ids, bar)
                if least:
                    many(name, export, made, least, MANY if least > 100 else SOME)
                    some = many_ids if least > 100 else ids
                    stored(engine, name, some, least)
                    in_files(engine, name, some, Path(folder), least)
            bare(engine, made[0])
            floors(engine, made)
        for name, _, _, library in BARS:
            process(store, ids[0], Path(folder), name, library)


def warm(name: str, act: Callable[[Any], object], all_: Sequence[Any], bar: float) -> None:
    """Print the median of one after the other, none of them twice."""
    act(all_[0])
    middle = statistics.median(seconds(partial(act, each)) * 1000 for each in all_[1:])
    print(f"{name}, warm: {middle:.1f} ms (under {bar} ms) {'ok' if middle < bar else 'MISSED'}")


def many(name: str, export: Callable[[Report], bytes], made: Sequence[Report], least: float, count: int) -> None:
    """Export many reports, and see that memory stays."""
    for at in range(FIRST):
        export(made[at % len(made)])
    before = _memory()
    spent = seconds(lambda: [len(export(made[at % len(made)])) for at in range(count)])
    rate = count / spent
    verdict = "ok" if rate >= least else "MISSED"
    print(
        f"{name}, made, {count}: {rate:.0f} a second (at least {least}) {verdict}; memory {_memory() - before:+.1f} MiB"
    )


def stored(engine: hansei.Engine, name: str, ids: Sequence[str], least: float) -> None:
    """Open sessions one after the other, make their reports and export them."""
    first, rest = ids[: len(ids) // 4], ids[len(ids) // 4 :]
    for id_ in first:
        engine.render(id_, name)
    before = _memory()
    rate = len(rest) / seconds(lambda: [len(engine.render(id_, name)) for id_ in rest])
    verdict = "ok" if rate >= least else "MISSED"
    print(
        f"{name}, from the store: {rate:.0f} a second (at least {least}) {verdict}; "
        f"memory {_memory() - before:+.1f} MiB"
    )


def in_files(engine: hansei.Engine, name: str, ids: Sequence[str], folder: Path, least: float) -> None:
    """Write the reports of all sessions into files, by one process and by as many as there are processors."""
    for jobs in (1, os.cpu_count() or 1):
        place = folder / f"{name}-{jobs}"
        begun = time.perf_counter()
        at = [time.perf_counter() for _ in export_many(engine, ids, [name], place, jobs=jobs)]
        rate, half = len(at) / (at[-1] - begun), len(at) // 2
        steady, verdict = half / (at[-1] - at[-1 - half]), "ok" if rate >= least else "MISSED"
        print(
            f"{name}, {len(ids)} files by {jobs} processes: {rate:.0f} a second with their start, {steady:.0f} once "
            f"they are under way (at least {least}) {verdict}"
        )


def bare(engine: hansei.Engine, made: Report) -> None:
    """The workbook against XlsxWriter alone, told to write the very same cells in as many looks and the same heights.

    Charts, lists to choose from, colour scales and all that is printed around the cells are left to ours.
    """
    from openpyxl import load_workbook
    from xlsxwriter import Workbook

    export = engine.exporter("xlsx").export
    pages = load_workbook(io.BytesIO(export(made))).worksheets
    heights = [{at: row.height for at, row in page.row_dimensions.items() if row.height} for page in pages]
    cells = [[cell for row in page.iter_rows() for cell in row if cell.has_style] for page in pages]
    told = [[(cell.row - 1, cell.column - 1, cell.value, cell.style_id) for cell in page] for page in cells]
    looks = {each[-1] for page in told for each in page}

    def written() -> None:
        book = Workbook(io.BytesIO(), {"in_memory": True})
        formats = {look: book.add_format({"text_wrap": True, "bottom": at % 13}) for at, look in enumerate(looks)}
        for page, tall in zip(told, heights, strict=True):
            sheet = book.add_worksheet()
            for at, height in tall.items():
                sheet.set_row(at - 1, height)
            for row, column, value, look in page:
                if isinstance(value, str):
                    sheet.write_string(row, column, value, formats[look])
                elif value is None:
                    sheet.write_blank(row, column, None, formats[look])
                elif isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, formats[look])
                else:
                    sheet.write_number(row, column, value, formats[look])
        book.close()

    print(f"the workbook has {sum(map(len, told))} cells")
    side_by_side("the workbook against its library alone", lambda: export(made), written, bar=1.5)


def floors(engine: hansei.Engine, made: Sequence[Report]) -> None:
    """PDF and DOCX against what their libraries alone need for the same words, or for the same elements."""
    pdf, docx = engine.exporter("pdf").export, engine.exporter("docx").export
    plain, numbers, others = plain_pdf(made), cycle(range(len(made))), cycle(range(len(made)))
    # As far apart that neither finds the other's words in what typst keeps.
    side_by_side(
        "PDF against typst setting the plain words",
        lambda: pdf(made[next(numbers)]),
        lambda: plain(next(others)),
    )
    side_by_side("DOCX against lxml making the same elements", lambda: docx(made[0]), same_elements(docx(made[0])))


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
