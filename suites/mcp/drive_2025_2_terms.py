"""The second part of the worked example: priorities of payments, triggers, warranties, fees and powers, from the rest of the same paper.

Facts are in own words, each with the page on which they stand; base case. Mistakes are left in, as in the first part.
"""

from drive_2025_2 import ALL, fact

A = ["a1", "a2", "a3"]
BY_CLASS = ("b", "c", "d")

WHO_ELSE = [
    fact("documents.trust_agreement", {"title": "Trust agreement, as the prospectus tells it", "kind": "trust_contract"}, "114"),
    fact("documents.administration_agreement", {"title": "Administration agreement, as the prospectus tells it", "kind": "service_contract"}, "105"),
    fact("documents.review_agreement", {"title": "Asset representations review agreement, as the prospectus tells it", "kind": "service_contract"}, "110"),
    fact("documents.underwriting_agreement", {"title": "Underwriting agreement, as the prospectus tells it", "kind": "underwriting_agreement"}, "157"),
    fact("parties.santander", {"name": "Banco Santander, S.A.", "form": "company"}, "45"),
    fact("parties.sc_holdings", {"name": "Santander Consumer USA Holdings Inc.", "form": "company", "seat": "US-DE"}, "37"),
    fact("ownership.sc_by_holdings", {"owner": "sc_holdings", "of": "sc", "shares": "100%"}, "37"),
    fact("parties.citigroup", {"name": "Citigroup Inc.", "form": "company", "seat": "US-DE"}, "35"),
    fact("ownership.citibank_by_citigroup", {"owner": "citigroup", "of": "citibank", "shares": "100%"}, "35"),
    fact("parties.covius", {"name": "Covius Services, LLC", "form": "limited_liability_company"}, "50"),
    fact("ownership.clayton_by_covius", {"owner": "covius", "of": "clayton", "shares": "100%"}, "50"),
    fact("parties.wells_fargo", {"name": "Wells Fargo Securities, LLC", "form": "limited_liability_company"}, "157"),
    fact("parties.rbc", {"name": "RBC Capital Markets, LLC", "form": "limited_liability_company"}, "157"),
    fact("parties.santander_markets", {"name": "Santander US Capital Markets LLC", "form": "limited_liability_company"}, "157"),
    fact("parties.cabrera", {"name": "Cabrera Capital Markets, LLC", "form": "limited_liability_company"}, "157"),
    fact("parties.seelaus", {"name": "R. Seelaus & Co., LLC", "form": "limited_liability_company"}, "157"),
    fact("parties.mayer_brown", {"name": "Mayer Brown LLP", "form": "partnership"}, "161"),
    fact("parties.sidley", {"name": "Sidley Austin LLP", "form": "partnership"}, "161"),
    *(
        fact(f"agencies.underwriting_by_{id}", {"agent": id, "principal": "depositor", "function": "underwriting", "document": "underwriting_agreement"}, "157")
        for id in ("wells_fargo", "rbc", "santander_markets", "cabrera", "seelaus")
    ),
    fact("agencies.counsel", {"agent": "mayer_brown", "principal": "depositor", "function": "legal_counsel"}, "161"),
    fact("agencies.counsel_of_underwriters", {"agent": "sidley", "function": "legal_counsel"}, "161"),
    *(
        fact(f"ties.{id}_in_the_group", {"of": id, "to": "santander", "kind": "same_group_as_stated"}, "51")
        for id in ("depositor", "sc", "sbna", "santander_markets")
    ),
]  # fmt: skip  # a fact a line

MENDED = {"service_contract": "servicing_contract", "underwriting_agreement": "underwriting_contract"}
WHO_ELSE_AGAIN = [
    {
        **f,
        "value": {**f["value"], "kind": MENDED.get(f["value"]["kind"], f["value"]["kind"])}
        if f["path"].startswith("documents.")
        else f["value"],
    }
    for f in WHO_ELSE
]

EVENTS = [
    fact("triggers.interest_unpaid", {"name": "Event of default: interest of the Controlling Class", "kind": "missed_senior_interest", "days": 5, "effects": ["acceleration"],
                                      "measure": "interest on the senior-most class outstanding is not paid; the days are business days, and 60 days more if force majeure delays it",
                                      "document": "indenture"}, "125 and 126"),
    fact("triggers.principal_unpaid", {"name": "Event of default: principal", "kind": "missed_principal", "effects": ["acceleration"], "document": "indenture",
                                       "measure": "principal of a class is not paid by its final scheduled payment date or on redemption; earlier shortfalls for want of money are none"}, "126"),
    fact("triggers.covenant_broken", {"name": "Event of default: covenant", "kind": "breach_of_contract", "of": "trust", "days": 60, "effects": ["acceleration"], "curable": "yes", "document": "indenture",
                                      "measure": "a covenant is broken to the material harm of noteholders, after notice by the indenture trustee or by holders of 25% of the notes; up to 90 days where it can be cured in them"}, "126"),
    fact("triggers.statement_untrue", {"name": "Event of default: representation", "kind": "breach_of_contract", "of": "trust", "days": 60, "effects": ["acceleration"], "curable": "yes", "document": "indenture",
                                       "measure": "a representation of the trust in the indenture was incorrect to the material harm of noteholders, after the same notice"}, "126"),
    fact("triggers.trust_insolvent", {"name": "Event of default: insolvency of the issuing entity", "kind": "issuer_insolvency", "of": "trust", "effects": ["acceleration"], "needs_vote": "none", "document": "indenture",
                                      "measure": "bankruptcy, insolvency, receivership or liquidation; if involuntary, unstayed for 90 days; acceleration without a declaration"}, "126"),
    fact("triggers.accelerated_for_payment", {"name": "Acceleration after unpaid interest or principal or insolvency", "kind": "default", "document": "indenture",
                                              "measure": "acceleration that results from interest_unpaid, principal_unpaid or trust_insolvent"}, "129"),
    fact("triggers.accelerated_for_breach", {"name": "Acceleration after any other event of default", "kind": "default", "document": "indenture",
                                             "measure": "acceleration that results from covenant_broken or statement_untrue"}, "130"),
    fact("triggers.servicer_pays_late", {"name": "Servicer replacement event: money not remitted", "kind": "servicer_default", "of": "servicing", "days": 5, "effects": ["replace_servicer"],
                                         "needs_vote": "majority of the Controlling Class", "document": "servicing_agreement"}, "121 and 122"),
    fact("triggers.servicer_in_breach", {"name": "Servicer replacement event: breach", "kind": "servicer_default", "of": "servicing", "days": 90, "effects": ["replace_servicer"], "needs_vote": "majority of the Controlling Class", "document": "servicing_agreement"}, "121 and 122"),
    fact("triggers.servicer_insolvent", {"name": "Servicer replacement event: insolvency", "kind": "servicer_insolvency", "of": "sbna", "effects": ["replace_servicer"], "needs_vote": "majority of the Controlling Class", "document": "servicing_agreement"}, "121 and 122"),
    fact("triggers.delinquencies", {"name": "Delinquency Trigger", "kind": "arrears", "of": "pool", "above": "36%", "effects": ["asset_review"], "needs_vote": "more than 50%", "document": "review_agreement",
                                    "measure": "principal of receivables 60 days or more late as a part of the pool balance at the end of a month; holders of 5% of the notes may call the vote"}, "109"),
]  # fmt: skip  # a fact a line
"""The first attempt: a vote is one figure, and a majority is told in words."""

EVENTS_AGAIN = [
    {**f, "value": {key: "50%" if key == "needs_vote" and v != "none" else v for key, v in f["value"].items()}} for f in EVENTS
]


def step(name: str, rank: int, pays: str, **more: object) -> tuple[str, dict[str, object]]:
    return name, {"rank": rank, "pays": pays, **more}


def priority(name: str, steps: list[tuple[str, dict[str, object]]], page: str, **more: object) -> list[dict[str, object]]:
    return [
        fact(f"waterfalls.{name}", {"of": "trust", "money": "all", "document": "indenture", **more}, page),
        *(fact(f"waterfalls.{name}.steps.{id}", value, page) for id, value in steps),
    ]


TRUSTEES = ["citibank", "wilmington", "clayton"]
FIRST = [
    step(
        "fees",
        1,
        "costs",
        to=TRUSTEES,
        cap=300000,
        amount="fees, expenses and indemnities; the cap is for a year in all, and falls away after a payment default or insolvency",
    ),
    step("servicer", 2, "servicer_fee", to=["sbna"], shortfall="carried forward"),
    step("administrator", 2, "agents_fees", to=["sc"], shortfall="carried forward"),
    step(
        "interest_a",
        3,
        "senior_interest",
        of=A,
        shortfall="carried forward with interest; an event of default after 5 business days",
    ),
    step(
        "principal_1",
        4,
        "senior_principal",
        of=A,
        amount="class A balance above the pool balance; from the final scheduled payment date all of the class",
    ),
    step("interest_b", 5, "mezzanine_interest", of=["b"], shortfall="carried forward with interest"),
    step(
        "principal_2",
        6,
        "principal",
        of=[*A, "b"],
        amount="balance of classes A and B above the pool balance, less the step before",
    ),
    step("interest_c", 7, "mezzanine_interest", of=["c"], shortfall="carried forward with interest"),
    step(
        "principal_3",
        8,
        "principal",
        of=[*A, "b", "c"],
        amount="balance of classes A to C above the pool balance, less the steps before",
    ),
    step("interest_d", 9, "junior_interest", of=["d"], shortfall="carried forward with interest"),
    step("principal_4", 10, "principal", of=ALL, amount="balance of all notes above the pool balance, less the steps before"),
    step("reserve", 11, "reserve_top_up", into="reserve_account", amount="up to 1.00% of the pool balance at the cut-off date"),
    step(
        "principal_regular",
        12,
        "principal",
        of=ALL,
        amount="what brings the notes down to the pool balance less the target of over-collateralisation",
    ),
    step("fees_over_cap", 13, "costs", to=TRUSTEES, amount="what the cap of the first step left unpaid"),
    step("rest", 14, "surplus", of=["certificates"]),
]
BEFORE = [(name, {key: v for key, v in value.items() if key not in ("cap", "amount")}) for name, value in FIRST[:3]]
UNPAID = [
    *BEFORE,
    step("interest_a", 3, "senior_interest", of=A),
    step("principal_a1", 4, "senior_principal", of=["a1"]),
    step("principal_a2_a3", 5, "senior_principal", of=["a2", "a3"]),
    *(
        step(f"{what}_{id}", 6 + 2 * place + later, pays, of=[id])
        for place, id in enumerate(BY_CLASS)
        for later, (what, pays) in enumerate((("interest", "interest"), ("principal", "principal")))
    ),
    step("rest", 12, "surplus", of=["certificates"]),
]
BREACH = [
    *BEFORE,
    step("interest_a", 3, "senior_interest", of=A),
    *(step(f"interest_{id}", 4 + place, "interest", of=[id]) for place, id in enumerate(BY_CLASS)),
    step("principal_a1", 7, "senior_principal", of=["a1"]),
    step("principal_a2_a3", 8, "senior_principal", of=["a2", "a3"]),
    *(step(f"principal_{id}", 9 + place, "principal", of=[id]) for place, id in enumerate(BY_CLASS)),
    step("rest", 12, "surplus", of=["certificates"]),
]
PRIORITIES = [
    *priority("normal", FIRST, "127 to 129", when="normal", repays="sequential", every_months=1, first="2025-10-15", accounts=["collection"]),
    *priority("after_payment_default", UNPAID, "129 and 130", when="after_trigger", after="accelerated_for_payment", accounts=["collection", "reserve_account"]),
    *priority("after_breach", BREACH, "130 and 131", when="after_trigger", after="accelerated_for_breach", accounts=["collection", "reserve_account"]),
]  # fmt: skip  # a fact a line


def warranty(name: str, on: str, text: str, page: str, as_of: str = "cut_off", **more: object) -> dict[str, object]:
    value = {"on": on, "text": text, "by": "sc", "as_of": as_of, "remedies": ["cure", "buy_back"], "cure_days": 60, **more}
    return fact(f"transfers.to_depositor.warranties.{name}", value, page)


ASSETS = [
    warranty("title", "title", "good title and sole ownership at once before the sale, and good title in the trust after it", "107 and 108", "closing"),
    warranty("no_charge", "no_charge", "free of liens created by the sponsor, but for those released before and permitted liens", "107 and 108", "closing"),
    warranty("binding", "enforceable", "legal, valid and binding duty to pay, but for insolvency law and relief for those in military service", "107"),
    warranty("transferable", "no_bar_to_transfer", "no law that applies to it makes sale or pledge unlawful or voidable", "107"),
    warranty("no_defence", "no_set_off", "the servicer's records show no material ground of rescission, offset, counterclaim or defence", "108", knowledge="known"),
    warranty("criteria", "fits_criteria", "term, balance, rate, kind of vehicle and currency within the limits stated", "106 and 107"),
    warranty("lawful", "lawful_making", "complied with all law in all material respects when made, but for failures that were cured or that harm neither enforcement nor the assignee", "107"),
    warranty("vehicle", "registered_security", "first perfected security interest in the vehicle in the sponsor's favour, or all steps to it begun", "106", "closing"),
    warranty("not_late", "performance", "not more than 30 days past due", "107"),
    warranty("debtor_solvent", "debtor_solvent", "the servicer's records show no pending bankruptcy of the obligor", "107", knowledge="known"),
    fact("transfers.to_depositor.called", ["sell, transfer, assign and otherwise convey", "absolute transfer"], "106 and 139"),
    fact("transfers.to_depositor.back_up_grant", "the agreement creates a first priority ownership or security interest", "106"),
    fact("transfers.to_depositor.accessory_rights", ["pledges", "insurance", "documents"], "7 and 106"),
    fact("transfers.to_depositor.perfections.filing", {"means": "filing", "towards": ["third_parties"], "over": ["pool"], "covers": ["chattel_paper"], "against": "sc", "in_favour_of": "depositor"}, "133"),
    fact("trusts.to_trust.called", ["sell, transfer, assign and otherwise convey"], "106"),
    fact("trusts.to_trust.back_up_grant", "the agreement creates a first priority ownership or security interest", "106"),
    fact("trusts.to_trust.accessory_rights", ["pledges", "insurance", "documents"], "7 and 106"),
    fact("trusts.to_trust.perfections.filing", {"means": "filing", "towards": ["third_parties"], "over": ["pool"], "covers": ["chattel_paper"], "against": "depositor", "in_favour_of": "trust"}, "133"),
    fact("trusts.to_trust.buy_backs.clean_up.formula", "the greater of the notes with accrued interest and the pool balance; only if all fees, interest and notes can then be paid", "5"),
    fact("charges.grant.rank", 1, "106"),
    fact("charges.grant.perfected_by", "UCC-1 financing statements", "133"),
    fact("charges.grant.enforced_by", "indenture trustee; after acceleration it sells only if all holders consent, or the proceeds pay all notes, or after a payment default or insolvency two thirds of the Controlling Class consent", "126 and 127"),
    fact("pools.pool.originated_by", ["sc"], "51"),
    fact("pools.pool.loans", 56336, "55"),
    fact("pools.pool.remaining_months", 67, "8"),
    fact("pools.pool.highest_rate", "29.99%", "55"),
    fact("pools.pool.loan_to_value", "112.59%", "8"),
    fact("pools.pool.debtor_sorts", ["natural_persons"], "33"),
    fact("pools.pool.where", "by State of residence: Texas 17.66%, Florida 12.42%, California 7.76%; no other above 5%", "15 and 16"),
    fact("pools.pool.identified_by", "list", "6"),
    fact("pools.pool.currencies", ["USD"], "106"),
    fact("pools.pool.secured", "100%", "6"),
    fact("pools.pool.security_in_name_of", "sc", "134"),
    fact("pools.pool.made_how", "scored and decided by the sponsor's platform; 2,198 receivables of USD 56,348,437.51 (3.84%) are exceptions to its guidelines", "8"),
    fact("pools.pool.criteria", ["made in the United States, in dollars", "original term at most 75 months", "remaining term 4 to 75 months", "balance USD 500 to USD 150,000", "last payment due by 3 December 2031", "at most 30 days past due", "simple interest", "not owed by a government"], "106 and 107"),
    fact("pools.pool.eligibility.not_late", {"test": "loan.days_past_due <= 30", "wording": "at most 30 days past due at the cut-off date"}, "107"),
    fact("pools.pool.eligibility.balance", {"test": "500 <= loan.principal <= 150000", "wording": "principal of USD 500 to USD 150,000"}, "106"),
    fact("pools.pool.history", "pools of 2020 to 2025", "66"),
]  # fmt: skip  # a fact a line
"""The first attempt: a history is records of money by spans of time."""

ASSETS_AGAIN = [f for f in ASSETS if f["path"] != "pools.pool.history"]
"""Again refused: the principal of a loan is an amount, and a plain number has no order to it."""

BALANCE = {"test": "least <= loan.principal <= most", "wording": "principal of USD 500 to USD 150,000", "numbers": {"least": {"amount": 500}, "most": {"amount": 150000}}}  # fmt: skip  # a fact a line
ASSETS_THIRD = [{**f, "value": BALANCE} if f["path"] == "pools.pool.eligibility.balance" else f for f in ASSETS_AGAIN]

WORK_AND_CLASSES = [
    fact("agencies.servicing", {"fee_rate": "4.00%", "fee_terms": "a twelfth a month of the pool balance at its beginning; also supplementary fees and income of the accounts", "fee_rank": 2}, "119"),
    fact("agencies.servicing", {"collects_into": "collection", "sweep_days": 2}, "115 and 116"),
    fact("agencies.servicing", {"standard": "customary practice, and the skill and attention given to all its comparable vehicle receivables",
                                "may_change": "permitted modifications: ministerial, required by law, disaster, extensions of 5 months at most, or where default is foreseeable; never past the last final payment date"}, "119 and 120"),
    fact("agencies.servicing", {"replaced_by": "holders", "replacement_vote": "50%", "ends_on": ["breach", "insolvency_of_agent"], "successor": "citibank",
                                "successor_terms": "indenture trustee by itself when no other was appointed; if it cannot or will not act, it appoints one or asks a court"}, "122"),
    fact("terms.monthly_remittance", {"of": "servicing", "matter": "sweep_days", "value": "on the business day before the payment date",
                                      "as_long_as": "the bank or an affiliate is servicer, no event of default or replacement event lasts, its holding company is rated Baa3 or better, and it belongs to the group of Banco Santander"}, "116"),
    fact("agencies.administration", {"fee_rate": "0.05%", "fee_terms": "a twelfth a month of the pool balance at its beginning", "fee_rank": 2, "document": "administration_agreement"}, "114"),
    fact("agencies.indenture_trustee", {"fee": 7500, "fee_terms": "a year, and expenses", "fee_rank": 1}, "118"),
    fact("agencies.indenture_trustee", {"replaced_by": "holders", "replacement_vote": "50%", "notice_days": 30, "ends_on": ["insolvency_of_agent", "holders_vote", "resignation"]}, "125"),
    fact("agencies.owner_trustee", {"fee": 3000, "fee_terms": "a year, and expenses", "fee_rank": 1}, "118"),
    fact("agencies.owner_trustee", {"document": "trust_agreement", "ends_on": ["insolvency_of_agent", "resignation"], "successor_terms": "appointed by depositor and administrator jointly"}, "35"),
    fact("agencies.review", {"fee": 5000, "fee_terms": "a year; USD 200 for each receivable reviewed and travel; by the sponsor, after 90 days by the trust", "appointed_by": "sc", "document": "review_agreement"}, "110"),
    fact("agencies.review", {"replaced_by": "holders", "replacement_vote": "50%", "ends_on": ["breach", "insolvency_of_agent"]}, "50"),
    *(fact(f"securities.{id}", {"market": "US/registered", "placement": "public", "denomination": 1000}, "2") for id in ALL if id != "a1"),
    *(fact(f"securities.{id}", {"repayment": "sequential", "payment_interval_months": 1, "first_payment": "2025-10-15"}, "3 and 4") for id in ALL),
    *(fact(f"securities.{id}.votes", "with its class while it is the Controlling Class; notes held by the trust, sponsor, servicer, administrator, depositor or their affiliates are left out", "101 and 163") for id in ALL),
    *(fact(f"securities.{id}.interest_deferred", "none" if id in A else "while a senior class is outstanding: no event of default", "125 and 163") for id in ALL),
    fact("securities.certificates", {"amount": 100000, "coupon": "none"}, "2"),
    fact("guarantees.subordination_for_a", {"kind": "subordination", "of": A, "wording": "payments on classes B, C and D come after"}, "9"),
    fact("guarantees.subordination_for_b", {"kind": "subordination", "of": ["b"], "wording": "payments on classes C and D come after"}, "9"),
    fact("guarantees.subordination_for_c", {"kind": "subordination", "of": ["c"], "wording": "payments on class D come after"}, "9"),
    fact("guarantees.excess_interest", {"kind": "excess_spread", "of": ALL}, "9 and 10"),
    fact("guarantees.more_assets_than_notes.wording", "14.50% of the pool at closing, to grow to 19.00% of the pool balance and 3.00% of that at the cut-off date", "10"),
    fact("guarantees.reserve", {"drawn_when": "money does not suffice for the first ten steps", "released_when": "what is above the amount required is paid through the priority of payments"}, "10 and 116"),
    *(fact(f"accounts.{id}.invested_in", ["eligible investments that mature by the business day before the next payment date"], "115") for id in ("collection", "reserve_account")),
    fact("governance.trust", {"of": "trust", "document": "trust_agreement", "may": ["acquire_assets", "hold_assets", "issue_securities", "incidental"]}, "31 and 34"),
    fact("governance.trust", {"bars": ["sale_of_assets", "other_business", "dissolution", "merger", "charges", "other_debt", "guarantees"], "bars_unless": "what the transaction documents permit; certain permitted encumbrances"}, "123 and 124"),
    fact("governance.depositor", {"of": "depositor", "may": ["acquire_assets", "hold_assets", "issue_securities", "hedge", "lend", "incidental"]}, "36 and 37"),
    fact("governance.depositor", {"filing_consents": ["all_directors", "independent_directors"]}, "139"),
    fact("opinions.true_sale", {"on": "to_depositor", "subjects": ["true_sale"], "level": "would", "standing": "draft"}, "139 and 140"),
    fact("opinions.separate", {"pair": ["sc", "depositor"], "subjects": ["non_consolidation"], "level": "would", "standing": "draft", "assumes": "books and assets of the two kept apart, own balance sheets and statements of the depositor"}, "139"),
    fact("opinions.tax", {"by": "mayer_brown", "subjects": ["tax"], "standing": "draft"}, "10"),
    fact("filings.registration", {"kind": "Form SF-3", "sort": "registration", "by": "depositor", "at": "SEC", "authority": "securities_regulator"}, "12"),
    fact("disclosures.offer", {"what": "preliminary_prospectus", "by": "depositor", "to": "the public", "date": "2025-09-09", "document": "prospectus"}, "cover"),
    fact("disclosures.asset_data", {"what": "asset_data", "by": "trust", "to": "the public", "where": "SEC", "form": "ABS-EE"}, "54"),
    fact("investments.kept.kept_role", "sponsor", "11"),
]  # fmt: skip  # a fact a line
"""The first attempt: the ids ``trust`` and ``depositor`` are taken, by the estate and the party."""

POWERS = {"governance.trust": "governance.powers_of_trust", "governance.depositor": "governance.powers_of_depositor"}
WORK_AND_CLASSES_AGAIN = [{**f, "path": POWERS.get(f["path"], f["path"])} for f in WORK_AND_CLASSES]

AFTER_DOUBTS = [
    fact("parties.mayer_brown.form", "law_firm", "161"),
    fact("parties.sidley.form", "law_firm", "161"),
]
"""``validate`` doubted two of the facts: counsel that is no law firm, and the notional amount of the certificates as a part of the issue."""

TAKEN_BACK = [{"path": "securities.certificates.amount", "reason": "not_disclosed"}]
NOT_STATED_EITHER = [
    {"path": path, "reason": reason}
    for path, reason in (
        *((f"securities.{id}.coupon", "not_available_yet") for id in ALL),
        ("securities.a1.placement", "not_available_yet"),
        ("opinions.true_sale.by", "not_found_in_sources"),
        ("opinions.separate.by", "not_found_in_sources"),
        ("opinions.tax.date", "not_available_yet"),
        ("opinions.true_sale.date", "not_available_yet"),
        ("opinions.separate.date", "not_available_yet"),
        ("transfers.to_depositor.perfections.filing.on", "not_available_yet"),
        ("trusts.to_trust.perfections.filing.on", "not_available_yet"),
        ("governance.powers_of_depositor.independent_seats", "not_found_in_sources"),
        ("filings.registration.number", "not_found_in_sources"),
    )
]

WRITTEN = (
    "WHO_ELSE",
    "WHO_ELSE_AGAIN",
    "EVENTS",
    "EVENTS_AGAIN",
    "PRIORITIES",
    "ASSETS",
    "ASSETS_AGAIN",
    "ASSETS_THIRD",
    "WORK_AND_CLASSES",
    "WORK_AND_CLASSES_AGAIN",
    "AFTER_DOUBTS",
)
"""The calls that write, in their order."""
