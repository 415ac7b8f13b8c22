"""A logo for the head of documents: read whole, known to be a picture, and harmless."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from hansei.errors import UsageError
from hansei.words.ours import N_, tr

#: Bytes; it goes into every document.
MOST = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
#: Samples of a pixel by PNG's type of colour.
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
#: Pixels; a logo of more is a mistake, or meant to exhaust a reader.
_PIXELS = 25_000_000


class _UnfitError(Exception):
    """A whole picture that is no logo."""


@frozen
class Logo:
    """A picture, as its file has it."""

    data: bytes
    #: ``png``, ``jpg`` or ``svg``.
    kind: str
    #: In pixels, or in the units of the drawing; their ratio is what counts.
    width: float
    height: float
    #: What is said of it to who cannot see it.
    alt: str = N_("Logo")


def read_logo(path: Path) -> Logo:
    """Return the logo in a file.

    Args:
        path: A PNG, a JPEG or an SVG.

    Raises:
        UsageError: when it is not there, or no such picture; names the file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        raise UsageError(
            tr(
                "the logo {path} cannot be read: {why}",
                path=path,
                why=getattr(error, "strerror", None) or error,
            )
        ) from None
    if not data:
        raise UsageError(tr("the logo {path} is empty; save it anew as PNG, JPEG or SVG", path=path))
    if len(data) > MOST:
        raise UsageError(
            tr("the logo {path} is larger than {most} MB; save it smaller", path=path, most=MOST // 1_000_000)
        )
    try:
        if data.startswith(_PNG):
            return Logo(data, "png", *_png(data))
        if data.startswith(b"\xff\xd8\xff"):
            return Logo(data, "jpg", *_jpg(data))
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return Logo(data, "svg", *_svg(data))
    except _UnfitError as error:
        raise UsageError(tr("the logo {path} {error}; save it in another size", path=path, error=error)) from None
    except struct.error:
        raise UsageError(
            tr("the logo {path} is broken (it ends too early); save it anew as PNG, JPEG or SVG", path=path)
        ) from None
    except (ValueError, KeyError, zlib.error, SyntaxError) as error:
        raise UsageError(
            tr("the logo {path} is broken ({error}); save it anew as PNG, JPEG or SVG", path=path, error=error)
        ) from None
    raise UsageError(tr("the logo {path} is neither a PNG, a JPEG nor an SVG; save it as one of them", path=path))


def _png(data: bytes) -> tuple[float, float]:
    """Return the size of a PNG whose every chunk is whole and that has all its pixels."""
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("it has no beginning or no end")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    _sized(width, height)
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    least = height * (1 + (width * depth * _SAMPLES[colour] + 7) // 8)
    unpacker = zlib.decompressobj()
    pixels = len(unpacker.decompress(packed, 9 * _PIXELS))
    if not unpacker.eof or (not interlaced and pixels < least):
        raise ValueError("some of its pixels are missing")
    return width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        (checked,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(name + content) != checked:
            raise ValueError(f"its part {name.decode('latin-1')} is damaged")
        yield name, content
        if name == b"IEND":
            return
        at += 12 + length


def _jpg(data: bytes) -> tuple[float, float]:
    """Return the size of a JPEG that reaches its end."""
    if b"\xff\xd9" not in data[-1024:]:
        raise ValueError("its end is missing")
    at = 2
    while True:
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF or length < 2:
            raise ValueError("its parts do not follow each other")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _sized(width, height)
        at += 2 + length


def _svg(data: bytes) -> tuple[float, float]:
    """Return the size of a drawing that names no file and runs nothing."""
    from xml.etree import ElementTree as ET

    root = ET.fromstring(data)  # noqa: S314 - expat bounds its entities, and the file is the user's own
    if root.tag.rpartition("}")[2] != "svg":
        raise ValueError("it is no drawing")
    for each in root.iter():
        name = str(each.tag).rpartition("}")[2]
        if name in ("script", "foreignObject", "image", "iframe"):
            raise ValueError(f"it holds <{name}>, which a drawing for paper cannot have")
        for key in each.attrib:
            if key.lower().startswith("on"):
                raise ValueError(f"it runs something ({key}), which a drawing for paper cannot")
    box = root.get("viewBox", "").replace(",", " ").split()
    sizes = box[2:] if len(box) == 4 else [root.get("width", "").rstrip("px"), root.get("height", "").rstrip("px")]
    try:
        return _sized(float(sizes[0]), float(sizes[1]))
    except ValueError:
        raise ValueError("it says neither a viewBox nor a width and a height") from None


def _sized(width: float, height: float) -> tuple[float, float]:
    size = f"{width:g} × {height:g}"
    if not (width > 0 and height > 0):
        raise ValueError(f"it has no size ({size})")
    if width * height > _PIXELS:
        raise _UnfitError(
            tr("is too large ({size}, at most {most} million pixels)", size=size, most=_PIXELS // 1_000_000)
        )
    if not 0.02 < width / height < 50:
        raise _UnfitError(tr("is a line ({size}); one side may be 50 times the other at most", size=size))
    return width, height
