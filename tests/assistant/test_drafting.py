"""What a machine may write, and where: the core of the server for assistants, without the SDK."""

from pathlib import Path
from typing import Any

import pytest

from legalmodel.assistant.drafting import DraftedFact, begun, drafted_changes, tried, unknown_changes
from legalmodel.assistant.folder import DealFolder
from legalmodel.assistant.law_search import law_found, law_shown
from legalmodel.assistant.paging import PAGE, paged
from legalmodel.assistant.vocabulary import schema_words
from legalmodel.base.errors import BadRequest
from legalmodel.text.read import Source, read_bytes

BEGUN = [DraftedFact("documents.p", {"title": "Prospectus", "kind": "prospectus"}, "p", "cover")]


def source(text: str) -> Source:
    return read_bytes(text.encode(), "deal.yaml")


def drafted_text(facts: list[DraftedFact], text: str = "") -> str:
    changes, refused = drafted_changes(source(text).data if text else {}, facts)
    assert not refused
    draft, faults, why = tried(source(text), changes) if text else begun("deal.yaml", changes)
    assert draft is not None, (faults, why)
    return draft.text


def test_each_field_of_a_record_gets_its_evidence_and_its_status() -> None:
    text = drafted_text([*BEGUN, DraftedFact("parties.bank", {"name": {"en": "Bank", "zh": "银行"}, "seat": "CN"}, "p", "12")])
    record = source(text).data["parties"]["bank"]
    assert record["evidence"] == {"name": "p p.12", "seat": "p p.12"}
    assert record["status"] == {"name": "machine_draft", "seat": "machine_draft"}
    assert record["name"] == {"en": "Bank", "zh": "银行"}


def test_what_is_there_stays_to_the_character() -> None:
    text = drafted_text(BEGUN) + "\nparties:\n  # a person's\n  bank: {name: Bank, seat: CN}   # keep\n"
    new = drafted_text([DraftedFact("parties.bank.form", "bank", "p", "§4.2")], text)
    assert (
        "  # a person's\n  bank: {name: Bank, seat: CN, form: bank, evidence: {form: p §4.2}, status: {form: machine_draft}}   # keep\n"
        in new
    )
    assert new.startswith(text[: text.index("parties:")])


def test_a_machine_changes_its_own_draft_and_no_fact_of_a_person() -> None:
    text = drafted_text([*BEGUN, DraftedFact("parties.bank.seat", "CN", "p", "12")])
    assert "seat: HK" in drafted_text([DraftedFact("parties.bank.seat", "HK", "p", "13")], text)
    confirmed = text.replace("status: {seat: machine_draft}", "checked: {seat: looked up}")
    _, refused = drafted_changes(source(confirmed).data, [DraftedFact("parties.bank.seat", "HK", "p", "13")])
    assert "a person wrote or confirmed" in refused[0].why


@pytest.mark.parametrize(
    ("path", "value", "document", "page"),
    [
        ("parties.a.seat", "CN", "p", ""),
        ("parties.a.seat", "CN", "", "1"),
        ("parties.a.seat", "CN", "p q", "1"),
        ("parties.a.seat", "CN", "p", "1; q 2"),
        ("parties.a.seat", "CN", "p", "1\n2"),
        ("parties.a.status.seat", "signed", "p", "1"),
        ("parties.a", {"seat": "CN", "assumed": {"seat": "x"}}, "p", "1"),
        ("acceptances.x", {"rule": "r"}, "p", "1"),
        ("assumptions.x.text", "t", "p", "1"),
        ("complete", ["parties"], "p", "1"),
        ("charges", "none", "p", "1"),
        ("parties.a.x", "y", "p", "1"),
        ("parties.a", {}, "p", "1"),
        ("parties.a.seat", "", "p", "1"),
        ("documents.p.by.0", "a", "p", "1"),
    ],
)
def test_what_it_may_not_write_is_refused(path: str, value: Any, document: str, page: str) -> None:
    changes, refused = drafted_changes({}, [DraftedFact(path, value, document, page)])
    assert not changes
    assert len(refused) == 1


def test_unknown_is_said_of_facts_that_are_not_there() -> None:
    text = drafted_text([*BEGUN, DraftedFact("parties.bank.seat", "CN", "p", "12")])
    draft, _, _ = tried(source(text), unknown_changes(source(text).data, "parties.bank.form", "not_disclosed"))
    assert draft is not None
    assert draft.data["parties"]["bank"]["unknown"] == {"form": "not_disclosed"}
    text = text.replace("status: {seat: machine_draft}", "checked: {seat: looked up}")
    for path, reason in (
        ("parties.bank.seat", "not_asked"),
        ("parties.bank.form", "whatever"),
        ("parties.b.form", "not_asked"),
        ("acceptances.x.by", "not_asked"),
    ):
        with pytest.raises(BadRequest):
            unknown_changes(source(text).data, path, reason)


def test_a_machines_own_draft_is_withdrawn_when_it_is_said_to_be_unknown() -> None:
    text = drafted_text([*BEGUN, DraftedFact("parties.bank", {"name": "Bank", "seat": "CN"}, "p", "12")])
    draft, _, _ = tried(source(text), unknown_changes(source(text).data, "parties.bank.seat", "not_disclosed"))
    assert draft is not None
    assert draft.data["parties"]["bank"] == {
        "name": "Bank",
        "evidence": {"name": "p p.12"},
        "status": {"name": "machine_draft"},
        "unknown": {"seat": "not_disclosed"},
    }


def test_a_condition_that_validate_would_refuse_is_not_written() -> None:
    def condition(test: str) -> list[DraftedFact]:
        return [*BEGUN, DraftedFact("pools.loans.eligibility.size", {"test": test}, "p", "12")]

    for text in ("", drafted_text(BEGUN)):
        changes, _ = drafted_changes(source(text).data if text else {}, condition("loan.principal <= 150000"))
        draft, faults, _ = tried(source(text), changes) if text else begun("deal.yaml", changes)
        assert draft is None
        assert [fault.code for fault in faults] == ["bad-term"]
    # what was wrong before, and a column that a map of the person may add, keep nothing else from being written
    wrong = drafted_text(condition("loan.days_past_due <= 30")).replace("days_past_due <=", "principal <=")
    assert "seat: CN" in drafted_text([DraftedFact("parties.bank.seat", "CN", "p", "12")], wrong)
    assert "loan.of_a_map" in drafted_text(condition("loan.of_a_map <= 30"))


@pytest.mark.parametrize(
    "name",
    [
        "../x.yaml",
        "a/../../x.yaml",
        "/x.yaml",
        "~/x.yaml",
        "..",
        "",
        "a\0.yaml",
        "c:\\x.yaml",
        "link/x.yaml",
        "l.yaml",
        "x.txt",
    ],
)
def test_no_name_leads_out(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "x.yaml").write_text("deal: {}", "utf-8")
    (root / "link").symlink_to(tmp_path)
    (root / "l.yaml").symlink_to(tmp_path / "x.yaml")
    folder = DealFolder(root)
    assert folder.names() == []
    for new in (False, True):
        with pytest.raises(BadRequest):
            folder.file(name, new)


def test_pages_are_bounded_and_hold_everything() -> None:
    text = "\n".join(f"line {n} " + "x" * 50 for n in range(2000)) + "\n" + "y" * 30_000
    pages, number = [], 1
    while True:
        page = paged(text, number)
        assert len(page) <= PAGE + 40
        pages.append(page.rpartition("\n[page")[0])
        if f"[page {number} of {number}]" in page:
            break
        number += 1
    assert "".join(pages).replace("\n", "") == text.replace("\n", "")
    assert paged("short") == "short"


def test_vocabulary_and_law_are_found() -> None:
    assert "settlor: id of: party" in schema_words("trusts")
    assert schema_words("trusts.settlor") == schema_words("trusts.*.settlor")
    with pytest.raises(BadRequest):
        schema_words("nonsense")
    assert law_found("retention 5 %", "CN").startswith("cn-")
    assert law_shown("cn-21-total").id == "cn-21-total"
    with pytest.raises(BadRequest):
        law_found("flying saucers")
