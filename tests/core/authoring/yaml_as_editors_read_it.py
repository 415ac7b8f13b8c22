"""YAML with its scalars typed as an editor's language server types them: YAML 1.2's core schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml


def read(path: Path) -> Any:
    """Return a file's content, with included files as texts."""
    node: Any = yaml.compose(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return _value(node)


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    text = str(node.value)
    if node.style in set("'\"|>") or node.tag == "!include":
        return text
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?\d+", text):
        return int(text)
    if re.fullmatch(r"[-+]?\d+\.\d+", text):
        return float(text)
    return None if text in ("", "~", "null") else text
