"""Statements of beneficial ownership come in as parties, holdings and trusts; what is not told becomes unknown; nothing is lost in silence."""

import json

import pytest
from bods_files import company, flat, interest, person, relation, statement, trust, written

from legalmodel.base.errors import BadInput
from legalmodel.cli.main import run
from legalmodel.importers.door import import_deal, to_yaml


def imported(folder, *statements):
    return import_deal(written(folder, list(statements)), "bods")


def left(found):
    return {(one.where, one.what): one.why for one in found.left}


def test_a_trust_with_two_trustees_of_whom_one_is_the_settlor_and_a_child_that_is_not_named(tmp_path):
    found = imported(
        tmp_path,
        person("ann", "Ann Example"),
        person("bo", "Bo Example"),
        statement("kid", "person", {"personType": "anonymousPerson", "unspecifiedPersonDetails": {
            "reason": "interestedPartyExemptFromDisclosure", "description": "under age"}}),
        trust("tr", "Example Trust", jurisdiction={"name": "France", "code": "FR"}, foundingDate="2019-11-08"),
        relation("r1", "ann", "tr", interest("trustee", startDate="2019-08-11")),
        relation("r2", "bo", "tr", interest("settlor", startDate="2019-11-08"), interest("trustee", startDate="2019-11-08")),
        relation("r3", "kid", "tr", interest("beneficiaryOfLegalArrangement", {"minimum": 25, "exclusiveMaximum": 50})),
    )  # fmt: skip  # a table
    made = found.data["trusts"]["tr-trust"]
    assert made["settlor"] == "bo"
    assert made["trustee"] == ["ann", "bo"]
    assert made["beneficiaries"]["kid"]["share"] == "at least 25% less than 50%"
    assert found.data["estates"]["tr"]["held_by"] == ["ann", "bo"]
    assert found.data["estates"]["tr"]["law"] == "FR"
    assert found.data["parties"]["kid"]["unknown"] == {"name": "exempt"}
    why = left(found)["[4].recordDetails.interests[0].startDate", "trustee ann 2019-08-11"]
    assert why == "before the day on which the trust was founded, 2019-11-08"
    assert ("[0].recordDetails.birthDate", "1980-02-03") in left(found)


@pytest.mark.parametrize(
    ("share", "says"),
    [
        ({"exact": 60}, "60%"),
        ({"exact": 33.3333}, "33.3333%"),
        ({"minimum": 25, "maximum": 50}, "at least 25% up to 50%"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "more than 25% up to 50%"),
        ({"minimum": 75}, "at least 75%"),
        ({"exclusiveMaximum": 25}, "less than 25%"),
        ({"minimum": 50, "maximum": 50}, "50%"),
        ({"exact": 40, "minimum": 25, "maximum": 50}, "40%"),
    ],
)
def test_a_share_is_exact_or_a_band(tmp_path, share, says):
    found = imported(
        tmp_path, company("a", "A Ltd"), company("b", "B Ltd"), relation("r", "a", "b", interest("shareholding", share))
    )
    assert found.data["ownership"]["r"]["shares"] == says


@pytest.mark.parametrize(
    "share", [{"exact": 500}, {"exact": -1}, {"minimum": 60, "maximum": 40}, {"exact": 10, "minimum": 25}, {"exact": "much"}]
)
def test_a_share_that_cannot_be_is_told_and_unknown(tmp_path, share):
    found = imported(
        tmp_path, company("a", "A Ltd"), company("b", "B Ltd"), relation("r", "a", "b", interest("shareholding", share))
    )
    assert found.data["ownership"]["r"]["unknown"] == {"shares": "not_disclosed"}
    assert any("interests[0]" in where for where, _ in left(found))


def test_an_owner_that_is_not_named_is_unknown_with_the_reason_and_one_said_not_to_exist_is_told(tmp_path):
    found = imported(
        tmp_path,
        company("a", "A Ltd"),
        relation("r", {"reason": "subjectExemptFromDisclosure", "description": "listed"}, "a"),
        relation("s", {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner"}, "a"),
        relation("t", {"reason": "noBeneficialOwners"}, "a"),
        relation("u", "gone", "a", interest("votingRights", {"exact": 10})),
    )
    owned = found.data["ownership"]
    assert owned["r"]["unknown"] == {"owner": "exempt"}
    assert owned["r"]["stated"] == {"owner": "subjectExemptFromDisclosure · listed"}
    assert owned["s"]["unknown"] == {"owner": "not_disclosed"}
    assert "t" not in owned
    assert any(what == "noBeneficialOwners" for _, what in left(found))
    assert owned["u"]["owner"] == "gone"
    assert found.data["parties"]["gone"] == {"unknown": {"name": "not_found_in_sources"}}


def test_a_ring_and_an_interest_through_others(tmp_path):
    found = imported(
        tmp_path,
        company("a", "A Ltd"),
        company("b", "B Ltd"),
        person("p", "P"),
        relation("ab", "a", "b", interest("shareholding", {"exact": 100})),
        relation("ba", "b", "a", interest("shareholding", {"exact": 60})),
        relation("pa", "p", "a", interest("shareholding", {"exact": 40})),
        relation(
            "pb", "p", "b", interest("otherInfluenceOrControl", how="indirect"), componentRecords=["a", "pa", "ab", "lost"]
        ),
    )
    owned = found.data["ownership"]
    assert owned["pb"]["indirect"] == "yes"
    assert owned["pb"]["through"] == ["a", "pa", "ab"]
    assert owned["pb"]["unknown"] == {"powers": "not_disclosed"}
    assert ("ownership.pb", "lost") in left(found)
    assert {owned["ab"]["shares"], owned["ba"]["shares"]} == {"100%", "60%"}


def test_what_is_held_through_a_nominee(tmp_path):
    found = imported(
        tmp_path,
        person("n", "Nominee"),
        person("o", "Owner"),
        company("c", "C Ltd"),
        statement("nom", "entity", {"entityType": {"type": "arrangement", "subtype": "nomination"}}),
        relation("r1", "o", "nom", interest("nominator")),
        relation("r2", "n", "nom", interest("nominee")),
        relation("r3", "nom", "c", interest("shareholding", {"exact": 30}), interest("boardChair")),
    )
    stake = found.data["ownership"]["r3-2"] if "r3-2" in found.data["ownership"] else found.data["ownership"]["r3"]
    assert (stake["owner"], stake["nominee_for"], stake["shares"]) == ("n", ["o"], "30%")
    (seat,) = found.data["ties"].values()
    assert (seat["of"], seat["kind"], seat["what"]) == ("n", "director", "chair of the board")
    assert "nom" not in found.data.get("estates", {})


def test_the_last_version_of_a_record_counts_and_one_that_is_closed_is_no_holding(tmp_path):
    first = relation("r", "a", "b", interest("shareholding", {"exact": 50}))
    later = relation("r", "a", "b", interest("shareholding", {"exact": 80}), day="2025-01-01", number=1, status="updated")
    closed = relation("q", "a", "b", interest("shareholding", {"exact": 20}), status="closed")
    ended = relation(
        "e", "a", "b", interest("shareholding", {"exact": 90}, startDate="2020-01-01", endDate="2021-01-01"), status="closed"
    )
    found = imported(tmp_path, company("a", "A Ltd"), company("b", "B Ltd"), later, first, closed, ended)
    assert found.data["ownership"]["r"]["shares"] == "80%"
    assert "q" not in found.data["ownership"]
    assert found.data["ownership"]["e"]["until"] == "2021-01-01"
    assert ("[3]", first["statementId"]) in left(found)


def test_parts_above_the_whole_are_disputed_not_summed(tmp_path):
    parts = [relation(f"r{n}", "a", "b", interest("shareholding", {"exact": 60})) for n in (1, 2)]
    found = imported(tmp_path, company("a", "A Ltd"), company("b", "B Ltd"), *parts)
    assert [one["unknown"] for one in found.data["ownership"].values()] == [{"shares": "disputed"}] * 2
    assert sum(what == "60%" for _, what in left(found)) == 2


def test_the_flat_form_of_version_03(tmp_path):
    found = imported(
        tmp_path,
        flat("co", "entityStatement", entityType="stateBody", entitySubtype={"generalCategory": "stateBody-governmentDepartment", "localTerm": "bureau"},
             name="Bureau", incorporatedInJurisdiction={"name": "Finland", "code": "FI"}),
        flat("old", "entityStatement", entityType="registeredEntity", name="B Oy"),
        flat("new", "entityStatement", entityType="registeredEntity", name="B Oyj", replacesStatements=["old".ljust(32, "0")]),
        flat("st", "ownershipOrControlStatement", subject={"describedByEntityStatement": "old".ljust(32, "0")},
             interestedParty={"describedByEntityStatement": "co".ljust(32, "0")},
             interests=[{"type": "voting-rights", "interestLevel": "indirect", "share": {"minimum": 25, "exclusiveMinimum": True, "maximum": 50, "exclusiveMaximum": False}}]),
        flat("un", "ownershipOrControlStatement", subject={"describedByEntityStatement": "new".ljust(32, "0")},
             interestedParty={"unspecified": {"reason": "interestedPartyHasNotProvidedInformation"}}),
    )  # fmt: skip  # a table
    parties = {one["name"]: (id, one) for id, one in found.data["parties"].items() if "name" in one}
    assert "B Oy" not in parties
    bureau, newer = parties["Bureau"], parties["B Oyj"]
    assert bureau[1]["form"] == "government_agency"
    assert bureau[1]["seat"] == "FI"
    stakes = list(found.data["ownership"].values())
    assert (stakes[0]["owner"], stakes[0]["of"], stakes[0]["votes"]) == (bureau[0], newer[0], "more than 25% up to 50%")
    assert stakes[0]["indirect"] == "yes"
    assert stakes[1]["unknown"] == {"owner": "not_disclosed"}
    assert all("recordDetails" not in where for where, _ in left(found))


def test_a_code_with_wrong_check_digits_is_kept_as_a_number_and_told(tmp_path):
    codes = [
        {"scheme": "XI-LEI", "id": "5493001KJTIIGC8Y1R12"},
        {"scheme": "XI-LEI", "id": "5493001KJTIIGC8Y1R13"},
        {"schemeName": "Court", "id": "HRB 1"},
    ]
    one = imported(tmp_path, company("a", "A Ltd", identifiers=codes)).data["parties"]["a"]
    assert one["lei"] == "5493001KJTIIGC8Y1R12"
    assert [each["kind"] for each in one["identifiers"].values()] == ["XI-LEI", "Court"]


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", "7", '[{"recordType": 5}]', '[{"a": 1}]', "[", '[{"recordType": "entity", "recordType": "entity"}]', "[NaN]"],
)
def test_what_is_no_such_file_is_refused(tmp_path, text):
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(BadInput):
        import_deal(file, "bods")


@pytest.mark.parametrize("junk", [None, 5, True, "x", [], {}, ["x", 3], {"reason": 5}, "\U0001f600" * 50])
@pytest.mark.parametrize(
    "key", ["subject", "interestedParty", "interests", "componentRecords", "entityType", "names", "identifiers", "jurisdiction"]
)
def test_junk_in_any_place_is_told_or_refused_and_never_crashes(tmp_path, key, junk):
    statements = [
        company("a", "A Ltd"),
        person("p", "P"),
        trust("t", "T"),
        relation("r", "p", "a", interest("shareholding", {"exact": 5})),
    ]
    for one in statements:
        one["recordDetails"][key] = junk
    to_yaml(imported(tmp_path, *statements))


def test_one_statement_a_line_and_one_alone(tmp_path):
    lines = tmp_path / "lines.json"
    lines.write_text("\n".join(json.dumps(one) for one in (company("a", "A Ltd"), company("b", "B Ltd"))))
    assert set(import_deal(lines, "bods").data["parties"]) == {"a", "b"}
    alone = tmp_path / "alone.json"
    alone.write_text(json.dumps(company("a", "A Ltd")))
    assert set(import_deal(alone, "bods").data["parties"]) == {"a"}


def test_what_came_in_is_checked_by_the_command(tmp_path, capsys):
    file = written(
        tmp_path,
        [company("a", "A Ltd"), company("b", "B Ltd"), relation("ab", "a", "b", interest("shareholding", {"exact": 100}))],
    )
    deal = tmp_path / "deal.yaml"
    assert run(["import", str(file), "--from", "bods", "-o", str(deal)]) == 0
    told = capsys.readouterr().out
    assert (
        "not taken over: [0].publicationDetails.publicationDate: 2024-05-01 (also [1].publicationDetails.publicationDate"
        in told
    )
    assert run(["validate", str(deal)]) == 0
    assert run(["check", str(deal), "--fail-on", "never"]) == 0
