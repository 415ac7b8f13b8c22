"""The JSON Schema of a toolkit file, made of the classes that it is read into.

Editors complete and check an author's file by it while it is written. ``hansei toolkit check`` says more: whether ids
meet, and whatever a kind alone can know.

Source: JSON Schema draft 7, the newest one that editors' YAML servers know in all parts.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields, has

from hansei.authoring.comments import about, about_fields
from hansei.content.minutes import Minutes
from hansei.content.toolkit import Instrument, Toolkit
from hansei.kinds import AnyKind

DRAFT = "http://json-schema.org/draft-07/schema#"
#: The schema's file in the folder of a toolkit, and the first line by which editors find it.
FILE = "toolkit.schema.json"
FIRST_LINE = f"# yaml-language-server: $schema={FILE}"
#: All scalars are read as texts, so that ``version: 1.10`` and ``published: 2031`` need no quotes.
_TEXT = {"type": ["string", "number", "boolean"]}
_ID = {"type": ["string", "number"], "pattern": r"^[^\s./\\:]+$"}
_MINUTES = {
    "anyOf": [
        {"type": "integer", "minimum": 1},
        {"type": "string", "pattern": r"^\s*\d{1,4}\s*([-–—]\s*\d{1,4}\s*)?$"},
    ],
    "description": "One number or a range, as 45 or 20-25.",
}

#: What a field of such a name holds, where its class says nothing else of it.
_USUAL = {
    "id": "Letters, digits, - and _; unique in its list.",
    "title": "As people read it.",
    "text": "In full.",
    "short": "A few words for narrow screens and charts.",
    "ours": "Your own words about the publisher's, shown as such.",
    "ask": "The question.",
}


def schema_of(kinds: Iterable[AnyKind]) -> dict[str, Any]:
    """Return the JSON Schema of ``toolkit.yaml``, with the instrument kinds at hand."""
    made = _Schema()
    root = made.object(Toolkit, but="instruments")
    made.defined["instrument"] = made.instrument(kinds)
    root["properties"]["instruments"] = {
        "type": ["object", "null"],
        "additionalProperties": {"$ref": "#/definitions/instrument"},
        "description": "What the team answers, by id.",
    }
    return {"$schema": DRAFT, "title": "A Hansei toolkit", **root, "definitions": dict(sorted(made.defined.items()))}


class _Schema:
    """Gathers a definition for each class that is met."""

    def __init__(self) -> None:
        self.defined: dict[str, Any] = {}

    def instrument(self, kinds: Iterable[AnyKind]) -> dict[str, Any]:
        """Return an instrument: which keys it may have depends on its kind."""
        common = self.object(Instrument, but="id")["properties"]
        del common["definition"]
        by_name = {kind.name: kind for kind in kinds}
        branches = []
        for name, kind in sorted(by_name.items()):
            of_kind = self.object(kind.definition)
            # Every branch stands alone, so that a key that is not known here is told as such.
            of_kind["properties"] = {**common, **of_kind["properties"]}
            self.defined[f"kind-{name}"] = of_kind
            condition = {"properties": {"kind": {"const": name}}, "required": ["kind"]}
            branches.append({"if": condition, "then": {"$ref": f"#/definitions/kind-{name}"}})
        says = [f"{name}: {about(type(kind))}" for name, kind in sorted(by_name.items())]
        what = {"enum": sorted(by_name), "description": "\n".join(says)}
        found: dict[str, Any] = {
            "type": "object",
            "description": about(Instrument),
            "required": ["kind"],
            "properties": {"kind": what},
        }
        return {**found, "allOf": branches} if branches else found

    def object(self, cls: type[Any], *, but: str = "") -> dict[str, Any]:
        """Return the object that a frozen class is written as, but for one of its fields."""
        said, types_ = about_fields(cls), get_type_hints(cls)
        properties: dict[str, Any] = {}
        required = []
        for each in fields(cls):
            if not each.init or each.name == but or not each.metadata.get("written", True):
                continue
            schema = _ID if each.name == "id" else self.value(types_[each.name])
            explained = said.get(each.name) or _USUAL.get(each.name)
            if explained:
                schema = {**schema, "description": explained}
            properties[each.name] = schema
            if each.default is NOTHING:
                required.append(each.name)
            elif isinstance(each.default, (bool, int, float, str)) and each.default != "":
                properties[each.name] = {**schema, "default": each.default}
        found: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
        if about(cls):
            found["description"] = about(cls)
        return {**found, "required": required} if required else found

    def value(self, type_: Any) -> dict[str, Any]:
        """Return what a field of a type may hold; anything, for a type that only its own reader knows."""
        origin, arguments = get_origin(type_), get_args(type_)
        if type_ is str:
            return dict(_TEXT)
        if type_ is Minutes:
            return dict(_MINUTES)
        if type_ in (bool, int, float):
            return {"type": {bool: "boolean", int: "integer", float: "number"}[type_]}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple and arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.value(arguments[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.value(arguments[1])}
        if origin in (Union, types.UnionType):
            rest = [self.value(each) for each in arguments if each is not type(None)]
            return rest[0] if len(rest) == 1 else {"anyOf": rest}
        if isinstance(type_, type) and has(type_):
            return self.named(type_)
        return {}

    def named(self, cls: type[Any]) -> dict[str, Any]:
        """Return a reference to a class; two classes of one name are told apart by their modules."""
        name = cls.__name__
        known = self.defined.get(name)
        if known is not None and known.get("$comment") != cls.__module__:
            name = f"{cls.__module__}.{name}"
        if name not in self.defined:
            self.defined[name] = {"$comment": cls.__module__}  # before its fields, which may lead back to it
            self.defined[name] |= self.object(cls)
        return {"$ref": f"#/definitions/{name}"}
