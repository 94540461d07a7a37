"""From a deal to its things: values, references, lists, days, evidence and other values of sources."""

from datetime import date
from decimal import Decimal
from typing import Any

from graph_deals import graph, party, zhongyu

from legalmodel.base.facts import Citation
from legalmodel.base.kinds import Kind, listing, thing
from legalmodel.base.places import Place
from legalmodel.base.values import NONE, Items, Missing, Money, U
from legalmodel.graph.days import in_force
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.model.deal import SECTIONS

DAY = date(2017, 1, 1)


def test_references_become_things_and_amounts_get_the_currency_of_the_deal() -> None:
    g = graph(zhongyu())
    trust = g.things["trusts", "entrustment"]
    assert trust.get("settlor") is g.things["parties", "boc"]
    assert trust.get("assets") == (g.things["pools", "pool"],)
    assert trust.get("transferor") is trust.get("settlor")
    assert trust.get("transferee") is g.things["estates", "spt"]
    assert g.deal.get("issue") == Money(Decimal(301000000), "CNY")
    assert trust.get("interim_collections").get("amount") == Money(Decimal(154570000), "CNY")
    assert trust.get("dates").sort == "dates"


def test_a_trust_without_an_estate_passes_to_its_trustee() -> None:
    deal = zhongyu()
    del deal["trusts"]["entrustment"]["estate"]
    g = graph(deal)
    assert g.things["trusts", "entrustment"].get("transferee") is g.things["parties", "ciit"]
    del deal["trusts"]["entrustment"]["trustee"], deal["trusts"]["entrustment"]["settlor"]
    trust = graph(deal).things["trusts", "entrustment"]
    assert {m.path[-1] for m in trust.get("transferor").missing | trust.get("transferee").missing} == {"settlor", "estate"}


def test_unknown_absent_and_none_are_three_things() -> None:
    g = graph(zhongyu())
    interim = g.things["trusts", "entrustment", "interim_collections"]
    path = interim.path
    assert interim.get("account").missing == {Missing((*path, "account"), "not_asked")}
    assert interim.get("held_by").missing == {Missing((*path, "held_by"), "absent")}
    assert g.things["trusts", "entrustment", "buy_backs", "bad"].get("cap") is NONE


def test_a_reference_to_nothing_is_unknown_and_breaks_nothing() -> None:
    deal = zhongyu()
    deal["trusts"]["entrustment"] |= {"settlor": "nobody", "assets": ["pool", "nothing"]}
    trust = graph(deal).things["trusts", "entrustment"]
    assert isinstance(trust.get("settlor"), U)
    assert isinstance(trust.get("assets"), U)


def test_lists_are_open_unless_the_file_closes_them() -> None:
    g = graph(zhongyu())
    trust = g.things["trusts", "entrustment"]
    assert not trust.get("buy_backs").open
    assert trust.get("notices").open == {Missing((*trust.path, "notices"), "open list")}
    assert not g.things["securities", "junior"].get("ratings").open
    assert g.things["securities", "senior"].get("ratings").open
    assert not g.section("agencies").open
    assert not g.section("transfers").open
    assert not g.section("transfers").known
    assert g.section("ownership").open == {Missing(("ownership",), "open list")}
    assert set(SECTIONS) == {name for name in SECTIONS if isinstance(g.section(name), Items)}
    assert not graph({"loans": "none"}).section("loans").open


def test_who_is_known_by_name() -> None:
    g = graph(zhongyu())
    certain = {id: g.things["parties", id].certain for id in ("boc", "junior_holders", "custodian")}
    assert certain == {"boc": True, "junior_holders": False, "custodian": False}
    named_class = graph({"parties": {"x": party("Dealers", form="class")}})
    assert not named_class.things["parties", "x"].certain


def test_dated_fields_change_by_day() -> None:
    stake = graph(zhongyu()).things["investments", "boc_junior"]
    assert [stake.get("share", d) for d in (date(2016, 5, 27), date(2018, 1, 26))] == [Decimal("0.05"), Decimal(0)]
    assert {m.reason for m in stake.get("share", date(2016, 5, 26)).missing} == {"out of range"}


def test_a_value_can_be_replaced_by_that_of_another_source() -> None:
    (path, document, value), *rest = graph(zhongyu()).sourced()
    assert (path, document, value, rest) == (("investments", "boc_senior", "share"), "b1", Decimal(0), [])
    assert graph(zhongyu(), replace={path: value}).things[path[:-1]].get("share") == 0
    other = graph(zhongyu(), replace={("trusts", "entrustment", "settlor"): "ciit"})
    assert other.things["trusts", "entrustment"].get("transferor") is other.things["parties", "ciit"]


def test_records_run_from_since_to_until_and_from_the_beginning_without() -> None:
    deal: dict[str, Any] = {"parties": {"a": party("A")}, "loans": {"x": {"lender": "a"}}}
    assert in_force(graph(deal).things["loans", "x"], None) is True
    deal["loans"]["x"] |= {"since": "2016-05-27", "until": "2018-02"}
    loan = graph(deal).things["loans", "x"]
    days = [date(2016, 5, 26), date(2016, 5, 27), date(2018, 2, 1), date(2018, 3, 1)]
    assert [in_force(loan, day) for day in days] == [False, True, True, False]
    assert isinstance(in_force(loan, date(2018, 2, 2)), U)
    assert isinstance(in_force(loan, None), U)
    assert graph(deal).change_days() == (date(2016, 5, 27), date(2018, 2, 2), date(2018, 3, 1))
    deal["loans"]["x"] = {"since": "2016-05-27", "until": "none"}
    assert in_force(graph(deal).things["loans", "x"], date(2050, 1, 1)) is True
    deal["loans"]["x"] = {"since": "2016-05-27", "unknown": {"until": "not_asked"}}
    assert graph(deal).change_days() == (date(2016, 5, 27), date(2016, 5, 28))
    assert isinstance(in_force(graph(deal).things["loans", "x"], date(2050, 1, 1)), U)


def test_a_fact_says_what_where_and_on_whose_word() -> None:
    g = graph(zhongyu(), place=lambda path: Place("deal.yaml", len(path), 1))
    fact = g.fact(g.things["trusts", "entrustment"], "settlor", DAY)
    assert fact.text == "settlor of entrustment is Bank of China"
    assert fact.path == ("trusts", "entrustment", "settlor")
    assert fact.place == Place("deal.yaml", 3, 1)
    assert fact.evidence == (Citation("b1", "p.3", "alleged"), Citation("b2", "", "alleged"))
    assert g.fact(g.things["trusts", "entrustment"], "transferor", DAY) == fact
    dates = g.things["trusts", "entrustment", "dates"]
    assert g.fact(dates, "effective", DAY).evidence == (Citation("b1", "§2", "public_summary"),)
    assert g.fact(dates, "cut_off", DAY).evidence == (Citation("b2"),)
    assert g.fact(dates, "signed", DAY).text == "signed of entrustment dates is not stated"
    interim = g.things["trusts", "entrustment", "interim_collections"]
    assert g.fact(interim, "account", DAY).text == "account of entrustment interim collections is not known (not asked)"
    assert g.fact(g.things["estates", "spt"], "held_by", DAY).text == "spt: held by CIIT"
    assert g.fact(g.things["investments", "boc_senior"], "share", DAY).text == "share of boc senior is 5%"


def test_an_assumed_fact_names_its_assumption() -> None:
    deal = zhongyu()
    deal["investments"]["boc_senior"]["assumed"] = {"share": "a1"}
    g = graph(deal)
    assert g.fact(g.things["investments", "boc_senior"], "share", DAY).assumed == "a1"
    (reason, *_) = g.why("share_held", (g.things["parties", "boc"], g.things["securities", "senior"]), DAY)
    assert [f.assumed for f in reason.because if f.path[-1] == "share"] == ["a1"]


def test_the_vocabulary_has_every_record_and_every_record_within() -> None:
    words = vocabulary()
    assert words is vocabulary()
    assert words.things["trust"]["buy_backs"] == listing(thing("buy_back"))
    assert words.things["trust"]["dates"] == thing("dates")
    assert words.things["dates"]["effective"] == Kind("day")
    assert words.things["trust"]["transferor"] == words.things["transfer"]["transferor"] == thing("actor")
    assert words.things["party"]["form"] == Kind("code", "form")
    assert words.things["recourse"]["cap"] == Kind("money")
    assert set(SECTIONS.values()) <= set(words.things)
    assert "evidence" not in words.things["trust"]
    assert words.sections["investment"] == "investments"
    assert "hop" not in words.things
    assert words.words["recourse_class"]


def test_every_field_a_thing_has_is_in_the_vocabulary() -> None:
    words = vocabulary()
    for thing_ in graph(zhongyu()).things.values():
        assert set(thing_.fields) <= set(words.things[thing_.sort]), thing_


def test_networkx_edges_are_keyed_by_the_path_that_declared_them() -> None:
    deal = zhongyu()
    deal["guarantees"]["second"] = {"by": "junior_holders", "to": "spt"}
    edges = graph(deal).networkx()
    keys = {key for _, _, key in edges.edges("parties.junior_holders", keys=True)}
    assert keys == {"guarantees.top_up", "guarantees.second"}
    assert edges.edges["parties.boc", "estates.spt", "trusts.entrustment"]["relation"] == "trust"
    assert edges.nodes["parties.boc"]["name"] == "Bank of China"
