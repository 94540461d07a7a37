"""The page docs/law-coverage.md: which questions each pack answers, from which articles, and how far these were read."""

from collections.abc import Iterable

from notes_coverage import notes_section

from legalmodel.base.jurisdictions import UNIONS
from legalmodel.law.catalogue import Question
from legalmodel.law.compile import CompiledRule
from legalmodel.law.load import Law, load_law
from legalmodel.law.reach import is_law

COVERAGE = """\
# What the law packs cover

Made by `.ci/make_docs.py` from the files under `legalmodel/law/`. Each question of the catalogue stands with the rules that answer it.
A star at an article means that nobody read its number. **seen**: the article's own words were read. **part**: read in part; such a
rule can never make an obstacle or close an essential question. **memory**: not read; such a rule only adds a question to ask.
Force: *mandatory* is statute, *regulatory* is a regulator's measure, *in-principle* and *self-regulatory* bind less,
*safe-harbour* answers if it is met and never counts against a deal, *market* does neither. A rule that *weighs* lists factors.

**Left open on China's trust route, with the reason.** *Who answers for false documents* (protection/gatekeepers): the Securities Law leaves asset-backed
securities to rules of the State Council, and the court's rules on false statements were not read. *Buy-backs* (isolation/repurchase): [2005] No. 7 was read
in part. *Screening* (conduct/sanctions-aml): no fact of a deal file says who screened whom. *Tax on transfer and payments*, *the investor's weight*,
*licence to hold*: no text was encoded. Wherever the law before 2018 or 2021 was not read (piercing of companies, whether claims and documents bind) older
deals are not examined. Texts that wait for a reader are in [attest](attest.md).

"""
GROUPS = {
    "gate": "Which law applies",
    "isolation": "True sale",
    "remoteness": "Remoteness",
    "protection": "Protection",
    "apart": "Apart: accounting, capital, tax",
}
OTHER = "Other questions, never part of a conclusion"


def coverage_page() -> str:
    """Return the page of what each legal system's pack answers and does not."""
    law = load_law()
    return "\n".join(
        [
            COVERAGE,
            *_grid(law),
            *(line for system in law.systems for line in _system(law, system)),
            notes_section(law),
            *_common(law),
        ]
    )


GRID = """\
## Every question, by system

What the rules of each system can say of each question. **yes**: a rule whose text was read answers it. **part**: only rules read in part, which
never close it. **ask**: only rules that add a question to ask. **not arise**: the only answer is that the question does not arise. An empty place is
a hole: no rule, so the question stands as not examined. Rules of a federation count at its parts; those of the European Union hold in its member
states and stand in its own column alone.
"""


def _grid(law: Law) -> Iterable[str]:
    """Return the table of all questions by system, holes left empty, and how many holes each system has."""
    answers = {system: _answers(law, system) for system in law.systems}
    yield GRID
    yield f"| question | {' | '.join(answers)} |\n|---|{'---|' * len(answers)}"
    for essential in (True, False):
        for question in law.catalogue.questions.values():
            if question.essential == essential:
                name = f"**{question.id}**" if essential else question.id
                yield f"| {name} | {' | '.join(cells.get(question.id, '') for cells in answers.values())} |"
    asked = [q.id for q in law.catalogue.questions.values() if q.essential]
    holes = (str(sum(q not in cells for q in asked)) for cells in answers.values())
    yield f"| holes among the {len(asked)} essential ones | {' | '.join(holes)} |\n"


def _answers(law: Law, system: str) -> dict[str, str]:
    by_question: dict[str, list[CompiledRule]] = {}
    for rule in law.rules_at(system):
        if rule.system == system or rule.system not in UNIONS:
            by_question.setdefault(rule.question, []).append(rule)
    return {question: _answer(rules) for question, rules in by_question.items()}


def _answer(rules: list[CompiledRule]) -> str:
    if answering := [r for r in rules if _can_answer(r)]:
        return "not arise" if all(r.form.arises_not for r in answering) else "yes"
    return "part" if any(r.text_read == "part" for r in rules) else "ask"


def _system(law: Law, system: str) -> Iterable[str]:
    rules = [r for r in law.rules.values() if r.system == system]
    by_question: dict[str, list[CompiledRule]] = {}
    for rule in law.rules_at(system):
        by_question.setdefault(rule.question, []).append(rule)
    yield f"## {system}\n"
    yield from _summary(law, rules, by_question)
    for name in dict.fromkeys(GROUPS.get(q.group, OTHER) for q in law.catalogue.questions.values()):
        inside = [q for q in law.catalogue.questions.values() if GROUPS.get(q.group, OTHER) == name]
        yield f"### {system}: {name}\n\n| question | asks | answered by |\n|---|---|---|"
        yield from (_question(q, by_question.get(q.id, [])) for q in inside)
        yield ""
    yield from _not_read(system, rules)
    yield from _instruments(law, system)


def _summary(law: Law, rules: list[CompiledRule], by_question: dict[str, list[CompiledRule]]) -> Iterable[str]:
    essential = [q for q in law.catalogue.questions.values() if q.essential]
    answered = [q for q in essential if any(_can_answer(r) for r in by_question.get(q.id, ()))]
    yield (
        f"{len(rules)} rules. {len(answered)} of {len(essential)} essential questions have a rule whose text was read; "
        f"{len(by_question)} of all {len(law.catalogue.questions)} questions have a rule of any sort.\n"
    )


def _can_answer(rule: CompiledRule) -> bool:
    return rule.text_read == "seen" and rule.force not in ("market", "draft")


def _question(question: Question, rules: list[CompiledRule]) -> str:
    name = f"**{question.id}** (essential)" if question.essential else question.id
    return f"| {name} | {question.asks} {question.zh} | {'<br>'.join(map(_rule, rules)) or '**no rule**'} |"


def _rule(rule: CompiledRule) -> str:
    last = f", until {rule.dates.last}" if rule.dates.last else ""
    weighs = ", weighs" if rule.form.factors else ""
    return f"`{rule.id}` art. {_article(rule)} ({rule.force}, {rule.text_read}{weighs}{last})"


def _article(rule: CompiledRule) -> str:
    return rule.article.replace("*", r"\*")


def _not_read(system: str, rules: list[CompiledRule]) -> Iterable[str]:
    yield f"### {system}: texts not read, or read in part\n\n| rule | article | text | what was not read |\n|---|---|---|---|"
    for rule in rules:
        if rule.text_read != "seen":
            yield f"| `{rule.id}` | {_article(rule)} | {rule.text_read} | {' '.join(rule.form.unseen.split()) or 'the article'} |"
    yield ""


def _instruments(law: Law, system: str) -> Iterable[str]:
    yield f"### {system}: instruments, and where they were read\n\n| instrument | in force | force | copy |\n|---|---|---|---|"
    for head in law.instruments.values():
        if head.system == system:
            where = f"{head.source.copy_}, read {head.source.read}: {' '.join(head.source.where.split())}"
            dates = f"{head.in_force.from_} to {head.in_force.to or 'now'}"
            yield f"| {head.title.en} {head.title.zh} | {dates} | {head.force} | {where} |"
    yield ""


def _common(law: Law) -> Iterable[str]:
    rules = [r for r in law.rules.values() if not is_law(r.system)]
    if rules:
        yield "## Rules of no legal system\n"
        yield "Not law: whether the file, or the deal, is whole. They are reported, and count towards no conclusion.\n"
        yield "| rule | title | question |\n|---|---|---|"
        yield from (f"| `{r.id}` | {r.form.title.en} | {r.question} |" for r in rules)
        yield ""
