import textwrap
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from hansei.document.figures import wrap, written

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(WORDS, WORDS)
def test_a_drawing_is_written_as_the_standard_library_writes_it(inner: str, value: str) -> None:
    drawn = ET.Element("svg", {"viewBox": "0 0 1 1", "class": value})
    group = ET.SubElement(drawn, "g", {"fill": value * 4})
    ET.SubElement(group, "text").text = inner
    ET.SubElement(drawn, "line")
    assert written(drawn) == ET.tostring(drawn, encoding="unicode")


@given(st.text("ab \n\t-–é", max_size=24))
def test_a_text_is_broken_as_the_standard_library_breaks_it(text: str) -> None:
    assert wrap(text, 9, 2) == textwrap.wrap(text, 9, max_lines=2, placeholder="…")
