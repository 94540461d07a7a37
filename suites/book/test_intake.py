"""Archives, lines and folders give their deals and nothing else, whatever is in them."""

import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.book.adding import Counts, add
from legalmodel.book.intake import take
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store

DEAL = b'{"deal": {"name": "D"}}'


def zipped(file: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file


def tarred(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file


def names(source: Path) -> dict[str, str]:
    return {taken.deal: taken.trouble for taken in take(source)}


def test_a_zip(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.json")
    link.external_attr = 0o120777 << 16
    file = zipped(
        tmp_path / "a.zip", ("a/b.json", DEAL), ("c.yaml", DEAL), ("notes.txt", b"no deal"), ("../out.json", DEAL), ("/root.json", DEAL),
        ("C:\\x.json", DEAL), (link, b"/etc/passwd"), ("inner.zip", b"PK"), ("l.jsonl", DEAL + b"\n\n" + DEAL + b"\n"), ("交易 甲.json", DEAL),
    )  # fmt: skip  # a table: short parts read together
    found = names(file)
    good = {name for name, trouble in found.items() if not trouble}
    assert good == {"a.zip/a/b.json", "a.zip/c.yaml", "a.zip/l.jsonl#1", "a.zip/l.jsonl#3", "a.zip/交易 甲.json"}
    assert found["a.zip/../out.json"] == "its name leads out of the archive"
    assert found["a.zip/root.json"] == "its name leads out of the archive"
    assert found["a.zip/link.json"] == "it is a link"
    assert "archive within" in found["a.zip/inner.zip"]
    assert sum("leads out" in trouble for trouble in found.values()) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]  # nothing is unpacked


def test_a_tar(tmp_path: Path) -> None:
    def info(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
        made = tarfile.TarInfo(name)
        made.type, made.linkname = kind, "/etc/passwd"
        return made

    file = tarred(
        tmp_path / "a.tar.gz", (info("a.json"), DEAL), (info("../b.json"), DEAL), (info("c.json", tarfile.SYMTYPE), b""),
        (info("d.json", tarfile.LNKTYPE), b""), (info("e.json", tarfile.FIFOTYPE), b""), (info("a.json"), DEAL), (info("f/g.yml"), DEAL),
    )  # fmt: skip  # a table: short parts read together
    given = [(taken.deal, taken.trouble) for taken in take(file)]
    assert [name for name, trouble in given if not trouble] == ["a.tar.gz/a.json", "a.tar.gz/f/g.yml"]
    assert ("a.tar.gz/a.json", "the archive holds two files of this name") in given
    assert [trouble for name, trouble in given if name[-6:] in ("c.json", "d.json", "e.json")] == ["it is a link"] * 3


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_bomb_is_given_up(kind: str, tmp_path: Path) -> None:
    """4,900,000 blanks shrink to some 5 kB, a thousandth; a hundred of them are more than any archive of deals grows to"""
    blanks = b" " * 4_900_000
    if kind == "zip":
        file = zipped(tmp_path / "bomb.zip", *((f"{n}.json", blanks) for n in range(60)))
    else:
        file = tarred(tmp_path / "bomb.tar.gz", *((tarfile.TarInfo(f"{n}.json"), blanks) for n in range(60)))
    given = list(take(file))
    assert "grows to more" in given[-1].trouble
    assert len(given) < 60


def test_damaged_archives_are_told(tmp_path: Path) -> None:
    good = zipped(tmp_path / "a.zip", *((f"{n}.json", DEAL * 50) for n in range(20))).read_bytes()
    for name, data in (
        ("cut.zip", good[: len(good) // 2]),
        ("text.zip", b"no archive"),
        ("cut.tar.gz", tarred(tmp_path / "b.tar.gz", (tarfile.TarInfo("x.json"), bytes(range(256)) * 99)).read_bytes()[:200]),
    ):
        (tmp_path / name).write_bytes(data)
        given = list(take(tmp_path / name))
        assert "cannot be read to its end" in given[-1].trouble
    turned = bytearray(good)
    turned[60] ^= 0xFF  # within the first member
    (tmp_path / "turned.zip").write_bytes(bytes(turned))
    assert any(taken.trouble for taken in take(tmp_path / "turned.zip"))


def test_lines_longer_than_a_deal_may_be(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_bytes(DEAL + b"\n" + b'{"a": "' + b"x" * 12_000_000 + b'"}\n' + b"not json\n" + DEAL)
    Store.make(tmp_path / "book")
    store = Store.open(tmp_path / "book")
    with store.writing():
        assert add(store, [file]) == Counts(new=2, refused=2)
    with open_book(tmp_path / "book") as reader:
        assert reader.deals() == ["deals.jsonl#1", "deals.jsonl#4"]
        assert [row[0] for row in reader.rows("SELECT deal FROM refused ORDER BY deal")] == ["deals.jsonl#2", "deals.jsonl#3"]
        assert reader.rows("SELECT names FROM twins") == [(["deals.jsonl#1", "deals.jsonl#4"],)]


def test_names_of_two_places_are_kept_apart(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "deals").mkdir(parents=True)
        (tmp_path / place / "deals" / "a.json").write_bytes(json.dumps({"deal": {"name": place}}).encode())
    store = Store.make(tmp_path / "book")
    with store.writing():
        assert add(store, [tmp_path / "one" / "deals"]).new == 1
        with pytest.raises(BadRequest, match="already"):
            add(store, [tmp_path / "two" / "deals"])
        assert add(store, [tmp_path / "two" / "deals"], under="second").new == 1
        assert add(store, [tmp_path / "two" / "deals"], under="deals").changed == 1  # asked for: a further version
    with open_book(tmp_path / "book") as reader:
        assert reader.rows("SELECT deal, version, name FROM deals ORDER BY deal") == [
            ("deals/a.json", 2, "two"),
            ("second/a.json", 1, "two"),
        ]


def test_an_empty_folder_and_what_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.docx").write_bytes(b"")
    for name in ("empty", "x.docx", "nothing"):
        with pytest.raises(BadRequest):
            list(take(tmp_path / name))
    (tmp_path / "none.jsonl").write_bytes(b"\n\n")
    store = Store.make(tmp_path / "book")
    with store.writing():
        assert add(store, [tmp_path / "none.jsonl"]) == Counts()
    with open_book(tmp_path / "book") as reader:
        assert reader.deals() == []


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "secret.json").write_bytes(DEAL)
    (tmp_path / "deals" / "a.json").write_bytes(DEAL)
    (tmp_path / "deals" / "link.json").symlink_to(tmp_path / "secret.json")
    assert names(tmp_path / "deals") == {"deals/a.json": "", "deals/link.json": "it is a link that leads out of the folder"}


def test_a_damaged_member_leaves_the_others_of_its_archive(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:  # stored as they are, so that one byte can be changed
        for name in ("a.json", "b.json", "c.json"):
            archive.writestr(name, DEAL)
    raw = bytearray(file.read_bytes())
    raw[raw.index(DEAL) + 3] ^= 1
    file.write_bytes(bytes(raw))
    found = names(file)
    assert "CRC" in found.pop("a.zip/a.json")
    assert found == {"a.zip/b.json": "", "a.zip/c.json": ""}


def test_whatever_a_folder_holds_is_taken_or_told(tmp_path: Path) -> None:
    """Endings in capitals, names that are no UTF-8, links to folders and to nothing: none is left out in silence"""
    folder = tmp_path / "deals"
    folder.mkdir()
    (folder / "A.JSON").write_bytes(DEAL)
    (folder / "L.JSONL").write_bytes(DEAL)
    zipped(folder / "Z.ZIP", ("B.Yaml", b"deal: {name: D}"))
    (folder / "gone.json").symlink_to(tmp_path / "nowhere.json")
    (folder / "other").symlink_to(tmp_path)
    (folder / ".json").write_bytes(b"no ending, and so no deal")
    if sys.platform == "linux":  # other systems have no such names
        Path(os.fsdecode(os.fsencode(folder) + b"/\xc4\xe3.json")).write_bytes(DEAL)
    found = names(folder)
    assert {name for name, trouble in found.items() if "link" in trouble} == {"deals/gone.json", "deals/other"}
    good = {"deals/A.JSON", "deals/L.JSONL#1", "deals/Z.ZIP/B.Yaml"}
    assert {name for name, trouble in found.items() if not trouble} - {r"deals/\xc4\xe3.json"} == good
    store = Store.make(tmp_path / "book")
    with store.writing():
        assert add(store, [folder]) == Counts(new=len(found) - 2, refused=2)
        assert add(store, [folder]) == Counts(same=len(found) - 2, refused=2)


def test_two_files_of_one_name_stay_as_they_were_taken_in(tmp_path: Path) -> None:
    """The first counts, however often it is added; the other is told under a name of its own"""
    with pytest.warns(UserWarning, match="Duplicate name"):
        file = zipped(tmp_path / "a.zip", ("d.json", DEAL), ("d.json", DEAL.replace(b"D", b"E")), ("d.json", DEAL))
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "x.json").write_bytes(json.dumps({"deal": {"name": place}}).encode())
    store = Store.make(tmp_path / "book")
    with store.writing():
        for _ in range(3):
            counts = [add(store, [file]), add(store, [tmp_path / "one", tmp_path / "two"], under="both")]
        assert counts == [Counts(same=1, refused=2), Counts(same=1, refused=1)]
    with open_book(tmp_path / "book") as reader:
        assert reader.rows("SELECT deal, version, name FROM deals ORDER BY deal") == [
            ("a.zip/d.json", 1, "D"),
            ("both/x.json", 1, "one"),
        ]
        told = [deal for (deal,) in reader.rows("SELECT deal FROM refused ORDER BY deal")]
        assert told == ["a.zip/d.json (2)", "a.zip/d.json (3)", "both/x.json (2)"]
