"""What an author begins with who adapts or translates a published toolkit."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hansei.authoring.starting import id_of, quoted
from hansei.authoring.writing import yaml_of
from hansei.content.found import OVERLAY, ReadToolkit
from hansei.content.locale import coverage, languages, words
from hansei.content.reading import DefinitionReaders
from hansei.document.folders import write_all
from hansei.errors import UsageError
from hansei.words.ours import tr

_OVERLAY = """\
# {title}, adapted. The publisher's text stays where it is; here is only what is different.
# Parts are named by their address: keys and ids from the top, with dots between, or set in.
overlay: {id}
version: "1"
by: {by}
base: {{toolkit: {toolkit}, version: "{version}"}}
# title: A title of your own

# Left out:
# hide:
#   - {example}

# Reworded; with the publisher's words under `was` you are told when a new version has others:
# reword:
#   {example}.text: In our own words.
# was:
#   {example}.text: As the publisher has it.

# Added: to the end of a list, after a member of one, or a key that is not there:
# add:
#   {example}:
#     - {{id: ours, text: A step of our own., ours: {{short: Our step}}}}
"""


def begin_overlay(read: ReadToolkit, folder: Path, by: str) -> Path:
    """Make a folder with an overlay that changes nothing yet; return its file.

    Args:
        read: The toolkit to adapt.
        folder: The folder to make; the overlay's id is made of its name.
        by: Who adapts it.

    Raises:
        UsageError: when it is itself adapted, or the name makes no id.
        ExportError: when the folder is there or cannot be written.
    """
    its, id_ = read.toolkit, id_of(folder.name)
    if its.adapted is not None:
        raise UsageError(tr("{its} is itself adapted; adapt {toolkit}", its=its.id, toolkit=its.adapted.base.toolkit))
    if not id_ or id_ == its.id:
        raise UsageError(
            tr("{folder} cannot be the id of what is adapted; name the folder otherwise", folder=repr(folder.name))
        )
    step = next(entry for entry in its.agenda() if entry.section.id not in ("before", "closing"))
    address = f"sections.{step.section.id}.activities.{step.activity.id}.steps.{step.step.id}"
    names = {"id": id_, "by": quoted(by), "toolkit": its.id, "version": its.version, "title": its.title}
    write_all(folder, [(OVERLAY, _OVERLAY.format(**names, example=address).encode())])
    return folder / OVERLAY


def to_translate(read: ReadToolkit, language: str, kinds: DefinitionReaders) -> bytes:
    """Return a file with every text that is not translated into a language, each with the publisher's words."""
    there = words(msgspec.json.decode(read.tree))
    missing = coverage(read, language, kinds).missing if language in languages(read) else tuple(there)
    texts = {".".join(address): there[address] for address in missing}
    return yaml_of({"language": language, "status": "not translated yet", "texts": texts})
