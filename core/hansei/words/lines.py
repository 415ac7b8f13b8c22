"""Texts in lines."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Return a text in one line, every run of blanks and line breaks a single blank."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as most are, and it takes a third of the time
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text that have words, each with every run of blanks a single one."""
    return tuple(filter(None, map(one_line, text.splitlines())))


def begun_large(words: str) -> str:
    """Return words that an author wrote as a mark, as they begin a line."""
    return words[:1].upper() + words[1:]
