"""A district's settings for its documents: ``documents.toml`` beside the store, for everybody who uses that store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hansei.document.look import Wishes, look_of
from hansei.errors import ExportError, UsageError
from hansei.words.ours import N_, tr

#: The name of the file.
FILE = "documents.toml"
#: Its keys, and what each of them is.
_KEYS: dict[str, tuple[type[str | list[str]], str]] = {
    N_("paper"): (str, N_('a text, as paper = "a4"')),
    N_("logo"): (str, N_('the name of a file, as logo = "logo.png"')),
    N_("colour"): (str, N_('a text, as colour = "#1a5c8a"')),
    N_("without"): (list, N_('a list, as without = ["notes"]')),
    N_("with"): (list, N_('a list, as with = ["notes"]')),
}
KEYS = tuple(_KEYS)


def settings_of(folder: Path) -> Wishes:
    """Return what the settings in a folder wish for; nothing where there are none.

    Args:
        folder: The folder of the store. A logo is looked for from there.

    Raises:
        UsageError: when the file cannot be read; names it and what is wrong in it.
    """
    path = folder / FILE
    text = _text(path)
    return Wishes() if text is None else _wishes(_checked(text, path), folder, path)


def change(folder: Path, key: str, values: Sequence[str]) -> Wishes:
    """Change one setting, and leave everything else in the file as it is.

    Args:
        folder: The folder of the store; made when it is not there. A logo from elsewhere is copied into it.
        key: One of :data:`KEYS`.
        values: What is wished for; nothing takes the setting out.

    Returns:
        What the settings wish for now.

    Raises:
        UsageError: when there is no such setting, or it cannot be as it is wished; nothing is changed.
        ExportError: when the file cannot be written.
    """
    from hansei.document.files import write_whole

    if key not in _KEYS:
        raise UsageError(tr("there is no setting {key}; there are: {keys}", key=repr(key), keys=", ".join(_KEYS)))
    of, _ = _KEYS[key]
    if of is str and len(values) > 1:
        raise UsageError(tr("{key} takes one value, and {count} were given", key=key, count=len(values)))
    path = folder / FILE
    text = _text(path) or ""
    before = _checked(text, path)
    logo = Path(values[0]).expanduser() if key == "logo" and values else None
    if logo is not None:
        look_of([Wishes(logo=str(logo))])  # says what is wrong with it
    given: Any = list(dict.fromkeys(values)) if of is list else (logo.name if logo else (*values, "")[0])
    new = _with(text, key, given if values else None)
    found = {name: value for name, value in before.items() if name != key} | ({key: given} if values else {})
    if not _says(new, found):  # a line in the midst of another text looked like the setting
        new = "".join(_line(name, value) for name, value in found.items())
    wished = _wishes(found, folder, path)
    look_of([Wishes(**{name: getattr(wished, name) for name in ("paper", "colour", "without", "including")})])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(tr("{path} cannot be written: {why}", path=path, why=error.strerror or error)) from None
    if logo is not None:
        _kept(logo, folder / logo.name)
    write_whole(path, new.encode(), force=True)
    return wished


def _kept(logo: Path, place: Path) -> None:
    """Copy a logo beside the store, unless it is there."""
    from hansei.document.files import write_whole

    data = logo.read_bytes()
    if not place.exists():
        write_whole(place, data)
    elif place.read_bytes() != data:
        raise UsageError(tr("{path} is there already and is another picture; give yours another name", path=place))


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UsageError(tr("{path} is not saved as UTF-8; save it again with that encoding", path=path)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(tr("{path} cannot be read: {why}", path=path, why=why)) from None


def _checked(text: str, path: Path) -> dict[str, Any]:
    """Return what a file says, its keys and the kinds of its values checked."""
    import tomllib

    try:
        found = tomllib.loads(text)
    except ValueError as error:
        raise UsageError(tr("{path} cannot be read: {why}", path=path, why=error)) from None
    for key, value in found.items():
        if key not in _KEYS:
            raise UsageError(
                tr(
                    "{path}: there is no setting {key}; there are: {keys}",
                    path=path,
                    key=repr(key),
                    keys=", ".join(_KEYS),
                )
            )
        of, said = _KEYS[key]
        if not isinstance(value, of) or not all(isinstance(each, str) for each in value):
            raise UsageError(tr("{path}: {key} is {said}", path=path, key=key, said=tr(said)))
    return found


def _says(text: str, what: dict[str, Any]) -> bool:
    import tomllib

    try:
        return tomllib.loads(text) == what
    except ValueError:
        return False


def _line(key: str, value: Any) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"


def _with(text: str, key: str, value: Any) -> str:
    """Return a file with one key as it is to be, or without it; comments and the other keys stay.

    Args:
        text: What the file says; it can be read.
        key: The key.
        value: A text or a list; None: the key is taken out.
    """
    import tomllib

    lines, made, at = text.splitlines(), [], 0
    new = [] if value is None else [_line(key, value).rstrip()]
    while at < len(lines):
        if lines[at].partition("=")[0].strip().strip("\"'") != key or lines[at].lstrip().startswith("#"):
            made.append(lines[at])
            at += 1
            continue
        end = at + 1
        while end <= len(lines):  # a list may go on over lines
            try:
                tomllib.loads("\n".join(lines[at:end]))
                break
            except tomllib.TOMLDecodeError:
                end += 1
        made += new
        new, at = [], end
    return "".join(f"{line}\n" for line in (*made, *new))


def _wishes(found: dict[str, Any], folder: Path, path: Path) -> Wishes:
    logo = found.get("logo", "")
    return Wishes(
        paper=found.get("paper", ""),
        logo=str(folder / Path(logo).expanduser()) if logo else "",
        colour=found.get("colour", ""),
        without=tuple(found.get("without", ())),
        including=tuple(found.get("with", ())),
        by=str(path),
    )
