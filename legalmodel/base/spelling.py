"""How words of a deal file are spelled for readers of English: ``non_performing_loans`` is written non-performing loans."""

import re

_JOINED = (
    "asset backed", "back up", "bad loan", "buy back", "buy out", "clean up", "close out", "co lend", "co lender", "co lent",
    "credit linked", "cut off", "follow up", "government sponsored", "health care", "non bank", "non consolidating",
    "non consolidation", "non performing", "non petition", "non public", "over collateralisation", "paid in", "pass through", "re registered",
    "risk weighted", "set off", "special purpose", "step up", "sub servicing", "third party", "top up", "write down",
)  # fmt: skip  # short parts read together: one a line would take a screen
"""Words that English joins by a hyphen."""
_FOUND = re.compile(rf"\b(?:{'|'.join(_JOINED)})\b")
_WHOLE = {
    "backup servicing": "back-up servicing",
    "entrustment": "transfer in trust",
    "own petition": "voluntary petition",
    "take back assets": "recover assets",
    "sweep faster": "remit faster",
    "swept into": "remitted to",
    "sweep days": "days to remittance",
    "CN/interbank-trust": "Chinese interbank trust route",
    "CN/special-plan": "Chinese exchange route (special plan)",
    "CN/asset-backed-note": "Chinese interbank route (asset-backed notes)",
    "US/statutory-trust": "US statutory trust route",
    "US/bank-conduit": "US bank conduit route",
    "US/agency": "US agency route",
    "EU/securitisation-company": "EU securitisation company route",
    "EU/synthetic": "EU synthetic route",
    "GB/orphan-company": "UK orphan company route",
    "GB/master-trust": "UK master trust route",
    "IT/law-130": "Italian Law 130 route",
    "KR/abs-company": "Korean ABS company route",
    "JP/tmk": "Japanese TMK route",
    "JP/trust": "Japanese trust route",
    "TH/special-purpose-vehicle": "Thai special-purpose vehicle route",
    "CN/interbank": "Chinese interbank bond market",
    "CN/exchange": "Chinese exchanges",
    "US/registered": "US registered offering",
    "US/private": "US private placement",
    "EU/public": "EU public offering",
    "EU/private": "EU private placement",
    "GB/public": "UK public offering",
    "GB/private": "UK private placement",
}


def spelled(words: str) -> str:
    """Return words of a deal file, with blanks for their underscores, as English writes them."""
    return _WHOLE.get(words) or _FOUND.sub(lambda found: found[0].replace(" ", "-"), words)
