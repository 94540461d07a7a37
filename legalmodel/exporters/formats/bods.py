"""BODS 0.4: parties, holdings, seats and trusts as statements of beneficial ownership. Statements keep the ids of the deal file."""

import json
from hashlib import sha256
from typing import Any

from legalmodel.base.language import Phrase
from legalmodel.exporters.bods_relations import Relations
from legalmodel.exporters.bods_who import Who
from legalmodel.exporters.exported import Exported, Outgoing

ABOUT = Phrase("BODS 0.4: parties, holdings, seats on boards and trusts as statements of beneficial ownership (JSON)")
ENDING = "json"
_OUTSIDE = Phrase("BODS tells who owns and controls; it has no place for this")
_WHY = {
    "evidence": Phrase("BODS names the source of a statement, not of each fact"),
    "status": Phrase("BODS does not say how firm a fact is"),
    "sourced": Phrase("BODS holds one value"),
    "dated": Phrase("BODS tells of change by later statements"),
    "complete": Phrase("BODS has no mark for a list that is complete"),
}


def write(given: Outgoing) -> Exported:
    """Write statements: persons and entities first, then how they stand to each other."""
    who = Who(given)
    relations = Relations(given, who)
    records = [*who.records(), *relations.records()]
    components = relations.components()
    statements = [
        _statement(given, kind, id, details, who.subject(id, relations.pairs), components) for kind, id, details in records
    ]
    given.leave_rest(dict.fromkeys(given.data.value, _OUTSIDE) | _WHY)
    text = json.dumps(statements, ensure_ascii=False, indent=2) + "\n"
    return Exported(text.encode(), tuple(given.left))


def _statement(
    given: Outgoing, kind: str, id: str, details: dict[str, Any], subject: str, components: frozenset[str]
) -> dict[str, Any]:
    whole = {"isComponent": id in components, **details}
    if whole["isComponent"]:
        whole.pop("componentRecords", None)
    seed = json.dumps([given.source.sha256, id, whole], sort_keys=True)
    return {
        "statementId": sha256(seed.encode()).hexdigest()[:40],
        "declarationSubject": subject,
        "statementDate": given.day.isoformat(),
        "publicationDetails": {
            "publicationDate": given.day.isoformat(),
            "bodsVersion": "0.4",
            "publisher": {"name": given.publisher or "not stated"},
        },
        "recordId": id,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": whole,
    }
