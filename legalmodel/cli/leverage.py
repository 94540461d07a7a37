"""``legalmodel leverage``: how far securitisation levers a lender's money, and the multiple of the law by day."""

from argparse import Namespace
from pathlib import Path

from legalmodel.cli.study import write


def run(options: Namespace) -> int:
    """Work out one data file."""
    from legalmodel.methods.leverage.leverage import leverage

    return write(leverage(Path(options.file)), options)
