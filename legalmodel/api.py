"""The whole run, one hop a line: read, parse, build (deriving on demand), judge. Start reading here."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from legalmodel.base.clock import today as today
from legalmodel.base.hops import hop
from legalmodel.base.places import Path
from legalmodel.book.folder import Row, check_folder
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.finding import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read

if TYPE_CHECKING:
    from legalmodel.model.scenario import Scenario


class Result(Checked):
    """A deal that was checked; a notebook shows its chart."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        from legalmodel.output.draw import draw
        from legalmodel.output.views import draw_view

        return draw(draw_view("relations", self.graph, self.judgment)).decode()


def check(
    deal_file: str | FilePath,
    run_day: date | None = None,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
) -> Result:
    """Check a deal file against all law, as at each act, or as of another day.

    ``run_day`` is today unless given; give it wherever the result must be the same tomorrow. ``packs`` are folders of further law.
    Raises BadInput if the file, or a law file, cannot be used.
    """
    with hop("read") as reading:
        source = read(FilePath(deal_file))
        reading.counted(len(source.raw), "bytes")
    with hop("parse"):
        deal = parse(source)
    return check_deal(deal, source, run_day or today(), as_of, law_on, packs)


def check_scenario(
    base: Source, scenario: "Scenario", run_day: date, law_on: date | None = None, packs: tuple[FilePath, ...] = ()
) -> Result:
    """Check a deal as a scenario changes it.

    Raises BadRequest if a change cannot be made, and BadInput if the changed deal is none; both name the change.
    """
    from legalmodel.model.scenario import vary

    with hop("parse", len(scenario.changes), "changes"):
        deal, source = vary(base, scenario)
    return check_deal(deal, source, run_day, scenario.day, law_on, packs)


def check_deal(
    deal: Deal,
    source: Source,
    run_day: date,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
) -> Result:
    """Check a deal that is already parsed."""
    with hop("law") as loading:
        law = load_law(*packs)
        if packs:
            from legalmodel.law.attest import on_attested_law

            law = on_attested_law(law, packs, run_day)
        loading.counted(len(law.rules), "rules")
    horizon = Horizon(run_day, as_of)

    def again(values: Mapping[Path, Any]) -> Judgment:
        return judge(build(deal, source.place, values, horizon=horizon), law, run_day, as_of, law_on)

    with hop("build"):
        graph = build(deal, source.place, horizon=horizon)
    with hop("judge") as judging:
        judgment = judge(graph, law, run_day, as_of, law_on)
        judging.counted(len(judgment.findings), "findings")
    with hop("conflicts"):
        mark_conflicts(judgment, graph, again)
    return Result(source, deal, graph, law, judgment)


def check_book(
    folder: FilePath, run_day: date, packs: tuple[FilePath, ...] = (), progress: Callable[[int, int], None] | None = None
) -> Iterator[Row]:
    """Check every deal file of a folder; yield one row a deal.

    Raises BadInput if a law file cannot be used, once and not for every deal; BadRequest if the folder holds no deal file.
    """
    load_law(*packs)
    return check_folder(folder, lambda file: check(file, run_day, packs=packs).judgment, progress)
