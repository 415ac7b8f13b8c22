"""How fast Hansei starts, with 300 distributions installed beside it.

    python benchmarks/start.py

Makes a virtual environment with the wheel of this checkout, 300 further distributions and a store of 200
sessions, all thrown away afterwards.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import venv
from pathlib import Path

from measuring import run, side_by_side

CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="hansei-benchmark-") as folder:
        python = environment(Path(folder))
        bin_ = python.parent
        store = str(Path(folder) / "store.db")
        sessions(python, store, 200)
        click = run([str(python), "-c", "import click"])
        side_by_side("hansei --version / import click", run([str(bin_ / "hansei"), "--version"]), click, bar=1.1)
        listing = run([str(bin_ / "hansei"), "list", "--store", store])
        side_by_side("hansei list, 200 sessions / import click", listing, click, bar=1.5)
        needed = run([str(python), "-c", "import attrs, pluggy, sqlite3"])
        side_by_side(
            "import hansei / import attrs, pluggy, sqlite3",
            run([str(python), "-c", "import hansei"]),
            needed,
            bar=1.5,
        )


def environment(folder: Path, others: int = 300) -> Path:
    """Make an environment with Hansei and further distributions; return its Python."""
    venv.create(folder / "venv", with_pip=True)
    bin_ = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(CHECKOUT)], check=True)
    found = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    for number in range(others):
        dist = Path(found.stdout.strip()) / f"filler_{number}-1.0.dist-info"
        dist.mkdir()
        (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: filler-{number}\nVersion: 1.0\n", "utf-8")
        (dist / "entry_points.txt").write_text(f"[console_scripts]\nfiller-{number} = filler:main\n", "utf-8")
        (dist / "RECORD").write_text("", "utf-8")
    return python


def sessions(python: Path, store: str, count: int) -> None:
    """Make a store of sessions through the public API."""
    code = f"""
import hansei
with hansei.open_engine({store!r}) as engine:
    for number in range({count}):
        session = engine.start("district-led-ci", team=hansei.Team(f"School {{number}}", "building"))
        session.rate("culture", "vision", level="evolving", evidence="Minutes of May")
"""
    subprocess.run([str(python), "-c", code], check=True)


if __name__ == "__main__":
    main()
