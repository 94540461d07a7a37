"""Lists and trees of words that fields may hold. A word further in belongs to the word above it."""

FORMS = """
company
  bank
    commercial_bank
    policy_bank
  trust_company
  securities_company
  insurance_company
  rating_agency
  asset_management_company
  guarantee_company
  micro_loan_company
  special_purpose_company
  limited_liability_company
partnership
statutory_trust
foundation
law_firm
accounting_firm
hospital
government
  government_agency
  state
court
central_depository
natural_person
class
"""

ESTATES = """
trust
  special_purpose_trust
  statutory_trust_estate
  indenture_trust
compartment
series
special_plan
"""

ASSETS = """
loans
  mortgage_loans
  corporate_loans
  consumer_loans
    auto_loans
    credit_card_receivables
  micro_loans
  non_performing_loans
    non_performing_corporate_loans
    non_performing_mortgage_loans
    non_performing_card_receivables
receivables
  health_care_receivables
  lease_receivables
  trade_receivables
  utility_fee_receivables
real_estate
equity
future_income
"""

ACTS = """
sale
  assignment
  participation
contribution
entrustment
"""

SECURITIES = """
beneficial_interest
  trust_certificate
debt
  note
equity_interest
  residual_interest
"""

SUPPORTS = """
external_support
  guarantee
  shortfall_undertaking
  debt_joinder
  letter_of_credit
  insurance
  liquidity_facility
  top_up
  put_option
internal_support
  subordination
  reserve
  over_collateralisation
  excess_spread
"""

FUNCTIONS = """
servicing
  master_servicing
  special_servicing
  backup_servicing
custody
  cash_custody
  document_custody
account_keeping
paying
owner_trusteeship
indenture_trusteeship
security_trusteeship
management
administration
calculation
registration
underwriting
  lead_underwriting
  joint_underwriting
arranging
rating
legal_counsel
audit
appraisal
asset_service
representation_review
"""

CHARGES = """
consensual_security
  pledge
  mortgage
  indenture_grant
  security_assignment
judicial_seizure
statutory_lien
tax_claim
"""

PROCEEDINGS = """
insolvency
  bankruptcy_liquidation
  reorganisation
  regulator_measure
    takeover_by_regulator
    resolution
avoidance_action
turnover_action
enforcement
appeal
revocation_of_licence
"""

CONDUCT = """
separateness
  office
  financial_statements
  tax_returns
  books
  bank_account
  letterhead
  telephone
  meetings
payment_of_price
voluntary_support
buy_out
"""

EVENTS = """
announced
booked
established
closed
repayment
  early_repayment
liquidated
default
downgrade
acceleration
servicer_replaced
trustee_replaced
buy_out
clean_up_exercised
holding_sold
meeting
amendment
"""

DOCUMENTS = """
contract
  trust_contract
  servicing_contract
  custody_contract
  underwriting_contract
  sale_agreement
  indenture
  guarantee_contract
prospectus
rating_report
legal_opinion
trustee_report
liquidation_report
certificate
minutes
search_result
judgment
court_filing
public_page
press_report
"""

STATUSES = (
    "signed",
    "draft",
    "certified",
    "found_by_court",
    "undisputed",
    "alleged",
    "public_summary",
    "computed",
    "from_memory",
    "illustrative",
)
"""How firm a fact is."""

CHOICES: dict[str, tuple[str, ...]] = {
    "stage": ("proposed", "signed", "closed", "matured"),
    "route": ("CN/interbank-trust", "US/statutory-trust", "US/bank-conduit"),
    "market": ("CN/interbank", "CN/exchange", "US/registered", "US/private", "none"),
    "placement": ("public", "private"),
    "identification": ("list", "criteria"),
    "instrument_form": ("written", "oral"),
    "duty": ("must", "may"),
    "buy_back_trigger": (
        "ineligible_at_cut_off",
        "breach_of_warranty",
        "defect_in_documents",
        "delinquency",
        "default",
        "insolvency_of_seller",
        "clean_up",
        "modification_by_servicer",
        "at_will",
        "fixed_date",
    ),
    "buy_back_price": ("par", "fair_value", "cost", "principal_and_premium", "fixed"),
    "covers": ("senior_interest", "interest", "principal", "all_sums", "expenses", "liquidity"),
    "guarantee_form": ("general", "joint_and_several"),
    "separation": ("separate", "mixed"),
    "capacity": ("trustee", "manager", "general_partner", "agent"),
    "notice_form": ("individual", "newspaper", "register"),
    "contents": (
        "purpose",
        "settlor_and_trustee",
        "beneficiaries",
        "property",
        "benefits",
        "term",
        "management",
        "fee",
        "successor_trustee",
        "termination",
        "meetings",
        "agents",
        "buy_back",
    ),
    "purpose": ("issue_securities", "hold_and_manage", "dispose", "collect_debts", "litigate"),
    "ending": (
        "settlor_insolvency",
        "trustee_insolvency",
        "trustee_replaced",
        "property_exhausted",
        "term_reached",
        "purpose_achieved",
        "purpose_impossible",
        "holders_decision",
        "law_or_court",
    ),
    "power": ("change_beneficiaries", "revoke_trust", "dispose_interest", "direct_trustee", "take_back_assets"),
    "chooser": ("trust_document", "settlor", "holders", "regulator", "court"),
    "knowledge": ("known", "should_have_known", "not_known"),
    "opinion_level": ("would", "should", "more_likely_than_not", "reasoned"),
    "opinion_subject": ("true_sale", "non_consolidation", "perfection", "tax", "validity", "bankruptcy_isolation"),
    "npl_grade": ("normal", "special_mention", "substandard", "doubtful", "loss"),
    "support_kept": ("all_life", "until_closing"),
    "provision": ("yes", "no"),
    "transfer_bar": ("nature", "agreement", "law"),
    "document_standing": STATUSES,
    "holding": ("reversed", "vacated", "remanded", "affirmed", "found", "not_found", "unresolved"),
}

REASONS = (
    "not_asked",
    "not_disclosed",
    "not_available_yet",
    "not_collected",
    "confidential",
    "disputed",
    "not_found_in_sources",
)
"""Why a fact is unknown. The published mapping to ESMA's ND codes is in docs/deal-file.md."""

TREES = {
    "form": FORMS,
    "estate_kind": ESTATES,
    "asset": ASSETS,
    "act": ACTS,
    "security_kind": SECURITIES,
    "support": SUPPORTS,
    "function": FUNCTIONS,
    "charge_kind": CHARGES,
    "proceeding_kind": PROCEEDINGS,
    "conduct_kind": CONDUCT,
    "event_kind": EVENTS,
    "document_kind": DOCUMENTS,
}

COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS YE YT ZA ZM ZW
"""


def read_tree(text: str) -> dict[str, str]:
    """Turn an indented tree into word -> word above it ("" at the top), in the order written."""
    above: list[str] = []
    words: dict[str, str] = {}
    for line in text.split("\n"):
        if word := line.strip():
            depth = (len(line) - len(line.lstrip())) // 2
            words[word] = above[depth - 1] if depth else ""
            above[depth:] = [word]
    return words
