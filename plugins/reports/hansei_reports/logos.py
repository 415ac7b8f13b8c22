"""A district's logo as each format needs it."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hansei.document.logo import Logo

_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


def as_address(logo: Logo) -> str:
    """Return a logo as an address that holds it whole (``data:``)."""
    return f"data:{_MEDIA[logo.kind]};base64,{b64encode(logo.data).decode()}"


def as_svg(logo: Logo) -> str:
    """Return a logo as a drawing; a picture of pixels stands in a frame of its size."""
    if logo.kind == "svg":
        return logo.data.decode("utf-8-sig")
    from html import escape

    size = f'width="{logo.width:g}" height="{logo.height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {logo.width:g} {logo.height:g}">'
        f'<image {size} href="{escape(as_address(logo))}"/></svg>'
    )


def as_bitmap(logo: Logo) -> bytes:
    """Return a logo as a PNG or a JPEG; a drawing is drawn some 72 points high."""
    if logo.kind != "svg":
        return logo.data
    from hansei_reports.bitmaps import bitmaps

    return bitmaps([(as_svg(logo), min(72 * logo.width / logo.height, 400))])[0]
