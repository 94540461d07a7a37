"""What the hand of a lawyer does at the workbench, and the deal that it does it to."""

from conftest import TEMPLATES
from playwright.sync_api import expect

NPL = (TEMPLATES / "cn-npl-trust" / "deal.yaml").read_text(encoding="utf-8")


def typed(page, old: str, new: str) -> None:
    """Find a word in the editor and write another over it, as somebody with a keyboard does."""
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+f")
    field = page.locator(".cm-search input[name=search]")
    field.fill(old)
    field.press("Shift")  # the panel looks when a key is let go
    field.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.insert_text(new)


def saved(page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).to_have_text("saved")
