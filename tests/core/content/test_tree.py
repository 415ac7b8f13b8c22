"""YAML into a tree: what is kept, what is refused and with which line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hansei.content.tree import MOST_BYTES, MOST_DEPTH, dotted, read_tree
from hansei.errors import ToolkitError


def written(folder: Path, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = folder / "toolkit.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(folder: Path, content: str | bytes) -> str:
    """Return the refusal of a file, without the folder."""
    path = written(folder, content)
    with pytest.raises(ToolkitError) as error:
        read_tree(path)
    assert error.value.source == str(path)
    return str(error.value).replace(f"{folder}/", "")


def test_every_scalar_is_the_text_that_was_written(tmp_path: Path) -> None:
    tree = read_tree(
        written(tmp_path, "version: 1.10\nlanguage: no\nminutes: 0x1F\nwhen: 2021-08-01\nempty:\ntilde: ~\n")
    )
    assert tree.root == {
        "version": "1.10",
        "language": "no",
        "minutes": "0x1F",
        "when": "2021-08-01",
        "empty": "",
        "tilde": "~",
    }


def test_texts_of_every_script_are_kept(tmp_path: Path) -> None:
    text = "título — “Ünïcode” العربية 🌱 👩🏽‍🏫 [red] & <b>"
    assert read_tree(written(tmp_path, f"title: '{text}'\n")).root == {"title": text}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    tree = read_tree(written(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n"))
    assert tree.root == {"a": "1", "b": "x\ny\n"}
    assert tree.line(("b",)) == 2


def test_each_place_knows_its_line(tmp_path: Path) -> None:
    tree = read_tree(written(tmp_path, "a:\n  - x\n  -\n    b: 1\n    c: 2\nd: 3\n"))
    assert [tree.line(place) for place in [(), ("a",), ("a", 0), ("a", 1, "c"), ("d",)]] == [1, 1, 2, 5, 6]
    assert tree.line(("a", 1, "not", "there")) == tree.line(("a", 1))
    assert dotted(("a", 1, "c")) == "a[1].c"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a:\n\tb: 1\n", "toolkit.yaml:2: a tab stands at the beginning of the line; YAML wants blanks, here 2"),
        ("a: 1\nb:\n  c: 1\n\td: 2\n", "toolkit.yaml:4: a tab stands at the beginning"),
        ("a: 1\nb: 2\na: 3\n", 'toolkit.yaml:3: "a" stands twice; the first is on line 1'),
        ("a:\n  b: 1\n  b: 2\n", 'toolkit.yaml:3: a: "b" stands twice; the first is on line 2'),
        ("a: 1\n---\nb: 2\n", "toolkit.yaml:2: a second document begins here; a toolkit is one"),
        (
            "a: b: c\n",
            'put a text that has a colon in it into "quotes"; write a: "b: c"',
        ),
        ("a: [1, 2\n", "toolkit.yaml:"),
        ("a: *b\n", "toolkit.yaml:1: a: an alias (*name) stands here; write the text itself"),
        ("? [a, b]\n: c\n", "toolkit.yaml:1: a key must be a word"),
        ('a: "\\ud800"\n', "toolkit.yaml:1: found invalid Unicode character escape code"),
        ("", "toolkit.yaml: the file is empty; begin with `toolkit: an-id`"),
        ("# nothing\n\n", "toolkit.yaml: the file is empty"),
    ],
)
def test_what_is_refused_and_where(tmp_path: Path, content: str, message: str) -> None:
    assert message in refused(tmp_path, content)


def test_latin_1_is_refused_with_its_line(tmp_path: Path) -> None:
    found = refused(tmp_path, "a: 1\nb: été\n".encode("latin-1"))
    assert found == "toolkit.yaml:2: byte 0xe9 is not UTF-8; save the file as UTF-8 (it looks like Latin-1)"


def test_a_control_character_is_refused_with_what_it_is(tmp_path: Path) -> None:
    assert "not allowed in YAML; delete it" in refused(tmp_path, "a: 1\nb: bell\x07\n")


def test_a_control_character_is_refused_with_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, "a: 1\nb: bell\x07\n").startswith("toolkit.yaml:2:")


def test_ten_megabytes_are_refused_unread(tmp_path: Path) -> None:
    found = refused(tmp_path, b"a: " + b"x" * 10_000_000)
    assert "10.0 MB; a toolkit file may have 2 MB. Is it the right file?" in found
    assert read_tree(written(tmp_path, b"a: " + b"x" * (MOST_BYTES - 3))).root


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    found = refused(tmp_path, bomb)
    assert "a1[0]: an alias (*name) stands here; write the text itself" in found


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_deep_nesting_is_refused_and_what_is_allowed_is_not(tmp_path: Path, opening: str, closing: str) -> None:
    deep = MOST_DEPTH + 1
    assert "nested deeper than 40 levels" in refused(tmp_path, f"a: {opening * deep}x{closing * deep}\n")
    fine = MOST_DEPTH - 1
    assert read_tree(written(tmp_path, f"a: {opening * fine}x{closing * fine}\n")).root


def test_nesting_without_end_does_not_end_the_program(tmp_path: Path) -> None:
    path = written(tmp_path, "a: " + "[" * 100_000)
    code = "import sys, pathlib, hansei.content.tree as t; t.read_tree(pathlib.Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.returncode
    assert "ToolkitError" in done.stderr


def test_an_alias_of_a_text_is_refused_too(tmp_path: Path) -> None:
    assert "an alias" in refused(tmp_path, "a: &a text\nb: *a\n")


def test_a_tag_that_is_not_known_is_refused(tmp_path: Path) -> None:
    assert "!inculde" in refused(tmp_path, "text: !inculde introduction.md\n")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, "a: 1\na: 2\nb: &b [x]\nc: *b\n? [k]\n: v\nd: !x y\n")
    assert [line.split(": ")[0] for line in found.splitlines()] == [
        "toolkit.yaml:2",
        "toolkit.yaml:3",
        "toolkit.yaml:4",
        "toolkit.yaml:5",
        "toolkit.yaml:7",
    ]


# ------------------------------------------------------------------------------------------- include


def test_a_text_beside_the_toolkit_is_included(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "intro.md").write_text("# Título\n\ntwo: lines\n\n", encoding="utf-8")
    assert read_tree(written(tmp_path, "text: !include texts/intro.md\n")).root == {"text": "# Título\n\ntwo: lines"}


@pytest.mark.parametrize("name", ["../secret.md", "/etc/passwd", "texts/../../secret.md", "link.md"])
def test_nothing_outside_the_folder_is_included(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("secret")
    folder = tmp_path / "toolkit"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    found = refused(folder, f"a: 1\ntext: !include {name}\n")
    assert found == f"toolkit.yaml:2: text: {name} lies outside the toolkit's folder; copy it in"


def test_an_include_that_cannot_be_read_is_told_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes("one\ntwo\nété".encode("latin-1"))
    found = refused(tmp_path, "a: !include gone.md\nb: !include old.md\nc: !include .\n")
    assert 'toolkit.yaml:1: a: there is no file "gone.md" in the toolkit\'s folder' in found
    assert "old.md:3: byte 0xe9 is not UTF-8" in found
    assert "toolkit.yaml:2: b: the text old.md could not be included" in found
    assert 'toolkit.yaml:3: c: there is no file "."' in found


def test_an_include_with_a_nul_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, 'a: !include "x\\0y"\n')
