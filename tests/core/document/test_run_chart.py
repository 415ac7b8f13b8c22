"""A measure over time as a picture."""

from __future__ import annotations

import datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

from hansei.document.run_chart import Point, in_blocks, run_chart


def test_names_of_cycles_that_lie_close_together_are_not_written_over_each_other() -> None:
    day = datetime.date(2031, 5, 1)
    points = [Point(day + datetime.timedelta(days=number), 5, f"Cycle {number}") for number in range(60)]
    svg = ET.fromstring(run_chart("Late arrivals", points).svg)  # noqa: S314 - our own drawing
    at = [float(each.get("x", "")) for each in svg.iter() if each.text and each.text.startswith("Cycle ")]
    assert len(at) > 3
    assert all(after - before > 40 for before, after in pairwise(at))


def test_blocks_go_as_the_values_do() -> None:
    assert in_blocks([9, 8, 7, 6.5]) == "█▅▂▁"
    assert in_blocks([9, 8]) == in_blocks([5, 5, 5]) == in_blocks([]) == "", "no course is seen in these"
