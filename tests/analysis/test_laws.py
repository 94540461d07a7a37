"""One deal under several laws: the matrix against plain judgments, what a what-if changes, and what is refused."""

import json
from datetime import date

import pytest

from legalmodel.analysis.laws import NO_RULE, NO_SHELTER, compare_laws, laws_asked
from legalmodel.api import check, check_scenario
from legalmodel.base.errors import BadRequest
from legalmodel.base.outcomes import Outcome
from legalmodel.base.resources import shipped
from legalmodel.cli.main import run
from legalmodel.law.consequences import consequences
from legalmodel.law.files import shipped_systems
from legalmodel.law.reach import holds_at
from legalmodel.text.changes import at

DAY = date(2026, 11, 30)
TEMPLATES = shipped("templates")
DEALS = {"cn-npl-trust": ("CN", "US-DE"), "us-auto": ("US", "CN")}
"""Template -> the law that it is tied to, and one that it is not."""


@pytest.fixture(scope="module", params=DEALS)
def laid(request):
    base = check(TEMPLATES / request.param, DAY)
    asked = laws_asked(",".join(DEALS[request.param]), shipped_systems(), DAY)
    seen = []

    def judged(scenario):
        seen.append(check_scenario(base.source, scenario, DAY))
        return seen[-1]

    return base, compare_laws(base, asked, judged), seen


def test_one_judgment_more_for_each_law_that_does_not_govern(laid):
    base, matrix, seen = laid
    own, other = matrix.columns
    assert own.checked is base and not own.supposed and not own.changed
    assert len(seen) == 1 and other.checked is seen[0] and other.supposed


def test_a_cell_is_the_most_telling_of_what_its_own_law_says(laid):
    """Held against a plain count over all findings: no rule is lost, none of another law counts."""
    forces, effects = consequences().forces, consequences().effects
    worst = [*(o.value for o in (Outcome.FAIL, Outcome.JUDGEMENT, Outcome.UNKNOWN, Outcome.RESERVATION, Outcome.NOT_YET_DUE)),
             "pass", "does_not_arise", NO_SHELTER, "not_examined", "not_applicable"]  # fmt: skip
    for column in laid[1].columns:
        said = {}
        for f in column.checked.judgment.findings:
            here = f.rule.system == "contract" or any(holds_at(f.rule.system, p, f.day) is not False for p in column.places)
            if f.rule.system != "common" and here and forces[f.rule.force].answers:
                lost = forces[f.rule.force].shelter or (f.rule.form.effect and effects[f.rule.form.effect].shelter)
                state = "unknown" if f.doubtful else NO_SHELTER if f.outcome is Outcome.FAIL and lost else f.outcome.value
                said.setdefault(f.rule.question, []).append(state)
        assert {q: cell.state for q, cell in column.cells.items()} == {q: min(s, key=worst.index) for q, s in said.items()}
        assert all(sum(cell.counts.values()) == len(said[q]) for q, cell in column.cells.items())


def test_a_what_if_changes_connecting_facts_and_nothing_else(laid):
    base, matrix, _ = laid
    other = matrix.columns[1]
    changed = {fact.path for fact in other.changed}
    assert {path[-1] for path in changed} <= {"law", "law_of_claims", "law_of_priority", "seat", "market", "route"}
    before, after = _flat(base.source.data), _flat(other.checked.source.data)
    for path in before.keys() | after.keys():
        if before.get(path) != after.get(path):
            assert any(path[: len(fact)] == fact for fact in changed), path
    places = {system.code for system in other.checked.judgment.systems}
    assert places == {other.asked.place}
    for fact in other.changed:
        assert fact.before == str(at(base.source.data, fact.path))


def _flat(data, path=()):
    if isinstance(data, dict):
        return {key: value for name, inner in data.items() for key, value in _flat(inner, (*path, name)).items()}
    return {path: data}


def test_questions_that_laws_answer_differently_come_first_and_silence_is_no_answer(laid):
    from legalmodel.report.laws import in_order

    matrix = laid[1]
    order = [(not matrix.differs(q.id), matrix.is_silent(q.id)) for q in in_order(matrix)]
    assert order == sorted(order) and order[0] == (False, False)
    for q in matrix.questions:
        said = {s for s in matrix.states(q.id) if s not in (NO_RULE, "not_applicable", "not_examined")}
        assert matrix.differs(q.id) == (len(said) > 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("EU", "names no single place"),
        ("IT+FR", "names no single place"),
        ("EU+CN", "does not hold in CN"),
        ("EU+GB", "does not hold in GB"),
        ("XX", "no pack of the law of XX"),
        ("CN,CN", "named twice"),
        (",", "not at all"),
        ("../etc", "names no single place"),
    ],
)
def test_what_is_no_law_to_compare_is_refused_with_a_remedy(words, why):
    with pytest.raises(BadRequest) as refused:
        laws_asked(words, [*shipped_systems(), "EU"], DAY)
    assert why in str(refused.value.cause) and refused.value.fix


def test_the_command_tells_the_article_the_fact_and_what_is_supposed(capsys):
    words = ["compare-laws", str(TEMPLATES / "cn-npl-trust"), "--systems", "CN,US-DE", "--run-day", "2026-11-30"]
    assert run([*words, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    heads = {row["law"] for row in told["tables"]["why"]["rows"]}
    assert heads == {"CN", "if US-DE governed"}
    assert all(row["article"] and row["rule"] for row in told["tables"]["why"]["rows"])
    assert {row["law"] for row in told["tables"]["changes"]["rows"]} == {"US-DE"}
    assert run(words) == 0
    text = capsys.readouterr().out
    assert "if US-DE governed" in text and "Not a legal opinion." in text
    assert max(map(len, text.splitlines())) <= 140
