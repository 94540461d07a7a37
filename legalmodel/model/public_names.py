"""Names and ids of the public part of a deal: natural persons have a number, ids say nothing, and whoever has no public name is called by what it is."""

from collections.abc import Iterator
from typing import Any

from legalmodel.model.check_ids import documents
from legalmodel.model.deal import SECTIONS, Deal
from legalmodel.model.record import Field, Record
from legalmodel.model.shape import fields

_LETTERS_LEAST = 2
"""A shorter name of a person is not looked for in other texts: it would be found everywhere."""
_OF_PERSONS = frozenset(("form", "excludes", "dated", "status", "evidence"))
"""What is left of a natural person: that it is one."""
_CALLED = {
    "person": {"en": "natural person {n}", "zh": "自然人{n}"},
    "class": {"en": "class of persons {n}", "zh": "某类人{n}"},
    "party": {"en": "party {n} (name not public)", "zh": "当事人{n}（名称未公开）"},
    "estate": {"en": "estate {n} (name not public)", "zh": "财产{n}（名称未公开）"},
    "pool": {"en": "pool {n}", "zh": "资产池{n}"},
    "security": {"en": "class {n}", "zh": "第{n}档"},
    "document": {"en": "document {n}", "zh": "文件{n}"},
}
_NAMED_BY = {"document": "title"}


def people_of(raw: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the parties that are, or for all the file says may be, natural persons, each with all its names.

    A party whose legal form is not given, and that has no identifier of companies, may be one.
    """
    parties = raw.get("parties")
    found: dict[str, tuple[str, ...]] = {}
    for id, party in parties.items() if isinstance(parties, dict) else ():
        if not isinstance(party, dict):
            continue
        forms = {party.get("form"), *((party.get("dated") or {}).get("form") or {}).values()} - {None}
        coded = party.get("lei") or party.get("uscc")
        if "natural_person" in forms or (not forms and not coded):
            dated = ((party.get("dated") or {}).get("name") or {}).values()
            found[id] = tuple(
                form for name in (party.get("name"), party.get("registered_name"), *dated) for form in _forms(name)
            )
    return found


def _forms(name: Any) -> Iterator[str]:
    if isinstance(name, str):
        yield name
    elif isinstance(name, dict):
        yield from (form for form in name.values() if isinstance(form, str))


class Renaming:
    """Gives the public data of a deal other ids, and takes out every name of a natural person."""

    def __init__(self, data: dict[str, Any], people: dict[str, tuple[str, ...]]) -> None:
        self.data, self.people = data, people
        self.ids: dict[str, str] = {}
        self.unnamed: set[str] = set()
        for section, sort in SECTIONS.items():
            records = data.get(section)
            for n, id in enumerate(records if isinstance(records, dict) else (), 1):
                self.ids[id] = f"{sort}_{n}"
        hidden = {form for id in people for form in people[id] if len(form) >= _LETTERS_LEAST}
        self.hidden = sorted(hidden, key=lambda form: (-len(form), form))

    def renamed(self) -> dict[str, Any]:
        """Return the data."""
        made: dict[str, Any] = {}
        counts: dict[str, int] = {}
        for name, value in self.data.items():
            if name == "complete":
                if entries := [e for e in map(self._entry, value) if e]:
                    made[name] = entries
            elif name in SECTIONS and isinstance(value, dict):
                records = {self.ids[id]: self._named(SECTIONS[name], id, record, counts) for id, record in value.items()}
                if records:
                    made[name] = records
            elif isinstance(value, dict):
                made[name] = self._record(fields(Deal)[name].inner, value)
            else:
                made[name] = value
        return made

    def _entry(self, entry: str) -> str:
        """Return what is said to be complete under the new ids; nothing where that is a list inside a record inside a record."""
        section, _, rest = entry.partition(".")
        if not rest:
            return section if self.data.get(section) else ""
        id, _, field = rest.partition(".")
        return f"{section}.{self.ids[id]}.{field}" if id in self.ids and "." not in field else ""

    def _named(self, sort: str, id: str, record: dict[str, Any], counts: dict[str, int]) -> dict[str, Any]:
        """Return a record of a section with a name: its own, if it is public and no person's."""
        model = fields(Deal)[next(s for s, known in SECTIONS.items() if known == sort)].inner
        person = sort == "party" and id in self.people
        if person:
            record = {n: v for n, v in record.items() if n in _OF_PERSONS}
            for name in ("dated", "status", "evidence"):
                record[name] = {n: v for n, v in (record.get(name) or {}).items() if n in _OF_PERSONS}
            record = {n: v for n, v in record.items() if v}
        made = self._record(model, record)
        called = _NAMED_BY.get(sort, "name")
        if sort in _CALLED and called not in made and called not in (made.get("dated") or {}):
            kind = (
                "person"
                if person and made.get("form") == "natural_person"
                else "class"
                if made.get("form") == "class"
                else sort
            )
            counts[kind] = counts.get(kind, 0) + 1
            self.unnamed.add(self.ids[id])
            made[called] = {tag: words.format(n=counts[kind]) for tag, words in _CALLED[kind].items()}
        return made

    def _record(self, model: type[Record] | None, raw: dict[str, Any]) -> dict[str, Any]:
        own = fields(model) if model else {}
        made: dict[str, Any] = {}
        for name, value in raw.items():
            if name == "evidence":
                cited = {n: "; ".join(self.ids[d] for d in documents(text) if d in self.ids) for n, text in value.items()}
                value = {n: text for n, text in cited.items() if text}
            elif name == "dated":
                value = {n: {day: self._value(own.get(n), v) for day, v in steps.items()} for n, steps in value.items()}
                value = {n: steps for n, steps in value.items() if all(v is not None for v in steps.values())}
            elif name in own:
                value = self._value(own[name], value)
            if value is not None and value != {}:
                made[name] = value
        for name in ("evidence", "status"):
            kept = {n: v for n, v in made.get(name, {}).items() if n in made or n in made.get("dated", {})}
            made.pop(name, None)
            if kept:
                made[name] = kept
        return made

    def _value(self, field: Field | None, value: Any) -> Any:
        """Return a value under the new ids; None where what it refers to is not public."""
        if field is None or value == "none":
            return value
        if field.inner is not None:
            if not isinstance(value, dict):
                return value
            if not field.keyed:
                return self._record(field.inner, value) or None
            return {f"item_{n}": self._record(field.inner, r) for n, r in enumerate(value.values(), 1)} or None
        kind = field.written.kind if field.written else None
        if kind is not None and (kind.item or kind).name == "thing":
            if isinstance(value, list):
                return [self.ids[id] for id in value] if all(id in self.ids for id in value) else None
            return self.ids.get(value)
        return self._without_people(value)

    def _without_people(self, value: Any) -> Any:
        if isinstance(value, str):
            for name in self.hidden:
                value = value.replace(name, "…")
            return value
        if isinstance(value, list):
            return [self._without_people(each) for each in value]
        if isinstance(value, dict):
            return {key: self._without_people(each) for key, each in value.items()}
        return value
