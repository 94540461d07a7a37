"""After the law changed, a book judges what can be another, and says what a new book says."""

import json
import shutil
from datetime import date
from pathlib import Path

from books import LAW, NAMES, contents, filled, judged

from legalmodel.book.adding import Counts
from legalmodel.book.partly import Done
from legalmodel.book.reader import open_book


def test_only_what_changed_is_judged_again(deals: Path, tmp_path: Path) -> None:
    book, pack = tmp_path / "book", tmp_path / "law"
    pack.mkdir()

    def law(require: str, remedy: str = "Write it.") -> None:
        (pack / "checklist.yaml").write_text(LAW.format(require=require, remedy=remedy), "utf-8")

    def outcomes() -> list[str]:
        with open_book(book) as reader:
            found = reader.rows("SELECT DISTINCT outcome FROM findings WHERE rule = 'cn-checklist-written' ORDER BY ALL")
            return [outcome for (outcome,) in found]

    law("trust.form == 'written'")
    filled(book, deals)
    assert judged(book, pack) == Done(whole=6)
    before = outcomes()
    assert judged(book, pack) == Done(kept=6)
    law("trust.form == 'written'", remedy="Write it down.")  # says the same of every deal
    assert judged(book, pack) == Done(kept=6)
    law("trust.form != 'written'")
    done = judged(book, pack)
    assert done.whole
    assert done.kept  # deals without a Chinese trust are not even read
    assert done.all == 6
    assert outcomes() != before
    everything = tmp_path / "anew"
    filled(everything, deals)
    judged(everything, pack)
    assert contents(book) == contents(everything)
    file = deals / "us-auto" / "deal.yaml"
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    assert filled(book, deals) == Counts(same=5, changed=1)
    assert judged(book, pack) == Done(whole=1, kept=6)
    assert judged(book, pack, day=date(2027, 1, 1)).whole == 6  # the version that was superseded stays as it was


CAP = """\
  cn-checklist-cap:
    article: "2"
    question: protection/retention-amount
    title: {en: Issued within the cap, zh: 发行不超过上限}
    condition: A class is within the cap.
    consequence: nothing
    effect: breach
    each: security
    when: security.amount > small
    require: security.amount <= cap
    thresholds:
      small: [{from: 2000-01-01, is: CNY 1, article: "2"}]
      cap: [{from: 2000-01-01, is: CNY 300000000, article: "2"}]
    says:
      pass: "Within the cap."
      fail: "{security} is over the cap."
      unknown: "The amount is not known."
    remedy: "Issue less."
    examples: []
"""
WHOLE = LAW.format(require="trust.form == 'written'", remedy="Write it.").replace(
    'within(trust.law, "CN")\n', "within(trust.law, \"CN\")\n    security: 'security.rank < 9'\n"
)
CHANGES = {
    "a title": (("Issued within the cap", "Issued under it"), Done(kept=4)),
    "a sentence of a fail": (("is over the cap", "is beyond the cap"), None),
    "a number": (("300000000", "100000000"), None),
    "a number a little": (("300000000", "300000001"), None),
    "a number of another currency": (("CNY 300000000", "USD 300000000"), None),
    "a number from another day on": (("cap: [{from: 2000-01-01", "cap: [{from: 2014-01-01"), None),
    "a number by which it is asked": (("CNY 1,", "CNY 200000000,"), None),
    "when it is asked": (("security.amount > small", "security.amount > small and security.rank == 1"), None),
    "a requirement": (("<= cap", "< cap"), None),
    "whom it reaches": (("security.rank < 9", "security.rank == 1"), None),
    "what follows": (("effect: breach\n    each: security", "effect: void\n    each: security"), None),
    "when it is in force": (("in_force: {from: 2000-01-01}", "in_force: {from: 2017-01-01}"), None),
    "a rule less": ((CAP, ""), None),
    "its system": (("system: CN", "system: FR"), None),
}


def test_after_any_change_of_the_law_it_says_what_a_new_book_says(deals: Path, tmp_path: Path) -> None:
    book, pack, anew = tmp_path / "book", tmp_path / "law", tmp_path / "anew"
    pack.mkdir()
    file = pack / "checklist.yaml"
    file.write_text(WHOLE, "utf-8")
    for name in NAMES[2:4]:
        shutil.rmtree(deals / name)
    for room in (book, anew):
        filled(room, deals)
        judged(room, pack)
    file.write_text(WHOLE + CAP, "utf-8")  # a rule more
    assert judged(book, pack).whole
    first = contents(book)
    assert first != contents(anew)
    saw = set()
    for what, ((old, new), wanted) in CHANGES.items():
        assert old in WHOLE + CAP, what
        file.write_text((WHOLE + CAP).replace(old, new), "utf-8")
        done = judged(book, pack)
        assert done.all == 4, what
        assert wanted in (None, done), what
        shutil.rmtree(anew)
        filled(anew, deals)
        judged(anew, pack)
        assert contents(book) == contents(anew), what
        saw |= {name for name, count in done._asdict().items() if count}
        file.write_text(WHOLE + CAP, "utf-8")
        judged(book, pack)
        assert contents(book) == first, what
    assert saw == {"whole", "partly", "kept"}


TOTAL = (
    CAP.replace("each: security", "each: deal")
    .replace("    when: security.amount > small\n", "")
    .replace("{security} is", "The whole is")
)
TOTAL = TOTAL.replace("security.amount <= cap", "sum(s.amount for s in securities) <= cap").replace(
    '      small: [{from: 2000-01-01, is: CNY 1, article: "2"}]\n', ""
)


def test_a_number_that_decides_nothing_asks_nothing(tmp_path: Path) -> None:
    """what a number was held against stands with the finding: within that room no deal is read, and beyond it the outcome is new"""
    book, pack, folder, anew = tmp_path / "book", tmp_path / "law", tmp_path / "deals", tmp_path / "anew"
    pack.mkdir()
    folder.mkdir()
    head = {"deal": {"currency": "CNY", "route": "CN/interbank-trust"}, "trusts": {"t": {"law": "CN"}}}
    for name, securities in (("open", {"a": {"amount": 7}}), ("silent", {"a": {"rank": 1}})):
        (folder / f"{name}.json").write_text(json.dumps(head | {"securities": securities}), "utf-8")
    (folder / "whole.json").write_text(
        json.dumps(head | {"securities": {"a": {"amount": 7}}, "complete": ["securities"]}), "utf-8"
    )

    def law(cap: str) -> None:
        text = LAW.format(require="trust.form == 'written'", remedy="Write it.").replace(
            'within(trust.law, "CN")\n', 'within(trust.law, "CN")\n    deal: \'any(within(t.law, "CN") for t in trusts)\'\n'
        )
        (pack / "checklist.yaml").write_text(text + TOTAL.replace("300000000", cap), "utf-8")

    def found() -> list[tuple[object, ...]]:
        with open_book(book) as reader:
            return reader.rows("SELECT deal, outcome, numbers FROM findings WHERE rule = 'cn-checklist-cap' ORDER BY deal")

    law("300")
    filled(book, folder)
    judged(book, pack)
    assert found() == [
        ("deals/open.json", "unknown", ["cap 7 -"]),
        ("deals/silent.json", "unknown", ["cap 0 -"]),
        ("deals/whole.json", "pass", ["cap 7 -"]),
    ]
    for cap, done in (("100", Done(partly=1, kept=2)), ("5", Done(whole=2, kept=1))):
        law(cap)
        assert judged(book, pack) == done
        shutil.rmtree(anew, ignore_errors=True)
        filled(anew, folder)
        judged(anew, pack)
        assert contents(book) == contents(anew)
    assert [outcome for _, outcome, _ in found()] == ["fail", "unknown", "fail"]
