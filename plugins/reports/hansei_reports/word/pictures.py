"""Pictures: the drawing itself for what can show it, a bitmap for what cannot, and its words for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from hansei.document import Figure
from hansei_reports._text import visible
from hansei_reports.drawing import drawing
from hansei_reports.logos import as_bitmap, as_svg
from hansei_reports.sentences import tr
from hansei_reports.word.drawn import Drawn
from hansei_reports.word.elements import Element, add, make, plain

if TYPE_CHECKING:
    from hansei.document.logo import Logo

#: Fonts of whoever opens it, the document's own first.
_FONTS: Final = "Calibri, Carlito, Arial, sans-serif"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_MEDIA: Final = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
#: English Metric Units in a twentieth of a point.
_EMU: Final = 635


class Pictures:
    """Puts drawings into the package of a document.

    Args:
        part: The document's main part.
        drawn: The bitmaps of its figures.
    """

    def __init__(self, part: Any, drawn: Drawn) -> None:
        self._part = part
        self._taken = {str(each.partname) for each in part.package.iter_parts()}
        self._count = 0
        self._drawn = drawn

    def picture(self, figure: Figure, width: int) -> Element | None:
        """Return a run that holds a figure; None when it cannot be drawn, so that its words stand in for it.

        Args:
            figure: The figure.
            width: How wide the text is, in twentieths of a point.
        """
        made = drawing(figure.svg)
        if made is None:
            return None
        bitmap = self._held(partial(self._drawn.png, figure.svg), "png")
        vector = self._held(made.in_fonts(_FONTS).encode(), "svg")
        wide = int(width * _EMU * made.share / 100)
        tall = int(wide * made.height / made.width)
        return _inline(bitmap, vector, wide, tall, number=self._count, alt=figure.alt)

    def logo(self, logo: Logo) -> Element:
        """Return a run that holds a logo, no higher than a heading and its line."""
        high = min(42.0, 170 * logo.height / logo.width)
        wide, tall = (int(each * 20 * _EMU) for each in (high * logo.width / logo.height, high))
        bitmap = self._held(as_bitmap(logo), "jpg" if logo.kind == "jpg" else "png")
        vector = self._held(as_svg(logo).encode(), "svg") if logo.kind == "svg" else ""
        return _inline(bitmap, vector, wide, tall, number=self._count, alt=logo.alt)

    def _held(self, data: bytes | Callable[[], bytes], ending: str) -> str:
        """Put a picture into the package, or what makes it by the time it is saved; return what leads to it."""
        self._count += 1
        while (name := f"/word/media/hansei{self._count}.{ending}") in self._taken:
            self._count += 1
        kind, package = _MEDIA[ending], self._part.package
        if isinstance(data, bytes):
            part = Part(PackURI(name), kind, data, package)
        else:
            part = _Later(PackURI(name), kind, data, package)
        return str(self._part.relate_to(part, _IMAGE))


class _Later(Part):
    """A picture that is waited for only when the package is written."""

    def __init__(self, name: PackURI, kind: str, made: Callable[[], bytes], package: Any) -> None:
        super().__init__(name, kind, None, package)
        self._made = made

    @property
    def blob(self) -> bytes:
        """The picture."""
        return self._made()


def _inline(bitmap: str, vector: str, wide: int, tall: int, *, number: int, alt: str) -> Element:
    run = make("r")
    inline = plain(add(run, "drawing"), "wp:inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    plain(inline, "wp:extent", {"cx": str(wide), "cy": str(tall)})
    said = {
        "id": str(number),
        "name": f"Picture {number}",
        "descr": visible(alt) or tr("A figure"),
    }
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
    if vector:
        extension = plain(plain(blip, "a:extLst", {}), "a:ext", {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"})
        plain(extension, "asvg:svgBlip", {"r:embed": vector})
    plain(plain(filled, "a:stretch", {}), "a:fillRect", {})
    shape = plain(picture, "pic:spPr", {})
    place = plain(shape, "a:xfrm", {})
    plain(place, "a:off", {"x": "0", "y": "0"})
    plain(place, "a:ext", {"cx": str(wide), "cy": str(tall)})
    plain(plain(shape, "a:prstGeom", {"prst": "rect"}), "a:avLst", {})
    return run
