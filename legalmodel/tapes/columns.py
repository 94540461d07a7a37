"""The columns of a loan that conditions may speak of: the standard ones, and those that a map adds."""

from functools import cache
from typing import NamedTuple

from legalmodel.base.kinds import MONEY, NUMBER, TEXT, Kind, Vocabulary, thing
from legalmodel.base.language import say, spoken
from legalmodel.base.resources import package_folder
from legalmodel.text.read import read

ROW = "loan of the tape"
"""The sort of a row, apart from ``loan``, which in a deal file is a loan to the vehicle."""
KINDS = {
    "key": TEXT,
    "text": TEXT,
    "amount": MONEY,
    "number": NUMBER,
    "rate": Kind("share", "rate"),
    "day": Kind("day"),
    "yes_no": Kind("choice", "provision"),
    "npl_grade": Kind("choice", "npl_grade"),
    "suit_stage": Kind("choice", "suit_stage"),
}
"""Kind of a column, as a map writes it -> its kind in a condition."""
NUMERIC = ("amount", "number", "rate")


class LoanColumn(NamedTuple):
    """A column of a loan: the name by which conditions know it, its kind, its heading in each language, and the usual headings."""

    name: str
    kind: str
    en: str
    zh: str
    usual: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The heading in the language spoken."""
        return self.zh if spoken() == "zh" and self.zh else self.en

    @property
    def numeric(self) -> bool:
        """Tell whether it holds figures."""
        return self.kind in NUMERIC


@cache
def standard() -> dict[str, LoanColumn]:
    """Return the standard columns by name."""
    data = read(package_folder("tapes") / "columns.yaml").data
    return {name: LoanColumn(name, c["kind"], c["en"], c["zh"], tuple(c["usual"])) for name, c in data.items()}


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared with the usual ones: small letters, digits and signs of writing alone."""
    return "".join(sign for sign in heading.casefold() if sign.isalnum())


def words_of_tapes(wide: Vocabulary, own: tuple[LoanColumn, ...] = ()) -> Vocabulary:
    """Return the words of a deal with those of a row of its tape beside them."""
    fields = {c.name: KINDS[c.kind] for c in (*standard().values(), *own)}
    return wide._replace(things={**wide.things, ROW: fields}, sorts={**wide.sorts, ROW: "any"})


ROW_KIND = thing(ROW)


def kind_in_words(kind: str) -> str:
    """Say what a column holds."""
    names = {
        "key": say("key (hashed)"),
        "text": say("words"),
        "amount": say("amount"),
        "number": say("number"),
        "rate": say("percentage"),
        "day": say("day"),
        "yes_no": say("yes or no"),
    }
    return names.get(kind, say("word of a list"))
