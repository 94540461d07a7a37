"""The arguments of the chart."""

from argparse import SUPPRESS, ArgumentParser

from legalmodel.cli.arguments import days


def draw(parser: ArgumentParser) -> None:
    """Add the arguments of ``draw``."""
    days(parser)
    add = parser.add_argument
    add(
        "--view",
        action="append",
        default=[],
        metavar="VIEW",
        help="which view to draw (default relations); may be repeated; or all",
    )
    add("--names", action="store_true", help="natural persons by name; without it, by number")
    add("--clean", action="store_true", help="for a term sheet: without the findings, and without a word on what is not known")
    add("--legend", choices=("yes", "no"), default="yes", help="with the legend (default), or without")
    add(
        "--footer",
        choices=("yes", "no"),
        default="yes",
        help="with the day, the source and 'not a legal opinion' below (default)",
    )
    add("--against", default="", metavar="FILE", help="an earlier state of the deal: show what came, went and changed since")
    add(
        "--against-day", metavar="DAY", help="the same, as of an earlier day: of this deal, or of the file named with --against"
    )
    add("--finding", default="", metavar="ID", help="let what one finding rests on stand out")
    add("--party", default="", metavar="ID", help="only one party or estate and its neighbours")
    add("--kind", action="append", default=[], metavar="KIND", help="only relations of a kind, such as trust; may be repeated")
    add("--system", default="", metavar="CODE", help="only what is tied to one legal system, such as CN")
    add("--jurisdictions", action="store_true", help="put what has its seat in one country into a frame")
    add("--language", choices=("both", "en", "zh"), help=SUPPRESS)
    add("--theme", choices=("light", "dark", "print"), default="light")
    add("--no-links", action="store_true", help="an SVG without links to the lines of the deal file")
    add(
        "--page",
        choices=("a4", "a3"),
        default="",
        help="break a PDF over sheets of this paper; without it a page is as large as its chart",
    )
    add("--scale", type=float, default=2.0, help="size of a PNG (default 2)")
    add("--template", default="", metavar="FILE", help="a firm's own slides, .pptx or .potx")
    add("--positions", default="", metavar="FILE", help="keep positions as moved by hand in a .pptx or .drawio drawn before")
    add("-o", "--output", metavar="FILE", help="file to write; its ending is the format (default: the deal's name, .svg)")
