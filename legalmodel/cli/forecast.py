"""``legalmodel forecast``: a short series by GM(1,1), tested, and beside plainer ways."""

from argparse import Namespace

from legalmodel.cli.study import write


def run(options: Namespace) -> int:
    """Forecast one series."""
    from legalmodel.methods.forecast import forecast

    return write(
        lambda: forecast(options.file, options.column, options.since, options.steps, options.level / 100, options.seed), options
    )
