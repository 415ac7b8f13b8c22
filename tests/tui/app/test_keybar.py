import pytest

from hansei_tui.app.app import HanseiApp
from hansei_tui.app.keybar import KeyBar, Shown, fitting, key_name
from tests.tui.app.painted import text_of


async def nothing() -> None: ...


def key(name: str, label: str, *, stays: bool = False) -> Shown:
    return Shown(name, label, enabled=True, stays=stays, run=nothing)


@pytest.mark.parametrize(
    ("key", "name"),
    [("enter", "enter"), ("left", "←"), ("ctrl+p", "^p"), ("f1", "F1"), ("slash", "/"), ("question_mark", "?")],
)
def test_keys_have_the_names_people_know(key: str, name: str) -> None:
    assert key_name(key) == name


def test_what_does_not_fit_goes_from_the_end_and_help_stays() -> None:
    keys = [
        key("a", "agree on a level"),
        key("d", "keep dissent"),
        key("F1", "help", stays=True),
        key("^p", "", stays=True),
    ]
    assert fitting(keys, 80) == (keys, False)
    kept, cut = fitting(keys, 44)
    assert cut
    assert [each.key for each in kept] == ["a", "F1", "^p"]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_help_and_palette_are_always_there(app: HanseiApp, width: int) -> None:
    async with app.run_test(size=(width, 24)):
        line = text_of(app.screen.query_one(KeyBar))
        assert len(line) == width
        assert line.startswith("  enter open   n new session")
        assert "F1 help   ^p" in line


async def test_a_click_does_what_the_key_does(app: HanseiApp) -> None:
    async with app.run_test(size=(120, 24)) as pilot:
        bar = app.screen.query_one(KeyBar)
        begin = next(begin for begin, _, key in bar.places if key.label == "help")
        await pilot.click(bar, offset=(begin + 1, 0))
        await pilot.pause()
        assert type(app.screen).__name__ == "HelpScreen"
        await pilot.press("escape")
        assert type(app.screen).__name__ == "HomeScreen"
