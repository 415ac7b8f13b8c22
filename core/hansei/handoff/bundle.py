"""The file that travels: a zip with a manifest, the record, its toolkit and a report, signed by who made it.

Whatever comes in is hostile until it has shown otherwise: nothing is inflated beyond what its kind of file may
have, nothing is written anywhere, and every count and digest of the manifest has to be exactly right. The same
content always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import msgspec
from attrs import frozen

from hansei.errors import BundleError
from hansei.handoff.keys import Key, signed_by
from hansei.record.organisations import OrgRecord
from hansei.words.ours import tr

#: The version of the file. A key or a file in it may be added under the same number when an older Hansei may
#: pass over it; anything else counts it up.
FORMAT = 1
SUFFIX = ".hansei"
MANIFEST, SIGNATURE = "manifest.json", "signature"
EVENTS, NAMES, TOOLKIT, REPORT = "events.jsonl", "names.json", "toolkit.json", "report.html"
QUESTIONS = "questions.json"
#: The most bytes that each file in it may have, and the whole.
MOST = {
    MANIFEST: 256 << 10,
    SIGNATURE: 64,
    EVENTS: 64 << 20,
    NAMES: 4 << 20,
    TOOLKIT: 8 << 20,
    REPORT: 64 << 20,
    QUESTIONS: 4 << 20,
}
MOST_BYTES = 64 << 20
#: What each kind of bundle holds beside the manifest and the signature; the report may be missing.
HOLDS = {"session": (EVENTS, NAMES, TOOLKIT), "questions": (QUESTIONS,)}
#: The end of a zip without a comment: its mark, how many files, where the list of them is.
_END = struct.Struct("<4sHHHHIIH")
#: What reading a damaged zip can raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
#: No file in a zip is older.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Member(msgspec.Struct, frozen=True):
    """A file in a bundle."""

    bytes: int
    sha256: str


class Whose(msgspec.Struct, frozen=True, omit_defaults=True):
    """A team, as the sender's store knows it."""

    name: str
    #: "building" or "district".
    kind: str
    #: The district a building belongs to, by name.
    of: str = ""
    #: Id of the team's organisation.
    org: str = ""


class Pinned(msgspec.Struct, frozen=True):
    """Which toolkit the session was run with."""

    id: str
    version: str
    digest: str
    title: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a bundle says of itself; all of it is signed."""

    hansei: int
    #: "session" or "questions".
    kind: str
    #: The session it holds, or that the questions are about.
    session: str
    #: Whose session it is.
    team: Whose
    toolkit: Pinned | None = None
    #: Who asks, in a bundle of questions.
    asker: Whose | None = None
    scope: str = ""
    #: What is known of the team's organisation and of what it belongs to, upwards.
    orgs: tuple[OrgRecord, ...] = ()
    #: What was left out, and how many of it.
    left_out: dict[str, int] = {}
    counts: dict[str, int]
    #: The newest event's time, UTC in milliseconds.
    made: int
    #: The sender's public key, in hex.
    sender: str
    #: The other files: their size and SHA-256.
    members: dict[str, Member] = {}


@frozen
class Bundle:
    """A bundle that is whole, and is what its sender signed."""

    manifest: Manifest
    #: The manifest's bytes and the signature of them.
    signed: bytes
    signature: bytes
    #: The other files by name.
    members: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """What the bundle is known by: two with the same one hold the same."""
        return hashlib.sha256(self.signed).hexdigest()


def write_bundle(manifest: Manifest, members: Mapping[str, bytes], key: Key) -> bytes:
    """Return a bundle as the bytes of a file.

    Args:
        manifest: What it says of itself; sender and members are filled in here.
        members: The other files by name.
        key: Signs it.
    """
    listed = {name: Member(len(data), hashlib.sha256(data).hexdigest()) for name, data in sorted(members.items())}
    whole = msgspec.structs.replace(manifest, sender=key.public, members=listed)
    signed = msgspec.json.format(msgspec.json.encode(whole), indent=1)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in ((MANIFEST, signed), (SIGNATURE, key.sign(signed)), *sorted(members.items())):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return held.getvalue()


def read_bundle(data: bytes) -> Bundle:
    """Return what a file holds, after making sure that it is whole and unchanged.

    Raises:
        BundleError: saying why it cannot be taken in.
    """
    try:
        with _opened(data) as archive:
            return _read(archive)
    except _BROKEN as error:
        raise BundleError(tr("it is damaged ({error}); ask for it again", error=error)) from None


def _opened(data: bytes) -> zipfile.ZipFile:
    """Open the zip after a look at its end, which says how many files are in it: a list of a million is not read."""
    if len(data) > MOST_BYTES:
        raise BundleError(
            tr(
                "it is larger than any submission ({n} MB; at most {most_bytes})",
                n=len(data) >> 20,
                most_bytes=MOST_BYTES >> 20,
            )
        )
    if not data:
        raise BundleError(tr("it is empty; ask for it again"))
    if not data.startswith(b"PK\x03\x04"):
        raise BundleError(
            tr("it is no submission (a submission is made by `hansei submit` and ends with {suffix})", suffix=SUFFIX)
        )
    end = data[-_END.size :]
    if len(end) < _END.size or not end.startswith(b"PK\x05\x06"):
        raise BundleError(tr("it is cut off, or something was added to it; ask for it again"))
    _, disk, first, here, files, size, at, comment = _END.unpack(end)
    if disk or first or comment or here != files or at + size + _END.size != len(data):
        raise BundleError(tr("it is damaged (its list of files is not where it should be); ask for it again"))
    if files > len(MOST):
        raise BundleError(tr("{files} files are in it; a submission has at most {n}", files=files, n=len(MOST)))
    return zipfile.ZipFile(io.BytesIO(data))


def _read(archive: zipfile.ZipFile) -> Bundle:
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()):
        raise BundleError(tr("a file is in it twice"))
    if MANIFEST not in infos or SIGNATURE not in infos:
        raise BundleError(
            tr("it is no submission (no {manifest} or no {signature} is in it)", manifest=MANIFEST, signature=SIGNATURE)
        )
    signed = _inflated(archive, infos[MANIFEST])
    manifest = _manifest(signed)
    signature = _inflated(archive, infos[SIGNATURE])
    for name in infos:
        if name not in MOST:
            raise BundleError(tr("a file is in it that does not belong there: {name}", name=repr(name[:80])))
    if not signed_by(manifest.sender, signature, signed):
        raise BundleError(tr("it was changed since it was signed (the signature does not fit); ask for it again"))
    listed, there = set(manifest.members), set(infos) - {MANIFEST, SIGNATURE}
    needed = set(HOLDS[manifest.kind])
    if listed != there or not needed <= there or there - needed > {REPORT}:
        odd = ", ".join(sorted((listed ^ there) or (needed ^ there)))
        raise BundleError(
            tr("it was changed since it was signed (what is in it is not what the manifest lists: {odd})", odd=odd)
        )
    members = {name: _member(archive, infos[name], manifest.members[name]) for name in sorted(there)}
    return Bundle(manifest, signed, signature, members)


def _manifest(signed: bytes) -> Manifest:
    """Return the manifest, after making sure that it is one of this format."""
    try:
        format_ = msgspec.json.decode(signed, type=_Versioned).hansei
    except (msgspec.MsgspecError, RecursionError):
        raise BundleError(tr("its manifest cannot be read; ask for it again")) from None
    if format_ > FORMAT:
        raise BundleError(
            tr(
                "a newer Hansei made it (format {found}, this one knows up to {known}); upgrade Hansei",
                found=format_,
                known=FORMAT,
            )
        )
    try:
        manifest = msgspec.json.decode(signed, type=Manifest)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BundleError(tr("its manifest cannot be read ({error}); ask for it again", error=error)) from None
    if manifest.hansei != FORMAT or manifest.kind not in HOLDS:
        raise BundleError(
            tr("its manifest names a kind of submission that is not known ({kind})", kind=repr(manifest.kind[:40]))
        )
    return manifest


class _Versioned(msgspec.Struct):
    hansei: int


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, said: Member) -> bytes:
    _small(info)
    if info.file_size != said.bytes:
        sizes = tr(
            "the manifest says {bytes} bytes of {filename}, there are {file_size}",
            bytes=format(said.bytes, ","),
            filename=info.filename,
            file_size=format(info.file_size, ","),
        )
        raise BundleError(tr("it was changed since it was signed ({sizes}); ask for it again", sizes=sizes))
    data = _inflated(archive, info)
    if hashlib.sha256(data).hexdigest() != said.sha256:
        raise BundleError(
            tr("it was changed since it was signed ({filename} is not what the manifest says)", filename=info.filename)
        )
    return data


def _small(info: zipfile.ZipInfo) -> int:
    """Return how many bytes a file of the zip may have, after making sure that it does not claim more."""
    most = MOST.get(info.filename, 0)
    if info.file_size > most:
        raise BundleError(
            tr(
                "{filename} would be {file_size} bytes; at most {most} are read",
                filename=info.filename,
                file_size=format(info.file_size, ","),
                most=format(most, ","),
            )
        )
    return most


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a file of the zip, however much it claims to be or turns out to be."""
    most = _small(info)
    if info.flag_bits & 1:
        raise BundleError(tr("it is locked with a password; send it as it was made"))
    with archive.open(info) as file:
        data = file.read(most + 1)
    if len(data) != info.file_size:
        raise BundleError(tr("{filename} is not as long as it says; ask for it again", filename=info.filename))
    return data
