"""Toolkits kept ready for use: the same as read anew, never when anything changed, and no harm when they cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from attrs import evolve, frozen

from hansei.content import compiled
from hansei.content.compiled import Compiled
from hansei.content.reading import read_toolkit
from hansei.kinds import Kinds
from hansei.kinds.rubric import RubricKind
from hansei.plugins.builtin_kinds import hansei_kinds

from ...toolkits.district_led.loading import READ
from ..samples import EVERY_KIND, write_toolkit

KINDS = Kinds(hansei_kinds())


@pytest.fixture
def kept(tmp_path: Path) -> Compiled:
    return Compiled(tmp_path / "cache", KINDS)


def test_what_is_kept_is_what_was_read(kept: Compiled, tmp_path: Path) -> None:
    kept.keep(Path(READ.source), READ)
    assert kept.read(Path(READ.source)) == READ
    file = write_toolkit(tmp_path / "t") / "toolkit.yaml"
    assert kept.read(file) is None
    read = read_toolkit(file, KINDS)
    kept.keep(file, read)
    assert kept.read(file) == read
    title = kept.title(file)
    assert title is not None
    assert (title.id, title.version, title.title, title.digest) == ("every-kind", "1.10", "Every kind", read.digest)


def test_a_changed_file_is_read_anew_also_one_that_is_included(kept: Compiled, tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "t", EVERY_KIND + "introduction: !include in.md\n")
    file, text = folder / "toolkit.yaml", folder / "in.md"
    text.write_text("Before", "utf-8")
    for path in (file, text):
        os.utime(path, ns=(10**18, 10**18))  # long ago: what the system says of it is enough
    kept.keep(file, read_toolkit(file, KINDS))
    text.write_text("After!", "utf-8")
    assert kept.read(file) is None
    kept.keep(file, read_toolkit(file, KINDS))
    again = kept.read(file)
    assert again is not None
    assert again.toolkit.introduction == "After!"
    text.write_text("After?", "utf-8")
    os.utime(text, ns=(10**18, 10**18))
    assert kept.read(file) is None, "as long, and dated back"
    text.unlink()
    assert kept.title(file) is None


def test_other_kinds_read_anew(kept: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep(Path(READ.source), READ)
    assert Compiled(tmp_path / "cache", Kinds([RubricKind()])).read(Path(READ.source)) is None
    monkeypatch.setattr(compiled, "_readers", lambda: "others")
    assert Compiled(tmp_path / "cache", KINDS).read(Path(READ.source)) is None


def test_no_byte_of_an_entry_can_be_wrong_unseen(kept: Compiled, tmp_path: Path) -> None:
    kept.keep(Path(READ.source), READ)
    (entry,) = (tmp_path / "cache").iterdir()
    data = entry.read_bytes()
    places = [*range(60), *range(60, len(data), 997), len(data) - 1]
    for wrong in [data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :] for at in places] + [b"", data[:30], data[:-1]]:
        entry.write_bytes(wrong)
        assert kept.read(Path(READ.source)) is None
    entry.write_bytes(data)
    assert kept.read(Path(READ.source)) == READ


def test_an_entry_that_somebody_else_wrote_is_of_the_right_types_or_nothing(kept: Compiled, tmp_path: Path) -> None:
    kept.keep(Path(READ.source), READ)
    (entry,) = (tmp_path / "cache").iterdir()
    data, start = entry.read_bytes(), len(compiled._MAGIC) + 4
    as_written = b"\xa7version\xa51.0.0"
    for other in (b"\xa7version\x90", b"\xa7version\x07", b"\xa7version\xc1", b"\xa7version" + b"\x91" * 9_000):
        wrong = data.replace(as_written, other)
        assert wrong != data
        entry.write_bytes(compiled._MAGIC + compiled._sum(wrong[start:]) + wrong[start:])
        assert kept.read(Path(READ.source)) is None
    as_it_was = data[start:]
    entry.write_bytes(compiled._MAGIC + compiled._sum(as_it_was) + as_it_was)
    assert kept.read(Path(READ.source)) == READ


@frozen
class Careless:
    """A stranger's class that does not come back as it was."""

    at: Path | None = None


def test_what_does_not_come_back_as_it_was_is_not_kept(kept: Compiled, tmp_path: Path) -> None:
    toolkit = READ.toolkit
    first, *others = toolkit.instruments.values()
    careless = evolve(first, definition=Careless(tmp_path))
    other = evolve(toolkit, instruments={each.id: each for each in (careless, *others)})
    kept.keep(Path(READ.source), evolve(READ, toolkit=other))
    assert not (tmp_path / "cache").exists()


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Compiled(tmp_path / "file" / "cache", KINDS)
    kept.keep(Path(READ.source), READ)
    assert kept.read(Path(READ.source)) is None


def test_entries_do_not_grow_without_end(kept: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_MOST", 4)
    for number in range(7):
        kept.keep(tmp_path / str(number), READ)
    assert len(list((tmp_path / "cache").iterdir())) <= 4
