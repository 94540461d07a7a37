"""The glossary: one term for one thing in both languages. Reads ``legalmodel/words/glossary.yaml``; makes the page docs/glossary.md of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from legalmodel.text.read import read

GLOSSARY = Path(__file__).parent.parent / "legalmodel" / "words" / "glossary.yaml"
PLACES = ("law", "vocabulary", "words", "docs")
"""Where words stand: the texts and tables of the law and the checks, the deal file's fields, fixed words of the code, the pages."""
PARTS = {
    "parties": "Parties and roles",
    "relationships": "The four relationships",
    "transfer": "Transfer, perfection, recourse",
    "insolvency": "Insolvency",
    "remoteness": "Bankruptcy remoteness",
    "payment": "Classes, payments, credit enhancement",
    "accounts": "Accounts and collections",
    "retention": "Risk retention",
    "disclosure": "Disclosure and holders",
    "books": "Accounting, capital, tax",
    "npl": "Non-performing loans",
    "exchange": "Special plans and ABN",
    "lending": "Leverage and micro-lending",
    "process": "Process",
    "charts": "Words of charts",
    "outcomes": "Outcomes",
}
SEEN = ("confirmed", "notes", "memory", "house")
HEAD = """\
# Glossary

Made by `.ci/make_docs.py` from `legalmodel/words/glossary.yaml`: one term for one thing, in English and Chinese, for every word that the
product prints. `.ci/lint_words.py` holds the texts of the law, the fields of the deal file, the catalogues and these pages to it.

- The route decides the Chinese word where two are given: bank route first, exchange route second.
- Beside an article stands the statute's own term; a term of the schools is no more than a heading.
- *Sale* (of assets), *isolation* (its legal result), *remoteness* (of the vehicle) and *derecognition* (in the accounts) are four things.
- English is spelt as in Britain: securitisation, judgement (the weighing; a judgment is a court's), licence.
- A finding says what is satisfied on the facts stated. It never says that a named company broke, evaded or complied with the law.

**Seen** says how far the usage was checked. *confirmed*: in the source named, or on a page about it. *notes*: told by notes on that source.
*memory*: known from practice, not looked up; no check rests on it until a practitioner confirms it. *house*: a convention of this project.
"""


class Banned(NamedTuple):
    """Words that are not to be printed: the pattern, the term to use, why, where, texts that quote them, and as shown on the page."""

    words: str
    say: str
    why: str
    where: tuple[str, ...] = PLACES
    quoted_in: tuple[str, ...] = ()
    shown: str = ""


class Glossary(NamedTuple):
    """Terms by id, words that are banned, and what the short names of sources stand for."""

    terms: Mapping[str, Mapping[str, Any]]
    banned: tuple[Banned, ...]
    sources: Mapping[str, str]

    def enforced(self) -> list[Banned]:
        """Return the words whose ban does not rest on memory alone."""
        return [one for one in self.banned if self.terms[one.say]["seen"] != "memory"]


def load(path: Path = GLOSSARY) -> Glossary:
    """Return the glossary. Raises ValueError where a term is given twice in a language, or a word has no place."""
    data = read(path).data
    banned = tuple(
        Banned(
            b["words"],
            b["say"],
            b["why"],
            tuple(b.get("where", PLACES)),
            tuple(b.get("except", ())),
            b.get("shown", b["words"]),
        )
        for b in data["banned"]
    )
    found = Glossary(data["terms"], banned, data["sources"])
    if wrong := faults(found):
        raise ValueError("; ".join(wrong))
    return found


def faults(glossary: Glossary) -> list[str]:
    """Return what is wrong with the glossary itself."""
    wrong = [
        f"{id}: '{t['in']}' is no part, or '{t['seen']}' is not how far" for id, t in glossary.terms.items() if not _placed(t)
    ]
    for tag in ("en", "zh"):
        by: dict[str, list[str]] = {}
        for id, term in glossary.terms.items():
            for word in dict.fromkeys(said(term, tag)):
                by.setdefault(word, []).append(id)
        wrong += [f"{' and '.join(ids)} have one {tag} term, {word}" for word, ids in by.items() if len(ids) > 1]
    wrong += [f"banned '{b.words}': no term {b.say}" for b in glossary.banned if b.say not in glossary.terms]
    return wrong + [f"banned '{b.words}': no place {w}" for b in glossary.banned for w in b.where if w not in PLACES]


def _placed(term: Mapping[str, Any]) -> bool:
    return term["in"] in PARTS and term["seen"] in SEEN


def said(term: Mapping[str, Any], tag: str) -> list[str]:
    """Return the term in a language: more than one where the route decides."""
    words = term[tag]
    return [words] if isinstance(words, str) else list(words.values())


def page() -> str:
    """Return docs/glossary.md."""
    glossary = load()
    lines = [HEAD]
    for part, title in PARTS.items():
        lines += [f"## {title}\n", "| term | 中文 | not to be taken for | source | seen |", "|---|---|---|---|---|"]
        lines += [_row(id, term) for id, term in glossary.terms.items() if term["in"] == part]
        lines.append("")
    lines += ["## Not to be printed\n", "| words | say instead | why |", "|---|---|---|"]
    lines += [f"| {_cell(b.shown)} | {glossary.terms[b.say]['en']} | {b.why} |" for b in glossary.enforced()]
    lines += ["", "## Sources\n", *(f"- **{short}**: {long}" for short, long in glossary.sources.items()), ""]
    return "\n".join(lines)


def _row(id: str, term: Mapping[str, Any]) -> str:
    cells = (term["en"], " ／ ".join(said(term, "zh")), term.get("note", ""), term.get("source", ""), term["seen"])
    return f'| <a id="{id}"></a>{" | ".join(map(_cell, cells))} |'


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
