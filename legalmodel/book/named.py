"""Questions of a book that have a name, so that nobody has to write SQL for them."""

from typing import NamedTuple

from legalmodel.base.language import Phrase
from legalmodel.book.told import OF_ID


class NamedQuery(NamedTuple):
    """A question: what it tells, its SQL, and the same for readers of Chinese where its words differ."""

    says: Phrase
    sql: str
    chinese: str = ""


_FAILS = (
    "SELECT deal, rule, article, {title}, subject, day, {sentence} FROM fails"
    " WHERE ($rule IS NULL OR rule = $rule OR instrument = $rule) AND ($deal IS NULL OR deal = $deal) ORDER BY deal, rule, subject"
)
_OPEN = "outcome = 'unknown' AND NOT harmless"
_BEFORE = "SEMI JOIN (SELECT deal, version FROM sums WHERE told IS NULL) USING (deal, version)"
"""Findings of deals that were judged before anything was summed up of a deal."""
_TOLD_BEFORE = (
    "SELECT said FROM (SELECT DISTINCT deal, rule || CASE WHEN fails THEN ' fail' WHEN doubtful THEN ' doubtful' WHEN outcome = 'judgement'"
    f" THEN ' judgement' WHEN outcome = 'pass' THEN ' pass' WHEN {_OPEN} THEN ' open' ELSE ' asked' END AS said FROM findings {_BEFORE})"
)
_MISSING_BEFORE = (
    f"SELECT fact, count(*) AS n FROM (SELECT deal, regexp_replace(unnest(missing), {OF_ID}) AS fact FROM findings {_BEFORE} WHERE {_OPEN})"
    " GROUP BY deal, fact"
)

NAMED = {
    "totals": NamedQuery(
        Phrase("how many deals, findings and fails, and how many files were set aside"),
        "SELECT (SELECT count(*) FROM deals) AS deals, (SELECT count(*) FROM refused) AS refused,"
        " count(*) FILTER (trouble = '') AS judged, count(*) FILTER (fails > 0) AS deals_that_fail, sum(findings) AS findings,"
        " sum(fails) AS fails, sum(doubtful) AS doubtful, sum(unknown) AS unknown, sum(judgement) AS judgement FROM judged",
    ),
    "deals": NamedQuery(
        Phrase("the deals, with what was found of each in numbers (--deal)"),
        "SELECT d.deal, d.version, d.name, d.route, d.closing, d.added, j.fails, j.doubtful, j.unknown, j.judgement, j.trouble"
        " FROM deals d LEFT JOIN judged j USING (deal, version) WHERE ($deal IS NULL OR d.deal = $deal) ORDER BY d.deal",
    ),
    "fails": NamedQuery(
        Phrase("which deals fail a rule, and why (--rule: a rule or an instrument; --deal)"),
        _FAILS.format(title="title", sentence="sentence"),
        _FAILS.format(title="title_zh AS title", sentence="sentence_zh AS sentence"),
    ),
    "rules": NamedQuery(
        Phrase("of each rule, how many deals fail it, are open on it, and meet it"),
        "SELECT rule, article, title, coalesce(sum(n) FILTER (word = 'fail'), 0)::BIGINT AS fail,"
        " coalesce(sum(n) FILTER (word = 'doubtful'), 0)::BIGINT AS doubtful, coalesce(sum(n) FILTER (word = 'open'), 0)::BIGINT AS open,"
        " coalesce(sum(n) FILTER (word = 'judgement'), 0)::BIGINT AS judgement, coalesce(sum(n) FILTER (word = 'pass'), 0)::BIGINT AS pass"
        " FROM (SELECT split_part(said, ' ', 1) AS rule, split_part(said, ' ', 2) AS word, n FROM (SELECT said, count(*) AS n FROM"
        f" (SELECT unnest(told) AS said FROM sums UNION ALL {_TOLD_BEFORE}) GROUP BY said)) JOIN rules USING (rule)"
        " WHERE ($rule IS NULL OR rule = $rule OR instrument = $rule) GROUP BY ALL ORDER BY fail DESC, open DESC, rule",
    ),
    "conclusions": NamedQuery(
        Phrase("of each heading and law, how many deals come to which conclusion"),
        "SELECT heading, system, conclusion, count(*) AS lines, count(DISTINCT deal) AS deals FROM lines GROUP BY ALL ORDER BY ALL",
    ),
    "missing": NamedQuery(
        Phrase("which facts are missing in most deals: the first 50"),
        "SELECT fact, count(*) AS deals, sum(n) AS findings FROM (SELECT unnest(open_facts) AS fact, unnest(open_counts) AS n FROM sums"
        f" UNION ALL {_MISSING_BEFORE}) GROUP BY fact ORDER BY deals DESC, fact LIMIT 50",
    ),
    "due": NamedQuery(
        Phrase("duties that are still to come, the first first"),
        "SELECT due, deal, rule, subject FROM findings WHERE outcome = 'not_yet_due' ORDER BY due NULLS LAST, deal, rule",
    ),
    "parties": NamedQuery(
        Phrase("which parties stand in most deals: the first 100, by what joined_by says; of one name there may be several; natural persons are left out"),
        "SELECT coalesce(lei, uscc, name) AS party, any_value(name) AS name, count(DISTINCT deal) AS deals,"
        " CASE WHEN lei IS NOT NULL THEN 'lei' WHEN uscc IS NOT NULL THEN 'uscc' ELSE 'name' END AS joined_by FROM parties"
        " WHERE NOT natural_person GROUP BY 1, 4 ORDER BY deals DESC, 1, 4 LIMIT 100",
    ),
    "refused": NamedQuery(
        Phrase("which files were set aside, and the first fault of each"),
        "SELECT deal, faults, line, code, cause, fix FROM refused ORDER BY deal",
    ),
    "removed": NamedQuery(
        Phrase("which deals were taken out, when and why"), "SELECT deal, removed, why FROM removed ORDER BY removed, deal"
    ),
    "twins": NamedQuery(Phrase("deals that are the same to the byte under several names"), "SELECT deals, names FROM twins ORDER BY names"),
    "versions": NamedQuery(
        Phrase("the versions of each deal that has several, or of one (--deal)"),
        "SELECT deal, version, added, sha256 FROM versions WHERE ($deal IS NULL OR deal = $deal)"
        " QUALIFY $deal IS NOT NULL OR count(*) OVER (PARTITION BY deal) > 1 ORDER BY deal, version",
    ),
}  # fmt: skip  # statements read as such


def parameters_of(sql: str, given: dict[str, str | None]) -> dict[str, str | None]:
    """Return the values that a statement asks for by name."""
    return {name: value for name, value in given.items() if f"${name}" in sql}
