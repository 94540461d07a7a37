"""Show a comparison: what each side concludes, and the findings that differ."""

from typing import Any

from legalmodel.analysis.compare import Comparison
from legalmodel.base.speech import name_of
from legalmodel.judgment.finding import Judgment
from legalmodel.output.paint import Paint, cut, joined, pad
from legalmodel.output.words import HEADINGS, OUTCOME_WORDS


def comparison_text(found: Comparison, first: Judgment, second: Judgment, width: int, paint: Paint) -> str:
    """Return the differences as text."""
    rows = [f"first:  {_side(first)}", f"second: {_side(second)}", ""]
    rows += [paint.bold(f"{len(found.lines)} conclusions differ")]
    for line in found.lines:
        rows.append(
            cut(
                f"  {pad(HEADINGS[line.heading], 11)} {line.system}  {pad(line.about, 48)} {_arrow(line.before, line.after)}",
                width,
            )
        )
    rows += ["", paint.bold(f"{len(found.findings)} findings differ")]
    for change in found.findings:
        ends = zip((change.before, change.after), change.doubtful, strict=True)
        sides = ("in doubt" if doubt else OUTCOME_WORDS[o] if o else "-" for o, doubt in ends)
        rows.append(cut(f"  {pad(change.rule, 30)} {pad(cut(change.subject, 30), 30)} {' → '.join(sides)}", width))
    return joined(rows)


def _side(judgment: Judgment) -> str:
    when = f", as of {judgment.as_of}" if judgment.as_of else f", under the law of {judgment.law_on}" if judgment.law_on else ""
    return f"{name_of(judgment.deal)}{when}, run on {judgment.run_day}"


def _arrow(before: Any, after: Any) -> str:
    return f"{before.value if before else '-'} → {after.value if after else '-'}"


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return the differences as plain data."""
    return {
        "lines": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.lines],
        "findings": [{**x._asdict(), "before": x.before or "", "after": x.after or ""} for x in found.findings],
    }
