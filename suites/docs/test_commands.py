"""Every command that stands in a block of README.md or docs/ is run, in a folder that holds what the pages speak of.

The commands of a page run one after another, as a reader would type them. Each must end with 0 or 1: done, or done with something to report.
"""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest
from docx import Document

from legalmodel.base import plugins
from legalmodel.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEMPLATES = ROOT / "templates"
DEAL = TEMPLATES / "cn-npl-trust"
SKIPPED = {
    "book check /shared/my-book --spark spark://host:7077": "needs a cluster; suites/spark judges a book on one",
    "serve my-deal": "runs until it is stopped; tests/doors/test_doors_serve.py starts it and reads its pages",
    "serve folder-of-deals": "the same; suites/web opens it in a browser",
    "lsp": "runs until the editor ends it; suites/lsp starts it and speaks to it",
    "mcp deals": "runs until the assistant ends it; suites/mcp starts it and uses its tools",
    "mcp deals --write": "the same",
    "mcp folder-of-deals --write": "the same",
    "export my-deal --to esma-annex-12 --fields fields.csv -o report.xml": "the table has to be filled in; tests/importers/test_esma_messages.py does",
    "export my-deal --to esma-annex-14 --fields fields.csv -o event.xml": "the same",
    "export my-deal --to abs-ee --fields assets.csv -o ex102.xml": "needs the assets of a deal of cars or homes; tests/exporters/test_asset_data.py",
    "new --ask my-deal": "stands for the line above it, and asks at a terminal; tests/cli/test_interview.py answers its questions",
}


def blocks(text: str) -> list[str]:
    """Return the lines of the blocks of a page, without those that hold code of another language."""
    fenced = re.findall(r"^```(?:sh|console|)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    bare = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [line for block in fenced for line in block.split("\n")] + re.findall(r"^ {4}(.+)$", bare, flags=re.MULTILINE)


def commands_of(page: Path) -> list[str]:
    """Return the commands of a page, without what is said beside them."""
    found = (re.search(r"(?:^|&& )(?:\$ )?(?:\.venv/bin/)?legalmodel (.+)", line) for line in blocks(page.read_text("utf-8")))
    return [re.split(r" {2,}| && | # ", command[1])[0].strip() for command in found if command]


WITH_COMMANDS = [page for page in PAGES if commands_of(page)]


def module_of(path: Path) -> ModuleType:
    """Return a module of the tests, for the made-up inputs that it holds."""
    spec = importlib.util.spec_from_file_location(f"of_the_tests_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a deal under git, the templates, and every file that the pages name as the reader's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "118")
    shutil.copytree(TEMPLATES, "templates")
    shutil.copytree(DEAL, "my-deal")
    shutil.copy(DEAL / "deal.yaml", "deal.yaml")
    for name in ("cn-npl-trust", "cn-clo-trust"):
        shutil.copytree(TEMPLATES / name, f"folder-of-deals/{name}")
    for name in ("plan-1", "plan-2"):
        Path(name).mkdir()
        shutil.copy(TEMPLATES / "leverage" / "nanhe" / f"{name}.yaml", f"{name}/deal.yaml")
    series = (TEMPLATES / "series" / "chinese-bad-loans.csv").read_text("utf-8").split("\n")
    Path("figures.csv").write_text("\n".join(series[3:12]), "utf-8")  # a short one: each method is fitted once for every day
    shutil.copy(TEMPLATES / "economics" / "good-loans.yaml", "inputs.yaml")
    for name in ("loans.csv", "pool.yaml", "map.yaml"):
        shutil.copy(TEMPLATES / "tapes" / name, name)
    shutil.copy(TEMPLATES / "leverage" / "recycling-made-up.yaml", "figures.yaml")
    for name in ("gazette-2005.pdf", "contract.pdf"):
        Path(name).write_bytes(b"%PDF-1.7 made up: only its digest is taken")
    absbox = module_of(ROOT / "tests" / "importers" / "test_absbox.py")
    Path("model.json").write_text(json.dumps(absbox.ONE), "utf-8")
    Path("model.py").write_text(absbox.PYTHON, "utf-8")
    other_formats(tmp_path)
    firms_template(tmp_path / "firm.dotx")
    under_git(tmp_path)
    return tmp_path


def other_formats(folder: Path) -> None:
    """Write made-up files of the formats that ``import`` reads, each by the tests of its importer."""
    tests = ROOT / "tests" / "importers"
    names = ("bods_files", "test_gleif", "test_tapes_and_templates", "test_esma_messages")
    bods, gleif, tapes, esma = (module_of(tests / f"{name}.py") for name in names)
    (folder / "for-esma").mkdir()
    Path("investor-report.xml").write_bytes(esma.out("esma-annex-12", esma.filled(folder / "for-esma")))
    Path("exposures.xml").write_text(esma.report(esma.exposure(1, "100.25", 0)), "utf-8")
    held = bods.relation("ab", "a", "b", bods.interest("shareholding", {"exact": 100}))
    bods.written(folder, [bods.company("a", "A Ltd"), bods.company("b", "B Ltd"), held])
    gleif.files(folder, lei_xml=gleif.LEVEL1, relations_xml=gleif.LEVEL2, exceptions_xml=gleif.EXCEPTIONS)
    tapes.written(folder, tapes.filing(tapes.asset(1, "100.25")), "ex102.xml")
    tapes.written(folder, tapes.portfolio({"total_balance": 249, "principal_balance": 200, "loan_currency": "EUR"}), "portfolio.json")
    assert run(["export", "my-deal", "--to", "term-sheet", "-o", "filled.xlsx"]) == 0


def firms_template(file: Path) -> None:
    """Save a template as Word does: it says of itself that it is no document."""
    made = BytesIO()
    Document().save(made)
    with ZipFile(made) as old, ZipFile(file, "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item).replace(b"document.main+xml", b"template.main+xml"))


def under_git(folder: Path) -> None:
    """Put the deal under git, on the branch main."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    for words in (["init", "-q", "-b", "main"], ["add", "my-deal"], ["commit", "-q", "-m", "First draft"]):
        subprocess.run(["git", *words], cwd=folder, env=os.environ | who, check=True)


def house_laws(page: Path) -> None:
    """Write the packs that a page shows in full: each begins with its instrument, and is tried under the name of its page."""
    for shown in re.findall(r"```yaml\n(instrument:.*?)```", page.read_text("utf-8"), flags=re.DOTALL):
        folder = Path("our-answers" if page.stem == "answers" else "our-policy")
        folder.mkdir(exist_ok=True)
        (folder / "house.yaml").write_text(shown, "utf-8")


def prepared(page: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring the room to where a page begins: what it makes itself is not there yet, what another page makes is."""
    house_laws(page)
    commands = commands_of(page)
    if any(command.startswith("new cn-npl-trust my-deal") for command in commands):
        shutil.move("my-deal", "set-aside")
    if page.stem == "deal-file":
        deal = Path("my-deal/deal.yaml")
        text = deal.read_text("utf-8")
        assert text.count("\n  closing: 2025-06-20\n") == 1
        deal.write_text(text.replace("\n  closing: 2025-06-20\n", "\n  unknown: {closing: not_disclosed}\n"), "utf-8")
    if page.stem == "plugins":
        monkeypatch.syspath_prepend(str(ROOT / "tests" / "judgment"))
        acme = module_of(ROOT / "tests" / "plugins" / "test_plugins.py")
        monkeypatch.syspath_prepend(str(acme.installed(acme.wheel(room), room / "acme")))
        monkeypatch.setattr(plugins, "_USED", {})
    if "before.json" in " ".join(commands) and "--output before.json" not in " ".join(commands):
        run(["check", "cn-npl-trust", "--format", "json", "--output", "before.json", "--fail-on", "never"])
    if page.stem == "README":
        for command in commands_of(ROOT / "docs" / "attest.md")[:2]:
            assert run(shlex.split(command)) == 0


def filled(command: str, printed: list[str]) -> list[str]:
    """Return the words of a command, with the reader's own value where a page writes HEX, or shows a digest."""
    told = "\n".join(printed)
    if "HEX" in command:
        command = command.replace("HEX", re.findall(r"SHA-256 ([0-9a-f]{64})", told)[-1])
    if "@3f1c9a77d0e2" in command:
        command = command.replace("3f1c9a77d0e2", re.findall(r"sha256:([0-9a-f]{12})", told)[-1])
    return shlex.split(command)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_the_commands_of_a_page_run(
    page: Path, room: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    prepared(page, room, monkeypatch)
    printed: list[str] = []
    failed: list[str] = []
    for command in commands_of(page):
        if command in SKIPPED:
            continue
        code = run(filled(command, printed))
        out, err = capfd.readouterr()
        printed.append(out + err)
        if code not in (0, 1) or "Traceback" in out + err:
            failed.append(f"legalmodel {command}\nended with {code}\n{err}")
        if page.stem == "README" and command.startswith("new"):
            under_git(room)
    assert not failed, "\n\n".join(failed)


def test_the_commands_are_found_and_what_is_skipped_is_there() -> None:
    found = {page.stem: commands_of(page) for page in WITH_COMMANDS}
    every = [command for commands in found.values() for command in commands]
    assert len(every) >= 100
    assert len(found) >= 20
    assert set(SKIPPED) <= set(every)
