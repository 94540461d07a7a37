"""Trees of words that fields may hold. Lines further in belong to the word above them, which stands alone on its line."""

FORMS = """
company
  bank
    commercial_bank policy_bank savings_bank credit_union
  trust_company securities_company fund_management_company insurance_company rating_agency
  asset_management_company
    state_asset_management_company
  guarantee_company micro_loan_company finance_company
    credit_finance_company
  leasing_company servicing_company
  special_purpose_company limited_liability_company government_sponsored_company
partnership
  limited_partnership
statutory_trust foundation association fund law_firm accounting_firm hospital
government
  government_agency
    regulator central_bank
  state local_government
court exchange central_depository data_repository natural_person class
"""

ESTATES = """
trust
  special_purpose_trust statutory_trust_estate indenture_trust security_trust share_trust
compartment series securitisation_fund
special_plan
  revolving_plan
insolvency_estate
"""

ASSETS = """
loans
  mortgage_loans
    residential_mortgage_loans commercial_mortgage_loans
  corporate_loans
  consumer_loans
    auto_loans credit_card_receivables student_loans
  micro_loans
  non_performing_loans
    non_performing_corporate_loans non_performing_mortgage_loans non_performing_card_receivables
    non_performing_consumer_loans
receivables
  health_care_receivables lease_receivables trade_receivables utility_fee_receivables factoring_receivables
bonds
  securitisation_positions
real_estate
  repossessed_collateral
equity trust_interests
future_income
  fee_rights
"""

ACTS = """
sale
  assignment participation
contribution entrustment declaration_of_trust novation exchange secured_loan risk_transfer
"""

SECURITIES = """
beneficial_interest
  trust_certificate plan_units
debt
  note bond commercial_paper loan_tranche
equity_interest
  preferred_equity specified_equity residual_interest
seller_interest silent_partnership_interest
"""

SUPPORTS = """
external_support
  guarantee
    government_guarantee letter_of_guarantee
  shortfall_undertaking debt_joinder indemnity yield_promise letter_of_credit insurance credit_derivative
  liquidity_facility
    servicer_advance
  top_up put_option retained_first_loss
internal_support
  subordination
  reserve
    cash_collateral commingling_reserve
  over_collateralisation
    price_discount
  excess_spread
comfort_letter
"""

FUNCTIONS = """
servicing
  master_servicing special_servicing backup_servicing sub_servicing
custody
  cash_custody document_custody securities_custody
account_keeping account_supervision paying owner_trusteeship indenture_trusteeship security_trusteeship
share_trusteeship
management
  plan_management cash_management investment_management
administration
  corporate_services
calculation data_agency
registration
  depository
listing sponsoring depositing
underwriting
  lead_underwriting joint_underwriting initial_purchasing
distribution arranging structuring rating legal_counsel audit appraisal due_diligence
verification
  eligibility_verification
representation_review asset_service asset_disposal operating_advice reporting data_repository holder_representation
bond_management nominee_holding process_agency data_trusteeship
"""

CHARGES = """
consensual_security
  pledge mortgage fixed_charge floating_charge indenture_grant security_assignment retention_of_title
judicial_seizure
  attachment waiting_seizure
statutory_lien tax_claim prior_transfer
"""

PROCEEDINGS = """
insolvency
  bankruptcy_liquidation reorganisation administration_order receivership voluntary_arrangement winding_up
  regulator_measure
    takeover_by_regulator resolution moratorium
avoidance_action
  revocation_by_creditor
recharacterisation_action consolidation_action turnover_action enforcement interim_order arbitration
damages_action criminal_case appeal administrative_penalty revocation_of_licence dissolution
"""

CONDUCT = """
separateness
  office financial_statements tax_returns books bank_account letterhead telephone meetings own_name own_staff
  own_funds cost_sharing correction_of_misunderstanding pooled_cash paid_debts_of_other pledged_for_other
  annual_evidence
payment_of_price voluntary_support buy_out dealing_as_owner collections_mixed notice_to_debtors record_keeping
monitoring
  list_checked instructions_checked
dealing_with_own_trust reliance_of_creditors information_barrier deviation_from_contract lending_practice
debt_collection_practice
"""

EVENTS = """
announced priced booked established closed issue_result purchase_of_assets
repayment
  early_repayment write_down interest_deferred
payment_missed liquidated
default
  event_of_default cross_default
downgrade
  rating_withdrawn
upgrade acceleration early_amortisation trigger_reached servicer_replaced trustee_replaced manager_replaced
provider_replaced provider_resigned files_handed_over
buy_out
  repurchase replacement
removal_of_assets buy_back_demanded clean_up_exercised support_given support_drawn holding_sold
holding_pledged holding_hedged
meeting
  notice_of_meeting
amendment waiver consent_given penalty breach lawsuit licence_lost change_of_control merger change_of_law
force_majeure dissolution insolvency_petition name_changed first_loss_used_up collateral_sold
issue_failed listed_as_dishonest
"""

DOCUMENTS = """
contract
  trust_contract servicing_contract custody_contract account_contract underwriting_contract
  subscription_contract sale_agreement indenture guarantee_contract hedge_contract loan_contract
  administration_contract intercreditor_contract side_letter power_of_attorney
constitution securitisation_plan
prospectus
  preliminary_prospectus supplement
rating_report legal_opinion due_diligence_report valuation model trustee_report servicer_report
custodian_report annual_report audit_report compliance_report verification_report liquidation_report
handover_report
certificate
  solvency_certificate officer_certificate
resolution minutes notice search_result asset_list policy ledger bank_statement judgment court_filing licence
official_letter public_page press_report
"""

CLAUSES = """
against_creditors
  entrustment recourse_limited limited_recourse non_petition set_off set_off_excluded back_up_grant intention
  act_of_local_law title_on_default
separateness
priority_of_payments
  subordination flip turbo step_up
change
  amendment early_termination default acceleration automatic_liquidation insolvency_of_party
  replacement_of_agent replacement_of_trustee replacement_of_hedge_or_bank provisional_manager handover
rights
  holders_meeting voting information inspection transfer_of_securities holder_communication dispute_resolution
  noteholder_suit
duties
  prudent_person conflicts fair_dealing retention hedging_of_retention servicing_standard loss_mitigation
  liability confidentiality data_protection
assets
  selection eligibility warranties buy_back makes_good_loss substitution revolving_purchases accessory_rights
  power_of_attorney notice_to_debtors asset_review
collections
  collection_accounts permitted_investments advances clean_up
disclosure
  legend_no_endorsement legend_recourse risk_factors asset_data historical_data expected_recoveries cash_flow_model structure
  parties_and_relations interests_and_conflicts fees rating retention_disclosure taxation use_of_proceeds
  due_diligence_findings underwriting_exceptions repurchase_history litigation experience
  glossary_of_priorities
security
  grant control_of_accounts
"""

DISCLOSURES = """
offer
  prospectus preliminary_prospectus issue_result retention_statement due_diligence_findings rating_report rating_materials
  transaction_documents transaction_summary historical_data cash_flow_model environmental_data
periodic_report
  trustee_report servicer_report custodian_report annual_report audit_report asset_data compliance_statement
  collections_report follow_up_rating investor_report
event_notice
  trigger_notice meeting_notice change_of_party repurchase_report purchase_report inside_information
distribution_notice liquidation_report notice_to_authority notice_of_label
"""

PAYMENTS = """
taxes
costs
  agents_fees trustee_fees servicer_fee servicer_incentive rating_fees enforcement_costs indemnities
  capped_costs
repayment_of_advances liquidity_repayment
hedge_payment
  hedge_termination hedge_termination_in_default
interest
  senior_interest mezzanine_interest junior_interest deferred_interest
principal
  senior_principal mezzanine_principal junior_principal
reserve_top_up further_purchases guarantee_repayment deferred_price subordinated_loan surplus
"""

TRIGGERS = """
rating
  servicer_rating originator_rating account_bank_rating hedge_rating class_rating
performance
  cumulative_loss default_rate arrears collections_below_forecast coverage pool_size concentration
  no_eligible_assets
insolvency
  servicer_insolvency originator_insolvency issuer_insolvency trustee_insolvency
default
  missed_senior_interest missed_principal breach_of_contract servicer_default
event_of_law
  change_of_tax change_of_law loss_of_licence
day_reached holders_vote
"""

TIES = """
seat
  director
    independent_director
  officer supervisor trustee_seat
employment adviser
former
  former_director former_employee
family
business
  lending underwriting supply advice investment
same_group_as_stated related_as_stated acting_together partners
"""

HEDGES = """
swap
  interest_rate_swap currency_swap basis_swap total_return_swap
cap floor forward credit_default_swap credit_linked_note short_sale repurchase_agreement
"""

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
    "clause": CLAUSES,
    "disclosure": DISCLOSURES,
    "payment": PAYMENTS,
    "trigger": TRIGGERS,
    "tie": TIES,
    "hedge": HEDGES,
}
"""Name of a tree, as fields refer to it -> the tree."""
