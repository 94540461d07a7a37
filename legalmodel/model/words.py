"""Flat lists of words that fields may hold; the trees are in trees.py."""

from legalmodel.model.trees import TREES as TREES

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
    "machine_draft",
)
"""How firm a fact is."""

MACHINE = "machine_draft"
"""The status of a fact that a machine wrote and that no person has confirmed."""

LISTS = """
about: real made_up own
stage: proposed signed closed matured
route: CN/interbank-trust CN/special-plan CN/asset-backed-note US/statutory-trust US/bank-conduit US/agency EU/securitisation-company
  EU/securitisation-fund EU/synthetic GB/orphan-company GB/master-trust IT/law-130 KR/abs-company KR/abs-trust
  KR/unregistered-company JP/tmk JP/trust JP/specific-purpose-trust JP/gk-tk TH/special-purpose-vehicle
structure: assets_pass risk_passes_by_contract borrowing_secured_by_assets
market: CN/interbank CN/exchange US/registered US/private EU/public EU/private GB/public GB/private KR/public KR/private
  JP/public JP/private none
venue: shanghai_stock_exchange shenzhen_stock_exchange beijing_stock_exchange interbank_bond_market other
placement: public private
identification: list criteria all_assets
instrument_form: written oral declaration
duty: must may
buy_back_trigger: ineligible_at_cut_off breach_of_warranty defect_in_documents delinquency default insolvency_of_seller
  clean_up modification_by_servicer at_will fixed_date rating_trigger change_of_tax_or_law early_payment_default
  debtor_set_off pledge_released any_shortfall
buy_back_price: par fair_value cost principal_and_premium fixed outstanding_claims bid
covers: senior_interest interest principal all_sums expenses liquidity commingling set_off dilution retained_part
guarantee_form: general joint_and_several
separation: separate mixed
capacity: trustee manager general_partner agent custodian nominee administrator
  company_for_compartment
notice_form: individual newspaper register court_service electronic
addressee: debtors guarantors public others
contents: purpose settlor_and_trustee beneficiaries property benefits term management fee successor_trustee termination
  meetings agents buy_back identification_of_property supervision
purpose: issue_securities hold_and_manage dispose collect_debts litigate
ending: settlor_insolvency trustee_insolvency trustee_replaced property_exhausted term_reached purpose_achieved
  purpose_impossible holders_decision law_or_court settlor_dissolved licence_lost resignation owner_insolvency
power: change_beneficiaries revoke_trust dispose_interest direct_trustee take_back_assets change_management
  replace_trustee
chooser: trust_document settlor holders regulator court
knowledge: known should_have_known not_known
opinion_level: would should more_likely_than_not reasoned
opinion_subject: true_sale non_consolidation perfection tax validity bankruptcy_isolation capacity securities_law
  investment_company accounting eligibility_of_assets
npl_grade: normal special_mention substandard doubtful loss
provision: yes no
owner_role: general_partner managing_partner limited_partner managing_member member shareholder
owner_power: appoint_board appoint_manager casting_vote direct_by_articles direct_by_contract direct_by_law
  dominant_influence
parent_level: direct ultimate
not_reported: natural_persons non_consolidating no_known_person no_lei non_public legal_obstacles exempt
request_state: pending disputed withdrawn rejected met
transfer_bar: nature agreement law
price_part: cash deferred subordinated_loan security contribution set_off assumed_debt premium discount
warranty: title no_charge no_bar_to_transfer enforceable no_set_off fits_criteria data_correct performance
  debtor_solvent lawful_making registered_security authority solvency_of_giver
as_of: cut_off signing closing each_purchase any_day
remedy: cure buy_back replacement damages price_reduction indemnity
pool_change: substitution removal addition
picking: random all_that_fit by_originator by_taker negotiated
consent: debtor guarantor co_lender bank_secrecy personal_data corporate_body authority administrator creditors settlor beneficiaries
accessory: mortgages pledges guarantees insurance retention_of_title security_ownership judgments
  documents
perfection_event: rating_lost insolvency servicer_replaced payment_default breach law_requires dispute_with_debtor
  security_in_danger credit_deterioration
asset_in_law: claims accounts chattel_paper promissory_notes payment_intangibles leases deposit_claims securities land
  shares income_rights
suit_stage: no_suit mediation sued judgment appeal enforcement enforcement_stayed debtor_insolvency ended
collateral: land land_use_right building equipment vehicles stock claims shares deposits other
debtor: companies small_businesses natural_persons government local_government_vehicles banks aged_over_60
money: income principal all
regime: normal after_trigger after_enforcement always
repayment: sequential pro_rata bullet scheduled pass_through
effect: acceleration turbo sequential stop_purchases early_amortisation replace_servicer activate_backup give_notice
  perfect fill_reserve sweep_faster replace_bank replace_counterparty replace_manager draw_support asset_review
  servicer_fee_cut defer_interest trap_cash end_deal sell_assets
restriction: other_debt guarantees charges merger dissolution division sale_of_assets other_business subsidiaries
  employees own_petition amendment distributions dealings_with_group change_of_member
activity: acquire_assets hold_assets issue_securities borrow hedge manage_and_collect dispose_of_assets invest_cash lend
  incidental other_business
undertaking: own_books own_accounts no_commingling assets_in_own_name own_name own_letterhead hold_out_apart
  own_statements note_in_group_statements own_tax_returns pay_own_debts own_staff_paid share_costs_fairly
  market_terms_with_group enough_capital formalities no_guarantee_for_group no_pledge_for_group no_loans_to_group
  no_shares_of_group own_office correct_misunderstandings own_directors keep_assumptions_of_opinion
consent_giver: all_directors independent_directors owner holders trustee creditor share_trustee
work_ending: breach insolvency_of_agent insolvency_of_principal rating_lost licence_lost performance financial_ratio
  change_of_control resignation holders_vote at_will term_reached
investor_class: institution professional retail natural_person trust_product related_party
retention: vertical horizontal combined seller_interest random_selection first_loss_each_asset cash_reserve
  third_party_buyer originator_share
holding_form: direct synthetic contingent through_trust through_fund
authority: central_bank banking_regulator securities_regulator registration_centre association exchange land_registry
  company_registry security_registry local_financial_authority financial_regulator other
filing: approval registration filing notification search certification transition
risk: interest_rate currency credit basis liquidity
figure: registered_capital paid_in_capital net_assets total_assets liabilities net_profit revenue tier_1_capital
  capital_ratio guarantees_outstanding borrowings securitised_outstanding loans_outstanding holdings_of_securities
  share_of_own_funding impaired_ratio loss_rate staff branches customers portfolio fees_earned market_reference
  risk_weighted_exposure expected_loss share_of_variability net_capital funding_outstanding co_lent_outstanding
  loans_made securities_issued loans_on_all_books specialists
funding: bank shareholder interbank bond asset_backed_securities asset_backed_notes transfer other
specific_ground: duties_unperformed feeds_revolving cash_from_business
loan_use: consumption business financial_assets equity_stakes real_estate dividends other
concentration_base: claims principal future_cash_flow
holding: reversed vacated remanded affirmed found not_found unresolved dismissed denied granted settled withdrawn
perfection_means: filing possession taking_control delivery notice intimation registration automatic
accounted_as: sale part_sale secured_borrowing
charter: state federal foreign
chapter: chapter_7 chapter_9 chapter_11 chapter_12 chapter_13 chapter_15
run_together: jointly_administered one_estate
perfection_towards: third_parties debtors
plan_kind: securitisation_plan asset_liquidation_plan trust_plan approved_project
plan_item: vehicle originators period assets valuation securities management_and_disposal servicer borrowings lien
  transfer_terms support other
plan_decider: members_meeting all_concerned directors trustee owner court
return_claim: assets_back price_back
intent: concealment harm_to_creditors favour_one_creditor
known_state: unable_to_pay payments_suspended petition harm_to_creditors concealment
agent_duty: segregate separate_books explain_on_request records_open no_delegation_without_consent good_manager_care
  protect_investors hand_over
borrowing_use: buy_assets repay_securities bridge_cash other
option_kind: call clean_up_call put put_back first_refusal redemption
company_type: stock_company limited_company limited_liability_company specific_purpose_company incorporated_association
profession: lawyer accountant appraiser
funded_from: issue_proceeds own_money collections retained_price loan letter_of_credit
prospectus_state: approved listing_particulars summary
filing_state: draft final withdrawn removed
retainer: originator sponsor original_lender servicer
retention_base: nominal_value net_value fair_value
refund: whole part as_far_as_no_loss
proceeding_scope: main secondary territorial
"""

REASONS = (
    "not_asked",
    "not_disclosed",
    "not_available_yet",
    "not_collected",
    "confidential",
    "disputed",
    "not_found_in_sources",
    "exempt",
    "not_received",
)
"""Why a fact is unknown. The published mapping to ESMA's ND codes is in docs/deal-file.md."""


def read_tree(text: str) -> dict[str, str]:
    """Turn an indented tree into word -> word above it ("" at the top), in the order written."""
    above: list[str] = []
    words: dict[str, str] = {}
    for line in text.split("\n"):
        depth = (len(line) - len(line.lstrip())) // 2
        for word in line.split():
            words[word] = above[depth - 1] if depth else ""
            above[depth:] = [word]
    return words


def read_lists(text: str) -> dict[str, tuple[str, ...]]:
    """Turn lines ``name: word word ...``, continued further in, into name -> words."""
    lists: dict[str, tuple[str, ...]] = {}
    for part in text.replace("\n  ", " ").strip().split("\n"):
        name, _, words = part.partition(":")
        lists[name] = tuple(words.split())
    return lists


CHOICES = read_lists(LISTS) | {"document_standing": STATUSES}
"""Name of a list, as fields refer to it -> its words."""
