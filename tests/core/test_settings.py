"""A district's settings beside the store, a toolkit's wishes, and those of a call."""

from __future__ import annotations

from pathlib import Path

import pytest

import hansei
from hansei.document.look import Wishes
from hansei.document.origins import origins
from hansei.errors import ToolkitError, UsageError
from hansei.insight.report import report
from hansei.settings import change, settings_of

from .document.test_look import PNG
from .samples import write_toolkit


def test_the_settings_beside_the_store_win_over_the_toolkit_and_a_call_over_both(tmp_path: Path) -> None:
    folder = write_toolkit(tmp_path / "every-kind")
    with (folder / "toolkit.yaml").open("a", encoding="utf-8") as file:
        file.write("\ndocuments: {paper: a4, colour: '#004477', without: [notes]}\n")
    (tmp_path / "logo.png").write_bytes(PNG)
    (tmp_path / "documents.toml").write_text('colour = "#005500"\nlogo = "logo.png"\n', encoding="utf-8")
    with hansei.open_engine(tmp_path / "a.db", toolkits=[folder]) as engine:
        toolkit = engine.start("every-kind", team=hansei.Team("Riverside")).toolkit
        look = engine.look(toolkit)
        assert (look.paper, look.accent, look.without) == ("a4", "#005500", frozenset({"notes"}))
        assert look.logo is not None
        assert engine.look(toolkit, Wishes(paper="letter", including=("notes",))).without == frozenset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("paper = 4", 'paper is a text, as paper = "a4"'),
        ('without = "notes"', "without is a list"),
        ("without = [1]", "without is a list"),
        ('papier = "a4"', "no setting 'papier'; there are: paper, logo, colour, without"),
        ("paper = ", "cannot be read"),
        ('paper = "a5"', "no paper 'a5'"),
        ('logo = "away.png"', "away.png cannot be read"),
    ],
)
def test_settings_that_cannot_be_met_are_named(engine: hansei.Engine, store: Path, text: str, words: str) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    store.with_name("documents.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"documents\.toml") as error:
        engine.render(session.id, "html")
    assert words in str(error.value)


def test_settings_saved_in_another_encoding_are_told(engine: hansei.Engine, store: Path) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"))
    store.with_name("documents.toml").write_bytes('paper = "a4"'.encode("utf-16"))
    with pytest.raises(UsageError, match="not saved as UTF-8"):
        engine.look(session.toolkit)


def test_faults_of_a_toolkits_wishes_have_their_lines(tmp_path: Path, engine: hansei.Engine) -> None:
    folder = write_toolkit(tmp_path / "every-kind")
    with (folder / "toolkit.yaml").open("a", encoding="utf-8") as file:
        file.write("\ndocuments:\n  paper: b5\n  colour: blue\n  without: [words]\n")
    with pytest.raises(ToolkitError) as error:
        engine.shelf.get(str(folder))
    told = [(each.path, each.message.split(";")[0]) for each in error.value.problems]
    assert told == [
        ("documents.paper", "there is no paper 'b5' here"),
        ("documents.colour", "'blue' is no colour"),
        ("documents.without", "a report has no part 'words' to leave out"),
    ]


def test_what_is_left_out_is_in_neither_the_document_nor_the_record(engine: hansei.Engine) -> None:
    session = engine.start("district-led-ci", team=hansei.Team("Riverside"), people=["Ana"])
    session.rounds.open("culture", by="person")
    session.rate("culture", "vision", level="developing", rater="Ana", evidence="Ana saw it")
    session.rounds.reveal("culture")
    session.rounds.agree("culture", "vision", level="evolving", rationale="we all say so")
    session.note("a word in the room")

    def told(*without: str) -> str:
        return str(engine.report(session.id, engine.look(session.toolkit, Wishes(without=without))))

    assert "Ana saw it" in told()
    assert "Ana saw it" not in told("individual")
    assert "1 answer of a single person" in told("individual")
    assert "we all say so" in told("individual")
    assert "a word in the room" not in told("notes")
    assert "<svg" in told()
    assert "<svg" not in told("pictures")
    whole = report(session)
    assert whole.record["history"]
    assert engine.report(session.id, engine.look(session.toolkit, Wishes(without=("transcript",)))).record == {
        **whole.record,
        "history": [],
    }
    brief = engine.report(session.id, engine.look(session.toolkit, Wishes(without=("detail",))))
    assert "we all say so" not in str(brief)
    assert "summary" in str(brief.document.blocks[0])


def test_one_setting_is_changed_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    file, logo = tmp_path / "store" / "documents.toml", tmp_path / "seal.png"
    logo.write_bytes(PNG)
    assert change(file.parent, "paper", ["a4"]).paper == "a4"
    file.write_text('# ours\npaper = "a4"\nwithout = [  # both\n  "notes",\n  "individual",\n]\n', encoding="utf-8")
    assert change(file.parent, "without", ["notes"]).without == ("notes",)
    assert change(file.parent, "with", ["transcript"]).including == ("transcript",)
    assert change(file.parent, "logo", [str(logo)]).logo == str(file.parent / "seal.png")
    assert (file.parent / "seal.png").read_bytes() == PNG
    assert file.read_text().splitlines() == [
        *("# ours", 'paper = "a4"', 'without = ["notes"]', 'with = ["transcript"]', 'logo = "seal.png"')
    ]
    change(file.parent, "paper", [])
    assert settings_of(file.parent).paper == ""
    file.write_text('colour = """#123\npaper = 4"""\n', encoding="utf-8")
    with pytest.raises(UsageError, match="is no colour"):
        change(file.parent, "paper", ["a4"])


@pytest.mark.parametrize(
    ("key", "values", "words"),
    [
        ("paper", ["a5"], "no paper 'a5'"),
        ("paper", ["a4", "letter"], "paper takes one value, and 2 were given"),
        ("papier", ["a4"], "no setting 'papier'; there are: paper, logo, colour, without, with"),
        ("colour", ["blue"], "is no colour"),
        ("without", ["summary", "detail"], "nothing is left of a report"),
        ("logo", ["away.png"], "away.png cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, key: str, values: list[str], words: str
) -> None:
    with pytest.raises(UsageError) as error:
        change(tmp_path / "store", key, values)
    assert words in str(error.value)
    assert not (tmp_path / "store").exists()


def test_another_picture_of_the_same_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "seal.png").write_bytes(b"another")
    (tmp_path / "seal.png").write_bytes(PNG)
    with pytest.raises(UsageError, match="is another picture"):
        change(tmp_path / "store", "logo", [str(tmp_path / "seal.png")])
    assert not (tmp_path / "store" / "documents.toml").exists()


def test_each_setting_says_whose_wish_it_is() -> None:
    wishes = (
        Wishes("a4", colour="#123456", without=("notes", "individual"), by="the toolkit t"),
        Wishes(colour="#654321", logo="/x/seal.svg", including=("notes",), by="/x/documents.toml"),
        Wishes("letter", by="this call"),
    )
    assert [each.line() for each in origins(wishes)] == [
        *("paper letter (this call)", "logo seal.svg (documents.toml)", "colour #654321 (documents.toml)"),
        "without individual (the toolkit t)",
    ]
    assert [each.line() for each in origins(())] == ["paper letter"]
