"""The arguments of the commands on many deals at once: the network, the site."""

from argparse import ArgumentParser

from legalmodel.cli.arguments import formats, further


def _book(parser: ArgumentParser) -> None:
    parser.add_argument("book", help="a folder of deal files, or a store made by: legalmodel book add")


def network(parser: ArgumentParser) -> None:
    """Add the arguments of ``network``."""
    _book(parser)
    add = parser.add_argument
    add("--on", metavar="DAY", help="look at all deals on this day (default: each on the last day that its file tells of)")
    add("--by-name", action="store_true", help="also join those who have only name and seat in common, marked as such")
    add("--fails", metavar="PARTY", help="what follows over all deals if this party fails, by name or identifier")
    add("--originator", metavar="PARTY", help="the leverage of one originator over all its deals")
    add("--chart", metavar="FILE", help="also draw it in layers, as .svg, .png, .pdf, .pptx ...")
    add("--graph", metavar="FILE", help="also write the whole network as .graphml")
    add("--xlsx", metavar="FILE", help="also write a workbook")
    add("--plot", metavar="FILE", action="append", default=[], help="also draw a plot, as .svg or .png (heat, years)")
    add("--run-day", metavar="DAY", help="take this day for today, so that the result stays the same")
    add("--processes", type=int, default=0, metavar="N", help="processes (default: one a processor; one for a few deals)")
    add(
        "--spark",
        metavar="MASTER",
        default="",
        help="let the machines of a Spark master read the deals, such as spark://host:7077",
    )
    further(parser)
    formats(parser)


def site(parser: ArgumentParser) -> None:
    """Add the arguments of ``site``."""
    _book(parser)
    add = parser.add_argument
    add("folder", help="folder to write: a new or empty one, or a site made before, which is replaced as a whole")
    add("--name", default="", metavar="TEXT", help="name of the site")
    add(
        "--all-public",
        action="store_true",
        help="every fact of the files is public; natural persons, free texts and ids stay out all the same",
    )
    add(
        "--chart",
        action="append",
        default=[],
        metavar="VIEW",
        help="a chart for each deal; may be repeated (default relations and title)",
    )
    add("--jobs", type=int, default=0, metavar="N", help="processes (default: one a processor)")
    add(
        "--keep",
        metavar="FOLDER",
        help="keep in this folder what is made of each deal: the next run makes only what changed, and goes on with one that was ended",
    )
    add("--run-day", metavar="DAY", help="take this day for today")
    further(parser)
