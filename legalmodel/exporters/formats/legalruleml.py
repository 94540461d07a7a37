"""LegalRuleML 1.0 (OASIS Standard, compact serialisation): rules with their source, days and jurisdiction; conditions stand in our rule language, each as one atom.

All rules are constitutive statements: most of them say what follows from facts, and whether one is a duty is not for a format to say.
"""

from collections.abc import Iterator, Sequence

from legalmodel.base.language import Phrase, say
from legalmodel.exporters.exported import Exported
from legalmodel.exporters.law_parts import rules_of
from legalmodel.importers.imported import Left
from legalmodel.law.compile import CompiledRule
from legalmodel.output.ink import escape

ABOUT = Phrase("LegalRuleML 1.0: rules with article, days, jurisdiction and exceptions; name rules or instruments (XML)")
ENDING = "xml"
LAW = True
_OPEN = (
    '<lrml:LegalRuleML xmlns:lrml="http://docs.oasis-open.org/legalruleml/ns/v1.0/" xmlns:ruleml="http://ruleml.org/spec" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
)
_TERM, _WORDS = "urn:legalmodel:expression", "urn:legalmodel:words"
"""What an atom holds: an expression of the rule language, or words for a lawyer."""


def write(words: Sequence[str]) -> Exported:
    """Write rules. Examples, sentences and remedies stay behind; so do the structure of expressions, and thresholds by day."""
    rules = rules_of(words)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _OPEN,
        '  <lrml:Prefix pre="lrmlv" refID="http://docs.oasis-open.org/legalruleml/ns/v1.0/vocab#"/>',
        *_references(rules),
        *_jurisdictions(rules),
        *_times(rules),
        *_contexts(rules),
        *_statements(rules),
        "</lrml:LegalRuleML>",
        "",
    ]
    left = [one for rule in rules for one in _left(rule)]
    return Exported("\n".join(lines).encode(), tuple(left))


def _references(rules: Sequence[CompiledRule]) -> Iterator[str]:
    yield '  <lrml:LegalReferences key="references">'
    for rule in rules:
        yield f'    <lrml:LegalReference refersTo="source-{rule.id}" refID="{escape(f"{rule.head.id}#{rule.article}")}" refIDSystemName="legalmodel"/>'
    yield "  </lrml:LegalReferences>"


def _jurisdictions(rules: Sequence[CompiledRule]) -> Iterator[str]:
    yield '  <lrml:Jurisdictions key="jurisdictions">'
    for system in dict.fromkeys(str(rule.system) for rule in rules):
        yield f'    <lrml:Jurisdiction key="jurisdiction-{escape(system)}"/>'
    yield "  </lrml:Jurisdictions>"


def _times(rules: Sequence[CompiledRule]) -> Iterator[str]:
    yield '  <lrml:Times key="instants">'
    for rule in rules:
        for end, day in (("from", rule.dates.first), ("to", rule.dates.last)):
            if day is not None:
                yield f'    <ruleml:Time key=":{end}-{rule.id}"><ruleml:Data xsi:type="xs:date">{day.isoformat()}</ruleml:Data></ruleml:Time>'
    yield "  </lrml:Times>"
    yield '  <lrml:TemporalCharacteristics key="in-force">'
    for rule in rules:
        for end, day, change in (("from", rule.dates.first, "Starts"), ("to", rule.dates.last, "Ends")):
            if day is not None:
                yield (
                    f'    <lrml:TemporalCharacteristic key="status-{end}-{rule.id}"><lrml:forStatus iri="lrmlv:InForce"/>'
                    f'<lrml:hasStatusDevelopment iri="lrmlv:{change}"/><lrml:atTime keyref="#{end}-{rule.id}"/></lrml:TemporalCharacteristic>'
                )
    yield "  </lrml:TemporalCharacteristics>"


def _contexts(rules: Sequence[CompiledRule]) -> Iterator[str]:
    for rule in rules:
        ends = [end for end, day in (("from", rule.dates.first), ("to", rule.dates.last)) if day is not None]
        status = "".join(f'<lrml:appliesTemporalCharacteristic keyref="#status-{end}-{rule.id}"/>' for end in ends)
        yield (
            f'  <lrml:Context key="context-{rule.id}"><lrml:appliesSource keyref="#source-{rule.id}"/>{status}'
            f'<lrml:appliesJurisdiction keyref="#jurisdiction-{escape(str(rule.system))}"/><lrml:inScope keyref="#statement-{rule.id}"/></lrml:Context>'
        )


def _statements(rules: Sequence[CompiledRule]) -> Iterator[str]:
    yield '  <lrml:Statements key="statements">'
    for rule in rules:
        form = rule.form
        conditions = [f"each: {form.each}", *([form.when] if form.when else [])]
        yield f'    <lrml:ConstitutiveStatement key="statement-{rule.id}">'
        yield f'      <ruleml:Rule key=":rule-{rule.id}" closure="universal">'
        yield f"        <lrml:Paraphrase>{escape(form.condition)}</lrml:Paraphrase>"
        yield f"        <ruleml:if><ruleml:And>{''.join(_atom(one, form.each) for one in conditions)}</ruleml:And></ruleml:if>"
        yield f"        <ruleml:then>{_then(rule)}</ruleml:then>"
        yield "      </ruleml:Rule>"
        yield "    </lrml:ConstitutiveStatement>"
        for number, one in enumerate(form.unless, 1):
            yield f'    <lrml:ConstitutiveStatement key="exception-{rule.id}-{number}"><ruleml:Rule key=":exception-rule-{rule.id}-{number}" closure="universal">'
            yield f"        <ruleml:if>{_atom(one.when, form.each)}</ruleml:if>"
            yield f"        <ruleml:then>{_atom(one.title, form.each, _WORDS)}</ruleml:then></ruleml:Rule></lrml:ConstitutiveStatement>"
            yield f'    <lrml:OverrideStatement><lrml:Override over="#exception-{rule.id}-{number}" under="#statement-{rule.id}"/></lrml:OverrideStatement>'
    yield "  </lrml:Statements>"


def _then(rule: CompiledRule) -> str:
    form = rule.form
    return _atom(form.require, form.each) if form.require else _atom(form.condition, form.each, _WORDS)


def _atom(expression: str, subject: str, iri: str = _TERM) -> str:
    text = " ".join(expression.split())
    return f'<ruleml:Atom><ruleml:Rel iri="{iri}">{escape(text)}</ruleml:Rel><ruleml:Var>{escape(subject.split()[0])}</ruleml:Var></ruleml:Atom>'


def _left(rule: CompiledRule) -> Iterator[Left]:
    form = rule.form
    parts = (("says", form.says), ("thresholds", form.thresholds), ("factors", form.factors), ("readings", form.readings), ("remedy", form.remedy),
             ("window", form.window), ("due", form.due))  # fmt: skip  # a table
    for name, value in parts:
        if value:
            yield Left(f"{rule.id}.{name}", name, str(say("not taken apart: the rule is written in its own language")))
