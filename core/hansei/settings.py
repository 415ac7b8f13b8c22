"""A district's settings for its documents: ``documents.toml`` beside the store, for everybody who uses that store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hansei.document.look import Wishes
from hansei.errors import UsageError

#: The name of the file.
FILE = "documents.toml"
#: Its keys, and what each of them is.
_KEYS: dict[str, tuple[type[str | list[str]], str]] = {
    "paper": (str, 'a text, as paper = "a4"'),
    "logo": (str, 'the name of a file, as logo = "logo.png"'),
    "colour": (str, 'a text, as colour = "#1a5c8a"'),
    "without": (list, 'a list, as without = ["notes"]'),
}


def settings_of(folder: Path) -> Wishes:
    """Return what the settings in a folder wish for; nothing where there are none.

    Args:
        folder: The folder of the store. A logo is looked for from there.

    Raises:
        UsageError: when the file cannot be read; names it and what is wrong in it.
    """
    import tomllib

    path = folder / FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Wishes()
    except (OSError, ValueError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    for key, value in found.items():
        if key not in _KEYS:
            raise UsageError(f"{path}: there is no setting {key!r}; there are: {', '.join(_KEYS)}")
        of, said = _KEYS[key]
        if not isinstance(value, of) or not all(isinstance(each, str) for each in value):
            raise UsageError(f"{path}: {key} is {said}")
    return _wishes(found, folder, str(path))


def _wishes(found: dict[str, Any], folder: Path, path: str) -> Wishes:
    logo = found.get("logo", "")
    return Wishes(
        paper=found.get("paper", ""),
        logo=str(folder / Path(logo).expanduser()) if logo else "",
        colour=found.get("colour", ""),
        without=tuple(found.get("without", ())),
        by=path,
    )
