"""``legalmodel draw``: the charts of a deal, with the findings on them."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.cli.common import checked, deal_file

if TYPE_CHECKING:
    from legalmodel.graph.graph import Graph
    from legalmodel.judgment.checked import Checked
    from legalmodel.judgment.drawn import Judgment
    from legalmodel.output.chart import Chart
    from legalmodel.output.hand import Handmade
    from legalmodel.output.handmade import Hands
    from legalmodel.output.positions import Views
    from legalmodel.output.sheet import Sheet


def run(options: Namespace) -> int:
    """Draw one deal and say where the picture is."""
    result = checked(options)
    deal = deal_file(options.deal)
    name = deal.resolve()
    stem = name.parent.name if name.stem == "deal" else name.stem
    file = Path(options.output or f"{stem}.svg")
    if not file.name or file.is_dir():
        raise BadRequest(say("{file} is a folder, so it cannot be written", file=file), say("name a file in it"))
    if options.page and file.suffix.lower() != ".pdf":
        raise BadRequest(say("--page is for a .pdf"), say("name a file that ends in .pdf, or leave --page out"))
    positions = _positions(options, file)
    sheets = _sheets(result, options, file, positions, _hands(options, file))
    if not options.no_links and file.suffix.lower() in (".svg", ""):
        _link(sheets, result, deal, file)
    if file.suffix.lower() in (".html", ".htm"):
        _tell(sheets, result, deal, options)
    print(_written(sheets, file))
    return 0


def _tell(sheets: "list[Sheet]", result: "Checked", deal: Path, options: Namespace) -> None:
    from legalmodel.output.told import telling

    for sheet in sheets:
        sheet.told = telling(result, deal.name, options.names, not options.clean)


def _link(sheets: "list[Sheet]", result: "Checked", deal: Path, file: Path) -> None:
    from legalmodel.output.links import links_into

    for sheet in sheets:
        sheet.links = links_into(result.source, result.graph, deal, file)


def _views(options: Namespace) -> list[str]:
    """Return the views wanted: those named, all of them, or the legal relationships."""
    from legalmodel.output.views import by_importance

    wanted = options.view or ["relations"]
    return by_importance() if wanted == ["all"] else wanted


def _sheets(result: "Checked", options: Namespace, file: Path, positions: "Views", hands: "Hands") -> "list[Sheet]":
    from legalmodel.output.against import against
    from legalmodel.output.filters import Filter, filtered
    from legalmodel.output.formats import holds_several
    from legalmodel.output.handmade import of_view
    from legalmodel.output.sheet import Sheet, Wishes
    from legalmodel.output.sources import sources_of
    from legalmodel.output.unsaid import unsaid
    from legalmodel.output.views import draw_frames, draw_one, draw_view

    compared = options.against or options.against_day
    judgment = None if options.clean or compared else result.judgment
    before = _before(options)
    part = Filter(options.party, tuple(options.kind), options.system, options.finding, options.jurisdictions)
    wishes = Wishes(options.scale, options.theme, type_within=True, template=options.template, page=options.page)
    sources = sources_of(result.graph)
    sheets: list[Sheet] = []
    for view in _views(options):
        several = holds_several(file.suffix.removeprefix(".").lower())
        draw = draw_frames if several else draw_one
        with unsaid(options.clean):
            charts = draw(view, result.graph, judgment, options.names)
        if options.view == ["all"]:
            charts = [chart for chart in charts if chart.nodes]
        for i, chart in enumerate(charts):
            name = f"{view} {i}" if i else view
            shown = _finished(filtered(chart, part, result.graph, judgment), result, options)
            if before is not None and not i:
                earlier = filtered(draw_view(view, before.graph, None, options.names), part, before.graph, None)
                shown = _beside(against(_finished(earlier, before, options), shown), before, options)
            hand = of_view(hands, name)
            sheets.append(Sheet(_by_hand(shown, hand), name, wishes, positions.get(name)))
            sheets[-1].hand, sheets[-1].sources = hand, sources
            further = {k for k in (*positions, *hands) if k.startswith(f"{name} page ")}
            sheets[-1].pages = {k: (positions.get(k), hands.get(k)) for k in further}
        for frame in sheets[len(sheets) - len(charts) + 1 :]:
            frame.stand_as_in(sheets[-1])
    return sheets


def _before(options: Namespace) -> "Checked | None":
    """Return the earlier state that a deal is drawn against, if one is named: another file, or an earlier day of this one."""
    if not options.against and not options.against_day:
        return None
    deal, day = options.against or options.deal, options.against_day or options.as_of
    return checked(Namespace(**{**vars(options), "deal": deal, "as_of": day}))


def _beside(chart: "Chart", before: "Checked", options: Namespace) -> "Chart":
    """Say what a chart is drawn against: the file, and as of which day."""
    day = before.judgment.as_of or before.judgment.run_day
    file = Path(options.against or options.deal).name
    return chart._replace(notes=(*chart.notes, say("The earlier state: {file}, as of {day}.", file=file, day=day)))


def _finished(chart: "Chart", result: "Checked", options: Namespace) -> "Chart":
    """Return a chart with the boxes of each capacity, in the language, with or without legend, footer and what is not known."""
    from legalmodel.output.clean import NO_LEGEND, footed
    from legalmodel.output.lanes.recast import recast

    shown = chart
    if options.footer == "yes" and chart.nodes:
        day = result.judgment.as_of or result.judgment.run_day
        shown = footed(shown, day, result.graph.deal.fields.get("stage") == "proposed", Path(options.deal).name)
    shown = recast(shown)
    return shown._replace(legend=NO_LEGEND) if options.legend == "no" else shown


def _positions(options: Namespace, file: Path) -> "Views":
    """Return the positions moved by hand: read from the file named and kept beside the picture, or those kept before."""
    from legalmodel.output.positions import keep_positions, read_positions

    kept = file.with_name(f"{file.stem}.positions.json")
    if not options.positions:
        return read_positions(kept) if kept.is_file() else {}
    before = read_positions(kept) if kept.is_file() else {}
    found = before | read_positions(Path(options.positions))
    keep_positions(found, kept)
    print(say("positions are kept in {kept}", kept=kept))
    return found


def _hands(options: Namespace, file: Path) -> "Hands":
    """Return what was written or added by hand: read from the deck named and kept beside the picture, or what was kept before."""
    from legalmodel.output.handmade import keep_handmade, read_handmade

    kept = file.with_name(f"{file.stem}.hand.json")
    before = read_handmade(kept) if kept.is_file() else {}
    if not options.positions:
        return before
    found = before | read_handmade(Path(options.positions))
    if found:
        keep_handmade(found, kept)
        print(say("words, boxes and notes of your own are kept in {file}", file=kept))
    return found


def _by_hand(chart: "Chart", hand: "Handmade") -> "Chart":
    """Return a chart with the words written by hand, and tell where the deal says something else since."""
    from legalmodel.output.handmade import overtaken, rewritten

    for id in overtaken(chart, hand):
        print(say("{id} keeps the words written by hand, but the deal has changed there since", id=id), file=sys.stderr)
    return rewritten(chart, hand)


def write_chart(graph: "Graph", judgment: "Judgment | None", file: Path, view: str = "relations") -> Path:
    """Write one view in the format of the file's ending.

    Raises BadRequest for an ending that is no format, or a place that cannot be written.
    """
    from legalmodel.output.sheet import Sheet, Wishes
    from legalmodel.output.views import draw_view

    return _written([Sheet(draw_view(view, graph, judgment), view, Wishes(type_within=True))], file)


def _written(sheets: "list[Sheet]", file: Path) -> Path:
    from legalmodel.output.decks import keep_edited
    from legalmodel.output.draw import draw_all
    from legalmodel.text.replace import write_whole

    data = draw_all(sheets, file.suffix.removeprefix(".").lower() or "svg")
    if kept := keep_edited(file, data):
        print(
            say("{file} was not as draw had written it; what it was is kept as {kept}", file=file, kept=kept), file=sys.stderr
        )
    write_whole(file, data)
    return file
