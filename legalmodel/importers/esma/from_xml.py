"""The message auth.098 as items of codes, so that XML and tables are read by one hand."""

from collections.abc import Iterator

from legalmodel.base.language import say
from legalmodel.importers.esma.fields import Coded, Item
from legalmodel.importers.esma.message import BODY, EVENT, REPORT, Segment, Slot, parts
from legalmodel.importers.imported import Untrusted
from legalmodel.importers.markup import Element, elements

_HEAD = {"SESS": ("SESS1", "SESS2"), "IVSS": ("IVSS1", "IVSS2")}
_NAMES = {"SESP2": "counterparty legal entity identifier", "SESP5": "country of establishment"}


def items_of_message(file: Untrusted) -> list[Item]:
    """Return the fields of a message, section by section.

    Raises BadInput if the file is no XML, or another message.
    """
    root = list(elements(file, frozenset()))[-1]
    body = root.find(BODY)
    if body is None:
        name = root.inner[0].name if root.inner else root.name
        cause = say("the message is '{name}', which is not read here", name=name[:60])
        raise file.fault("not-esma", cause, say("take an investor report or a significant event of ESMA (auth.098)"), root.line)
    return [item for new in body.inner if new.name == "NewCrrctn" for item in _items(new)]


def _items(new: Element) -> Iterator[Item]:
    identifier, day = new.find("ScrtstnIdr"), new.find("CutOffDt")
    for name in (EVENT, REPORT):
        report = new.find("Scrtstn", name)
        if report is None:
            continue
        for code, part in parts().items():
            if code.startswith("IV") != (name == REPORT):
                continue
            places = [one for one in report.inner if one.name == part.element] if part.element else [report]
            for place in places:
                item: Item = {}
                for key, head in zip(_HEAD.get(code, ()), (identifier, day), strict=False):
                    if head is not None and head.text:
                        item[key] = Coded(head.text, "", f"line {head.line}")
                item |= _fields(part, place)
                if item:
                    yield item


def _fields(part: Segment, place: Element) -> Item:
    item: Item = {}
    for slot in part.slots:
        found = [place]
        for step in slot.path:
            found = [inner for one in found for inner in one.inner if inner.name == step]
        values = [text for one in found for text in _values(slot, one)]
        if values:
            where = f"line {found[0].line} {'/'.join(slot.path)}"
            item[slot.code] = Coded("; ".join(dict.fromkeys(values)), _NAMES.get(slot.code, ""), where)
    return item


def _values(slot: Slot, field: Element) -> list[str]:
    """Return what stands in a field: values, or the reason why there is none."""
    reason = field.find("NoDataOptn")
    if reason is not None:
        later = reason.find("NoData4")
        texts = [one.text for one in _leaves(later or reason)]
        return ["ND4-" + next((text for text in texts if text != "ND4"), "")] if later else texts
    if slot.kind == "money":
        amount = next((one for one in _leaves(field) if one.name == "Amt"), None)
        if amount is None:
            return []
        minus = any(one.name == "Sgn" and one.text in ("false", "0") for one in _leaves(field))
        return [f"{amount.attributes.get('Ccy', '')} {'-' if minus else ''}{amount.text}"]
    texts = [one.text for one in _leaves(field) if one.text]
    return [{"true": "Y", "1": "Y", "false": "N", "0": "N"}.get(text, text) for text in texts] if slot.kind == "yes" else texts


def _leaves(one: Element) -> Iterator[Element]:
    if not one.inner:
        yield one
    for inner in one.inner:
        yield from _leaves(inner)
