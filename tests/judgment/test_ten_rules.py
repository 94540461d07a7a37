"""Ten rules say of made-up deals what the same rules by hand over dicts say, and clingo: the deals and rules of ``benchmarks/``."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
import reference
from peers import peers
from reference_deals import by_hand, reference_deal

sys.path.pop(0)

SEEDS = range(12)


@pytest.fixture(scope="module")
def law():
    return reference.ten_rules()


@pytest.mark.parametrize("seed", SEEDS)
def test_all_say_the_same(seed, law):
    data = reference_deal(seed)
    engines = {name: engine for name, engine in peers().items() if name == "clingo"}
    reference.check_verdicts(data, reference.loaded(data), law, engines)


def test_each_rule_is_broken_in_some_deal_and_kept_in_another():
    broken = [{rule for rule, _ in by_hand(reference_deal(seed))} for seed in range(60)]
    assert set.union(*broken) == {f"r{n}" for n in range(1, 11)}
    assert not set.intersection(*broken)


def test_another_verdict_is_noticed(law):
    data = reference_deal(0)
    with pytest.raises(AssertionError, match="the verdicts of a liar differ"):
        reference.check_verdicts(data, reference.loaded(data), law, {"a liar": lambda deal: {("r1", "nothing")}})
