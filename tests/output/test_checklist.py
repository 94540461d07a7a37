"""The first screen of a proposed deal is a closing checklist: done, planned, due by when and whom, missing."""

from datetime import date
from typing import Any

import pytest

from legalmodel.api import check_deal
from legalmodel.base.resources import shipped
from legalmodel.judgment.checked import Checked
from legalmodel.model.parse import parse
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen
from legalmodel.report.checklist import checklist
from legalmodel.text.read import read, read_bytes

JUNE = date(2025, 6, 1)


def proposed(run: date = JUNE, *changes: tuple[str, str]) -> Checked:
    """Check the clean template as it stood before closing."""
    file = shipped("templates") / "cn-npl-trust" / "deal.yaml"
    text = file.read_text("utf-8")
    for before, after in (("  stage: closed\n", "  stage: proposed\n"), ("  known_until: 2026-11-25\n", ""), *changes):
        assert before in text, before
        text = text.replace(before, after)
    source = read_bytes(text.encode(), str(file))
    return check_deal(parse(source), source, run)


def found(result: Checked) -> Any:
    made = checklist(result.judgment, result.graph)
    assert made is not None
    return made


def test_done_and_planned_by_the_day_of_the_run() -> None:
    """done, planned: by day, with who"""
    early, late = found(proposed()), found(proposed(date(2025, 6, 13)))
    filing = "registration of the issue by Jiangnan Trust, 2025-05-20"
    opinion = "legal opinion isolation by Example Law Firm, 2025-06-12"
    assert filing in early.done
    assert opinion in early.planned
    assert opinion in late.done
    assert opinion not in late.planned
    assert list(early.planned) == sorted(early.planned, key=lambda row: row.rpartition(", ")[2])


def test_a_draft_is_not_done() -> None:
    """A paper that is still a draft is a step to come, whatever its date"""
    drafts = ("trust_contract: {kind: trust_contract, title: Trust contract, date: 2025-06-12, standing: illustrative",
              "trust_contract: {kind: trust_contract, title: Trust contract, date: 2025-05-12, standing: draft")  # fmt: skip  # lines that belong together, one below the other
    made = found(proposed(JUNE, drafts))
    assert "trust contract (draft) by Linjiang Bank and Jiangnan Trust, 2025-05-12" in made.planned
    assert not any("trust contract" in row for row in made.done)


def test_missing_says_whom_to_ask() -> None:
    """missing: the facts to find out first, and whom to ask"""
    made = found(proposed(JUNE, ("    form: written\n", "")))
    assert made.missing
    assert all(row.endswith(")") for row in made.missing)


def test_the_screen_begins_with_it() -> None:
    """the first screen of a proposed deal is a closing checklist, above the conclusions; at most forty rows"""
    screen = first_screen(proposed(), 118, Paint(False))
    rows = screen.split("\n")
    at = {label: next(n for n, row in enumerate(rows) if label in row) for label in ("DONE", "PLANNED", "DUE", "MISSING")}
    assert list(at.values()) == sorted(at.values())
    assert at["MISSING"] < next(n for n, row in enumerate(rows) if row.startswith("TRUE SALE"))
    assert len(rows) <= 41


def test_only_a_proposed_deal_has_one() -> None:
    file = shipped("templates") / "cn-npl-trust" / "deal.yaml"
    source = read(file)
    closed = check_deal(parse(source), source, JUNE)
    assert checklist(closed.judgment, closed.graph) is None
    assert to_json(closed)["checklist"] == []
    assert "PLANNED" not in first_screen(closed, 118, Paint(False))


@pytest.mark.parametrize("part", ["done", "planned", "due", "missing"])
def test_json_has_all_of_it(part: str) -> None:
    result = proposed()
    (made,) = to_json(result)["checklist"]
    assert made[part] == list(getattr(found(result), part))  # type: ignore[literal-required]  # one of its four fields


def test_a_duty_of_several_classes_is_due_once() -> None:
    """due: by when and by whom, a duty a row, with its article"""
    file = shipped("templates") / "cn-npl-proposed" / "deal.yaml"
    source = read(file)
    rows = found(check_deal(parse(source), source, date(2026, 11, 25))).due
    assert len(rows) == len(set(rows)) >= 2
    assert all("by 20" in row and row.endswith("]") for row in rows)
    assert all(
        ": the trustee of" in row or ": Linjiang Bank and Jiangnan Trust" in row for row in rows
    )  # who signs, who publishes


def test_no_day_is_cut_off_on_a_narrow_screen() -> None:
    """at most 40 rows at 100 columns; entries are printed whole, so dates and articles are never cut"""
    file = shipped("templates") / "cn-npl-proposed" / "deal.yaml"
    source = read(file)
    result = check_deal(parse(source), source, date(2026, 11, 25))
    screen = first_screen(result, 100, Paint(False))
    part = screen[screen.index("DONE") : screen.index("WHERE IT STANDS")]
    assert len(screen.split("\n")) <= 41
    assert "…" not in part
    assert "by 2027-03-11" in " ".join(part.split())  # the day of signing, now the first duty
    assert "NO OBSTACLE IN THE PLAN" in screen
