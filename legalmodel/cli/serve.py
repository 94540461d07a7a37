"""``legalmodel serve``: the deal as a page, checked anew at each reload."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.errors import BadInput, BadRequest, Fault, of_the_system
from legalmodel.base.language import asked, say, speaking
from legalmodel.base.places import Place
from legalmodel.cli.common import checked, deal_file
from legalmodel.output.page import fault_page, page
from legalmodel.text.replace import write_whole


def run(options: Namespace) -> int:
    """Serve the page until the user stops it, or write it to a file."""
    deal_file(options.deal)
    if options.once:
        write_whole(Path(options.once), _page(options).encode())
        print(options.once)
        return 0
    return _serve(options)


def _serve(options: Namespace) -> int:
    try:
        tags = asked()  # a page is made in a thread of its own, to which the language has to be carried
        server = options.make_server(lambda: _page_in(tags, options), options.port)
    except OSError as error:
        raise BadRequest(
            say("port {port} cannot be used: {strerror}", port=options.port, strerror=of_the_system(error)),
            say("choose another with --port"),
        ) from None
    print(say("{url}   (for this run only; stop with Ctrl-C)", url=server.url), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


def _page_in(tags: tuple[str, ...], options: Namespace) -> str:
    with speaking(*tags):
        return _page(options)


def _page(options: Namespace) -> str:
    try:
        result = checked(options)
    except BadInput as error:
        return fault_page(error.faults)
    except (BadRequest, OSError) as error:  # the file may come back by the next reload
        return fault_page([Fault("not-readable", str(error), Place(options.deal, 1, 1))])
    return page(result)
