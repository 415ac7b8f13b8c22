"""MICIP: text to paste into the platform, field by field, each with its length.

The fields are those the platform asks for: data summary, challenge statement, evidence (what the district knows and
why), goal, strategy and activity. They are filled from the record: where the team stands on each row; what theories
and barriers it named; the evidence it cited; what it agreed to reach; the functions its plan works on; its actions.
What a team writes for a field is its own to word: where the record has nothing, the field says so.

A length counts letters, blanks and line ends of the text as it stands here. We know of no published limits of the
platform's fields, so none is applied and nothing is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hansei.document.exporter import Exporter, Report
from hansei_reports._kept import action_stands
from hansei_reports._record import Instrument, Record, Values, label, place
from hansei_reports._text import visible
from hansei_reports.sentences import N_, own, tr

_RULE = "=" * 72
#: What a field holds when nobody said anything for it.
NOTHING = N_("(nothing on the record)")


class MicipExporter(Exporter):
    """Writes the text."""

    name = "micip"
    suffix = ".micip.txt"
    media_type = "text/plain"
    whole = False
    title = N_("text to paste into MICIP, field by field, with lengths")
    sentences = own

    def export(self, report: Report) -> bytes:
        """Return the text in UTF-8."""
        parts = [visible(report.document.title), _how(report)]
        for name, text in fields(Record(report.told)):
            words = visible(text.strip())
            length = tr("{n} characters", n=len(words)) if words else tr("0 characters")
            parts.append(f"{_RULE}\n{name} ({length})\n{_RULE}\n{words or tr(NOTHING)}")
        return ("\n\n".join(parts) + "\n").encode()


def _how(report: Report) -> str:
    facts = "\n".join(f"{visible(label_)}: {visible(value)}" for label_, value in report.document.facts)
    told = tr("Copy what stands below a pair of lines into the field of that name.")
    return f"{facts}\n\n{told}" if facts else told


def fields(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the fields in the platform's order, each with its text."""
    rated = [each for each in record.instruments() if each.rated]
    yield tr("Data summary"), "\n\n".join(filter(None, (_stands(record, each) for each in rated)))
    yield tr("Challenge statement"), _challenge(record)
    yield tr("Evidence"), "\n\n".join(filter(None, (_evidence(record, each) for each in rated)))
    yield tr("Goal"), _goal(record, rated)
    yield tr("Strategy"), _strategy(record)
    for number, action in enumerate(record.all("actions"), 1):
        yield tr("Activity {number}", number=number), _activity(action)
    if not record.all("actions"):
        yield tr("Activity"), ""


def _stands(record: Record, instrument: Instrument) -> str:
    lines = [f"{_name(item)}: {words}" for item in instrument.items if (words := _standing(record, instrument, item))]
    return "\n".join([f"{instrument.title}", *lines]) if lines else ""


def _standing(record: Record, instrument: Instrument, item: Values) -> str:
    agreed = [
        each
        for (id_, _), all_ in record.settled(instrument.id).items()
        for each in all_
        if id_ == item["item"] and each["agreed"]
    ]
    if agreed:
        why = f" ({agreed[-1]['rationale']})" if agreed[-1]["rationale"] else ""
        return tr("{place}, agreed{why}", place=place(item, agreed[-1]["place"]), why=why)
    given = _last_round(record, instrument, item)
    if len(given) == 1:
        return place(item, given[0]["place"])
    places = Counter(each["place"] for each in given)
    found = [each["id"] for each in (*item["levels"], *item["asides"]) if each["id"] in places]
    return ", ".join(
        tr("{place} {places} of {n}", place=place(item, id_), places=places[id_], n=len(given)) for id_ in found
    )


def _last_round(record: Record, instrument: Instrument, item: Values) -> list[Values]:
    given = [each for each in record.answers(instrument.id) if each["item"] == item["item"]]
    last = max((each["round"] for each in given), default=0)
    return [each for each in given if each["round"] == last]


def _challenge(record: Record) -> str:
    """Return what the team says stands between a row and the next level: all words that were typed about it."""
    parts = []
    for chain in record.all("chain"):
        links = [
            f"{link['label']}: {said['says']}"
            for link in chain["links"]
            for said in link["says"]
            if not link["actions"] and said["says"]
        ]
        if links:
            parts.append("\n".join([chain["label"], *links]))
    return "\n\n".join(parts)


def _evidence(record: Record, instrument: Instrument) -> str:
    return "\n".join(
        f"{_name(item)}, {each['rater_name']}: {words}"
        for item in instrument.items
        for each in _last_round(record, instrument, item)
        if (words := each["response"].get("evidence"))
    )


def _goal(record: Record, rated: list[Instrument]) -> str:
    """Return the rows that are not yet at the end of their scale, from where to where."""
    lines = []
    for instrument in rated:
        for item in instrument.items:
            for all_ in record.settled(instrument.id).values():
                for each in all_[-1:]:
                    if each["item"] == item["item"] and each["agreed"] and item["levels"]:
                        best = item["levels"][-1]
                        if each["place"] in [level["id"] for level in item["levels"][:-1]]:
                            lines.append(
                                tr(
                                    "{name}: from {place} to {best}",
                                    name=_name(item),
                                    place=place(item, each["place"]),
                                    best=best["title"],
                                )
                            )
    return "\n".join(lines)


def _strategy(record: Record) -> str:
    """Return the rows that the plan works on."""
    lines = []
    for instrument in record.instruments():
        if instrument.columns:
            given = {each["item"] for each in record.answers(instrument.id)}
            lines += [_name(item) for item in instrument.items if item["item"] in given]
    return "\n".join(lines)


def _activity(action: Values) -> str:
    told = (
        (tr("Owner"), "owner"),
        (tr("Due date"), "due"),
        (tr("About"), "about"),
        (tr("How we will know"), "measure"),
    )
    lines = [f"{name}: {action[key]}" for name, key in told if action[key]]
    stands = ": ".join(filter(None, (action_stands(action["status"]), action["words"])))
    return "\n".join([action["text"], *lines, tr("Status: {stands}", stands=stands)])


def _name(item: Values) -> str:
    return f"{item['row']} – {item['column']}" if item["row"] and item["column"] else label(item)
