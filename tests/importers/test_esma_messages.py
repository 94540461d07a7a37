"""ESMA's messages go out of a deal file and come in again; what is missing or does not fit is named, and nothing is written then."""

import csv
import io

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.cli.main import run
from legalmodel.exporters.door import export_deal
from legalmodel.importers.door import import_deal, to_yaml
from legalmodel.importers.esma.message import parts, slots
from legalmodel.model.parse import parse
from legalmodel.text.read import read_bytes

DEAL = """
deal: {name: Made Up Auto 2026-1, asset_class: auto_loans, currency: EUR, reporting_entity: bank, stated: {programme: "unique identifier: 529900T8BM49AURSDO55N202601"}}
parties:
  bank: {name: Made Up Bank AG, lei: 529900T8BM49AURSDO55, seat: DE}
  vehicle: {name: Made Up Vehicle DAC, lei: 529900MADEUPVEHICL44, seat: IE}
  helper: {name: Made Up Cash Manager, lei: 529900MADEUPCASHMG57}
pools: {pool: {cut_off: 2026-06-30, originated_by: [bank]}}
accounts: {reserve: {purpose: cash reserve, target: EUR 5000000, balance: EUR 4999999.5}}
securities:
  a: {name: Class A, isin: XS0000000009, issuer: vehicle, amount: 500000000, balance: 400000000.25, repayment: scheduled,
      payment_interval_months: 1, issued: 2026-01-15, legal_end: 2036-01-15}
  b: {name: Class B, issuer: vehicle, amount: EUR 20000000, legal_end: 2036-01}
investments: {kept: {holder: bank, of: b, kept_as: horizontal, kept_role: originator}}
guarantees: {support: {kind: guarantee, by: helper, of: [a]}}
agencies: {cash: {agent: helper, function: cash_management}}
triggers: {losses: {measure: "losses so far above 5 percent & rising"}}
"""
USUAL = {"yes": "N", "day": "2026-06-30", "rate": "4.5", "number": "-1.5", "money": "EUR -1000.50", "lei": "529900T8BM49AURSDO55", "isin": "XS0000000009",
         "country": "DE", "currency": "EUR", "phone": "+49-30-1234", "esa": "S.123"}  # fmt: skip  # a table


def some(kind):
    made_up = "1" if kind.startswith("count") else "made up" if kind.startswith("text") else kind.split("|")[0]
    return USUAL.get(kind, made_up)


def out(form, fields=None, deal=DEAL):
    source = read_bytes(deal.encode(), "deal.yaml")
    return export_deal(parse(source), source, form, None, "", fields).data


def table(deal=DEAL):
    return list(csv.DictReader(io.StringIO(out("esma-fields", deal=deal).decode())))


def filled(folder, change=lambda _code, _item, value: value, deal=DEAL):
    rows = [["code", "value", "item"]]
    for row in table(deal):
        value = change(row["code"], row["item"], row["value"] or some(row["holds"]))
        rows.append([row["code"], value, row["item"]])
    file = folder / "fields.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return file


def test_the_table_holds_what_the_deal_says_and_nothing_else():
    said = {(row["code"], row["item"]): row["value"] for row in table() if row["value"]}
    assert said["IVSS8", ""] == "FLTR" and said["SEST8", "a"] == "EUR 500000000" and said["SESP4", "bank-orig"] == "ORIG"
    assert said["SEST42", "a"] == "FGUA" and said["SESA4", "reserve"] == "CARE" and said["SEST10", "a"] == "MNTH"
    assert ("SEST24", "b") not in said, "a month is no day"
    assert {code for code, _ in said} <= {*slots(), "IVSS1", "IVSS2", "SESS1", "SESS2"}
    assert len(said) == 38


def test_there_and_back(tmp_path):
    fields = filled(tmp_path)
    for form, wanted in (
        ("esma-annex-12", ("deal", "investments", "triggers")),
        ("esma-annex-14", ("accounts", "securities", "guarantees")),
    ):
        file = tmp_path / f"{form}.xml"
        file.write_bytes(out(form, fields))
        found = import_deal(file, "esma").data
        assert all(section in found for section in wanted)
        if form == "esma-annex-12":
            assert (found["deal"]["name"], found["deal"]["asset_class"]) == ("Made Up Auto 2026-1", "auto_loans")
            (trigger,) = found["triggers"].values()
            assert trigger["measure"] == "losses so far above 5 percent & rising"
            (kept,) = found["investments"].values()
            assert (kept["kept_as"], kept["kept_role"]) == ("horizontal", "originator")
        else:
            one = next(one for one in found["securities"].values() if one["name"] == "Class A")
            assert (one["amount"], one["balance"], one["isin"], one["legal_end"]) == (
                "EUR 500000000",
                "EUR 400000000.25",
                "XS0000000009",
                "2036-01-15",
            )
            assert (one["repayment"], one["payment_interval_months"]) == ("scheduled", 1)
            assert found["parties"][one["issuer"]]["name"] == "Made Up Vehicle DAC"
            (reserve,) = found["accounts"].values()
            assert (reserve["purpose"], reserve["target"], reserve["balance"]) == (
                "cash reserve",
                "EUR 5000000",
                "EUR 4999999.5",
            )
            assert {one["function"] for one in found["agencies"].values()} == {"cash_management"}


def test_every_field_of_the_message_is_read_again_as_it_was_written(tmp_path):
    from legalmodel.importers.esma.from_xml import items_of_message
    from legalmodel.importers.imported import Untrusted

    fields = filled(tmp_path)
    written = {
        (row["code"], row["item"]): row["value"] for row in csv.DictReader(io.StringIO(fields.read_text(encoding="utf-8")))
    }
    read = [
        (code, field.value)
        for form in ("esma-annex-12", "esma-annex-14")
        for item in items_of_message(Untrusted("x.xml", out(form, fields).decode()))
        for code, field in item.items()
    ]
    assert sorted(read) == sorted((code, value) for (code, _), value in written.items())
    assert len({code for code, _ in read}) == len(slots()) + 4


@pytest.mark.parametrize(
    ("code", "value"),
    [("IVSS1", "x"), ("IVSS8", "XXXX"), ("IVSS6", "030-1234"), ("IVSS22", "ND5"), ("IVSS19", "1000"), ("IVSS13", "2026-02"), ("IVSS25", "ND4"),
     ("IVSS4", "x" * 101), ("IVSS24", "EUR 1e400"), ("IVSS23", "EUR 0.000001")],
)  # fmt: skip  # a table
def test_what_does_not_fit_is_named(tmp_path, code, value):
    deal = DEAL.replace("reporting_entity: bank, ", "").replace(', stated: {programme: "unique identifier: 529900T8BM49AURSDO55N202601"}', "").replace(
        "kept_as: horizontal, kept_role: originator", "amount: 1").replace("reporting_entity: bank", "")  # fmt: skip  # one sentence
    fields = filled(
        tmp_path,
        lambda name, _item, old: value if name == code else "529900T8BM49AURSDO55N202601" if name == "IVSS1" else old,
        deal,
    )
    with pytest.raises(BadRequest, match=rf"1 fields? hold.*{code}"):
        out("esma-annex-12", fields, deal)


@pytest.mark.parametrize("code", ["IVSS2", "IVSS5", "IVSS44", "IVSR10"])
def test_what_is_missing_is_named_and_nothing_is_written(tmp_path, code, capsys):
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL.replace("cut_off: 2026-06-30, ", ""), encoding="utf-8")
    fields = filled(tmp_path, lambda name, _item, old: "" if name == code else "2026-06-30" if name == "IVSS2" else old)
    target = tmp_path / "x.xml"
    assert run(["export", str(deal), "--to", "esma-annex-12", "--fields", str(fields), "-o", str(target)]) == 2
    assert code in capsys.readouterr().err and not target.exists()


def test_a_field_that_says_another_thing_than_the_deal_is_refused(tmp_path):
    fields = filled(tmp_path, lambda name, _item, old: "Another" if name == "IVSS3" else old)
    with pytest.raises(BadRequest, match="Another"):
        out("esma-annex-12", fields)


def test_fields_are_for_formats_that_take_them(tmp_path):
    with pytest.raises(BadRequest):
        out("csv", filled(tmp_path))


@pytest.mark.parametrize(
    "text", ["<a/>", "<Document><Other/></Document>", "<Document", '<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>'],
)  # fmt: skip  # a list
def test_what_is_no_message_is_refused(tmp_path, text):
    file = tmp_path / "x.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        import_deal(file, "esma")


def exposure(number, balance, days, sort="AutomblLn", currency="EUR"):
    return (
        f"<UndrlygXpsrRcrd><UndrlygXpsrId><NewUndrlygXpsrIdr>{number}</NewUndrlygXpsrIdr><NewOblgrIdr>{number}</NewOblgrIdr></UndrlygXpsrId>"
        f"<UndrlygXpsrData><{sort}><PrfrmgLn><A><CurPrncplBal><Val><Amt Ccy='{currency}'>{balance}</Amt></Val></CurPrncplBal><NbOfDaysInArrears>{days}"
        f"</NbOfDaysInArrears></A></PrfrmgLn></{sort}></UndrlygXpsrData></UndrlygXpsrRcrd>"
    )


def report(*records):
    head = "<ScrtstnRpt><ScrtstnIdr>529900T8BM49AURSDO55N202601</ScrtstnIdr><CutOffDt>2026-06-30</CutOffDt>"
    return f"<Document><Rpt><NewCrrctn>{head}{''.join(records)}</ScrtstnRpt></NewCrrctn></Rpt></Document>"


def test_exposures_come_in_as_sums(tmp_path):
    file = tmp_path / "x.xml"
    file.write_text(report(exposure(1, "100.25", 0), exposure(2, "50", 45), exposure(3, "7", 200)), encoding="utf-8")
    pool = import_deal(file, "esma").data["pools"]["pool"]
    assert (str(pool["principal"]), pool["loans"], pool["debtors"], pool["kind"], pool["cut_off"]) == (
        "157.25",
        3,
        3,
        "auto_loans",
        "2026-06-30",
    )
    assert {id: (one["to_days"], one["amount"]) for id, one in pool["arrears"].items()} == {
        "from30": (59, 50),
        "from180": ("none", 7),
    }
    file.write_text(report(exposure(1, "100.25", 0), exposure(2, "50", 45, currency="USD")), encoding="utf-8")
    assert "principal" not in import_deal(file, "esma").data["pools"]["pool"]
    file.write_text(report(exposure(1, "1", 0), exposure(2, "", 0, sort="LeasgLn")), encoding="utf-8")
    assert not {"principal", "kind"} & set(import_deal(file, "esma").data["pools"]["pool"])


def test_each_field_has_a_place_of_its_own():
    for part in parts().values():
        paths = [slot.path for slot in part.slots]
        assert len(set(paths)) == len(paths)
        for place, path in enumerate(paths):  # what stands together stays together, as a message in order needs
            for length in range(1, len(path)):
                inside = [number for number, other in enumerate(paths) if other[:length] == path[:length]]
                assert inside == list(range(inside[0], inside[-1] + 1)), (part.code, paths[place])


NOTICE = """code,value
STSS0,A. Person
STSS1,XS0000000009 XS0000000017
STSS2,529900T8BM49AURSDO55
STSS3,N-1
STSS6,A repository
STSS7,Made Up Auto 2026-1
STSS10,ALOL
STSS11,2026-01-15
STSS12,2026-01-20
STSS14,"Made Up Verifier GmbH, Germany"
STSS20,The sale is a true sale.
STSS34,VSLC
"""


@pytest.mark.parametrize(("form", "annex"), [("STSS", "I"), ("STSAT", "II")])
def test_a_notification_is_a_filing_and_a_notice_and_its_explanations_stay_words(tmp_path, form, annex):
    file = tmp_path / "x.csv"
    file.write_text(NOTICE.replace("STSS", form), encoding="utf-8")
    found = import_deal(file, "esma")
    assert to_yaml(found)
    (filing,), (notice,) = found.data["filings"].values(), found.data["disclosures"].values()
    assert (filing["number"], filing["date"], filing["by"]) == ("N-1", "2026-01-20", "lei-529900T8BM49AURSDO55")
    assert (notice["what"], notice["where"]) == ("notice_of_label", "A repository") and f"Annex {annex} " in notice["form"]
    assert [one["issued"] for one in found.data["securities"].values()] == ["2026-01-15"] * len(found.data["securities"])
    told = {one.what.split(" ")[0]: one.why for one in found.left}
    assert "explanation" in told[f"{form}20"] and f"{form}0" in told
    assert ("investments" in found.data) == (form == "STSS")
