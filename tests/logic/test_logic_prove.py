"""Proofs: which facts decide, what is missing, which assumptions stand behind an answer."""

from logic_world import World, closed, cny, compiled, dated, open_list, record

from legalmodel.base.places import dotted
from legalmodel.base.values import NONE, Decimal, Span
from legalmodel.logic.prove import assumptions, deciding, missing, prove
from legalmodel.logic.scope import Scope

BANK, OTHER = record("party", "bank", name="Bank"), record("party", "other", name="Other")


def trust(**fields):
    return record("trust", "t", **fields)


def proof_of(text, variables, world=None, thresholds=None):
    return prove(compiled(text, variables, thresholds), Scope(variables, None, world or World(), thresholds or {}))


def decide(text, variables, world=None, thresholds=None):
    proof = proof_of(text, variables, world, thresholds)
    return proof.value, [dotted(f.path) for f in deciding(proof)]


def test_a_true_and_rests_on_all_a_false_one_on_the_false():
    t = {"t": trust(form="oral", price=NONE, signed=NONE)}
    assert decide("t.form == 'oral' and t.price == none", t) == (True, ["trusts.t.form", "trusts.t.price"])
    assert decide("t.form == 'oral' and t.price != none", t) == (False, ["trusts.t.price"])
    assert decide("t.form == 'written' or t.price == none", t) == (True, ["trusts.t.price"])
    assert decide("t.form == 'written' or t.price != none", t) == (False, ["trusts.t.form", "trusts.t.price"])
    assert decide("not (t.form == 'oral' and t.price != none)", t) == (True, ["trusts.t.price"])


def test_an_any_rests_on_the_item_that_fulfils_it_with_its_filter():
    hit = record("buy_back", "hit", trigger="default", cap=NONE)
    out = record("buy_back", "out", trigger="at_will", cap=NONE)
    t = {"t": trust(buy_backs=closed(out, hit))}
    text = "any(b.cap == none for b in t.buy_backs if b.trigger == 'default')"
    assert decide(text, t) == (True, ["trusts.t.buy_backs", "buy_backs.hit.trigger", "buy_backs.hit.cap"])
    t["t"].fields["buy_backs"] = closed(out)
    assert decide(text, t) == (False, ["trusts.t.buy_backs", "buy_backs.out.trigger"])


def test_a_proof_names_the_item_it_speaks_of():
    t = {"t": trust(buy_backs=closed(record("buy_back", "hit", cap=NONE)))}
    proof = proof_of("any(b.cap == none for b in t.buy_backs)", t)
    assert [(c.text, c.rule, c.note) for c in proof.children] == [
        ("t.buy_backs", "list", ""),
        ("b.cap == none", "compare", "b = hit"),
    ]


def test_an_open_list_is_a_child_of_its_own():
    proof = proof_of("any(i.share > 0 for i in investments)", {}, World({"investments": open_list()}))
    assert [c.rule for c in proof.children] == ["list", "open"]
    assert [m.reason for m in missing(proof)] == ["open list"]


def test_missing_is_empty_for_a_decided_answer():
    assert missing(proof_of("t.price == none and t.form == 'oral'", {"t": trust(form="written")})) == frozenset()
    assert {dotted(m.path) for m in missing(proof_of("t.price == none", {"t": trust()}))} == {"trusts.t.price"}


def test_the_facts_of_a_question_and_of_its_arguments():
    world = World(answers={("share_held", "bank", "t"): Decimal("0.3")})
    t = {"t": trust(settlor=BANK)}
    assert decide("share_held(t.settlor, t) < whole", t, world, {"whole": Decimal(1)}) == (
        True,
        ["answers.share_held.bank.t", "trusts.t.settlor"],
    )


def test_a_period_rests_on_its_ends_and_on_the_day_that_fails():
    t = trust(signed=Span.of("2016-01-01"), ends=Span.of("2017-01-01"), price=dated(d2015_01_01=cny(1), d2016_06_01=cny(3)))
    proof = proof_of(
        "throughout(t.signed, t.ends, t.price < top)", {"t": t}, World(changes=["2015-01-01", "2016-06-01"]), {"top": cny(2)}
    )
    assert proof.value is False
    assert [(c.note, c.value) for c in proof.children[2:]] == [("2016-01-01", True), ("2016-06-01", False)]
    assert [(dotted(f.path), f.value) for f in deciding(proof)][2:] == [("trusts.t.price", cny(3))]


def test_assumptions_are_those_that_decide():
    world = World(assumed={("trusts", "t", "form"): "a1", ("trusts", "t", "price"): "a2"})
    t = {"t": trust(form="oral", price=NONE)}
    assert assumptions(proof_of("t.form == 'oral' and t.price != none", t, world)) == ("a2",)
    assert assumptions(proof_of("t.form == 'oral' and t.price == none", t, world)) == ("a1", "a2")


def test_nested_loops_keep_the_tests_of_the_outer_one():
    a = record("investment", "a", holder=BANK, share=Decimal("0.1"))
    b = record("investment", "b", holder=OTHER, share=Decimal("0.2"))
    world = World({"investments": closed(a, b)})
    text = "any(j.share > i.share for i in investments if i.holder == p for j in investments)"
    value, facts = decide(text, {"p": BANK}, world)
    assert value is True
    assert facts == ["investments.a.holder", "investments.b.share", "investments.a.share"]
