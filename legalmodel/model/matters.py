"""What was written, decided and done around the deal: documents, opinions, events, conduct, proceedings, assumptions."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import Amount, Day, Named, System, Text, ref, refs, word, words


class Document(Record):
    """A contract of the deal, or a source that facts are taken from."""

    title: Named = says("title")
    kind: Annotated[str | None, word("document_kind")] = says("sort of document", "trust_contract", "public_page")
    by: Annotated[tuple[str, ...] | None, refs("party")] = says("parties or author")
    author: Text = says("author who is no party of the deal")
    date: Day = says("date")
    standing: Annotated[str | None, word("document_standing")] = says("how firm it is", "signed", "draft", "public_summary")
    law: System = says("law it is under")
    address: Text = says("where it can be read")


class Opinion(Record):
    """A legal opinion. It meets only a rule that asks for one."""

    by: Annotated[str | None, ref("party")] = says("law firm")
    to: Annotated[tuple[str, ...] | None, refs("actor")] = says("addressees")
    on: Annotated[str | None, ref("hop")] = says("transfer it speaks of")
    subjects: Annotated[tuple[str, ...] | None, words("opinion_subject")] = says("what it concludes on")
    level: Annotated[str | None, word("opinion_level")] = says("how sure it is", "would")
    law: System = says("law it is given under")
    date: Day = says("date")
    assumes: Text = says("facts it takes for granted")
    document: Annotated[str | None, ref("document")] = says("the document")


class Event(Record):
    """Something that happened in the life of the deal."""

    kind: Annotated[str | None, word("event_kind")] = says("what happened", "established", "liquidated")
    date: Day = says("when")
    of: Annotated[str | None, ref("any")] = says("to what or whom")
    by: Annotated[str | None, ref("actor")] = says("who did it")
    amount: Amount = says("amount moved")
    reason: Text = says("reason given")


class Conduct(Record):
    """How a party in fact behaved, one thing at a time."""

    of: Annotated[str | None, ref("actor")] = says("whose conduct")
    kind: Annotated[str | None, word("conduct_kind")] = says("in what respect", "office", "financial_statements")
    what: Text = says("what was done or left undone")
    held: Annotated[str | None, word("provision")] = says("whether it was there or done", "no")
    towards: Annotated[str | None, ref("actor")] = says("towards whom")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")


class Proceeding(Record):
    """An insolvency, an action, a resolution measure."""

    kind: Annotated[str | None, word("proceeding_kind")] = says("sort of proceeding", "bankruptcy_liquidation")
    of: Annotated[str | None, ref("actor")] = says("whose insolvency, or against whom")
    by: Annotated[str | None, ref("actor")] = says("who brought it")
    court: Named = says("court or authority")
    law: System = says("law it is under")
    number: Text = says("number of the case")
    filed: Day = says("day of the petition or claim")
    accepted: Day = says("day on which it was opened")
    ended: Day = says("day of the last decision, or `none`")
    consent: Text = says("authority that agreed to the proceeding beforehand, or `none`", "banking regulator")
    holding: Annotated[tuple[str, ...] | None, words("holding")] = says("what was decided", "vacated", "remanded")
    holding_text: Text = says("what was decided, in words")
    document: Annotated[str | None, ref("document")] = says("the decision")


class Filing(Record):
    """An approval, registration or filing."""

    kind: Text = says("what was filed or approved", "UCC-1", "issue approval")
    by: Annotated[str | None, ref("actor")] = says("by whom")
    at: Text = says("with whom")
    date: Day = says("when, or `none` if searched and not found")
    number: Text = says("number")
    of: Annotated[str | None, ref("any")] = says("concerning what")


class Acceptance(Record):
    """Somebody accepts a failing rule, where the rule allows it."""

    rule: Text = says("id of the rule", "cn-21-servicer")
    subject: Annotated[str | None, ref("any")] = says("for which record")
    by: Text = says("who accepts")
    reason: Text = says("why")
    until: Day = says("last day of the acceptance")


class Assumption(Record):
    """A fact taken for granted. It may supply facts, never the answer."""

    text: Text = says("what is assumed")
    by: Text = says("who assumes it")
    why: Text = says("why")
