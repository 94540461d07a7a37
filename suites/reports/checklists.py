"""What the suites of checklists share, whichever the format: the deal, the way out, the way back, and what the deal is to say then."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from legalmodel.api import check
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.review import read_docx, read_xlsx
from legalmodel.review.log import log_file, read_log
from legalmodel.review.state import said_so_far

RUN = date(2026, 11, 30)
DEAL = "zhongyu-2016-1"
FORM, SETTLOR, SIGNED = "trusts.entrustment.form", "trusts.entrustment.settlor", "trusts.entrustment.dates.signed"
TYPES = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML"}
NO_ARCHIVE = {"text": b"hello", "empty": b"", "zip": b"PK\x05\x06" + b"\0" * 18}

Rows = dict[tuple[str, str], dict[str, str]]


def deal_in(folder: Path) -> Path:
    return Path(shutil.copy(shipped("templates") / DEAL / "deal.yaml", folder / "deal.yaml"))


def result() -> Any:
    return check(shipped("templates") / DEAL / "deal.yaml", RUN)


def exported(deal: Path, name: str, *more: str) -> Path:
    file = deal.with_name(name)
    file.unlink(missing_ok=True)
    assert run(["review", "export", str(deal), "-o", str(file), "--run-day", "2026-11-30", *more]) == 0
    return file


def taken(file: Path, deal: Path, *more: str) -> int:
    return run(["review", "import", str(file), str(deal), "--run-day", "2026-11-30", *more])


def taken_beside(file: Path) -> int:
    """Import a checklist without naming its deal."""
    return run(["review", "import", str(file), "--run-day", "2026-11-30"])


def theirs(file: Path) -> Rows:
    """The cells of reviewers in a file."""
    reader = read_docx if file.suffix == ".docx" else read_xlsx
    return {(row.sheet, row.id): dict(row.cells) for row in reader.read_checklist(file).rows if row.cells}


def logged(deal: Path) -> Rows:
    """The cells of reviewers in the log."""
    return said_so_far(read_log(log_file(deal)).entries)


def check_facts(deal: Path) -> None:
    """Three facts were taken over into the deal: a value, a day that was unknown, and a further document."""
    data = check(deal, RUN).source.data["trusts"]["entrustment"]
    assert data["form"] == "written" and data["evidence"]["form"] == "b2 §4" and data["evidence"]["settlor"] == "b1; b2 p.3"
    assert data["dates"]["signed"] == "2016-05-20" and "signed" not in data["dates"]["unknown"]


def through_libreoffice(file: Path, folder: Path) -> Path:
    folder.mkdir()
    home, ending = f"-env:UserInstallation=file://{folder}/profile", file.suffix.removeprefix(".")
    words = ["soffice", home, "--headless", "--convert-to", f"{ending}:{TYPES[ending]}", "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / file.name


def damaged(kind: str, good: bytes, change: Callable[[str, bytes], bytes], folder: str) -> bytes:
    """A file that is no checklist any more: no archive, one that is too much, or one whose parts ``change`` has changed."""
    if kind in NO_ARCHIVE:
        return NO_ARCHIVE[kind]
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        if kind == "bomb":
            new.writestr(f"{folder}/media/x.bin", b"\0" * 101_000_000)
        if kind == "many":
            for n in range(2_001):
                new.writestr(f"x/{n}", b"")
    return into.getvalue()
