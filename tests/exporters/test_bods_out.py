"""BODS, out and back: what both can hold is the same after the journey, and what BODS cannot hold is told with its place."""

import json

from drawn_deals import deals
from hypothesis import HealthCheck, given, settings
from journey import back, bare, exported, parsed

from legalmodel.cli.main import run

SLOW = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOW
@given(data=deals())
def test_what_bods_can_hold_comes_back_as_it_was(room, data):
    _, again = back(exported(data, "bods"), room, "bods", "out.json")
    assert bare(again) == bare(parsed(data))


@SLOW
@given(data=deals())
def test_what_came_in_goes_out_and_comes_in_the_same(room, data):
    first, again = back(exported(data, "bods"), room, "bods", "first.json")
    _, third = back(exported(first.data, "bods"), room, "bods", "second.json")
    assert bare(third) == bare(again)


@SLOW
@given(data=deals())
def test_statements_stand_in_order_and_point_at_records_that_are_there(data):
    seen = {}
    for one in json.loads(exported(data, "bods").data):
        assert 32 <= len(one["statementId"]) <= 64
        details = one["recordDetails"]
        for side in ("subject", "interestedParty"):
            assert not isinstance(details.get(side), str) or details[side] in seen
        if isinstance(details.get("subject"), str):
            assert seen[details["subject"]] == "entity"
        assert set(details.get("componentRecords", ())) <= set(seen)
        seen[one["recordId"]] = one["recordType"]


DEAL = {
    "deal": {"name": "Made up", "currency": "CNY"},
    "parties": {
        "a": {"form": "company", "name": {"en": "A Ltd", "zh": "甲公司"}, "business": ["lending"], "formed": "2019-05"},
        "holders": {"form": "class", "name": "holders"},
        "odd": {"name": "no form"},
    },
    "ownership": {
        "s": {"owner": "odd", "of": "a", "shares": "30%", "vetoes": ["merger"]},
        "c": {"owner": "holders", "of": "a", "votes": "10%"},
    },
    "complete": ["ownership"],
}


def test_what_bods_has_no_place_for_is_told_with_path_and_line():
    told = {one.where.split(" ")[0]: one.why for one in exported(DEAL, "bods").left}
    assert {
        "deal",
        "complete",
        "parties.a.business",
        "parties.a.formed",
        "parties.holders",
        "ownership.s.vetoes",
        "ownership.c",
    } <= set(told)
    assert told["parties.a.name"] == "names stand without their languages"
    assert told["parties.odd"] == "its legal form is not told: written as a legal entity"
    assert all("(deal.json:1)" in one.where for one in exported(DEAL, "bods").left)


def test_the_command_writes_the_file_and_tells_the_rest(tmp_path, capsys):
    file = tmp_path / "out.json"
    assert (
        run(["export", "zhongyu-2016-1", "--to", "bods", "-o", str(file), "--format", "json", "--run-day", "2026-11-30"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "legalmodel/export/1"
    assert {"where", "what", "why"} == set(told["left"][0])
    statements = json.loads(file.read_bytes())
    assert {one["publicationDetails"]["publicationDate"] for one in statements} == {"2026-11-30"}
    assert run(["export", "zhongyu-2016-1", "--to", "bods"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert "not written: parties.boc.name (" in err


def test_an_unknown_format_or_deal_is_refused_by_name(capsys):
    assert run(["export", "zhongyu-2016-1", "--to", "bodz"]) == 2
    assert "did you mean bods?" in capsys.readouterr().err
    assert run(["export", "--to", "bods"]) == 2
    assert run(["export", "zhongyu-2016-1"]) == 2
    assert run(["export"]) == 0
    assert "graphml" in capsys.readouterr().out
