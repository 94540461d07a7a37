"""A book says of each deal what ``check`` says of it, and judges only what changed."""

import json
import re
import shutil
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from legalmodel import check
from legalmodel.base.errors import BadRequest
from legalmodel.book.adding import Counts, add
from legalmodel.book.checking import check as check_book
from legalmodel.book.columns import SHOWN, described, says_of
from legalmodel.book.joining import join
from legalmodel.book.kernel import Settings
from legalmodel.book.named import NAMED, parameters_of
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book
from legalmodel.book.removing import remove
from legalmodel.book.store import Store
from legalmodel.cli.main import run
from legalmodel.output.query import query_csv, query_xlsx

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
DAY = date(2026, 11, 30)
NAMES = ("zhongyu-2016-1", "cn-npl-trust-faulty", "us-auto", "fr-lu-gb", "kr-abs", "cn-micro-lender-over-cap")
LAW = """\
instrument:
  id: cn-checklist
  system: CN
  title: {{en: Checklist (made up), zh: 清单（虚构）}}
  short: Checklist
  issuer: a test
  in_force: {{from: 2000-01-01}}
  force: regulatory
  text: seen
  source: {{where: "this test", read: 2026-11-29, copy: original}}
  governs:
    trust: within(trust.law, "CN")
  at:
    trust: trust.dates.effective
rules:
  cn-checklist-written:
    article: "1"
    question: isolation/identification
    title: {{en: The trust is written, zh: 信托采用书面形式}}
    condition: The trust is written.
    consequence: nothing
    effect: breach
    each: trust
    require: {require}
    says:
      pass: "The trust is written."
      fail: "The trust is not written."
      unknown: "How the trust was made is not known."
    remedy: "{remedy}"
    examples: []
"""


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    folder = tmp_path / "deals"
    for name in NAMES:
        (folder / name).mkdir(parents=True)
        shutil.copy(TEMPLATES / name / "deal.yaml", folder / name / "deal.yaml")
    return folder


def filled(book: Path, *sources: Path, now: datetime | None = None, processes: int = 1) -> Counts:
    store = Store.make(book)
    with store.writing():
        return add(store, sources, now=now, processes=processes)


def judged(book: Path, *packs: Path, processes: int = 1, day: date = DAY) -> Done:
    store = Store.open(book)
    with store.writing():
        return check_book(store, Settings(day, tuple(map(str, packs))), processes=processes)


def test_it_says_of_each_deal_what_check_says(deals: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    assert filled(book, deals, processes=2) == Counts(new=len(NAMES))
    assert judged(book, processes=2) == Done(whole=len(NAMES))
    with open_book(book) as reader:
        for name in NAMES:
            deal, result = f"deals/{name}/deal.yaml", check(TEMPLATES / name, DAY)
            rows = reader.rows(
                "SELECT rule, subject, outcome, fails, doubtful, missing, day, otherwise FROM findings WHERE deal = ?", [deal]
            )
            assert rows == [
                (
                    f.rule.id,
                    ".".join(f.subject_path),
                    f.outcome.value,
                    f.fails,
                    f.doubtful,
                    [".".join(m.path) for m in f.missing],
                    f.day,
                    sorted({c.outcome.value for c in f.conflicts}),
                )
                for f in result.judgment.findings
            ]
            lines = reader.rows("SELECT heading, system, failing, conclusion FROM lines WHERE deal = ?", [deal])
            assert lines == [
                (x.heading, x.system, x.failing.id if x.failing else "", x.conclusion.value) for x in result.judgment.lines
            ]
            said = dict(reader.rows("SELECT rule || subject, sentence FROM findings WHERE deal = ? AND fails", [deal]))
            assert said == {f.rule.id + ".".join(f.subject_path): f.sentence for f in result.judgment.findings if f.fails}
        assert reader.rows("SELECT count(*) FROM fails")[0][0] > 0


def test_facts_are_exact(tmp_path: Path) -> None:
    deal = {
        "deal": {"name": "D", "currency": "CNY", "closing": "2016-05"},
        "parties": {"a": {"name": {"en": "A", "zh": "甲"}}, "b": {"unknown": {"name": "not_disclosed"}}},
        "securities": {"x": {"amount": "CNY 123456789012345678.12"}, "y": {"amount": 5}},
        "ownership": {"s": {"owner": "a", "of": "b", "shares": "33.333333333333%"}},
    }
    (tmp_path / "d.json").write_text(json.dumps(deal), "utf-8")
    filled(tmp_path / "book", tmp_path / "d.json")
    with open_book(tmp_path / "book") as reader:
        assert reader.rows("SELECT record, number::VARCHAR, currency FROM facts WHERE kind = 'money' ORDER BY record") == [
            ("x", "123456789012345678.120000000000", "CNY"),
            ("y", "5.000000000000", "CNY"),
        ]
        assert reader.rows("SELECT number::VARCHAR, text FROM facts WHERE kind = 'share'") == [
            ("33.333333333333", "33.333333333333%")
        ]
        assert reader.rows("SELECT day_first, day_last FROM facts WHERE kind = 'day'") == [
            (date(2016, 5, 1), date(2016, 5, 31))
        ]
        assert reader.rows("SELECT party, name, name_zh FROM parties ORDER BY party") == [("a", "A", "甲"), ("b", None, None)]
        assert reader.rows("SELECT text FROM facts WHERE kind = 'unknown'") == [("not_disclosed",)]
        assert reader.rows("SELECT field, to_record FROM refs ORDER BY field") == [("of", "b"), ("owner", "a")]


def test_only_what_changed_is_judged_again(deals: Path, tmp_path: Path) -> None:
    book, pack = tmp_path / "book", tmp_path / "law"
    pack.mkdir()

    def law(require: str, remedy: str = "Write it.") -> None:
        (pack / "checklist.yaml").write_text(LAW.format(require=require, remedy=remedy), "utf-8")

    def outcomes() -> list[str]:
        with open_book(book) as reader:
            found = reader.rows("SELECT DISTINCT outcome FROM findings WHERE rule = 'cn-checklist-written' ORDER BY ALL")
            return [outcome for (outcome,) in found]

    law("trust.form == 'written'")
    filled(book, deals)
    assert judged(book, pack) == Done(whole=6)
    before = outcomes()
    assert judged(book, pack) == Done(kept=6)
    law("trust.form == 'written'", remedy="Write it down.")  # says the same of every deal
    assert judged(book, pack) == Done(kept=6)
    law("trust.form != 'written'")
    done = judged(book, pack)
    assert done.whole
    assert done.kept  # deals without a Chinese trust are not even read
    assert done.all == 6
    assert outcomes() != before
    everything = tmp_path / "anew"
    filled(everything, deals)
    judged(everything, pack)
    assert contents(book) == contents(everything)
    file = deals / "us-auto" / "deal.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    assert filled(book, deals) == Counts(same=5, changed=1)
    assert judged(book, pack) == Done(whole=1, kept=6)
    assert judged(book, pack, day=date(2027, 1, 1)).whole == 6  # the version that was superseded stays as it was


CAP = """\
  cn-checklist-cap:
    article: "2"
    question: protection/retention-amount
    title: {en: Issued within the cap, zh: 发行不超过上限}
    condition: A class is within the cap.
    consequence: nothing
    effect: breach
    each: security
    when: security.amount > small
    require: security.amount <= cap
    thresholds:
      small: [{from: 2000-01-01, is: CNY 1, article: "2"}]
      cap: [{from: 2000-01-01, is: CNY 300000000, article: "2"}]
    says:
      pass: "Within the cap."
      fail: "{security} is over the cap."
      unknown: "The amount is not known."
    remedy: "Issue less."
    examples: []
"""
WHOLE = LAW.format(require="trust.form == 'written'", remedy="Write it.").replace(
    'within(trust.law, "CN")\n', "within(trust.law, \"CN\")\n    security: 'security.rank < 9'\n"
)
CHANGES = {
    "a title": (("Issued within the cap", "Issued under it"), Done(kept=4)),
    "a sentence of a fail": (("is over the cap", "is beyond the cap"), None),
    "a number": (("300000000", "100000000"), None),
    "a number from another day on": (("cap: [{from: 2000-01-01", "cap: [{from: 2014-01-01"), None),
    "a number by which it is asked": (("CNY 1,", "CNY 200000000,"), None),
    "when it is asked": (("security.amount > small", "security.amount > small and security.rank == 1"), None),
    "a requirement": (("<= cap", "< cap"), None),
    "whom it reaches": (("security.rank < 9", "security.rank == 1"), None),
    "what follows": (("effect: breach\n    each: security", "effect: void\n    each: security"), None),
    "when it is in force": (("in_force: {from: 2000-01-01}", "in_force: {from: 2017-01-01}"), None),
    "a rule less": ((CAP, ""), None),
    "its system": (("system: CN", "system: FR"), None),
}


def test_after_any_change_of_the_law_it_says_what_a_new_book_says(deals: Path, tmp_path: Path) -> None:
    book, pack, anew = tmp_path / "book", tmp_path / "law", tmp_path / "anew"
    pack.mkdir()
    file = pack / "checklist.yaml"
    file.write_text(WHOLE, "utf-8")
    for name in NAMES[2:4]:
        shutil.rmtree(deals / name)
    for room in (book, anew):
        filled(room, deals)
        judged(room, pack)
    file.write_text(WHOLE + CAP, "utf-8")  # a rule more
    assert judged(book, pack).whole
    first = contents(book)
    assert first != contents(anew)
    saw = set()
    for what, ((old, new), wanted) in CHANGES.items():
        assert old in WHOLE + CAP, what
        file.write_text((WHOLE + CAP).replace(old, new), "utf-8")
        done = judged(book, pack)
        assert done.all == 4, what
        assert wanted in (None, done), what
        shutil.rmtree(anew)
        filled(anew, deals)
        judged(anew, pack)
        assert contents(book) == contents(anew), what
        saw |= {name for name, count in done._asdict().items() if count}
        file.write_text(WHOLE + CAP, "utf-8")
        judged(book, pack)
        assert contents(book) == first, what
    assert saw == {"whole", "partly", "kept"}


def contents(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that a book says of its deals."""
    with open_book(book) as reader:
        asked = {view: f"FROM {view}" for view in ("findings", "lines", "judged", "facts", "fails")}
        return {view: sorted(map(str, reader.rows(sql))) for view, sql in asked.items()}


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


def test_the_command_from_end_to_end(deals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, out = str(tmp_path / "案卷 book"), tmp_path / "out.xlsx"
    (deals / "bad.yaml").write_text("deal: {colour: red}\n", "utf-8")
    assert run(["book", "add", book, str(deals)]) == 1
    assert "6 new, 0 changed, 0 as before, 1 set aside" in capsys.readouterr().out
    assert run(["book", "check", book, "--run-day", "2026-11-30", "--format", "json"]) == 1
    totals = json.loads(capsys.readouterr().out)
    assert (totals["deals"], totals["refused"], totals["whole"], totals["run_day"]) == (6, 1, 6, "2026-11-30")
    assert run(["book", "check", book, "--fail-on", "never", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["run_day"] == "2026-11-30"  # the book keeps its day
    assert run(["book", "query", book, "fails", "--rule", "cn-no7-27", "--format", "json"]) == 0
    (fail,) = json.loads(capsys.readouterr().out)
    assert fail["deal"] == "deals/cn-npl-trust-faulty/deal.yaml"
    assert run(["book", "query", book, "rules", "-o", str(out)]) == 0
    assert openpyxl.load_workbook(out).active
    assert run(["book", "query", book, "fails", "--lang", "zh"]) == 0
    assert "资金保管" in capsys.readouterr().out
    assert run(["book", "show", book, "deals/cn-npl-trust-faulty/deal.yaml", "cn-no7-27"]) == 0
    shown = capsys.readouterr().out
    assert fail["sentence"] in " ".join(shown.split())
    assert run(["book", "show", book, "deals/us-auto/deal.yaml", "--source"]) == 0
    assert capsys.readouterr().out == (deals / "us-auto" / "deal.yaml").read_text("utf-8")
    assert run(["book", "show", book, "deals/us-atuo/deal.yaml"]) == 2
    assert "us-auto" in capsys.readouterr().err
    assert run(["book", "query", str(tmp_path), "fails"]) == 2
    assert run(["book", "query", book, "nothing"]) == 2
    assert run(["book", str(deals), "--run-day", "2026-11-30"]) == 1  # the first form of the command
    assert "bad.yaml" in capsys.readouterr().out


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


def taken_out(book: Path, *names: str, now: datetime | None = None) -> list[str]:
    store = Store.open(book)
    with store.writing():
        return remove(store, names, "sold", now)


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


def joined(book: Path, *others: Path) -> int:
    store = Store.open(book)
    with store.writing():
        return join(store, others)


def test_site_and_network_say_of_a_store_what_they_say_of_its_folder(
    deals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NAMES[:2] + NAMES[4:]:
        shutil.rmtree(deals / name)
    (deals / "lines.jsonl").write_bytes(json.dumps({"deal": {"name": "A line"}}).encode() + b"\n")
    store, told = tmp_path / "book", []
    filled(store, deals)
    (deals / "lines.jsonl").rename(deals / "line.json")
    for n, book in enumerate((store, deals)):
        assert run(["network", str(book), "--run-day", "2026-11-30", "--format", "json"]) == 0
        told.append(capsys.readouterr().out.replace("deals/", "").replace("lines.jsonl#1", "line.json"))
        assert (
            run(["site", str(book), str(tmp_path / f"site{n}"), "--all-public", "--run-day", "2026-11-30", "--jobs", "1"]) == 0
        )
        assert "3 deals" in capsys.readouterr().out
    assert told[0] == told[1]
    one, other = (
        {re.sub("[0-9a-f]{12}", "", str(file.relative_to(tmp_path / f"site{n}"))) for file in pages(tmp_path / f"site{n}")}
        for n in (0, 1)
    )
    assert one == other
    home = [re.sub("[0-9a-f]{12}", "", (tmp_path / f"site{n}/en/deals/1.html").read_text("utf-8")) for n in (0, 1)]
    assert sorted(home[0].splitlines()) == sorted(home[1].splitlines())


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))
