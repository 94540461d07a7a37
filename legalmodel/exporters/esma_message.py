"""ESMA's message auth.098 from items of codes: what is missing or does not fit is named, and no message is written that the schema would refuse."""

from collections.abc import Iterator, Mapping

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.exporters.esma_facts import Items, Values
from legalmodel.importers.esma.message import BODY, EVENT, REPORT, SECURITISATION, SPACE, Segment, Slot, parts
from legalmodel.importers.imported import Untrusted
from legalmodel.importers.rows import table
from legalmodel.output.ink import escape

SHOWN = 12


def with_more(items: Items, more: Untrusted | None, report: str) -> Items:
    """Return the items with the fields of a file (columns code, value, item); what the deal says stands, and a file that says another thing is refused.

    ``item`` is the id of the record, or any word for an item that the deal does not have. Fields of another report are passed over. Raises
    BadInput for a file that is no table, BadRequest for a code that there is not or another value than the deal's.
    """
    found = {section: {id: dict(values) for id, values in one.items()} for section, one in items.items()}
    for number, row in enumerate(table(more) if more else (), 2):
        code, value = row.get("code", "").upper().replace(" ", ""), row.get("value", "").removeprefix("'")
        section = code[:4]
        if section not in parts():
            raise BadRequest(say("row {number} of {name}: '{code}' is no code of the message", number=number, name=more.name if more else "", code=code[:20]),
                             say("list them: legalmodel export DEAL --to esma-fields"))  # fmt: skip  # one sentence
        if not value or section.startswith("IV") != (report == REPORT):
            continue
        values = found.setdefault(section, {}).setdefault(row.get("item", ""), {})
        if values.get(code, value) != value:
            cause = say(
                "row {number}: {code} is '{value}', and the deal file says '{other}'",
                number=number,
                code=code,
                value=value[:60],
                other=values[code][:60],
            )
            raise BadRequest(cause, say("take it out of the file, or mend the deal file"))
        values[code] = value
    return found


def message(items: Items, report: str) -> bytes:
    """Return the message as UTF-8.

    Raises BadRequest with the fields that are missing or do not fit; there are no reasons to leave out what the schema asks for.
    """
    head = "SESS" if report == EVENT else "IVSS"
    whole = items.get(head, {}).get("", {})
    wanted = [part for code, part in parts().items() if code.startswith("IV") == (report == REPORT)]
    missing = [f"{head}{number}" for number in (1, 2) if f"{head}{number}" not in whole]
    wrong = [f"{head}1"] if f"{head}1" in whole and not SECURITISATION.match(whole[f"{head}1"]) else []
    for part in wanted:
        for id, values in _of(part, items):
            where = f" ({id})" if id else ""
            missing += [slot.code + where for slot in part.slots if slot.code not in values]
            wrong += [slot.code + where for slot in part.slots if slot.code in values and not slot.fits(values[slot.code])]
        if part.element and not part.optional and not items.get(part.code):
            missing.append(part.code)
    if missing or wrong:
        raise BadRequest(
            _short(missing, wrong), say("write the fields with --to esma-fields, fill them in, and give the file with --fields")
        )
    body = [line for part in wanted for _, values in _of(part, items) for line in _part(part, values)]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<Document xmlns="{SPACE}"><{BODY}><NewCrrctn>',
            f"<ScrtstnIdr>{escape(whole[f'{head}1'])}</ScrtstnIdr><CutOffDt>{escape(whole[f'{head}2'])}</CutOffDt>",
            f"<Scrtstn><{report}>",
            *body,
            f"</{report}></Scrtstn></NewCrrctn></{BODY}></Document>",
            "",
        )
    ).encode()


def _of(part: Segment, items: Items) -> list[tuple[str, Values]]:
    return list(items.get(part.code, {} if part.element else {"": {}}).items())


def _short(missing: list[str], wrong: list[str]) -> str:
    def some(codes: list[str]) -> str:
        more = say(" and {count} more", count=len(codes) - SHOWN) if len(codes) > SHOWN else ""
        return ", ".join(codes[:SHOWN]) + str(more)

    lines = []
    if missing:
        lines.append(str(say("{count} fields are missing: {codes}", count=len(missing), codes=some(missing))))
    if wrong:
        lines.append(
            str(say("{count} fields hold what the message does not take: {codes}", count=len(wrong), codes=some(wrong)))
        )
    return "; ".join(lines)


def _part(part: Segment, values: Mapping[str, str]) -> Iterator[str]:
    open_now: list[str] = [part.element] if part.element else []
    if open_now:
        yield f"<{part.element}>"
    base = len(open_now)
    for slot in part.slots:
        above = slot.path[:-1]
        keep = 0
        while keep < min(len(above), len(open_now) - base) and open_now[base + keep] == above[keep]:
            keep += 1
        while len(open_now) > base + keep:
            yield f"</{open_now.pop()}>"
        for step in above[keep:]:
            open_now.append(step)
            yield f"<{step}>"
        yield from _field(slot, values[slot.code])
    while open_now:
        yield f"</{open_now.pop()}>"


def _field(slot: Slot, value: str) -> Iterator[str]:
    name = slot.path[-1]
    if value[:3] in slot.no_data and value[3:4] in ("", "-"):
        reason = f"<NoData4><Dt>{value[4:]}</Dt><NoData>ND4</NoData></NoData4>" if value[3:] else f"<NoData>{value}</NoData>"
        yield f"<{name}><NoDataOptn>{reason}</NoDataOptn></{name}>"
        return
    texts = [part.strip() for part in value.split(";")] if slot.many else [value]
    if slot.many and slot.inner:
        inside = "".join(_wrapped(slot.inner, _text(slot, text)) for text in texts)
        yield f"<{name}>{inside}</{name}>"
    else:
        for text in texts:
            yield f"<{name}>{_wrapped(slot.inner, _text(slot, text))}</{name}>"


def _wrapped(names: tuple[str, ...], text: str) -> str:
    for name in reversed(names):
        text = f"<{name}>{text}</{name}>"
    return text


def _text(slot: Slot, value: str) -> str:
    if slot.kind == "yes":
        return "true" if value == "Y" else "false"
    if slot.kind == "money":
        currency, _, amount = value.partition(" ")
        sign = "<Sgn>false</Sgn>" if amount.startswith("-") else ""
        return f'<Amt Ccy="{currency}">{amount.lstrip("-")}</Amt>{sign}'
    return escape(value)
