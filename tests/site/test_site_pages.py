"""The site: what is public stands on it and nothing else, in both languages; pages link up, are small, and are written whole or not at all."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.cli.main import run
from legalmodel.model.parse import parse
from legalmodel.model.public import open_papers, public_part
from legalmodel.site import build as building
from legalmodel.site import making, together
from legalmodel.site.frame import pages
from legalmodel.site.index import HELD_MOST, IndexEntry, part_of, parts, words
from legalmodel.site.one_deal import DealAsked, SiteDeal, Wished, put
from legalmodel.text.read import read_bytes
from tests.shipped import FOLDER

DAY = date(2026, 11, 30)
LEI = "5493001KJTIIGC8Y1R12"
OTHER = "HWUPKR0MPOU8FGXBT394"
PRIVATE = "Zq"  # begins every word that must not be found


def deal(name: str = "Open deal", **more: Any) -> dict[str, Any]:
    """A deal of which a published prospectus tells some, and other papers the rest."""
    return {
        "deal": {"name": {"en": name, "zh": "公开交易"}, "about": "made_up", "route": "CN/interbank-trust", "asset_class": "non_performing_loans", "currency": "CNY",
                 "closing": "2025-06-20", "known_until": "2026-11-25", "note": "Zqnote", "evidence": {"all": "zqprospectus p.1"}},
        "documents": {
            "zqprospectus": {"kind": "prospectus", "title": "Prospectus", "standing": "signed", "published": "2025-06-01", "author": "Zqauthor"},
            "zqletter": {"kind": "side_letter", "title": "Zqletter of 2025", "standing": "signed"},
            "zqlater": {"kind": "annual_report", "title": "Zqlater report", "standing": "signed", "published": "2027-01-01"},
        },
        "parties": {
            "zqbank": {"name": {"en": "Open Bank", "zh": "公开银行"}, "form": "commercial_bank", "seat": "CN", "lei": LEI, "licences": ["Zqlicence"], "evidence": {"all": "zqprospectus"}},
            "zqtrustco": {"name": "Open Trust", "form": "trust_company", "seat": "CN", "evidence": {"all": "zqprospectus"}},
            "zqbacker": {"name": "Zqbacker Limited", "form": "company", "seat": "HK", "evidence": {"all": "zqletter"}},
            "zqperson": {"name": {"en": "Zqsan Li", "zh": "李灼琴三"}, "form": "natural_person", "evidence": {"all": "zqprospectus"}},
            "zqwho": {"name": "Zqmaybe Wang", "evidence": {"all": "zqprospectus"}},
        },
        "estates": {"zqspt": {"name": "Open trust of Zqsan Li", "kind": "special_purpose_trust", "held_by": "zqtrustco", "capacity": "trustee", "law": "CN", "evidence": {"all": "zqprospectus"}}},
        "pools": {"zqpool": {"kind": "non_performing_corporate_loans", "claims": 987654321, "evidence": {"all": "zqletter"}}},
        "trusts": {"zqtrust": {"settlor": "zqbank", "trustee": "zqtrustco", "estate": "zqspt", "form": "written", "authorised_by": "decision of Zqsan Li", "evidence": {"all": "zqprospectus"}}},
        "securities": {"zqnote": {"name": "Senior", "issuer": "zqspt", "rank": 1, "amount": 1000, "coupon": "7.77%", "status": {"coupon": "from_memory"}, "evidence": {"all": "zqprospectus"}}},
        "investments": {"zqheld": {"holder": "zqbacker", "of": "zqnote", "share": "43.21%", "evidence": {"all": "zqletter"}}, "zqown": {"holder": "zqperson", "of": "zqnote", "share": "5%", "evidence": {"all": "zqprospectus"}}},
        "guarantees": {"zqpromise": {"kind": "guarantee", "by": "zqbacker", "to": "zqspt", "cap": 123456789, "evidence": {"all": "zqlater"}}},
        "events": {"zqevent": {"kind": "liquidated", "date": "2026-05-17", "resolved": "Zqresolved", "assumed": {"date": "zqassumed"}, "evidence": {"resolved": "zqprospectus"}}},
        "assumptions": {"zqassumed": {"text": "Zqassumption", "by": "Zqwriter"}},
        "complete": ["investments", "securities"],
        **more,
    }  # fmt: skip  # a deal on few lines


def book(folder: Path, *deals: dict[str, Any]) -> Path:
    folder.mkdir()
    for number, data in enumerate(deals):
        (folder / f"zqfile{number}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder


def made(folder: Path, target: Path, *more: str) -> dict[str, bytes]:
    assert run(["site", str(folder), str(target), "--run-day", str(DAY), "--jobs", "1", *more]) == 0
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in sorted(target.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("site")
    second = deal("Second deal")
    second["parties"]["zqbank"]["lei"] = OTHER
    third = deal("Third deal")
    third["parties"]["zqbank"]["lei"] = OTHER
    folder = book(root / "book", deal(), deal("Deal again"), second, third, deal(deal={"about": "made_up", "currency": "CNY"}))
    (folder / "bad.yaml").write_text("deal: [", "utf-8")
    return made(folder, root / "site")


def page(site: dict[str, bytes], words: str, tag: str = "en", kind: str = "deal") -> str:
    """Return the one page of a kind whose heading holds some words."""
    found = [
        c.decode() for n, c in site.items() if n.startswith(f"{tag}/{kind}/") and re.search(f"<h1>[^<]*{words}", c.decode())
    ]
    assert found
    return found[0]


def test_no_byte_of_the_site_holds_what_is_private(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        text = f"{name}\n{content.decode()}".casefold()
        assert PRIVATE.casefold() not in text, name
        for hidden in (
            "987654321",
            "987,654,321",
            "987.65",
            "9.87654321",
            "123456789",
            "123,456,789",
            "123.46m",
            "43.21",
            "7.77",
            "2026-05-17",
            "李灼琴三",
            "灼琴",
        ):
            assert hidden not in text, (name, hidden)


def test_what_a_published_document_says_stands_on_it_in_both_languages(site: dict[str, bytes]) -> None:
    english, chinese = page(site, "Open deal"), page(site, "公开交易", "zh")
    for told in ("Open Bank", "Open Trust", "Senior", "CNY 1,000", "natural person 1", "party 1 (name not public)"):
        assert told in english, told
    for told in ("公开银行", "自然人1", "结论", "当事人"):
        assert told in chinese, told
    assert "[en]" not in chinese
    assert "交易（依已公开内容）" in chinese
    assert "Of 1 deals not even the name" in site["en/index.html"].decode()
    assert "1 files could not be used" in site["en/index.html"].decode()


def test_a_list_of_which_a_part_is_private_is_not_complete() -> None:
    part = public_part(read_bytes(json.dumps(deal()).encode(), "d.json"), DAY)
    assert part is not None
    assert "investments" not in part.source.data.get("complete", [])
    assert [*part.source.data["investments"]] == ["investment_1"]
    whole = public_part(read_bytes(json.dumps(deal()).encode(), "d.json"), DAY, whole=True)
    assert whole is not None
    assert set(whole.source.data["complete"]) == {"investments", "securities"}


@pytest.mark.parametrize(
    ("paper", "is_open"),
    [
        ({"kind": "side_letter", "published": "2026-11-30"}, True),
        ({"kind": "prospectus", "published": "2026-12-01"}, False),
        ({"kind": "prospectus", "published": "none"}, False),
        ({"kind": "preliminary_prospectus"}, True),
        ({"kind": "prospectus", "standing": "draft"}, False),
        ({"kind": "trust_contract", "standing": "public_summary"}, True),
        ({"kind": "trust_contract", "standing": "signed"}, False),
        ({}, False),
    ],
)
def test_which_documents_are_public(paper: dict[str, str], is_open: bool) -> None:
    data = {"deal": {"name": "x"}, "documents": {"p": {"title": "t", **paper}}}
    assert (open_papers(parse(read_bytes(json.dumps(data).encode(), "d.json")), DAY) == {"p"}) is is_open
    data["securities"] = {"s": {"placement": "private"}}  # type: ignore[dict-item]  # a plain deal
    privately = open_papers(parse(read_bytes(json.dumps(data).encode(), "d.json")), DAY)
    assert (privately == {"p"}) is (is_open and paper.get("kind") != "preliminary_prospectus")


def test_a_real_deal_with_all_its_facts_public_shows_no_private_word_either(tmp_path: Path) -> None:
    found = made(book(tmp_path / "book", deal()), tmp_path / "site", "--all-public", "--lang", "en")
    text = "\n".join(c.decode() for c in found.values())
    assert "Zqbacker Limited" in text
    assert "43.21%" in text
    for hidden in (
        "zqsan",
        "李灼琴三",
        "zqmaybe",
        "zqauthor",
        "zqlicence",
        "zqresolved",
        "zqnote",
        "zqassumption",
        "zqfile",
        "zqspt",
    ):
        assert hidden not in text.casefold(), hidden
    assert not any(name.startswith("zh/") for name in found)


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.to += [v for n in ("href", "src") if (v := told.get(n))]
        self.ids |= {v for n, v in attrs if n == "id" and v}
        self.handlers += [n for n, _ in attrs if n.startswith("on") or n == "style"]
        if tag == "script":
            self.scripts.append(told)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def read(content: bytes) -> Links:
    found = Links()
    found.feed(content.decode())
    return found


def test_every_link_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site: dict[str, bytes]) -> None:
    pages = {name: read(content) for name, content in site.items() if name.endswith(".html")}
    for name, found in pages.items():
        for to in found.to:
            assert not re.match(r"[a-z]+:|//", to), (name, to)
            path, _, anchor = to.partition("#")
            target = (Path("/") / name).parent.joinpath(path).resolve().relative_to("/").as_posix() if path else name
            assert target in site, (name, to)
            assert not anchor or anchor in pages[target].ids, (name, to)


def test_pages_are_small_have_one_heading_one_policy_and_no_script_of_their_own(site: dict[str, bytes]) -> None:
    for name, content in site.items():
        assert len(content) < 1_000_000
        if name.endswith(".html"):
            found = read(content)
            assert found.headings.count(1) == 1
            assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False))
            assert not found.handlers
            assert all(s.get("src", "").endswith("assets/search.js") for s in found.scripts), name
            assert b"default-src 'none'" in content
            assert b"<html lang=" in content


def test_markup_in_names_stays_text(tmp_path: Path) -> None:
    evil = '<script>mark()</script>"><img src=x onerror=mark()>'
    data = deal(evil)
    data["parties"]["zqbank"]["name"] = "</script><b>&amp;'"
    found = made(book(tmp_path / "book", data), tmp_path / "site", "--lang", "en")
    for name, content in found.items():
        assert b"<script>mark" not in content, name
        assert b"<img src=x" not in content, name
        assert b"</script><b>" not in content, name
        assert not name.endswith(".html") or not read(content).handlers


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = book(tmp_path / "book", deal())
    assert made(folder, tmp_path / "one", "--lang", "en") == made(folder, tmp_path / "two", "--lang", "en")


def test_a_book_without_deals_gives_a_site_that_says_so(tmp_path: Path) -> None:
    found = made(book(tmp_path / "book"), tmp_path / "site")
    assert "Nothing to list." in found["en/deals/1.html"].decode()
    assert "无可列出" in found["zh/index.html"].decode()


def test_a_party_of_two_deals_has_one_page_and_a_homonym_is_told(site: dict[str, bytes], tmp_path: Path) -> None:
    homonyms = [c.decode() for n, c in site.items() if n.startswith("en/party/")]
    assert len(homonyms) == 2
    assert all("have another identifier and are not the same" in c for c in homonyms)
    found = made(book(tmp_path / "book", deal("A"), deal("B")), tmp_path / "site", "--lang", "en")
    (only,) = [c.decode() for n, c in found.items() if n.startswith("en/party/")]
    assert only.count('href="../deal/') == 2


def test_a_party_of_one_deal_is_found_there_with_its_identifier_and_has_no_page(tmp_path: Path) -> None:
    found = made(book(tmp_path / "book", deal()), tmp_path / "site", "--lang", "en")
    assert not [name for name in found if name.startswith("en/party/")]
    (only,) = [(n, c.decode()) for n, c in found.items() if n.startswith("en/deal/")]
    assert f'Open Bank<br><span class="small">LEI {LEI}</span>' in only[1]
    assert "<!--" not in only[1]
    assert f'<a href="../{only[0].removeprefix("en/")}#party_1">Open Bank</a>' in found["en/parties/1.html"].decode()


def test_a_rule_has_one_row_a_deal_however_many_things_it_says_of(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    shutil.copy(FOLDER / "cn-npl-trust-faulty" / "deal.yaml", tmp_path / "book" / "deal.yaml")
    found = made(tmp_path / "book", tmp_path / "site", "--all-public", "--lang", "en", "--chart", "title")
    told = [c.decode() for n, c in found.items() if n.startswith("en/rule/") and b"#findings" in c]
    assert len(told) >= 5
    assert all(page.count("#findings") == 1 for page in told)
    assert any(re.search(r'<span class="small">and \d+ more</span>', page) for page in told)


@pytest.mark.parametrize(("number", "count", "shown"), [(1, 1, ""), (2, 3, "123"), (5, 16, "1 2 3 4 5 6 7 8 16"), (300, 525, "1 66 132 197 263 297 298 299 300 301 302 303 328 394 459 525")])  # fmt: skip  # one row a case
def test_the_way_through_a_long_list_has_strides(number: int, count: int, shown: str) -> None:
    found = re.findall(r">(\d+)<", pages("", number, count))
    assert found == (shown.split() if " " in shown else [*shown])


# made once


def test_any_number_of_processes_and_any_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    folder = book(tmp_path / "book", *(deal(f"Deal {n}") for n in range(11)))
    alone = made(folder, tmp_path / "alone", "--lang", "en", "--chart", "relations")
    kept = tmp_path / "kept"
    for n in range(2):
        wished = ("--lang", "en", "--chart", "relations", "--jobs", "2", "--keep", str(kept))
        assert made(folder, tmp_path / f"two{n}", *wished) == alone


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the deals that are made from here on."""
    done: list[str] = []

    def noted(asked: DealAsked, wished: Wished) -> SiteDeal:
        done.append(asked.name)
        return put(asked, wished)

    monkeypatch.setattr(making, "put", noted)
    return done


def test_only_a_deal_whose_bytes_changed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = book(tmp_path / "book", *(deal(f"Deal {n}") for n in range(4)))
    wished = ("--lang", "en", "--chart", "relations", "--keep", str(tmp_path / "kept"))
    first = made(folder, tmp_path / "site", *wished)
    done = watched(monkeypatch)
    assert made(folder, tmp_path / "site", *wished) == first
    assert done == []
    (folder / "zqfile2.json").write_text(json.dumps(deal("Deal renamed"), ensure_ascii=False), "utf-8")
    changed = made(folder, tmp_path / "site", *wished)
    assert done == ["zqfile2.json"]
    assert changed == made(folder, tmp_path / "anew", *wished[:-2])
    (folder / "zqfile1.json").unlink()
    fewer = made(folder, tmp_path / "site", *wished)
    assert fewer == made(folder, tmp_path / "anew", *wished[:-2])
    assert done.count("zqfile1.json") == 1  # by the run that kept nothing


@pytest.mark.parametrize("at", [0, 1, 700, -1])
def test_a_run_that_was_ended_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Wherever its journal was cut off, and whatever half a page lies there: the site is as if nothing had happened."""
    folder = book(tmp_path / "book", *(deal(f"Deal {n}") for n in range(3)))
    wished = ("--lang", "en", "--chart", "relations", "--keep", str(tmp_path / "kept"))
    first = made(folder, tmp_path / "site", *wished)
    journal = tmp_path / "kept" / "deals.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[1][:at])
    for line in lines[1:]:
        (tmp_path / "kept" / "en" / "deal" / f"{line.split()[0].decode()}.html").write_bytes(b"half")
    done = watched(monkeypatch)
    assert made(folder, tmp_path / "site", *wished) == first
    assert len(done) == 2


def test_for_another_day_or_other_wishes_all_is_made_again_and_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder, kept = book(tmp_path / "book", deal()), tmp_path / "kept"
    made(folder, tmp_path / "site", "--lang", "en", "--chart", "relations", "--keep", str(kept))
    other = ("--lang", "en", "--chart", "title")
    assert made(folder, tmp_path / "site", *other, "--keep", str(kept)) == made(folder, tmp_path / "anew", *other)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "work.txt").write_text("mine", "utf-8")
    assert run(["site", str(folder), str(tmp_path / "site"), "--keep", str(tmp_path / "mine")]) == 2
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["work.txt"]
    before = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*"))
    for within in (tmp_path / "site", tmp_path / "site" / "work", tmp_path):
        assert run(["site", str(folder), str(tmp_path / "site"), "--keep", str(within)]) == 2
    assert sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*")) == before


# written whole or not at all


def test_of_a_name_that_very_many_have_a_page_names_some_and_counts_the_rest(tmp_path: Path) -> None:
    data = deal()
    for n in range(60):
        begins = f"5493{n:014}"
        code = f"{begins}{98 - int(begins + '00') % 97:02}"
        data["parties"][f"zqb{n}"] = {"name": "Same Bank", "form": "commercial_bank", "seat": "CN", "lei": code, "evidence": {"all": "zqprospectus"}}  # fmt: skip  # one row
    pages = made(book(tmp_path / "book", data, data), tmp_path / "site", "--lang", "en")
    own = [page.decode() for name, page in pages.items() if name.startswith("en/party/") and b"Same Bank" in page]
    assert len(own) == 60
    for page in own:
        assert page.count(">Same Bank (") == 20
        assert "and 39 more" in page


def test_a_folder_that_is_no_site_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "work.txt").write_text("mine", "utf-8")
    assert run(["site", str(book(tmp_path / "book", deal())), str(target)]) == 2
    assert [p.name for p in target.iterdir()] == ["work.txt"]


def test_a_site_that_fails_half_way_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, target = book(tmp_path / "book", deal()), tmp_path / "site"
    before = made(folder, target, "--lang", "en")

    def broken(*_: Any) -> Any:
        raise BadRequest("the disk is full", "empty it")

    for module, name in ((together, "parts"), (building, "make"), (together, "_lists")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, broken)
            assert run(["site", str(folder), str(target), "--jobs", "1"]) == 2
        assert {p.relative_to(target).as_posix(): p.read_bytes() for p in sorted(target.rglob("*")) if p.is_file()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book", "site"]


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, target = book(tmp_path / "book", deal()), tmp_path / "site"
    before = made(folder, target, "--lang", "en")
    rename: Callable[..., Any] = Path.rename

    def failing(self: Path, to: Path) -> Any:
        if self.parent.suffix == ".tmp":
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing)
    assert run(["site", str(folder), str(target), "--jobs", "1"]) == 2
    monkeypatch.undo()
    assert {p.relative_to(target).as_posix(): p.read_bytes() for p in sorted(target.rglob("*")) if p.is_file()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book", "site"]


# the index


def test_words_are_those_of_the_search() -> None:
    assert [*words("Bank of China 中国银行, 2016-1")] == ["bank", "of", "china", "中国", "国银", "银行", "2016", "1"]
    assert [*words("Ａ银")] == ["a", "银"]


def test_a_word_that_all_have_is_held_in_part_and_counted() -> None:
    entries = [IndexEntry("d", f"Deal {n}", "", f"deal/{n}.html", "") for n in range(5000)]
    made = parts(entries)
    assert max(map(len, made.values())) < 1_000_000
    number = part_of("deal", len(made))
    data = json.loads(made[number].decode().removeprefix(f"lmPart({number},").removesuffix(");\n"))
    total, held = data["w"]["deal"]
    assert (total, len(held)) == (5000, HELD_MOST)
    other = part_of("4321", len(made))
    found = json.loads(made[other].decode().removeprefix(f"lmPart({other},").removesuffix(");\n"))
    assert [found["e"][at][1] for at in found["w"]["4321"][1]] == ["Deal 4321"]
