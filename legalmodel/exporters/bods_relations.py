"""Holdings, seats and trusts as relationships of BODS."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from legalmodel.base.language import say
from legalmodel.base.values import Band
from legalmodel.exporters.bods_who import Entry, Who, full_day
from legalmodel.exporters.exported import Outgoing
from legalmodel.importers.bods.stakes import CHAIR
from legalmodel.importers.ledger import Cursor
from legalmodel.model.readers import WORDS, read_band

_PARTS = {"shares": "shareholding", "votes": "votingRights", "profits": "rightsToProfitOrIncome", "board": "appointmentOfBoard"}
_POWERS = {
    "direct_by_articles": "controlViaCompanyRulesOrArticles",
    "direct_by_law": "controlByLegalFramework",
    "appoint_board": "appointmentOfBoard",
}
_HIDDEN = ("unknownInterest", "unpublishedInterest")
_FLAG = "beneficialOwnershipOrControl: "


class Relations:
    """The relationships of a deal that BODS can hold. ``pairs`` leads from a record to the entity it is about."""

    def __init__(self, given: Outgoing, who: Who) -> None:
        self.given, self.who = given, who
        self.pairs: dict[str, str] = {}
        self._through: set[str] = set()
        self._records: list[Entry] = [*self._trusts(), *self._ties(), *self._stakes()]

    def records(self) -> list[Entry]:
        """Return the relationships, those that chains run through first."""
        return sorted(self._records, key=lambda entry: "componentRecords" in entry[2])

    def components(self) -> frozenset[str]:
        """Return the ids of records that some chain runs through."""
        known = {id for _, id, _ in [*self.who.records(), *self._records]}
        return frozenset(self._through & known)

    def _entry(
        self, id: str, subject: str | dict[str, str], party: str | dict[str, str], interests: list[dict[str, Any]], **more: Any
    ) -> Entry:
        if isinstance(subject, str):
            self.pairs[id] = subject
        elif isinstance(party, str):
            self.pairs[id] = party
        if isinstance(subject, str) and isinstance(party, str) and party not in self.who.entities:
            self.pairs.setdefault(party, subject)
        return "relationship", id, {"subject": subject, "interestedParty": party, "interests": interests, **more}

    def _side(self, part: Cursor, field: str) -> str | dict[str, str] | None:
        value = part.at(field).value
        if isinstance(value, str) and value in self.who.ids:
            return part.text(field)
        if value is None and part.at("unknown", field).value:
            return self.who.unspecified(part, field)
        return None

    def _stakes(self) -> Iterator[Entry]:
        for id, part in self.given.records("ownership").items():
            owner, of = self._side(part, "owner"), self._side(part, "of")
            if owner is None or of is None or (isinstance(of, str) and of not in self.who.entities):
                self.given.leave(
                    part.spot, say("BODS needs an owner and an entity that it owns a part of, or why they are not named")
                )
                part.take()
                continue
            frame = self._frame(part)
            interests = self._interests(part, frame)
            through = part.take("through")
            chain = [one for one in through or [] if one != "none"] if isinstance(through, list) else []
            self._through |= set(chain)
            nominators = part.at("nominee_for").value
            if isinstance(nominators, list) and isinstance(owner, str):
                part.take("nominee_for")
                yield from self._nomination(f"{id}-nomination", owner, nominators)
                owner = f"{id}-nomination"
            yield self._entry(id, of, owner, interests, **({"componentRecords": chain} if chain else {}))

    def _frame(self, part: Cursor) -> dict[str, Any]:
        frame: dict[str, Any] = {}
        for field, key in (("since", "startDate"), ("until", "endDate")):
            if (day := full_day(part, field)) is not None:
                frame[key] = day
        how = part.text("indirect")
        if how in ("yes", "no"):
            frame["directOrIndirect"] = "indirect" if how == "yes" else "direct"
        elif part.text("unknown", "indirect"):
            frame["directOrIndirect"] = "unknown"
        label = part.text("stated", "owner") or ""
        if _FLAG in label:
            frame["beneficialOwnershipOrControl"] = f"{_FLAG}true" in label
        return frame

    def _interests(self, part: Cursor, frame: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for field, kind in _PARTS.items():
            share, words = part.at(field).value, part.text("stated", field)
            if share and share != "none":
                part.take(field)
                found.append({"type": kind, **frame, "share": share_of(str(share)), **({"details": words} if words else {})})
            elif (reason := part.text("unknown", field)) is not None:
                hidden = next((one for one in _HIDDEN if words and words.startswith(one)), None) if field == "shares" else None
                rest = words.removeprefix(hidden or "").strip(" ·") if words else ""
                rest = rest or (reason if reason != "not_disclosed" else "")
                found.append({"type": hidden or kind, **frame, **({"details": rest} if rest else {})})
        for power in part.take("powers") or []:
            if power != "none":
                kind = _POWERS.get(power, "otherInfluenceOrControl")
                found.append(
                    {
                        "type": kind,
                        **frame,
                        **({"details": power} if power not in ("direct_by_articles", "direct_by_law") else {}),
                    }
                )
        if (role := part.text("role")) is not None:
            found.append({"type": "otherInfluenceOrControl", **frame, "details": role})
        for label in (part.text("stated", "powers") or "").split(" · "):
            kind, _, words = label.partition(": ")
            if kind in _LABELS:
                part.take("unknown", "powers")
                found.append({"type": kind, **frame, **({"details": words} if words else {})})
        if not found and frame:
            found.append(frame)
        return found

    def _nomination(self, id: str, nominee: str, nominators: list[str]) -> Iterator[Entry]:
        self.pairs[id] = id
        yield "entity", id, {"entityType": {"type": "arrangement", "subtype": "nomination"}}
        yield self._entry(f"{id}-nominee", id, nominee, [{"type": "nominee"}])
        for number, one in enumerate(nominators, 1):
            yield self._entry(f"{id}-nominator-{number}", id, one, [{"type": "nominator"}])

    def _ties(self) -> Iterator[Entry]:
        for id, part in self.given.records("ties").items():
            kind, of, to = part.at("kind").value, self._side(part, "of"), part.at("to").value
            if kind not in ("director", "independent_director", "officer") or of is None or to not in self.who.entities:
                self.given.leave(
                    part.spot, say("BODS knows seats on the board and senior managers of entities, and no other ties")
                )
                part.take()
                continue
            what = part.at("what").value
            interest = {
                "type": "seniorManagingOfficial" if kind == "officer" else "boardChair" if what == CHAIR else "boardMember"
            }
            words = part.text("kind") if kind == "independent_director" else None
            part.take("kind")
            if what and words is None:
                part.take("what")
                words = what if what != CHAIR else None
            label = part.text("stated", "of") or ""
            frame = self._frame(part)
            if _FLAG in label:
                frame["beneficialOwnershipOrControl"] = f"{_FLAG}true" in label
            yield self._entry(id, str(part.take("to")), of, [{**interest, **frame, **({"details": words} if words else {})}])

    def _trusts(self) -> Iterator[Entry]:
        for id, part in self.given.records("trusts").items():
            estate = part.at("estate").value
            if estate not in self.who.entities:
                self.given.leave(part.spot, say("BODS needs the trust as an arrangement of its own: an estate"))
                part.take()
                continue
            part.take("estate")
            for field, role in (("settlor", "settlor"), ("trustee", "trustee"), ("protectors", "protector")):
                value = part.at(field).value
                people = [value] if isinstance(value, str) else value or []
                known = [one for one in people if one in self.who.ids]
                if known and len(known) == len(people):
                    part.take(field)
                words = part.text("stated", field)
                for one in known:
                    interest = {"type": role, "directOrIndirect": "direct", **({"details": words} if words else {})}
                    yield self._entry(f"{id}-{role}-{one}", str(estate), one, [interest])
                if not people and part.at("unknown", field).value:
                    yield self._entry(f"{id}-{role}-unnamed", str(estate), self.who.unspecified(part, field), [{"type": role}])
            self._held(part, str(estate))
            yield from self._beneficiaries(id, part, str(estate))

    def _held(self, part: Cursor, estate: str) -> None:
        held = self.given.data.at("estates", estate)
        if held.at("held_by").value == part.at("trustee").value and held.at("capacity").value == "trustee":
            held.take("held_by")
            held.take("capacity")

    def _beneficiaries(self, id: str, part: Cursor, estate: str) -> Iterator[Entry]:
        for item in part.items("beneficiaries"):
            who = self._side(item, "who")
            if who is None:
                self.given.leave(item.spot, say("BODS has no record for a class of persons"))
                item.take()
                continue
            income = item.at("of").value == "income"
            kind = "rightToProfitOrIncomeFromAssets" if income else "beneficiaryOfLegalArrangement"
            if income:
                item.take("of")
            interest: dict[str, Any] = {"type": kind, **self._frame(item)}
            share, words = item.at("share").value, item.text("stated", "of")
            if share and share != "none":
                item.take("share")
                interest["share"] = share_of(str(share))
            if words:
                interest["details"] = words
            yield self._entry(f"{id}-beneficiary-{item.spot[-1]}", estate, who, [interest])


_LABELS = frozenset((
    "otherInfluenceOrControl", "rightsGrantedByContract", "conditionalRightsGrantedByContract", "rightsToSurplusAssetsOnDissolution",
    "enjoymentAndUseOfAssets",
))  # fmt: skip  # a table
OUR_WORDS = frozenset((*WORDS["owner_power"], *WORDS["owner_role"]))


def share_of(text: str) -> dict[str, Any]:
    """Write a part as BODS does: exact, or within bounds, in percent."""
    part = read_band(text)
    if isinstance(part, Band):
        low, high = (_number(end * 100) for end in (part.low, part.high))
        found: dict[str, Any] = {}
        if part.low or part.above:
            found["exclusiveMinimum" if part.above else "minimum"] = low
        if part.high != 1 or part.below or not found:
            found["exclusiveMaximum" if part.below else "maximum"] = high
        return found
    return {"exact": _number(Decimal(part) * 100)}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
