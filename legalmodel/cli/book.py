"""``legalmodel book``: many deals in one store, judged together, asked in SQL, and explained one by one."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from legalmodel.api import check_deal, today
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import chinese, say
from legalmodel.book.adding import Counts, add
from legalmodel.book.checking import check
from legalmodel.book.kernel import Settings
from legalmodel.book.named import NAMED, parameters_of
from legalmodel.book.partly import Done
from legalmodel.book.pool import processors
from legalmodel.book.reader import Book, open_book
from legalmodel.book.store import Store
from legalmodel.cli.common import day, law_folders, width, write_exactly, write_json
from legalmodel.output.paint import wrap
from legalmodel.output.query import query_csv, query_json, query_text, query_xlsx


def run(options: Namespace) -> int:
    """Run one action; a folder given alone is checked at once."""
    if options.action == "folder":
        from legalmodel.cli.book_folder import run as check_folder

        return check_folder(options)
    _needs("pyarrow", "duckdb")
    actions = {
        "add": _add,
        "check": _check,
        "join": _join,
        "compact": _compact,
        "remove": _remove,
        "query": _query,
        "show": _show,
    }
    return actions[options.action](options)


def _needs(*packages: str) -> None:
    from importlib.util import find_spec

    for package in packages:
        if find_spec(package) is None:
            raise BadRequest(say("a book needs the package {name}", name=package), say("run: pip install 'legalmodel[book]'"))


def _add(options: Namespace) -> int:
    """Take deals in; exit 1 if a file was set aside, unless that is asked not to matter."""
    store = Store.make(Path(options.book))
    with store.writing(), _Counter() as counter:
        counts = add(
            store,
            [Path(source) for source in options.sources],
            under=options.under,
            processes=options.processes or processors(),
            progress=lambda counts: counter.tell(_added(counts)),
        )
    if options.format == "json":
        write_json(counts._asdict())
    else:
        print(_added(counts))
        if counts.refused:
            print(say("what was set aside, and why: legalmodel book query {book} refused", book=options.book))
        print(say("next: legalmodel book check {book}", book=options.book))
    return int(bool(counts.refused) and options.fail_on != "never")


def _added(counts: Counts) -> str:
    return say(
        "{new} new, {changed} changed, {same} as before, {refused} set aside",
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        refused=counts.refused,
    )


def _check(options: Namespace) -> int:
    """Judge; exit 1 if a rule fails in a deal, or one cannot be judged."""
    store = Store.open(Path(options.book))
    with store.writing(), _Counter() as counter:
        kept = store.state.settings.get("run_day")
        run_day = day(options.run_day, "--run-day") or (date.fromisoformat(kept) if kept else today())
        packs = tuple(str(folder) for folder in law_folders(options)) or tuple(store.state.settings.get("packs", ()))
        done = check(
            store,
            Settings(run_day, packs),
            processes=options.processes or processors(),
            spark=_session(options.spark),
            progress=lambda done, total: counter.tell(f"{done.all}/{total}"),
        )
    with open_book(store.folder) as book:
        names, (row,) = book.ask(NAMED["totals"].sql)
        totals = {name: int(value or 0) for name, value in zip(names, row, strict=True)}
    if options.format == "json":
        write_json({"run_day": run_day.isoformat(), **done._asdict(), **totals})
    else:
        print("\n".join(_judged(done, totals, run_day)))
    fails = totals["fails"] or totals["deals"] > totals["judged"]
    undecided = options.fail_on == "undecided" and any(totals[name] for name in ("unknown", "judgement", "doubtful"))
    return int(options.fail_on != "never" and bool(fails or undecided))


def _join(options: Namespace) -> int:
    """Put books together."""
    from legalmodel.book.joining import join

    store = Store.make(Path(options.book))
    with store.writing():
        deals = join(store, [Path(book) for book in options.books])
    if options.format == "json":
        write_json({"deals": deals})
    else:
        print(say("{n} deals taken over from {books} books", n=deals, books=len(options.books)))
        print(say("next: legalmodel book check {book}", book=options.book))
    return 0


def _compact(options: Namespace) -> int:
    """Join the files of a book."""
    from legalmodel.book.compacting import compact

    if options.deals < 1:
        raise BadRequest(say("--deals is how many deals share a file, not {n}", n=options.deals), say("give 1 or more"))
    store = Store.open(Path(options.book))
    with store.writing(), _Counter() as counter:
        done = compact(
            store,
            options.deals,
            drop_old=options.drop_old,
            processes=options.processes or processors(),
            progress=lambda made, jobs: counter.tell(f"{made}/{jobs}"),
        )
    if options.format == "json":
        write_json(done._asdict())
    else:
        print(say("{before} lots of deals before, {after} now; {dropped} old versions dropped", **done._asdict()))
    return 0


def _remove(options: Namespace) -> int:
    """Take deals out."""
    from legalmodel.book.removing import remove

    store = Store.open(Path(options.book))
    with store.writing():
        gone = remove(store, options.deals, options.why)
    if options.format == "json":
        write_json({"removed": gone})
    else:
        print(say("{n} deals taken out; what they were is seen with: --as-of DAY", n=len(gone)))
    return 0


def _session(master: str) -> Any:
    if not master:
        return None
    from legalmodel.book.spark import session

    return session(master)


def _judged(done: Done, totals: dict[str, int], run_day: date) -> list[str]:
    rows = [
        say("{n} deals, judged for {day}", n=totals["deals"], day=run_day.isoformat()),
        say("  {whole} judged whole, {partly} only by law that changed, {kept} left as they were", **done._asdict()),
        say(
            "  {fails} fails in {deals} deals; {doubtful} doubtful; {unknown} not known; {judgement} to be weighed; of {findings} findings",
            fails=totals["fails"],
            deals=totals["deals_that_fail"],
            doubtful=totals["doubtful"],
            unknown=totals["unknown"],
            judgement=totals["judgement"],
            findings=f"{totals['findings']:,}",
        ),
    ]
    if left := totals["deals"] - totals["judged"]:
        rows.append(say("  {n} could not be judged", n=left))
    if totals["refused"]:
        rows.append(say("  {n} files were set aside when they were taken in", n=totals["refused"]))
    return rows


def _query(options: Namespace) -> int:
    """Ask the book."""
    with open_book(Path(options.book), day(options.as_of, "--as-of"), options.memory) as book:
        if options.views:
            print(_views(book), end="")
        elif not options.query:
            rows = [(name, str(query.says)) for name, query in NAMED.items()]
            print(query_text([say("question"), say("what it tells")], rows, width()), end="")
        else:
            _write(options, *_asked(book, options))
    return 0


def _asked(book: Book, options: Namespace) -> tuple[list[str], list[tuple[Any, ...]]]:
    named = NAMED.get(options.query)
    if named is None:
        if " " not in options.query.strip():
            raise BadRequest(
                say("there is no question called '{name}'", name=options.query), say("one of: {names}", names=", ".join(NAMED))
            )
        _narrowed(book, options, options.query)
        return book.ask(options.query)
    _narrowed(book, options, named.sql)
    sql = named.chinese if named.chinese and chinese() else named.sql
    return book.ask(sql, parameters_of(sql, {"rule": options.rule, "deal": options.deal}))


def _narrowed(book: Book, options: Namespace, sql: str) -> None:
    """See to it that no answer is empty because of a name that nothing has. Raises BadRequest."""
    for name, given in (("rule", options.rule), ("deal", options.deal)):
        if given is not None and not parameters_of(sql, {name: given}):
            narrowed = ", ".join(query for query, named in NAMED.items() if f"${name}" in named.sql)
            raise BadRequest(
                say("this question is not narrowed by --{option}", option=name), say("these are: {names}", names=narrowed)
            )
    if options.rule is not None and not book.rows("SELECT 1 FROM rules WHERE ? IN (rule, instrument) LIMIT 1", [options.rule]):
        known = {id for row in book.rows("SELECT DISTINCT rule, instrument FROM rules") for id in row}
        raise BadRequest(
            say("there is no rule or instrument '{id}'", id=options.rule),
            nearest(options.rule, sorted(known)) or say("list them with: legalmodel law list"),
        )
    view = "versions" if options.query == "versions" else "deals"
    if options.deal is not None and not book.rows(f"SELECT 1 FROM {view} WHERE deal = ? LIMIT 1", [options.deal]):  # noqa: S608 - one of two names of our own
        raise book.no_such_deal(options.deal)


def _write(options: Namespace, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    from legalmodel.text.replace import write_whole

    ending = Path(options.output).suffix[1:]
    format = options.format or (ending if ending in ("csv", "json", "xlsx") else "text")
    if format == "xlsx":
        if not options.output:
            raise BadRequest(say("a workbook is written to a file"), say("give --output FILE.xlsx"))
        write_whole(Path(options.output), query_xlsx(names, rows))
        return
    makers = {"csv": query_csv, "json": query_json}
    text = makers[format](names, rows) if format in makers else query_text(names, rows, width())
    if options.output:
        write_whole(Path(options.output), text.encode())
    elif format == "csv":
        write_exactly(text)
    else:
        print(text, end="")
        if format == "text":
            print(say("{n} rows", n=f"{len(rows):,}"), file=sys.stderr)


def _views(book: Book) -> str:
    from legalmodel.book.columns import described

    rows = []
    for view, columns in described(book):
        rows += [view, *(f"  {row}" for column in columns for row in wrap(column, width() - 2, 4)), ""]
    return "\n".join(rows)


def _show(options: Namespace) -> int:
    """Explain one deal: the same run, and the same explanation, as of a deal by itself."""
    from legalmodel.cli.explain import tell_why
    from legalmodel.model.parse import parse

    as_of = day(options.as_of, "--as-of")
    with open_book(Path(options.book), as_of) as book:
        source, settings = book.source(options.deal), book.store.state.settings
    if options.source:
        write_exactly(source.raw)
        return 0
    kept = settings.get("run_day")
    packs = law_folders(options) or tuple(Path(pack) for pack in settings.get("packs", ()))
    result = check_deal(parse(source), source, date.fromisoformat(kept) if kept else today(), packs=packs)
    options.why_not = False
    return tell_why(options, result)


class _Counter:
    """A line on a terminal that says how far it is, taken away at the end; nothing where there is no terminal."""

    def __enter__(self) -> "_Counter":
        return self

    def tell(self, text: str) -> None:
        """Say how far it is."""
        if sys.stderr.isatty():
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        self.tell("")
