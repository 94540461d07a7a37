"""Ten rules over made-up deals say the same here, by hand over dicts, in answer sets (clingo), CEL and SHACL.

The engines share no code with this tool and none with each other: what they agree on is the meaning of the rules.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import reference
from peers import EVERY, peers
from reference_deals import by_hand, reference_deal

sys.path.pop(0)

ENGINES = ("clingo", "CEL in C++", "pySHACL")
DEALS = 60
BROKEN = {f"r{number}" for number in range(1, 11)}


@pytest.fixture(scope="module")
def law():
    return reference.ten_rules()


def test_every_engine_is_there():
    assert set(peers()) >= set(ENGINES), "an engine is missing: its requirement was not installed"
    assert find_spec("rdflib")


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_says_what_we_say(name, law):
    """Each rule is broken in some of the deals and kept in others"""
    engine, seen = peers()[name], []
    for seed in range(0, DEALS, min(4, EVERY.get(name, 1))):
        data = reference_deal(seed)
        reference.check_verdicts(data, reference.loaded(data), law, {name: engine})
        seen.append({rule for rule, _ in by_hand(data)})
    assert set.union(*seen) == BROKEN
    assert not set.intersection(*seen)
