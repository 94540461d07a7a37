"""A deal that only the law of a union asks anything is not said to have been examined by none."""

from datetime import date

from legalmodel.api import check_deal
from legalmodel.lawtest.examples import base_source
from legalmodel.model.parse import parse
from legalmodel.report.standing import _law_speaks


def test_the_law_of_a_union_speaks_where_no_state_has_a_pack() -> None:
    source = base_source("eu-npe")
    judgment = check_deal(parse(source), source, date(2026, 6, 30)).judgment
    assert _law_speaks(judgment)
