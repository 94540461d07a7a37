"""A bundle: deal, law, judgment, charts and report in one archive, with a manifest by which ``verify`` tells what was changed since.

The same deal, law and day give the same bytes: names in order, no time of day, no owner.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from legalmodel import __version__
from legalmodel.base.language import beside
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import package_folder
from legalmodel.judgment.checked import Checked
from legalmodel.law.digest import law_digest
from legalmodel.law.files import ATTESTED
from legalmodel.output.draw import draw
from legalmodel.output.flow import figures
from legalmodel.output.reports import write
from legalmodel.output.result import to_json
from legalmodel.output.table import csv_text
from legalmodel.report.findings_table import rows
from legalmodel.report.reasoned import CHARTS
from legalmodel.review.log import log_file, read_log

FORMAT = "legalmodel/bundle/1"
MANIFEST = "manifest.json"
_REPORTS = ("html", "md", "sarif", "xml")
"""Reports that a bundle holds: those that need no further package."""


def bundle(checked: Checked) -> bytes:
    """Return the archive of a deal that was checked."""
    members = dict(sorted(_members(checked)))
    manifest = _json(_manifest(checked, members))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in ((MANIFEST, manifest), *members.items()):
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return made.getvalue()


def digest_of(archive: bytes) -> str:
    """Return the digest of the manifest of a bundle, which stands for all that is in it."""
    with ZipFile(BytesIO(archive)) as opened:
        return sha256(opened.read(MANIFEST)).hexdigest()


def _members(checked: Checked) -> Iterable[tuple[str, bytes]]:
    yield f"deal/{Path(checked.source.name).name}", checked.source.raw
    yield "judgment/result.json", _json(to_json(checked))
    yield "judgment/findings.csv", csv_text(rows(checked)).encode()
    for ending in _REPORTS:
        yield f"report/report.{ending}", write(checked, ending)
    for view in CHARTS:
        for figure in figures(view, checked):
            yield f"charts/{view}.svg", draw(figure.chart, "svg")
    if log := read_log(log_file(checked.source.name)).raw:
        yield f"review/{log_file(Path(checked.source.name).name).name}", log
    yield from _law(checked)


def _law(checked: Checked) -> Iterable[tuple[str, bytes]]:
    """Yield the files of law that said anything of the deal, and every file of further packs, attestations among them."""
    own = package_folder("law").resolve()
    files = {
        f.rule.source.name: f.rule.source.raw for f in checked.judgment.findings if f.outcome is not Outcome.NOT_APPLICABLE
    }
    for name, raw in files.items():
        path = Path(name).resolve()
        if path.is_relative_to(own):
            yield f"law/{path.relative_to(own).as_posix()}", raw or path.read_bytes()
    for number, pack in enumerate(checked.law.packs, 1):
        for file in sorted(pack.rglob("*.yaml")):
            if file.is_file() and file.resolve().is_relative_to(pack.resolve()):
                room = "attested" if file.parent.name == ATTESTED else "pack"
                yield f"law/{room}-{number}/{file.relative_to(pack).as_posix()}", file.read_bytes()


def _manifest(checked: Checked, members: dict[str, bytes]) -> dict[str, Any]:
    judgment = checked.judgment
    return {
        "format": FORMAT,
        "tool": __version__,
        "deal": {"file": Path(checked.source.name).name, "sha256": checked.source.sha256},
        "run_day": str(judgment.run_day),
        "as_of": str(judgment.as_of or ""),
        "law_on": str(judgment.law_on or ""),
        "review_head": read_log(log_file(checked.source.name)).head,
        "languages": list(beside()),
        "law": law_digest(checked.law.packs),
        "files": [{"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in members.items()],
    }


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
