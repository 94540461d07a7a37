"""Arrangements of BODS: trusts with all who take part in them, and nominees with those for whom they act."""

import re
from typing import Any, NamedTuple

from legalmodel.base.language import say
from legalmodel.importers.bods.interests import Side, days, labelled, part_of, side
from legalmodel.importers.bods.statements import Statements
from legalmodel.importers.bods.who import Parties
from legalmodel.importers.filling import Filling
from legalmodel.importers.ledger import Cursor
from legalmodel.model.relations import Beneficiary

ROLES = {
    "settlor": "settlor", "trustee": "trustee", "protector": "protectors", "beneficiaryOfLegalArrangement": "beneficiaries",
    "rightToProfitOrIncomeFromAssets": "beneficiaries",
}  # fmt: skip  # a table
_OURS = re.compile(r"(.+)-(settlor|trustee|protector|beneficiary)-([^-].*)\Z")


class Nomination(NamedTuple):
    """A nominee arrangement: who appears, and for whom."""

    nominees: list[str]
    nominators: list[str]


class Arrangements:
    """The trusts of the file, by the id of their estate, and the nominations by their record."""

    def __init__(self, given: Statements, fill: Filling, parties: Parties) -> None:
        self.given, self.fill, self.parties = given, fill, parties
        self.made: dict[str, dict[str, Any]] = {}
        self.names: dict[str, set[str]] = {}
        self.nominated: dict[str, Nomination] = {}
        self.trusts: dict[str, Any] = {}

    def take(self, part: Cursor) -> bool:
        """Take a relationship of a nomination; tell whether it was one."""
        details = part.at("recordDetails")
        subject = details.at("subject").value
        record = self.given.record(subject) if isinstance(subject, str) else ""
        if record not in self.parties.nominations:
            return False
        nomination = self.nominated.setdefault(record, Nomination([], []))
        party = side(details, "interestedParty", self.parties, self.fill)
        for interest in details.items("interests"):
            kind = interest.text("type")
            people = {"nominee": nomination.nominees, "nominator": nomination.nominators}.get(kind or "")
            if people is None or party is None or party.id is None:
                self.fill.leave(self.given.where(interest.spot), kind, say("not known who this is, or as what"))
            elif party.id not in people:
                people.append(party.id)
        for key in ("subject", "isComponent"):
            details.take(key)
        return True

    def role(self, part: Cursor, interest: Cursor, estate: str, party: Side) -> None:
        """Take one role in a trust."""
        trust = self.made.setdefault(estate, {"estate": estate, "evidence": []})
        kind = interest.text("type") or ""
        field = ROLES[kind]
        self.names.setdefault(estate, set()).add(self._ours(part) or "")
        trust["evidence"].append(self.parties.evidence(part)["all"])
        words = interest.text("details")
        since, until = days(interest, self.fill, self.given)
        where = self.given.where(interest.spot)
        if field == "beneficiaries":
            self._beneficiary(part, trust, interest, kind, party, (since, until), words)
            return
        labelled(trust, field, words)
        if party.id is None:
            trust.setdefault("unnamed", {})[field] = party.reason
            labelled(trust, field, party.words)
        elif until:
            self.fill.leave(
                where, f"{party.id} {since or ''} - {until}", say("a role that has ended; the trust holds those who have it")
            )
        else:
            people = trust.setdefault(field, [])
            if party.id not in people:
                people.append(party.id)
            self._begun(estate, kind, party.id, since, where)

    def _begun(self, estate: str, kind: str, party: str, since: str | None, where: str) -> None:
        founded = self.parties.estates[estate].get("established")
        if since and since != founded:
            why = (
                say("before the day on which the trust was founded, {founded}", founded=founded)
                if founded and since < founded
                else say("the first day of one role in a trust has no place of its own")
            )
            self.fill.leave(f"{where}.startDate", f"{kind} {party} {since}", why)

    def _beneficiary(
        self,
        part: Cursor,
        trust: dict[str, Any],
        interest: Cursor,
        kind: str,
        party: Side,
        span: tuple[str | None, str | None],
        words: str | None,
    ) -> None:
        one: dict[str, Any] = {}
        where = self.given.where(interest.spot)
        if party.id is not None:
            one["who"] = party.id
        else:
            one["unknown"] = {"who": party.reason}
            labelled(one, "who", party.words)
        if kind == "rightToProfitOrIncomeFromAssets":
            one["of"] = "income"
        self.fill.put(one, Beneficiary, "share", part_of(interest, self.fill, self.given), where)
        self.fill.put(one, Beneficiary, "since", span[0], where)
        self.fill.put(one, Beneficiary, "until", span[1], where)
        labelled(one, "of", words)
        one["evidence"] = self.parties.evidence(part)
        all = trust.setdefault("beneficiaries", {})
        ours = _OURS.match(self._key(part))
        wish = ours[3] if ours and ours[3] not in all else party.id or "unnamed"
        number, key = 1, wish
        while key in all:
            number += 1
            key = f"{wish}-{number}"
        all[key] = one

    def _key(self, part: Cursor) -> str:
        return str(part.value.get("recordId"))

    def _ours(self, part: Cursor) -> str | None:
        found = _OURS.match(self._key(part))
        return found[1] if found else None

    def finish(self) -> None:
        """Write the trusts, and who holds each estate."""
        for estate, trust in self.made.items():
            named = self.names[estate]
            id = self.fill.id(named.pop() if len(named) == 1 else None, f"{estate}-trust")
            record: dict[str, Any] = {}
            for field in ("settlor", "trustee"):
                if people := trust.get(field):
                    record[field] = people[0] if len(people) == 1 else people
            record["estate"] = estate
            for field in ("beneficiaries", "protectors"):
                if field in trust:
                    record[field] = trust[field]
            for field, reason in trust.get("unnamed", {}).items():
                if field in record:
                    self.fill.leave(f"trusts.{id}.{field}", reason, say("one more takes part who is not named"))
                else:
                    record.setdefault("unknown", {})[field] = reason
            if "stated" in trust:
                record["stated"] = trust["stated"]
            record["evidence"] = {"all": "; ".join(dict.fromkeys(trust["evidence"]))}
            self.trusts[id] = record
            if "trustee" in record:
                self.parties.estates[estate] |= {"held_by": record["trustee"], "capacity": "trustee"}
