"""What is said is said once, in round figures, and asked for in an order that a lawyer would ask in."""

from decimal import Decimal

import pytest

from legalmodel.api import check_deal
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import rounded
from legalmodel.lawtest.examples import RUN_DAY, base_names, base_source
from legalmodel.model.parse import parse
from legalmodel.report.deal import deal_report
from legalmodel.report.text import in_language
from tests.judgment.test_doubts import changed


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("0.0506912", "5.07%"),
        ("0.05", "5%"),
        ("0.0499999", "4.99999%"),
        ("0.333333333333", "33.33%"),
        ("0.0001", "0.01%"),
        ("0.00000001", "0.000001%"),
        ("1", "100%"),
        ("0.99999", "99.999%"),
    ],
)
def test_figures_in_sentences_are_rounded_but_never_into_a_whole_that_they_are_not(share: str, said: str) -> None:
    assert rounded(Decimal(share)) == said


@pytest.mark.parametrize("base", base_names())
def test_no_sentence_of_what_is_met_has_a_fact_that_is_not_known(base: str) -> None:
    source = base_source(base)
    judgment = check_deal(parse(source), source, RUN_DAY).judgment
    assert not [f.id for f in judgment.findings if f.outcome is Outcome.PASS and "(not known)" in f.sentence]


@pytest.mark.parametrize("base", base_names())
def test_whether_a_list_is_whole_is_asked_after_the_facts_and_one_document_at_a_time(base: str) -> None:
    source = base_source(base)
    facts = check_deal(parse(source), source, RUN_DAY).judgment.next_facts
    whole = [fact.reason == "open list" for fact in facts]
    assert whole == sorted(whole)
    for kind in (False, True):
        documents = [f.document for f in facts if (f.reason == "open list") is kind]
        runs = [d for n, d in enumerate(documents) if not n or documents[n - 1] != d]
        assert len(runs) == len(set(runs))


def test_one_fault_of_several_classes_is_said_once() -> None:
    source = changed({"disclosures": "none", "complete": ["parties", "estates", "securities", "investments", "trusts"]})
    result = check_deal(parse(source), source, RUN_DAY)
    failing = [f.rule.id for f in result.judgment.findings if f.outcome is Outcome.FAIL]
    several = {rule for rule in failing if failing.count(rule) > 1}
    block = deal_report(result).block("must_change")
    assert several and block is not None
    told = [in_language(entry.text) for entry in block.entries]
    assert len(told) == len(
        {f.rule.id for f in result.judgment.must_change}
    )  # the screen shows the first of them, and counts the rest
    assert sum("So too: " in text for text in told) == len(told) - 1  # one of these rules speaks of one class alone
