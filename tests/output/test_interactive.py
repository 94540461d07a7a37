"""The interactive page: one file without network, whose policy lets nothing of a deal run, with everything as tables too."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from chart_samples import DEAL, HOSTILE

from legalmodel.cli.main import run
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.draw import draw
from legalmodel.output.ids import safe_id


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.open, self.policy = [], {}, "", ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open = tag
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"]

    def handle_data(self, data):
        self.texts.setdefault(self.open, []).append(data)

    def handle_endtag(self, tag):
        self.open = ""


def digest(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def data(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_a_page_needs_no_network_and_its_policy_names_its_script_and_styles():
    text = draw(DEAL, "html").decode()
    page = Page(text)
    assert not re.search(r"(?:src|href)=", text)
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) <= {"http://www.w3.org/2000/svg"}
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(scripts) == 1
    assert f"script-src {digest(scripts[0])};" in page.policy
    assert all(digest(style) in page.policy for style in styles)
    assert "unsafe" not in page.policy
    assert "default-src 'none'" in page.policy
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on") or a == "style"]


@pytest.mark.parametrize("word", [*HOSTILE, "</script><script>alert(1)</script>", "<!--", "]]><img src=x>"])
def test_no_name_becomes_markup_or_script(word):
    nodes = (Node("a", "company", (word,)), Node("b", "trust", (word,), state="unknown", missing=(word,)))
    hostile = draw(Chart((word,), nodes, (Edge("e", "a", "b", "loan", (word,)),)), "html").decode()
    plain = draw(
        Chart(
            ("x",),
            (nodes[0]._replace(lines=("x",)), nodes[1]._replace(lines=("x",), missing=("x",))),
            (Edge("e", "a", "b", "loan", ("x",)),),
        ),
        "html",
    ).decode()

    def kept(text):
        return [t for t in (tag for tag, _ in Page(text).tags) if t not in ("text", "style")]

    assert kept(hostile) == kept(plain)
    assert set(data(hostile)["parts"]) == {"a", "b", "e"}


def test_every_part_has_its_data_and_stands_in_a_table():
    text = draw(DEAL, "html").decode()
    found = data(text)
    assert set(found["parts"]) == {safe_id(p.id) for p in (*DEAL.nodes, *DEAL.edges)}
    assert found["parts"]["entrust"]["source"] == "bank"
    assert found["kinds"] == list(dict.fromkeys(e.relation for e in DEAL.edges))
    assert text.count("<tr>") >= len(DEAL.edges)
    ids = set(re.findall(r'<g id="[nel]_([^"]+)"', text))
    assert {i.removesuffix(".a").removesuffix(".b") for i in ids} == set(found["parts"])


def test_a_deal_tells_facts_findings_articles_place_and_days(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["draw", "cn-npl-trust-faulty", "--run-day", "2026-06-30", "-o", "a.html"]) == 0
    text = Path("a.html").read_text()
    parts = data(text)["parts"]
    act = parts["trusts.2Eentrustment"]
    assert act["place"].startswith("deal.yaml, line ")
    assert ["settlor", "Linjiang Bank"] in act["facts"]
    assert act["findings"][0][0] == "NOT MET"
    assert act["since"] == "2025-06-20"
    assert act["since"] in data(text)["days"]
    assert "<h2>Findings</h2>" in text
    assert run(["draw", "cn-npl-trust-faulty", "--run-day", "2026-06-30", "--clean", "-o", "b.html"]) == 0
    assert "NOT MET" not in json.dumps(data(Path("b.html").read_text())["parts"])


def test_natural_persons_are_told_by_number(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    deal = """
parties:
  wang: {name: Wang Secret, form: natural_person}
  bank: {name: Bank, form: company}
guarantees: {g: {by: wang, to: bank, kind: guarantee}}
"""
    Path("d.yaml").write_text(deal)
    assert run(["draw", "d.yaml", "--run-day", "2026-06-30", "-o", "a.html"]) == 0
    assert "Wang Secret" not in Path("a.html").read_text()
    assert run(["draw", "d.yaml", "--run-day", "2026-06-30", "--names", "-o", "b.html"]) == 0
    assert "Wang Secret" in Path("b.html").read_text()


def test_a_page_is_the_same_each_time():
    assert draw(DEAL, "html") == draw(DEAL, "html")
