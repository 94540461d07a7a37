"""What a tape shows of a deal, told: a line that says how it stands, what falls short first, and tables of all that was tried.

No cell of the tape is shown: rows go by number, keys not at all, and only headings, counts, sums and the words that loans are put together by.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from legalmodel.base.language import say
from legalmodel.base.names import shown
from legalmodel.base.speech import rounded
from legalmodel.methods.study import Study
from legalmodel.tapes.outcomes import CriterionResult, FigureResult, LimitResult, TapeOutcome
from legalmodel.tapes.report import TapeReport
from legalmodel.tapes.tables import (
    columns_table,
    criteria_table,
    figure_in_words,
    figures_table,
    limits_table,
    rounded_share,
    strata_tables,
    totals_table,
    within_table,
    worded,
)
from legalmodel.text.characters import brief


def tape_study(report: TapeReport, all_tables: bool = False) -> Study:
    """Return what a tape shows as a study; ``all_tables``: a terminal shows all tables and rows."""
    deal = report.terms.graph.deal.fields.get("name")
    title = say(
        "{tape} held against {pool} of {deal}", tape=report.tape.raw.file.name, pool=report.pool_name,
        deal=shown(deal) if isinstance(deal, str) else report.terms.source.name,
    )  # fmt: skip  # one argument a line would hide the sentence
    tables = (
        criteria_table(report, all_tables), limits_table(report), figures_table(report, all_tables), *strata_tables(report, all_tables), totals_table(report, all_tables), within_table(report),
        columns_table(report, all_tables),
    )  # fmt: skip  # one row
    return Study(
        "tape", title, tuple(_says(report)), tuple(t for t in tables if t.rows), (), tuple(_assumes(report)), tuple(_sources(report)),
        say("Compares the cells of a tape with what the deal says; it has seen no loan file, and gives no advice."),
        (say("How the tape was read"), say("Sources")),
    )  # fmt: skip  # one row


# --- sentences


def _says(report: TapeReport) -> Iterator[str]:
    yield _standing(report)
    yield _size(report)
    held = report.held
    if held.criteria and held.eligible.balance is not None and held.whole.loans:
        amount = _of_whole(report, held.eligible.balance)
        yield say(
            "{good} of {all} loans meet every criterion that the tape has the columns for{amount}",
            good=f"{held.eligible.loans:,}",
            all=f"{held.whole.loans:,}",
            amount=amount,
        )
    for result in held.criteria:
        if result.outcome is TapeOutcome.FAILS:
            yield _short(report, result)
    for limit in report.limits:
        if limit.outcome is TapeOutcome.FAILS:
            yield _over(limit)
    for figure in report.figures:
        if figure.outcome is TapeOutcome.FAILS:
            yield _apart(figure)
    yield from _within_says(report)
    yield from _identity_says(report)
    for result in held.criteria:
        if result.outcome is TapeOutcome.UNKNOWN:
            yield _open(result)


def _size(report: TapeReport) -> str:
    whole, balance = report.held.whole, report.held.balance
    if not balance or whole.balance is None:
        return say("the tape has {loans} loans; their balance is not known of each", loans=f"{whole.loans:,}")
    amount = f"{report.tape.currency} {whole.balance:,f}".strip()
    return say(
        "the tape has {loans} loans; {column}: {amount}",
        loans=f"{whole.loans:,}",
        column=report.tape.columns[balance].column.heading,
        amount=amount,
    )


def _standing(report: TapeReport) -> str:
    outcomes = report.outcomes
    fails, unknown = outcomes.count(TapeOutcome.FAILS), outcomes.count(TapeOutcome.UNKNOWN)
    if not outcomes:
        return say("the deal has no criterion, limit or figure that a tape could be held against")
    if fails:
        return say("NOT MET: {fails} of {all} points; not known: {unknown}", fails=fails, all=len(outcomes), unknown=unknown)
    if unknown:
        return say("not known: {unknown} of {all} points; none is found not to be met", all=len(outcomes), unknown=unknown)
    return say("all {all} points are met by what the tape says", all=len(outcomes))


def _rows(rows: Sequence[int], many: int) -> str:
    named = ", ".join(f"{r:,}" for r in rows)
    if not named:
        return ""
    return (
        say(" (rows {rows} …)", rows=named)
        if many > len(rows)
        else say(" (rows {rows})", rows=named)
        if many > 1
        else say(" (row {rows})", rows=named)
    )


def _of_whole(report: TapeReport, part: Decimal | None) -> str:
    whole = report.held.whole.balance
    return say(", {share} of the balance", share=rounded_share(part / whole)) if whole and part is not None else ""


def _short(report: TapeReport, result: CriterionResult) -> str:
    return say(
        "{id}: not met by {loans} of {all} loans{amount}{rows}", id=result.criterion.id, loans=f"{result.fails.loans:,}",
        all=f"{report.held.whole.loans:,}", amount=_of_whole(report, result.fails.balance), rows=_rows(result.rows, result.fails.loans),
    )  # fmt: skip  # one argument a line would hide the sentence


def _open(result: CriterionResult) -> str:
    if result.lacks:
        return say(
            "{id}: not known, the tape has no column for {columns}", id=result.criterion.id, columns=", ".join(result.lacks)
        )
    many = result.unknown.loans
    return (
        say(
            "{id}: not known of {loans} loans{rows}",
            id=result.criterion.id,
            loans=f"{many:,}",
            rows=_rows(result.open_rows, many),
        )
        if many > 1
        else say("{id}: not known of one loan{rows}", id=result.criterion.id, rows=_rows(result.open_rows, 1))
    )


def _over(result: LimitResult) -> str:
    limit = result.limit
    share = rounded_share(result.low or Decimal(0))
    if limit.most is not None:
        return say("{id}: {share}, above the limit of {bound}", id=limit.id, share=share, bound=rounded(limit.most))
    return say("{id}: {share}, below the least of {bound}", id=limit.id, share=share, bound=rounded(limit.least or Decimal(0)))


def _apart(figure: FigureResult) -> str:
    return say(
        "{what}: the deal states {stated}, the tape has {found}", what=figure.what, stated=figure_in_words(figure, figure.stated),
        found=figure_in_words(figure, figure.found),
    )  # fmt: skip  # one argument a line would hide the sentence


def _within_says(report: TapeReport) -> Iterator[str]:
    for check in report.checks:
        if check.wrong and check.sort == "contradiction":
            by = ""
            if check.difference is not None:
                by = say(
                    "; {beyond} by more than 0.01, the most {difference}",
                    beyond=f"{check.beyond or 0:,}",
                    difference=f"{check.difference:,f}",
                )
            yield say(
                "rows that contradict themselves: {many}{rows}: it does not hold that {what}{by}", many=f"{check.wrong:,}",
                rows=_rows(check.rows, check.wrong), what=worded(check.wording), by=by,
            )  # fmt: skip  # one argument a line would hide the sentence


def _identity_says(report: TapeReport) -> Iterator[str]:
    rejects = report.tape.raw.rejects
    if rejects:
        rows = _rows([r.row for r in rejects[:5]], len(rejects))
        why = say(", ", context="between").join(sorted({str(r.why) for r in rejects}))
        if len(rejects) == 1:
            yield say("one row could not be read{rows}: {why}", rows=rows, why=why)
        else:
            yield say("{many} rows could not be read{rows}: {why}", many=f"{len(rejects):,}", rows=rows, why=why)
    identity = report.identity
    if identity is None:
        if report.terms.stated.identified_by == "list":
            yield say("the assets are identified by list, and the tape has no column that numbers the loans")
        return
    if identity.without:
        yield say("{many} loans have no number by which they could be told", many=f"{identity.without:,}")
    if identity.repeated:
        rows = _rows(identity.rows, identity.rows_repeated)
        yield say(
            "{many} numbers of loans stand more than once, in {all} rows{rows}",
            many=f"{identity.repeated:,}",
            all=f"{identity.rows_repeated:,}",
            rows=rows,
        )


# --- how it was read


def _assumes(report: TapeReport) -> Iterator[str]:
    tape = report.tape
    yield from map(str, (*tape.raw.said, *tape.said))
    yield say("columns were read by the map {name}: {title}", name=tape.map.name, title=tape.map.title or "-")
    if report.held.balance:
        column = tape.columns[report.held.balance]
        yield say("loans are weighed by {column}", column=f"{column.column.heading} ({brief(column.heading)})")
    if tape.left_out:
        few = ", ".join(brief(h) or "-" for h in tape.left_out[:8])
        more = say(" and {many} more", many=len(tape.left_out) - 8) if len(tape.left_out) > 8 else ""
        yield say("{many} columns are in no map and were not read: {few}{more}", many=len(tape.left_out), few=few, more=more)
    if tape.map.ignored:
        yield say("left out on purpose by the map: {columns}", columns=", ".join(map(brief, tape.map.ignored)))
    yield say("rows count from 1 after the headings")


def _sources(report: TapeReport) -> Iterator[str]:
    yield say("tape: {file}, SHA-256 {digest}", file=report.tape.raw.file.name, digest=report.digest)
    yield say("deal: {file}, SHA-256 {digest}", file=report.terms.source.name, digest=report.terms.source.sha256)
    if report.tape.map.source:
        yield say("map: {source}", source=report.tape.map.source)
