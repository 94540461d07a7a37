"""Rules found by words: of their ids, articles, titles, conditions and consequences, in English or Chinese."""

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law
from legalmodel.law.texts import cited, title_of

_MOST = 60


def law_found(words: str, system: str = "") -> str:
    """Return a row for each rule that holds all the words, those first that have them in title or article. Raises BadRequest if none has."""
    wanted = words.lower().split()
    law = load_law()
    rules = [rule for rule in law.rules.values() if not system or rule.system == system]
    if not wanted or not rules:
        systems = sorted({rule.system for rule in law.rules.values()})
        raise BadRequest(say("nothing to look for"), say("give words; systems: {systems}", systems=", ".join(systems)))
    found = [(rank, rule) for rule in rules if (rank := _rank(rule, wanted)) is not None]
    if not found:
        raise BadRequest(say("no rule has the words '{words}'", words=words[:80]), say("try fewer words, or a part of one"))
    found.sort(key=lambda pair: (pair[0], pair[1].id))
    rows = [
        f"{rule.id}: {cited(rule)} · {title_of(rule.form.title)} [{rule.system}, {rule.text_read}]" for _, rule in found[:_MOST]
    ]
    if len(found) > _MOST:
        rows.append(say("and {n} more", n=len(found) - _MOST))
    return "\n".join(rows)


def _rank(rule: CompiledRule, wanted: list[str]) -> int | None:
    """Return 0 where title and article have all words, 1 where the rest of the rule is needed; None where a word is nowhere."""
    title = rule.form.title
    near = f"{rule.id} {rule.form.article} {rule.head.short} {title.en} {title.zh}".lower()
    if all(word in near for word in wanted):
        return 0
    far = f"{near} {rule.form.condition} {rule.form.consequence} {rule.form.question} {rule.form.remedy}".lower()
    return 1 if all(word in far for word in wanted) else None


def law_shown(name: str) -> CompiledRule:
    """Return the rule of an id. Raises BadRequest if there is none: the name of a whole instrument would fill many pages."""
    law = load_law()
    if name not in law.rules:
        raise BadRequest(say("no rule is called '{name}'", name=name[:80]), nearest(name, law.rules))
    return law.rules[name]
