"""Whose law counts: what fails and binds is seen and counts, whatever its system; what a deal does not touch is not judged."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_law import RUN, catalogue, deal, instrument, judged, law_of, line, rule, source

from legalmodel.base.outcomes import Conclusion, Outcome
from legalmodel.base.places import dotted
from legalmodel.graph.build import build
from legalmodel.judgment import judge as judging
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Judgment
from legalmodel.judgment.evaluate import weigh
from legalmodel.judgment.judge import judge
from legalmodel.law.load import Law
from legalmodel.law.reach import Reach, holds_at
from legalmodel.model.parse import parse
from legalmodel.output.paint import Paint
from legalmodel.output.result import to_json
from legalmodel.output.screen import first_screen
from tests.examples import some

FAILS = {
    "trust": 'trust.set_off_allowed == "yes"',
    "security": 'security.market == "CN/exchange"',
    "deal": "deal.closing == none",
}
SUBJECTS = ("trust", "security", "deal", "party", "estate")
QUESTIONS = ("isolation/one", "isolation/two", "remoteness/vehicle", "remoteness/servicer", "protection/one", "protection/side")
SYSTEMS = ("CN", "FR", "GB", "US", "US-NY", "US-DE", "DE-BY", "EU", "KY", "contract")
PLACES = ("CN", "FR", "GB", "US", "US-NY", "DE", "DE-BY", "KY")
EVERYWHERE = {each: f"{each} == {each}" for each in SUBJECTS}


def failing(each: str, question: str, **parts: Any) -> dict[str, Any]:
    test = FAILS.get(each, f"{each} != {each}")
    return rule(each=each, question=question, require=test, **parts)


def pack(system: str, *rules: dict[str, Any], **head: Any) -> dict[str, Any]:
    """Return an instrument of a system that says of every subject that it reaches it."""
    name = f"law-{system.lower()}"
    whole = {"governs": EVERYWHERE, "at": {}, **head}
    return instrument({f"{name}-{n}": r for n, r in enumerate(rules)}, id=name, system=system, **whole)


def french(**changes: Any) -> dict[str, Any]:
    """Return the changes that make the small deal French."""
    facts = {"parties.bank.seat": "FR", "parties.trustco.seat": "FR", "estates.spt.law": "FR", "trusts.main.law": "FR"}
    return {**facts, "securities.senior.market": "EU/private", **changes}


def screen_of(judgment: Judgment, changes: dict[str, Any], body: Law) -> str:
    file = source(deal(changes), "deal.json")
    parsed = parse(file)
    return first_screen(Checked(file, parsed, build(parsed, file.place), body, judgment), 120, Paint(False))


def test_law_of_the_union_counts_on_the_line_of_its_member() -> None:
    """an EU mandatory rule that fails on a French deal is on the FR line and on the first screen"""
    body = law_of(pack("EU", rule(require='trust.set_off_allowed == "yes"', title={"en": "The union's rule"})))
    judgment = judged(body, french())
    assert line(judgment).system == "FR"
    assert line(judgment).conclusion is Conclusion.OBSTACLE
    assert [f.id for f in judgment.must_change] == ["law-eu-0@trusts.main"]
    assert "1 It is not so. [Small 1]" in screen_of(judgment, french(), body)


def test_federal_law_and_that_of_the_state_count_on_one_line() -> None:
    """US federal and New York law both on the US-NY line; the law of another state is not judged"""
    passes = rule(require='trust.form == "written"')
    fails = rule(require='trust.set_off_allowed == "yes"')
    body = law_of(pack("US", fails), pack("US-NY", passes), pack("US-DE", fails))
    changes = {k: v.replace("FR", "US-NY") if isinstance(v, str) else v for k, v in french().items()}
    judgment = judged(body, changes)
    assert {f.rule.system for f in line(judgment).findings} == {"US", "US-NY"}
    assert line(judgment).system == "US-NY"
    assert line(judgment).conclusion is Conclusion.OBSTACLE
    assert "US-DE" not in {f.rule.system for f in judgment.findings}


def test_country_that_names_a_part_and_itself_has_one_line() -> None:
    """a seat in the country at large adds no line beside that of the part: its law is heard there"""
    changes = {k: v.replace("FR", "US-NY") if isinstance(v, str) else v for k, v in french().items()}
    judgment = judged(law_of(pack("US", rule())), {**changes, "parties.bank.seat": "US"})
    assert {x.system for x in judgment.lines if x.heading == "isolation"} == {"US-NY"}


@pytest.mark.parametrize(
    ("day", "judged_"),
    [("1972-12-31", False), ("1973-01-01", True), ("2020-01-31", True), ("2020-12-31", True), ("2021-01-01", False)],
)
def test_law_of_the_union_ends_with_the_transition(day: str, judged_: bool) -> None:
    """UK leaving: the union's law held there until the end of the transition period"""
    british = {k: v.replace("FR", "GB") if isinstance(v, str) else v for k, v in french().items()}
    dates = {"deal.closing": day, "trusts.main.dates": {"effective": day}}
    british["securities.senior.market"] = "GB/private"
    eu = pack(
        "EU",
        rule(require='trust.set_off_allowed == "yes"'),
        at={"trust": "trust.dates.effective"},
        in_force={"from": "1950-01-01"},
    )
    judgment = judged(law_of(eu, pack("GB", rule())), {**british, **dates})
    assert ("EU" in {f.rule.system for f in judgment.findings}) is judged_
    assert (line(judgment).conclusion is Conclusion.OBSTACLE) is judged_


def test_nothing_favourable_beside_law_that_nobody_encoded() -> None:
    """two silences are never a pass: beside the country's own law there is that of its union, or the other way round"""
    both = [pack("FR", rule()), pack("EU", rule())]
    found = {n: line(judged(law_of(*packs), french())) for n, packs in {"fr": both[:1], "eu": both[1:], "both": both}.items()}
    assert {n: x.conclusion.value for n, x in found.items()} == {
        "fr": "not examined",
        "eu": "not examined",
        "both": "no obstacle found",
    }
    assert {n: x.no_pack for n, x in found.items()} == {"fr": ("EU",), "eu": ("FR",), "both": ()}
    federal = {k: v.replace("FR", "US") if isinstance(v, str) else v for k, v in french().items()}
    assert line(judged(law_of(pack("US", rule())), federal)).no_pack == ("a part of US",)


def test_nothing_of_another_country() -> None:
    """a system that the deal surely does not touch is not judged: nothing of China on a French deal"""
    judgment = judged(law_of(pack("CN", rule(), failing("deal", "isolation/two")), pack("FR", rule())), french())
    assert {f.rule.system for f in judgment.findings} == {"FR"}
    assert {x.system for x in judgment.lines} == {"FR", "EU"}


def test_connecting_fact_not_known_keeps_the_line_open() -> None:
    """an unknown connecting fact keeps its line open, with that fact as missing and asked for"""
    body = law_of(pack("FR", rule()), pack("EU", rule()))
    assert line(judged(body, french())).conclusion is Conclusion.NO_OBSTACLE
    unknown = french(**{"trusts.main.law": "absent", "trusts.main.unknown": {"law": "not_asked"}})
    for changes in (french(**{"trusts.main.law": "absent"}), unknown):
        judgment = judged(body, changes)
        found = line(judgment)
        assert (found.system, found.conclusion) == ("FR", Conclusion.OPEN)
        assert [dotted(m.path) for m in found.connecting] == ["trusts.main.law"]
        assert "trusts.main.law" in {dotted(p) for n in judgment.next_facts for p in n.paths}


def test_no_place_at_all_judges_every_system() -> None:
    """only given facts leave out a system: where none names a place, all are judged, and what fails has a line"""
    gone = dict.fromkeys(french(), "absent")
    judgment = judged(law_of(pack("CN", failing("trust", "isolation/one")), pack("JP", rule())), gone)
    assert {f.rule.system for f in judgment.findings} == {"CN", "JP"}
    assert {x.system for x in judgment.lines if x.findings} == {"CN"}


def test_common_is_no_law() -> None:
    """what is no law is judged on every deal, must change nothing and stands on no line"""
    judgment = judged(law_of(pack("common", failing("trust", "isolation/one"))), french())
    assert [f.outcome for f in judgment.findings] == [Outcome.FAIL]
    assert not judgment.must_change
    assert not [x for x in judgment.lines if x.findings]


def test_json_says_what_binds() -> None:
    """what must change is decided once: the machine reads the same as the screen"""
    body = law_of(pack("EU", failing("trust", "isolation/one"), failing("trust", "isolation/side", effect="label_lost")))
    file = source(deal(french()), "deal.json")
    parsed = parse(file)
    graph = build(parsed, file.place)
    said = to_json(Checked(file, parsed, graph, body, judge(graph, body, RUN)))
    assert (said["must_change"], said["falls_short"]) == (["law-eu-0@trusts.main"], ["law-eu-1@trusts.main"])
    assert {f["id"]: f["binds"] for f in said["findings"]} == {"law-eu-0@trusts.main": True, "law-eu-1@trusts.main": False}
    assert [s["bodies"] for s in said["systems"]] == [["EU"], ["FR", "EU"]]


MEMBERS = {"FR": ("1958-01-01", "9999-12-31"), "DE": ("1958-01-01", "9999-12-31"), "GB": ("1973-01-01", "2020-12-31")}


def naive(system: str, place: str, day: date) -> bool:
    """Say whether a body of law holds at a place on a day, by another way: from a table of days written out."""
    if system == "EU":
        first, last = MEMBERS.get(place[:2], ("9999-12-31", "0001-01-01"))
        return place == "EU" or first <= str(day) <= last
    return system == "contract" or place == system or (len(place) > 2 and place[:2] == system)


@given(st.sampled_from(SYSTEMS), st.sampled_from((*PLACES, "EU")), st.dates())
def test_relation_against_a_table(system: str, place: str, day: date) -> None:
    """which bodies of law hold at a place on a day"""
    assert holds_at(system, place, day) is naive(system, place, day)
    assert (system in Reach(SYSTEMS).bodies(place, day)) is (naive(system, place, day) and system != "contract")
    spell = holds_at(system, place, None)
    assert spell in (None, naive(system, place, day))


def test_part_of_a_country_is_a_place_only_with_law_of_its_own() -> None:
    """states of a federation have law of their own; a province has none, unless a pack of its code is there"""
    codes = ("US-NY", "CN-SH", "CN/interbank", "DE-BY", "IT/law-130", "EU/private", "Japan")
    assert [Reach(()).place(c) for c in codes] == ["US-NY", "CN", "CN", "DE", "IT", "EU", ""]
    assert Reach(("DE-BY",)).place("DE-BY") == "DE-BY"


@st.composite
def packs(draw: st.DrawFn) -> list[dict[str, Any]]:
    systems = draw(st.lists(st.sampled_from(SYSTEMS), min_size=1, max_size=3, unique=True))
    made = []
    for system in systems:
        force = draw(st.sampled_from(("mandatory", "regulatory", "in-principle", "safe-harbour")))
        effect = draw(st.sampled_from(("void", "breach", "incomplete", "label_lost", "claim_reduced")))
        rules = st.builds(failing, st.sampled_from(SUBJECTS), st.sampled_from(QUESTIONS), effect=st.just(effect))
        made.append(pack(system, *draw(st.lists(rules, min_size=1, max_size=2)), force=force))
    return made


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """Return changes that tie the small deal to places, each fact given or not, and perhaps take away what lines are about."""
    place = st.sampled_from((*PLACES, "absent"))
    found: dict[str, Any] = {path: draw(place) for path in french()}
    found["securities.senior.market"] = draw(st.sampled_from(("EU/private", "CN/interbank", "US/private", "absent")))
    found["deal.closing"] = draw(st.sampled_from(("1980-05-27", "2016-05-27", "2025-05-27")))
    if draw(st.booleans()):
        found["securities"] = "none"
        del found["securities.senior.market"]
    return found


@settings(max_examples=some(150), deadline=None)
@given(packs(), facts())
def test_what_fails_and_binds_is_seen_and_counts(instruments: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    """a fail of a rule that binds stands on the first screen and on at least one line, whatever its system"""
    body = law_of(*instruments)
    judgment = judged(body, changes)
    bound = [f for f in judgment.findings if f.outcome is Outcome.FAIL and binding(f.rule.force, f.rule.form.effect)]
    heard = {f for x in judgment.lines for f in x.findings}
    text = screen_of(judgment, changes, body)
    assert {f.id for f in bound} == {f.id for f in judgment.must_change}
    assert [f.id for f in bound if f not in heard] == []
    shown, folded = text.count("It is not so. [Small 1]"), text.partition("MUST CHANGE")[2]
    assert not bound or shown >= min(len(bound), 1)
    assert len(bound) <= 4 or " more" in folded or "So too:" in folded  # one fault of several records stands once


def binding(force: str, effect: str) -> bool:
    return force in ("mandatory", "regulatory") and effect not in ("label_lost", "shelter_lost")


@settings(max_examples=some(150), deadline=None)
@given(packs(), facts())
def test_judged_is_what_given_facts_touch(instruments: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    """only given facts bring in or leave out a system; every line is under a place of the deal, or under law that reaches it"""
    judgment = judged(law_of(*instruments), changes)
    systems = {i["instrument"]["system"] for i in instruments}
    places = {place for value in named(changes) for place in known_place(value, systems)}
    made = deal(changes)
    acts = [made["deal"]["closing"], *(trust["dates"]["effective"] for trust in made["trusts"].values())]
    first = min(date.fromisoformat(day) for day in acts)  # a trust made before closing is of its own day
    days = (first, *(date(year, 6, 30) for year in range(first.year + 1, RUN.year)), RUN)  # the life of the deal, by years
    touched = {s for s in systems if not places or any(naive(s, p, day) for p in places for day in days)}
    assert {f.rule.system for f in judgment.findings} == touched
    assert {x.system for x in judgment.lines} <= places | touched


def named(changes: dict[str, Any]) -> Iterator[str]:
    return (v for k, v in flat(deal(changes)) if k.split(".")[-1] in ("law", "seat", "market"))


def flat(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}{key}.")
        elif isinstance(value, str):
            yield f"{path}{key}", value


def known_place(value: str, systems: set[str]) -> list[str]:
    code = value.split("/")[0]
    return [code if code in ("US-NY", "US-DE") or code in systems else code.split("-")[0]]


@pytest.mark.interpreted
def test_other_packs_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """judging a deal under one system costs the same however many other packs are installed"""
    asked: list[str] = []

    def counted(rule: Any, *asking: Any) -> Any:
        asked.append(rule.system)
        return weigh(rule, *asking)

    monkeypatch.setattr(judging, "weigh", counted)
    one = [pack("FR", *[failing("trust", q) for q in QUESTIONS])]
    many = [*one, *[pack(s, *[failing("trust", q) for q in QUESTIONS]) for s in ("CN", "JP", "US", "US-NY", "KY", "GB", "DE")]]
    counts = []
    for instruments in (one, many):
        asked.clear()
        assert judged(law_of(*instruments), french()).lines
        counts.append(len(asked))
    assert counts[0] == counts[1] == len(QUESTIONS)


def test_every_effect_and_force_is_in_the_table() -> None:
    """effects and forces are data: what a law file may write is what the table says"""
    from legalmodel.law.consequences import consequences

    table = consequences()
    assert not table.forces["contract"].binds  # a rule of a term has a form of its own, and is no statute
    for effect, force in product(table.effects, table.forces.keys() - {"contract"}):
        body = law_of(pack("FR", failing("trust", "isolation/one", effect=effect), force=force))
        found = judged(body, french()).must_change
        assert bool(found) is (
            table.forces[force].binds and not table.forces[force].shelter and not table.effects[effect].shelter
        )
    assert catalogue().questions
