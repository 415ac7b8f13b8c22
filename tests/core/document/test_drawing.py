import textwrap
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from hansei.document.drawing import drawing, rule, shorten, wrap, write, written

SVG = "{http://www.w3.org/2000/svg}"
#: What XML can hold, without what reading it makes one of: the ends of lines.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_no_words_break_out_of_a_drawing(alt: str, text: str, value: str) -> None:
    svg = drawing(10, 20, alt)
    svg.shape("rect", {"class": value, "id": value * 4})
    svg.circle(1, 2, 3.5, (("fill", value),))
    write(svg, 1.5, 2, text, ink=value, weight=value)
    rule(svg, 0, 0, 1, 1, ink=value, dashes=value)
    root = ET.fromstring(written(svg))  # noqa: S314 - our own drawing
    title, rect, circle, words, line = root
    assert (root.tag, root.get("viewBox"), title.tag, title.text or "") == (
        f"{SVG}svg",
        "0 0 10 20",
        f"{SVG}title",
        alt,
    )
    assert (rect.attrib, len(rect)) == ({"class": value, "id": value * 4}, 0)
    assert circle.attrib == {"cx": "1", "cy": "2", "r": "3.5", "fill": value}
    assert (words.text or "", words.get("x"), words.get("fill"), words.get("font-weight", "")) == (
        text,
        "1.5",
        value,
        value,
    )
    assert (line.get("stroke"), line.get("stroke-dasharray", "")) == (value, value)


@given(st.text("ab \n\t-–é", max_size=24))
def test_a_text_is_broken_as_the_standard_library_breaks_it(text: str) -> None:
    assert wrap(text, 9, 2) == textwrap.wrap(text, 9, max_lines=2, placeholder="…")
    assert shorten(text, 9, " …") == textwrap.shorten(text, 9, placeholder=" …")
