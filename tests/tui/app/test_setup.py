from pathlib import Path

import pytest
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from hansei.engine import Engine
from hansei.errors import UsageError
from hansei.record.people import Newcomer
from hansei_tui.app.app import HanseiApp
from hansei_tui.app.choice import Choice
from hansei_tui.app.setup import Begin, SetUpScreen
from hansei_tui.people import people_of
from tests.core.samples import write_toolkit


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
    assert [each.name for each in people_of(text)] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana (principal)", ["Ana/principal/"]),
        ("Ana (Principal,  North High ), Ben", ["Ana/Principal/North High", "Ben/respondent/"]),
        ("North: Ana, Ben (observer)\nCy", ["Ana/respondent/North", "Ben/observer/North", "Cy/respondent/"]),
        (
            "North:\nAna (x)\nBen\nSouth:\nCy\n\nD",
            ["Ana/x/North", "Ben/respondent/North", "Cy/respondent/South", "D/respondent/"],
        ),
        ("North: Ana, South: Ben, Cy", ["Ana/respondent/North", "Ben/respondent/South", "Cy/respondent/South"]),
        ("North: 1, South: 1", ["/respondent/North", "/respondent/South"]),
        ("Ana (leads: all)", ["Ana/leads: all/"]),
        ("North: 2; South: Ana", ["/respondent/North", "/respondent/North", "Ana/respondent/South"]),
        ("Ana (2), Ana (3), ()", ["Ana (2)/respondent/", "Ana (3)/respondent/", "()/respondent/"]),
    ],
)
def test_people_with_where_they_come_from_and_what_they_do(text: str, people: list[str]) -> None:
    assert [f"{each.name}/{each.role}/{each.building}" for each in people_of(text)] == people


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ana\nAna", "initial"),
        ("Ana, lead, North\nBen, aide, North", "as in North: Ana"),
        ("0", "1 to 1000"),
        ("99999999999", "1 to 1000"),
    ],
)
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


async def test_roles_and_buildings_are_there_from_the_beginning(app: HanseiApp, engine: Engine) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("n", *"Oak", "tab", "tab")
        app.screen.query_one(TextArea).text = "North: Ana (principal), Ben (observer)\nSouth: Cy"
        await pilot.press("f2")
        await app.loader.wait()
        await pilot.pause()
    session = engine.open("last")
    assert [(each.name, each.role, each.votes, each.building) for each in session.people] == [
        ("Ana", "principal", True, "North"),
        ("Ben", "observer", False, "North"),
        ("Cy", "respondent", True, "South"),
    ]
    assert session.last_change() is None, "who was there from the beginning is not taken back"


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


@pytest.mark.parametrize(
    "name", ["👩‍🏫 Ana", "👩‍🏫", "★", "???", "12 Oak Street", "1️⃣", "三", "é", "…", "Zoë", "'Alohi", "می‌خواهم"]
)
def test_whatever_can_be_seen_and_is_no_number_is_a_name(name: str) -> None:
    assert people_of(name) == [Newcomer(name, votes=True)]
    assert [each.name for each in people_of(f"Ben, {name}")] == ["Ben", name]


@pytest.mark.parametrize("name", ["-3", "3.5", "½", "#1", "①", "3/4", "12\n13", "\u200d", "\u200b", "\u3164", "\u0301"])
def test_what_reads_as_a_number_or_shows_nothing_is_no_name(name: str) -> None:
    with pytest.raises(UsageError, match="neither a name nor a number"):
        people_of(name)


@pytest.mark.parametrize("field", ["team", "people"])
async def test_an_emoji_of_several_parts_can_be_typed(app: HanseiApp, field: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        app.screen.query_one(f"#{field}").focus()
        await pilot.pause()
        for letter in "👩‍🏫":
            app.post_message(Key("as a terminal names it", letter))
        app.post_message(Key("zero_width_space", "\u200b"))
        await pilot.pause()
        typed = app.screen.query_one(f"#{field}")
        assert getattr(typed, "value", getattr(typed, "text", "")) == "👩‍🏫"


async def test_what_is_typed_ahead_goes_into_the_field_that_tab_leads_to(app: HanseiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        for key in (*"Oak", "tab", "tab", *"Ana", "tab", *"Kim"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(5):
            await pilot.pause()
        assert app.screen.query_one("#people", TextArea).text == "Ana"
        assert app.screen.query_one("#facilitator", Input).value == "Kim"


@pytest.mark.parametrize("size", [(60, 20), (60, 22), (80, 24), (80, 29), (120, 40)])
@pytest.mark.parametrize("kind", ["district", "building"])
async def test_what_begins_the_session_is_seen_without_scrolling(
    app: HanseiApp, size: tuple[int, int], kind: str
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("n", *"Oak", "tab", *(("right",) if kind == "building" else ()))
        await pilot.pause()
        for _ in range(2):
            begin = app.screen.query_one(Begin)
            assert app.screen.query_one("#form").scroll_offset.y == 0
            assert begin.region.bottom <= size[1] - 1
            assert app.screen.query_one("#people").region.height >= 3
            app.screen.query_one("#people", TextArea).text = "Ana\nAna"
            await pilot.pause()
            await pilot.press("f2")
            await pilot.pause()
            assert "twice" in error(app)


async def test_the_arrows_and_enter_go_from_field_to_field(app: HanseiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        focused = []
        for key in ("down", "enter", "enter", "shift+tab", "up", "down"):
            await pilot.press(key)
            await pilot.pause()
            focused.append(app.focused.id if app.focused else "")
        assert focused == ["kind", "people", "people", "kind", "team", "kind"]


async def test_the_toolkit_that_lies_at_a_path_is_offered_and_chosen(engine: Engine, tmp_path: Path) -> None:
    read = engine.shelf.get(str(write_toolkit(tmp_path / "mine")))
    engine.shelf.put(read)
    app = HanseiApp(engine, toolkit=read.toolkit.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.pause()
        choice = app.screen.query_one("#toolkit", Choice)
        assert choice.value == read.toolkit.id
        assert "district-led-ci" in dict(choice.options)
        await pilot.press(*"Oak", "f2")
        await pilot.pause()
    assert engine.open("last").toolkit.id == read.toolkit.id


async def test_a_copy_at_a_path_goes_before_the_installed_one_of_its_id(engine: Engine, tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "mine")
    file = folder / "toolkit.yaml"
    file.write_text(file.read_text("utf-8").replace("toolkit: every-kind", "toolkit: district-led-ci"), "utf-8")
    read = engine.shelf.get(str(folder))
    engine.shelf.put(read)
    app = HanseiApp(engine, toolkit="district-led-ci")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.loader.wait()
        await pilot.pause()
        options = app.screen.query_one("#toolkit", Choice).options
        assert [title for id_, title in options if id_ == "district-led-ci"] == ["Every kind"]
        await pilot.press(*"Oak", "f2")
        await pilot.pause()
    assert engine.open("last").toolkit.title == read.toolkit.title


async def test_a_known_team_is_offered_and_its_kind_and_district_filled_in(app: HanseiApp, engine: Engine) -> None:
    directory = engine.directory
    oak = directory.add("Oak School", "building", directory.add("Riverside", "district"))
    directory.close(directory.add("Oakdale", "building", directory.find("Riverside")))
    async with app.run_test(size=(100, 40)) as pilot:
        await app.loader.wait()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"oak")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("right")
        assert app.screen.query_one("#team", Input).value.casefold() == "oak school"
        await pilot.press("tab")
        await pilot.pause()
        assert app.screen.query_one("#kind", Choice).value == "building"
        assert app.screen.query_one("#of", Input).value == "Riverside"
        await pilot.press("f2")
        await pilot.pause()
        session = engine.open("last")
        assert session.state.started is not None
        assert session.state.started.org == oak.id


async def test_a_known_team_begins_as_what_it_is_from_its_own_field_too(app: HanseiApp, engine: Engine) -> None:
    oak = engine.directory.add("Oak School", "building")
    async with app.run_test(size=(100, 40)) as pilot:
        await app.loader.wait()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"oak", "space", *"school", "f2")
        await pilot.pause()
        assert [head.org for head in engine.sessions()] == [oak.id]


async def test_what_is_chosen_after_it_was_filled_in_stays(app: HanseiApp, engine: Engine) -> None:
    engine.directory.add("Oak", "district")
    async with app.run_test(size=(100, 40)) as pilot:
        await app.loader.wait()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"oak", "tab", "right")
        await pilot.pause()
        assert app.screen.query_one("#kind", Choice).value == "building"
        await pilot.press("shift+tab", "tab")
        await pilot.pause()
        assert app.screen.query_one("#kind", Choice).value == "building"
