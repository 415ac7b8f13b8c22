import pytest
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from hansei.engine import Engine
from hansei.errors import UsageError
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.setup import SetUpScreen
from hansei_tui.people import people_of


class Running(Screen[None]):
    """Stands in for the screen that runs a session."""

    def __init__(self, session: object, engine: object) -> None:
        super().__init__()
        self.session = session


@pytest.fixture(autouse=True)
def running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hansei_tui.run.screen.RunScreen", Running)


def error(app: HanseiApp) -> str:
    return str(app.screen.query_one("#error", Static).render())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", []),
        ("Ana\nBen  B\n\n", ["Ana", "Ben B"]),
        ("Ana, Ben;Cleo", ["Ana", "Ben", "Cleo"]),
        (" 3 ", ["", "", ""]),
    ],
)
def test_people_are_names_or_a_number(text: str, people: list[str]) -> None:
    assert people_of(text) == people


@pytest.mark.parametrize(("text", "why"), [("Ana\nAna", "twice"), ("0", "1 to 1000"), ("99999999999", "1 to 1000")])
def test_people_who_cannot_be(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        people_of(text)


async def test_begin_starts_the_session_and_lets_everybody_join(app: HanseiApp, engine: Engine) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(
            "n", *"Oak", "tab", "right", "tab", *"Lake", "tab", *"Ana", "enter", *"Ben", "tab", *"Fay", "f2"
        )
        await app.loader.wait()
        await pilot.pause()
        assert isinstance(app.screen, Running)
        assert type(app.screen_stack[-2]).__name__ == "HomeScreen"
    session = engine.open("last")
    assert (session.team.name, session.team.kind, session.team.of) == ("Oak", "building", "Lake")
    assert [(each.name, each.role, each.votes) for each in session.people] == [
        ("Ana", "respondent", True),
        ("Ben", "respondent", True),
        ("Fay", "facilitator", False),
    ]


async def test_what_is_wrong_is_said_and_nothing_is_lost(app: HanseiApp, engine: Engine) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "f2")
        assert "name" in error(app)
        await pilot.press(*"[b]Oak")
        assert not error(app).strip()
        app.screen.query_one(TextArea).text = "Ana\nAna"
        await pilot.pause()
        await pilot.press("f2")
        assert "twice" in error(app)
        assert app.screen.query_one("#team", Input).value == "[b]Oak"
        assert not engine.sessions()


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_going_back_asks_only_when_something_was_typed(app: HanseiApp, key: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press("n", key)
        assert len(app.screen_stack) == 1
        await pilot.press("n", "x", key)
        assert type(app.screen).__name__ == "Confirm"
        await pilot.press("n")
        assert isinstance(app.screen, SetUpScreen)
        assert app.screen.typed
        await pilot.press(key, "y")
        await pilot.pause()
        assert len(app.screen_stack) == 1
