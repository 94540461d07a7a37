"""One text enacted in several places: the rules stand once, and say of a seller of another State what they say of one of the model's."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from legalmodel.base.errors import BadInput
from legalmodel.law import files, ready
from legalmodel.law.compile import CompiledRule
from legalmodel.law.enacted import enact, model_file, with_model
from legalmodel.law.load import load_law, read_instrument
from legalmodel.law.models import Example
from legalmodel.lawtest.examples import base_source, run_example
from legalmodel.text.read import read
from tests.examples import MANY

MODEL = "us-dc/ucc-9"
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
ENACTED = [rule for rule in load_law().rules.values() if rule.form.enacts]
HOPS = ("transfers.sale_to_depositor", "trusts.sale_to_trust")
FEW = {
    "us-wa-ucc-9-310-chattel": {42, 43, 44, 45, 47},  # less than every copy: until when it still does was not read
    "us-va-ucc-9-310-chattel": {42, 43, 44, 45, 47},  # less than every copy: what the act of 2024 asks for was not read
}
"""Examples of the model that another State's own text answers otherwise, each with why."""


FIRST_NOT_READ = {"US-WA": "2024-01-01", "US-VA": "2025-07-01"}
"""The first day whose text was not read in a State: there the amendments of 2022 came in."""


def moved(example: Example, place: str) -> Example:
    """Return an example with its seller, filings and law in another State, a year earlier: within the days whose text was read there."""
    words = {"US-DC": place, "2013-04-26": "2013-06-30", "2013-04-27": "2013-07-01", "2024-04-20": FIRST_NOT_READ[place]}
    words |= {place: "US-DC"}  # a State that an example names as another one
    base = base_source(example.base).data
    own = {path: place for path, value in _leaves(base) if value == "US-DC"}
    own |= {path: _earlier(value) for path, value in _leaves(base) if path.startswith(HOPS) and value != _earlier(value)}
    own["agencies.servicing.since"] = "2023-03-20"
    change = {path: _in_words(value, words) for path, value in example.change.items()}
    kept = {p: v for p, v in own.items() if not any(p == c or p.startswith(f"{c}.") for c in change)}
    return Example(**vars(example) | {"change": kept | change})


def _in_words(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {_earlier(key): _in_words(part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_words(part, words) for part in value]
    return words.get(str(value)) or _earlier(value)


def _earlier(value: Any) -> Any:
    return str(date.fromisoformat(str(value)) - timedelta(365)) if DAY.match(str(value)) else value


def _leaves(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(record, dict):
        for key, value in record.items():
            yield from _leaves(value, f"{path}.{key}".lstrip("."))
    else:
        yield path, record


def _in_the_district(example: Example) -> bool:
    """Tell whether a seller is located in the District because no State is designated, or no register is kept where it is."""
    charter, place, office = (
        example.change.get(f"parties.seller.{field}") for field in ("charter", "located_in", "chief_office")
    )
    return (charter == "federal" and place in (None, "none")) or (charter == "foreign" and not str(office).startswith("US"))


def test_there_are_some() -> None:
    assert len(ENACTED) >= 15


@pytest.mark.more
@pytest.mark.parametrize("rule", ENACTED, ids=lambda rule: rule.id)
def test_a_rule_says_in_its_state_what_its_model_says_in_its_own(rule: CompiledRule) -> None:
    wrong = []
    for number, example in enumerate(load_law().rules[rule.form.enacts].examples, 1):
        if not MANY and number % 4 != 1:  # a quarter of them whenever the tests run
            continue
        if number in FEW.get(rule.id, ()) or _in_the_district(example):
            continue
        verdict = run_example(rule, number, moved(example, rule.system))
        if not verdict.right:
            wrong.append((number, verdict.trouble))
    assert not wrong


def test_what_is_repeated_stands_beside_what_a_place_says_itself(tmp_path: Path) -> None:
    said = written(
        tmp_path, "us-dc-ucc-9-515: {article: 7-9A-515, thresholds: {life: [{from: 2013-04-27, is: 6, article: 7-9A-515}]}}"
    )
    rule = read_instrument(said)["rules"]["us-xx-ucc-9-515"]
    assert (rule["article"], rule["enacts"], rule["thresholds"]["life"][0]["is"]) == ("7-9A-515", "us-dc-ucc-9-515", 6)
    assert rule["thresholds"]["early"][0]["is"] == 54
    assert "US-XX" in rule["when"]
    assert "US-DC" not in rule["when"]
    assert "examples" not in rule


def written(folder: Path, rules: str, model: str = MODEL) -> Any:
    head = read(files.law_folder() / f"{MODEL}.yaml").text.split("\nrules:")[0].replace("id: us-dc-ucc-9", "id: us-xx-ucc-9")
    file = folder / "ucc-9.yaml"
    file.write_text(f"{head}\nenacts:\n  model: {model}\n  words: {{US-DC: US-XX}}\n  rules:\n    {rules}\nrules: {{}}\n")
    return read(file)


@pytest.mark.parametrize(
    ("rules", "model", "cause"),
    [
        ("us-dc-ucc-9-515: {article: '1'}", "us-dc/ucc-99", "no law file"),
        ("us-dc-ucc-9-999: {article: '1'}", MODEL, "has no rule"),
        ("us-dc-ucc-9-515: {note: x}", MODEL, "article"),
        ("us-dc-ucc-9-515: {article: '1', articel: '2'}", MODEL, "articel"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, rules: str, model: str, cause: str) -> None:
    with pytest.raises(BadInput, match=cause):
        read_instrument(written(tmp_path, rules, model))


def test_a_file_that_repeats_none_stays_as_it_is() -> None:
    source = read(files.law_folder() / f"{MODEL}.yaml")
    before = source.data
    enact(source)
    assert source.data is before
    assert model_file(source.raw) is None


def test_what_was_made_ready_counts_only_for_the_model_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("us-dc/ucc-9", "us-wa/ucc-9"):
        for file in (f"{name}.yaml", f"ready/{name}.json"):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(files.law_folder() / file, tmp_path / file)
    for module in ("enacted", "ready"):
        monkeypatch.setattr(f"legalmodel.law.{module}.law_folder", lambda: tmp_path)
    file = tmp_path / "us-wa" / "ucc-9.yaml"
    assert ready.read_law(file).says is not None
    model = tmp_path / "us-dc" / "ucc-9.yaml"
    model.write_text(model.read_text("utf-8") + "# one line more\n", "utf-8")
    assert ready.read_law(file).stale == "changed since it was made ready"
    assert len(with_model(file.read_bytes())) > len(file.read_bytes())


def test_in_virginia_less_than_every_copy_still_counts_a_year_after_the_act() -> None:
    model = load_law().rules["us-dc-ucc-9-310-chattel"].examples
    at = next(n for n, e in enumerate(model, 1) if e.change.get("deal.known_until") and str(e.expect) == "fail")
    example = moved(model[at - 1], "US-VA")
    said = vars(example) | {"change": example.change | {"deal.known_until": "2026-06-30"}, "expect": "pass"}
    verdict = run_example(load_law().rules["us-va-ucc-9-310-chattel"], at, Example(**said))
    assert verdict.right, verdict.trouble
