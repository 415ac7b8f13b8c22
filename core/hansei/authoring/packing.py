"""A toolkit made into a distribution that others install: a wheel and its source, built by hatchling.

The package has a few lines of Python that say where the toolkit is; the toolkit's files are in it as they are, so that
its digest is the author's.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from hansei.authoring.extras import need
from hansei.authoring.licences import forbids_changes
from hansei.content.found import FILE, OVERLAY, ReadToolkit
from hansei.document.files import write_whole
from hansei.document.spans import plain
from hansei.errors import ExportError, UsageError
from hansei.words.ours import tr

_MODULE = '''"""The toolkit "{title}", for Hansei."""

from pathlib import Path

import hansei


@hansei.hookimpl
def hansei_toolkits():
    """Return this folder: its ``toolkit.yaml`` is the whole toolkit."""
    return [Path(__file__).parent]
'''
#: What lies beside a toolkit and goes with it.
_BESIDE = ("LICENSE*", "LICENCE*", "NOTICE*", "README*", "locale/*.yaml", "case/*.json")
#: SPDX's names of Creative Commons' licences.
_SPDX = re.compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.0)", re.IGNORECASE)


@frozen
class Packed:
    """A distribution of a toolkit."""

    #: What is installed: ``pip install NAME``.
    name: str
    #: The files that were written.
    files: tuple[Path, ...]
    #: What its author should know.
    remarks: tuple[str, ...]


def pack(read: ReadToolkit, target: Path) -> Packed:
    """Build a wheel and its source distribution.

    Args:
        read: The toolkit, without faults.
        target: The folder to write into; it is made when it is not there.

    Raises:
        UsageError: when the toolkit's id or version cannot be a distribution's.
        ExportError: when a library is missing, a file is there already, or the build fails.
    """
    need(tr("Packing a toolkit"), "build", "hatchling")
    name, version = _name(read), _version(read)
    there = [each for each in _outcomes(target, name, version) if each.exists()]
    if there:
        raise ExportError(
            tr("{there} is there already; give the toolkit another version, or delete the file", there=there[0])
        )
    with tempfile.TemporaryDirectory(prefix="hansei-") as folder:
        root = Path(folder, "source")
        _write(root, _project(read, name, version))
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                tr("{target} cannot be made: {strerror}", target=target, strerror=error.strerror or error)
            ) from None
        built = list(_build(root, Path(folder, "built")))
        files = tuple(write_whole(target / each.name, each.read_bytes()) for each in built)
    return Packed(name, files, tuple(_remarks(read)))


def _name(read: ReadToolkit) -> str:
    """Return what the distribution is called: a toolkit's id in the letters that package indexes take."""
    plain_ = unicodedata.normalize("NFKD", read.toolkit.id).encode("ascii", "ignore").decode().lower()
    id_ = re.sub(r"[^a-z0-9]+", "-", plain_).strip("-")
    if not id_:
        raise UsageError(tr('the id "{id}" has no letter or digit that a package\'s name can have', id=read.toolkit.id))
    return f"hansei-toolkit-{id_}"


def _version(read: ReadToolkit) -> str:
    from packaging.version import InvalidVersion, Version

    try:
        return str(Version(read.toolkit.version))
    except InvalidVersion:
        raise UsageError(
            tr(
                'the version "{version}" cannot be a package\'s; write numbers with dots, as in "1.0"',
                version=read.toolkit.version,
            )
        ) from None


def _outcomes(target: Path, name: str, version: str) -> tuple[Path, Path]:
    stem = f"{name.replace('-', '_')}-{version}"
    return target / f"{stem}-py3-none-any.whl", target / f"{stem}.tar.gz"


def _project(read: ReadToolkit, name: str, version: str) -> dict[str, bytes]:
    """Return the files of the source, by their path in it."""
    module = name.replace("-", "_")
    folder = Path(read.source).parent
    toolkit = read.toolkit
    title = toolkit.title.replace("\\", "").replace('"', "'")
    files = {f"{module}/__init__.py": _MODULE.replace("{title}", title).encode()}
    beside = [Path(each.path) for each in read.files] + [each for glob in _BESIDE for each in folder.glob(glob)]
    for path in beside:
        if path.resolve().is_relative_to(folder.resolve()):  # what an overlay lies on comes with a package of its own
            files[f"{module}/{path.resolve().relative_to(folder.resolve()).as_posix()}"] = path.read_bytes()
    licence = toolkit.source.licence or "not stated"
    by = f"\nBy {toolkit.source.by}." if toolkit.source.by else ""
    readme = f"# {toolkit.title}\n\n{plain(toolkit.subtitle or toolkit.audience)}\n{by}\n\nLicence: {licence}\n"
    files["README.md"] = f"{readme}\nA toolkit for Hansei: `hansei run {toolkit.id}`\n".encode()
    files["pyproject.toml"] = _pyproject(read, name, version, module).encode()
    return files


def _pyproject(read: ReadToolkit, name: str, version: str, module: str) -> str:
    project: dict[str, Any] = {
        "name": name,
        "version": version,
        "description": " ".join(plain(read.toolkit.title).split()),
        "readme": "README.md",
        "requires-python": ">=3.11",
        "dependencies": ["hansei"],
    }
    spdx = _SPDX.fullmatch(read.toolkit.source.licence.strip())
    if spdx:
        project["license"] = f"CC-{spdx[1].upper()}-{spdx[2]}"
    lines = ["[build-system]", 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', "", "[project]"]
    lines += [f"{key} = {_toml(value)}" for key, value in project.items()]
    if read.toolkit.source.by:
        lines.append(f"authors = [{{name = {_toml(read.toolkit.source.by)}}}]")
    lines += ["", "[project.entry-points.hansei]", f"{module} = {_toml(module)}"]
    # The newest form of metadata is one that older installers stumble over.
    lines += ["", "[tool.hatch.build.targets.sdist]", 'core-metadata-version = "2.4"']
    lines += ["", "[tool.hatch.build.targets.wheel]", 'core-metadata-version = "2.4"', f"packages = [{_toml(module)}]"]
    return "\n".join([*lines, ""])


def _toml(value: Any) -> str:
    # A JSON string or list of strings is TOML too, but for the one control character that JSON leaves alone.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "")


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _build(root: Path, target: Path) -> Iterator[Path]:
    """Yield the wheel and the source distribution, built without a network."""
    import os
    import subprocess

    from build import BuildException, ProjectBuilder

    said: list[str] = []

    def quietly(cmd: Sequence[str], cwd: str | None = None, extra_environ: Mapping[str, str] | None = None) -> None:
        done = subprocess.run(  # noqa: S603 - the standard's own hook, run by this Python
            cmd, cwd=cwd, env={**os.environ, **(extra_environ or {})}, capture_output=True, text=True, check=False
        )
        said.append(done.stdout + done.stderr)
        done.check_returncode()

    builder = ProjectBuilder(root, python_executable=sys.executable, runner=quietly)
    kinds: tuple[Literal["wheel", "sdist"], ...] = ("wheel", "sdist")
    for what in kinds:
        try:
            yield Path(builder.build(what, target))
        except (BuildException, subprocess.CalledProcessError) as error:
            last = next((line for line in reversed("".join(said).splitlines()) if line.strip()), str(error))
            raise ExportError(tr("the {what} was not built: {last}", what=what, last=last)) from None


def _remarks(read: ReadToolkit) -> Iterator[str]:
    licence = read.toolkit.source.licence
    if licence in ("", "not stated"):
        yield tr("no licence is stated: nobody may give it on until there is one")
    elif forbids_changes(licence):
        yield tr("{licence} forbids changes: give it on only as its publisher wrote it", licence=licence)
    if Path(read.source).name == OVERLAY:
        yield tr("who installs it also needs the toolkit that it lies on")
    elif Path(read.source).name != FILE:
        yield tr("a toolkit is found by the name {file}", file=FILE)
