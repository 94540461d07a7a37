"""``legalmodel validate``: only the form of deal files; every fault with its place, its reason and its fix."""

from argparse import Namespace

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.hops import hop
from legalmodel.cli.common import deal_file, write_json
from legalmodel.cli.faults import print_faults
from legalmodel.model.parse import parse
from legalmodel.output.faults import to_json
from legalmodel.text.read import read


def run(options: Namespace) -> int:
    """Validate each file; exit 2 if any has a fault."""
    faults = [f for name in options.deals for f in _faults(name)]
    if options.format == "json":
        write_json([to_json(f) for f in faults])
    else:
        print_faults(faults)
        if not faults:
            count = len(options.deals)
            print(f"{count} {'file has' if count == 1 else 'files have'} no fault of form; law was not asked")
    return 2 if faults else 0


def _faults(name: str) -> list[Fault]:
    try:
        with hop("read"):
            source = read(deal_file(name))
        with hop("parse"):
            parse(source)
    except BadInput as error:
        return error.faults
    return []
