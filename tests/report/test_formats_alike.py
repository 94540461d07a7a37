"""Screen, explanation, page and JSON are formats of one report: block by block each shows it, or declares why it leaves it out."""

import html
import json
import re
from collections.abc import Callable
from datetime import date

import pytest

from legalmodel.api import Result, compare
from legalmodel.base.language import speaking
from legalmodel.base.outcomes import Conclusion
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.output import comparison, explain, report_json, screen, whole
from legalmodel.output import page as page_format
from legalmodel.output.paint import Paint
from legalmodel.report.deal import deal_report
from legalmodel.report.document import Report, ReportBlock, Statement
from legalmodel.report.single import finding_report
from legalmodel.report.text import as_written, in_language
from tests.examples import every
from tests.shipped import checked

pytestmark = pytest.mark.usefixtures("plain_type", "no_pictures")
RUN = date(2026, 11, 30)
PLAIN = Paint(False)
TEMPLATES = sorted(p.parent.name for p in shipped("templates").glob("*/deal.yaml"))
NEW = ReportBlock(
    "new_block", as_written("BRAND NEW"), (Statement(as_written("nobody knows it yet"), cites=as_written("[Small 7]")),)
)


def on_screen(report: Report, _: Result) -> str:
    return "\n".join(screen.report_rows(report, 118, PLAIN))


def on_page(report: Report, result: Result) -> str:
    text = page_format.page(result, report)
    return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>|src=\"[^\"]*\"", "", text, flags=re.S)))


FORMATS: dict[str, tuple[Callable[[Report, Result], str], dict[str, str]]] = {
    "screen": (on_screen, screen.LEFT_OUT),
    "explain": (lambda report, _: whole.whole_text(report, 118, PLAIN, all=True), whole.LEFT_OUT),
    "page": (on_page, page_format.LEFT_OUT),
    "json": (lambda report, _: json.dumps(report_json.report_data(report), ensure_ascii=False), report_json.LEFT_OUT),
}


def squeezed(text: str) -> str:
    """Leave out what a format adds or breaks: blanks, case, marks of lists."""
    return re.sub(r"[\s;:]+|\\n", "", text).casefold()


def said(entry: Statement) -> list[str]:
    return [in_language(text) for text in (entry.title, entry.text, entry.cites, *entry.items) if text]


@pytest.mark.more
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", every(4, TEMPLATES))
def test_every_block_is_in_every_format_or_declared_left_out(name: str, format: str) -> None:
    show, left_out = FORMATS[format]
    report = deal_report(checked(name))
    shown = show(report, checked(name))
    text = squeezed(shown)
    for block in report.blocks:
        if block.id in left_out:
            continue
        if block.id != "notes" and not (block.table and format == "screen"):
            assert squeezed(in_language(block.title)) in text or format == "screen", block.id
        if format == "screen":
            assert shown_on_screen(block, shown), block.id
            continue
        for entry in (*block.entries, *block.folded):
            if block.id == "findings":
                assert squeezed(entry.findings[0]) in text
                continue
            assert [words for words in said(entry) if squeezed(json_words(words, format)) not in text] == [], block.id


def json_words(words: str, format: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1] if format == "json" else words


def shown_on_screen(block: ReportBlock, text: str) -> bool:
    """Tell whether the screen has the block: its title, and of its first entry what may never be cut, beside the margin or across it."""
    across = squeezed(text)
    beside = squeezed(" ".join(row[16:] for row in text.split("\n")))
    words = in_language(block.title).split() if block.id not in ("notes", "conclusions") else []
    if block.entries:
        first = block.entries[0]
        words += [in_language(first.cites), in_language(first.title), *(in_language(item) for item in first.items[:1])]
        words += [in_language(first.text).split(" ")[0]] if not first.title else []
    words += (
        [in_language(cell) for row in block.table.rows[:1] for cell in (row.cells[0], row.cells[-1])] if block.table else []
    )
    return all(squeezed(each) in across or squeezed(each) in beside for each in words)


def test_no_format_leaves_out_what_there_is_not() -> None:
    known = {block.id for name in TEMPLATES for block in deal_report(checked(name)).blocks}
    for _, left_out in FORMATS.values():
        assert set(left_out) <= known
        assert all(left_out.values()), "a reason for each"


@pytest.mark.parametrize("format", FORMATS)
def test_a_block_that_is_added_is_in_every_format_by_itself(format: str) -> None:
    result = checked("cn-npl-trust")
    blocks = deal_report(result).blocks
    text = squeezed(FORMATS[format][0](Report((*blocks[:3], NEW, *blocks[3:])), result))
    assert all(squeezed(words) in text for words in ("BRAND NEW", "nobody knows it yet", "[Small 7]"))


def test_a_comparison_tells_every_block_of_its_report() -> None:
    """Compare is a format too: text and notebook show all entries of all blocks"""
    found = compare(checked("cn-npl-trust"), checked("cn-npl-trust-faulty"))
    assert comparison.LEFT_OUT == {}
    shown = [str(found), html.unescape(re.sub(r"<[^>]*>", " ", found._repr_html_()))]
    blocks = found.report.blocks
    assert {block.id for block in blocks} >= {"sides", "facts", "findings", "conclusions"}
    for text in map(squeezed, shown):
        for block in blocks:
            for entry in block.entries:
                assert all(squeezed(words) in text for words in said(entry)), block.id
    data = found.to_json()
    assert [len(data[name]) for name in ("facts", "findings", "factors", "lines")] == [
        len(part) for part in (found.facts, found.findings, found.factors, found.lines)
    ]


def test_the_page_has_a_colour_for_every_conclusion_in_every_language() -> None:
    assert set(page_format.CLASS_OF) == set(Conclusion)
    with speaking("zh"):
        text = page_format.page(checked("zhongyu-2016-1"))
    assert "<span class='c open'>" in text
    assert "OPEN" not in text


FINDING_FORMATS: dict[str, Callable[[Report], str]] = {
    "explain": lambda report: explain.finding_text(report, 100, PLAIN),
    "json": lambda report: json.dumps(report_json.report_data(report), ensure_ascii=False).replace('\\"', '"'),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("format", FINDING_FORMATS)
def test_one_finding_is_a_report_whose_formats_say_the_same(format: str, language: str) -> None:
    seen = set()
    with speaking(language):
        for finding in checked("cn-npl-trust-faulty").judgment.findings:
            if finding.outcome in seen:
                continue
            seen.add(finding.outcome)
            report = finding_report(finding)
            text = squeezed(FINDING_FORMATS[format](report))
            for block in (*report.blocks, NEW):
                shown = report if block is not NEW else Report((*report.blocks, NEW))
                text = text if block is not NEW else squeezed(FINDING_FORMATS[format](shown))
                assert squeezed(in_language(block.title)) in text
                for entry in block.entries:
                    assert squeezed(in_language(entry.text)) in text and squeezed(entry.place) in text
    assert len(seen) > 4


def test_the_explanation_of_a_finding_as_data_has_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", "cn-npl-trust", "cn-trust-law-15", "--run-day", "2026-11-30"]
    assert run([*words, "--format", "json", "--lang", "en,zh"]) == 0
    data = json.loads(capsys.readouterr().out)
    (report,) = data["reports"]
    assert [block["id"] for block in report["blocks"]] == ["rule", "asked", "outcome", "why", "follows"]
    outcome = next(block for block in report["blocks"] if block["id"] == "outcome")["title"]
    assert outcome == {"en": "Outcome: met", "zh": "结果：符合"}
    assert run([*words, "--lang", "zh"]) == 0
    assert "结果：符合" in capsys.readouterr().out
