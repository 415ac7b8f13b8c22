"""The contract of an exporter: a finished report in, bytes of one format out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from hansei.document.blocks import Document
from hansei.document.look import Look
from hansei.errors import UsageError
from hansei.words.ours import tr, trn

if TYPE_CHECKING:
    from hansei.document.sheet import FilledSheet, Sheet
    from hansei.words.catalogue import Catalogue


Record = Mapping[str, Any]


def _made_once(record: Record | Callable[[], Record]) -> Callable[[], Record]:
    return cache(record) if callable(record) else lambda: record


@frozen
class Report:
    """What an exporter gets: the same facts twice, as a document to read and as a record to compute with.

    Args:
        document: What is read.
        record: What is computed with, or what makes it: a page is written without it, and it takes as long.
        look: How it looks.
        told: The record for people: ours around what they wrote is in the document's language; None: as the record.
        changed: When what it tells of last changed, UTC in milliseconds since 1970; 0: it is of nothing that happened.
    """

    #: Blocks in reading order; everything that happened, with the question it answered.
    document: Document
    _record: Callable[[], Record] = field(converter=_made_once, repr=False, eq=False)
    #: The paper, a logo, a colour; what a report is made without is in neither of the two above.
    look: Look = Look()
    #: To date a document without making the record for it.
    changed: int = 0
    _told: Record | Callable[[], Record] | None = field(default=None, repr=False, eq=False)

    @property
    def told(self) -> Record:
        """The record for people to read: what is ours in it is said in the document's language."""
        if self._told is None:
            return self.record
        return self._told() if callable(self._told) else self._told

    @property
    def record(self) -> Record:
        """The complete record as plain values (dict, list, str, number, bool, None)."""
        return self._record()


class Exporter(ABC):
    """Renders a report in one format: every block of it, or the extract that it says it is."""

    #: The word after ``--format``.
    name: ClassVar[str]
    #: The ending of a file's name, with its dot.
    suffix: ClassVar[str]
    #: The MIME type.
    media_type: ClassVar[str]
    #: False for an extract, such as a calendar; all others render every block of :mod:`hansei.document`.
    whole: ClassVar[bool] = True
    #: What it is in a few words, for a list of formats: "a workbook for Excel".
    title: ClassVar[str] = ""
    #: The sentences of its plugin, with the title among them; None: the title is said as it is.
    sentences: ClassVar[Catalogue | None] = None
    #: Modules it imports when it exports, and not before.
    needs: ClassVar[tuple[str, ...]] = ()
    #: Module to the package that pip installs, where that is called otherwise.
    packages: ClassVar[Mapping[str, str]] = MappingProxyType({})
    #: What brings them, as it is written after ``pip install``: ``hansei[reports]``.
    extra: ClassVar[str] = ""
    #: Whether it shows the document as pages to read, so that handouts can be made in it.
    pages: ClassVar[bool] = False
    #: Whether a document of the reader's own can be the template: :meth:`fill` and :meth:`example`.
    templates: ClassVar[bool] = False
    #: Whether it makes sheets to fill in and reads them back: :meth:`sheet` and :meth:`filled`.
    sheets: ClassVar[bool] = False

    def about(self) -> str:
        """Return what it is in a few words, in the language that is spoken."""
        return self.sentences.tr(self.title) if self.sentences is not None else self.title

    def missing(self) -> str:
        """Say what has to be installed first; empty when everything is there. Nothing is imported."""
        absent = [name for name in self.needs if find_spec(name) is None]
        if not absent:
            return ""
        brought = ""
        if self.extra:
            brought = trn(
                '; pip install "{extra}" brings it',
                '; pip install "{extra}" brings them',
                len(absent),
                extra=self.extra,
            )
        return trn(
            "the format {name} needs {absent}, which is not installed{brought}",
            "the format {name} needs {absent}, which are not installed{brought}",
            len(absent),
            name=self.name,
            absent=tr(" and ").join(self.packages.get(each, each) for each in absent),
            brought=brought,
        )

    @abstractmethod
    def export(self, report: Report) -> bytes:
        """Return the report in this format. A pure function: nothing is read or written."""

    def fill(self, report: Report, template: bytes) -> bytes:
        """Return a template with the report in its placeholders. A pure function, as :meth:`export`.

        Raises:
            UsageError: when the template cannot be used; says what is wrong with it, without its name.
        """
        raise UsageError(tr("the format {name} takes no template", name=self.name))

    def example(self) -> bytes:
        """Return a template to begin with: every placeholder in use."""
        raise UsageError(tr("the format {name} takes no template", name=self.name))

    def sheet(self, sheet: Sheet, look: Look) -> bytes:
        """Return a sheet to fill in."""
        raise NotImplementedError

    def filled(self, data: bytes) -> FilledSheet:
        """Read a sheet that was filled in: every fault of it is in what is returned, with its cell.

        Raises:
            ValueError: when it is no such sheet at all; says why.
        """
        raise NotImplementedError
