"""Result format 2 and its published schema; format 1 is still read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from legalmodel.api import check
from legalmodel.base.errors import BadRequest
from legalmodel.base.outcomes import Conclusion, Mark, Outcome, State
from legalmodel.output.result import to_json
from legalmodel.output.result_reader import read_result

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas" / "result.schema.json").read_text("utf-8"))
FIRST = Path(__file__).parent / "stored" / "result-1.json"


def enum(name: str) -> set[str]:
    return set(SCHEMA["$defs"][name]["enum"])


@pytest.mark.parametrize("kind", [Outcome, Conclusion, State, Mark], ids=lambda k: k.__name__)
def test_schema_lists_every_word(kind: Any) -> None:
    """The schema of format 2 names every outcome, conclusion, state and mark"""
    assert enum(kind.__name__) == {word.value for word in kind}


@pytest.mark.parametrize("name", ["cn-npl-trust", "nongying-2017-2"])
def test_a_result_is_of_its_schema(name: str) -> None:
    """format: legalmodel/result/2, and what is written is of its schema"""
    result = json.loads(json.dumps(to_json(check(ROOT / "templates" / name / "deal.yaml", date(2026, 6, 30)))))
    assert result["format"] == "legalmodel/result/2"
    jsonschema.validate(result, SCHEMA)
    assert read_result(json.dumps(result)) == result


def test_format_1_is_still_read() -> None:
    """A stored file of format 1 comes out in the shape of format 2, with all that it said"""
    stored = json.loads(FIRST.read_text("utf-8"))
    assert stored["format"] == "legalmodel/result/1"
    result = read_result(FIRST.read_bytes())
    jsonschema.validate(result, SCHEMA)
    assert [f["outcome"] for f in result["findings"]] == [f["outcome"] for f in stored["findings"]]
    assert [x["conclusion"] for x in result["lines"]] == [x["conclusion"] for x in stored["lines"]]
    assert {k: v for k, v in result["findings"][0].items() if k in stored["findings"][0]} == stored["findings"][0]


def test_an_assumption_of_format_1_becomes_a_mark() -> None:
    stored = json.loads(FIRST.read_text("utf-8"))
    stored["findings"][0]["assuming"] = ["a1", "a2"]
    assert read_result(json.dumps(stored))["findings"][0]["marks"] == [{"mark": "assuming", "detail": "a1, a2"}]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"format": "legalmodel/result/3"}', '{"format": {}}', "null"])
def test_what_is_no_result(text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_result(text)
    assert "no result" in str(caught.value)
