"""An author's tree written as YAML that reads back as the same tree, and that a person goes on with."""

from __future__ import annotations

from typing import Any

import yaml


class _Dumper(yaml.SafeDumper):
    """Sets lists in, as people write them, and texts of several lines under a bar."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Set the members of a list in below its key."""
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write what stands twice twice: a toolkit has no aliases."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    bar = "\n" in text and text == text.lstrip() and all(line == line.rstrip() for line in text.splitlines())
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if bar else None)


_Dumper.add_representer(str, _text)


def yaml_of(tree: Any) -> bytes:
    """Return a tree of mappings, lists and texts as YAML in UTF-8, in the order it has."""
    text: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()
