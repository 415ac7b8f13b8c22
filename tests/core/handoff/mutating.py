"""Submissions that were changed by somebody who knows the format and signs what they made."""

from __future__ import annotations

import hashlib
import random
from typing import Any

import msgspec

from hansei.handoff.bundle import EVENTS, NAMES, REPORT, TOOLKIT, Bundle, read_bundle, write_bundle
from hansei.handoff.keys import Key

#: Values that nobody expects.
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**53,
    2**70,
    1e308,
    "",
    " ",
    "team",
    "person:",
    "group:x",
    "nobody",
    "\x00",
    "[red]&<b>",
    "a" * 3_000,
    [],
    {},
    [[]],
    {"": ""},
    ["team"],
    {"level": "evolving"},
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a bundle with one thing in it changed, counted and signed as if it was meant so."""
    bundle = read_bundle(data)
    members = dict(bundle.members)
    manifest = msgspec.to_builtins(bundle.manifest)
    match chance.randrange(10):
        case 0:
            _odd(manifest, chance)
        case 1:
            names = msgspec.json.decode(members[NAMES])
            _odd(names, chance)
            members[NAMES] = msgspec.json.encode(names)
        case 2:
            tree = msgspec.json.decode(members[TOOLKIT])
            for _ in range(chance.randint(1, 3)):
                _odd(tree, chance)
            _pin(bundle, members, manifest, msgspec.json.encode(tree))
        case 3:
            members.pop(chance.choice([EVENTS, NAMES, TOOLKIT, REPORT]), None)
        case _:
            lines = members[EVENTS].splitlines()
            _change(lines, chance)
            members[EVENTS] = b"".join(line + b"\n" for line in lines)
            manifest["counts"] = {"events": len(lines), "names": len(msgspec.json.decode(members[NAMES]))}
    try:
        whole = msgspec.convert(manifest, type(bundle.manifest))
    except msgspec.ValidationError:
        return _raw(manifest, members)
    return write_bundle(whole, members, Key(b"m" * 32))


def _change(lines: list[bytes], chance: random.Random) -> None:
    """Change events: a value, their order, one more, one fewer."""
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.pop(at)
        case 1:
            lines.insert(chance.randrange(len(lines)), lines[at])
        case 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            undone = msgspec.json.decode(lines[at])["id"]
            lines.append(
                msgspec.json.encode({"type": "undone/1", "id": f"u{chance.random()}", "at": 9, "target": undone})
            )
        case _:
            for _ in range(chance.randint(1, 2)):
                event = msgspec.json.decode(lines[at])
                _odd(event, chance)
                lines[at] = msgspec.json.encode(event)


def _odd(node: Any, chance: random.Random) -> None:
    """Put something odd in the place of something, anywhere in a tree; or take it out; or put something in."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            if isinstance(node, dict):
                node["odd"] = chance.choice(ODD)
            else:
                node.append(chance.choice(ODD))
            return
        key = chance.choice(keys)
        if isinstance(node[key], (dict, list)) and node[key] and chance.random() < 0.75:
            node = node[key]
            continue
        match chance.randrange(4):
            case 0 if isinstance(node, dict):
                del node[key]
            case 1 if isinstance(node, dict):
                node[str(chance.choice(keys)) + "x"] = node[key]
            case _:
                node[key] = chance.choice(ODD)
        return


def _pin(bundle: Bundle, members: dict[str, bytes], manifest: dict[str, Any], tree: bytes) -> None:
    """Let the record be one of another toolkit."""
    digest = hashlib.sha256(tree).hexdigest()
    old = bundle.manifest.toolkit
    assert old is not None
    members[TOOLKIT] = tree
    members[EVENTS] = members[EVENTS].replace(old.digest.encode(), digest.encode())
    manifest["toolkit"]["digest"] = digest


def _raw(manifest: dict[str, Any], members: dict[str, bytes]) -> bytes:
    """Return a signed bundle whose manifest is none."""
    from .teams import zipped

    key = Key(b"m" * 32)
    manifest["sender"] = key.public
    listed = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()}
    manifest["members"] = listed
    signed = msgspec.json.encode(manifest)
    return zipped([("manifest.json", signed), ("signature", key.sign(signed)), *members.items()])
