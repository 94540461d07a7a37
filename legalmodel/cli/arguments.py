"""The arguments of the commands on deals, and those that several commands share."""

from argparse import ArgumentParser

from legalmodel.cli.parser import said, word

LANG = word("language of what is printed or drawn: en, zh, or two as en,zh; names also in any other (ja, ko, th ...)")


def deal(parser: ArgumentParser) -> None:
    """Add the one deal that a command is about."""
    parser.add_argument("deal", help="a deal file, a folder with deal.yaml, or the name of a template")


def further(parser: ArgumentParser) -> None:
    """Add the folders of law and the packages that a run may use besides its own."""
    add = parser.add_argument
    add("--law", metavar="FOLDER", action="append", default=[], help="a further folder of law; may be repeated")
    add(
        "--plugin",
        metavar="NAME",
        action="append",
        default=[],
        help="use what an installed package offers; NAME@DIGEST pins it",
    )


def days(parser: ArgumentParser, action: str = "store") -> None:
    """Add the days; where two sides are compared, each may be given twice (``append``): for the first, for the second."""
    deal(parser)
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        action=action,
        help="look at the deal from this day: nothing later is there; acts keep the law of their own day",
    )
    parser.add_argument("--law-on", metavar="DAY", action=action, help="what if: this day's law on the facts of each act")
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today, so that the result stays the same")
    further(parser)
    parser.add_argument(
        "--exact", action="store_true", help="figures with all their digits, none rounded; JSON has them so in any case"
    )
    parser.add_argument("--colour", choices=("auto", "always", "never"), default="auto")


def known_on(parser: ArgumentParser) -> None:
    """Add the day on which the deal is to be taken as it was known."""
    parser.add_argument(
        "--known-on", metavar="DAY", help="the deal as known on this day: what only papers received later say is unknown"
    )


def formats(parser: ArgumentParser) -> None:
    """Add the formats of whatever is told as a study: sentences and tables."""
    parser.add_argument("--format", choices=("text", "json", "csv", "html"), default="text")


def check(parser: ArgumentParser) -> None:
    """Add the arguments of ``check``."""
    days(parser)
    known_on(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv", "parquet"),
        default="text",
        help="csv and parquet: the table of findings (docs/findings-table.md)",
    )
    parser.add_argument("--output", metavar="FILE", help="write the result to a file; Parquet has to be")
    parser.add_argument(
        "--baseline", metavar="FILE", default="", help="only what is new since an earlier result (check --format json)"
    )
    parser.add_argument(
        "--chart", metavar="FILE", action="append", default=[], help="also draw the chart, as .svg, .png, .pptx ..."
    )
    parser.add_argument(
        "--fail-on",
        choices=("never", "fail", "undecided"),
        default="undecided",
        help="when to exit with 1: never, for failing rules only, or also while anything is undecided (default)",
    )


def explain(parser: ArgumentParser) -> None:
    """Add the arguments of ``explain``."""
    days(parser)
    known_on(parser)
    parser.add_argument("what", nargs="?", default="", help="isolation, remoteness, protection, a question, a rule or a record")
    parser.add_argument("--all", action="store_true", help="also what does not apply")
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv", "parquet", "html"),
        default="text",
        help="json: the same report as data, texts by language; csv and parquet: its rows of the table of findings; html: with --why-not",
    )
    parser.add_argument("--output", metavar="FILE", help="write the result to a file; Parquet has to be")
    parser.add_argument("--proof", action="store_true", help="show the whole proof, test by test")
    parser.add_argument(
        "--why-not",
        action="store_true",
        help="of a rule: the nearest deal in which it comes out the other way, and its margins",
    )


def report(parser: ArgumentParser) -> None:
    """Add the arguments of ``report``."""
    days(parser)
    known_on(parser)
    add = parser.add_argument
    add(
        "-o",
        "--output",
        metavar="FILE",
        action="append",
        default=[],
        help="file to write, as .md, .html, .docx, .pdf, .xlsx (checklist), .sarif or .xml (JUnit); may be repeated",
    )
    add("--format", default="", metavar="FORMAT", help="the format, where the name of the file does not say it (default md)")
    add("--template", default="", metavar="FILE", help="a firm's own Word template, .docx or .dotx")
    add("--without-accepted", action="store_true", help="leave fails that were accepted out of SARIF and JUnit")
    add("--strict", action="store_true", help="in JUnit, findings that are undecided are errors")
    add(
        "--with",
        dest="with_",
        choices=("stress", "cure", "ask"),
        action="append",
        default=[],
        help="with an annex on failures of parties, on cures, or on what to ask; may be repeated",
    )


def bundle(parser: ArgumentParser) -> None:
    """Add the arguments of ``bundle``."""
    days(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="archive to write (default: the deal's name, .bundle.zip)")


def init(parser: ArgumentParser) -> None:
    """Add the arguments of ``init``."""
    parser.add_argument("folder", nargs="?", default=".", help="folder to make ready (default: this one)")
    parser.add_argument("--template", default="cn-npl-trust", metavar="NAME", help="the first deal (default cn-npl-trust)")


def verify(parser: ArgumentParser) -> None:
    """Add the arguments of ``verify``."""
    add = parser.add_argument
    add("bundle", help="an archive written by: legalmodel bundle DEAL")
    add("--digest", metavar="HEX", help="the SHA-256 of the manifest that was printed when the bundle was made")
    add("--rerun", action="store_true", help="also check the deal in it again, for the same days, with the law at hand")
    add("--format", choices=("text", "json"), default="text")
    further(parser)


def validate(parser: ArgumentParser) -> None:
    """Add the arguments of ``validate``."""
    parser.add_argument("deals", nargs="+", help="deal files, folders or names of templates; - is standard input")
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="sarif (2.1.0) and github (annotations) mark the lines of a change",
    )
    parser.add_argument("--run-day", metavar="DAY", help="take this day for today")
    parser.add_argument(
        "--map",
        metavar="MAP",
        action="append",
        default=[],
        help="a map of a loan tape whose own columns conditions of a pool speak of; may be repeated",
    )


def set(parser: ArgumentParser) -> None:
    """Add the arguments of ``set``."""
    parser.add_argument("deal", help="a deal file, or a folder with deal.yaml")
    parser.add_argument(
        "facts", nargs="*", metavar="PATH VALUE", help="such as trusts.main.form written; several pairs may follow"
    )
    parser.add_argument(
        "--take-out", metavar="PATH", action="append", default=[], help="take out a fact or record; may be repeated"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")


def migrate(parser: ArgumentParser) -> None:
    """Add the arguments of ``migrate``."""
    parser.add_argument("deal", help="a deal file, or a folder with deal.yaml")
    parser.add_argument("--from", dest="start", metavar="FORMAT", help="the version of a file that does not say it")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")


def analyse(parser: ArgumentParser) -> None:
    """Add the arguments of ``analyse``."""
    days(parser)
    parser.add_argument("analysis", nargs="?", default="", help="name of an analysis; without it, all are listed")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def behind(parser: ArgumentParser) -> None:
    """Add the arguments of ``behind``."""
    deal(parser)
    add = parser.add_argument
    add("party", help="the id of a party or estate")
    add("--threshold", metavar="SHARE", default="25%", help="from which part on somebody is behind it (default 25%%)")
    add("--by", metavar="NAME", default="majority", help="definition of control (default majority)")
    add("--as-of", metavar="DAY", help="on this day, such as 2020-06-30 (default today)")
    add("--names", action="store_true", help="tell natural persons by name; without it, by number")
    add("--format", choices=("text", "json"), default="text")


def compare(parser: ArgumentParser) -> None:
    """Add the arguments of ``compare``."""
    days(parser, "append")
    parser.add_argument(
        "other", nargs="?", default="", help="a second deal, or FILE@REVISION of git; without it, the first again"
    )
    parser.add_argument("--format", choices=("text", "json", "md", "html", "docx", "pdf"), default="text")
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="file to write, as .html, .docx, .pdf or .md")
    parser.add_argument("--template", default="", metavar="FILE", help="a firm's own Word template, .docx or .dotx")


def _port(text: str) -> int:
    """Read the number of a port; 0 lets the system choose one."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 65536):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"'{text[:20]}' " + said("is no port: give a number from 0 to 65535"))
    return int(text)


def serve(parser: ArgumentParser) -> None:
    """Add the arguments of ``serve``."""
    days(parser)
    parser.add_argument("--port", type=_port, default=8765, help="port on this machine (default 8765)")
    parser.add_argument("--once", metavar="FILE", help="write the page to a file instead of serving it")
    parser.add_argument("--workbench", action="store_true", help="open the workbench also for a folder that is itself a deal")
    parser.add_argument(
        "--behind", metavar="ORIGIN", default="", help="workbench of a team: https://HOST under which a proxy shows it"
    )
    parser.add_argument(
        "--secret", metavar="FILE", default="", help="workbench of a team: file with the secret that the proxy sends along"
    )
    parser.add_argument(
        "--database", metavar="URL", default="", help="where the review trail is kept (default: SQLite in the folder)"
    )


def new(parser: ArgumentParser) -> None:
    """Add the arguments of ``new``."""
    parser.add_argument("template", nargs="?", default="", help="name of a template; without it, all are listed")
    parser.add_argument("folder", nargs="?", default="", help="folder to make (default: the template's name)")
    parser.add_argument(
        "--ask", metavar="FILE", default="", help="write a first deal file from questions; goes on where the file stops"
    )


def completion(parser: ArgumentParser) -> None:
    """Add the arguments of ``completion``."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def schema(parser: ArgumentParser) -> None:
    """Add the arguments of ``schema``."""
    parser.add_argument("which", nargs="?", default="deal", choices=("deal", "law", "cases", "result", "findings"))
