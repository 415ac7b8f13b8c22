"""Files that are written whole, and several of them together."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hansei.document.files import ThereAlreadyError, write_together, write_whole
from hansei.errors import ExportError


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    with pytest.raises(ExportError, match="cannot be written"):
        write_together([(one, b"1"), (tmp_path / f"{'long' * 80}.md", b"2")])
    assert list(tmp_path.iterdir()) == []
    two.write_bytes(b"there")
    with pytest.raises(ThereAlreadyError, match=r"two\.md is there already"):
        write_together([(one, b"1"), (two, b"2")])
    assert list(tmp_path.iterdir()) == [two]
    assert write_together([(one, b"1"), (two, b"2")], force=True) == [one, two]
    assert [each.read_bytes() for each in (one, two)] == [b"1", b"2"]
    assert sorted(tmp_path.iterdir()) == [one, two]


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_what_is_no_file_is_never_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="is a device or a pipe and no file"):
        write_whole(pipe, b"1", force=True)
    assert pipe.is_fifo()
