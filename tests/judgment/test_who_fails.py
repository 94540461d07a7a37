"""Lines of parties that may fail: in every role, each once, with the records by which it has them; open where a role is doubtful."""

from typing import Any

import pytest
from small_law import RUN, deal, graph, judged, law, line, rule, source

from legalmodel.base.outcomes import Conclusion
from legalmodel.base.places import dotted
from legalmodel.cli.check import _exit
from legalmodel.graph.build import build
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.judge import judge
from legalmodel.judgment.roles import Roles
from legalmodel.law.catalogue import Catalogue, Question, load_catalogue
from legalmodel.law.load import Law
from legalmodel.lawtest.lint import lint
from legalmodel.model.parse import parse
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen
from legalmodel.output.whole import explanation_text
from legalmodel.report.explanation import explanation

WORK = rule(each="agency", question="remoteness/servicer", require='agency.books == "separate"')
BODY = law(WORK, essential=("remoteness/servicer",))
WHOLE = ["agencies", "accounts", "trusts", "transfers", "parties"]
PEOPLE = {
    "parties.other": {"name": "Other", "seat": "CN"},
    "parties.branch": {"name": "Branch", "part_of": "bank", "seat": "HK"},
}


def job(agent: str, function: str, principal: str = "spt", **more: Any) -> dict[str, Any]:
    return {"agent": agent, "function": function, "principal": principal, "books": "separate", **more}


def fails(judgment: Judgment) -> dict[str, tuple[str, ...]]:
    return {x.failing.id: x.roles for x in judgment.lines if x.failing}


def checked(changes: dict[str, Any]) -> Checked:
    file = source(deal(changes), "deal.json")
    parsed = parse(file)
    g = build(parsed, file.place)
    return Checked(file, parsed, g, BODY, judge(g, BODY, RUN))


def test_branch_fails_as_its_bank() -> None:
    """a branch is its bank: one line as originator and servicer, under the law of both seats"""
    judgment = judged(BODY, {**PEOPLE, "agencies": {"a": job("branch", "servicing")}, "complete": WHOLE})
    assert fails(judgment) == {"bank": ("transferor", "servicer"), "trustco": ("trustee",)}
    assert {x.system for x in judgment.lines if x.failing and x.failing.id == "bank"} == {"CN", "HK"}
    assert [f.id for f in next(x for x in judgment.lines if "servicer" in x.roles).findings] == ["r1@agencies.a"]


def test_backup_servicer_is_asked_as_servicer() -> None:
    """the words of a role are its own; the questions asked of it may be those of another"""
    changes = {**PEOPLE, "agencies": {"a": job("other", "backup_servicing", books="mixed")}, "complete": WHOLE}
    found = line(judged(BODY, changes), "remoteness", failing="other")
    assert (found.roles, found.conclusion) == (("backup_servicer",), Conclusion.OBSTACLE)


@pytest.mark.parametrize(("estate", "role"), [({"kind": "special_plan"}, "manager"), ({"kind": "trust"}, "trustee")])
def test_manager_is_never_called_trustee(estate: dict[str, str], role: str) -> None:
    """a plan's manager is no trustee, and the same questions are asked of both"""
    from legalmodel.report.words import line_subject

    judgment = judged(
        BODY, {"estates.spt": {"held_by": "trustco", "law": "CN", **estate}, "agencies": "none", "complete": WHOLE}
    )
    found = line(judgment, "remoteness", failing="trustco")
    assert found.roles == (role,)
    assert line_subject(found) == f"if Trustco fails, as {role}"


def test_appointment_by_the_holder_leaves_the_line_open() -> None:
    """the same appointment is not sure in one room and doubtful in another: in which capacity was it made?"""
    changes = {**PEOPLE, "agencies": {"a": job("other", "servicing", "trustco")}, "complete": WHOLE}
    found = line(judged(BODY, changes), "remoteness", failing="other")
    assert found.conclusion is Conclusion.OPEN
    assert [(dotted(m.path), m.reason) for m in found.unsure] == [("agencies.a.principal", "capacity")]
    sure = {**PEOPLE, "agencies": {"a": job("other", "servicing")}, "complete": WHOLE}
    assert line(judged(BODY, sure), "remoteness", failing="other").conclusion is Conclusion.NO_OBSTACLE


def test_roles_without_a_question_stand_in_one_row() -> None:
    """a custodian has a line in the result and is named on the screen, and does not keep a deal undecided"""
    changes = {**PEOPLE, "agencies": {"a": job("other", "document_custody"), "b": job("bank", "servicing")}, "complete": WHOLE}
    found = checked(changes)
    asked = line(found.judgment, "remoteness", failing="other")
    assert (asked.roles, asked.is_asked, asked.conclusion) == (("custodian",), False, Conclusion.NOT_EXAMINED)
    screen = first_screen(found, 120, Paint(False))
    assert "No question is asked yet if these fail: " in screen
    assert "Other (custodian)" in screen
    assert "if Other fails" not in screen
    without = checked({**changes, "agencies": {"b": job("bank", "servicing")}})
    assert _exit(found.judgment, "undecided") == _exit(without.judgment, "undecided")


def test_proof_is_the_records() -> None:
    """proof: the records by which a party holds its roles, in the result and in the explanation, with their places"""
    changes = {**PEOPLE, "agencies": {"a": job("other", "servicing"), "b": job("other", "paying")}, "complete": WHOLE}
    found = checked(changes)
    told = next(x for x in to_json(found)["lines"] if x["failing"] == "parties.other")
    assert [f["text"] for f in told["roles_because"]] == ["Other is servicer of spt", "Other is service provider of spt"]
    assert [f["because"][0]["path"] for f in told["roles_because"]] == ["agencies.a", "agencies.b"]
    of = line(found.judgment, "remoteness", failing="other")
    text = explanation_text(explanation([of], found.graph, BODY.catalogue), 120, Paint(False), all=False)
    assert "Other is servicer of spt" in text


def test_holder_of_several_has_one_line_for_what_it_appoints() -> None:
    """a record that names no vehicle counts once, not once a vehicle"""
    many = {f"e{n}": {"kind": "trust", "held_by": "trustco", "law": "CN"} for n in range(40)}
    classes = {f"c{n}": {"issuer": f"e{n}"} for n in range(40)}
    jobs = {f"j{n}": job("other", "servicing", "trustco") for n in range(40)}
    changes = {**PEOPLE, "estates": {**deal()["estates"], **many}, "securities": classes, "agencies": jobs, "complete": WHOLE}
    judgment = judged(BODY, changes)
    found = [x for x in judgment.lines if x.failing and x.failing.id == "other"]
    assert [(x.subject.id, x.roles) for x in found] == [("trustco", ("servicer",))]
    assert len(found[0].findings) == 40


@pytest.mark.interpreted
def test_failing_parties_grow_with_the_file() -> None:
    """looks at fields for who may fail grow with the deal: many vehicles, jobs that name none, jobs that name one"""
    from legalmodel.base.things import Thing

    counts = []
    for size in (30, 120):
        estates = {f"e{n}": {"kind": "trust", "held_by": "trustco", "law": "CN"} for n in range(size)}
        jobs = {f"a{n}": job("other", "servicing", f"e{n}") for n in range(size)}
        jobs |= {f"b{n}": {"agent": "other", "function": "servicing"} for n in range(size)}
        jobs |= {f"c{n}": {"principal": f"e{n}", "function": "servicing"} for n in range(size)}
        g = graph(
            {
                **PEOPLE,
                "estates": {**deal()["estates"], **estates},
                "securities": {f"s{n}": {"issuer": f"e{n}"} for n in range(size)},
                "agencies": jobs,
            }
        )
        looked, get = [0], Thing.get

        def counted(thing: Thing, field: str, day: Any = None, looked: list[int] = looked, get: Any = get) -> Any:
            looked[0] += 1
            return get(thing, field, day)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Thing, "get", counted)
            found = Roles(g)
            assert all(found.unsure(f) for f in found.failing)
        counts.append(looked[0])
    assert counts[1] < 6 * counts[0]


def test_questions_count_for_what_there_is() -> None:
    """a question of the catalogue counts for hops, vehicles, classes, a role of the table, or stands apart; lint says so"""
    shipped = Law({}, {}, load_catalogue())
    assert not [r for r in lint(shipped, RUN) if r.code in ("no-role", "no-heading")]
    bad = {
        "remoteness/barber": Question("remoteness/barber", "?", "", "?", False, "barber"),
        "gate/x": Question("gate/x", "?", "", "?", False, "custodian"),
    }
    found = {r.rule: r.code for r in lint(Law({}, {}, Catalogue(bad, {})), RUN) if r.serious}
    assert found == {"remoteness/barber": "no-role", "gate/x": "no-heading"}
