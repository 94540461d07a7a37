"""Which rules of law are meant: named by their ids, by their instrument, or all of a system."""

from collections.abc import Sequence

from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import load_law


def rules_of(words: Sequence[str]) -> list[CompiledRule]:
    """Return the rules that words name, in the order of the law, each once.

    A word is the id of a rule or of an instrument. Raises BadRequest for another, or if there is none.
    """
    law = load_law()
    wanted: set[str] = set()
    for word in words:
        found = [rule.id for rule in law.rules.values() if word in (rule.id, rule.head.id)]
        if not found:
            raise BadRequest(
                say("no rule or instrument is called '{word}'", word=word),
                nearest(word, [*law.rules, *law.instruments]) or say("list them: legalmodel law list"),
            )
        wanted |= set(found)
    if not wanted:
        raise BadRequest(say("no rule is named"), say("name rules or instruments, such as cn-trust-law"))
    return [rule for rule in law.rules.values() if rule.id in wanted]
