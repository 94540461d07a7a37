"""A checklist that comes back: what is taken over, what is a conflict, and that nothing is lost or written over in silence."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalmodel.api import check
from legalmodel.base.errors import BadRequest
from legalmodel.base.language import speaking
from legalmodel.model.parse import parse
from legalmodel.report.review_form import review_form
from legalmodel.review.columns import ACCEPT, CHOICES, DAYS, FACTS, QUESTIONS, SHEETS, WEIGH, code_of
from legalmodel.review.in_the_deal import acceptance_id, taken_over
from legalmodel.review.log import Log
from legalmodel.review.merge import ReadRow, RowChange
from legalmodel.review.state import said_so_far
from legalmodel.review.taking import deal_name
from legalmodel.text.changes import GONE, Change, at
from legalmodel.text.edit import edited
from tests.examples import some
from tests.review.ready import RUN, known_of, sent, source_of, took

DEAL = "zhongyu-2016-1"
Q = next(iter(known_of(DEAL).ids[QUESTIONS]))
FORM = "trusts.entrustment.form"
SETTLOR = "trusts.entrustment.settlor"


def edit(sheet: str, id: str, **cells: str):
    source = source_of(DEAL)
    return took(DEAL, source, Log(), sent(DEAL, source, {}, {(sheet, id): cells}))


def conflicts(sheet: str, id: str, **cells: str) -> list[str]:
    found = edit(sheet, id, **cells)
    assert not found.rows and found.draft.text == found.source.text
    assert [e.kind for e in found.log.entries] == ["import", *["conflict"] * len(found.conflicts)]
    return [c.column for c in found.conflicts]


def test_an_answer_goes_into_the_log_and_changes_no_fact() -> None:
    found = edit(QUESTIONS, Q, answer="Yes", document="b1", clause="4.2", page="12", reviewer="Ann")
    assert found.draft is found.source and not found.conflicts
    assert said_so_far(found.log.entries) == {
        (QUESTIONS, Q): {"answer": "yes", "document": "b1", "clause": "4.2", "page": "12", "reviewer": "Ann"}
    }
    head = found.log.entries[0].data
    assert (head["deal_before"], head["deal_after"], head["rows"]) == (found.source.sha256, found.source.sha256, 1)


@pytest.mark.parametrize("answer", ["No", "Yes, with comment", "Not applicable", "Open", "否", "  yes,  WITH comment "])
def test_a_comment_is_mandatory_where_the_answer_is_not_yes(answer: str) -> None:
    assert conflicts(QUESTIONS, Q, answer=answer) == ["comment"]
    assert len(edit(QUESTIONS, Q, answer=answer, comment="why").rows) == 1


def test_answers_are_read_in_either_language_and_nothing_else_is_an_answer() -> None:
    for column, choices in CHOICES.items():
        for code, words in choices.items():
            for tag in ("en", "zh"):
                with speaking(tag):
                    said = str(words)
                assert code_of(column, said) == code
        assert code_of(column, "maybe") is None
    assert conflicts(QUESTIONS, Q, answer="Maybe", comment="x") == ["answer"]


@pytest.mark.parametrize(
    ("sheet", "id", "cells", "column"),
    [
        (QUESTIONS, Q, {"document": "b9"}, "document"),
        (QUESTIONS, Q, {"clause": "4"}, "document"),
        (QUESTIONS, Q, {"reviewed": "30/11/2026"}, "reviewed"),
        (QUESTIONS, Q, {"maker": "Ann  Example", "checker": "ann example"}, "checker"),
        (FACTS, FORM, {"value": "written"}, "document"),
        (FACTS, FORM, {"value": "carved in stone", "document": "b1"}, "value"),
        (FACTS, FORM, {"value": "017", "document": "b1"}, "value"),
        (FACTS, FORM, {"value": "[a", "document": "b1"}, "value"),
        (FACTS, FORM, {"locator": "§4"}, "document"),
    ],
)  # fmt: skip  # a case a line
def test_what_cannot_stand_is_a_conflict(sheet: str, id: str, cells: dict[str, str], column: str) -> None:
    assert conflicts(sheet, id, **cells) == [column]


def test_a_fact_with_its_evidence_goes_into_the_deal_and_every_other_line_stays() -> None:
    found = edit(FACTS, FORM, value="written", document="b2", locator="§4; annex")
    data = found.draft.data["trusts"]["entrustment"]
    assert data["form"] == "written" and data["evidence"]["form"] == "b2 §4, annex"
    assert "form" not in data["unknown"]
    old, new = found.source.text.splitlines(), found.draft.text.splitlines()
    assert len(set(old) - set(new)) <= 2 and [line for line in new if "#" in line] == [line for line in old if "#" in line]
    parse(found.draft)


def test_a_further_source_is_added_to_those_there_are_and_a_new_value_rests_on_its_own_alone() -> None:
    more = edit(FACTS, SETTLOR, document="b2", locator="p.3").draft.data["trusts"]["entrustment"]
    assert more["settlor"] == "boc" and more["evidence"]["settlor"] == "b1; b2 p.3"
    other = edit(FACTS, SETTLOR, value="ciit", document="b2").draft.data["trusts"]["entrustment"]
    assert other["settlor"] == "ciit" and other["evidence"]["settlor"] == "b2"
    law = edit(FACTS, "trusts.entrustment.law", value="CN", document="b2").draft.data["trusts"]["entrustment"]
    assert law["evidence"]["law"] == "b1; b2" and law["status"]["law"] == "from_memory", "the same value: what it is stays"


def test_one_that_would_leave_no_deal_is_refused_and_the_others_stand() -> None:
    source = source_of(DEAL)
    edits = {
        (FACTS, FORM): {"value": "written", "document": "b1"},
        (FACTS, "trusts.entrustment.contents"): {"value": "[nonsense]", "document": "b1"},
        (FACTS, "trusts.entrustment.set_off_allowed"): {"value": "none", "document": "b1"},
        (QUESTIONS, Q): {"answer": "yes"},
    }
    found = took(DEAL, source, Log(), sent(DEAL, source, {}, edits))
    assert [c.id for c in found.conflicts] == ["trusts.entrustment.contents"]
    assert {row.id for row in found.rows} == {FORM, "trusts.entrustment.set_off_allowed", Q}
    assert found.draft.data["trusts"]["entrustment"]["set_off_allowed"] == "none"


def test_reading_a_file_twice_adds_nothing() -> None:
    source = source_of(DEAL)
    edits = {(FACTS, FORM): {"value": "written", "document": "b1"}, (QUESTIONS, Q): {"answer": "no"}}
    back = sent(DEAL, source, {}, edits)
    first = took(DEAL, source, Log(), back)
    again = took(DEAL, first.draft, first.log, back)
    assert not again.rows and again.draft is first.draft and again.log.entries == first.log.entries
    assert [c.id for c in again.conflicts] == [Q], "told again, recorded once"


def test_two_reviewers_of_one_file_do_not_overwrite_each_other() -> None:
    source = source_of(DEAL)
    one = sent(
        DEAL,
        source,
        {},
        {(QUESTIONS, Q): {"answer": "yes", "comment": "seen"}, (FACTS, FORM): {"value": "written", "document": "b1"}},
    )
    two = sent(
        DEAL,
        source,
        {},
        {(QUESTIONS, Q): {"answer": "yes", "document": "b1", "page": "3"}, (FACTS, FORM): {"value": "oral", "document": "b1"}},
    )
    three = sent(DEAL, source, {}, {(QUESTIONS, Q): {"answer": "no", "comment": "not found"}})
    first = took(DEAL, source, Log(), one)
    second = took(DEAL, first.draft, first.log, two)
    assert said_so_far(second.log.entries)[QUESTIONS, Q] == {"answer": "yes", "document": "b1", "page": "3", "comment": "seen"}
    assert [(c.id, c.column) for c in second.conflicts] == [(FORM, "value")]
    assert second.draft.data["trusts"]["entrustment"]["form"] == "written"
    third = took(DEAL, second.draft, second.log, three)
    assert {(c.column, "not found" in str(c.cells)) for c in third.conflicts} == {("answer", True), ("comment", True)}
    assert said_so_far(third.log.entries)[QUESTIONS, Q]["answer"] == "yes"
    assert third.log.of("conflict")[-1].data["cells"]["comment"] == "not found", "nothing is lost"


def test_a_deal_that_changed_since_keeps_what_it_says_now() -> None:
    source = source_of(DEAL)
    back = sent(DEAL, source, {}, {(FACTS, SETTLOR): {"value": "ciit", "document": "b2"}})
    moved = edited(source, [Change(("trusts", "entrustment", "settlor"), "cms")])
    found = took(DEAL, moved, Log(), back)
    assert [(c.id, c.column) for c in found.conflicts] == [(SETTLOR, "value")]
    assert found.draft.data["trusts"]["entrustment"]["settlor"] == "cms"


def test_a_checklist_of_another_deal_is_refused() -> None:
    source = source_of(DEAL)
    back = sent(DEAL, source, {}, {(QUESTIONS, Q): {"answer": "yes"}})
    other = back._replace(about={"deal": "0" * 64, "name": "Another deal"})
    with pytest.raises(BadRequest, match="of another deal: 'Another deal', not 'Zhongyu 2016-1"):
        took(DEAL, source, Log(), other)
    edited_since = back._replace(about={"deal": "0" * 64, "name": deal_name(source.data)})
    assert len(took(DEAL, source, Log(), edited_since).rows) == 1


def test_a_log_that_was_cut_does_not_hold_the_head_of_the_checklist() -> None:
    source = source_of(DEAL)
    first = took(DEAL, source, Log(), sent(DEAL, source, {}, {(QUESTIONS, Q): {"answer": "yes"}}))
    back = sent(DEAL, source, said_so_far(first.log.entries), {})
    back = back._replace(about={**back.about, "head": first.log.head})
    assert not took(DEAL, source, first.log, back).rows
    cut = Log(first.log.entries[:-1], "", b"".join(e.line.encode() + b"\n" for e in first.log.entries[:-1]))
    for log in (cut, Log()):
        with pytest.raises(BadRequest, match="cut or replaced"):
            took(DEAL, source, log, back)


def test_rows_unknown_repeated_or_gone() -> None:
    source = source_of(DEAL)
    back = sent(DEAL, source, {}, {(QUESTIONS, Q): {"answer": "yes"}})
    stray = ReadRow(QUESTIONS, "q-00000000", "Questions!99", {"answer": "yes"})
    other = ReadRow(QUESTIONS, Q, "Questions!98", {"answer": "no", "comment": "x"})
    same = next(row for row in back.rows if row.id == Q)
    found = took(DEAL, source, Log(), back._replace(rows=(*back.rows, stray, same)))
    assert [(c.id, c.column) for c in found.conflicts] == [("q-00000000", "id")] and [r.id for r in found.rows] == [Q]
    found = took(DEAL, source, Log(), back._replace(rows=(*back.rows, other)))
    assert [(c.id, c.column) for c in found.conflicts] == [(Q, "id")] and not found.rows
    first = took(DEAL, source, Log(), back)
    gone = sent(DEAL, source, said_so_far(first.log.entries), {})
    found = took(DEAL, source, first.log, gone._replace(rows=tuple(r for r in gone.rows if r.id != Q)))
    assert not found.rows and "1 rows with answers are gone" in found.notes[0]
    assert said_so_far(found.log.entries) == said_so_far(first.log.entries)


def test_what_was_taken_into_the_deal_is_not_taken_out_by_emptying_a_cell() -> None:
    source = source_of(DEAL)
    first = took(DEAL, source, Log(), sent(DEAL, source, {}, {(FACTS, FORM): {"value": "written", "document": "b1"}}))
    state = said_so_far(first.log.entries)
    second = took(DEAL, first.draft, first.log, sent(DEAL, first.draft, state, {(FACTS, FORM): {"value": "", "document": ""}}))
    assert {c.column for c in second.conflicts} == {"value", "document"}
    assert second.draft.data["trusts"]["entrustment"]["form"] == "written"


def test_an_answer_may_be_taken_back() -> None:
    source = source_of(DEAL)
    first = took(
        DEAL, source, Log(), sent(DEAL, source, {}, {(QUESTIONS, Q): {"answer": "yes", "document": "b1", "page": "3"}})
    )
    state = said_so_far(first.log.entries)
    second = took(
        DEAL, source, first.log, sent(DEAL, source, state, {(QUESTIONS, Q): {"answer": "", "document": "", "page": ""}})
    )
    assert said_so_far(second.log.entries) == {} and len(second.log.entries) == len(first.log.entries) + 2


CLEAN = "cn-npl-trust"


def test_a_judgement_has_reasons_and_a_name_and_changes_nothing_in_the_deal() -> None:
    source = source_of(CLEAN)
    point = next(iter(known_of(CLEAN).ids[WEIGH]))

    def weigh(**cells: str):
        return took(CLEAN, source, Log(), sent(CLEAN, source, {}, {(WEIGH, point): cells}))

    assert {c.column for c in weigh(judgement="adverse").conflicts} == {"reasons", "by"}
    found = weigh(judgement="Speaks for the deal", reasons="no reliance", by="Ann", decided="2026-11-30")
    assert not found.conflicts and found.draft is source
    assert said_so_far(found.log.entries)[WEIGH, point]["judgement"] == "favourable"


def test_an_acceptance_is_written_changed_and_taken_back() -> None:
    other = [Change(("agencies", "servicing", "agent"), "supporter"), Change(("agencies", "servicing", "successor"), "none")]
    result = check(edited(source_of(CLEAN), other).text, RUN)
    form = review_form(result, {})
    (id,) = form.known.ids[ACCEPT]
    cells = {"accepted_by": "People's Bank of China", "reason": "letter of 2026-11-01", "until": "2027-11-01"}
    row = RowChange(ACCEPT, id, "Accept!4", cells, {})
    done = taken_over(result.source, [row])
    assert not done.refused and done.draft.data["acceptances"][acceptance_id(id)]["rule"] == id.partition("@")[0]
    judged = check(done.draft.text, RUN).judgment
    (finding,) = [f for f in judged.findings if f.id == id]
    assert finding.accepted and finding.accepted.by == "People's Bank of China" and judged.acceptance_notes == ()
    back = taken_over(done.draft, [RowChange(ACCEPT, id, "Accept!4", {}, cells)])
    assert at(back.draft.data, ("acceptances", acceptance_id(id))) is GONE


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=20).map(
    str.strip
) | st.sampled_from(
    ["=1+1", 'R&D "5%<x<10%"', "§4.2; p.31", "12", "none", "2026-05-27", "5%", "written", "[boc]", "#", ": a", "-", "yes"]
)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(str)


def cells_of(sheet: str):
    def column(name: str):
        if name in CHOICES:
            return st.sampled_from(["", *CHOICES[name], "maybe"])
        if name in DAYS:
            return days | st.just("") | st.just("soon")
        return st.sampled_from(["", "b1", "b2", "b9"]) if name == "document" else texts

    return st.fixed_dictionaries({}, optional={name: column(name) for name in SHEETS[sheet].theirs})


keys = [(sheet, id) for sheet in (QUESTIONS, FACTS) for id in list(known_of(DEAL).ids[sheet])[:60]]
edits = st.lists(st.sampled_from(keys), max_size=12, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({key: cells_of(key[0]) for key in chosen})
)


@settings(max_examples=some(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=edits, second=edits)
def test_round_trip_of_random_edits(first, second) -> None:
    """export, edit, import, export again: the same rows, but those in conflict, which stay as they were; twice over"""
    source, log = source_of(DEAL), Log()
    for wanted in (first, second):
        state = said_so_far(log.entries)
        found = took(DEAL, source, log, sent(DEAL, source, state, wanted))
        refused = {(c.sheet, c.id) for c in found.conflicts}
        now = said_so_far(found.log.entries)
        for key in {*state, *now, *wanted}:
            meant = {c: t for c, t in {**state.get(key, {}), **wanted.get(key, {})}.items() if t}
            assert now.get(key, {}) == (state.get(key, {}) if key in refused else meant), key
        for row in found.rows:
            if row.sheet == FACTS and "value" in row.changed:
                assert str(at(found.draft.data, tuple(row.id.split(".")))) != "" and row.cells["document"] in found.draft.text
        assert found.log.raw.startswith(log.raw)
        parse(found.draft)
        again = took(DEAL, found.draft, found.log, sent(DEAL, found.draft, now, {}))
        assert not again.rows and not again.conflicts and again.draft is found.draft and again.log.raw == found.log.raw
        source, log = found.draft, found.log


def test_numbers_stay_exact_in_the_file() -> None:
    found = edit(FACTS, "pools.pool.principal", value="1253830000.25", document="b1")
    if found.rows:
        assert found.draft.data["pools"]["pool"]["principal"] == Decimal("1253830000.25")
    else:
        assert "pools.pool.principal" not in known_of(DEAL).ids[FACTS]
