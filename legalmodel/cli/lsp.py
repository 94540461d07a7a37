"""``legalmodel lsp``: the language server, on standard input and output, for editors."""

from argparse import Namespace

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day


def run(options: Namespace) -> int:
    """Serve until the editor ends it. Raises BadRequest if the extra is not installed."""
    try:
        from legalmodel.lsp.server import DealServer
    except ImportError:
        raise BadRequest(say("the language server needs pygls"), say("run: pip install 'legalmodel[lsp]'")) from None
    DealServer(options.ask_law, day(options.run_day, "--run-day")).start()
    return 0
