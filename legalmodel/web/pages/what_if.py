"""What if: a party fails, and the least that would have to change; both by the same engines as the commands, on the file as it is."""

from starlette.responses import HTMLResponse, Response

from legalmodel.analysis.cure.realise import setting_of
from legalmodel.analysis.cure.search import Budget, Found, find_cures
from legalmodel.analysis.failure.what_follows import Stressed, may_fail, ranked, stressed
from legalmodel.base.errors import BadRequest, nearest
from legalmodel.base.language import say, spoken
from legalmodel.base.outcomes import Outcome
from legalmodel.base.speech import name_of
from legalmodel.judgment.again import Again
from legalmodel.judgment.checked import Checked
from legalmodel.judgment.finding import Finding
from legalmodel.judgment.hypothesis import day_of_failure
from legalmodel.model.scenario import Scenario
from legalmodel.output.draw import draw
from legalmodel.output.failed import before_and_after
from legalmodel.report.cured import CureAsked, cure_study
from legalmodel.report.stressed import StressAsked, stress_study
from legalmodel.results import Result
from legalmodel.web.asked import Ask, back_to, way_to
from legalmodel.web.changing import change
from legalmodel.web.frame import frame
from legalmodel.web.markup import Inside, Markup, tag
from legalmodel.web.studies import study

_SECONDS = 8.0
"""How long cures are looked for."""


def what_if(ask: Ask) -> Response:
    """Show the forms, and the answer to what was asked."""
    result = ask.bench.desk.checked(ask.deal)
    title = say("What if", context="page")
    known = may_fail(result)
    options = [
        tag("option", say("each party alone"), value=""),
        *(
            tag("option", name_of(result.graph.things["parties", id]), value=id, selected=id == ask.query("party"))
            for id in known
        ),
    ]
    fails = tag(
        "form",
        tag("label", say("If this party fails:"), tag("select", options, name="party")),
        tag("button", say("What follows?"), name="do", value="stress"),
        method="get",
        class_="tools",
    )
    cures = tag("form", tag("button", say("What would have to change?"), name="do", value="cure"), method="get", class_="tools")
    asked = ask.query("do")
    body: list[Inside] = [tag("h1", title), fails, cures]
    if asked == "stress":
        body += _stress(ask, result, ask.query("party"))
    elif asked == "cure":
        body += _cure(ask, result)
    return HTMLResponse(frame(ask, f"{title}: {ask.deal}", *body, here="what-if"))


def _found_stress(ask: Ask, result: Result, party: str) -> tuple[Checked, tuple[Stressed, ...], StressAsked]:
    known = may_fail(result)
    if party and party not in known:
        raise BadRequest(say("no party '{id}' can be put to the hypothesis", id=party[:80]), nearest(party, known))
    key = ("stress", result.source.sha256, ask.bench.desk.run_day, party)

    def found() -> tuple[Checked, tuple[Stressed, ...], StressAsked]:
        again, fails = Again(result, ask.bench.desk.packs), day_of_failure(result, None)
        base = again(Scenario((), fails.as_of))
        each = [stressed(base, again, (id,), fails, "") for id in ([party] if party else known)]
        return base, ranked(each), StressAsked(fails, every=not party)

    return ask.bench.desk.once(key, found)


def _stress(ask: Ask, result: Result, party: str) -> list[Inside]:
    base, found, asked = _found_stress(ask, result, party)
    picture = tag(
        "img",
        src=way_to(ask.deal, "what-if.svg", party=party),
        alt=say("The deal before and after the failure"),
        class_="chart",
        loading="lazy",
    )
    return [study(stress_study(base, found, asked)), picture if found else None]


def stress_svg(ask: Ask) -> Response:
    """Answer with the picture of before and after the most harmful failure."""
    base, found, _ = _found_stress(ask, ask.bench.desk.checked(ask.deal), ask.query("party"))
    if not found:
        raise BadRequest(say("no party can be put to the hypothesis"))
    return Response(
        draw(before_and_after(base, found[0]), "svg"),
        media_type="image/svg+xml",
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; font-src data:"},
    )


def _found_cures(ask: Ask, result: Result) -> tuple[Checked, tuple[Finding, ...], Found, CureAsked]:
    key = ("cure", result.source.sha256, ask.bench.desk.run_day, spoken())

    def found() -> tuple[Checked, tuple[Finding, ...], Found, CureAsked]:
        again, setting = Again(result, ask.bench.desk.packs), setting_of(result, False)
        base: Checked = again(Scenario((), setting.as_of)) if setting.as_of else result
        goals = tuple(f for f in base.judgment.findings if f.outcome is Outcome.FAIL)
        return base, goals, find_cures(base, again, goals, setting, Budget(_SECONDS, 6)), CureAsked(setting, False, ask.deal)

    return ask.bench.desk.once(key, found)


def _cure(ask: Ask, result: Result) -> list[Inside]:
    base, goals, found, asked = _found_cures(ask, result)
    writes: list[Markup] = [
        tag("form", tag("input", type="hidden", name="sha256", value=result.source.sha256), tag("button", say("Write way {n} into the file", n=n), name="n", value=str(n)), method="post", action=way_to(ask.deal, "what-if/write"))
        for n, _ in enumerate(found.cures, 1)
    ]  # fmt: skip  # one list
    return [study(cure_study(base, goals, found, asked), frozenset(("patches",))), tag("div", writes, class_="tools")]


def write_cure(ask: Ask) -> Response:
    """Write one of the cures into the file."""
    result = ask.bench.desk.checked(ask.deal)
    _, _, found, _ = _found_cures(ask, result)
    text = ask.form.get("n", "")
    n = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if not 1 <= n <= len(found.cures):
        raise BadRequest(say("there is no cure {n}", n=text[:20]), say("there are {n}", n=len(found.cures)))
    change(ask, found.cures[n - 1].changes, ask.form.get("sha256", ""))
    return back_to(way_to(ask.deal))
