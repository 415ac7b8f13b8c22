"""``hansei receive``, ``inbox`` and ``ask``: what came, what there is to settle, what goes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.handoff.teams import Place, changed, lines_of, with_lines
from tests.e2e.program import Here

BUILDING = """\
team: {name: Alder Elementary, kind: building, of: Riverside}
people: [Ann]
answers:
  culture: {vision: {level: evolving, evidence: "Posters [red] & <b>"}}
"""


@pytest.fixture
def submitted(run: Here, tmp_path: Path) -> Path:
    """The file of a building's session, which is in a store of its own."""
    run.answers(tmp_path / "a.yaml", BUILDING, "--store", tmp_path / "building.db", "--json").done()
    run("submit", "last", "--store", tmp_path / "building.db", "-o", "alder.hansei").done()
    return tmp_path / "alder.hansei"


def test_an_empty_inbox_says_how_something_comes(run: Here) -> None:
    assert "`hansei receive FILE`" in run("inbox").done().out
    assert run("inbox", "--json").done().json == {"sessions": [], "refused": [], "asked": [], "questions": []}


def test_files_are_taken_in_and_listed(run: Here, tmp_path: Path, submitted: Path) -> None:
    said = run("receive", submitted).done().out
    assert "alder.hansei from Alder Elementary: taken in, as session " in said
    assert "new sender: compare the fingerprint" in said
    assert "here already; nothing changed" in run("receive", submitted).done().out
    (entry,) = run("inbox", "--json").done().json["sessions"]
    session = entry["session"]
    assert (entry["team"], entry["kind"], entry["conflict"]) == ("Alder Elementary", "building", "")
    assert "Alder Elementary  building" in run("inbox").done().out
    assert "open, received" in run("list").done().out
    assert f"{session} (stands)" in run("inbox", "show", session[:4]).done().out
    report = run("report", session, "--format", "md", "-o", "-").done().out
    assert "- **Handed in:** Everything that everybody has seen. Left out: nothing" in report
    run("inbox", "show", "nothing").refused(2, "`hansei inbox` lists what came")
    run("inbox", "settle", session, session).refused(2, "nothing to settle")


def test_one_that_is_refused_hides_no_other(run: Here, tmp_path: Path, submitted: Path) -> None:
    (tmp_path / "letter.hansei").write_text("Dear district team")
    (tmp_path / "cut.hansei").write_bytes(submitted.read_bytes()[:-9])
    said = run("receive", "letter.hansei", submitted, "cut.hansei")
    assert said.code == 1
    assert said.err.splitlines()[0].startswith("not taken in: letter.hansei: it is no submission")
    assert "cut.hansei: it is cut off" in said.err
    assert "1 new, 2 not taken in" in said.out
    told = run("receive", "cut.hansei", "none.hansei", "--json")
    assert (told.code, [each["outcome"] for each in told.json]) == (2, ["refused", "missing"])
    listed = run("inbox").done().out
    assert "Not taken in:\n" in listed
    assert "  cut.hansei: it is cut off" in listed
    assert {each["file"] for each in run("inbox", "--json").done().json["refused"]} == {"letter.hansei", "cut.hansei"}
    run("inbox", "remove", "cu").refused(2, "no refused file 'cu'")
    assert "cut.hansei is off the list" in run("inbox", "remove", "cut.hansei").done().out
    assert [each["file"] for each in run("inbox", "--json").done().json["refused"]] == ["letter.hansei"]


def test_a_sheet_that_no_library_reads_hides_no_other(
    run: Here, tmp_path: Path, submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_reports.xlsx.XlsxExporter.needs", ("no_such_library",))
    (tmp_path / "plan.xlsx").write_bytes(b"PK")
    said = run("receive", "plan.xlsx", submitted)
    assert said.code == 1
    assert said.err.startswith(
        "not taken in: the format xlsx needs no_such_library, which is not installed; pip install"
    )
    assert "alder.hansei from Alder Elementary: taken in" in said.out


def test_copies_that_differ_are_laid_side_by_side_and_settled(run: Here, tmp_path: Path) -> None:
    place = Place(tmp_path / "building.db", "b")
    session = place.start()
    first = place.bundle(session)
    session.rate("culture", "vision", level="evolving")
    (tmp_path / "one.hansei").write_bytes(place.bundle(session))
    other = lines_of(place.bundle(session))[-1].replace(b'"evolving"', b'"beginning"').replace(b'"id":"', b'"id":"x')
    (tmp_path / "two.hansei").write_bytes(with_lines(first, [*lines_of(first), other], place.key))
    place.engine.close()
    said = run("receive", "one.hansei", "two.hansei").done().out
    assert "both are kept" in said
    assert "1 new, 1 to settle" in said
    assert "To settle: " in run("inbox").done().out
    shown = run("inbox", "show", session.id).done().out
    assert "The team: Evolving" in shown
    assert "The team: Beginning" in shown
    told = run("inbox", "show", session.id, "--json").done().json
    (row,) = told["differs"]
    assert row["row"] == "culture/vision"
    keep = next(id_ for id_, words in row["says"].items() if "Beginning" in words)
    assert (
        run("inbox", "settle", session.id, keep).done().out.startswith(f"Settled: of session {session.id}, the copy ")
    )
    assert "Beginning" in run("show", session.id).done().out
    assert "To settle" not in run("inbox").done().out
    run("inbox", "settle", session.id, "zzz").refused(2, "there is no copy 'zzz'")


def test_a_question_travels_and_its_answer_comes_back(run: Here, tmp_path: Path, submitted: Path) -> None:
    run("receive", submitted).done()
    asked = run("ask", "last", "What do they say? [red]", "--about", "vision", "-o", "q.hansei").done()
    assert asked.out == "Wrote q.hansei for Alder Elementary (1 open question)\n"
    run("ask", "last", "", "-o", "r.hansei").refused(2, "needs words")
    run("ask", "last", "Why?", "--about", "visoin", "-o", "r.hansei").refused(2, "did you mean culture/vision")
    building = ("--store", tmp_path / "building.db")
    assert "asks about session" in run("receive", "q.hansei", *building).done().out
    assert "from Riverside: What do they say? [red] (" in run("inbox", *building).done().out
    run("ask", "last", "A slip", "-o", "slip.hansei").done()
    run("ask", "last", "--withdraw", "-o", "r.hansei").refused(2, "takes the QUESTION")
    said = run("ask", "last", "A sl", "--withdraw", "-o", "slip.hansei", "--force").done().out
    assert said == "Taken back: A slip\nWrote slip.hansei for Alder Elementary (1 open question, 1 taken back)\n"
    assert "(1 new, 1 taken back)" in run("receive", "slip.hansei", *building).done().out
    # In the next session it is shown and answered.
    words = ("--team", "Alder Elementary", "--kind", "building", "--people", "")
    lines = ("/reply 1", "/reply 2 = x", "/reply 1 = They say: together", "/questions", "/undo", "/questions")
    out = run("run", "--plain", *words, *building, stdin="".join(f"{each}\n" for each in lines)).done().out
    assert "Questions of other teams" in out
    assert "say the answer, as in /reply 1 = words" in out
    assert "there is no question '2'" in out
    assert "answered: They say: together" in out
    assert out.count("answered: They say") == 1
    replies = 'replies: {"what do they say? [red]": "They say: together"}\n'
    (tmp_path / "b.yaml").write_text(BUILDING + replies, "utf-8")
    run("run", "--answers", "b.yaml", *building, "--json").done()
    run("submit", "last", *building, "-o", "alder2.hansei", "--only", "agreed").done()
    run("receive", "alder2.hansei").done()
    (question,) = run("inbox", "--json").done().json["asked"]
    assert (question["answer"], question["place"]) == ("They say: together", "culture/vision")
    assert "to Alder Elementary: What do they say? [red]" in run("inbox").done().out
    run("ask", "last", "-o", "r.hansei").refused(2, "ask one first")


def test_a_file_of_answers_names_a_question_that_nobody_asked(run: Here, tmp_path: Path) -> None:
    said = run.answers(tmp_path / "b.yaml", BUILDING + "replies: {Why?: So}\n", "--json")
    said.refused(2, "b.yaml:5: replies.Why?: nobody asked 'Why?'; questions to this team: none")


def test_what_was_received_cannot_be_written_to(run: Here, tmp_path: Path, submitted: Path) -> None:
    run("receive", submitted).done()
    (tmp_path / "c.yaml").write_text("answers: {culture: {goals: evolving}}\n")
    run("resume", "last", "--answers", "c.yaml").refused(2, "came from Alder Elementary and is only read here")
    run("submit", "last").refused(2, "send the file it came in")


def test_a_sender_who_lies_is_told_apart(run: Here, submitted: Path) -> None:
    submitted.write_bytes(changed(submitted.read_bytes()))
    said = run("receive", submitted).done().out
    assert "taken in" in said
