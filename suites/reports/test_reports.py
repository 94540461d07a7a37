"""Word and PDF, read back by readers that we did not write (mammoth, pypdf, LibreOffice where it is), and JUnit and SARIF by theirs."""

import io
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import mammoth
import pytest
import xmlschema
from docx import Document
from pypdf import PdfReader
from sarif import loader

from legalmodel.api import Result, check
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.output.flow import FlowFigure, Heading, flow
from legalmodel.output.reports import ReportWishes, write
from legalmodel.report.reasoned import reasoned
from tests.report.hostile import WORDS, hostile_deal
from tests.report.test_reasoned import in_order, texts

RUN = date(2026, 11, 30)
DEALS = ("cn-npl-trust-faulty", "zhongyu-2016-1")


@cache
def checked(name: str) -> Result:
    return check(shipped("templates") / name / "deal.yaml", RUN)


@cache
def made(name: str, ending: str, tag: str = "en") -> bytes:
    with speaking(tag):
        return write(checked(name), ending)


def told(docx: bytes) -> str:
    """Return the text of a document as mammoth reads it."""
    return mammoth.extract_raw_text(io.BytesIO(docx)).value


@pytest.mark.parametrize("tag", ["en", "zh"])
@pytest.mark.parametrize("name", DEALS)
def test_word_tells_every_text_in_its_order(name: str, tag: str) -> None:
    with speaking(tag):
        wanted = list(texts(checked(name)))
    in_order(iter(wanted), told(made(name, "docx", tag)))


def test_headings_are_headings_and_the_contents_list_them() -> None:
    document = Document(io.BytesIO(made("cn-npl-trust-faulty", "docx")))
    result = checked("cn-npl-trust-faulty")
    wanted = [e for e in flow(reasoned(result), result) if isinstance(e, Heading)]
    found = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [p.style.name for p in found] == [f"Heading {h.level}" for h in wanted]
    xml = document.element.xml
    assert 'TOC \\o "1-2"' in xml
    anchors, marks = set(re.findall(r'w:anchor="([^"]+)"', xml)), re.findall(r'w:bookmarkStart[^>]*w:name="([^"]+)"', xml)
    assert anchors <= set(marks), "every link within the document leads somewhere"
    assert len(marks) == len(set(marks))
    assert len([e for e in flow(reasoned(result), result) if isinstance(e, FlowFigure)]) == len(document.inline_shapes)


def test_rows_do_not_break_and_heads_repeat() -> None:
    document = Document(io.BytesIO(made("cn-npl-trust-faulty", "docx")))
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        assert [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)


def test_chinese_type_is_set() -> None:
    styles = ZipFile(io.BytesIO(made("cn-npl-trust-faulty", "docx", "zh"))).read("word/styles.xml").decode()
    assert 'w:eastAsia="SimSun"' in styles and 'w:eastAsia="SimHei"' in styles


def test_a_firms_template_keeps_its_styles_and_loses_its_text(tmp_path: Path) -> None:
    firm = Document()
    firm.add_paragraph("Dear client, this is old text")
    firm.styles["Heading 1"].font.name = "Garamond"
    firm.sections[0].header.paragraphs[0].text = "Example Law Firm"
    firm.save(str(tmp_path / "firm.docx"))
    written = write(checked("cn-npl-trust-faulty"), "docx", ReportWishes(template=str(tmp_path / "firm.docx")))
    document = Document(io.BytesIO(written))
    assert document.styles["Heading 1"].font.name == "Garamond"
    assert document.sections[0].header.paragraphs[0].text == "Example Law Firm"
    assert "old text" not in told(written)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_what_is_no_template_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(BadRequest, match="no Word file"):
        write(checked("cn-npl-trust-faulty"), "docx", ReportWishes(template=str(tmp_path / "x.docx")))


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_same_deal_gives_the_same_bytes(ending: str) -> None:
    with speaking("en"):
        assert made("cn-npl-trust-faulty", ending) == write(checked("cn-npl-trust-faulty"), ending)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_pdf_tells_every_heading_and_says_what_it_is_not(tag: str) -> None:
    reader = PdfReader(io.BytesIO(made("cn-npl-trust-faulty", "pdf", tag)))
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    with speaking(tag):
        result = checked("cn-npl-trust-faulty")
        words = [e.words for e in flow(reasoned(result), result) if isinstance(e, Heading)]
    for heading in words:
        assert re.sub(r"\s+", "", heading)[:12] in text, heading
    assert ("Notalegalopinion" if tag == "en" else "非法律意见书") in text
    assert len(reader.outline) >= 12


def test_hostile_words_are_words_in_word_and_pdf(tmp_path: Path) -> None:
    result = check(hostile_deal(tmp_path), RUN)
    document = write(result, "docx")
    plain = re.sub(r"\s+", "", told(document))
    for words in WORDS:
        assert re.sub(r"\s+", "", words) in plain, "nothing of it is lost"
    xml = Document(io.BytesIO(document)).element.xml
    codes = set(re.findall(r"<w:instrText[^>]*>([^<]*)", xml))
    assert codes == {' TOC \\o "1-2" \\h \\z \\u '}, "no field but our own"
    relations = ZipFile(io.BytesIO(document)).read("word/_rels/document.xml.rels").decode()
    assert "hyperlink" not in relations and 'TargetMode="External"' not in relations
    reader = PdfReader(io.BytesIO(write(result, "pdf")))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "root:x:0" not in text and "onerror" in text
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert not [link for link in links if "/URI" in link.get("/A", {})]


def test_junit_fits_its_schema(tmp_path: Path) -> None:
    schema = xmlschema.XMLSchema(str(Path(__file__).with_name("JUnit.xsd")))
    for name in DEALS:
        for strict in (False, True):
            (tmp_path / "r.xml").write_bytes(write(checked(name), "xml", ReportWishes(strict=strict)))
            schema.validate(str(tmp_path / "r.xml"))


def test_sarif_tools_count_the_fails(tmp_path: Path) -> None:
    for name in DEALS:
        (tmp_path / "r.sarif").write_bytes(write(checked(name), "sarif"))
        log = loader.load_sarif_files(str(tmp_path / "r.sarif"))
        assert log.get_report().get_issue_count_for_severity("error") == sum(f.fails for f in checked(name).judgment.findings)


@pytest.mark.parametrize("tag", ["en", "zh"])
def test_libreoffice_opens_it_where_it_is_installed(tag: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    document = made("cn-npl-trust-faulty", "docx", tag)
    if office is None:  # then what it would trip over is looked at: every part is well-formed and every relation leads to one
        package = ZipFile(io.BytesIO(document))
        assert package.testzip() is None
        assert Document(io.BytesIO(document)).paragraphs
        return
    (tmp_path / "r.docx").write_bytes(document)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "r.docx")],
        check=True,
        timeout=120,
    )
    pages = PdfReader(str(tmp_path / "r.pdf")).pages
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    assert len(pages) > 10 and ("AnnexCFactsreliedon" if tag == "en" else "附件C") in text


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_comparison_is_a_document_too(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"c.{ending}"
    assert run(["compare", "cn-npl-trust", "cn-npl-trust-faulty", "--run-day", str(RUN), "-o", str(file)]) == 1
    data = file.read_bytes()
    text = told(data) if ending == "docx" else "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    plain = re.sub(r"\s+", "", text)
    assert "agencies.cash_custody.agent" in plain and "cn-no7-27" in plain and "noobstaclefound→doubtful" in plain
