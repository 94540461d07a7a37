"""``legalmodel serve``: the workbench of a folder of deals, or one deal as a page, checked anew at each reload."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.errors import BadInput, BadRequest, Fault, of_the_system
from legalmodel.base.language import asked, say, speaking
from legalmodel.base.places import Place
from legalmodel.cli.common import checked, day, deal_file, law_folders
from legalmodel.output.page import fault_page, page
from legalmodel.text.replace import write_whole


def run(options: Namespace) -> int:
    """Serve the workbench or the page until the user stops it, or write the page to a file."""
    if not options.once and (options.workbench or _is_shelf(Path(options.deal))):
        return _workbench(options)
    deal_file(options.deal)
    if options.once:
        write_whole(Path(options.once), _page(options).encode())
        print(options.once)
        return 0
    return _serve(options)


def _is_shelf(folder: Path) -> bool:
    """Tell whether a folder holds deals rather than being one."""
    return folder.is_dir() and not any((folder / name).is_file() for name in ("deal.yaml", "deal.json"))


def _workbench(options: Namespace) -> int:
    folder = Path(options.deal)
    if not folder.is_dir():
        raise BadRequest(say("{folder} is no folder", folder=options.deal), say("name the folder that holds the deals"))
    days = [name for name in ("as_of", "law_on", "known_on") if getattr(options, name, None)]
    if days:
        option = f"--{days[0].replace('_', '-')}"
        raise BadRequest(
            say("{option} is for the page of one deal", option=option), say("choose the day on the pages of the workbench")
        )
    options.serve_workbench(
        folder,
        lambda link: print(say("{url}   (opens one browser, once; stop with Ctrl-C)", url=link), flush=True),
        port=options.port,
        packs=law_folders(options),
        run_day=day(options.run_day, "--run-day"),
        tags=asked() if options.lang else (),
        origin=options.behind,
        secret=options.secret,
        database=options.database,
    )
    print()
    return 0


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
