"""Plain values of an author's file turned into frozen classes, and what went wrong with each told by its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import cattrs
from attrs import has
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from hansei.content.minutes import Minutes
from hansei.content.tree import Place
from hansei.words.ours import tr

#: A place at fault, what is said of it, and the keys there that are unknown instead.
Cause = tuple[Place, str, ForbiddenExtraKeysError | None]
#: What people write for true and false.
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "y", "on", "1"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "0"), "false"),
}


@cache
def converter_of_texts() -> cattrs.Converter:
    """Return what makes frozen classes of mappings, lists and texts; unknown keys are refused.

    There is one: compiling it for the classes of a toolkit takes ten times as long as reading one.
    """
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(Minutes, lambda value, _: Minutes.parse(value))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(int, lambda value, _: _number(int, value))
    converter.register_structure_hook(float, lambda value, _: _number(float, value))
    converter.register_structure_hook_factory(
        lambda cls: has(cls),
        lambda cls: _only_mappings(cattrs.gen.make_dict_structure_fn(cls, converter)),
    )
    converter.register_structure_hook_factory(
        lambda cls: getattr(cls, "__origin__", None) is tuple and cls.__args__[-1] is Ellipsis,
        lambda cls: _only_lists(cls.__args__[0], converter),
    )
    converter.register_structure_hook_factory(
        lambda cls: getattr(cls, "__origin__", None) is dict,
        lambda cls: _only_mappings(cattrs.gen.make_mapping_structure_fn(cls, converter)),
    )
    return converter


def _only_mappings(structure: Any) -> Any:
    def checked(value: Any, cls: Any) -> Any:
        if not isinstance(value, Mapping):
            raise TypeError(tr("a mapping of keys is wanted here, not {value}", value=say_value(value)))
        return structure(value, cls)

    return checked


def _only_lists(member: Any, converter: cattrs.Converter) -> Any:
    def checked(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise TypeError(list_wanted(value))
        return tuple(converter.structure(value, list[member]))

    return checked


def list_wanted(value: Any) -> str:
    """Return what is said of what is no list where one is wanted."""
    return tr(
        "a list is wanted here (lines that begin with -), not {value}{hint}",
        value=say_value(value),
        hint=_as_list(value),
    )


def _as_list(value: Any) -> str:
    """Return a half-sentence that names a list of one, where that is probably meant."""
    inner = value.strip("[] –—•-") if isinstance(value, str) else ""
    return tr('; did you mean "[{inner}]"?', inner=inner) if re.fullmatch(r"\w[\w ,-]*", inner) else ""


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(tr("a text is wanted here, not {value}", value=say_value(value)))
    return value


def _truth(value: Any, _: Any) -> bool:
    if value in ("true", "false"):
        return bool(value == "true")
    meant = _TRUTHS.get(value.casefold()) if isinstance(value, str) else None
    hint = tr('; did you mean "{near}"?', near=meant) if meant else ""
    raise ValueError(tr('write true or false, not "{value}"{hint}', value=value, hint=hint))


def _number(cls: type[Any], value: Any) -> Any:
    try:
        return cls(value)
    except (TypeError, ValueError):
        raise ValueError(tr('a number is wanted here, not "{value}"', value=value)) from None


def say_value(value: Any) -> str:
    """Return what somebody wrote, as a fault names it."""
    if isinstance(value, Mapping):
        return tr("a mapping")
    if isinstance(value, list):
        return tr("a list")
    return tr('the text "{value}"', value=value) if value else tr("nothing")


def unfold(error: BaseException, place: Place, cls: Any) -> Iterator[Cause]:
    """Walk cattrs' tree of errors down to each cause and its place."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for cause in error.exceptions:
            step: Place = ()
            for note in getattr(cause, "__notes__", ()):
                if isinstance(note, AttributeValidationNote):
                    step = (note.name,)
                elif isinstance(note, IterableValidationNote):
                    step = (note.index,)
            yield from unfold(cause, (*place, *step), cls)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield place, "", error
    elif isinstance(error, KeyError):
        yield place[:-1], missing(error.args[0]), None
    else:
        text = str(error)
        if "not in literal" in text.lower():
            text = _literal_message(text)
        yield place, text, None


def missing(key: str) -> str:
    """Return what is said of a key that has to be there."""
    return tr('"{key}" is missing', key=key)


def _literal_message(text: str) -> str:
    value, _, literal = text.partition(" not in literal ")
    words = [each for each in re.findall(r"'([^']*)'", literal) if each]  # one may be empty: left out of what is listed
    folded = {word.casefold(): word for word in words}
    near = difflib.get_close_matches(value.casefold(), folded, n=1)
    hint = tr('; did you mean "{near}"?', near=folded[near[0]]) if near else ""
    known = ", ".join(map(repr, words))
    value = {"{": tr("a mapping"), "[": tr("a list")}.get(value[:1], value)
    return tr("{value} is not one of {known}{hint}", value=value, known=known, hint=hint)
