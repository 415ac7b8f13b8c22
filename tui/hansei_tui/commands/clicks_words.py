"""What click says of its own when a command line is wrong, in the language that is spoken.

Click looks its sentences up by :mod:`gettext`, in the language of the system and in a catalogue that it does not have.
While a command line is read, and when what is wrong with it is said, that finds ours.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from hansei.words.catalogue import Nn_
from hansei.words.speaking import spoken
from hansei_tui.sentences import N_, own

#: Click's own sentences, as they stand there.
SENTENCES = (
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("default: {default}"),
    N_("required"),
)
#: The same of a number of things.
COUNTED = (
    Nn_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    Nn_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    Nn_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    Nn_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


@contextmanager
def found_by_click() -> Iterator[None]:
    """Let gettext find our sentences in here, in the language that is spoken, whatever the system speaks."""
    language = spoken().partition("-")[0]
    if not language:
        yield
        return
    domain, system = gettext.textdomain(), os.environ.get("LANGUAGE")
    # A domain is the path of a catalogue without its ending; a whole one is not looked for in the system's folders.
    gettext.textdomain(str(own.folder / language))
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if system is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = system
