from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.document.colour import LEAST, contrast, read_colour, readable
from hansei.document.logo import read_logo
from hansei.document.look import Look, Wishes, look_of
from hansei.errors import UsageError

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
#: One red pixel.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS, st.sampled_from(["#ffffff", "#13171b"]))
def test_every_colour_can_be_made_to_read(colour: str, ground: str) -> None:
    found = readable(colour, ground)
    assert contrast(found, ground) >= LEAST
    assert found == colour or contrast(colour, ground) < LEAST


def test_the_nearer_wish_wins_and_what_anybody_leaves_out_is_out() -> None:
    far, near = Wishes(paper="A4", colour="#00588B", without=("notes",)), Wishes(colour="#047", without=("pictures",))
    look = look_of([far, near])
    assert look == Look("a4", None, "#004477", frozenset({"notes", "pictures"}))
    assert look_of([far, Wishes(including=("notes",))]).without == frozenset()


def test_a_pale_colour_is_darkened_and_said() -> None:
    look = look_of([Wishes(colour="#ffcc00")])
    assert contrast(look.accent, "#ffffff") >= LEAST
    assert look.accent in look.remarks[0]
    assert "#ffcc00" in look.remarks[0]


def test_a_colour_is_one_without_its_mark_too() -> None:
    assert [read_colour(each) for each in ("#1A5C8A", "1a5c8a", " 15A ")] == ["#1a5c8a", "#1a5c8a", "#1155aa"]


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (Wishes(paper="a5", by="--paper"), "--paper: there is no paper 'a5' here; there are: letter, a4"),
        (Wishes(colour="red"), "'red' is no colour"),
        (Wishes(without=("nots",)), "no part 'nots'"),
        (Wishes(without=("summary", "detail")), "nothing is left"),
    ],
)
def test_what_cannot_be_met_is_named(wishes: Wishes, words: str) -> None:
    with pytest.raises(UsageError) as error:
        look_of([wishes])
    assert words in str(error.value)


def test_a_logo_is_a_whole_picture_or_refused_by_its_name(tmp_path: Path) -> None:
    jpg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00\xff\xd9"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h9"/></svg>'
    for data, kind, size in ((PNG, "png", (1, 1)), (jpg, "jpg", (3, 2)), (svg, "svg", (30, 10))):
        path = tmp_path / "logo"
        path.write_bytes(data)
        logo = read_logo(path)
        assert (logo.kind, logo.width, logo.height) == (kind, *size)
    broken = [PNG[:-20], PNG.replace(b"IDAT", b"IDAX"), jpg[:-2], svg[:-3], b"GIF89a", b""]
    broken += [
        b'<svg viewBox="0 0 1 1"><script/></svg>',
        b"<svg/>",
        b"",
        b"<svg viewBox='0 0 1 1' onload='x()'/>",
        b"<html/>",
        jpg[:9],
    ]
    for data in broken:
        (tmp_path / "broken.png").write_bytes(data)
        with pytest.raises(UsageError, match=r"broken\.png"):
            read_logo(tmp_path / "broken.png")
    with pytest.raises(UsageError, match=r"not there\.png"):
        read_logo(tmp_path / "not there.png")
    for width, height, words in ((12_000, 12_000, "is too large"), (3000, 20, "is a line")):
        (tmp_path / "large.png").write_bytes(
            PNG[:8] + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + PNG[33:]
        )
        with pytest.raises(UsageError, match=rf"large\.png {words}"):
            read_logo(tmp_path / "large.png")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
