"""A workbook's pages on what was rated: who stands where on each row, the evidence, a grid for a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hansei_reports._record import Instrument, Record, Values, label, place, position
from hansei_reports._rows import Value
from hansei_reports._workbook import Page, Workbook, shade
from hansei_reports.sentences import tr

#: Nobody said.
NOT_RATED = "–"


def ratings(book: Workbook, record: Record) -> None:
    """Write a page of ratings for each instrument with a scale, a grid for a matrix, and one page of evidence."""
    for instrument in record.instruments():
        if instrument.rated:
            _ratings(book, record, instrument)
            if any(item["column"] for item in instrument.items):
                _grid(book, record, instrument)
    _evidence(book, record)


def _ratings(book: Workbook, record: Record, instrument: Instrument) -> None:
    given = record.answers(instrument.id)
    settled = record.settled(instrument.id)
    hands = _hands(record, instrument)
    raters = {each["rater"]: each["rater_name"] for each in given}
    levels = next(item["levels"] for item in instrument.items if item["levels"])
    page = book.page(
        tr("Ratings {short}", short=instrument.short), tr("who stands where: {title}", title=instrument.title)
    )
    page.say(instrument.title, "title")
    legend = " · ".join(f"{number} {each['title']}" for number, each in enumerate(levels, 1))
    page.say(tr("{legend} · {not_rated} not rated", legend=legend, not_rated=NOT_RATED))
    titles = [
        tr("Row"),
        tr("Round"),
        *raters.values(),
        *([tr("Hands")] if hands else []),
        tr("Agreed"),
        tr("Why"),
        tr("Dissent"),
    ]
    widths = [34, 7, *[13] * len(raters), *([24] if hands else []), 13, 40, 40]
    head = page.at
    page.head(titles, widths, still=1)
    by = {(each["item"], each["round"], each["rater"]): each for each in given}
    rounds: dict[str, set[int]] = {}
    for item, number in [*((key[0], key[1]) for key in by), *settled, *hands]:
        rounds.setdefault(item, set()).add(number)
    looks = ["strong", "number", *["number"] * len(raters), *(["body"] if hands else []), "decided"]
    for item in instrument.items:
        for number in sorted(rounds.get(item["item"], {1})):
            key = (item["item"], number)
            stands = [_stands(item, levels, by.get((*key, rater))) for rater in raters]
            counted = [hands.get(key, "")] if hands else []
            end = settled.get(key, [])
            agreed = [_stands(item, levels, each) if each["agreed"] else tr("not agreed") for each in end]
            why = "\n".join(each["rationale"] for each in end if each["rationale"])
            page.row([_where(item), number, *stands, *counted, *(agreed[-1:] or [""]), why, _apart(end)], looks)
    right = 1 + len(raters)
    page.scale(head + 1, 2, right, len(levels))
    decided = right + (2 if hands else 1)
    page.scale(head + 1, decided, decided, len(levels))
    page.filter(head, len(titles))
    if not any(item["column"] for item in instrument.items):
        _picture(page, record, instrument, levels)


def _picture(page: Page, record: Record, instrument: Instrument, levels: list[Values]) -> None:
    """Count below the table how many stand at each level of each row, in its last round, and draw it."""
    last: dict[str, int] = {}
    found = [(each["item"], each["round"], each["place"], 1) for each in record.answers(instrument.id)]
    for round_ in record.all("rounds"):
        for each in round_.get("counted", ()) if round_["instrument"] == instrument.id else ():
            found += [(each["item"], round_["round"], level, many) for level, many in each["counts"].items()]
    for item, number, _, _ in found:
        last[item] = max(last.get(item, 0), number)
    standing: dict[str, Counter[str]] = {}
    for item, number, level, many in found:
        if number == last[item]:
            standing.setdefault(item, Counter())[level] += many
    rows = [(_where(item), standing[item["item"]]) for item in instrument.items if item["item"] in standing]
    if len(rows) < 2:
        return
    page.at += 1
    page.row([tr("How many stand at each level")], ["label"])
    words = (f"{label_}: {_counted(stands, levels)}." for label_, stands in rows)
    page.bars(
        [each["title"] for each in levels],
        [(label_, [stands[each["id"]] for each in levels]) for label_, stands in rows],
        tr("How many stand at each level. {words}", words=" ".join(words)),
    )


def _counted(stands: Counter[str], levels: list[Values]) -> str:
    return ", ".join(f"{each['title']} {stands[each['id']]}" for each in levels if stands[each["id"]]) or tr("no level")


def _stands(item: Values, levels: list[Values], answer: Values | None) -> Value:
    """Return a rating as its number on the page's scale; what is on no such scale in words."""
    if answer is None:
        return NOT_RATED
    number = position(item, answer["place"])
    own = [each["id"] for each in item["levels"]] != [each["id"] for each in levels]
    return place(item, answer["place"]) or answer["says"] if number is None or own else number


def _hands(record: Record, instrument: Instrument) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for round_ in record.all("rounds"):
        for each in round_.get("counted", ()) if round_["instrument"] == instrument.id else ():
            item = instrument.named(each["item"])
            words = ", ".join(f"{place(item, level)} {count}" for level, count in each["counts"].items() if count)
            group = f"{each['group']}: " if each["group"] else ""
            key = (each["item"], round_["round"])
            found[key] = "\n".join(filter(None, (found.get(key), f"{group}{words}")))
    return found


def _apart(settled: list[Values]) -> str:
    """Return who did not go along, each in own words."""
    return "\n".join(
        f"{one['rater_name']}: {one['words']}"
        for each in settled
        for one in each.get("dissent" if each["agreed"] else "positions", ())
    )


def _where(item: Values) -> str:
    """Return a row's words; a cell of a grid by row and column."""
    return f"{item['row']} – {item['column']}" if item["row"] and item["column"] else label(item)


def _grid(book: Workbook, record: Record, instrument: Instrument) -> None:
    """Write the cells of a matrix as a matrix, each with how it stands and its words."""
    settled = record.settled(instrument.id)
    rows = list(dict.fromkeys(item["row"] for item in instrument.items))
    columns = list(dict.fromkeys(item["column"] for item in instrument.items))
    page = book.page(
        tr("Matrix {short}", short=instrument.short),
        tr("each cell with how it stands: {title}", title=instrument.title),
    )
    page.say(instrument.title, "title")
    page.head(["", *columns], [24, *[46] * len(columns)])
    at = {(item["row"], item["column"]): item for item in instrument.items}
    for row in rows:
        cells, looks = [row], ["strong"]
        for column in columns:
            item = at.get((row, column))
            said, stands = _cell(record, instrument, settled, item) if item else ("", None)
            cells.append(said)
            looks.append("body" if stands is None or item is None else shade(stands - 1, len(item["levels"])))
        page.row(cells, looks)


def _cell(
    record: Record, instrument: Instrument, settled: Mapping[tuple[str, int], list[Values]], item: Values
) -> tuple[str, int | None]:
    """Return the words of a cell, and where it stands when the team agrees."""
    given = [each for each in record.answers(instrument.id) if each["item"] == item["item"]]
    last = max((each["round"] for each in given), default=0)
    ends = [each for (id_, number), all_ in settled.items() if id_ == item["item"] and number >= last for each in all_]
    agreed = [each for each in ends if each["agreed"]][-1:]
    now = [each for each in given if each["round"] == last]
    lines = [f"{each['rater_name']}: {place(item, each['place'])}" for each in now]
    places = {each["place"] for each in (agreed or now)}
    head = [tr("Agreed: {place}", place=place(item, each["place"])) for each in agreed] or (
        [] if now else [tr("Not rated")]
    )
    stands = position(item, places.pop()) if len(places) == 1 else None
    return "\n".join([*head, *lines, "", item["title"]]), stands


def _evidence(book: Workbook, record: Record) -> None:
    rows: list[list[Value]] = []
    for instrument in record.instruments():
        for each in record.answers(instrument.id) if instrument.rated else ():
            item, response = instrument.named(each["item"]), each["response"]
            refused = response.get("refused") or {}
            why = "\n".join(f"{place(item, id_)}: {words or 'not yet'}" for id_, words in refused.items())
            if response.get("evidence") or why:
                who, level = each["rater_name"], place(item, each["place"])
                cited = response.get("evidence") or ""
                rows.append([instrument.short, _where(item), who, each["round"], level, cited, why])
    if not rows:
        return
    page = book.page(tr("Evidence"), tr("what each rater cited, and the levels refused on the way"))
    titles = (
        tr("Instrument"),
        tr("Row"),
        tr("Who"),
        tr("Round"),
        tr("Stands at"),
        tr("Evidence"),
        tr("Refused on the way"),
    )
    page.head(titles, (18, 28, 16, 7, 15, 54, 32), still=2)
    for row in rows:
        page.row(row)
    page.filter(0, len(titles))
