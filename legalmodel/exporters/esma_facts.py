"""What a deal file says in the fields of ESMA's Annexes 12 and 14; each item keeps the id of its record."""

from collections.abc import Callable, Iterator, Mapping

from legalmodel.base.values import Money
from legalmodel.exporters.exported import Outgoing
from legalmodel.importers.esma.message import slots
from legalmodel.importers.esma.words import FUNCTIONS, HOLDERS, METHODS, MONTHS, PURPOSES, SUPPORTS, TYPES
from legalmodel.importers.ledger import Cursor

Values = dict[str, str]
"""Code -> value, of one item."""

Items = dict[str, dict[str, Values]]
"""Section -> id of the item ("" where there is one) -> its fields."""

_DAY = len("2026-11-30")
_ONE = ("SMEL",)
"""Entries that say less than our word for them: corporate loans are not all loans to small companies."""


def _back(words: Mapping[str, str] | Mapping[str, int]) -> dict[str, str]:
    """Return the entry of a list for each word; a word that two entries share has none."""
    entries = [(str(word), entry) for entry, word in words.items() if entry not in _ONE]
    words_of = [word for word, _ in entries]
    return {word: entry for word, entry in entries if words_of.count(word) == 1}


_METHODS, _HOLDERS, _TYPES = _back(METHODS), _back(HOLDERS), _back(TYPES)
_MONTHS, _PURPOSES, _SUPPORTS = _back(MONTHS), _back(PURPOSES), _back(SUPPORTS)
_FUNCTIONS = {**_back(FUNCTIONS), "account_keeping": "ABNK"}
_REPAYMENT = {"scheduled": "SAMO"}


def report_of(given: Outgoing) -> Items:
    """Return the fields of Annex 12."""
    found: Values = {}
    _head(given, found, "IVSS")
    deal = given.data.at("deal")
    _put(found, "IVSS3", deal, _name)
    entity = deal.at("reporting_entity").value
    party = given.records("parties").get(str(entity))
    if party is not None:
        deal.take("reporting_entity")
        _put(found, "IVSS4", party, _name)
    kept = [one for one in given.records("investments").values() if one.at("kept_as").value]
    if len(kept) == 1:
        _put(found, "IVSS8", kept[0], lambda at: _word(at, "kept_as", _METHODS))
        _put(found, "IVSS9", kept[0], lambda at: _word(at, "kept_role", _HOLDERS))
    _put(found, "IVSS10", deal, lambda at: _word(at, "asset_class", _TYPES))
    triggers = {id: _values(one, {"IVSR4": _text("measure")}) for id, one in given.records("triggers").items()}
    return {"IVSS": {"": found}, "IVSR": {id: {"IVSR3": id, **one} for id, one in triggers.items()}}


def event_of(given: Outgoing) -> Items:
    """Return the fields of Annex 14."""
    found: Values = {}
    _head(given, found, "SESS")
    tranches = {id: _tranche(given, id, one) for id, one in given.records("securities").items()}
    accounts = {id: _account(given, one) for id, one in given.records("accounts").items()}
    parties = dict(_counterparties(given))
    return {"SESS": {"": found}, "SEST": tranches, "SESA": accounts, "SESP": parties}


def _head(given: Outgoing, found: Values, section: str) -> None:
    pools = list(given.records("pools").values())
    days = {str(one.at("cut_off").value) for one in pools if one.at("cut_off").value}
    if len(days) == 1:
        for one in pools:
            _put(found, f"{section}2", one, _text("cut_off"))
    label = str(given.data.at("deal", "stated", "programme").value or "")
    if label.startswith("unique identifier: "):
        given.data.take("deal", "stated", "programme")
        found[f"{section}1"] = label.partition(": ")[2]


def _tranche(given: Outgoing, id: str, one: Cursor) -> Values:
    found = _values(
        one,
        {
            "SEST2": _text("identifiers", "sest2", "code"),
            "SEST3": _text("identifiers", "sest3", "code"),
            "SEST4": _text("isin"),
            "SEST5": _name,
            "SEST6": lambda at: _word(at, "repayment", _REPAYMENT),
            "SEST8": lambda at: _money(given, at, "amount"),
            "SEST9": lambda at: _money(given, at, "balance"),
            "SEST10": lambda at: _word(at, "payment_interval_months", _MONTHS),
            "SEST22": _text("issued"),
            "SEST24": _text("legal_end"),
        },
    )
    for support in given.records("guarantees").values():
        party = given.records("parties").get(str(support.at("by").value))
        if support.at("of").value == [id] and party is not None and _word(support, "kind", _SUPPORTS):
            found |= _values(party, {"SEST39": _text("lei"), "SEST40": _name})
            _put(found, "SEST42", support, lambda at: _word(at, "kind", _SUPPORTS))
            support.take("by"), support.take("of")
            break
    return found


def _account(given: Outgoing, one: Cursor) -> Values:
    return _values(
        one,
        {
            "SESA4": lambda at: _word(at, "purpose", _PURPOSES),
            "SESA5": lambda at: _money(given, at, "target"),
            "SESA6": lambda at: _money(given, at, "balance"),
        },
    )


def _counterparties(given: Outgoing) -> Iterator[tuple[str, Values]]:
    """Return a counterparty for each work that ESMA's list has a word for; issuers and originators too."""
    parties = given.records("parties")
    roles: dict[tuple[str, str], None] = {}
    for one in given.records("securities").values():
        roles[str(one.at("issuer").value), "ISSR"] = None
    for pool in given.records("pools").values():
        for id in pool.at("originated_by").value or ():
            roles[str(id), "ORIG"] = None
    for one in given.records("agencies").values():
        sort = _FUNCTIONS.get(str(one.at("function").value))
        if sort and str(one.at("agent").value) in parties:
            roles[str(one.at("agent").value), sort] = None
            one.take("agent"), one.take("function")
    for id, sort in roles:
        if id in parties:
            of_list = {"SESP2": _text("lei"), "SESP3": _name, "SESP5": _text("seat")}
            yield f"{id}-{sort.lower()}", {**_values(parties[id], of_list), "SESP4": sort}


def _values(at: Cursor, wanted: Mapping[str, Callable[[Cursor], str | None]]) -> Values:
    found: Values = {}
    for code, read in wanted.items():
        _put(found, code, at, read)
    return found


def _put(found: Values, code: str, at: Cursor, read: Callable[[Cursor], str | None]) -> None:
    """Put in what the deal says if the field takes it; else nothing of the deal is marked as written."""
    before = set(at.ledger.taken)
    value = read(at)
    slot = slots().get(code)
    if value is not None and (slot.fits(value) if slot else len(value) == _DAY):
        found[code] = value
    else:
        at.ledger.taken = before


def _text(*keys: str) -> Callable[[Cursor], str | None]:
    """Return a reader of a text; ``none`` of the deal file is ND5, that the field does not apply."""

    def value(at: Cursor) -> str | None:
        found = at.text(*keys)
        return "ND5" if found == "none" else found

    return value


def _name(at: Cursor) -> str | None:
    found = at.at("name").value
    if isinstance(found, dict):
        found = found.get("en", next(iter(found.values()), None))
    at.take("name")
    return str(found) if found else None


def _word(at: Cursor, key: str, entries: Mapping[str, str]) -> str | None:
    entry = entries.get(str(at.at(key).value))
    if entry is not None:
        at.take(key)
    return entry


def _money(given: Outgoing, at: Cursor, key: str) -> str | None:
    if at.at(key).value == "none":
        at.take(key)
        return "ND5"
    record = given.deal.__dict__[str(at.spot[0])][str(at.spot[1])]
    amount = record.__dict__.get(key)
    currency = amount.currency or str(given.data.at("deal", "currency").value or "") if isinstance(amount, Money) else ""
    if not currency:
        return None
    at.take(key)
    return f"{currency} {amount.amount:f}"
