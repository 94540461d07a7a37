"""Who does what for whom, who stands behind whom, and the person behind an estate."""

from datetime import date
from typing import Any

from graph_deals import graph, parties, party, zhongyu

from legalmodel.base.values import U

DAY = date(2017, 1, 1)


def deal(**agency: Any) -> dict[str, Any]:
    sections: dict[str, Any] = {"parties": parties("bank", "trustee"), "complete": ["agencies", "guarantees"]}
    sections["estates"] = {"spt": {"held_by": "trustee", "kind": "trust"}, "other": {"kind": "trust"}}
    sections["agencies"] = {"a": {"agent": "bank", "principal": "spt", "function": "cash_custody"} | agency}
    return sections


def performs(sections: dict[str, Any], function: str = "custody", for_: tuple[str, str] = ("estates", "spt")) -> Any:
    g = graph(sections)
    return g.ask("performs", (function, g.things[for_]), DAY)


def ids(items: Any) -> list[str]:
    return [t.id for t in items]


def test_a_part_of_the_work_is_the_work_but_not_the_other_way_round() -> None:
    assert ids(performs(deal())) == ["bank"]
    assert ids(performs(deal(), "cash_custody")) == ["bank"]
    assert ids(performs(deal(function="custody"), "cash_custody")) == []


def test_appointments_count_on_their_days() -> None:
    assert ids(performs(deal(until="2016-12-31"))) == []
    found = performs(deal(unknown={"until": "not_asked"}))
    assert [(t.id, {m.path[-1] for m in u.missing}) for t, u in found.doubtful] == [("bank", {"until"})]


def test_an_appointment_by_the_trustee_does_not_say_in_which_capacity() -> None:
    found = performs(deal(principal="trustee"))
    assert not found.known
    assert [{m.reason for m in u.missing} for _, u in found.doubtful] == [{"capacity"}]
    assert ids(performs(deal(principal="trustee"), for_=("parties", "trustee"))) == ["bank"]
    assert ids(performs(deal(principal="other"))) == []


def test_an_unknown_agent_leaves_the_list_open_and_an_open_list_stays_so() -> None:
    sections = deal()
    del sections["agencies"]["a"]["agent"]
    assert {m.path for m in performs(sections).open} == {("agencies", "a", "agent")}
    sections["complete"] = []
    assert ("agencies",) in {m.path for m in performs(sections).open}


def test_each_agent_is_named_once() -> None:
    sections = deal()
    sections["agencies"]["b"] = {"agent": "bank", "principal": "spt", "function": "document_custody"}
    g = graph(sections)
    args = ("custody", g.things["estates", "spt"])
    assert ids(g.ask("performs", args, DAY)) == ["bank"]
    assert ids(g.ask("appointments", args, DAY)) == ["a", "b"]
    assert [f.text for f in g.why("performs", args, DAY)] == [
        "BANK does cash custody for spt",
        "BANK does document custody for spt",
    ]


def test_support_runs_to_an_actor_or_to_the_classes_it_issues() -> None:
    sections = deal() | {"securities": {"s": {"issuer": "spt"}}, "guarantees": {"g": {"by": "bank", "of": ["s"]}}}
    g = graph(sections)
    bank, spt, trustee = g.things["parties", "bank"], g.things["estates", "spt"], g.things["parties", "trustee"]
    assert g.ask("supports", (bank, spt), DAY) is True
    assert g.ask("supports", (bank, trustee), DAY) is False
    assert g.ask("supports", (trustee, spt), DAY) is False
    assert [f.text for f in g.why("supports", (bank, spt), DAY)] == ["BANK gives support to spt"]
    sections["guarantees"] = {"g": {"by": "trustee", "to": "spt", "funded_by": "bank"}}
    g = graph(sections)
    assert g.ask("supports", (g.things["parties", "bank"], g.things["estates", "spt"]), DAY) is True


def test_a_class_of_supporters_may_include_anybody() -> None:
    g = graph(zhongyu())
    answer = g.ask("supports", (g.things["parties", "boc"], g.things["estates", "spt"]), DAY)
    assert {m.path for m in answer.missing} == {("guarantees",), ("parties", "junior_holders", "name")}


def test_the_person_behind_an_estate_a_branch_and_a_party() -> None:
    sections = deal()
    sections["parties"]["branch"] = party("Branch", part_of="bank")
    g = graph(sections)
    assert g.ask("person", (g.things["estates", "spt"],), DAY) is g.things["parties", "trustee"]
    assert g.ask("person", (g.things["parties", "branch"],), DAY) is g.things["parties", "bank"]
    assert g.ask("person", (g.things["parties", "bank"],), DAY) is g.things["parties", "bank"]
    assert isinstance(g.ask("person", (g.things["estates", "other"],), DAY), U)
    assert [f.text for f in g.why("person", (g.things["estates", "spt"],), DAY)] == ["spt: held by TRUSTEE"]
