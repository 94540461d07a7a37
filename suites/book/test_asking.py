"""Queries of a book: what they may do, what its page says of them, what they are written as."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from books import ROOT, filled, judged, taken_out

from legalmodel.base.errors import BadRequest
from legalmodel.book.columns import SHOWN, described, says_of
from legalmodel.book.named import NAMED, parameters_of
from legalmodel.book.reader import open_book
from legalmodel.book.store import Store
from legalmodel.cli.main import run
from legalmodel.output.query import query_csv, query_xlsx


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "ATTACH 'x.db'",
        "CREATE TABLE t AS SELECT 1",
        "DELETE FROM rules",
        "SET memory_limit = '8GB'",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "SELECT * FROM deals WHERE",
        "",
    ],
)
def test_a_query_only_reads_the_book(sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store.make(tmp_path / "book")
    with open_book(tmp_path / "book") as reader, pytest.raises(BadRequest):
        reader.rows(sql)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book"]


def test_every_question_runs_on_a_full_and_on_an_empty_book(deals: Path, tmp_path: Path) -> None:
    Store.make(tmp_path / "empty")
    filled(tmp_path / "book", deals)
    judged(tmp_path / "book")
    for book in ("empty", "book"):
        with open_book(tmp_path / book) as reader:
            for query in NAMED.values():
                for sql in filter(None, (query.sql, query.chinese)):
                    names, _ = reader.ask(sql, parameters_of(sql, {"rule": None, "deal": None}))
                    assert names


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fails", "--rule", "cn-trust-law-1555"], "there is no rule or instrument 'cn-trust-law-1555'"),
        (["totals", "--rule", "cn-trust-law-15"], "not narrowed by --rule"),
        (["SELECT 1", "--deal", "deals/us-auto/deal.yaml"], "not narrowed by --deal"),
        (["fails", "--deal", "deals/us-auto"], "the book has no deal 'deals/us-auto'"),
        (["fails", "--deal", "deals/bad.json"], "'deals/bad.json' was set aside when it was taken in: "),
        (["versions", "--deal", "nothing"], "the book has no deal 'nothing'"),
        (["totals", "--memory", "lots"], "'lots' is no size of memory"),
        (["totals", "--memory", "1GB'; DROP"], "is no size of memory"),
    ],
)
def test_a_name_that_nothing_has_is_no_empty_answer(
    arguments: list[str], told: str, deals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever asks which deals fail a rule, and mistypes it, must not read that none does"""
    (deals / "bad.json").write_bytes(b"[]")
    filled(tmp_path / "book", deals)
    assert run(["book", "query", str(tmp_path / "book"), *arguments]) == 2
    assert told in capsys.readouterr().err


def test_parties_are_told_with_what_joined_them(tmp_path: Path) -> None:
    """Two deals name one company, one with its LEI and one without: it stands twice, and each row says by what"""
    (tmp_path / "deals").mkdir()
    for name, more in (("a", {"lei": "549300GKFG0RYRRQ1414"}), ("b", {"lei": "549300GKFG0RYRRQ1414"}), ("c", {}), ("d", {})):
        deal = {"deal": {"name": name}, "parties": {"p": {"name": "One Bank", "seat": "DE", **more}}}
        (tmp_path / "deals" / f"{name}.json").write_text(json.dumps(deal))
    assert filled(tmp_path / "book", tmp_path / "deals").new == 4
    with open_book(tmp_path / "book") as book:
        rows = book.rows(NAMED["parties"].sql)
    assert sorted(rows) == [("549300GKFG0RYRRQ1414", "One Bank", 2, "lei"), ("One Bank", "One Bank", 2, "name")]


def test_a_book_with_shards_of_an_older_form_is_read(deals: Path, tmp_path: Path) -> None:
    """columns that came later are empty where a shard was written before them"""
    book = tmp_path / "book"
    filled(book, deals)
    judged(book)
    files = Store.open(book).files("findings")
    with open_book(book) as reader:
        before = reader.rows("SELECT * EXCLUDE (numbers) FROM findings ORDER BY ALL")
    for file in files:
        pq.write_table(pq.read_table(file).drop_columns(["numbers", "unseen"]), file)
        with open_book(book) as reader:
            assert reader.rows("SELECT * EXCLUDE (numbers) FROM findings ORDER BY ALL") == before
    with open_book(book) as reader:
        assert reader.rows("SELECT DISTINCT numbers FROM findings") == [(None,)]
    assert judged(book, day=date(2027, 1, 1)).whole == len(before[:6])


def test_what_is_summed_up_of_a_deal_is_what_its_findings_say(deals: Path, tmp_path: Path) -> None:
    """also after a version more, a deal taken out, and in shards from before anything was summed up"""
    book, file = tmp_path / "book", deals / "kr-abs" / "deal.yaml"
    filled(book, deals)
    judged(book)
    file.write_text(file.read_text("utf-8").replace("route:", "# route:", 1), "utf-8")
    filled(book, deals)
    judged(book)
    taken_out(book, "deals/us-auto/deal.yaml")
    summed_up(book)
    for shard in Store.open(book).files("judged"):
        pq.write_table(pq.read_table(shard).drop_columns(["told", "open_facts", "open_counts"]), shard)
    summed_up(book)


def summed_up(book: Path) -> None:
    """Hold two questions against going through all findings, row by row."""
    rules: dict[str, dict[str, set[str]]] = {}
    facts: dict[str, list[str]] = {}
    with open_book(book) as reader:
        for deal, rule, outcome, fails, doubtful, harmless, missing in reader.rows(
            "SELECT deal, rule, outcome, fails, doubtful, harmless, missing FROM findings"
        ):
            open = outcome == "unknown" and not harmless
            word = "fail" if fails else "doubtful" if doubtful else outcome if outcome in ("judgement", "pass") else "open"
            said = rules.setdefault(rule, {})
            if open or word != "open":
                said.setdefault(word, set()).add(deal)
            for fact in missing if open else ():
                section, _, *rest = fact.split(".") if "." in fact else (fact, "")
                facts.setdefault(".".join([section, "*", *rest]) if "." in fact else fact, []).append(deal)
        words = ("fail", "doubtful", "open", "judgement", "pass")
        found = reader.rows(NAMED["rules"].sql, {"rule": None})
        assert {row[0]: row[3:] for row in found} == {
            rule: tuple(len(said.get(word, ())) for word in words) for rule, said in rules.items()
        }
        assert [row[0] for row in found] == [row[0] for row in sorted(found, key=lambda row: (-row[3], -row[5], row[0]))]
        wanted = sorted(((fact, len(set(of)), len(of)) for fact, of in facts.items()), key=lambda row: (-row[1], row[0]))
        assert reader.rows(NAMED["missing"].sql) == wanted[:50]


def test_the_page_has_every_column(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "book.md").read_text("utf-8")
    rows = {row.split("|")[1].strip(): row for row in page.splitlines() if row.startswith("| `")}
    Store.make(tmp_path / "book")
    with open_book(tmp_path / "book") as reader:
        found = {view: [column.split(" (")[0] for column in columns] for view, columns in described(reader)}
    assert tuple(found) == SHOWN
    for view, columns in found.items():
        assert rows[f"`{view}`"].split("|")[3].strip() == ", ".join(f"`{column}`" for column in columns)
        assert all(says_of(view, column) for column in columns)


def test_no_cell_runs_as_a_formula() -> None:
    names, rows = ["=a", "b"], [("=1+1", "@x"), (5, None), (date(2026, 1, 1), ["-2", "y"])]
    assert query_csv(names, rows) == "'=a,b\r\n'=1+1,'@x\r\n5,\r\n2026-01-01,'-2; y\r\n"
    sheet = openpyxl.load_workbook(BytesIO(query_xlsx(names, rows))).active
    assert sheet is not None
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s", "s", "s", "n", "n", "d", "s"]
