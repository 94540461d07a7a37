"""A deal with a log beside it, and checklists as reviewers would send them back, without a workbook."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from legalmodel.base.resources import shipped
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import SHEETS
from legalmodel.review.in_the_deal import raw_value
from legalmodel.review.log import Log
from legalmodel.review.merge import Known, ReadRow, Returned
from legalmodel.review.state import Rows
from legalmodel.review.taking import Taking, deal_name, taking
from legalmodel.text.read import Source, read_bytes
from tests.shipped import checked

RUN = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 12, 0, 0, tzinfo=UTC)


@cache
def text_of(name: str) -> bytes:
    return (shipped("templates") / name / "deal.yaml").read_bytes()


def deal_in(folder: Path, name: str = "zhongyu-2016-1", swap: tuple[str, str] = ("", "")) -> Path:
    file = folder / "deal.yaml"
    file.write_bytes(text_of(name).replace(swap[0].encode(), swap[1].encode()) if swap[0] else text_of(name))
    return file


@cache
def known_of(name: str) -> Known:
    return review_form(checked(name), {}).known


def known_now(name: str, source: Source) -> Known:
    """The same rows, with the values of facts as the text has them now."""
    known = known_of(name)
    return known._replace(on_file={id: raw_value(source.data, tuple(id.split("."))) or "" for id in known.on_file})


def sent(name: str, source: Source, state: Rows, edits: Mapping[tuple[str, str], Mapping[str, str]]) -> Returned:
    """The checklist of a deal as it came back: each row as it went out, with what was written over it."""
    known = known_now(name, source)
    rows = []
    for sheet in SHEETS:
        for at, id in enumerate(known.ids[sheet], 4):
            cells = {**state.get((sheet, id), {}), **edits.get((sheet, id), {})}
            rows.append(ReadRow(sheet, id, f"{sheet}!{at}", {c: t for c, t in cells.items() if t}))
    return Returned(
        {"deal": source.sha256, "name": deal_name(source.data)},
        {key: dict(cells) for key, cells in state.items()},
        known.on_file,
        tuple(rows),
    )


def took(name: str, source: Source, log: Log, back: Returned) -> Taking:
    return taking(source, log, back, known_now(name, source), b"workbook", "c.xlsx", AT)


def source_of(name: str) -> Source:
    return read_bytes(text_of(name), "deal.yaml")
