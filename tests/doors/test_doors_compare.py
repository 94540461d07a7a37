"""Two versions of one deal: first the facts that differ, each with both values and both places, then what follows."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.cli.main import run
from legalmodel.model.compare import compare_facts
from legalmodel.model.deal import SECTIONS
from legalmodel.model.shape import field_at
from legalmodel.text.edit import GONE, Change, edited
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "templates/cn-npl-trust/deal.yaml"
DAY = ("--run-day", "2026-06-30")


def changed(*changes):
    return edited(read(BASE), [Change(tuple(path.split(".")), value) for path, value in changes])


def told(source):
    return [(f.sort, ".".join(f.path), f.before, f.after) for f in compare_facts(read(BASE), source).facts]


def test_changed_added_and_gone_with_both_values_and_both_places():
    second = changed(
        ("parties.bank.seat", "US-NY"),
        ("deal.note", "a note"),
        ("estates.spt.ends", GONE),
        ("parties.newco", {"name": "Newco"}),
    )
    facts = compare_facts(read(BASE), second).facts
    assert [(f.sort, ".".join(f.path), f.before, f.after) for f in facts] == [
        ("added", "deal.note", None, "a note"),
        ("changed", "parties.bank.seat", "CN", "US-NY"),
        ("added", "parties.newco", None, {"name": "Newco"}),
        ("gone", "estates.spt.ends", "none", None),
    ]
    for fact in facts:
        assert (fact.place is None) == (fact.before is None)
        assert (fact.other_place is None) == (fact.after is None)
    assert facts[1].place == read(BASE).place(("parties", "bank", "seat"))
    assert facts[1].other_place == second.place(("parties", "bank", "seat"))


def test_five_changed_terms_are_five_facts_though_no_finding_moves(tmp_path, capsys):
    terms = [("deal.note", "x"), *((f"parties.{p}.name.zh", "别名") for p in ("lead", "counsel", "auditor", "fund"))]
    (tmp_path / "b.yaml").write_text(changed(*terms).text, encoding="utf-8")
    assert run(["compare", str(BASE), str(tmp_path / "b.yaml"), *DAY]) == 1
    out = capsys.readouterr().out
    assert "5 facts differ" in out
    assert out.index("facts differ") < out.index("findings differ") < out.index("conclusions differ")


@pytest.mark.parametrize(
    ("path", "value"),
    [("deal.issue", "CNY 500000000"), ("deal.issue", "500m"), ("parties.bank.name", {"zh": "临江银行", "en": "Linjiang Bank"})],
)
def test_what_is_only_written_otherwise_is_no_change(path, value):
    assert told(changed((path, value))) == []


def test_the_chinese_name_counts():
    assert told(changed(("parties.bank.name.zh", "别的银行")))[0][:2] == ("changed", "parties.bank.name")


def renamed(data):
    """Return a deal with every id of every section renamed, wherever a field that names records or a map of the record mentions it."""
    held = [id for section in SECTIONS if isinstance(data.get(section), dict) for id in data[section]]
    ids = {id: f"r{n}_{id[::-1]}" for n, id in enumerate(dict.fromkeys(held))}

    def names(path):
        written = getattr(field_at(path), "written", None)
        return written is None or written.kind.name == "thing" or getattr(written.kind.item, "name", "") == "thing"

    def new(value, path):
        if isinstance(value, list):
            return [new(item, path) for item in value]
        if isinstance(value, dict):
            return value if getattr(field_at(path), "written", None) else walk(value, path)
        if not isinstance(value, str) or not names(path):
            return value
        head, space, rest = value.partition(" ")
        return ids.get(head, head) + space + rest

    def walk(box, path):
        here = (len(path) == 1 and path[0] in SECTIONS) or path[-2:-1] == ("sourced",)
        return {(ids.get(key, key) if here else key): new(value, (*path, key)) for key, value in box.items()}

    return walk(data, ())


@pytest.mark.parametrize("template", ["cn-npl-trust", "zhongyu-2016-1", "cn-clo-trust"])
def test_a_file_with_other_ids_holds_the_same_facts(template, tmp_path, capsys):
    file = ROOT / "templates" / template / "deal.yaml"
    data = renamed(read(file).data)
    (tmp_path / "deal.json").write_text(
        json.dumps(data, default=lambda d: float(d) if isinstance(d, Decimal) else str(d)), encoding="utf-8"
    )
    changes = compare_facts(read(file), read(tmp_path / "deal.json"))
    assert {f.sort for f in changes.facts} == {"renamed"}, [f for f in changes.facts if f.sort != "renamed"][:5]
    count = sum(len(v) for s, v in data.items() if s in SECTIONS and isinstance(v, dict))
    assert len(changes.facts) == count
    assert not changes.differ


def test_renamed_ids_move_no_finding(tmp_path, capsys):
    text = BASE.read_text(encoding="utf-8")
    for old, new in (("trustco", "the_trustee"), ("custodian", "custody_bank")):
        text = (
            text.replace(f"{old}:", f"{new}:")
            .replace(f": {old}", f": {new}")
            .replace(f", {old}", f", {new}")
            .replace(f"[{old}", f"[{new}")
        )
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    assert run(["compare", str(BASE), str(tmp_path / "b.yaml"), *DAY, "--format", "json"]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    assert found["findings"] == found["lines"] == []
    assert {("parties.trustco", "parties.the_trustee"), ("parties.custodian", "parties.custody_bank")} <= {
        (f["path"], f["other_path"]) for f in found["facts"] if f["sort"] == "renamed"
    }


def test_ids_that_change_places_follow_the_names():
    first = read_bytes(b"parties: {a: {name: Alpha, seat: CN}, b: {name: Beta, seat: US}}", "one")
    second = read_bytes(b"parties: {a: {name: Beta, seat: US}, b: {name: Alpha, seat: CN}}", "two")
    facts = compare_facts(first, second).facts
    assert [(f.sort, f.path[1], f.other_path[1]) for f in facts] == [("renamed", "a", "b"), ("renamed", "b", "a")]


def test_a_changed_record_under_a_new_id_is_matched_by_likeness():
    first = read_bytes(b"pools: {p: {kind: consumer_loans, loans: 10, debtors: 9, cut_off: 2020-01-01}}", "one")
    second = read_bytes(b"pools: {q: {kind: consumer_loans, loans: 11, debtors: 9, cut_off: 2020-01-01}}", "two")
    assert [(f.sort, f.before, f.after) for f in compare_facts(first, second).facts] == [
        ("renamed", "p", "q"),
        ("changed", 10, 11),
    ]
    other = read_bytes(b"pools: {q: {kind: trade_receivables, loans: 2, debtors: 1}}", "two")
    assert [f.sort for f in compare_facts(first, other).facts] == ["gone", "added"]


def test_many_records_that_nothing_matches_take_no_time():
    def book(letter):
        return read_bytes(
            json.dumps({"parties": {f"{letter}{n}": {"seat": "CN", "note": f"{letter}{n}"} for n in range(3000)}}).encode(),
            letter,
        )

    assert len(compare_facts(book("a"), book("b")).facts) == 6000


def git(folder, *arguments):
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    file = tmp_path / "deal.yaml"
    file.write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    git(tmp_path, "add", "deal.yaml")
    git(tmp_path, "commit", "-qm", "first draft")
    file.write_text(changed(("parties.bank.seat", "US-NY")).text, encoding="utf-8")
    return file


def test_a_file_against_a_revision(repository, capsys):
    assert run(["compare", f"{repository}@main", str(repository), *DAY, "--format", "json"]) == 1
    (fact,) = json.loads(capsys.readouterr().out)["facts"]
    assert (fact["before"], fact["after"]) == ("CN", "US-NY")
    assert fact["place"]["file"] == f"{repository}@main"
    assert run(["compare", f"{repository}@main", f"{repository.parent}@HEAD", *DAY]) == 0


@pytest.mark.parametrize(
    "revision", ["nothing", "--output=x", "$(touch x)", "main;touch x", "main\nx", "HEAD:deal.yaml", "@{9999}"]
)
def test_no_revision_is_told_and_nothing_is_run(revision, repository, capsys, monkeypatch):
    monkeypatch.chdir(repository.parent)
    before = set(repository.parent.iterdir())
    assert run(["compare", f"deal.yaml@{revision}", "deal.yaml", *DAY]) == 2
    assert "revision" in capsys.readouterr().err
    assert set(repository.parent.iterdir()) == before
    assert run(["compare", "other.yaml@main", "deal.yaml", *DAY]) == 2


def test_two_days_of_one_deal(tmp_path, capsys):
    source = changed(
        (
            "ownership",
            {
                "g": {
                    "owner": "fund",
                    "of": "trustco",
                    "shares": "10%",
                    "dated": {"shares": {"2020-01-01": "10%", "2026-01-01": "20%"}},
                }
            },
        )
    )
    text = source.text
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    assert (
        run(["compare", str(tmp_path / "d.yaml"), *DAY, "--as-of", "2025-06-25", "--as-of", "2026-03-01", "--format", "json"])
        == 1
    )
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert [(f["sort"], f["path"], f["before"], f["after"]) for f in facts if f["path"].startswith("ownership")] == [
        ("changed", "ownership.g.shares", "0.1", "0.2")
    ]
    assert run(["compare", str(BASE), *DAY, "--as-of", "2024-01-01", "--as-of", "2025-06-25", "--format", "json"]) == 1
    assert "securities.senior" in [f["path"] for f in json.loads(capsys.readouterr().out)["facts"] if f["sort"] == "added"]
    assert run(["compare", str(BASE), *DAY, "--as-of", "2025-06-25", "--as-of", "2025-06-25"]) == 0
    assert run(["compare", str(BASE), *DAY, *(("--as-of", "2025-06-25") * 3)]) == 2


def test_two_days_of_law(capsys):
    run(["compare", str(BASE), *DAY, "--law-on", "2006-01-01", "--law-on", "2026-01-01"])
    out = capsys.readouterr().out
    assert "law of 2006-01-01" in out
    assert "law of 2026-01-01" in out
    assert "0 facts differ" in out


def test_a_factor_inside_a_weighing_is_told():
    from datetime import date

    from legalmodel.analysis.compare import compare
    from legalmodel.api import check_deal
    from legalmodel.base.outcomes import Outcome
    from legalmodel.model.parse import parse

    def judged(source):
        return check_deal(parse(source), source, date(2026, 6, 30)).judgment

    base = judged(read(BASE))
    weighed = [f for f in base.findings if f.outcome is Outcome.JUDGEMENT and f.result.factors]
    assert weighed
    finding = weighed[0]
    factor = finding.result.factors[0]
    other = judged(read(BASE))
    twin = next(f for f in other.findings if f.id == finding.id)
    turned = factor._replace(holds="no" if factor.holds != "no" else "yes")
    twin.result = twin.result._replace(factors=(turned, *twin.result.factors[1:]))
    (change,) = compare(base, other).factors
    assert (change.rule, change.says, change.before, change.after) == (finding.rule.id, factor.says, factor.holds, turned.holds)
