"""Network drives: SQLite's locks do not hold on them, so a store may not lie on one."""

from __future__ import annotations

from hansei.errors import StoreError
from hansei.words.ours import tr

#: File systems on which SQLite's locks do not hold.
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "davfs"})


def refuse_network(folder: str, name: str) -> None:
    """Refuse a network file system, where it can be told.

    Args:
        folder: Where the store lies.
        name: What people know the store by.

    Raises:
        StoreError: when it is one.
    """
    try:
        with open("/proc/self/mounts", encoding="utf-8") as mounts:  # noqa: PTH123 - Linux says it here
            points = [line.split(" ")[1:3] for line in mounts]
    except OSError:
        return
    above = [(point, kind) for point, kind in points if (folder + "/").startswith(point.rstrip("/") + "/")]
    kind = max(above, key=lambda each: len(each[0]), default=("", ""))[1]
    if kind in NETWORK:
        message = tr(
            "{name} lies on a network drive ({kind}), where answers can be lost; use a local folder",
            name=name,
            kind=kind,
        )
        raise StoreError(message, store=name)
