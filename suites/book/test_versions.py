"""Versions of a deal, deals taken out, and books put together."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from books import NAMES, TEMPLATES, contents, filled, joined, judged, taken_out

from legalmodel.base.errors import BadRequest
from legalmodel.book.adding import Counts, add
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store
from legalmodel.cli.main import run


def test_versions_are_kept_and_seen_as_of_a_day(deals: Path, tmp_path: Path) -> None:
    book, file = tmp_path / "book", deals / "kr-abs" / "deal.yaml"
    filled(book, deals, now=datetime(2026, 1, 10, 12, tzinfo=UTC))
    judged(book)
    file.write_text(file.read_text("utf-8").replace("deal:", "deal:  # changed", 1), "utf-8")
    assert filled(book, deals, now=datetime(2026, 2, 10, 12, tzinfo=UTC)).changed == 1
    judged(book)
    file.write_text("deal: [", "utf-8")
    assert filled(book, deals, now=datetime(2026, 3, 10, 12, tzinfo=UTC)) == Counts(same=5, refused=1)
    name, asked = "deals/kr-abs/deal.yaml", "SELECT version FROM deals WHERE deal = 'deals/kr-abs/deal.yaml'"
    with open_book(book) as reader:
        assert reader.rows(asked) == [(2,)]
        assert reader.rows("SELECT deal, code FROM refused") == [(name, reader.rows("SELECT code FROM refused")[0][0])]
        assert b"# changed" in reader.source(name).raw
        assert reader.rows("SELECT count(DISTINCT version) FROM findings WHERE deal = ?", [name]) == [(1,)]
    with open_book(book, date(2026, 1, 31)) as reader:
        assert reader.rows(asked) == [(1,)]
        assert b"# changed" not in reader.source(name).raw
        assert reader.rows("SELECT count(*) > 0 FROM findings WHERE deal = ?", [name]) == [(True,)]
        assert reader.rows("SELECT count(*) FROM refused") == [(0,)]
    with open_book(book, date(2026, 1, 9)) as reader:
        assert reader.deals() == []
    file.write_bytes((TEMPLATES / "kr-abs" / "deal.yaml").read_bytes())  # as it once was: a third version
    assert filled(book, deals).changed == 1
    with open_book(book) as reader:
        assert reader.rows("SELECT count(*) FROM refused") == [(0,)]
        assert reader.rows(asked) == [(3,)]


def test_a_deal_is_taken_out_and_seen_on_a_day_before(deals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, name = tmp_path / "book", "deals/kr-abs/deal.yaml"
    filled(book, deals, now=datetime(2026, 1, 10, tzinfo=UTC))
    judged(book)
    with pytest.raises(BadRequest, match="no deal"):
        taken_out(book, name, "deals/none")  # one that is not there: none is taken out
    assert taken_out(book, name, "deals/cn-*", now=datetime(2026, 2, 10, tzinfo=UTC)) == [
        "deals/cn-micro-lender-over-cap/deal.yaml", "deals/cn-npl-trust-faulty/deal.yaml", name,
    ]  # fmt: skip  # names on few lines
    left = [f"deals/{other}/deal.yaml" for other in ("fr-lu-gb", "us-auto", "zhongyu-2016-1")]
    with open_book(book) as reader:
        assert reader.deals() == left
        for view in ("findings", "lines", "judged", "facts", "parties"):
            assert reader.rows(f"SELECT DISTINCT deal FROM {view} ORDER BY deal") == [(deal,) for deal in left]
        assert reader.rows("SELECT count(*) FROM refused") == [(0,)]
        assert (name, datetime(2026, 2, 10), "sold") in reader.rows("FROM removed")
        assert reader.rows("SELECT count(*) FROM versions") == [(6,)]
    with open_book(book, date(2026, 1, 31)) as reader:
        assert len(reader.deals()) == 6
        assert reader.rows("SELECT count(*) > 0 FROM findings WHERE deal = ?", [name]) == [(True,)]
        assert reader.rows("SELECT count(*) FROM removed") == [(0,)]
    assert judged(book) == Done(kept=6)
    assert judged(book, day=date(2027, 1, 1)).whole == 3  # what was taken out stays as it was found
    with pytest.raises(BadRequest, match="no deal"):
        taken_out(book, name)
    assert filled(book, deals) == Counts(same=3, changed=3)  # the folder has them still
    with open_book(book) as reader:
        assert reader.rows("SELECT version FROM deals WHERE deal = ?", [name]) == [(2,)]
        assert reader.rows("SELECT count(*) FROM removed") == [(0,)]
    assert run(["book", "remove", str(book), name, "--why", "sold", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"removed": [name]}
    assert run(["book", "show", str(book), name]) == 2
    (deals / "bad.yaml").write_text("deal: [", "utf-8")
    assert filled(book, deals).refused == 1
    assert taken_out(book, "deals/bad.yaml") == ["deals/bad.yaml"]  # what was set aside need not be told for ever
    with open_book(book) as reader:
        assert reader.rows("SELECT count(*) FROM refused") == [(0,)]


def test_books_made_apart_are_put_together_and_nothing_is_judged_again(deals: Path, tmp_path: Path) -> None:
    whole, book = tmp_path / "whole", tmp_path / "book"
    filled(whole, deals)
    judged(whole)
    parts = []
    for n in range(3):
        part = tmp_path / f"part {n}"
        for name in NAMES[2 * n : 2 * n + 2]:
            store = Store.make(part)
            with store.writing():
                add(store, [deals / name], under=f"deals/{name}")
        judged(part)
        parts.append(part)
    assert run(["book", "join", str(book), *map(str, parts)]) == 0
    assert contents(book) == contents(whole)
    shutil.rmtree(parts[0])  # each stands by itself
    assert judged(book) == Done(kept=6)
    assert contents(book) == contents(whole)
    before = contents(book)
    with pytest.raises(BadRequest, match="both have a deal"):
        joined(book, parts[1])
    with pytest.raises(BadRequest, match="to itself"):
        joined(book, book)
    assert contents(book) == before
    file = deals / "us-auto" / "deal.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    store = Store.open(book)
    with store.writing():
        assert add(store, [file], under="deals/us-auto/deal.yaml").changed == 1
    assert judged(book) == Done(whole=1, kept=6)
