"""``legalmodel network BOOK --fails PARTY``: what follows over all deals if a party fails."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from legalmodel.cli.common import law_folders
from legalmodel.cli.meant import party
from legalmodel.cli.progress import Progress
from legalmodel.cli.study import workbook, write

if TYPE_CHECKING:
    from legalmodel.cli.sources import DealSources
    from legalmodel.judgment.again import Again
    from legalmodel.judgment.checked import Checked
    from legalmodel.methods.across.across import Across

_KEPT = 64
"""So many judged deals are kept at hand, for holders in several rounds; each takes about a megabyte."""


def cascade(net: "Across", book: "DealSources", options: Namespace, run_day: date) -> int:
    """Suppose that a party fails in every deal of a book, and print what follows."""
    from legalmodel.analysis.failure.across import cascade as follow
    from legalmodel.base.language import say
    from legalmodel.report.cascade import cascade_study

    start = party(net, options.fails)
    with Progress(say("deals"), len(net.joins.deals(start))) as progress:
        judged = _Judged(net, book, options, run_day, progress)
        found = follow(net, start, judged.deal)
    workbook(lambda: cascade_study(net, found), options)
    return write(lambda: cascade_study(net, found), options)


class _Judged:
    """Judges deals of a book on demand, and keeps the last few."""

    def __init__(self, net: "Across", book: "DealSources", options: Namespace, run_day: date, progress: Progress) -> None:
        self.net, self.book, self.run_day, self.packs, self.progress = net, book, run_day, law_folders(options), progress
        self.kept: dict[int, tuple[Checked, Again]] = {}

    def deal(self, number: int) -> "tuple[Checked, Again]":
        """Return a deal as judged, and what judges it again."""
        from legalmodel.api import check_deal
        from legalmodel.judgment.again import Again
        from legalmodel.judgment.hypothesis import day_of_failure
        from legalmodel.model.parse import parse
        from legalmodel.model.scenario import Scenario

        if number not in self.kept:
            source = self.book.source(self.net.notes[number].file)
            result = check_deal(parse(source), source, self.run_day, packs=self.packs)
            again = Again(result, self.packs)
            if len(self.kept) >= _KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[number] = again(Scenario((), day_of_failure(result).as_of)), again
            self.progress.step()
        return self.kept[number]
