import itertools

import pytest
from rich.style import Style

from hansei_tui.app.app import HanseiApp
from hansei_tui.app.theme import COLOURS, DARK, LIGHT, Palette, chosen, contrast, painted, palette

GROUNDS = ("ground", "panel", "lit")
TEXTS = ("text", "dim", "strong", "now", "done", "said", "warn", "key", "key_label")


def hex_of(style: Style, *, back: bool = False) -> str:
    colour = style.bgcolor if back else style.color
    assert colour is not None
    return colour.get_truecolor().hex


def worst(paint: Palette, inks: tuple[str, ...]) -> float:
    return min(
        contrast(hex_of(getattr(paint, ink)), hex_of(getattr(paint, ground), back=True))
        for ink, ground in itertools.product(inks, GROUNDS)
    )


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", [DARK, LIGHT])
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    paint = painted(COLOURS[name])
    assert worst(paint, TEXTS) >= 4.5
    assert worst(paint, ("rule",)) >= 3
    assert contrast(hex_of(paint.now_block), hex_of(paint.now_block, back=True)) >= 4.5


async def test_a_theme_of_textual_is_made_readable(app: HanseiApp) -> None:
    async with app.run_test():
        for name in app.available_themes:
            app.theme = name
            assert worst(palette(app), TEXTS) >= 4.5, name


def test_the_environment_names_the_theme() -> None:
    assert chosen({}) == DARK
    assert chosen({"TEXTUAL_THEME": LIGHT}) == LIGHT
    assert chosen({"TEXTUAL_THEME": "no such look"}) == DARK


async def test_one_key_changes_between_dark_and_light(app: HanseiApp) -> None:
    async with app.run_test() as pilot:
        assert app.theme == DARK
        await pilot.press("t")
        assert app.theme == LIGHT
        await pilot.press("t")
        assert app.theme == DARK
