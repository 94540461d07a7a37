"""How the loans of a pool are chosen and counted: criteria, limits, strata, the sample kept; all held against a loan tape.

Conditions are in the language of rules and speak of one ``loan``, a row of the tape, by the columns of docs/tape.md.
"""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Amount, Day, Keyed, Named, Number, Paper, Person, Rate, Share, Text, Texts


class Constant(Record):
    """A figure or day of a condition, under the name by which the condition uses it."""

    amount: Amount = says("an amount of money", "5m")
    share: Rate = says("a percentage", "24%")
    number: Number = says("a plain number", 90)
    day: Day = says("a day", "2025-03-31")


class Eligibility(Record):
    """A criterion that each loan must meet, as a condition on its row of the tape."""

    test: Text = says("what must hold of each loan, in the language of rules", "loan.days_past_due > 90")
    when: Text = says("of which loans it is asked, if not of all", 'loan.secured == "yes"')
    wording: Named = says("the criterion as the document words it")
    numbers: Annotated[dict[str, Constant] | None, Keyed(whole=True)] = says(
        "amounts, percentages and days of the condition, by name"
    )


class Limit(Record):
    """The most or the least that some loans may make up of the pool, such as those of one debtor or region."""

    by: Text = says("by what loans are put together, or nothing: all that count are one group", "loan.debtor", "loan.region")
    when: Text = says("which loans count, if not all", "loan.days_past_due > 180")
    of: Text = says("the amount that is added up; if it is left out, the balance", "loan.principal")
    largest: Number = says("number of largest groups counted together; if it is left out, one", 10)
    most: Share = says("the most that a group may make up of the whole", "5%")
    least: Share = says("the least that the loans that count must make up of the whole", "50%")
    wording: Named = says("the limit as the document words it")
    numbers: Annotated[dict[str, Constant] | None, Keyed(whole=True)] = says(
        "amounts, percentages and days of the condition, by name"
    )


class Stratum(Record):
    """One table of the stratification: the loans by a column, or by bands of a figure or day."""

    by: Text = says("the column, or what is worked out from columns", "loan.rate")
    bands: Texts = says("where one band ends and the next begins; each begins at its figure", "5%", "10%")
    wording: Named = says("heading of the table")


class Sampling(Record):
    """How the loans that are kept were drawn at random from all that fit, so that anybody can draw them again."""

    share: Share = says("the part of all loans drawn from that is kept", "5%")
    seed: Text = says("the words or digits that fix the draw, laid down before the list was known")
    laid_down: Day = says("day on which the seed was laid down")
    by: Person = says("who laid it down")
    document: Paper = says("where the draw is described")
