"""What single values cannot show: references, maps, sums and dates over the whole deal. All faults are told in one run."""

from collections.abc import Callable, Iterable
from itertools import islice

from legalmodel.base.errors import FAULTS_MAX, Fault
from legalmodel.model.check_facts import FACTS
from legalmodel.model.check_ids import IDS
from legalmodel.model.check_maps import MAPPED
from legalmodel.model.check_sums import SUMS
from legalmodel.model.deal import Deal
from legalmodel.model.outline import Outline
from legalmodel.text.read import Source

CHECKS: tuple[Callable[[Outline], Iterable[Fault]], ...] = (*IDS, *MAPPED, *FACTS, *SUMS)


def check(deal: Deal, source: Source) -> list[Fault]:
    """Return the faults of a deal whose single values are sound; no more than are told, and one."""
    outline = Outline(deal, source)
    return list(islice((fault for one in CHECKS for fault in one(outline)), FAULTS_MAX + 1))
