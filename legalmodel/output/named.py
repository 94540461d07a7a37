"""What a word names that stands in a report: a heading, a question, or any record, also one of which no rule speaks."""

from collections.abc import Iterator

from legalmodel.base.language import say
from legalmodel.base.places import dotted
from legalmodel.base.speech import name_of
from legalmodel.base.things import Thing
from legalmodel.graph.graph import Graph
from legalmodel.judgment.drawn import Judgment
from legalmodel.law.catalogue import Catalogue
from legalmodel.report.words import HEADINGS, STATE_WORDS, question_words


def heading_of(word: str) -> str:
    """Return the id of the heading that a word names, as it is printed or as it is called in the law; else the word."""
    plain = _plain(word)
    return next((id for id, said in HEADINGS.items() if plain in (_plain(id), _plain(str(said)))), word)


def records(graph: Graph, word: str) -> list[Thing]:
    """Return the records that a word names: by the path, else by the id, else by the name."""
    things = [t for t in graph.things.values() if t.path]
    return (
        [t for t in things if dotted(t.path) == word]
        or [t for t in things if t.id == word and len(t.path) == 2]
        or [t for t in things if _plain(name_of(t)) == _plain(word)]
    )


def known(judgment: Judgment, graph: Graph, catalogue: Catalogue, word: str) -> list[str]:
    """Return the words that can be explained, but never the one that cannot."""
    words = [*HEADINGS, *catalogue.questions, *(f.rule.id for f in judgment.findings), *map(dotted, graph.things)]
    return [known for known in dict.fromkeys(words) if known and known != word]


def heading_rows(judgment: Judgment, heading: str) -> Iterator[str]:
    """Yield what stands under a heading of which there is no conclusion."""
    yield say("{heading}: no conclusion is drawn", heading=HEADINGS[heading])
    for state in (q for q in judgment.apart if q.question.partition("/")[0] == heading):
        yield f"  {state.question}  {STATE_WORDS[state.state]}"


def question_rows(catalogue: Catalogue, question: str) -> Iterator[str]:
    """Yield a question that no rule asked of this deal."""
    asked = catalogue.questions[question]
    yield question_words(asked)
    yield say("  No rule of the law in use asked this of the deal.")


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
