"""What may be written at a spot, also of text that is half typed. The spot is written as a stroke."""

from datetime import date
from pathlib import Path

import pytest

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.base.resources import shipped
from legalmodel.editing.completion import Proposal, complete
from legalmodel.editing.diagnostics import diagnose, law_notes
from legalmodel.editing.fixes import fixes
from legalmodel.editing.hovering import hover
from legalmodel.editing.ids import definition, named, references, rename
from legalmodel.editing.sheet import DealText, open_text, with_edits
from legalmodel.editing.symbols import symbols
from legalmodel.model.deal import SECTIONS

DAY = date(2026, 11, 30)
BANKS = "parties:\n  bank: {name: 银行😀}\n  co: {name: Co}\nestates:\n  spt: {held_by: co}\n"
ZHONGYU = (Path(str(shipped("templates"))) / "zhongyu-2016-1" / "deal.yaml").read_text("utf-8")


def proposals(marked: str, name: str = "deal.yaml") -> list[Proposal]:
    return complete(open_text(marked.replace("¦", "", 1), name), marked.index("¦"))


def labels(marked: str, name: str = "deal.yaml") -> list[str]:
    return [p.label for p in proposals(marked, name)]


def accepted(marked: str, label: str, name: str = "deal.yaml") -> str:
    """Return the text once a proposal is taken."""
    found = next(p for p in proposals(marked, name) if p.label == label)
    text = marked.replace("¦", "", 1)
    return text[: found.start] + found.text + text[found.end :]


@pytest.mark.parametrize(
    ("marked", "label", "then"),
    [
        ("¦", "parties", "parties:"),
        ("par¦", "parties", "parties:"),
        (BANKS + "trusts:\n  t:\n    ¦", "settlor", BANKS + "trusts:\n  t:\n    settlor: "),
        (
            BANKS + "trusts:\n  t:\n    set¦\n    form: written",
            "settlor",
            BANKS + "trusts:\n  t:\n    settlor: \n    form: written",
        ),
        (BANKS + "trusts:\n  t:\n    settlor: ¦", "bank", BANKS + "trusts:\n  t:\n    settlor: bank"),
        (BANKS + "trusts:\n  t:\n    settlor:¦", "bank", BANKS + "trusts:\n  t:\n    settlor: bank"),
        (BANKS + "trusts:\n  t: {settlor: b¦", "bank", BANKS + "trusts:\n  t: {settlor: bank"),
        (BANKS + "trusts:\n  t: {settlor: bank, ¦}", "form", BANKS + "trusts:\n  t: {settlor: bank, form: }"),
        (BANKS + "documents:\n  p:\n    by: [bank, ¦]", "co", BANKS + "documents:\n  p:\n    by: [bank, co]"),
        (BANKS + "documents:\n  p:\n    by:\n      - ¦", "co", BANKS + "documents:\n  p:\n    by:\n      - co"),
        ("parties:\n  a: {form: ¦}", "trust_company", "parties:\n  a: {form: trust_company}"),
        ("parties:\n  a: {form: tru¦, seat: CN}", "trust_company", "parties:\n  a: {form: trust_company, seat: CN}"),
        ("parties:\n  a:\n    unknown: {¦}", "seat", "parties:\n  a:\n    unknown: {seat: }"),
        ("parties:\n  a:\n    unknown:\n      seat: ¦", "not_asked", "parties:\n  a:\n    unknown:\n      seat: not_asked"),
        ("parties:\n  a: {form: bank, status: {form: ¦}}", "draft", "parties:\n  a: {form: bank, status: {form: draft}}"),
        ('{"deal": {"stage": "¦"}}', "closed", '{"deal": {"stage": "closed"}}'),
        ('{"deal": {"¦"}}', "stage", '{"deal": {"stage": }}'),
        ("parties:\n  a: {name: {¦}}", "zh", "parties:\n  a: {name: {zh: }}"),
        ("deal: {currency: ¦}", "CNY", "deal: {currency: CNY}"),
        ("parties:\n  a: {seat: ¦}", "US-NY", "parties:\n  a: {seat: US-NY}"),
        (BANKS + "complete: [¦]", "parties", BANKS + "complete: [parties]"),
    ],
)
def test_what_is_taken_stands_where_it_was_typed(marked: str, label: str, then: str) -> None:
    assert accepted(marked, label, "deal.json" if marked.startswith("{") else "deal.yaml") == then


def test_only_records_of_the_sort_are_proposed() -> None:
    assert labels(BANKS + "trusts:\n  t: {settlor: ¦}") == ["bank", "co", "none"]
    assert set(labels(BANKS + "trusts:\n  t: {estate: ¦}")) == {"spt", "none"}


def test_what_is_there_is_not_proposed_again() -> None:
    assert "form" not in labels("parties:\n  a: {form: bank, ¦}")
    assert "form" not in labels("parties:\n  a: {form: bank, unknown: {¦}}")
    assert "form" not in labels("parties:\n  a: {unknown: {form: not_asked}, ¦}")
    assert labels("parties:\n  a: {form: bank, status: {¦}}")[0] == "form"


def test_nothing_is_proposed_in_comments_names_and_texts_in_lines() -> None:
    assert labels("# ¦") == []
    assert labels("parties:\n  a: {name: ¦}") == []
    assert labels("deal:\n  note: |\n    a text ¦\n") == []


def test_every_section_and_every_list_of_words_is_proposed() -> None:
    assert set(SECTIONS) | {"deal", "complete", "format"} == set(labels("¦"))


def test_words_beside_are_in_the_language_asked_for() -> None:
    with speaking("zh"):
        detail = {p.label: p.detail for p in proposals("parties:\n  a: {form: ¦}")}
    assert detail["trust_company"] == "信托公司"


def test_an_id_is_renamed_in_all_places_and_nothing_else_changes() -> None:
    text = (
        "parties:\n  bank: {name: bank}  # bank is the bank\ndocuments:\n  p: {by: [bank], note: bank}\n"
        "trusts:\n  t: {settlor: bank, evidence: {settlor: 'p bank; q 2', all: q}, sourced: {settlor: {p: bank, q: bank}}}\n  u: {settlor: 'bank'}\n"
        "  q: {}\ncomplete: [parties, trusts.t.buy_backs, parties.bank.figures]\n"
    )
    state = open_text(text)
    new = with_edits(text, rename(state, text.index("settlor: bank") + 10, "boc"))
    assert new == (
        text.replace("  bank: {", "  boc: {").replace("[bank]", "[boc]").replace("settlor: bank", "settlor: boc")
        .replace("{p: bank, q: bank}", "{p: boc, q: boc}").replace("'bank'", "'boc'").replace("parties.bank.", "parties.boc.")
    )  # fmt: skip  # one change after the other
    new = with_edits(text, rename(state, text.index("p: {by"), "paper"))
    assert "evidence: {settlor: 'paper bank; q 2'" in new
    assert "sourced: {settlor: {paper: bank" in new


@pytest.mark.parametrize(
    ("new", "said"), [("co", "there already"), ("none", "cannot be an id"), ("1x", "cannot be an id"), ("", "cannot be an id")]
)
def test_a_new_id_has_to_be_one(new: str, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        rename(open_text(BANKS), BANKS.index("bank"), new)


def test_all_ids_of_a_deal_can_be_renamed_and_the_deal_stays_the_same() -> None:
    state = open_text(ZHONGYU)
    for n, id in enumerate(list(state.ids)):
        edits = rename(state, state.ids[id][0].knot.key_start, f"renamed_{n}")
        assert len(edits) == 1 + sum(spot.id == id for spot in named(state))
        state = open_text(with_edits(state.text, edits), "deal.yaml", state)
        assert not state.faults, id
    assert len(state.ids) > 30


def test_definition_and_references_also_of_text_that_cannot_be_read() -> None:
    text = BANKS + "trusts:\n  t: {settlor: bank, trustee: ["
    state = open_text(text)
    assert state.faults
    (place,) = definition(state, text.index("settlor: bank") + 10)
    assert text[place.start : place.end] == "bank"
    assert place.start == text.index("bank")
    assert len(references(state, place.start)) == 2


def told(text: str) -> tuple[DealText, list[str]]:
    state = open_text(text)
    return state, [d.code for d in diagnose(state, DAY)]


@pytest.mark.parametrize(
    ("text", "title", "then"),
    [
        ("parties:\n  a: {form: comercial_bank}\n", "write commercial_bank", "parties:\n  a: {form: commercial_bank}\n"),
        ("parties:\n  a: {naem: x}\n", "write name", "parties:\n  a: {name: x}\n"),
        ("parts:\n  a: {name: x}\n", "write parties", "parties:\n  a: {name: x}\n"),
        (
            "parties:\n  a:\n    seat:\n",
            "say that 'seat' is unknown: not_asked",
            "parties:\n  a:\n    unknown: {seat: not_asked}\n",
        ),
        (
            "parties:\n  a: {seat: TBD, unknown: {form: not_asked}}\n",
            "say that 'seat' is unknown: not_disclosed",
            "parties:\n  a: {unknown: {form: not_asked, seat: not_disclosed}}\n",
        ),
        ("deal: {closing: 2016.5.27}\n", "write 2016-05-27", "deal: {closing: 2016-05-27}\n"),
        ("deal: {issue: RMB 4.16 million}\n", "write CNY 4.16m", "deal: {issue: CNY 4.16m}\n"),
        (
            "parties:\n  a: {form: bank, unknown: {form: not_asked, seat: not_asked}}\n",
            "it is given: take it out of 'unknown'",
            "parties:\n  a: {form: bank, unknown: {seat: not_asked}}\n",
        ),
        (
            BANKS + "trusts:\n  t: {settlor: bnak}\n",
            "write bank",
            BANKS + "trusts:\n  t: {settlor: bank}\n",
        ),
        (
            BANKS + "trusts:\n  t: {settlor: other}\n",
            "add 'other' to 'parties:'",
            BANKS.replace("{name: Co}\n", "{name: Co}\n  other: {}\n") + "trusts:\n  t: {settlor: other}\n",
        ),
        (
            "parties:\n  a: {form: bank, evidence: {form: p 3}}\n",
            "add 'p' to 'documents:'",
            "parties:\n  a: {form: bank, evidence: {form: p 3}}\ndocuments:\n  p: {}\n",
        ),
        ("parties:\n\ta: {form: bank}\n", "replace tabs by spaces", "parties:\n  a: {form: bank}\n"),
    ],
)
def test_the_remedy_of_a_fault_mends_it(text: str, title: str, then: str) -> None:
    state = open_text(text)
    (fault, *_) = diagnose(state, DAY)
    repair = next(r for r in fixes(state, fault.start, fault.end, [fault]) if r.title == title)
    assert with_edits(text, repair.edits) == then
    assert told(then)[1] == []


def test_a_field_can_be_said_to_be_unknown_though_nothing_is_wrong() -> None:
    text = "parties:\n  a:\n    form: bank\n    seat: CN\n"
    titles = {r.title: r for r in fixes(open_text(text), text.index("seat"), text.index("seat"))}
    new = with_edits(text, titles["say that 'seat' is unknown: not_available_yet"].edits)
    assert new == "parties:\n  a:\n    form: bank\n    unknown: {seat: not_available_yet}\n"


def test_a_doubt_is_told_and_can_be_settled() -> None:
    text = "deal:\n  closing: 2016-05-27\nparties:\n  a:\n    name: A\n    figures:\n      f: {kind: net_assets, on: 2106-05-27, amount: CNY 1}\n"
    state = open_text(text)
    doubts = [d for d in diagnose(state, DAY) if d.source == "doubt" and d.path]
    assert doubts
    assert {d.level for d in doubts} <= {"warning", "information"}
    repair = next(r for d in doubts for r in fixes(state, d.start, d.end, [d]) if "checked" in r.title)
    again = with_edits(text, repair.edits)
    assert "checked: {" in again
    assert len(diagnose(open_text(again), DAY)) < len(doubts)


def test_law_says_what_is_not_met_and_what_is_missing() -> None:
    faulty = open_text((Path(str(shipped("templates"))) / "cn-npl-trust-faulty" / "deal.yaml").read_text("utf-8"))
    notes = law_notes(faulty, DAY)
    levels = {note.level for note in notes}
    assert levels <= {"information", "hint"}
    assert any(note.level == "information" and note.fix for note in notes)
    state = open_text(ZHONGYU)
    note = next(n for n in law_notes(state, DAY) if n.code == "missing" and n.path == ("trusts", "entrustment"))
    assert "revolving" in note.missing
    assert ZHONGYU[note.start : note.end] == "entrustment"
    repairs = {r.title: r for r in fixes(state, note.start, note.end, [note])}
    assert "add 'revolving:'" in repairs
    again = open_text(with_edits(ZHONGYU, repairs["say that 'revolving' is unknown: not_disclosed"].edits))
    assert not again.faults
    assert again.source is not None
    assert again.source.data["trusts"]["entrustment"]["unknown"]["revolving"] == "not_disclosed"
    after = next(n for n in law_notes(again, DAY) if n.code == "missing" and n.path == ("trusts", "entrustment"))
    assert set(note.missing) - set(after.missing) == {"revolving"}


def hovered(text: str, word: str) -> str:
    found = hover(open_text(text), text.index(word) + 1)
    assert found is not None
    assert text[found.start : found.end] == word.rstrip(":")
    return found.markdown


def test_hover_tells_of_fields_words_and_ids() -> None:
    text = (
        BANKS
        + "trusts:\n  t: {settlor: bank, form: written, unknown: {price: not_asked}}\npools:\n  p: {kind: non_performing_loans}\n"
    )
    field = hovered(text, "settlor")
    assert "settlor, or several jointly" in field
    assert "read by" in field
    assert "ask" in field
    assert "a kind of loans" in hovered(text, "non_performing_loans")
    assert "银行😀" in hovered(text, "bank")
    assert "price" in hovered(text, "price")
    assert "not known" in hovered(text, "unknown")
    with speaking("zh"):
        assert "委托人" in hovered(text, "settlor")


def test_words_of_a_file_are_no_markup_in_hovers() -> None:
    text = "parties:\n  a: {name: '[x](http://y) <b>', form: bank}\n"
    markdown = hovered(text, "a: ".strip())
    assert "\\[x\\]\\(http" in markdown
    assert "<b>" not in markdown


def test_symbols_are_sections_and_records() -> None:
    found = {entry.name: entry for entry in symbols(open_text(ZHONGYU))}
    assert [e.name for e in found["parties"].inner][:1] == ["boc"]
    assert found["parties"].inner[0].detail == "Bank of China"
    assert [e.name for e in symbols(open_text("parties:\n  a: {form: [\ntrusts:\n  t: "))] == ["parties", "trusts"]


def test_every_field_and_record_says_in_chinese_what_it_is():
    from legalmodel.base.language import MARK, speaking
    from legalmodel.base.speech import field_words, record_words
    from legalmodel.model.deal import Deal

    left, seen = [Deal], set()
    with speaking("zh"):
        while left:
            record = left.pop()
            seen.add(record)
            assert not record_words(record.__doc__).startswith(MARK), record
            for name, field in record.model_fields.items():
                said = field_words(field.description)
                assert not said.startswith(MARK), (record, name)
                assert ("`none`" in said) == ("`none`" in field.description), (record, name)
                left += [field.inner] if field.inner is not None and field.inner not in seen else []
    assert len(seen) > 60
