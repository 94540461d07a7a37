"""The site in a browser without a screen, opened from files as from a file share: search, keyboard, widths, policy, contrast."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from legalmodel.cli.main import run

EVIL = "<script>window.mark=1</script><img src=x onerror='window.mark=2'>"
LEI = "5493001KJTIIGC8Y1R12"


def deal(name: dict[str, str] | str, bank: dict[str, str] | str) -> dict[str, Any]:
    return {
        "deal": {"name": name, "about": "made_up", "route": "CN/interbank-trust", "asset_class": "non_performing_loans", "currency": "CNY", "closing": "2025-06-20", "known_until": "2026-11-25", "evidence": {"all": "p"}},
        "documents": {"p": {"kind": "prospectus", "title": "Prospectus", "published": "2025-06-01"}},
        "parties": {
            "bank": {"name": bank, "form": "commercial_bank", "seat": "CN", "lei": LEI, "evidence": {"all": "p"}},
            "trustco": {"name": {"en": "River Trust", "zh": "江河信托"}, "form": "trust_company", "seat": "CN", "evidence": {"all": "p"}},
        },
        "estates": {"spt": {"name": "Trust", "kind": "special_purpose_trust", "held_by": "trustco", "capacity": "trustee", "law": "CN", "evidence": {"all": "p"}}},
        "trusts": {"t": {"settlor": "bank", "trustee": "trustco", "estate": "spt", "law": "CN", "evidence": {"all": "p"}}},
        "securities": {"s": {"name": "Senior", "issuer": "spt", "rank": 1, "amount": 100, "issued": "2025-06-20", "evidence": {"all": "p"}}},
    }  # fmt: skip  # a deal on few lines


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site of files")
    book = root / "book"
    book.mkdir()
    made = [deal({"en": f"Meadow {n}", "zh": f"草地第{n}号"}, {"en": "Lake Bank", "zh": "湖泊银行"}) for n in range(240)]
    for number, data in enumerate([*made, deal(EVIL, EVIL)]):
        (book / f"d{number}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert run(["site", str(book), str(root / "site"), "--run-day", "2026-11-30", "--chart", "relations"]) == 0
    return root / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else told.append(request.url))
    yield opened
    opened.close()
    assert not told, told


def searched(page: Page, site: Path, tag: str, words: str) -> list[str]:
    page.goto((site / tag / "index.html").as_uri())
    page.fill("#search", words)
    page.wait_for_function("document.getElementById('note').textContent !== ''")
    return page.locator("#found li").all_inner_texts()


@pytest.mark.parametrize(
    ("tag", "words", "first"),
    [
        ("en", "meadow 17", "Meadow 17"),
        ("zh", "草地 17", "草地第17号"),
        ("zh", "湖泊", "湖泊银行"),
        ("en", "lake", "Lake Bank"),
        ("en", LEI.lower(), "Lake Bank"),
        ("en", "trust law 15", "Trust Law 15"),
        ("en", "river", "River Trust"),
    ],
)
def test_a_deal_a_party_an_identifier_and_a_rule_are_found_without_a_server(
    page: Page, site: Path, tag: str, words: str, first: str
) -> None:
    found = searched(page, site, tag, words)
    assert any(row.startswith(first) for row in found)
    page.locator("#found a").first.click()
    page.wait_for_selector("h1")
    assert "/index.html" not in page.url


@pytest.mark.parametrize(
    ("tag", "words", "first"), [("en", "meadow 5", "Meadow 5"), ("zh", "草地7", "草地第7号"), ("en", "54 meadow", "Meadow 54")]
)
def test_whose_name_holds_the_very_words_comes_first(page: Page, site: Path, tag: str, words: str, first: str) -> None:
    """Of a figure alone too: every bank of the site has an identifier that begins with 5."""
    found = searched(page, site, tag, words)
    assert found[0].startswith(f"{first} ")


def test_a_word_that_too_many_have_says_so_and_nonsense_finds_nothing(page: Page, site: Path) -> None:
    assert len(searched(page, site, "en", "meadow")) == 100
    assert "add a word" in page.inner_text("#note")
    assert not searched(page, site, "en", "qqqqq")
    assert page.inner_text("#note") == "Nothing found."


def test_the_site_can_be_gone_through_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "en" / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(7):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent || document.activeElement.id"))
    assert seen[:5] == ["Search", "Deals", "Parties", "Rules", "Calendar"]
    assert "search" in seen
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def shown(site: Path) -> list[str]:
    return [
        "en/index.html", "zh/index.html", "en/deals/1.html", "zh/deals/2.html", "en/parties/1.html", "en/rules/1.html", "en/calendar/1.html", "en/rule/cn-trust-law-15.html",
        *(p.relative_to(site).as_posix() for tag in ("en", "zh") for kind in ("deal", "party") for p in sorted((site / tag / kind).glob("*.html"))[:1]),
    ]  # fmt: skip  # a list on few lines


@pytest.mark.parametrize("width", [1280, 420, 320])
def test_no_page_is_wider_than_its_window(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in shown(site):
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


CONTRAST = """() => {
  const part = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number); return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const low = [];
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    if (!e.childNodes.length || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    let opacity = 1;
    for (let p = e; p; p = p.parentElement) opacity *= Number(getComputedStyle(p).opacity);
    const dark = matchMedia('(prefers-color-scheme: dark)').matches, back = dark ? light('rgb(18,18,18)') : 1;
    const ink = light(getComputedStyle(e).color) * opacity + back * (1 - opacity);
    const ratio = (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05);
    if (ratio < 4.5) low.push(e.className + ' ' + e.textContent.slice(0, 30) + ' ' + ratio.toFixed(2));
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(browser: Browser, site: Path, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme)
    for name in shown(site):
        page.goto((site / name).as_uri())
        assert page.evaluate(CONTRAST) == [], name
    page.close()


def test_markup_in_a_name_is_shown_and_does_nothing(page: Page, site: Path) -> None:
    found = searched(page, site, "en", "script window")
    assert any(EVIL in row for row in found)
    for file in [p for p in (site / "en" / "deal").glob("*.html") if "window.mark" in p.read_text("utf-8")]:
        page.goto(file.as_uri())
        assert EVIL in page.inner_text("h1")
        assert page.evaluate("window.mark") is None
        assert page.locator("main script, main img[src='x']").count() == 0


def test_the_policy_stops_what_would_come_in_anyhow(browser: Browser, site: Path, tmp_path: Path) -> None:
    """The very head of a page, with a script, a handler and a picture from elsewhere put into its body: none of them runs or loads."""
    whole = (site / "en" / "index.html").read_text("utf-8")
    head = re.sub(r'(href|src)="\.\./', rf'\1="{site.as_uri()}/', whole[: whole.index("<body>")])
    bad = "<body><script>window.mark=1</script><img src='data:,' onerror='window.mark=2'><img src='https://example.org/x.png'></body></html>"
    file = tmp_path / "bad.html"
    file.write_text(head + bad, "utf-8")
    page = browser.new_page()
    stopped: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: stopped.append((request.url, request.failure)))
    page.goto(file.as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.mark") is None
    assert ("https://example.org/x.png", "csp") in stopped
    page.close()


def test_pictures_are_there(page: Page, site: Path) -> None:
    page.goto(next(iter(sorted((site / "en" / "deal").glob("*.html")))).as_uri())
    page.locator("figure img").first.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('figure img').naturalWidth > 0")
