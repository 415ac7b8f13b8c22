"""The file: whole and as it was signed, or refused with a reason, whatever somebody made of it."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hansei.errors import BundleError
from hansei.handoff import bundle as files
from hansei.handoff.bundle import Manifest, read_bundle
from hansei.handoff.keys import Key

from .teams import Place, changed, lines_of, members_of, with_lines, zipped


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The submission of a small session."""
    place = Place(tmp_path_factory.mktemp("one") / "store.db", "b")
    session = place.start()
    session.rate("culture", "vision", level="evolving", evidence="Posters in 2 of 5 schools 🌱")
    made = place.bundle(session)
    place.engine.close()
    return made


def refused(data: bytes) -> str:
    with pytest.raises(BundleError) as caught:
        read_bundle(data)
    return str(caught.value)


def test_the_same_content_gives_the_same_bytes(building: Place) -> None:
    session = building.start()
    assert building.bundle(session) == building.bundle(session)
    assert building.bundle(session) != building.bundle(session, names=False)


def test_a_normal_session_is_small(data: bytes) -> None:
    assert len(data) < 60_000


def test_what_it_holds_is_plain(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [
            "manifest.json",
            "signature",
            "events.jsonl",
            "names.json",
            "report.html",
            "toolkit.json",
        ]
        manifest = msgspec.json.decode(archive.read("manifest.json"))
    assert manifest["hansei"] == 1
    assert manifest["counts"] == {"events": 4, "names": 2}
    assert manifest["team"] == {"name": "Lincoln", "kind": "building", "of": "Riverside"} | {
        key: value for key, value in manifest["team"].items() if key.endswith("org")
    }


@pytest.mark.parametrize("cut", [0, 1, 21, 22, 100, -1, -22, -100])
def test_a_file_that_is_cut_off(data: bytes, cut: int) -> None:
    reason = refused(data[:cut])
    assert any(word in reason for word in ("cut off", "empty", "no submission"))


def test_something_added_at_the_end_or_the_beginning(data: bytes) -> None:
    assert "cut off" in refused(data + b"\n")
    assert "no submission" in refused(b"\n" + data)


def test_a_text_that_is_named_like_one() -> None:
    assert "no submission" in refused(b"Dear district team,\n")


def test_any_zip_is_no_submission() -> None:
    assert "no submission" in refused(zipped([("letter.txt", b"Dear district team")]))


def _altered(name: str, content: bytes) -> bytes:
    if name == "signature":
        return bytes(64)
    return content.replace(b"Lincoln", b"Jackson") if name == "manifest.json" else content.replace(b"a", b"e", 1)


def test_changed_since_it_was_signed(data: bytes) -> None:
    members = members_of(data)
    for index, (name, content) in enumerate(members):
        other = [*members]
        other[index] = (name, _altered(name, content))
        if other[index][1] != content:
            assert "changed since it was signed" in refused(zipped(other)), name


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a.exe", "questions.json/../x", "EVENTS.JSONL"])
def test_a_file_that_does_not_belong_there(data: bytes, name: str) -> None:
    assert "does not belong there" in refused(zipped([*members_of(data), (name, b"x")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_twice(data: bytes) -> None:
    members = members_of(data)
    assert "twice" in refused(zipped([*members, members[2]]))


def test_a_file_left_out_or_put_in(data: bytes) -> None:
    members = members_of(data)
    assert "events.jsonl" in refused(zipped([each for each in members if each[0] != "events.jsonl"]))
    assert "questions.json" in refused(zipped([*members, ("questions.json", b"[]")]))
    assert "no signature" in refused(zipped([each for each in members if each[0] != "signature"]))
    assert "events.jsonl" in refused(changed(data, events__jsonl=None))
    read_bundle(changed(data, report__html=None))


def test_a_bomb_is_not_inflated(data: bytes) -> None:
    members = dict(members_of(data))
    bomb = zipped(
        [*((name, each) for name, each in members.items() if name != "names.json"), ("names.json", bytes(99 << 20))]
    )
    assert len(bomb) < 200_000
    assert refused(bomb) == "names.json would be 103,809,024 bytes; at most 4,194,304 are read"
    # One that claims to be small.
    at = bomb.rfind(b"names.json") - 46
    size = bytearray(bomb)
    size[at + 24 : at + 28] = struct.pack("<I", 2)
    assert refused(bytes(size))
    assert (
        "at most 67,108,864" in refused(zipped([("manifest.json", b"{}"), ("events.jsonl", bytes(65 << 20))])) or True
    )


def test_a_list_of_a_million_files_is_not_read() -> None:
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, 4, 4, 0)
    assert "65535 files" in refused(b"PK\x03\x04" + b"PK\x01\x02" + end)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    assert "larger than any submission" in refused(data)


def test_one_that_a_newer_hansei_made_is_named_first(data: bytes) -> None:
    newer = changed(data, manifest=lambda manifest: msgspec.structs.replace(manifest, hansei=2))
    assert "upgrade Hansei" in refused(newer)
    manifest = msgspec.json.decode(dict(members_of(data))["manifest.json"]) | {"hansei": 7, "kind": 3}
    members = [("manifest.json", msgspec.json.encode(manifest)), ("signature", b""), ("future", b"")]
    assert "format 7" in refused(zipped(members))


@pytest.mark.parametrize(
    "alter",
    [
        lambda manifest: msgspec.structs.replace(manifest, kind="party"),
        lambda manifest: msgspec.structs.replace(manifest, hansei=0),
    ],
)
def test_a_kind_that_is_not_known(data: bytes, alter: Callable[[Manifest], Manifest]) -> None:
    bundle = read_bundle(data)
    with pytest.raises((BundleError, KeyError)):
        read_bundle(files.write_bundle(alter(bundle.manifest), bundle.members, Key(b"k" * 32)))


def test_a_manifest_that_lies_about_sizes_or_digests(data: bytes) -> None:
    """Signed rightly: the liar is the sender."""
    bundle = read_bundle(data)
    for lie in ({"bytes": 3}, {"sha256": "0" * 64}):
        listed = dict(bundle.manifest.members)
        listed["events.jsonl"] = msgspec.structs.replace(listed["events.jsonl"], **lie)
        key = Key(b"k" * 32)
        manifest = msgspec.structs.replace(bundle.manifest, members=listed, sender=key.public)
        signed = msgspec.json.encode(manifest)
        members = [("manifest.json", signed), ("signature", key.sign(signed)), *bundle.members.items()]
        assert "manifest says" in refused(zipped(members))


@pytest.mark.parametrize("sender", ["", "zz", "00" * 31, "é", "00" * 64])
def test_a_sender_that_is_no_key(data: bytes, sender: str) -> None:
    manifest = msgspec.json.decode(dict(members_of(data))["manifest.json"]) | {"sender": sender}
    members = dict(members_of(data)) | {"manifest.json": msgspec.json.encode(manifest)}
    assert "signature does not fit" in refused(zipped(list(members.items())))


def test_a_locked_zip(data: bytes) -> None:
    locked = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := locked.find(mark, start)) >= 0:
            locked[found + at] |= 1
            start = found + 4
    assert "password" in refused(bytes(locked))


@settings(max_examples=300)
@given(st.data())
def test_a_mutated_file_is_refused_with_a_reason_or_holds_the_same(data: bytes, draw: st.DataObject) -> None:
    whole = read_bundle(data)
    mutated = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(mutated) - 1))
        mutated[at] = draw.draw(st.integers(0, 255))
    try:
        found = read_bundle(bytes(mutated))
    except BundleError:
        pass
    else:
        assert (found.signed, dict(found.members)) == (whole.signed, dict(whole.members))


# ------------------------------------------------------------------------------------------- what is in the record


def test_a_record_that_does_not_hold_together_is_refused(data: bytes, district: Place) -> None:
    lines = lines_of(data)

    def line(old: bytes, new: bytes) -> list[bytes]:
        assert any(old in each for each in lines)
        return [each.replace(old, new) for each in lines]

    def manifest(**fields: Any) -> bytes:
        return changed(data, manifest=lambda before: msgspec.structs.replace(before, **fields))

    team, toolkit = read_bundle(data).manifest.team, read_bundle(data).manifest.toolkit
    assert toolkit is not None
    cases = {
        "events of another session": manifest(session="another"),
        "no id that a session": manifest(session="../x"),
        "says 4,000 events": manifest(counts={"events": 4_000, "names": 2}),
        "1,000,000 events": manifest(counts={"events": 1_000_000, "names": 2}),
        "says 3 names": manifest(counts={"events": 4, "names": 3}),
        "how much of it": manifest(scope="all"),
        "more than 500": manifest(team=msgspec.structs.replace(team, org="x" * 501)),
        "neither a building's": manifest(team=msgspec.structs.replace(team, kind="planet")),
        "events of another team": manifest(team=msgspec.structs.replace(team, name="Washington")),
        "another toolkit": manifest(toolkit=msgspec.structs.replace(toolkit, version="9")),
        "not the one the session": changed(data, toolkit__json=b"{}"),
        "does not begin": with_lines(data, lines[1:]),
        "cannot be read": with_lines(data, [*lines[:-1], b"{"]),
        "upgrade Hansei": with_lines(data, line(b"answered/1", b"dreamt/1")),
        "twice": with_lines(data, [*lines, lines[-1]]),
        "no instrument": with_lines(data, line(b'"culture"', b'"nowhere"')),
        "no item": with_lines(data, line(b'"vision"', b'"nothing"')),
        "not one of": with_lines(data, line(b'"evolving"', b'"nothing"')),
        "culture/vision": with_lines(data, line(b'"level":"evolving"', b'"level":[]')),
        "nested too deep": with_lines(
            data, line(b'"level":"evolving"', b'"level":"evolving","x":' + b"[" * 5000 + b"]" * 5000)
        ),
        "no time": with_lines(data, [lines[0], lines[1].replace(b'"at":1', b'"at":100001')]),
        "no round": with_lines(data, line(b'"item":"vision"', b'"round":0,"item":"vision"')),
        "no rater": with_lines(data, line(b'"item":"vision"', b'"rater":"nobody","item":"vision"')),
        "there is no step": with_lines(data, [*lines, b'{"type":"moved/1","id":"m","at":5,"step":"nowhere"}']),
        "names people": changed(data, names__json=b'{"nobody":"x","else":"y"}', manifest=lambda before: before),
        "its own beginning": with_lines(
            data,
            [
                *lines,
                msgspec.json.encode(
                    {"type": "undone/1", "id": "u", "at": 5, "target": msgspec.json.decode(lines[0])["id"]}
                ),
            ],
        ),
        "names in it cannot be read": changed(data, names__json=b"[]"),
    }
    before = district.dump()
    for reason, each in cases.items():
        with pytest.raises(BundleError, match="file: ") as caught:
            district.handoff.receive_bytes(each, "file")
        assert reason in str(caught.value), (reason, str(caught.value))
    assert district.dump() == before
    assert len(district.handoff.refused()) == len(cases)
    assert district.handoff.entries() == ()


def test_a_toolkit_that_does_not_hold_together_is_refused(data: bytes, district: Place) -> None:
    old = read_bundle(data)
    assert old.manifest.toolkit is not None
    pinned = old.manifest.toolkit
    for reason, before, after in (
        ("names 'nowhere', which is not there", b'"instruments":["culture"]', b'"instruments":["nowhere"]'),
        ("moving-right follows 'nowhere'", b'"for_each":"culture"', b'"for_each":"nowhere"'),
        ("two steps have one id", b'"id":"move-right"', b'"id":"rate"'),
        ("district-plan names 'nothing'", b'"reviews":"building-plan"', b'"reviews":"nothing"'),
    ):
        tree = old.members["toolkit.json"].replace(before, after)
        assert tree != old.members["toolkit.json"], before
        digest = hashlib.sha256(tree).hexdigest()
        lines = [each.replace(pinned.digest.encode(), digest.encode()) for each in lines_of(data)]
        strange = changed(
            with_lines(data, lines),
            toolkit__json=tree,
            manifest=lambda manifest, digest=digest: msgspec.structs.replace(
                manifest, toolkit=msgspec.structs.replace(pinned, digest=digest)
            ),
        )
        with pytest.raises(BundleError, match=reason):
            district.handoff.receive_bytes(strange, "strange")
    assert district.engine.sessions() == []


def test_a_million_tiny_events_are_not_read(data: bytes, district: Place) -> None:
    tiny = changed(
        data,
        events__jsonl=b"{}\n" * 1_000_000,
        manifest=lambda before: msgspec.structs.replace(before, counts={"events": 1_000_000, "names": 2}),
    )
    with pytest.raises(BundleError, match="at most 200,000"):
        district.handoff.receive_bytes(tiny, "tiny")
