"""How a toolkit is laid out in a workbook: the same sheets and columns for the skeleton and for reading one back."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

#: The sheets that are no instrument.
README, TOOLKIT, AGENDA = "Read me", "Toolkit", "Agenda"
#: The first line of every instrument's sheet.
KIND = "Kind"


@frozen
class Label:
    """A label: in the first column with its value beside it, or at the head of a column of a table."""

    name: str
    #: Where its value stands in ``toolkit.yaml``, below the toolkit, the instrument or the member.
    place: tuple[str, ...]
    #: What helps to fill it in.
    help: str = ""
    #: What can be chosen, as in a workbook; empty: free words.
    options: tuple[str, ...] = ()
    #: ``list``: several, separated by semicolons; ``sheet``: the name of another sheet.
    holds: Literal["text", "list", "sheet"] = "text"
    needed: bool = False


@frozen
class Layout:
    """The sheet of an instrument of one kind."""

    kind: str
    #: Lines above the table, the kind apart.
    lines: tuple[Label, ...]
    #: Which list of the definition the table is.
    table: str
    columns: tuple[Label, ...]
    #: True when all further columns are levels, with a text for each row.
    levels: bool = False

    @property
    def named_by(self) -> Label:
        """The column whose words make a member's id."""
        return self.columns[0]


_TITLE = Label("Title", ("title",), "The heading.")
_FOR_EACH = Label(
    "For each row of",
    ("for_each",),
    "The sheet of a rubric: asked once for each row that calls for work.",
    holds="sheet",
)

#: The lines of the toolkit's own sheet.
ABOUT = (
    Label("Title", ("title",), "What is on the cover.", needed=True),
    Label("Id", ("toolkit",), "Letters, digits and -; otherwise made of the title."),
    Label("Version", ("version",), "As in 1.0; change it whenever a team has run it before."),
    Label("Subtitle", ("subtitle",)),
    Label("Audience", ("audience",), "Whom it is for."),
    Label("Language", ("language",), "As in en or es."),
    Label("By", ("source", "by"), "Who wrote it."),
    Label("Contact", ("source", "contact")),
    Label("Licence", ("source", "licence"), "As in CC BY 4.0, or: not stated"),
    Label("Introduction", ("introduction",), "What is read first."),
)

#: The columns of the agenda: one line for each step; section and activity are written once, at their first step.
STEPS = (
    Label("Section", ("section",), "A part of the toolkit; empty: as above."),
    Label("Activity", ("activity",), "What is timed; empty: as above."),
    Label("Minutes", ("minutes",), "45 or 20-25, at the activity's first step."),
    Label("Step", ("ours", "short"), "A few words for the agenda.", needed=True),
    Label("What to do", ("text",), "What the facilitator says and the team does."),
    Label("Questions", ("questions",), "One on each line of the cell (alt+enter begins a new one)."),
    Label("Instruments", ("instruments",), "Names of sheets, with commas between."),
    Label("For", ("team",), "Empty: everybody.", ("building", "district")),
)

LAYOUTS = {
    each.kind: each
    for each in (
        Layout(
            "rubric",
            (
                _TITLE,
                Label("Question", ("walk", "ask"), "Asked of each level, as in: Does this describe us?"),
                Label("Evidence", ("evidence",), "Asked after a level, as in: What shows it? Empty: not asked."),
            ),
            "criteria",
            (
                Label("Row", ("title",), "The row's title.", needed=True),
                Label("Short", ("ours", "short"), "A few words for narrow screens and charts."),
            ),
            levels=True,
        ),
        Layout(
            "prompts",
            (_TITLE, _FOR_EACH),
            "prompts",
            (
                Label("Question", ("text",), needed=True),
                Label("Answers", ("answers",), "In words, or with actions (who, by when).", ("text", "actions")),
                Label("Short", ("short",)),
            ),
        ),
        Layout(
            "plan",
            (_TITLE, _FOR_EACH),
            "columns",
            (
                Label("Column", ("title",), needed=True),
                Label("Type", ("type",), "", ("text", "date", "choice")),
                Label("Means", ("means",), "Its part in an action.", ("text", "owner", "due", "measure")),
                Label("Options", ("options",), "Of a choice, with semicolons between.", holds="list"),
            ),
        ),
        Layout(
            "checklist",
            (
                _TITLE,
                Label("Question", ("ask",), "As in: Is this so?"),
                Label("Marks", ("marks",), "Best first, with semicolons between: yes; partly; not yet", holds="list"),
                Label("Remark", ("remark",), "Asked after any mark but the best. Empty: not asked."),
            ),
            "statements",
            (Label("Statement", ("text",), needed=True),),
        ),
        Layout(
            "choice",
            (
                _TITLE,
                Label("Question", ("ask",), needed=True),
                Label("Why", ("why",), "Asked after the choice. Empty: not asked."),
                Label("Who answers", ("per",), "", ("team", "person")),
            ),
            "options",
            (Label("Option", ("text",), needed=True), Label("Short", ("short",))),
        ),
        Layout(
            "register",
            (_TITLE, Label("Question", ("ask",), "As in: Which initiatives are there?")),
            "columns",
            (
                Label("Column", ("title",), needed=True),
                Label("Type", ("type",), "", ("text", "number", "date", "choice", "person")),
                Label("Options", ("options",), "Of a choice, with semicolons between.", holds="list"),
            ),
        ),
    )
}
