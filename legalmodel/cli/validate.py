"""``legalmodel validate``: the form of deal files, and each file held against itself; law is not asked."""

from argparse import Namespace
from datetime import date

from legalmodel.base.clock import today
from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.hops import hop
from legalmodel.cli.common import day, deal_file, write_json
from legalmodel.cli.faults import print_faults
from legalmodel.graph.build import build
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.model.parse import parse
from legalmodel.text.read import Source, read


def run(options: Namespace) -> int:
    """Validate each file; exit 2 if any has a fault, 1 if one is in doubt."""
    run_day = day(options.run_day, "--run-day") or today()
    faults: list[Fault] = []
    doubtful: list[tuple[Source, tuple[Doubt, ...]]] = []
    for name in options.deals:
        try:
            doubtful.append(_doubts(name, run_day))
        except BadInput as error:
            faults += error.faults
    if options.format == "json":
        write_json(_as_json(faults, doubtful))
    else:
        print_faults(faults)
        _print(doubtful)
        if not faults:
            count = len(options.deals)
            print(f"{count} {'file has' if count == 1 else 'files have'} no fault of form; law was not asked")
    return 2 if faults else 1 if any(doubts for _, doubts in doubtful) else 0


def _doubts(name: str, run_day: date) -> tuple[Source, tuple[Doubt, ...]]:
    with hop("read"):
        source = read(deal_file(name))
    with hop("parse"):
        deal = parse(source)
    with hop("build"):
        graph = build(deal, source.place)
    with hop("doubts"):
        return source, doubts_of(graph, run_day)


def _print(doubtful: list[tuple[Source, tuple[Doubt, ...]]]) -> None:
    from legalmodel.output.doubts import told

    texts = [told(doubts, source) for source, doubts in doubtful if doubts]
    if texts:
        count = sum(len(doubts) for _, doubts in doubtful)
        print("\n".join(texts))
        print(f"{count} {'doubt' if count == 1 else 'doubts'}: none moves a conclusion by itself")


def _as_json(faults: list[Fault], doubtful: list[tuple[Source, tuple[Doubt, ...]]]) -> list[object]:
    from legalmodel.output.doubts import to_json as doubt
    from legalmodel.output.faults import to_json as fault

    return [*map(fault, faults), *(doubt(d, source) for source, doubts in doubtful for d in doubts)]
