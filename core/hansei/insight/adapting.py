"""What was adapted in a toolkit, in words: who did it, where, and what the publisher has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from hansei.content.adapted import Change
from hansei.content.toolkit import Toolkit
from hansei.document import Block, Cell, Heading, Note, Paragraph, Table, Tone, said
from hansei.document.spans import plain
from hansei.words.lines import one_line
from hansei.words.ours import N_, tr

#: What most translators' files say of themselves; any other words are said as they are.
UNREVIEWED = N_("machine-made, unreviewed")
#: Parts of an address that say nothing to people.
_UNSAID = frozenset({"activities", "criteria", "levels", "ours", "sections", "steps", "text", "title"})


@frozen
class Was:
    """A change as people read it."""

    #: Where, as in "Culture rubric, Vision, mission, beliefs, Beginning".
    where: str
    #: The publisher's words; empty: there are none, something was added.
    was: str
    #: What was done: "reworded", "added", "left out", "translated".
    done: str


#: How a language is called in the words of this program; others by their code.
_LANGUAGES = {
    "en": N_("English"),
    "es": N_("Spanish"),
    "ar": N_("Arabic"),
    "fr": N_("French"),
    "de": N_("German"),
    "pt": N_("Portuguese"),
}


def language_name(code: str) -> str:
    """Return a language as people read it."""
    return tr(_LANGUAGES.get(code, code))


def adapted_line(toolkit: Toolkit) -> str:
    """Return who adapted a toolkit, from what, in which language; empty when it is as published."""
    adapted = toolkit.adapted
    if adapted is None:
        return ""
    told = []
    if adapted.by:
        told.append(
            tr(
                "adapted by {by} from {title}, version {version}",
                by=adapted.by,
                title=adapted.base.title,
                version=adapted.base.version,
            )
        )
    if adapted.language:
        told.append(tr("in {language}: {status}", language=language_name(adapted.language), status=tr(adapted.status)))
    return "; ".join(told)


def changes_of_step(toolkit: Toolkit, activity: str, step: str) -> tuple[Change, ...]:
    """Return the changes in a step's own words."""
    return toolkit.adapted.of("activities", activity, "steps", step) if toolkit.adapted is not None else ()


def changes_of_row(toolkit: Toolkit, instrument: str, row: str = "") -> tuple[Change, ...]:
    """Return the changes in an instrument's words, of one row or of all."""
    parts = ("instruments", instrument, *([row] if row else []))
    return toolkit.adapted.of(*parts) if toolkit.adapted is not None else ()


def worded(toolkit: Toolkit, changes: Sequence[Change]) -> tuple[Was, ...]:
    """Return changes as people read them."""
    done = {"reword": tr("reworded"), "add": tr("added"), "hide": tr("left out"), "translate": tr("translated")}
    return tuple(Was(_where(toolkit, change), _was(change), done[change.do]) for change in changes)


def note_of(toolkit: Toolkit, changes: Sequence[Change]) -> Iterator[Block]:
    """Yield a note on words that are not as published."""
    adapted = toolkit.adapted
    if adapted is None or not changes:
        return
    if any(change.do != "translate" for change in changes):
        yield Note(said(tr("Adapted by {by} from {title}.", by=adapted.by, title=adapted.base.title)), Tone.OURS)
    if any(change.do == "translate" for change in changes):
        yield Note(said(tr("Translated ({status}).", status=tr(adapted.status))), Tone.OURS)


def adapted_on_paper(toolkit: Toolkit) -> Iterator[Block]:
    """Yield what was adapted as a part of a report, the publisher's words beside every change."""
    adapted = toolkit.adapted
    if adapted is None:
        return
    line = adapted_line(toolkit)
    yield Heading(tr("Adapted"), 2, anchor="adapted")
    yield Paragraph(said(f"{line[:1].upper()}{line[1:]}."))
    rows = worded(toolkit, [change for change in adapted.shown() if change.do != "translate"])
    if rows:
        head = tuple(Cell.of(text, head=True) for text in (tr("Where"), "", tr("The publisher's words")))
        told = tuple((Cell.of(said(row.where)), Cell.of(row.done), Cell.of(said(plain(row.was)))) for row in rows)
        yield Table(rows=told, header=(head,))


def _where(toolkit: Toolkit, change: Change) -> str:
    at = change.at
    if at[0] == "instruments" and len(at) > 1:
        instrument = toolkit.instruments.get(at[1])
        title = (instrument.ours.short or instrument.title or instrument.ours.title) if instrument else ""
        told = [
            title or at[1],
            *(part for part in at[2:] if part not in ("criteria", "levels", "ours", "title", "text")),
        ]
    else:
        told = [part for part in at if part not in ("sections", "activities", "steps", "text", "title", "ours")]
        told = told or [at[-1]]
    return one_line(", ".join(part.replace("-", " ") for part in told))


def _was(change: Change) -> str:
    was = change.was
    if isinstance(was, dict):
        words = [was.get("title") or was.get("text") or (was.get("ours") or {}).get("title")]
        words += list(was["levels"].values()) if isinstance(was.get("levels"), dict) else []
        return one_line(" · ".join(str(word) for word in words if word))
    return "" if was is None else one_line(str(was))
