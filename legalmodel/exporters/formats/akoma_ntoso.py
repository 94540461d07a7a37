"""Akoma Ntoso 3.0: the articles on which rules rest, as references in a document; each has an eId of its own."""

from collections.abc import Sequence

from legalmodel.base.clock import today
from legalmodel.base.language import Phrase
from legalmodel.exporters.exported import Exported
from legalmodel.exporters.law_parts import rules_of
from legalmodel.law.compile import CompiledRule
from legalmodel.output.ink import escape

ABOUT = Phrase("Akoma Ntoso 3.0: the articles on which rules rest, as references; name rules or instruments (XML)")
ENDING = "xml"
LAW = True
_WORK = "/akn/un/doc/legalmodel"


def write(words: Sequence[str]) -> Exported:
    """Write a document of references. Its works are named by the ids of our instruments: the day and number of an act are not known for all."""
    rules = rules_of(words)
    heads = {rule.head.id: rule.head for rule in rules}
    day = today().isoformat()
    works = [
        f'<TLCReference eId="ref_{id}" name="source" href="urn:legalmodel:law:{id}" showAs="{escape(head.title.en)}"/>'
        for id, head in heads.items()
    ]
    items = "".join(_item(number, rule) for number, rule in enumerate(rules, 1))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="references"><meta>'
        f'<identification source="#legalmodel">{_frbr("Work", _WORK, day)}{_frbr("Expression", f"{_WORK}/eng@{day}", day)}'
        f"{_frbr('Manifestation', f'{_WORK}/eng@{day}/main.xml', day)}</identification>"
        f'<references source="#legalmodel"><TLCOrganization eId="legalmodel" href="urn:legalmodel" showAs="legalmodel"/>{"".join(works)}</references>'
        f"</meta><mainBody>{items}</mainBody></doc></akomaNtoso>\n"
    )
    return Exported(text.encode(), ())


def _item(number: int, rule: CompiledRule) -> str:
    eid = f"para_{number}"
    link = f'<ref href="urn:legalmodel:law:{rule.head.id}#{escape(_fragment(str(rule.article)))}">{escape(f"{rule.head.short} {rule.article}")}</ref>'
    return f'<paragraph eId="{eid}"><num>{number}</num><content eId="{eid}__content"><p eId="{eid}__content__p_1">{escape(rule.id)}: {link}</p></content></paragraph>'


def _frbr(level: str, iri: str, day: str) -> str:
    language = '<FRBRlanguage language="eng"/>' if level == "Expression" else ""
    country = '<FRBRcountry value="un"/>' if level == "Work" else ""
    return (
        f'<FRBR{level}><FRBRthis value="{iri}/!main"/><FRBRuri value="{iri}"/><FRBRdate date="{day}" name="made"/>'
        f'<FRBRauthor href="#legalmodel"/>{country}{language}</FRBR{level}>'
    )


def _fragment(article: str) -> str:
    return "".join(character if character.isalnum() and character.isascii() else "_" for character in article) or "article"
