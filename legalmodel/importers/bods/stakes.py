"""Relationships of BODS as holdings in companies, and as seats on their boards."""

from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.base.values import Band
from legalmodel.importers.bods.interests import Side, days, labelled, part_of, side
from legalmodel.importers.bods.statements import Statements
from legalmodel.importers.bods.trusts import ROLES, Arrangements
from legalmodel.importers.bods.who import Parties
from legalmodel.importers.filling import Filling
from legalmodel.importers.ledger import Cursor
from legalmodel.model.readers import WORDS, read_band
from legalmodel.model.ties import Stake, Tie
from legalmodel.model.words import REASONS

CHAIR = "chair of the board"
_PARTS = {"shareholding": "shares", "votingRights": "votes", "rightsToProfitOrIncome": "profits", "appointmentOfBoard": "board"}
_SEATS = {"boardMember": "director", "boardChair": "director", "seniorManagingOfficial": "officer"}
_POWERS = {"controlViaCompanyRulesOrArticles": "direct_by_articles", "controlByLegalFramework": "direct_by_law"}
_HIDDEN = {"unknownInterest": "not_disclosed", "unpublishedInterest": "not_disclosed"}


class Relationships:
    """The holdings and seats of the file."""

    def __init__(self, given: Statements, fill: Filling, parties: Parties, arrangements: Arrangements) -> None:
        self.given, self.fill, self.parties, self.arrangements = given, fill, parties, arrangements
        self.ownership: dict[str, Any] = {}
        self.ties: dict[str, Any] = {}
        self.of: dict[str, list[str]] = {}
        self.components: dict[str, list[str]] = {}

    def take(self, part: Cursor) -> None:
        """Take one relationship: its interests of one span and kind make one holding, each seat a tie."""
        details = part.at("recordDetails")
        record = self.given.record(str(part.value.get("recordId")))
        details.take("isComponent")
        subject = side(details, "subject", self.parties, self.fill)
        party = side(details, "interestedParty", self.parties, self.fill)
        if subject is None or party is None:
            return
        components = details.take("componentRecords")
        groups: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        interests = details.items("interests")
        for interest in interests:
            kind = interest.at("type").value
            if kind in ROLES and subject.id in self.parties.estates:
                self.arrangements.role(part, interest, str(subject.id), party)
            elif kind in _SEATS:
                self._seat(part, interest, subject, party, record)
            else:
                self._interest(interest, groups)
        if not interests:
            groups.append(((), {}))
        for _, found in groups:
            self._stake(part, found, subject, party, record, components if isinstance(components, list) else [])

    def _interest(self, interest: Cursor, groups: list[tuple[tuple[Any, ...], dict[str, Any]]]) -> None:
        kind, words = interest.text("type"), interest.text("details")
        how, since_until = interest.text("directOrIndirect"), days(interest, self.fill, self.given)
        beneficial = interest.take("beneficialOwnershipOrControl")
        key = (how, since_until, beneficial)
        ours = _is_ours(interest, kind, words)
        field = "" if ours else _PARTS.get(kind or "", "")
        fitting = (
            found
            for known, found in groups
            if known == key and not (field and (field in found or field in found.get("unknown", {})))
        )
        found = next(fitting, None)
        if found is None:
            found = {}
            groups.append((key, found))
            self._frame(found, how, since_until, beneficial, self.given.where(interest.spot))
        share = part_of(interest, self.fill, self.given)
        if ours:
            if words in WORDS["owner_power"]:
                found.setdefault("powers", []).append(words)
            else:
                found["role"] = words
        elif field:
            if share is None:
                reason = words if words in REASONS else None  # as our own export writes it
                found.setdefault("unknown", {})[field] = reason or "not_disclosed"
                words = None if reason else words
            else:
                self.fill.put(found, Stake, field, share, self.given.where(interest.spot))
            labelled(found, field, words)
        else:
            self._power(found, kind, share, words)

    def _frame(
        self, found: dict[str, Any], how: str | None, span: tuple[str | None, str | None], beneficial: Any, where: str
    ) -> None:
        if how in ("direct", "indirect"):
            found["indirect"] = "yes" if how == "indirect" else "no"
        elif how:
            found.setdefault("unknown", {})["indirect"] = "not_disclosed"
        self.fill.put(found, Stake, "since", span[0], where)
        self.fill.put(found, Stake, "until", span[1], where)
        if isinstance(beneficial, bool):
            labelled(found, "owner", f"beneficialOwnershipOrControl: {'true' if beneficial else 'false'}")

    def _power(self, found: dict[str, Any], kind: str | None, share: str | None, words: str | None) -> None:
        part = f"{share}" if share else None
        if kind in _POWERS:
            found.setdefault("powers", []).append(_POWERS[kind])
            labelled(found, "powers", part, words)
        elif kind in _HIDDEN:
            found.setdefault("unknown", {})["shares"] = _HIDDEN[kind]
            labelled(found, "shares", kind, part, words)
        elif kind:
            labelled(found, "powers", ": ".join(one for one in (kind, words) if one), part)
        elif share and "shares" not in found:
            labelled(found, "shares", f"{share} of a kind that is not told")
        if "powers" not in found and kind and kind not in _HIDDEN:
            found.setdefault("unknown", {})["powers"] = "not_disclosed"
        elif "powers" in found:
            found.get("unknown", {}).pop("powers", None)

    def _stake(
        self, part: Cursor, found: dict[str, Any], subject: Side, party: Side, record: str, components: list[Any]
    ) -> None:
        made: dict[str, Any] = {}
        where = self.given.where(part.spot)
        for field, one in (("owner", party), ("of", subject)):
            self._name(made, field, one, where)
        if made.get("owner") is not None and made.get("owner") == made.get("of"):
            self.fill.leave(where, made["owner"], say("a party that is said to hold itself"))
            return
        made |= {key: value for key, value in found.items() if key not in ("unknown", "stated")}
        for key in ("unknown", "stated"):
            if key in found or key in made:
                made[key] = {**made.pop(key, {}), **found.get(key, {})}
        if not made.get("unknown", True):
            del made["unknown"]
        made["evidence"] = self.parties.evidence(part)
        id = self.fill.id(record if record not in self.of else f"{record}-{len(self.of[record]) + 1}", f"stake-{record}")
        self.of.setdefault(record, []).append(id)
        self.ownership[id] = made
        if components:
            self.components[id] = [str(one) for one in components]

    def _name(self, made: dict[str, Any], field: str, one: Side, where: str) -> None:
        if one.reason == "nomination":
            nomination = self.arrangements.nominated.get(one.words)
            if nomination and len(nomination.nominees) == 1:
                made[field] = nomination.nominees[0]
                if nomination.nominators and field == "owner":
                    made["nominee_for"] = list(nomination.nominators)
                return
            self.fill.leave(where, one.words, say("a nominee arrangement without one nominee"))
            made.setdefault("unknown", {})[field] = "not_disclosed"
        elif one.id is not None:
            made[field] = one.id
        else:
            made.setdefault("unknown", {})[field] = one.reason
            labelled(made, field, one.words)

    def _seat(self, part: Cursor, interest: Cursor, subject: Side, party: Side, record: str) -> None:
        kind, words = interest.text("type") or "", interest.text("details")
        where = self.given.where(interest.spot)
        made: dict[str, Any] = {}
        for field, one in (("of", party), ("to", subject)):
            self._name(made, field, one, where)
        if party.reason == "nomination" and "of" in made:
            people = self.arrangements.nominated[party.words].nominators
            labelled(made, "of", f"nominee for {', '.join(people)}")
            self.fill.leave(where, ", ".join(people), say("for whom a seat is held has no place in a tie"))
        word = words if words in WORDS["tie"] and WORDS["tie"][words] == _SEATS[kind] else None
        made["kind"] = word or _SEATS[kind]
        if kind == "boardChair":
            made["what"] = CHAIR
        elif words and not word:
            self.fill.put(made, Tie, "what", words, where)
        since, until = days(interest, self.fill, self.given)
        self.fill.put(made, Tie, "since", since, where)
        self.fill.put(made, Tie, "until", until, where)
        beneficial = interest.take("beneficialOwnershipOrControl")
        how = interest.text("directOrIndirect")
        if isinstance(beneficial, bool):
            labelled(made, "of", f"beneficialOwnershipOrControl: {'true' if beneficial else 'false'}")
        if how and how != "direct":
            labelled(made, "kind", how)
        made["evidence"] = self.parties.evidence(part)
        id = self.fill.id(record if record not in self.of else f"{record}-{len(self.of[record]) + 1}", f"seat-{record}")
        self.of.setdefault(record, []).append(id)
        self.ties[id] = made

    def finish(self) -> None:
        """Write what chains run through, and leave out parts that cannot all be."""
        for id, records in self.components.items():
            through: list[str] = []
            for record in map(self.given.record, records):
                ids = [self.parties.of[record]] if record in self.parties.of else self.of.get(record, [])
                if record in self.parties.nominations:
                    ids = self.arrangements.nominated[record].nominees if record in self.arrangements.nominated else []
                elif not ids and not self._of_nomination(record):
                    self.fill.leave(f"ownership.{id}", record, say("a component that is not in the file"))
                through += [one for one in ids if one not in through]
            if through:
                self.ownership[id]["through"] = through
        for field in ("shares", "votes"):
            self._not_over_whole(field)

    def _of_nomination(self, record: str) -> bool:
        return any(
            self.given.record(str(part.value.get("recordId"))) == record
            and str(part.value["recordDetails"].get("subject")) in self.parties.nominations
            for part in self.given.parts
        )

    def _not_over_whole(self, field: str) -> None:
        wholes: dict[str, list[str]] = {}
        for id, stake in self.ownership.items():
            if field in stake and "of" in stake and stake.get("indirect") != "yes":
                wholes.setdefault(stake["of"], []).append(id)
        for of, ids in wholes.items():
            running = [id for id in ids if "until" not in self.ownership[id]]
            ended = [id for id in ids if id not in running]
            if self._sum(running, field) > 1:
                self._disputed(running, field, of)
                running = []
            if self._sum([*running, *ended], field) > 1:
                self._disputed(ended, field, of)

    def _sum(self, ids: list[str], field: str) -> Decimal:
        return sum((_low(self.ownership[id][field]) for id in ids), Decimal(0))

    def _disputed(self, ids: list[str], field: str, of: str) -> None:
        for id in ids:
            stake = self.ownership[id]
            why = say("with the other parts of {of} it adds up to more than the whole", of=of)
            self.fill.leave(f"ownership.{id}.{field}", stake.pop(field), why)
            stake.setdefault("unknown", {})[field] = "disputed"


def _is_ours(interest: Cursor, kind: str | None, words: str | None) -> bool:
    """Tell whether an interest is written as our own export writes what BODS has no word for: our word as the details, and no share."""
    known = words in WORDS["owner_power"] or words in WORDS["owner_role"]
    return known and kind in ("otherInfluenceOrControl", "appointmentOfBoard") and interest.at("share").value is None


def _low(text: str) -> Decimal:
    part = read_band(text)
    return part.low if isinstance(part, Band) else Decimal(part)
