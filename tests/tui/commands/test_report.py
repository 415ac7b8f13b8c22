"""``hansei report``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hansei.exporting import Exported
from hansei_tui import many_reports
from tests.e2e.program import Here, command
from tests.plugins.reports.reading import of_docx


def test_html_is_named_by_team_toolkit_and_date(run: Here, tmp_path: Path, district: str) -> None:
    said = run("report", district).done()
    (path,) = tmp_path.glob("riverside-district-led-ci-20*.html")
    assert said.out == f"Wrote {path.name}\n"
    page = path.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Posters in 2 of 5" in page
    assert "Read it [red] &amp; &lt;b&gt;twice&lt;/b&gt;" in page


def test_a_report_is_never_written_over_unasked(run: Here, tmp_path: Path, district: str) -> None:
    target = tmp_path / "mine.html"
    target.write_text("mine")
    run("report", district, "-o", target).refused(1, "mine.html is there already", "--force")
    assert target.read_text() == "mine"
    run("report", district, "-o", target, "--force").done()
    assert "Riverside" in target.read_text("utf-8")
    run("report", district).done()
    run("report", district).refused(1, "is there already")


@pytest.mark.parametrize(("name", "beginning"), [("html", b"<!doctype html>"), ("md", b"# "), ("json", b"{")])
def test_a_dash_is_stdout(run: Here, tmp_path: Path, district: str, name: str, beginning: bytes) -> None:
    said = run("report", district, "--format", name, "-o", "-").done()
    assert said.out.encode().startswith(beginning)
    assert not list(tmp_path.glob(f"*.{name}"))


def test_a_template_to_begin_with_and_the_report_in_it(run: Here, tmp_path: Path, district: str) -> None:
    run("report", "--template-example", "mine.docx").done()
    said = run("report", district, "--template", "mine.docx").done()
    (path,) = tmp_path.glob("riverside-district-led-ci-20*.docx")
    assert said.out == f"Wrote {path.name}\n"
    assert "Posters in 2 of 5" in of_docx(path.read_bytes())
    before = Path("mine.docx").read_bytes()
    again = run("report", "--template-example", "again.docx", "--logo", "seal.png")
    assert (again.code, "--logo changes nothing" in again.err, Path("again.docx").is_file()) == (0, True, True)
    over = run("report", district, "--template", "mine.docx", "-o", "mine.docx", "--force")
    over.refused(2, "mine.docx is the template; name another file")
    assert Path("mine.docx").read_bytes() == before
    said = run("report", district, "--template", "mine.docx", "--paper", "a4", "--colour", "1a5c8a", "-o", "b.docx")
    assert (said.code, Path("b.docx").is_file()) == (0, True)
    assert "--paper, --colour changes nothing" in said.err


def test_a_template_that_cannot_be_used_is_named(run: Here, tmp_path: Path, district: str) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no zip")
    run("report", district, "--template", "bad.docx").refused(2, "the template bad.docx", "no Word document")
    run("report", district, "--template", "gone.docx").refused(2, "the template gone.docx cannot be read")
    run("report", district, "--template", "bad.docx", "--format", "md").refused(2, "md takes no template; docx does")
    run("report", district, "--template", "bad.docx", "--all").refused(2, "a template is for one format")
    run("report").refused(2, "SESSION")
    assert [each.name for each in tmp_path.glob("*.docx")] == ["bad.docx"]


def test_the_end_of_a_name_chooses_the_format(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "-o", "mine.MD").done()
    assert (tmp_path / "mine.MD").read_text("utf-8").startswith("# ")
    run("report", district, "-o", "mine.v2").done()
    assert (tmp_path / "mine.v2").read_text("utf-8").startswith("<!doctype html>")
    run("report", district, "-o", "mine.micip.txt").done()
    assert "Data summary" in (tmp_path / "mine.micip.txt").read_text("utf-8")


def test_a_name_never_ends_in_what_the_file_is_not(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "-o", "mine.odt").refused(2, "mine.odt ends as no format does", "--format")
    run("report", district, "-o", "mine.pdf", "--format", "md").refused(2, "mine.pdf ends in .pdf", "ends in .md")
    run("report", "--template-example", "mine.pdf").refused(2, "mine.pdf ends in .pdf")
    run("report", "--template-example", "mine.odt").refused(2, "mine.odt ends as no format does")
    run("report", district, "--format", "md", "-o", "mine.zip").done()
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert [name.rpartition(".")[2] for name in archive.namelist()] == ["md"]
    run("report", district, "--format", "md", "-o", "folder/").done()
    assert [each.suffix for each in (tmp_path / "folder").iterdir()] == [".md"]
    assert sorted(each.name for each in tmp_path.glob("mine*")) == ["mine.zip"]


def test_a_slip_in_the_formats_is_told(run: Here, district: str) -> None:
    run("report", district, "--format", "pdg").refused(2, "did you mean 'pdf'?")
    run("report", district, "--format", "").refused(2, "names no format")
    run("report", district, "--all", "--format", "md").refused(2, "--all is every format")
    for each in ("word", "Word"):
        run("report", district, "--format", each).refused(2, "did you mean 'docx'?")
    run("report", district, "--format", "Excel").refused(2, "did you mean 'xlsx'?")
    run("report", district, "--format", "MD,.html", "-o", "out").done()
    assert {each.suffix for each in Path("out").iterdir()} == {".md", ".html"}


def test_json_of_the_command_and_json_of_the_report(run: Here, tmp_path: Path, district: str) -> None:
    said = run("report", "last", "--format", "json", "-o", "r.json", "--json").done().json
    assert said == {"session": district, "format": "json", "file": str(tmp_path / "r.json")}
    record = json.loads(Path("r.json").read_text("utf-8"))
    assert "Posters in 2 of 5" in str(record)


def test_a_folder_takes_a_report_by_the_name_that_is_offered(run: Here, tmp_path: Path, district: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    run("report", district, "--format", "md", "-o", folder).done()
    assert [each.suffix for each in folder.iterdir()] == [".md"]
    run("report", district, "--format", "md", "-o", folder).refused(1, "is there already")


def test_a_folder_that_is_not_there(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "-o", tmp_path / "no" / "r.html").refused(1, "no is not there", "make it")
    assert not (tmp_path / "no").exists()


def test_a_place_that_cannot_be_written(run: Here, tmp_path: Path, district: str) -> None:
    (tmp_path / "file").write_text("")
    run("report", district, "-o", tmp_path / "file" / "r.html").refused(1, f"{tmp_path / 'file'} is no folder")
    if sys.platform != "win32" and os.geteuid():  # the administrator may write anywhere
        (tmp_path / "locked").mkdir(mode=0o500)
        run("report", district, "-o", tmp_path / "locked" / "r.html").refused(1, "cannot be written")


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited there")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, district: str) -> None:
    import resource

    done = subprocess.run(
        command("report", district, "-o", tmp_path / "big.html"),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "fault of its own" not in done.stderr
    assert not list(tmp_path.glob("*big.html*"))


def test_a_format_that_no_plugin_brings(run: Here, district: str) -> None:
    run("report", district, "--format", "papyrus").refused(2, "no format 'papyrus'; there are: ", "html", "json", "md")


def test_several_formats_are_files_beside_each_other(run: Here, tmp_path: Path, district: str) -> None:
    (tmp_path / "out").mkdir()
    said = run("report", district, "--format", "md, csv", "--format", "md", "-o", "out").done()
    assert said.out.count("Wrote ") == 2
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".md", ".csv"}


def test_of_several_formats_none_is_written_when_one_is_there(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "--format", "csv").done()
    (there,) = tmp_path.glob("riverside*")
    run("report", district, "--format", "md", "--format", "csv").refused(1, f"{there.name} is there already", "--force")
    assert list(tmp_path.glob("riverside*")) == [there]
    run("report", district, "--format", "md", "--format", "csv", "--force").done()
    assert len(list(tmp_path.glob("riverside*"))) == 2


def test_all_formats_are_one_zip(run: Here, tmp_path: Path, district: str) -> None:
    said = run("report", district, "--all", "--json").done().json
    (path,) = tmp_path.glob("riverside-district-led-ci-20*.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        endings = {"".join(Path(name).suffixes) for name in archive.namelist()}
    assert {".html", ".md", ".csv", ".json", ".xlsx", ".ics", ".micip.txt"} <= endings
    assert {each["file"] for each in said["files"]} == {str(path)}
    run("report", district, "--all").refused(1, "is there already", "--force")
    run("report", district, "--all", "-o", "mine.pdf").refused(2, "does not end in .zip")
    run("report", district, "--all", "-o", "-").refused(2, "only one format")


def test_all_leaves_out_what_is_not_installed_and_says_so(
    run: Here, tmp_path: Path, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hansei_reports.xlsx.XlsxExporter.needs", ("no_such_library",))
    said = run("report", district, "--all", "-o", "all.zip")
    assert said.code == 0
    assert "Left out: the format xlsx needs no_such_library" in said.err
    assert 'pip install "hansei[reports]"' in said.err
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not [name for name in archive.namelist() if name.endswith(".xlsx")]
    run("report", district, "--format", "md", "--format", "xlsx").refused(1, 'pip install "hansei[reports]"')
    assert not list(tmp_path.glob("riverside*"))


def test_an_open_session_has_a_report_too(run: Here, building: str) -> None:
    page = run("report", building, "-o", "-").done().out
    assert "Alder Elementary" in page
    assert "District vision, mission, and beliefs are visible and can be articulated" in page


def test_every_session_is_reported_into_a_folder(run: Here, tmp_path: Path, district: str, building: str) -> None:
    said = run("report", "--every", "--format", "md,csv", "-o", "out").done()
    assert said.out.count("Wrote ") == 4
    assert len(list((tmp_path / "out").iterdir())) == 4
    told = run("report", district, building, "--format", "md", "-o", "two", "--json").done().json
    assert [each["session"] for each in told] == [district, building]
    assert all(Path(each["files"][0]["file"]).is_file() and each["problem"] is None for each in told)


def test_where_there_is_nothing_to_report_of_it_is_said_what_is_missing(run: Here, tmp_path: Path) -> None:
    store = ("--store", tmp_path / "typo.db")
    run("report", "--every", *store).refused(2, f"there is no store at {tmp_path / 'typo.db'}; name another")
    run("report", "last", *store).refused(2, "there is no store at")


def test_of_several_sessions_one_without_a_report_is_named(
    run: Here, tmp_path: Path, district: str, building: str
) -> None:
    (named,) = run("report", district, building, "--format", "md", "-o", "out", "--json").done().json[0]["files"]
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / Path(named["file"]).name).mkdir()
    said = run("report", district, building, "--format", "md", "-o", "again", "--force")
    assert (said.code, said.out.count("Wrote ")) == (1, 1)
    assert f"{district} has no report: " in said.err
    assert "is a folder" in said.err
    assert len([each for each in (tmp_path / "again").iterdir() if each.is_file()]) == 1


def test_several_sessions_want_a_folder_and_one_way_to_be_named(run: Here, tmp_path: Path, district: str) -> None:
    run("report", "--every", district).refused(2, "name sessions or say --every")
    (tmp_path / "file").write_text("")
    run("report", "--every", "-o", "file").refused(2, "file is no folder", "name it with -o")
    run("report", "--every", "--format", "pdf", "-o", "all.pdf").refused(2, "all.pdf is no folder")
    run("report", "--every", "--missing", "-o", "all.zip").refused(2, "--missing goes on in a folder")
    run("report", district, "--missing").refused(2, "several sessions")
    assert not list(tmp_path.glob("*.zip"))


def test_of_every_session_those_that_are_missing_are_written(
    run: Here, tmp_path: Path, district: str, building: str
) -> None:
    run("report", "--every", "--format", "md", "-o", "out").done()
    run("report", "--every", "--format", "md", "-o", "out").refused(1, "is there already", "--missing")
    next((tmp_path / "out").glob("riverside*")).unlink()
    said = run("report", "--every", "--format", "md", "-o", "out", "--missing").done().out.splitlines()
    assert said[0].startswith("Wrote out")
    assert said[1:] == ["1 file was there already and stays"]
    first = min((tmp_path / "out").iterdir())
    os.utime(first, (1, 1))
    told = run("report", "--every", "--format", "md", "-o", "out", "--missing", "--json").json
    files = [file for each in told for file in each["files"]]
    assert {(file["kept"], file["older"]) for file in files} == {(True, True), (True, False)}
    assert [file["file"] for file in files if file["older"]] == [str(first)]


def test_every_session_is_in_one_zip(run: Here, tmp_path: Path, district: str, building: str) -> None:
    assert run("report", "--every", "--format", "md,csv", "-o", "mine.zip").done().out == "Wrote mine.zip (4 files)\n"
    run("report", "--every", "--all").done()
    with zipfile.ZipFile(tmp_path / "reports.zip") as archive:
        assert len(archive.namelist()) == 18


def test_what_is_in_the_way_of_all_reports_is_said_once(
    run: Here, tmp_path: Path, district: str, building: str
) -> None:
    (tmp_path / "no.docx").write_bytes(b"no document")
    said = run("report", "--every", "--template", "no.docx", "-o", "out")
    assert said.code == 1
    assert said.err.count("it is no Word document") == 1
    assert "2 sessions have no report (" in said.err


def test_parts_are_left_out_with_commas_as_formats_are(run: Here, tmp_path: Path, district: str) -> None:
    run("report", district, "--without", "summary, notes", "-o", "one.md").done()
    run("report", district, "--without", "summary", "--without", "notes", "-o", "two.md").done()
    assert (tmp_path / "one.md").read_bytes() == (tmp_path / "two.md").read_bytes()
    run("report", district, "--without", "notes,summry", "-o", "three.md").refused(2, "no part 'summry'")


def test_what_writes_is_let_go_when_somebody_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def made() -> Iterator[Exported]:
        try:
            yield Exported("one")
            yield Exported("two")
        finally:
            ended.append(True)

    times = iter([0.0])

    def now() -> float:
        try:
            return next(times)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("hansei_tui.many_reports.time.monotonic", now)
    reports = made()
    with pytest.raises(KeyboardInterrupt):
        many_reports._followed(reports, 2, zipped=True)
    assert ended == [True]
