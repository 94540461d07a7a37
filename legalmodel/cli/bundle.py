"""``legalmodel bundle``: deal, law, judgment, charts and report in one archive."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.language import say
from legalmodel.cli.common import checked, deal_file
from legalmodel.output.bundle import bundle, digest_of
from legalmodel.text.replace import write_whole


def run(options: Namespace) -> int:
    """Write the bundle and print its digest, by which anybody may ask for it later."""
    result = checked(options)
    name = deal_file(options.deal)
    file = Path(options.output or f"{name.parent.name if name.stem == 'deal' else name.stem}.bundle.zip")
    made = bundle(result)
    write_whole(file, made)
    print(say("{file}, manifest SHA-256 {digest}", file=file, digest=digest_of(made)))
    return 0
