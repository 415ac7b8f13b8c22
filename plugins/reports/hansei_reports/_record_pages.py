"""A workbook's pages that are lists: agenda, answers, plans, actions, notes, people."""

from __future__ import annotations

from collections.abc import Callable

from hansei.document.spans import plain
from hansei_reports._kept import STATUSES, action_stands, phase_said, role_said, step_stands, yes_or_no
from hansei_reports._record import Instrument, Record, answer_words, label, lines_of
from hansei_reports._rows import Value
from hansei_reports._workbook import Workbook, day, moment
from hansei_reports.sentences import tr


def pages(book: Workbook, record: Record, *, before_plan: Callable[[], None]) -> None:
    """Write the pages that there is something for.

    Args:
        book: The workbook.
        record: What happened.
        before_plan: Writes the pages that stand between the agenda and the plans.
    """
    _agenda(book, record)
    before_plan()
    _answers(book, record)
    for instrument in record.instruments():
        if _is_table(record, instrument):
            _plan(book, record, instrument)
    _actions(book, record)
    _notes(book, record)
    _people(book, record)


def _agenda(book: Workbook, record: Record) -> None:
    steps = record.all("agenda")
    if not steps:
        return
    clocks = {each["activity"]: each for each in record.all("clock")}
    page = book.page(tr("Agenda"), tr("activities and steps, how far the team came, planned and used minutes"))
    titles = (tr("Activity"), tr("Step"), tr("State"), tr("Planned minutes"), tr("Used minutes"), tr("What is asked"))
    page.head(titles, (30, 30, 12, 11, 11, 80), still=2)
    told = ""
    for step in steps:
        activity = step["step"].partition(".")[0]
        clock = clocks.get(activity, {}) if activity != told else {}
        planned, used = clock.get("planned", ""), clock.get("used_minutes")
        told = activity
        stands = step_stands(step["state"])
        page.row([step["activity"], step["title"], stands, planned, used, plain(step["text"])], ("strong",))
    page.filter(0, len(titles))


def _answers(book: Workbook, record: Record) -> None:
    rows: list[list[Value]] = []
    tabled = [each for each in record.instruments() if _is_table(record, each)]
    for each in record.all("answers"):
        instrument = record.instrument(each["instrument"])
        if instrument.rated or instrument in tabled:
            continue
        item = instrument.named(each["item"])
        about = item["row"] or item["because"]
        asked = item["title"] or label(item)
        rows.append([instrument.short, about, asked, answer_words(each), each["rater_name"], moment(each["at"])])
    if not rows:
        return
    page = book.page(tr("Answers"), tr("every other question with what was answered"))
    titles = (tr("Instrument"), tr("About"), tr("Question"), tr("Answer"), tr("Who"), tr("When"))
    page.head(titles, (18, 24, 36, 56, 16, 17), still=0)
    for row in rows:
        page.row(row)
    page.filter(0, len(titles))


def _is_table(record: Record, instrument: Instrument) -> bool:
    """Tell whether what was answered to an instrument is lines of one table and nothing beside, as of a plan."""
    given = record.answers(instrument.id)
    if not instrument.columns:
        return False
    return all(lines_of(each) is not None for each in given) if given else instrument.plan


def _plan(book: Workbook, record: Record, instrument: Instrument) -> None:
    given = record.answers(instrument.id)
    page = book.page(
        tr("Plan {short}", short=instrument.short) if instrument.plan else instrument.short,
        tr("to read and to go on with: {title}", title=instrument.title),
    )
    page.say(instrument.title, "title")
    columns = instrument.columns
    about = instrument.plan or len(instrument.items) > 1  # of a list on its own there is nothing to say before its rows
    before = [tr("About"), tr("Why it is here")] if about else []
    titles = [*before, *(each["title"] for each in columns), tr("Who wrote it")]
    widths = [*(26, 18)[: len(before)], *(14 if each["type"] == "date" else 28 for each in columns), 14]
    page.head(titles, widths)
    first = page.at
    named = {item["item"]: item for item in instrument.items}
    for id_ in dict.fromkeys([*named, *(each["item"] for each in given)]):
        item = instrument.named(id_)
        empty: dict[str, str] = {}
        lines = [
            (line, each["rater_name"]) for each in given if each["item"] == id_ for line in lines_of(each) or ()
        ] or [(empty, "")]
        for line, who in lines:
            planned: list[Value] = [
                day(line.get(each["id"], "")) if each["type"] == "date" else line.get(each["id"], "")
                for each in columns
            ]
            page.row([*((label(item), item["because"]) if about else ()), *planned, who], ("strong",))
    for number, column in enumerate(columns, len(before)):
        if column["type"] == "choice":
            page.offer(number, first, column["options"])
        elif column["type"] == "date":
            page.ask_days(number, first)


def _actions(book: Workbook, record: Record) -> None:
    actions = record.all("actions")
    if not actions:
        return
    page = book.page(tr("Actions"), tr("who does what by when, and how it stands"))
    titles = (
        tr("Action"),
        tr("Owner"),
        tr("By when"),
        tr("Status"),
        tr("What was said of it"),
        tr("How we will know"),
        tr("About"),
        tr("Phase"),
    )
    page.head(titles, (44, 18, 13, 11, 26, 28, 26, 11))
    for each in actions:
        row = [each["text"], each["owner"], day(each["due"]), action_stands(each["status"]), each["words"]]
        page.row([*row, each["measure"], each["about"], phase_said(each["phase"])], ("strong",))
    page.filter(0, len(titles))
    page.offer(3, 1, tuple(map(action_stands, STATUSES)))
    page.ask_days(2, 1)


def _notes(book: Workbook, record: Record) -> None:
    notes = record.all("notes")
    if not notes:
        return
    steps = {each["step"]: each["title"] for each in record.all("agenda")}
    page = book.page(tr("Notes"), tr("notes and the parking lot, with the step they belong to"))
    titles = (tr("Note"), tr("Step"), tr("Parking lot"), tr("When"))
    page.head(titles, (80, 34, 12, 17), still=0)
    for each in notes:
        where = steps.get(each["step"], each["step"])
        page.row([each["text"], where, yes_or_no(True) if each["parked"] else "", moment(each["at"])])
    page.filter(0, len(titles))


def _people(book: Workbook, record: Record) -> None:
    people = record.all("people")
    if not people:
        return
    page = book.page(tr("People"), tr("who took part"))
    titles = (tr("Name"), tr("Role"), tr("Building"), tr("Vote"), tr("Present"), tr("Small group"))
    page.head(titles, (34, 24, 28, 9, 9, 24))
    of = {id_: group["name"] for group in record.all("groups") for id_ in group["people"]}
    for each in people:
        vote, there = (yes_or_no(each[key]) for key in ("votes", "present"))
        page.row(
            [each["name"], role_said(each["role"]), each["building"], vote, there, of.get(each["id"], "")], ("strong",)
        )
    page.filter(0, len(titles))
