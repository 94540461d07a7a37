"""Charts in lanes: everything in its place, lines that cross little and run through nothing, and the same drawing each time."""

import re
import sys
from io import BytesIO
from itertools import pairwise, permutations
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from legalmodel.base.errors import BadRequest
from legalmodel.output.chart import Chart, Edge, Node
from legalmodel.output.draw import draw_all
from legalmodel.output.formats.pdf import PAPERS, on_paper, whole_size
from legalmodel.output.lanes.board import laid_out
from legalmodel.output.lanes.fold import fold
from legalmodel.output.lanes.order import ordered
from legalmodel.output.lanes.plan import planned
from legalmodel.output.lanes.recast import as_narrow, recast
from legalmodel.output.lanes.sift import sifted
from legalmodel.output.lanes.spread import Berth, spread
from legalmodel.output.layout_graphviz import graphviz_layout
from legalmodel.output.paper import scale_on
from legalmodel.output.sheet import Sheet, Wishes
from legalmodel.output.views import draw_view
from tests.examples import some
from tests.shipped import judged

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
from chart_deals import graph
from chart_quality import quality
from charts import plain

sys.path.pop(0)

ROOT = Path(__file__).parent.parent.parent
DEALS = sorted((ROOT / "templates").glob("*/deal.yaml")) + sorted((ROOT / "tests" / "deals").glob("*.yaml"))


BUSY = {"eu-auto": 6, "uk-auto": 5, "cn-direct": 3, "kamco-2000-1": 3, "uk-master-trust": 2}


@pytest.fixture(scope="module")
def sheets():
    found = {}
    for file in DEALS:
        result = judged(file)
        found[file.parent.name if file.stem == "deal" else file.stem] = Sheet(
            draw_view("relations", result.graph, result.judgment)
        )
    return found


def test_no_line_of_a_deal_runs_through_a_box_or_words_and_few_cross(sheets):
    counted = {name: quality(sheet.chart, sheet.layout) for name, sheet in sheets.items()}
    assert {name: q for name, q in counted.items() if q.through_boxes or q.through_words or q.words_over} == {}
    # five deals with more classes, holders and servants than the others have a bound each; all others share one
    assert all(counted[name].crossings <= most for name, most in BUSY.items())
    assert sum(q.crossings for name, q in counted.items() if name not in BUSY) <= 14


@pytest.mark.more
@pytest.mark.parametrize("first", range(0, 120, 30))
def test_no_line_of_a_made_up_deal_runs_through_a_box_or_words(first):
    for seed in range(first, first + some(30)):
        sheet = Sheet(draw_view("relations", graph(seed), None))
        found = quality(sheet.chart, sheet.layout)
        assert (found.through_boxes, found.through_words, found.words_over) == (0, 0, 0), seed


def test_lanes_cross_at_most_half_as_often_as_the_drawing_program():
    lanes = today = 0
    for seed in (1, 3, 4, 7):
        chart = draw_view("relations", graph(seed), None)
        sheet, old = Sheet(chart), plain(chart)
        lanes += quality(sheet.chart, sheet.layout).crossings
        today += quality(old, graphviz_layout(old)).crossings
    assert today > 20
    assert lanes <= today / 2


def test_everybody_stands_in_the_place_of_what_they_do(sheets):
    for name, sheet in sheets.items():
        at = {n.place: [] for n in sheet.chart.nodes}
        for node in sheet.chart.nodes:
            at[node.place].append(sheet.layout.boxes[node.id])
        columns = [at[p] for p in ("left", "class", "right") if p in at]
        for one, other in pairwise(columns):
            if len({s.left for s in one}) == len({s.left for s in other}) == 1:  # a chain of vehicles has several such columns
                assert max(s.left + s.w for s in one) < min(s.left for s in other), name
        vehicles = at.get("core", [])
        for above in at.get("above", []):
            below = [
                s for s in (*vehicles, *at.get("class", [])) if s.left < above.left + above.w and above.left < s.left + s.w
            ]
            assert all(above.top + above.h < s.top for s in below), name
        if vehicles and at.get("below"):
            assert min(s.top for s in at["below"]) > min(s.top + s.h for s in vehicles), name


def test_who_holds_of_one_vehicle_alone_stands_right_beside_its_classes(sheets):
    sheet = sheets["kamco-2000-1"]
    place = {n.id: n.place for n in sheet.chart.nodes}
    for edge in sheet.chart.edges:
        if edge.relation == "holding" and place[edge.source] == "right":
            holder, held = sheet.layout.boxes[edge.source], sheet.layout.boxes[edge.target]
            between = [s for id, s in sheet.layout.boxes.items() if place[id] == "core" and held.left < s.left < holder.left]
            assert not between, edge.id


def test_classes_stand_by_rank_and_pools_inside_the_ring_fence(sheets):
    sheet = sheets["cn-clo-trust"]
    classes = [n for n in sheet.chart.nodes if n.place == "class"]
    ranked = sorted(classes, key=lambda n: n.order)
    tops = [sheet.layout.boxes[n.id].top for n in ranked]
    assert tops == sorted(tops)
    frame = sheet.layout.frames["spt"]
    for node in (n for n in sheet.chart.nodes if n.group == "spt"):
        spot = sheet.layout.boxes[node.id]
        assert frame.left < spot.left
        assert spot.left + spot.w < frame.left + frame.w
        assert frame.top < spot.top
        assert spot.top + spot.h < frame.top + frame.h


def test_a_party_stands_once_in_each_capacity_and_says_which(sheets):
    bank = {n.place: n for n in sheets["cn-clo-trust"].chart.nodes if n.id.startswith("parties.bank")}
    assert set(bank) == {"left", "right", "above", "below"}
    assert bank["left"].role == ("Originator 发起机构", "Settlor 委托人")
    assert bank["right"].role == ("Retained interest 自留权益",)
    assert bank["above"].role == ("Subordination",)
    assert bank["below"].role == ("Servicer",)
    assert bank["left"].id == "parties.bank"


def test_title_and_money_are_two_numbered_arrows(sheets):
    chart, layout = sheets["cn-clo-trust"].chart, sheets["cn-clo-trust"].layout
    title, price = (next(e for e in chart.edges if e.number == n) for n in (1, 2))
    assert (title.relation, price.relation) == ("trust", "cash")
    assert (title.source, title.target) == (price.target, price.source)
    (a, *_, b), (c, *_, d) = layout.ways[title.id][0], layout.ways[price.id][0]
    assert (a[1], c[1]) == (b[1], d[1])
    assert a[1] < c[1]


def test_lines_have_at_most_four_bends_and_run_level_or_upright(sheets):
    for sheet in sheets.values():
        for (way,) in sheet.layout.ways.values():
            corners = [way[0], *way[3::3]]
            assert len(corners) <= 6
            assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))
            assert all(v == int(v) for p in corners for v in p)


def test_recast_loses_no_relation_but_ownership_and_is_done_once(sheets):
    for seed in range(20):
        whole = draw_view("relations", graph(seed), None)
        made = recast(whole)
        owned = {e.id for e in whole.edges if e.relation in ("ownership", "control")}
        folded = {e.id for e in made.edges if ".further." in e.id}
        if not folded:
            assert {e.id for e in made.edges} == {e.id for e in whole.edges} - owned
        assert recast(made) == made
        ids = [n.id for n in made.nodes]
        assert len(ids) == len(set(ids))
        assert {end for e in made.edges for end in (e.source, e.target)} <= set(ids)


def test_a_finding_on_a_service_stands_on_its_box_alone():
    nodes = (Node("parties.a", "company", ("A",)), Node("estates.t", "trust", ("T",)))
    edges = (
        Edge("trusts.x", "parties.a", "estates.t", "trust", ("entrusts",)),
        Edge("agencies.s", "parties.a", "estates.t", "agency", ("servicing",), "fail", ("Law 1",)),
    )
    made = {n.id: n for n in recast(Chart((), nodes, edges, form="lanes")).nodes}
    assert (made["parties.a"].state, made["parties.a"].marks) == ("", ())
    assert (made["parties.a.as.below.estates.t"].state, made["parties.a.as.below.estates.t"].marks) == ("fail", ("Law 1",))


def test_more_than_six_that_do_the_same_become_one_box_that_lists_them():
    holders = tuple(Node(f"h{i}", "company", (f"Holder {i}",), place="right") for i in range(9))
    nodes = (Node("c", "security", ("C",), place="class"), *holders)
    edges = tuple(Edge(f"e{i}", f"h{i}", "c", "holding", (f"{i}.5%",)) for i in range(9))
    made = fold(Chart((), nodes, edges))
    assert [n.id for n in made.nodes if n.place == "right"] == ["h0", "h1", "h2", "h3", "h4", "c.further.right"]
    assert made.edges[-1].lines == ("28%",)
    assert made.nodes[-1].lines[-4:] == ("Holder 5", "Holder 6", "Holder 7", "Holder 8")
    assert made.notes == ()
    assert fold(made) == made


def test_more_than_a_box_can_list_are_told_in_a_note():
    nodes = (
        Node("c", "security", ("C",), place="class"),
        *(Node(f"h{i}", "company", (f"H{i}",), place="right") for i in range(14)),
    )
    made = fold(Chart((), nodes, tuple(Edge(f"e{i}", f"h{i}", "c", "holding", ("1%",)) for i in range(14))))
    assert made.notes == ("Shown in one box each: 9 further holders (H5, H6, H7, H8, H9, H10, H11, H12, H13).",)


def test_sixty_and_a_hundred_and_fifty_parties_are_laid_out_in_time():
    for parties, most in ((60, 1.0), (150, 3.0)):
        chart = draw_view("relations", graph(5, parties), None)
        taken = []
        while not taken or (min(taken) >= most and len(taken) < 3):  # other work on the machine only adds
            start = process_time()
            sheet = Sheet(chart)
            assert sheet.layout.boxes
            taken.append(process_time() - start)
        assert min(taken) < most
        if parties == 60:
            found = quality(sheet.chart, sheet.layout)
            assert (found.through_boxes, found.through_words) == (0, 0)


@pytest.mark.more
@pytest.mark.parametrize("first", [0, 20])
def test_every_deal_of_sixty_parties_fits_one_a3(first):
    for seed in range(first, first + some(20)):
        (page,) = on_paper(Sheet(draw_view("relations", graph(seed, 60), None)), PAPERS["a3"])
        assert 9 * scale_on(PAPERS["a3"], *whole_size(page)) >= 6.75
        counted = quality(page.chart, page.layout)
        assert (counted.through_boxes, counted.through_words, counted.words_over) == (0, 0, 0), seed


def test_many_boxes_are_narrow_and_pools_stand_side_by_side():
    sheet = Sheet(draw_view("relations", graph(1, 60), None))
    assert all(n.narrow for n in sheet.chart.nodes if n.place != "core")
    low = {sheet.layout.boxes[n.id].top + sheet.layout.boxes[n.id].h for n in sheet.chart.nodes if n.place == "pool"}
    assert [sum(n.place == "pool" for n in sheet.chart.nodes), len(low)] == [2, 1]
    few = Sheet(draw_view("relations", graph(3), None)).chart
    assert len(few.nodes) <= 28
    assert not any(n.narrow for n in few.nodes)


def test_what_one_sheet_has_no_room_for_is_broken_and_every_page_says_where_the_rest_is():
    sheet = Sheet(draw_view("relations", graph(12, 60), None))
    found = on_paper(sheet, PAPERS["a4"])
    count = len(found)
    assert count > 1
    assert [s.chart.title[1].endswith(f"({i}/{count})") for i, s in enumerate(found, 1)] == [True] * count
    assert {e.id for s in found for e in s.chart.edges} >= {e.id for e in sheet.chart.edges}
    for page in found:
        counted = quality(page.chart, page.layout)
        assert (counted.through_boxes, counted.through_words) == (0, 0)


def _holders(chart, shape="class"):
    return [n for n in chart.nodes if n.place == "right" and n.shape == shape]


def test_in_a_crowded_chart_a_class_says_how_many_more_hold_it_and_the_note_names_them():
    chart = Sheet(draw_view("relations", graph(16, 60), None)).chart
    assert not [n for n in _holders(chart) if ".further." in n.id and sum(n.id == e.source for e in chart.edges) == 1]
    said = {n.lines[0]: n.lines[-1] for n in chart.nodes if n.place == "class"}
    assert said["Class A"] == "2 holders: 61%"
    assert "2 further holders (Amber Finance 34, Delta Finance 51)" in " ".join(chart.notes)


def test_who_serves_nobody_of_the_structure_is_left_out_of_a_crowded_chart_and_told_in_a_note():
    chart = Sheet(draw_view("relations", graph(16, 60), None)).chart
    assert not any(n.lines[0] == "River Leasing International 28" for n in chart.nodes)
    told = "Orchid Securities Group Company Limited 11 (Lead underwriter) for River Leasing International 28"
    assert f"Left out, for no vehicle has to do with it: {told}." in chart.notes


def test_a_vehicle_that_holds_classes_stands_among_their_holders():
    sheet = Sheet(draw_view("relations", graph(16, 60), None))
    boxes, place = sheet.layout.boxes, {n.id: n.place for n in sheet.chart.nodes}
    held = [e for e in sheet.chart.edges if e.relation == "holding" and place[e.source] == "core"]
    assert held
    for edge in held:
        beside = [e.source for e in sheet.chart.edges if e.relation == "holding" and e.target == edge.target]
        assert len({boxes[id].x for id in beside}) == 1


def test_many_classes_with_the_same_holder_share_a_box_that_lists_them(sheets):
    chart, layout = sheets["cmlti-2006-nc2"].chart, sheets["cmlti-2006-nc2"].layout
    listed = [n for n in chart.nodes if n.id.endswith(".further.classes")]
    assert [n.lines[0] for n in listed] == ["4 classes", "9 classes"]
    assert listed[1].lines[1].startswith("Class M-2, USD 44.11m, AA")
    assert sum(max(1, len(n.lines) - 1) if n in listed else 1 for n in chart.nodes if n.place == "class") == 16
    assert layout.height < 620


@pytest.mark.parametrize("aside", ["", "left", "right"])
def test_a_row_that_stands_aside_still_runs_through_nothing(sheets, aside):
    for name, sheet in sheets.items():
        plan = ordered(sheet.chart, planned(sheet.chart))
        if sum(kind == "core" for kind in plan.kinds) == 1 and "class" in plan.kinds:
            found = quality(sheet.chart, laid_out(sheet.chart, plan._replace(aside=aside)))
            assert (found.through_boxes, found.through_words, found.words_over) == (0, 0, 0), name


@pytest.mark.more
@pytest.mark.parametrize("narrow", [-1, 0, 1, 2])
def test_boxes_of_any_width_run_through_nothing_and_stand_on_the_page(narrow):
    for seed in range(some(30)):
        made = Sheet(draw_view("relations", graph(seed, 30), None)).chart
        sheet = Sheet(as_narrow(made, narrow))
        found = quality(sheet.chart, sheet.layout)
        assert (found.through_boxes, found.through_words, found.words_over) == (0, 0, 0), seed
        for spot in (*sheet.layout.boxes.values(), *sheet.layout.labels.values(), *sheet.layout.frames.values()):
            assert spot.left >= 0
            assert spot.top >= 0
            assert spot.left + spot.w <= sheet.layout.width
            assert spot.top + spot.h <= sheet.layout.height


@pytest.mark.more
def test_every_deal_is_on_slides_of_one_size_with_no_type_under_nine_points(sheets):
    for name, sheet in list(sheets.items())[:: some(1, 4)]:
        deck = Presentation(BytesIO(draw_all([sheet], "pptx")))
        assert deck.slide_width == 12192000, name
        assert all(float(s.element.cSld.get("name").split("|")[1]) >= 1 for s in deck.slides), name


def test_a_pdf_on_paper_has_pages_of_that_paper(sheets):
    chart = sheets["cn-clo-trust"].chart
    data = draw_all([Sheet(chart, "relations", Wishes(page="a4"))], "pdf")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert boxes
    assert {tuple(sorted(map(float, box))) for box in boxes} == {(595.3, 841.9)}
    with pytest.raises(BadRequest, match="no paper 'a9'"):
        draw_all([Sheet(chart, "relations", Wishes(page="a9"))], "pdf")


things = st.lists(st.builds(Berth, st.integers(-40, 40), st.integers(0, 6), st.integers(0, 6)), max_size=6)


@settings(max_examples=some(150), deadline=None)
@given(things, st.integers(0, 4))
def test_spreading_keeps_order_and_room_and_no_small_move_is_better(found, gap):
    at = spread(found, gap)

    def fits(at):
        return all(b - a >= found[i].after + gap + found[i + 1].before for i, (a, b) in enumerate(pairwise(at)))

    def far(at):
        return sum((a - t.wish) ** 2 for a, t in zip(at, found, strict=True))

    assert fits(at)
    for start in range(len(at)):
        for end in range(start + 1, len(at) + 1):
            for step in (-1, 1):
                moved = [a + step * (start <= i < end) for i, a in enumerate(at)]
                assert not fits(moved) or far(moved) >= far(at) - (end - start)


@settings(max_examples=some(60), deadline=None)
@given(st.lists(st.integers(0, 9), min_size=25, max_size=25))
def test_sifting_is_no_worse_than_any_single_move(costs):
    def cost(a, b):
        return costs[5 * a + b]

    def whole(order):
        return sum(cost(a, b) for i, a in enumerate(order) for b in order[i + 1 :])

    order = sifted(range(5), cost)
    assert sorted(order) == list(range(5))
    for thing, place in permutations(range(5), 2):
        rest = [o for o in order if o != thing]
        assert whole(order) <= whole([*rest[:place], thing, *rest[place:]])


@pytest.mark.more
@pytest.mark.parametrize("view", ["trust", "investment", "guarantee", "agency"])
def test_every_view_in_lanes_runs_through_nothing(view):
    for seed in range(0, some(60), 2):
        sheet = Sheet(draw_view(view, graph(seed), None))
        found = quality(sheet.chart, sheet.layout)
        assert (found.through_boxes, found.through_words, found.words_over) == (0, 0, 0), seed


def test_rows_alone_are_joined_past_each_other():
    nodes = tuple(
        Node(id, "company", (id,), place=place)
        for id, place in (("a", "above"), ("b", "above"), ("c", "below"), ("d", "below"))
    )
    edges = (Edge("ac", "a", "c", "agency"), Edge("bd", "b", "d", "loan"))
    sheet = Sheet(Chart((), nodes, edges, form="lanes"))
    assert quality(sheet.chart, sheet.layout).through_boxes == 0


def test_the_same_chart_gives_the_same_layout():
    first, then = (Sheet(draw_view("relations", graph(12), None)).layout for _ in range(2))
    assert first == then


def test_one_service_provider_alone_is_not_folded():
    for seed in (1, 10):
        chart = draw_view("relations", graph(seed, 60), None)
        assert not [note for note in chart.notes if note.startswith("1 ")]
