"""``legalmodel cases``: decided cases as data: list them, show one, or lay them beside a deal."""

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.cli.common import day, deal_file, law_folders, paint_for, width, write_json

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.law.precedents import Library
    from legalmodel.precedents.answer import Answer


def run(options: Namespace) -> int:
    """Run one of the actions. Raises BadRequest for a case, a doctrine or a fact that does not exist."""
    from legalmodel.law.precedents import load_library

    library = load_library(*law_folders(options))
    if options.doctrine and options.doctrine not in library.doctrines:
        raise BadRequest(
            say("there is no doctrine '{said}'", said=options.doctrine),
            say("write one of {doctrines}", doctrines=", ".join(library.doctrines)),
        )
    if options.action == "list":
        return _list(library, options)
    return _show(library, options) if options.action == "show" else _for(library, options)


def _list(library: "Library", options: Namespace) -> int:
    from legalmodel.output.precedents import listing, rows
    from legalmodel.output.precedents_data import case_data

    found = rows(library, options.system, options.doctrine)
    if options.format == "json":
        write_json({"cases": [case_data(case) for case in found]})
    else:
        print("\n".join(listing(found, width())))
    return 0


def _show(library: "Library", options: Namespace) -> int:
    from legalmodel.output.precedents import shown
    from legalmodel.output.precedents_data import case_data

    if options.case not in library.cases:
        raise BadRequest(
            say("there is no case '{id}'", id=options.case),
            nearest(options.case, library.cases) or say("see: legalmodel cases list"),
        )
    case = library.cases[options.case]
    if options.format == "json":
        write_json(case_data(case))
    else:
        print("\n".join(shown(case, width())))
    return 0


def _for(library: "Library", options: Namespace) -> int:
    from legalmodel.output.precedents_data import data
    from legalmodel.output.whole import whole_text
    from legalmodel.report.decided import decided_block
    from legalmodel.report.document import Report

    found, graph = answers(library, options)
    if options.format == "json":
        write_json(data(found))
        return 0
    block = decided_block(found, graph, library)
    print(whole_text(Report((block,) if block.speaks else ()), width(), paint_for("auto"), options.all), end="")
    if not block.speaks:
        print(say("The deal has no record that these questions are asked of."))
    return 0


def answers(library: "Library", options: Namespace) -> "tuple[list[Answer], Graph]":
    """Return what the cases say of every subject of the deal, and its graph."""
    from legalmodel.api import today
    from legalmodel.graph.build import build
    from legalmodel.graph.horizon import Horizon
    from legalmodel.model.parse import parse
    from legalmodel.precedents.answer import cases_for
    from legalmodel.text.read import read

    source = read(deal_file(options.deal))
    run_day = day(options.run_day, "--run-day") or today()
    graph = build(parse(source), source.place, horizon=Horizon(run_day, day(options.as_of, "--as-of")))
    doctrines = [d for d in library.doctrines.values() if options.doctrine in ("", d.id)]
    supposed = _supposed(options.suppose)
    if supposed and len(doctrines) != 1:
        raise BadRequest(
            say("--suppose needs one doctrine"),
            say("add --doctrine, one of {doctrines}", doctrines=", ".join(library.doctrines)),
        )
    return [each for doctrine in doctrines for each in cases_for(library, doctrine, graph, supposed)], graph


def _supposed(said: list[str]) -> Mapping[str, str]:
    pairs = {}
    for each in said:
        id, equals, value = each.partition("=")
        if not equals:
            raise BadRequest(
                say("--suppose {each} states no value", each=each), say("write FACTOR=yes, FACTOR=no or DIMENSION=LEVEL")
            )
        pairs[id] = value
    return pairs
