"""The catalogue of questions that any law must answer, and who would know each fact."""

from collections.abc import Mapping
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.language import say
from legalmodel.base.places import Path
from legalmodel.law.files import law_folder
from legalmodel.law.ready import read_table
from legalmodel.text.read import Source


class Question(NamedTuple):
    """One question. ``counts_for`` is hop, vehicle, class, a role of a party that may fail (``graph/roles.yaml``), or apart.

    ``asks_of`` names the kinds of vehicle of which it is asked: words for estates or for legal forms. Empty, it is asked of all.
    """

    id: str
    asks: str
    zh: str
    short: str
    essential: bool
    counts_for: str
    asks_of: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The heading before the slash: isolation, remoteness, protection, process and so on."""
        return self.id.partition("/")[0]


class WhoKnows(NamedTuple):
    """Who would know a fact, and which document should say it, in plain words."""

    what: str
    ask: str
    document: str


class Catalogue(NamedTuple):
    """All questions in the order of the catalogue, and what each teller is said to know, by the pattern of its facts.

    A pattern is the beginning of a dotted path, ``*`` standing for any word but the first.
    ``by_route`` holds the words of routes whose papers have other names: route -> field of a teller -> word -> the word of the route.
    """

    questions: dict[str, Question]
    tellers: Mapping[str, Mapping[str, str]]
    by_route: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType({})

    def who_knows(self, path: Path, route: str = "") -> WhoKnows:
        """Return the teller of the longest pattern that fits a path; of equally long ones, a word goes before ``*``.

        It is put in the words of ``route``, where that has its own.
        """
        for length in range(len(path), 0, -1):
            for words in product(path[:1], *[(word, "*") for word in path[1:length]]):
                if said := self.tellers.get(".".join(words)):
                    own = self.by_route.get(route, {})
                    return WhoKnows(*[own.get(field, {}).get(word := said.get(field, ""), word) for field in WhoKnows._fields])
        return WhoKnows("", "", "")


def load_catalogue() -> Catalogue:
    """Read the catalogue of questions and the tellers.

    Raises BadInput if a question lacks a field.
    """
    source = read_table(law_folder() / "questions.yaml")
    questions = {id: _question(source, id, raw) for id, raw in source.data["questions"].items()}
    tellers = read_table(law_folder() / "who_knows.yaml").data
    return Catalogue(questions, tellers["facts"], tellers["by_route"])


def _question(source: Source, id: str, raw: Any) -> Question:
    wanted = {"asks", "zh", "short", "essential", "counts_for"}
    if not isinstance(raw, dict) or set(raw) - {"asks_of"} != wanted:
        cause = say("question {id} needs exactly: {wanted}", id=id, wanted=", ".join(sorted(wanted)))
        raise BadInput([Fault("bad-question", cause, source.place(("questions", id)))])
    return Question(
        id, raw["asks"], raw["zh"], raw["short"], raw["essential"], raw["counts_for"], tuple(raw.get("asks_of", ()))
    )
