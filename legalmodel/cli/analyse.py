"""``legalmodel analyse``: ask more of a deal than one judgment says; without a name, all analyses are listed."""

from argparse import Namespace

from legalmodel.analysis import analyse, names
from legalmodel.api import check_scenario
from legalmodel.base.language import chinese, say
from legalmodel.base.outcomes import Conclusion
from legalmodel.base.table import Table
from legalmodel.cli.common import checked, day, law_folders, width, write_json
from legalmodel.judgment.checked import Checked
from legalmodel.methods.study import Column
from legalmodel.methods.study import Table as StudyTable
from legalmodel.model.scenario import Scenario
from legalmodel.output.fitted import fitted
from legalmodel.output.paint import wrap
from legalmodel.report.words import CONCLUSION_WORDS, HEADINGS


def run(options: Namespace) -> int:
    """Print the table of one analysis."""
    if not options.analysis:
        print("\n".join(names()))
        return 0
    result = checked(options)

    def again(scenario: Scenario) -> Checked:
        law_on = day(options.law_on, "--law-on")
        return check_scenario(result.source, scenario, result.judgment.run_day, law_on, law_folders(options))

    table = analyse(options.analysis, result, again)
    if options.format == "json":
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        write_json({"title": table.title, "note": table.note, "rows": rows})
    else:
        print("\n".join(_written(table)))
    return 0


def _written(table: Table) -> list[str]:
    spoken = [tuple(map(_spoken, row)) for row in table.rows] if chinese() else table.rows
    columns = tuple(Column(key, head) for key, head in zip(table.columns, table.heads or table.columns, strict=True))
    rows = fitted(StudyTable("rows", table.title, columns, tuple(spoken)), width())
    nothing = [] if table.rows else [say("(nothing)")]
    return [*wrap(table.title, width()), "", *rows, *nothing, "", *wrap(table.note, width())]


def _spoken(cell: str) -> str:
    """Return a cell in the language asked for where it holds a conclusion or begins with a heading; ids stay as they are."""
    if said := next((CONCLUSION_WORDS[each] for each in Conclusion if each.value == cell), None):
        return str(said)
    heading, space, rest = cell.partition(" (")
    return f"{HEADINGS[heading]}（{rest.removesuffix(')')}）" if space and heading in HEADINGS else cell
