"""The pages of rules: what the article asks, how far it was read, how all deals stand, and of which deals it is not met or has to be weighed."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from legalmodel.base import figures
from legalmodel.base.language import say, spoken, translated
from legalmodel.base.outcomes import Outcome
from legalmodel.law.catalogue import Catalogue
from legalmodel.law.compile import CompiledRule
from legalmodel.law.texts import cited, rule_text, title_of
from legalmodel.report.places import place_name
from legalmodel.report.words import OUTCOME_WORDS, question_words
from legalmodel.site.frame import PagePlace, Site, link, page, pages, table
from legalmodel.site.lists import ROWS
from legalmodel.site.one_deal import GRAVEST, RuleTold, SiteDeal


class Rules:
    """The rules that say anything of a deal on the site. What they say of each waits in a folder, a file a rule, until their pages are written."""

    def __init__(self, rules: Mapping[str, CompiledRule], catalogue: Catalogue, folder: Path) -> None:
        self.catalogue, self._all, self._folder = catalogue, rules, folder
        self.counts: dict[str, Counter[str]] = {}
        self._waiting: dict[str, list[bytes]] = {}
        self._size = 0

    def __enter__(self) -> "Rules":
        self._folder.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def rules(self) -> dict[str, CompiledRule]:
        """The rules, by id."""
        return {id: self._all[id] for id in sorted(self.counts) if id in self._all}

    def take(self, deal: SiteDeal) -> None:
        """Take over what rules say of a deal; deals are counted, each by the gravest that is said of it."""
        for id, value in deal.stands.items():
            self.counts.setdefault(id, Counter())[value] += 1
        for each in deal.told:
            if each.rule in self._all:
                line = json.dumps([deal.slug, *each], ensure_ascii=False).encode() + b"\n"
                self._waiting.setdefault(each.rule, []).append(line)
                self._size += len(line)
        if self._size > _HELD_MOST:
            self._put_away()

    def _put_away(self) -> None:
        for id, lines in self._waiting.items():
            with (self._folder / f"{id}.jsonl").open("ab") as file:
                file.writelines(lines)
        self._waiting, self._size = {}, 0

    def written(self, site: Site, deals: Mapping[str, SiteDeal]) -> Iterator[tuple[str, bytes]]:
        """Yield the pages in the language spoken, each with its path."""
        self._put_away()
        for id, rule in self.rules.items():
            told = sorted(self._read(id, deals), key=lambda each: (not each[1].fails, each[0].order))
            count = max(1, -(-len(told) // ROWS))
            for at in range(1, count + 1):
                path = f"rule/{id}.html" if at == 1 else f"rule/{id}-page-{at}.html"
                body = [*self._head(rule), *self._standing(id), *self._told(told[(at - 1) * ROWS : at * ROWS])]
                way = pages(f"{id}-page-", at, count).replace(f'"{id}-page-1.html"', f'"{id}.html"')
                yield path, page(site, PagePlace(path, cited(rule)), [*body, way])

    def _read(self, id: str, deals: Mapping[str, SiteDeal]) -> list[tuple[SiteDeal, RuleTold]]:
        file = self._folder / f"{id}.jsonl"
        lines = file.read_bytes().splitlines() if file.is_file() else []
        return [(deals[slug], RuleTold(*rest)) for slug, *rest in map(json.loads, lines)]

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
        rows = [(escape(_words(value)), figures.count(counts[value])) for value in GRAVEST if counts[value]]
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
                escape(each.sentence[tag])
                + (f'<br><span class="small">{escape(say("and {n} more", n=each.more))}</span>' if each.more else ""),
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
                figures.count(n) if (n := self.counts[rule.id]["fail"]) else "",
            ]
            for rule in order
        ]


_HELD_MOST = 8_000_000
"""So many bytes of what rules say are held before they are put away."""


def _words(value: str) -> str:
    return say("in doubt") if value == "doubtful" else str(OUTCOME_WORDS[Outcome(value)])
