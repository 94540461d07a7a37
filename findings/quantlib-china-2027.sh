#!/usr/bin/env bash
# Whether 2027-10-01, China's National Day, is a business day: QuantLib 1.44 says yes for both of its Chinese calendars, since their
# holidays are listed by year and the list ends before 2027; holidays 0.109 says it is a holiday; chinesecalendar 1.11.0 refuses the
# year. A disclosure calendar must say "no notice yet for 2027" instead of taking one library's word.
# Exits 0 while it behaves so, 1 once it behaves otherwise.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install -q QuantLib==1.44 holidays==0.109 chinesecalendar==1.11.0
"$room/venv/bin/python" - <<'PY'
from datetime import date
import chinese_calendar
import holidays
import QuantLib as ql

day = ql.Date(1, 10, 2027)
quantlib = [ql.China(market).isBusinessDay(day) for market in (ql.China.SSE, ql.China.IB)]
listed = date(2027, 10, 1) in holidays.China(years=2027)
try:
    chinese_calendar.is_workday(date(2027, 10, 1))
    refused = False
except NotImplementedError:
    refused = True
print(f"2027-10-01 in QuantLib (exchange, interbank) a business day: {quantlib}; in holidays a holiday: {listed}; chinesecalendar refuses: {refused}")
assert (quantlib, listed, refused) == ([True, True], True, True)
PY
