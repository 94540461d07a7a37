"""The law made ready beforehand says what its text says, and never stands in for another text."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from legalmodel.graph.vocabulary import vocabulary
from legalmodel.law import files, ready
from legalmodel.law.catalogue import load_catalogue
from legalmodel.law.enacted import enact
from legalmodel.law.files import instrument_files
from legalmodel.law.load import _load, assemble, load_law, read_instrument
from legalmodel.law.models import split_template
from legalmodel.logic.stored import to_data
from legalmodel.logic.tree import TreeNode
from legalmodel.text.read import read, read_bytes

ROOT = Path(__file__).parents[2]


def test_what_is_ready_is_what_the_text_says() -> None:
    for path in ready.law_files():
        found, text = ready.read_law(path), read(path)
        enact(text)  # beside its own rules stand those that it repeats
        assert found.says == ready.without_tests(text.data), path
        assert (found.source.sha256, found.stale) == (text.sha256, "")


def test_every_expression_is_ready_as_the_text_gives_it() -> None:
    """Equal law, equal trees: nothing of a checked expression is lost on the way to data and back"""
    files = [(source, read_instrument(source)) for source in map(read, instrument_files())]
    fresh, stored = assemble(files, load_catalogue(), vocabulary).rules, load_law().rules
    assert list(fresh) == list(stored)
    for id, rule in fresh.items():
        for name in ("governs", "at", "when", "require", "window_closes"):
            one, other = getattr(rule, name), getattr(stored[id], name)
            assert (one and to_data(one.analysis)) == (other and to_data(other.analysis)), (id, name)
            assert one is None or _told(one.tree) == _told(other.tree)
        assert rule.thresholds == stored[id].thresholds
        assert [vars(e) for e in rule.examples] == [vars(e) for e in stored[id].examples]


def _told(node: TreeNode) -> list[object]:
    return [(n.op, n.kind, n.name, n.value, n.text, n.offset, n.width, [c.name for c in n.clauses]) for n in node.walk()]


def test_no_expression_of_the_law_is_checked_at_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every expression that a shipped rule may run was made ready, those in its sentences too."""

    def refuse(text: str, *_: object) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("legalmodel.logic.analyse.analyse", refuse)
    for rule in _load.__wrapped__((), tuple(instrument_files())).rules.values():
        for sentence in vars(rule.form.says).values():
            for text in split_template(sentence)[1::2]:
                rule.compile(text)


def test_places_are_those_of_the_text() -> None:
    path = files.law_folder() / "cn" / "trust-law.yaml"
    rule = next(iter(read(path).data["rules"]))
    for where in (("instrument", "id"), ("rules", rule, "title"), ("rules", rule, "examples", "0", "base")):
        assert ready.read_law(path).source.place(where) == read(path).place(where)
        assert ready.read_law(path).source.key_place(where) == read(path).key_place(where)


def test_text_that_was_changed_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = shipped_copy(tmp_path, monkeypatch, "questions")
    assert ready.read_table(changed).data == read(changed).data
    assert ready.read_law(changed).stale == ""
    changed.write_text("questions: none\n", "utf-8")
    assert ready.read_law(changed)[1:] == (None, [], "changed since it was made ready")
    assert ready.read_table(changed).data == {"questions": "none"}


@pytest.mark.parametrize("spoilt", ["", "{", "[1]", "<<<<<<< one\n{}\n", '{"parts": []}', '{"made_for": 5}'])
def test_what_is_no_whole_ready_file_does_not_count(spoilt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shipped_copy(tmp_path, monkeypatch, "questions")
    (tmp_path / "ready" / "questions.json").write_text(spoilt, "utf-8")
    assert ready.read_law(file)[1:] == (None, [], "was never made ready")
    (tmp_path / "ready" / "questions.json").unlink()
    assert ready.read_table(file).data == read(file).data


def shipped_copy(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Path:
    """Copy a file of the law, and what was made ready of it, into a folder that then stands for that of the law."""
    (folder / "ready").mkdir()
    shutil.copy(files.law_folder() / f"{name}.yaml", folder)
    shutil.copy(files.law_folder() / "ready" / f"{name}.json", folder / "ready")
    monkeypatch.setattr(ready, "law_folder", lambda: folder)
    return folder / f"{name}.yaml"


def test_every_part_of_a_file_has_a_digest_of_its_own() -> None:
    raw = b"instrument:\n  id: a\n  # a comment\nrules:\n  one:\n    x: 1\n  two:\n    x: 2\n"
    before = ready.digests(raw)
    assert len(before) == 4
    for at in range(len(raw)):  # whatever byte changes, some digest does
        assert ready.digests(raw[:at] + b"?" + raw[at + 1 :]) != before, at
    after = ready.digests(raw.replace(b"x: 2", b"x: 3"))
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, True, False]


def test_what_checks_an_expression_is_among_the_sources_that_count() -> None:
    """No module takes part in checking an expression unseen: else a change of it would leave old trees in force."""
    code = "import sys, legalmodel.logic.analyse, legalmodel.logic.stored; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found = {
        name.removeprefix("legalmodel.").replace(".", "/") for name in done.stdout.split() if name.startswith("legalmodel.")
    }
    decide_no_tree = {"base", "logic", "base/errors", "base/language", "base/places", "base/values"}
    assert found - set(ready.ENGINE) == decide_no_tree


def test_what_makes_the_words_of_deals_is_among_the_sources_that_count() -> None:
    """No module takes part in saying which words there are unseen: else a change of it would leave law of other words in force."""
    code = "import sys, legalmodel.graph.vocabulary; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {name.removeprefix("legalmodel.") for name in done.stdout.split() if name.startswith("legalmodel.")}
    counted = {file.relative_to(ROOT / "legalmodel").with_suffix("").as_posix() for file in ready.word_sources()}
    unseen = {name.replace(".", "/") for name in names} - counted
    tools = {"base", "graph", "graph/asked", "model", "text"}
    assert {room for room in unseen if room not in tools and room.partition("/")[0] not in ("base", "text")} == set()


def test_words_are_put_together_only_where_their_sources_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "made_for.json"
    shutil.copy(ready.made_for_file(), kept)
    monkeypatch.setattr(ready, "made_for_file", lambda: kept)
    now = ready.made_for_now.__wrapped__
    made = {ready.ready_file(path): (read(path), ready.ready_file(path).read_text("utf-8")) for path in ready.law_files()}
    assert kept.read_text("utf-8") == ready.make_made_for(made)
    true = now()
    monkeypatch.setattr(ready, "_made_for", lambda: "put together")
    assert now() == true
    for spoilt in ("", "{}", "[]", '{"sources": "others", "made_for": "x"}'):
        kept.write_text(spoilt, "utf-8")
        assert now() == "put together"


SAID = """
import sys
from datetime import date
from pathlib import Path
from legalmodel.graph.build import build
from legalmodel.judgment.judge import judge
from legalmodel.law.load import load_law
from legalmodel.model.parse import parse
from legalmodel.text.read import read
law = load_law()
print(sorted({why for _, why in law.stale}))
for finding in judge(build(parse(read(Path(sys.argv[1])))), law, date(2026, 11, 25)).findings:
    print(finding.id, finding.outcome, sorted(finding.result.could_be), finding.result.displaced_by)
"""


def test_a_word_added_to_a_tree_changes_no_outcome_whether_the_law_is_made_ready_anew_or_not(tmp_path: Path) -> None:
    """A word under `servicing`, for the servicer of a real structure: six outcomes once turned, two from pass to fail."""
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for room in ("legalmodel", "templates", "schemas", ".ci"):
        shutil.copytree(
            ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__") if room == ".ci" else ignored
        )
    for law in (tmp_path / "legalmodel" / "law", tmp_path / "legalmodel" / "law" / "ready"):
        for other in (room for room in law.iterdir() if room.is_dir() and room.name not in ("cn", "common", "ready", "zh")):
            shutil.rmtree(other)  # the law of other countries says nothing of this deal
        for other in (file for plan in ("special-plan", "micro-lending", "cases") for file in (law / "cn").glob(f"{plan}*")):
            shutil.rmtree(other) if other.is_dir() else other.unlink()  # nor does that on other deals
    trees = tmp_path / "legalmodel" / "model" / "trees.py"
    text, word = trees.read_text("utf-8"), "\nservicing\n  "
    assert text.count(word) == 1
    trees.write_text(text.replace(word, f"{word}new_servicing "), "utf-8")
    deal = tmp_path / "templates" / "cn-npl-trust" / "deal.yaml"
    written = deal.read_text("utf-8")
    assert "function: servicing" in written
    deal.write_text(written.replace("function: servicing", "function: new_servicing"), "utf-8")

    def said() -> list[str]:
        return subprocess.run(
            [sys.executable, "-c", SAID, str(deal)], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.splitlines()

    stale, *as_it_lies = said()
    assert stale == "['was made ready for other words or by another version']"
    subprocess.run([sys.executable, ".ci/make_law.py"], cwd=tmp_path, check=True)
    fresh, *made_anew = said()
    assert fresh == "[]"
    shutil.rmtree(tmp_path / "legalmodel" / "law" / "ready")
    none, *from_text = said()
    assert none == "['was never made ready']"
    assert as_it_lies == made_anew == from_text
    assert len(from_text) > 100


def test_two_people_who_change_two_rules_of_one_instrument_do_not_meet(tmp_path: Path) -> None:
    """What each of them makes ready goes together without a conflict, and is what their text together makes."""
    path = files.law_folder() / "cn" / "trust-law.yaml"
    text = path.read_text("utf-8")
    rules = list(read(path).data["rules"])
    first, last = (f"\n  {rules[n]}:\n" for n in (0, len(rules) - 1))

    def changed(*rules: str) -> bytes:
        new = text
        for rule in rules:
            before, _, after = new.partition(rule)
            new = f"{before}{rule}{after.replace('consequence: ', 'consequence: in short, ', 1)}"
        assert new.count("in short, ") == len(rules)
        return new.encode()

    made = {}
    for name, raw in {"base": changed(), "one": changed(first), "two": changed(last), "both": changed(first, last)}.items():
        source = read_bytes(raw, str(path))
        (tmp_path / name).write_text(ready.make_ready(source), "utf-8")
        made[name] = (tmp_path / name).read_text("utf-8")
    command = ["git", "merge-file", "-p", *(str(tmp_path / name) for name in ("one", "base", "two"))]
    merged = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (merged.returncode, merged.stdout) == (0, made["both"])


def test_a_bad_law_file_is_told_by_what_makes_it_ready(tmp_path: Path) -> None:
    for room in ("legalmodel", ".ci"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    path = tmp_path / "legalmodel" / "law" / "cn" / "tax-2006-5.yaml"
    path.write_text(path.read_text("utf-8").replace("require: any(", "require: trust.nosuch == 1 and any(", 1), "utf-8")
    for script in ("make_law.py", "make_docs.py", "make_conformance.py"):
        done = subprocess.run([sys.executable, f".ci/{script}"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2, (script, done.stderr)
        assert "Traceback" not in done.stderr
        assert "tax-2006-5.yaml:" in done.stderr
        assert "error[bad-expression]" in done.stderr
        assert "fix: " in done.stderr


def test_the_command_says_in_one_line_that_it_took_the_text(tmp_path: Path) -> None:
    for room in ("legalmodel", "templates"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "legalmodel", "check", "zhongyu-2016-1", "--run-day", "2026-11-25"]

    def said() -> tuple[str, str]:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout, done.stderr

    screen, nothing = said()
    assert nothing == ""
    path = tmp_path / "legalmodel" / "law" / "cn" / "tax-2006-5.yaml"
    path.write_text(path.read_text("utf-8") + "# a comment\n", "utf-8")
    assert said() == (
        screen,
        "note: tax-2006-5.yaml changed since it was made ready; compiled from the text instead, which is slower and says the same"
        " (.ci/make_law.py)\n",
    )
