"""``legalmodel compare``: two versions of a deal, or one on two days or under two laws: the facts, then what follows from them."""

from argparse import Namespace
from datetime import date

from legalmodel.analysis.compare import compare, compare_days
from legalmodel.api import Result, check_deal, today
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import day, deal_file, law_folders, paint_for, readable, tell, width, write_exactly, write_json
from legalmodel.cli.revision import read_revision, revision_of
from legalmodel.model.compare import compare_facts
from legalmodel.model.parse import parse
from legalmodel.output.comparison import comparison_json, comparison_text
from legalmodel.report.comparison import comparison_report
from legalmodel.report.document import Report
from legalmodel.text.read import Source, read


def run(options: Namespace) -> int:
    """Compare; exit 1 if a fact, a finding, a factor or a conclusion differs."""
    as_of, law_on = _two(options, "as-of"), _two(options, "law-on")
    if not options.other and as_of == (None, None) and law_on == (None, None):
        raise BadRequest(
            say("there is nothing to compare with"), say("name a second deal, or give --as-of DAY or --law-on DAY")
        )
    names = options.deal, options.other or options.deal
    readable(options.template, say("give a .docx or .dotx file"))
    source = _read(names[0])
    sources = source, _read(names[1]) if options.other else source
    run_day = day(options.run_day, "--run-day") or today()
    folders = law_folders(options)

    def checked(at: int) -> Result:
        return check_deal(parse(sources[at]), sources[at], run_day, as_of[at], law_on[at], folders)

    first, second = checked(0), checked(1)
    tell(first.law.fallback)
    changes = compare_facts(*sources)
    facts = changes.facts if options.other else compare_days(first.graph, second.graph, source.place)
    found = compare(first.judgment, second.judgment, changes.names)
    if options.format == "json":
        write_json(comparison_json(facts, found))
    else:
        sides, files = (first.judgment, second.judgment), (sources[0].name, sources[1].name)
        report = comparison_report(facts, found, sides, files)
        if options.format == "text" and not options.output:
            print(comparison_text(report, width(), paint_for(options.colour)), end="")
        else:
            _write(options, report, first, second)
    return 1 if found.differ or any(fact.sort != "renamed" for fact in facts) else 0


def _write(options: Namespace, report: Report, first: Result, second: Result) -> None:
    """Write the comparison to a file, in the format of its ending or the one asked for."""
    from pathlib import Path

    from legalmodel.output.compared import compared
    from legalmodel.output.reports import SETS_TEXT, ReportWishes, set_whole
    from legalmodel.text.replace import write_whole

    ending = options.format if options.format != "text" else Path(options.output).suffix.removeprefix(".").lower()
    if ending not in SETS_TEXT or (not options.output and ending in ("docx", "pdf")):
        raise BadRequest(
            say("a comparison cannot be written as {ending}", ending=ending or say("(no format)")),
            say("name a file: -o changes.html (or .md, .docx, .pdf)"),
        )
    made = set_whole(compared(report, first, second), ending, ReportWishes(options.template))
    if options.output:
        write_whole(Path(options.output), made)
        print(options.output)
    else:
        write_exactly(made)


def _two(options: Namespace, option: str) -> tuple[date | None, date | None]:
    """Return the days of both sides: of the second alone where one is given."""
    given = [day(text, f"--{option}") for text in getattr(options, option.replace("-", "_")) or []]
    if len(given) > 2:
        raise BadRequest(
            say("--{option} is given {given} times", option=option, given=len(given)), say("give one day, or one for each side")
        )
    return (None, None) if not given else (None, given[0]) if len(given) == 1 else (given[0], given[1])


def _read(name: str) -> Source:
    if found := revision_of(name):
        return read_revision(*found)
    return read(deal_file(name))
