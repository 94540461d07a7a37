"""The site of the pages builds without a warning, comes whole from its own folder, and leads nowhere that is not there."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
FETCHED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}

CODE = ("code", "pre", "script", "style")
PARTS = ("p", "li", "td", "th", "h1", "h2", "h3", "summary")


class Read(HTMLParser):
    """What a page fetches by itself, where its links lead, the places that links may name, and its text outside code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.prose: list[str] = []
        self.code = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.code += tag in CODE
        if tag in PARTS:
            self.prose.append("")
        self.places |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag in FETCHED and (aim := given.get(FETCHED[tag])):
            self.fetched.append(aim)
        if tag == "a" and (aim := given.get("href")):
            self.links.append(aim)

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in CODE

    def handle_data(self, data: str) -> None:
        if self.prose and not self.code:
            self.prose[-1] += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    return {file: Read(file.read_text("utf-8")) for file in site.rglob("*.html") if file.name != "404.html"}


def test_every_page_of_docs_is_in_it(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs")).with_suffix(".html").is_file(), page
    for name in ("index", "CONTRIBUTING", "CHANGELOG", "diagrams/index", "decisions/index", "templates/index"):
        assert (site / f"{name}.html").is_file(), name


def test_nothing_comes_from_another_server(site: Path, pages: dict[Path, Read]) -> None:
    assert len(pages) > 60
    foreign = {aim for read in pages.values() for aim in read.fetched if urlsplit(aim).netloc}
    assert not foreign
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert "url(http" not in text
        assert "url(//" not in text
        assert "@import" not in text


def test_every_link_and_picture_is_there(site: Path, pages: dict[Path, Read]) -> None:
    lost = []
    for file, read in pages.items():
        for aim in {*read.fetched, *read.links}:
            parts = urlsplit(aim)
            if parts.scheme or parts.netloc or aim.startswith("data:"):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            named = unquote(parts.fragment)
            if not target.is_file() or (named and target in pages and named not in pages[target].places):
                lost.append(f"{file.relative_to(site)}: {aim}")
    assert not lost


def test_all_marks_are_read(pages: dict[Path, Read], site: Path) -> None:
    """GitHub takes a list right below a sentence, and marks within a fold; here the hook sees to both"""
    left = []
    for file, read in pages.items():
        for text in read.prose:
            left += [f"{file.relative_to(site)}: {text[:80]!r}" for mark in ("\n- ", "\n1. ", "\n|", "![", "](", "**", "```") if mark in text]
    assert not left
