"""``legalmodel compare-laws``: what each of several laws would say of one deal, question by question; a what-if is headed as one."""

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from legalmodel.base.jurisdictions import UNIONS, country_of
from legalmodel.cli.common import checked, day, law_folders
from legalmodel.cli.study import workbook, write

if TYPE_CHECKING:
    from legalmodel.judgment.checked import Checked
    from legalmodel.methods.study import Study
    from legalmodel.model.scenario import Scenario


def run(options: Namespace) -> int:
    """Judge the deal once for each law that it is not tied to, and write the matrix."""
    from legalmodel.analysis.laws import compare_laws, laws_asked
    from legalmodel.api import check_scenario
    from legalmodel.law.files import shipped_systems
    from legalmodel.report.laws import laws_study

    base = checked(options)
    law_on, as_of, folders = day(options.law_on, "--law-on"), day(options.as_of, "--as-of"), law_folders(options)
    packs = shipped_systems() | frozenset(base.law.systems)

    def judged(scenario: "Scenario") -> "Checked":
        return check_scenario(base.source, scenario, base.judgment.run_day, law_on, folders)

    asked = laws_asked(options.systems or all_laws(base), packs, _on(base))
    matrix = compare_laws(base, asked, judged, as_of=as_of)

    def make() -> "Study":
        return laws_study(matrix, whole=options.all or options.format != "text")

    workbook(make, options)
    return write(make, options)


def _on(base: "Checked") -> date:
    """Return the day whose membership of a union counts: that of the closing, if it is known."""
    closing = base.deal.deal.closing if base.deal.deal else None
    return closing if isinstance(closing, date) else base.judgment.run_day


def all_laws(base: "Checked") -> str:
    """Return the laws of all packs, by country: those that the deal is tied to first; a federation by its own law, no part of it alone."""
    from legalmodel.law.files import shipped_systems

    tied = {country_of(system.code) for system in base.judgment.systems}
    countries = {country_of(pack) for pack in shipped_systems() | frozenset(base.law.systems)} - set(UNIONS)
    return ",".join(sorted(countries, key=lambda country: (country not in tied, country)))
