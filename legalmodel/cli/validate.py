"""``legalmodel validate``: the form of deal files, and each file held against itself; law is not asked."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from legalmodel.base.clock import today
from legalmodel.base.errors import BadInput, BadRequest, Fault, limited
from legalmodel.base.hops import hop
from legalmodel.base.language import say
from legalmodel.base.places import Place
from legalmodel.book.folder import deal_files
from legalmodel.cli.common import day, deal_file, write_json
from legalmodel.cli.faults import print_faults
from legalmodel.graph.build import build
from legalmodel.judgment.doubts import Doubt, doubts_of
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.text.read import BYTES_MAX, Source, read, read_bytes

if TYPE_CHECKING:
    from legalmodel.tapes.columns import LoanColumn

_LEVELS = {"contradiction": "warning"}
"""Sort of doubt -> its level for machines; any other is a note."""


class _Validated(NamedTuple):
    """What is wrong with one file, or in doubt."""

    name: str
    faults: list[Fault]
    source: Source | None = None
    doubts: tuple[Doubt, ...] = ()


def run(options: Namespace) -> int:
    """Validate each file; exit 2 if any has a fault, 1 if one is in doubt."""
    run_day = day(options.run_day, "--run-day") or today()
    names = [name for given in options.deals for name in _files(given, len(options.deals) > 1)]
    own = _own_columns(options.map)
    found = [_checked(name, run_day, own) for name in names]
    {"text": _text, "json": _json, "sarif": _sarif, "github": _github}[options.format](found)
    return 2 if any(x.faults for x in found) else 1 if any(x.doubts for x in found) else 0


def _files(given: str, several: bool) -> Iterator[str]:
    """Yield the files that a name stands for: of a folder without a deal of its own all that it holds; ``-`` is standard input.

    Raises BadRequest for a name that stands for nothing; among several it is left to be told with the others.
    """
    path = Path(given)
    if given == "-":
        yield given
    elif path.is_dir() and not any((path / name).is_file() for name in ("deal.yaml", "deal.json")):
        yield from map(str, deal_files(path))
    else:
        yield given if several else str(deal_file(given))


def _own_columns(maps: list[str]) -> "tuple[LoanColumn, ...]":
    """Return the columns that maps of loan tapes add, for conditions of a pool to speak of."""
    if not maps:
        return ()
    from legalmodel.tapes.maps import load_map

    return tuple(column for name in maps for column in load_map(name).own)


def _terms(deal: Deal, source: Source, own: "tuple[LoanColumn, ...]") -> list[Fault]:
    """Return the faults of what pools say of their loans; nothing is loaded where none says anything."""
    pools = deal.pools.values() if isinstance(deal.pools, dict) else ()
    if not any(pool.eligibility or pool.limits or pool.strata for pool in pools):
        return []
    from legalmodel.tapes.terms import faults_of_terms

    return faults_of_terms(deal, source, own)


def _checked(name: str, run_day: date, own: "tuple[LoanColumn, ...]") -> _Validated:
    try:
        with hop("read"):
            source = _read(name)
        with hop("parse"):
            deal = parse(source)
        with hop("build"):
            graph = build(deal, source.place)
        with hop("doubts"):
            return _Validated(name, limited(_terms(deal, source, own)), source, doubts_of(graph, run_day))
    except BadInput as error:
        return _Validated(name, error.faults)
    except BadRequest as error:
        return _Validated(name, [Fault("not-readable", error.cause, Place(name, 1, 1), error.fix)])


def _read(name: str) -> Source:
    if name == "-":
        return read_bytes(sys.stdin.buffer.read(BYTES_MAX + 1), "<stdin>")
    return read(deal_file(name))


def _text(found: list[_Validated]) -> None:
    from legalmodel.output.doubts import told

    print_faults([fault for x in found for fault in x.faults])
    texts = [told(x.doubts, x.source) for x in found if x.doubts and x.source]
    if texts:
        count = sum(len(x.doubts) for x in found)
        print("\n".join(texts))
        one = count == 1
        words = say(
            "{n} doubt: none moves a conclusion by itself" if one else "{n} doubts: none moves a conclusion by itself", n=count
        )
        print(words)
    bad, count = sum(bool(x.faults) for x in found), len(found)
    if bad:
        if count > 1:
            print(say("{n} of {all} files has faults" if bad == 1 else "{n} of {all} files have faults", n=bad, all=count))
    else:
        one = count == 1
        print(
            say(
                "{n} file has no fault of form; law was not asked"
                if one
                else "{n} files have no fault of form; law was not asked",
                n=count,
            )
        )


def _json(found: list[_Validated]) -> None:
    from legalmodel.output.doubts import to_json as doubt
    from legalmodel.output.faults import to_json as fault

    faults = [fault(f) for x in found for f in x.faults]
    write_json([*faults, *(doubt(d, x.source) for x in found if x.source for d in x.doubts)])


def _marked(found: list[_Validated]) -> list[tuple[Fault, str]]:
    from legalmodel.output.doubts import as_fault

    marked = []
    for x in found:
        marked += [(fault, "error") for fault in x.faults]
        if x.source:
            marked += [(as_fault(d, x.source), _LEVELS.get(d.sort, "note")) for d in x.doubts]
    return marked


def _sarif(found: list[_Validated]) -> None:
    from legalmodel.output.annotations import to_sarif

    write_json(to_sarif(_marked(found)))


def _github(found: list[_Validated]) -> None:
    from legalmodel.output.annotations import to_github

    for row in to_github(_marked(found)):
        print(row)
