"""The whole run, one hop a line: read, parse, build (deriving on demand), judge. Start reading here."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from legalmodel.base.places import Path
from legalmodel.graph.build import build
from legalmodel.graph.graph import Graph
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.finding import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import Law, load_law
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read


class Checked(NamedTuple):
    """A deal that has been all the way: its text, its records, its graph, the law, and the judgment on it."""

    source: Source
    deal: Deal
    graph: Graph
    law: Law
    judgment: Judgment


def check(
    deal_file: str | FilePath,
    run_day: date | None = None,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
) -> Checked:
    """Check a deal file against all law, as at each act, or as of another day.

    ``run_day`` is today unless given; give it wherever the result must be the same tomorrow. ``packs`` are folders of further law.
    Raises BadInput if the file, or a law file, cannot be used.
    """
    source = read(FilePath(deal_file))
    deal = parse(source)
    return check_deal(deal, source, run_day or today(), as_of, law_on, packs)


def check_deal(
    deal: Deal,
    source: Source,
    run_day: date,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
) -> Checked:
    """Check a deal that is already parsed."""
    law = load_law(*packs)

    def again(values: Mapping[Path, Any]) -> Judgment:
        return judge(build(deal, source.place, values), law, run_day, as_of, law_on)

    graph = build(deal, source.place)
    judgment = judge(graph, law, run_day, as_of, law_on)
    mark_conflicts(judgment, graph, again)
    return Checked(source, deal, graph, law, judgment)


def today() -> date:
    """Return the day of the run, the only thing taken from the clock."""
    return date.today()
