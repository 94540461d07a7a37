"""``legalmodel leverage``: how far securitisation levers a lender's money, and the multiple of the law by day."""

from argparse import Namespace
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day, deal_file
from legalmodel.cli.study import write


def run(options: Namespace) -> int:
    """Work out one data file, or the deals of one originator."""
    from legalmodel.methods.leverage.leverage import study, study_of
    from legalmodel.text.read import read

    files = _files(options.file)
    if len(files) == 1 and (source := read(files[0])).data.get("kind") == "leverage":
        if options.of or options.by_name or options.on or options.network or options.chart or options.write:
            raise BadRequest(
                say("{file} is a file of figures", file=source.name),
                say("leave out --of, --by-name, --on, --network, --chart and --write: they are for deals"),
            )
        return write(lambda: study(source), options)
    from legalmodel.methods.leverage.deals import read_deals
    from legalmodel.methods.leverage.from_deals import account
    from legalmodel.text.replace import write_whole

    asked = [found for text in options.on if (found := day(text, "--on")) is not None]
    made = account(read_deals(files), options.of, options.by_name, asked)
    if options.write:
        from legalmodel.methods.leverage.as_file import as_file

        write_whole(Path(options.write), as_file(made.given).encode())
    if options.network:
        from legalmodel.methods.leverage.network import network
        from legalmodel.methods.leverage.told_network import network_study

        net = network(made, max(asked, default=None))
        if options.chart:
            from legalmodel.output.draw import draw
            from legalmodel.output.network_chart import network_chart

            chart = Path(options.chart)
            write_whole(chart, draw(network_chart(net), chart.suffix.removeprefix(".").lower() or "svg"))
        return write(lambda: network_study(net), options)
    if options.chart:
        raise BadRequest(say("--chart draws a network"), say("add --network"))
    return write(lambda: study_of(made.given), options)


def _files(names: list[str]) -> list[Path]:
    """Return the files meant: each a file, a deal folder, a template, or a folder of deals."""
    from legalmodel.book.folder import deal_files

    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir() and not any((path / deal).is_file() for deal in ("deal.yaml", "deal.json")):
            inside = deal_files(path)
            found += [p for p in inside if p.name in ("deal.yaml", "deal.json")] or inside
        else:
            found.append(deal_file(name))
    return list(dict.fromkeys(found))
