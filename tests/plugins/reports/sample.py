"""A session's report made by hand, with every block and every tone, and words that try to break out."""

from __future__ import annotations

from hansei.document import (
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
    Tone,
    WriteLines,
    said,
)
from hansei.document.exporter import Report
from hansei.document.figures import StandRow, stand_figure

LEVELS = ("Beginning", "Developing", "Evolving", "Accomplished")

_VISION = (
    (
        "Every school has its own vision, mission, and beliefs. District vision, mission, and beliefs are "
        "not visible in buildings and do not impact work."
    ),
    (
        "District vision, mission, and beliefs are visible at the district and building levels but are not "
        "understood by stakeholders and do not impact work."
    ),
    (
        "District vision, mission, and beliefs are visible and can be articulated by district-wide "
        "stakeholders who can also articulate how they impact district work."
    ),
    (
        "District vision, mission, and beliefs are visible and intentional and can be articulated by "
        "district-wide stakeholders who can also articulate how they drive district work. District-wide data "
        "is collected regarding the impact of district vision, mission, and beliefs."
    ),
)
_ROUTINES = (
    "District collaborative routines are disjointed or non-existent.",
    "Collaborative routines are vague.",
    "Collaborative routines are spelled out but roles within those routines are unclear.",
    "Collaborative routines are well-defined and part of the district culture.",
)
_GOALS = (
    "District leaders have not taken the opportunity to engage school leaders in collaborative goal setting.",
    (
        "District leaders have promised to engage school leaders in collaborative goal-setting but a clear "
        "process has not been identified."
    ),
    (
        "District leaders have identified a process for collaborative goal-setting with school leaders, and "
        "conversations have begun."
    ),
    (
        "District leaders have led a strong collaborative effort to establish goals, and school leaders feel "
        "their input has been clearly heard."
    ),
)


def figure() -> Figure:
    return stand_figure(
        LEVELS,
        [
            StandRow("Vision, mission, beliefs", (0, 3, 2, 0), aside="Cannot tell"),
            StandRow("Policies and structures", (0, 1, 0, 0)),
            StandRow("Collaborative routines", (1, 2, 1, 1)),
            StandRow("Goal setting", (0, 0, 4, 1)),
            StandRow("Plans and portfolio of the whole district and its schools", (0, 0, 0, 5)),
            StandRow("Resources", (0, 0, 0, 0), aside="Does not apply"),
        ],
    )


def rubric() -> Table:
    def row(texts: tuple[str, ...], chosen: dict[int, str], refused: set[int]) -> tuple[Cell, ...]:
        return tuple(
            Cell.of(text, tone=Tone.CHOSEN, mark=chosen[index])
            if index in chosen
            else Cell.of(
                text,
                tone=Tone.REFUSED if index in refused else Tone.PLAIN,
                mark="not yet" if index in refused else "",
            )
            for index, text in enumerate(texts)
        )

    titles = ("Beginning (Individualistic)", "Developing", "Evolving", "Accomplished (Collaborative)")
    return Table(
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=(
            row(_VISION, {1: "Table 1, Table 3, Table 4", 2: "Table 2, Table 5"}, {3}),
            row(_ROUTINES, {0: "Table 4", 1: "Table 1, Table 2", 2: "Table 3", 3: "Table 5"}, set()),
            row(_GOALS, {2: "Table 1, Table 2, Table 3, Table 4"}, {3}),
        ),
        wide=True,
    )


def matrix() -> Table:
    team = Cell(
        (
            Paragraph("Build a continuous improvement team composed of district, school, and community people."),
            Bullets(
                (
                    "Ensure appropriate team knowledge and skills.",
                    "Identify the needs of individual schools.",
                    "Clarify what the *district* team decides and what the *building* teams decide.",
                )
            ),
        ),
        tone=Tone.NEEDS,
        mark="strengthen, create",
    )
    titles = ("Building Team Functions", "Collaborative Function", "District Team Functions")
    return Table(
        caption="Who does what, and what is in place",
        header=(tuple(Cell.of(title, head=True) for title in titles),),
        rows=(
            (
                Cell.of(
                    "Choose representatives for the building-level continuous improvement team, including "
                    "building leadership and a variety of instructional staff.",
                    tone=Tone.GOOD,
                    mark="in place",
                ),
                team,
                Cell.of("Identify one key leader with ability and authority to decide."),
            ),
            (
                Cell.of("Conduct a building-level needs assessment.", tone=Tone.NEEDS, mark="create"),
                Cell.of("Compare the buildings' needs.", tone=Tone.GOOD, mark="in place"),
                Cell.of("Not reached.", tone=Tone.MISSING),
            ),
        ),
        wide=True,
    )


def plan() -> Table:
    titles = ("What needs work", "Action", "Lead", "By when")
    return Table(
        header=(
            (Cell.of("Plan", head=True, mark=""), Cell((Paragraph("This year"),), head=True, span=3)),
            tuple(Cell.of(title, head=True) for title in titles),
        ),
        rows=(
            (
                Cell.of(said("Vision, mission, beliefs"), head=True, mark="rated Developing"),
                Cell.of(said("Walk every building with the vision in hand; ask 5 people each")),
                Cell.of(said("Amina [red] & <b>Łukasz</b>")),
                Cell.of(said("2026-03-01")),
            ),
            (
                Cell.of(said("Collaborative routines"), head=True, mark="rated Beginning, Developing"),
                Cell.of(said("Write the routine down | then try it for *six* weeks")),
                Cell.of(said("José")),
                Cell(),
            ),
        ),
    )


def document() -> Document:
    return Document(
        title="Riverside Area Schools: where we stand",
        subtitle="District-Led Continuous Improvement, session of 23 November 2026",
        facts=(
            ("District", "Riverside Area Schools"),
            ("People", "23, in 5 tables"),
            ("Facilitator", "Amina Diallo"),
            ("Length", "2 h 10 min"),
        ),
        blocks=(
            Heading("Summary"),
            Paragraph(
                "The team stands closest together on **Goal setting** and furthest apart on *Collaborative "
                "routines*. The evidence is under [the culture rubric](culture)."
            ),
            Bullets(
                (
                    "Agree on what *collaborative routines* means here.",
                    "Walk the buildings.",
                    "Meet in March.",
                )
            ),
            Bullets(("Welcome and outcomes", "Culture rubric", "Balance of roles"), numbered=True),
            Heading("Activity 2: Evaluate the current culture", anchor="culture"),
            Paragraph("Facilitators lead the group through the rubric, row by row, from the right."),
            Heading("Shift from a Culture of Isolation to a Culture of Collaboration", 3),
            figure(),
            rubric(),
            Heading("Vision, mission, beliefs", 4),
            Paragraph(said("Developing"), label="Table 1", tone=Tone.CHOSEN),
            Paragraph(
                said("Posters hang in all six buildings.\n\nAsked in the hallway, two of nine could say it."),
                label="What evidence can you cite to support this description?",
            ),
            Paragraph(said("Nobody collects data on it yet."), label="Evolving: not yet", tone=Tone.REFUSED),
            Paragraph(said("هذا ما نراه في مدرستنا كل يوم 🌱"), label="Table 2", tone=Tone.CHOSEN),
            Heading("Resources", 4),
            Paragraph("Not rated.", tone=Tone.MISSING),
            Note(said("Row titles are Hansei's; the source gives none."), Tone.OURS),
            Heading("Activity 3: Balance of roles"),
            Heading("Maintaining Balance in the Continuous Improvement Process", 3),
            matrix(),
            Paragraph("9 in place, 5 strengthen, 3 create; 1 of 18 not rated."),
            Heading("What we will do"),
            plan(),
            Paragraph("The board has seen this plan.", tone=Tone.GOOD),
            Paragraph("Two rows have no lead.", tone=Tone.NEEDS),
            Note("Counted from **five** hand-ins."),
            Heading("Open questions", 3),
            Paragraph("What would have to be true for every family to see the difference?"),
            WriteLines(3),
        ),
    )


def report() -> Report:
    return Report(document(), {"session": "s1", "answers": [{"rater": "Table 1", "level": "developing"}]})
