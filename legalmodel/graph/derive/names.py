"""Namesakes: parties that stand earlier in the file under the same name, or one that can hardly be told from it.

Two names are alike if they are equal once width, case, blanks, punctuation, letters of other alphabets that look the same and words
for the form of a company are left out of account; or if they differ in one letter, left out, added or exchanged, of at least ten. Names
that differ in a figure, or in a word of one or two letters, are told apart on purpose. A class of persons has no name of its own.
"""

import re
from datetime import date
from unicodedata import normalize

from legalmodel.base.facts import Fact
from legalmodel.base.things import Dated, Thing
from legalmodel.base.values import Items
from legalmodel.graph.truth import View

_LOOK_ALIKE = str.maketrans("авеԍкмнорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο０１", "abegkmhopcyxijsabezhikmnoptyxo01")
_FORMS = re.compile(
    r"\b(company limited|co ltd|co|ltd|limited|inc|incorporated|corp|corporation|plc|llc|sa|ag|gmbh|spa|srl)\b|股份有限公司|有限责任公司|有限公司"
)
_LEAST = 10
"""Letters that a name must have for one letter to count as a slip."""
_MOST_LETTERS = 200
"""A longer text is no name in which a letter slips: its keys, two for each letter, would take the square of its length."""
_MOST_KEYS = 400_000
"""Slips are looked for among so many keys, some 5,000 parties; whoever stands behind these in the file is compared by the whole name alone."""
_TOLD = 20
"""So many namesakes of one party are told: where thousands bear one name, each would have thousands before it."""


class Names:
    """Answers who has the name of whom."""

    __slots__ = ("_earlier", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self._earlier: dict[Thing, tuple[Thing, ...]] | None = None

    def namesakes(self, party: Thing, _: date | None) -> Items:
        """Return the first twenty of the parties before this one in the file whose names look like its own."""
        if self._earlier is None:
            self._earlier = self._find()
        return Items(self._earlier.get(party, ()))

    def why(self, party: Thing, day: date | None) -> tuple[Fact, ...]:
        """Return the names."""
        return tuple([self.view.fact(p, "name", day) for p in (party, *self.namesakes(party, day))])

    def _find(self) -> dict[Thing, tuple[Thing, ...]]:
        parties = list(self.view.section("parties"))
        seen: dict[str, list[int]] = {}
        found: dict[Thing, tuple[Thing, ...]] = {}
        for number, party in enumerate(parties):
            # counted as they are entered: past the limit a name is still compared whole
            keys = {key for name in _names(party) for key in _keys(name, slips=len(seen) < _MOST_KEYS)}
            if others := sorted({other for key in keys for other in seen.get(key, ())}):
                found[party] = tuple([parties[other] for other in others[:_TOLD]])
            for key in keys:
                # the first ones are all that is ever told of a name that thousands bear
                if len(alike := seen.setdefault(key, [])) < _TOLD:
                    alike.append(number)
        return found


def _names(party: Thing) -> list[str]:
    held = party.fields.get("name")
    if party.plural:
        return []
    names = [value for _, value in held.steps] if isinstance(held, Dated) else [held]
    return [str(form) for name in names if isinstance(name, str) for form in (name, *getattr(name, "forms", {}).values())]


def _keys(name: str, slips: bool) -> set[str]:
    """Return what a name shares with those that are alike: itself in plain letters, and, where ``slips`` count, without each one letter."""
    lower = normalize("NFKC", name).translate(_LOOK_ALIKE).casefold()
    words = re.sub(r"[\W_]+", " ", lower).strip()
    # a name that is nothing but a legal form is compared as it is
    plain = _FORMS.sub(" ", words).replace(" ", "") or words.replace(" ", "")
    keys = {plain}
    if slips and _LEAST <= len(plain) <= _MOST_LETTERS and plain.isascii():
        keys |= {f"{plain[:n]}~{plain[n + 1 :]}" for n in _letters(_FORMS.sub(" ", words))}
        # a letter too many; where there are figures, Fund 1 and Fund 11 are two funds and no slip
        keys |= {f"{plain[:n]}~{plain[n:]}" for n in range(1, len(plain))} if not any(c.isdigit() for c in plain) else set()
    return keys


def _letters(words: str) -> list[int]:
    """Return the places, in the name without blanks, of letters that are no figure and stand in a word of more than two letters."""
    places: list[int] = []
    start = 0
    for word in words.split():
        if len(word) > 2:
            places += [start + n for n, char in enumerate(word) if not char.isdigit()]
        start += len(word)
    return places
