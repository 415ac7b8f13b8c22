"""The reference page of the format, made of the same classes as its schema: every key and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import fields

from hansei.authoring.comments import about
from hansei.authoring.schema import schema_of
from hansei.content.toolkit import Instrument
from hansei.kinds import AnyKind

_PREFIX = "#/definitions/"
_TOP = """\
# Every key of toolkit.yaml

<!-- Made by `hansei toolkit schema --reference`; change the classes and not this page. -->

A key in **bold** is needed. [Writing a toolkit](toolkits.md) shows how they are used.
"""


def reference_page(kinds: Iterable[AnyKind]) -> str:
    """Return the page in Markdown."""
    by_name = {kind.name: kind for kind in kinds}
    schema = schema_of(by_name.values())
    defined: dict[str, Any] = schema["definitions"]
    named = [name for name in defined if name != "instrument" and not name.startswith("kind-")]
    of_kinds = {name: _parts_of(defined[f"kind-{name}"], defined) for name in sorted(by_name)}
    common = set(_parts_of({"properties": schema["properties"]}, defined))
    lines = [_TOP, "## The toolkit\n", *_table(schema)]
    for name in named:
        if name in common:
            lines += [f"\n### {name}\n", _about(defined[name]), *_table(defined[name])]
    every = ["kind", *(each.name for each in fields(Instrument) if each.name not in ("id", "kind", "definition"))]
    anyone = defined[f"kind-{next(iter(of_kinds))}"]["properties"] if of_kinds else {}
    shared = {"properties": {key: anyone[key] for key in every if key in anyone}, "required": ["kind"]}
    lines += ["\n## Instruments\n", "Every instrument has these keys, and those of its kind.\n", *_table(shared)]
    for name in _parts_of(shared, defined):
        if name not in common:
            lines += [f"\n**{name}**: {_about(defined[name])}", *_table(defined[name])]
            common.add(name)
    for name, parts in of_kinds.items():
        lines += [f"\n### kind: {name}\n", f"{about(type(by_name[name]))}\n"]
        lines += _table(defined[f"kind-{name}"], but=every)
        for part in parts:
            if part not in common:
                lines += [f"\n**{part}**: {_about(defined[part])}", *_table(defined[part])]
    return "\n".join(lines) + "\n"


def _about(schema: dict[str, Any]) -> str:
    return f"{schema.get('description', '')}\n"


def _table(schema: dict[str, Any], but: Iterable[str] = ()) -> Iterator[str]:
    yield "| key | what it holds | |"
    yield "|---|---|---|"
    needed = schema.get("required", ())
    for key, value in schema["properties"].items():
        if key not in but:
            name = f"**`{key}`**" if key in needed else f"`{key}`"
            default = f" Otherwise {_literal(value['default'])}." if "default" in value else ""
            yield f"| {name} | {_what(value)} | {_cell(value.get('description', '') + default)} |"


def _what(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_PREFIX)
    if "enum" in schema:
        return _cell(" or ".join(f"`{each}`" for each in schema["enum"] if each != ""))
    if "anyOf" in schema:
        return "minutes" if "integer" in str(schema["anyOf"][0]) else " or ".join(map(_what, schema["anyOf"]))
    kind = schema.get("type")
    if kind == "array":
        return f"list of {_what(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"{_what(schema['additionalProperties'])} by id"
    if schema.get("pattern"):
        return "id"
    named = {"boolean": "true or false", "integer": "whole number", "number": "number"}
    return named.get(kind, "text") if isinstance(kind, str) else "text"


def _literal(value: Any) -> str:
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _parts_of(schema: dict[str, Any], defined: dict[str, Any]) -> list[str]:
    """Return the names of the classes that lie in an object, at any depth, in the order in which they are met."""
    found: list[str] = []
    waiting = [schema]
    while waiting:
        here = waiting.pop(0)
        for key, value in here.items():
            if key == "$ref":
                name = str(value).removeprefix(_PREFIX)
                if name not in found and name != "instrument":
                    found.append(name)
                    waiting.append(defined[name])
            elif isinstance(value, dict):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += [each for each in value if isinstance(each, dict)]
    return found
