"""``legalmodel tape``: loan tapes held against a deal, mapped, compared, drawn from."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import deal_file
from legalmodel.cli.study import workbook, write

if TYPE_CHECKING:
    from decimal import Decimal

    from legalmodel.methods.study import Study
    from legalmodel.tapes.maps import TapeFormat, TapeMap


def run(options: Namespace) -> int:
    """Run one action; exit 1 where something is not met or not known, as ``--fail-on`` says."""
    return _ACTIONS[options.action](options)


def _check(options: Namespace) -> int:
    from legalmodel.tapes.outcomes import TapeOutcome
    from legalmodel.tapes.report import report_on
    from legalmodel.tapes.tape import opened
    from legalmodel.tapes.terms import terms_of
    from legalmodel.tapes.told import tape_study
    from legalmodel.text.read import read

    mapped = map_of(options.tape, options.map, _form(options))
    terms = terms_of(read(deal_file(options.deal)), options.pool, mapped.own)
    with opened(Path(options.tape), mapped, terms.currency) as tape:
        report = report_on(tape, terms)

        def make() -> "Study":
            return tape_study(report, options.all)

        workbook(make, options)
        if options.breaches:
            from legalmodel.tapes.breaches import write_breaches

            write_breaches(report, Path(options.breaches))
        write(make, options)
    outcomes = report.outcomes
    fails = TapeOutcome.FAILS in outcomes
    undecided = TapeOutcome.UNKNOWN in outcomes or not outcomes
    return int(options.fail_on != "never" and (fails or (options.fail_on == "undecided" and undecided)))


def _map(options: Namespace) -> int:
    from legalmodel.tapes.draft import draft_map
    from legalmodel.text.replace import write_whole

    if options.map:
        return _read_by(options)
    text = draft_map(Path(options.tape), _form(options))
    if options.output:
        write_whole(Path(options.output), text.encode())
        print(say("draft: {file}", file=options.output))
    else:
        print(text, end="")
    return 0


def _read_by(options: Namespace) -> int:
    """Say what a map reads of a tape: heading by heading."""
    from legalmodel.tapes.draft import read_by

    mapped = map_of(options.tape, options.map, _form(options))
    print(read_by(Path(options.tape), mapped), end="")
    return 0


def _maps(options: Namespace) -> int:
    from legalmodel.tapes.draft import maps_study

    return write(maps_study, options)


def map_of(tape: str, name: str, told: "TapeFormat | None" = None) -> "TapeMap":
    """Return the map that a command names, with what it says of delimiter and encoding (``told``).

    Raises BadRequest if none is named: which maps know headings of the tape is told, and none is taken in silence.
    """
    from legalmodel.tapes.maps import TapeFormat, load_map

    told = told or TapeFormat()
    if not Path(tape).is_file():
        raise BadRequest(say("there is no file {file}", file=tape), say("name a CSV or Parquet file"))
    if not name:
        from legalmodel.tapes.draft import fitting_maps

        raise BadRequest(say("it is not said which column of {file} is what", file=tape), fitting_maps(Path(tape), told))
    mapped = load_map(name)
    form = mapped.format
    return mapped._replace(
        format=form._replace(delimiter=told.delimiter or form.delimiter, encoding=told.encoding or form.encoding)
    )


def _form(options: Namespace) -> "TapeFormat":
    from legalmodel.tapes.maps import ENCODINGS, TapeFormat

    sign = {"tab": "\t", "\\t": "\t"}.get(options.delimiter, options.delimiter)
    if len(sign) > 1:
        raise BadRequest(say("'{sign}' is not one sign", sign=sign), say("write ',' ';' '|' or tab"))
    encoding = options.encoding.lower()
    if encoding and encoding not in ENCODINGS:
        raise BadRequest(say("'{encoding}' is no encoding known here", encoding=encoding), ", ".join(ENCODINGS))
    return TapeFormat(sign, encoding)


def _overlap(options: Namespace) -> int:
    """Exit 1 where a loan stands in two tapes."""
    from legalmodel.tapes.keys import salt_of
    from legalmodel.tapes.overlap import KEYS, overlap, overlap_study

    files = []
    for named in options.tape:
        tape, _, map_name = named.rpartition("=") if "=" in named and not Path(named).is_file() else (named, "", options.map)
        files.append((Path(tape), None if map_name == KEYS else map_of(tape, map_name, _form(options))))
    if len(files) < 2 and not options.keys:
        raise BadRequest(
            say("one tape has nothing to be compared with"), say("name two tapes or more, or --keys FILE to write its hashes")
        )
    if not options.salt and (options.keys or any(mapped is None for _, mapped in files)):
        raise BadRequest(
            say("hashes that are compared elsewhere need one salt"), say("give --salt FILE, the same on both sides")
        )
    keys, rows = (Path(name) if name else None for name in (options.keys, options.rows))
    found = overlap(files, salt_of(options.salt), keys, rows)
    write(lambda: overlap_study(found, bool(options.salt)), options)
    return int(any(m.sort == "loan" for m in found.meetings))


def _sample(options: Namespace) -> int:
    """Exit 1 where the loans kept are not those drawn."""
    from legalmodel.tapes.sampling import draw, draw_study, hashes_of, laid_beside, write_rows
    from legalmodel.tapes.tape import opened

    seed, share = _draw_of(options)
    mapped = map_of(options.tape, options.map, _form(options))
    kept = None
    if options.against:
        with opened(Path(options.against), map_of(options.against, options.map, _form(options))) as other:
            kept = hashes_of(other)
    with opened(Path(options.tape), mapped) as tape:
        found = draw(tape, seed, share)
        if kept is not None:
            found = laid_beside(tape, found, kept)
        if options.rows:
            write_rows(tape, Path(options.rows))
    write(lambda: draw_study(found), options)
    return int(found.against is not None and any(found.against))


def _draw_of(options: Namespace) -> "tuple[str, Decimal]":
    """Return seed and share, as given or as a pool lays them down. Raises BadRequest if one is missing or cannot be used."""
    from decimal import Decimal

    seed, share = options.seed, options.share
    if options.deal:
        from legalmodel.tapes.terms import terms_of
        from legalmodel.text.read import read

        plan = terms_of(read(deal_file(options.deal)), options.pool).stated.sampling
        seed = seed or (plan.seed if plan and isinstance(plan.seed, str) else "")
        share = share or (f"{plan.share * 100}%" if plan and isinstance(plan.share, Decimal) else "")
    if not seed or not share:
        raise BadRequest(
            say("a draw needs a seed and a share"), say("give --seed and --share, or --deal with the sampling of a pool")
        )
    try:
        part = Decimal(share.rstrip("%")) / 100
    except ArithmeticError:
        part = Decimal(-1)
    if not share.endswith("%") or not part.is_finite() or not 0 < part <= 1:
        raise BadRequest(say("{share} is no part of the loans", share=share), say("write such as 5%"))
    return seed, part


def _compare(options: Namespace) -> int:
    from legalmodel.tapes.selection import selection_study
    from legalmodel.tapes.tape import opened

    first = map_of(options.kept, options.map, _form(options))
    second = map_of(options.sold, options.map_sold or options.map, _form(options))
    with opened(Path(options.kept), first) as kept, opened(Path(options.sold), second) as sold:
        return write(lambda: selection_study(kept, sold), options)


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "check": _check,
    "map": _map,
    "maps": _maps,
    "overlap": _overlap,
    "sample": _sample,
    "compare": _compare,
}
