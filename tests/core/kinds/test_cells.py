"""What a cell of a table takes."""

import pytest

from hansei.form import Column
from hansei.kinds.cells import lacking, past, refused

DAY = Column("day", "Day", "date", needed=True)
STATE = Column("state", "State", "choice", ("on", "off"))
HOURS = Column("hours", "Hours", "number")


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        (DAY, "2031-04-30", ""),
        (DAY, "soon", "'soon' is no date"),
        (HOURS, "12,5", ""),
        (HOURS, "about 40", "'about 40' is no number"),
        (STATE, "on", ""),
        (STATE, "maybe", "'maybe' is none of them: on, off"),
        (STATE, "", ""),
    ],
)
def test_a_cell_takes_what_its_column_holds(column: Column, text: str, why: str) -> None:
    found = refused(column, text)
    assert found.startswith(why)
    assert bool(found) == bool(why)


def test_a_row_lacks_what_it_needs_and_nothing_else() -> None:
    assert lacking((STATE, DAY, HOURS), {"state": "on", "day": " "}) == DAY
    assert lacking((STATE, DAY, HOURS), {"day": "2031-04-30"}) is None


def test_only_a_day_that_should_lie_ahead_is_said_to_be_past() -> None:
    assert past(DAY, "2020-01-31") == ""
    assert past(Column("due", "By when", "date", ahead=True), "2020-01-31") == "2020-01-31 is in the past"
