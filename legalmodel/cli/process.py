"""``legalmodel process``: where a deal stands, what blocks it, whose duty comes next and by when; also as a calendar file."""

import sys
from argparse import Namespace
from datetime import time

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import chinese, say
from legalmodel.cli.common import checked
from legalmodel.cli.study import write


def run(options: Namespace) -> int:
    """Check the deal and lay its judgment along the stages of a frame."""
    from legalmodel.methods.process.process import process

    hour = _hour(options.at)
    if hour and options.format != "ics":
        raise BadRequest(say("--at {at} is for calendar files", at=options.at), say("add --format ics, or leave --at out"))
    result = checked(options)
    if options.format == "ics":
        from legalmodel.base.clock import today
        from legalmodel.cli.common import day
        from legalmodel.output.ical import to_ical

        found = process(result, options.frame, _language())
        run_day = day(options.run_day, "--run-day") or today()
        made = to_ical(found.entries, found.name, found.country, run_day, _language(), hour)
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return 0
    return write(lambda: process(result, options.frame, _language()).study, options)


def _language() -> str:
    return "zh" if chinese() else "en"


def _hour(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text) if len(text) == 5 else time.fromisoformat("x")
    except ValueError:
        raise BadRequest(say("--at {text} is no hour", text=text[:20]), say("write hour and minute, such as 17:00")) from None
