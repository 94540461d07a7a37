"""The table of findings: a row for each finding, flat, its columns stable, for books, databases and data frames.

A column keeps its name, its kind and its meaning; new columns come at the end. ``docs/findings-table.md`` and
``schemas/findings.schema.json`` are made from ``COLUMNS``.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.judgment.bearing import binds
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.drawn import Window
from legalmodel.judgment.finding import Finding
from legalmodel.report.changes import first_place

FORM = "legalmodel/findings/1"
KINDS = {
    "text": "text; empty where there is none",
    "day": "a day, YYYY-MM-DD in text; null where there is none or it is not known",
    "flag": "true or false",
    "list": "texts; in CSV joined by `; `",
}
"""The kinds of values -> what they are."""


class RowSource(NamedTuple):
    """What a value of the table is taken from."""

    checked: Checked
    finding: Finding
    window: Window | None


class FindingColumn(NamedTuple):
    """A column: its name, the kind of its values, what it says, and how its value is told."""

    name: str
    kind: str
    says: str
    of: Callable[[RowSource], Any]


FindingRow = dict[str, str | date | bool | list[str] | None]
"""A row: column -> value."""


def rows(checked: Checked) -> Iterator[FindingRow]:
    """Yield a row for each finding, in the order of the judgment: by instrument and rule, then by subject."""
    windows = {window.finding: window for window in checked.judgment.windows}
    for finding in checked.judgment.findings:
        told = RowSource(checked, finding, windows.get(finding))
        yield {column.name: column.of(told) for column in COLUMNS}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a row."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A row of the table of findings",
        "description": f"{FORM}. Columns are never renamed or taken away within a version; new ones come at the end.",
        "type": "object",
        "properties": {column.name: {**_TYPES[column.kind], "description": column.says} for column in COLUMNS},
        "required": [column.name for column in COLUMNS],
        "additionalProperties": False,
    }


_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "day": {"type": ["string", "null"], "format": "date"},
    "flag": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
}


def _question(told: RowSource) -> Any:
    return told.checked.law.catalogue.questions[told.finding.rule.question]


def _due(told: RowSource) -> date | None:
    due = told.finding.result.due
    return due.day.last if due and due.day else None


COLUMNS = (
    FindingColumn("deal", "text", "name of the deal", lambda t: name_of(t.checked.judgment.deal)),
    FindingColumn("file", "text", "the deal file", lambda t: t.checked.source.name),
    FindingColumn("sha256", "text", "digest of the deal file, hexadecimal", lambda t: t.checked.source.sha256),
    FindingColumn("run_day", "day", "day of the run", lambda t: t.checked.judgment.run_day),
    FindingColumn("as_of", "day", "day that the deal is looked at from, where another was asked for", lambda t: t.checked.judgment.as_of),
    FindingColumn("law_on", "day", "day whose law was asked for in place of that of each act", lambda t: t.checked.judgment.law_on),
    FindingColumn("finding", "text", "id of the finding: rule@subject", lambda t: t.finding.id),
    FindingColumn("rule", "text", "id of the rule", lambda t: t.finding.rule.id),
    FindingColumn("instrument", "text", "id of the instrument of law", lambda t: t.finding.rule.head.id),
    FindingColumn("system", "text", "legal system: a country, a state of a federation, a union", lambda t: t.finding.rule.system),
    FindingColumn("article", "text", "article; a star marks a number that nobody read", lambda t: t.finding.rule.article),
    FindingColumn("force", "text", "what the rule is worth: mandatory, regulatory, contract, market, …", lambda t: t.finding.rule.force),
    FindingColumn("effect", "text", "what follows where it fails: void, breach, avoidable, …", lambda t: t.finding.rule.form.effect),
    FindingColumn("binds", "flag", "whether a fail must change: it is law, it binds, and more than a shelter is lost", lambda t: binds(t.finding.rule)),
    FindingColumn("text_read", "text", "how far the article was read: seen, part, memory", lambda t: t.finding.rule.text_read),
    FindingColumn("question", "text", "id of the question of the catalogue", lambda t: t.finding.rule.question),
    FindingColumn("heading", "text", "its heading: isolation (true sale), remoteness, protection, …", lambda t: _question(t).group),
    FindingColumn("essential", "flag", "whether the question is essential", lambda t: _question(t).essential),
    FindingColumn("subject", "text", "path of the record judged; empty where there is none", lambda t: dotted(t.finding.subject_path)),
    FindingColumn("subject_sort", "text", "sort of that record: trust, security, …", lambda t: t.finding.subject.sort if t.finding.subject else ""),
    FindingColumn("subject_name", "text", "its name", lambda t: name_of(t.finding.subject) if t.finding.subject else ""),
    FindingColumn("outcome", "text", "pass, fail, unknown, judgement, reservation, …: docs/meaning.md", lambda t: t.finding.outcome.value),
    FindingColumn("fails", "flag", "whether it counts as a fail: on facts that are stated, and no policy, sign or draft", lambda t: t.finding.fails),
    FindingColumn("doubtful", "flag", "a fail that is only a doubt, on facts that nobody stated", lambda t: t.finding.doubtful),
    FindingColumn("harmless", "flag", "an unknown that can be neither fail nor judgement", lambda t: t.finding.harmless),
    FindingColumn("day", "day", "day whose law and facts were used", lambda t: t.finding.day),
    FindingColumn("known_to", "day", "last day up to which its facts are known, where that is before the run", lambda t: t.finding.known_to),
    FindingColumn("could_be", "list", "outcomes still possible where it is unknown", lambda t: sorted(t.finding.result.could_be)),
    FindingColumn("missing", "list", "paths of the facts that would decide it", lambda t: [dotted(m.path) for m in t.finding.missing]),
    FindingColumn("excluded_by", "text", "why it does not apply or was not examined", lambda t: t.finding.result.excluded_by.value),
    FindingColumn("due", "day", "last day for a duty", _due),
    FindingColumn("due_upon", "text", "event that calls for the duty", lambda t: str(t.finding.result.due.upon) if t.finding.result.due else ""),
    FindingColumn("due_from", "text", "who has to perform it", lambda t: str(t.finding.result.due.who) if t.finding.result.due else ""),
    FindingColumn("ground", "text", "ground on which a transaction could be set aside", lambda t: str(t.window.ground) if t.window else ""),
    FindingColumn("closes", "day", "last day for that ground; null where it has none or it is not known", lambda t: t.window.closes if t.window else None),
    FindingColumn("never_closes", "flag", "whether that ground has no last day", lambda t: bool(t.window and t.window.never)),
    FindingColumn("marks", "list", "what is said beside the outcome: planned, by_contract, on_papers_not_seen, …", lambda t: [m.value for m in t.finding.marks]),
    FindingColumn("assuming", "list", "ids of the assumptions it rests on", lambda t: list(t.finding.assuming)),
    FindingColumn("conflicts", "list", "documents whose other value would change it", lambda t: list(dict.fromkeys(c.document for c in t.finding.conflicts))),
    FindingColumn("accepted_by", "text", "who accepts a fail", lambda t: t.finding.accepted.by if t.finding.accepted else ""),
    FindingColumn("accepted_until", "text", "until when, as written", lambda t: t.finding.accepted.until if t.finding.accepted else ""),
    FindingColumn("place", "text", "file:line:column of the first fact that decides it", lambda t: first_place(t.finding)),
    FindingColumn("title", "text", "title of the rule", lambda t: t.finding.rule.form.title.en),
    FindingColumn("sentence", "text", "what the rule says of the subject; figures rounded as on the screen", lambda t: t.finding.sentence),
    FindingColumn("known_on", "day", "day on which the deal is taken as it was known, where one was asked for", lambda t: t.checked.known.known_on if t.checked.known else None),
)  # fmt: skip  # short parts read together: one a line would take a screen
