"""Records of the LEI system come in the same from XML, CSV and JSON, with parents, managers, umbrellas and reasons why no parent is told."""

import json

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.cli.main import run
from legalmodel.importers.door import import_deal, to_yaml


def lei(head):
    """Make a code with right check digits out of 18 characters."""
    number = int("".join(str(int(character, 36)) for character in f"{head}00"))
    return f"{head}{98 - number % 97:02d}"


FUND, MANAGER, UMBRELLA, CHILD, PARENT = (lei(f"{n}MADEUP000000X{n}0") for n in range(10, 15))
SPACE = 'xmlns:lei="http://www.gleif.org/data/schema/leidata/2016" xmlns:rr="http://www.gleif.org/data/schema/rr/2016"'
LEVEL1 = f"""<?xml version="1.0"?><lei:LEIData {SPACE}><lei:LEIHeader><lei:RecordCount>2394586</lei:RecordCount></lei:LEIHeader><lei:LEIRecords>
<lei:LEIRecord><lei:LEI>{CHILD}</lei:LEI><lei:Entity><lei:LegalName xml:lang="de">Kind &amp; Söhne GmbH</lei:LegalName>
<lei:LegalAddress xml:lang="de"><lei:FirstAddressLine>Weg 1</lei:FirstAddressLine><lei:City>Bonn</lei:City><lei:Country>DE</lei:Country></lei:LegalAddress>
<lei:RegistrationAuthority><lei:RegistrationAuthorityID>RA000242</lei:RegistrationAuthorityID><lei:RegistrationAuthorityEntityID>HRB 1</lei:RegistrationAuthorityEntityID></lei:RegistrationAuthority>
<lei:LegalJurisdiction>DE</lei:LegalJurisdiction><lei:EntityCategory>GENERAL</lei:EntityCategory><lei:LegalForm><lei:EntityLegalFormCode>2HBR</lei:EntityLegalFormCode></lei:LegalForm>
<lei:EntityStatus>INACTIVE</lei:EntityStatus><lei:EntityExpirationDate>2022-03-04T00:00:00Z</lei:EntityExpirationDate><lei:EntityCreationDate>2001-02-03T00:00:00Z</lei:EntityCreationDate></lei:Entity>
<lei:Registration><lei:RegistrationStatus>RETIRED</lei:RegistrationStatus></lei:Registration></lei:LEIRecord>
</lei:LEIRecords></lei:LEIData>"""


def relation(start, kind, end, status="ACTIVE", more=""):
    return (
        f"<rr:RelationshipRecord><rr:Relationship><rr:StartNode><rr:NodeID>{start}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:StartNode>"
        f"<rr:EndNode><rr:NodeID>{end}</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:EndNode><rr:RelationshipType>{kind}</rr:RelationshipType>"
        "<rr:RelationshipPeriods><rr:RelationshipPeriod><rr:StartDate>2020-01-01T00:00:00Z</rr:StartDate><rr:PeriodType>ACCOUNTING_PERIOD</rr:PeriodType>"
        "</rr:RelationshipPeriod><rr:RelationshipPeriod><rr:StartDate>2012-11-29T00:00:00.000Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType>"
        f"</rr:RelationshipPeriod></rr:RelationshipPeriods><rr:RelationshipStatus>{status}</rr:RelationshipStatus>{more}</rr:Relationship></rr:RelationshipRecord>"
    )


IFRS = (
    "<rr:RelationshipQualifiers><rr:RelationshipQualifier><rr:QualifierDimension>ACCOUNTING_STANDARD</rr:QualifierDimension>"
    "<rr:QualifierCategory>IFRS</rr:QualifierCategory></rr:RelationshipQualifier></rr:RelationshipQualifiers>"
)
LEVEL2 = (
    f"<rr:RelationshipData {SPACE}><rr:RelationshipRecords>"
    + relation(FUND, "IS_FUND-MANAGED_BY", MANAGER)
    + relation(FUND, "IS_SUBFUND_OF", UMBRELLA)
    + relation(CHILD, "IS_DIRECTLY_CONSOLIDATED_BY", PARENT, more=IFRS)
    + relation(CHILD, "IS_ULTIMATELY_CONSOLIDATED_BY", PARENT)
    + relation(PARENT, "IS_DIRECTLY_CONSOLIDATED_BY", MANAGER, status="INACTIVE")
    + relation(PARENT, "IS_FEEDER_TO", MANAGER)
    + "</rr:RelationshipRecords></rr:RelationshipData>"
)
EXCEPTIONS = (
    '<x:ReportingExceptionData xmlns:x="http://www.gleif.org/data/schema/repex/2016"><x:ReportingExceptions>'
    + "".join(
        f"<x:Exception><x:LEI>{code}</x:LEI><x:ExceptionCategory>{level}_ACCOUNTING_CONSOLIDATION_PARENT</x:ExceptionCategory>"
        f"<x:ExceptionReason>{reason}</x:ExceptionReason></x:Exception>"
        for code, level, reason in [
            (PARENT, "DIRECT", "NATURAL_PERSONS"),
            (PARENT, "ULTIMATE", "NON_CONSOLIDATING"),
            (MANAGER, "ULTIMATE", "CONSENT_NOT_OBTAINED"),
        ]
    )
    + "</x:ReportingExceptions></x:ReportingExceptionData>"
)


def files(folder, **texts):
    made = []
    for name, text in texts.items():
        made.append(folder / name.replace("_", "."))
        made[-1].write_text(text, encoding="utf-8")
    return made


def imported(folder, **texts):
    return import_deal(files(folder, **texts), "gleif")


def test_an_entity_with_its_codes_days_and_address(tmp_path):
    one = imported(tmp_path, a_xml=LEVEL1).data["parties"][f"lei-{CHILD}"]
    assert one == {
        "name": {"de": "Kind & Söhne GmbH"}, "seat": "DE", "lei": CHILD, "form_code": "2HBR", "address": "Weg 1, Bonn, DE",
        "identifiers": {"register": {"kind": "RA000242", "code": "HRB 1"}}, "formed": "2001-02-03", "ended": "2022-03-04",
        "evidence": {"all": f"source LEI {CHILD}"},
    }  # fmt: skip  # a table


def test_relations_and_exceptions_of_files_that_belong_together(tmp_path):
    found = imported(tmp_path, l1_xml=LEVEL1, l2_xml=LEVEL2, l3_xml=EXCEPTIONS)
    parents = found.data["parties"][f"lei-{CHILD}"]["parents"]
    assert {key: (one["who"], one.get("basis"), one["since"]) for key, one in parents.items()} == {
        "direct": (f"lei-{PARENT}", "IFRS", "2012-11-29"),
        "ultimate": (f"lei-{PARENT}", None, "2012-11-29"),
    }
    assert found.data["estates"][f"lei-{FUND}"]["part_of"] == f"lei-{UMBRELLA}"
    assert [(one["agent"], one["principal"], one["function"]) for one in found.data["agencies"].values()] == [
        (f"lei-{MANAGER}", f"lei-{FUND}", "management")
    ]
    assert found.data["parties"][f"lei-{PARENT}"]["unknown"] == {"name": "not_found_in_sources"}
    told = found.data["parties"][f"lei-{PARENT}"]["parents"]
    assert {key: one["not_reported"] for key, one in told.items()} == {
        "direct": "natural_persons",
        "ultimate": "non_consolidating",
    }
    assert found.data["parties"][f"lei-{MANAGER}"]["parents"]["ultimate"] | {"evidence": 0} == {
        "level": "ultimate", "not_reported": "non_public", "why": "CONSENT_NOT_OBTAINED", "evidence": 0,
    }  # fmt: skip  # a table
    left = " ".join(one.what for one in found.left)
    assert "IS_FEEDER_TO" in left
    assert "INACTIVE" in left


CSV1 = (
    "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.LegalAddress.FirstAddressLine,Entity.LegalAddress.City,Entity.LegalAddress.Country,"
    "Entity.RegistrationAuthority.RegistrationAuthorityID,Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Entity.LegalJurisdiction,"
    "Entity.EntityCategory,Entity.LegalForm.EntityLegalFormCode,Entity.EntityStatus,Entity.EntityExpirationDate,Entity.EntityCreationDate\n"
    f'"{CHILD}","Kind & Söhne GmbH",de,"Weg 1",Bonn,DE,RA000242,"HRB 1",DE,GENERAL,2HBR,INACTIVE,2022-03-04,2001-02-03T00:00:00Z\n'
)
ENTITY = {
    "LegalName": {"@xml:lang": "de", "$": "Kind & Söhne GmbH"},
    "LegalAddress": {"FirstAddressLine": {"$": "Weg 1"}, "City": {"$": "Bonn"}, "Country": {"$": "DE"}},
    "RegistrationAuthority": {"RegistrationAuthorityID": {"$": "RA000242"}, "RegistrationAuthorityEntityID": {"$": "HRB 1"}},
    "LegalJurisdiction": {"$": "DE"}, "EntityCategory": {"$": "GENERAL"}, "LegalForm": {"EntityLegalFormCode": {"$": "2HBR"}},
    "EntityStatus": {"$": "INACTIVE"}, "EntityExpirationDate": {"$": "2022-03-04T00:00:00Z"}, "EntityCreationDate": {"$": "2001-02-03"},
}  # fmt: skip  # a table
GOLDEN = json.dumps({"records": [{"LEI": {"$": CHILD}, "Entity": ENTITY}]})
API = json.dumps({"data": [{"type": "lei-records", "id": CHILD, "attributes": {"lei": CHILD, "entity": {
    "legalName": {"name": "Kind & Söhne GmbH", "language": "de"}, "legalAddress": {"addressLines": ["Weg 1"], "city": "Bonn", "country": "DE"},
    "registeredAt": {"id": "RA000242"}, "registeredAs": "HRB 1", "jurisdiction": "DE", "category": "GENERAL", "legalForm": {"id": "2HBR"},
    "status": "INACTIVE", "expiration": {"date": "2022-03-04T00:00:00Z", "reason": None}, "creationDate": "2001-02-03T00:00:00Z"}}}]})  # fmt: skip  # one record, as the register gives it
CSV2 = (
    "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship.EndNode.NodeIDType,"
    "Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate,Relationship.Period.1.periodType,"
    "Relationship.Qualifiers.1.QualifierDimension,Relationship.Qualifiers.1.QualifierCategory\n"
    f"{CHILD},LEI,{PARENT},LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2012-11-29T00:00:00Z,RELATIONSHIP_PERIOD,ACCOUNTING_STANDARD,IFRS\n"
)
CSV3 = f"LEI,Exception.Category,Exception.Reason.1\n{PARENT},DIRECT_ACCOUNTING_CONSOLIDATION_PARENT,NATURAL_PERSONS\n"


@pytest.mark.parametrize("text", [CSV1, GOLDEN, API, json.dumps({"data": json.loads(API)["data"][0]})])
def test_every_spelling_says_the_same(tmp_path, text):
    wanted = imported(tmp_path, a_xml=LEVEL1).data["parties"]
    assert imported(tmp_path, a_txt=text).data["parties"] == wanted


def test_the_golden_copy_as_tables(tmp_path):
    found = imported(tmp_path, a_csv=CSV1, b_csv=CSV2, c_csv=CSV3).data["parties"]
    assert found[f"lei-{CHILD}"]["parents"]["direct"]["basis"] == "IFRS"
    assert found[f"lei-{PARENT}"]["parents"]["direct"]["not_reported"] == "natural_persons"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><LEIData><LEIRecord><LEI>&b;</LEI></LEIRecord></LEIData>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><LEIData/>'
HOSTILE = [BOMB, OUTSIDE, "<a>" * 60 + "</a>" * 60, "<LEIData>", "<LEIData></LEIRecord>", "<LEIData/>", "a,b\n1,2\n", "a,a\n1,2\n", "", "[]", "{}", "\x00",
           "<LEIData><LEIRecord><LEI>\u202e</LEI></LEIRecord></LEIData>"]  # fmt: skip  # one file a line


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_such_file_or_does_harm_is_refused(tmp_path, text):
    with pytest.raises(BadInput):
        imported(tmp_path, a_xml=text)


def test_no_entity_of_a_document_type_is_read(tmp_path):
    with pytest.raises(BadInput) as refused:
        imported(tmp_path, a_xml=BOMB)
    assert [one.code for one in refused.value.faults] == ["doctype"]


@pytest.mark.parametrize(
    "junk", ["", "x", "99999999999999999999", "\U0001f600", "none", "TBD", "[●]", "2020-13-45", "-", "all"]
)
@pytest.mark.parametrize("column", range(14))
def test_junk_in_any_cell_is_told_and_never_refused_by_the_vocabulary(tmp_path, junk, column):
    head, _, _ = CSV1.split("\n")
    cells = [
        CHILD,
        "Name",
        "de",
        "Weg 1",
        "Bonn",
        "DE",
        "RA000242",
        "HRB 1",
        "DE",
        "GENERAL",
        "2HBR",
        "INACTIVE",
        "2022-03-04",
        "2001-02-03",
    ]
    cells[column] = junk or ("x" if column == 0 else "")
    found = imported(tmp_path, a_csv="\n".join((head, ",".join(cells), "")))
    assert to_yaml(found)


def test_a_format_of_one_file_takes_no_more(tmp_path):
    with pytest.raises(BadRequest):
        import_deal(files(tmp_path, a_json="[]", b_json="[]"), "bods")


def test_what_came_in_is_checked_by_the_command(tmp_path):
    made = files(tmp_path, l1_xml=LEVEL1, l2_xml=LEVEL2, l3_xml=EXCEPTIONS)
    deal = tmp_path / "deal.yaml"
    assert run(["import", *map(str, made), "--from", "gleif", "-o", str(deal)]) == 0
    assert run(["validate", str(deal)]) == 0
    assert run(["check", str(deal), "--fail-on", "never"]) == 0
