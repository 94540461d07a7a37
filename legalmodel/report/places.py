"""What a body of law is called: the country, part of one or union whose law it is."""

from legalmodel.base.language import Phrase

_NAMES = {
    "AU": Phrase("Australia", context="place"),
    "CA": Phrase("Canada", context="place"),
    "CN": Phrase("China", context="place"),
    "DE": Phrase("Germany", context="place"),
    "EU": Phrase("the European Union", context="place"),
    "FR": Phrase("France", context="place"),
    "GB": Phrase("the United Kingdom", context="place"),
    "GB-EAW": Phrase("England and Wales", context="place"),
    "GB-NIR": Phrase("Northern Ireland", context="place"),
    "GB-SCT": Phrase("Scotland", context="place"),
    "HK": Phrase("Hong Kong", context="place"),
    "IE": Phrase("Ireland", context="place"),
    "IN": Phrase("India", context="place"),
    "IT": Phrase("Italy", context="place"),
    "JP": Phrase("Japan", context="place"),
    "KR": Phrase("Korea", context="place"),
    "KY": Phrase("the Cayman Islands", context="place"),
    "LU": Phrase("Luxembourg", context="place"),
    "NL": Phrase("the Netherlands", context="place"),
    "SG": Phrase("Singapore", context="place"),
    "TH": Phrase("Thailand", context="place"),
    "US": Phrase("the United States", context="place"),
    "US-DE": Phrase("Delaware", context="place"),
    "US-NY": Phrase("New York", context="place"),
    "ZA": Phrase("South Africa", context="place"),
}


def place_name(code: str) -> str:
    """Return what a place is called in the language asked for; one without a name here keeps its code."""
    return str(_NAMES.get(code, code))
