"""Pictures: the drawing itself for what can show it, a bitmap for what cannot, and its words for both."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from hansei.document import Figure
from hansei_reports._text import visible
from hansei_reports.bitmaps import bitmaps
from hansei_reports.drawing import Drawing, drawing
from hansei_reports.word.elements import Element, add, make, plain

#: Fonts of whoever opens it, the document's own first.
_FONTS: Final = "Calibri, Carlito, Arial, sans-serif"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
#: English Metric Units in a twentieth of a point.
_EMU: Final = 635


class Pictures:
    """Puts drawings into the package of a document.

    Args:
        part: The document's main part.
    """

    def __init__(self, part: Any) -> None:
        self._part = part
        self._count = 0
        self._bitmaps: dict[str, bytes] = {}

    def draw(self, figures: Sequence[Figure], width: int) -> None:
        """Make the bitmaps of all figures at once, which is quicker than one by one."""
        drawn = {each.svg: made for each in figures if (made := drawing(each.svg)) is not None}
        if drawn:
            self._bitmaps |= dict(zip(drawn, _bitmaps(list(drawn.values()), width), strict=True))

    def picture(self, figure: Figure, width: int) -> Element | None:
        """Return a run that holds a figure; None when it cannot be drawn, so that its words stand in for it.

        Args:
            figure: The figure.
            width: How wide the text is, in twentieths of a point.
        """
        made = drawing(figure.svg)
        if made is None:
            return None
        if figure.svg not in self._bitmaps:
            self.draw([figure], width)
        self._count += 1
        bitmap, _ = self._part.get_or_add_image(io.BytesIO(self._bitmaps[figure.svg]))
        wide = int(width * _EMU * made.share / 100)
        tall = int(wide * made.height / made.width)
        return _inline(bitmap, self._vector(made), wide, tall, number=self._count, alt=figure.alt)

    def _vector(self, made: Drawing) -> str:
        package = self._part.package
        name = PackURI(f"/word/media/drawing{self._count}.svg")
        held = {str(each.partname) for each in package.iter_parts()} if self._count == 1 else set()
        while str(name) in held:
            self._count += 1
            name = PackURI(f"/word/media/drawing{self._count}.svg")
        blob = made.in_fonts(_FONTS).encode()
        return str(self._part.relate_to(Part(name, "image/svg+xml", blob, package), _IMAGE))


def _bitmaps(drawings: Sequence[Drawing], width: int) -> list[bytes]:
    """Draw each as a PNG."""
    return bitmaps([(each.in_shipped_fonts(), width / 20 * each.share / 100) for each in drawings])


def _inline(bitmap: str, vector: str, wide: int, tall: int, *, number: int, alt: str) -> Element:
    run = make("r")
    inline = plain(add(run, "drawing"), "wp:inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    plain(inline, "wp:extent", {"cx": str(wide), "cy": str(tall)})
    said = {"id": str(number), "name": f"Picture {number}", "descr": visible(alt) or "A figure"}
    plain(inline, "wp:docPr", said)
    plain(plain(inline, "wp:cNvGraphicFramePr", {}), "a:graphicFrameLocks", {"noChangeAspect": "1"})
    data = plain(
        plain(inline, "a:graphic", {}),
        "a:graphicData",
        {"uri": "http://schemas.openxmlformats.org/drawingml/2006/picture"},
    )
    picture = plain(data, "pic:pic", {})
    names = plain(picture, "pic:nvPicPr", {})
    plain(names, "pic:cNvPr", said)
    plain(names, "pic:cNvPicPr", {})
    filled = plain(picture, "pic:blipFill", {})
    blip = plain(filled, "a:blip", {"r:embed": bitmap})
    extension = plain(plain(blip, "a:extLst", {}), "a:ext", {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"})
    plain(extension, "asvg:svgBlip", {"r:embed": vector})
    plain(plain(filled, "a:stretch", {}), "a:fillRect", {})
    shape = plain(picture, "pic:spPr", {})
    place = plain(shape, "a:xfrm", {})
    plain(place, "a:off", {"x": "0", "y": "0"})
    plain(place, "a:ext", {"cx": str(wide), "cy": str(tall)})
    plain(plain(shape, "a:prstGeom", {"prst": "rect"}), "a:avLst", {})
    return run
