"""The catalogue of questions that any law must answer, and who would know each fact."""

from typing import Any, NamedTuple

from legalmodel.base.errors import BadInput, Fault
from legalmodel.base.places import Path
from legalmodel.law.files import law_folder
from legalmodel.law.ready import read_law
from legalmodel.text.read import Source


class Question(NamedTuple):
    """One question. ``counts_for`` is hop, vehicle, transferor, trustee, servicer, account_bank, class or apart."""

    id: str
    asks: str
    zh: str
    short: str
    essential: bool
    counts_for: str

    @property
    def group(self) -> str:
        """The heading before the slash: isolation, remoteness, protection, process and so on."""
        return self.id.partition("/")[0]


class Teller(NamedTuple):
    """Who would know a fact, and which document should say it, in plain words."""

    what: str
    ask: str
    document: str


class Catalogue(NamedTuple):
    """All questions in the order of the catalogue, and the tellers by section and pattern of path."""

    questions: dict[str, Question]
    tellers: dict[str, dict[tuple[str, ...], Teller]]

    def who_knows(self, path: Path) -> Teller:
        """Return the teller of the most special pattern that fits a path."""
        inside = self.tellers.get(path[0], {})
        fitting = [p for p in inside if _fits(p, path)]
        if not fitting:
            return Teller("", "", "")
        return inside[max(fitting, key=lambda p: (len(p), sum(w != "*" for w in p)))]


def _fits(pattern: tuple[str, ...], path: Path) -> bool:
    return len(pattern) <= len(path) and all(w in ("*", p) for w, p in zip(pattern, path, strict=False))


def load_catalogue() -> Catalogue:
    """Read the catalogue of questions and the tellers.

    Raises BadInput if a question lacks a field.
    """
    source = read_law(law_folder() / "questions.yaml")
    questions = {id: _question(source, id, raw) for id, raw in source.data["questions"].items()}
    raw_tellers = read_law(law_folder() / "who_knows.yaml").data["facts"]
    tellers: dict[str, dict[tuple[str, ...], Teller]] = {}
    for dots, raw in raw_tellers.items():
        pattern = tuple(dots.split("."))
        tellers.setdefault(pattern[0], {})[pattern] = Teller(raw.get("what", ""), raw["ask"], raw["document"])
    return Catalogue(questions, tellers)


def _question(source: Source, id: str, raw: Any) -> Question:
    wanted = {"asks", "zh", "short", "essential", "counts_for"}
    if not isinstance(raw, dict) or set(raw) != wanted:
        cause = f"question {id} needs exactly: {', '.join(sorted(wanted))}"
        raise BadInput([Fault("bad-question", cause, source.place(("questions", id)))])
    return Question(id, raw["asks"], raw["zh"], raw["short"], raw["essential"], raw["counts_for"])
