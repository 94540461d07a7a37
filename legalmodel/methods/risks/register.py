"""The risk register of a deal: catalogue, findings, facts and what people say, in one; by the five methods of the studies."""

from collections.abc import Iterable

from legalmodel.base.errors import BadRequest
from legalmodel.base.language import say
from legalmodel.base.speech import name_of, word_of
from legalmodel.judgment.checked import Checked
from legalmodel.law.texts import cited
from legalmodel.methods.process.data import frames, in_language
from legalmodel.methods.risks.data import catalogue, controls, heads, measures, text, words
from legalmodel.methods.risks.pictures import heat, heat_of_survey, tree_plot
from legalmodel.methods.risks.raters import beside
from legalmodel.methods.risks.standing import Seen, now_of, see
from legalmodel.methods.risks.statistics import DRAWS, ahp, joined, kendall_w
from legalmodel.methods.risks.survey import Survey
from legalmodel.methods.risks.tables import (
    Wanted as Wanted,
)
from legalmodel.methods.risks.tables import (
    causes_table,
    controls_table,
    duties_table,
    facts_said,
    first_rules,
    inside_table,
    matters_table,
    measures_table,
    names_of_owner,
    rater_says,
    raters_table,
    rules_of,
)
from legalmodel.methods.study import Cell, Column, Study, Table

LOUD = ("shown", "weighed", "possible", "waits", "facts")
"""Standings that a terminal shows; the others stand in the other formats."""
STAGES = ("combine", "sale", "design", "offer", "payment")
CONSISTENT = 0.10


def risks(checked: Checked, survey: Survey | None = None, wanted: Wanted | None = None) -> Study:
    """Return the register of a checked deal.

    Raises BadRequest for a language that does not exist.
    """
    wanted = wanted or Wanted()
    lang = wanted.lang
    if lang not in ("en", "zh"):
        raise BadRequest(say("there is no language '{lang}'", lang=lang), say("choose among en, zh"))
    with in_language(lang):
        return _risks(checked, survey, wanted)


def _risks(checked: Checked, survey: Survey | None, wanted: Wanted) -> Study:
    lang = wanted.lang
    seen = [see(risk, checked) for risk in catalogue().values()]
    found_beside = tuple(beside((checked, *wanted.book)))
    tables = [_register(seen, checked, survey, wanted), _by_stage(seen, lang), _tree(seen, checked, lang)]
    tables += [controls_table(checked, survey, wanted), causes_table(checked, lang), measures_table(seen, lang)]
    tables += [
        duties_table(checked, lang),
        matters_table(checked, lang),
        *inside_table(checked, wanted),
        raters_table(found_beside, lang),
    ]
    if survey:
        tables.insert(1, _survey_table(survey, lang))
    says = (*_counts(seen, lang), *(_survey_says(survey, lang) if survey else ()), *rater_says(found_beside, lang))
    plots = [heat(seen, lang), tree_plot(seen, name_of(checked.graph.deal), lang)]
    if survey and (survey.likelihood or survey.given):
        plots.insert(0, heat_of_survey(survey, lang))
    assumes = [text("same", lang), text("given", lang), text("at", lang, day=now_of(checked))]
    if survey and survey.pairs:
        assumes.append(text("index", lang))
    if wanted.inside:
        assumes.append(text("asked", lang))
    title = text("title", lang, deal=name_of(checked.graph.deal))
    sources = tuple(dict.fromkeys(cited(f.rule) for s in seen if s.status == "shown" for f in s.findings))
    if survey:
        sources = (text("survey_of", lang, name=survey.name, experts=len(survey.experts), scale=survey.scale), *sources)
    return Study(
        "risks", title, tuple(says), tuple(tables), tuple(plots), tuple(assumes), sources, text("foot", lang), heads(lang), lang
    )


def beside_each_other(one: Checked, other: Checked, lang: str = "en") -> Study:
    """Lay the registers of two deals, or of one deal under two days' law, beside each other: the comparative method."""
    with in_language(lang):
        return _beside(one, other, lang)


def _beside(one: Checked, other: Checked, lang: str) -> Study:
    seen = [[see(risk, c) for risk in catalogue().values()] for c in (one, other)]
    called_as = _names_of_two(one, other)
    rows = tuple(
        (
            a.risk.says[lang],
            text(a.status, lang, "status"),
            text(b.status, lang, "status"),
            rules_of(a) or None,
            rules_of(b) or None,
        )
        for a, b in zip(*seen, strict=True)
        if a.status != b.status
    )
    columns = (
        Column("risk", text("risk", lang)),
        Column("one", called_as[0]),
        Column("other", called_as[1]),
        Column("one_by", f"{text('by', lang)}: {called_as[0]}", narrow=False),
        Column("other_by", f"{text('by', lang)}: {called_as[1]}", narrow=False),
    )
    says = (text("differs", lang, count=len(rows), all=len(seen[0])),)
    title = text("against", lang, one=called_as[0], other=called_as[1])
    table = Table("compared", text("compared", lang), columns, rows)
    plots = (heat(seen[0], lang, called_as[0]), heat(seen[1], lang, called_as[1])._replace(key="other"))
    return Study("risks", title, says, (table,), plots, (text("same", lang),), (), text("foot", lang), heads(lang), lang)


def _names_of_two(one: Checked, other: Checked) -> tuple[str, str]:
    named = [name_of(c.graph.deal) for c in (one, other)]
    if named[0] == named[1]:
        named = [f"{n} ({c.judgment.law_on or now_of(c)})" for n, c in zip(named, (one, other), strict=True)]
    return named[0], named[1]


def _counts(seen: list[Seen], lang: str) -> Iterable[str]:
    many = {status: sum(s.status == status for s in seen) for status in words()["status"]}
    yield text(
        "counts", lang, all=len(seen), shown=many["shown"], weighed=many["weighed"], possible=many["possible"] + many["waits"],
        facts=many["facts"], held=many["held"], silent=many["silent"],
    )  # fmt: skip  # short parts read together: one a line would take a screen
    for each in seen:
        if each.status == "shown":
            yield text("shown_one", lang, risk=each.risk.says[lang], by=rules_of(each))


def _register(seen: list[Seen], checked: Checked, survey: Survey | None, wanted: Wanted) -> Table:
    lang = wanted.lang
    rows: list[tuple[Cell, ...]] = []
    for each in seen:
        risk = each.risk
        likely, impact = survey.mean(risk.id) if survey else (None, None)
        owner = next(iter(names_of_owner(risk.owner, checked)), "")
        rows.append(
            (
                risk.id,
                risk.says[lang],
                frames()["five-part"].stages[STAGES.index(risk.stage)].name[lang],
                text(risk.on, lang, "places"),
                "; ".join(each.who) or None,
                text(each.status, lang, "status"),
                first_rules(rules_of(each)),
                rules_of(each) or None,
                facts_said(each.facts) or None,
                likely,
                impact,
                likely * impact if likely is not None and impact is not None else None,
                owner or text(risk.owner, lang, "places"),
                "; ".join(controls()[c].says[lang] for c in risk.controls) or None,
                "; ".join(measures()[m]["says"][lang] for m in risk.measures) or None,
                risk.cause[lang],
            )
        )
    narrow = ("risk", "on", "is", "first", *(("likelihood", "impact", "score") if survey else ()))
    keys = (
        "id",
        "risk",
        "stage",
        "on",
        "who",
        "is",
        "first",
        "by",
        "facts",
        "likelihood",
        "impact",
        "score",
        "owner",
        "control",
        "measure",
        "cause",
    )
    columns = tuple(Column(key, text(key, lang), narrow=key in narrow) for key in keys)
    quiet = sum(s.status not in LOUD for s in seen)
    note = text("rest", lang, count=quiet) if quiet and not wanted.everything else ""
    loud = () if wanted.everything else tuple(i for i, s in enumerate(seen) if s.status in LOUD)
    return Table("register", text("register", lang), columns, tuple(rows), note, loud)


def _by_stage(seen: list[Seen], lang: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for stage in frames()["five-part"].stages:
        mine = [s for s in seen if s.risk.stage == stage.id]
        rows.append((stage.name[lang], len(mine), *(sum(s.status == k for s in mine) for k in words()["status"])))
    columns = [Column("stage", text("stage", lang)), Column("all", text("all", lang), decimals=0)]
    columns += [Column(k, text(k, lang, "status"), decimals=0) for k in words()["status"]]
    return Table("stages", text("by_stage", lang), tuple(columns), tuple(rows))


def _tree(seen: list[Seen], checked: Checked, lang: str) -> Table:
    """Return the decomposition: who, which paper of the deal deals with it, which risk."""
    rows: list[tuple[Cell, ...]] = []
    papers = list(checked.graph.section("documents"))
    for place in words()["places"]:
        for each in (s for s in seen if s.risk.on == place):
            mine = [p for p in papers if p.fields.get("kind") in each.risk.papers]
            stands = "; ".join(f"{name_of(p)} [{checked.graph.place(p.path)}]" for p in mine) or None
            kinds = ", ".join(map(word_of, each.risk.papers))
            status = text(each.status, lang, "status")
            rows.append((text(place, lang, "places"), "; ".join(each.who) or None, kinds, stands, each.risk.says[lang], status))
    columns = tuple(Column(k, text(k, lang), narrow=False) for k in ("on", "who", "paper", "path", "risk", "is"))
    return Table("tree", text("tree", lang), columns, tuple(rows))


def _survey_table(survey: Survey, lang: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for id in dict.fromkeys((*survey.likelihood, *survey.given)):
        likely, impact = survey.mean(id)
        score = likely * impact if likely is not None and impact is not None else None
        because = ".".join(survey.given[id].because) if id in survey.given else None
        rows.append((catalogue()[id].says[lang], likely, impact, score, because))
    rows.sort(key=lambda row: -(row[3] if isinstance(row[3], float) else 0.0))
    keys = ("risk", "likelihood", "impact", "score", "fact")
    return Table("survey", text("survey", lang), tuple(Column(k, text(k, lang)) for k in keys), tuple(rows))


def _survey_says(survey: Survey, lang: str) -> Iterable[str]:
    for part, ratings in (("likelihood", survey.likelihood), ("impact", survey.impact)):
        if len(survey.experts) < 2 or len(ratings) < 2:
            continue
        found = kendall_w([[ratings[r][i] for r in ratings] for i in range(len(survey.experts))])
        if found is None:
            yield text("no_agree", lang, of=text(part, lang))
        else:
            yield text(
                "agree", lang, experts=len(survey.experts), of=text(part, lang), items=len(ratings), w=f"{found.w:.3f}",
                chi=f"{found.chi_square:.2f}", df=found.freedom, p=_p(found.p), draws=DRAWS, exact=_p(found.p_permuted),
            )  # fmt: skip  # short parts read together: one a line would take a screen
    both = [(i or 0) * (j or 0) for i, j in map(survey.mean, survey.likelihood)]
    if both:
        best = list(survey.likelihood)[both.index(max(both))]
        likely, impact = survey.mean(best)
        yield text("top", lang, risk=catalogue()[best].says[lang], l=f"{likely:.1f}", i=f"{impact:.1f}")
    yield from _weights_said(survey, lang)


def _weights_said(survey: Survey, lang: str) -> Iterable[str]:
    if not survey.pairs:
        return
    stages = {s.id: s.name[lang] for s in frames()["five-part"].stages}
    shown = [stages.get(b) or catalogue()[b].says[lang] for b in survey.between]
    all_of = {**survey.pairs}
    if len(all_of) > 1:
        all_of[text("all_experts", lang)] = tuple(
            tuple(row) for row in joined([list(map(list, m)) for m in survey.pairs.values()])
        )
    for by, matrix in all_of.items():
        found = ahp(matrix)
        weights = ", ".join(f"{name} {weight:.3f}" for name, weight in zip(shown, found.weights, strict=True))
        verdict = text("consistent" if found.ratio < CONSISTENT else "inconsistent", lang)
        yield text("weights", lang, who=by, weights=weights, ratio=f"{found.ratio:.3f}", verdict=verdict)


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"
