"""A deal with changes: what becomes of it, where its facts stand, and which change is told when it is no deal any more."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from legalmodel.base.errors import BadInput, BadRequest
from legalmodel.base.places import Place
from legalmodel.base.values import NONE
from legalmodel.model.parse import parse
from legalmodel.model.scenario import Change, Scenario, Varied, adding, failing, setting, taking_out, vary
from legalmodel.text.read import Source, read, read_bytes

ROOT = Path(__file__).parents[2]
DEAL = """\
deal: {name: Small, currency: CNY}
parties:
  bank: {name: Bank, form: bank}
  spv: {name: Vehicle}
trusts:
  main:
    settlor: bank
    trustee: spv
    unknown: {form: not_asked}
guarantees: none
complete: [trusts, parties, trusts.main.buy_backs]
"""


def base(text: str = DEAL) -> Source:
    return read_bytes(text.encode(), "deal.yaml")


def data(*changes: Change) -> dict[str, Any]:
    return vary(base(), Scenario(changes))[1].data


def refused(*changes: Change) -> list[str]:
    with pytest.raises(BadInput) as caught:
        vary(base(), Scenario(changes))
    return [
        f"{f.place} [{f.code}] {f.cause}" + "".join(f" | {place}: {text}" for place, text in f.related)
        for f in caught.value.faults
    ]


def test_set_add_and_take_out() -> None:
    deal, _ = vary(
        base(),
        Scenario(
            (
                setting("deal.closing", "2016-05-27"),
                adding("parties.fund", {"name": "Fund"}),
                taking_out("parties.bank.form"),
                setting("guarantees.g", {"by": "fund"}),
                adding("complete.3", "guarantees"),
            )
        ),
    )
    assert deal.deal is not None and str(deal.deal.closing) == "2016-05-27"
    assert deal.parties is not None and list(deal.parties) == ["bank", "spv", "fund"]
    assert deal.parties["bank"].form is None
    assert deal.guarantees is not NONE and deal.guarantees is not None
    assert deal.complete == ("trusts", "parties", "trusts.main.buy_backs", "guarantees")


def test_without_changes_it_is_the_base() -> None:
    deal, source = vary(base(), Scenario())
    assert deal == parse(base())
    assert source.sha256 == base().sha256
    assert source.place(("deal", "name")) == base().place(("deal", "name"))


def test_the_base_stays_as_it_is_and_shares_what_does_not_change() -> None:
    source = base()
    before = deepcopy(source.data)
    _, other = vary(source, Scenario((setting("trusts.main.form", "oral"), taking_out("trusts.main.trustee"))))
    assert source.data == before
    assert other.data["parties"] is source.data["parties"]
    assert other.sha256 != source.sha256


def test_a_party_that_fails() -> None:
    deal, source = vary(base(), Scenario((failing("bank", date(2026, 1, 2), law="CN"),)))
    assert isinstance(deal.proceedings, dict)
    (proceeding,) = deal.proceedings.values()
    assert (proceeding.of, str(proceeding.accepted), proceeding.kind, proceeding.law) == (
        "bank", "2026-01-02", "bankruptcy_liquidation", "CN",
    )  # fmt: skip  # short parts read together: one a line would take a screen
    assert source.place(("proceedings", "if-bank-fails", "of")).file == "change 1"
    assert refused(failing("nobody", date(2026, 1, 2))) == [
        "change 1:1:65 [no-such-record] 'nobody' is the id of no record in this file"
        " | change 1:1:1: proceedings.if-nobody-fails:"
        ' {kind: bankruptcy_liquidation, of: nobody, accepted: 2026-01-02}'
    ]  # fmt: skip  # a table: one row a line


def test_what_is_left_empty_goes_too() -> None:
    assert "unknown" not in data(taking_out("trusts.main.unknown.form"))["trusts"]["main"]
    assert "guarantees" not in data(taking_out("guarantees"))
    gone = data(taking_out("complete.0"), taking_out("complete.0"), taking_out("complete.0"))
    assert "complete" not in gone


def test_places_are_of_the_base_or_of_the_change() -> None:
    _, source = vary(
        base(),
        Scenario(
            (
                setting("trusts.main.law", "CN"),
                setting("parties.fund", {"name": "Fund", "form": "partnership"}),
                setting("parties.fund.form", "company"),
                taking_out("complete.0"),
            )
        ),
    )
    assert source.place(("trusts", "main", "settlor")) == base().place(("trusts", "main", "settlor"))
    assert source.place(("parties",)) == base().place(("parties",))
    assert source.place(("trusts", "main", "law")) == Place("change 1", 1, 18)
    assert source.place(("parties", "fund", "name")) == Place("change 2", 1, 22)
    assert source.key_place(("parties", "fund", "name")) == Place("change 2", 1, 16)
    assert source.width(("parties", "fund", "name")) == 4
    assert source.place(("parties", "fund", "form")) == Place("change 3", 1, 20)
    assert source.place(("complete", "0")).file == "change 4"
    assert source.written(4) == (Place("change 4", 1, 1), "complete.0: taken out")


def test_a_fault_stands_in_its_change() -> None:
    assert refused(setting("trusts.main.law", "CN"), setting("parties.bank.form", "bnak")) == [
        "change 2:1:20 [unknown-word] 'bnak' is not one of the words for this field | change 2:1:1: parties.bank.form: bnak"
    ]
    assert refused(setting("deal.nme", "X"))[0].startswith("change 1:1:1 [unknown-key]")


def test_a_fault_in_the_base_names_the_change_that_brought_it() -> None:
    """Whatever else was changed before and after"""
    others = [setting("deal.closing", "2016"), setting("deal.stage", "closed"), setting("deal.priced", "2015")]
    told = refused(*others[:2], taking_out("parties.spv"), others[2])
    assert told == [
        "deal.yaml:8:14 [no-such-record] 'spv' is the id of no record in this file | change 3:1:1: parties.spv: taken out"
    ]


def test_a_fact_that_is_set_is_unknown_no_more() -> None:
    """Its own reason goes, those of other facts stay; a section that is unknown as a whole too"""
    assert data(setting("trusts.main.form", "written"))["trusts"]["main"].keys() == {"settlor", "trustee", "form"}
    text = DEAL.replace("{form: not_asked}", "{form: not_asked, law: not_asked}") + "unknown: {proceedings: not_asked}\n"
    deal, source = vary(base(text), Scenario((setting("trusts.main.form", "oral"), failing("bank", date(2026, 1, 2)))))
    assert source.data["trusts"]["main"]["unknown"] == {"law": "not_asked"}
    assert deal.unknown is None
    assert isinstance(deal.proceedings, dict)


def test_a_fault_of_the_base_is_no_fault_of_a_change() -> None:
    wrong = base(DEAL.replace("form: bank", "form: bnak"))
    with pytest.raises(BadInput) as caught:
        vary(wrong, Scenario((setting("deal.stage", "closed"),)))
    assert [f.related for f in caught.value.faults] == [()]
    mended, _ = vary(wrong, Scenario((setting("parties.bank.form", "bank"),)))
    assert mended.parties is not None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (taking_out("parties.nobody"), "there is no 'parties.nobody' to take away"),
        (taking_out("deal.name.en"), "there is no 'deal.name.en'"),
        (adding("parties.bank", {}), "'parties.bank' is there already"),
        (setting("deal.name.en.x", "z"), "'deal.name' is a single value"),
        (setting("complete.9", "z"), "the list has no item 9|the list 'complete' has no item 9"),
        (setting("complete.x", "z"), "has no item x"),
        (setting("deal.closing", 0.5), "0.5 .float. is not a value"),
        (setting("deal.note", "a\u202e"), "invisible character"),
        (setting("", "x"), "no field is named"),
        (Change(()), "no field is named"),
        (Change((), {}), "no field is named"),
    ],
)
def test_what_cannot_be_changed_is_told_with_its_number(change: Change, said: str) -> None:
    with pytest.raises(BadRequest, match=f"change 2: .*({said})"):
        vary(base(), Scenario((setting("deal.stage", "closed"), change)))


def test_many_changes_are_told_apart_without_parsing_once_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    from legalmodel.model import scenario

    count = 0

    def counted(source: Source) -> Any:
        nonlocal count
        count += 1
        return parse(source)

    monkeypatch.setattr(scenario, "parse", counted)
    changes = [setting(f"parties.p{number}", {"name": "P"}) for number in range(200)]
    told = refused(*changes, taking_out("parties.spv"), *(setting(f"parties.q{n}", {"name": "Q"}) for n in range(200)))
    assert told[0].endswith("change 201:1:1: parties.spv: taken out")
    assert count <= 12


def naive(data: dict[str, Any], path: list[str], value: Any) -> None:
    at: Any = data
    for step in path[:-1]:
        if not isinstance(at.get(step), dict):
            at[step] = {}
        at = at[step]
    at[path[-1]] = value
    if path[-1] in at.get("unknown", {}):
        del at["unknown"][path[-1]]
        if not at["unknown"]:
            del at["unknown"]


TEMPLATES = sorted((ROOT / "templates").glob("*/deal.yaml"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.parent.name)
def test_random_changes_of_real_deals(file: Path) -> None:
    """The data are those of a plain copy that was changed; every place outside the changes is the one of the base"""
    source, chance = read(file), Random(file.parent.name)
    records = [[section, id] for section, found in source.data.items() if isinstance(found, dict) for id in found]
    records = [r for r in records if isinstance(source.data[r[0]][r[1]], dict)]
    for _ in range(20):
        changes, expected = [], deepcopy(source.data)
        for number in range(chance.randint(1, 4)):
            path = [*chance.choice(records), chance.choice(["note", f"x{number}", "name"])]
            value = chance.choice(["words", 5, Decimal("0.5"), True, ["a"], {"en": "A"}])
            changes.append(setting(".".join(path), value))
            naive(expected, path, value)
        varied = Varied(source, changes)
        assert varied.data == expected
        for section, id in chance.sample(records, 5):
            for key in source.data[section][id]:
                path3 = (section, id, key)
                touched = [n for n, c in enumerate(changes, 1) if c.path == path3]
                assert varied.place(path3).file == (f"change {touched[-1]}" if touched else source.name)
                if not touched:
                    assert varied.place(path3) == source.place(path3)
