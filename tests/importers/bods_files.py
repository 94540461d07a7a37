"""Made-up statements of the shape that registers publish; nobody in them exists."""

import json


def statement(record, kind, details, day="2024-05-01", number=0, status="new"):
    return {
        "statementId": f"{record}-{number}".ljust(32, "0"), "statementDate": day, "declarationSubject": record, "recordId": record,
        "recordType": kind, "recordStatus": status, "recordDetails": {"isComponent": False, **details},
        "publicationDetails": {"publicationDate": day, "bodsVersion": "0.4", "publisher": {"name": "Register of Nowhere"}},
    }  # fmt: skip  # a table


def company(record, name, **more):
    return statement(record, "entity", {"entityType": {"type": "registeredEntity"}, "name": name, **more})


def trust(record, name, **more):
    return statement(record, "entity", {"entityType": {"type": "arrangement", "subtype": "trust"}, "name": name, **more})


def person(record, name):
    return statement(record, "person", {"personType": "knownPerson", "names": [{"fullName": name}], "birthDate": "1980-02-03"})


def relation(record, party, subject, *interests, day="2024-05-01", number=0, status="new", **more):
    details = {"subject": subject, "interestedParty": party, "interests": list(interests), **more}
    return statement(record, "relationship", details, day, number, status)


def interest(kind, share=None, how="direct", **more):
    found = {"type": kind, "directOrIndirect": how, **more}
    return found | ({"share": share} if share else {})


def flat(record, kind, **details):
    about = {
        "publicationDetails": {"publicationDate": "2020-01-01", "bodsVersion": "0.3", "publisher": {"name": "Old Register"}}
    }
    return {
        "statementID": record.ljust(32, "0"),
        "statementType": kind,
        "statementDate": "2020-01-01",
        "isComponent": False,
        **about,
        **details,
    }


def written(folder, statements, name="register.json"):
    file = folder / name
    file.write_text(json.dumps(statements, ensure_ascii=False), encoding="utf-8")
    return file
