"""No row of any command is wider than asked, a Chinese character counted as two; what is too long is broken and never cut."""

import pytest

from legalmodel.base.resources import shipped
from legalmodel.base.speech import columns
from legalmodel.cli.main import make_parser, run
from legalmodel.methods.study import Column, Table
from legalmodel.output.fitted import fitted
from legalmodel.output.paint import wrap
from tests.examples import MANY

TEMPLATES = shipped("templates")
DAY = ("--run-day", "2026-11-25")
COMMANDS = {
    "check": ("check", "zhongyu-2016-1", "--fail-on", "never", *DAY),
    "check of long names": ("check", "cmlti-2006-nc2", "--fail-on", "never", *DAY),
    "explain": ("explain", "ant-huabei-2016", *DAY),
    "heading": ("explain", "cn-npl-trust", "isolation", "--all", *DAY),
    "rule": ("explain", "cn-npl-trust", "cn-trust-law-15", "--proof", *DAY),
    "record": ("explain", "cn-npl-trust", "trusts.entrustment", *DAY),
    "name": ("explain", "cn-npl-trust", "custodian", *DAY),
    "compare": ("compare", "ant-huabei-2016", "--law-on", "2026-01-01", *DAY),
    "stress": ("analyse", "cn-npl-trust", "stress", *DAY),
    "behind": ("behind", "zhongyu-2016-1", "boc"),
    "process": ("process", "zhongyu-2016-1", *DAY),
    "risks": ("risks", "cn-npl-trust", "--all", *DAY),
    "cases for": ("cases", "for", "cmlti-2006-nc2", "--all", *DAY),
    "cases": ("cases", "list"),
    "economics": ("economics", str(TEMPLATES / "economics" / "bad-loans.yaml")),
    "leverage": ("leverage", str(TEMPLATES / "leverage" / "ant-2017.yaml")),
    "cashflow": ("cashflow", "zhongyu-2016-1", "--order", "usual"),
    "law list": ("law", "list"),
    "drafts": ("law", "list", "--drafts"),
    "law show": ("law", "show", "cn-21-total"),
    "templates": ("new",),
    "nothing of that name": ("check", "nosuch"),
}


@pytest.mark.more
@pytest.mark.parametrize("width", [80, 100] if MANY else [80])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_row_is_wider_than_asked(command, language, width, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)  # for a program, a fault stands in one row
    run([*COMMANDS[command], "--lang", language])
    told = capsys.readouterr()
    assert told.out or told.err
    assert [row for row in (told.out + told.err).splitlines() if columns(row) > width] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_help_is_wider_than_asked(language, monkeypatch):
    from legalmodel.base.language import speaking

    monkeypatch.setenv("COLUMNS", "80")
    with speaking(language):
        parser = make_parser()
        commands = next(a for a in parser._actions if getattr(a, "choices", None)).choices
        rows = [row for each in (parser, *commands.values()) for row in each.format_help().splitlines()]
    assert len(rows) > 400
    assert [row for row in rows if columns(row) > 80] == []


@pytest.mark.parametrize("deal", ["zhongyu-2016-1", "ant-huabei-2016", "cn-npl-trust"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_a_deal_stands_and_who_is_supposed_to_fail_are_told_whole(deal, language, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    run(["check", deal, "--fail-on", "never", "--lang", language, *DAY])
    screen = capsys.readouterr().out
    rows = screen.splitlines()
    at = next(n for n, row in enumerate(rows) if row.startswith(("WHERE IT STANDS", "目前状况")))
    first = [
        row[16:] for row in rows[at : at + 5] if row[:16].strip() in ("WHERE IT STANDS", "目前状况", "") or "more" in row[:16]
    ]
    assert first and not [part for part in first[:3] if part.endswith("…")]
    for row in rows:
        if row.strip().startswith("if "):
            assert " fails" in row or "fails" in rows[rows.index(row) + 1]
        if row.strip().startswith("假设"):
            assert "破产" in row + rows[rows.index(row) + 1]
    assert len(rows) <= 41


TABLE = Table(
    "rows",
    "Rows",
    (Column("day", "day"), Column("rule", "rule"), Column("multiple", "multiple", "times"), Column("stands", "stands")),
    (
        ("2016-06-30", "《小贷指导意见（2008）》资金来源条款 funding", 0.5, "not known: no base within a year"),
        ("2017", "", 12.3, ""),
    ),
)


@pytest.mark.parametrize("width", range(20, 120, 7))
def test_a_table_fits_and_loses_no_word(width):
    rows = fitted(TABLE, width)
    assert max(map(columns, rows)) <= width
    told = {word for row in rows for word in row.split()}
    words = [word for row in TABLE.rows for cell in row if isinstance(cell, str) for word in cell.split() if word.isascii()]
    assert [word for word in (*words, "0.50", "12.30") if word not in told] == []
    chinese = "".join(c for row in rows for c in row if columns(c) == 2)
    assert chinese.replace("：", "") == "《小贷指导意见（）》资金来源条款"


@pytest.mark.parametrize(
    ("text", "width"),
    [("templates/zhongyu-2016-1/deal.yaml:215:12 is the place", 20), ("一二三四五六七八九十" * 3, 9), ("a" * 50, 7)],
)
def test_a_word_too_long_for_its_row_is_broken_and_not_cut(text, width):
    rows = wrap(text, width)
    assert max(map(columns, rows)) <= width
    assert "".join("".join(rows).split()) == "".join(text.split())
