"""Several tapes: the same loans and debtors found by salted hashes, a draw that anybody can repeat, kept beside sold."""

import csv
import hashlib
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from legalmodel.cli.main import run
from legalmodel.tapes.selection import holm

EXAMPLE = Path(__file__).parents[2] / "templates" / "tapes"
MAP = str(EXAMPLE / "map.yaml")
LINES = (EXAMPLE / "loans.csv").read_text("utf-8-sig").split("\n")


@pytest.fixture
def second(tmp_path):
    """Twenty-one loans of the example again, and fifty-nine of its debtors under other loans."""
    file = tmp_path / "second.csv"
    file.write_text(
        "\n".join([LINES[0], *LINES[100:121], *(line.replace("LJ2025", "lj1999") for line in LINES[1:60])]), "utf-8"
    )
    return file


def told(capsys, *words):
    code = run(["tape", *words, "--format", "json"])
    out = capsys.readouterr()
    assert not out.err, out.err
    return code, json.loads(out.out)


def debtors(lines):
    return {row[1] for row in csv.reader(lines)}


def test_loans_in_two_tapes(second, tmp_path, capsys):
    rows = tmp_path / "rows.csv"
    code, data = told(capsys, "overlap", str(EXAMPLE / "loans.csv"), str(second), "--map", MAP, "--rows", str(rows))
    assert code == 1
    loans, people = data["tables"]["meetings"]["rows"]
    assert (loans["keys"], loans["first_one"], loans["first_other"]) == (21, "100, 101, 102, 103, 104", "1, 2, 3, 4, 5")
    listed = second.read_text("utf-8").split("\n")[1:]
    assert people["keys"] == len(debtors(LINES[1:121]) & debtors(listed))
    wanted = sum(Decimal(row[5].replace(",", "")) for row in csv.reader(LINES[100:121]))
    assert Decimal(loans["balance_one"].replace(",", "")) == wanted
    pairs = [row for row in csv.DictReader(rows.read_text("utf-8").splitlines()) if row["sort"] == "loan"]
    assert {(row["tape"], int(row["row"])) for row in pairs} == {("1", n) for n in range(100, 121)} | {
        ("2", n) for n in range(1, 22)
    }


def test_hashes_made_elsewhere_say_the_same(second, tmp_path, capsys):
    salt, keys = tmp_path / "salt", tmp_path / "keys.csv"
    salt.write_bytes(bytes(range(32)))
    told(capsys, "overlap", str(second), "--map", MAP, "--salt", str(salt), "--keys", str(keys))
    assert "LJ2025" not in keys.read_text("utf-8")
    first = hashlib.sha256((bytes(range(32)).hex() + ":loan:LJ2025-0100").encode()).hexdigest()
    assert f"loan,{first}\n" in keys.read_text("utf-8")
    code, data = told(capsys, "overlap", str(EXAMPLE / "loans.csv"), f"{keys}=keys", "--map", MAP, "--salt", str(salt))
    assert (code, data["tables"]["meetings"]["rows"][0]["keys"]) == (1, 21)
    other = tmp_path / "other"
    other.write_bytes(bytes(32))
    assert told(capsys, "overlap", str(EXAMPLE / "loans.csv"), f"{keys}=keys", "--map", MAP, "--salt", str(other))[0] == 0


def test_keys_without_a_salt_are_refused(second, tmp_path, capsys):
    assert run(["tape", "overlap", str(second), "--map", MAP, "--keys", str(tmp_path / "k.csv")]) == 2
    assert "one salt" in capsys.readouterr().err
    assert not (tmp_path / "k.csv").exists()


def test_a_draw_is_what_its_words_say(tmp_path, capsys):
    rows = tmp_path / "rows.csv"
    seed = "minutes of 1 March, it's item 3"
    told(capsys, "sample", str(EXAMPLE / "loans.csv"), "--map", MAP, "--seed", seed, "--share", "5%", "--rows", str(rows))
    drawn = {int(line) for line in rows.read_text("utf-8").split()[1:]}
    loans = [
        (hashlib.sha256(f"{seed}:draw:{row[0]}".encode()).hexdigest(), Decimal(row[5].replace(",", "")), n)
        for n, row in enumerate(csv.reader(LINES[1:121]), 1)
    ]
    whole, before, wanted = sum(balance for _, balance, _ in loans), Decimal(0), set()
    for _, balance, n in sorted(loans):
        if before >= whole * Decimal("0.05"):
            break
        wanted.add(n)
        before += balance
    assert drawn == wanted


def test_loans_kept_are_held_against_the_draw(tmp_path, capsys):
    rows, kept = tmp_path / "rows.csv", tmp_path / "kept.csv"
    asked = ["sample", str(EXAMPLE / "loans.csv"), "--map", MAP, "--seed", "s", "--share", "10%"]
    told(capsys, *asked, "--rows", str(rows))
    numbers = [int(line) for line in rows.read_text("utf-8").split()[1:]]
    kept.write_text("\n".join([LINES[0], *(LINES[n] for n in numbers)]), "utf-8")
    assert told(capsys, *asked, "--against", str(kept))[0] == 0
    kept.write_text("\n".join([LINES[0], *(LINES[n] for n in numbers[1:])]), "utf-8")
    code, data = told(capsys, *asked, "--against", str(kept))
    assert code == 1
    assert "1 drawn are not kept, 0 kept were not drawn" in " ".join(data["says"])


def test_a_choice_of_the_better_loans_shows(tmp_path, capsys):
    draw = random.Random(4)
    head = "Loan,Balance,Days,Grade"
    loans = [f"L{n},{draw.randrange(100, 900)},{draw.randrange(0, 400)},{draw.choice(['A', 'B'])}" for n in range(2000)]
    better = [line for line in loans if int(line.split(",")[2]) < 200]
    files = {name: tmp_path / f"{name}.csv" for name in ("fair", "better", "rest")}
    files["fair"].write_text("\n".join([head, *loans[:500]]), "utf-8")
    files["better"].write_text("\n".join([head, *better[:300]]), "utf-8")
    files["rest"].write_text("\n".join([head, *loans[500:]]), "utf-8")
    mapped = tmp_path / "map.yaml"
    mapped.write_text("columns: {id: Loan, balance: Balance, days_past_due: Days, credit_grade: Grade}\n", "utf-8")
    fair = told(capsys, "compare", str(files["fair"]), str(files["rest"]), "--map", str(mapped))[1]
    chosen = told(capsys, "compare", str(files["better"]), str(files["rest"]), "--map", str(mapped))[1]
    assert fair["says"][0].startswith("none of")
    assert chosen["tables"]["contrasts"]["rows"][0]["column"] == "days past due"
    assert chosen["tables"]["contrasts"]["rows"][0]["held"] < 1e-9
    assert "cannot show intent" in chosen["says"][1]


def test_holm():
    assert holm([0.01, 0.02, 0.5]) == [0.03, 0.04, 0.5]
