"""The key of an installation: made once, nobody else's to read, and said plainly when it is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hansei.handoff.keys import Key, KeyFileError, key_file, own_key, signed_by
from hansei.handoff.senders import fingerprint


def test_it_is_made_on_first_use_and_stays() -> None:
    assert not key_file().exists()
    first = own_key()
    assert own_key() == first
    if sys.platform != "win32":
        assert key_file().stat().st_mode & 0o777 == 0o600
    assert [path.name for path in key_file().parent.iterdir()] == [key_file().name]


def test_two_programs_at_once_make_one(own_places: Path) -> None:
    code = "from hansei.handoff.keys import own_key; print(own_key().public)"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({each.communicate()[0] for each in running}) == 1


@pytest.mark.parametrize("content", ["", "hello", "ab" * 31, "é"])
def test_a_broken_one_is_named(content: str) -> None:
    own_key()
    key_file().write_text(content, encoding="utf-8")
    with pytest.raises(KeyFileError, match="is no key"):
        own_key()


def test_a_signature_is_of_these_bytes_by_this_key() -> None:
    key, other = Key(b"a" * 32), Key(b"b" * 32)
    signature = key.sign(b"words")
    assert signed_by(key.public, signature, b"words")
    assert not signed_by(other.public, signature, b"words")
    assert not signed_by(key.public, signature, b"word")
    assert not signed_by(key.public, b"", b"words")


def test_a_fingerprint_is_short_and_each_key_has_its_own() -> None:
    marks = {fingerprint(Key(letter * 32).public) for letter in (b"a", b"b", b"c")}
    assert len(marks) == 3
    assert all(len(mark) == 19 for mark in marks)


def test_cryptography_is_loaded_when_a_bundle_is_made_and_not_before() -> None:
    code = """
import sys, hansei
with hansei.open_engine() as engine:
    session = engine.start("district-led-ci", team=hansei.Team("Lincoln"))
    engine.handoff.entries(), engine.handoff.questions.of(session), engine.handoff.refused()
    print("cryptography" in sys.modules)
    engine.handoff.bundle(session)
    print("cryptography" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
