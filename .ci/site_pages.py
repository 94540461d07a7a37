"""A hook of MkDocs (``mkdocs.yml``): brings the pages that stand outside docs/ into the site, and leads links where they go there.

The pages are written to be read in the repository, and stay so. In the site README.md is the first page, what lies in docs/ lies
at the top, and everything else keeps its path. Files that a page links to come along; a folder gets a page that lists it. A link to what
the repository does not hold is left as it is, and ``mkdocs build --strict`` fails on it.
"""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
FIRST = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
FENCE = re.compile(r"(^```.*?^```\s*$)", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"(^```.*?^```\s*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<=\]\()([^)\s#]+)(?=[)#])")
STARTS_A_LIST = re.compile(r"^(?! *(?:[-*] |\d+\. |\||#))(\S.*)\n(?=(?:- |1\. )\S)", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add to the files of docs/ the pages outside it, and whatever any page links to."""
    waiting = [*FIRST, *(f"docs/{file.src_uri}" for file in files.documentation_pages())]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if (ROOT / path).is_dir():
            text = listing(path)
            files.append(File.generated(config, place(f"{path}/README.md"), content=text))
        elif (ROOT / path).is_file():
            text = (ROOT / path).read_text("utf-8") if path.endswith(".md") else ""
            if not files.get_file_from_path(place(path)):
                files.append(File.generated(config, place(path), abs_src_path=str(ROOT / path)))
        else:
            continue  # leads nowhere: MkDocs warns
        waiting += targets(text, path if (ROOT / path).is_file() else f"{path}/README.md")
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Return the text of a page with its links as they are in the site, in what Python-Markdown reads as GitHub does."""
    path = origin(page.file.src_uri)

    def led(link: re.Match[str]) -> str:
        aim = resolved(link[1], path)
        if aim is None:
            return link[1]
        aim = place(f"{aim}/README.md" if (ROOT / aim).is_dir() else aim)
        return posixpath.relpath(aim, posixpath.dirname(page.file.src_uri) or ".")

    text = outside(CODE, markdown, lambda part: LINK.sub(led, part).replace("<details>", '<details markdown="1">'))
    return outside(FENCE, text, lambda part: STARTS_A_LIST.sub("\\1\n\n", part))


def outside(code: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """Return the text with a change made to what is no code."""
    return "".join(part if at % 2 else change(part) for at, part in enumerate(code.split(text)))


def listing(folder: str) -> str:
    """Return a page that lists a folder: its pages by their titles, its files, and a line for each folder in it."""
    lines = [f"# {posixpath.basename(folder).capitalize()}", ""]
    for item in sorted((ROOT / folder).iterdir()):
        if item.is_dir():
            held = (f for f in sorted(item.rglob("*.*")) if f.is_file() and f.name != "expected.json")
            named = (f"[{f.relative_to(item).as_posix()}]({f.relative_to(ROOT / folder).as_posix()})" for f in held)
            lines.append(f"- {item.name}: {', '.join(named)}")
        elif item.suffix == ".md":
            lines.append(f"- [{item.read_text('utf-8').partition(chr(10))[0].lstrip('# ')}]({item.name})")
        else:
            lines.append(f"- [{item.name}]({item.name})")
    return "\n".join([*lines, ""])


def targets(text: str, path: str) -> list[str]:
    """Return the paths in the repository that a page links to."""
    found = (resolved(link, path) for link in LINK.findall(CODE.sub("", text)))
    return [aim for aim in found if aim]


def resolved(link: str, path: str) -> str | None:
    """Return the path in the repository that a link of the page at ``path`` names; None of what is no path, or leads out of it."""
    if ":" in link or link.startswith("/"):
        return None
    aim = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return None if aim.startswith("..") else aim


def place(path: str) -> str:
    """Return where a path of the repository stands in the site."""
    return "index.md" if path == "README.md" else path.removeprefix("docs/")


def origin(uri: str) -> str:
    """Return the path in the repository of what stands at a place of the site."""
    if uri == "index.md":
        return "README.md"
    return f"docs/{uri}" if (ROOT / "docs" / uri).exists() or uri.startswith("decisions/") else uri
