"""The reasoned report: its parts, its numbers, and what its text formats make of it. Word and PDF: suites/reports."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest

from legalmodel.api import Result, check
from legalmodel.base.language import speaking
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.output.flow import FlowFigure, FlowFolded, FlowTable, Heading, Paragraph, flow
from legalmodel.output.reports import ReportWishes, write
from legalmodel.report.reasoned import reasoned
from tests.report.hostile import WORDS, hostile_deal
from tests.shipped import checked

RUN = date(2026, 11, 30)
DEALS = ("cn-npl-trust-faulty", "zhongyu-2016-1", "cn-npl-proposed")


def texts(result: Result) -> Iterator[str]:
    """Yield every text of the flow in its order, charts and what is folded left out."""
    for element in flow(reasoned(result), result):
        if isinstance(element, Heading):
            yield element.words
        elif isinstance(element, Paragraph):
            yield from (piece.words for piece in element.pieces)
            yield from element.items
        elif isinstance(element, FlowTable):
            yield from (words for _, words in element.columns if words)
            yield from (cell.words for row in element.rows for cell in row.cells if cell.words)


def in_order(wanted: Iterator[str], text: str) -> None:
    """Assert that all texts stand in a text, one after the other; blanks do not count."""
    at, text = 0, re.sub(r"\s+", "", text)
    for words in wanted:
        plain = re.sub(r"\s+", "", words)
        found = text.find(plain, at)
        assert found >= 0, f"not there, or in another order: {words}"
        at = found + len(plain)


class Reader(HTMLParser):
    """Takes the text of a page: of the schedule, whose rows are folded, the summaries."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.others: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.skip += tag in ("svg", "pre", "style")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.targets.append(value or "")
            elif name.startswith("on") or name in ("src", "srcdoc", "action"):
                self.others.append(name)

    def handle_endtag(self, tag: str) -> None:
        self.skip -= tag in ("svg", "pre", "style")

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.told.append(data)


def page(made: bytes) -> Reader:
    reader = Reader()
    reader.feed(made.decode())
    return reader


@pytest.mark.parametrize("name", DEALS)
def test_a_finding_has_one_number_and_each_reference_leads_to_it(name: str) -> None:
    result = checked(name)
    report = reasoned(result)
    assert list(report.numbers.values()) == [f"F{n}" for n in range(1, len(report.numbers) + 1)]
    rows = next(e for e in flow(report, result) if isinstance(e, FlowTable) and e.id == "schedule").rows
    assert {row.key: row.cells[0].words for row in rows} == report.numbers
    decided = {
        f.id for f in result.judgment.findings if f.outcome in (Outcome.FAIL, Outcome.PASS, Outcome.JUDGEMENT, Outcome.UNKNOWN)
    }
    assert decided <= set(report.numbers), "what speaks to the deal is in the schedule"


@pytest.mark.parametrize("name", DEALS)
def test_every_fail_is_in_summary_and_every_reservation_has_its_words_filled(name: str) -> None:
    result = checked(name)
    parts = {part.id: part for part in reasoned(result).parts}
    told = {id for block in parts["summary"].blocks for entry in block.entries for id in entry.findings}
    assert {f.id for f in result.judgment.must_change} <= told
    held = [f for f in result.judgment.findings if f.outcome is Outcome.RESERVATION]
    reserved = {id for block in parts["reserved"].blocks for entry in block.entries for id in entry.findings}
    assert {f.id for f in held} <= reserved
    for tag in ("en", "zh"):
        with speaking(tag):
            said = [str(words) for f in held for words in f.result.reserved or () if words]
            assert not [words for words in said if "{" in words], "a hole of the law's words is filled with the facts"


def test_a_ground_is_told_with_who_may_bring_it() -> None:
    """the administrator of {hop.transferor} was printed with the hole in it"""
    finding = next(f for f in checked("cn-npl-trust-faulty").judgment.findings if f.rule.id == "cn-ebl-33")
    assert finding.result.reserved and str(finding.result.reserved.who) == "the bankruptcy administrator of Linjiang Bank"


@pytest.mark.parametrize("name", DEALS)
def test_the_page_tells_every_text_and_every_link_leads_somewhere(name: str) -> None:
    reader = page(write(checked(name), "html"))
    wanted = (
        words
        for words in texts(checked(name))
        if not words.startswith(("line ", "No.", "Outcome", "Rule", "About", "What it says", "Place"))
    )
    in_order(islice(wanted, 200), "".join(reader.told))
    assert not {"script", "iframe", "object", "form", "base", "link"} & reader.tags
    inside = {target.removeprefix("#") for target in reader.targets}
    assert all(target.startswith("#") for target in reader.targets)
    assert inside <= set(reader.ids), sorted(inside - set(reader.ids))[:5]
    assert len(reader.ids) == len(set(reader.ids)), "an id stands once"


@pytest.mark.parametrize("name", DEALS)
def test_markdown_tells_every_text(name: str) -> None:
    made = re.sub(r"\\([^A-Za-z0-9\s])", r"\1", write(checked(name), "md").decode()).replace("**", "")
    in_order(texts(checked(name)), made)


def test_each_format_gives_the_same_bytes_again() -> None:
    for ending in ("md", "html", "sarif", "xml"):
        assert write(checked("zhongyu-2016-1"), ending) == write(checked("zhongyu-2016-1"), ending)


def test_in_chinese_no_english_sentence_of_the_product_is_left() -> None:
    with speaking("zh"):
        result = checked("cn-npl-trust-faulty")
        parts = [e for e in flow(reasoned(result), result) if isinstance(e, (Heading, Paragraph))]
    found = [e.words if isinstance(e, Heading) else e.plain for e in parts]
    runs = {run for words in found for run in re.findall(r"[a-z]{3,}(?: [a-z]{3,}){3,}", words)}
    file = re.sub(r"\s+", " ", result.source.text)
    assert {run for run in runs if run not in file} == set(), "only words of the deal file itself stay in its own language"


def test_hostile_words_are_words_in_every_text_format(tmp_path: Path) -> None:
    result = check(hostile_deal(tmp_path), RUN)
    reader = page(write(result, "html"))
    assert not {"script", "img"} & reader.tags
    assert reader.others == []
    assert all(target.startswith("#") for target in reader.targets)
    told = re.sub(r"\s+", "", "".join(reader.told))
    for words in WORDS:
        assert re.sub(r"\s+", "", words) in told, "nothing of it is lost"
    markdown = write(result, "md").decode()
    prose = "\n".join(row for row in markdown.split("```")[0::2])
    assert not re.search(r"(?<!\\)<(?!br>)|(?<!\\)\[[^\]]*\]\(|(?<!\\)!\[", prose)
    ElementTree.fromstring(write(result, "xml"))  # noqa: S314  (our own)
    json.loads(write(result, "sarif"))


def test_sarif_has_a_kind_for_each_outcome_and_a_level_only_for_fails() -> None:
    result = checked("cn-npl-trust-faulty")
    log = json.loads(write(result, "sarif"))
    found = {r["properties"]["finding"]: r for r in log["runs"][0]["results"]}
    for finding in result.judgment.findings:
        if finding.outcome is Outcome.NOT_APPLICABLE:
            assert finding.id not in found
            continue
        told = found[finding.id]
        assert (told["kind"] == "fail") is finding.fails
        assert (told["level"] == "error") is finding.fails
        assert told["level"] in ("error", "none")
        place = told["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("deal.yaml") and place["region"]["startLine"] >= 1


def test_a_fingerprint_survives_a_moved_line(tmp_path: Path) -> None:
    text = (shipped("templates") / "cn-npl-trust-faulty" / "deal.yaml").read_text(encoding="utf-8")
    logs = []
    for name, said in (("a", text), ("b", "# moved\n\n\n" + text)):
        (tmp_path / f"{name}.yaml").write_text(said, encoding="utf-8")
        logs.append(json.loads(write(check(tmp_path / f"{name}.yaml", RUN), "sarif"))["runs"][0]["results"])
    prints = [[r["partialFingerprints"] for r in log] for log in logs]
    lines = [[r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in log] for log in logs]
    assert prints[0] == prints[1] and lines[0] != lines[1]


def test_junit_counts_what_it_holds() -> None:
    result = checked("zhongyu-2016-1")
    for strict in (False, True):
        root = ElementTree.fromstring(write(result, "xml", ReportWishes(strict=strict)))  # noqa: S314  (our own)
        for suite in root:
            cases = suite.findall("testcase")
            assert int(suite.get("tests", "-1")) == len(cases)
            assert int(suite.get("failures", "-1")) == len(suite.findall("testcase/failure"))
            assert int(suite.get("errors", "-1")) == len(suite.findall("testcase/error"))
        assert bool(root.findall("*/testcase/error")) is strict


def test_the_command_writes_a_file_for_each_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "r.html"
    assert run(["report", "cn-npl-trust-faulty", "-o", str(file), "--lang", "en,zh", "--run-day", str(RUN)]) == 0
    english, chinese = (tmp_path / f"r.{tag}.html" for tag in ("en", "zh"))
    assert "Annex A" in english.read_text(encoding="utf-8") and "附件A" in chinese.read_text(encoding="utf-8")
    assert capsys.readouterr().out.split() == [str(english), str(chinese)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "cn-npl-trust", "-o", "x.doc"], "there is no report format 'doc'"),
        (["report", "cn-npl-trust", "--format", "pdf"], "pdf is no text for a terminal"),
    ],
)
def test_a_format_that_cannot_be_is_told_with_what_can(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    told = capsys.readouterr().err
    assert said in told and "fix:" in told


def test_what_is_folded_is_counted() -> None:
    result = checked("cn-npl-trust-faulty")
    folded = [e for e in flow(reasoned(result), result) if isinstance(e, FlowFolded)]
    assert folded and all(e.words for e in folded)
    assert next(e.view for e in flow(reasoned(result), result) if isinstance(e, FlowFigure)) == "relations"


def test_a_comparison_is_written_with_its_facts_findings_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["compare", "cn-npl-trust", "cn-npl-trust-faulty", "--run-day", str(RUN)]
    assert run([*words, "-o", str(tmp_path / "c.html")]) == 1
    reader = page((tmp_path / "c.html").read_bytes())
    told = "".join(reader.told)
    assert (
        "agencies.cash_custody.agent: custodian → bank" in told
        and "cn-no7-27" in told
        and "no obstacle found → doubtful" in told
    )
    assert "svg" in reader.tags and "script" not in reader.tags
    assert len(reader.ids) == len(set(reader.ids))
    capsys.readouterr()
    assert run([*words, "--format", "md", "--lang", "zh"]) == 1
    assert "前后对照图" in capsys.readouterr().out
    assert run([*words, "-o", str(tmp_path / "c.csv")]) == 2
    assert "cannot be written as csv" in capsys.readouterr().err


def test_a_name_in_capitals_stays_so_wherever_it_stands(tmp_path: Path) -> None:
    """a heading in capitals was made small, and with it names such as KAMCO"""
    text = (shipped("templates") / "cn-npl-trust" / "deal.yaml").read_text(encoding="utf-8")
    file = tmp_path / "deal.yaml"
    file.write_text(
        text.replace("{en: Linjiang 2025-1 (made up), zh:", "{en: LINJIANG, zh:").replace(
            "{en: Linjiang Bank, zh: 临江银行}", "KAMCO"
        ),
        encoding="utf-8",
    )
    with speaking("en"):
        told = "".join(page(write(check(file, RUN), "html")).told)
    assert "LINJIANG" in told and "KAMCO" in told
    assert "Kamco" not in told and "Linjiang" not in told.replace("Linjiang 2025-1", "")  # the vehicle's own name
    assert "Where it stands" in told, "a heading of the product is no shout"


def test_a_file_has_names_beside_each_other_where_no_language_is_asked_for(tmp_path: Path) -> None:
    assert run(["report", "cn-npl-trust-faulty", "-o", str(tmp_path / "r.md"), "--run-day", str(RUN)]) == 0
    assert "临江2025年第一期" in (tmp_path / "r.md").read_text(encoding="utf-8")
