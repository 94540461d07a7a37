"""Random charts of 10 to 200 parties, with clusters, long and Chinese labels: a sample of the thousand of ``benchmarks/charts.py``."""

import sys
from pathlib import Path

import pytest

from legalmodel.output.draw import draw
from legalmodel.output.layout_plain import NOTE

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from charts import chart, faults

sys.path.pop(0)


@pytest.mark.parametrize("seed", range(12))
def test_a_random_chart_is_whole_and_nothing_overlaps(seed):
    made = chart(seed)
    svg = draw(made)
    assert faults(made, svg) == []
    assert NOTE not in svg.decode()


@pytest.mark.parametrize("ending", ["pptx", "drawio", "mmd", "puml", "graphml", "dot"])
def test_two_hundred_parties_go_into_every_format(ending):
    assert draw(chart(1, 200), ending)
