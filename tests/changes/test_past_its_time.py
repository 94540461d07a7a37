"""What can no longer be brought on the day of the run does not stand among the points to weigh."""

from datetime import date

import pytest

from legalmodel.api import check_scenario
from legalmodel.lawtest.examples import base_source
from legalmodel.model.scenario import Scenario, setting
from legalmodel.report.decide import to_decide


@pytest.mark.parametrize(("run", "live"), [(date(2030, 6, 20), True), (date(2030, 6, 21), False)])
def test_a_revocation_is_weighed_to_its_last_day(run: date, live: bool) -> None:
    result = check_scenario(base_source("cn-npl-trust"), Scenario((setting("trusts.entrustment.fair_value", 600000000),)), run)
    weighed = {id.partition("@")[0] for entry in to_decide(result.judgment).entries for id in entry.findings}
    assert ("cn-spc-contract-42" in weighed) is live
