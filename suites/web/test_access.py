"""Pages for everybody: axe finds nothing, by day and by night, on a phone and on a projector, in English and Chinese; and all by keyboard."""

import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from conftest import TEMPLATES, serving
from playwright.sync_api import expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WAYS = [
    "/", "/law", "/law/cn-trust-law-15", "/people", "/further", "/deal/ours", "/deal/ours/findings", "/deal/ours/chart", "/deal/ours/text", "/deal/ours/forms",
    "/deal/ours/forms/deal", "/deal/ours/forms/parties?id=bank", "/deal/ours/ask", "/deal/ours/what-if?do=stress", "/deal/ours/what-if?do=cure", "/deal/ours/compare?day=2025-03-01",
    "/deal/ours/review", "/deal/none", "/deal/broken",
]  # fmt: skip  # short parts read together: one a line would take a screen
WISHES = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "night": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 420, "height": 860}, "has_touch": True, "is_mobile": True},
    "projector": {"viewport": {"width": 1920, "height": 1080}},
}


class Doors:
    """A server, and a link for each browser that is to come in."""

    def __init__(self, served) -> None:
        self.home, self.next = served.home, served.link

    def enter(self, page) -> None:
        page.goto(self.next)
        page.wait_for_url(self.home + "/")
        page.goto(self.home + "/further?lang=en")
        page.get_by_role("button", name="Make a link").click()
        self.next = page.locator("code.link").inner_text()
        page.goto(self.home + "/")


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("deals")
    for name, template in (("ours", "cn-npl-trust-faulty"), ("second", "zhongyu-2016-1")):
        (folder / name).mkdir()
        shutil.copy(TEMPLATES / template / "deal.yaml", folder / name / "deal.yaml")
    (folder / "broken").mkdir()
    (folder / "broken" / "deal.yaml").write_text("deal: {name: x, nonsense: 1}\nparties: {a: {form: nothing}}\n")
    with serving(folder) as served:
        yield Doors(served)


@pytest.mark.parametrize("tag", ["en", "zh"])
@pytest.mark.parametrize("where", WISHES)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(doors, browser, where: str, tag: str) -> None:
    context = browser.new_context(**WISHES[where], bypass_csp=True)  # axe itself is put into the page
    page = context.new_page()
    doors.enter(page)
    found = []
    for way in WAYS:
        page.goto(f"{doors.home}{way}{'&' if '?' in way else '?'}lang={tag}")
        page.wait_for_load_state("networkidle")
        for details in page.locator("main details").all()[:6]:
            details.evaluate("d => { d.open = true; }")
        page.wait_for_timeout(150)
        page.evaluate(AXE)
        results = page.evaluate(
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})).violations"
        )
        found += [(way, v["id"], [n["target"] for n in v["nodes"]][:3]) for v in results]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 1:
            found.append((way, "wider than the window by", wide))
    context.close()
    assert found == []


def test_everything_is_reached_by_the_keyboard(doors, browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    doors.enter(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/deal/ours":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/deal/ours")
    page.goto(doors.home + "/deal/ours/findings")
    summary = page.locator("details.finding summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.finding .proof").first).to_be_visible()
    page.goto(doors.home + "/deal/ours/chart")
    page.locator("#chart[data-ready]").wait_for()
    page.locator("#picture").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    context.close()
