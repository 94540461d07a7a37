#!/usr/bin/env bash
# OR-Tools CP-SAT (ortools 9.15.6755, CPython 3.11) takes a Decimal as the coefficient of a constraint and cuts it to a whole
# number without a word: a shareholding test of 0.4 a + 0.6 b >= 1 becomes 0 a + 0 b >= 1, which nothing meets, while a float
# coefficient is refused with a TypeError. Whoever solves for shares must scale them to whole numbers first.
# Exits 0 while it behaves so, 1 once it behaves otherwise.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q ortools==9.15.6755
"$room/venv/bin/python" - <<'PY'
from decimal import Decimal
from ortools.sat.python import cp_model

def solve(first, second, least):
    model = cp_model.CpModel()
    a, b = model.new_bool_var("a"), model.new_bool_var("b")
    model.add(first * a + second * b >= least)
    solver = cp_model.CpSolver()
    return solver.status_name(solver.solve(model))

seen = {
    "0.4 a + 0.6 b >= 1, as Decimal": solve(Decimal("0.4"), Decimal("0.6"), 1),
    "4 a + 6 b >= 10, as int": solve(4, 6, 10),
}
try:
    seen["0.4 a + 0.6 b >= 1, as float"] = solve(0.4, 0.6, 1)
except TypeError:
    seen["0.4 a + 0.6 b >= 1, as float"] = "TypeError"
for what, answer in seen.items():
    print(f"{what}: {answer}")
assert list(seen.values()) == ["INFEASIBLE", "OPTIMAL", "TypeError"], seen
PY
