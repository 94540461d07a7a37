"""The views of a book, over all that its shards hold: the last version of each deal, or the last on a day asked for."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_LAST = "t ANTI JOIN superseded USING (deal, version)"
"""After the name of a table: without what is superseded. A NOT EXISTS would read every column of every row, the deals themselves too."""
_GIVEN = "kind NOT IN ('unknown', 'dated', 'sourced', 'assumed', 'stated') AND text <> 'none'"
_PARTY = f"max(text) FILTER (field = '{{0}}' AND item < 1 AND {_GIVEN})"

VIEWS = {
    "last": (
        "SELECT deal, max(version) AS version FROM all_entries, asked WHERE (good OR code = 'removed') AND added < until"
        " GROUP BY deal HAVING max_by(good, entry)"
    ),
    "superseded": (
        "SELECT e.deal, e.version FROM all_entries e LEFT JOIN last l USING (deal, version) WHERE e.good AND l.deal IS NULL"
    ),
    "deals": (
        "SELECT t.deal, t.version, name, format, sha256, bytes, added, about, asset_class, route, stage, closing, currency, known_until"
        f" FROM all_entries {_LAST} WHERE good"
    ),
    "sources": f"SELECT t.deal, t.version, format, raw FROM all_entries {_LAST} WHERE good",
    "versions": "SELECT deal, version, added, sha256, name FROM all_entries WHERE good",
    "refused": (
        "SELECT deal, sha256, added, faults, line, code, cause, fix FROM all_entries, asked WHERE added < until"
        " QUALIFY row_number() OVER (PARTITION BY deal ORDER BY entry DESC) = 1 AND NOT good AND code <> 'removed'"
    ),
    "removed": (
        "SELECT deal, added AS removed, cause AS why FROM all_entries, asked WHERE (good OR code = 'removed') AND added < until"
        " QUALIFY row_number() OVER (PARTITION BY deal ORDER BY entry DESC) = 1 AND NOT good"
    ),
    "twins": (
        "SELECT sha256, count(*) AS deals, list(deal ORDER BY deal) AS names FROM deals GROUP BY sha256 HAVING count(*) > 1"
    ),
    "facts": f"SELECT * FROM all_facts {_LAST}",
    "records": (
        f"SELECT DISTINCT deal, version, section, record, sort FROM all_facts {_LAST} WHERE record <> ''"
    ),
    "parties": (
        "SELECT deal, version, record AS party, " + ", ".join(
            f"{_PARTY.format(field)} AS {name}"
            for field, name in (("name", "name"), ("name.zh", "name_zh"), ("form", "form"), ("seat", "seat"), ("lei", "lei"), ("uscc", "uscc"))
        )
        + ", coalesce(bool_or(field = 'form' AND text = 'natural_person'), false) AS natural_person"
        " FROM facts WHERE section = 'parties' GROUP BY deal, version, record"
    ),
    "refs": (
        "SELECT deal, version, section, record, sort, field, item, text AS to_record FROM facts WHERE kind = 'ref'"
    ),
    "findings": f"SELECT * EXCLUDE (unseen) FROM all_findings {_LAST}",
    "fails": (
        "SELECT f.deal, f.rule, r.instrument, r.article, r.title, f.subject, f.day, f.sentence, r.question, r.effect, r.force, r.binds,"
        " r.text_read, r.system, f.version, r.title_zh, f.sentence_zh FROM findings f JOIN rules r USING (rule) WHERE f.fails"
    ),
    "lines": f"SELECT * FROM all_lines {_LAST}",
    "judged": f"SELECT * EXCLUDE (told, open_facts, open_counts) FROM all_judged {_LAST}",
    "sums": f"SELECT t.deal, t.version, told, open_facts, open_counts FROM all_judged {_LAST}",
}  # fmt: skip  # statements read as such
"""Name of a view -> what it is, in the order in which they are made; ``superseded`` holds the versions that are not asked for."""


@cache
def rules_table(packs: tuple[Path, ...] = ()) -> "pa.Table":
    """Return the rules of the law at hand as a table: id, instrument, system, article, titles, question, what it is worth."""
    import pyarrow as pa

    from legalmodel.judgment.bearing import binds
    from legalmodel.law.load import load_law

    law = load_law(*packs)
    rows = [
        {
            "rule": rule.id,
            "instrument": rule.head.id,
            "system": rule.system,
            "article": rule.article,
            "title": rule.form.title.en,
            "title_zh": rule.form.title.zh,
            "question": rule.question,
            "heading": law.catalogue.questions[rule.question].group,
            "essential": law.catalogue.questions[rule.question].essential,
            "force": rule.force,
            "effect": rule.form.effect,
            "binds": binds(rule),
            "text_read": rule.text_read,
        }
        for rule in law.rules.values()
    ]
    flags = ("essential", "binds")
    names = ("rule", "instrument", "system", "article", "title", "title_zh", "question", "heading", "essential", "force", "effect", "binds", "text_read")  # fmt: skip  # short parts read together
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.bool_() if name in flags else pa.string()) for name in names]))
