"""``legalmodel check --baseline FILE``: only what is new since an earlier result."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say, speaking
from legalmodel.base.speech import name_of
from legalmodel.cli.common import paint_for, tell, width, write_json
from legalmodel.judgment.checked import Checked
from legalmodel.output.result_reader import read_result
from legalmodel.output.whole import whole_text
from legalmodel.report.since import since, since_report
from legalmodel.text.reading import reading


def run(options: Namespace, result: Checked) -> int:
    """Print what is new; exit 1 if a fail is, or by default if anything undecided is.

    Raises BadRequest if the earlier result cannot be read, or what is new is asked for as a table. That the earlier result is of a
    deal of another name is told: then all may be new.
    """
    if options.format not in ("text", "json"):
        raise BadRequest(say("--baseline goes with text and JSON"), say("leave --format out, or ask for json"))
    file = Path(options.baseline)
    with reading(file, say("give a file written by: check DEAL --format json")):
        data = file.read_bytes()
    told = read_result(data)
    name, other = name_of(result.judgment.deal), told["deal"]["name"]
    if other not in (name, *_in_each_language(result)):
        tell(say("note: {file} is a result on {other}, not on {name}", file=file.name, other=other, name=name))
    before = {finding["id"]: finding["outcome"] for finding in told["findings"]}
    found = since(result.judgment, before)
    if options.format == "json":
        new = [{"finding": f.id, "outcome": f.outcome.value, "before": before.get(f.id, "")} for f in found.new]
        write_json({"format": "legalmodel/since/1", "baseline": file.name, "new": new, "settled": list(found.settled)})
    else:
        print(whole_text(since_report(found, before, file.name), width(), paint_for(options.colour), all=True), end="")
    fails = any(f.fails for f in found.new)
    return int(options.fail_on != "never" and (fails or (options.fail_on == "undecided" and bool(found.new))))


def _in_each_language(result: Checked) -> Iterator[str]:
    """Yield what a deal is called in English and in Chinese: an earlier result may have been made in either."""
    for tag in ("en", "zh"):
        with speaking(tag):
            yield name_of(result.judgment.deal)
