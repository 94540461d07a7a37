"""``legalmodel behind``: who is behind a party, by economic share, votes, capacity and control."""

import json
from argparse import Namespace
from fractions import Fraction

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.cli.common import day, deal_file, width


def run(options: Namespace) -> int:
    """Say who is behind one party or estate of a deal. Raises BadRequest if there is none of that id, or the threshold is no share."""
    from legalmodel.api import today
    from legalmodel.graph.build import build
    from legalmodel.graph.derive.behind import Behind, BehindInputs
    from legalmodel.model.parse import parse
    from legalmodel.output.behind import data, text
    from legalmodel.output.paint import fitted, joined
    from legalmodel.output.people import PersonNames
    from legalmodel.text.read import read

    source = read(deal_file(options.deal))
    graph = build(parse(source), source.place)
    known = {path[1]: thing for path, thing in graph.things.items() if path[0] in ("parties", "estates") and len(path) == 2}
    if options.party not in known:
        raise BadRequest(
            say("there is no party or estate '{party}' in the deal", party=options.party),
            nearest(options.party, known) or say("there are: {known}", known=", ".join(sorted(known))),
        )
    of, control = known[options.party], graph.control
    try:
        control.definitions[options.by]
    except KeyError:
        known_ones = sorted(control.definitions.keys())
        fix = nearest(options.by, known_ones) or say("there are: {known_ones}", known_ones=", ".join(known_ones))
        raise BadRequest(say("there is no definition '{by}'", by=options.by), fix) from None
    answers = Behind(graph, BehindInputs(control.controls, control.why, control.controlled))
    backers = answers.backers(of, options.by, day(options.as_of, "--as-of") or today())
    names, threshold = PersonNames(graph, options.names), _threshold(options.threshold)
    if options.format == "json":
        print(json.dumps(data(of, backers, names, threshold, options.by), ensure_ascii=False, indent=2))
    else:
        told = text(of, backers, names, threshold, options.by)
        print(joined(part for row in told.splitlines() for part in fitted(row, width(), 4)), end="")
    return 0


def _threshold(said: str) -> Fraction:
    from legalmodel.model.readers import read_share

    try:
        share = read_share(said)
        return Fraction(share)
    except (ValueError, TypeError):
        raise BadRequest(
            say("--threshold {said} is no share", said=said), say("write it with a percent sign, such as 25%")
        ) from None
