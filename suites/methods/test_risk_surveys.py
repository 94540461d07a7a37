"""Surveys of risks: a good one is read, each bad one is refused by name."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.api import check_deal
from legalmodel.base.errors import BadInput
from legalmodel.methods.risks.data import catalogue
from legalmodel.methods.risks.read_survey import read_survey
from legalmodel.methods.risks.register import STAGES
from legalmodel.methods.risks.standing import fact_paths
from legalmodel.model.parse import parse
from legalmodel.text.read import read

DEAL = Path(__file__).parents[2] / "templates/cn-npl-trust/deal.yaml"


def survey_of(text: str, tmp_path: Path):
    file = tmp_path / "survey.yaml"
    file.write_text(text, "utf-8")
    source = read(DEAL)
    deal = check_deal(parse(source), source, date(2026, 11, 30))
    return read_survey(file, fact_paths(deal), frozenset((*STAGES, *catalogue())))


GOOD = """survey: S
scale: 5
experts: [a, b]
likelihood: {concentration: {a: 1, b: 2}, commingling: {a: 3, b: 4}}
impact: {concentration: {a: 1, b: 2}, commingling: {a: 3, b: 4}}
given: {papers_late: {likelihood: 2, impact: 3, because: pools.pool.largest_debtor, by: a}}
pairs: {between: [sale, design], by: {a: {sale: {design: 3}}}}
controls: {daily_sweep: {owner: x, tested: 2026-10-01, result: passed}}
"""
BAD = {
    "unknown-key": ("scale: 5", "scale: 5\nweights: {}"),
    "no-name": ("survey: S\n", ""),
    "bad-scale": ("scale: 5", "scale: 1"),
    "bad-scale text": ("scale: 5", "scale: five"),
    "no-experts": ("experts: [a, b]\n", ""),
    "no-experts text": ("experts: [a, b]", "experts: a and b"),
    "expert-twice": ("[a, b]", "[a, a]"),
    "unknown-risk": ("{concentration: {a: 1, b: 2}, commingling: {a: 3, b: 4}}\nimpact", "{konzentration: {a: 1, b: 2}}\nimpact"),
    "unknown-expert": ("{a: 3, b: 4}}\nimpact", "{a: 3, b: 4, c: 1}}\nimpact"),
    "missing-rating": ("{a: 3, b: 4}}\nimpact", "{a: 3}}\nimpact"),
    "not-a-number": ("{a: 3, b: 4}}\nimpact", "{a: high, b: 4}}\nimpact"),
    "not-a-number half": ("{a: 3, b: 4}}\nimpact", "{a: 3.5, b: 4}}\nimpact"),
    "not-a-number truth": ("{a: 3, b: 4}}\nimpact", "{a: true, b: 4}}\nimpact"),
    "out-of-scale": ("{a: 3, b: 4}}\nimpact", "{a: 6, b: 4}}\nimpact"),
    "out-of-scale low": ("{a: 3, b: 4}}\nimpact", "{a: 0, b: 4}}\nimpact"),
    "one-half": ("impact: {concentration: {a: 1, b: 2}, ", "impact: {"),
    "not-a-record": ("commingling: {a: 3, b: 4}}\nimpact", "commingling: 3}\nimpact"),
    "given-twice": ("given: {papers_late", "given: {commingling"),
    "no-such-fact": ("pools.pool.largest_debtor", "pools.pool.smallest_debtor"),
    "nobody": (", by: a}", "}"),
    "no-items": ("between: [sale, design]", "between: [sale]"),
    "unknown-item": ("between: [sale, design]", "between: [sale, desine]"),
    "with-itself": ("{sale: {design: 3}}", "{sale: {sale: 3}}"),
    "pair-twice": ("{sale: {design: 3}}", "{sale: {design: 3}, design: {sale: 3}}"),
    "pair-missing": ("between: [sale, design]", "between: [sale, design, offer]"),
    "not-a-comparison": ("{design: 3}", "{design: 12}"),
    "not-a-comparison zero": ("{design: 3}", "{design: 1/0}"),
    "no-pairs": ("by: {a: {sale: {design: 3}}}", "by: none"),
    "unknown-control": ("daily_sweep", "weekly_sweep"),
    "no-result": ("result: passed", "result: fine"),
    "not-a-day": ("tested: 2026-10-01", "tested: 2026-10"),
}  # fmt: skip  # a table: one row a line


def test_the_good_survey_is_read(tmp_path: Path) -> None:
    found = survey_of(GOOD, tmp_path)
    assert found.mean("commingling") == (3.5, 3.5)
    assert found.mean("papers_late") == (2.0, 3.0)
    assert found.mean("recoveries_low") == (None, None)
    assert found.pairs["a"] == ((1.0, 3.0), (pytest.approx(1 / 3), 1.0))


@pytest.mark.parametrize("case", BAD)
def test_bad_surveys_are_refused_by_name(case: str, tmp_path: Path) -> None:
    before, after = BAD[case]
    assert before in GOOD
    with pytest.raises(BadInput) as raised:
        survey_of(GOOD.replace(before, after, 1), tmp_path)
    codes = [f.code for f in raised.value.faults]
    assert case.split(" ")[0] in codes or (case == "no-pairs" and "not-a-record" in codes)
    assert all(f.fix and f.place.line for f in raised.value.faults)


def test_an_empty_survey(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as raised:
        survey_of("survey: S\n", tmp_path)
    assert [f.code for f in raised.value.faults] == ["empty"]
