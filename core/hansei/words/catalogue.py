"""A package's own sentences in other languages: one file of messages (gettext) for each language, read when spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hansei.words.speaking import spoken

if TYPE_CHECKING:
    from gettext import NullTranslations
    from pathlib import Path


def N_(message: str) -> str:  # noqa: N802  the name that every tool for catalogues knows
    """Return a sentence as it is: it is translated where it is said, and only found here for the catalogue."""
    return message


def Nn_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Return the two forms of a sentence about a number of things as they are, found here for the catalogue."""
    return one, many


class Catalogue:
    """The sentences of one package.

    A package makes one and calls its methods by the names that the tools look for::

        _own = Catalogue(__file__)
        tr, trn, trc = _own.tr, _own.trn, _own.trc

    Args:
        file: The module that makes it. The folder ``locale`` beside it has a compiled catalogue for each language, as
            ``es.mo``.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._read: dict[str, NullTranslations | None] = {}

    def tr(self, message: str, /, **values: object) -> str:
        """Return a sentence in the language that is spoken.

        Args:
            message: The sentence in English, with names in braces for what is put in: ``"{n} of {all} rated"``.
            values: What is put in, by name. Without any, braces in the sentence stay as they are.
        """
        if message and (language := spoken()) and (found := self._of(language)) is not None:
            message = found.gettext(message)
        return message.format(**values) if values else message

    def trn(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return a sentence about a number of things in the language that is spoken; ``{n}`` is the number.

        Args:
            one: The sentence for one of them.
            many: The sentence for any other number.
            n: The number.
            values: What else is put in, by name.
        """
        message = one if n == 1 else many
        if (language := spoken()) and (found := self._of(language)) is not None:
            message = found.ngettext(one, many, n)
        return message.format(n=n, **values)

    def trc(self, context: str, message: str, /, **values: object) -> str:
        """Return a word that means several things, in the language that is spoken.

        Args:
            context: Which meaning, in English, for whoever translates.
            message: The word in English.
            values: What is put in, by name.
        """
        if (language := spoken()) and (found := self._of(language)) is not None:
            message = found.pgettext(context, message)
        return message.format(**values) if values else message

    @property
    def folder(self) -> Path:
        """Where the catalogues are."""
        from pathlib import Path

        return Path(self._file).with_name("locale")

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that there are, sorted."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.mo")))

    def _of(self, language: str) -> NullTranslations | None:
        try:
            return self._read[language]
        except KeyError:
            found = self._read[language] = self._reading(language)
            return found

    def _reading(self, language: str) -> NullTranslations | None:
        """Read the file of a language, or else of the language without its country."""
        from gettext import GNUTranslations

        for code in dict.fromkeys((language, language.partition("-")[0])):
            try:
                with (self.folder / f"{code}.mo").open("rb") as file:
                    return GNUTranslations(file)
            except OSError:
                continue
        return None
