"""The public API, and the whole run, one hop a line: read, parse, build (deriving on demand), judge. Start reading here.

What is in ``__all__`` can be imported from ``legalmodel`` too, and keeps its meaning: a name that goes warns for two minor versions first
(``base/deprecation.py``). All else in the package may change with any version.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from legalmodel.base.clock import today as today
from legalmodel.base.deprecation import renamed_argument
from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.hops import hop
from legalmodel.base.language import say, speaking
from legalmodel.base.places import Path
from legalmodel.graph.build import build
from legalmodel.graph.horizon import Horizon
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.conflicts import mark_conflicts
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.judgment.moved import moved_by
from legalmodel.judgment.systems import places_of
from legalmodel.law.load import load_law, load_law_for, shipped_reach
from legalmodel.model.deal import Deal
from legalmodel.model.parse import parse
from legalmodel.results import Differences, Picture, Result, to_csv, to_frame, to_json, to_rows
from legalmodel.text.read import Source, read, read_bytes

if TYPE_CHECKING:
    from legalmodel.book.folder import Row
    from legalmodel.model.scenario import Scenario

__all__ = [
    "BadInput",
    "BadRequest",
    "Differences",
    "Picture",
    "Result",
    "check",
    "check_book",
    "check_deal",
    "check_scenario",
    "compare",
    "draw",
    "speaking",
    "to_csv",
    "to_frame",
    "to_json",
    "to_rows",
]

Deals = str | FilePath | bytes | Mapping[str, Any]
"""A deal as it may be given: a path (of a file, or of a folder with ``deal.yaml``), its text, or its data."""


@renamed_argument("deal_file", "deal", since="0.1", gone="0.3")
def check(
    deal: Deals,
    run_day: date | None = None,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
    known_on: date | None = None,
) -> Result:
    """Check a deal against all law, as at each act, or as of another day.

    ``deal`` is a path, a text (a ``str`` of several lines or that begins with ``{``, or ``bytes``; YAML or JSON), or the data of a deal
    as dicts, lists, texts, numbers and days. Shares are parts of one (0.05 or "5%"), amounts are texts with their currency
    ("CNY 301m"), days are days or texts (2016-05-27).
    ``run_day`` is today unless given; give it wherever the result must be the same tomorrow. ``as_of`` looks at the deal from another
    day, ``law_on`` asks another day's law of the same facts. ``packs`` are folders of further law.
    ``known_on`` takes the deal as it was known on a day: a fact that rests only on documents ``received`` later is unknown
    (``not_received``); what nobody says since when it is known stays.
    Raises BadInput if the deal, or a law file, cannot be used: it carries every fault with place, cause and fix. Raises BadRequest if
    there is no such file, or the data hold what no deal can.
    """
    with hop("read") as reading:
        source = _source(deal)
        reading.counted(len(source.raw), "bytes")
    with hop("parse"):
        if known_on is None:
            parsed = parse(source)
        else:
            from legalmodel.model.known import known_then

            parsed, source = known_then(source, known_on)
    return check_deal(parsed, source, run_day or today(), as_of, law_on, packs)


def _source(deal: Deals) -> Source:
    if isinstance(deal, Mapping):
        return read_bytes(_written(deal), "data.json")
    if isinstance(deal, bytes):
        return read_bytes(deal, "text.json" if deal.lstrip()[:1] == b"{" else "text.yaml")
    if isinstance(deal, str) and ("\n" in deal or deal.lstrip()[:1] == "{"):
        return _source(deal.encode())
    path = FilePath(deal)
    inside = [path / name for name in ("deal.yaml", "deal.json")] if path.is_dir() else []
    return read(next((file for file in inside if file.is_file()), path))


def _written(deal: Mapping[str, Any]) -> bytes:
    """Write data as JSON, to be read as any deal is.

    Raises BadRequest for what is no dict, list, text, number, truth or day.
    """
    import json

    def plain(value: object) -> str | float:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
            return float(value)
        raise TypeError(f"{type(value).__name__} is nothing that a deal file can say")

    try:
        return json.dumps(deal, ensure_ascii=False, default=plain, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        raise BadRequest(str(error), say("use dicts with texts as keys, lists, texts, numbers, truths and days")) from None


def draw(
    deal: Deals | Checked, view: str = "relations", format: str = "svg", run_day: date | None = None, people: bool = False
) -> Picture:
    """Draw a chart of a deal, given as for ``check`` or checked already.

    ``view`` is relations, title, trust, cash and so on (``docs/diagrams.md``), ``format`` the ending of a file: svg, png, pdf, pptx,
    dot and so on. Natural persons stand by number, and by name with ``people``.
    Returns the bytes of the file. Raises BadInput and BadRequest as ``check`` does, and BadRequest for another view or format.
    """
    from legalmodel.output.draw import draw as draw_chart
    from legalmodel.output.views import draw_view

    checked = deal if isinstance(deal, Checked) else check(deal, run_day)
    return Picture(draw_chart(draw_view(view, checked.graph, checked.judgment, people), format), format)


def compare(first: Deals | Result, second: Deals | Result, run_day: date | None = None) -> Differences:
    """Lay two deals side by side, or two results on one deal: of two days, or under two laws.

    Each is given as for ``check``, or checked already. Records under other ids are matched by code, name, content or likeness.
    Raises BadInput and BadRequest as ``check`` does.
    """
    from legalmodel.analysis.compare import compare as compare_judgments
    from legalmodel.analysis.compare import compare_days
    from legalmodel.model.compare import compare_facts

    one, two = (deal if isinstance(deal, Result) else check(deal, run_day) for deal in (first, second))
    changes = compare_facts(one.source, two.source)
    same_file = one.source.raw == two.source.raw
    facts = compare_days(one.graph, two.graph, one.source.place) if same_file else changes.facts
    found = compare_judgments(one.judgment, two.judgment, changes.names)
    return Differences(one, two, facts, found.findings, found.factors, found.lines)


def check_scenario(
    base: Source, scenario: "Scenario", run_day: date, law_on: date | None = None, packs: tuple[FilePath, ...] = ()
) -> Result:
    """Check a deal as a scenario changes it.

    Raises BadRequest if a change cannot be made, and BadInput if the changed deal is none; both name the change.
    """
    from legalmodel.model.scenario import vary

    with hop("parse", len(scenario.changes), "changes"):
        deal, source = vary(base, scenario)
    return check_deal(deal, source, run_day, scenario.day, law_on, packs)


def check_deal(
    deal: Deal,
    source: Source,
    run_day: date,
    as_of: date | None = None,
    law_on: date | None = None,
    packs: tuple[FilePath, ...] = (),
) -> Result:
    """Check a deal that is already parsed."""
    horizon = Horizon(run_day, as_of)
    with hop("build"):
        graph = build(deal, source.place, horizon=horizon)
    with hop("law") as loading:
        law = load_law_for(deal, places_of(graph, shipped_reach()), *packs)
        if packs:
            from legalmodel.law.attested import on_attested_law

            law = on_attested_law(law, packs, run_day)
        loading.counted(len(law.rules), "rules")

    def again(values: Mapping[Path, Any]) -> Judgment:
        other = build(deal, source.place, values, horizon=horizon)
        rules = moved_by(values, graph, law.rules)
        if len(rules) < len(law.rules):  # mere figures differ: no place does, and only what may read them is asked again
            return judge(other, law._replace(rules=rules), run_day, as_of, law_on)
        # the value of another source may tie the deal to another place, whose law was not read yet
        here = law if packs else load_law_for(deal, places_of(other, law.reach))
        return judge(other, here, run_day, as_of, law_on)

    with hop("judge") as judging:
        judgment = judge(graph, law, run_day, as_of, law_on)
        judging.counted(len(judgment.findings), "findings")
    with hop("conflicts"):
        mark_conflicts(judgment, graph, again)
    return Result(source, deal, graph, law, judgment)


def check_book(
    folder: FilePath, run_day: date, packs: tuple[FilePath, ...] = (), progress: Callable[[int, int], None] | None = None
) -> "Iterator[Row]":
    """Check every deal file of a folder; yield one row a deal.

    Raises BadInput if a law file cannot be used, once and not for every deal; BadRequest if the folder holds no deal file.
    """
    from legalmodel.book.folder import check_folder

    load_law(*packs)
    return check_folder(folder, lambda file: check(file, run_day, packs=packs).judgment, progress)
