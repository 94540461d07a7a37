"""Studies as annexes of the reasoned report: what follows if a party fails, what would cure, what to ask next."""

from collections.abc import Iterator

from legalmodel.base.language import say
from legalmodel.methods.study import Study, Table
from legalmodel.output.faults import escape
from legalmodel.output.fitted import is_words, shown
from legalmodel.output.flow import Composition, Element, FlowCell, FlowRow, FlowTable, Heading, Paragraph, Piece


def with_annexes(whole: Composition, studies: tuple[Study, ...]) -> Composition:
    """Return a report with studies behind it, each an annex whose letter follows on those that are there."""
    letters = sum(isinstance(e, Heading) and e.level == 1 and not e.number.isdigit() for e in whole.elements)
    added: list[Element] = []
    for number, study in enumerate(studies, letters + 1):
        added += _annex(study, chr(64 + number))
    return whole._replace(elements=(*whole.elements, *added))


def _annex(study: Study, letter: str) -> Iterator[Element]:
    yield Heading(1, escape(study.title), say("Annex {letter}", letter=letter), f"study-{study.method}")
    yield from (Paragraph((Piece(escape(sentence)),)) for sentence in study.says)
    for table in study.tables:
        if any(column.narrow for column in table.columns):
            yield Heading(2, escape(table.heading), anchor=f"study-{study.method}-{table.key}")
            yield _flow(study, table)
            # an annex leaves out the rows that a terminal does, and says so
            for note in filter(None, (table.note, table.rest)):
                yield Paragraph((Piece(escape(note), "small"),))
    yield from (Paragraph((Piece(escape(words), "small"),)) for words in (*study.assumes, *study.sources, study.foot) if words)


def _flow(study: Study, table: Table) -> FlowTable:
    """Return a table with the columns and rows that a terminal shows: whoever wants all has the study itself."""
    kept = [i for i, column in enumerate(table.columns) if column.narrow]
    columns = tuple((table.columns[i].key, escape(table.columns[i].heading)) for i in kept)
    rows = [row for n, row in enumerate(table.rows) if not table.loud or n in table.loud]
    cells = [FlowRow(tuple(FlowCell(escape(shown(row[i], table.columns[i]))) for i in kept)) for row in rows]
    return FlowTable(f"{study.method}-{table.key}", columns, tuple(not is_words(table, i) for i in kept), tuple(cells))
