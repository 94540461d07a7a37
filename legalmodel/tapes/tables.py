"""The tables of what a tape shows: criteria, limits, figures, strata, rows against themselves, columns and cells."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from legalmodel.base.language import say, spoken
from legalmodel.base.names import shown
from legalmodel.base.speech import rounded, word_of
from legalmodel.methods.study import Cell, Column, Table
from legalmodel.tapes.columns import KINDS, kind_in_words
from legalmodel.tapes.outcomes import FigureResult, LimitResult, StratumResult, TapeOutcome
from legalmodel.tapes.report import TapeReport
from legalmodel.text.characters import brief

_ORDER = (TapeOutcome.FAILS, TapeOutcome.UNKNOWN, TapeOutcome.MET, TapeOutcome.NOT_ASKED)


def outcome_in_words(outcome: TapeOutcome) -> str:
    """Say an outcome."""
    return {
        TapeOutcome.MET: say("met"),
        TapeOutcome.FAILS: say("NOT MET"),
        TapeOutcome.UNKNOWN: say("not known"),
        TapeOutcome.NOT_ASKED: say("not asked"),
    }[outcome]


def worded(wording: dict[str, str]) -> str:
    """Return the words of a check in the language spoken."""
    return wording["zh"] if spoken() == "zh" else wording["en"]


def _limit_words(by: str | None, when: str | None) -> str:
    return " · ".join(filter(None, (by, when)))


def rounded_share(share: Decimal) -> str:
    """Write a share with two decimals."""
    return f"{(share * 100).quantize(Decimal('0.01'), ROUND_HALF_UP):f}%"


def figure_in_words(figure: FigureResult, value: Decimal | str | None) -> str:
    """Say a figure of the pool."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if figure.unit:
        return f"{figure.unit} {value:,f}"
    if _is_share(figure):
        return rounded_share(value) if value is figure.found else rounded(value)
    return f"{value.normalize():,f}" if value == value.to_integral() else f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"


_COUNTS = frozenset(("loans", "debtors", "remaining_months", "youngest_debtor", "past_arrears"))


def _is_share(figure: FigureResult) -> bool:
    return not figure.unit and figure.path[2] not in _COUNTS


def _share_cell(report: TapeReport, part: Decimal | None) -> Cell:
    whole = report.held.whole.balance
    return rounded_share(part / whole) if whole and part is not None else None


def criteria_table(report: TapeReport, all_tables: bool) -> Table:
    """Return the table of criteria: what is not met first."""
    currency = report.tape.currency
    columns = (
        Column("criterion", say("criterion")), Column("outcome", say("outcome")), Column("wording", say("wording")),
        Column("condition", say("condition"), narrow=False), Column("asked_of", say("asked of"), narrow=False),
        Column("met", say("met"), say("loans"), 0), Column("not_met", say("not met"), say("loans"), 0), Column("not_known", say("not known"), say("loans"), 0),
        Column("not_asked", say("not asked"), say("loans"), 0, narrow=False),
        Column("balance_not_met", say("balance not met"), currency, narrow=False), Column("share_not_met", say("share not met")),
        Column("rows", say("first rows"), narrow=False), Column("lacks", say("columns that the tape lacks"), narrow=False),
        Column("how", say("how it was asked"), narrow=False),
    )  # fmt: skip  # a table
    rows = [
        (
            r.criterion.id, outcome_in_words(r.outcome), shown(r.criterion.wording) or r.criterion.test.text, r.criterion.test.text,
            r.criterion.when.text if r.criterion.when else "", r.met.loans, r.fails.loans, r.unknown.loans, r.not_asked.loans,
            r.fails.balance if report.held.balance else None, _share_cell(report, r.fails.balance) if report.held.balance and r.fails.loans else None,
            ", ".join(map(str, r.rows or r.open_rows)), ", ".join(r.lacks), say("row by row") if r.by_rows else say("in one pass"),
        )
        for r in sorted(report.held.criteria, key=lambda r: _ORDER.index(r.outcome))
    ]  # fmt: skip  # a table
    note = say(
        "A loan counts as not known where a cell that the condition needs is empty or cannot be read: it is never taken to meet it."
    )
    loud = () if all_tables else tuple(n for n, row in enumerate(rows) if row[1] != say("met"))
    met = len(rows) - len(loud)
    rest = (
        say("met by all loans that they ask of: {many} further criteria (--all shows them)", many=met) if loud and met else ""
    )
    return Table("criteria", say("Eligibility criteria"), columns, tuple(rows), note, loud, rest)


def limits_table(report: TapeReport) -> Table:
    """Return the table of limits."""
    columns = (
        Column("limit", say("limit")), Column("outcome", say("outcome")), Column("wording", say("wording")), Column("by", say("by"), narrow=False),
        Column("counts", say("which loans count"), narrow=False), Column("bound", say("bound")), Column("share", say("share")),
        Column("groups", say("groups"), "", 0, narrow=False), Column("loans", say("loans that count"), "", 0, narrow=False), Column("why", say("why not known")),
    )  # fmt: skip  # a table
    return Table(
        "limits",
        say("Concentration limits"),
        columns,
        tuple(_limit_row(r) for r in sorted(report.limits, key=lambda r: _ORDER.index(r.outcome))),
    )


def _limit_row(result: LimitResult) -> tuple[Cell, ...]:
    limit = result.limit
    by, when = limit.by.text if limit.by else "", limit.when.text if limit.when else ""
    bound = (
        say("at most {share}", share=rounded(limit.most))
        if limit.most is not None
        else say("at least {share}", share=rounded(limit.least or Decimal(0)))
    )
    share = ""
    if result.low is not None and result.high is not None:
        ends = [rounded_share(s) for s in (result.low, result.high)]
        share = ends[0] if ends[0] == ends[1] else say("{low} to {high}", low=ends[0], high=ends[1])
    words = shown(limit.wording) or _limit_words(by, when)
    return (
        limit.id, outcome_in_words(result.outcome), words, by, when, bound, share, result.groups, result.loans, str(result.why) if result.why else "",
    )  # fmt: skip  # one row


def figures_table(report: TapeReport, all_tables: bool) -> Table:
    """Return the table of stated figures beside those of the tape."""
    columns = (
        Column("figure", say("figure of the pool")), Column("path", say("where it is stated"), narrow=False), Column("outcome", say("outcome")),
        Column("stated", say("stated")), Column("tape", say("tape")), Column("difference", say("difference")), Column("why", say("why not known")),
    )  # fmt: skip  # a table
    rows = [
        (
            str(f.what), str(report.terms.source.place(f.path)), _agreement(f.outcome),
            figure_in_words(f, f.stated), figure_in_words(f, f.found), _difference(f), str(f.why) if f.why else "",
        )
        for f in report.figures
    ]  # fmt: skip  # a table
    loud = () if all_tables else tuple(n for n, f in enumerate(report.figures) if f.outcome is not TapeOutcome.MET)
    agree = sum(f.outcome is TapeOutcome.MET for f in report.figures)
    rest = say("{many} further figures agree (--all shows them)", many=agree) if loud and agree else ""
    note = say("A stated figure agrees if it is the tape's, rounded to as many decimals as it is stated with.")
    return Table("figures", say("Figures of the pool as stated"), columns, tuple(rows), note, loud, rest)


def _agreement(outcome: TapeOutcome) -> str:
    return {TapeOutcome.MET: say("agrees"), TapeOutcome.FAILS: say("DIFFERS")}.get(outcome) or outcome_in_words(outcome)


def _difference(figure: FigureResult) -> str:
    if figure.outcome is not TapeOutcome.FAILS or figure.difference is None:
        return ""
    if _is_share(figure):
        return say(
            "{points} percentage points", points=f"{(figure.difference * 100).quantize(Decimal('0.01'), ROUND_HALF_UP):+f}"
        )
    return f"{figure.unit} {figure.difference:+,f}".strip()


def strata_tables(report: TapeReport, all_tables: bool) -> Iterator[Table]:
    """Yield the tables of the stratification; a terminal shows them only where all is asked for."""
    for result in report.held.strata:
        heading = shown(result.banding.wording) or say("Stratification by {by}", by=_heading_of(report, result))
        columns = (
            Column("band", heading, narrow=all_tables), Column("loans", say("loans"), "", 0, narrow=all_tables),
            Column("balance", say("balance"), report.tape.currency, narrow=all_tables), Column("share", say("share of the balance"), narrow=all_tables),
        )  # fmt: skip  # one row
        rows: list[tuple[Cell, ...]] = [
            (
                _band(report, result, b.label),
                b.part.loans,
                b.part.balance if report.held.balance else None,
                _share_cell(report, b.part.balance),
            )
            for b in result.bands
        ]
        if result.why:
            rows = [(str(result.why), None, None, None)]
        yield Table(f"stratum_{result.banding.id}", heading, columns, tuple(rows))


def _heading_of(report: TapeReport, result: StratumResult) -> str:
    named = result.banding.by.text.removeprefix("loan.")
    return report.tape.columns[named].column.heading if named in report.tape.columns else result.banding.by.text


def _band(report: TapeReport, result: StratumResult, label: str | None) -> str:
    if label is None:
        return say("not known")
    if label == "none":
        return say("none")
    named = result.banding.by.text.removeprefix("loan.")
    is_word = named in report.tape.columns and KINDS[report.tape.columns[named].column.kind].name == "choice"
    return word_of(label) if is_word else brief(label)


def totals_table(report: TapeReport, all_tables: bool) -> Table:
    """Return the sums of the amounts of the tape; a terminal shows them only where all is asked for."""
    columns = (
        Column("column", say("column"), narrow=all_tables), Column("heading", say("heading of the tape"), narrow=all_tables),
        Column("sum", say("sum"), report.tape.currency, narrow=all_tables), Column("without", say("loans without a value"), "", 0, narrow=all_tables),
    )  # fmt: skip  # one row
    read = report.tape.columns
    rows = [(read[n].column.heading, brief(read[n].heading), total, sum(read[n].counts[1:])) for n, total in report.totals]
    return Table("totals", say("Sums of the tape"), columns, tuple(rows))


def within_table(report: TapeReport) -> Table:
    """Return the table of rows that contradict themselves or look odd."""
    columns = (
        Column("check", say("what must hold within a row")), Column("sort", say("sort")), Column("rows", say("it does not in"), say("rows"), 0),
        Column("beyond", say("by more than 0.01"), say("rows"), 0), Column("not_known", say("not known"), say("rows"), 0), Column("difference", say("greatest difference")), Column("first", say("first rows")),
    )  # fmt: skip  # a table
    rows = [
        (
            worded(c.wording), say("contradiction") if c.sort == "contradiction" else say("odd"), c.wrong, c.beyond, c.unknown,
            f"{c.difference:,f}" if c.difference is not None else "", ", ".join(map(str, c.rows)),
        )
        for c in report.checks
    ]  # fmt: skip  # a table
    return Table(
        "within",
        say("Rows against themselves"),
        columns,
        tuple(rows),
        "",
        tuple(n for n, c in enumerate(report.checks) if c.wrong) or (-1,),
    )


def columns_table(report: TapeReport, all_tables: bool) -> Table:
    """Return the table of columns, with what became of their cells."""
    columns = (
        Column("heading", say("heading of the tape")), Column("number", say("column"), "", 0), Column("as", say("read as")), Column("kind", say("kind")),
        Column("values", say("values"), "", 0), Column("empty", say("empty"), "", 0), Column("unknown", say("said to be unknown"), "", 0),
        Column("none", say("said to be none"), "", 0), Column("unreadable", say("cannot be read"), "", 0), Column("rows", say("first rows")),
    )  # fmt: skip  # a table
    read = list(report.tape.columns.values())
    rows = [
        (
            brief(c.heading), c.number, c.column.heading, kind_in_words(c.column.kind), *c.counts, ", ".join(map(str, c.rows)),
        )
        for c in read
    ]  # fmt: skip  # a table
    loud = () if all_tables else tuple(n for n, c in enumerate(read) if c.counts[1] or c.counts[4]) or (-1,)
    rest = "" if all_tables else say("--all shows all {many} columns that were read, and the stratification", many=len(read))
    return Table("columns", say("Columns and cells"), columns, tuple(rows), "", loud, rest)
