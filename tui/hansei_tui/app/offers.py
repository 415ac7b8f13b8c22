"""What the palette offers: the keys of the screen by their names, then what is always there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import ThemeProvider

from hansei.errors import HanseiError
from hansei.words.speaking import spoken
from hansei_tui.app.keybar import shown_keys
from hansei_tui.sentences import tr

if TYPE_CHECKING:
    from textual.app import App

    from hansei_tui.app.app import HanseiApp


def offers(app: HanseiApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield the commands of the palette.

    Args:
        app: The application.
        screen: The screen people are on.
    """
    said = set()
    for key in shown_keys(screen, every=True):
        if key.label in said:  # a second key for the same thing
            continue
        said.add(key.label)
        yield SystemCommand(key.label.capitalize(), tr("key {key}", key=key.key), key.run)
    if hasattr(screen, "action_agenda") and tr("agenda") not in said:
        yield SystemCommand(tr("Agenda"), tr("key a, after esc"), partial(_to_agenda, app, screen))
    yield SystemCommand(tr("Light or dark"), tr("Change between the light and the dark look"), app.action_toggle_theme)
    yield SystemCommand(tr("All looks"), tr("Choose among all colour themes"), app.action_change_theme)
    if screen is app.screen_stack[0]:
        yield from _languages(app)
    yield SystemCommand(tr("Screenshot"), tr("Save a picture of this screen"), app.deliver_screenshot)
    yield SystemCommand(tr("Quit"), tr("Leave; everything is saved"), app.action_quit)


def _languages(app: HanseiApp) -> Iterator[SystemCommand]:
    """Yield the languages that are not spoken, each in its own words."""
    from hansei_tui.languages import languages

    for each in languages():
        if each.code != (spoken().partition("-")[0] or "en"):
            told = tr("{n} of {all} sentences", n=each.translated, all=each.sentences)
            told = ", ".join(filter(None, (told, tr(each.status))))
            yield SystemCommand(f"{each.name} ({each.code})", told, partial(_speak, app, each.code))


async def _speak(app: HanseiApp, code: str) -> None:
    """Speak a language from now on, and begin anew at home, so that nothing is in another."""
    from hansei_tui.languages import choose

    try:
        choose(code)
    except HanseiError as error:
        app.show_error(error)
        return
    app.begins_again = True
    await app.action_quit()


def ask_for_command(app: HanseiApp) -> None:
    """Open the palette of commands, unless it is open."""
    if not CommandPalette.is_open(cast("App[object]", app)):
        app.push_screen(CommandPalette(placeholder=tr("Search for commands…"), id="--command-palette"))


def ask_for_look(app: HanseiApp) -> None:
    """Open the palette of colour themes."""
    app.push_screen(CommandPalette([ThemeProvider], placeholder=tr("Search for themes…")))


async def _to_agenda(app: HanseiApp, screen: Screen[object]) -> None:
    """Show the agenda from where its key is a letter like any other: what is written there is kept as a draft."""
    back = getattr(screen, "interrupt", None)
    if back is not None:
        back()
    await app.run_action("agenda", screen)
