"""OneRoster: orgs.csv of both versions is read whole or not at all, and nothing that holds people is opened."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hansei.errors import RosterError
from hansei.record.roster import RosterEntry
from hansei_exchange.oneroster import read_orgs

HEADER = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId"
ROWS = """\
MI,active,,Michigan,state,,
d1,active,2026-07-01,Riverside Community Schools,district,26001,MI
s1,,,"Oak ""Hill"" School, K-5",school,1,d1
s2,tobedeleted,,Elm School,School,2,d1
t1,active,,Grade 3,department,,s1
"""


def orgs(folder: Path, text: str, name: str = "orgs.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def faults(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(RosterError) as error:
        read_orgs(path)
    return [(each.line, each.path, each.message) for each in error.value.problems]


EXPECTED = (
    RosterEntry("d1", "Riverside Community Schools", "district", line=3),
    RosterEntry("s1", 'Oak "Hill" School, K-5', "building", "d1", line=4),
    RosterEntry("s2", "Elm School", "building", "d1", gone=True, line=5),
    RosterEntry("t1", "Grade 3", "team", "s1", line=6),
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_export_of_1_1_is_read(tmp_path: Path, end: str, encoding: str) -> None:
    roster = read_orgs(orgs(tmp_path, f"{HEADER}\n{ROWS}".replace("\n", end), encoding=encoding))
    assert roster.entries == EXPECTED
    assert roster.passed_over == {"state": 1}


def test_an_export_of_1_2_in_another_order_and_with_more_columns_is_read(tmp_path: Path) -> None:
    text = 'name,type,sourcedId,metadata.town\n"two\nlines",school,s1,Lansing\n\nElm,ext:virtual,s2,\nAsh,school,s3,\n'
    roster = read_orgs(orgs(tmp_path, text))
    assert [(each.name, each.line) for each in roster.entries] == [("two\nlines", 2), ("Ash", 6)]
    assert roster.passed_over == {"ext:virtual": 1}


def test_of_a_zip_only_orgs_csv_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.csv", "x")
        archive.writestr("users.csv", "\x00 nothing that could be read")
        archive.writestr("export/orgs.csv", f"{HEADER}\n{ROWS}")
    broken = bytearray(path.read_bytes())
    at = broken.index(b"nothing that could")
    broken[at : at + 7] = b"changed"  # reading it would be noticed
    path.write_bytes(broken)
    assert read_orgs(path).entries == EXPECTED


def test_a_folder_that_holds_one_is_read(tmp_path: Path) -> None:
    orgs(tmp_path, f"{HEADER}\n{ROWS}")
    assert read_orgs(tmp_path).entries == EXPECTED


@pytest.mark.parametrize("names", [["users.csv"], ["a/orgs.csv", "b/orgs.csv"]])
def test_a_zip_with_none_or_two_of_them_is_refused(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in names:
            archive.writestr(name, HEADER)
    ((_, _, message),) = faults(tmp_path / "x.zip")
    assert message in ("holds no orgs.csv", "holds 2 files orgs.csv; unpack it and name one")


@pytest.mark.parametrize(
    "header",
    [
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName",
        "sourcedId,name,type,Student ID",
        "sourcedId,birthDate,sex",
        "First Name,Last_Name,Homeroom",
    ],
)
def test_a_list_of_people_is_refused_by_its_first_line(tmp_path: Path, header: str) -> None:
    ((_, _, message),) = faults(orgs(tmp_path, f"{header}\n\x00\x00 Ann\n", "list.csv"))
    assert "belongs to people. Hansei keeps no data of students; nothing of it was read. Name orgs.csv" in message
    assert "Ann" not in message


@pytest.mark.parametrize("name", ["users.csv", "Enrollments.CSV", "demographics.csv", "results.zip"])
def test_a_file_of_people_is_not_even_looked_into(tmp_path: Path, name: str) -> None:
    ((_, _, message),) = faults(tmp_path / name)  # it is not there, and nobody notices
    assert "is a list of people or of what they do" in message


def test_every_fault_is_named_with_its_line_and_column(tmp_path: Path) -> None:
    text = f"""{HEADER}
,active,,Oak,school,,
s1,,,,school,,
s2,lost,,Elm,shool,,
s3,,,Ash,school,,s3
s3,,,Ash,school,,
s3,,,Fir,school,,
s4,,,Yew
"""
    assert faults(orgs(tmp_path, text)) == [
        (2, "sourcedId", "is empty"),
        (3, "name", "is empty"),
        (4, "type", "there is no type 'shool'; did you mean 'school'?"),
        (4, "status", "there is no status 'lost'; there are: active, inactive, tobedeleted"),
        (5, "parentSourcedId", "names the row itself"),
        (7, "sourcedId", "'s3' is there twice"),
        (8, "", "has 4 columns, and the first line has 7"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there is no such column; is it orgs.csv of OneRoster 1.1 or 1.2?"),
        (b"sourcedId;name;type\n", "divided by semicolons: save it with commas"),
        (b"sourcedID,nam,type\n", "did you mean 'nam'?"),
        (b"name,Name,type,sourcedId\n", "is there twice"),
        (f"{HEADER}\n".encode(), "holds no district and no school"),
        (f"{HEADER}\nMI,,,Michigan,state,,\n".encode(), "holds no district and no school"),
        (f"{HEADER}\ns1,,,\xc9cole,school,,\n".encode("latin-1"), "is not UTF-8"),
        (f'{HEADER}\ns1,,,"Oak,school,,\n'.encode(), "is no CSV"),
        (b"\x00\x01\x02", "is no CSV text"),
        (b"PK\x03\x04 nothing", "there is no such column"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "orgs.csv"
    path.write_bytes(data)
    with pytest.raises(RosterError) as error:
        read_orgs(path)
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "No such file" in faults(tmp_path / "nowhere.csv")[0][2]
    assert faults(tmp_path)[0][2] == "there is no orgs.csv in this folder"


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hansei_exchange.oneroster.MOST", 2_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orgs.csv", HEADER + "\n" + "x" * 50_000_000)
    assert "is larger than" in faults(tmp_path / "bomb.zip")[0][2]


def test_of_very_many_faults_the_first_are_named(tmp_path: Path) -> None:
    found = faults(orgs(tmp_path, HEADER + "\n" + "s,,,Oak,nothing,,\n" * 80))
    assert len(found) == 51
    assert found[-1] == (0, "", "and 30 more faults")


@given(data=st.binary(max_size=200))
def test_nothing_but_an_error_of_ours_comes_of_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "orgs.csv"
    for beginning in (b"", f"{HEADER}\n".encode()):
        path.write_bytes(beginning + data)
        with contextlib.suppress(RosterError):
            read_orgs(path)
