"""A question of the graph that is whole in one file: declared, found, answered and proved without being named anywhere else."""

import subprocess
import sys
from pathlib import Path

import pytest
from graph_deals import parties

from legalmodel.base.kinds import Signature
from legalmodel.graph import asked
from legalmodel.graph.signatures import SIGNATURES
from legalmodel.model.deal import SECTIONS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(asked.names()))
def test_a_file_is_a_whole_question(name: str) -> None:
    file = asked.question(name)
    assert isinstance(file.SIGNATURE, Signature)
    assert SIGNATURES[name] is file.SIGNATURE
    assert set(file.SIGNATURE.reads) <= {*SECTIONS}
    assert callable(file.answer)
    assert callable(file.why)
    assert file.__doc__


def test_no_question_is_declared_twice() -> None:
    assert len(set(SIGNATURES)) == len(list(SIGNATURES)) == len(SIGNATURES)
    assert "nosuch" not in SIGNATURES
    with pytest.raises(KeyError):
        SIGNATURES["nosuch"]


def test_what_nobody_asks_is_not_imported() -> None:
    """Start-up is part of the design: asking whether a word is a question imports no question"""
    code = (
        "import sys; from legalmodel.graph.signatures import SIGNATURES; 'trust' in SIGNATURES; 'supports' in SIGNATURES;"
        "sys.exit('legalmodel.graph.asked.supports' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_it_is_answered_and_proved_by_the_graph() -> None:
    from legalmodel.graph.build import build
    from legalmodel.model.deal import Deal

    deal = {"parties": parties("a", "b"), "guarantees": {"g": {"by": "a", "to": "b"}}, "complete": ["guarantees"]}
    graph = build(Deal.model_validate(deal))
    a, b = (graph.things["parties", id] for id in ("a", "b"))
    assert graph.ask("supports", (a, b), None) is True
    assert graph.ask("supports", (b, a), None) is False
    assert [fact.path for fact in graph.why("supports", (a, b), None)] == [("guarantees", "g")]
