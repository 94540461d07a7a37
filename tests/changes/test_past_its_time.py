"""What can no longer be brought on the day of the run does not stand among the points to weigh."""

from datetime import date

import pytest

from legalmodel.api import check_scenario
from legalmodel.lawtest.examples import base_source
from legalmodel.model.scenario import Scenario, setting
from legalmodel.output.paint import Paint
from legalmodel.output.screen import first_screen


@pytest.mark.parametrize(("run", "live"), [(date(2030, 6, 20), True), (date(2030, 6, 21), False)])
def test_a_revocation_is_weighed_to_its_last_day(run: date, live: bool) -> None:
    result = check_scenario(base_source("cn-npl-trust"), Scenario((setting("trusts.entrustment.fair_value", 600000000),)), run)
    shown = " ".join(first_screen(result, 118, Paint(False)).split())
    assert ("Below 70 percent" in shown) is live
