"""The key that this installation signs with, and what others are recognised by.

Ed25519 through ``cryptography``. The key is made when it is first needed and lies in the user's data folder, for
nobody else to read. It says "the same sender as last time", not who that is: whoever receives a first submission
compares the fingerprint with the sender, as by telephone.
"""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hansei.errors import HanseiError
from hansei.words.ours import tr

#: Before what is signed, so that a signature under anything else can never pass for one of ours.
CONTEXT = b"hansei bundle 1\n"


class KeyFileError(HanseiError):
    """The key that signs submissions cannot be read or made."""

    title = "The key cannot be used"


@frozen
class Key:
    """A key to sign with."""

    secret: bytes

    @classmethod
    def new(cls) -> Key:
        """Make a key that nobody else has."""
        return cls(os.urandom(32))

    @property
    def public(self) -> str:
        """What others know the key by, in hex."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw().hex()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of some bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(CONTEXT + data)


def signed_by(public: str, signature: bytes, data: bytes) -> bool:
    """Whether the owner of a public key signed exactly these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, CONTEXT + data)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_file() -> Path:
    """Return where the key lies."""
    from platformdirs import user_data_path

    return user_data_path("hansei", appauthor=False) / "sender.key"


def own_key() -> Key:
    """Return the key of this installation; made when there is none.

    Raises:
        KeyFileError: when it cannot be read or made, or is no key.
    """
    path = key_file()
    try:
        if not path.exists():
            _make(path)
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise KeyFileError(
            tr(
                "the key {path} cannot be read or made: {strerror}; may you write there?",
                path=path,
                strerror=error.strerror,
            )
        ) from None
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise KeyFileError(
            tr(
                "{path} is no key (it should be 64 hexadecimal digits); bring it back from a "
                "copy, or remove it: then a new one is made, and who receives from you is told "
                "that the sender is new",
                path=path,
            )
        )
    return Key(secret)


def _make(path: Path) -> None:
    """Write a new key; of two programs that do so at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(Key.new().secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                os.replace(aside, path)  # noqa: PTH105
    finally:
        Path(aside).unlink(missing_ok=True)
