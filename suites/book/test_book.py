"""A book says of each deal what ``check`` says of it."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from books import DAY, NAMES, TEMPLATES, filled, judged

from legalmodel import check
from legalmodel.book.adding import Counts
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book
from legalmodel.cli.main import run


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
