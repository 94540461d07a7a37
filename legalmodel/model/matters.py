"""What was written, said, decided and done around the deal: documents, opinions, disclosures, events, proceedings."""

from typing import Annotated

from legalmodel.model.record import Record, says
from legalmodel.model.types import (
    Actor,
    Actors,
    Amount,
    Anything,
    Assets,
    Day,
    Keyed,
    Named,
    Number,
    Paper,
    Person,
    Persons,
    Share,
    System,
    Text,
    Texts,
    TriggerId,
    YesNo,
    ref,
    refs,
    word,
    words,
)


class Clause(Record):
    """What one clause of a document provides."""

    number: Text = says("where it stands", "§12.3", "p.31")
    on: Annotated[str | None, word("clause")] = says("what it deals with", "non_petition", "limited_recourse")
    text: Text = says("its words, or the gist of them")
    binds: Actors = says("whom it binds")
    favours: Actors = says("in whose favour it is")
    covers: Annotated[tuple[str, ...] | None, refs("any")] = says("records of this file that it concerns")
    days: Number = says("a number of days that it fixes")
    share: Share = says("a part that it fixes, such as votes or a quorum")
    amount: Amount = says("an amount that it fixes")
    until: Day = says("last day, or `none`")


class Document(Record):
    """A contract of the deal, or a source that facts are taken from."""

    title: Named = says("title")
    kind: Annotated[str | None, word("document_kind")] = says("sort of document", "trust_contract", "public_page")
    by: Persons = says("parties or author")
    author: Text = says("author who is no party of the deal")
    signed_by: Actors = says("who has in fact signed")
    to: Actors = says("to whom it is addressed")
    date: Day = says("date")
    until: Day = says("last day on which it holds, or `none`")
    number: Text = says("its number", "trust contract no. 2016-07")
    standing: Annotated[str | None, word("document_standing")] = says("how firm it is", "signed", "draft", "public_summary")
    law: System = says("law it is under")
    forum: Text = says("court or arbitration that it chooses", "CIETAC, Beijing")
    under: Paper = says("document that it belongs to: side letter, supplement, schedule")
    amends: Paper = says("document that it changes")
    yields_to: Annotated[tuple[str, ...] | None, refs("document")] = says("documents that come before it where they differ")
    clauses: Annotated[dict[str, Clause] | None, Keyed()] = says("its clauses, as far as they matter")
    about: Annotated[tuple[str, ...] | None, refs("any")] = says("what it speaks of: the assets valued, the party searched")
    data_from: Day = says("first day that its figures cover")
    data_until: Day = says("last day that its figures cover")
    result: Text = says("what it found", "no entries against the transferor")
    amount: Amount = says("the value it arrives at")
    share: Share = says("part of the assets that it looked at")
    method: Text = says("how it was made")
    reservations: Text = says("qualifications by an auditor or author, or `none`")
    in_force_with: Text = says("conditions on which it takes effect, or `none`")
    record_of: Text = says("whose records it has been kept among since signing", "minutes of the loan committee")
    kept_until: Day = says("last day on which it must be kept")
    published: Day = says("day on which it was made public, or `none`")
    received: Day = says("day on which whoever keeps this file received it; what only it backs was not known before")
    address: Text = says("where it can be read")


class Supposition(Record):
    """A fact that an opinion takes for granted."""

    of: Anything = says("record that it concerns")
    field: Text = says("field of that record, where there is one", "price_paid")
    text: Text = says("what is taken for granted")


class Opinion(Record):
    """A legal opinion. It meets only a rule that asks for one."""

    by: Person = says("law firm")
    to: Actors = says("addressees")
    on: Annotated[str | None, ref("hop")] = says("transfer it speaks of")
    pair: Actors = says("the two parties of whose estates it speaks")
    subjects: Annotated[tuple[str, ...] | None, words("opinion_subject")] = says("conclusions")
    level: Annotated[str | None, word("opinion_level")] = says("level of certainty", "would")
    law: System = says("law it is given under")
    date: Day = says("date")
    standing: Annotated[str | None, word("document_standing")] = says("how firm it is", "signed", "draft")
    assumes: Text = says("factual assumptions")
    assumes_facts: Annotated[dict[str, Supposition] | None, Keyed()] = says("the same one by one")
    reserves: Text = says("qualifications and exclusions, or `none`")
    document: Paper = says("the document")


class Disclosure(Record):
    """Something told to holders, the public, an authority or a repository."""

    what: Annotated[str | None, word("disclosure")] = says("content", "trustee_report", "event_notice")
    by: Actor = says("who told it")
    to: Text = says("to whom", "all holders", "the public", "hired rating agencies")
    to_parties: Actors = says("the same by name")
    date: Day = says("publication date, or `none` if not published")
    of: Anything = says("record that it concerns: an event, a class, a holding, a trigger")
    period_until: Day = says("last day of the period that it covers")
    before: Day = says("day that it has to precede: first sale, payment day")
    working_days: Number = says("business days between it and the reference date, by the market calendar", 5)
    sections: Annotated[tuple[str, ...] | None, words("clause")] = says("matters that it sets out, all of them")
    where: Text = says("site, journal, register or repository", "ChinaBond website")
    form: Text = says("official form or template", "ABS-15G", "Annex 10 NPE")
    audited: YesNo = says("whether an auditor reported on it")
    document: Paper = says("the document")


class Event(Record):
    """Something that happened in the life of the deal."""

    kind: Annotated[str | None, word("event_kind")] = says("what happened", "established", "liquidated")
    date: Day = says("when")
    of: Anything = says("to what or whom")
    by: Actor = says("who did it")
    to: Actor = says("in whose favour, or in whose place")
    over: Assets = says("which assets, classes or accounts it touched")
    amount: Amount = says("amount moved")
    claims: Amount = says("claims repurchased, sold or written off")
    fair_value: Amount = says("what that was worth on the day")
    share: Share = says("part touched, or votes in favour")
    under: TriggerId = says("trigger under which it came")
    state: Annotated[str | None, word("request_state")] = says(
        "status of a repurchase request; `dated` shows its course", "pending", "disputed"
    )
    loans: Number = says("how many loans or other assets it is about")
    cure_until: Day = says("last day on which the defect can still be cured, or `none`")
    reason: Text = says("reason given")
    required_by: Text = says("clause that called for it, or `none`")
    known: Day = says("day on which whoever has to report it knew or should have known of it")
    notice: Day = says("day on which word of it was given beforehand, or `none`")
    asked: Day = says("day on which it was asked for, or `none`")
    answered: Day = says("day on which that was answered, or `none`")
    attended_by: Persons = says("advisers who attended, such as a law firm, or `none`")
    present: Share = says("part of the votes that was present at a meeting")
    excluded: Actors = says("whose votes did not count")
    resolved: Text = says("what was decided")
    before: Text = says("what held before", "AAA")
    after: Text = says("what holds since", "AA+")
    document: Paper = says("minutes, notice or report")


class Conduct(Record):
    """How a party in fact behaved, one thing at a time."""

    of: Actor = says("whose conduct")
    kind: Annotated[str | None, word("conduct_kind")] = says("in what respect", "office", "financial_statements")
    what: Text = says("what was done or not done")
    held: YesNo = says("whether it was there or done", "no")
    towards: Actor = says("towards whom")
    about: Anything = says("record that it concerns")
    amount: Amount = says("amount, if there is one")
    since: Day = says("first day")
    until: Day = says("last day, or `none`")
    document: Paper = says("what shows it")


class Proceeding(Record):
    """An insolvency, an action, a resolution measure."""

    kind: Annotated[str | None, word("proceeding_kind")] = says("type of proceeding", "bankruptcy_liquidation")
    of: Actor = says("debtor or respondent")
    by: Actor = says("applicant")
    chapter: Annotated[str | None, word("chapter")] = says("chapter of the statute under which the case runs", "chapter_11")
    scope: Annotated[str | None, word("proceeding_scope")] = says(
        "whether it reaches everywhere, or the assets in one State alone, as the decision opening it says", "main"
    )
    with_debtors: Actors = says("other debtors whose cases are run together with it, or `none`")
    run_together: Annotated[str | None, word("run_together")] = says(
        "how such cases are joined: run together, or with one estate", "jointly_administered"
    )
    over: Assets = says("assets or transfers that it is about")
    court: Named = says("court or authority")
    administrator: Person = says("administrator, receiver or trustee in bankruptcy, or `none`")
    law: System = says("law it is under")
    number: Text = says("number of the case")
    filed: Day = says("date of the petition or claim")
    accepted: Day = says("commencement date (acceptance of the petition)")
    declared: Day = says("day on which the court declared the debtor bankrupt, or `none` if it has not")
    ended: Day = says("day of the last decision, or `none`")
    debts_unpaid_since: Day = says("date since which due debts were left unpaid, as found")
    payments_suspended: Day = says("day on which the debtor suspended payments, as found, or `none`")
    reached_back_from: Day = says("date from which look-back periods are counted, as found")
    consent: Text = says("authority that agreed to the proceeding beforehand, or `none`", "banking regulator")
    holding: Annotated[tuple[str, ...] | None, words("holding")] = says(
        "what was decided, or how it ended", "vacated", "dismissed"
    )
    holding_text: Text = says("what was decided, in words")
    document: Paper = says("the decision")


class Filing(Record):
    """An approval, registration, filing or notification, or a search of a register."""

    kind: Text = says("what was filed or approved", "UCC-1", "issue approval")
    sort: Annotated[str | None, word("filing")] = says("which of these it is", "registration", "search")
    by: Actor = says("by whom")
    at: Text = says("with whom")
    authority: Annotated[str | None, word("authority")] = says("what sort of authority that is", "central_bank")
    against: Text = says("name under which it was filed or searched", "Ford Credit Auto Receivables Two LLC")
    date: Day = says("when, or `none` if searched and not found")
    state: Annotated[str | None, word("filing_state")] = says(
        "how far a notification or application has come; `dated` shows its course", "draft", "final"
    )
    granted: Day = says("when it was approved or entered, or `none`")
    working_days: Number = says("business days between it and the reference date, by the market calendar")
    until: Day = says("when it lapses, or `none`")
    number: Text = says("number")
    of: Anything = says("concerning what")
    over: Assets = says("assets that it names")
    amount: Amount = says("quota or amount approved")
    contents: Texts = says("matters that a plan or report filed lays down")
    signed_by: Person = says("who signed or certified it")
    document: Paper = says("what was filed, or the answer")


class Acceptance(Record):
    """Somebody accepts a failing rule, where the rule allows it."""

    rule: Text = says("id of the rule", "cn-21-servicer")
    subject: Anything = says("for which record")
    by: Text = says("who accepts")
    reason: Text = says("why")
    until: Day = says("last day of the acceptance")


class Assumption(Record):
    """A fact taken for granted. It may supply facts, never the answer."""

    text: Text = says("what is assumed")
    by: Text = says("who assumes it")
    why: Text = says("why")
