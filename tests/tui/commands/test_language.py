"""``hansei language``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hansei.words.speaking import speak
from tests.e2e.program import Here


@pytest.fixture(autouse=True)
def english_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "HANSEI_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    yield
    speak("en")


def test_languages_are_listed_with_who_vouches_for_them(run: Here) -> None:
    said = run("language").done().out
    assert "English" in said
    assert "Español" in said
    assert "machine-made, unreviewed" in said


def test_one_is_chosen_and_left_again(run: Here) -> None:
    assert "Español" in run("language", "es").done().out
    listed = run("language", "--json").done().json
    assert listed["chosen"] == "es"
    assert [each["code"] for each in listed["languages"]] == ["en", "es"]
    assert "English" in run("language", "system").done().out
    assert run("language", "--json").done().json["chosen"] == ""


def test_what_is_not_there_says_what_is(run: Here) -> None:
    said = run("language", "xx")
    assert said.code == 2
    assert "en, es" in said.err


def test_help_is_in_the_language_that_was_chosen(run: Here) -> None:
    run("language", "es").done()
    for command in ((), ("show",), ("orgs", "add")):
        said = run(*command, "--help").done().out
        assert "Options:" not in said, command
        assert "Show this message" not in said, command
        assert "Opciones:" in said, command
    run("language", "en").done()
    assert "Show this message and exit." in run("list", "--help").done().out
