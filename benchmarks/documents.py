"""How long a report takes: PDF, DOCX, XLSX and HTML of a normal session, many in one call, and the whole process.

Run ``python benchmarks/documents.py``. The normal session has 6 rows, 5 groups, 18 cells of a matrix and 20 actions.
The bars: warm, PDF under 100 ms, DOCX under 80 ms, XLSX under 20 ms, HTML under 5 ms; at least 15 PDF and 500 HTML a
second of a thousand sessions in one call, memory flat after the first 50; a whole process at most 1.5 times one that
imports the format's library and Hansei. ``made``: the exporter alone; ``from the store``: the session opened and its
report made as well. Every session is another team's, in other words: equal ones would be set from what typst keeps.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from measuring import run, seconds, side_by_side
from normal_session import normal_session

import hansei
from hansei.document.exporter import Report
from hansei.insight.report import report

#: Format, milliseconds of one, how many a second of many (0: no bar), and the library of the format.
BARS = (("pdf", 100, 15, "typst"), ("docx", 80, 0, "docx"), ("xlsx", 20, 0, "xlsxwriter"), ("html", 5, 500, "html"))
MANY, SOME, FIRST = 1000, 100, 50
#: Sessions that differ; typst forgets what it set so many documents ago.
DIFFERENT = 40


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "normal.db"
        with hansei.open_engine(store) as engine:
            ids = [normal_session(engine, number).id for number in range(DIFFERENT)]
            made = [report(engine.open(id_)) for id_ in ids]
            for name, bar, least, _ in BARS:
                export = engine.exporter(name).export
                warm(f"{name}, made", export, made, bar)
                warm(f"{name}, from the store", partial(engine.render, format_=name), ids, bar)
                if least:
                    many(name, export, made, least, MANY if least > 100 else SOME)
                    stored(engine, name, ids, least)
            bare(engine, made[0])
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
    rate = 100 / seconds(lambda: [len(engine.render(ids[at % len(ids)], name)) for at in range(100)])
    print(f"{name}, from the store: {rate:.0f} a second (at least {least}) {'ok' if rate >= least else 'MISSED'}")


def bare(engine: hansei.Engine, made: Report) -> None:
    """The workbook against its library alone, told to write the very same cells in the same looks and heights.

    Charts, lists to choose from and colour scales are left to ours, so the library's share is a little more than shown.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    export = engine.exporter("xlsx").export
    told: list[tuple[int, str, tuple[Any, ...]]] = []
    names = ("write_string", "write_blank", "write_number", "write_datetime", "set_row", "set_column")
    usual = {name: getattr(Worksheet, name) for name in names}

    def listening(name: str) -> Callable[..., Any]:
        def write(sheet: Any, *values: Any) -> Any:
            told.append((sheet.index, name, values))
            return usual[name](sheet, *values)

        return write

    with ExitStack() as heard:
        for name in names:
            heard.enter_context(mock.patch.object(Worksheet, name, listening(name)))
        export(made)
    pages = 1 + max(page for page, *_ in told)
    looks = {id(each): each for *_, values in told for each in values if hasattr(each, "get_xf_index")}

    def written() -> None:
        book = Workbook(io.BytesIO(), {"in_memory": True})
        sheets = [book.add_worksheet() for _ in range(pages)]
        formats = {key: book.add_format({"text_wrap": True, "bottom": at % 13}) for at, key in enumerate(looks)}
        for page, name, values in told:
            getattr(sheets[page], name)(*[formats.get(id(each), each) for each in values])
        book.close()

    print(f"the workbook has {sum(name.startswith('write') for _, name, _ in told)} cells")
    side_by_side("the workbook against its library alone", lambda: export(made), written, bar=1.5)


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
