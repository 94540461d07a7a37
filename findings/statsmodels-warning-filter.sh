#!/usr/bin/env bash
# statsmodels 0.15.0 puts warning filters of its own in front of all others when a module of it is imported. So its warnings come
# through a block that ignores warnings if the first import happens inside that block, and are silent if the same import happened
# before it: the order of two lines decides whether a user's report is full of warnings.
# Exits 0 while it behaves so, 1 once it behaves otherwise.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q statsmodels==0.15.0
cat >"$room/fit.py" <<'PY'
import sys
import warnings

if sys.argv[1] == "before":
    import statsmodels.tsa.arima.model
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.tools.sm_exceptions import EstimationWarning
    from statsmodels.tsa.arima.model import ARIMA  # noqa: F401

    warnings.warn("a warning of the library's own kind", EstimationWarning)
PY
before=$("$room/venv/bin/python" "$room/fit.py" before 2>&1 | grep -c "library's own kind" || true)
inside=$("$room/venv/bin/python" "$room/fit.py" inside 2>&1 | grep -c "library's own kind" || true)
echo "imported before the block that ignores warnings: $before shown; imported inside it: $inside shown"
[ "$before" -eq 0 ] && [ "$inside" -ge 1 ]
