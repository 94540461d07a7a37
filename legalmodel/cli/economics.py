"""``legalmodel economics``: when it pays a bank to securitise, on given inputs."""

from argparse import Namespace
from pathlib import Path

from legalmodel.cli.study import write


def run(options: Namespace) -> int:
    """Work out one data file."""
    from legalmodel.methods.economics import economics

    return write(lambda: economics(Path(options.file)), options)
