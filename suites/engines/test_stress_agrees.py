"""Remoteness lines and stress agree, on every template and of every party that a line asks about: it takes some minutes, so it is no test of ``tests/``."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.analysis.failure.harm import Harm
from legalmodel.analysis.failure.law import key_of
from legalmodel.analysis.failure.what_follows import may_fail, stressed
from legalmodel.api import check
from legalmodel.base.outcomes import FAVOURABLE, Conclusion
from legalmodel.judgment.again import Again
from legalmodel.judgment.hypothesis import day_of_failure
from legalmodel.model.scenario import Scenario

DEALS = sorted((Path(__file__).resolve().parents[2] / "templates").glob("*/deal.yaml"))


@pytest.mark.parametrize("file", DEALS, ids=lambda file: file.parent.name)
def test_remoteness_lines_and_stress_agree(file: Path) -> None:
    """Each line about a party is told in its chain, no chain is milder than its line, and no line turns favourable because the party failed"""
    result = check(file, date(2026, 11, 25))
    again, fails = Again(result), day_of_failure(result)
    base = again(Scenario((), fails.as_of))
    was = {key_of(line): line.conclusion for line in base.judgment.lines}
    asked = {line.failing.id for line in base.judgment.lines if line.failing is not None}
    for id in [p for p in may_fail(base) if p in asked]:
        one = stressed(base, again, (id,), fails)
        told = {key_of(c.line) for c in one.chain if c.line}
        for line in [x for x in one.after.judgment.lines if x.failing is not None and one.failed.has(x.failing)]:
            assert key_of(line) in told
            if line.conclusion in FAVOURABLE:
                assert was.get(key_of(line)) in FAVOURABLE, key_of(line)
            else:
                assert one.harm >= (Harm.LOST if line.conclusion is Conclusion.OBSTACLE else Harm.OPEN), key_of(line)
