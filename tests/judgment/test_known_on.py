"""What was known on a day, judged: a fail is unknown until the paper that shows it has come in."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from legalmodel.api import check
from legalmodel.base.outcomes import Outcome
from legalmodel.base.places import dotted
from legalmodel.cli.main import run
from legalmodel.results import Result
from legalmodel.text.read import read

ROOT = Path(__file__).parents[2]
RUN = date(2026, 11, 30)
REMITS = "cn-o3-remittance@agencies.servicing"


def deal(days: dict[str, date], name: str = "cn-npl-trust-faulty") -> dict[str, object]:
    data = read(ROOT / "templates" / name / "deal.yaml").data
    papers = {i: {**p, "received": days[i]} if i in days else p for i, p in data["documents"].items()}
    return {**data, "documents": papers}


def outcomes(result: Result) -> dict[str, Outcome]:
    return {f.id: f.outcome for f in result.judgment.findings}


def test_a_fail_that_was_not_known_yet() -> None:
    given = deal({"servicing_contract": date(2025, 7, 1)})
    before, after = (check(given, RUN, known_on=date(2025, day // 100, day % 100)) for day in (630, 701))
    assert outcomes(after)[REMITS] is Outcome.FAIL
    assert outcomes(before).get(REMITS, Outcome.UNKNOWN) is Outcome.UNKNOWN
    assert "not_received" in {n.reason for n in before.judgment.next_facts}
    screen = str(before)
    assert "As known on 2025-06-30: 16 of 473 facts not yet received; of 454 nobody says" in " ".join(screen.split())
    assert "does not remit" not in screen
    assert "does not remit" in str(after)
    assert before.to_json()["known_on"] == "2025-06-30"
    assert "function (servicing)" in screen  # what to ask for next
    assert {row["known_on"] for row in before.to_rows()} == {date(2025, 6, 30)}


def test_without_the_day_nothing_is_said_of_it() -> None:
    result = check(deal({}), RUN)
    assert result.known is None
    assert result.to_json()["known_on"] == ""
    assert "As known on" not in str(result)


@pytest.mark.parametrize("name", ["cn-npl-trust-faulty", "zhongyu-2016-1", "ford-2021-a"])
def test_after_all_receipts_the_result_is_the_same(name: str) -> None:
    chance = Random(name)
    papers = read(ROOT / "templates" / name / "deal.yaml").data["documents"]
    given = deal({id: date(2026, 1, 1) + timedelta(chance.randrange(20)) for id in papers}, name)
    whole, last = check(given, RUN), check(given, RUN, known_on=date(2026, 1, 20))
    told, other = dict(last.to_json()), dict(whole.to_json())
    for each in (told, other):  # the head says as known on which day
        each["report"]["blocks"] = [block for block in each["report"]["blocks"] if block["id"] != "head"]  # type: ignore[index] - a form that is not changed elsewhere
    assert {**told, "known_on": ""} == other


@pytest.mark.parametrize("seed", range(3))
def test_before_the_papers_no_answer_is_surer(seed: int) -> None:
    """What a rule answers on less is the same, or open, or asked of fewer records: never the other way round."""
    chance = Random(seed)
    papers = read(ROOT / "templates/cn-npl-trust-faulty/deal.yaml").data["documents"]
    given = deal({id: date(2026, 1, 1) + timedelta(chance.randrange(20)) for id in papers})
    whole = outcomes(check(given, RUN))
    for day in (0, 6, 12):
        then = outcomes(check(given, RUN, known_on=date(2026, 1, 1) + timedelta(day)))
        turned = {
            id: (then[id], whole[id])
            for id in then.keys() & whole.keys()
            if {then[id], whole[id]} == {Outcome.PASS, Outcome.FAIL}
        }
        assert not turned


def test_a_finding_names_where_the_fact_stands_in_the_file() -> None:
    before = check(deal({"servicing_contract": date(2025, 7, 1)}), RUN, known_on=date(2025, 6, 30))
    missing = {dotted(path) for n in before.judgment.next_facts for path in n.paths if n.reason == "not_received"}
    assert any(path.startswith("agencies.servicing.") for path in missing)


def test_explain_says_as_known_on_which_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deal.yaml"
    text = (ROOT / "templates/cn-npl-trust-faulty/deal.yaml").read_text("utf-8")
    file.write_text(text.replace("{kind: servicing_contract,", "{kind: servicing_contract, received: 2025-07-01,"), "utf-8")
    assert run(["explain", str(file), "isolation", "--known-on", "2025-06-30"]) == 0
    assert capsys.readouterr().out.startswith("As known on 2025-06-30: 16 of 473 facts not yet received")
    assert run(["report", str(file), "--known-on", "2025-06-30"]) == 0
    assert "As known on 2025-06-30: 16 of 473 facts not yet received" in capsys.readouterr().out
    assert run(["report", str(file), "--known-on", "2025-06-30", "-o", str(tmp_path / "list.xlsx")]) == 2
    assert not (tmp_path / "list.xlsx").exists()
