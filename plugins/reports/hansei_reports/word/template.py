"""A district's own Word document as the template: its placeholders filled, its look kept.

Placeholders are those of docxtpl, in a sandbox. What stands for pages is put into the document afterwards as elements,
so that nothing that people wrote is ever read as a placeholder or as markup.
"""

from __future__ import annotations

import difflib
import io
import re
import secrets
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from hansei.document.exporter import Report
from hansei.errors import UsageError
from hansei_reports.sentences import tr
from hansei_reports.word.drawn import Drawn
from hansei_reports.word.insertion import put_pages
from hansei_reports.word.package import describe, saved
from hansei_reports.word.placeholders import LISTS, PAGES, WORDS, words_and_lists

#: Bytes that a template has at most when it is unpacked.
_UNPACKED: Final = 300_000_000


def filled(report: Report, template: bytes, drawn: Drawn) -> bytes:
    """Return a template with a report in its placeholders.

    A template whose body has none is letterhead: the whole report follows what is in it.

    Args:
        report: The report.
        template: The content of a ``.docx`` file.
        drawn: The bitmaps of the report's figures.

    Raises:
        UsageError: when it is no such file, is broken, or has a placeholder that is unknown or cannot be read.
    """
    held = _opened(template)
    nowhere = FunctionLoader(lambda _name: None)
    told = words_and_lists(report)
    sandbox = _Sandbox(autoescape=True, undefined=_Unknown, loader=nowhere, finalize=_Words(told).word)
    marks = {name: f"hansei-{secrets.token_hex(8)}-{name}" for name in PAGES}
    try:
        letterhead = not _asked_in_body(held, sandbox)
        _known(held.get_undeclared_template_variables(jinja_env=sandbox))
        held.render(told | marks, sandbox, autoescape=True)
    except TemplateSyntaxError as error:
        if "unknown tag 'tr'" in str(error.message):
            near = _near(error)
            raise UsageError(
                tr("{{%tr … %}} stands in the row of a table, {{%p … %}} elsewhere{near}", near=near)
            ) from None
        raise UsageError(
            tr("a placeholder cannot be read: {message}{near}", message=error.message, near=_near(error))
        ) from None
    except TemplateNotFound as error:
        raise UsageError(tr("a placeholder takes in another file ({name}); put its words here", name=error)) from None
    except SecurityError as error:
        raise UsageError(tr("a placeholder asks for what a template may not have: {error}", error=error)) from None
    except etree.LxmlError as error:
        raise UsageError(tr("it is no document any more once it is filled: {error}", error=error)) from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RuntimeError) as error:
        raise UsageError(
            tr("a placeholder cannot be filled: {error}; docs/templates.md lists what there is", error=error)
        ) from None
    made = held.docx
    put_pages(made, report.document, drawn, marks, letterhead=letterhead)
    describe(made, report)
    return saved(made)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Lets numbers be multiplied, and no words: a slip there would be gigabytes."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what comes of two numbers.

        Raises:
            SecurityError: for anything else.
        """
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(tr("only numbers can be multiplied"))
        return left * right


@frozen
class _Words:
    """Lets words stand in a document, and no list as Python writes it."""

    told: Mapping[str, Any]

    def word(self, value: Any) -> Any:
        """Return what a placeholder prints.

        Raises:
            UsageError: for a list or an entry of one, with how its words are reached.
        """
        if not isinstance(value, list | Mapping):
            return value
        name = next((name for name, each in self.told.items() if each is value), "")
        first = next(iter(value[:1] if isinstance(value, list) else (value,)), {})
        word = next(iter(first), "text") if isinstance(first, Mapping) else "text"
        if name:
            raise UsageError(
                tr(
                    "{name} is a list; go through it, as {example}",
                    name=name,
                    example=f"{{%p for a in {name} %}} {{{{ a.{word} }}}} {{%p endfor %}}",
                )
            )
        raise UsageError(tr("an entry of a list is many words; name one, as {example}", example=f"{{{{ a.{word} }}}}"))


class _Unknown(StrictUndefined):
    """What a placeholder asks of something that has no such word."""

    @property
    def _undefined_message(self) -> str:
        name = repr(self._undefined_name)
        if isinstance(self._undefined_obj, Mapping):
            known = ", ".join(map(str, self._undefined_obj))
            return tr("an entry of the list has no {name}, but {known}", name=name, known=known)
        return tr("words have no {name}", name=name)


def _opened(template: bytes) -> Any:
    """Return a template opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(each.file_size for each in package.infolist()) > _UNPACKED:
                raise UsageError(
                    tr("it is larger than {unpacked} MB unpacked; is it a template?", unpacked=_UNPACKED // 1_000_000)
                )
            if broken := package.testzip():
                raise UsageError(tr("it is broken: {broken} in it cannot be read; save it anew", broken=broken))
        held = DocxTemplate(io.BytesIO(template))
        held.init_docx()
    except (zipfile.BadZipFile, zlib.error):
        raise UsageError(tr("it is no Word document (.docx), or broken; save it as .docx")) from None
    except ValueError as error:
        other = any(each in str(error) for each in ("wordprocessingml.template", "ms-word"))
        kind = tr("a Word file of another kind (.dotx, .docm)") if other else tr("no Word document")
        raise UsageError(tr("it is {kind}; save it as .docx", kind=kind)) from None
    except (OpcError, KeyError, etree.LxmlError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UsageError(
            tr("it is no Word document (.docx), or broken ({error}); save it anew as .docx", error=error)
        ) from None
    if held.docx.element.body is None:
        raise UsageError(tr("it is broken: it has no body; save it anew as .docx"))
    return held


def _known(found: set[str]) -> None:
    known = [*WORDS, *LISTS, *PAGES]
    unknown = []
    for name in sorted(found - set(known)):
        near = difflib.get_close_matches(name, known, 1)
        meant = tr("; did you mean {near}?", near=repr(near[0])) if near else "."
        unknown.append(tr("unknown placeholder {name}{meant}", name=repr(name), meant=meant))
    if unknown:
        raise UsageError(" ".join([*unknown, tr("There are: {known}", known=", ".join(known))]))


def _asked_in_body(held: Any, sandbox: ImmutableSandboxedEnvironment) -> set[str]:
    """Return the placeholders of a template's body."""
    lines = re.sub("<w:p([ >])", r"\n<w:p\1", held.patch_xml(held.get_xml()))
    try:
        return meta.find_undeclared_variables(sandbox.parse(lines))
    except TemplateSyntaxError as error:
        error.docx_context = [re.sub("<[^>]*>", "", lines.splitlines()[error.lineno - 1])]  # type: ignore[attr-defined]
        raise


def _near(error: TemplateSyntaxError) -> str:
    """Return the words around what could not be read."""
    lines = [each.strip() for each in getattr(error, "docx_context", ())]
    words = " ".join(each for each in lines if "{" in each or "}" in each)
    return tr(" (near {words})", words=repr(words[:120])) if words else ""
