"""The pages of rules: what the article asks, how far it was read, how all deals stand, and of which deals it is not met or has to be weighed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from legalmodel.base.language import say, spoken, translated
from legalmodel.base.outcomes import Outcome
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import cited, rule_text, title_of
from legalmodel.report.places import place_name
from legalmodel.report.words import OUTCOME_WORDS, question_words
from legalmodel.site.frame import PagePlace, Site, link, page, pages, table
from legalmodel.site.lists import ROWS
from legalmodel.site.one_deal import RuleTold, SiteDeal


class Rules:
    """The rules that say anything of a deal on the site."""

    def __init__(self, rules: Mapping[str, CompiledRule], catalogue: Catalogue, deals: Sequence[SiteDeal]) -> None:
        self.catalogue = catalogue
        self.counts: dict[str, Counter[str]] = {}
        self.told: dict[str, list[tuple[SiteDeal, RuleTold]]] = {}
        for deal in deals:
            for id, counts in deal.counts.items():
                # deals are counted, each by the gravest that is said of it
                self.counts.setdefault(id, Counter())[_gravest(counts)] += 1
            for each in deal.told:
                self.told.setdefault(each.rule, []).append((deal, each))
        self.rules = {id: rules[id] for id in sorted(self.counts) if id in rules}

    def written(self, site: Site) -> Iterator[tuple[str, bytes]]:
        """Yield the pages in the language spoken, each with its path."""
        for id, rule in self.rules.items():
            told = sorted(self.told.get(id, ()), key=lambda each: (not each[1].fails, each[0].closing, each[0].slug))
            count = max(1, -(-len(told) // ROWS))
            for at in range(1, count + 1):
                path = f"rule/{id}.html" if at == 1 else f"rule/{id}-page-{at}.html"
                body = [*self._head(rule), *self._standing(id), *self._told(told[(at - 1) * ROWS : at * ROWS])]
                way = pages(f"{id}-page-", at, count).replace(f'"{id}-page-1.html"', f'"{id}.html"')
                yield path, page(site, PagePlace(path, cited(rule)), [*body, way])

    def _head(self, rule: CompiledRule) -> Iterator[str]:
        yield f"<p><strong>{escape(title_of(rule.form.title))}</strong></p>"
        yield f"<p>{escape(rule_text(rule, 'condition', rule.form.condition))}</p>"
        question = self.catalogue.questions.get(rule.question)
        rows = [
            (say("Law"), f"{title_of(rule.head.title)} ({place_name(rule.head.system)})"),
            (say("Question"), question_words(question) if question else rule.question),
            (say("Consequence"), rule_text(rule, "consequence", rule.form.consequence)),
            (say("Text read"), translated(rule.text_read, "text")),
            (say("Rule"), rule.id),
        ]
        yield f"<dl>{''.join(f'<dt>{escape(a)}</dt><dd>{escape(b)}</dd>' for a, b in rows if b)}</dl>"

    def _standing(self, id: str) -> Iterator[str]:
        counts = self.counts[id]
        yield f"<h2>{escape(say('How deals stand'))}</h2>"
        rows = [(escape(_words(value)), str(counts[value])) for value in _ORDER if counts[value]]
        yield table((say("Gravest outcome in the deal"), say("Deals")), rows, frozenset({1}))

    def _told(self, told: Sequence[tuple[SiteDeal, RuleTold]]) -> Iterator[str]:
        if not told:
            return
        tag = spoken()
        yield f"<h2>{escape(say('Deals of which it is not met, in doubt or to be weighed'))}</h2>"
        rows = [
            (
                link(f"../deal/{deal.slug}.html#findings", deal.names[tag]),
                f'<span class="c {"fail" if each.fails else "judgement"}">{escape(each.outcome[tag])}</span>',
                escape(each.sentence[tag]),
            )
            for deal, each in told
        ]
        yield table((say("Deal"), say("Outcome"), say("What it says")), rows)

    def rows(self) -> list[list[str]]:
        """Return the list of rules, by system and instrument."""
        order = sorted(self.rules.values(), key=lambda r: (r.head.system, r.head.id, r.id))
        return [
            [
                link(f"../rule/{rule.id}.html", cited(rule)),
                escape(title_of(rule.form.title)),
                escape(place_name(rule.head.system)),
                str(self.counts[rule.id]["fail"] or ""),
            ]
            for rule in order
        ]


_ORDER = ("fail", "doubtful", "judgement", "unknown", "reservation", "not_yet_due", "pass", "does_not_arise")


def _gravest(counts: Counter[str]) -> str:
    return next((value for value in _ORDER if counts[value]), "pass")


def _words(value: str) -> str:
    return say("in doubt") if value == "doubtful" else str(OUTCOME_WORDS[Outcome(value)])
