"""Derived relations that most rules ask for, joined when a graph is built."""

from collections.abc import Callable
from datetime import date
from typing import Any

from legalmodel.base.things import Thing
from legalmodel.base.trees import lies_below as is_word
from legalmodel.base.values import Truth
from legalmodel.graph.definitions import GROUP
from legalmodel.graph.derive import person
from legalmodel.graph.derive.affiliation import Affiliation
from legalmodel.graph.derive.control import Control
from legalmodel.graph.derive.functions import Functions
from legalmodel.graph.derive.holders import Holdings
from legalmodel.graph.derive.puts import Puts
from legalmodel.graph.derive.recourse import Recourse, RecourseInputs
from legalmodel.graph.derive.title import Title
from legalmodel.graph.links import seated
from legalmodel.graph.truth import Asked
from legalmodel.model.types import WORDS

_Answers = dict[str, Callable[..., Any]]


def wire(graph: Asked, control: Control) -> tuple[_Answers, _Answers]:
    """Return by question who answers it and who tells why: what one relation needs of another is handed to it here."""
    holdings, title = Holdings(graph), Title(graph, person.person)
    group = Affiliation(control, lambda of, day: list(seated(graph, of, day)), _is_state)
    work = Functions(graph, WORDS["function"])

    def affiliated(a: Thing, b: Thing, day: date | None) -> Any:
        return graph.ask("affiliated", (a, b, GROUP), day)

    inputs = RecourseInputs(affiliated, title.later, person.person, Puts(graph).on, WORDS["support"])
    recourse = Recourse(graph, inputs)
    questions: _Answers = {
        "person": person.person,
        "is_class": lambda actor, _: actor.plural,
        "controls": control.controls,
        "affiliated": group.affiliated,
        "title": title.hops,
        "earlier_hops": title.earlier,
        "holders": holdings.holders,
        "share_held": holdings.share_held,
        "amount_held": holdings.amount_held,
        "performs": work.performs,
        "appointments": work.appointments,
        "recourse_grounds": recourse.grounds,
        "recourse": recourse.recourse,
    }
    reasons: _Answers = {
        "person": lambda actor, day: person.why(graph, actor, day),
        "is_class": lambda actor, day: (
            (graph.fact(actor, "defined_as", day),) if actor.plural else (graph.fact(actor, "name", day),)
        ),
        "controls": control.why,
        "affiliated": group.why,
        "title": title.why,
        "earlier_hops": title.why_earlier,
        "holders": lambda of, day: holdings.why(None, of, day),
        "share_held": holdings.why,
        "amount_held": holdings.why,
        "performs": work.why,
        "appointments": work.why,
        "recourse_grounds": recourse.why,
        "recourse": lambda to, from_, _, day: recourse.why_between(to, from_, day),
    }
    return questions, reasons


def _is_state(actor: Thing) -> Truth:
    """Tell whether an actor is the State or a body of it; a company that it owns is none."""
    return is_word(actor.fields.get("form"), "government", WORDS["form"])
