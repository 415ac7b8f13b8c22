"""How an event is written as a line of the log, and how lines are read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from hansei.errors import NewerStoreError, StoreError, UsageError
from hansei.record.events import AnyEvent, Event
from hansei.words.ours import tr

#: Old type, with its version, to a function from the old object to the new one. None is owed yet.
UPCASTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}

_encoder = msgspec.json.Encoder()
_line: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def write(event: Event) -> bytes:
    """Return an event as a line of the log.

    Raises:
        UsageError: when it could not be read back: a value of a wrong type, or half a character in a text.
    """
    try:
        line = _encoder.encode(event)
        _line.decode(line)
    except UnicodeEncodeError:
        raise UsageError(tr("the text holds half a character (a lone surrogate); type it again")) from None
    except (msgspec.ValidationError, TypeError) as error:
        raise UsageError(tr("this cannot be recorded: {error}", error=error)) from None
    return line


def decode_all(lines: Sequence[bytes]) -> list[AnyEvent]:
    """Read lines of a log.

    Raises:
        NewerStoreError: when a line was written by a newer Hansei.
        StoreError: when a line cannot be read at all.
    """
    decode = _line.decode
    try:
        return [decode(line) for line in lines]
    except msgspec.MsgspecError:  # an older version, or damage: look at each
        return [_decode_slowly(number, line) for number, line in enumerate(lines, 1)]


def _decode_slowly(number: int, line: bytes) -> AnyEvent:
    """Read one line that may be of an older version, and say precisely what is wrong with a bad one."""
    try:
        return _line.decode(line)
    except msgspec.MsgspecError as error:
        try:
            old = msgspec.json.decode(line)
            kind = str(old["type"])
        except (msgspec.MsgspecError, TypeError, KeyError):
            message = tr(
                "event {number} of the session cannot be read ({error}); `hansei doctor` says what can be done",
                number=number,
                error=error,
            )
            raise StoreError(message) from None
    upcast = UPCASTS.get(kind)
    if upcast is not None:
        return _line.decode(_encoder.encode(upcast(old)))
    if kind not in {cls.__struct_config__.tag for cls in AnyEvent.__args__}:
        message = tr(
            'event {number} of the session is of the type "{kind}", which a newer Hansei wrote; upgrade Hansei',
            number=number,
            kind=kind,
        )
        raise NewerStoreError(message) from None
    message = tr(
        'event {number} of the session ("{kind}") is damaged; `hansei doctor` says what can be done',
        number=number,
        kind=kind,
    )
    raise StoreError(message) from None
