"""Entries of ESMA's lists and the words of a deal file that say the same; an entry that is not here has no word."""

REASONS = {"ND1": "not_asked", "ND2": "not_collected", "ND3": "not_collected", "ND4": "not_available_yet"}
METHODS = {
    "VSLC": "vertical",
    "SLLS": "seller_interest",
    "RSEX": "random_selection",
    "FLTR": "horizontal",
    "FLEX": "first_loss_each_asset",
}
HOLDERS = {"ORIG": "originator", "SPON": "sponsor", "OLND": "original_lender"}
TYPES = {
    "ALOL": "auto_loans", "CONL": "consumer_loans", "CMRT": "commercial_mortgage_loans", "LEAS": "lease_receivables",
    "RMRT": "residential_mortgage_loans", "CCRR": "credit_card_receivables", "NSML": "corporate_loans", "SMEL": "corporate_loans",
}  # fmt: skip  # a table
MONTHS = {"MNTH": 1, "QUTR": 3, "SEMI": 6, "YEAR": 12}
REPAYMENT = {"HBUL": "bullet", "SBUL": "bullet", "SAMO": "scheduled"}
PURPOSES = {
    "CARE": "cash reserve",
    "CORE": "commingling reserve",
    "SORE": "set-off reserve",
    "LQDF": "liquidity facility",
    "MGAC": "margin account",
}
SUPPORTS = {"FGUA": "guarantee", "CINS": "insurance", "CDSX": "credit_derivative"}
FUNCTIONS = {
    "ABNK": "account_keeping", "CACB": "account_keeping", "ADMI": "administration", "ARRG": "arranging", "AUDT": "audit", "BSER": "backup_servicing",
    "CALC": "calculation", "CASM": "cash_management", "CLOM": "investment_management", "CNSL": "legal_counsel", "PAYA": "paying",
    "REPN": "holder_representation", "SECU": "security_trusteeship", "SERV": "servicing", "SSRV": "special_servicing", "UNDR": "underwriting",
    "VERI": "verification",
}  # fmt: skip  # a table
