"""``legalmodel compare``: two deals, or one deal on two days or under two laws, side by side."""

from argparse import Namespace

from legalmodel.analysis.compare import compare
from legalmodel.base.errors import BadRequest
from legalmodel.cli.common import checked, paint_for, width, write_json
from legalmodel.output.comparison import comparison_json, comparison_text


def run(options: Namespace) -> int:
    """Compare; exit 1 if anything differs."""
    if not options.other and not (options.as_of or options.law_on):
        raise BadRequest("there is nothing to compare with", "name a second deal, or give --as-of DAY or --law-on DAY")
    plain = Namespace(**{**vars(options), "as_of": None, "law_on": None})
    first = checked(plain)
    second = checked(Namespace(**{**vars(options), "deal": options.other or options.deal}))
    found = compare(first.judgment, second.judgment)
    if options.format == "json":
        write_json(comparison_json(found))
    else:
        print(comparison_text(found, first.judgment, second.judgment, width(), paint_for(options.colour)), end="")
    return 1 if found.lines or found.findings else 0
