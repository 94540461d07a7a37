#!/usr/bin/env bash
# mypyc 2.4.1, CPython 3.11: `x in g()` where g is a generator function of the same compiled module raises AttributeError
# ("... object has no attribute '__contains__'"). Python itself goes through an iterator where a type has no __contains__
# (the data model says so for `in`), and does so for the same source when it is not compiled. `any(x == y for y in g())` is compiled as meant.
# Touches legalmodel: base/trees.py asked `word in upwards(...)`; it uses any() now, and suites/compiled runs the tests on the compiled wheel.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv venv
venv/bin/pip install -q 'mypy[mypyc]==2.4.1' 'setuptools==80.9.0'
cat >steps.py <<'P'
from collections.abc import Iterator

def upwards(start: int) -> Iterator[int]:
    while start:
        yield start
        start -= 1

def within(number: int, start: int) -> bool:
    return number in upwards(start)

def within_by_any(number: int, start: int) -> bool:
    return any(number == each for each in upwards(start))
P
echo "not compiled: $(venv/bin/python -c 'import steps; print(steps.within(2, 3), steps.within(9, 3))')"
venv/bin/mypyc steps.py >log 2>&1 || { cat log; exit 1; }
told=$(venv/bin/python - <<'P'
import steps
assert not steps.__file__.endswith(".py"), steps.__file__
print(steps.within_by_any(2, 3), steps.within_by_any(9, 3))
try:
    print(steps.within(2, 3))
except AttributeError as error:
    print(type(error).__name__, error)
P
)
echo "compiled: $told"
grep -q "AttributeError.*__contains__" <<<"$told"
