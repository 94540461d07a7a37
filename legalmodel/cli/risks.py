"""``legalmodel risks``: the risk register of a deal, by the five methods of the studies; also beside another deal or another day's law."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.language import chinese, say
from legalmodel.cli.common import checked, day, deal_file
from legalmodel.cli.study import workbook, write

if TYPE_CHECKING:
    from legalmodel.judgment.checked import Checked
    from legalmodel.methods.risks.survey import Survey
    from legalmodel.methods.study import Study


def run(options: Namespace) -> int:
    """Check the deal, and the other side if one is asked for, and write the register."""
    from legalmodel.methods.risks.register import Wanted, beside_each_other, risks

    one = checked(options)
    if options.against or options.against_law_on:
        if options.survey or options.book or options.inside:
            raise BadRequest(say("a comparison takes no survey, book or inside facts"), say("ask for them of one deal"))
        other = _other(options)

        def make() -> "Study":
            return beside_each_other(one, other, _language())
    else:
        book, survey = _book(options), _survey(options, one)

        def make() -> "Study":
            return risks(one, survey, Wanted(_language(), options.inside, options.all, book))

    workbook(make, options)
    return write(make, options)


def _language() -> str:
    return "zh" if chinese() else "en"


def _other(options: Namespace) -> "Checked":
    other = Namespace(**vars(options))
    other.deal = options.against or options.deal
    day(options.against_law_on, "--against-law-on")
    other.law_on = options.against_law_on or options.law_on
    return checked(other)


def _survey(options: Namespace, one: "Checked") -> "Survey | None":
    if not options.survey:
        return None
    from legalmodel.methods.risks.data import catalogue
    from legalmodel.methods.risks.read_survey import read_survey
    from legalmodel.methods.risks.register import STAGES
    from legalmodel.methods.risks.standing import fact_paths

    return read_survey(Path(options.survey), fact_paths(one), frozenset((*STAGES, *catalogue())))


def _book(options: Namespace) -> "tuple[Checked, ...]":
    """Check the other deals of a folder, for what their pools brought in."""
    if not options.book:
        return ()
    from legalmodel.book.folder import deal_files

    found = []
    for file in deal_files(Path(options.book)):
        other = Namespace(**vars(options))
        other.deal = str(file)
        if file.resolve() == deal_file(options.deal).resolve():
            continue
        try:
            found.append(checked(other))
        except BadInput as error:
            print(say("left out: {file}: {cause}", file=file, cause=error.faults[0].cause), file=sys.stderr)
    return tuple(found)
