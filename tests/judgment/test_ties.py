"""Which facts bring a law in: a deal with several legal systems has a line for each, and each names its own facts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.jurisdictions import country_of
from legalmodel.base.places import dotted
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.judge import judge
from legalmodel.judgment.systems import ties
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.report.explanation import explanation
from legalmodel.text.read import read

RUN = date(2026, 11, 30)
TEMPLATES = Path(__file__).parents[2] / "templates"


def lines_and_file(name: str) -> tuple[Any, Any, Any, dict[str, Any]]:
    source = read(TEMPLATES / name / "deal.yaml")
    deal = parse(source)
    law = load_law()
    graph = build(deal, horizon=Horizon(RUN))
    return judge(graph, law, RUN).lines, graph, law, source.data


@pytest.mark.parametrize(
    ("name", "places"),
    [("fr-lu-gb", {"FR", "LU", "GB-EAW", "EU"}), ("uk-master-trust", {"GB-EAW"})],
)
def test_each_line_names_the_facts_that_tie_its_subject_to_its_law(name: str, places: set[str]) -> None:
    lines, _, _, data = lines_and_file(name)
    assert {line.system for line in lines} >= places
    for line in lines:
        facts = ties(line.failing or line.subject, line.system)
        assert facts, (line.heading, line.system)
        for section, record, field in facts:
            code = data[section][record][field].partition("/")[0]
            assert line.system in (code, country_of(code))


def test_explain_says_them() -> None:
    lines, graph, law, _ = lines_and_file("fr-lu-gb")
    servicer = [line for line in lines if line.system == "GB-EAW"]
    said = [
        str(s.text) for block in explanation(servicer, graph, law.catalogue).blocks for s in block.entries if hasattr(s, "text")
    ]
    assert [s for s in said if "because of: parties.servicer.seat." in s]
    assert dotted(ties(servicer[0].failing, "GB-EAW")[0]) == "parties.servicer.seat"


def test_a_law_that_the_subject_does_not_name_has_no_tie() -> None:
    lines, *_ = lines_and_file("fr-lu-gb")
    assert ties(lines[0].failing or lines[0].subject, "JP") == ()
