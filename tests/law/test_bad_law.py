"""Bad law files: each gives a fault with the place in the file and what to write instead."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from small_law import catalogue, instrument, judged, law, rule, source

from legalmodel.base.errors import BadInput, Fault
from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law.load import assemble, load_law, read_instrument

WHOLE = instrument({"r1": rule()})


def faults(*instruments: dict[str, Any]) -> list[Fault]:
    with pytest.raises(BadInput) as caught:
        files = [source(data, f"law{n}.json") for n, data in enumerate(instruments, 1)]
        assemble([(f, read_instrument(f)) for f in files], catalogue(), vocabulary)
    return caught.value.faults


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the whole instrument with another value at a dotted path; ``None`` takes it away."""
    data = deepcopy(WHOLE)
    at = data
    *above, last = path.split("/")
    for step in above:
        at = at[step]
    at[last] = value
    if value is None:
        del at[last]
    return data


def line_of(data: dict[str, Any], section: str, word: str) -> int:
    """Return the first line below a section that holds a word."""
    lines = json.dumps(data, indent=1).splitlines()
    top = next(n for n, text in enumerate(lines) if text.startswith(f' "{section}"'))
    return next(n for n, text in enumerate(lines, 1) if n > top and word in text)


LEAST = {"least": [{"from": "2001-10-01", "is": "5%", "article": "1"}]}

BAD = [
    # where, what is written, code, words of the cause, words of the fix, what stands on the line
    ("instrument/system", "Japan", "bad-law-file", "system", "JP", '"system"'),
    ("instrument/force", "bindingg", "bad-law-file", "mandatory", "", '"force"'),
    ("rules/r1/effect", "voidd", "bad-law-file", "void", "", '"effect"'),
    ("rules/r1/question", "isolation/on", "unknown-question", "isolation/on", "isolation/one", '"question"'),
    ("rules/r1/question", "weather", "unknown-question", "weather", "questions.yaml", '"question"'),
    ("rules/r1/require", 'trust.formm == "written"', "bad-expression", "formm", "form", '"require"'),
    ("rules/r1/require", 'trusty.form == "written"', "bad-expression", "trusty", "trust", '"require"'),
    ("rules/r1/require", 'trust.form == "writen"', "bad-expression", "writen", "written", '"require"'),
    ("rules/r1/require", "holdrs(trust.estate) == none", "bad-expression", "holdrs", "holders", '"require"'),
    ("rules/r1/require", "trust.price == trust.settlor", "bad-expression", "never the same", "", '"require"'),
    ("rules/r1/require", "trust.price", "bad-expression", "money", "", '"require"'),
    ("rules/r1/require", "trust.form ==", "bad-expression", "", "", '"require"'),
    ("rules/r1/when", "trust.dates.effective", "bad-expression", "day", "", '"when"'),
    ("rules/r1/at", "trust.price", "bad-expression", "money", "", '"at"'),
    ("rules/r1/unless", [{"article": "2", "title": "x", "when": "trust.x"}], "bad-expression", "'x'", "", '"when"'),
    ("rules/r1/each", "guarantees", "no-connecting-factor", "guarantees", "governs", '"each"'),
    ("rules/r1/each", "pool", "no-connecting-factor", "pool", "governs", '"each"'),
    ("rules/r1/require", None, "bad-rule", "exactly one", "", '"r1"'),
    ("rules/r1/factors", {"f": {"says": "x", "when": "trust.price == none"}}, "bad-rule", "exactly one", "keep one", '"r1"'),
    ("rules/r1/readings", {"f": {"title": "x", "require": "trust.price == none"}}, "bad-rule", "exactly one", "keep one", '"r1"'),
    ("rules/r1/titel", {"en": "x"}, "bad-law-file", "titel", "title", '"titel"'),
    ("rules/r1/weather", "x", "bad-law-file", "weather", "leave it out", '"weather"'),
    ("rules/r1/says/fails", "x", "bad-law-file", "fails", "fail", '"fails"'),
    ("rules/r1/article", None, "bad-law-file", "article", "add 'article'", '"r1"'),
    ("rules/r1/effect", "bad", "bad-law-file", "effect", "effect", '"effect"'),
    ("rules/r1/text", "guessed", "bad-law-file", "text", "text", '"text"'),
    ("instrument/force", "strong", "bad-law-file", "force", "force", '"force"'),
    ("instrument/governs", None, "bad-law-file", "governs", "add 'governs'", '"instrument"'),
    ("instrument/in_force", {"from": "2001-13-01"}, "bad-day", "calendar", "year-month-day", '"in_force"'),
    ("instrument/in_force", {"from": "long ago"}, "bad-law-file", "in_force.from", "", '"from"'),
    ("rules/r1/in_force", {"from": "2001-02-30"}, "bad-day", "calendar", "year-month-day", '"in_force"'),
    ("rules/r1/thresholds", {"least": [{"from": "2001-10-01", "is": "much", "article": "1"}]}, "bad-threshold", "least", "5%", '"least"'),
    ("rules/r1/thresholds", {"least": [{"from": "2001-10-32", "is": "5%", "article": "1"}]}, "bad-threshold", "least", "5%", '"least"'),
    ("rules/r1/thresholds", {"least": []}, "bad-threshold", "least", "5%", '"least"'),
    ("rules/r1/thresholds", {"least": [*LEAST["least"], {"from": "2002-01-01", "is": 7, "article": "1"}]}, "bad-threshold", "least", "one kind", '"least"'),
]  # fmt: skip  # a table: one row a line


@pytest.mark.parametrize(("path", "value", "code", "cause", "fix", "on_line"), BAD)
def test_bad_law_file(path: str, value: Any, code: str, cause: str, fix: str, on_line: str) -> None:
    """an unknown field is an error with "did you mean"; comparing values of different kinds is an error when the law is built"""
    data = changed(path, value)
    found = faults(data)
    fault = next(f for f in found if f.code == code)
    if path != "rules/r1/each":  # about another subject, the expressions name nothing
        assert len(found) == 1, found
    assert cause in fault.cause
    assert fix in fault.fix
    assert fault.place.file == "law1.json"
    opening = line_of(data, path.partition("/")[0], on_line)
    assert opening <= fault.place.line <= opening + 1  # a record's place is where its content begins


def test_connecting_factor_that_cannot_be_read_is_told_at_the_head() -> None:
    """expressions are checked when the law is built: those of the head, too"""
    governs = {"trust": 'within(trust.lav, "CN")'}
    data = instrument({"r1": rule()}, governs=governs)
    found = faults(data)
    assert {f.code for f in found} == {"bad-expression"}
    assert "lav" in found[0].cause
    assert "law" in found[0].fix
    assert found[0].place.line == line_of(data, "instrument", '"trust"')


def test_rule_twice() -> None:
    """Ids are stable: one rule, one id"""
    found = faults(instrument({"r1": rule()}), instrument({"r1": rule()}, id="other-law"))
    assert [(f.code, f.place.file) for f in found] == [("rule-twice", "law2.json")]
    assert "r1" in found[0].cause
    assert found[0].fix


def test_instrument_twice() -> None:
    """one file per instrument"""
    found = faults(instrument({"r1": rule()}), instrument({"r2": rule()}))
    assert [(f.code, f.place.file) for f in found] == [("instrument-twice", "law2.json")]
    assert found[0].fix


def test_all_faults_in_one_run() -> None:
    """every fault of the first stage that has any"""
    rules = {"r1": rule(require="trust.x"), "r2": rule(question="no/such"), "r3": rule(when="trust.price")}
    assert sorted(f.code for f in faults(instrument(rules))) == ["bad-expression", "bad-expression", "unknown-question"]


def test_private_pack_is_found_by_its_folder(tmp_path: Path) -> None:
    """Discovery, never a hand-kept list: a new rule file is found by its folder"""
    (tmp_path / "xx").mkdir()
    rules = {"private-1": rule(question="isolation/identification")}
    (tmp_path / "xx" / "private.yaml").write_text(json.dumps(instrument(rules, id="private-law")), "utf-8")
    found = load_law(tmp_path)
    assert found.rules["private-1"].head is found.instruments["private-law"]
    assert set(load_law().rules) == set(found.rules) - {"private-1"}


def test_article_that_nobody_read_is_starred() -> None:
    """a number worked out by counting is not printed as an article"""
    files = [source(instrument({"r1": rule(article_read=False), "r2": rule()}))]
    built = assemble([(f, read_instrument(f)) for f in files], catalogue(), vocabulary)
    assert [r.article for r in built.rules.values()] == ["1*", "1"]


def test_shipped_law_can_be_built() -> None:
    """Law is data: what ships has no fault"""
    built = load_law()
    assert built.rules
    assert all(r.question in built.catalogue.questions for r in built.rules.values())


def test_sentence_that_cannot_be_filled() -> None:
    """a sentence is filled when it is said: one that names nothing is a fault of the law file, with its place"""
    body = law(rule(says={"pass": "By {trust.trustees}.", "fail": "No."}))
    with pytest.raises(BadInput) as caught:
        [f.sentence for f in judged(body).findings]
    fault = caught.value.faults[0]
    assert (fault.code, fault.place.file) == ("bad-sentence", "law1.json")
    assert "trustees" in fault.cause
    assert "trustee" in fault.fix
